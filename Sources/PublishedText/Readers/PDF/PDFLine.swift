internal import Basics

/// Words of one printed line that belong together.
struct PDFLine {
  var words: [PDFPage.Word]
  var box: Box
  /// From 1.
  let page: Int

  init(_ words: [PDFPage.Word], page: Int) {
    self.words = words
    self.page = page
    box = words.first?.box ?? Box(left: 0, top: 0, right: 0, bottom: 0)
    for word in words.dropFirst() { box.include(word.box) }
  }

  var number: Int { words.first?.line ?? 1 }
  var isBold: Bool { words.allSatisfy(\.isBold) }
  /// Of most of its letters.
  var size: Double {
    words.max { $0.text.utf8.count < $1.text.utf8.count }?.size ?? box.height
  }

  /// What opens an item: a bullet, a box to tick, `3.`, or a hyphen.
  enum Mark: Equatable {
    case bullet
    case dash
    case box
    case number(Int)
  }

  private static let dashes: Set<String> = ["-", "–", "—", "*", "·"]

  var mark: Mark? {
    guard let first = words.first, words.count > 1 else { return nil }
    let scalars = first.text.unicodeScalars
    if scalars.count == 1, let kind = PassageBuilder.bullets[scalars[scalars.startIndex]] {
      return kind == .box ? .box : .bullet
    }
    if Self.dashes.contains(first.text) { return .dash }
    // The second level of some word processors is the letter in another font.
    let gap = words[1].box.left - first.box.right
    if first.text == "o", gap > first.box.height * 0.7 { return .bullet }
    guard first.text.utf8.count <= 3, let last = first.text.last, ".)".contains(last),
      let number = Int(first.text.dropLast()), number > 0
    else { return nil }
    return .number(number)
  }

  /// Whether a control's reference stands behind its mark.
  var hasReference: Bool {
    Reference(words.dropFirst().map(\.text).joined(separator: " ")) != nil
  }

  /// Where its text begins, behind the mark.
  var textLeft: Double { mark == nil ? box.left : words[1].box.left }

  /// Whether a word would have found room behind it, had the sentence gone on.
  func hasRoom(for word: PDFPage.Word, upTo right: Double) -> Bool {
    box.right + word.box.width + box.height * 0.5 < right
  }
}

/// Lines that make one heading, paragraph or item.
struct PDFParagraph {
  var lines: [PDFLine]
  var mark: PDFLine.Mark?
  /// Whether there is more room above it than between lines.
  var isParted = true

  var first: PDFLine { lines[0] }
  var isBold: Bool { words.allSatisfy(\.isBold) }
  var size: Double { lines.map(\.size).max() ?? 0 }

  /// Without the mark.
  var words: [PDFPage.Word] { Array(lines.flatMap(\.words).dropFirst(mark == nil ? 0 : 1)) }
  var isClosed: Bool { lines.last?.words.last?.text.last.map { ".:;!?".contains($0) } ?? true }
  var text: String { words.map(\.text).joined(separator: " ") }
}

/// Puts lines together into paragraphs and items, by room, indents, marks and fonts.
struct PDFParagraphs {
  /// The room that lines of one paragraph have between them.
  let leading: Double
  /// The right edge of the text that begins at a place, by its indent.
  private var edges: [Int: Double] = [:]

  /// - Parameter lines: all of the document, or of a table's columns.
  init(measuring lines: [PDFLine]) {
    var gaps: [Double] = []
    for (line, next) in zip(lines, lines.dropFirst()) where line.page == next.page {
      let gap = next.box.top - line.box.bottom
      if abs(line.size - next.size) < 0.5, gap > -line.box.height / 2, gap < line.box.height {
        gaps.append(gap)
      }
    }
    leading = gaps.isEmpty ? 0 : gaps.sorted()[gaps.count / 3]
    for line in lines {
      let place = Int(line.box.left / 20)
      edges[place] = max(edges[place] ?? 0, line.box.right)
    }
  }

  private func edge(of line: PDFLine) -> Double {
    let place = Int(line.box.left / 20)
    return (-2...2).compactMap { edges[place + $0] }.max() ?? line.box.right
  }

  func paragraphs(of lines: [PDFLine]) -> [PDFParagraph] {
    var paragraphs: [PDFParagraph] = []
    // The number of the item that came last.
    var number = 0
    for line in lines {
      var mark = line.mark
      if case .number(let next)? = mark {
        // A number opens an item where it begins or continues a list, or where a reference follows.
        if next == 1 || next == number + 1 || line.hasReference {
          number = next
        } else {
          mark = nil
        }
      }
      // A dash may stand within a sentence.
      if mark == .dash, let last = paragraphs.last, goesOn(last, line), !last.isClosed {
        mark = nil
      }
      if mark == nil, let last = paragraphs.last, goesOn(last, line) {
        paragraphs[paragraphs.count - 1].lines.append(line)
        continue
      }
      var paragraph = PDFParagraph(lines: [line], mark: mark)
      if let before = paragraphs.last?.lines.last, before.page == line.page {
        let gap = line.box.top - before.box.bottom
        paragraph.isParted = gap < -before.box.height || gap > room(after: before)
      }
      paragraphs.append(paragraph)
    }
    return paragraphs
  }

  private func room(after line: PDFLine) -> Double { leading + line.box.height * 0.35 }

  private func goesOn(_ paragraph: PDFParagraph, _ line: PDFLine) -> Bool {
    guard let before = paragraph.lines.last, abs(before.size - line.size) < 0.6,
      let first = line.words.first, let last = before.words.last
    else { return false }
    // Bold text within a paragraph begins or ends within a line.
    if paragraph.isBold != line.isBold, last.isBold != first.isBold { return false }
    let isSmall = first.text.first?.isLowercase == true
    let isFull = !before.hasRoom(for: first, upTo: edge(of: before))
    let gap = line.box.top - before.box.bottom
    if line.page != before.page || gap < -before.box.height {
      // The next page or column.
      return !paragraph.isBold && !".:;!?".contains(last.text.last ?? " ") && (isSmall || isFull)
    }
    guard gap < room(after: before) else { return false }
    if !isFull, !isSmall { return false }
    let indent = line.box.left - before.box.left
    if abs(indent) < (paragraph.mark == nil ? 3 : 6) { return true }
    if paragraph.mark != nil, abs(line.box.left - paragraph.first.textLeft) < 3 { return true }
    if abs(line.box.center - before.box.center) < 3 { return true }
    // The first line may be indented, or hang.
    return paragraph.lines.count == 1 && paragraph.mark == nil && abs(indent) < 40
  }
}
