/// Text in lines of limited width.
enum TextLayout {
  /// Fills lines with pieces, one blank between; a piece is never broken. Continued lines are indented.
  static func fill(_ pieces: [String], width: Int, start: String = "", indent: Int = 0) -> String {
    var lines: [String] = []
    var line = start
    var isFresh = start.isEmpty
    for piece in pieces {
      if !isFresh, line.count + 1 + piece.count > width {
        lines.append(line)
        line = String(repeating: " ", count: indent)
        isFresh = true
      }
      line += (isFresh ? "" : " ") + piece
      isFresh = false
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// Fills lines with the words of a text; a no-break space keeps its words together.
  static func paragraph(_ text: String, width: Int, indent: Int = 0) -> String {
    let margin = String(repeating: " ", count: indent)
    return margin
      + fill(text.split(separator: " ").map(String.init), width: width - indent)
      .split(separator: "\n").joined(separator: "\n" + margin)
  }

  /// Terms and what they mean, in two columns; a long term stands on a line of its own.
  static func definitions(_ rows: [(term: String, meaning: String)], width: Int, column: Int = 24)
    -> String
  {
    let widest = rows.map(\.term.count).filter { $0 <= column - 4 }.max() ?? 0
    let column = min(column, widest + 4)
    return rows.map { row in
      let words = row.meaning.split(separator: " ").map(String.init)
      let term = "  " + row.term
      guard term.count + 2 <= column else {
        return term + "\n" + paragraph(row.meaning, width: width, indent: column)
      }
      let start = term + String(repeating: " ", count: column - term.count - 1)
      return fill(words, width: width, start: start, indent: column)
    }.joined(separator: "\n")
  }
}
