/// How many columns of a terminal text takes: two for East Asian wide characters and emoji, none for marks.
public enum DisplayWidth {
  public static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + of($1) } }

  static func of(_ character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    if first.isASCII { return first.value < 0x20 || first.value == 0x7F ? 0 : 1 }
    if character.unicodeScalars.contains(where: { $0.value == 0xFE0F }) { return 2 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: return 0
    default: return first.properties.isEmojiPresentation || isWide(first.value) ? 2 : 1
    }
  }

  /// East Asian Wide and Fullwidth (Unicode Standard Annex 11), by blocks.
  private static func isWide(_ value: UInt32) -> Bool {
    wide.contains { $0.contains(value) }
  }

  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x18DFF,
    0x1AFF0...0x1B2FF, 0x1F200...0x1F2FF, 0x20000...0x3FFFD,
  ]

  /// At most so many columns, the last one `…` where something was left out.
  public static func shortened(_ text: String, to limit: Int) -> String {
    guard of(text) > limit else { return text }
    var out = ""
    var width = 0
    for character in text {
      width += of(character)
      if width > limit - 1 { break }
      out.append(character)
    }
    return limit > 0 ? out + "…" : ""
  }

  /// At most so many columns, the first one `…` where something was left out.
  static func shortenedAtStart(_ text: String, to limit: Int) -> String {
    guard of(text) > limit else { return text }
    var out: [Character] = []
    var width = 0
    for character in text.reversed() {
      width += of(character)
      if width > limit - 1 { break }
      out.append(character)
    }
    return limit > 0 ? "…" + String(out.reversed()) : ""
  }

  /// Filled up with blanks to so many columns, on the left where the text is to stand on the right.
  public static func padded(_ text: String, to width: Int, right: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return right ? blanks + text : text + blanks
  }

  /// Lines of at most so many columns, broken at blanks; a longer word has a line of its own. No-break spaces hold.
  static func wrapped(_ text: String, to width: Int) -> [String] {
    // No character takes more columns than bytes.
    if text.utf8.count <= width, !text.hasRunOfBlanks { return [text] }
    var lines: [String] = []
    var line = ""
    var used = 0
    for word in text.split(separator: " ") {
      let length = of(word)
      if !line.isEmpty, used + 1 + length > width {
        lines.append(line)
        line = ""
        used = 0
      }
      if !line.isEmpty {
        line += " "
        used += 1
      }
      line += word
      used += length
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}

extension String {
  /// Whether two blanks stand side by side, or one at an end.
  fileprivate var hasRunOfBlanks: Bool {
    let blank = UInt8(ascii: " ")
    var text = self
    return text.withUTF8 { bytes in
      guard let first = bytes.first, let last = bytes.last else { return false }
      if first == blank || last == blank { return true }
      for place in bytes.indices.dropFirst() where bytes[place] == blank {
        if bytes[place - 1] == blank { return true }
      }
      return false
    }
  }
}
