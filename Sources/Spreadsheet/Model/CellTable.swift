internal import Basics

/// The cells of one sheet, in order of row and column, no place twice.
///
/// It holds what they say as bytes, 24 for a cell beside its texts; a `Cell` with its strings is made each time that one is
/// asked for.
public struct CellTable: RandomAccessCollection, Sendable {
  private(set) var records: [CellRecord] = []
  private(set) var texts = TextPool()
  /// The texts that the cells of a workbook share.
  let shared: TextPool.Table
  private let from1904: Bool
  /// The days that numbers alone do not tell.
  private var days: [CellReference: CalendarDate] = [:]

  /// - Parameter from1904: whether dates count from 1904.
  init(_ shared: TextPool.Table, from1904: Bool) {
    self.shared = shared
    self.from1904 = from1904
  }

  /// The cells in any order; of two at one place the later counts.
  public init(_ cells: some Sequence<Cell>) {
    self.init(.empty, from1904: false)
    for cell in cells { append(cell) }
    sort()
  }

  public var startIndex: Int { 0 }
  public var endIndex: Int { records.count }

  public subscript(_ index: Int) -> Cell {
    let record = records[index]
    var cell = Cell(record.reference, nil, formula: formula(of: record))
    switch record.kind {
    case .nothing: break
    case .text: cell.value = .string(texts.string(at: record.place))
    case .shared: cell.value = .string(shared.pool.string(at: record.place))
    case .number, .date: cell.value = .number(record.number)
    case .boolean: cell.value = .boolean(record.place == 1)
    case .error: cell.value = .error(texts.string(at: record.place))
    }
    if record.kind == .date {
      cell.date =
        days[record.reference] ?? SerialDate.date(of: record.number, from1904: from1904)
    }
    return cell
  }

  /// The text of a cell that holds nothing else.
  @inline(__always)
  func text(at index: Int) -> String? {
    let record = records[index]
    guard record.formula == nil else { return nil }
    return switch record.kind {
    case .text: texts.string(at: record.place)
    case .shared: shared.pool.string(at: record.place)
    default: nil
    }
  }

  /// The index of the cell at a place, found by binary search; nil where there is none.
  ///
  /// - Parameter neighbour: the index of a cell that may be near.
  @inline(__always)
  func index(of reference: CellReference, near neighbour: Int = 0) -> Int? {
    guard let sought = CellRecord.order(of: reference) else { return nil }
    return records.withUnsafeBufferPointer { records in
      var low = 0
      var high = records.count
      let (before, behind) = (neighbour - 4, neighbour + 4)
      if before > 0, behind < high, records[before].order < sought, records[behind].order >= sought
      {
        (low, high) = (before + 1, behind)
      }
      while low < high {
        let middle = (low + high) / 2
        if records[middle].order < sought { low = middle + 1 } else { high = middle }
      }
      return low < records.count && records[low].order == sought ? low : nil
    }
  }

  private func formula(of record: CellRecord) -> String? {
    guard let place = record.formula else { return nil }
    return record.isStored
      ? texts.withBytes(at: place, CellText.formula) : texts.string(at: place)
  }

  // MARK: Filling

  /// Adds a cell; its bytes are needed no longer then.
  mutating func append(_ cell: RawCell) {
    let (kind, value): (CellRecord.Kind, UInt64)
    switch cell.content {
    case .nothing: (kind, value) = (.nothing, 0)
    case .text(let bytes): (kind, value) = (.text, UInt64(texts.add(bytes)))
    case .error(let bytes): (kind, value) = (.error, UInt64(texts.add(bytes)))
    case .shared(let index): (kind, value) = (.shared, UInt64(shared.places[index]))
    case .number(let number, let date):
      if let date, date != SerialDate.date(of: number, from1904: from1904) {
        days[cell.reference] = date
      }
      (kind, value) = (date == nil ? .number : .date, number.bitPattern)
    case .boolean(let flag): (kind, value) = (.boolean, flag ? 1 : 0)
    }
    records.append(
      CellRecord(
        cell.reference, kind, value, formula: cell.formula.map { texts.add($0) },
        isStored: cell.isFormulaStored))
  }

