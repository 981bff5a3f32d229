/// The rows of a sheet that is in memory, from the top down; merged cells are among their cells.
struct SheetLines {
  struct Line {
    let row: Int
    let setting: RowDocument?
    /// From the left.
    let cells: [CellGrid.Place]

    /// The first and the last column of the cells.
    var columns: ClosedRange<Int>? {
      guard let first = cells.first, let last = cells.last else { return nil }
      return first.column...last.column
    }
  }

  private(set) var lines: [Line] = []

  init(_ sheet: SheetDocument) {
    var cells = Dictionary(
      sheet.cells.rows.map { ($0.number, $0.cells) }, uniquingKeysWith: { first, _ in first })
    for merge in sheet.merged {
      for row in merge.range.first.row...merge.range.last.row {
        var places = cells[row] ?? []
        for column in merge.range.first.column...merge.range.last.column {
          let isFirst = CellReference(row: row, column: column) == merge.range.first
          let cell = CellDocument(content: isFirst ? merge.content : .blank, style: merge.style)
          places.append(CellGrid.Place(column: column, cell: cell))
        }
        places.sort { $0.column < $1.column }
        cells[row] = places
      }
    }
    for row in Set(cells.keys).union(sheet.rows.keys).sorted() {
      lines.append(Line(row: row, setting: sheet.rows[row], cells: cells[row] ?? []))
    }
  }

  /// The first and the last column of the sixteen rows that each row is one of, which the library says of a row with cells
  /// (ECMA-376 part 1, § 18.3.1.73).
  func spans() -> [ClosedRange<Int>?] {
    var spans: [ClosedRange<Int>?] = []
    var first = 0
    while first < lines.count {
      let block = lines[first...].prefix { $0.row / 16 == lines[first].row / 16 }
      let columns = block.compactMap(\.columns)
      let span = columns.first.map { one in
        columns.reduce(one) {
          min($0.lowerBound, $1.lowerBound)...max($0.upperBound, $1.upperBound)
        }
      }
      spans += block.map { $0.cells.isEmpty ? nil : span }
      first = block.endIndex
    }
    return spans
  }
}
