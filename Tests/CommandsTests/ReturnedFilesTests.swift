import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// `import`, `check`, `score` and `inspect`, as the real program does them.
@Suite struct ReturnedFilesTests {
  private func folder() throws -> WorkFolder { try .withBlankWorkbook() }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  private func file(_ object: [String: Any]) -> String? {
    (object["source"] as? [String: Any])?["file"] as? String
  }

  @Test func importsOneFileAsOneObject() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(["import", "blank.xlsx"], in: folder)
    let submission = try object(result.output)
    #expect(submission["schema"] as? String == "respecte.submission/1")
    #expect((submission["application"] as? [String: Any])?["partner"] as? String == "Exemple SAS")
    let accounting = try #require(submission["accounting"] as? [String: Int])
    let parts = ["answered", "blank", "unreadable", "missing", "duplicate"].compactMap {
      accounting[$0]
    }
    #expect(parts.reduce(0, +) == accounting["expected"])
    #expect(accounting["expected"] ?? 0 > 0)
  }

  @Test func importsSeveralFilesInTheOrderOfTheArguments() throws {
    let folder = try folder()
    try folder.write("none", to: "bad.xlsx")
    try folder.write("blank.xlsx\r\n\nbad.xlsx\n", to: "list.txt")
    let result = try RespecteProgram.run(
      ["import", "bad.xlsx", "absent.xlsx", "--files-from", "list.txt"], in: folder)
    #expect(result.status == 1)
    let objects = try result.lines.map(object)
    #expect(objects.map(file) == ["bad.xlsx", "absent.xlsx", "blank.xlsx", "bad.xlsx"])
    let codes = objects.map { ($0["error"] as? [String: String])?["code"] }
    #expect(codes == ["file.notSpreadsheet", "file.notFound", nil, "file.notSpreadsheet"])
    #expect(result.errors.contains("absent.xlsx"))
  }

  @Test func importsStandardInput() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(
      ["import", "-", "--ndjson"], in: folder, input: try folder.read("blank.xlsx"))
    #expect(result.status == 0)
    #expect(result.lines.count == 1)
    #expect(file(try object(result.output)) == "-")
  }

  @Test func checksEachWorkbook() throws {
    let folder = try folder()
    try folder.write("none", to: "bad.xlsx")
    let result = try RespecteProgram.run(["check", "bad.xlsx", "blank.xlsx"], in: folder)
    #expect(result.status == 1)
    let bad = try #require(result.output.range(of: "bad.xlsx"))
    let blank = try #require(result.output.range(of: "blank.xlsx"))
    #expect(bad.lowerBound < blank.lowerBound)
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func scoresFoldersInSortedOrderAndSaysWhatItSkips() throws {
    let folder = try folder()
    let blank = try folder.read("blank.xlsx")
    for name in ["b.xlsx", "a/z.XLSX", "a/b/c.xlsx", "é.xlsx", "B.xlsx"] {
      try folder.write(blank, to: "in/" + name)
    }
    try folder.write("none", to: "in/a/old.xls")
    for name in ["~$b.xlsx", ".DS_Store", "notes.txt", ".hidden/x.xlsx"] {
      try folder.write("", to: "in/" + name)
    }
    let result = try RespecteProgram.run(["score", "in", "--ndjson", "in/b.xlsx"], in: folder)
    #expect(result.status == 1)
    #expect(
      try result.lines.map { file(try object($0)) } == [
        "in/B.xlsx", "in/a/b/c.xlsx", "in/a/old.xls", "in/a/z.XLSX", "in/b.xlsx", "in/é.xlsx",
        "in/b.xlsx",
      ])
    for skipped in ["in/~$b.xlsx", "in/.DS_Store", "in/notes.txt", "in/.hidden"] {
      #expect(result.errors.contains(skipped))
    }
    let quiet = try RespecteProgram.run(["score", "in", "--quiet"], in: folder)
    // Why the status is 1 is said in any case.
    #expect(quiet.errors.split(separator: "\n").count == 1)
    #expect(quiet.errors.contains("à corriger, sur"))
  }

  /// However many files are read at a time, the same bytes come out, and what cannot be read stops nothing.
  @Test func manyFilesAmongThemSomeBroken() throws {
    let folder = try folder()
    let samples = CorpusFiles.folder.appendingPathComponent("../../SampleData/returned")
      .standardized
    let names = try FileManager.default.contentsOfDirectory(atPath: samples.path).sorted()
    let broken = [
      "encrypted.xlsx", "old-excel.xls", "binary.xlsb", "truncated.xlsx", "entities.xlsx",
      "deep-nesting.xlsx", "overlapping-entries.xlsx", "encrypted.ods", "document-type.xlsx",
      "pdf-named.xlsx",
    ]
    for (index, name) in broken.enumerated() {
      let file = try Data(contentsOf: CorpusFiles.folder.appendingPathComponent(name))
      try folder.write([UInt8](file), to: "in/\(index * 4) \(name)")
    }
    var readable = 0
    for index in 0..<20 {
      let name = names[index % names.count]
      let file = try Data(contentsOf: samples.appendingPathComponent(name))
      try folder.write([UInt8](file), to: "in/\(index) copy \(name)")
      if !name.contains("protégé") { readable += 1 }
    }
    var outputs: Set<[UInt8]> = []
    for jobs in ["1", "2", "9"] {
      let result = try RespecteProgram.run(
        ["score", "in", "--jobs", jobs, "--ndjson", "--json", "s.json", "-o", "s.xlsx"], in: folder)
      #expect(result.status == 1)
      outputs.insert(try result.outputBytes + folder.read("s.json") + folder.read("s.xlsx"))
      let lines = try result.lines.map(object)
      let files = lines.compactMap(file)
      #expect(files == files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
      let failed = lines.filter { $0["verdict"] as? String == "unreadable" }.compactMap(file)
      #expect(lines.count == 30)
      #expect(lines.count - failed.count == readable)
      for name in broken { #expect(failed.contains { $0.hasSuffix(name) }, "\(name)") }
    }
    #expect(outputs.count == 1)
    let wrong = try RespecteProgram.run(["score", "in", "--jobs", "0"], in: folder)
    #expect(wrong.status == 2)
    #expect(wrong.errors.contains("--jobs attend un nombre entier de 1 à 256"))
  }

  @Test func aLinkThatGoesRoundIsWalkedOnce() throws {
    let folder = try folder()
    let result = try RespecteProgram.shell(
      "mkdir in; cp blank.xlsx in; ln -s ../in in/again; $RESPECTE score in --ndjson", in: folder)
    #expect(result.lines.count == 1)
  }

  @Test func aLinkThatLeadsNowhereIsAnUnreadableFile() throws {
    let folder = try folder()
    let result = try RespecteProgram.shell(
      "mkdir in; cp blank.xlsx in; ln -s gone.xlsx in/link.xlsx; $RESPECTE score in --ndjson",
      in: folder)
    #expect(result.status == 1)
    let verdicts = try result.lines.map { try object($0)["verdict"] as? String }
    #expect(verdicts == ["incomplete", "unreadable"])
  }

  @Test func scoresWhatImportWrote() throws {
    let folder = try folder()
    try folder.write("none", to: "bad.xlsx")
    let imported = try RespecteProgram.run(
      ["import", "blank.xlsx", "bad.xlsx", "--ndjson"], in: folder)
    try folder.write(imported.output + "{\"no\": \"submission\"}\n", to: "in/all.ndjson")
    let fromWorkbook = try RespecteProgram.run(
      ["score", "blank.xlsx", "bad.xlsx", "--ndjson", "--as-of", "2019-12-31"], in: folder)
    let fromJSON = try RespecteProgram.run(
      ["score", "in", "--ndjson", "--as-of", "2019-12-31"], in: folder)
    #expect(fromJSON.status == 1)
    #expect(fromJSON.lines.prefix(2) == fromWorkbook.lines[...])
    let wrong = try object(try #require(fromJSON.lines.last))
    #expect(file(wrong) == "in/all.ndjson:3")
    #expect(wrong["verdict"] as? String == "unreadable")
    let piped = try RespecteProgram.run(
      ["score", "-", "--ndjson", "--as-of", "2019-12-31"], in: folder,
      input: Array(imported.output.utf8))
    #expect(piped.outputBytes == fromWorkbook.outputBytes)
  }

  @Test func writesEveryOutputThatIsAskedFor() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(
      ["score", "blank.xlsx", "-o", "s.xlsx", "--json", "s.json", "--as-of", "2020-01-31"],
      in: folder)
    #expect(result.status == 1)
    #expect(result.output == "")
    #expect(result.errors == "respecte\u{A0}: à corriger, sur 1\u{A0}: 1 incomplet.\n")
    let json = try object(String(decoding: folder.read("s.json"), as: UTF8.self))
    #expect(json["schema"] as? String == "respecte.assessment/1")
    #expect((json["totals"] as? [String: Int])?["incomplete"] == 1)
    let submission = try #require((json["submissions"] as? [[String: Any]])?.first)
    #expect(submission["asOf"] as? String == "2020-01-31")
    let inspected = try RespecteProgram.run(["inspect", "s.xlsx"], in: folder)
    #expect(inspected.output.contains("Exemple SAS"))
  }

  @Test func theSameInputsGiveTheSameBytes() throws {
    let folder = try folder()
    for name in ["1", "2"] {
      let result = try RespecteProgram.run(
        ["score", "blank.xlsx", "-o", name + ".xlsx", "--json", name + ".json"], in: folder)
      #expect(result.status == 1)
    }
    #expect(try folder.read("1.xlsx") == folder.read("2.xlsx"))
    #expect(try folder.read("1.json") == folder.read("2.json"))
  }

  @Test func showsATableWhereNoOutputIsAskedFor() throws {
    let result = try RespecteProgram.run(["score", "blank.xlsx"], in: folder())
    #expect(result.output.contains("Exemple SAS"))
    #expect(!result.output.contains("\u{1B}"))
  }

  @Test func inspectsEveryCell() throws {
    let folder = try folder()
    let result = try RespecteProgram.run(["inspect", "blank.xlsx", "--ndjson"], in: folder)
    let objects = try result.lines.map(object)
    #expect(objects[0]["format"] as? String == "xlsx")
    let sheets = try #require(objects[0]["sheets"] as? [[String: String]])
    #expect(Set(sheets.compactMap { $0["state"] }) == ["visible", "hidden"])
    let order = sheets.compactMap { $0["name"] }
    var last = (0, -1, -1)
    for cell in objects.dropFirst() {
      let sheet = try #require(order.firstIndex(of: cell["sheet"] as? String ?? ""))
      let ref = try #require(cell["ref"] as? String)
      let row = try #require(Int(ref.drop { $0.isLetter }))
      let column = ref.prefix { $0.isLetter }.utf8.reduce(0) { $0 * 26 + Int($1) - 64 }
      #expect(last < (sheet, row, column))
      last = (sheet, row, column)
    }
    #expect(
      objects.contains {
        $0["value"] as? String == "Exemple SAS" && $0["type"] as? String == "string"
      })
    #expect(objects.contains { $0["formula"] is String })
    let readable = try RespecteProgram.run(["inspect", "blank.xlsx"], in: folder)
    #expect(readable.output.contains("Exemple SAS"))
  }

  /// What a terminal might obey is shown and not sent.
  @Test func messagesCarryNoControlCharacters() throws {
    let result = try RespecteProgram.run(["inspect", "a\u{1B}[2Jb.xlsx"], in: WorkFolder())
    #expect(result.status == 3)
    #expect(!result.errors.contains("\u{1B}"))
    #expect(result.errors.contains("␛"))
  }

  /// Names of files and what files say of themselves.
  @Test(arguments: [
    "inspect hostile.xlsx", "inspect hostile.xlsx --ndjson", "check hostile.xlsx", "score .",
    "score hostile.xlsx --ndjson", "import hostile.xlsx", "template lint 'a\u{1B}[2Jb.yaml'",
    "template list", "score 'a\u{1B}[2Jb.txt' hostile.xlsx -o out.xlsx",
  ])
  func nothingFromAFileIsObeyed(line: String) throws {
    let folder = try WorkFolder()
    let hostile = "\u{9B}2J\u{202E}"
    var package = MiniPackage(
      cells: "<row><c t=\"inlineStr\"><is><t>_x001B_[2J\(hostile)</t></is></c></row>")
    package.replace(
      "</Relationships>",
      by: MiniPackage.relationship("e", "extended-properties", "docProps/app.xml")
        + "</Relationships>", in: "_rels/.rels")
    package["docProps/app.xml"] = "<Properties><Application>\(hostile)</Application></Properties>"
    package.replace("name=\"S\"", by: "name=\"S_x001B_[2J\(hostile)\"", in: "xl/workbook.xml")
    try folder.write(package.zip.bytes(), to: "hostile.xlsx")
    try folder.write("id: \"\\e[2J\"", to: "a\u{1B}[2Jb.yaml")
    try folder.write("prose", to: "a\u{1B}[2Jb.txt")
    let result = try RespecteProgram.shell("$RESPECTE \(line)", in: folder)
    for text in [result.output, result.errors] {
      #expect(!text.unicodeScalars.contains("\u{1B}") && !text.unicodeScalars.contains("\u{9B}"))
    }
    #expect(result.output + result.errors != "")
  }

  @Test func knowsTemplatesThatAreGiven() throws {
    let folder = try WorkFolder()
    var template = try #require(TemplateLibrary.builtIn().templates.first)
    template.id = "mine-2020-01"
    try folder.write(TemplateFile.text(of: template), to: "mine.yaml")
    #expect(
      try RespecteProgram.run(["export", "--template", "mine.yaml", "-o", "w.xlsx"], in: folder)
        .status == 0)
    let unknown = try RespecteProgram.run(["score", "w.xlsx", "--ndjson"], in: folder)
    #expect(unknown.status == 3)
    #expect(try object(unknown.output)["verdict"] as? String == "unreadable")
    let known = try RespecteProgram.run(
      ["score", "w.xlsx", "--ndjson", "--template", "mine.yaml"], in: folder)
    #expect(known.status == 1)
    #expect(try object(known.output)["verdict"] as? String == "incomplete")
    let environment = try RespecteProgram.run(
      ["score", "w.xlsx", "--ndjson"], in: folder, environment: ["RESPECTE_TEMPLATES": "."])
    #expect(environment.outputBytes == known.outputBytes)
  }
}