  mutating func append(_ cell: Cell) {
    cell.withRaw { append($0) }
  }

  /// Begins with the texts of another table, so that cells of that one may be added.
  mutating func share(_ other: CellTable) { texts = TextPool(after: other.texts) }

  /// Adds cells of the table whose texts are shared.
  mutating func append(_ other: CellTable, _ range: Range<Int>) {
    records.append(contentsOf: other.records[range])
  }

  /// Whether what a cell says is in its record and the table's own texts.
  func standsAlone(_ index: Int) -> Bool {
    records[index].kind != .shared && days[records[index].reference] == nil
  }

  /// Makes room for cells, which takes no memory before they come.
  mutating func reserve(_ count: Int) {
    records.reserveCapacity(count)
    records.withUnsafeMutableBytes {
      UnsafeMutableRawBufferPointer(
        start: $0.baseAddress, count: count * MemoryLayout<CellRecord>.stride
      ).useLargePages()
    }
  }

  /// Whether it is a copy of another that nobody has changed, without a look at the cells.
  func isSame(as other: CellTable) -> Bool {
    shared === other.shared && count == other.count
      && records.withUnsafeBufferPointer { records in
        other.records.withUnsafeBufferPointer { records.baseAddress == $0.baseAddress }
      }
  }

  /// Puts the cells in order; of several at one place the last stays.
  mutating func sort() { records = CellOrder.sorted(records, by: \.reference) }
}

extension CellTable: ExpressibleByArrayLiteral, CustomStringConvertible {
  public init(arrayLiteral cells: Cell...) { self.init(cells) }
  public var description: String { "\(Array(self))" }
}

/// What one cell of a table says.
struct CellRecord: Sendable {
  enum Kind: UInt8 { case nothing, text, shared, number, date, boolean, error }

  private let row: UInt32
  private let column: UInt16
  let kind: Kind
  /// Whether the formula is XML as the file has it.
  let isStored: Bool
  private let value: UInt64
  private let formulaPlace: UInt64

  init(_ reference: CellReference, _ kind: Kind, _ value: UInt64, formula: Int?, isStored: Bool) {
    row = UInt32(truncatingIfNeeded: reference.row)
    column = UInt16(truncatingIfNeeded: reference.column)
    self.kind = kind
    self.isStored = isStored
    self.value = value
    formulaPlace = formula.map { UInt64($0) } ?? .max
  }

  var reference: CellReference { CellReference(row: Int(row), column: Int(column)) }
  /// A number that is larger for a later place.
  var order: UInt64 { UInt64(row) << 16 | UInt64(column) }

  /// The number of a place; nil for none of a sheet.
  static func order(of reference: CellReference) -> UInt64? {
    guard let row = UInt32(exactly: reference.row), let column = UInt16(exactly: reference.column)
    else { return nil }
    return UInt64(row) << 16 | UInt64(column)
  }
  /// Where its text is in the pool; 1 for true.
  var place: Int { Int(truncatingIfNeeded: value) }
  var number: Double { Double(bitPattern: value) }
  /// Where its formula is in the table's own texts.
  var formula: Int? { formulaPlace == .max ? nil : Int(truncatingIfNeeded: formulaPlace) }
}

/// Texts one behind the other, each behind its length.
struct TextPool: Sendable {
  /// Filled one after the other, so that the texts of a large sheet are not moved again and again.
  private var chunks: [[UInt8]] = [[]]
  private static let chunkSize = 1 << 20

  init() {}

  /// With the texts of another pool, at their places.
  init(after other: TextPool) { chunks = other.chunks + [[]] }

  /// Texts by their number, as a table of shared strings has them.
  final class Table: Sendable {
    let pool: TextPool
    let places: [Int]
    /// Whether there is an empty text among them.
    private let hasEmpty: Bool

    /// Texts that are struck out, in whole or in part, by their number.
    let struck: [Int: String]

    static let empty = Table(TextPool(), [])

    init(_ pool: TextPool, _ places: [Int], _ struck: [Int: String] = [:]) {
      self.pool = pool
      self.places = places
      self.struck = struck
      hasEmpty = places.contains { pool.withBytes(at: $0, \.isEmpty) }
    }

