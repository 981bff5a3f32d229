import Basics
import TestSupport
import Testing

@testable import Spreadsheet

/// A sheet that is read after another of which it repeats much, against the same read event by event from expat.
@Suite struct EarlierSheetTests {
  /// What was read of a sheet, and what was known of it beforehand.
  private struct Reading: Equatable {
    var sheet = ""
    var known = 0
    var recorded: EarlierSheet?

    static func == (a: Reading, b: Reading) -> Bool { a.sheet == b.sheet }
  }

  /// Reads the first sheet of a package, cell by cell after another, or from expat.
  private func read(
    _ package: MiniPackage, after earlier: EarlierSheet? = nil, byExpat: Bool = false,
    cells limit: Int = 1_000
  ) -> Reading {
    var limits = ReadingLimits()
    limits.cellLength = 60
    limits.heldCells = limit
    if byExpat { limits.window = 0 }
    let bytes = package.zip.bytes()
    var reading = Reading()
    do throws(SpreadsheetError) {
      try bytes.span.withUnsafeBytes { raw throws(SpreadsheetError) in
        let archive = try ZIPArchive(raw, limits: limits)
        let collector = CellCollector(limit: limit)
        let shared = SharedStringsPart(limits: limits)
        if archive.contains("xl/sharedStrings.xml") {
          try XMLScanner.scan(archive.open("xl/sharedStrings.xml"), shared, limits: limits)
        }
        collector.start(Sheet(name: "S"), shared: shared.table(), from1904: false)
        if let earlier { collector.share(earlier.cells) }
        let context = EarlierSheet.Context(dates: [false, true], from1904: false, limits: limits)
        let part = WorksheetPart(
          Sheet(name: "S"), collector, shared: shared.table(),
          formats: CellFormats(dates: context.dates),
          from1904: false, limits: limits, after: earlier,
          earlier == nil ? SheetRecorder(context) : nil)
        try XMLScanner.scan(archive.open("xl/worksheets/sheet1.xml"), part, limits: limits)
        var sheet = part.finished()
        sheet.cells = collector.current
        reading = Reading(sheet: "\(sheet)", known: part.known, recorded: part.recorded)
      }
    } catch {
      // A cell is one thing here, and several lines for expat.
      reading.sheet = "\(error.code) \(error.detail ?? "")"
    }
    return reading
  }

  private static let rows = [
    "<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>Titre &amp; suite</t></is></c><c r=\"C1\" s=\"1\"><v>43831</v></c><c r=\"D1\" s=\"1\" /></row>",
    "<row r=\"2\" ht=\"20\"><c r=\"A2\"><f>IF(B2&lt;&gt;\"\",1,0)</f><v>1</v></c><c r=\"B2\" t=\"str\"><v>O</v></c><c r=\"C2\" t=\"b\"><v>1</v></c></row>",
    "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\"><v>0.5</v></c><c r=\"C3\" t=\"s\"><v>1</v></c><c r=\"D3\" t=\"e\"><v>#N/A</v></c></row>",
    "<row r=\"5\"><c r=\"A5\" t=\"d\"><v>2019-12-31</v></c><c r=\"B5\"><v>7</v></c></row>",
    "<row r=\"6\"/>",
    "<row r=\"7\"><c r=\"B7\" t=\"inlineStr\"><is><t>fin</t></is></c></row>",
  ]
  private static let ending =
    "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells><conditionalFormatting sqref=\"A1\"><cfRule><formula>A1=\"\"</formula></cfRule></conditionalFormatting>"

  private static func package(
    _ rows: [String] = rows, ending: String = ending, shared: [String] = ["un", "deux"]
  ) -> MiniPackage {
    MiniPackage(
      sheet:
        "<cols><col min=\"9\" max=\"9\" hidden=\"1\"/></cols><sheetData>\(rows.joined())</sheetData>"
        + ending,
      shared: shared.map { "<si><t>\($0)</t></si>" }.joined())
  }

