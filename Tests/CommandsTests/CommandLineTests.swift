import Basics
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Help, versions, codes, folders and what is hidden, as the real program does them.
@Suite struct CommandLineTests {
  /// A command line, and what a user sees of it.
  struct Line: Sendable, CustomTestStringConvertible {
    var words: [String]
    var status: Int32 = 0
    var output: [String] = []
    var errors: [String] = []
    var testDescription: String { words.joined(separator: " ") }
  }

  private static let samples = AuditedSample.path("")
  private static let protected = AuditedSample.path("Halle Digitale (protégé).ods")

  static let lines = [
    Line(words: ["-V"], output: ["respecte " + Program.version]),
    Line(words: ["help"], output: ["template diff", "help"]),
    Line(words: ["help", "score"], output: ["Usage\u{A0}: respecte score", "--hide"]),
    Line(words: ["help", "template"], output: ["template lint"]),
    Line(words: ["help", "template", "diff"], output: ["Usage\u{A0}: respecte template diff"]),
    Line(words: ["help", "nothing"], status: 2, errors: ["nothing"]),
    Line(words: ["explain", "eligible"], output: ["eligible – verdict"]),
    Line(words: ["explain", "non éligible"], output: ["notEligible – verdict"]),
    Line(
      words: ["explain", "incomplete", "--lang", "en"], output: ["Complete what “check” lists."]),
    Line(
      words: ["explain", "unreadable"],
      output: ["unreadable – verdict", "unreadable – état d’une réponse"]),
    Line(words: ["explain", "blank"], output: ["blank – état d’une réponse"]),
    Line(words: ["explain", "answered", "--lang", "en"], output: ["status of an answer"]),
    Line(
      words: ["check", samples], status: 1, output: ["Maison Lavande", "Kestrel Commerce Ltd"],
      errors: ["à corriger, sur 8\u{A0}: 3 non éligibles, 2 incomplets et 1 illisible"]),
    Line(
      words: ["check", protected], status: 3, output: ["protégé par un mot de passe"]),
    Line(
      words: ["check", "--hide", "nothing.such", samples], status: 2, errors: ["nothing.such"]),
    Line(
      words: ["export", "--case-studies", "2", "-o", "two.xlsx"], errors: ["4 études de cas"]),
    Line(words: ["export", "--case-studies", "4", "-o", "four.xlsx"]),
    Line(
      words: ["score", AuditedSample.path("Kestrel Commerce.ods")], status: 1,
      errors: ["à corriger, sur 1\u{A0}: 1 non éligible"]),
    Line(
      words: [
        "diff", AuditedSample.path("Kestrel Commerce.ods"),
        AuditedSample.path("Maison Lavande – auto-évaluation.xlsx"),
      ], status: 1, errors: ["les soumissions diffèrent"]),
  ]

  @Test(arguments: lines)
  func whatAUserSees(line: Line) throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.run(line.words, in: folder)
    #expect(result.status == line.status, "\(result.errors)")
    for text in line.output { #expect(result.output.contains(text), "\(result.output)") }
    for text in line.errors { #expect(result.errors.contains(text), "\(result.errors)") }
    if line.status == 0, line.errors.isEmpty { #expect(result.errors.isEmpty) }
    if line.status == 1 {
      #expect(result.errors.split(separator: "\n").count { $0.hasPrefix("respecte") } == 1)
    }
  }

  @Test func aPasswordNamesNoPart() throws {
    let result = try RespecteProgram.run(["check", Self.protected], in: WorkFolder())
    #expect(!result.output.contains("Object"), "\(result.output)")
    #expect(!(result.output + result.errors).contains("ObjectReplacements"))
  }

  /// Hidden is what people see, nothing else.
  @Test func hiddenCodesAreOnlyHidden() throws {
    let folder = try WorkFolder()
    let file = AuditedSample.path("Kestrel Commerce.ods")
    func text(_ name: String) throws -> String {
      String(decoding: try folder.read(name), as: UTF8.self)
    }
    let all = try RespecteProgram.run(["score", "--ndjson", file], in: folder)
    let shown = try RespecteProgram.run(["score", "--html", "a.html", file], in: folder)
    let codes =
      (try JSON.read(all.outputBytes))["discrepancies"]?.array?
      .compactMap { $0["code"]?.string } ?? []
    let common = try #require(codes.first)
    let page = try text("a.html")
    #expect(page.contains(common))
    let options = ["--hide", common + ",row.moved", file]
    let hidden = try RespecteProgram.run(
      ["score", "--html", "b.html", "--json", "b.json"] + options, in: folder)
    #expect(hidden.status == shown.status)
    #expect(try !text("b.html").contains(common))
    #expect(try text("b.json").contains("\"" + common + "\""))
    let lines = try RespecteProgram.run(["score", "--ndjson"] + options, in: folder)
    #expect(lines.outputBytes == all.outputBytes)
  }
}
