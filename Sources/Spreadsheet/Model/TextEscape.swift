/// `_xHHHH_` in texts of the format: how a UTF-16 unit that XML cannot hold is stored
/// (ECMA-376 part 1, § 22.9.2.19, ST_Xstring).
enum TextEscape {
  /// Escapes what would not come back: a literal `_xHHHH_`, NUL, U+FFFE and U+FFFF, and with
  /// `controls` also the control characters that the library escapes by itself in a cell's own text.
  static func escape(_ text: String, controls: Bool) -> String {
    guard mayNeedEscape(text, controls: controls) else { return text }
    var scalars = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.first {
      switch scalar.value {
      case 0x5F where unit(of: rest.prefix(7).map { UInt16(clamping: $0.value) }) != nil:
        scalars.append(contentsOf: "_x005F_".unicodeScalars)
      case 0, 0xFFFE, 0xFFFF:
        scalars.append(contentsOf: escaped(scalar))
      case 1..<0x20 where controls && scalar != "\t" && scalar != "\n":
        scalars.append(contentsOf: escaped(scalar))
      default:
        scalars.append(scalar)
      }
      rest = rest.dropFirst()
    }
    return String(scalars)
  }

  /// False for most texts: they have no `_x`, no control character to be escaped, and nothing that begins as U+FFFE and
  /// U+FFFF do, with 0xEF.
  private static func mayNeedEscape(_ text: String, controls: Bool) -> Bool {
    var isAfterLowLine = false
    return !text.allBytes { byte in
      defer { isAfterLowLine = byte == UInt8(ascii: "_") }
      switch byte {
      case UInt8(ascii: "x"): return !isAfterLowLine
      case 0, 0xEF: return false
      case 1..<0x20: return !controls || byte == 0x09 || byte == 0x0A
      default: return true
      }
    }
  }

  /// The text that a stored one means. A lone surrogate stays as it is stored, because no string can hold it.
  static func unescape(_ text: String) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "_") }) else { return text }
    let units = Array(text.utf16)
    var result: [UInt16] = []
    var index = 0
    var found = false
    while index < units.count {
      guard let unit = unit(of: units[index...].prefix(7)) else {
        result.append(units[index])
        index += 1
        continue
      }
      if UTF16.isLeadSurrogate(unit), let next = Self.unit(of: units[(index + 7)...].prefix(7)),
        UTF16.isTrailSurrogate(next)
      {
        result += [unit, next]
        index += 14
      } else if UTF16.isSurrogate(unit) {
        result += units[index..<index + 7]
        index += 7
        continue
      } else {
        result.append(unit)
        index += 7
      }
      found = true
    }
    return found ? String(decoding: result, as: UTF16.self) : text
  }

  /// The unit that seven units `_xHHHH_` stand for.
  private static func unit(of seven: some Collection<UInt16>) -> UInt16? {
    guard seven.count == 7 else { return nil }
    var value: UInt16 = 0
    for (index, unit) in seven.enumerated() {
      switch (index, unit) {
      case (0, 0x5F), (6, 0x5F), (1, 0x78): continue
      case (2...5, 0x30...0x39): value = value << 4 | (unit - 0x30)
      case (2...5, 0x41...0x46): value = value << 4 | (unit - 0x37)
      case (2...5, 0x61...0x66): value = value << 4 | (unit - 0x57)
      default: return nil
      }
    }
    return value
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    let digits = String(scalar.value, radix: 16, uppercase: true)
    let padding = String(repeating: "0", count: max(0, 4 - digits.count))
    return ("_x" + padding + digits + "_").unicodeScalars
  }
}
