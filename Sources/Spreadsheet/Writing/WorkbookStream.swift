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
  private let keepsRows: Bool
  /// What the cells share.
  private let strings: SharedStrings
  /// A summary of 10,000 submissions has 1 MB of different texts; more than this stays out of memory.
  private static let sharedLimit = 1 << 22
  private var sheets: [StreamedSheet] = []
  private var names: Set<String> = []

  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the system refuses temporary space.
  public convenience init() throws(SpreadsheetError) { try self.init(keepingRows: false) }

  /// - Parameter keepingRows: whether the rows stay in memory until the workbook is complete.
  init(keepingRows: Bool) throws(SpreadsheetError) {
    place = try TemporaryPlace()
    handle = try WorkbookHandle(
      path: place.workbook, temporaryFolder: place.folder, strings: CStrings(),
      streams: !keepingRows)
    formats = FormatTable(handle: handle)
    keepsRows = keepingRows
    strings = SharedStrings(limit: keepingRows ? .max : Self.sharedLimit)
  }

  /// Adds a sheet behind those that are there already. The first one is what the workbook opens with.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the name is not one of a sheet, or taken.
  public func addSheet(_ name: String) throws(SpreadsheetError) -> StreamedSheet {
    try DocumentLimits.checkSheetName(name, &names)
    return try add(name)
  }

  /// Adds a sheet whose name has been checked.
  func add(_ name: String) throws(SpreadsheetError) -> StreamedSheet {
    let rows =
      if keepsRows { StreamedRows(sharing: strings) } else {
        try StreamedRows(in: place.folder, sharing: strings)
      }
    let sheet = StreamedSheet(name, try handle.addSheet(name), self, rows)
    sheets.append(sheet)
    return sheet
  }

  /// Gives cells and ranges names, which have been checked.
  func define(_ names: [(name: String, sheet: String, range: CellRange)])
    throws(SpreadsheetError)
  {
    let places = Dictionary(
      sheets.map { ($0.document.name, "=" + quoted(sheet: $0.document.name) + "!") },
      uniquingKeysWith: { first, _ in first })
    // The library looks for each one's place in the alphabet from the first one on: so it is always there.
    let names = names.map { (key: $0.name.lowercased(), name: $0) }.sorted { $0.key > $1.key }
    for (_, name) in names {
      var formula = places[name.sheet] ?? ""
      name.range.appendAbsolute(to: &formula)
      try XLSXWriter.check(workbook_define_name(handle.workbook, name.name, formula), name.name)
    }
  }

  /// Completes the workbook.
  ///
  /// - Parameter document: what the file says of itself; sheets and names in it are not looked at.
  /// - Returns: the file, whose bytes are handed over in pieces.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where a limit of the format is broken (named in `detail`)
  ///   or the temporary folder is full.
  public func finish(_ document: WorkbookDocument) throws(SpreadsheetError) -> WrittenWorkbook {
    try DocumentLimits.checkProperties(document)
    for sheet in sheets { try SheetLimits(sheet: sheet.document).check() }
    return try complete(document, active: 0)
  }

  /// Completes a workbook that has been checked.
  ///
  /// - Parameters:
  ///   - active: the number of the sheet that it opens with.
  ///   - holdingParts: whether the library's parts are held in memory, where the system can.
  func complete(_ document: WorkbookDocument, active: Int, holdingParts: Bool = true)
    throws(SpreadsheetError) -> WrittenWorkbook
  {
    try handle.setProperties(of: document)
    // The library does not notice where a file of its own is cut off; beside links there is little in them.
    var needed = 1 << 20
    for (index, sheet) in sheets.enumerated() {
      try sheet.finish(isActive: index == active)
      needed += sheet.links * 256
    }
    if let free = place.freeSpace, free < needed {
      throw SpreadsheetError(.notWritten, place: place.folder, system: ENOSPC)
    }
    if strings.count > 0 { handle.announceSharedStrings() }
    let parts = try handle.close(in: place.folder, holdingParts: holdingParts)
    let rows = Dictionary(
      uniqueKeysWithValues: sheets.enumerated().map {
        ("xl/worksheets/sheet\($0 + 1).xml", $1.rows)
      })
    let assembly = try PackageAssembly(try place.contents(), parts, rows, strings)
    return WrittenWorkbook(place: place, pieces: assembly.pieces)
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
