internal import Basics
internal import Spreadsheet

/// Computes the formulas of a workbook as spreadsheet programs do, so that each carries its value right from the start.
struct FormulaEvaluator {
  private enum Content {
    case empty
    case value(CellValue)
    case formula(Formula)
    /// A formula that is being computed.
    case underway
  }

  /// The cells of a sheet, row by row as far as there are any.
  private struct Grid {
    let name: String
    var rows: [[Content]] = []

    subscript(cell: CellReference) -> Content {
      get {
        guard rows.indices.contains(cell.row), rows[cell.row].indices.contains(cell.column) else {
          return .empty
        }
        return rows[cell.row][cell.column]
      }
      set {
        while rows.count <= cell.row { rows.append([]) }
        while rows[cell.row].count <= cell.column { rows[cell.row].append(.empty) }
        rows[cell.row][cell.column] = newValue
      }
    }
  }

  private var grids: [Grid] = []

  /// The number of a sheet, which is new or known.
  mutating func grid(named sheet: String) -> Int {
    if let index = index(of: sheet) { return index }
    grids.append(Grid(name: sheet))
    return grids.count - 1
  }

  /// Gives a cell of a sheet a value; dates are serial numbers.
  mutating func put(_ value: CellValue, at cell: CellReference, in grid: Int) {
    grids[grid][cell] = .value(value)
  }

  /// Gives a cell of a sheet a formula, in place of a value that it may have.
  mutating func put(_ formula: Formula, at cell: CellReference, in grid: Int) {
    grids[grid][cell] = .formula(formula)
  }

  private func index(of sheet: String) -> Int? {
    grids.firstIndex { $0.name.isSameName(as: sheet) }
  }

  /// The value of a cell; nil where it is empty. A formula that leads back to itself gives `#REF!`.
  mutating func value(at cell: CellReference, in grid: Int) -> CellValue? {
    switch grids[grid][cell] {
    case .empty: return nil
    case .value(let value): return value
    case .underway: return .error("#REF!")
    case .formula(let formula):
      grids[grid][cell] = .underway
      let value = value(of: formula) ?? .number(0)
      grids[grid][cell] = .value(value)
      return value
    }
  }

  /// The value of a formula; nil for a reference to an empty cell.
  private mutating func value(of formula: Formula) -> CellValue? {
    switch formula {
    case .number(let number): return .number(number)
    case .text(let text): return .string(text)
    case .cell(let place): return index(of: place.sheet).flatMap { value(at: place.cell, in: $0) }
    case .sum(let items):
      var total = 0.0
      for item in items { total += number(value(of: item)) }
      return .number(total)
    case .sumOf(let sheet, let range):
      var total = 0.0
      forEachValue(sheet, range) { if case .number(let number)? = $0 { total += number } }
      return .number(total)
    case .countIf(let sheet, let range, let criterion):
      let criterion = Criterion(criterion)
      var count = 0
      forEachValue(sheet, range) { if criterion.isMet(by: $0) { count += 1 } }
      return .number(Double(count))
    case .countIfComputed(let sheet, let range, let criterion):
      let criterion = text(value(of: criterion))
      return value(of: .countIf(sheet: sheet, range: range, criterion: criterion))
    case .countIfs(let conditions): return .number(Double(count(conditions)))
    case .ifElse(let condition, let yes, let no):
      return isTrue(value(of: condition)) ? value(of: yes) : value(of: no)
    case .addMonths(let date, let months):
      let serial = number(value(of: date))
      let count = number(value(of: months))
      guard let start = CalendarDate(daysSince1970: Int(serial) - Self.epoch),
        let end = start.adding(months: Int(count))
      else { return .error("#NUM!") }
      return .number(Double(end.daysSince1970 + Self.epoch))
    case .wholePart(let item): return .number(number(value(of: item)).rounded(.down))
    case .binary(let op, let left, let right):
      return combine(op, value(of: left), value(of: right))
    }
  }

  /// The serial number of 1970-01-01 in the 1900 date system.
  static let epoch = 25_569

  /// Hands over the values of a range, row by row.
  private mutating func forEachValue(
    _ sheet: String, _ range: CellRange, _ body: (CellValue?) -> Void
  ) {
    let grid = index(of: sheet)
    for row in range.first.row...range.last.row {
      for column in range.first.column...range.last.column {
        body(grid.flatMap { value(at: CellReference(row: row, column: column), in: $0) })
      }
    }
  }

  private mutating func values(_ sheet: String, _ range: CellRange) -> [CellValue?] {
    var values: [CellValue?] = []
    forEachValue(sheet, range) { values.append($0) }
    return values
  }

  private mutating func count(
    _ conditions: [(sheet: String, range: CellRange, criterion: String)]
  ) -> Int {
    let columns = conditions.map {
      (values: values($0.sheet, $0.range), criterion: Criterion($0.criterion))
    }
    guard let length = columns.map(\.values.count).min() else { return 0 }
    return (0..<length).count { index in
      columns.allSatisfy { $0.criterion.isMet(by: $0.values[index]) }
    }
  }

