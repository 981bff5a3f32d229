internal import Basics
internal import CXlsxWriter

/// A sheet of a `WorkbookStream`.
public final class StreamedSheet {
  /// Everything but rows and cells, which may change until the workbook is finished: columns, panes, filter, rules,
  /// charts, print settings.
  public var document: SheetDocument
  /// The row that the next one appended becomes.
  public private(set) var nextRow = 0
  private let target: UnsafeMutablePointer<lxw_worksheet>
  private unowned let stream: WorkbookStream
  let rows: StreamedRows
  private(set) var links = 0
  /// Of the first rows only, for what is placed over them.
  private var heights: [Double] = []
  /// The look of the last cell of each column, and the number of its format.
  private var formats: [(style: CellStyle, number: Int32)?] = []

  init(
    _ name: String, _ target: UnsafeMutablePointer<lxw_worksheet>, _ stream: WorkbookStream,
    _ rows: StreamedRows
  ) {
    document = SheetDocument(name: name)
    self.target = target
    self.stream = stream
    self.rows = rows
  }

  /// Whether no further row has room.
  public var isFull: Bool { nextRow >= CellReference.rowLimit }
  /// How many links have room; beyond Excel's limit of a sheet there are none.
  public var linksLeft: Int { CellLimits.links - links }

  /// Writes rows and cells of a document from the top, as the first rows, and takes over its settings.
  ///
  /// - Parameter head: named as this sheet; merged cells are of one row each.
  public func begin(_ head: SheetDocument) throws(SpreadsheetError) {
    guard nextRow == 0, head.name == document.name,
      head.merged.allSatisfy({ $0.range.first.row == $0.range.last.row })
    else {
      throw DocumentLimits.refused(document.name, "the first rows, after others or over several")
    }
    try SheetLimits(sheet: head).check()
    try lay(head)
  }

  /// The same for a document that has been checked.
  ///
  /// - Parameter charted: what is shown in charts.
  func lay(_ contents: SheetDocument, charted: [CellRange] = []) throws(SpreadsheetError) {
    document = contents
    document.cells = CellGrid()
    document.rows = [:]
    document.merged = []
    if !isStreamed, !contents.charts.isEmpty {
      // A chart ends at a place in a row, for which the library looks at their heights.
      for (row, setting) in contents.rows { try writer.set(setting, row) }
    }
    let lines = SheetLines(contents)
    let spans = isStreamed ? [] : lines.spans()
    var merged = contents.merged.sorted { $0.range.first.row < $1.range.first.row }[...]
    for (index, line) in lines.lines.enumerated() {
      skip(to: line.row)
      while let merge = merged.first, merge.range.first.row == line.row {
        try writer.merge(merge.range, try stream.formats.format(merge.style))
        merged.removeFirst()
      }
      try write(
        line.cells.lazy.map { ($0.column, $0.cell) }, in: line.columns, line.setting,
        spans: isStreamed ? nil : spans[index])
      guard charted.contains(where: { ($0.first.row...$0.last.row).contains(line.row) }) else {
        continue
      }
      for item in line.cells {
        let place = CellReference(row: line.row, column: item.column)
        guard charted.contains(where: { $0.contains(place) }) else { continue }
        try writer.write(
          item.cell.content, at: place, style: item.cell.style, formats: &stream.formats)
      }
    }
  }

  /// Writes one more row.
  ///
  /// - Parameters:
  ///   - cells: from the first column on.
  ///   - height: in points; nil for the default.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where a cell breaks a limit of the format or the sheet is
  ///   full.
  public func append(_ cells: [CellDocument], height: Double? = nil) throws(SpreadsheetError) {
    guard !isFull, cells.count <= CellReference.columnLimit else {
      throw DocumentLimits.refused(document.name, "a row or a column outside a sheet")
    }
    let limits = CellLimits(sheet: document.name)
    try limits.checkHeight(height, row: nextRow)
    var linksLeft = linksLeft
    for (column, cell) in cells.enumerated() {
      let place = CellReference(row: nextRow, column: column)
      try limits.check(cell.content, place.description)
      if knownFormat(of: cell.style, column) == nil {
        try limits.check(cell.style, place.description)
      }
      if case .link = cell.content {
        guard linksLeft > 0 else {
          throw DocumentLimits.refused(document.name, "over \(CellLimits.links) links")
        }
        linksLeft -= 1
      }
    }
    let columns = cells.isEmpty ? nil : 0...(cells.count - 1)
    try write(
      zip(cells.indices, cells), in: columns, height.map { RowDocument(height: $0) }, spans: nil)
  }

  private var writer: SheetWriter { SheetWriter(document, target, stream.handle) }
  private var isStreamed: Bool { rows.spool != nil }

  /// Leaves out rows.
  private func skip(to row: Int) {
    while heights.count < min(row, Self.heightsKnown) { heights.append(SheetWriter.defaultHeight) }
    nextRow = row
  }

  /// Of how many rows the heights are remembered.
  private static let heightsKnown = 200

  /// Writes the next row; its cells are in order and within the limits.
  ///
  /// - Parameter columns: from the first cell to the last; nil where there are none.
  private func write(
    _ cells: some Sequence<(Int, CellDocument)>, in columns: ClosedRange<Int>?,
    _ setting: RowDocument?, spans: ClosedRange<Int>?
  ) throws(SpreadsheetError) {
    let row = nextRow
    nextRow += 1
    if heights.count < Self.heightsKnown {
      heights.append(setting?.height ?? SheetWriter.defaultHeight)
    }
    guard columns != nil || setting != nil else { return }
    widen(to: row, columns ?? 0...0)
    rows.text.begin(row: row, setting, spans: spans, isEmpty: columns == nil)
    for (column, cell) in cells {
      let format = try format(of: cell, column)
      rows.text.add(cell.content, column: column, format: format)
      guard case .link = cell.content else { continue }
      links += 1
      // The library keeps what a link leads to; the cell that it writes is left out in the end.
      try writer.write(
        cell.content, at: CellReference(row: row, column: column), style: cell.style,
        formats: &stream.formats)
    }
    if columns != nil { rows.text.endRow() }
    try rows.flush()
  }

  private func knownFormat(of style: CellStyle, _ column: Int) -> Int32? {
    guard formats.indices.contains(column), let known = formats[column], known.style == style
    else { return nil }
    return known.number
  }

  /// The number of a cell's format.
  private func format(of cell: CellDocument, _ column: Int) throws(SpreadsheetError) -> Int32 {
    // A date's format depends on more than its style.
    if case .date = cell.content {
      return try stream.formats.number(SheetWriter.style(cell.style, of: cell.content))
    }
    if let known = knownFormat(of: cell.style, column) { return known }
    let number = try stream.formats.number(cell.style)
    while formats.count <= column { formats.append(nil) }
    formats[column] = (cell.style, number)
    return number
  }

  /// Lets the library know where there are cells.
  private func widen(to row: Int, _ columns: ClosedRange<Int>) {
    target.pointee.dim_rowmin = min(target.pointee.dim_rowmin, lxw_row_t(row))
    target.pointee.dim_rowmax = lxw_row_t(row)
    target.pointee.dim_colmin = min(target.pointee.dim_colmin, lxw_col_t(columns.lowerBound))
    target.pointee.dim_colmax = max(target.pointee.dim_colmax, lxw_col_t(columns.upperBound))
  }

  /// Writes the settings.
  func finish(isActive: Bool) throws(SpreadsheetError) {
    var writer = writer
    if isStreamed { writer.forgottenHeights = heights }
    try writer.writeSettings(isActive: isActive, formats: &stream.formats)
    try rows.finish()
  }
}
