/// The text of a cell's paragraphs, joined with line breaks.
///
/// Runs of blanks are one, and none begins a paragraph (ODF 1.3 part 3, § 6.1.2); `text:s` and `text:tab` are the ones
/// that count. A blank at a paragraph's end stays, against the letter of the standard, because LibreOffice
/// writes one that was typed as it is.
struct ParagraphText {
  private var bytes: [UInt8] = []
  private let limit: Int
  /// Where the current paragraph begins.
  private var start = 0
  /// Whether the last byte is a blank that takes further ones in.
  private var endsWithBlank = false
  private(set) var hasParagraph = false

  /// - Parameter limit: in UTF-16 units.
  init(limit: Int) { self.limit = max(0, min(limit, Int.max / 7)) }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    start = 0
    endsWithBlank = false
    hasParagraph = false
  }

  mutating func startParagraph() throws(SpreadsheetError) {
    if hasParagraph { try add(UInt8(ascii: "\n")) }
    hasParagraph = true
    start = bytes.count
  }

  mutating func endParagraph() { endsWithBlank = false }

  mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    for byte in more {
      if byte == 0x20 || byte == 9 || byte == 10 || byte == 13 {
        if bytes.count == start || endsWithBlank { continue }
        try add(0x20)
        endsWithBlank = true
      } else {
        try add(byte)
      }
    }
  }

  /// A character that an element stands for.
  mutating func append(_ character: UInt8, times: Int = 1) throws(SpreadsheetError) {
    // More than a cell may hold is too much, however it is written.
    for _ in 0..<max(0, min(times, limit + 1)) { try add(character) }
  }

  func text() throws(SpreadsheetError) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    if bytes.count > limit && text.utf16.count > limit { throw tooLong }
    return text
  }

  private mutating func add(_ byte: UInt8) throws(SpreadsheetError) {
    // A UTF-16 unit takes at most three bytes.
    guard bytes.count < limit * 3 else { throw tooLong }
    bytes.append(byte)
    endsWithBlank = false
  }

  private var tooLong: SpreadsheetError {
    SpreadsheetError(.tooLarge, detail: "a text of over \(limit) characters")
  }
}
