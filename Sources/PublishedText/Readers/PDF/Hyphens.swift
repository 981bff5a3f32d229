internal import Basics

/// Joins the halves of words that the end of a line parts.
///
/// A hyphen at a line's end may be the word's own: the word as the rest of the document prints it decides,
/// else whether the document is hyphenated anywhere.
struct Hyphens {
  private var words: Set<String> = []
  private var isHyphenated = false

  init(_ pages: [PDFPage]) {
    var cut: [(String, String)] = []
    for page in pages {
      for (word, next) in zip(page.words, page.words.dropFirst()) {
        words.insert(word.text.lowercased())
        if word.line != next.line, Self.isCut(word.text, next.text) {
          cut.append((word.text, next.text))
        }
      }
    }
    isHyphenated = cut.contains {
      $0.last.map { "\u{AD}\u{2010}".contains($0) } ?? false
        || words.contains((String($0.dropLast()) + $1).lowercased())
    }
  }

  private static func isCut(_ word: String, _ next: String) -> Bool {
    guard let last = word.last, "-\u{AD}\u{2010}".contains(last), word.count > 1 else {
      return false
    }
    return word.dropLast().last?.isLetter == true && next.first?.isLowercase == true
  }

  func append(_ lines: [PDFLine], skippingFirst: Bool, to builder: inout PassageBuilder) {
    var words = lines.flatMap { line in line.words.map { (line.number, line.page, $0.text) } }
    if skippingFirst, !words.isEmpty { words.removeFirst() }
    for (index, word) in words.enumerated() {
      let scalars = word.2.unicodeScalars
      if scalars.count == 1, let kind = PassageBuilder.bullets[scalars[scalars.startIndex]],
        index + 1 < words.count
      {
        builder.open(kind)
        continue
      }
      let next = index + 1 < words.count ? words[index + 1] : nil
      if let next, (next.0, next.1) != (word.0, word.1), Self.isCut(word.2, next.2) {
        builder.append(isOwn(word.2, next.2) ? word.2 : String(word.2.dropLast()))
        continue
      }
      builder.append(word.2.filter { $0 != "\u{AD}" })
      builder.append(" ")
    }
  }

  /// Whether the hyphen stays.
  private func isOwn(_ word: String, _ next: String) -> Bool {
    if let last = word.last, last != "-" { return false }
    let bare = next.prefix { $0.isLetter }.lowercased()
    if words.contains(word.lowercased() + bare) { return true }
    return words.contains((word.dropLast() + bare).lowercased()) ? false : !isHyphenated
  }
}
