internal import Basics
internal import Checklists

/// A table of the source and what its columns are.
struct Table {
  enum Kind {
    /// Title, text, answer.
    case prerequisites
    /// Title, text, a column for each delivery model, usually an answer.
    case technical
    /// Title and description, behind the checklists.
    case resources
    /// Nothing that a template has a place for.
    case other
  }

  var kind: Kind
  /// Lines of the table, what stands between its rows included.
  var region: Range<Int>
  var columns: Int
  /// The columns of delivery models; empty for other tables.
  var models: Range<Int>
}

/// Groups rows into tables and tells what each table is by its columns.
struct TableFinder {
  let lines: Document
  let language: Language

  init(lines: Document, messagesIn language: Language) {
    self.lines = lines
    self.language = language
  }

  func tables() throws(PublishedText.Failure) -> [Table] {
    var tables: [Table] = []
    for rows in groups() {
      let hasChecklist = tables.contains { $0.kind == .prerequisites || $0.kind == .technical }
      tables.append(try table(of: rows, behindChecklist: hasChecklist))
    }
    return tables
  }

  // MARK: - Groups

  /// Rows that belong together. What parts two tables is a heading between them, together with another number of
  /// columns or a header: a page's footer between two rows parts nothing.
  private func groups() -> [[Int]] {
    var groups: [[Int]] = []
    var isParted = false
    var isBehindSection = false
    for index in 0..<lines.count {
      guard let cells = lines.cells(index) else {
        if lines.isText(index) {
          if lines.sectionHeading(index) != nil {
            isBehindSection = true
          } else if !isBehindSection, lines.isHeading(index) {
            isParted = true
          }
        }
        continue
      }
      let isHeader = Self.isHeader(cells)
      let changes =
        groups.last?.last.flatMap { lines.cells($0) }.map { $0.count != cells.count } ?? false
      if groups.isEmpty || (isParted && (changes || isHeader))
        || (isHeader && changes && !isNumbered(cells))
      {
        groups.append([])
      }
      groups[groups.count - 1].append(index)
      isParted = false
      isBehindSection = false
    }
    return groups
  }

  private func isNumbered(_ cells: [Passage]) -> Bool {
    cells.first.map { Reference($0.line) != nil } ?? false
  }

  /// Whether a cell is headed « Respecté O/N », “Met Y/N”.
  static func isAnswerHead(_ cell: some StringProtocol) -> Bool {
    guard cell.utf8.count <= 60 else { return false }
    let folded = cell.folded()
    return Lexicon.answerPairs.contains {
      folded == $0 || folded.hasSuffix(" " + $0) || folded.hasSuffix("(" + $0 + ")")
    }
  }

  /// Whether a cell is headed « S'applique à », “Applies to”.
  static func isAppliesHead(_ cell: some StringProtocol) -> Bool {
    guard cell.utf8.count <= 60 else { return false }
    let folded = cell.folded()
    return Lexicon.appliesTo.contains { folded.hasPrefix($0) }
  }

  static func isHeader(_ cells: [Passage]) -> Bool {
    cells.contains { isAnswerHead($0.line) || isAppliesHead($0.line) }
  }

  // MARK: - Columns

  private func table(of rows: [Int], behindChecklist: Bool) throws(PublishedText.Failure) -> Table {
    let all = rows.map { lines.cells($0) ?? [] }
    let columns = Self.columns(of: all)
    let numbered = all.filter(isNumbered)
    let controls = numbered.filter { !Self.isHeader($0) }
    var table = Table(kind: .other, region: region(of: rows), columns: columns, models: 2..<2)
    if columns > 2, let first = rows.first, !numbered.isEmpty || all.contains(where: Self.isHeader)
    {
      if let wrong = zip(rows, all).first(where: { $1.count > columns }) {
        throw PublishedText.Failure(
          line: wrong.0 + 1, message: Message.columns(wrong.1.count, of: columns, language))
      }
      let last = columns - 1
      let hasAnswers =
        all.contains { $0.count > last && Self.isAnswerHead($0[last].line) }
        || controls.allSatisfy { $0.count <= last || $0[last].isEmpty }
      table.models = 2..<(hasAnswers ? last : columns)
      if table.models.isEmpty {
        table.kind = .prerequisites
      } else if all.contains(where: { cells in
        table.models.contains { $0 < cells.count && AppliesCell(cells[$0].line).scopes != nil }
      }) {
        table.kind = .technical
      } else {
        throw PublishedText.Failure(line: first + 1, message: Message.unknownTable(language))
      }
    } else if let first = controls.first.flatMap({ cells in zip(rows, all).first { $1 == cells } })
    {
      throw PublishedText.Failure(line: first.0 + 1, message: Message.unknownTable(language))
    } else if columns == 2, behindChecklist {
      table.kind = .resources
    }
    return table
  }

  /// The number of cells of the rows that head columns, else the most frequent one.
  private static func columns(of rows: [[Passage]]) -> Int {
    if let headed = rows.filter(isHeader).map(\.count).max() { return headed }
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
  }

  /// From the first row, or the section heading above it, to the last row.
  private func region(of rows: [Int]) -> Range<Int> {
    guard let first = rows.first, let last = rows.last else { return 0..<0 }
    var start = first
    for index in stride(from: first - 1, through: max(0, first - 12), by: -1) {
      if lines.sectionHeading(index) != nil { start = index }
      if lines.isBlank(index) || (lines.isText(index) && !lines.isHeading(index)) || start == index
      {
        continue
      }
      break
    }
    return start..<(last + 1)
  }
}

/// A cell of an applicability column.
struct AppliesCell {
  /// Folded runs of blanks, no HTML.
  let printed: String
  /// Nil where the cell says neither yes nor no.
  let scopes: Set<ScopeKind>?

  /// Yes is for each case study, unless the cell says what it is for.
  init(_ cell: String) {
    printed = cell
    let words = Sentence(printed, line: 0)
    let folded = printed.utf8.count <= 60 ? printed.folded() : ""
    var named: Set<ScopeKind> = []
    if words.has(stem: ["solution"]) { named.insert(.solution) }
    if !words.ends(ofAny: Lexicon.caseStudy).isEmpty { named.insert(.caseStudy) }
    if let first = words.words.first, Lexicon.yes.contains(first.folded) {
      scopes = named.isEmpty ? [.caseStudy] : named
    } else if let first = words.words.first, Lexicon.no.contains(first.folded) {
      scopes = []
    } else if Lexicon.notApplicable.contains(folded) {
      scopes = []
    } else {
      let isCount = NumberWords.number(at: 0, in: words.words) != nil
      scopes = named.isEmpty || !isCount ? nil : named
    }
  }

  /// Whether the cell says no more than yes or no.
  var isPlain: Bool {
    printed.utf8.count <= 10 && Lexicon.yes.union(Lexicon.no).contains(printed.folded())
  }
}
