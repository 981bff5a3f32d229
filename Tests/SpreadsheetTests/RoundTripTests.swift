import Basics
import Testing

@testable import Spreadsheet

/// What is written comes back as it was.
@Suite("Written and read back")
struct RoundTripTests {
  static let day = CalendarDate(year: 2019, month: 12, day: 10)!

  private func document(_ sheets: SheetDocument...) -> WorkbookDocument {
    var document = WorkbookDocument(title: "Title", created: Self.day)
    document.sheets = sheets
    return document
  }

  @Test(arguments: [
    "a", " a ", "\t\ta\t", "a\nb", "a\r\nb\rc", "\n", " ", "_x000D_", "_x005F_", "é\u{301}è", "😀👩‍👩‍👧",
    "<&>\"'", "=SUM(A1)", "'a", "\u{1}\u{B}\u{1F}", "\u{0}", "\u{FFFE}", "\u{200B}\u{A0}", "{=a}",
    "https://example.org/", "internal:a", "1", "TRUE", "#N/A", "e\u{301}",
    String(repeating: "x", count: 32_767), String(repeating: "é", count: 32_767),
    String(repeating: "😀", count: 16_383) + "x", String(repeating: "\n", count: 32_767),
  ])
  func texts(_ text: String) throws {
    var sheet = SheetDocument(name: "S")
    sheet.put(.text(text), at: 0, 0)
    sheet.put(.formula("A1", cached: .string(text)), at: 1, 0)
    // The text of a link is also an attribute, and shorter.
    let isLink = text.utf8.count < 2_000
    sheet.put(isLink ? .link(to: "internal:'S'!A1", text: text, tip: nil) : .text(text), at: 2, 0)
    sheet.merged = [(CellRange(rows: 3...4, columns: 0...1), .text(text), CellStyle())]
    let read = try SpreadsheetReader.read(XLSXWriter.write(document(sheet)))
    for row in 0...3 {
      guard case .string(let found)? = read.sheets[0][CellReference(row: row, column: 0)]?.value
      else {
        Issue.record("nothing in row \(row + 1)")
        continue
      }
      // By scalars, because equal strings may differ in them.
      #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "row \(row + 1)")
    }
    #expect(read.sheets[0].cells.count == 4)
  }

  @Test(arguments: [
    0, 1, -1, 0.5, 1e-300, 9.99999999999999e307, -9.99999999999999e307, 123_456_789_012_345, 0.1,
    1.0 / 8,
  ])
  func numbers(_ number: Double) throws {
    var sheet = SheetDocument(name: "S")
    sheet.put(.number(number), at: 0, 0)
    sheet.put(.formula("A1", cached: .number(number)), at: 1, 0)
    let cells = try SpreadsheetReader.read(XLSXWriter.write(document(sheet))).sheets[0].cells
    #expect(cells.map(\.value) == [.number(number), .number(number)])
    #expect(cells.map(\.formula) == [nil, "A1"] && cells.allSatisfy { $0.date == nil })
  }