    func isEmpty(_ index: Int) -> Bool {
      hasEmpty && pool.withBytes(at: places[index], \.isEmpty)
    }
  }

  private static let head = MemoryLayout<UInt32>.size

  /// Adds a text of valid UTF-8 and returns its place.
  mutating func add(_ text: XMLBytes) -> Int {
    let count = UInt32(clamping: text.count)
    if chunks[chunks.count - 1].count + Self.head + Int(count) > Self.chunkSize {
      chunks.append([])
      chunks[chunks.count - 1].reserveCapacity(max(Self.chunkSize, Self.head + Int(count)))
    }
    let chunk = chunks.count - 1
    let place = chunk << 32 | chunks[chunk].count
    withUnsafeBytes(of: count.littleEndian) { chunks[chunk].append(contentsOf: $0) }
    chunks[chunk].append(contentsOf: text.prefix(Int(count)))
    return place
  }

  mutating func add(_ text: String) -> Int {
    var text = text
    return text.withUTF8 { add($0) }
  }

  /// Whether the text at a place is that of another pool.
  func isSame(at place: Int, as other: TextPool, at otherPlace: Int) -> Bool {
    chunks[place >> 32].withUnsafeBufferPointer { mine in
      other.chunks[otherPlace >> 32].withUnsafeBufferPointer {
        UnsafeRawBufferPointer(Self.text(in: mine, at: place))
          .isSame(as: UnsafeRawBufferPointer(Self.text(in: $0, at: otherPlace)))
      }
    }
  }

  @inline(__always)
  private static func text(in chunk: XMLBytes, at place: Int) -> XMLBytes {
    let place = place & 0xFFFF_FFFF
    let count = UnsafeRawBufferPointer(chunk).loadUnaligned(fromByteOffset: place, as: UInt32.self)
    let start = place + head
    return XMLBytes(rebasing: chunk[start..<start + Int(UInt32(littleEndian: count))])
  }

  @inline(__always)
  func string(at place: Int) -> String {
    withBytes(at: place) { String(decoding: $0, as: UTF8.self) }
  }

  func withBytes<Result>(at place: Int, _ body: (XMLBytes) -> Result) -> Result {
    chunks[place >> 32].withUnsafeBufferPointer { body(Self.text(in: $0, at: place)) }
  }
}

/// A cell whose texts are bytes of the file, or of a buffer, for as long as it is handed over.
struct RawCell {
  enum Content {
    case nothing
    case text(XMLBytes)
    /// The index of a shared text.
    case shared(Int)
    case number(Double, date: CalendarDate?)
    case boolean(Bool)
    case error(XMLBytes)
  }

  var reference: CellReference
  var content: Content
  var formula: XMLBytes?
  /// Whether the formula is XML as the file has it, of plain characters and the five entities that all XML knows.
  var isFormulaStored = false
}

extension Cell {
  /// The same with strings, but for a shared text.
  init(_ raw: RawCell) {
    self.init(
      raw.reference, nil,
      formula: raw.formula.map { raw.isFormulaStored ? CellText.formula($0) : $0.string })
    switch raw.content {
    case .nothing, .shared: break
    case .text(let bytes): value = .string(bytes.string)
    case .number(let number, let day):
      value = .number(number)
      date = day
    case .boolean(let flag): value = .boolean(flag)
    case .error(let bytes): value = .error(bytes.string)
    }
  }

  /// The same as bytes.
  fileprivate func withRaw(_ body: (RawCell) -> Void) {
    var formula = formula ?? ""
    formula.withUTF8 { formula in
      func give(_ content: RawCell.Content) {
        body(
          RawCell(
            reference: reference, content: content,
            formula: self.formula == nil ? nil : formula))
      }
      switch value {
      case nil: give(.nothing)
      case .string(var text): text.withUTF8 { give(.text($0)) }
      case .error(var text): text.withUTF8 { give(.error($0)) }
      case .number(let number): give(.number(number, date: date))
      case .boolean(let flag): give(.boolean(flag))
      }
    }
  }
}
