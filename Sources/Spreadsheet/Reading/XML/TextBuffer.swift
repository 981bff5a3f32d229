/// Collects the text of one element or cell, within the limit of a cell.
struct TextBuffer: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity = 256
  private var count = 0
  private let limit: Int

  /// - Parameter limit: in UTF-16 units.
  init(limit: Int) {
    self.limit = max(0, min(limit, Int.max / 7))
    memory = .allocate(capacity: capacity)
  }

  deinit { memory.deallocate() }

  var isEmpty: Bool { count == 0 }

  /// The bytes, until more are appended.
  var bytes: XMLBytes { XMLBytes(start: memory, count: count) }

  mutating func clear() { count = 0 }

  /// Takes bytes away from the end.
  mutating func shorten(to count: Int) { self.count = min(self.count, count) }

  mutating func append(_ more: XMLBytes) throws(SpreadsheetError) {
    // A unit takes at most seven bytes, as `_xHHHH_`; the exact count follows when the text is whole.
    guard count + more.count <= limit * 7 else { throw CellText.tooLong(limit) }
    if count + more.count > capacity {
      let larger = UnsafeMutablePointer<UInt8>.allocate(
        capacity: max(2 * capacity, count + more.count))
      larger.update(from: memory, count: count)
      memory.deallocate()
      memory = larger
      capacity = max(2 * capacity, count + more.count)
    }
    if let base = more.baseAddress { (memory + count).update(from: base, count: more.count) }
    count += more.count
  }

  /// The text as it is.
  func plain() throws(SpreadsheetError) -> String {
    try CellText.check(bytes, limit)
    return bytes.string
  }
}

/// What texts of cells have in common.
enum CellText {
  /// - Parameter limit: in UTF-16 units.
  static func check(_ text: XMLBytes, _ limit: Int) throws(SpreadsheetError) {
    guard text.count > limit else { return }
    // One for each scalar, and another for those of four bytes.
    let units = text.count { $0 & 0xC0 != 0x80 } + text.count { $0 >= 0xF0 }
    if units > limit { throw tooLong(limit) }
  }

  /// A text with its `_xHHHH_` escapes undone, in a buffer if there are any.
  static func unescaped(_ text: XMLBytes, _ buffer: inout TextBuffer, _ limit: Int)
    throws(SpreadsheetError) -> XMLBytes
  {
    var result = text
    if mayHaveEscapes(text) {
      let unescaped = Array(TextEscape.unescape(text.string).utf8)
      buffer.clear()
      try unescaped.span.withUnsafeBufferPointer { bytes throws(SpreadsheetError) in
        try buffer.append(bytes)
      }
      result = buffer.bytes
    }
    try check(result, limit)
    return result
  }

  /// A text with its references replaced, in a buffer.
  static func withoutReferences(_ stored: XMLBytes, _ buffer: inout TextBuffer)
    throws(SpreadsheetError) -> XMLBytes
  {
    var references = XMLReferences()
    buffer.clear()
    try buffer.append(references.replaced(stored, isValue: false) ?? stored)
    return buffer.bytes
  }

  /// A formula as it is meant, by the XML that a file has of it.
  static func formula(_ stored: XMLBytes) -> String {
    var references = XMLReferences()
    let text = references.replaced(stored, isValue: false) ?? stored
    return mayHaveEscapes(text) ? TextEscape.unescape(text.string) : text.string
  }

  /// Whether `_x` is in it.
  private static func mayHaveEscapes(_ text: XMLBytes) -> Bool {
    guard text.count >= 7 else { return false }
    var start = 0
    while let sign = text.index(of: UInt8(ascii: "_"), from: start), sign + 1 < text.count {
      if text[sign + 1] == UInt8(ascii: "x") { return true }
      start = sign + 1
    }
    return false
  }

  static func tooLong(_ limit: Int) -> SpreadsheetError {
    SpreadsheetError(.tooLarge, detail: "a text of over \(limit) characters")
  }

  /// The bytes without blanks around them.
  static func trimmed(_ text: XMLBytes) -> XMLBytes {
    var (start, end) = (0, text.count)
    while start < end, text[start] <= 0x20 { start += 1 }
    while end > start, text[end - 1] <= 0x20 { end -= 1 }
    return XMLBytes(rebasing: text[start..<end])
  }
}
