internal import Basics
internal import Synchronization

/// The cells that a sheet is expected to have, compared with those of a sheet that was read without a string being made.
package final class SheetPattern: Sendable {
  /// What is expected of one cell.
  package enum Expected: Sendable {
    case anything
    case text(String)
    case number(Double)
    case formula(String)
  }

  private enum Content {
    case anything
    case text(place: Int)
    case number(Double)
    /// The number of the formula, and where its text is.
    case formula(Int, place: Int)
  }

  private let cells: [(reference: CellReference, content: Content)]
  private let texts: TextPool
  private let isSameFormula: @Sendable (_ found: String, _ expected: String) -> Bool
  private let isNothing: @Sendable (Cell) -> Bool
  private let known: Mutex<KnownFormulas>

  /// Formulas as programs have written them for the expected ones, by the bytes in the file.
  private struct KnownFormulas: Sendable {
    var pool = TextPool()
    /// For each formula, where the ways to write it are; -1 for none.
    var places: [Int]
    static let waysToWrite = 4
    /// A table that matched: where a sheet is the same in file after file, so is its table.
    var matching: CellTable?
  }

  /// - Parameters:
  ///   - cells: in order of row and column.
  ///   - isSameFormula: whether a formula does what another one does.
  ///   - isNothing: whether a cell where none is expected is as good as none.
  package init(
    _ cells: [(CellReference, Expected)],
    isSameFormula: @escaping @Sendable (_ found: String, _ expected: String) -> Bool,
    isNothing: @escaping @Sendable (Cell) -> Bool
  ) {
    var pool = TextPool()
    var formulas = 0
    self.cells = cells.map { reference, expected in
      switch expected {
      case .anything: return (reference, .anything)
      case .number(let number): return (reference, .number(number))
      case .text(let text): return (reference, .text(place: pool.add(text)))
      case .formula(let formula):
        formulas += 1
        return (reference, .formula(formulas - 1, place: pool.add(formula)))
      }
    }
    texts = pool
    self.isSameFormula = isSameFormula
    self.isNothing = isNothing
    known = Mutex(
      KnownFormulas(places: Array(repeating: -1, count: formulas * KnownFormulas.waysToWrite)))
  }

  /// Whether a sheet has every cell that is expected, but for those that may be anything, and no other.
  package func matches(_ table: CellTable) -> Bool {
    let known = known.withLock { $0 }
    if let matching = known.matching, matching.isSame(as: table) { return true }
    var learned: [(formula: Int, index: Int)] = []
    var next = 0
    for index in 0..<table.records.count {
      let record = table.records[index]
      let reference = record.reference
      while next < cells.count, cells[next].reference < reference {
        guard case .anything = cells[next].content else { return false }
        next += 1
      }
      guard next < cells.count, cells[next].reference == reference else {
        guard isNothing(table[index]) else { return false }
        continue
      }
      switch cells[next].content {
      case .anything: break
      case .number(let number):
        guard record.formula == nil, record.kind == .number || record.kind == .date,
          record.number == number
        else { return false }
      case .text(let place):
        guard record.formula == nil, isText(record, of: table, at: place) else { return false }
      case .formula(let number, let place):
        guard let formula = record.formula else { return false }
        if record.isStored, Self.isKnown(number, known, formula, table.texts) { break }
        guard isFormula(table[index].formula ?? "", at: place) else { return false }
        if record.isStored { learned.append((number, index)) }
      }
      next += 1
    }
    while next < cells.count {
      guard case .anything = cells[next].content else { return false }
      next += 1
    }
    learn(learned, table)
    return true
  }

  private func isText(_ record: CellRecord, of table: CellTable, at place: Int) -> Bool {
    switch record.kind {
    case .text: table.texts.isSame(at: record.place, as: texts, at: place)
    case .shared: table.shared.pool.isSame(at: record.place, as: texts, at: place)
    default: false
    }
  }

  private func isFormula(_ found: String, at place: Int) -> Bool {
    let expected = texts.string(at: place)
    return found == expected || found.isEmpty || isSameFormula(found, expected)
  }

  private static func isKnown(
    _ number: Int, _ known: KnownFormulas, _ formula: Int, _ texts: TextPool
  ) -> Bool {
    let first = number * KnownFormulas.waysToWrite
    for way in first..<first + KnownFormulas.waysToWrite {
      let place = known.places[way]
      if place < 0 { return false }
      if known.pool.isSame(at: place, as: texts, at: formula) { return true }
    }
    return false
  }

  /// Remembers a table that matched, and how formulas were written, for the files to come.
  private func learn(_ formulas: [(formula: Int, index: Int)], _ table: CellTable) {
    guard Remembering.goesOn else { return }
    known.withLock { known in
      known.matching = table
      for (number, index) in formulas {
        let first = number * KnownFormulas.waysToWrite
        let free = (first..<first + KnownFormulas.waysToWrite).first { known.places[$0] < 0 }
        guard let free, let formula = table.records[index].formula else { continue }
        known.places[free] = table.texts.withBytes(at: formula) { known.pool.add($0) }
      }
    }
  }
}
