internal import Basics

/// What a person typed into an answer cell, without what does not change its meaning (contract § 6).
enum AnswerText {
  /// Compatibility forms as plain letters, invisible signs removed; then without quotation marks around it
  /// and closing punctuation, folded.
  static func normalised(_ text: String) -> String {
    // No answer is that long, and a hostile file has long texts in very many cells.
    guard text.utf8.count <= longest else { return text }
    var scalars = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !isInvisible(scalar) {
      scalars.append(contentsOf: compatible(scalar))
    }
    var rest = String(scalars)[...]
    while let last = rest.last, last.isWhitespace || closing.contains(last) || quotes.contains(last)
    { rest.removeLast() }
    while let first = rest.first, first.isWhitespace || quotes.contains(first) {
      rest.removeFirst()
    }
    let plain = String(rest)
    return (alike(plain) ?? plain).folded()
  }

  /// Whether a text is the digit zero or one, in whatever form.
  static func isDigit(_ text: String) -> Bool { ["0", "1"].contains(normalised(text)) }

  /// The Latin letter that a text of one letter of another alphabet looks like; nil for any other text.
  static func alike(_ text: String) -> String? {
    let scalars = text.unicodeScalars.filter { !isInvisible($0) && !$0.properties.isWhitespace }
    guard scalars.count == 1, let letter = scalars.first else { return nil }
    return lookAlikes[letter]
  }

  /// A text with every look-alike letter as what it looks like, for a word that mixes alphabets; nil where it
  /// has none.
  static func withoutOtherAlphabets(_ text: String) -> String? {
    guard text.utf8.count <= longest,
      text.unicodeScalars.contains(where: { lookAlikes[$0] != nil })
    else { return nil }
    return text.unicodeScalars.map { lookAlikes[$0] ?? String($0) }.joined()
  }

  private static let longest = 256

  private static let quotes: Set<Character> = [
    "\"", "'", "`", "´", "«", "»", "‹", "›", "“", "”", "„", "‟", "‘", "’", "‚", "‛", "「", "」",
  ]
  private static let closing: Set<Character> = [".", "!", "…", ",", ";", ":", "。", "¡"]

  /// Zero-width signs, direction marks, variation selectors and tags.
  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF, 0xE0000...0xE01EF:
      true
    default: false
    }
  }

  /// What a scalar is in its compatibility form (Unicode Standard Annex 15, NFKC), as far as answers can be
  /// written in it: wide, circled, squared, raised, lowered and mathematical letters and digits. The standard
  /// library does not offer it.
  private static func compatible(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    let value = scalar.value
    func letter(_ first: Unicode.Scalar, _ offset: UInt32) -> String.UnicodeScalarView {
      var view = String.UnicodeScalarView()
      if let plain = Unicode.Scalar(first.value + offset) { view.append(plain) }
      return view
    }
    switch value {
    case 0..<0x80: return letter("\0", value)
    case 0x3000: return letter(" ", 0)
    case 0xFF01...0xFF5E: return letter("!", value - 0xFF01)
    case 0x24B6...0x24CF: return letter("A", value - 0x24B6)
    case 0x24D0...0x24E9: return letter("a", value - 0x24D0)
    case 0x1F130...0x1F149: return letter("A", value - 0x1F130)
    case 0x1D400...0x1D6A3:
      return letter((value - 0x1D400) % 52 < 26 ? "A" : "a", (value - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF: return letter("0", (value - 0x1D7CE) % 10)
    case 0x2080...0x2089: return letter("0", value - 0x2080)
    default:
      guard let plain = others[scalar] else {
        var view = String.UnicodeScalarView()
        view.append(scalar)
        return view
      }
      return plain.unicodeScalars
    }
  }

  private static let others: [Unicode.Scalar: String] = [
    "º": "o", "ª": "a", "⁰": "0", "¹": "1", "①": "1", "⓪": "0", "ⁿ": "n", "ᵒ": "o", "ʸ": "y",
    "ᴼ": "O", "ᴺ": "N", "ₒ": "o", "ₙ": "n", "ℕ": "N", "ℴ": "o", "\u{2024}": ".", "⒪": "(o)",
    "⒩": "(n)",
    "⒴": "(y)",
  ]

  /// Letters of other alphabets, and signs, that look like a letter of an answer.
  private static let lookAlikes: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("O", "ОοΟоՕօᏫⲞⲟꓳᴏჿ"), ("N", "ΝⲚꓠɴ"), ("Y", "УуΥҮүꓬʏᎩ"), ("S", "ЅѕՏꓢ"), ("I", "ІіΙ"),
      ("E", "ЕеΕ"), ("U", "Սꓴ"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (plain, letters) in groups {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}
