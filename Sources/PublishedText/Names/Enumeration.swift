internal import Basics
internal import Checklists

/// Finds the names of a list in running text: « l'engagement client, la logistique et la distribution, … ».
///
/// A run between parentheses, colons and full stops is cut at commas and at « et », “or”. Neighbouring pieces are
/// then joined so that each shares content words with one name, in order; among all ways the likeliest is taken, since
/// a name may hold a comma or an « et » itself.
struct Enumeration {
  /// A member may hold this many pieces, a run this many.
  private static let widest = 6
  private static let longest = 400

  /// A run of text between two marks.
  private struct Run {
    var pieces: [Range<String.Index>]
    /// Whether a parenthesis or colon opens it.
    var isOpened: Bool
  }

  let list: NameList
  let text: String

  init(of list: NameList, in text: String) {
    self.list = list
    self.text = text
  }

  /// The printed forms, one for each name, of every enumeration in the text.
  func forms() -> [[String]] {
    guard !list.names.isEmpty else { return [] }
    return runs().compactMap(align)
  }

  private func runs() -> [Run] {
    var runs: [Run] = []
    var run = Run(pieces: [], isOpened: false)
    var start = text.startIndex
    func add(upTo end: String.Index) {
      let piece = text[start..<end]
      if piece.contains(where: { $0.isLetter }), run.pieces.count < Self.longest {
        run.pieces.append(start..<end)
      }
    }
    func finish(isOpened: Bool) {
      if !run.pieces.isEmpty { runs.append(run) }
      run = Run(pieces: [], isOpened: isOpened)
    }
    var wordStart: String.Index?
    for index in text.indices {
      let character = text[index]
      let next = text.index(after: index)
      if character.isLetter || character.isNumber {
        wordStart = wordStart ?? index
        continue
      }
      if let first = wordStart, text[first..<index].utf8.count <= 3,
        Lexicon.separators.contains(text[first..<index].folded())
      {
        add(upTo: first)
        start = index
      }
      wordStart = nil
      let isStop = ".!?".contains(character) && (next == text.endIndex || text[next].isWhitespace)
      if isStop || "();:«»“”\"".contains(character) {
        add(upTo: index)
        start = next
        finish(isOpened: character == "(" || character == ":")
      } else if character == "," {
        add(upTo: index)
        start = next
      }
    }
    add(upTo: text.endIndex)
    finish(isOpened: false)
    return runs
  }

  /// The likeliest way to give each name neighbouring pieces of a run.
  private func align(_ run: Run) -> [String]? {
    let pieces = run.pieces
    let names = list.names
    guard pieces.count >= names.count else { return nil }
    let stems = pieces.map { Stems.of(String(text[$0])) }
    // best[end]: the likeness of the names so far to pieces that end before `end`, with the beginning of each.
    var best: [(sum: Double, starts: [String.Index])?] = Array(
      repeating: nil, count: pieces.count + 1)
    for (number, name) in names.enumerated() {
      var next: [(sum: Double, starts: [String.Index])?] = Array(
        repeating: nil, count: pieces.count + 1)
      for first in pieces.indices {
        // Two names are a frequent pair of words: they count only where a parenthesis or colon opens the list.
        if number == 0, names.count < 3, first > 0 || !run.isOpened { continue }
        if number > 0, best[first] == nil { continue }
        var held: Set<String> = []
        for end in (first + 1)...min(first + Self.widest, pieces.count) {
          held.formUnion(stems[end - 1])
          if held.isDisjoint(with: name.stems) { continue }
          let range = pieces[first].lowerBound..<pieces[end - 1].upperBound
          let (likeness, start) =
            number == 0
            ? likeliestStart(in: range, of: name)
            : (Stems.likeness(held, name.stems), range.lowerBound)
          guard likeness >= Stems.least else { continue }
          let before = number == 0 ? (sum: 0, starts: []) : best[first] ?? (sum: 0, starts: [])
          let sum = before.sum + likeness
          if sum > next[end]?.sum ?? 0 { next[end] = (sum, before.starts + [start]) }
        }
      }
      best = next
    }
    let ends = names.count < 3 ? [pieces.count] : Array(best.indices)
    guard let end = ends.max(by: { (best[$0]?.sum ?? 0) < (best[$1]?.sum ?? 0) }),
      let found = best[end],
      found.sum / Double(names.count) >= Stems.leastMean
    else { return nil }
    return found.starts.indices.map { index in
      let upper =
        index + 1 < found.starts.count ? found.starts[index + 1] : pieces[end - 1].upperBound
      return Self.trimmed(text[found.starts[index]..<upper])
    }
  }

  /// The first member may follow other words of its sentence: it begins where it is likest, with its article.
  private func likeliestStart(in range: Range<String.Index>, of name: NameList.Name) -> (
    Double, String.Index
  ) {
    let words = Sentence.words(of: String(text[range]))
    var stems: Set<String> = []
    var best = (0.0, range.lowerBound)
    let base = String(text[range])
    for (index, word) in words.enumerated().reversed().prefix(30) {
      if let stem = word.stem { stems.insert(stem) }
      let likeness = Stems.likeness(stems, name.stems)
      guard likeness > best.0 else { continue }
      let hasArticle = index > 0 && Lexicon.articles.contains(words[index - 1].folded)
      let start = hasArticle ? words[index - 1].range.lowerBound : word.range.lowerBound
      let offset = base.distance(from: base.startIndex, to: start)
      best = (likeness, text.index(range.lowerBound, offsetBy: offset))
    }
    return best
  }

  /// Without separators and blanks at both ends.
  private static func trimmed(_ form: Substring) -> String {
    var text = String(form)
    while true {
      let words = Sentence.words(of: text)
      guard let first = words.first, let last = words.last else { return "" }
      if Lexicon.separators.contains(first.folded) {
        text = String(text[first.range.upperBound...])
      } else if Lexicon.separators.contains(last.folded) {
        text = String(text[..<last.range.lowerBound])
      } else {
        return String(
          text[first.range.lowerBound...].reversed().drop { $0.isWhitespace || ",/".contains($0) }
            .reversed())
      }
    }
  }
}
