internal import Basics
internal import Checklists

/// Numbers as digits or as French and English words.
enum NumberWords {
  private static let units: [String: Int] = {
    let groups = [
      "zero", "un une one", "deux two", "trois three", "quatre four", "cinq five", "six",
      "sept seven", "huit eight",
      "neuf nine", "dix ten", "onze eleven", "douze twelve dozen", "treize thirteen",
      "quatorze fourteen",
      "quinze fifteen", "seize sixteen", "seventeen", "eighteen", "nineteen",
    ]
    var table: [String: Int] = [:]
    for (value, words) in groups.enumerated() {
      for word in words.split(separator: " ") { table[String(word)] = value }
    }
    return table
  }()

  private static let tens: [String: Int] = [
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "twenty": 20,
    "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
  ]

  /// The number that begins at a word, and how many words it takes; nil where none begins.
  static func number(at index: Int, in words: [Word]) -> (value: Int, count: Int)? {
    guard index >= 0, index < words.count else { return nil }
    let word = words[index].folded
    func unit(_ offset: Int) -> Int? {
      index + offset < words.count ? units[words[index + offset].folded] : nil
    }
    if !word.isEmpty, word.utf8.count <= 4, word.utf8.allSatisfy({ (48...57).contains($0) }) {
      return Int(word).map { ($0, 1) }
    }
    if let base = tens[word] {
      let isJoined = index + 1 < words.count && ["et", "and"].contains(words[index + 1].folded)
      if isJoined, unit(2) == 1 || (base == 60 && unit(2) == 11) {
        return (base + (unit(2) ?? 0), 3)
      }
      if let added = unit(1), (1...9).contains(added) || (base == 60 && added < 20) {
        return (base + added, 2)
      }
      return (base, 1)
    }
    if word == "dix", let added = unit(1), (7...9).contains(added) { return (10 + added, 2) }
    return units[word].map { ($0, 1) }
  }

  /// French articles that are numbers only where a number is expected.
  static let articles: Set<String> = ["un", "une"]
}
