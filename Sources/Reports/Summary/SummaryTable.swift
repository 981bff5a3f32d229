internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// A column of a table of the summary workbook.
struct SummaryColumn {
  let title: String
  /// In characters, as in `ColumnDocument`.
  let width: Double
  /// How its cells look where nothing else is said.
  let look: CellStyle

  init(_ title: String, _ width: Double, _ look: CellStyle = SummaryLook.text) {
    self.title = title
    self.width = width
    self.look = look
  }
}

/// A cell of a table, in the look of its column or one of its own.
struct SummaryCell {
  let content: CellContent
  let look: CellStyle?

  init(_ content: CellContent, _ look: CellStyle? = nil) {
    self.content = content
    self.look = look
  }

  static let blank = SummaryCell(.blank)

  static func number(_ number: Int, _ look: CellStyle? = nil) -> SummaryCell {
    SummaryCell(.number(Double(number)), look)
  }

  /// Text of our own.
  static func text(_ text: String, _ look: CellStyle? = nil) -> SummaryCell {
    SummaryCell(.text(text), look)
  }

  /// What somebody typed: visible, and cut at what a table has room for.
  static func typed(_ text: String?, atMost limit: Int = 400, _ look: CellStyle? = nil)
    -> SummaryCell
  {
    SummaryCell(CellContent(typed: text?.shortened(to: limit)), look)
  }

  static func date(_ date: CalendarDate?) -> SummaryCell {
    SummaryCell(date.map(CellContent.date) ?? .blank)
  }

  /// A text that leads to a row of this workbook, and never elsewhere.
  static func link(_ text: String, to row: SummaryRow, tip: String? = nil) -> SummaryCell {
    SummaryCell(.link(toSheet: row.sheet, cell: row.cell, text: text, tip: tip), SummaryLook.link)
  }
}

extension SummaryCell {
  /// A text that was put together from typed ones, with its own line breaks.
  static func lines(_ lines: [String], atMost limit: Int = 1_000) -> SummaryCell {
    let text = lines.joined(separator: "\n").shortened(to: limit)
    return text.isEmpty ? .blank : .text(text)
  }
}

/// Where a row of a table begins.
struct SummaryRow {
  let sheet: String
  let cell: CellReference

  /// The top of its sheet.
  var top: SummaryRow { SummaryRow(sheet: sheet, cell: CellReference(row: 0, column: 0)) }
}

extension String {
  /// What can be clicked on.
  var orDash: String { isEmpty ? "–" : self }

  /// With a capital letter at the beginning.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// The workbook that the tables are of.
struct SummaryBook {
  let stream: WorkbookStream
  let language: Language
  /// How many rows a sheet has.
  let rowLimit: Int
}

/// A table of the summary workbook: a title, a word of explanation, a header that stays in sight and filters, and rows
/// that are written as they come. Past a sheet's last row it goes on on a further sheet.
final class SummaryTable {
  let name: String
  /// The row of the header; titles, explanation and legend stand above it.
  let headerRow: Int
  private let book: SummaryBook
  private var sheet: StreamedSheet
  private var columns: [SummaryColumn] = []
  private var head: (inout SheetDocument) -> Void = { _ in }
  private(set) var count = 0

  /// Gives the table its place among the sheets.
  init(_ name: String, headerRow: Int, in book: SummaryBook) throws(SpreadsheetError) {
    self.name = name
    self.headerRow = headerRow
    self.book = book
    sheet = try book.stream.addSheet(name)
  }

  /// Where a row stands, whether it is there already or comes later; the first has index 0.
  func row(_ index: Int) -> SummaryRow {
    SummaryRow(
      sheet: sheetName(index / capacity),
      cell: CellReference(row: headerRow + 1 + index % capacity, column: 0))
  }

  /// How many rows a sheet has room for.
  private var capacity: Int { book.rowLimit - headerRow - 1 }

  private func sheetName(_ part: Int) -> String {
    part == 0 ? name : name + " (\(part + 1))"
  }

