/// How much room a text takes in the workbook's font, so that each row is high enough for what stands in it.
///
/// Advance widths of Arial (Liberation Sans has the same), in thousandths of the font size. The writer's library has no
/// autofit. Arial, because every program has it or a font of the same widths, and lines of nearly the same height.
package enum TextMeasure {
  package static let fontName = "Arial"
  /// Of a line, for each point of the font size, as Excel has it; other programs need a little less.
  private static let pitch = 1.31

  /// U+0020 to U+007E.
  private static let ascii: [Double] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
  ]

  /// Of what is not in the table, in thousandths of the font size.
  private static func advance(_ scalar: Unicode.Scalar) -> Double {
    switch scalar.value {
    case 0x20...0x7E: ascii[Int(scalar.value) - 0x20]
    case 0xA0, 0x202F: 278
    case 0x2019: 222
    case 0xC0...0xFF: scalar.value <= 0xDE && scalar.value != 0xD7 ? 700 : 556
    case 0x100...0x24F: scalar.properties.isUppercase ? 700 : 556
    case 0x300...0x36F, 0x200B...0x200D: 0
    case 0x2013: 556
    case 0x2014, 0x2026, 0x2E80...: 1_100
    default: 600
    }
  }

  /// Whether a scalar never joins the one before it to a character: Latin letters, punctuation, arrows, signs. A
  /// carriage return joins a line feed.
  private static func standsAlone(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x0D: false
    case 0..<0x300, 0x2010...0x2027, 0x202F...0x205E, 0x20A0...0x20CF, 0x2100...0x27BF: true
    default: false
    }
  }

  /// The lines that words fill one after the other.
  private struct Filling {
    let room: Double
    let blank: Double
    /// Points for a thousandth; bold takes a little more.
    let size: Double
    let weight: Double
    private(set) var lines = 0
    private var used = 0.0

    init(columnWidth: Double, size: Double, bold: Bool) {
      // A column of n characters is 7n + 5 pixels at 96 dpi; programs keep the 5 free, the looks are indented by 9, and
      // programs differ a little.
      room = (columnWidth * 7 - 9) * 0.75 * 0.96
      blank = 0.278 * size
      self.size = size
      weight = bold ? 1.075 : 1
    }

    /// The same as word by word, without making words.
    ///
    /// - Returns: whether each scalar is a character; if one may join another, the lines are not counted.
    mutating func add(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
      let ascii = TextMeasure.ascii
      var word: Double?
      var rest = text[...]
      beginParagraph()
      while let byte = rest.first {
        switch byte {
        case 0x0A, 0x20:
          if let word { add(wordOf: word) }
          word = nil
          if byte == 0x0A { beginParagraph() }
          rest.removeFirst()
        case 0x21...0x7E:
          word = (word ?? 0) + ascii[Int(byte) - 0x20]
          rest.removeFirst()
        default:
          guard let (scalar, length) = TextMeasure.scalar(rest), TextMeasure.standsAlone(scalar)
          else { return false }
          word = (word ?? 0) + TextMeasure.advance(scalar)
          rest.removeFirst(length)
        }
      }
      if let word { add(wordOf: word) }
      return true
    }

    mutating func beginParagraph() {
      lines += 1
      used = 0
    }

    /// - Parameter advance: of all its letters, in thousandths of the font size.
    mutating func add(wordOf advance: Double) {
      let length = advance / 1000 * size * weight
      if used > 0, used + blank + length > room {
        lines += 1
        used = 0
      }
      if length > room { lines += Int(length / room) }
      used += (used > 0 ? blank : 0) + length.truncatingRemainder(dividingBy: room)
    }
  }

  /// How many lines a text takes in a column, wrapped at blanks as spreadsheet programs do.
  ///
  /// - Parameter columnWidth: in characters, as in `ColumnDocument`.
  package static func lines(_ text: String, columnWidth: Double, size: Double, bold: Bool = false)
    -> Int
  {
    let empty = Filling(columnWidth: columnWidth, size: size, bold: bold)
    var filling = empty
    var utf8 = text
    if !utf8.withUTF8({ filling.add($0) }) {
      filling = empty
      // A blank or a line break may be part of a larger character.
      for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
        filling.beginParagraph()
        for word in paragraph.split(separator: " ") {
          filling.add(wordOf: word.unicodeScalars.reduce(0) { $0 + advance($1) })
        }
      }
    }
    return max(filling.lines, 1)
  }

  /// The first scalar of a text that is not empty, and how many bytes it takes.
  private static func scalar(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> (Unicode.Scalar, Int)? {
    guard let first = text.first else { return nil }
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    var value = UInt32(first) & (length == 1 ? 0x7F : 0xFF >> UInt32(length + 1))
    for byte in text.dropFirst().prefix(length - 1) { value = value << 6 | UInt32(byte & 0x3F) }
    return Unicode.Scalar(value).map { ($0, length) }
  }

  /// The height of a row in points whose wrapped texts take so many lines, at most Excel's 409.
  package static func height(lines: Int, size: Double = 9, atLeast least: Double) -> Double {
    min(max(Double(lines) * size * pitch + 3, least), limit)
  }

  /// The height of a row in points for its wrapped texts, at most Excel's 409.
  package static func height(
    _ cells: [(text: String, columnWidth: Double, bold: Bool)], size: Double = 9,
    and others: [(text: String, columnWidth: Double, bold: Bool)] = [], atLeast least: Double = 18
  ) -> Double {
    func needed(_ cells: [(text: String, columnWidth: Double, bold: Bool)], _ size: Double)
      -> Double
    {
      let most =
        cells.map { lines($0.text, columnWidth: $0.columnWidth, size: size, bold: $0.bold) }.max()
        ?? 1
      return Double(most) * size * pitch + 3
    }
    return min(max(needed(cells, size), needed(others, 9), least), limit)
  }

  /// Excel's highest row, in points.
  private static let limit = 409.0

  /// The narrowest width from `least` on, by steps of four characters, at which the longest of some texts fits into a row.
  package static func width(for texts: [String], atLeast least: Double) -> Double {
    var width = least
    while width < 160, texts.contains(where: { height([($0, width, false)]) >= limit }) {
      width += 4
    }
    return width
  }
}
