#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Rows of a sheet as XML (ECMA-376 part 1, § 18.3.1.73 and 18.3.1.4), as the library writes them.
struct RowText {
  private(set) var bytes: [UInt8] = []
  /// Where the texts of cells are; those that have no room there stand within the cells.
  private let strings: SharedStrings?
  /// The number of the row at work, in digits.
  private var rowDigits: [UInt8] = []
  /// What numbers that are not whole are written as: heights of rows are mostly one of a few.
  private var fractions: [Double: [UInt8]] = [:]

  init(sharing strings: SharedStrings? = nil) { self.strings = strings }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Begins a row.
  ///
  /// - Parameters:
  ///   - setting: nil where it has none. A row without height is hidden.
  ///   - spans: the columns that are said to be filled; nil for none.
  ///   - isEmpty: whether it has no cells, so that it ends as well.
  mutating func begin(
    row: Int, _ setting: RowDocument?, spans: ClosedRange<Int>? = nil, isEmpty: Bool
  ) {
    rowDigits.removeAll(keepingCapacity: true)
    rowDigits.append(decimal: row + 1)
    add("<row r=\"")
    bytes += rowDigits
    if let spans {
      add("\" spans=\"")
      add(spans.lowerBound + 1)
      add(":")
      add(spans.upperBound + 1)
    }
    var height = setting?.height
    if height == 0 || height == SheetWriter.defaultHeight { height = nil }
    if let height {
      add("\" ht=\"")
      add(height)
    }
    if let setting, setting.isHidden || setting.height == 0 { add("\" hidden=\"1") }
    if height != nil { add("\" customHeight=\"1") }
    add(isEmpty ? "\"/>" : "\">")
  }

  mutating func endRow() { add("</row>") }

  /// Adds a cell of the row that was begun.
  ///
  /// - Parameter format: the number of its format among the workbook's.
  mutating func add(_ content: CellContent, column: Int, format: Int32) {
    add("<c r=\"")
    CellReference.appendLetters(ofColumn: column, to: &bytes)
    bytes += rowDigits
    if format != 0 {
      add("\" s=\"")
      add(Int(format))
    }
    switch content {
    case .blank, .text(""): add("\"/>")
    case .text(let text), .link(_, let text, _):
      if let number = strings?.number(of: text) {
        add("\" t=\"s\"><v>")
        add(number)
        add("</v></c>")
      } else {
        add("\" t=\"inlineStr\"><is>")
        addText(text)
        add("</is></c>")
      }
    case .number(let number): addValue(number)
    case .date(let date): addValue(SerialDate.serial(of: date).map(Double.init) ?? 0)
    case .boolean(let flag): add(flag ? "\" t=\"b\"><v>1</v></c>" : "\" t=\"b\"><v>0</v></c>")
    case .formula(let formula, let cached):
      let isText =
        if case .string = cached { true } else if case .error = cached { true } else { false }
      add(isText ? "\" t=\"str\"><f>" : "\"><f>")
      addEscaped(formula)
      add("</f><v>")
      switch cached {
      case .number(let number): add(number)
      case .boolean(let flag): add(flag ? 1 : 0)
      case .string(let text), .error(let text): addEscaped(TextEscape.escape(text, controls: true))
      }
      add("</v></c>")
    }
  }

  /// Adds a shared string.
  mutating func addItem(_ text: String) {
    add("<si>")
    addText(text)
    add("</si>")
  }

  /// Adds the whole part of the shared strings.
  mutating func addSharedStrings(_ items: [UInt8], count: Int, unique: Int) {
    add("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n")
    add("<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" count=\"")
    add(count)
    add("\" uniqueCount=\"")
    add(unique)
    add("\">")
    bytes += items
    add("</sst>")
  }

  private mutating func addText(_ text: String) {
    var plain = text
    let isAdded = plain.withUTF8 { utf8 in
      guard Self.isPlain(utf8) else { return false }
      add("<t>")
      bytes.append(contentsOf: utf8)
      add("</t>")
      return true
    }
    if isAdded { return }
    let text = TextEscape.escape(text, controls: true)
    let hasBlankAtEnd = Self.isBlank(text.utf8.first) || Self.isBlank(text.utf8.last)
    add(hasBlankAtEnd ? "<t xml:space=\"preserve\">" : "<t>")
    addEscaped(text)
    add("</t>")
  }

  /// Whether a text has no blank at an end and nothing that may be escaped, as most have. Every byte is looked at, so that
  /// several are at once.
  private static func isPlain(_ utf8: UnsafeBufferPointer<UInt8>) -> Bool {
    var special: UInt8 = utf8.first == 0x20 || utf8.last == 0x20 ? 1 : 0
    for byte in utf8 {
      special |= byte < 0x20 ? 1 : 0
      special |= byte == 0x26 || byte == 0x3C || byte == 0x3E ? 1 : 0
      special |= byte == 0x5F || byte == 0xEF ? 1 : 0
    }
    return special == 0
  }

  private static func isBlank(_ byte: UInt8?) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A
  }

  private mutating func addValue(_ number: Double) {
    add("\"><v>")
    add(number)
    add("</v></c>")
  }

  private mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func add(_ number: Int) { bytes.append(decimal: number) }

  /// With 16 significant digits.
  private mutating func add(_ number: Double) {
    if let whole = Int(exactly: number), whole.magnitude < 1_000_000_000_000_000,
      whole != 0 || number.sign == .plus
    {
      return add(whole)
    }
    if let known = fractions[number], number != 0 {
      bytes += known
      return
    }
    let text = withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      let count = withVaList([number]) { vsnprintf(buffer.baseAddress, 32, "%.16G", $0) }
      return buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }
    }
    if fractions.count < 1_000 { fractions[number] = text }
    bytes += text
  }

  private mutating func addEscaped(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      // Most texts have nothing to be escaped.
      if utf8.allSatisfy({ $0 != 0x26 && $0 != 0x3C && $0 != 0x3E }) {
        bytes.append(contentsOf: utf8)
      } else {
        addEscaping(utf8)
      }
    }
  }

  private mutating func addEscaping(_ utf8: UnsafeBufferPointer<UInt8>) {
    for byte in utf8 {
      switch byte {
      case UInt8(ascii: "&"): add("&amp;")
      case UInt8(ascii: "<"): add("&lt;")
      case UInt8(ascii: ">"): add("&gt;")
      default: bytes.append(byte)
      }
    }
  }
}
