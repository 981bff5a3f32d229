internal import Basics
internal import Spreadsheet

/// Computes the formulas of a workbook as spreadsheet programs do, so that each carries its value right from the start.
struct FormulaEvaluator {
  /// The values of the cells that are no formulas; dates are serial numbers.
  let values: [CellPlace: CellValue]
  let formulas: [CellPlace: Formula]
  private var computed: [CellPlace: CellValue] = [:]
  private var underway: Set<CellPlace> = []

  init(values: [CellPlace: CellValue], formulas: [CellPlace: Formula]) {
    self.values = values
    self.formulas = formulas
  }

  /// The value of a cell; nil where it is empty. A formula that leads back to itself gives `#REF!`.
  mutating func value(at place: CellPlace) -> CellValue? {
    if let value = computed[place] { return value }
    guard let formula = formulas[place] else { return values[place] }
    guard underway.insert(place).inserted else { return .error("#REF!") }
    let value = value(of: formula) ?? .number(0)
    underway.remove(place)
    computed[place] = value
    return value
  }

  /// The value of a formula; nil for a reference to an empty cell.
  private mutating func value(of formula: Formula) -> CellValue? {
    switch formula {
    case .number(let number): return .number(number)
    case .text(let text): return .string(text)
    case .cell(let place): return value(at: place)
    case .sum(let items):
      var total = 0.0
      for item in items { total += number(value(of: item)) }
      return .number(total)
    case .sumOf(let sheet, let range):
      var total = 0.0
      for place in places(sheet, range) {
        if case .number(let number)? = value(at: place) { total += number }
      }
      return .number(total)
    case .countIf(let sheet, let range, let criterion):
      var count = 0
      for place in places(sheet, range) where meets(criterion, value(at: place)) { count += 1 }
      return .number(Double(count))
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

  private func places(_ sheet: String, _ range: CellRange) -> [CellPlace] {
    (range.first.row...range.last.row).flatMap { row in
      (range.first.column...range.last.column).map {
        CellPlace(sheet: sheet, cell: CellReference(row: row, column: $0))
      }
    }
  }

  private mutating func count(
    _ conditions: [(sheet: String, range: CellRange, criterion: String)]
  ) -> Int {
    let columns = conditions.map { places($0.sheet, $0.range) }
    guard let length = columns.map(\.count).min() else { return 0 }
    var count = 0
    for index in 0..<length {
      var all = true
      for (column, condition) in zip(columns, conditions) where all {
        all = meets(condition.criterion, value(at: column[index]))
      }
      if all { count += 1 }
    }
    return count
  }

  /// A criterion of COUNTIF: a text that is equal, `?*` for any text, or a comparison with a number.
  private func meets(_ criterion: String, _ value: CellValue?) -> Bool {
    if criterion == "?*" {
      if case .string(let text)? = value { return !text.isEmpty }
      return false
    }
    if criterion.hasPrefix(">"), let limit = Double(criterion.dropFirst()) {
      if case .number(let number)? = value { return number > limit }
      return false
    }
    if case .string(let text)? = value { return text.lowercased() == criterion.lowercased() }
    return false
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
    case (.string(let x)?, .string(let y)?): return compare(x.lowercased(), y.lowercased())
    case (.string(let x)?, nil): return x.isEmpty ? 0 : 1
    case (nil, .string(let y)?): return y.isEmpty ? 0 : -1
    case (.string?, _): return 1
    case (_, .string?): return -1
    default: return compare(number(a), number(b))
    }
  }

  private func compare<T: Comparable>(_ a: T, _ b: T) -> Int { a < b ? -1 : a > b ? 1 : 0 }
}