  /// A criterion of COUNTIF: a text that is equal, `?*` or a text to begin at (`>=_`) for any text, a pattern
  /// with `?` and `*`, or a comparison with a number.
  private enum Criterion {
    case anyText
    case greater(Double)
    case less(Double)
    /// In lower case.
    case pattern([Character])
    /// As it stands, and in lower case: texts compare without case.
    case equal(String, lowercased: String)

    init(_ text: String) {
      if text == "?*" || text.hasPrefix(">=") {
        self = .anyText
      } else if text.utf8.first == UInt8(ascii: ">"), let limit = Double(text.dropFirst()) {
        self = .greater(limit)
      } else if text.utf8.first == UInt8(ascii: "<"), let limit = Double(text.dropFirst()) {
        self = .less(limit)
      } else if text.utf8.contains(where: { $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "?") }) {
        self = .pattern(Array(text.lowercased()))
      } else {
        self = .equal(text, lowercased: text.lowercased())
      }
    }

    func isMet(by value: CellValue?) -> Bool {
      switch (self, value) {
      case (.anyText, .string(let text)): !text.isEmpty
      case (.greater(let limit), .number(let number)): number > limit
      case (.less(let limit), .number(let number)): number < limit
      case (.pattern(let pattern), .string(let text)):
        Self.matches(Array(text.lowercased())[...], pattern[...])
      case (.equal(let wanted, let lowercased), .string(let text)):
        text == wanted || (!text.isEmpty && text.lowercased() == lowercased)
      default: false
      }
    }

    /// Whether a text is what a pattern describes: `?` stands for one character, `*` for any number of them.
    private static func matches(_ text: ArraySlice<Character>, _ pattern: ArraySlice<Character>)
      -> Bool
    {
      var (text, pattern) = (text, pattern)
      // Where to go on if what follows the last `*` does not fit.
      var retry: (text: ArraySlice<Character>, pattern: ArraySlice<Character>)?
      while true {
        if pattern.first == "*" {
          pattern = pattern.dropFirst()
          retry = (text, pattern)
        } else if let sign = text.first, pattern.first == "?" || pattern.first == sign {
          (text, pattern) = (text.dropFirst(), pattern.dropFirst())
        } else if text.isEmpty && pattern.isEmpty {
          return true
        } else if let last = retry, !last.text.isEmpty {
          retry = (last.text.dropFirst(), last.pattern)
          (text, pattern) = (last.text.dropFirst(), last.pattern)
        } else {
          return false
        }
      }
    }
  }

  private func number(_ value: CellValue?) -> Double {
    switch value {
    case .number(let number): number
    case .boolean(let flag): flag ? 1 : 0
    case .string(let text): Double(text) ?? 0
    case .error, nil: 0
    }
  }

  private func isTrue(_ value: CellValue?) -> Bool {
    switch value {
    case .boolean(let flag): flag
    case .number(let number): number != 0
    default: false
    }
  }

  private func text(_ value: CellValue?) -> String {
    switch value {
    case .string(let text): text
    case .number(let number): Int(exactly: number).map { String($0) } ?? String(number)
    case .boolean(let flag): flag ? "TRUE" : "FALSE"
    case .error(let text): text
    case nil: ""
    }
  }

  private func combine(_ op: Formula.Operator, _ a: CellValue?, _ b: CellValue?) -> CellValue {
    switch op {
    case .add: return .number(number(a) + number(b))
    case .subtract: return .number(number(a) - number(b))
    case .multiply: return .number(number(a) * number(b))
    case .divide: return number(b) == 0 ? .error("#DIV/0!") : .number(number(a) / number(b))
    case .join: return .string(text(a) + text(b))
    case .equal: return .boolean(order(a, b) == 0)
    case .notEqual: return .boolean(order(a, b) != 0)
    case .less: return .boolean(order(a, b) < 0)
    case .lessOrEqual: return .boolean(order(a, b) <= 0)
    case .greater: return .boolean(order(a, b) > 0)
    case .greaterOrEqual: return .boolean(order(a, b) >= 0)
    }
  }

  /// Below, at or above zero; texts compare without case, an empty cell is an empty text or zero, texts come after numbers.
  private func order(_ a: CellValue?, _ b: CellValue?) -> Int {
    switch (a, b) {
    case (.string(let x)?, .string(let y)?):
      if x.isEmpty || y.isEmpty { return (x.isEmpty ? 0 : 1) - (y.isEmpty ? 0 : 1) }
      return x == y ? 0 : compare(x.lowercased(), y.lowercased())
    case (.string(let x)?, nil): return x.isEmpty ? 0 : 1
    case (nil, .string(let y)?): return y.isEmpty ? 0 : -1
    case (.string?, _): return 1
    case (_, .string?): return -1
    default: return compare(number(a), number(b))
    }
  }

  private func compare<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}
