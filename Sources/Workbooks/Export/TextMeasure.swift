/// How much room a text takes in the workbook's font, so that each row is high enough for what stands in it.
///
/// Advance widths of Calibri (Carlito has the same), in thousandths of the font size. The writer's library has no autofit.
enum TextMeasure {
  /// U+0020 to U+007E.
  private static let ascii: [Double] = [
    226, 326, 401, 498, 507, 715, 682, 221, 303, 303, 498, 498, 250, 306, 252, 386, 507, 507, 507,
    507, 507, 507, 507, 507, 507, 507, 268, 268, 498, 498, 498, 463, 894, 579, 544, 533, 615, 488,
    459, 631, 623, 252, 319, 520, 420, 855, 646, 662, 517, 673, 543, 459, 487, 642, 567, 890, 519,
    487, 468, 307, 386, 307, 498, 498, 291, 479, 525, 423, 525, 498, 305, 471, 525, 229, 239, 455,
    229, 799, 525, 527, 525, 525, 349, 391, 335, 525, 452, 715, 433, 453, 395, 314, 460, 314, 498,
  ]

  /// The width of a word in points; bold takes a little more.
  private static func width(_ word: Substring, size: Double, bold: Bool) -> Double {
    var total = 0.0
    for scalar in word.unicodeScalars {
      switch scalar.value {
      case 0x20...0x7E: total += ascii[Int(scalar.value) - 0x20]
      case 0xA0, 0x202F: total += 226
      case 0x2019: total += 250
      case 0xC0...0x24F: total += scalar.properties.isUppercase ? 600 : 515
      case 0x300...0x36F, 0x200B...0x200D: break
      case 0x2E80...: total += 1_100
      default: total += 520
      }
    }
    return total / 1000 * size * (bold ? 1.03 : 1)
  }

  /// How many lines a text takes in a column, wrapped at blanks as spreadsheet programs do.
  ///
  /// - Parameter columnWidth: in characters, as in `ColumnDocument`.
  static func lines(_ text: String, columnWidth: Double, size: Double, bold: Bool = false) -> Int {
    // A column of n characters is 7n + 5 pixels at 96 dpi; programs keep some of it free, and differ a little.
    let room = (columnWidth * 7 - 4) * 0.75 * 0.97
    let blank = 0.226 * size
    var lines = 0
    for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
      lines += 1
      var used = 0.0
      for word in paragraph.split(separator: " ") {
        let length = width(word, size: size, bold: bold)
        if used > 0, used + blank + length > room {
          lines += 1
          used = 0
        }
        if length > room { lines += Int(length / room) }
        used += (used > 0 ? blank : 0) + length.truncatingRemainder(dividingBy: room)
      }
    }
    return max(lines, 1)
  }

  /// The height of a row in points for its wrapped texts, at most Excel's 409.
  static func height(
    _ cells: [(text: String, columnWidth: Double, bold: Bool)], size: Double = 10,
    atLeast least: Double = 18
  ) -> Double {
    let most =
      cells.map { lines($0.text, columnWidth: $0.columnWidth, size: size, bold: $0.bold) }.max()
      ?? 1
    return min(max(Double(most) * size * 1.3 + 5, least), 409)
  }
}
