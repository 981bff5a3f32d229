internal import Basics
internal import Checklists

/// What the sentences of a requirement imply about its answer.
struct ControlRules {
  let id: String
  let title: String
  let passage: Passage
  let sentences: [Sentence]
  let messages: Language

  init(_ draft: Draft.ControlDraft, messagesIn messages: Language) {
    id = draft.id
    title = draft.title
    passage = draft.passage
    sentences = draft.passage.sentences
    self.messages = messages
  }

  var line: Int { passage.blocks.first?.line ?? 0 }

  // MARK: - Declaration

  var isDeclaration: Bool { passage.answerBoxes != nil }

  // MARK: - Evidence

  /// What has to accompany an answer, with the line that says so.
  var evidence: (demand: EvidenceDemand, line: Int)? {
    var demand = EvidenceDemand()
    var found: Int?
    if let list = listedEvidence {
      demand.required = true
      demand.form = list.form
      found = list.line
    }
    for sentence in sentences where found == nil {
      guard let form = Self.form(in: sentence) else { continue }
      demand.required = true
      demand.form = form
      found = sentence.line
    }
    if let label = passage.explanationLabel {
      demand.whenNo = label
      found = found ?? line
    }
    return found.map { (demand, $0) }
  }

  /// The items below « Veuillez fournir les preuves suivantes : », “Please provide the following as
  /// evidence:”.
  private var listedEvidence: (form: String, line: Int)? {
    let blocks = passage.blocks
    for (index, block) in blocks.enumerated()
    where block.text.hasSuffix(":") || block.text.hasSuffix("：") {
      let words = Sentence(block.text, line: block.line)
      guard
        words.has(Lexicon.evidence) || Lexicon.evidenceSigns.contains(where: block.text.contains)
      else { continue }
      let items = blocks[(index + 1)...].prefix { $0.kind != .paragraph }
      guard !items.isEmpty else { continue }
      let texts = items.map { item -> String in
        var text = item.text[...]
        while let last = text.last, last.isWhitespace || ".;,".contains(last) {
          text = text.dropLast()
        }
        return String(text)
      }
      return (texts.joined(separator: " ; "), block.line)
    }
    return nil
  }

  /// « Les preuves doivent être … sous la forme de … », « doit fournir … liens vers … ».
  private static func form(in sentence: Sentence) -> String? {
    let words = sentence.words
    guard let modal = words.indices.first(where: { Lexicon.obligation.contains(words[$0].folded) })
    else { return nil }
    if words.indices.contains(where: { index in
      // « mettre en évidence » speaks of no evidence.
      Lexicon.evidence.contains(words[index].folded)
        && (index == 0 || words[index - 1].folded != "en")
        && !sentence.matches(["of", "concept"], at: index + 1)
    }) {
      if let start = sentence.ends(ofAny: Lexicon.forms).first { return sentence.text(from: start) }
      return sentence.text(from: 0)
    }
    guard let link = words.indices.first(where: { Lexicon.links.contains(words[$0].folded) }) else {
      return nil
    }
    if link < modal {
      let gives = words[modal...].prefix(4).contains { word in
        Lexicon.giving.contains { word.folded.hasPrefix($0) }
      }
      return gives ? sentence.text(from: 0, to: modal) : nil
    }
    // The verb stands between an obligation and the links.
    guard
      let verb = words.indices.last(where: { index in
        index < link && Lexicon.giving.contains { words[index].folded.hasPrefix($0) }
      }),
      words[max(0, verb - 3)..<verb].contains(where: { Lexicon.obligation.contains($0.folded) }),
      link - verb <= 4
    else { return nil }
    return sentence.text(from: verb + 1)
  }

  // MARK: - Recency

  /// The age of a case study is no control's: it belongs to the template.
  var recency: (months: Int, line: Int)? {
    for sentence in sentences where sentence.ends(ofAny: Lexicon.caseStudy).isEmpty {
      if let months = Recency.months(in: sentence) { return (months, sentence.line) }
    }
    return nil
  }

  // MARK: - Completion

  /// Whether a sentence or the title speaks of filling in the checklist.
  var attestsCompletion: Bool {
    ([Sentence(title, line: line)] + sentences).contains { sentence in
      guard !sentence.ends(ofAny: Lexicon.checklist).isEmpty else { return false }
      return !sentence.ends(ofAny: Lexicon.selfAssessment).isEmpty
        || sentence.has(stem: Lexicon.completion)
    }
  }

  // MARK: - Condition

  /// The applications that a requirement restricts itself to: « Pour les applications … , » without its « Pour les ».
  var condition: String? {
    guard let first = sentences.first, let opening = first.words.first?.folded,
      ["pour", "for"].contains(opening)
    else { return nil }
    let words = first.words
    guard
      let noun = words.indices.dropFirst().prefix(5).first(where: { index in
        Lexicon.restricted.contains { words[index].folded.hasPrefix($0) }
      })
    else { return nil }
    // One application is the partner's; several, or any one, are a kind. French has nothing but articles before them.
    let before = words[1..<noun].map(\.folded)
    let isKind =
      words[noun].folded.hasSuffix("s") || before.contains(where: Lexicon.universal.contains)
    let isPlain = before.allSatisfy {
      Lexicon.articles.union(Lexicon.universal).union(["des"]).contains($0)
    }
    guard isKind, isPlain || opening == "for",
      !before.contains(where: { ["of", "case", "to"].contains($0) }),
      !first.text[words[0].range.upperBound..<words[noun].range.lowerBound].contains(",")
    else { return nil }
    let start = noun > 1 && Lexicon.articles.union(["des"]).contains(words[1].folded) ? 2 : 1
    let chunks = Self.chunks(of: first.text[words[start].range.lowerBound...])
    guard chunks.count > 1 else { return nil }
    let phrase = chunks.prefix(Self.restrictionLength(chunks)).joined(separator: ", ")
    // « Pour toutes les applications » restricts nothing.
    let isUniversal =
      Lexicon.universal.contains(words[1].folded)
      && Sentence.words(of: phrase).count <= noun + 1 - start
    return isUniversal ? nil : phrase
  }

  private static func chunks(of text: Substring) -> [String] {
    text.split(separator: ",").map { $0.trimmed() }
  }

  private static let continuing: Set<String> = [
    "de", "d", "du", "des", "et", "ou", "où", "qui", "que", "dont", "lorsque", "si", "avec", "sans",
    "en", "a", "au",
    "aux", "dans", "sur", "and", "or", "where", "which", "that", "who", "whose", "when", "if",
    "with", "without", "in",
    "on", "of", "at", "contenant", "containing", "utilisant", "using",
  ]

  /// How many stretches between commas belong to the restriction: those that begin like its continuation, and short
  /// ones up to one that closes an enumeration. The main clause is never short enough for that.
  private static func restrictionLength(_ chunks: [String]) -> Int {
    let words = chunks.map { Sentence.words(of: $0).map(\.folded) }
    var length = 1
    while length < chunks.count - 1 {
      if let first = words[length].first, continuing.contains(first) {
        length += 1
        continue
      }
      guard length == 1 else { break }
      let short = words[1..<(chunks.count - 1)].prefix { $0.count <= 5 }
      guard let closing = short.firstIndex(where: { !Lexicon.separators.isDisjoint(with: $0) })
      else { break }
      length = closing + 1
    }
    return length
  }
}
