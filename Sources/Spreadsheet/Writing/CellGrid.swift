/// The cells of a sheet to be written, in the order of its rows and columns.
public struct CellGrid: Sendable, Sequence {
  public typealias Element = (key: CellReference, value: CellDocument)

  struct Row: Sendable {
    let number: Int
    var cells: [Place]
  }

  struct Place: Sendable {
    let column: Int
    var cell: CellDocument
  }

  /// From the top down, and each from the left; none is empty.
  private(set) var rows: [Row] = []

  public init() {}

  public var isEmpty: Bool { rows.isEmpty }
  public var count: Int { rows.reduce(0) { $0 + $1.cells.count } }
  public var keys: some Sequence<CellReference> { lazy.map(\.key) }
  public var values: some Sequence<CellDocument> { lazy.map(\.value) }

  /// A cell; nil where there is none.
  public subscript(reference: CellReference) -> CellDocument? {
    get {
      guard let row = rowIndex(of: reference.row).found,
        let index = Self.index(of: reference.column, in: rows[row].cells).found
      else { return nil }
      return rows[row].cells[index].cell
    }
    set {
      if let newValue { put(newValue, at: reference) } else { remove(reference) }
    }
  }

  /// Puts a cell in its place, or in that of another.
  private mutating func put(_ cell: CellDocument, at reference: CellReference) {
    let (row, found) = rowIndex(of: reference.row)
    guard found != nil else {
      var cells: [Place] = []
      cells.reserveCapacity(8)
      cells.append(Place(column: reference.column, cell: cell))
      rows.insert(Row(number: reference.row, cells: cells), at: row)
      return
    }
    let (index, known) = Self.index(of: reference.column, in: rows[row].cells)
    if known != nil {
      rows[row].cells[index].cell = cell
    } else {
      rows[row].cells.insert(Place(column: reference.column, cell: cell), at: index)
    }
  }

  private mutating func remove(_ reference: CellReference) {
    guard let row = rowIndex(of: reference.row).found,
      let index = Self.index(of: reference.column, in: rows[row].cells).found
    else { return }
    rows[row].cells.remove(at: index)
    if rows[row].cells.isEmpty { rows.remove(at: row) }
  }

  /// Where a row is or would be. Most cells come in order, so that the end is looked at first.
  private func rowIndex(of number: Int) -> (place: Int, found: Int?) {
    if let last = rows.last, last.number < number { return (rows.count, nil) }
    return Self.search(rows.count) { rows[$0].number - number }
  }

  private static func index(of column: Int, in cells: [Place]) -> (place: Int, found: Int?) {
    if let last = cells.last, last.column < column { return (cells.count, nil) }
    return search(cells.count) { cells[$0].column - column }
  }

  /// - Parameter difference: of an item from the one that is wanted; it grows from item to item.
  private static func search(_ count: Int, _ difference: (Int) -> Int) -> (place: Int, found: Int?)
  {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let value = difference(middle)
      if value == 0 { return (middle, middle) }
      if value < 0 { low = middle + 1 } else { high = middle }
    }
    return (low, nil)
  }

  public func makeIterator() -> Iterator { Iterator(rows: rows) }

  public struct Iterator: IteratorProtocol {
    fileprivate let rows: [Row]
    private var row = 0
    private var index = 0

    fileprivate init(rows: [Row]) { self.rows = rows }

    public mutating func next() -> Element? {
      guard row < rows.count else { return nil }
      let place = rows[row].cells[index]
      defer {
        index += 1
        if index == rows[row].cells.count {
          row += 1
          index = 0
        }
      }
      return (CellReference(row: rows[row].number, column: place.column), place.cell)
    }
  }
}
