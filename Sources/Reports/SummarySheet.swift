internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet

/// A table of the summary workbook: a header that stays in sight and filters, and a row at a time.
struct SummarySheet: Sendable {
  struct Column: Sendable {
    let title: String
    let width: Double
    let wraps: Bool
    /// The format of its numbers; nil for General.
    let numberFormat: String?

    init(_ title: String, _ width: Double, wraps: Bool = false, numberFormat: String? = nil) {
      self.title = title
      self.width = width
      self.wraps = wraps
      self.numberFormat = numberFormat
    }
  }

  private let language: Language
  private let columns: [Column]
  private var sheet: SheetDocument
  private var rows = 1
  /// Rows for which the sheet has no room.
  private var leftOut = 0

  init(_ name: String, _ columns: [Column], _ language: Language) {
    self.language = language
    self.columns = columns
    sheet = SheetDocument(name: name)
    sheet.columns = columns.enumerated().map { ColumnDocument($0...$0, width: $1.width) }
    sheet.rows[0] = RowDocument(height: 32)
    for (index, column) in columns.enumerated() {
      sheet.put(.text(column.title), at: 0, index, style: Self.header)
    }
    sheet.freeze = CellReference(row: 1, column: 1)
    sheet.print.repeatedRows = 0...0
    sheet.print.footer = "&L&A&R&P / &N"
  }

  /// Adds a row; the cell of a verdict takes its colour.
  mutating func add(_ contents: [CellContent], verdict: Verdict? = nil, at verdictColumn: Int = 0) {
    // The last row is kept for saying that rows were left out.
    guard rows < CellReference.rowLimit - 1 else {
      leftOut += 1
      return
    }
    var lines = 1
    for (column, (content, settings)) in zip(contents, columns).enumerated() {
      var style = settings.wraps ? Self.wrapped : Self.plain
      switch content {
      case .date: style.numberFormat = language(fr: "dd/mm/yyyy", en: "yyyy-mm-dd")
      case .number: style.numberFormat = settings.numberFormat
      case .text(let text):
        style.numberFormat = "@"
        style.indent = 1
        if settings.wraps {
          // Widths are of digits; letters are a little narrower.
          let width = Int(settings.width * 1.1)
          lines = max(lines, DisplayWidth.wrapped(text, to: width).count)
        }
      default: break
      }
      if let verdict, column == verdictColumn { style.fillColor = Self.fill(verdict) }
      sheet.put(content, at: rows, column, style: style)
    }
    // A row is at most 409 points high.
    if lines > 1 { sheet.rows[rows] = RowDocument(height: min(409, Double(lines) * 13 + 2)) }
    rows += 1
  }

  var document: SheetDocument {
    var sheet = sheet
    sheet.autofilter = CellRange(rows: 0...max(1, rows - 1), columns: 0...(columns.count - 1))
    if leftOut > 0 {
      sheet.put(
        .text(
          language(
            fr: "… et \(leftOut) lignes de plus, pour lesquelles la feuille n’a pas de place",
            en: "… and \(leftOut) more rows, for which the sheet has no room")), at: rows, 0,
        style: Self.plain)
    }
    return sheet
  }

  private static let plain = CellStyle().with { $0.borderColor = 0xD9DEE5 }
  private static let wrapped = plain.with { $0.wraps = true }
  private static let header = plain.with {
    $0.bold = true
    $0.fontColor = 0xFFFFFF
    $0.fillColor = 0x2F4B6E
    $0.vertical = .center
    $0.wraps = true
  }

  private static func fill(_ verdict: Verdict) -> UInt32 {
    switch verdict {
    case .eligible: 0xDDF0DF
    case .notEligible: 0xF9DEDC
    case .incomplete: 0xFFF1CC
    case .unreadable: 0xE3E3E3
    }
  }
}
