internal import Basics

/// What a person typed into an answer cell, without what does not change its meaning (contract § 6).
enum AnswerText {
  /// Compatibility forms as plain letters, invisible signs removed; then without quotation marks around it
  /// and closing punctuation, folded.
  static func normalised(_ text: String) -> String {
    // No answer is that long, and a hostile file has long texts in very many cells.
    guard text.utf8.count <= longest else { return text }
    var rest = text.compatibilityFolded()[...]
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
    let scalars = text.unicodeScalars.filter { !$0.isInvisible && !$0.properties.isWhitespace }
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
