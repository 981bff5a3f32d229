/// Takes the sheets of a file as they are read, cell by cell, so that nobody has to hold all of them.
///
/// What it throws ends the reading and comes back to whoever asked for it.
public protocol CellReceiver: AnyObject {
  /// Whether it wants to know the sheets before the first of them is read, which costs a second look at some files.
  var wantsHead: Bool { get }
  /// First of all, if that is wanted: the format, the program that saved the file, the sheets' names and visibility.
  func start(_ workbook: Workbook) throws(SpreadsheetError)
  /// A sheet begins: its name and visibility; what else it has is known when it was read.
  func start(_ sheet: Sheet) throws(SpreadsheetError)
  /// One cell of the current sheet. Cells come as they stand in the file, which some programs write out of order; of
  /// two at one place the later counts.
  func take(_ cell: Cell) throws(SpreadsheetError)
}

/// Takes the cells of a file as the reader finds them.
protocol CellSink: AnyObject {
  /// Whether it wants to know the sheets before the first of them is read.
  var wantsHead: Bool { get }
  func start(_ workbook: Workbook) throws(SpreadsheetError)
  /// A sheet begins.
  ///
  /// - Parameters:
  ///   - shared: the texts that its cells share with others.
  ///   - from1904: whether its dates count from 1904.
  func start(_ sheet: Sheet, shared: TextPool.Table, from1904: Bool) throws(SpreadsheetError)
  func take(_ cell: RawCell) throws(SpreadsheetError)
  func take(_ cell: Cell) throws(SpreadsheetError)
}

extension CellSink {
  func start(_ sheet: Sheet) throws(SpreadsheetError) {
    try start(sheet, shared: .empty, from1904: false)
  }
}

/// Gathers all cells, up to a limit.
final class CellCollector: CellSink {
  private let limit: Int
  // Nothing that is called while these are changed comes back here.
  @exclusivity(unchecked) private var count = 0
  private var sheets: [CellTable] = []
  @exclusivity(unchecked) private var cells = CellTable([])
  /// The cells of the current sheet so far.
  var held: CellTable { cells }
  @exclusivity(unchecked) private var last = CellReference(row: -1, column: 0)
  /// Whether the cells of the current sheet have come in order.
  @exclusivity(unchecked) private(set) var isSorted = true

  private static let large = 1 << 15

  init(limit: Int) { self.limit = limit }

  var wantsHead: Bool { false }
  func start(_ workbook: Workbook) {}

  func start(_ sheet: Sheet, shared: TextPool.Table, from1904: Bool) {
    finishSheet()
    cells = CellTable(shared, from1904: from1904)
  }

  func take(_ cell: RawCell) throws(SpreadsheetError) {
    try count(cell.reference)
    cells.append(cell)
  }

  func take(_ cell: Cell) throws(SpreadsheetError) {
    try count(cell.reference)
    cells.append(cell)
  }

  /// Forgets the cells of the current sheet, which turned out to be damaged.
  func dropSheet() {
    cells = CellTable([])
    isSorted = true
    last = CellReference(row: -1, column: 0)
  }

  /// Has the current sheet begin with the texts of another, of which no cell came yet.
  func share(_ earlier: CellTable) { cells.share(earlier) }

  /// Takes cells of the sheet whose texts are shared, which are in order.
  func take(_ earlier: CellTable, _ range: Range<Int>) throws(SpreadsheetError) {
    guard let first = range.first, let end = range.last else { return }
    guard count + range.count <= limit else {
      for index in range { try count(earlier.records[index].reference) }
      return
    }
    if last >= earlier.records[first].reference { isSorted = false }
    last = earlier.records[end].reference
    count += range.count
    cells.append(earlier, range)
  }

  /// Takes all cells of a sheet at once, in order; false where they are too many.
  func take(_ table: CellTable) -> Bool {
    guard count + table.count <= limit else { return false }
    count += table.count
    cells = table
    return true
  }

  /// The cells of the sheet that was begun last, in order.
  var current: CellTable {
    sortSheet()
    return cells
  }

  private func count(_ reference: CellReference) throws(SpreadsheetError) {
    count += 1
    guard count <= limit else {
      throw SpreadsheetError(
        .tooLarge, place: reference.description, detail: "over \(limit) cells")
    }
    if last >= reference { isSorted = false }
    last = reference
    // Cells of a large sheet are not moved again and again.
    if cells.count == Self.large { cells.reserve(min(limit - count, 1_000_000) + cells.count) }
  }

  /// Puts the cells into the sheets that they were read from, in order.
  func fill(_ workbook: inout Workbook) {
    finishSheet()
    // What was gathered before the first sheet began is nothing.
    for (index, cells) in sheets.dropFirst().enumerated() { workbook.sheets[index].cells = cells }
  }

  private func finishSheet() {
    sortSheet()
    sheets.append(cells)
    last = CellReference(row: -1, column: 0)
  }

  private func sortSheet() {
    if !isSorted { cells.sort() }
    isSorted = true
  }
}

/// Hands cells over to a receiver, with their strings.
final class CellForwarder: CellSink {
  private let receiver: any CellReceiver
  private var shared = TextPool.Table.empty

  init(_ receiver: any CellReceiver) { self.receiver = receiver }

  var wantsHead: Bool { receiver.wantsHead }
  func start(_ workbook: Workbook) throws(SpreadsheetError) { try receiver.start(workbook) }

  func start(_ sheet: Sheet, shared: TextPool.Table, from1904: Bool) throws(SpreadsheetError) {
    self.shared = shared
    try receiver.start(sheet)
  }

  func take(_ cell: RawCell) throws(SpreadsheetError) {
    var made = Cell(cell)
    if case .shared(let index) = cell.content {
      made.value = .string(shared.pool.string(at: shared.places[index]))
    }
    try receiver.take(made)
  }

  func take(_ cell: Cell) throws(SpreadsheetError) { try receiver.take(cell) }
}
