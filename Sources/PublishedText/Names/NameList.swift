internal import Basics
internal import Checklists

/// Names in their printed order, with every form in which the text prints them.
struct NameList {
  struct Name {
    let id: String
    let label: String
    let description: String?
    let line: Int
    /// Stems of the label's content words.
    let stems: Set<String>
    /// Other printed forms, the first printed first.
    private(set) var aliases: [String] = []

    init(id: String, label: String, description: String?, line: Int) {
      self.id = id
      self.label = label
      self.description = description
      self.line = line
      self.stems = Stems.of(label)
    }

    fileprivate mutating func add(_ form: String) { aliases.append(form) }
  }

  private(set) var names: [Name]
  /// Folded forms that are taken, by any of the names.
  private var taken: Set<String>

  /// More names than this are no list of categories.
  static let largest = 60
  /// A longer form, in bytes, is no name.
  static let longest = 400

  init(_ names: [Name]) {
    self.names = Array(names.prefix(Self.largest))
    self.taken = Set(self.names.map { $0.label.folded() })
  }

  /// Takes forms, one for each name, in order: as printed, without the article at the beginning, and without the
  /// articles of its further members.
  mutating func learn(_ forms: [String]) {
    for (index, form) in forms.prefix(names.count).enumerated() {
      for variant in [form, Self.withoutLeadingArticle(form), Self.withoutArticles(form)]
      where !variant.isEmpty && variant.utf8.count <= Self.longest
        && taken.insert(variant.folded()).inserted
      {
        names[index].add(variant)
      }
    }
  }

  private static func withoutLeadingArticle(_ form: String) -> String {
    guard let first = Sentence.words(of: form).first, Lexicon.articles.contains(first.folded) else {
      return form
    }
    return form[first.range.upperBound...].drop { $0.isWhitespace || "'’".contains($0) }.trimmed()
  }

  /// Without articles at the beginning and behind commas, « et », “or”.
  private static func withoutArticles(_ form: String) -> String {
    var out = ""
    var kept = form.startIndex
    var opens = true
    for word in Sentence.words(of: form) {
      if opens, Lexicon.articles.contains(word.folded) {
        out += form[kept..<word.range.lowerBound]
        kept = word.range.upperBound
        while kept < form.endIndex, form[kept].isWhitespace || "'’".contains(form[kept]) {
          kept = form.index(after: kept)
        }
      }
      let follows = form[word.range.upperBound...].first
      opens = Lexicon.separators.contains(word.folded) || follows == ","
    }
    return (out + form[kept...]).trimmed()
  }

  /// How well forms fit the names in order: nil where one of them shares too little.
  func fit(_ forms: [String]) -> Double? {
    guard forms.count == names.count, !forms.isEmpty else { return nil }
    var sum = 0.0
    for (form, name) in zip(forms, names) {
      let likeness = Stems.likeness(Stems.of(form), name.stems)
      guard likeness >= Stems.least else { return nil }
      sum += likeness
    }
    let mean = sum / Double(forms.count)
    return mean >= Stems.leastMean ? mean : nil
  }

  /// Takes the list items of a text where as many neighbours as there are names fit them in order.
  ///
  /// - Returns: whether some were found.
  mutating func learn(fromItems items: [String]) -> Bool {
    guard !names.isEmpty, items.count >= names.count else { return false }
    var found = false
    for start in 0...(items.count - names.count) {
      let window = Array(items[start..<(start + names.count)])
      guard !Stems.of(window[0]).isDisjoint(with: names[0].stems), fit(window) != nil else {
        continue
      }
      learn(window)
      found = true
    }
    return found
  }
}

/// Content words by their beginnings, so that « science » and « sciences » are alike.
enum Stems {
  /// The least likeness of one form to its name, and the least mean over a list.
  static let least = 0.25
  static let leastMean = 0.5

  static func of(_ text: String) -> Set<String> {
    Set(Sentence.words(of: text).compactMap(\.stem))
  }

  /// Dice's coefficient: twice the common stems by all stems.
  static func likeness(_ a: Set<String>, _ b: Set<String>) -> Double {
    a.isEmpty || b.isEmpty ? 0 : 2 * Double(a.intersection(b).count) / Double(a.count + b.count)
  }
}

extension Word {
  /// Nil for words without content. A plural's ending does not count, nor does what follows the sixth letter.
  var stem: String? {
    guard !Lexicon.small.contains(folded) else { return nil }
    var stem = folded[...]
    if stem.count > 3, let last = stem.last, last == "s" || last == "x" { stem = stem.dropLast() }
    return String(stem.prefix(6))
  }
}