  private func base() throws -> EarlierSheet { try #require(read(Self.package()).recorded) }

  /// Rows with one of them changed.
  private func changed(_ row: Int, _ text: String, _ other: String) -> [String] {
    var rows = Self.rows
    rows[row] = rows[row].split(separator: text, omittingEmptySubsequences: false)
      .joined(separator: other)
    return rows
  }

  @Test func theSameSheet() throws {
    let again = read(Self.package(), after: try base())
    #expect(again == read(Self.package(), byExpat: true))
    // All cells but the two with shared texts, and three of the five beginnings of rows: one row is empty, and before the
    // first there is no other.
    #expect(again.known == 13 - 2 + 3)
    #expect(again.sheet.contains("Titre & suite") && again.sheet.contains("deux"))
  }

  @Test func sharedTextsAreTheWorkbooksOwn() throws {
    let package = Self.package(shared: ["autre", ""])
    let again = read(package, after: try base())
    #expect(again == read(package, byExpat: true))
    #expect(again.sheet.contains("autre") && !again.sheet.contains("deux"))
  }

  @Test func changes() throws {
    let base = try base()
    let variants: [(String, MiniPackage)] = [
      ("another text", Self.package(changed(1, "<v>O<", "<v>N<"))),
      ("a longer text", Self.package(changed(5, "fin", "fin, et plus encore"))),
      ("a cell less", Self.package(changed(1, "<c r=\"C2\" t=\"b\"><v>1</v></c>", ""))),
      ("a cell more", Self.package(changed(3, "</row>", "<c r=\"C5\"><v>8</v></c></row>"))),
      ("a hidden row", Self.package(changed(2, "r=\"3\"", "r=\"3\" hidden=\"1\""))),
      ("another height", Self.package(changed(1, "ht=\"20\"", "ht=\"21\""))),
      ("a row without its number", Self.package(changed(2, "<row r=\"3\">", "<row>"))),
      ("rows the other way round", Self.package(Self.rows.reversed())),
      ("a row twice", Self.package(Self.rows + [Self.rows[0]])),
      ("no rows", Self.package([])),
      ("a cell without its place", Self.package(changed(3, "<c r=\"B5\">", "<c>"))),
      ("more merged", Self.package(ending: Self.ending + "<mergeCell ref=\"C1:D1\"/>")),
      ("nothing merged", Self.package(ending: "")),
      (
        "a second part of rows",
        Self.package(
          ending: Self.ending + "<sheetData><row r=\"9\"><c r=\"A9\"><v>9</v></c></row></sheetData>"
        )
      ),
      (
        "rows behind the end",
        Self.package(
          ending: "<row r=\"9\" hidden=\"1\"><c r=\"A9\"><v>9</v></c></row>" + Self.ending)
      ),
      ("a comment", Self.package(changed(0, "<c r=\"C1\"", "<!-- --><c r=\"C1\""))),
      ("not well formed", Self.package(changed(3, "</row>", ""))),
      ("another end", Self.package(ending: Self.ending + "</worksheet><worksheet>")),
      (
        "an extension",
        Self.package(ending: "<extLst><c r=\"A1\"><v>1</v></c></extLst>" + Self.ending)
      ),
    ]
    for (what, package) in variants {
      let expected = read(package, byExpat: true)
      #expect(read(package, after: base) == expected, "\(what)")
      // The other way round.
      guard let other = read(package).recorded else { continue }
      #expect(read(Self.package(), after: other) == read(Self.package(), byExpat: true), "\(what)")
      #expect(read(package, after: other) == expected, "\(what), again")
    }
  }

  /// Bytes anywhere in the sheet taken out, put in or doubled.
  @Test func accidents() throws {
    let base = try base()
    let whole = Array(Self.package()["xl/worksheets/sheet1.xml"].utf8)
    var random = SeededGenerator(seed: 7)
    let pieces = [
      "<", ">", "\"", "/", "0", " ", "hidden=\"1\"", "</row>", "<row>", "</c>", "&", "A", "r=\"9\"",
    ]
    for round in 0..<1_500 {
      var bytes = whole
      let place = Int.random(in: 0..<bytes.count, using: &random)
      let end = min(bytes.count, place + Int.random(in: 0..<12, using: &random))
      switch round % 3 {
      case 0: bytes.removeSubrange(place..<end)
      case 1: bytes.insert(contentsOf: pieces.randomElement(using: &random)!.utf8, at: place)
      default: bytes.insert(contentsOf: bytes[place..<end], at: place)
      }
      var package = Self.package()
      let text = String(decoding: bytes, as: UTF8.self)
      package["xl/worksheets/sheet1.xml"] = text
      let expected = read(package, byExpat: true)
      #expect(read(package, after: base) == expected, "\(text)")
    }
  }

  @Test func tooManyCells() throws {
    let base = try base()
    for limit in 0...13 {
      #expect(
        read(Self.package(), after: base, cells: limit)
          == read(Self.package(), byExpat: true, cells: limit), "\(limit) cells")
    }
  }

  @Test func anotherContextIsAnotherSheet() {
    let context = EarlierSheet.Context(dates: [], from1904: false, limits: ReadingLimits())
    // No place of a workbook that is kept.
    #expect(EarlierSheet.at(EarlierSheet.places, context) == nil)
    #expect(EarlierSheet.at(-1, context) == nil)
  }
}
