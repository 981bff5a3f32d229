#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Rows of a sheet as XML, with their texts within them (ECMA-376 part 1, § 18.3.1.73 and 18.3.1.4), as the library
/// writes them.
struct RowText {
  private(set) var bytes: [UInt8] = []

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Begins a row.
  ///
  /// - Parameters:
  ///   - height: in points; nil for the default. A row without height is hidden.
  ///   - isEmpty: whether it has no cells, so that it ends as well.
  mutating func begin(row: Int, height: Double?, isEmpty: Bool) {
    add("<row r=\"")
    add(row + 1)
    if height == 0 {
      add("\" hidden=\"1")
    } else if let height, height != SheetWriter.defaultHeight {
      add("\" ht=\"")
      add(height)
      add("\" customHeight=\"1")
    }
    add(isEmpty ? "\"/>" : "\">")
  }

  mutating func endRow() { add("</row>") }

  /// Adds a cell.
  ///
  /// - Parameter format: the number of its format among the workbook's.
  mutating func add(_ content: CellContent, row: Int, column: Int, format: Int32) {
    add("<c r=\"")
    CellReference.appendLetters(ofColumn: column, to: &bytes)
    add(row + 1)
    if format != 0 {
      add("\" s=\"")
      add(Int(format))
    }
    switch content {
    case .blank, .text(""): add("\"/>")
    case .text(let text), .link(_, let text, _):
      add("\" t=\"inlineStr\"><is><t")
      let text = TextEscape.escape(text, controls: true)
      let hasBlankAtEnd = Self.isBlank(text.utf8.first) || Self.isBlank(text.utf8.last)
      add(hasBlankAtEnd ? " xml:space=\"preserve\">" : ">")
      addEscaped(text)
      add("</t></is></c>")
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

  private mutating func add(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// With 16 significant digits.
  private mutating func add(_ number: Double) {
    if let whole = Int(exactly: number), whole != 0, whole.magnitude < 1_000_000_000_000_000 {
      return add(whole)
    }
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      let count = withVaList([number]) { vsnprintf(buffer.baseAddress, 32, "%.16G", $0) }
      for sign in buffer.prefix(Int(count)) { bytes.append(UInt8(bitPattern: sign)) }
    }
  }

  private mutating func addEscaped(_ text: String) {
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "&"): add("&amp;")
      case UInt8(ascii: "<"): add("&lt;")
      case UInt8(ascii: ">"): add("&gt;")
      default: bytes.append(byte)
      }
    }
  }
}
