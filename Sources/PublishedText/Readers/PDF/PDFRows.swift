internal import Basics

/// Makes rows of the words in the cells of tables, also of rows and tables that a page break cuts.
struct PDFRows {
  struct Placed {
    var word: PDFPage.Word
    var row: Int
    var column: Int
  }

  /// A cell, in as many parts as pages.
  struct Cell {
    struct Part {
      var paragraphs: [PDFParagraph]
      /// Whether it goes on with the paragraph above.
      var goesOn = false
    }
    var parts: [Part] = []

    /// Where its text ends on the right.
    var right = 0.0

    var isEmpty: Bool { parts.isEmpty }
    var lastLine: PDFLine? { parts.last?.paragraphs.last?.lines.last }
    var text: String {
      parts.flatMap(\.paragraphs).flatMap(\.lines).flatMap(\.words).map(\.text).joined(
        separator: " ")
    }
  }

  struct Row {
    var page: Int
    var line: Int
    var cells: [Cell]
    /// Whether it says again what the table's first row says.
    var isRepeated = false
    /// Whether it is the rest of the row above, which the end of the page cut.
    var isRest = false
    /// Its place among the rows of the table on its page.
    var index = 0

    /// Takes the rest of this row from the next page.
    mutating func resume(with rest: Row) {
      for column in cells.indices where column < rest.cells.count {
        var parts = rest.cells[column].parts
        if let next = parts.first?.paragraphs.first, let last = cells[column].lastLine,
          let word = next.first.words.first, next.mark == nil
        {
          parts[0].goesOn =
            word.text.first?.isLowercase == true
            || !last.hasRoom(for: word, upTo: cells[column].right)
        }
        cells[column].parts += parts
      }
    }
  }

  /// The table that came last, which may go on.
  private var table: PDFTable?
  private var page = 0
  private var head: [String] = []
  private var last: [String]?
  /// Whether something stands in the last row of that page.
  private var isFilled = false

  mutating func rows(of table: PDFTable, _ words: [Placed], page: Int) -> [Row] {
    let owners = table.owners()
    var cells: [[[PDFPage.Word]]] = Array(
      repeating: Array(repeating: [], count: table.columns.count - 1),
      count: table.rows.count - 1)
    for placed in words {
      let owner = owners[placed.row][placed.column]
      cells[owner.row][owner.column].append(placed.word)
    }
    let lines = cells.map { $0.map { Self.lines(of: $0, page: page) } }
    var rows: [Row] = []
    // Every column has its own right edge.
    let measures = (0..<(table.columns.count - 1)).map { column in
      PDFParagraphs(measuring: lines.flatMap { $0[column] })
    }
    let rights = (0..<(table.columns.count - 1)).map { column in
      lines.flatMap { $0[column] }.map(\.box.right).max() ?? 0
    }
    for row in lines.indices {
      var made = Row(page: page, line: 0, cells: [])
      for column in lines[row].indices {
        let owner = owners[row][column]
        let own = owner.column == column ? lines[owner.row][owner.column] : []
        let paragraphs = measures[column].paragraphs(of: own)
        made.cells.append(
          Cell(
            parts: paragraphs.isEmpty ? [] : [.init(paragraphs: paragraphs)], right: rights[column])
        )
        let first = own.map(\.number).min() ?? 0
        if owner.row == row, first > 0 {
          made.line = made.line == 0 ? first : min(made.line, first)
        }
      }
      if made.cells.contains(where: { !$0.isEmpty }) {
        made.line = max(1, made.line)
        made.index = row
        rows.append(made)
      }
    }
    mark(&rows, of: table, page: page)
    return rows
  }

  /// Tells what a page break did to a table: its first row is printed again, a row is cut.
  private mutating func mark(_ rows: inout [Row], of table: PDFTable, page: Int) {
    let wasFilled = isFilled
    let last = self.last
    defer { (self.table, self.page) = (table, page) }
    self.last = rows.last?.cells.map(\.text)
    isFilled = rows.last?.index == table.rows.count - 2
    let texts = rows.first?.cells.map(\.text) ?? []
    guard let before = self.table, page == self.page + 1,
      before.columns.count == table.columns.count,
      zip(before.columns, table.columns).allSatisfy({ abs($0 - $1) < PDFTable.near })
    else {
      head = texts
      return
    }
    if texts == head, !rows.isEmpty { rows[0].isRepeated = true }
    guard let first = rows.firstIndex(where: { !$0.isRepeated }) else { return }
    // A frame may reach down to the end of the page below its last row.
    guard wasFilled else { return }
    let isFirst = rows[first].index == 0 || rows[0].isRepeated
    rows[first].isRest =
      before.isOpenBelow || table.isOpenAbove && isFirst
      || isFirst && Self.goesOn(last ?? [], rows[first].cells.map(\.text))
  }

  /// Whether a row that is closed on both pages goes on with what the row above breaks off.
  private static func goesOn(_ above: [String], _ row: [String]) -> Bool {
    guard let first = row.first, Reference(first) == nil, ControlHeading(first) == nil else {
      return false
    }
    let filled = zip(above, row).filter { !$1.isEmpty }
    func isSmall(_ text: String) -> Bool { text.first?.isLowercase == true }
    return !filled.isEmpty
      && filled.allSatisfy { !$0.isEmpty && (isSmall($1) || !".:;!?".contains($0.last ?? ".")) }
      && (first.isEmpty && above.first?.isEmpty == false || filled.contains { isSmall($1) })
  }

  private static func lines(of words: [PDFPage.Word], page: Int) -> [PDFLine] {
    var groups: [[PDFPage.Word]] = []
    for word in words.sorted(by: { ($0.line, $0.box.left) < ($1.line, $1.box.left) }) {
      if groups.last?.last?.line == word.line {
        groups[groups.count - 1].append(word)
      } else {
        groups.append([word])
      }
    }
    return groups.map { PDFLine($0, page: page) }
  }
}
