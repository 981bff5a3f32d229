import Basics
import Foundation
import TestSupport
import Testing

@testable import Spreadsheet

/// Cells and shared strings that are read without a stop at each tag, against the same read event by event from expat.
@Suite struct CellShapeTests {
  /// What a sheet says, or why it cannot be read.
  private func outcome(
    _ package: MiniPackage, window: Int, whole: Int, inThreads: Bool = false
  ) -> String {
    var limits = ReadingLimits()
    limits.window = window
    limits.wholePart = whole
    limits.usesThreads = inThreads
    limits.cellLength = 40
    do throws(SpreadsheetError) {
      return try SpreadsheetReader.read(package.zip.bytes(), limits: limits)
        .sheets.map { "\($0)" }.joined()
    } catch {
      // A cell is one thing here, and several lines for expat.
      return "\(error.code) \(error.detail ?? "")"
    }
  }

  private func compare(_ package: MiniPackage, _ what: String) {
    let expected = outcome(package, window: 0, whole: 0)
    #expect(outcome(package, window: 1 << 20, whole: 1 << 20) == expected, "whole: \(what)")
    #expect(outcome(package, window: 1 << 20, whole: 0) == expected, "in one window: \(what)")
    #expect(outcome(package, window: 90, whole: 0) == expected, "in windows: \(what)")
    #expect(outcome(package, window: 300, whole: 0) == expected, "in larger windows: \(what)")
    #expect(
      outcome(package, window: 1 << 20, whole: 0, inThreads: true) == expected,
      "in a thread: \(what)")
  }

  private static let styles = "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs>"
  private static let shared =
    "<si><t>one</t></si><si><t/></si><si><t>t&amp;o_x0041_</t></si><si><r><t>ri</t></r><r><t>ch</t></r></si>"
    + "<si><t xml:space=\"preserve\"> é </t></si>"

  private func package(_ cells: String) -> MiniPackage {
    MiniPackage(
      cells: "<row r=\"2\">\(cells)</row><row r=\"3\"><c r=\"A3\"><v>3</v></c></row>",
      shared: Self.shared, styles: Self.styles)
  }

  static let cells: [String] = [
    "<c r=\"B2\"/>", "<c r=\"B2\" s=\"1\"/>", "<c r=\"B2\"></c>", "<c r=\"B2\" ></c>",
    "<c r=\"B2\" s=\"1\" t=\"s\"><v>0</v></c>", "<c t=\"s\" r=\"B2\"><v>2</v></c>",
    "<c r=\"B2\" t=\"s\"><v>1</v></c>", "<c r=\"B2\" t=\"s\"><v>3</v></c>",
    "<c r=\"B2\" t=\"s\"><v>5</v></c>", "<c r=\"B2\" t=\"s\"><v>-1</v></c>",
    "<c r=\"B2\" t=\"s\"><v> 4 </v></c>", "<c r=\"B2\" t=\"s\"><v>12345678901234567890</v></c>",
    "<c r=\"B2\" t=\"s\"><f>A1</f><v>1</v></c>", "<c r=\"B2\"><v>43831</v></c>",
    "<c r=\"B2\" s=\"1\"><v>43831</v></c>", "<c r=\"B2\" s=\"1\"><v>60</v></c>",
    "<c r=\"B2\" s=\"7\"><v>1</v></c>", "<c r=\"B2\" s=\"x\"><v>1</v></c>",
    "<c r=\"B2\" s=\"123456789\"><v>1</v></c>", "<c r=\"B2\" s=\"\"><v>1</v></c>",
    "<c r=\"B2\"><v>0.1</v></c>", "<c r=\"B2\"><v>-0.30000000000000004</v></c>",
    "<c r=\"B2\"><v>1E3</v></c>", "<c r=\"B2\"><v>5.</v></c>", "<c r=\"B2\"><v>.5</v></c>",
    "<c r=\"B2\"><v>12345678</v></c>", "<c r=\"B2\"><v>1.5.2</v></c>", "<c r=\"B2\"><v>one</v></c>",
    "<c r=\"B2\"><v>0001</v></c>", "<c r=\"B2\"><v>-0</v></c>", "<c r=\"B2\"><v></v></c>",
    "<c r=\"B2\"><v/></c>", "<c r=\"B2\"><v> </v></c>", "<c r=\"B2\"><v>1</v><v>2</v></c>",
    "<c r=\"B2\" t=\"b\"><v>1</v></c>", "<c r=\"B2\" t=\"b\"><v>2</v></c>",
    "<c r=\"B2\" t=\"e\"><v>#N/A</v></c>", "<c r=\"B2\" t=\"d\"><v>2019-12-31</v></c>",
    "<c r=\"B2\" t=\"d\"><v>1850-12-31T10:00</v></c>", "<c r=\"B2\" t=\"q\"><v>1</v></c>",
    "<c r=\"B2\" t=\"n\"><v>1</v></c>", "<c r=\"B2\" t=\"\"><v>1</v></c>",
    "<c r=\"B2\" t=\"str\"><v>a &lt; b &amp;amp; &#233;&#xD;</v></c>",
    "<c r=\"B2\" t=\"str\"><v>_x000D_ _x005F_x000D_</v></c>", "<c r=\"B2\" t=\"str\"><v></v></c>",
    "<c r=\"B2\" t=\"str\"><f>A1</f><v></v></c>", "<c r=\"B2\" t=\"str\"><f>A1</f></c>",
    "<c r=\"B2\"><f>A1</f><v/></c>", "<c r=\"B2\" t=\"str\"><f>A1</f><v /></c>",
    "<c r=\"B2\" s=\"1\" />", "<c r=\"B2\" /><c r=\"C2\"><v>1</v></c>", "<c s=\"1\" />",
    "<c r=\"B2\" / >",
    "<c r=\"B2\"><v  /></c>", "<c r=\"B2\"><v/><v>1</v></c>", "<c r=\"B2\" t=\"s\"><v /></c>",
    "<c r=\"B2\" t=\"str\"><v>a\r\nb\rc</v></c>", "<c r=\"B2\" t=\"str\"><v>]]&gt; ]] ></v></c>",
    "<c r=\"B2\" t=\"str\"><v>]]></v></c>", "<c r=\"B2\" t=\"str\"><v>&nbsp;</v></c>",
    "<c r=\"B2\" t=\"inlineStr\"><is><t>é\t\n</t></is></c>",
    "<c r=\"B2\" t=\"inlineStr\"><is><t xml:space=\"preserve\"> a </t></is></c>",
    "<c r=\"B2\" t=\"inlineStr\"><is><t>a</t><t>b</t></is></c>",
    "<c r=\"B2\" t=\"inlineStr\"><is><r><t>a</t></r><rPh><t>p</t></rPh></is></c>",
    "<c r=\"B2\"><is><t>a</t></is></c>", "<c r=\"B2\"><is><t></t></is></c>",
    "<c r=\"B2\"><v>1</v><is><t>a</t></is></c>", "<c r=\"B2\"><is><t>a</t></is><v>1</v></c>",
    "<c r=\"B2\"><f>IF(A1&lt;&gt;\"\",'x y'!B1,0)&amp;\"&quot;\"</f><v>1</v></c>",
    "<c r=\"B2\"><f>A1&#10;+1</f><v>1</v></c>", "<c r=\"B2\"><f>A1\r\n+1</f><v>1</v></c>",
    "<c r=\"B2\"><f>\"_x0041_\"</f></c>", "<c r=\"B2\"><f></f></c>", "<c r=\"B2\"><f/></c>",
    "<c r=\"B2\"><f>&unknown;</f></c>", "<c r=\"B2\"><f>a & b</f></c>",
    "<c r=\"B2\"><f>]]></f></c>",
    "<c r=\"B2\"><f aca=\"false\">A1</f><v>1</v></c>", "<c r=\"B2\"><f aca=\"true\">A1</f></c>",
    "<c r=\"B2\"><f t=\"shared\" ref=\"B2:C2\" si=\"0\">A1</f></c>",
    "<c r=\"B2\"><f t=\"shared\" si=\"0\"/><v>1</v></c>", "<c r=\"B2\"><v>1</v><f>A1</f></c>",
    "<c r=\"B2\"><f>\(String(repeating: "&lt;", count: 39))</f></c>",
    "<c r=\"B2\"><f>\(String(repeating: "&lt;", count: 41))</f></c>",
    "<c r=\"B2\"><f>\(String(repeating: "_x0041_", count: 40))</f></c>",
    "<c r=\"B2\" t=\"str\"><v>\(String(repeating: "é", count: 40))</v></c>",
    "<c r=\"B2\" t=\"str\"><v>\(String(repeating: "é", count: 41))</v></c>",
    "<c r=\"B2\" t=\"str\"><v>\(String(repeating: "x", count: 300))</v></c>",
    "<c><v>1</v></c>", "<c s=\"1\"><v>1</v></c>", "<c r=\"B2\" r=\"C2\"><v>1</v></c>",
    "<c r=\"B2\" s=\"1\" s=\"0\"><v>1</v></c>", "<c r=\"b2\"><v>1</v></c>",
    "<c r=\"$B$2\"><v>1</v></c>", "<c r=\"B0\"><v>1</v></c>", "<c r=\"B02\"><v>1</v></c>",
    "<c r=\"XFD2\"><v>1</v></c>", "<c r=\"XFE2\"><v>1</v></c>", "<c r=\"ABCD2\"><v>1</v></c>",
    "<c r=\"B1048576\"><v>1</v></c>", "<c r=\"B1048577\"><v>1</v></c>",
    "<c r=\"B99999999\"><v>1</v></c>", "<c r=\"2\"><v>1</v></c>", "<c r=\"\"><v>1</v></c>",
    "<c r='B2'><v>1</v></c>", "<c  r=\"B2\"><v>1</v></c>", "<c r=\"B2\"  s=\"1\"><v>1</v></c>",
    "<c r=\"B2\"s=\"1\"><v>1</v></c>", "<c r=\"B2\" cm=\"1\"><v>1</v></c>",
    "<c r=\"B2\" x=\"<\"><v>1</v></c>", "<c r=\"&#66;2\"><v>1</v></c>", "<c r=\"B2\"><v>1</c></v>",
    "<c r=\"B2\"><v>1</v></d>", "<c r=\"B2\"><v>1</v>", "<c r=\"B2\"> <v>1</v> </c>",
    "<c r=\"B2\"><v>1</v></c ><c r=\"C2\"><v>2</v></c>",
    "<c r=\"C2\"><v>2</v></c><c r=\"B2\"><v>1</v></c>",
    "<c r=\"B2\"><v>1</v></c>\n<c r=\"B2\"><v>2</v></c>", "<c r=\"B7\"><v>1</v></c><c><v>2</v></c>",
    "<c r=\"B2\"><c r=\"C2\"><v>1</v></c></c>", "<c r=\"B2\"><v><c r=\"C2\"/></v></c>",
    "<rPh><c r=\"B2\"><v>1</v></c></rPh>", "<c r=\"B2\"><!-- --><v>1</v></c>",
    "<Choice><c r=\"B2\"><v>1</v></c></Choice>",
    "<c r=\"B2\"><v>1</v><extLst><c r=\"C2\"/></extLst></c>",
    "<c r=\"B2\" t=\"str\"><v>\u{FFFE}</v></c>", "<c r=\"B2\" t=\"str\"><v>\u{1}</v></c>",
  ]

  @Test(arguments: cells)
  func aCell(_ cell: String) { compare(package(cell), cell) }

  /// A sheet that is known from another workbook says what its own workbook makes of it.
  @Test func aSheetThatIsKnown() throws {
    let sheet =
      "<sheetData><row r=\"2\" hidden=\"1\"><c r=\"C2\" s=\"1\"><v>43831</v></c>"
      + "<c r=\"A2\" t=\"str\"><v>x</v></c></row></sheetData><mergeCells><mergeCell ref=\"A2:B2\"/></mergeCells>"
    func read(_ styles: String? = nil, _ workbook: String = "", cells: Int = 10) throws -> Sheet {
      var limits = ReadingLimits()
      limits.heldCells = cells
      let package = MiniPackage(sheet: sheet, styles: styles, workbook: workbook)
      return try SpreadsheetReader.read(package.zip.bytes(), limits: limits).sheets[0]
    }
    for _ in 1...2 {
      let plain = try read()
      #expect(plain.cells.map(\.reference.description) == ["A2", "C2"])
      #expect(plain.merged.count == 1 && plain.hiddenRows.contains(1))
      #expect(plain.cells[1].date == nil)
      #expect(try read(Self.styles).cells[1].date == CalendarDate(iso: "2020-01-01"))
      let from1904 = try read(Self.styles, "<workbookPr date1904=\"1\"/>")
      #expect(from1904.cells[1].date == CalendarDate(iso: "2024-01-02"))
      #expect(throws: SpreadsheetError.self) { try read(cells: 1) }
    }
  }

  @Test func manyCells() {
    let sheet = Self.cells.filter { outcome(package($0), window: 0, whole: 0).hasPrefix("Sheet") }
    compare(package(sheet.joined()), "all that can be read")
  }

  @Test func everyTruncationAndChangedByte() {
    let cell = "<c r=\"B2\" s=\"1\" t=\"s\"><f>A1&lt;é</f><v>2</v></c>"
    let bytes = Array(cell.utf8)
    let sheet = "xl/worksheets/sheet1.xml"
    for count in 0..<bytes.count {
      var package = package("")
      package.rawParts[sheet] = Array("<worksheet><sheetData><row r=\"2\">".utf8) + bytes[..<count]
      compare(package, "\(count) bytes")
    }
    for place in bytes.indices {
      for byte in [
        0, 9, 10, 13, 0x20, 0x22, 0x26, 0x2F, 0x30, 0x39, 0x3C, 0x3E, 0x41, 0x72, 0x80, 0xE9, 0xFF,
      ] {
        var other = bytes
        other[place] = UInt8(byte)
        var package = package("")
        package.rawParts[sheet] =
          Array("<worksheet><sheetData><row r=\"2\">".utf8) + other
          + Array("</row></sheetData></worksheet>".utf8)
        compare(package, "\(place) is \(byte)")
      }
    }
  }

  @Test(arguments: [
    "<si><t>a</t></si>", "<si><t>a</t></si ><si><t>b</t></si>", "<si><t>a</t><t>b</t></si>",
    "<si>\n<t>a</t>\n</si>", "<si/>", "<si><t>&#65;&lt;_x0041_\r\n</t></si>", "<si><t>&x;</t></si>",
    "<si><si><t>a</t></si></si>", "<si><rPh><si><t>a</t></si></rPh><t>b</t></si>",
    "<si><t>\(String(repeating: "y", count: 41))</t></si>", "<si><t>a</t></si",
    "<si><t xml:space=\"preserve\"> a</t></si>", "<si><t xml:space='preserve'> a</t></si>",
  ])
  func aSharedString(_ item: String) {
    var package = package("<c r=\"B2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c>")
    package["xl/sharedStrings.xml"] = "<sst>\(item)<si><t>last</t></si></sst>"
    compare(package, item)
  }

  /// Numbers with few digits are worked out here, all others by the standard library: the same bits.
  @Test func numbersAreTheNearest() {
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      let digits = (0..<Int.random(in: 1...15, using: &random)).map { _ in
        String(Int.random(in: 0...9, using: &random))
      }
      let point = Int.random(in: 0...digits.count, using: &random)
      var text = digits[..<point].joined()
      if point < digits.count { text += "." + digits[point...].joined() }
      if Bool.random(using: &random) { text = "-" + text }
      var copy = text
      let number = copy.withUTF8 { StoredNumber.number($0) }
      #expect(number?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
  }
}

