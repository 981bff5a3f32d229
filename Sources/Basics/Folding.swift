/// Comparison of what people type: case, accents, typographic variants and blanks do not count.
extension StringProtocol {
  /// Lower case without accents; every run of blanks is one space, none at the ends; typographic apostrophes and
  /// dashes are plain ones; `œ` is `oe`. Meant for comparison, not for display.
  public func folded() -> String {
    var text = String(self)
    return text.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: Folding.room(for: bytes.count)) { out in
        var folding = Folding(out)
        folding.add(bytes)
        return folding.count
      }
    }
  }

  /// Adds the bytes of the folded text to others.
  public func appendFolded(to bytes: inout [UInt8]) {
    var text = String(self)
    text.withUTF8 { source in
      let start = bytes.count
      let room = Folding.room(for: source.count)
      bytes.append(contentsOf: repeatElement(0, count: room))
      let count = bytes.withUnsafeMutableBufferPointer {
        var folding = Folding(UnsafeMutableBufferPointer(rebasing: $0[start...]))
        folding.add(source)
        return folding.count
      }
      bytes.removeLast(room - count)
    }
  }

  /// Without blanks at both ends, every kind of blank included.
  public func trimmed() -> String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// Whether nothing but blanks stands here.
  public var isBlank: Bool {
    // Most texts begin with something of ASCII that is no blank, whatever marks follow it.
    if let first = utf8.first, (0x21..<0x7F).contains(first) { return false }
    return allSatisfy(\.isWhitespace)
  }
}

extension String {
  /// Whether nothing but blanks stands here.
  public var isBlank: Bool {
    // A character is a blank if its first scalar is one.
    guard let first = unicodeScalars.first else { return true }
    let isBlank =
      first.isASCII
      ? first == " " || ("\t"..."\r").contains(first) : first.properties.isWhitespace
    return isBlank && allSatisfy(\.isWhitespace)
  }

  /// Without blanks at both ends, every kind of blank included.
  public func trimmed() -> String {
    // A sign of ASCII at an end is a character of its own, or part of one that is no blank either.
    let signs: ClosedRange<UInt8> = 0x21...0x7E
    if let first = utf8.first, let last = utf8.last, signs ~= first, signs ~= last { return self }
    return self[...].trimmed()
  }
}

/// Folds UTF-8 bytes into a buffer that is large enough.
private struct Folding {
  private let out: UnsafeMutableBufferPointer<UInt8>
  private(set) var count = 0
  private var pendingBlank = false

  init(_ out: UnsafeMutableBufferPointer<UInt8>) { self.out = out }

  /// More bytes than folding may make of so many: no scalar becomes longer than three times its own length.
  static func room(for count: Int) -> Int { 3 * count }

  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) {
    Self.letters.withUnsafeBufferPointer { letters in
      Self.signs.withUnsafeBufferPointer { add(bytes, letters, signs: $0) }
    }
  }

  private mutating func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ letters: UnsafeBufferPointer<UInt32>,
    signs: UnsafeBufferPointer<UInt32>
  ) {
    var index = 0
    while index < bytes.count {
      let first = bytes[index]
      if first < 0x80 {
        addASCII(bytes, &index)
        continue
      }
      // A string's bytes are valid UTF-8: the first one tells how many follow.
      let length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
      var scalar = UInt32(first) & (0xFF >> UInt32(length + 1))
      for byte in bytes[(index + 1)..<(index + length)] {
        scalar = scalar << 6 | UInt32(byte & 0x3F)
      }
      index += length
      let packed =
        switch scalar {
        case 0..<0x250: letters[Int(scalar)]
        case 0x2000..<0x2080: signs[Int(scalar) - 0x2000]
        default: Self.packed(scalar)
        }
      switch packed {
      case Self.dropped: break
      case Self.blank: pendingBlank = true
      case Self.long: addLong(scalar)
      default:
        write(UInt8(truncatingIfNeeded: packed))
        if packed > 0xFF { put(UInt8(truncatingIfNeeded: packed >> 8)) }
        if packed > 0xFFFF { put(UInt8(truncatingIfNeeded: packed >> 16)) }
      }
    }
  }

  /// Adds signs of ASCII up to the next that is none.
  @inline(__always)
  private mutating func addASCII(_ bytes: UnsafeBufferPointer<UInt8>, _ index: inout Int) {
    var (place, end, isBlank) = (index, count, pendingBlank)
    while place < bytes.count {
      let byte = bytes[place]
      if byte >= 0x80 { break }
      place += 1
      if byte == 0x20 || byte &- 0x09 <= 0x0D - 0x09 {
        isBlank = true
        continue
      }
      if isBlank {
        isBlank = false
        if end > 0 {
          out[end] = 0x20
          end += 1
        }
      }
      out[end] = byte &- 0x41 <= 0x5A - 0x41 ? byte | 0x20 : byte
      end += 1
    }
    (index, count, pendingBlank) = (place, end, isBlank)
  }

  /// A byte that begins something; a blank before it is written first.
  private mutating func write(_ byte: UInt8) {
    if pendingBlank {
      if count > 0 { put(0x20) }
      pendingBlank = false
    }
    put(byte)
  }

  private mutating func put(_ byte: UInt8) {
    out[count] = byte
    count += 1
  }

  private mutating func addLong(_ scalar: UInt32) {
    var isFirst = true
    for byte in Self.folded(scalar) {
      if isFirst { write(byte) } else { put(byte) }
      isFirst = false
    }
  }

  // MARK: Scalars

  /// What becomes of a scalar: up to three bytes from the lowest on, or one of these.
  private static let dropped: UInt32 = 0
  private static let blank: UInt32 = 0xFFFF_FFFF
  private static let long: UInt32 = 0xFFFF_FFFE

  // The scalars that texts are mostly made of: Latin letters, and the signs of typography.
  private static let letters: [UInt32] = (0..<0x250).map(packed)
  private static let signs: [UInt32] = (0x2000..<0x2080).map(packed)

  private static func packed(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return dropped }
    if scalar.properties.isWhitespace { return blank }
    let bytes = folded(value)
    guard bytes.count <= 3 else { return long }
    return bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A scalar without its marks and in lower case; nothing for what is invisible.
  private static func folded(_ value: UInt32) -> [UInt8] {
    guard let scalar = Unicode.Scalar(value), !invisible.contains(value), !isMark(value),
      value != 0xFE0F
    else { return [] }
    var out: [UInt8] = []
    for lower in scalar.properties.lowercaseMapping.unicodeScalars {
      if let plain = plain[lower] {
        out += Array(plain.utf8)
      } else if !isMark(lower.value) {
        out += Array(String(Character(lower)).utf8)
      }
    }
    return out
  }

  /// The combining diacritical marks.
  private static func isMark(_ value: UInt32) -> Bool { (0x300...0x36F).contains(value) }

  /// Zero-width characters and the soft hyphen.
  private static let invisible: Set<UInt32> = [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]

  /// Lower-case Latin letters with marks and typographic signs, by their plain form. A stroke through a letter is no
  /// mark: `Ø` is not an `o`, and some write it for none.
  private static let plain: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
      ("h", "ĥ"), ("i", "ìíîïĩīĭį"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀ"), ("n", "ñńņňŉ"),
      ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťț"), ("u", "ùúûüũūŭůűų"),
      ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("oe", "œ"), ("ae", "æ"), ("ss", "ß"),
      ("'", "’‘ʼ′`´"), ("-", "‐‑‒–—−"), ("\"", "“”«»„"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (plain, letters) in groups {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}
