import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Workbooks of another version of a checklist, as the real program reads and carries them over.
@Suite struct CarryOverCommandTests {
  /// The small English checklist, its next version, and a blank workbook of the first.
  private func folder() throws -> WorkFolder {
    let folder = try WorkFolder()
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent(
        "../../SampleData/second-checklist/harbour-logistics-services-2021-03.en.yaml")
    let bytes = Array(try Data(contentsOf: source))
    let old = try #require(TemplateFile.read(bytes, messagesIn: .english).template)
    var new = old
    new.version = "9.0"
    new.predecessors = [old.edition]
    let control = try #require(new.controls(of: "tech").first)
    new.controls[try #require(new.controls.firstIndex(of: control))].text = "Something else."
    let gone = new.controls.removeLast()
    try folder.write(TemplateFile.text(of: old), to: "old.yaml")
    try folder.write(TemplateFile.text(of: new), to: "new.yaml")
    try folder.write([control.id, gone.id].joined(separator: "\n"), to: "ids")
    #expect(
      try RespecteProgram.run(
        ["export", "--template", "old.yaml", "-o", "old.xlsx"], in: folder
      ).status == 0)
    return folder
  }

  private func json(_ result: RespecteProgram.Result) throws -> JSON {
    try JSON.read(Array(result.output.utf8))
  }

  @Test func anOlderWorkbookIsReadWithItsOwnTemplate() throws {
    let folder = try folder()
    let both = ["--template", "old.yaml", "--template", "new.yaml"]
    let result = try RespecteProgram.run(["import", "old.xlsx"] + both, in: folder)
    #expect(result.status == 0)
    let read = try json(result)
    #expect(read["template"]?["version"]?.string != "9.0")
    #expect(read["carryOver"] == nil)
    let codes = read["discrepancies"]?.array?.compactMap { $0["code"]?.string } ?? []
    #expect(codes.filter { $0 == "template.older" }.count == 1)
    let alone = try json(
      RespecteProgram.run(["import", "old.xlsx", "--template", "old.yaml"], in: folder))
    #expect(
      alone["discrepancies"]?.array?.contains { $0["code"]?.string == "template.older" } == false)
  }

  @Test func answersAreCarriedOver() throws {
    let folder = try folder()
    let ids = String(decoding: try folder.read("ids"), as: UTF8.self).split(separator: "\n")
    let result = try RespecteProgram.run(
      ["import", "old.xlsx", "--template", "old.yaml", "--to", "new.yaml"], in: folder)
    #expect(result.status == 0)
    let read = try json(result)
    #expect(read["template"]?["version"]?.string == "9.0")
    let carried = try #require(read["carryOver"])
    #expect(carried["reworded"]?.array?.map(\.string) == [String(ids[0])])
    #expect(carried["retired"]?.array?.map(\.string) == [String(ids[1])])
    #expect(carried["added"]?.array == [])
    #expect(
      read["answers"]?.array?.contains { $0["control"]?.string == String(ids[1]) } == false)
  }

  @Test func aWorkbookOfNoKnownVersionSaysWhatItIs() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(
      ["import", "old.xlsx", "--template", "new.yaml", "--lang", "en"], in: folder)
    #expect(result.status == 3)
    let read = try json(result)
    let found = try #require(read["discrepancies"]?.array?.first)
    #expect(found["code"]?.string == "template.unknown")
    let message = found["message"]?.string ?? ""
    for words in [
      "harbour-logistics-services-2021-03@", "version known is 9.0", "Case studies",
      "named answer cells",
    ] {
      #expect(message.contains(words), "\(message)")
    }
  }

  @Test func aTargetThatIsNotThereIsWrongUsage() throws {
    let folder = try folder()
    #expect(
      try RespecteProgram.run(["import", "old.xlsx", "--to", "nowhere"], in: folder).status == 2)
  }
}