  /// Begins the table.
  ///
  /// - Parameters:
  ///   - onPaper: how many columns are printed; the others are for the screen.
  ///   - frozen: how many columns stay in sight.
  ///   - explanation: what a newcomer needs to know, over so many columns of the second row.
  ///   - head: what else stands above the header, on each sheet.
  func begin(
    _ columns: [SummaryColumn], onPaper: Int, frozen: Int,
    explanation: (text: String, row: Int, columns: Int), way: SummaryRow? = nil,
    head: @escaping (inout SheetDocument) -> Void = { _ in }
  ) throws(SpreadsheetError) {
    self.columns = columns
    let (name, language, headerRow) = (name, book.language, headerRow)
    self.head = { document in
      document.columns = columns.enumerated().map { ColumnDocument($0...$0, width: $1.width) }
      document.rows[0] = RowDocument(height: 26)
      let title = document.name == name ? name : name + language(fr: " – suite", en: " – continued")
      document.put(.text(title), at: 0, 0, style: Look.title)
      if let way {
        let text = "← " + way.sheet
        document.put(
          .link(toSheet: way.sheet, cell: way.cell, text: text, tip: nil), at: 0, 3,
          style: Look.smallLink)
      }
      let width = columns.prefix(explanation.columns).reduce(0) { $0 + $1.width }
      document.merge(
        explanation.row, 0...(explanation.columns - 1), .text(explanation.text),
        SummaryLook.explanation)
      document.rows[explanation.row] = RowDocument(
        height: TextMeasure.height([(explanation.text, width, false)], atLeast: 16) + 3)
      head(&document)
      for (index, column) in columns.enumerated() {
        document.put(.text(column.title), at: headerRow, index, style: SummaryLook.header)
      }
      document.rows[headerRow] = RowDocument(
        height: TextMeasure.height(columns.map { ($0.title, $0.width, true) }, size: 8.5) + 13)
      document.freeze = CellReference(row: headerRow + 1, column: frozen)
      document.print.repeatedRows = headerRow...headerRow
      document.print.footer = SummaryLook.footer(language)
      if onPaper < columns.count {
        document.print.area = CellRange(
          rows: 0...(CellReference.rowLimit - 1), columns: 0...(onPaper - 1))
      }
    }
    try beginSheet()
  }

  private func beginSheet() throws(SpreadsheetError) {
    var document = sheet.document
    head(&document)
    try sheet.begin(document)
  }

  /// Adds a row, as high as what wraps in it.
  ///
  /// - Returns: its index.
  @discardableResult
  func add(_ cells: [SummaryCell], atLeast least: Double = 17) throws(SpreadsheetError) -> Int {
    if sheet.nextRow >= book.rowLimit {
      finishSheet()
      sheet = try book.stream.addSheet(sheetName(count / capacity))
      try beginSheet()
    }
    var lines = 1
    var documents: [CellDocument] = []
    documents.reserveCapacity(cells.count)
    for (cell, column) in zip(cells, columns) {
      var content = cell.content
      var look = cell.look ?? column.look
      if case .link(_, let text, _) = content, sheet.linksLeft == 0 {
        content = .text(text)
        look = column.look
      }
      switch content {
      case .text(let text), .link(_, let text, _):
        if look.wraps {
          lines = max(
            lines, TextMeasure.lines(text, columnWidth: column.width, size: 9, bold: look.bold))
        }
      default: break
      }
      documents.append(CellDocument(content: content, style: look))
    }
    try sheet.append(documents, height: TextMeasure.height(lines: lines, atLeast: least))
    count += 1
    return count - 1
  }

  /// Completes the last sheet.
  ///
  /// - Parameter change: what stands over rows, now that they are there.
  func finish(_ change: (inout SheetDocument) -> Void = { _ in }) {
    finishSheet()
    change(&sheet.document)
  }

  private func finishSheet() {
    let last = max(headerRow + 1, sheet.nextRow - 1)
    sheet.document.autofilter = CellRange(
      rows: headerRow...last, columns: 0...(columns.count - 1))
    if let area = sheet.document.print.area {
      sheet.document.print.area = CellRange(
        rows: 0...last, columns: area.first.column...area.last.column)
    }
  }
}

extension SheetDocument {
  /// Puts a text over several columns of a row.
  mutating func merge(
    _ row: Int, _ columns: ClosedRange<Int>, _ content: CellContent, _ style: CellStyle
  ) {
    if columns.count == 1 {
      put(content, at: row, columns.lowerBound, style: style)
    } else {
      merged.append((CellRange(rows: row...row, columns: columns), content, style))
    }
  }
}

extension CellContent {
  /// Text without anything invisible, cut at what a cell can hold; a blank cell for nothing.
  init(typed text: String?) {
    guard let text, !text.isEmpty else {
      self = .blank
      return
    }
    var shown = text.visible()
    while !CellTextLimit.fits(shown) {
      shown = shown.shortened(to: shown.count * 9 / 10)
    }
    self = .text(shown)
  }
}
