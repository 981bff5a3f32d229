internal import Synchronization

/// A sheet as an earlier workbook had it, most often of the same template: whole cells, and what stands behind the rows,
/// say the same again where their bytes are the same, and are not read anew.
///
/// Nothing of it depends on other parts but what tells dates from numbers; texts that cells share are not among it.
final class EarlierSheet: Sendable {
  /// One whole cell among the bytes, or the end of a row with the beginning of the next, whose column is -1.
  struct Extent: Sendable {
    let start: UInt32
    let count: UInt32
    let reference: CellReference
    /// Its place among the records; -1 where it holds nothing.
    let record: Int32
    let events: Int32
  }

  /// What stands behind the rows, from the tag on that ends them.
  struct Ending: Sendable {
    let start: Int
    /// How many bytes come before the end of the root, and how many starts and ends of elements are in them.
    let count: Int
    let events: Int
    let merged: [CellRange]
    let hiddenColumns: [ClosedRange<Int>]
    let pageTexts: [String]
    let hyperlinks: [Hyperlink]
  }

  /// What the reading of a sheet depends on beside its bytes.
  struct Context: Sendable, Equatable {
    let dates: [Bool]
    let from1904: Bool
    let limits: ReadingLimits
  }

  let context: Context
  private let bytes: [UInt8]
  let extents: [Extent]
  let cells: CellTable
  let ending: Ending?

  init(
    _ context: Context, _ bytes: [UInt8], _ extents: [Extent], _ cells: CellTable, _ ending: Ending?
  ) {
    self.context = context
    self.bytes = bytes
    self.extents = extents
    self.cells = cells
    self.ending = ending
  }

  /// Whether one of the cells, if there is such a one, stands at a place.
  func hasCell(_ index: Int, _ found: XMLBytes, at place: Int) -> Bool {
    guard index < extents.count else { return false }
    return bytes.withUnsafeBytes { Self.has(extents[index], of: $0, found, at: place) }
  }

  @inline(__always)
  private static func has(
    _ extent: Extent, of bytes: UnsafeRawBufferPointer, _ found: XMLBytes, at place: Int
  ) -> Bool {
    let (start, count) = (Int(extent.start), Int(extent.count))
    guard place + count <= found.count else { return false }
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + count])
      .isSame(as: UnsafeRawBufferPointer(XMLBytes(rebasing: found[place..<place + count])))
  }

  /// The cells from one on that stand at a place one behind the other; the first is known to.
  ///
  /// - Returns: the first that does not stand there, the records that those before have, how many bytes they are, and how many
  ///   starts and ends of elements are in them.
  func run(from first: Int, _ found: XMLBytes, at place: Int)
    -> (end: Int, records: Range<Int>, bytes: Int, events: Int)
  {
    bytes.withUnsafeBytes { bytes in
      extents.withUnsafeBufferPointer { extents in
        var index = first
        var records = 0..<0
        var length = 0
        var events = 0
        repeat {
          let record = Int(extents[index].record)
          if record >= 0 {
            // Those of shared texts are left out.
            if !records.isEmpty, record != records.upperBound { break }
            records = (records.isEmpty ? record : records.lowerBound)..<record + 1
          }
          length += Int(extents[index].count)
          events += Int(extents[index].events)
          index += 1
        } while index < extents.count
          && Self.has(extents[index], of: bytes, found, at: place + length)
        return (index, records, length, events)
      }
    }
  }

  /// Whether a sheet ends, to the last byte of its part, as this one.
  func hasEnding(_ ending: Ending, _ found: XMLBytes) -> Bool {
    bytes.withUnsafeBytes {
      UnsafeRawBufferPointer(rebasing: $0[ending.start...])
        .isSame(as: UnsafeRawBufferPointer(found))
    }
  }

  // MARK: Those that are known

  /// Of so many places in a workbook the sheets are kept.
  static let places = 12

  /// The one that came last, by its place in a workbook.
  private static let known = Mutex<[EarlierSheet?]>(Array(repeating: nil, count: places))

  static func at(_ index: Int, _ context: Context) -> EarlierSheet? {
    let sheet = known.withLock { $0.indices.contains(index) ? $0[index] : nil }
    return sheet?.context == context ? sheet : nil
  }

  /// Remembers a sheet, or with nil forgets one that was of no use.
  static func set(_ sheet: EarlierSheet?, at index: Int) {
    known.withLock { if $0.indices.contains(index) { $0[index] = sheet } }
  }
}

