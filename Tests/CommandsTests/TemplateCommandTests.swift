import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// `template list`, `show`, `lint` and `read`, as the real program does them.
@Suite struct TemplateCommandTests {
  private let name = "aws-retail-technology-2019-12.fr"

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func listsOneNameALine() throws {
    let result = try RespecteProgram.run(["template", "list"], in: WorkFolder())
    #expect(result.lines == TemplateLibrary.builtIn().templates.map(\.name))
    #expect(result.lines.contains(name))
  }

  @Test func knowsTheFolderOfTheEnvironment() throws {
    let folder = try WorkFolder()
    var template = try #require(TemplateLibrary.builtIn().templates.first)
    template.id = "mine-2020-01"
    try folder.write(TemplateFile.text(of: template), to: "more/mine.yaml")
    try folder.write("id: [", to: "more/faulty.yaml")
    let environment = ["RESPECTE_TEMPLATES": "more"]
    let list = try RespecteProgram.run(["template", "list"], in: folder, environment: environment)
    #expect(list.status == 0)
    #expect(list.lines.contains("mine-2020-01.fr"))
    #expect(list.errors.contains("more/faulty.yaml:"))
    let show = try RespecteProgram.run(
      ["template", "show", "mine-2020-01", "--json"], in: folder, environment: environment)
    #expect(try object(show.output)["id"] as? String == "mine-2020-01")
    let export = try RespecteProgram.run(
      ["export", "--template", "mine-2020-01"], in: folder, environment: environment)
    #expect(export.status == 0)
    #expect(
      try RespecteProgram.run(["export", "--template", "mine-2020-01"], in: folder).status == 2)
  }

  /// The members of the contract's § 5, in its order, with ours (`fields`, `condition`, `whenNo`) among them.
  @Test func showsJSONAsTheContractHasIt() throws {
    let template = try #require(TemplateLibrary.builtIn().template(named: name, language: .french))
    let json = TemplateJSON.value(of: template)
    func names(_ value: JSON?) -> [String] { value?.members?.map(\.name) ?? [] }
    #expect(
      names(json) == [
        "schema", "id", "version", "language", "title", "published", "validity", "predecessors",
        "deliveryModels",
        "caseStudies", "fields", "categories", "submission", "parts", "sections", "controls",
      ])
    #expect(names(json["deliveryModels"]?.array?.first) == ["id", "label", "aliases"])
    #expect(names(json["caseStudies"]) == ["required", "public", "maxAgeMonths", "reuse"])
    #expect(names(json["caseStudies"]?["reuse"]) == ["max", "competencies"])
    #expect(names(json["categories"]?.array?.first) == ["id", "label", "aliases"])
    #expect(
      names(json["submission"]) == [
        "address", "subject", "mustInclude", "steps", "reviewers", "replyWorkingDays",
      ])
    #expect(names(json["parts"]?.array?.first) == ["id", "kind", "title", "intro", "validatedBy"])
    #expect(names(json["sections"]?.array?.first) == ["part", "ref", "title", "intro"])
    let control = json["controls"]?.array?.first { $0["id"]?.string == "tech.1.12" }
    #expect(
      names(control) == [
        "id", "part", "section", "ref", "title", "text", "answer", "conditional", "condition",
        "shared", "recencyMonths", "evidence", "applies",
      ])
    #expect(names(control?["evidence"]) == ["required", "form", "whenNo"])
    #expect(control?["ref"]?.string == "1.12")
    #expect(json["controls"]?.array?.count == template.controls.count)
    let applies = json["controls"]?.array?.compactMap { $0["applies"]?.compact } ?? []
    #expect(applies.contains(#"{"*":["solution"]}"#))
    #expect(applies.contains(#"{"saas":["case"],"customer":[]}"#))
    #expect(applies.contains(#"{"saas":["solution","case"],"customer":["case"]}"#))
  }

  @Test func theProgramWritesThatJSON() throws {
    let template = try #require(TemplateLibrary.builtIn().template(named: name, language: .french))
    let result = try RespecteProgram.run(["template", "show", name, "--json"], in: WorkFolder())
    #expect(result.output == TemplateJSON.value(of: template).pretty + "\n")
    #expect(try object(result.output)["schema"] as? String == "respecte.template/1")
  }

  @Test(arguments: Language.allCases)
  func showsEveryControlToAPerson(language: Language) throws {
    let template = try #require(TemplateLibrary.builtIn().template(named: name, language: .french))
    let result = try RespecteProgram.run(
      ["template", "show", name, "--lang", language.rawValue], in: WorkFolder())
    let text = result.output.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    for control in template.controls {
      let title = control.title.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(text.contains(title))
    }
  }

  @Test func lintSaysWhereEachFaultIs() throws {
    let folder = try WorkFolder()
    try folder.write("id: x\nid: y\n", to: "twice.yaml")
    let result = try RespecteProgram.run(
      ["template", "lint", "twice.yaml", "--lang", "en"], in: folder)
    #expect(result.status == 1)
    #expect(result.lines.first?.hasPrefix("twice.yaml:2:1: ") == true)
  }

  @Test func lintFindsNothingWhereNothingIsWrong() throws {
    let folder = try WorkFolder()
    let template = try #require(TemplateLibrary.builtIn().templates.first)
    try folder.write(TemplateFile.text(of: template), to: "good.yaml")
    let result = try RespecteProgram.run(["template", "lint", "good.yaml", "--quiet"], in: folder)
    #expect(result.status == 0)
    #expect(result.output == "" && result.errors == "")
  }

  @Test func readsATemplateFromStandardInput() throws {
    let template = try #require(TemplateLibrary.builtIn().templates.first)
    let bytes = Array(TemplateFile.text(of: template).utf8)
    let result = try RespecteProgram.run(
      ["template", "show", "-", "--json"], in: WorkFolder(), input: bytes)
    #expect(try object(result.output)["id"] as? String == template.id)
  }

  @Test(arguments: [
    ("--id", "Not An Id"), ("--published", "2019-13"), ("--language", "de"),
    ("--case-studies", "-1"), ("--max-age-months", "0"),
  ])
  func readRefusesWrongOptions(option: String, value: String) throws {
    let folder = try WorkFolder()
    try folder.write("text", to: "source.txt")
    let result = try RespecteProgram.run(
      ["template", "read", "source.txt", option + "=" + value], in: folder)
    #expect(result.status == 2)
    #expect(result.errors.contains(option))
  }

  /// The second checklist of the samples, in English and with other delivery models.
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../SampleData/second-checklist/published.txt").standardized.path

  @Test func readsAPublishedText() throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.run(
      ["template", "read", Self.sample, "-o", "read.yaml", "--id", "given-2021"], in: folder)
    #expect(result.status == 0)
    #expect(result.output == "")
    #expect(try RespecteProgram.run(["template", "lint", "read.yaml"], in: folder).status == 0)
    let show = try RespecteProgram.run(["template", "show", "read.yaml", "--json"], in: folder)
    let template = try object(show.output)
    #expect(template["id"] as? String == "given-2021")
    #expect(template["language"] as? String == "en")
    let printed = try RespecteProgram.run(
      ["template", "read", Self.sample, "--id", "given-2021"], in: folder)
    #expect(try printed.outputBytes == folder.read("read.yaml"))
  }

  /// On standard output where that is free, so that it can be kept; else on standard error.
  @Test func accountsForEveryLine() throws {
    let folder = try WorkFolder()
    let text = try String(contentsOfFile: Self.sample, encoding: .utf8)
    let count = text.split(separator: "\n", omittingEmptySubsequences: false).count
    let lines = count - (text.hasSuffix("\n") ? 1 : 0)
    let toFile = try RespecteProgram.run(
      ["template", "read", Self.sample, "-o", "read.yaml", "--report"], in: folder)
    let numbered = toFile.lines.compactMap { line in
      line.split(separator: " ").first.flatMap { Int($0) }
    }.prefix(lines)
    #expect(Array(numbered) == Array(1...lines))
    let toOutput = try RespecteProgram.run(
      ["template", "read", Self.sample, "--report"], in: folder)
    #expect(toOutput.errors == toFile.output)
    #expect(try toOutput.outputBytes == folder.read("read.yaml"))
  }
}
