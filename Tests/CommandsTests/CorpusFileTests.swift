import Foundation
import TestSupport
import Testing

/// Each file of `Tests/Corpus` through the real program: the reading or the refusal that was written down by hand.
@Suite("Tests/Corpus") struct CorpusFileTests {
  @Test func everyFileHasItsExpectation() throws {
    #expect(try CorpusFiles.expectations().keys.sorted() == CorpusFiles.names)
  }

  @Test(arguments: CorpusFiles.names)
  func file(_ name: String) throws {
    let expected = try #require(try CorpusFiles.expectations()[name])
    if let why = expected["expectedFailure"] {
      // Fails where nothing fails any more.
      withKnownIssue("\(why)") { try check(name, expected) }
    } else {
      try check(name, expected)
    }
  }

  private func check(_ name: String, _ expected: CorpusFiles.Expectation) throws {
    let path = CorpusFiles.folder.appendingPathComponent(name).path
    let folder = try WorkFolder()
    let result = try bounded(["inspect", path, "--ndjson"], in: folder)
    let names = try folder.names()
    #expect(names.isEmpty, "files were left behind: \(names)")
    guard result.status == 0 else {
      let code = try refusal(path, in: folder)
      #expect(result.status == 3)
      #expect(code == expected["refused"], "\(result.errors)")
      let says = try #require(expected["says"])
      #expect(result.errors.replacingOccurrences(of: "\u{A0}", with: " ").contains(says))
      return
    }
    #expect(expected["refused"] == nil)
    #expect(result.errors.contains("malgré le nom") == expected.isNoted, "\(result.errors)")
    try compare(result.lines, with: expected)
  }

  private func compare(_ lines: [String], with expected: CorpusFiles.Expectation) throws {
    let objects = try lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(objects.first?["format"] as? String == expected["format"])
    let sheets = try #require(objects.first?["sheets"] as? [[String: String]])
    if let count = expected.sheetCount {
      #expect(sheets.count == count)
    } else {
      #expect(Set(sheets.compactMap { $0["name"] }) == Set(expected.cells.keys))
    }
    for sheet in sheets {
      #expect(sheet["state"] == expected.states[sheet["name"] ?? ""] ?? "visible")
    }
    let found = objects.dropFirst().map { cell in
      "\(cell["sheet"] ?? "")!\(cell["ref"] ?? "") \(CorpusFiles.written(cell: cell))"
    }
    let wanted = expected.cells.flatMap { sheet, cells in
      cells.map { "\(sheet)!\($0) \(CorpusFiles.written($1))" }
    }
    #expect(found.sorted() == wanted.sorted())
  }

  /// The code that `import` gives.
  private func refusal(_ path: String, in folder: WorkFolder) throws -> String? {
    let result = try bounded(["import", path], in: folder)
    let object = try JSONSerialization.jsonObject(with: Data(result.outputBytes))
    return ((object as? [String: Any])?["error"] as? [String: String])?["code"]
  }
}

/// A run that ends, within the memory of a refusal or a small reading; what needs more crashes.
func bounded(_ arguments: [String], in folder: WorkFolder, mebibytes: Int = 256) throws
  -> RespecteProgram.Result
{
  // Of memory only Linux counts what is really used; of time, the processor's.
  #if os(Linux)
    let limits = "ulimit -t 60 -d \(mebibytes << 10);"
  #else
    let limits = "ulimit -t 60;"
  #endif
  let words = arguments.map { "'" + $0.replacingOccurrences(of: "'", with: "'\\''") + "'" }
  let result = try RespecteProgram.shell(
    limits + " exec \"$RESPECTE\" " + words.joined(separator: " "), in: folder)
  #expect(
    (0...4).contains(result.status), "it crashed, or had to be ended: \(result.errors.prefix(2000))"
  )
  return result
}
