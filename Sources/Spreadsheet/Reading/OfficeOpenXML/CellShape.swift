/// One whole cell in one of the shapes that programs write (ECMA-376 part 1, § 18.3.1.4), read without a stop at each tag:
/// `<c r="B7" s="3" t="s"><f>…</f><v>…</v></c>`, the string inline, or less of it. What differs is left to the scanner.
struct CellShape {
  private(set) var reference = CellReference(row: 0, column: 0)
  private(set) var style: Int?
  private(set) var type = CellType.number
  private(set) var formula: XMLBytes?
  /// Whether the formula has its references as they are stored.
  private(set) var isFormulaStored = false
  private(set) var inline: XMLBytes?
  private(set) var value = XMLBytes(start: nil, count: 0)
  /// The value, where it is a number of few digits.
  private(set) var number: ShortNumber?
  /// The first byte behind it.
  private(set) var end: Int
  /// How many elements begin and end in it.
  private(set) var events = 2

  /// As long as the first tag may be, and more.
  private static var longestTag: Int { 64 }

  /// Nil where no cell begins.
  @inline(__always)
  init?(_ bytes: XMLBytes, _ position: Int) {
    guard position + Self.longestTag <= bytes.count, bytes.has("<c ", at: position) else {
      return nil
    }
    end = position + 3
  }

  /// Reads the cell; false where it is not of these shapes, or the bytes end in it.
  @inline(__always)
  mutating func read(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool {
    guard skip("r=\"", bytes), readReference(bytes) else { return false }
    if skip(" s=\"", bytes) {
      guard let number = readNumber(bytes), skip("\"", bytes) else { return false }
      style = number
    }
    if skip(" t=\"", bytes) {
      guard let type = readType(bytes) else { return false }
      self.type = type
    }
    // openpyxl has a blank before the end.
    if !skip(">", bytes) { return skip("/>", bytes) || skip(" />", bytes) }
    if skip("<v>", bytes) {
      events = 4
      let start = end
      number = ShortNumber(bytes, &end)
      if number != nil, skip("</v></c>", bytes) {
        value = XMLBytes(rebasing: bytes[start..<end - 8])
        return true
      }
      end = start - 3
      number = nil
      events = 2
    }
    return readContent(bytes, &references)
  }

  /// Reads what stands between the tags of the cell, and the second of them.
  private mutating func readContent(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool {
    references.clear()
    if skip("<f>", bytes) || skip("<f aca=\"false\">", bytes) {
      // LibreOffice says so of every formula.
      guard readFormula(bytes, &references), skip("</f>", bytes) else { return false }
      events += 2
    }
    if skip("<v>", bytes) {
      guard let text = text(bytes, &references), skip("</v>", bytes) else { return false }
      value = text
      events += 2
    } else if skip("<v/>", bytes) || skip("<v />", bytes) {
      // openpyxl says so where a formula was not computed.
      events += 2
    } else if skip("<is><t>", bytes) || skip("<is><t xml:space=\"preserve\">", bytes) {
      guard let text = text(bytes, &references), skip("</t></is>", bytes) else { return false }
      inline = text
      events += 4
    }
    return skip("</c>", bytes)
  }

  /// `B7"`, in capitals and on the sheet.
  @inline(__always)
  private mutating func readReference(_ bytes: XMLBytes) -> Bool {
    var column = 0
    let start = end
    while bytes[end] >= 0x41, bytes[end] <= 0x5A, end - start < 3 {
      column = column * 26 + Int(bytes[end] - 0x40)
      end += 1
    }
    guard end > start, column <= CellReference.columnLimit, let row = readNumber(bytes), row >= 1,
      row <= CellReference.rowLimit
    else { return false }
    reference = CellReference(row: row - 1, column: column - 1)
    return skip("\"", bytes)
  }

  /// A number of at most seven digits.
  @inline(__always)
  private mutating func readNumber(_ bytes: XMLBytes) -> Int? {
    var number = 0
    let start = end
    while bytes[end] >= 0x30, bytes[end] <= 0x39 {
      number = number * 10 + Int(bytes[end] - 0x30)
      end += 1
      if end - start > 7 { return nil }
    }
    return end > start ? number : nil
  }

  /// A type and its quotation mark, the usual ones first.
  @inline(__always)
  private mutating func readType(_ bytes: XMLBytes) -> CellType? {
    if skip("s\"", bytes) { return .shared }
    if skip("inlineStr\"", bytes) { return .inline }
    if skip("str\"", bytes) { return .string }
    if skip("n\"", bytes) { return .number }
    if skip("b\"", bytes) { return .boolean }
    if skip("e\"", bytes) { return .error }
    return skip("d\"", bytes) ? .date : nil
  }

  private mutating func readFormula(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool {
    let start = end
    let run = XMLText.skipText(bytes, &end, isLast: false)
    let stored = XMLBytes(rebasing: bytes[start..<end])
    if run == .plain || run == .withEntities {
      formula = stored
      isFormulaStored = true
      return true
    }
    formula = run == .open ? nil : references.replaced(stored, isValue: false)
    return formula != nil
  }

  /// The text up to the next tag.
  @inline(__always)
  private mutating func text(_ bytes: XMLBytes, _ references: inout XMLReferences) -> XMLBytes? {
    let start = end
    switch XMLText.skipText(bytes, &end, isLast: false) {
    case .plain: return XMLBytes(rebasing: bytes[start..<end])
    case .withEntities, .withReferences:
      return references.replaced(XMLBytes(rebasing: bytes[start..<end]), isValue: false)
    case .open: return nil
    }
  }

  /// Whether a text stands here, which then is behind.
  @inline(__always)
  private mutating func skip(_ text: StaticString, _ bytes: XMLBytes) -> Bool {
    guard bytes.has(text, at: end) else { return false }
    end += text.utf8CodeUnitCount
    return true
  }
}
