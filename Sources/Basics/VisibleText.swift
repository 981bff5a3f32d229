/// Typed text in messages and on terminals: nothing in it may move the cursor, turn the direction of writing or
/// fill the page.
extension String {
  /// With every control character, direction mark and other invisible sign shown as a visible one: `␛` for escape,
  /// `⏎` for a line break, `‹U+202E›` for a direction mark. Everything else stays as it is.
  public func visible() -> String {
    var text = self
    guard text.withUTF8(VisibleText.mayHide), unicodeScalars.contains(where: VisibleText.isHidden)
    else { return self }
    var out = ""
    for character in self {
      if character == "\r\n" {
        out += "⏎"
      } else {
        for scalar in character.unicodeScalars { VisibleText.append(scalar, to: &out) }
      }
    }
    return out
  }

  /// The same with its line breaks left as they are, for a text of several lines.
  public func visibleLines() -> String {
    guard utf8.contains(UInt8(ascii: "\n")) else { return visible() }
    return split(separator: "\n", omittingEmptySubsequences: false).map { $0.visible() }
      .joined(separator: "\n")
  }

  /// At most so many characters, the last one `…` where something was left out. Marks heaped on one letter are cut
  /// as well.
  public func shortened(to limit: Int) -> String {
    // No character is shorter than a byte.
    if utf8.count <= limit { return self }
    var text = self
    if !text.withUTF8(VisibleText.mayHide) {
      // Each scalar is a character.
      let scalars = unicodeScalars
      guard let end = scalars.index(startIndex, offsetBy: limit, limitedBy: endIndex),
        end < endIndex
      else { return self }
      return String(scalars.prefix(Swift.max(0, limit - 1))) + "…"
    }
    var out = ""
    var scalars = 0
    for (position, character) in enumerated() {
      scalars += character.unicodeScalars.count
      guard position < limit, scalars <= 4 * limit else {
        return String(out.prefix(Swift.max(0, limit - 1))) + "…"
      }
      out.append(character)
    }
    return out
  }
}

extension StringProtocol {
  /// The same of a part of a text.
  public func visible() -> String { String(self).visible() }

  /// The same of a part of a text.
  public func visibleLines() -> String { String(self).visibleLines() }

  /// The same of a part of a text.
  public func shortened(to limit: Int) -> String { String(self).shortened(to: limit) }
}

private enum VisibleText {
  /// Whether there is anything beside what texts are mostly made of: ASCII, Latin letters, the signs of typography.
  static func mayHide(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case 0x20..<0x7F: index += 1
      // U+00A0 to U+00BF, but for the soft hyphen.
      case 0xC2 where bytes[index + 1] >= 0xA0 && bytes[index + 1] != 0xAD: index += 2
      case 0xC3...0xC8: index += 2
      // U+2010 to U+2027.
      case 0xE2 where bytes[index + 1] == 0x80 && (0x90...0xA7).contains(bytes[index + 2]):
        index += 3
      default: return true
      }
    }
    return false
  }

  /// Controls, line and paragraph separators, and format signs but the joiners that emoji and scripts need.
  static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20..<0x7F, 0xA0..<0xAD, 0xAE..<0x250, 0x2010..<0x2028, 0x202F..<0x205F: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: return true
    case .format: return scalar.value != 0x200C && scalar.value != 0x200D && scalar.value < 0xE0000
    default: return false
    }
  }

  static func append(_ scalar: Unicode.Scalar, to out: inout String) {
    guard isHidden(scalar) else {
      out.unicodeScalars.append(scalar)
      return
    }
    if scalar == "\n" || scalar == "\r" {
      out += "⏎"
    } else if scalar.value == 0x7F {
      out += "␡"
    } else if scalar.value < 0x20, let picture = Unicode.Scalar(0x2400 + scalar.value) {
      out.unicodeScalars.append(picture)
    } else {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      out += "‹U+" + String(repeating: "0", count: Swift.max(0, 4 - digits.count)) + digits + "›"
    }
  }
}
