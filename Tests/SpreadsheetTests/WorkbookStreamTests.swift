import Basics
import Spreadsheet
import Testing

/// A workbook that is written row by row.
@Suite("Streamed workbooks")
struct WorkbookStreamTests {
  private var document: WorkbookDocument {
    WorkbookDocument(title: "Title", created: RoundTripTests.day)
  }

  private func cell(_ content: CellContent) -> CellDocument {
    CellDocument(content: content, style: CellStyle())
  }

  @Test(arguments: [
    "a", " a ", "a\nb", "a\r\nb\rc", "_x000D_", "_x005F_", "é\u{301}è", "😀👩‍👩‍👧", "<&>\"'", "=SUM(A1)",
    "'a", "\u{1}\u{B}\u{1F}", "\u{0}", "\u{FFFE}", "\u{200B}\u{A0}", "{=a}", "1", "TRUE", "#N/A",
    String(repeating: "😀", count: 16_383) + "x", String(repeating: "é", count: 32_767),
  ])
  func texts(_ text: String) throws {
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    var head = SheetDocument(name: "S")
    head.put(.text(text), at: 1, 0)
    head.merged = [(CellRange(rows: 0...0, columns: 0...1), .text(text), CellStyle())]
    try sheet.begin(head)
    let isLink = text.utf8.count < 2_000
    try sheet.append([
      cell(.text(text)), cell(.blank),
      cell(isLink ? .link(to: "internal:'S'!A1", text: text, tip: nil) : .text(text)),
    ])
    let read = try SpreadsheetReader.read(stream.finish(document).contents())
    let cells = read.sheets[0].cells
    #expect(cells.map(\.reference.description) == ["A1", "A2", "A3", "C3"])
    for cell in cells {
      guard case .string(let found) = cell.value else {
        Issue.record("\(cell)")
        continue
      }
      #expect(found.unicodeScalars.elementsEqual(text.unicodeScalars), "\(cell.reference)")
    }
  }

