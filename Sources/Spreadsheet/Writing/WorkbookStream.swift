internal import Basics
internal import CXlsxWriter

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writes a workbook whose sheets are longer than memory: each row goes to a temporary file as soon as it is given, and
/// sheets may take turns. The same limits hold as for `XLSXWriter`, and the same rows give the same bytes.
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
    let sheet = StreamedSheet(name, try handle.addSheet(name), self)
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
    var needed = 0
    for (index, sheet) in sheets.enumerated() {
      try sheet.finish(isActive: index == 0)
      needed += try sheet.flushedBytes(in: place.folder)
    }
    // The library puts each sheet together in a further file, one after the other, and does not notice where that one
    // is cut off. What it writes at the end is a small part of that.
    if let free = place.freeSpace, free < needed + needed / 4 {
      throw SpreadsheetError(.notWritten, place: place.folder, system: ENOSPC)
    }
    try handle.close(in: place.folder)
    return WrittenWorkbook(place: place)
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
  private var links = 0
  /// Of the first rows only, for what is placed over them.
  private var heights: [Double] = []

  init(
    _ name: String, _ target: UnsafeMutablePointer<lxw_worksheet>, _ stream: WorkbookStream
  ) {
    document = SheetDocument(name: name)
    self.target = target
    self.stream = stream
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
    let writer = writer
    for row in 0...last {
      try begin(RowDocument(height: head.rows[row]?.height), writer)
      for merge in merged[row] ?? [] { try writer.write(merge, formats: &stream.formats) }
      for (reference, cell) in (cells[row] ?? []).sorted(by: { $0.key < $1.key }) {
        if case .link = cell.content { links += 1 }
        try writer.write(
          cell.content, at: reference, style: cell.style, formats: &stream.formats)
      }
      nextRow += 1
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
    let row = nextRow
    try limits.checkHeight(height, row: row)
    let writer = writer
    try begin(RowDocument(height: height), writer)
    for (column, cell) in cells.enumerated() {
      let reference = CellReference(row: row, column: column)
      try limits.check(cell.content, reference.description)
      if !stream.formats.knows(cell.style) { try limits.check(cell.style, reference.description) }
      if case .link = cell.content {
        guard linksLeft > 0 else {
          throw DocumentLimits.refused(document.name, "over \(CellLimits.links) links")
        }
        links += 1
      }
      try writer.write(cell.content, at: reference, style: cell.style, formats: &stream.formats)
    }
    nextRow += 1
  }

  private var writer: SheetWriter { SheetWriter(document, target, stream.handle) }

  private func begin(_ row: RowDocument, _ writer: SheetWriter) throws(SpreadsheetError) {
    if heights.count < 200 { heights.append(row.height ?? SheetWriter.defaultHeight) }
    if row.height != nil { try writer.set(row, nextRow) }
  }

  /// Writes the settings.
  func finish(isActive: Bool) throws(SpreadsheetError) {
    try SheetLimits(sheet: document).check()
    var writer = writer
    writer.forgottenHeights = heights
    try writer.writeSettings(isActive: isActive, formats: &stream.formats)
  }

  /// Writes out the last row and says how long the rows are, in bytes; the library itself does not see a full disk.
  func flushedBytes(in folder: String) throws(SpreadsheetError) -> Int {
    lxw_worksheet_write_single_row(target)
    guard let file = target.pointee.optimize_tmpfile else { return 0 }
    errno = 0
    guard fflush(file) == 0, ferror(file) == 0 else {
      throw SpreadsheetError(.notWritten, place: folder, system: errno == 0 ? ENOSPC : errno)
    }
    return max(0, Int(ftell(file)))
  }
}

/// A workbook that is whole, in a temporary place.
public struct WrittenWorkbook {
  let place: TemporaryPlace

  /// Hands over its bytes in pieces.
  ///
  /// - Returns: why they could not be read back, where they could not.
  /// - Throws: what `take` throws.
  public func forEachPiece<Failure>(_ take: ([UInt8]) throws(Failure) -> Void) throws(Failure)
    -> SpreadsheetError?
  {
    try place.forEachPiece(take)
  }

  /// All of its bytes.
  public func contents() throws(SpreadsheetError) -> [UInt8] { try place.contents() }
}
