import Basics
import Checklists
import Foundation
import TestSupport
import Testing

/// Two submissions of one partner in one run are told, with their files and dates, and both are assessed.
@Suite struct RepeatedPartnerTests {
  private static let returned = AuditedSample.path("Maison Lavande – auto-évaluation.xlsx")

  struct Second: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// What makes the second file of what the first one says.
    var options: [String]
    var isTold: Bool
    var language = Language.french
  }

  static let cases = [
    Second(
      testDescription: "another version of the workbook", options: ["--prefill", "first.json"],
      isTold: true),
    Second(
      testDescription: "the name in another writing",
      options: ["--prefill", "first.json", "--partner", "MAISON  LAVANDÉ"], isTold: true),
    Second(
      testDescription: "another partner",
      options: ["--prefill", "first.json", "--partner", "Maison Thym"], isTold: false),
    Second(
      testDescription: "another checklist",
      options: ["--template", "harbour.yaml", "--partner", "Maison Lavande"], isTold: false),
  ].flatMap { second in
    Language.allCases.map { language in
      var second = second
      second.language = language
      return second
    }
  }

  @Test(arguments: cases)
  func isTold(second: Second) throws {
    let folder = try WorkFolder()
    let language = second.language
    func run(_ words: String...) throws -> RespecteProgram.Result {
      try RespecteProgram.run(words + ["--lang", language.rawValue], in: folder)
    }
    let harbour = AuditedSample.path(
      "../second-checklist/harbour-logistics-services-2021-03.en.yaml")
    try folder.write(
      Array(try Data(contentsOf: URL(fileURLWithPath: harbour))), to: "harbour.yaml")
    try folder.write(
      Array(try Data(contentsOf: URL(fileURLWithPath: Self.returned))), to: "first.xlsx")
    try folder.write(try run("import", "first.xlsx").outputBytes, to: "first.json")
    let made = try RespecteProgram.run(
      ["export", "-o", "second.xlsx"] + second.options, in: folder)
    #expect(made.status == 0, "\(made.errors)")

    let scored = try run(
      "score", "first.xlsx", "second.xlsx", "--template", "harbour.yaml", "--json", "s.json",
      "--html", "s.html", "-o", "s.xlsx")
    #expect(scored.status <= 1, "\(scored.errors)")
    let submissions = try JSON.read(try folder.read("s.json"))["submissions"]?.array ?? []
    #expect(submissions.count == 2)
    let told = submissions.map { submission in
      submission["discrepancies"]?.array?.filter { $0["code"]?.string == "partner.several" } ?? []
    }
    #expect(told.map(\.count) == [0, second.isTold ? 1 : 0])
    // It changes no verdict.
    #expect(submissions.first?["verdict"]?.string == "eligible")
    let page = String(decoding: try folder.read("s.html"), as: UTF8.self)
    let shown = try run("check", "first.xlsx", "second.xlsx", "--template", "harbour.yaml").output
    let sentence = language(fr: "a plusieurs soumissions ici", en: "has several submissions here")
    #expect(page.contains(sentence) == second.isTold)
    #expect(shown.contains(sentence) == second.isTold)
    for discrepancy in told.joined() {
      #expect(discrepancy["severity"]?.string == "warning")
      let message = discrepancy["message"]?.string ?? ""
      let day = language(fr: "10 décembre 2019", en: "10 December 2019")
      for words in ["first.xlsx", "second.xlsx", day] { #expect(message.contains(words)) }
    }
  }
}
