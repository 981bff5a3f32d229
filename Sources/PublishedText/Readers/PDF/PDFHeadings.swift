internal import Basics

/// Tells headings by their fonts: larger than most of the text, or bold.
struct PDFHeadings {
  /// A font as a heading has it.
  struct Font: Hashable, Comparable {
    /// In half points.
    var size: Int
    var isBold: Bool
    /// Whether its number ends in zero, so that it stands above those of the same font.
    var opensSection: Bool

    static func < (a: Font, b: Font) -> Bool {
      (a.size, a.isBold ? 1 : 0, a.opensSection ? 1 : 0)
        < (b.size, b.isBold ? 1 : 0, b.opensSection ? 1 : 0)
    }
  }

  /// Of most of the letters.
  private let body: Int

  init(_ lines: [PDFLine]) {
    var letters: [Int: Int] = [:]
    for word in lines.flatMap(\.words) where !word.isBold {
      letters[Self.halves(word.size), default: 0] += word.text.utf8.count
    }
    body = letters.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  private static func halves(_ size: Double) -> Int { Int((min(size, 1000) * 2).rounded()) }

  /// Nil for what is no heading.
  private func font(of paragraph: PDFParagraph) -> Font? {
    let text = paragraph.text
    guard body > 0, text.utf8.count <= 300, text.contains(where: \.isLetter), let last = text.last
    else { return nil }
    let reference = Reference(text)
    // An item is one where it carries a reference.
    guard paragraph.mark == nil || reference != nil || ControlHeading(text) != nil else {
      return nil
    }
    let font = Font(
      size: Self.halves(paragraph.size), isBold: paragraph.isBold,
      opensSection: reference?.opensSection == true)
    if font.size > body + 1, !(text.utf8.count > 120 && Sentence.isComplete(text)) { return font }
    return font.isBold && font.size >= body - 1 && !",;:!?".contains(last)
      && (last != "." || ControlHeading(text) != nil) ? font : nil
  }

  /// The level of each font that headings have.
  func levels(of paragraphs: [PDFParagraph]) -> [Font: Int] {
    let fonts = Set(paragraphs.compactMap { font(of: $0) }).sorted(by: >)
    return Dictionary(
      uniqueKeysWithValues: fonts.enumerated().map { ($0.element, min($0.offset + 1, 6)) })
  }

  func level(of paragraph: PDFParagraph, _ levels: [Font: Int]) -> Int? {
    font(of: paragraph).flatMap { levels[$0] }
  }
}
