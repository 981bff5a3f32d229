internal import Basics

/// One cell as its attributes say (ODF 1.3 part 3, § 9.1.4 and 19.385), before its text is known.
struct OpenDocumentCell: ~Copyable {
  private(set) var repeated = 1
  private(set) var span = (rows: 1, columns: 1)
  private var hasFormula = false
  private var formula: TextBuffer
  private var type = ValueType.none
  private var hasValue = false
  private var value: TextBuffer
  /// LibreOffice's own attribute, the only one that tells an error from a text.
  private var isError = false

  /// How a value is stored (ODF 1.3 part 3, § 19.387).
  private enum ValueType { case none, number, date, time, boolean, string }

  init() {
    formula = TextBuffer(limit: .max)
    value = TextBuffer(limit: .max)
  }

  /// Begins a cell.
  ///
  /// - Parameter office: the prefix of the office namespace.
  mutating func start(_ attributes: XMLAttributes, office: String) throws(SpreadsheetError) {
    repeated = attributes.repetition("number-columns-repeated")
    span = (
      attributes.repetition("number-rows-spanned"), attributes.repetition("number-columns-spanned")
    )
    formula.clear()
    hasFormula = false
    if let text = attributes.bytes(local: "formula") {
      hasFormula = true
      try formula.append(Self.withoutPrefix(text))
    }
    type = attributes.bytes(office, "value-type").map(Self.type) ?? .none
    value.clear()
    let stored =
      switch type {
      case .number: attributes.bytes(local: "value")
      case .date: attributes.bytes(local: "date-value")
      case .time: attributes.bytes(local: "time-value")
      case .boolean: attributes.bytes(local: "boolean-value")
      case .string, .none: attributes.bytes(local: "string-value")
      }
    hasValue = stored != nil
    if let stored { try value.append(stored) }
    isError = attributes.bytes("calcext", "value-type").map { $0 == "error" } ?? false
  }

  /// The cell with its text, at no place yet; nil where there is nothing in it.
  func cell(text: borrowing ParagraphText) throws(SpreadsheetError) -> RawCell? {
    var cell = RawCell(reference: CellReference(row: 0, column: 0), content: .nothing)
    if hasFormula { cell.formula = formula.bytes }
    var isEmpty = false
    if isError {
      cell.content = .error(try text.text())
    } else if let content = storedContent {
      cell.content = content
      if case .text(let bytes) = content { isEmpty = bytes.isEmpty }
    } else if text.hasParagraph || type == .string {
      let bytes = try text.text()
      cell.content = .text(bytes)
      isEmpty = bytes.isEmpty
    } else {
      isEmpty = true
    }
    return isEmpty && !hasFormula ? nil : cell
  }

  /// What the stored value says; nil where there is none of its type.
  private var storedContent: RawCell.Content? {
    guard hasValue else { return nil }
    let bytes = value.bytes
    switch type {
    case .number: return StoredNumber.number(bytes).map { .number($0, date: nil) }
    case .date:
      // The null date is 30 December 1899 (ODF 1.3 part 3, § 9.4.2); another would be the same day.
      return StoredNumber.moment(bytes).map { date, fraction in
        .number(Double(date.daysSince1970 + 25_569) + fraction, date: date)
      }
    case .time: return StoredNumber.days(ofDuration: bytes).map { .number($0, date: nil) }
    case .boolean:
      return bytes == "true" ? .boolean(true) : bytes == "false" ? .boolean(false) : nil
    case .string, .none: return .text(bytes)
    }
  }

  private static func type(_ text: XMLBytes) -> ValueType {
    if text == "string" { return .string }
    if text == "float" || text == "percentage" || text == "currency" { return .number }
    if text == "date" { return .date }
    if text == "time" { return .time }
    return text == "boolean" ? .boolean : .none
  }

  /// `of:=SUM([.A1])` as `SUM([.A1])`.
  static func withoutPrefix(_ formula: XMLBytes) -> XMLBytes {
    guard let sign = formula.firstIndex(of: UInt8(ascii: "=")) else { return formula }
    let prefix = XMLBytes(rebasing: formula[..<sign]).string
    guard prefix.isEmpty || (prefix.hasSuffix(":") && prefix.dropLast().allSatisfy(\.isLetter))
    else {
      return formula
    }
    return XMLBytes(rebasing: formula[(sign + 1)...])
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
