/// Bytes of an unknown encoding as a text.
enum TextDecoding {
  /// By a byte order mark, else UTF-8 where it is valid, else the one of the older encodings in which it
  /// reads most like a text of French or English; nil for what is no text.
  static func decode(_ bytes: [UInt8]) -> String? {
    let text: String?
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      text = String(validating: bytes.dropFirst(3), as: UTF8.self)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      text = wide(bytes.dropFirst(2), lowFirst: true)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = wide(bytes.dropFirst(2), lowFirst: false)
    } else {
      text = String(validating: bytes, as: UTF8.self) ?? LegacyEncoding.decode(bytes)
    }
    guard let text, text.unicodeScalars.allSatisfy(isText) else { return nil }
    return text
  }

  /// Text has no control characters but tabs, line breaks and form feeds.
  private static func isText(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value >= 0x20 || (9...13).contains(scalar.value)
  }

  private static func wide(_ bytes: ArraySlice<UInt8>, lowFirst: Bool) -> String? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    let units = stride(from: bytes.startIndex, to: bytes.endIndex, by: 2).map { index in
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      return lowFirst ? second << 8 | first : first << 8 | second
    }
    return String(validating: units, as: UTF16.self)
  }
}
