internal import Basics
internal import Checklists

/// The numbers of case studies, read from the sentences that state them.
struct CaseStudyFinder {
  struct Found {
    var value: Int
    var line: Int
  }

  private(set) var required: Found?
  private(set) var publicRequired: Found?
  private(set) var maxAgeMonths: Found?
  private(set) var reuseMax: Found?
  private(set) var competencies: [String] = []
  /// Further required numbers that the text states, with their lines.
  private(set) var contradictions: [Found] = []
  private var isFirm = false

  /// Looks at sentences in printed order.
  init(_ sentences: [Sentence]) {
    for sentence in sentences { read(sentence) }
  }

  private mutating func read(_ sentence: Sentence) {
    let nouns = Set(sentence.ends(ofAny: Lexicon.caseStudy))
    guard !nouns.isEmpty else { return }
    if maxAgeMonths == nil, let months = Recency.months(in: sentence) {
      maxAgeMonths = Found(value: months, line: sentence.line)
    }
    if sentence.has(stem: Lexicon.reuse) {
      readReuse(sentence)
      return
    }
    let isPublic = sentence.has(stem: Lexicon.publicStems)
    if isPublic, let part = subset(sentence) {
      if publicRequired == nil { publicRequired = Found(value: part.value, line: sentence.line) }
      if let whole = part.of { take(whole, sentence, isFirm: false) }
      return
    }
    guard let count = count(sentence, nouns) else { return }
    if isPublic, count.isPublic {
      if publicRequired == nil { publicRequired = Found(value: count.value, line: sentence.line) }
    } else {
      take(count.value, sentence, isFirm: sentence.has(Lexicon.obligation))
    }
  }

  /// The first number in a sentence that obliges counts; before one comes, the first number at all.
  private mutating func take(_ value: Int, _ sentence: Sentence, isFirm: Bool) {
    let found = Found(value: value, line: sentence.line)
    if let required, required.value != value {
      contradictions.append(self.isFirm || !isFirm ? found : required)
    }
    if required == nil || (isFirm && !self.isFirm) {
      required = found
      self.isFirm = isFirm
    }
  }

  /// « deux des quatre », “one of the two”, « dont deux », “two of which”.
  private func subset(_ sentence: Sentence) -> (value: Int, of: Int?)? {
    let words = sentence.words
    for index in words.indices {
      guard let part = NumberWords.number(at: index, in: words) else { continue }
      let next = index + part.count
      if index > 0, words[index - 1].folded == "dont" { return (part.value, nil) }
      guard next < words.count, ["des", "de", "of"].contains(words[next].folded) else { continue }
      let afterArticle = next + 1
      guard afterArticle < words.count else { continue }
      if words[next].folded == "of", ["which", "them"].contains(words[afterArticle].folded) {
        return (part.value, nil)
      }
      let isArticle = Lexicon.articles.union(Lexicon.possessives).union(["ces", "these", "those"])
        .contains(words[afterArticle].folded)
      if let whole = NumberWords.number(at: afterArticle + (isArticle ? 1 : 0), in: words) {
        return (part.value, whole.value)
      }
    }
    return nil
  }

  /// A number with up to three words between it and its noun.
  private func count(_ sentence: Sentence, _ nouns: Set<Int>) -> (value: Int, isPublic: Bool)? {
    let words = sentence.words
    for index in words.indices where !NumberWords.articles.contains(words[index].folded) {
      guard let number = NumberWords.number(at: index, in: words) else { continue }
      var next = index + number.count
      // “Two (2)”.
      if let again = NumberWords.number(at: next, in: words), again.value == number.value {
        next += again.count
      }
      // “One of the two …”, “one … per customer” state no number of their own.
      if next < words.count, ["of", "des", "de"].contains(words[next].folded) { continue }
      if words[next...].prefix(6).contains(where: { ["per", "par"].contains($0.folded) }) {
        continue
      }
      // The noun ends two or three words behind its beginning.
      for end in (next + 2)...(next + 6) where nouns.contains(end) {
        let near = words[next..<min(end + 3, words.count)]
        let isPublic = near.contains { word in
          Lexicon.publicStems.contains { word.folded.hasPrefix($0) }
        }
        return (number.value, isPublic)
      }
    }
    return nil
  }

  private mutating func readReuse(_ sentence: Sentence) {
    guard reuseMax == nil else { return }
    let counted = sentence.ends(ofAny: Lexicon.atMost).lazy
      .compactMap { NumberWords.number(at: $0, in: sentence.words)?.value }.first
    guard
      let value = counted ?? count(sentence, Set(sentence.ends(ofAny: Lexicon.caseStudy)))?.value
    else { return }
    reuseMax = Found(value: value, line: sentence.line)
    competencies = Self.competencies(in: sentence)
  }

  /// The list behind « compétences d'… » or before “… competencies”, up to the verb.
  private static func competencies(in sentence: Sentence) -> [String] {
    let words = sentence.words
    guard let noun = sentence.index(ofStem: Lexicon.competency),
      let modal = words.indices.first(where: {
        $0 > noun && Lexicon.modal.contains(words[$0].folded)
      })
    else { return [] }
    var list: String
    if noun + 1 == modal {
      let opener = words.indices.last {
        $0 < noun && ["with", "hold", "holds", "holding"].contains(words[$0].folded)
      }
      list = sentence.text(from: opener.map { $0 + 1 } ?? 0, to: noun)
    } else {
      let link = words.indices.first {
        $0 > noun && $0 < modal && Lexicon.competencyLinks.contains(words[$0].folded)
      }
      list = sentence.text(from: (link ?? noun) + 1, to: modal)
    }
    let chunks = list.split(separator: ",").map { String($0) }
    guard let last = chunks.last else { return [] }
    // Between commas « et » belongs to a name; the last comma-less stretch is parted by it.
    let parts = chunks.dropLast() + pieces(of: last, all: chunks.count == 1)
    return parts.map(bare).filter { !$0.isEmpty }
  }

  /// A text cut at its last separator, or at all.
  private static func pieces(of text: String, all: Bool) -> [String] {
    let marks = Sentence.words(of: text).filter { Lexicon.separators.contains($0.folded) }
    var groups: [Range<String.Index>] = []
    for mark in marks {
      // « et/ou » is one separator.
      if let last = groups.last,
        !text[last.upperBound..<mark.range.lowerBound].contains(where: \.isWhitespace)
      {
        groups[groups.count - 1] = last.lowerBound..<mark.range.upperBound
      } else {
        groups.append(mark.range)
      }
    }
    if !all { groups = groups.suffix(1) }
    var out: [String] = []
    var start = text.startIndex
    for group in groups {
      out.append(String(text[start..<group.lowerBound]))
      start = group.upperBound
    }
    return out + [String(text[start...])]
  }

  private static func bare(_ text: String) -> String {
    var words = Sentence.words(of: text)[...]
    while let first = words.first, Lexicon.small.contains(first.folded) {
      words = words.dropFirst()
    }
    guard let first = words.first else { return "" }
    return text[first.range.lowerBound...].trimmed()
  }
}