/// Parts that are known from another file.
@Suite struct KnownPartTests {
  /// Known bytes under a checksum that is not theirs are as damaged as unknown ones.
  @Test func aWrongChecksumIsSeen() throws {
    let package = MiniPackage(cells: "<row><c><v>1</v></c></row>", styles: "<cellXfs/>")
    let bytes = package.zip.bytes()
    for _ in 0..<2 { #expect(try SpreadsheetReader.read(bytes).sheets.count == 1) }
    // The checksum in the directory, at 16 of the entry's record (APPNOTE.TXT 6.3, § 4.3.12).
    let name = Array("xl/styles.xml".utf8)
    let signature: [UInt8] = [0x50, 0x4B, 1, 2]
    let found = bytes.indices.dropLast(46).last { place in
      bytes[place...].starts(with: signature) && bytes[(place + 46)...].starts(with: name)
    }
    let record = try #require(found)
    var other = bytes
    other[record + 16] ^= 1
    #expect(throws: SpreadsheetError.self) { try SpreadsheetReader.read(other) }
  }

  /// What one file's part says is not another's.
  @Test func otherPartsAreReadAnew() throws {
    func date(_ format: Int) throws -> Bool {
      let package = MiniPackage(
        cells: "<row><c><v>43831</v></c></row>",
        styles: "<cellXfs><xf numFmtId=\"\(format)\"/></cellXfs>")
      return try SpreadsheetReader.read(package.zip.bytes()).sheets[0].cells[0].date != nil
    }
    for _ in 0..<3 {
      #expect(try date(14))
      #expect(try !date(10))
    }
  }
}

@Suite struct CellTableTests {
  @Test func aTableKeepsWhatCellsSay() throws {
    func cell(_ place: String, _ value: CellValue?, _ formula: String? = nil, _ date: String? = nil)
      throws -> Cell
    {
      Cell(
        try #require(CellReference(place)), value, formula: formula,
        date: try date.map { try #require(CalendarDate(iso: $0)) })
    }
    let cells = try [
      cell("A1", .string("é")), cell("B1", .string("")), cell("C1", nil, ""),
      cell("XFD1", .boolean(true)), cell("A2", .boolean(false), "A1"), cell("B2", .error("#N/A")),
      cell("C2", .number(-0.5)), cell("A1048576", .number(43831), "TODAY()", "2020-01-01"),
      // Days that the numbers of Excel do not tell, as OpenDocument stores them.
      cell("B1048576", .number(-10), nil, "1899-12-20"),
      cell("C1048576", .number(30), nil, "1900-01-29"),
    ]
    #expect(Array(CellTable(cells)) == cells)
    #expect(Array(CellTable(cells.reversed())) == cells)
    let table = CellTable(cells + [try cell("B1", .string("later"))])
    #expect(table.count == cells.count)
    #expect(table[1].value == .string("later"))
  }
}
