/// How JSON is told from workbooks and other documents, by its first bytes; a byte order mark and blanks may stand before.
enum JSONBeginning {
  /// Whether bytes open an object: a brace, then a member or the end. A document in RTF begins with a brace, too.
  static func opensObject(_ bytes: some Collection<UInt8>) -> Bool {
    let text = text(bytes)
    guard text.first == UInt8(ascii: "{") else { return false }
    let next = text.dropFirst().first { !isBlank(byte: $0) }
    return next == UInt8(ascii: "\"") || next == UInt8(ascii: "}")
  }

  /// Whether a line opens an object that goes on in the next one.
  static func opensObjectOfManyLines(_ line: [UInt8]) -> Bool {
    let text = text(line)
    return text.first == UInt8(ascii: "{") && text.dropFirst().allSatisfy(isBlank(byte:))
  }

  /// Whether a line says nothing.
  static func isBlank(_ line: [UInt8]) -> Bool { text(line).isEmpty }

  private static func text<Bytes: Collection<UInt8>>(_ bytes: Bytes) -> Bytes.SubSequence {
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
    return text.drop(while: isBlank(byte:))
  }

  private static func isBlank(byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }
}
