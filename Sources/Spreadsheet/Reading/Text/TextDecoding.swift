/// Bytes of an unknown encoding as a text.
enum TextDecoding {
  /// By a byte order mark, else UTF-8 where it is valid, else Windows-1252; nil for what is no text.
  static func decode(_ bytes: [UInt8]) -> String? {
    let text: String?
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      text = String(validating: bytes.dropFirst(3), as: UTF8.self)
    } else if bytes.starts(with: [0xFF, 0xFE]) {
      text = wide(bytes.dropFirst(2), lowFirst: true)
    } else if bytes.starts(with: [0xFE, 0xFF]) {
      text = wide(bytes.dropFirst(2), lowFirst: false)
    } else {
      text = String(validating: bytes, as: UTF8.self) ?? windows1252(bytes)
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

  /// The upper half of Windows-1252 from 0x80 to 0x9F; five of its places are empty.
  private static let windows: [UInt32] = [
    0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
    0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
  ]

  private static func windows1252(_ bytes: [UInt8]) -> String? {
    var scalars = String.UnicodeScalarView()
    for byte in bytes {
      let value = (0x80...0x9F).contains(byte) ? windows[Int(byte) - 0x80] : UInt32(byte)
      guard value > 0, let scalar = Unicode.Scalar(value) else { return nil }
      scalars.append(scalar)
    }
    return String(scalars)
  }
}
