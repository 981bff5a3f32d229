public import Basics

/// A workbook to be written: plain data, no library behind it. `XLSXWriter` turns it into bytes.
public struct WorkbookDocument: Sendable {
  public var title: String
  public var subject: String
  public var author: String
  public var comments: String
  /// The moment of creation as the file states it; fixed, so that the same document gives the same bytes.
  public var created: CalendarDate
  /// Custom document properties (text), in order.
  public var customProperties: [(name: String, value: String)]
  public var sheets: [SheetDocument]
  /// Names of the workbook, each for one cell or range.
  public var names: [(name: String, sheet: String, range: CellRange)]

  public init(title: String, created: CalendarDate) {
    self.title = title
    self.created = created
    subject = ""
    author = ""
    comments = ""
    customProperties = []
    sheets = []
    names = []
  }
}

/// One sheet to be written.
public struct SheetDocument: Sendable {
  public var name: String
  public var isHidden = false
  /// A right-click tab colour, 0xRRGGBB.
  public var tabColor: UInt32?
  public var showsGridLines = false
  /// The zoom in percent.
  public var zoom = 100
  public var columns: [ColumnDocument] = []
  /// Settings of single rows, by row.
  public var rows: [Int: RowDocument] = [:]
  public var cells = CellGrid()
  public var merged: [(range: CellRange, content: CellContent, style: CellStyle)] = []
  public var validations: [ValidationDocument] = []
  public var conditionalFormats: [ConditionalFormatDocument] = []
  public var charts: [ChartDocument] = []
  /// The first row and column that scroll.
  public var freeze: CellReference?
  /// The first visible cell of the scrolling pane is the freeze cell; the selected cell, if any.
  public var selection: CellReference?
  public var autofilter: CellRange?
  /// Protected without a password; unlocked cells stay editable.
  public var protection: SheetProtection?
  public var print = PrintSettings()

  public init(name: String) { self.name = name }

  /// Puts a value into a cell.
  public mutating func put(
    _ content: CellContent, at row: Int, _ column: Int, style: CellStyle = CellStyle()
  ) {
    cells[CellReference(row: row, column: column)] = CellDocument(content: content, style: style)
  }
}

/// Settings of neighbouring columns.
public struct ColumnDocument: Sendable {
  public var columns: ClosedRange<Int>
  /// In characters of the default font.
  public var width: Double
  public var isHidden: Bool
  /// The style of the column's cells that are not written.
  public var style: CellStyle?

  public init(
    _ columns: ClosedRange<Int>, width: Double, isHidden: Bool = false, style: CellStyle? = nil
  ) {
    self.columns = columns
    self.width = width
    self.isHidden = isHidden
    self.style = style
  }
}

/// Settings of one row.
public struct RowDocument: Sendable {
  /// In points; nil for the default.
  public var height: Double?
  public var isHidden: Bool

  public init(height: Double? = nil, isHidden: Bool = false) {
    self.height = height
    self.isHidden = isHidden
  }
}

/// One cell to be written.
public struct CellDocument: Sendable {
  public var content: CellContent
  public var style: CellStyle

  public init(content: CellContent, style: CellStyle) {
    self.content = content
    self.style = style
  }
}

/// What is written into a cell.
public enum CellContent: Sendable, Equatable {
  /// Nothing but a style.
  case blank
  /// At most 32,767 UTF-16 units; written exactly, `_x000D_` and the like included.
  case text(String)
  /// A finite number.
  case number(Double)
  case date(CalendarDate)
  case boolean(Bool)
  /// A formula without `=`, with the value that a program would compute for it.
  case formula(String, cached: CellValue)
  /// A link to a place of the workbook (`internal:'Sheet'!A1`) or an address (`https:`, `mailto:`), with the text shown.
  case link(to: String, text: String, tip: String?)

  /// A link to a cell of the workbook.
  public static func link(toSheet sheet: String, cell: CellReference, text: String, tip: String?)
    -> CellContent
  {
    .link(to: "internal:" + placeFormula(sheet: sheet, cell: cell), text: text, tip: tip)
  }
}

/// How a cell looks; equal styles share one format of the file.
public struct CellStyle: Hashable, Sendable {
  public enum Horizontal: Sendable { case general, left, center, right }
  public enum Vertical: Sendable { case top, center, bottom }

  /// A font that programs have or have a metrically equal one for.
  public var fontName = "Calibri"
  public var fontSize: Double = 10
  public var bold = false
  public var italic = false
  public var underline = false
  /// 0xRRGGBB.
  public var fontColor: UInt32?
  public var fillColor: UInt32?
  /// A thin border all round in this colour; nil for none.
  public var borderColor: UInt32?
  /// A thicker line at the bottom.
  public var bottomRule: UInt32?
  /// A thicker line on the left.
  public var leftRule: UInt32?
  public var horizontal = Horizontal.general
  public var vertical = Vertical.top
  public var wraps = false
  public var indent = 0
  /// An Excel number format such as `0.0`, `dd/mm/yyyy`, `@`; nil for General.
  public var numberFormat: String?
  public var isLocked = true

