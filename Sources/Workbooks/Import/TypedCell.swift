internal import Basics
internal import Checklists
internal import Spreadsheet

/// A filled cell as a person sees it.
struct TypedCell {
  /// The text typed, or what stands for a number, a truth value or an error.
  var text: String
  var number: Double?
  var date: CalendarDate?
  /// The formula, with its sign; nil for what was typed itself.
  var formula: String?
  var isFormula: Bool { formula != nil }
  var isError: Bool
  /// Whether nothing can be read where a text is expected: an error, a formula without a result, a picture
  /// that WPS alone shows.
  private(set) var hasNoText = false
  /// Whether its text, or a part of it, is struck out, and shown between marks.
  private(set) var isStruck = false

  /// Nil for a text of nothing but blanks.
  init?(_ text: String) {
    if text.isBlank { return nil }
    self.text = text
    isError = false
    hasNoText = Self.isErrorText(text)
    isStruck = text.utf8.first == UInt8(ascii: "~") && text.hasPrefix(StruckText.mark)
  }

  /// Nil for a cell that holds nothing but blanks and no formula.
  init?(_ cell: Cell?) {
    guard let cell else { return nil }
    formula = cell.formula.map { "=" + $0 }
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
    if text.isBlank, let formula, formula.utf8.count > 1 {
      text = formula
      hasNoText = true
    }
    if text.isBlank { return nil }
    if isError || Self.isErrorText(text) || formula?.contains("DISPIMG(") ?? false {
      hasNoText = true
    }
  }

  /// What stands there, and the formula that gives it.
  var textWithFormula: String {
    guard let formula, formula != text, formula.utf8.count > 1 else { return text }
    return text + " (" + formula + ")"
  }

  /// The address that the formula puts behind the text; nil where there is none.
  var linkedAddress: String? {
    guard let formula, formula.utf8.count < 4_096,
      formula.prefix(11).uppercased() == "=HYPERLINK("
    else { return nil }
    let address = FormulaTexts.of(formula).first
    return address.flatMap {
      $0.isBlank || $0.hasPrefix("#") || !hasNoText && text.contains($0) ? nil : $0
    }
  }

  /// Takes the cell for struck out.
  ///
  /// - Parameter marked: its text with marks around what is; empty for the whole of it.
  mutating func strike(_ marked: String) {
    text = marked.isEmpty ? StruckText.mark + text + StruckText.mark : marked
    number = nil
    date = nil
    isStruck = true
  }

  /// Whether a text is what a program shows for an error, as it stands in a copy of values or a CSV.
  private static func isErrorText(_ text: String) -> Bool {
    guard let first = text.utf8.first, "#E=".utf8.contains(first), text.utf8.count <= 200 else {
      return false
    }
    // A column that is too narrow for a date is full of signs, and so is its cell in a CSV.
    return errors.contains(text.trimmed()) || text.hasPrefix("Err:5") && text.utf8.count == 7
      || text.utf8.count > 2 && text.utf8.allSatisfy { $0 == UInt8(ascii: "#") }
      || text.hasPrefix("=DISPIMG(")
  }

  private static let errors: Set<String> = [
    "#NAME?", "#NOM?", "#NOM ?", "#VALUE!", "#VALEUR!", "#VALEUR !", "#REF!", "#REF !", "#N/A",
    "#DIV/0!", "#DIV/0 !", "#NUM!", "#NOMBRE!", "#NOMBRE !", "#NULL!", "#NUL!", "#NUL !",
    "#SPILL!", "#PROPAGATION!", "#CALC!", "#CALCUL!", "#FIELD!", "#CHAMP!", "#BLOCKED!",
    "#CONNECT!", "#BUSY!", "#UNKNOWN!",
    // In German, Spanish, Italian, Portuguese and Dutch.
    "#NV", "#WERT!", "#BEZUG!", "#ZAHL!", "#N/D", "#N/B", "#¿NOMBRE?", "#¡VALOR!", "#¡REF!",
    "#¡NUM!", "#NOME?", "#VALORE!", "#RIF!", "#VALOR!", "#NAAM?", "#WAARDE!", "#VERW!",
  ]

  /// `120`, `0.5`: as typed, as far as the file tells.
  private static func text(of number: Double) -> String {
    if let whole = Int(exactly: number), abs(number) < 1e15 { return String(whole) }
    return String(number)
  }
}
