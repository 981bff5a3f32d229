/// The text of a cell's paragraphs, joined with line breaks.
///
/// Blanks are kept as they stand, against the letter of the standard (ODF 1.3 part 3, § 6.1.2), because LibreOffice writes
/// those that were typed so and reads them so. A run with a line break or a tab in it is the layout of the file: it is one
/// blank, and none at the beginning of a paragraph.
struct ParagraphText {
  private var bytes: [UInt8] = []
  private let limit: Int
  /// Where the current paragraph begins.
  private var start = 0
  /// Where the blanks at the end begin, if there are any.
  private var blanks: Int?
  /// Whether they are layout, which takes further ones in.
  private var isLayout = false
  private(set) var hasParagraph = false

  /// - Parameter limit: in UTF-16 units.
  init(limit: Int) { self.limit = max(0, min(limit, Int.max / 7)) }

  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    start = 0
    endParagraph()
    hasParagraph = false
  }

  mutating func startParagraph() throws(SpreadsheetError) {
    if hasParagraph { try add(UInt8(ascii: "\n")) }
    hasParagraph = true
    start = bytes.count
  }

  mutating func endParagraph() {
    blanks = nil
    isLayout = false
  }

  mutating func append(_ more: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    for byte in more {
      switch byte {
      case 0x20 where isLayout: break
      case 0x20:
        let begin = blanks ?? bytes.count
        try add(byte)
        blanks = begin
      case 9, 10, 13:
        if isLayout { continue }
        bytes.removeSubrange((blanks ?? bytes.count)...)
        if bytes.count > start { try add(0x20) }
        isLayout = true
      default: try add(byte)
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
    endParagraph()
  }

  private var tooLong: SpreadsheetError {
    SpreadsheetError(.tooLarge, detail: "a text of over \(limit) characters")
  }
}
