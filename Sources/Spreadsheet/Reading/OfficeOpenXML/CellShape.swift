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
  /// The value, where it is a few digits.
  private(set) var number: Int?
  /// The first byte behind it.
  private(set) var end: Int
  /// How many elements begin and end in it.
  private(set) var events = 2

  /// Nil where no cell begins.
  @inline(__always)
  init?(_ bytes: XMLBytes, _ position: Int) {
    // The shortest is `<c r="A1"/>`.
    guard position + 11 <= bytes.count, bytes[position] == UInt8(ascii: "<"),
      bytes[position + 1] == UInt8(ascii: "c"), bytes[position + 2] == 0x20
    else { return nil }
    end = position + 3
  }

  /// Reads the cell; false where it is not of these shapes, or the bytes end in it.
  mutating func read(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool {
    guard let isEmpty = readAttributes(bytes) else { return false }
    if isEmpty { return true }
    references.clear()
    if skip("<f", bytes) {
      if !skip(">", bytes) {
        // LibreOffice says so of every formula.
        guard skip(" aca=\"false\">", bytes) else { return false }
      }
      guard readFormula(bytes, &references), skip("</f>", bytes) else { return false }
      events += 2
    }
    if skip("<v>", bytes) {
      guard readValue(bytes, &references), skip("</v>", bytes) else { return false }
      events += 2
    } else if skip("<v/>", bytes) || skip("<v />", bytes) {
      // openpyxl says so where a formula was not computed.
      events += 2
    } else if skip("<is><t", bytes) {
      guard skip(">", bytes) || skip(" xml:space=\"preserve\">", bytes),
        let text = text(bytes, &references), skip("</t></is>", bytes)
      else { return false }
      inline = text
      events += 4
    }
    return skip("</c>", bytes)
  }

  /// Reads the attributes, each once; nil where they are odd, true where the tag is the whole cell.
  @inline(__always)
  private mutating func readAttributes(_ bytes: XMLBytes) -> Bool? {
    var hasReference = false
    var hasType = false
    // What follows is looked at far enough for three attributes of these lengths.
    while end + 3 < bytes.count {
      guard bytes[end + 1] == UInt8(ascii: "="), bytes[end + 2] == UInt8(ascii: "\"") else {
        return nil
      }
      let name = bytes[end]
      end += 3
      switch name {
      case UInt8(ascii: "r") where !hasReference:
        guard readReference(bytes) else { return nil }
        hasReference = true
      case UInt8(ascii: "s") where style == nil:
        guard let number = readNumber(bytes) else { return nil }
        style = number
      case UInt8(ascii: "t") where !hasType:
        guard readType(bytes) else { return nil }
        hasType = true
      default: return nil
      }
      guard end + 2 < bytes.count, bytes[end] == UInt8(ascii: "\"") else { return nil }
      end += 1
      switch bytes[end] {
      case 0x20: end += 1
      case UInt8(ascii: ">"):
        end += 1
        return hasReference ? false : nil
      case UInt8(ascii: "/"):
        guard bytes[end + 1] == UInt8(ascii: ">") else { return nil }
        end += 2
        return hasReference ? true : nil
      default: return nil
      }
    }
    return nil
  }

  /// `B7`, in capitals and on the sheet.
  @inline(__always)
  private mutating func readReference(_ bytes: XMLBytes) -> Bool {
    var column = 0
    let start = end
    while end < bytes.count, bytes[end] >= 0x41, bytes[end] <= 0x5A, end - start < 3 {
      column = column * 26 + Int(bytes[end] - 0x40)
      end += 1
    }
    guard end > start, column <= CellReference.columnLimit, let row = readNumber(bytes), row >= 1,
      row <= CellReference.rowLimit
    else { return false }
    reference = CellReference(row: row - 1, column: column - 1)
    return true
  }

  /// A number of at most seven digits.
  @inline(__always)
  private mutating func readNumber(_ bytes: XMLBytes) -> Int? {
    var number = 0
    let start = end
    while end < bytes.count, bytes[end] >= 0x30, bytes[end] <= 0x39 {
      number = number * 10 + Int(bytes[end] - 0x30)
      end += 1
      if end - start > 7 { return nil }
    }
    return end > start ? number : nil
  }

  @inline(__always)
  private mutating func readType(_ bytes: XMLBytes) -> Bool {
    let start = end
    while end < bytes.count, bytes[end] >= 0x61 || bytes[end] == 0x53, bytes[end] <= 0x7A {
      end += 1
    }
    guard let type = CellType(XMLBytes(rebasing: bytes[start..<end])) else { return false }
    self.type = type
    return true
  }

  @inline(__always)
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

  @inline(__always)
  private mutating func readValue(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool {
    let start = end
    if let number = readNumber(bytes), end < bytes.count, bytes[end] == UInt8(ascii: "<") {
      value = XMLBytes(rebasing: bytes[start..<end])
      self.number = number
      return true
    }
    end = start
    guard let text = text(bytes, &references) else { return false }
    value = text
    return true
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
    let text = XMLBytes(text)
    guard end + text.count <= bytes.count else { return false }
    for index in 0..<text.count where bytes[end + index] != text[index] { return false }
    end += text.count
    return true
  }
}
