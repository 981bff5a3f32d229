import Basics
import Checklists
import Foundation
import Spreadsheet
import TestSupport
import Testing

/// A checklist goes on to a new version: what is carried over is not confirmed, and nothing of it is lost.
@Suite struct RewordedTests {
  private static let returned = AuditedSample.path("Maison Lavande – auto-évaluation.xlsx")

  /// The built-in checklist's next version: one control is reworded, one is retired, one is new.
  private func write(_ language: Language, to name: String, in folder: WorkFolder) throws {
    let built = try #require(
      TemplateLibrary.builtIn().templates.first { $0.language == language })
    var next = built
    next.version = "2.0"
    next.predecessors = [built.edition]
    for index in next.controls.indices where next.controls[index].id == "tech.1.1" {
      next.controls[index].text += "\n\nReworded."
    }
    var added = try #require(next.controls.first { $0.id == "tech.4.2" })
    (added.id, added.ref, added.title) = ("tech.4.3", "4.3", "New")
    next.controls.append(added)
    next.controls.removeAll { $0.id == "tech.4.1" }
    try folder.write(Array(TemplateFile.text(of: next).utf8), to: name)
  }

  private func codes(_ json: JSON, _ code: String) -> Int {
    json["discrepancies"]?.array?.count { $0["code"]?.string == code } ?? 0
  }

  @Test(arguments: Language.allCases)
  func carriedOverIsNotConfirmed(language: Language) throws {
    let folder = try WorkFolder()
    let id = "aws-retail-technology-2019-12"
    try write(language, to: id + "." + language.rawValue + ".yaml", in: folder)
    let file = id + "." + language.rawValue + ".yaml"
    func run(_ words: String...) throws -> RespecteProgram.Result {
      try RespecteProgram.run(words + ["--lang", language.rawValue], in: folder)
    }
    func json(_ words: String...) throws -> JSON {
      try JSON.read(
        RespecteProgram.run(words + ["--lang", language.rawValue], in: folder).outputBytes)
    }
    // The answers in the language of the new version.
    var source = Self.returned
    if language == .english {
      try folder.write(try run("import", source).outputBytes, to: "fr.json")
      #expect(
        try run("export", "--template", id + ".en", "--prefill", "fr.json", "-o", "en.xlsx").status
          == 0)
      source = "en.xlsx"
    }
    let old = try run("import", source)
    try folder.write(old.outputBytes, to: "old.json")
    let carried = try run("import", source, "--template", file, "--to", file)
    try folder.write(carried.outputBytes, to: "carried.json")
    // What was retired is listed, and is a status.
    #expect(carried.status == 1)
    #expect(carried.errors.contains("4.1"), "\(carried.errors)")
    let known = try JSON.read(carried.outputBytes)
    #expect(codes(known, "answer.reworded") == 4)

    for source in ["old.json", "carried.json"] {
      let made = try run("export", "--template", file, "--prefill", source, "-o", source + ".xlsx")
      #expect(made.status == 1, "\(source): \(made.errors)")
      #expect(made.errors.contains("4.1"), "\(source): \(made.errors)")
      let name = source + ".xlsx"
      let read = try json("import", name, "--template", file)
      #expect(codes(read, "answer.reworded") == 4, "\(source)")
      #expect(codes(read, "cell.unexpected") == 0)
      #expect(codes(read, "text.altered") == 0)
      let shown = try run("check", name, "--template", file).output
      let mark = language(fr: "▲ À relire", en: "▲ Read again")
      #expect(shown.contains(mark), "\(shown)")
      // The workbook's own status, with the value that it carries.
      let workbook = try SpreadsheetReader.read(try folder.read(name))
      let sheet = try #require(
        workbook.sheet(named: language(fr: "Validation technique", en: "Technical validation")))
      func statuses(_ sheet: Sheet) -> Int {
        sheet.cells.count { $0.formula != nil && $0.value == .string(mark) }
      }
      #expect(statuses(sheet) == 4)
      // The evidence is the partner's, without the mark.
      let evidence = read["answers"]?.array?.filter { $0["control"]?.string == "tech.1.1" }
        .compactMap { $0["evidence"]?.string }
      #expect(evidence?.allSatisfy { !$0.contains(mark) } == true)
      // A further prefill still asks for it.
      try folder.write(
        try run("import", name, "--template", file).outputBytes, to: "again.json")
      _ = try run(
        "export", "--template", file, "--prefill", "again.json", "-o", source + ".again.xlsx")
      #expect(
        codes(try json("import", source + ".again.xlsx", "--template", file), "answer.reworded")
          == 4)
    }
    // The mended twin: the same checklist, where nothing is reworded.
    let same = try run(
      "export", "--template", id + "." + language.rawValue, "--prefill", "old.json", "-o",
      "same.xlsx")
    #expect(same.status == 0, "\(same.errors)")
    #expect(codes(try json("import", "same.xlsx"), "answer.reworded") == 0)
  }

  /// `template diff` and `template lint` of the two versions.
  @Test func aNewVersionIsCompared() throws {
    let folder = try WorkFolder()
    try write(.french, to: "next.fr.yaml", in: folder)
    let id = "aws-retail-technology-2019-12.fr"
    let text = try RespecteProgram.run(["template", "diff", id, "next.fr.yaml"], in: folder)
    #expect(text.status == 1)
    for words in ["tech.4.3", "tech.4.1", "tech.1.1", "Reworded."] {
      #expect(text.output.contains(words), "\(text.output)")
    }
    let json = try JSON.read(
      RespecteProgram.run(["template", "diff", id, "next.fr.yaml", "--json"], in: folder)
        .outputBytes)
    #expect(json["added"]?.compact == #"["tech.4.3"]"#)
    #expect(json["retired"]?.compact == #"["tech.4.1"]"#)
    #expect(json["reworded"]?.array?.count == 1)
    #expect(json["reworded"]?.array?.first?["control"]?.string == "tech.1.1")
    #expect(try RespecteProgram.run(["template", "diff", id, id], in: folder).status == 0)
    // Another language of the old version does not agree with it, one of the new does.
    try write(.english, to: "next.en.yaml", in: folder)
    let agreeing = try RespecteProgram.run(
      ["template", "lint", "next.fr.yaml", "next.en.yaml"], in: folder)
    #expect(agreeing.status == 0, "\(agreeing.output)")
    let english = String(decoding: try folder.read("next.en.yaml"), as: UTF8.self)
    try folder.write(
      english.replacing("required: 4", with: "required: 5")
        .replacing("@1.0", with: "@0.9"), to: "wrong.en.yaml")
    let differing = try RespecteProgram.run(
      ["template", "lint", "next.fr.yaml", "wrong.en.yaml"], in: folder)
    #expect(differing.status == 1)
    #expect(differing.output.contains("caseStudies.required"), "\(differing.output)")
    #expect(differing.output.contains("@0.9"), "\(differing.output)")
  }
}
