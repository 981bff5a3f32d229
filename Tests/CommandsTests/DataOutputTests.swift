import Foundation
import TestSupport
import Testing

/// `score --csv`, `score --oscal` and `template show --oscal` through the real program.
@Suite struct DataOutputTests {
  /// One that can be read and one that cannot.
  private static let samples = ["tessera-2019-11.xlsx", "Halle Digitale (protégé).ods"].map {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../SampleData/returned/" + $0).standardized.path
  }
  private static let tables = ["answers.csv", "discrepancies.csv", "submissions.csv"]

  private func score(_ options: String..., in folder: WorkFolder) throws -> RespecteProgram.Result {
    try RespecteProgram.run(["score", "--quiet"] + Self.samples + options, in: folder)
  }

  @Test func theFolderIsMadeAndWhatIsInItStays() throws {
    let folder = try WorkFolder()
    try folder.write("à moi", to: "deep/tables/notes.txt")
    #expect(try score("--csv", "deep/tables", in: folder).status == 1)
    #expect(try score("--csv", "other/tables/", in: folder).status == 1)
    for table in Self.tables {
      let bytes = try folder.read("deep/tables/" + table)
      #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
      #expect(try folder.read("other/tables/" + table) == bytes)
    }
    #expect(try folder.read("deep/tables/notes.txt") == Array("à moi".utf8))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "deep/tables"))
    #expect(Set(names) == Set(Self.tables + ["notes.txt"]))
  }

  @Test func theSameBytesWhateverTheJobs() throws {
    let folder = try WorkFolder()
    for jobs in ["1", "4"] {
      #expect(
        try score("--csv", jobs, "--oscal", jobs + ".json", "--jobs", jobs, in: folder).status == 1)
    }
    for table in Self.tables { #expect(try folder.read("1/" + table) == folder.read("4/" + table)) }
    #expect(try folder.read("1.json") == folder.read("4.json"))
  }

  @Test func nothingIsWrittenWhereOneTableCannotBe() throws {
    let folder = try WorkFolder()
    try folder.write([], to: "tables/submissions.csv/inside")
    let result = try score("--csv", "tables", in: folder)
    #expect(result.status == 4)
    #expect(result.errors.contains("submissions.csv"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "tables"))
    #expect(names == ["submissions.csv"])
    try folder.write("x", to: "file")
    #expect(try score("--csv", "file", in: folder).status == 4)
    #expect(try folder.read("file") == Array("x".utf8))
  }

  @Test(arguments: [
    ["--csv", "-"], ["--csv", "t", "--json", "t/answers.csv"], ["--oscal", "-", "--json", "-"],
    ["--oscal", "-", "--ndjson"], ["--csv", "t", "--oscal", "t/submissions.csv"],
  ])
  func outputsThatWouldCollide(_ options: [String]) throws {
    let folder = try WorkFolder()
    try folder.write("", to: "t/notes.txt")
    let result = try RespecteProgram.run(["score", "--quiet"] + Self.samples + options, in: folder)
    #expect(result.status == 2, "\(result.errors)")
    #expect(result.output.isEmpty)
  }

  /// A table that was written before is never read as a workbook and overwritten at once.
  @Test func tablesAmongTheInputsAreNotOverwritten() throws {
    let folder = try WorkFolder()
    try folder.write("a;b\n1;2\n", to: "returned/answers.csv")
    let result = try RespecteProgram.run(
      ["score", "returned", "--csv", "returned"], in: folder)
    #expect(result.status == 2)
    #expect(try folder.read("returned/answers.csv") == Array("a;b\n1;2\n".utf8))
  }

  @Test func onlyUnreadableFiles() throws {
    let folder = try WorkFolder()
    try folder.write("no workbook", to: "a.pdf")
    let result = try RespecteProgram.run(
      ["score", "a.pdf", "--csv", "t", "--oscal", "o.json", "--quiet"], in: folder)
    #expect(result.status == 3)
    let submissions = String(decoding: try folder.read("t/submissions.csv"), as: UTF8.self)
    #expect(submissions.contains("a.pdf,,,,unreadable,file.unreadable,"))
    let document = try JSONSerialization.jsonObject(with: Data(try folder.read("o.json")))
    let results = ((document as? [String: Any])?["assessment-results"] as? [String: Any])?[
      "results"]
    #expect((results as? [Any])?.count == 1)
  }

  @Test func catalogOrJSON() throws {
    let folder = try WorkFolder()
    let name = "aws-retail-technology-2019-12"
    let both = try RespecteProgram.run(
      ["template", "show", name, "--json", "--oscal"], in: folder)
    #expect(both.status == 2)
    let catalog = try RespecteProgram.run(["template", "show", name, "--oscal"], in: folder)
    #expect(catalog.status == 0)
    #expect(catalog.output.hasPrefix("{\n  \"catalog\": {\n    \"uuid\": \""))
  }
}
