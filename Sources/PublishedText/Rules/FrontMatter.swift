internal import Basics
internal import Checklists

/// Title, version, month of publication and period of validity, printed above the text.
struct FrontMatter {
  var title: (text: String, lines: [Int])?
  /// The first line of the title, which names the checklist.
  var name: String?
  var version: (text: String, line: Int)?
  var published: (month: String, line: Int)?
  var validity: (period: Validity, lines: [Int])?

  /// Looks in the lines above the table of contents or the first paragraph; version and month may also stand
  /// in another short line.
  init(_ lines: Document) {
    let finder = ValidityFinder(lines)
    validity = finder.found
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
      let month = text.count <= 60 ? Month.first(in: sentence) : nil
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
    if let period = validity?.period, published == nil || finder.heading != nil {
      published =
        (period.released ?? period.from).flatMap { date in
          validity.map { (String(date.prefix(7)), $0.lines[0]) }
        } ?? published
    }
    let chosen = Self.titleLines(lines, heads, above: dateLine, validity: finder.heading)
    guard !chosen.isEmpty else { return }
    let texts = chosen.map { lines.passage($0).line }
    title = (texts.joined(separator: " – "), chosen)
    name = texts.first
  }

  private static func titleLines(
    _ lines: Document, _ heads: [Int], above dateLine: Int?, validity: Int?
  ) -> [Int] {
    // The lines right above the period of validity.
    if let validity, let last = lines.lastFilled(before: validity), lines.isText(last) {
      var chosen = [last]
      while let first = chosen.first, first > 0, lines.isText(first - 1), chosen.count < 4,
        lines.printed(first - 1).count <= 120,
        !lines.marksHeadings || lines.level(first - 1) != nil
      {
        chosen.insert(first - 1, at: 0)
      }
      return chosen
    }
    // The first heading that the source marks, with those right below it.
    if let first = (0..<lines.count).first(where: { lines.level($0) == 1 }) {
      let rest = (first + 1..<lines.count).prefix { index in
        lines.isBlank(index)
          || lines.level(index).map { $0 > 1 && $0 < 4 } ?? false
            && index != dateLine && lines.passage(index).line.count <= 120
      }.filter { !lines.isBlank($0) }
      // A lone heading below is the first of the text, unless something else comes in between.
      let follows = rest.count > 1 || rest.last.map { opensNothing(lines, $0) } ?? false
      return [first] + (follows ? rest.prefix(2) : [])
    }
    // A logo's text is in small letters; what stands below the date is an imprint.
    let capital = heads.filter { lines.printed($0).trimmed().first?.isLowercase == false }
    let above = capital.filter { $0 < dateLine ?? lines.count }
    return above.isEmpty ? (capital.isEmpty ? heads : capital) : above
  }

  /// Whether nothing but version and date stands below a heading.
  private static func opensNothing(_ lines: Document, _ heading: Int) -> Bool {
    for index in heading + 1..<lines.count where !lines.isBlank(index) {
      if lines.level(index) != nil { return true }
      let sentence = Sentence(lines.printed(index), line: index)
      guard version(in: sentence) != nil || Month.first(in: sentence) != nil,
        lines.printed(index).count <= 60
      else { return false }
    }
    return true
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
        index == 0 || Month.first(in: sentence) != nil
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

/// Months as they are printed.
enum Month {
  /// « Décembre 2019 », “December 15, 2019”, `2019-12`: `2019-12`.
  static func first(in sentence: Sentence) -> String? { all(in: sentence).first?.month }

  /// Every month, with its day where one is printed: `2025-02`, `2025-02-14`; and the word at which it
  /// begins.
  static func all(in sentence: Sentence) -> [(date: String, month: String, word: Int)] {
    let words = sentence.words.map(\.folded)
    func year(_ index: Int) -> String? { self.year(words, index) }
    func day(_ index: Int) -> Int? {
      guard words.indices.contains(index) else { return nil }
      let digits = words[index].prefix(while: \.isNumber)
      let rest = words[index].dropFirst(digits.count)
      guard ["", "st", "nd", "rd", "th", "er"].contains(rest) else { return nil }
      return Int(digits).flatMap { (1...31).contains($0) ? $0 : nil }
    }
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    var found: [(date: String, month: String, word: Int)] = []
    for (index, word) in words.enumerated() {
      if let number = Lexicon.monthNames.firstIndex(where: { $0.contains(word) }) {
        guard let year = year(index + 1) ?? (day(index + 1) != nil ? year(index + 2) : nil) else {
          continue
        }
        let month = year + "-" + two(number + 1)
        let before = index > 0 ? day(index - 1) : nil
        let day = before ?? (self.year(words, index + 1) == nil ? day(index + 1) : nil)
        found.append((day.map { month + "-" + two($0) } ?? month, month, index))
      } else if let year = year(index), index + 1 < words.count, words[index + 1].utf8.count == 2,
        let number = Int(words[index + 1]), (1...12).contains(number)
      {
        let month = year + "-" + two(number)
        found.append((month, month, index))
      }
    }
    return found
  }

  private static func year(_ words: [String], _ index: Int) -> String? {
    guard index < words.count, words[index].utf8.count == 4, let year = Int(words[index]),
      (1950...2150).contains(year)
    else { return nil }
    return words[index]
  }
}
