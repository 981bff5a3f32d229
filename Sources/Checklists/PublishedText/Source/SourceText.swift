import Basics

/// The lines of a text file, without their ends.
struct SourceText {
  static let largest = 32 << 20
  static let longestLine = 1 << 20

  let lines: [String]

  /// Takes LF, CR LF and CR; drops a byte order mark. The end of the last line opens no further one.
  init(_ bytes: [UInt8], messagesIn language: Language) throws(PublishedText.Failure) {
    guard bytes.count <= Self.largest else {
      throw PublishedText.Failure(line: nil, message: Message.tooLarge(Self.largest, language))
    }
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
      guard end - position <= Self.longestLine else {
        throw PublishedText.Failure(
          line: lines.count + 1, message: Message.lineTooLong(Self.longestLine, language))
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
    self.lines = lines
  }
}
