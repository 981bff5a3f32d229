internal import Basics
internal import Checklists

/// Paragraphs and list items, as a cell or a line of running text prints them.
struct Passage: Sendable, Equatable {
  enum Kind: Sendable {
    case paragraph
    case item
    /// An item with a box to tick.
    case box
  }

  struct Block: Sendable, Equatable {
    var kind: Kind
    /// One line; runs of blanks are one blank.
    var text: String
    /// The source line on which it begins.
    var line: Int
    /// Whether a tag of its own opens it.
    var isOpened = false
  }

  var blocks: [Block] = []

  var isEmpty: Bool { blocks.isEmpty }

  /// Template text: a blank line before a paragraph, `- ` before an item.
  var text: String {
    var out = ""
    for block in blocks {
      let isParagraph = block.kind == .paragraph
      if !out.isEmpty { out += isParagraph ? "\n\n" : "\n" }
      out += (isParagraph ? "" : "- ") + block.text
    }
    return out
  }

  /// All on one line.
  var line: String { blocks.map(\.text).joined(separator: " ") }

  /// Takes the half of a row that a page break cut off: the sentence goes on after a blank, unless the first half
  /// ends with a sentence and the second opens a paragraph of its own (a tag, or a row without a title).
  mutating func resume(with rest: Passage, opensParagraph: Bool) {
    guard let first = rest.blocks.first, let last = blocks.indices.last else {
      blocks += rest.blocks
      return
    }
    let isNew =
      first.kind != .paragraph
      || (Sentence.isComplete(blocks[last].text) && (first.isOpened || opensParagraph))
    if isNew {
      blocks += rest.blocks
    } else {
      blocks[last].text += " " + first.text
      blocks += rest.blocks.dropFirst()
    }
  }

  /// The sentences of all blocks, with the lines on which their blocks begin.
  var sentences: [Sentence] {
    blocks.flatMap { block in Sentence.split(block.text).map { Sentence($0, line: block.line) } }
  }
}

// MARK: - Boxes that ask for yes or no

extension Passage {
  /// The index of the first of two neighbouring boxes that say yes and no (or no and yes).
  var answerBoxes: Int? {
    guard blocks.count > 1 else { return nil }
    return (0..<(blocks.count - 1)).first { index in
      let pair = [blocks[index], blocks[index + 1]]
      guard pair.allSatisfy({ $0.kind == .box && $0.text.utf8.count < 10 }) else { return false }
      let words = pair.map { $0.text.folded() }
      return (Lexicon.yes.contains(words[0]) && Lexicon.no.contains(words[1]))
        || (Lexicon.no.contains(words[0]) && Lexicon.yes.contains(words[1]))
    }
  }

  /// What the box after yes and no asks for, without its line to write on.
  var explanationLabel: String? {
    guard let index = answerBoxes, index + 2 < blocks.count, blocks[index + 2].kind == .box else {
      return nil
    }
    let label = blocks[index + 2].text.prefix { $0 != "_" && $0 != ":" && $0 != "…" }
    return label.isBlank ? nil : label.trimmed()
  }

  /// Ends a yes or no box after its word, and a box with a line to write on after the line: what follows on the
  /// same printed line is a paragraph.
  mutating func closeAnswerBoxes() {
    var index = 0
    while index + 1 < blocks.count {
      defer { index += 1 }
      guard blocks[index].kind == .box, blocks[index + 1].kind == .box else { continue }
      guard blocks[index].text.utf8.count < 10 else { continue }
      let first = blocks[index].text.folded()
      let other =
        Lexicon.yes.contains(first) ? Lexicon.no : Lexicon.no.contains(first) ? Lexicon.yes : []
      let label = blocks[index + 1].text
      let word = label.prefix(10).prefix { $0.isLetter }
      guard other.contains(word.folded()) else { continue }
      if cut(index + 1, at: word.endIndex) { return }
      guard index + 2 < blocks.count, blocks[index + 2].kind == .box,
        let line = blocks[index + 2].text.lastIndex(of: "_")
      else { return }
      _ = cut(index + 2, at: blocks[index + 2].text.index(after: line))
      return
    }
  }

  /// Whether anything stood behind.
  private mutating func cut(_ index: Int, at end: String.Index) -> Bool {
    let text = blocks[index].text
    let rest = text[end...].trimmed()
    guard !rest.isEmpty else { return false }
    blocks[index].text = text[..<end].trimmed()
    blocks.insert(Block(kind: .paragraph, text: rest, line: blocks[index].line), at: index + 1)
    return true
  }
}