/// Notes where the cells of a sheet stand while they are read, for the workbooks to come.
struct SheetRecorder {
  private let context: EarlierSheet.Context
  private var extents: [EarlierSheet.Extent] = []
  private var start: UnsafePointer<UInt8>?
  /// Where a row ended, until the next has begun.
  private var rowEnd: UnsafePointer<UInt8>?
  private var ending: (start: Int, events: Int, sheet: Sheet, rows: [ClosedRange<Int>], cells: Int)?
  private(set) var finished: EarlierSheet?

  /// Bytes of a part that are kept.
  static let limit = 1 << 20

  init(_ context: EarlierSheet.Context) { self.context = context }

  /// Notes a cell.
  ///
  /// - Parameters:
  ///   - bytes: all of its part from a place on.
  ///   - record: its place among the records.
  mutating func add(_ shape: CellShape, _ bytes: XMLBytes, from place: Int, record: Int?) {
    guard let address = bytes.baseAddress else { return }
    let first = start ?? address
    start = first
    extents.append(
      EarlierSheet.Extent(
        start: UInt32(clamping: address + place - first),
        count: UInt32(clamping: shape.end - place),
        reference: shape.reference, record: record.map { Int32(clamping: $0) } ?? -1,
        events: Int32(clamping: shape.events)))
  }

  /// Notes what stands where no more cells do: the end of a row, and later the beginning of the next.
  ///
  /// - Parameter row: the row that was begun last.
  mutating func addRow(_ bytes: XMLBytes, _ row: Int) {
    guard let start, let address = bytes.baseAddress else { return }
    if bytes.starts("</row>") {
      rowEnd = address
    } else if let end = rowEnd, bytes.starts("<c ") {
      rowEnd = nil
      let tags = XMLBytes(start: end, count: address - end)
      // One row ends and the next begins, with its number, is not empty and says nothing of being hidden.
      guard tags.starts(with: "</row><row r=\"\(row + 1)\"".utf8),
        tags.count(where: { $0 == UInt8(ascii: "<") }) == 2, tags.last == UInt8(ascii: ">"),
        tags[tags.count - 2] != UInt8(ascii: "/"),
        !tags.indices.contains(where: { tags.has("hidden", at: $0) })
      else { return }
      extents.append(
        EarlierSheet.Extent(
          start: UInt32(clamping: end - start), count: UInt32(clamping: tags.count),
          reference: CellReference(row: row, column: -1), record: -1, events: 2))
    }
  }

  /// Notes where the rows end.
  mutating func startEnding(
    _ bytes: XMLBytes, events: Int, _ sheet: Sheet, _ hiddenRows: [ClosedRange<Int>], cells: Int
  ) {
    guard ending == nil, let start, let address = bytes.baseAddress else { return }
    ending = (address - start, events, sheet, hiddenRows, cells)
  }

  /// Notes that only the end of the root is to come.
  mutating func finish(
    _ bytes: XMLBytes, events: Int, _ sheet: Sheet, _ hiddenRows: [ClosedRange<Int>],
    _ hyperlinks: [Hyperlink], _ cells: CellTable
  ) {
    guard finished == nil, let start, let address = bytes.baseAddress else { return }
    let count = address - start + bytes.count
    guard count <= Self.limit else { return }
    var kept: EarlierSheet.Ending?
    if let ending, ending.cells == cells.count, ending.rows == hiddenRows {
      kept = EarlierSheet.Ending(
        start: ending.start, count: address - start - ending.start, events: events - ending.events,
        merged: Array(sheet.merged.dropFirst(ending.sheet.merged.count)),
        hiddenColumns: Array(sheet.hiddenColumns.dropFirst(ending.sheet.hiddenColumns.count)),
        pageTexts: sheet.annotations.pageTexts, hyperlinks: hyperlinks)
    }
    finished = EarlierSheet(
      context, Array(XMLBytes(start: start, count: count)), extents, cells, kept)
  }
}
