public import Basics

/// What a cell holds, in every format that is read.
public enum CellValue: Hashable, Sendable {
  case string(String)
  /// A finite number; a date is a number with `Cell.date` beside it.
  case number(Double)
  case boolean(Bool)
  /// An error's text, such as `#N/A`.
  case error(String)
}

/// One non-empty cell of a sheet that was read.
public struct Cell: Hashable, Sendable {
  public var reference: CellReference
  /// The value, a formula's cached one; nil where a formula has none.
  public var value: CellValue?
  /// The formula as stored, without `=`; an empty string for a cell that shares another one's formula.
  public var formula: String?
  /// The day, where the value is a number that the cell's style shows as a date.
  public var date: CalendarDate?

  public init(
    _ reference: CellReference, _ value: CellValue?, formula: String? = nil,
    date: CalendarDate? = nil
  ) {
    self.reference = reference
    self.value = value
    self.formula = formula
    self.date = date
  }
}

/// Whether a person sees a sheet (ECMA-376 part 1, § 18.18.68).
public enum SheetVisibility: String, Sendable {
  case visible, hidden, veryHidden
}

/// One sheet that was read.
public struct Sheet: Sendable {
  public var name: String
  public var visibility: SheetVisibility
  /// The non-empty cells in order of row and column, no place twice.
  public var cells: CellTable
  public var merged: [CellRange]
  public var hiddenRows: RowSet
  /// The hidden columns, as ranges because a file may hide all of them in one stroke.
  public var hiddenColumns: [ClosedRange<Int>]
  public var annotations = SheetAnnotations()
  /// Why nothing of the sheet could be read, although others could; nil for a sheet that was read.
  public var fault: SpreadsheetError?

  public init(
    name: String, visibility: SheetVisibility = .visible, cells: CellTable = [],
    merged: [CellRange] = [], hiddenRows: RowSet = [], hiddenColumns: [ClosedRange<Int>] = []
  ) {
    self.name = name
    self.visibility = visibility
    self.cells = cells
    self.merged = merged
    self.hiddenRows = hiddenRows
    self.hiddenColumns = hiddenColumns
  }

  /// The cell at a place, found by binary search; nil where there is none.
  public subscript(_ reference: CellReference) -> Cell? {
    cells.index(of: reference).map { cells[$0] }
  }
}

/// A defined name and what it refers to.
public struct DefinedName: Hashable, Sendable {
  public var name: String
  /// As stored: `'Études de cas'!$B$7`, `#REF!`, or any formula.
  public var refersTo: String
  /// The sheet (index in file order) that a local name belongs to; nil for a name of the workbook.
  public var localSheet: Int?

  public init(name: String, refersTo: String, localSheet: Int? = nil) {
    self.name = name
    self.refersTo = refersTo
    self.localSheet = localSheet
  }

  /// The sheet's name and the single cell it refers to; nil for a range, an error or any other formula.
  /// Understands quoted sheet names and doubled quotes, `$Sheet.$A$1` of ODF, and a range of one cell.
  public var target: (sheet: String, cell: CellReference)? { DefinedNameTarget.parse(refersTo) }
}

/// The kinds of file that are read.
public enum SpreadsheetFormat: String, Sendable {
  case xlsx, xlsm, ods, csv
}

/// Everything that was read from one spreadsheet file.
public struct Workbook: Sendable {
  public var format: SpreadsheetFormat
  /// The program that saved the file, as it names itself, with its version where it says one; nil if it does not.
  public var producer: String?
  public var sheets: [Sheet]
  public var definedNames: [DefinedName]
  /// Custom document properties, text form.
  public var customProperties: [String: String]
  /// What is in the file beside cells and is never run or followed.
  public var hasMacros: Bool
  public var hasExternalLinks: Bool
  public var hasEmbeddedObjects: Bool

  public init(
    format: SpreadsheetFormat, producer: String? = nil, sheets: [Sheet] = [],
    definedNames: [DefinedName] = [], customProperties: [String: String] = [:],
    hasMacros: Bool = false, hasExternalLinks: Bool = false, hasEmbeddedObjects: Bool = false
  ) {
    self.format = format
    self.producer = producer
    self.sheets = sheets
    self.definedNames = definedNames
    self.customProperties = customProperties
    self.hasMacros = hasMacros
    self.hasExternalLinks = hasExternalLinks
    self.hasEmbeddedObjects = hasEmbeddedObjects
  }

  /// The cell at a place of a sheet: one that holds a text and no formula as that text; neither where there is none.
  ///
  /// - Parameter neighbour: the index of a cell that may be near, and then of the one that was found.
  public func content(at reference: CellReference, onSheet sheet: Int, near neighbour: inout Int)
    -> (text: String?, other: Cell?)
  {
    precondition(sheets.indices.contains(sheet))
    // Without a copy of the sheet.
    return sheets.withUnsafeBufferPointer { sheets in
      guard let index = sheets[sheet].cells.index(of: reference, near: neighbour) else {
        return (nil, nil)
      }
      neighbour = index
      if let text = sheets[sheet].cells.text(at: index) { return (text, nil) }
      return (nil, sheets[sheet].cells[index])
    }
  }

  /// The sheet with a name, compared without regard to case as spreadsheet programs do.
  public func sheet(named name: String) -> Sheet? {
    sheets.first { $0.name == name } ?? sheets.first { $0.name.lowercased() == name.lowercased() }
  }
}
