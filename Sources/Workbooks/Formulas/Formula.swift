internal import Basics
internal import Spreadsheet

/// A cell of any sheet of the workbook.
struct CellPlace: Hashable {
  var sheet: String
  var cell: CellReference
}

/// A formula of the workbook: only what every spreadsheet program computes alike can be said
/// (SUM, COUNTIF, COUNTIFS, IF, EDATE, INT, arithmetic, comparison and `&`).
indirect enum Formula {
  enum Operator: String {
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case equal = "="
    case notEqual = "<>"
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case join = "&"

    /// Stronger operators bind first.
    var strength: Int {
      switch self {
      case .multiply, .divide: 4
      case .add, .subtract: 3
      case .join: 2
      default: 1
      }
    }
  }

  case number(Double)
  case text(String)
  case cell(CellPlace)
  case sum([Formula])
  /// How many cells of a range meet a criterion.
  case countIf(sheet: String, range: CellRange, criterion: String)
  /// How many cells of a range meet a criterion that is computed.
  case countIfComputed(sheet: String, range: CellRange, criterion: Formula)
  /// How many places meet every criterion in their range of the same shape.
  case countIfs([(sheet: String, range: CellRange, criterion: String)])
  case sumOf(sheet: String, range: CellRange)
  case ifElse(Formula, Formula, Formula)
  case addMonths(Formula, Formula)
  case wholePart(Formula)
  case binary(Operator, Formula, Formula)

  /// As it is written into a cell of a sheet, without `=`.
  func text(on sheet: String) -> String {
    var text = FormulaText(sheet: sheet)
    return text.text(of: self)
  }

  /// A sheet's name as it stands in a formula.
  static func quoted(_ sheet: String) -> String { Spreadsheet.quoted(sheet: sheet) }
}

// Formulas read as they compute.
extension Formula {
  static func + (a: Formula, b: Formula) -> Formula { .binary(.add, a, b) }
  static func - (a: Formula, b: Formula) -> Formula { .binary(.subtract, a, b) }
  static func * (a: Formula, b: Formula) -> Formula { .binary(.multiply, a, b) }
  static func / (a: Formula, b: Formula) -> Formula { .binary(.divide, a, b) }
  static func joined(_ items: [Formula]) -> Formula {
    guard let first = items.first else { return .text("") }
    return items.dropFirst().reduce(first) { .binary(.join, $0, $1) }
  }
  static func total(_ items: [Formula]) -> Formula {
    guard let first = items.first else { return .number(0) }
    return items.dropFirst().reduce(first) { $0 + $1 }
  }
  func equals(_ text: String) -> Formula { .binary(.equal, self, .text(text)) }
  func equals(_ other: Formula) -> Formula { .binary(.equal, self, other) }
  func differs(from text: String) -> Formula { .binary(.notEqual, self, .text(text)) }
  var isEmpty: Formula { equals("") }
  func atLeast(_ other: Formula) -> Formula { .binary(.greaterOrEqual, self, other) }
  func atMost(_ other: Formula) -> Formula { .binary(.lessOrEqual, self, other) }
  var isPositive: Formula { .binary(.greater, self, .number(0)) }
  func then(_ yes: Formula, else no: Formula) -> Formula { .ifElse(self, yes, no) }
  /// 1 where the condition holds, else 0.
  var flag: Formula { .ifElse(self, .number(1), .number(0)) }
}
