/// Where texts and values end, found eight bytes at a time where nothing in them needs a look.
enum XMLText {
  enum Run {
    case plain
    /// With references to the five entities that all XML knows (XML 1.0, § 4.6), and to nothing else.
    case withEntities
    /// With other references or carriage returns, too.
    case withReferences
    /// Odd, or the bytes end first.
    case open
  }

  /// Goes from a place in a text to the `<` behind it (XML 1.0, § 2.4).
  ///
  /// - Parameter isLast: whether nothing follows the bytes.
  @inline(__always)
  static func skipText(_ bytes: XMLBytes, _ position: inout Int, isLast: Bool) -> Run {
    var run = Run.plain
    while true {
      position += plainRun(bytes, position, quote: nil)
      guard position < bytes.count else { return .open }
      switch bytes[position] {
      case UInt8(ascii: "<"): return run
      case UInt8(ascii: "&"):
        position += 1
        if let (_, length) = XMLReferences.entity(bytes, position) {
          position += length
          if run == .plain { run = .withEntities }
        } else {
          run = .withReferences
        }
      case 0x0D:
        run = .withReferences
        position += 1
      case UInt8(ascii: "]"):
        // `]]>` may not stand in a text.
        guard position + 2 < bytes.count || isLast else { return .open }
        if position + 2 < bytes.count, bytes[position + 1] == UInt8(ascii: "]"),
          bytes[position + 2] == UInt8(ascii: ">")
        {
          return .open
        }
        position += 1
      case 0x09, 0x0A: position += 1
      case 0x80...:
        let length = length(bytes, position)
        if length == 0 { return .open }
        position += length
      default: return .open
      }
    }
  }

  /// Goes from a place in a value to the quotation mark behind it (XML 1.0, § 2.3).
  @inline(__always)
  static func skipValue(_ bytes: XMLBytes, _ position: inout Int, _ quote: UInt8) -> Run {
    var run = Run.plain
    while true {
      position += plainRun(bytes, position, quote: quote)
      guard position < bytes.count else { return .open }
      let byte = bytes[position]
      if byte == quote { return run }
      switch byte {
      case UInt8(ascii: "&"), 0x09, 0x0A, 0x0D:
        run = .withReferences
        position += 1
      case UInt8(ascii: "]"): position += 1
      case 0x80...:
        let length = length(bytes, position)
        if length == 0 { return .open }
        position += length
      default: return .open
      }
    }
  }

  /// How many bytes from a place on are of ASCII and mean nothing in XML.
  @inline(__always)
  static func plainRun(_ bytes: XMLBytes, _ start: Int, quote: UInt8?) -> Int {
    guard let base = bytes.baseAddress else { return 0 }
    var position = start
    while position + 8 <= bytes.count {
      let odd = oddBytes(UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self), quote)
      if odd != 0 { return position + odd.trailingZeroBitCount / 8 - start }
      position += 8
    }
    while position < bytes.count,
      oddBytes(UInt64(littleEndian: UInt64(base[position]) | 0x2020_2020_2020_2000), quote) == 0
    {
      position += 1
    }
    return position - start
  }

  /// Whether a byte is below 0x20.
  static func hasControls(_ bytes: XMLBytes) -> Bool {
    guard let base = bytes.baseAddress else { return false }
    var position = 0
    while position + 8 <= bytes.count {
      let word = UnsafeRawPointer(base + position).loadUnaligned(as: UInt64.self)
      if (word &- 0x2020_2020_2020_2020) & ~word & 0x8080_8080_8080_8080 != 0 { return true }
      position += 8
    }
    return bytes[position...].contains { $0 < 0x20 }
  }

  /// The highest bit of each byte that is below 0x20, above 0x7F, `&`, `<`, `]` or the quotation mark; right up to
  /// the first that is set.
  @inline(__always)
  private static func oddBytes(_ word: UInt64, _ quote: UInt8?) -> UInt64 {
    let ones: UInt64 = 0x0101_0101_0101_0101
    @inline(__always) func zeros(_ word: UInt64) -> UInt64 { (word &- ones) & ~word }
    let word = UInt64(littleEndian: word)
    let controls = (word &- ones &* 0x20) & ~word
    var found =
      controls | word | zeros(word ^ ones &* 0x26) | zeros(word ^ ones &* 0x3C)
      | zeros(word ^ ones &* 0x5D)
    if let quote { found |= zeros(word ^ ones &* UInt64(quote)) }
    return found & (ones &* 0x80)
  }

  /// The bytes of a scalar beyond ASCII (RFC 3629, § 4); 0 where they are none, or not all there.
  @inline(__always)
  static func length(_ bytes: XMLBytes, _ start: Int) -> Int {
    let first = bytes[start]
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, first <= 0xF4, start + length <= bytes.count else { return 0 }
    let second = bytes[start + 1]
    guard second & 0xC0 == 0x80 else { return 0 }
    if length == 2 { return 2 }
    guard bytes[start + 2] & 0xC0 == 0x80, length == 3 || bytes[start + 3] & 0xC0 == 0x80 else {
      return 0
    }
    switch first {
    case 0xE0 where second < 0xA0, 0xED where second > 0x9F, 0xF0 where second < 0x90,
      0xF4 where second > 0x8F:
      return 0
    // U+FFFE and U+FFFF are no characters of XML.
    case 0xEF where second == 0xBF && bytes[start + 2] >= 0xBE: return 0
    default: return length
    }
  }

  // MARK: Names

  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09
  }

  static func isNameStart(_ byte: UInt8) -> Bool {
    let letter = byte | 0x20
    return (letter >= 0x61 && letter <= 0x7A) || byte == UInt8(ascii: "_")
      || byte == UInt8(ascii: ":")
  }

  static func isNameByte(_ byte: UInt8) -> Bool {
    isNameStart(byte) || (byte >= 0x30 && byte <= 0x39) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: ".")
  }
}
