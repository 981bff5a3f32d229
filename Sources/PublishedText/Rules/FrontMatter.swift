internal import Basics
internal import Checklists

/// Title, version and month of publication, printed above the text.
struct FrontMatter {
  var title: (text: String, lines: [Int])?
  /// The first line of the title, which names the checklist.
  var name: String?
  var version: (text: String, line: Int)?
  var published: (month: String, line: Int)?

  /// Looks in the lines above the table of contents or the first paragraph; version and month may also stand in
  /// another short line.
  init(_ lines: Document) {
    var heads: [Int] = []
    var isAbove = true
    var dateLine: Int?
    for index in 0..<lines.count where lines.isText(index) || isAbove {
      if lines.isBlank(index) { continue }
      guard lines.isText(index), index != lines.contentsHeading else {
        isAbove = false
        continue
      }
      let text = lines.passage(index).line
      guard text.count <= 160 else {
        isAbove = false
        continue
      }
      let sentence = Sentence(text, line: index)
      let month = text.count <= 60 ? Self.month(in: sentence) : nil
      let number = text.count <= 60 ? Self.version(in: sentence) : nil
      if published == nil, let month { published = (month, index) }
      if version == nil, let number { version = (number, index) }
      if Sentence.isComplete(text) || heads.count > 20 { isAbove = false }
      if month != nil || number != nil {
        dateLine = dateLine ?? index
      } else if isAbove {
        heads.append(index)
      }
    }
    // A logo's text is in small letters; what stands below the date is an imprint.
    let capital = heads.filter { lines.printed($0).trimmed().first?.isLowercase == false }
    let above = capital.filter { $0 < dateLine ?? lines.count }
    let chosen = above.isEmpty ? (capital.isEmpty ? heads : capital) : above
    guard !chosen.isEmpty else { return }
    let texts = chosen.map { lines.passage($0).line }
    title = (texts.joined(separator: " – "), chosen)
    name = texts.first
  }

  /// « Décembre 2019 », “December 15, 2019”, `2019-12`.
  static func month(in sentence: Sentence) -> String? {
    let words = sentence.words.map(\.folded)
    func year(_ index: Int) -> String? {
      guard index < words.count, words[index].utf8.count == 4, let year = Int(words[index]),
        (1950...2150).contains(year)
      else { return nil }
      return words[index]
    }
    for (index, word) in words.enumerated() {
      if let month = Lexicon.monthNames.firstIndex(where: {
        $0.french == word || $0.english == word
      }),
        let year = year(index + 1)
          ?? (index + 1 < words.count && Int(words[index + 1]) != nil ? year(index + 2) : nil)
      {
        return year + (month < 9 ? "-0" : "-") + String(month + 1)
      }
      if let year = year(index), index + 1 < words.count, words[index + 1].utf8.count == 2,
        let month = Int(words[index + 1]), (1...12).contains(month)
      {
        return year + "-" + words[index + 1]
      }
    }
    return nil
  }

  /// What follows the word version: digits and full stops.
  static func version(in sentence: Sentence) -> String? {
    for (index, word) in sentence.words.enumerated() {
      var rest: Substring
      if Lexicon.version.contains(word.folded) {
        rest = sentence.text[word.range.upperBound...]
        while let first = rest.first, first.isWhitespace || ".:".contains(first) {
          rest = rest.dropFirst()
        }
      } else if word.folded.hasPrefix("v"), word.folded.dropFirst().allSatisfy(\.isNumber),
        index == 0 || month(in: sentence) != nil
      {
        rest = sentence.text[word.range.lowerBound...].dropFirst()
      } else {
        continue
      }
      var number = rest.prefix { $0.isNumber || $0 == "." }
      while number.last == "." { number = number.dropLast() }
      if number.first?.isNumber == true { return String(number) }
    }
    return nil
  }
}
