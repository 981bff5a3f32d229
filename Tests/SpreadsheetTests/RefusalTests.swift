import Spreadsheet
import TestSupport
import Testing

/// Each refusal of the public contract, by content.
@Suite("Refusals of the reader")
struct RefusalTests {
  private func code(_ bytes: [UInt8], _ limits: ReadingLimits = ReadingLimits())
    -> SpreadsheetError.Code?
  {
    do throws(SpreadsheetError) {
      _ = try SpreadsheetReader.read(bytes, limits: limits)
      return nil
    } catch {
      return error.code
    }
  }

  private func code(_ package: MiniPackage, _ limits: ReadingLimits = ReadingLimits())
    -> SpreadsheetError.Code?
  {
    code(package.zip.bytes(), limits)
  }

  private static let cell = "<row><c><v>1</v></c></row>"

  /// A compound file with one directory entry.
  private static func compound(_ name: String) -> [UInt8] {
    var bytes: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    bytes += [UInt8](repeating: 0, count: 1024 - bytes.count)
    var entry = name.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    entry += [UInt8](repeating: 0, count: 128 - entry.count)
    entry[64] = UInt8(name.utf16.count * 2 + 2)
    return bytes + entry
  }

  /// What is read whole is held, up to a number of cells; what is streamed is not.
  @Test func moreCellsThanAreHeld() throws {
    final class Counter: CellReceiver {
      var count = 0
      var wantsHead: Bool { false }
      func start(_ workbook: Workbook) {}
      func start(_ sheet: Sheet) {}
      func take(_ cell: Cell) { count += 1 }
    }
    let rows = String(repeating: Self.cell, count: 4)
    let bytes = MiniPackage(cells: rows).zip.bytes()
    var limits = ReadingLimits()
    limits.heldCells = 4
    #expect(code(bytes, limits) == nil)
    limits.heldCells = 3
    #expect(code(bytes, limits) == .tooLarge)
    let counter = Counter()
    _ = try SpreadsheetReader.read(bytes, limits: limits, into: counter)
    #expect(counter.count == 4)
  }

  @Test func foreignFiles() {
    #expect(code([]) == .notSpreadsheet)
    #expect(code(Array("%PDF-1.7\n%âãÏÓ\n1 0 obj".utf8)) == .notSpreadsheet)
    #expect(code(Array("Bonjour, voici la candidature.".utf8)) == .notSpreadsheet)
    #expect(code([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13]) == .notSpreadsheet)
    #expect(code([UInt8](repeating: 0, count: 100)) == .notSpreadsheet)
    #expect(code(MiniZIP(entries: [("a.txt", [65])]).bytes()) == .notSpreadsheet)
    #expect(code(MiniZIP().bytes()) == .notSpreadsheet)
    for name in ["EncryptedPackage", "Workbook", "Book", "WordDocument"] {
      let expected: SpreadsheetError.Code =
        switch name {
        case "EncryptedPackage": .encrypted
        case "WordDocument": .notSpreadsheet
        default: .legacy
        }
      #expect(code(Self.compound(name)) == expected)
    }
    #expect(code(Array(Self.compound("Workbook").prefix(300))) == .notSpreadsheet)
    #expect(code([9, 8, 16, 0, 0, 6, 5, 0]) == .legacy)
    #expect(code([9, 0, 4, 0, 2, 0, 16, 0]) == .legacy)
  }

  @Test(arguments: [
    ("vnd.ms-excel.sheet.binary.macroEnabled.main", SpreadsheetError.Code.binary),
    ("vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", .notSpreadsheet),
    ("vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", .notSpreadsheet),
  ])
  func otherPackages(_ type: String, _ expected: SpreadsheetError.Code) {
    var package = MiniPackage(cells: Self.cell)
    package.replace(
      "vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", by: type,
      in: "[Content_Types].xml")
    #expect(code(package) == expected)
  }

