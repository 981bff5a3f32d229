internal import Spreadsheet

/// The texts of formulas as they are written into cells of a sheet.
struct FormulaText {
  private let sheet: String
  /// Of the formula at work, in UTF-8.
  private var bytes: [UInt8] = []

  init(sheet: String) { self.sheet = sheet }

  /// The text of a formula, without `=`.
  mutating func text(of formula: Formula) -> String {
    bytes.removeAll(keepingCapacity: true)
    append(formula, within: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter strength: of the operator that it stands beside; weaker ones are put in brackets.
  private mutating func append(_ formula: Formula, within strength: Int) {
    switch formula {
    case .number(let number):
      if let whole = Int(exactly: number) {
        bytes.append(decimal: whole)
      } else {
        append(String(number))
      }
    case .text(let text): append(literal: text)
    case .cell(let place): append(CellRange(place.cell), of: place.sheet)
    case .sum(let items):
      append("SUM(")
      for (index, item) in items.enumerated() {
        if index > 0 { append(",") }
        append(item, within: 0)
      }
      append(")")
    case .sumOf(let sheet, let range):
      append("SUM(")
      append(range, of: sheet)
      append(")")
    case .countIf(let sheet, let range, let criterion):
      append("COUNTIF(")
      append(range, of: sheet)
      append(",")
      append(literal: criterion)
      append(")")
    case .countIfComputed(let sheet, let range, let criterion):
      append("COUNTIF(")
      append(range, of: sheet)
      append(",")
      append(criterion, within: 0)
      append(")")
    case .countIfs(let conditions):
      append("COUNTIFS(")
      for (index, condition) in conditions.enumerated() {
        if index > 0 { append(",") }
        append(condition.range, of: condition.sheet)
        append(",")
        append(literal: condition.criterion)
      }
      append(")")
    case .ifElse(let condition, let yes, let no):
      append("IF(")
      append(condition, within: 0)
      append(",")
      append(yes, within: 0)
      append(",")
      append(no, within: 0)
      append(")")
    case .addMonths(let date, let months):
      append("EDATE(")
      append(date, within: 0)
      append(",")
      append(months, within: 0)
      append(")")
    case .wholePart(let number):
      append("INT(")
      append(number, within: 0)
      append(")")
    case .binary(let op, let left, let right):
      if op.strength < strength { append("(") }
      append(left, within: op.strength)
      append(op.rawValue)
      append(right, within: op.strength + 1)
      if op.strength < strength { append(")") }
    }
  }

  private mutating func append(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func append(_ text: String) {
    let isAppended: Void? = text.utf8.withContiguousStorageIfAvailable {
      bytes.append(contentsOf: $0)
    }
    if isAppended == nil { bytes.append(contentsOf: text.utf8) }
  }

  private mutating func append(_ range: CellRange, of name: String) {
    if !name.isSameName(as: sheet) {
      append("'")
      for byte in name.utf8 {
        if byte == UInt8(ascii: "'") { bytes.append(byte) }
        bytes.append(byte)
      }
      append("'!")
    }
    range.appendAbsolute(to: &bytes)
  }

  /// A text in a formula has at most 255 characters: a longer one is joined of several.
  private mutating func append(literal text: String) {
    let quote = UInt8(ascii: "\"")
    guard text.utf8.count > 255, text.utf16.count > 255 else {
      bytes.append(quote)
      for byte in text.utf8 {
        if byte == quote { bytes.append(quote) }
        bytes.append(byte)
      }
      bytes.append(quote)
      return
    }
    // A scalar has at most two units.
    let scalars = text.unicodeScalars
    append("(")
    append(literal: String(String.UnicodeScalarView(scalars.prefix(120))))
    append("&")
    append(literal: String(String.UnicodeScalarView(scalars.dropFirst(120))))
    append(")")
  }
}
