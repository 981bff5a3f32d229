internal import Spreadsheet

/// The text of a formula, in UTF-8, as it is written into a cell of a sheet.
struct FormulaText {
  let sheet: String
  private(set) var bytes: [UInt8] = []

  init(sheet: String) { self.sheet = sheet }

  /// - Parameter strength: of the operator that it stands beside; weaker ones are put in brackets.
  mutating func append(_ formula: Formula, within strength: Int) {
    switch formula {
    case .number(let number):
      append(Int(exactly: number).map { String($0) } ?? String(number))
    case .text(let text): append(literal: text)
    case .cell(let place): append(CellRange(place.cell), of: place.sheet)
    case .sum(let items): append("SUM", items)
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
    case .countIfs(let conditions):
      append("COUNTIFS(")
      for (index, condition) in conditions.enumerated() {
        if index > 0 { append(",") }
        append(condition.range, of: condition.sheet)
        append(",")
        append(literal: condition.criterion)
      }
      append(")")
    case .ifElse(let condition, let yes, let no): append("IF", [condition, yes, no])
    case .addMonths(let date, let months): append("EDATE", [date, months])
    case .wholePart(let number): append("INT", [number])
    case .binary(let op, let left, let right):
      if op.strength < strength { append("(") }
      append(left, within: op.strength)
      append(op.rawValue)
      append(right, within: op.strength + 1)
      if op.strength < strength { append(")") }
    }
  }

  private mutating func append(_ text: String) {
    let isAppended: Void? = text.utf8.withContiguousStorageIfAvailable {
      bytes.append(contentsOf: $0)
    }
    if isAppended == nil { bytes.append(contentsOf: text.utf8) }
  }

  private mutating func append(_ name: String, _ arguments: [Formula]) {
    append(name)
    append("(")
    for (index, argument) in arguments.enumerated() {
      if index > 0 { append(",") }
      append(argument, within: 0)
    }
    append(")")
  }

  private mutating func append(_ range: CellRange, of name: String) {
    if !name.isSameName(as: sheet) {
      append(Formula.quoted(name))
      append("!")
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
