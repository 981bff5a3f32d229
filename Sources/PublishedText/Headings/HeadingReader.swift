internal import Basics
internal import Checklists

/// Reads a checklist whose controls are headings, with their text below: parts, sections, controls.
struct HeadingReader {
  private let document: Document
  private let outline: Outline
  /// The document's own name, which its parts begin with.
  private let name: String
  private var draft: Draft
  /// The headings that are open, outermost first.
  private var open: [(level: Int, index: Int)] = []
  private var part: Int?
  private var section: Int?
  private var control: Int?
  /// The level of the control that is open.
  private var controlLevel = 0
  /// Whether the lines that follow are items: behind a colon, in a text that marks none.
  private var isInList = false

  private init(_ document: Document, _ outline: Outline, _ draft: consuming Draft) {
    self.document = document
    self.outline = outline
    name = FrontMatter(document).name ?? ""
    self.draft = draft
  }

  /// Adds what the headings say to a draft; blocks that tables took are left alone.
  static func read(_ document: Document, into draft: consuming Draft) throws(PublishedText.Failure)
    -> Draft
  {
    let outline = Outline(document)
    guard outline.hasControls else { return draft }
    var reader = HeadingReader(document, outline, draft)
    for index in outline.repeated {
      reader.draft.skip(index, Message.repeated(reader.draft.messages))
    }
    for index in 0..<document.count where !reader.draft.isUsed(index) {
      if let entry = outline.entries[index] {
        try reader.enter(entry, index)
      } else {
        reader.add(index)
      }
    }
    reader.inferScopes()
    return reader.draft
  }

  // MARK: - Headings

  private mutating func enter(_ entry: Outline.Entry, _ index: Int) throws(PublishedText.Failure) {
    if control != nil, entry.level > controlLevel, case .heading = entry.role {
      add(index)
      return
    }
    isInList = false
    while let last = open.last, last.level >= entry.level { open.removeLast() }
    control = nil
    switch entry.role {
    case .control(let heading) where isControl(heading):
      try openControl(heading, index)
      controlLevel = entry.level
    case .control, .section, .heading: open.append((entry.level, index))
    }
  }

  /// Numbers alone are controls where the headings above speak of requirements, or where nothing else is one.
  private func isControl(_ heading: ControlHeading) -> Bool {
    let titles = open.map { document.passage($0.index).line }
    if titles.contains(where: Lexicon.isFront) { return false }
    guard heading.kind == .numbered else { return true }
    return !outline.hasCodes || titles.contains(where: Lexicon.isPart)
      || titles.contains(where: Lexicon.isPrerequisite)
  }

  private mutating func openControl(_ heading: ControlHeading, _ index: Int)
    throws(PublishedText.Failure)
  {
    openPart()
    openSection()
    let id = draft.parts[part ?? 0].id.rawValue + "." + heading.ref
    if let first = draft.lineOfID[id] {
      throw PublishedText.Failure(
        line: document.blocks[index].place.line,
        message: Message.duplicate(id, document.blocks[first].place.line, draft.messages))
    }
    draft.lineOfID[id] = index
    draft.controls.append(
      Draft.ControlDraft(
        part: draft.parts[part ?? 0].id, section: section.map { draft.sections[$0].ref },
        reference: Reference(heading.ref), ref: heading.ref, title: heading.title,
        passage: Passage(), cells: [], id: id,
        line: index))
    control = draft.controls.count - 1
    draft.use(index, id)
  }

  /// The outermost open heading that is not the whole document's is the part.
  private mutating func openPart() {
    let headings = open.filter { $0.index != outline.title }
    let heading = headings.first?.index
    if let known = draft.parts.firstIndex(where: { $0.line == (heading ?? -1) && $0.isOfHeadings })
    {
      part = known
      return
    }
    let title = heading.map { document.passage($0).line }
    let isPrerequisite = title.map(Lexicon.isPrerequisite) ?? false
    var id = isPrerequisite ? "prereq" : Self.id(title ?? "", without: name)
    let same = draft.parts.count { $0.id.rawValue == id || $0.id.rawValue.hasPrefix(id + "_") }
    if same > 0 { id += String(same + 1) }
    let introduction = heading.map { intro($0) } ?? Passage()
    draft.parts.append(
      Draft.PartDraft(
        id: PartID(rawValue: id), kind: isPrerequisite ? .prerequisite : .control, title: title,
        intro: introduction, line: heading ?? -1, isOfHeadings: true))
    part = draft.parts.count - 1
    if let heading { draft.use(heading, "parts." + id) }
  }

