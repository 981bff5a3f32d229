internal import Basics
internal import Checklists

/// A published checklist as a sequence of blocks, whatever the format of its source. Blocks count from 0.
struct Document: Sendable {
  /// One block: a line of a text, a heading, a paragraph, a list item or a row of a table.
  struct Block: Sendable {
    enum Form: Sendable {
      case blank
      /// Dashes in one cell or several, left by a page break.
      case dashes
      /// An entry of the table of contents.
      case contents
      case row([Passage])
      /// A heading that the source marks as one, from 1.
      case heading(level: Int)
      case text
      /// What belongs to no checklist: navigation, a banner, a script, the header of a page.
      case aside(Aside)
    }

    var form: Form
    var passage: Passage
    /// On one line, with the mark of a list item and `**` around its bold beginning.
    var printed: String
    var place: SourcePlace

    init(_ form: Form, _ passage: Passage, printed: String? = nil, at place: SourcePlace) {
      self.form = form
      self.passage = passage
      self.printed = printed ?? passage.line
      self.place = place
    }
  }

  enum Aside: Sendable { case navigation, script, hidden, pageHeader, repeatedRow, picture }

  private(set) var blocks: [Block]
  /// Titles in the table of contents or the navigation, folded.
  private(set) var contents: Set<String> = []
  /// The block above the table of contents.
  private(set) var contentsHeading: Int?
  let language: Language
  /// Whether the source itself marks headings.
  let marksHeadings: Bool

  var count: Int { blocks.count }

  init(_ blocks: [Block]) {
    self.blocks = blocks
    marksHeadings = blocks.contains { if case .heading = $0.form { true } else { false } }
    language = Self.language(of: blocks)
    findContents()
    if !marksHeadings { findRepeatedContents() }
  }

  private static func language(of blocks: [Block]) -> Language {
    var scores: [Language: Int] = [:]
    for block in blocks {
      var texts = [block.printed]
      if case .row(let cells) = block.form { texts = cells.map(\.line) }
      for word in texts.flatMap({ Sentence.words(of: $0) }) {
        for mark in Lexicon.languageMarks where mark.words.contains(word.folded) {
          scores[mark.language, default: 0] += 1
        }
      }
    }
    return scores[.english, default: 0] > scores[.french, default: 0] ? .english : .french
  }

  // MARK: - Table of contents

  /// Entries of a table of contents stand before the first other row.
  private mutating func findContents() {
    for index in blocks.indices {
      switch blocks[index].form {
      case .row(let cells):
        guard cells.count == 2, Self.isPage(cells[1].line), !cells[0].isEmpty else { return }
        enter(cells[0].line, at: index)
      case .text:
        let text = blocks[index].printed
        let title = text.prefix { $0 != "…" }
        let digits = text.reversed().prefix { $0.isNumber }.count
        let lead = text.dropLast(digits)
        guard digits > 0, digits < 5, lead.trimmed().hasSuffix("...") || title.count < text.count
        else { continue }
        enter(String(lead), at: index)
      case .aside(.navigation): contents.insert(blocks[index].passage.line.folded())
      case .blank, .dashes, .contents, .heading, .aside: continue
      }
    }
  }

  private mutating func enter(_ entry: String, at index: Int) {
    var title = entry[...]
    while let last = title.last, last.isWhitespace || ".…".contains(last) {
      title = title.dropLast()
    }
    if contents.isEmpty {
      contentsHeading = lastFilled(before: index).flatMap { isText($0) ? $0 : nil }
    }
    contents.insert(title.folded())
    blocks[index].form = .contents
  }

  /// A page's navigation in its text: four lines or more, blank ones between, each of which is said again
  /// below.
  private mutating func findRepeatedContents() {
    var last: [String: Int] = [:]
    for index in blocks.indices where isText(index) && blocks[index].printed.utf8.count <= 200 {
      last[blocks[index].printed.folded()] = index
    }
    var run: [Int] = []
    for index in blocks.indices {
      if isBlank(index) { continue }
      if isText(index), let again = last[blocks[index].printed.folded()], again > index {
        run.append(index)
        continue
      }
      if run.count >= 4 { break }
      run = []
    }
    guard run.count >= 4 else { return }
    for index in run {
      contents.insert(blocks[index].printed.folded())
      blocks[index].form = .contents
    }
  }

  private static func isPage(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 5 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  // MARK: - Questions about a block

  func printed(_ index: Int) -> String { blocks[index].printed }
  func passage(_ index: Int) -> Passage { blocks[index].passage }
  func isBlank(_ index: Int) -> Bool {
    switch blocks[index].form {
    case .blank, .aside: true
    default: false
    }
  }

  /// Running text, headings among it.
  func isText(_ index: Int) -> Bool {
    switch blocks[index].form {
    case .text, .heading: true
    default: false
    }
  }

  /// The nearest block above that is not blank.
  func lastFilled(before index: Int) -> Int? { (0..<index).last { !isBlank($0) } }
  func cells(_ index: Int) -> [Passage]? {
    if case .row(let cells) = blocks[index].form { cells } else { nil }
  }

  /// The level of a heading that the source marks as one.
  func level(_ index: Int) -> Int? {
    if case .heading(let level) = blocks[index].form { level } else { nil }
  }

  /// A heading: marked as one, named in the table of contents, or short and not closed like a sentence or an
  /// item.
  func isHeading(_ index: Int) -> Bool {
    if level(index) != nil { return true }
    guard isText(index), index != contentsHeading, printed(index).utf8.count <= 600 else {
      return false
    }
    let text = printed(index).trimmed()
    if contents.contains(text.folded()) { return true }
    guard !marksHeadings, text.count <= 120, let last = text.last, let first = text.first else {
      return false
    }
    return !".;,!?".contains(last) && !"-*•▪".contains(first) && text.contains(where: \.isLetter)
  }

  /// A block of running text that opens a section: `1.0 Title`.
  func sectionHeading(_ index: Int) -> Reference? {
    guard isText(index), let reference = Reference(passage(index).line), reference.opensSection,
      !reference.title.isEmpty
    else { return nil }
    return reference
  }

  /// Accounts for the blocks that no stage needs.
  func account(in draft: inout Draft) {
    for index in blocks.indices {
      if let reason = Message.needless(blocks[index].form, draft.messages) {
        draft.skip(index, reason)
      }
    }
    if let contentsHeading {
      draft.skip(contentsHeading, Message.contentsHeading(draft.messages))
    }
  }
}

/// A printed number with its title: `1.12 Title`.
struct Reference {
  /// Without a closing full stop or parenthesis.
  var printed: String
  var title: String

  /// Whether the number ends in zero: `2.0`.
  var opensSection: Bool { printed.hasSuffix(".0") }
  /// The number of the section: `2` of `2.4`.
  var head: Substring { printed.prefix { $0 != "." } }
  /// The last number: `4` of `2.4`.
  var last: Int? { printed.split(separator: ".").last.flatMap { Int($0) } }

  /// Two to four numbers with full stops between them, then a blank, a capital (a page may print the number
  /// in a box of its own) or the end.
  init?(_ text: String) {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let parts = number.split(separator: ".", omittingEmptySubsequences: true)
    var rest = text[number.endIndex...]
    if let mark = rest.first, ").:".contains(mark) { rest = rest.dropFirst() }
    guard (2...4).contains(parts.count), parts.allSatisfy({ $0.count < 5 }), number.first != ".",
      !number.contains(".."), rest.first.map({ $0.isWhitespace || $0.isUppercase }) ?? true
    else { return nil }
    printed = parts.joined(separator: ".")
    title = rest.trimmed()
  }
}
