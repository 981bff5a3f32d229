/// The text of a cell's paragraphs, joined with line breaks.
///
/// Blanks are kept as they stand, against the letter of the standard (ODF 1.3 part 3, § 6.1.2), because LibreOffice writes
/// those that were typed so and reads them so. A run with a line break or a tab in it is the layout of the file: it is one
/// blank, and none at the beginning of a paragraph.
struct ParagraphText: ~Copyable {
  private var buffer: TextBuffer
  private let limit: Int
  /// Where the current paragraph begins.
  private var start = 0
  /// Where the blanks at the end begin, if there are any.
  private var blanks: Int?
  /// Whether they are layout, which takes further ones in.
  private var isLayout = false
  private(set) var hasParagraph = false
  /// The bytes so far.
  var count: Int { buffer.bytes.count }

  /// - Parameter limit: in UTF-16 units.
  init(limit: Int) {
    self.limit = max(0, min(limit, Int.max / 7))
    buffer = TextBuffer(limit: self.limit)
  }

  mutating func clear() {
    buffer.clear()
    start = 0
    endParagraph()
    hasParagraph = false
  }

  mutating func startParagraph() throws(SpreadsheetError) {
    if hasParagraph { try add(UInt8(ascii: "\n")) }
    hasParagraph = true
    start = buffer.bytes.count
  }

  mutating func endParagraph() {
    blanks = nil
    isLayout = false
  }

  mutating func append(_ more: XMLBytes) throws(SpreadsheetError) {
    var position = 0
    while position < more.count {
      let start = position
      while position < more.count, more[position] > 0x20 { position += 1 }
      if position > start { try add(XMLBytes(rebasing: more[start..<position])) }
      guard position < more.count else { return }
      try add(blank: more[position])
      position += 1
    }
  }

  private mutating func add(blank byte: UInt8) throws(SpreadsheetError) {
    if isLayout { return }
    if byte == 0x20 {
      let begin = blanks ?? buffer.bytes.count
      try add(byte)
      blanks = begin
    } else {
      if let blanks { buffer.shorten(to: blanks) }
      if buffer.bytes.count > start { try add(0x20) }
      isLayout = true
    }
  }

  /// A character that an element stands for.
  mutating func append(_ character: UInt8, times: Int = 1) throws(SpreadsheetError) {
    // More than a cell may hold is too much, however it is written.
    for _ in 0..<max(0, min(times, limit + 1)) { try add(character) }
  }

  /// The text, until more is appended.
  func text() throws(SpreadsheetError) -> XMLBytes {
    try CellText.check(buffer.bytes, limit)
    return buffer.bytes
  }

  private mutating func add(_ byte: UInt8) throws(SpreadsheetError) {
    try withUnsafePointer(to: byte) { byte throws(SpreadsheetError) in
      try add(XMLBytes(start: byte, count: 1))
    }
  }

  private mutating func add(_ more: XMLBytes) throws(SpreadsheetError) {
    // A UTF-16 unit takes at most three bytes.
    guard buffer.bytes.count + more.count <= limit * 3 else { throw CellText.tooLong(limit) }
    try buffer.append(more)
    endParagraph()
  }
}