  @Test func damage() {
    let bytes = MiniPackage(cells: Self.cell).zip.bytes()
    #expect(code(Array(bytes.dropLast(30))) == .truncated)
    #expect(code(Array(bytes.prefix(100))) == .truncated)
    var wrongSum = MiniPackage(cells: "<row><c t=\"str\"><v>somewhere</v></c></row>").zip.bytes()
    if let place = wrongSum.indices.first(where: { wrongSum[$0...].starts(with: "somewhere".utf8) })
    {
      wrongSum[place] = UInt8(ascii: "x")
    }
    #expect(code(wrongSum) == .corrupt)
    for (part, text) in [
      ("xl/worksheets/sheet1.xml", "<worksheet><sheetData></worksheet>"),
      ("xl/worksheets/sheet1.xml", "<worksheet><sheetData>"), ("xl/worksheets/sheet1.xml", ""),
      ("xl/worksheets/sheet1.xml", "<worksheet>&undefined;</worksheet>"),
      ("xl/workbook.xml", "no xml"), ("_rels/.rels", "<"),
    ] {
      var package = MiniPackage(cells: Self.cell)
      package[part] = text
      #expect(code(package) == .corrupt, "\(part) \(text)")
    }
    var missing = MiniPackage(cells: Self.cell)
    missing.rename("xl/worksheets/sheet1.xml", to: "xl/worksheets/sheet2.xml")
    #expect(code(missing) == .corrupt)
    var unrelated = MiniPackage(cells: Self.cell)
    unrelated.replace("Id=\"s1\"", by: "Id=\"s9\"", in: "xl/_rels/workbook.xml.rels")
    #expect(code(unrelated) == .corrupt)
  }

  @Test func declarations() {
    var package = MiniPackage(cells: Self.cell)
    let sheet = package["xl/worksheets/sheet1.xml"]
    for declaration in [
      "<!DOCTYPE worksheet>", "<!DOCTYPE a [<!ENTITY b \"c\">]>",
      "<!DOCTYPE a SYSTEM \"file:///etc/hostname\">",
    ] {
      package["xl/worksheets/sheet1.xml"] = declaration + sheet
      #expect(code(package) == .entities)
    }
  }

  @Test func depth() {
    func nested(_ depth: Int) -> MiniPackage {
      MiniPackage(
        sheet: String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth))
    }
    #expect(code(nested(63)) == nil)
    #expect(code(nested(64)) == .tooDeep)
    #expect(code(nested(100_000)) == .tooDeep)
  }

  @Test(arguments: [
    "<row r=\"1048577\"/>", "<row r=\"999999999999\"/>", "<row><c r=\"XFE1\"><v>1</v></c></row>",
    "<row><c r=\"A1048577\"><v>1</v></c></row>", "<row><c r=\"AAAAAAA1\"><v>1</v></c></row>",
    "<row r=\"1048576\"/><row/>", "<row><c r=\"XFD1\"/><c/></row>",
  ])
  func beyondTheSheet(_ cells: String) {
    #expect(code(MiniPackage(cells: cells)) == .tooLarge)
  }

  @Test func atTheEdgeOfTheSheet() throws {
    let package = MiniPackage(cells: "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>")
    let cells = try SpreadsheetReader.read(package.zip.bytes()).sheets[0].cells
    #expect(cells.map(\.reference.description) == ["XFD1048576"])
  }

  @Test func longTexts() {
    for (length, expected) in [(32_767, nil), (32_768, SpreadsheetError.Code.tooLarge)] {
      let text = String(repeating: "é", count: length)
      let inline = "<row><c t=\"inlineStr\"><is><t>\(text)</t></is></c></row>"
      #expect(code(MiniPackage(cells: inline)) == expected)
      #expect(code(MiniPackage(cells: Self.cell, shared: "<si><t>\(text)</t></si>")) == expected)
      let escaped = String(repeating: "_x0041_", count: length)
      #expect(
        code(MiniPackage(cells: "<row><c t=\"str\"><v>\(escaped)</v></c></row>")) == expected)
    }
  }

  @Test func limits() {
    let package = MiniPackage(cells: Self.cell)
    var limits = ReadingLimits()
    limits.entries = package.parts.count
    #expect(code(package, limits) == nil)
    limits.entries -= 1
    #expect(code(package, limits) == .tooLarge)

    let sizes = package.parts.map(\.text.utf8.count)
    limits = ReadingLimits()
    limits.inflatedPart = sizes.max() ?? 0
    limits.inflatedTotal = sizes.reduce(0, +)
    #expect(code(package, limits) == nil)
    limits.inflatedTotal -= 1
    #expect(code(package, limits) == .bomb)
    limits = ReadingLimits()
    limits.inflatedPart = (sizes.max() ?? 0) - 1
    #expect(code(package, limits) == .bomb)
  }

  @Test func overlappingEntries() {
    var zip = MiniPackage(cells: Self.cell).zip
    #expect(code(zip.bytes()) == nil)
    zip.listsFirstTwice = true
    #expect(code(zip.bytes()) == .bomb)
  }

  @Test func errorsSayWhere() {
    var package = MiniPackage(cells: Self.cell)
    package["xl/worksheets/sheet1.xml"] = "<worksheet>\n\n</sheet>"
    let error = #expect(throws: SpreadsheetError.self) {
      try SpreadsheetReader.read(package.zip.bytes())
    }
    #expect(error?.place == "xl/worksheets/sheet1.xml:3")
  }
}
