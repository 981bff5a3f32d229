/// Gathers one sheet's rows and cells, each of which stands for as many as it says (ODF 1.3 part 3, § 19.677 and 19.681). What
/// is empty costs nothing, however often it is repeated; what is not counts against a limit.
struct TableRows {
  var sheet: Sheet
  private var row = 0
  private var column = 0
  private var declaredColumn = 0
  private var repeatsRow = 1
  private var cells: [Cell] = []
  private var hiddenRows: [ClosedRange<Int>] = []

  init(_ sheet: Sheet) { self.sheet = sheet }

  /// Where the next cell comes; nil beyond the sheet.
  var place: CellReference? {
    guard row < CellReference.rowLimit, column < CellReference.columnLimit else { return nil }
    return CellReference(row: row, column: column)
  }

  /// The sheet without its cells.
  func finished() -> Sheet {
    var sheet = sheet
    sheet.hiddenRows = RowSet(hiddenRows)
    return sheet
  }

  mutating func startRow(repeated: Int, isHidden: Bool) {
    // One more than there is, so that what lies beyond shows.
    repeatsRow = max(1, min(repeated, CellReference.rowLimit + 1))
    column = 0
    cells.removeAll(keepingCapacity: true)
    if isHidden, row < CellReference.rowLimit {
      hiddenRows.join(row...min(row + repeatsRow, CellReference.rowLimit) - 1)
    }
  }

  /// Takes a cell at the current place; its own reference is not looked at. That of a row which is not repeated is handed
  /// over at once.
  ///
  /// - Parameter budget: how many cells may yet come from repeating others.
  mutating func add(
    _ cell: RawCell?, repeated: Int, spanning span: (rows: Int, columns: Int), budget: inout Int,
    _ sink: (some CellSink)?
  ) throws(SpreadsheetError) {
    let repeated = max(1, min(repeated, CellReference.columnLimit + 1))
    if var cell {
      if repeated > CellReference.columnLimit { throw repeatsTooMuch }
      guard column + repeated <= CellReference.columnLimit else {
        throw SpreadsheetError(
          .tooLarge, place: sheet.name, detail: "the column \(column + repeated)")
      }
      try spend(repeated - 1, &budget)
      cell.reference.row = row
      if repeatsRow == 1, row < CellReference.rowLimit {
        for offset in 0..<repeated {
          cell.reference.column = column + offset
          try sink?.take(cell)
        }
      } else {
        for offset in 0..<repeated {
          cell.reference.column = column + offset
          cells.append(Cell(cell))
        }
      }
    }
    if span.rows > 1 || span.columns > 1, row < CellReference.rowLimit,
      column < CellReference.columnLimit
    {
      let last = CellReference(
        row: row + min(max(1, span.rows), CellReference.rowLimit - row) - 1,
        column: column + min(max(1, span.columns), CellReference.columnLimit - column) - 1)
      sheet.merged.append(CellRange(CellReference(row: row, column: column), last))
    }
    column = min(column + repeated, CellReference.columnLimit)
  }

  /// Hands the cells of a repeated row over, at each of its places.
  mutating func endRow(budget: inout Int, _ sink: (some CellSink)?)
    throws(SpreadsheetError)
  {
    defer { row = min(row + repeatsRow, CellReference.rowLimit) }
    guard !cells.isEmpty else { return }
    if repeatsRow > CellReference.rowLimit { throw repeatsTooMuch }
    guard row + repeatsRow <= CellReference.rowLimit else {
      throw SpreadsheetError(.tooLarge, place: sheet.name, detail: "the row \(row + repeatsRow)")
    }
    try spend(cells.count * (repeatsRow - 1), &budget)
    guard let sink else { return }
    for offset in 0..<repeatsRow {
      for var cell in cells {
        cell.reference.row = row + offset
        try sink.take(cell)
      }
    }
  }

  mutating func addColumns(repeated: Int, isHidden: Bool) {
    let count = max(1, min(repeated, CellReference.columnLimit - declaredColumn))
    if isHidden, declaredColumn < CellReference.columnLimit {
      sheet.hiddenColumns.append(declaredColumn...declaredColumn + count - 1)
    }
    declaredColumn = min(declaredColumn + count, CellReference.columnLimit)
  }

  private func spend(_ count: Int, _ budget: inout Int) throws(SpreadsheetError) {
    budget -= count
    guard budget >= 0 else { throw repeatsTooMuch }
  }

  private var repeatsTooMuch: SpreadsheetError {
    SpreadsheetError(.bomb, place: sheet.name, detail: "repeats too many cells")
  }
}
