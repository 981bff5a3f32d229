internal import Basics

/// One cell as its attributes say (ODF 1.3 part 3, § 9.1.4 and 19.385), before its text is known.
struct OpenDocumentCell {
  let repeated: Int
  let span: (rows: Int, columns: Int)
  private let formula: String?
  private let type: String?
  private let value: String?
  /// LibreOffice's own attribute, the only one that tells an error from a text.
  private let isError: Bool

  /// - Parameter office: the prefix of the office namespace.
  init(_ attributes: XMLAttributes, office: String) {
    repeated = attributes.repetition("number-columns-repeated")
    span = (
      attributes.repetition("number-rows-spanned"), attributes.repetition("number-columns-spanned")
    )
    formula = attributes[local: "formula"].map(Self.withoutPrefix)
    type = attributes[office, "value-type"]
    switch type {
    case "float", "percentage", "currency": value = attributes[local: "value"]
    case "date": value = attributes[local: "date-value"]
    case "time": value = attributes[local: "time-value"]
    case "boolean": value = attributes[local: "boolean-value"]
    default: value = attributes[local: "string-value"]
    }
    isError = attributes["calcext", "value-type"] == "error"
  }

  /// The cell with its text, at no place yet; nil where there is nothing in it.
  func cell(text: ParagraphText) throws(SpreadsheetError) -> Cell? {
    var cell = Cell(CellReference(row: 0, column: 0), nil, formula: formula)
    if isError {
      cell.value = .error(try text.text())
    } else {
      readValue(into: &cell)
      if cell.value == nil && (text.hasParagraph || type == "string") {
        cell.value = .string(try text.text())
      }
    }
    let isEmpty = cell.value == nil || cell.value == .string("")
    return formula == nil && isEmpty ? nil : cell
  }

  private func readValue(into cell: inout Cell) {
    guard let value else { return }
    var bytes = value
    bytes.withUTF8 { readValue($0, value, into: &cell) }
  }

  private func readValue(_ bytes: XMLBytes, _ value: String, into cell: inout Cell) {
    switch type {
    case "float", "percentage", "currency":
      cell.value = StoredNumber.number(bytes).map(CellValue.number)
    case "date":
      guard let (date, fraction) = StoredNumber.moment(bytes) else { return }
      // The null date is 30 December 1899 (ODF 1.3 part 3, § 9.4.2); another would be the same day.
      cell.value = .number(Double(date.daysSince1970 + 25_569) + fraction)
      cell.date = date
    case "time":
      cell.value = StoredNumber.days(ofDuration: bytes).map(CellValue.number)
    case "boolean":
      cell.value = value == "true" ? .boolean(true) : value == "false" ? .boolean(false) : nil
    default:
      cell.value = .string(value)
    }
  }

  /// `of:=SUM([.A1])` as `SUM([.A1])`.
  private static func withoutPrefix(_ formula: String) -> String {
    guard let sign = formula.firstIndex(of: "=") else { return formula }
    let prefix = formula[..<sign]
    guard prefix.isEmpty || (prefix.hasSuffix(":") && prefix.dropLast().allSatisfy(\.isLetter))
    else {
      return formula
    }
    return String(formula[formula.index(after: sign)...])
  }
}

extension XMLAttributes {
  /// How often something is repeated; once where nothing is said, and beyond any sheet for what no number holds.
  func repetition(_ name: StaticString) -> Int {
    guard let text = bytes(local: name) else { return 1 }
    if let number = StoredNumber.index(text) { return number }
    let isNumber = !text.isEmpty && text.allSatisfy { (0x30...0x39).contains($0) }
    return isNumber ? .max : 1
  }
}
