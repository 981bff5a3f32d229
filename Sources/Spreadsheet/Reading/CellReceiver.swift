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

/// Gathers all cells, up to a limit.
final class CellCollector: CellReceiver {
  private let limit: Int
  private var count = 0
  private var sheets: [[Cell]] = []
  private var cells: [Cell] = []
  private var isSorted = true

  init(limit: Int) { self.limit = limit }

  var wantsHead: Bool { false }
  func start(_ workbook: Workbook) {}

  func start(_ sheet: Sheet) {
    finishSheet()
    sheets.append([])
  }

  func take(_ cell: Cell) throws(SpreadsheetError) {
    count += 1
    guard count <= limit else {
      throw SpreadsheetError(
        .tooLarge, place: cell.reference.description, detail: "over \(limit) cells")
    }
    if let last = cells.last, last.reference >= cell.reference { isSorted = false }
    cells.append(cell)
  }

  /// Puts the cells into the sheets that they were read from, in order.
  func fill(_ workbook: inout Workbook) {
    finishSheet()
    for (index, cells) in sheets.enumerated() { workbook.sheets[index].cells = cells }
  }

  private func finishSheet() {
    if !sheets.isEmpty { sheets[sheets.count - 1] = isSorted ? cells : CellOrder.sorted(cells) }
    cells = []
    isSorted = true
  }
}
