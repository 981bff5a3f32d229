import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// `export --prefill`, and the language of what is exported, as the real program does them.
@Suite struct PrefillCommandTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../SampleData").standardized

  /// A folder with the submission of a sample workbook in it, as `import` printed it.
  private func folder(_ sample: String) throws -> WorkFolder {
    let folder = try WorkFolder()
    let path = Self.samples.appendingPathComponent("returned/" + sample).path
    let result = try RespecteProgram.run(["import", path], in: folder)
    try folder.write(result.outputBytes, to: "earlier.json")
    return folder
  }

  /// The same from a workbook as it is issued now: five case studies are used, the first and the third under SaaS, the
  /// second and the fourth under `customer`, the fifth under both.
  private func filledFolder() throws -> WorkFolder {
    let folder = try folder("Nordwind_retail_v2 FINAL.xlsx")
    let issued = try export("--prefill earlier.json --case-studies 6", in: folder)
    let read = try RespecteProgram.run(["import", "-"], in: folder, input: issued.outputBytes)
    try folder.write(read.outputBytes, to: "earlier.json")
    return folder
  }

  private func export(_ words: String, in folder: WorkFolder) throws -> RespecteProgram.Result {
    try RespecteProgram.run(
      ["export"] + words.split(separator: " ").map(String.init), in: folder)
  }

  private func read(_ name: String, in folder: WorkFolder) throws -> JSON {
    try JSON.read(RespecteProgram.run(["import", name], in: folder).outputBytes)
  }

  // MARK: Languages

  @Test(arguments: [
    ("", "fr"), ("--lang en", "en"), ("--template aws-retail-technology-2019-12", "fr"),
    ("--template aws-retail-technology-2019-12 --lang en", "en"),
    ("--template aws-retail-technology-2019-12.fr --lang en", "fr"),
    ("--template aws-retail-technology-2019-12.en", "en"),
  ])
  func theLanguageOfMessagesIsTheWorkbooksUnlessItIsNamed(words: String, language: String) throws {
    let folder = try WorkFolder()
    #expect(try export(words + " -o new.xlsx", in: folder).status == 0)
    let read = try read("new.xlsx", in: folder)
    #expect(read["template"]?["language"]?.string == language)
    #expect(read["answers"]?.array?.first?["sheet"]?.string?.hasPrefix("Pr") == true)
    #expect(read["accounting"]?["unexpected"]?.int == 0)
  }

  // MARK: What is carried over

  @Test func everythingIsCarriedOverInEitherLanguage() throws {
    let folder = try filledFolder()
    let before = try JSON.read(folder.read("earlier.json"))
    for language in ["fr", "en"] {
      let result = try export(
        "--prefill earlier.json --force -o new.xlsx --lang \(language)", in: folder)
      #expect(result.status == 0)
      #expect(result.errors.split(separator: "\n").count == 1)
      let after = try read("new.xlsx", in: folder)
      #expect(after["template"]?["language"]?.string == language)
      #expect(after["application"] == before["application"])
      #expect(after["accounting"] == before["accounting"])
      let used = before["caseStudies"]?.array?.filter { $0["used"]?.boolean == true }
      #expect(used?.count == 5 && before["caseStudies"]?.array?.count == 6)
      #expect(after["caseStudies"]?.array == used)
    }
  }

  @Test func standardInputAndOneLineAreASubmissionToo() throws {
    let folder = try filledFolder()
    let json = try folder.read("earlier.json")
    _ = try export("--prefill earlier.json -o file.xlsx", in: folder)
    let compact = try JSON.read(json).compact + "\n"
    let piped = try RespecteProgram.run(
      ["export", "--prefill", "-", "--quiet"], in: folder, input: Array(compact.utf8))
    #expect(piped.status == 0 && piped.errors == "")
    #expect(try piped.outputBytes == folder.read("file.xlsx"))
  }

  @Test func thePartnersNameIsTheOneGiven() throws {
    let folder = try filledFolder()
    let result = try RespecteProgram.run(
      ["export", "--prefill", "earlier.json", "--partner", "Exemple SAS", "-o", "new.xlsx"],
      in: folder)
    #expect(result.status == 0)
    let before = try JSON.read(folder.read("earlier.json"))["application"]
    let after = try read("new.xlsx", in: folder)["application"]
    #expect(after?["partner"]?.string == "Exemple SAS")
    #expect(before?["partner"]?.string != "Exemple SAS")
    #expect(after?["solution"] == before?["solution"])
  }

  // MARK: What is left over

  @Test(arguments: ["", " --quiet"])
  func whatIsNotCarriedOverIsListedAndEndsWithOne(quiet: String) throws {
    let folder = try folder("Numa à compléter.xlsx")
    let result = try export("--prefill earlier.json -o new.xlsx" + quiet, in: folder)
    #expect(result.status == 1)
    let listed = result.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(listed.count >= 4)
    for typed in ["x", "partiel", "O", "à revoir avec Paul avant l’envoi"] {
      #expect(listed.contains { $0.contains("«\u{A0}\(typed)\u{A0}»") })
    }
    #expect(
      result.errors.contains("\(listed.count) éléments de la soumission n’ont pas été repris"))
    #expect(result.errors.contains("cases remplies") == quiet.isEmpty)
    let accounting = try read("new.xlsx", in: folder)["accounting"]
    #expect(accounting?["unreadable"]?.int == 0 && accounting?["unexpected"]?.int == 0)
  }

  @Test func fewerCaseStudiesAndModelsAreListed() throws {
    let folder = try filledFolder()
    let before = try JSON.read(folder.read("earlier.json"))
    func count(_ isMeant: (JSON) -> Bool) -> Int {
      before["answers"]?.array?.count { isMeant($0) } ?? 0
    }
    let four = try export(
      "--prefill earlier.json --case-studies 4 -o four.xlsx --lang en", in: folder)
    #expect(four.status == 1)
    let lines = four.errors.split(separator: "\n").filter { $0.hasPrefix("  ") }
    #expect(lines.allSatisfy { $0.contains("ase study 5") })
    #expect(
      lines.count { $0.hasSuffix("without this case study.") && !$0.contains("evidence") }
        >= count { $0["scope"]?.string == "case5" })
    let saas = try export(
      "--prefill earlier.json --delivery saas -o saas.xlsx --lang en", in: folder)
    #expect(saas.status == 1)
    let answers = saas.errors.split(separator: "\n").filter {
      $0.contains("Customer deployed: ") && $0.hasSuffix("without this delivery model.")
    }
    #expect(answers.count == count { $0["deliveryModel"]?.string == "customer" })
    #expect(answers.count > 40)
  }

  // MARK: What is no submission

  @Test(arguments: [
    ("", "JSON"), ("[]", "respecte.submission/1"), ("{", "JSON"),
    ("{\"schema\":\"respecte.template/1\"}", "respecte.template/1"),
    ("{\"schema\":\"respecte.submission/1\"}", "source.file"),
    (
      "{\"schema\":\"respecte.submission/1\"}\n{\"schema\":\"respecte.submission/1\"}\n",
      "plusieurs"
    ),
    ("{} x", "JSON"), (String(repeating: "[", count: 100_000), "JSON"),
  ])
  func anythingElseIsNoInput(text: String, word: String) throws {
    let folder = try WorkFolder()
    try folder.write(text, to: "earlier.json")
    let result = try export("--prefill earlier.json -o new.xlsx", in: folder)
    #expect(result.status == 3)
    #expect(result.errors.contains(word) && result.errors.contains("earlier.json"))
    #expect(try folder.names() == ["earlier.json"])
  }

  @Test func filesThatCannotBeReadAreNoInput() throws {
    let folder = try WorkFolder()
    try folder.write("none", to: "bad.xlsx")
    let imported = try RespecteProgram.run(["import", "bad.xlsx"], in: folder)
    try folder.write(imported.outputBytes, to: "failed.json")
    let failed = try export("--prefill failed.json", in: folder)
    #expect(failed.status == 3 && failed.errors.contains("n’a pas pu être lu"))
    #expect(try export("--prefill absent.json", in: folder).status == 3)
    #expect(try export("--prefill .", in: folder).status == 3)
    try folder.write([UInt8](repeating: 0x20, count: OneSubmission.sizeLimit + 1), to: "big")
    let big = try export("--prefill big", in: folder)
    #expect(big.status == 3 && big.errors.contains("16\u{A0}Mio"))
    #expect(!big.errors.contains("--max-inflated"))
  }

  @Test func aWorkbookThatNobodyKnowsGivesNothing() throws {
    let folder = try WorkFolder()
    try folder.write("a;b\n", to: "list.csv")
    let imported = try RespecteProgram.run(["import", "list.csv"], in: folder)
    try folder.write(imported.outputBytes, to: "earlier.json")
    let result = try export("--prefill earlier.json", in: folder)
    #expect(result.status == 3)
    #expect(result.errors.contains("n’a pas été reconnue"))
  }

  /// A template that names the submission's among its predecessors continues it, under an id of its own: 1.1 of the
  /// prerequisites is gone there, which is listed, and everything else is carried over.
  @Test func aNewEditionNamesWhatItFollows() throws {
    let folder = try filledFolder()
    let shown = Self.samples.deletingLastPathComponent().appendingPathComponent(
      "Templates/aws-retail-technology-2019-12.fr.yaml")
    var lines = try String(contentsOf: shown, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let id = try #require(lines.firstIndex(of: "id: aws-retail-technology-2019-12"))
    lines[id] =
      "id: aws-retail-technology-2021-06\npredecessors: [aws-retail-technology-2019-12@1.0]"
    let start = try #require(lines.firstIndex(of: "  - id: prereq.1.1"))
    let end = try #require(lines.firstIndex(of: "  - id: prereq.1.2"))
    lines.removeSubrange(start..<end)
    try folder.write(Array(lines.joined(separator: "\n").utf8), to: "next.yaml")
    let result = try export("--prefill earlier.json --template next.yaml -o new.xlsx", in: folder)
    #expect(result.status == 1)
    #expect(result.errors.contains("n’a plus cette exigence"))
    let read = try RespecteProgram.run(
      ["import", "--template", "next.yaml", "new.xlsx"], in: folder)
    let after = try JSON.read(read.outputBytes)
    #expect(after["template"]?["id"]?.string == "aws-retail-technology-2021-06")
    let before = try JSON.read(folder.read("earlier.json"))
    let answered = try #require(before["accounting"]?["answered"]?.int)
    #expect(after["accounting"]?["answered"]?.int == answered - 1)
  }

  /// References of another checklist look the same and mean something else.
  @Test func anotherChecklistIsWrongUsage() throws {
    let folder = try filledFolder()
    let second = Self.samples.appendingPathComponent(
      "second-checklist/harbour-logistics-services-2021-03.en.yaml")
    let result = try RespecteProgram.run(
      ["export", "--prefill", "earlier.json", "--template", second.path, "-o", "new.xlsx"],
      in: folder)
    #expect(result.status == 2)
    #expect(result.errors.contains("aws-retail-technology-2019-12"))
    #expect(try folder.names() == ["earlier.json"])
  }

  @Test func theSubmissionIsNeverOverwritten() throws {
    let folder = try filledFolder()
    let before = try folder.read("earlier.json")
    #expect(try export("--prefill earlier.json -o ./earlier.json", in: folder).status == 2)
    #expect(try folder.read("earlier.json") == before)
  }

  /// Nested as deep as may be and as long as may be, with everything that a cell cannot take.
  @Test func aHostileSubmissionGivesAWorkbookOrAMessage() throws {
    let folder = try filledFolder()
    var text = try #require(String(bytes: folder.read("earlier.json"), encoding: .utf8))
    let long = String(repeating: "\\u0000\\uD83D\\uDE00", count: 20_000)
    text.replace("\"evidence\": null", with: "\"evidence\": \"\(long)\"", maxReplacements: 3)
    text.replace("\"case4\"", with: "\"case999\"")
    text.replace("\"number\": 4,", with: "\"number\": 999,")
    text.replace("\"tech.1.1\"", with: "\"tech.\\u001b[31m\"")
    try folder.write(text, to: "earlier.json")
    let result = try export("--prefill earlier.json -o new.xlsx", in: folder)
    #expect(result.status == 1, "\(result.errors.prefix(400))")
    #expect(!result.errors.contains("\u{1B}"))
    #expect(try read("new.xlsx", in: folder)["error"] == nil)
  }
}
