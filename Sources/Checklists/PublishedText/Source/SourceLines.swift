import Basics

/// What a line of the source is by its form alone.
enum LineForm {
  /// Blanks and tabs only.
  case blank
  /// Dashes in one cell or several, left by a page break.
  case dashes
  /// An entry of the table of contents: a title and a page.
  case contents(title: String)
  /// Cells between tabs.
  case row([Substring])
  case text
}

/// The lines of the source by their form. Lines count from 0 here, from 1 in reports.
struct SourceLines {
  let texts: [String]
  private(set) var forms: [LineForm]
  /// Titles in the table of contents, folded.
  private(set) var contents: Set<String> = []
  /// The line above the table of contents.
  private(set) var contentsHeading: Int?
  let language: Language

  var count: Int { texts.count }

  init(_ source: SourceText) {
    texts = source.lines
    forms = texts.map(Self.form)
    language = Self.language(of: texts)
    findContents()
  }

  private static func form(_ text: String) -> LineForm {
    if text.isBlank { return .blank }
    let marks = text.filter { !$0.isWhitespace }
    if marks.count > 1, marks.allSatisfy({ "-–—_=|".contains($0) }) { return .dashes }
    return text.utf8.contains(0x09)
      ? .row(text.split(separator: "\t", omittingEmptySubsequences: false)) : .text
  }

  /// Entries of a table of contents stand before the first other row.
  private mutating func findContents() {
    for index in forms.indices {
      switch forms[index] {
      case .row(let cells):
        guard cells.count == 2, Self.isPage(cells[1].trimmed()), !cells[0].isBlank else { return }
        enter(String(cells[0]), at: index)
      case .text:
        let title = texts[index].prefix { $0 != "…" }
        let digits = texts[index].reversed().prefix { $0.isNumber }.count
        let lead = texts[index].dropLast(digits)
        guard digits > 0, digits < 5,
          lead.trimmed().hasSuffix("...") || title.count < texts[index].count
        else {
          continue
        }
        enter(String(lead), at: index)
      case .blank, .dashes, .contents: continue
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
    forms[index] = .contents(title: String(title))
  }

  private static func isPage(_ text: String) -> Bool {
    !text.isEmpty && text.utf8.count < 5 && text.utf8.allSatisfy { (48...57).contains($0) }
  }

  private static func language(of texts: [String]) -> Language {
    var scores: [Language: Int] = [:]
    for text in texts {
      for word in Sentence.words(of: text) {
        for mark in Lexicon.languageMarks where mark.words.contains(word.folded) {
          scores[mark.language, default: 0] += 1
        }
      }
    }
    return scores[.english, default: 0] > scores[.french, default: 0] ? .english : .french
  }

  // MARK: - Questions about a line

  func isBlank(_ index: Int) -> Bool { if case .blank = forms[index] { true } else { false } }
  func isText(_ index: Int) -> Bool { if case .text = forms[index] { true } else { false } }
  /// The nearest line above that is not blank.
  func lastFilled(before index: Int) -> Int? { (0..<index).last { !isBlank($0) } }
  func cells(_ index: Int) -> [Substring]? {
    if case .row(let cells) = forms[index] { cells } else { nil }
  }

  /// A heading: named in the table of contents, or short and not closed like a sentence or an item.
  func isHeading(_ index: Int) -> Bool {
    guard isText(index), index != contentsHeading, texts[index].utf8.count <= 600 else {
      return false
    }
    let text = texts[index].trimmed()
    if contents.contains(text.folded()) { return true }
    guard text.count <= 120, let last = text.last, let first = text.first else { return false }
    return !".;,!?".contains(last) && !"-*•▪".contains(first) && text.contains(where: \.isLetter)
  }

  /// A line of running text that opens a section: `1.0 Title`.
  func sectionHeading(_ index: Int) -> Reference? {
    guard isText(index), let reference = Reference(texts[index].trimmed()), reference.opensSection,
      !reference.title.isEmpty
    else { return nil }
    return reference
  }

  /// Accounts for the lines that no stage needs.
  func account(in draft: inout Draft) {
    let language = draft.messages
    for index in forms.indices {
      switch forms[index] {
      case .blank:
        draft.skip(index, language(fr: "vide", en: "blank"))
      case .dashes:
        draft.skip(index, language(fr: "tirets d'un saut de page", en: "dashes of a page break"))
      case .contents:
        draft.skip(index, language(fr: "table des matières", en: "table of contents"))
      case .row, .text: continue
      }
    }
    if let heading = contentsHeading {
      draft.skip(
        heading,
        language(fr: "titre de la table des matières", en: "heading of the table of contents"))
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

  /// Two to four numbers with full stops between them, then a blank or the end.
  init?(_ text: String) {
    let number = text.prefix { $0.isASCII && $0.isNumber || $0 == "." }
    let parts = number.split(separator: ".", omittingEmptySubsequences: true)
    var rest = text[number.endIndex...]
    if let mark = rest.first, ").:".contains(mark) { rest = rest.dropFirst() }
    guard (2...4).contains(parts.count), parts.allSatisfy({ $0.count < 5 }), number.first != ".",
      !number.contains(".."), rest.first?.isWhitespace ?? true
    else { return nil }
    printed = parts.joined(separator: ".")
    title = rest.trimmed()
  }
}
