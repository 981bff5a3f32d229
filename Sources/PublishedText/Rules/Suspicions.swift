internal import Basics
internal import Checklists

/// What looks wrong in the controls as printed. Nothing is changed.
struct Suspicions {
  private let controls: [Draft.ControlDraft]
  private let language: Language
  private(set) var found: [(line: Int, what: String)] = []

  init(_ controls: [Draft.ControlDraft], messagesIn language: Language) {
    self.controls = controls
    self.language = language
    findNumbering()
    findRepeatedTexts()
    findRepeatedTitles()
    for control in controls {
      findOpenMarks(control)
      findOpenEnd(control)
    }
    findForeignProducts()
  }

  private mutating func add(_ control: Draft.ControlDraft, _ what: String) {
    found.append((control.line, control.id + language(fr: " : ", en: ": ") + what))
  }

  private mutating func findNumbering() {
    var before: Draft.ControlDraft?
    for control in controls {
      guard let reference = control.reference else { continue }
      if let section = control.section.flatMap({ Reference($0) }), section.head != reference.head {
        add(
          control,
          language(
            fr: "numéro d'une autre section que \(section.printed)",
            en: "numbered for another section than \(section.printed)"))
      }
      let isFollowing =
        before.map { $0.section == control.section && $0.part == control.part } ?? false
      let expected = isFollowing ? (before?.reference?.last ?? 0) + 1 : 1
      if let last = reference.last, last != expected {
        add(
          control,
          language(
            fr: "le numéro \(expected) manque ou n'est pas à sa place",
            en: "number \(expected) is absent or not in its place"))
      }
      before = control
    }
  }

  /// A text that holds the whole text of another control, sentence by sentence.
  private mutating func findRepeatedTexts() {
    let texts = controls.map { $0.passage.sentences.map(\.key) }
    var byFirst: [String: [Int]] = [:]
    for (index, sentences) in texts.enumerated() {
      // A single short sentence may well be said twice.
      guard let first = sentences.first, sentences.reduce(0, { $0 + $1.count }) >= 40 else {
        continue
      }
      byFirst[first, default: []].append(index)
    }
    for (index, sentences) in texts.enumerated() {
      var reported: Set<Int> = []
      for start in sentences.indices {
        for other in (byFirst[sentences[start]] ?? []).prefix(4) where other != index {
          let isWhole = sentences[start...].starts(with: texts[other])
          let isTwin = texts[other].count == sentences.count
          guard isWhole, !(isTwin && other > index), reported.insert(other).inserted else {
            continue
          }
          add(
            controls[index],
            language(
              fr: "contient tout le texte de \(controls[other].id)",
              en: "holds the whole text of \(controls[other].id)"))
        }
      }
    }
  }

  private mutating func findRepeatedTitles() {
    var first: [String: String] = [:]
    for control in controls {
      let key = control.part.rawValue + " " + Sentence(control.title, line: 0).key
      if let id = first[key] {
        add(control, language(fr: "même titre que \(id)", en: "the same title as \(id)"))
      } else {
        first[key] = control.id
      }
    }
  }

  private mutating func findOpenMarks(_ control: Draft.ControlDraft) {
    for (text, place) in [
      (control.title, language(fr: "titre", en: "title")),
      (control.passage.line, language(fr: "texte", en: "text")),
    ] {
      for pair in ["()", "«»", "“”"] where !Self.isBalanced(text, pair) {
        add(
          control,
          language(
            fr: "\(pair) non appariés dans le \(place)", en: "unmatched \(pair) in the \(place)"))
      }
    }
  }

  /// Enumerators such as `a)` and `ii)` open nothing.
  private static func isBalanced(_ text: String, _ pair: String) -> Bool {
    guard let open = pair.first, let close = pair.last else { return true }
    var depth = 0
    var word = 0
    for character in text {
      if character == open {
        depth += 1
      } else if character == close {
        if depth > 0 {
          depth -= 1
        } else if close != ")" || !(1...3).contains(word) {
          return false
        }
      }
      word = character.isLetter || character.isNumber ? word + 1 : 0
    }
    return depth == 0
  }

  private mutating func findOpenEnd(_ control: Draft.ControlDraft) {
    guard let last = control.passage.blocks.last else {
      add(control, language(fr: "n'a pas de texte", en: "has no text"))
      return
    }
    if last.kind == .paragraph, !Sentence.isComplete(last.text) {
      add(
        control,
        language(
          fr: "la dernière phrase n'a pas de point", en: "the last sentence has no full stop"))
    }
  }

  // MARK: - Products

  /// A product of two words, the second in capitals or digits: `Amazon EC2`.
  private struct Product: Hashable {
    var family: String
    var name: String
  }

  /// A title that names a product which its text never mentions, while the text names another of the same family.
  private mutating func findForeignProducts() {
    for control in controls {
      let titled = Self.products(in: control.title)
      guard !titled.isEmpty else { continue }
      let named = Self.products(in: control.passage.line)
      let words = Set(Sentence.words(of: control.passage.line).map(\.folded))
      for product in titled where !words.contains(product.name.folded()) {
        guard
          let other = named.first(where: { $0.family == product.family && !titled.contains($0) })
        else { continue }
        add(
          control,
          language(
            fr:
              "le titre parle de \(product.family) \(product.name), le texte de \(other.family) \(other.name)",
            en:
              "the title is about \(product.family) \(product.name), the text about \(other.family) \(other.name)"
          ))
      }
    }
  }

  private static func products(in text: String) -> [Product] {
    let words = Sentence.words(of: text)
    var found: [Product] = []
    for (first, second) in zip(words, words.dropFirst()) {
      let family = text[first.range]
      let name = text[second.range]
      guard text.index(after: first.range.upperBound) == second.range.lowerBound, family.count > 2,
        family.first?.isUppercase == true, name.count > 1,
        name.allSatisfy({ $0.isUppercase || $0.isNumber }),
        name.contains(where: \.isUppercase)
      else { continue }
      let product = Product(family: String(family), name: String(name))
      if !found.contains(product) { found.append(product) }
    }
    return found
  }
}
