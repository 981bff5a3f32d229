internal import Basics
internal import CXlsxWriter

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes a workbook whose sheets are longer than memory: each row is compressed into a temporary file as soon as it is
/// given, and sheets may take turns. The same limits hold as for `XLSXWriter`, and the same rows give the same bytes.
///
/// The library writes everything but the rows, which are put into its sheets at the end.
///
/// Nothing is to be seen of the workbook before `finish`; whatever ends the program before leaves nothing behind.
public final class WorkbookStream {
  private let place: TemporaryPlace
  let handle: WorkbookHandle
  var formats: FormatTable
  private var sheets: [StreamedSheet] = []
  private var names: Set<String> = []

  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the system refuses temporary space.
  public init() throws(SpreadsheetError) {
    place = try TemporaryPlace()
    handle = try WorkbookHandle(
      path: place.workbook, temporaryFolder: place.folder, strings: CStrings(), streams: true)
    formats = FormatTable(handle: handle)
  }

  /// Adds a sheet behind those that are there already. The first one is what the workbook opens with.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the name is not one of a sheet, or taken.
  public func addSheet(_ name: String) throws(SpreadsheetError) -> StreamedSheet {
    try DocumentLimits.checkSheetName(name, &names)
    let sheet = StreamedSheet(
      name, try handle.addSheet(name), self, try StreamedRows(in: place.folder))
    sheets.append(sheet)
    return sheet
  }

  /// Completes the workbook.
  ///
  /// - Parameter document: what the file says of itself; sheets and names in it are not looked at.
  /// - Returns: the file, whose bytes are handed over in pieces.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where a limit of the format is broken (named in `detail`)
  ///   or the temporary folder is full.
  public func finish(_ document: WorkbookDocument) throws(SpreadsheetError) -> WrittenWorkbook {
    try DocumentLimits.checkProperties(document)
    try handle.setProperties(of: document)
    // The library does not notice where a file of its own is cut off; beside links there is little in them.
    var needed = 1 << 20
    for (index, sheet) in sheets.enumerated() {
      try sheet.finish(isActive: index == 0)
      needed += sheet.links * 256
    }
    if let free = place.freeSpace, free < needed {
      throw SpreadsheetError(.notWritten, place: place.folder, system: ENOSPC)
    }
    try handle.close(in: place.folder)
    let rows = Dictionary(
      uniqueKeysWithValues: sheets.enumerated().map {
        ("xl/worksheets/sheet\($0 + 1).xml", $1.rows)
      })
    let assembly = try PackageAssembly(try place.contents(), rows)
    return WrittenWorkbook(place: place, pieces: assembly.pieces)
  }
}

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
    document = head
    document.cells = [:]
    document.rows = [:]
    document.merged = []
    let cells = Dictionary(grouping: head.cells, by: \.key.row)
    let merged = Dictionary(grouping: head.merged, by: \.range.first.row)
    let last = [cells.keys.max(), merged.keys.max(), head.rows.keys.max()].compactMap { $0 }.max()
    guard let last else { return }
    for row in 0...last {
      var line = (cells[row] ?? []).map { (column: $0.key.column, cell: $0.value) }
      for merge in merged[row] ?? [] {
        try writer.merge(merge.range, try stream.formats.format(merge.style))
        for column in merge.range.first.column...merge.range.last.column {
          let content = column == merge.range.first.column ? merge.content : .blank
          line.append((column, CellDocument(content: content, style: merge.style)))
        }
      }
      line.sort { $0.column < $1.column }
      let columns = line.first.flatMap { first in line.last.map { first.column...$0.column } }
      try write(line, in: columns, height: head.rows[row]?.height)
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
    try write(zip(cells.indices, cells), in: columns, height: height)
  }

  private var writer: SheetWriter { SheetWriter(document, target, stream.handle) }

  /// Writes the next row; its cells are in order and within the limits.
  ///
  /// - Parameter columns: from the first cell to the last; nil where there are none.
  private func write(
    _ cells: some Sequence<(Int, CellDocument)>, in columns: ClosedRange<Int>?, height: Double?
  ) throws(SpreadsheetError) {
    let row = nextRow
    nextRow += 1
    if heights.count < 200 { heights.append(height ?? SheetWriter.defaultHeight) }
    guard columns != nil || height != nil else { return }
    widen(to: row, columns ?? 0...0)
    rows.text.begin(row: row, height: height, isEmpty: columns == nil)
    for (column, cell) in cells {
      let format = try format(of: cell, column)
      rows.text.add(cell.content, row: row, column: column, format: format)
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

  /// The number of a cell's format among those of the workbook.
  private func format(of cell: CellDocument, _ column: Int) throws(SpreadsheetError) -> Int32 {
    if let known = knownFormat(of: cell.style, column) { return known }
    let number = lxw_format_get_xf_index(
      try stream.formats.format(SheetWriter.style(cell.style, of: cell.content)))
    // A date's format depends on more than its style.
    if case .date = cell.content { return number }
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
    try SheetLimits(sheet: document).check()
    var writer = writer
    writer.forgottenHeights = heights
    try writer.writeSettings(isActive: isActive, formats: &stream.formats)
    try rows.finish()
  }
}

/// A workbook that is whole, in a temporary place.
public struct WrittenWorkbook {
  let place: TemporaryPlace
  let pieces: [PackageAssembly.Piece]

  /// Hands over its bytes in pieces of at most 256 KiB.
  ///
  /// - Returns: why they could not be read back, where they could not.
  /// - Throws: what `take` throws.
  public func forEachPiece<Failure>(_ take: ([UInt8]) throws(Failure) -> Void) throws(Failure)
    -> SpreadsheetError?
  {
    let limit = 1 << 18
    for piece in pieces {
      switch piece {
      case .bytes(let bytes):
        for start in stride(from: 0, to: bytes.count, by: limit) {
          try take(Array(bytes[start...].prefix(limit)))
        }
      case .spooled(let spool):
        do throws(SpreadsheetError) { try spool.rewind() } catch { return error }
        while true {
          let bytes: [UInt8]
          do throws(SpreadsheetError) { bytes = try spool.read(limit) } catch { return error }
          if bytes.isEmpty { break }
          try take(bytes)
        }
      }
    }
    return nil
  }

  /// All of its bytes.
  public func contents() throws(SpreadsheetError) -> [UInt8] {
    var bytes: [UInt8] = []
    let failure = forEachPiece { (piece) throws(Never) in bytes += piece }
    if let failure { throw failure }
    return bytes
  }
}
