internal import Basics
internal import Checklists

/// How and where a filled checklist is sent.
struct SubmissionFinder {
  private(set) var instructions = SubmissionInstructions()
  private(set) var lines: [(line: Int, key: String)] = []

  var isEmpty: Bool { instructions == SubmissionInstructions() }

  init(lines source: Document, controls: [Draft.ControlDraft]) {
    readSteps(source)
    for index in 0..<source.count where source.isText(index) {
      for sentence in source.passage(index).sentences { read(sentence) }
    }
    for control in controls {
      for sentence in control.passage.sentences { read(sentence) }
    }
  }

  private mutating func note(_ line: Int, _ key: String) {
    lines.append((line, "submission." + key))
  }

  // MARK: - Steps

  /// A numbered list that names a mail address, or that a line about applying announces; what is nested in it is what
  /// a message must include.
  private mutating func readSteps(_ source: Document) {
    var list: [(line: Int, number: Int?, body: String)] = []
    var announcement: Int?
    var index = 0
    while index <= source.count, instructions.steps.isEmpty {
      defer { index += 1 }
      if index < source.count {
        if source.isBlank(index) { continue }
        if source.isText(index), let item = ListMark.strip(source.printed(index)),
          item.number != nil || !list.isEmpty
        {
          list.append((index, item.number, Markup.passage(item.body, line: index).line))
          continue
        }
      }
      take(list, announcement.map { Sentence(source.printed($0), line: $0) })
      list = []
      announcement = index < source.count && source.isText(index) ? index : nil
    }
  }

  private mutating func take(
    _ list: [(line: Int, number: Int?, body: String)], _ announcement: Sentence?
  ) {
    let steps = list.filter { $0.number != nil && !$0.body.hasPrefix("**") }
    guard steps.count > 1 else { return }
    let isAnnounced = announcement?.has(stem: Lexicon.sending) ?? false
    guard isAnnounced || steps.contains(where: { Self.address(in: $0.body) != nil }) else { return }
    instructions.steps = steps.map(\.body)
    if isAnnounced, let announcement { note(announcement.line, "steps") }
    for step in steps { note(step.line, "steps") }
    for entry in list where entry.number == nil {
      note(entry.line, "mustInclude")
      // The item that only announces the others ends with a colon.
      if entry.body.hasSuffix(":") { continue }
      var body = entry.body[...]
      while let last = body.last, last.isWhitespace || ".;,".contains(last) {
        body = body.dropLast()
      }
      instructions.mustInclude.append(String(body))
    }
    for step in steps where instructions.address == nil {
      if let address = Self.address(in: step.body) {
        instructions.address = address
        note(step.line, "address")
      }
    }
  }

  // MARK: - Sentences

  private mutating func read(_ sentence: Sentence) {
    if instructions.address == nil, let address = Self.address(in: sentence.text) {
      instructions.address = address
      note(sentence.line, "address")
    }
    if instructions.replyWorkingDays == nil {
      for end in sentence.ends(ofAny: Lexicon.workingDays) {
        for start in max(0, end - 4)..<max(0, end - 2) {
          if let number = NumberWords.number(at: start, in: sentence.words),
            start + number.count == end - 2
          {
            instructions.replyWorkingDays = number.value
            note(sentence.line, "replyWorkingDays")
          }
        }
      }
    }
    if instructions.subject == nil,
      let noun = sentence.words.firstIndex(where: { Lexicon.subject.contains($0.folded) }),
      let quoted = Self.quoted(sentence.text[sentence.words[noun].range.upperBound...])
    {
      instructions.subject = quoted
      note(sentence.line, "subject")
    }
    if instructions.reviewers.isEmpty, let reviewers = Self.reviewers(in: sentence) {
      instructions.reviewers = reviewers
      note(sentence.line, "reviewers")
    }
  }

  /// The first mail address of a text.
  static func address(in text: String) -> String? {
    for token in text.split(whereSeparator: { $0.isWhitespace || "<>()«»“”\",;:".contains($0) }) {
      var token = token
      while let last = token.last, ".!?".contains(last) { token = token.dropLast() }
      let parts = token.split(separator: "@", omittingEmptySubsequences: false)
      if parts.count == 2, !parts[0].isEmpty, parts[1].contains("."), parts[1].first != "." {
        return String(token)
      }
    }
    return nil
  }

  /// What stands between the first quotation marks.
  private static func quoted(_ text: Substring) -> String? {
    let pairs: [Character: Character] = ["«": "»", "“": "”", "\"": "\""]
    guard let open = text.firstIndex(where: { pairs[$0] != nil }), let mark = pairs[text[open]]
    else { return nil }
    let rest = text[text.index(after: open)...]
    guard let end = rest.firstIndex(of: mark) else { return nil }
    let quoted = rest[..<end].trimmed()
    return quoted.isEmpty ? nil : quoted
  }

  /// « demande à son A, à son B ou à son C d'examiner », “asks its A or its B to review”.
  private static func reviewers(in sentence: Sentence) -> [String]? {
    let words = sentence.words
    guard let ask = sentence.index(ofStem: Lexicon.asking),
      let review = sentence.index(ofStem: Lexicon.reviewing, from: ask + 1), review > ask + 2
    else { return nil }
    // The verb's preposition, « d' » or “to”, belongs to it.
    let end = ["d", "de", "to"].contains(words[review - 1].folded) ? review - 1 : review
    var names: [String] = []
    var start = ask + 1
    for index in (ask + 1)...end {
      let separates = index == end || Lexicon.separators.contains(words[index].folded)
      let gap =
        index == start || index == 0
        ? "" : sentence.text[words[index - 1].range.upperBound..<words[index].range.lowerBound]
      guard separates || gap.contains(",") else { continue }
      names.append(name(sentence, from: start, to: index))
      start = separates && index < end ? index + 1 : index
    }
    names = names.filter { !$0.isEmpty }
    return names.isEmpty ? nil : names
  }

  /// Without preposition, possessive and article at the beginning.
  private static func name(_ sentence: Sentence, from start: Int, to end: Int) -> String {
    var first = start
    let leading = Lexicon.possessives.union(Lexicon.articles).union(["a", "au", "aux"])
    while first < end, leading.contains(sentence.words[first].folded) { first += 1 }
    guard first < end else { return "" }
    var text = sentence.text(from: first, to: end)
    // « d' » has lost its apostrophe's word, not its blank.
    while let last = text.last, last.isWhitespace || "'’".contains(last) { text.removeLast() }
    return text
  }
}