  /// What is neither a text nor a whole number comes back as well, whatever the row's height.
  @Test(arguments: [nil, 0, 15, 38.37, 409] as [Double?])
  func values(height: Double?) throws {
    let numbers = [0, -0.0, 1, -7, 0.1, 97.8, 1e15, 1e16, -1.5e300, 1e-300, 999_999_999_999_999]
    let formulas: [CellValue] = [
      .number(2.5), .boolean(true), .string("a <&> \u{1} b"), .error("#N/A"), .string(""),
    ]
    let contents =
      numbers.map(CellContent.number) + [
        .boolean(true), .boolean(false), .date(RoundTripTests.day),
      ]
      + formulas.map { .formula("IF(A1<>\"&\",1,2)", cached: $0) }
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    try sheet.append([], height: height)
    try sheet.append(contents.map { cell($0) }, height: height)
    let read = try SpreadsheetReader.read(stream.finish(document).contents()).sheets[0]
    #expect(read.hiddenRows.contains(0) == (height == 0))
    #expect(read.hiddenRows.contains(1) == (height == 0))
    let days = numbers.count + 2
    #expect(read.cells.prefix(numbers.count).map(\.value) == numbers.map(CellValue.number))
    #expect(read.cells[numbers.count..<days].map(\.value) == [.boolean(true), .boolean(false)])
    #expect(read.cells[days].date == RoundTripTests.day)
    let found = read.cells.dropFirst(days + 1)
    #expect(found.map(\.formula) == Array(repeating: "IF(A1<>\"&\",1,2)", count: formulas.count))
    // A Boolean is stored as 1, an error as its text.
    #expect(
      found.map(\.value) == [
        .number(2.5), .number(1), .string("a <&> \u{1} b"), .string("#N/A"), .string(""),
      ])
  }

  /// Sheets take turns, and nothing of one gets into the other; what was written twice is written alike.
  @Test func turns() throws {
    func make() throws -> [UInt8] {
      let stream = try WorkbookStream()
      let sheets = [try stream.addSheet("A"), try stream.addSheet("B")]
      for number in 0..<1_000 {
        for (index, sheet) in sheets.enumerated() {
          try sheet.append(
            [
              cell(.number(Double(number * 2 + index))), cell(.text("\(index)-\(number)")),
              cell(.date(RoundTripTests.day)), cell(.boolean(number == 7)),
            ], height: number == 3 ? 40 : nil)
        }
      }
      sheets[1].document.freeze = CellReference(row: 1, column: 0)
      sheets[1].document.autofilter = CellRange(rows: 0...999, columns: 0...3)
      return try stream.finish(document).contents()
    }
    let bytes = try make()
    #expect(bytes == (try make()))
    let read = try SpreadsheetReader.read(bytes)
    #expect(read.sheets.map(\.name) == ["A", "B"])
    for (index, sheet) in read.sheets.enumerated() {
      #expect(sheet.cells.count == 4_000)
      for number in [0, 1, 499, 999] {
        #expect(
          sheet[CellReference(row: number, column: 0)]?.value == .number(Double(number * 2 + index))
        )
        #expect(
          sheet[CellReference(row: number, column: 1)]?.value == .string("\(index)-\(number)"))
        #expect(sheet[CellReference(row: number, column: 2)]?.date != nil)
      }
    }
  }

  @Test func piecesAreTheWhole() throws {
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    // Texts that hardly compress, so that there are several pieces.
    var state: UInt64 = 88_172_645_463_325_252
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<3 {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        text += String(state, radix: 36)
      }
      try sheet.append([cell(.text(text))])
    }
    let written = try stream.finish(document)
    var pieces: [[UInt8]] = []
    let failure = written.forEachPiece { (piece) throws(Never) in pieces.append(piece) }
    #expect(failure == nil)
    #expect(pieces.count > 2)
    #expect(pieces.allSatisfy { (1...(1 << 18)).contains($0.count) })
    #expect(pieces.flatMap { $0 } == (try written.contents()))
  }

  /// There is room for 4 MiB of shared texts: those that come later stand within their cells, and known ones stay shared.
  @Test func sharedTexts() throws {
    let long = (0..<300).map { number in
      String(repeating: "\(number) ", count: 32_000 / (String(number).count + 1)) + "."
    }
    let texts = long + long.reversed()
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    for text in texts { try sheet.append([cell(.text(text))]) }
    let read = try SpreadsheetReader.read(stream.finish(document).contents())
    #expect(read.sheets[0].cells.map(\.value) == texts.map(CellValue.string))
  }

  @Test func refusals() throws {
    func refuse(_ place: String?, _ body: (WorkbookStream, StreamedSheet) throws -> Void) throws {
      let stream = try WorkbookStream()
      let sheet = try stream.addSheet("S")
      let error = #expect(throws: SpreadsheetError.self) { try body(stream, sheet) }
      #expect(error?.code == .notWritten)
      #expect(error?.place == place)
    }
    try refuse("s") { stream, _ in _ = try stream.addSheet("s") }
    try refuse("a/b") { stream, _ in _ = try stream.addSheet("a/b") }
    try refuse("S!A1") { _, sheet in try sheet.append([cell(.number(.nan))]) }
    try refuse("S!B1") { _, sheet in
      try sheet.append([
        cell(.blank), cell(.text(String(repeating: "x", count: 32_768))),
      ])
    }
    try refuse("S!A1") { _, sheet in
      try sheet.append([cell(.link(to: "javascript:x", text: "x", tip: nil))])
    }
    try refuse("S!A1") { _, sheet in
      try sheet.append([
        CellDocument(content: .text("x"), style: CellStyle().with { $0.indent = 16 })
      ])
    }
    try refuse("S!1") { _, sheet in try sheet.append([], height: 410) }
    try refuse("S") { _, sheet in
      var head = SheetDocument(name: "S")
      head.merged = [(CellRange(rows: 0...1, columns: 0...0), .text("x"), CellStyle())]
      try sheet.begin(head)
    }
    try refuse("S") { _, sheet in
      try sheet.append([])
      try sheet.begin(SheetDocument(name: "S"))
    }
    try refuse("S") { stream, sheet in
      sheet.document.zoom = 9
      _ = try stream.finish(document)
    }
  }

  /// Excel repairs a sheet with more links than that.
  @Test func links() throws {
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    let link = cell(
      .link(toSheet: "S", cell: CellReference(row: 0, column: 0), text: "↑", tip: nil))
    for _ in 0..<6_553 { try sheet.append(Array(repeating: link, count: 10)) }
    #expect(sheet.linksLeft == 0)
    #expect(throws: SpreadsheetError.self) { try sheet.append([link]) }
    #expect(throws: Never.self) { try sheet.append([cell(.text("↑"))]) }
    #expect(throws: Never.self) { try stream.finish(document) }
  }

  @Test func lastRow() throws {
    let stream = try WorkbookStream()
    let sheet = try stream.addSheet("S")
    for _ in 1..<CellReference.rowLimit { try sheet.append([]) }
    #expect(!sheet.isFull)
    try sheet.append([cell(.number(7))])
    #expect(sheet.isFull)
    #expect(throws: SpreadsheetError.self) { try sheet.append([]) }
    let read = try SpreadsheetReader.read(stream.finish(document).contents())
    #expect(read.sheets[0].cells.map(\.reference.description) == ["A1048576"])
  }
}