  /// The headings between the part and the control, as one section.
  private mutating func openSection() {
    section = nil
    let headings = open.filter { $0.index != outline.title }.dropFirst().map(\.index)
    guard let last = headings.last, let part else { return }
    if let known = draft.sections.firstIndex(where: { $0.line == last }) {
      section = known
      return
    }
    let title = headings.map { heading -> String in
      let line = document.passage(heading).line
      return Reference(line)?.title ?? line
    }.joined(separator: " – ")
    let own = draft.parts[part].id
    var ref = Reference(document.passage(last).line)?.printed ?? title
    let isTaken = draft.sections.contains { $0.part == own && $0.ref == ref }
    if isTaken { ref += " (" + String(draft.sections.count) + ")" }
    var introduction = Passage()
    for heading in headings { introduction.blocks += intro(heading).blocks }
    draft.sections.append(
      Draft.SectionDraft(part: own, ref: ref, title: title, intro: introduction, line: last))
    section = draft.sections.count - 1
    for heading in headings { draft.use(heading, "sections." + own.rawValue + "." + ref) }
  }

  /// What stands below a heading, up to the next.
  private mutating func intro(_ heading: Int) -> Passage {
    var passage = Passage()
    var next = heading + 1
    while next < document.count, outline.entries[next] == nil {
      if document.isText(next) {
        passage.blocks += document.passage(next).blocks
        draft.use(next, "intro")
      }
      next += 1
    }
    return passage
  }

  /// `commonPractice` of “Common Practice Requirements”.
  private static func id(_ title: String, without name: String) -> String {
    var words = Sentence.words(of: title).map(\.folded)
    let own = Sentence.words(of: name).map(\.folded)
    if !own.isEmpty, words.starts(with: own), words.count > own.count {
      words.removeFirst(own.count)
    }
    let bare = words.filter { !Lexicon.requirement.contains($0) && !Lexicon.small.contains($0) }
    let id = Identifier.camelCase((bare.isEmpty ? words : bare).prefix(5).joined(separator: " "))
    return id.first?.isLetter == true ? id : "part" + id
  }

  // MARK: - What stands below a control

  private mutating func add(_ index: Int) {
    guard let control else { return }
    guard document.isText(index) || document.cells(index) != nil else {
      // A blank line ends a list, unless nothing of it has come.
      if document.isBlank(index), isInList, index > 0, !document.printed(index - 1).hasSuffix(":") {
        isInList = false
      }
      return
    }
    var blocks = document.passage(index).blocks
    if let cells = document.cells(index) {
      blocks = [
        Passage.Block(
          kind: .item, text: cells.map(\.line).filter { !$0.isEmpty }.joined(separator: " – "),
          line: index)
      ]
    }
    if !document.marksHeadings {
      if isInList, blocks.count == 1, !blocks[0].text.hasSuffix(":") { blocks[0].kind = .item }
      isInList = blocks.last?.text.hasSuffix(":") == true || isInList && blocks.last?.kind == .item
    }
    // A line of a text that ends within its sentence goes on in the next.
    if !document.marksHeadings, let first = blocks.first, first.kind == .paragraph,
      first.text.first?.isLowercase == true, index > 0, document.isText(index - 1),
      let last = draft.controls[control].passage.blocks.last, !Sentence.isComplete(last.text),
      !last.text.hasSuffix(":")
    {
      draft.controls[control].passage.resume(with: Passage(blocks: blocks), opensParagraph: false)
    } else {
      draft.controls[control].passage.blocks += blocks
    }
    draft.use(index, draft.controls[control].id)
  }

  /// What is asked once and what for each case study: by the heading of a part, else by its introduction.
  private mutating func inferScopes() {
    for index in draft.parts.indices where draft.parts[index].isOfHeadings {
      let part = draft.parts[index]
      guard part.kind == .control else { continue }
      let speaks = { (sentence: Sentence) in !sentence.ends(ofAny: Lexicon.caseStudy).isEmpty }
      let isByTitle = part.title.map { speaks(Sentence($0, line: 0)) } ?? false
      let isPerCase = isByTitle || part.intro.sentences.contains(where: speaks)
      draft.parts[index].scope = isPerCase ? .caseStudy : .solution
      draft.infer(
        part.line,
        Message.scope(
          of: part.id.rawValue, isPerCase ? .caseStudy : .solution, byTitle: isByTitle,
          draft.messages))
    }
  }
}
