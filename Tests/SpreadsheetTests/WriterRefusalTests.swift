import Basics
import Spreadsheet
import Testing

/// What a workbook cannot hold is refused with its place, before anything is written.
@Suite("Refusals of the writer")
struct WriterRefusalTests {
  private static let a1 = CellRange(CellReference(row: 0, column: 0))

  private static func refuse(
    _ place: String?, sourceLocation: SourceLocation = #_sourceLocation,
    _ change: (inout WorkbookDocument) -> Void
  ) {
    var document = WorkbookDocument(title: "T", created: CalendarDate(iso: "2019-12-10")!)
    document.sheets = [SheetDocument(name: "S")]
    #expect(throws: Never.self, sourceLocation: sourceLocation) { try XLSXWriter.write(document) }
    change(&document)
    let error = #expect(throws: SpreadsheetError.self, sourceLocation: sourceLocation) {
      try XLSXWriter.write(document)
    }
    #expect(error?.code == .notWritten, sourceLocation: sourceLocation)
    #expect(error?.place == place, sourceLocation: sourceLocation)
    #expect(error?.detail?.isEmpty == false, sourceLocation: sourceLocation)
  }

  @Test(arguments: [
    "", "a/b", "a:b", "[a]", "a*", "a?", "a\\b", "'a", "a'", "a\nb", "a\u{1}",
    String(repeating: "x", count: 32), String(repeating: "😀", count: 16),
  ])
  func sheetNames(_ name: String) {
    Self.refuse(name) { $0.sheets[0].name = name }
  }

  @Test func sheets() {
    Self.refuse("s") { $0.sheets.append(SheetDocument(name: "s")) }
    Self.refuse(nil) { $0.sheets[0].isHidden = true }
    Self.refuse(nil) { $0.sheets = [] }
    Self.refuse("S") { $0.sheets[0].zoom = 9 }
  }

  @Test(arguments: [
    "", "1a", "a b", "A1", "r1c1", "RC", "rC7", "R2c", "R", "c", "a-b", "é b", "XFD1048576",
    String(repeating: "n", count: 127),
    ".a",
  ])
  func names(_ name: String) {
    Self.refuse(name) { $0.names = [(name, "S", Self.a1)] }
  }

  @Test(arguments: ["rc1x", "rcr", "cr", "r_c", "rsp.tech.1.12.met", "Résumé", "_1", "\\a", "XFE1"])
  func namesThatAreNone(_ name: String) throws {
    var document = WorkbookDocument(title: "T", created: CalendarDate(iso: "2019-12-10")!)
    document.sheets = [SheetDocument(name: "S")]
    document.names = [(name, "S", Self.a1)]
    let names = try SpreadsheetReader.read(XLSXWriter.write(document)).definedNames
    #expect(names.map(\.name) == [name])
  }

  @Test func namePlaces() {
    Self.refuse("n") { $0.names = [("n", "T", Self.a1)] }
    Self.refuse("N") { $0.names = [("n", "S", Self.a1), ("N", "S", Self.a1)] }
    Self.refuse("n") { $0.names = [("n", "S", CellRange(CellReference(row: -1, column: 0)))] }
    Self.refuse("n") {
      $0.sheets[0].name = String(repeating: "漢", count: 31)
      let cell = CellReference(row: 1_000_000, column: 16_000)
      $0.names = [("n", $0.sheets[0].name, CellRange(CellReference(row: 0, column: 0), cell))]
      $0.names[0].sheet = String(repeating: "漢", count: 31)
      $0.sheets[0].name = "S"
    }
  }

  @Test(arguments: [
    CellContent.number(.nan), .number(.infinity), .formula("", cached: .number(1)),
    .formula("=A1", cached: .number(1)), .formula("A1", cached: .number(.nan)),
    .formula(String(repeating: "1+", count: 4096) + "1", cached: .number(1)),
    .formula("A\u{1}", cached: .number(1)), .text(String(repeating: "x", count: 32_768)),
    .text(String(repeating: "😀", count: 16_384)),
    .formula("A1", cached: .string(String(repeating: "x", count: 32_768))),
    .date(CalendarDate(iso: "1899-12-31")!), .link(to: "javascript:1", text: "x", tip: nil),
    .link(to: "https://e.org/" + String(repeating: "x", count: 2_100), text: "x", tip: nil),
    .link(to: "https://e.org/", text: "", tip: nil), .number(1e308), .number(-1e308),
    .link(to: "https://e.org/", text: String(repeating: "é", count: 1_040), tip: nil),
    .link(to: "https://e.org/", text: "x", tip: String(repeating: "x", count: 256)),
  ])
  func contents(_ content: CellContent) {
    Self.refuse("S!B3") { $0.sheets[0].put(content, at: 2, 1) }
    Self.refuse("S!A1:B1") {
      $0.sheets[0].merged = [(CellRange(rows: 0...0, columns: 0...1), content, CellStyle())]
    }
  }

  @Test func merges() {
    let square = CellRange(rows: 0...1, columns: 0...1)
    let beside = CellRange(rows: 1...2, columns: 1...2)
    Self.refuse("S!B2:C3") {
      $0.sheets[0].merged = [(square, .blank, CellStyle()), (beside, .blank, CellStyle())]
    }
    Self.refuse("S!A1") { $0.sheets[0].merged = [(Self.a1, .blank, CellStyle())] }
    Self.refuse("S!B2") {
      $0.sheets[0].merged = [(square, .blank, CellStyle())]
      $0.sheets[0].put(.text("x"), at: 1, 1)
    }
    Self.refuse("S!row 1048576, column 0") { $0.sheets[0].put(.blank, at: 1_048_576, 0) }
  }

  @Test func stylesAndSizes() {
    Self.refuse("S!A1") {
      $0.sheets[0].put(.blank, at: 0, 0, style: CellStyle().with { $0.fontSize = 500 })
    }
    Self.refuse("S!A1") {
      $0.sheets[0].put(.blank, at: 0, 0, style: CellStyle().with { $0.fillColor = 0x1_000_000 })
    }
    Self.refuse("S!C") { $0.sheets[0].columns = [ColumnDocument(2...2, width: 256)] }
    Self.refuse("S!2") { $0.sheets[0].rows = [1: RowDocument(height: .nan)] }
    Self.refuse("S!footer") { $0.sheets[0].print.footer = String(repeating: "x", count: 256) }
  }

  @Test(arguments: [
    ValidationDocument.Rule.list([]), .list(["a,b"]), .list(["a\"b"]), .list([""]),
    .list(Array(repeating: "abcdefg", count: 33)), .listRange("=A1"), .custom(""),
    .date(from: CalendarDate(iso: "2020-01-02")!, through: CalendarDate(iso: "2020-01-01")!),
    .wholeNumber(from: 2, through: 1), .textLength(atMost: -1),
  ])
  func validations(_ rule: ValidationDocument.Rule) {
    Self.refuse("S!A1") { $0.sheets[0].validations = [ValidationDocument([Self.a1], rule)] }
  }

  @Test func prompts() {
    Self.refuse("S!A1") {
      var validation = ValidationDocument([Self.a1], .any)
      validation.promptTitle = String(repeating: "x", count: 33)
      $0.sheets[0].validations = [validation]
    }
    Self.refuse("S!A1") {
      var validation = ValidationDocument([Self.a1], .any)
      validation.error = String(repeating: "x", count: 256)
      $0.sheets[0].validations = [validation]
    }
    Self.refuse("S!validation") { $0.sheets[0].validations = [ValidationDocument([], .any)] }
  }

  @Test func conditionalFormats() {
    let below = CellRange(CellReference(row: 5, column: 0))
    Self.refuse("S!A6") {
      $0.sheets[0].conditionalFormats = [
        ConditionalFormatDocument([below, Self.a1], .formula("A6=1", style: CellStyle()))
      ]
    }
    Self.refuse("S!A1") {
      $0.sheets[0].conditionalFormats = [
        ConditionalFormatDocument([Self.a1], .dataBar(color: 0, minimum: 1, maximum: 1))
      ]
    }
    Self.refuse("S") {
      $0.sheets[0].conditionalFormats = [
        ConditionalFormatDocument([], .dataBar(color: 0, minimum: 0, maximum: 1))
      ]
    }
  }

  @Test func properties() {
    Self.refuse("title") { $0.title = String(repeating: "x", count: 256) }
    Self.refuse("author") { $0.author = "a\u{0}" }
    Self.refuse("A") { $0.customProperties = [("a", "1"), ("A", "2")] }
    Self.refuse("a") { $0.customProperties = [("a", String(repeating: "x", count: 256))] }
  }
}