  public init() {}

  /// Of what styles differ in most.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(fontSize)
    hasher.combine(fontColor)
    hasher.combine(fillColor)
    hasher.combine(bold)
    hasher.combine(horizontal)
  }

  /// The same style with a change: `CellStyle.heading.with { $0.bold = true }`.
  public func with(_ change: (inout CellStyle) -> Void) -> CellStyle {
    var copy = self
    change(&copy)
    return copy
  }
}

/// Which changes a protected sheet allows beside unlocked cells.
public struct SheetProtection: Sendable {
  public var allowsFormattingColumns = true
  public var allowsFormattingRows = true
  public var allowsAutofilter = true
  public var allowsSorting = false
  public init() {}
}

/// What may be typed into some cells, and what is said about it.
public struct ValidationDocument: Sendable {
  public enum Rule: Sendable {
    /// The texts of a range on the same or another sheet: `'_respecte'!$B$2:$B$4`.
    case listRange(String)
    /// Literal texts, at most 255 characters in all and without commas.
    case list([String])
    case date(from: CalendarDate, through: CalendarDate)
    case wholeNumber(from: Int, through: Int)
    case textLength(atMost: Int)
    /// A formula that is true for what is allowed.
    case custom(String)
    /// Anything; only the prompt matters.
    case any
  }
  public enum Severity: Sendable { case stop, warning, information }

  public var ranges: [CellRange]
  public var rule: Rule
  public var severity = Severity.stop
  /// At most 32 characters and 255.
  public var promptTitle: String?
  public var prompt: String?
  public var errorTitle: String?
  public var error: String?

  public init(_ ranges: [CellRange], _ rule: Rule) {
    self.ranges = ranges
    self.rule = rule
  }
}

/// A rule that changes how cells look.
public struct ConditionalFormatDocument: Sendable {
  public enum Rule: Sendable {
    /// A formula relative to the first cell of the first range, without `=`.
    case formula(String, style: CellStyle)
    /// A bar from `minimum` to `maximum` in a colour 0xRRGGBB.
    case dataBar(color: UInt32, minimum: Double, maximum: Double)
  }
  public var ranges: [CellRange]
  public var rule: Rule
  public var stopsIfTrue = false

  public init(_ ranges: [CellRange], _ rule: Rule) {
    self.ranges = ranges
    self.rule = rule
  }
}

/// A bar or column chart of ranges of the workbook.
public struct ChartDocument: Sendable {
  public enum Kind: Sendable { case bar, barStacked, column, columnStacked }
  public struct Series: Sendable {
    /// Range formulas such as `'Synthèse'!$B$2:$B$6`.
    public var categories: String
    public var values: String
    public var name: String
    public var color: UInt32
    /// Colours of the single bars, where they differ.
    public var pointColors: [UInt32] = []
    public init(name: String, categories: String, values: String, color: UInt32) {
      self.name = name
      self.categories = categories
      self.values = values
      self.color = color
    }
  }
  public var kind: Kind
  public var title: String
  public var series: [Series]
  public var place: CellReference
  /// In pixels.
  public var width: Int
  public var height: Int
  public var alternativeText: String
  /// The largest value of the value axis; nil for automatic.
  public var maximum: Double?
  /// Whether each bar bears its value, in place of a value axis.
  public var showsValues = false

  public init(kind: Kind, title: String, place: CellReference, width: Int, height: Int) {
    self.kind = kind
    self.title = title
    self.place = place
    self.width = width
    self.height = height
    series = []
    alternativeText = ""
  }
}

/// How a sheet is printed: A4, with the margins that stand here.
public struct PrintSettings: Sendable {
  /// Inches, as the format has them.
  public static let sideMargin = 0.4
  public static let topMargin = 0.4
  /// The footer stands in it.
  public static let bottomMargin = 0.6

  /// What a landscape page holds between its margins, in points.
  public static let pageWidth = 841.89 - 2 * sideMargin * 72
  public static let pageHeight = 595.28 - (topMargin + bottomMargin) * 72

  public var isLandscape = true
  /// Pages wide, and high; nil for any number. Without both the scale counts.
  public var fitsToWidth: Int? = 1
  public var fitsToHeight: Int?
  /// The scale in percent, 10 to 400, where the sheet is not fitted to a number of pages.
  public var scale = 100
  /// The rows and columns that begin a new page; programs heed them only where the sheet is not fitted.
  public var rowBreaks: [Int] = []
  public var columnBreaks: [Int] = []
  public var repeatedRows: ClosedRange<Int>?
  public var repeatedColumns: ClosedRange<Int>?
  /// Header and footer in Excel's codes (`&L…&C…&R…`, `&P`, `&N`).
  public var header: String?
  public var footer: String?
  public var area: CellRange?
  public init() {}
}
