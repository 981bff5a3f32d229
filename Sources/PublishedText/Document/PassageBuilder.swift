internal import Basics

/// Makes a passage of text that comes piece by piece: runs of blanks become one, blocks open and close.
struct PassageBuilder {
  private var passage = Passage()
  private(set) var kind = Passage.Kind.paragraph
  private var isOpened = false
  private var text = String.UnicodeScalarView()
  private var pendingBlank: Unicode.Scalar?
  private let line: Int

  /// - Parameter line: the block of the document that the passage belongs to.
  init(line: Int) { self.line = line }

  /// What stands for a bullet or a box to tick.
  static let bullets: [Unicode.Scalar: Passage.Kind] = {
    var marks: [Unicode.Scalar: Passage.Kind] = [:]
    for bullet in "▪▫•‣◦●○■◾◆➢➤►".unicodeScalars { marks[bullet] = .item }
    for box in "☐☑☒□❏❑❐❒".unicodeScalars { marks[box] = .box }
    return marks
  }()

  /// Whether the open block has no text yet.
  var isBlank: Bool { text.isEmpty }

  mutating func append(_ text: some StringProtocol) {
    for scalar in text.unicodeScalars { append(scalar) }
  }

  mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.properties.isWhitespace {
      // A no-break space stays one where it stands alone.
      pendingBlank = pendingBlank == nil ? scalar : " "
      return
    }
    if let blank = pendingBlank, !text.isEmpty {
      text.append(blank == "\u{A0}" || blank == "\u{202F}" ? blank : " ")
    }
    pendingBlank = nil
    text.append(scalar)
  }

  /// Opens a block of a kind; `<li><input/>` is one item.
  mutating func open(_ newKind: Passage.Kind) {
    let isBoxOfItem = newKind == .box && kind == .item && text.isEmpty
    if !isBoxOfItem { close() }
    kind = newKind
  }

  /// Ends a paragraph; within an item a line break is a blank.
  mutating func breakLine() {
    if kind == .paragraph { close() } else { append(" ") }
  }

  /// - Parameter isOpening: whether a tag of its own opens the next block.
  mutating func close(isOpening: Bool = false) {
    if !text.isEmpty {
      passage.blocks.append(
        Passage.Block(kind: kind, text: String(text), line: line, isOpened: isOpened))
    }
    text = String.UnicodeScalarView()
    pendingBlank = nil
    kind = .paragraph
    isOpened = isOpening
  }

  mutating func finish() -> Passage {
    close()
    passage.closeAnswerBoxes()
    return passage
  }
}
