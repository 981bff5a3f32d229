internal import Basics
internal import Spreadsheet

/// A filled cell as a person sees it.
struct TypedCell {
  /// The text typed, or what stands for a number, a truth value or an error.
  var text: String
  var number: Double?
  var date: CalendarDate?
  var isFormula: Bool
  var isError: Bool

  /// Nil for a text of nothing but blanks.
  init?(_ text: String) {
    if text.isBlank { return nil }
    self.text = text
    isFormula = false
    isError = false
  }

  /// Nil for a cell that holds nothing but blanks and no formula.
  init?(_ cell: Cell?) {
    guard let cell else { return nil }
    isFormula = cell.formula != nil
    isError = false
    date = cell.date
    switch cell.value {
    case .string(let string): text = string
    case .number(let value):
      number = value
      text = cell.date?.description ?? Self.text(of: value)
    case .boolean(let flag): text = flag ? "TRUE" : "FALSE"
    case .error(let error):
      text = error
      isError = true
    case nil: text = ""
    }
    // A formula without a result, as programs that do not compute leave it, is kept as it was typed.
    if text.isBlank, let formula = cell.formula, !formula.isEmpty { text = "=" + formula }
    if text.isBlank { return nil }
  }

  /// `120`, `0.5`: as typed, as far as the file tells.
  private static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
    return String(number)
  }
}
