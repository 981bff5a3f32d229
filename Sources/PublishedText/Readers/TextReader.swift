internal import Basics
internal import Checklists

/// Reads a text: a line is a block, cells stand between tabs and may hold inline HTML.
enum TextReader {
  static let largest = 32 << 20
  static let longestLine = 1 << 20

  /// Takes LF, CR LF and CR; drops a byte order mark. The end of the last line opens no further one.
  static func document(_ bytes: [UInt8], messagesIn language: Language)
    throws(PublishedText.Failure) -> Document
  {
    var blocks: [Document.Block] = []
    for line in try lines(bytes, messagesIn: language) {
      blocks.append(block(line, at: SourcePlace(line: blocks.count + 1), index: blocks.count))
    }
    return Document(blocks)
  }

  private static func block(_ text: String, at place: SourcePlace, index: Int) -> Document.Block {
    if text.isBlank { return Document.Block(.blank, Passage(), at: place) }
    let marks = text.filter { !$0.isWhitespace }
    if marks.count > 1, marks.allSatisfy({ "-–—_=|".contains($0) }) {
      return Document.Block(.dashes, Passage(), at: place)
    }
    guard text.utf8.contains(0x09) else {
      return Document.Block(
        .text, Markup.passage(text, line: index), printed: text.trimmed(), at: place)
    }
    let cells = text.split(separator: "\t", omittingEmptySubsequences: false)
    return Document.Block(
      .row(cells.map { Markup.passage($0, line: index) }), Passage(), at: place)
  }

  private static func lines(_ bytes: [UInt8], messagesIn language: Language)
    throws(PublishedText.Failure) -> [String]
  {
    var lines: [String] = []
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      var end = position
      while end < bytes.count, bytes[end] != 0x0A, bytes[end] != 0x0D {
        // Tab and form feed are the only control characters that a text extracted from pages has.
        if bytes[end] < 0x20, bytes[end] != 0x09, bytes[end] != 0x0C {
          throw PublishedText.Failure(line: lines.count + 1, message: Message.binary(language))
        }
        end += 1
      }
      guard end - position <= longestLine else {
        throw PublishedText.Failure(
          line: lines.count + 1, message: Message.lineTooLong(longestLine, language))
      }
      guard let line = String(validating: bytes[position..<end], as: UTF8.self) else {
        throw PublishedText.Failure(line: lines.count + 1, message: Message.notUTF8(language))
      }
      lines.append(line)
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      position = end + (isPair ? 2 : 1)
    }
    guard lines.contains(where: { !$0.isBlank }) else {
      throw PublishedText.Failure(line: nil, message: Message.empty(language))
    }
    return lines
  }
}
