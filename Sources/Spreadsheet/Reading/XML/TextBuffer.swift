/// Collects the text of one element or cell, within the limit of a cell.
struct TextBuffer {
  private var bytes: [UInt8] = []
  private let limit: Int

  /// - Parameter limit: in UTF-16 units.
  init(limit: Int) { self.limit = max(0, min(limit, Int.max / 7)) }

  var isEmpty: Bool { bytes.isEmpty }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    // A unit takes at most seven bytes, as `_xHHHH_`; the exact count follows when the text is whole.
    guard bytes.count + more.count <= limit * 7 else {
      throw SpreadsheetError(.tooLarge, detail: "a text of over \(limit) characters")
    }
    bytes.append(contentsOf: more)
  }

  mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// The text as it is.
  func plain() throws(SpreadsheetError) -> String {
    try checked(String(decoding: bytes, as: UTF8.self))
  }

  /// The text with its `_xHHHH_` escapes undone.
  func unescaped() throws(SpreadsheetError) -> String {
    try checked(TextEscape.unescape(String(decoding: bytes, as: UTF8.self)))
  }

  /// The bytes without blanks around them.
  var trimmed: ArraySlice<UInt8> {
    var slice = bytes[...]
    while let byte = slice.first, byte <= 0x20 { slice = slice.dropFirst() }
    while let byte = slice.last, byte <= 0x20 { slice = slice.dropLast() }
    return slice
  }

  private func checked(_ text: String) throws(SpreadsheetError) -> String {
    if bytes.count > limit && text.utf16.count > limit {
      throw SpreadsheetError(.tooLarge, detail: "a text of over \(limit) characters")
    }
    return text
  }
}
