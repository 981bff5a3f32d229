internal import Basics
internal import Checklists

/// A word of a sentence.
struct Word {
  /// For comparison: lower case without accents.
  var folded: String
  var range: Range<String.Index>
}

/// A sentence with its words.
struct Sentence {
  let text: String
  let line: Int
  let words: [Word]

  init(_ text: some StringProtocol, line: Int) {
    self.text = String(text)
    self.line = line
    self.words = Self.words(of: self.text)
  }

  /// Runs of letters and digits: apostrophes and hyphens part words.
  static func words(of text: String) -> [Word] {
    var words: [Word] = []
    var start: String.Index?
    let scalars = text.unicodeScalars
    for index in scalars.indices {
      if isOfWord(scalars[index], inside: start != nil) {
        start = start ?? index
      } else if let first = start {
        words.append(Word(folded: fold(text[first..<index]), range: first..<index))
        start = nil
      }
    }
    if let first = start {
      words.append(Word(folded: fold(text[first...]), range: first..<text.endIndex))
    }
    return words
  }

  private static func isOfWord(_ scalar: Unicode.Scalar, inside: Bool) -> Bool {
    switch scalar.value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case 0..<0x80: false
    default:
      scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || (inside && scalar.properties.generalCategory == .nonspacingMark)
    }
  }

  /// Most words are plain ASCII, which needs no table.
  private static func fold(_ word: Substring) -> String {
    guard word.utf8.allSatisfy({ $0 < 0x80 }) else { return word.folded() }
    return String(
      decoding: word.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 }, as: UTF8.self)
  }

  /// For comparison: the folded words.
  var key: String { words.map(\.folded).joined(separator: " ") }

  /// Cuts behind a full stop, question mark or exclamation mark that a blank and anything but a small letter follow.
  static func split(_ text: String) -> [Substring] {
    var sentences: [Substring] = []
    var start = text.startIndex
    var mayEnd = false
    var end = text.startIndex
    for index in text.indices {
      let character = text[index]
      if ".!?…".contains(character) {
        mayEnd = true
        end = text.index(after: index)
      } else if mayEnd, character.isWhitespace {
        continue
      } else if mayEnd, index == end, "»”\")".contains(character) {
        end = text.index(after: index)
      } else {
        if mayEnd, index > end, !character.isLowercase {
          sentences.append(text[start..<end])
          start = index
        }
        mayEnd = false
      }
    }
    if start < text.endIndex { sentences.append(text[start...]) }
    return sentences
  }

  /// Whether a text ends with the end of a sentence.
  static func isComplete(_ text: some StringProtocol) -> Bool {
    let last = text.last { !$0.isWhitespace && !"»”\")’".contains($0) }
    return last.map { ".!?…".contains($0) } ?? false
  }

  /// Whether one of the words stands here.
  func has(_ vocabulary: Set<String>) -> Bool {
    words.contains { vocabulary.contains($0.folded) }
  }

  /// Whether a word begins with one of the stems.
  func has(stem stems: [String]) -> Bool { index(ofStem: stems) != nil }

  /// The first word, from an index, that begins with one of the stems.
  func index(ofStem stems: [String], from start: Int = 0) -> Int? {
    words.indices.dropFirst(start).first { index in
      stems.contains { words[index].folded.hasPrefix($0) }
    }
  }

  /// Whether the words at an index are these.
  func matches(_ phrase: [String], at index: Int) -> Bool {
    index >= 0 && index + phrase.count <= words.count
      && zip(phrase, words[index...]).allSatisfy { $0 == $1.folded }
  }

  /// The indices behind each place where one of the phrases stands.
  func ends(ofAny phrases: [[String]]) -> [Int] {
    words.indices.compactMap { index in
      phrases.first { matches($0, at: index) }.map { index + $0.count }
    }
  }

  /// The text from a word up to another (or the end), without closing punctuation and blanks.
  func text(from first: Int, to end: Int? = nil) -> String {
    guard first < words.count else { return "" }
    let upper = end.map { $0 < words.count ? words[$0].range.lowerBound : text.endIndex }
    let lower = words[first].range.lowerBound
    guard (upper ?? text.endIndex) >= lower else { return "" }
    var phrase = text[lower..<(upper ?? text.endIndex)]
    while let last = phrase.last, last.isWhitespace || ".;:,!".contains(last) {
      phrase = phrase.dropLast()
    }
    return String(phrase)
  }
}
