/// One whole cell of at most one plain paragraph (ODF 1.3 part 3, § 9.1.4), with the prefixes and attributes that programs
/// write, read without a stop at each tag. What differs is left to the scanner.
struct OpenDocumentCellShape {
  private(set) var repeated = 1
  private var content = RawCell.Content.nothing
  private var formula: XMLBytes?
  /// The first byte behind it.
  private(set) var end: Int
  /// How many elements begin and end in it.
  private(set) var events = 2

  private enum ValueType { case none, number, string }
  private var type = ValueType.none
  private var number: XMLBytes?
  private var string: XMLBytes?
  private var paragraph: XMLBytes?
  /// A bit for each attribute that was there.
  private var seen: UInt8 = 0

  /// The cell at no place yet; nil where there is nothing in it.
  var cell: RawCell? {
    switch content {
    case .nothing where formula == nil: nil
    case .text(let bytes) where bytes.isEmpty && formula == nil: nil
    default:
      RawCell(
        reference: CellReference(row: 0, column: 0), content: content, formula: formula)
    }
  }

  /// Nil where no cell begins.
  @inline(__always)
  init?(_ bytes: XMLBytes, _ position: Int) {
    guard bytes.has("<table:table-cell", at: position) else { return nil }
    end = position + 17
  }

  /// Reads the cell; false where it is not of these shapes, or the bytes end in it.
  ///
  /// - Parameter limit: how many bytes of a text are surely not too long.
  mutating func read(_ bytes: XMLBytes, _ references: inout XMLReferences, limit: Int) -> Bool {
    references.clear()
    while skip(" ", bytes) {
      guard readAttribute(bytes, &references) else { return false }
    }
    if skip(">", bytes) {
      if skip("<text:p>", bytes) {
        guard readParagraph(bytes, &references, limit), skip("</text:p>", bytes) else {
          return false
        }
        events = 4
      }
      guard skip("</table:table-cell>", bytes) else { return false }
    } else if !skip("/>", bytes) {
      return false
    }
    return setContent()
  }

  /// What the value says, and where there is none the text; false where the value is not what its type wants.
  private mutating func setContent() -> Bool {
    if type == .number, let number {
      guard let value = StoredNumber.number(number) else { return false }
      content = .number(value, date: nil)
    } else if type != .number, let string {
      content = .text(string)
    } else if let paragraph {
      content = .text(paragraph)
    } else if type == .string {
      content = .text(XMLBytes(start: nil, count: 0))
    }
    return true
  }

  private mutating func readAttribute(_ bytes: XMLBytes, _ references: inout XMLReferences) -> Bool
  {
    if skip("office:value-type=\"", bytes) {
      guard isFirst(0), let type = readType(bytes) else { return false }
      self.type = type
    } else if skip("calcext:value-type=\"", bytes) {
      guard isFirst(1), readType(bytes) != nil else { return false }
    } else if skip("table:style-name=\"", bytes) {
      guard isFirst(2), value(bytes, &references) != nil else { return false }
    } else if skip("office:value=\"", bytes) {
      guard isFirst(3), let value = value(bytes, &references) else { return false }
      number = value
    } else if skip("office:string-value=\"", bytes) {
      guard isFirst(4), let value = value(bytes, &references) else { return false }
      string = value
    } else if skip("table:formula=\"", bytes) {
      guard isFirst(5), let value = value(bytes, &references) else { return false }
      formula = OpenDocumentCell.withoutPrefix(value)
    } else if skip("table:number-columns-repeated=\"", bytes) {
      guard isFirst(6), let value = value(bytes, &references),
        let number = StoredNumber.index(value)
      else { return false }
      repeated = number
    } else if skip("table:content-validation-name=\"", bytes) {
      guard isFirst(7), value(bytes, &references) != nil else { return false }
    } else {
      return false
    }
    return true
  }

  private mutating func isFirst(_ attribute: Int) -> Bool {
    let bit: UInt8 = 1 << attribute
    defer { seen |= bit }
    return seen & bit == 0
  }

  /// Those that most cells are of.
  @inline(__always)
  private mutating func readType(_ bytes: XMLBytes) -> ValueType? {
    if skip("string\"", bytes) { return .string }
    return skip("float\"", bytes) || skip("percentage\"", bytes) ? .number : nil
  }

  /// A value up to its quotation mark, which then is behind.
  private mutating func value(_ bytes: XMLBytes, _ references: inout XMLReferences) -> XMLBytes? {
    let start = end
    let run = XMLText.skipValue(bytes, &end, UInt8(ascii: "\""))
    if run == .open { return nil }
    let stored = XMLBytes(rebasing: bytes[start..<end])
    end += 1
    return run == .plain ? stored : references.replaced(stored, isValue: true)
  }

  /// A text without line breaks and tabs, which are layout.
  private mutating func readParagraph(
    _ bytes: XMLBytes, _ references: inout XMLReferences, _ limit: Int
  ) -> Bool {
    let start = end
    let run = XMLText.skipText(bytes, &end, isLast: false)
    let stored = XMLBytes(rebasing: bytes[start..<end])
    guard run == .plain || run == .withEntities, stored.count <= limit,
      !XMLText.hasControls(stored)
    else { return false }
    paragraph = run == .plain ? stored : references.replaced(stored, isValue: false)
    return paragraph != nil
  }

  /// Whether a text stands here, which then is behind.
  @inline(__always)
  private mutating func skip(_ text: StaticString, _ bytes: XMLBytes) -> Bool {
    guard bytes.has(text, at: end) else { return false }
    end += text.utf8CodeUnitCount
    return true
  }
}
