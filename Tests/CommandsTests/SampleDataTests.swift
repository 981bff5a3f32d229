import Basics
import Foundation
import TestSupport
import Testing

/// The sample workbooks, saved by four other programs, against verdicts worked out by hand (SampleData/README.md).
@Suite("Sample data") struct SampleDataTests {
  struct Expectation: Sendable, CustomTestStringConvertible {
    var file: String
    var verdict: String
    /// The codes of the reasons, each once.
    var reasons: Set<String> = []
    var retained: Int
    var isPublic: Int
    /// Answers met, not met, not applicable, open.
    var counts: [Int]?
    var percent: Double?

    var testDescription: String { file }
  }

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("SampleData")

  /// Under SaaS 12 prerequisites, 1 document of the solution and, for each of four case studies, 2 documents and 46
  /// controls are scored: 205 answers.
  private static let retail = [
    Expectation(
      file: "Maison Lavande – auto-évaluation.xlsx", verdict: "eligible", retained: 4, isPublic: 2,
      counts: [205 - 8, 0, 8, 0], percent: 100),
    // 12; 1 + 1 for the solution; case studies 1 and 3 under SaaS 48, 2 and 4 under customer 22, 5 under both 70; one S.O.
    Expectation(
      file: "Nordwind_retail_v2 FINAL.xlsx", verdict: "eligible", retained: 5, isPublic: 2,
      counts: [12 + 2 + 48 * 2 + 22 * 2 + 70 - 1, 0, 1, 0], percent: 100),
    Expectation(
      file: "boreal (retour signé).xlsx", verdict: "notEligible",
      reasons: ["case.tooFew", "case.tooOld"], retained: 3,
      isPublic: 2, counts: [205, 0, 0, 0], percent: 100),
    // 12 + 1 + 4 × 22 = 101, two of them N: 99 ÷ 101 = 98.02 %.
    Expectation(
      file: "tessera-2019-11.xlsx", verdict: "notEligible",
      reasons: ["prereq.notMet", "case.tooFew", "case.tooFewPublic"], retained: 3, isPublic: 1,
      counts: [99, 2, 0, 0], percent: 98.0),
    Expectation(
      file: "Kestrel Commerce.ods", verdict: "notEligible",
      reasons: ["case.tooFew", "case.notInProduction"], retained: 3,
      isPublic: 2, counts: [205, 0, 0, 0], percent: 100),
    // Open: two case studies of 48, « x », « partiel », an S.O. without a reason: 99; 106 ÷ 205 = 51.707 %.
    Expectation(
      file: "Numa à compléter.xlsx", verdict: "incomplete",
      reasons: ["answer.blank", "answer.unreadable", "evidence.absent", "field.absent"],
      retained: 0,
      isPublic: 0, counts: [106, 0, 0, 99], percent: 51.7),
    Expectation(
      file: "SABLIER autoeval.xlsx", verdict: "incomplete",
      reasons: ["category.several", "evidence.absent", "field.invalid"], retained: 3, isPublic: 2,
      counts: [205, 0, 0, 0], percent: 100),
  ]

  @Test(arguments: retail) func retailWorkbooksHaveTheirVerdicts(expected: Expectation) throws {
    try check(expected, in: "returned", options: [])
  }

  /// 7 prerequisites are scored. Hosted service takes 11 controls and the on-site appliance 7; a dedicated instance 11,
  /// of which one case study of two has ten usable answers.
  @Test(arguments: [
    Expectation(
      file: "Portside Systems.xlsx", verdict: "eligible", retained: 2, isPublic: 1,
      counts: [7 + 11 + 7, 0, 0, 0], percent: 100),
    // 17 ÷ 29 = 58.62 %.
    Expectation(
      file: "harbour lanterns (draft).xlsx", verdict: "incomplete",
      reasons: ["answer.blank", "answer.unreadable", "field.absent"], retained: 0, isPublic: 0,
      counts: [7 + 10, 0, 0, 1 + 11], percent: 58.6),
  ])
  func workbooksOfTheSecondChecklistHaveTheirVerdicts(expected: Expectation) throws {
    let template = Self.root.appendingPathComponent(
      "second-checklist/harbour-logistics-services-2021-03.en.yaml")
    try check(expected, in: "second-checklist/returned", options: ["--template", template.path])
  }

  private func check(_ expected: Expectation, in folder: String, options: [String]) throws {
    let file = Self.root.appendingPathComponent(folder).appendingPathComponent(expected.file)
    let result = try RespecteProgram.run(
      ["score", file.path, "--json", "-"] + options, in: WorkFolder())
    #expect(result.status == (expected.verdict == "eligible" ? 0 : 1))
    let json = try JSON.read(result.outputBytes)
    let submission = try #require(json["submissions"]?.array?.first)
    #expect(submission["verdict"]?.string == expected.verdict)
    let reasons = submission["reasons"]?.array?.compactMap { $0["code"]?.string } ?? []
    #expect(Set(reasons) == expected.reasons)
    let score = try #require(submission["score"])
    let counts = ["met", "notMet", "notApplicable", "open"].map { score[$0]?.int }
    #expect(counts == expected.counts)
    #expect(score["percent"]?.number == expected.percent)
    let studies = submission["caseStudies"]?.array ?? []
    let retained = studies.filter { $0["retained"]?.boolean == true }
    #expect(retained.count == expected.retained)
    #expect(
      retained.count { $0["public"]?.boolean == true } == expected.isPublic
        || expected.retained == 0)
  }

  @Test func aWorkbookWithAPasswordIsUnreadable() throws {
    let file = Self.root.appendingPathComponent("returned/Halle Digitale (protégé).ods")
    let result = try RespecteProgram.run(["score", file.path, "--json", "-"], in: WorkFolder())
    #expect(result.status == 3)
    let imported = try RespecteProgram.run(["import", file.path], in: WorkFolder())
    #expect(try JSON.read(imported.outputBytes)["error"]?["code"]?.string == "file.encrypted")
  }

  /// The same from workbooks and from what was imported from them.
  @Test func importedSubmissionsScoreAlike() throws {
    let folder = try WorkFolder()
    let returned = Self.root.appendingPathComponent("returned").path
    let direct = try RespecteProgram.run(["score", returned, "--json", "direct.json"], in: folder)
    let imported = try RespecteProgram.shell(
      "\"$RESPECTE\" import --ndjson '\(returned)'/* > all.ndjson; \"$RESPECTE\" score all.ndjson --json again.json",
      in: folder)
    #expect(direct.status == 1)
    #expect(imported.status == 1, "\(imported.errors)")
    #expect(try folder.read("direct.json") == folder.read("again.json"))
  }
}
