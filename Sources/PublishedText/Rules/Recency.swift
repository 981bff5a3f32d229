internal import Basics
internal import Checklists

/// « au cours des 12 derniers mois », “within the last six months”.
enum Recency {
  /// The number of months of the first such phrase; nil if there is none.
  static func months(in sentence: Sentence) -> Int? {
    let words = sentence.words
    for index in words.indices {
      if Lexicon.recent.contains(words[index].folded) {
        if let found = english(words, index) ?? french(words, index) { return found }
      } else if index > 1, let unit = unit(words, index), sentence.has(stem: Lexicon.dated),
        ["moins", "less", "than"].contains(where: { word in
          words[max(0, index - 4)..<index].contains { $0.folded == word }
        }),
        let number = number(endingAt: index, in: words)
      {
        return number * unit
      }
    }
    return nil
  }

  /// Months of a unit's word.
  private static func unit(_ words: [Word], _ index: Int) -> Int? {
    guard index >= 0, index < words.count else { return nil }
    if Lexicon.months.contains(words[index].folded) { return 1 }
    return Lexicon.years.contains(words[index].folded) ? 12 : nil
  }

  /// “last 12 months”, “past year”; also « dernières 2 années », « dernière année ».
  private static func english(_ words: [Word], _ index: Int) -> Int? {
    if let number = NumberWords.number(at: index + 1, in: words),
      let unit = unit(words, index + 1 + number.count)
    {
      return number.value * unit
    }
    // « derniers mois » has its number before it; “last year” has none.
    guard let unit = unit(words, index + 1), number(endingAt: index, in: words) == nil else {
      return nil
    }
    return ["derniers", "dernieres"].contains(words[index].folded) ? nil : unit
  }

  /// « 12 derniers mois », « douze mois précédents ».
  private static func french(_ words: [Word], _ index: Int) -> Int? {
    if let unit = unit(words, index + 1), let number = number(endingAt: index, in: words) {
      return number * unit
    }
    if let unit = unit(words, index - 1), let number = number(endingAt: index - 1, in: words) {
      return number * unit
    }
    return nil
  }

  /// The number whose last word stands before an index.
  private static func number(endingAt index: Int, in words: [Word]) -> Int? {
    for start in max(0, index - 3)..<max(0, index) {
      if let number = NumberWords.number(at: start, in: words), start + number.count == index {
        return number.value
      }
    }
    return nil
  }
}