  @Test func otherContents() throws {
    var sheet = SheetDocument(name: "S")
    sheet.put(.boolean(true), at: 0, 0)
    sheet.put(.boolean(false), at: 0, 1)
    sheet.put(.blank, at: 0, 2, style: CellStyle().with { $0.bold = true })
    sheet.put(.text(""), at: 0, 3)
    sheet.put(.date(Self.day), at: 0, 4)
    sheet.put(.date(Self.day), at: 0, 5, style: CellStyle().with { $0.numberFormat = "dd/mm/yyyy" })
    sheet.put(.formula("1=1", cached: .boolean(true)), at: 0, 6)
    let cells = try SpreadsheetReader.read(XLSXWriter.write(document(sheet))).sheets[0].cells
    #expect(cells.map(\.reference.description) == ["A1", "B1", "E1", "F1", "G1"])
    #expect(
      cells.map(\.value) == [
        .boolean(true), .boolean(false), .number(43_809), .number(43_809), .number(1),
      ])
    #expect(cells.map(\.date) == [nil, nil, Self.day, Self.day, nil])
  }

  @Test func structure() throws {
    var first = SheetDocument(name: "_hidden")
    first.isHidden = true
    first.put(.text("x"), at: 0, 0)
    var second = SheetDocument(name: "Mode d'emploi")
    second.columns = [
      ColumnDocument(0...0, width: 40), ColumnDocument(2...3, width: 8, isHidden: true),
    ]
    second.rows = [1: RowDocument(isHidden: true), 4: RowDocument(height: 30)]
    second.put(.text("head"), at: 0, 0)
    second.merged = [(CellRange(rows: 6...7, columns: 0...1), .number(3), CellStyle())]
    var written = document(first, second)
    written.customProperties = [("respecte.template", "id@1.0@fr"), ("other", "é <&>")]
    written.names = [
      ("rsp.app.partner", "Mode d'emploi", CellRange(CellReference(row: 1, column: 1))),
      ("rsp.list", "_hidden", CellRange(rows: 0...3, columns: 0...0)),
    ]
    let read = try SpreadsheetReader.read(XLSXWriter.write(written))
    #expect(read.format == .xlsx && !read.hasMacros)
    #expect(read.sheets.map(\.name) == ["_hidden", "Mode d'emploi"])
    #expect(read.sheets.map(\.visibility) == [.hidden, .visible])
    #expect(read.sheets[1].hiddenRows == [1] && read.sheets[1].hiddenColumns == [2...3])
    #expect(read.sheets[1].merged == [CellRange(rows: 6...7, columns: 0...1)])
    #expect(read.customProperties == ["respecte.template": "id@1.0@fr", "other": "é <&>"])
    #expect(
      read.definedNames == [
        DefinedName(name: "rsp.app.partner", refersTo: "'Mode d''emploi'!$B$2"),
        DefinedName(name: "rsp.list", refersTo: "'_hidden'!$A$1:$A$4"),
      ])
    #expect(read.definedNames[0].target?.sheet == "Mode d'emploi")
  }

  /// Everything at once; other programs read it in the checks outside the tests.
  static var rich: WorkbookDocument {
    var sheet = SheetDocument(name: "Synthèse")
    let style = CellStyle().with {
      $0.fontSize = 12
      $0.bold = true
      $0.italic = true
      $0.underline = true
      $0.fontColor = 0
      $0.fillColor = 0xFFEECC
      $0.borderColor = 0x808080
      $0.bottomRule = 0x112233
      $0.horizontal = .center
      $0.vertical = .center
      $0.wraps = true
      $0.indent = 1
      $0.isLocked = false
    }
    for row in 0..<5 {
      sheet.put(.text("r\(row)"), at: row, 0, style: style)
      sheet.put(.number(Double(row * 20)), at: row, 1)
    }
    let answers = CellRange(rows: 0...4, columns: 2...2)
    var list = ValidationDocument([answers], .list(["O", "N", "S.O."]))
    list.promptTitle = String(repeating: "é", count: 32)
    list.prompt = String(repeating: "è", count: 255)
    list.errorTitle = "E"
    list.error = "F"
    list.severity = .warning
    sheet.validations = [
      list,
      ValidationDocument([CellRange(CellReference(row: 0, column: 3))], .listRange("$A$1:$A$5")),
      ValidationDocument(
        [CellRange(CellReference(row: 1, column: 3))], .date(from: day, through: day)),
      ValidationDocument(
        [CellRange(CellReference(row: 2, column: 3))], .wholeNumber(from: 1, through: 9)),
      ValidationDocument([CellRange(CellReference(row: 3, column: 3))], .textLength(atMost: 500)),
      ValidationDocument([CellRange(CellReference(row: 4, column: 3))], .custom("LEN(D5)>1")),
      ValidationDocument([CellRange(CellReference(row: 5, column: 3))], .any),
    ]
    sheet.conditionalFormats = [
      ConditionalFormatDocument(
        [answers, CellRange(rows: 0...4, columns: 4...4)], .formula("C1=\"O\"", style: style)),
      ConditionalFormatDocument(
        [CellRange(rows: 0...4, columns: 1...1)],
        .dataBar(color: 0x00AA00, minimum: 0, maximum: 100)),
    ]
    var chart = ChartDocument(
      kind: .barStacked, title: "Score", place: CellReference(row: 8, column: 0), width: 600,
      height: 300)
    chart.series = [
      .init(
        name: "Oui", categories: "'Synthèse'!$A$1:$A$5", values: "'Synthèse'!$B$1:$B$5",
        color: 0x00AA00)
    ]
    chart.alternativeText = "Score <par> section"
    chart.maximum = 100
    sheet.charts = [chart]
    sheet.freeze = CellReference(row: 1, column: 1)
    sheet.selection = CellReference(row: 2, column: 2)
    sheet.autofilter = CellRange(rows: 0...4, columns: 0...3)
    sheet.protection = SheetProtection()
    sheet.tabColor = 0xFF9900
    sheet.zoom = 90
    sheet.print.repeatedRows = 0...0
    sheet.print.repeatedColumns = 0...0
    sheet.print.header = "&L&A"
    sheet.print.footer = "&C&P / &N"
    sheet.print.area = CellRange(rows: 0...20, columns: 0...5)
    var document = WorkbookDocument(title: "T", created: day)
    document.subject = "S"
    document.author = "A"
    document.comments = "C"
    document.sheets = [sheet]
    return document
  }

  @Test func sameBytesEachTime() throws {
    let bytes = try XLSXWriter.write(Self.rich)
    #expect(try XLSXWriter.write(Self.rich) == bytes)
    let names = try SpreadsheetReader.read(bytes).definedNames.map(\.name)
    #expect(
      Set(names) == ["_xlnm._FilterDatabase", "_xlnm.Print_Area", "_xlnm.Print_Titles"])
  }

  /// Two spellings of one text are two texts.
  @Test func textsThatLookAlike() throws {
    let texts = ["é", "e\u{301}", "\u{212B}", "\u{C5}", "é"]
    var sheet = SheetDocument(name: "S")
    for (row, text) in texts.enumerated() { sheet.put(.text(text), at: row, 0) }
    let read = try SpreadsheetReader.read(XLSXWriter.write(document(sheet))).sheets[0].cells
    for (cell, text) in zip(read, texts) {
      guard case .string(let found) = cell.value else {
        Issue.record("\(cell)")
        continue
      }
      #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars))
    }
    #expect(read.count == texts.count)
  }

  /// Where the library makes a whole package, as it does where it cannot be kept from it, the bytes are the same.
  @Test func partsHeldOrNot() throws {
    #expect(
      try XLSXWriter.write(Self.rich, holdingParts: false) == XLSXWriter.write(Self.rich))
  }

  #if os(Linux)
    /// Nothing of a workbook is in a temporary file.
    @Test func partsAreHeld() throws {
      let place = try TemporaryPlace()
      let handle = try WorkbookHandle(
        path: place.workbook, temporaryFolder: place.folder, strings: CStrings())
      _ = try handle.addSheet("S")
      let parts = try handle.close(in: place.folder, holdingParts: true)
      let texts = (0..<parts.count).map { String(decoding: parts[$0], as: UTF8.self) }
      #expect(texts.contains { $0.contains("<sheetData/>") })
      #expect(texts.allSatisfy { $0.hasPrefix("<?xml") })
    }
  #endif

  /// What a chart shows before anything is computed stands in the chart.
  @Test func chartsHoldWhatTheyShow() throws {
    let bytes = try XLSXWriter.write(Self.rich)
    let chart = try bytes.withUnsafeBytes {
      try ZIPArchive($0, limits: ReadingLimits()).contents(of: "xl/charts/chart1.xml", atMost: .max)
    }
    let text = String(decoding: chart, as: UTF8.self)
    for value in ["r0", "r4", "0", "20", "80"] { #expect(text.contains("<c:v>\(value)</c:v>")) }
  }
}
