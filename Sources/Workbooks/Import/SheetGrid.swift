internal import Basics
internal import Checklists
internal import Spreadsheet

/// What the rows and columns of one returned sheet are: by its hidden keys, and by what is printed.
///
/// Where keys and print disagree about a row, the print counts if reference, title and text bear each other out, since that
/// is what a person answered; about a column it takes the defined names to decide. Both are remembered as disputed.
struct SheetGrid: Sendable {
  struct Line: Sendable {
    /// The id of the row, or the key of the column.
    var id: String
    var isKeyed: Bool
    var isPrinted: Bool
    /// What the key says, where the print says otherwise.
    var disputed: String?
  }

  let kind: SheetKind
  private(set) var rows: [Int: Line] = [:]
  private(set) var columns: [Int: Line] = [:]
  /// The rows where keys and headers stand.
  private(set) var headRows: Set<Int> = []
  private(set) var keyColumn: Int?
  /// The columns that show what is still to be done, and hold no answer.
  private(set) var statusColumns: Set<Int> = []
  /// The row of the headers, and what they say of their columns, without the band.
  private(set) var headerRow: Int?
  private(set) var answerHeaders: [Int: String] = [:]
  /// Columns whose keys and headers say different things: the key, and what the header says, or how it ends where its
  /// band says nothing.
  private var open: [Int: (keyed: String, printed: String)] = [:]

  private(set) var firstRow = 0
  private(set) var lastRow = 0
  private(set) var firstColumn = 0
  private(set) var lastColumn = 0

  /// Whether a place is inside the form: above its rows or in one of them, and not right of its columns.
  ///
  /// - Parameter margin: how many columns follow the last answers.
  func contains(_ cell: CellReference, margin: Int) -> Bool {
    (rows[cell.row] != nil || cell.row < firstRow) && cell.column <= lastColumn + margin
  }

  /// What a cell shows. A formula that a program left without its result begins with the text that it leads with, as the
  /// name of a case study does before its customer's.
  private static func text(of cell: Cell) -> String? {
    switch cell.value {
    case .string(let text): text
    case nil: cell.formula.flatMap { FormulaTexts.of($0).first }
    default: nil
    }
  }

  /// Nil where nothing of the form is found on the sheet.
  ///
  /// - Parameter longest: bytes of a text that is worth a look.
  init?(_ sheet: Sheet, _ form: FormKnowledge.Form, longest: Int) {
    kind = form.kind
    var votes = Votes()
    for cell in sheet.cells {
      guard let text = Self.text(of: cell), text.utf8.count <= longest else { continue }
      votes.count(text, at: cell.reference, form)
    }
    readRows(votes, form)
    readColumns(votes, form)
    leaveForeignColumns(sheet, form)
    for row in headRows {
      statusColumns.formUnion((votes.statusByRow[row] ?? []).subtracting(columns.keys))
    }
    // Sorted among the rows, a header is still none of them.
    for row in headRows { rows[row] = nil }
    if rows.isEmpty && columns.isEmpty && answerHeaders.isEmpty { return nil }
    measure()
  }

  private mutating func measure() {
    firstRow = rows.keys.min() ?? 0
    lastRow = rows.keys.max() ?? 0
    // Where no column is known, their headers say at least where they begin and end.
    firstColumn = columns.keys.min() ?? answerHeaders.keys.min() ?? 0
    lastColumn = columns.keys.max() ?? answerHeaders.keys.max() ?? CellReference.columnLimit
  }

  /// The first rows with each id, in their order: a key that was filled down without end is looked at no further.
  var firstRows: [(at: Int, line: Line)] { Self.firstPlaces(rows, 8) }
  /// The first columns with each key, in their order.
  var firstColumns: [(at: Int, line: Line)] { Self.firstPlaces(columns, 4) }

  private static func firstPlaces(_ lines: [Int: Line], _ limit: Int) -> [(at: Int, line: Line)] {
    var counts: [String: Int] = [:]
    return lines.sorted { $0.key < $1.key }.compactMap { at, line in
      counts[line.id, default: 0] += 1
      return counts[line.id, default: 0] <= limit ? (at, line) : nil
    }
  }

  /// Lets the defined names decide about the columns that keys and headers dispute.
  ///
  /// - Parameter named: the column key that most names of a column have.
  mutating func settle(by named: [Int: String]) {
    for (column, sides) in open {
      guard let id = named[column] else { continue }
      let isPrinted = id == sides.printed || id.hasSuffix("." + sides.printed)
      guard id == sides.keyed || isPrinted else { continue }
      columns[column] = Line(
        id: id, isKeyed: id == sides.keyed, isPrinted: isPrinted,
        disputed: id == sides.keyed ? sides.printed : sides.keyed)
    }
    measure()
  }

  // MARK: Votes

  /// Where the form's words stand on a sheet.
  private struct Votes {
    typealias Lines = [Int: [(at: Int, id: String)]]
    var keysByColumn: Lines = [:]
    var keysByRow: Lines = [:]
    var headersByRow: Lines = [:]
    var bandsByRow: Lines = [:]
    /// Columns that show a status, by the rows of its keys and of its header.
    var statusByRow: [Int: Set<Int>] = [:]
    /// Printed texts by column, with the rows that they stand in.
    var references: [Int: [Int: Set<String>]] = [:]
    var titles: [Int: [Int: Set<String>]] = [:]
    var texts: [Int: [Int: Set<String>]] = [:]

    mutating func count(_ text: String, at cell: CellReference, _ form: FormKnowledge.Form) {
      if form.rowKeys.contains(text) {
        keysByColumn[cell.column, default: []].append((cell.row, text))
      }
      if form.columnKeys.contains(text) {
        keysByRow[cell.row, default: []].append((cell.column, text))
      }
      let folded = text.folded()
      if form.statuses.contains(text) || form.statuses.contains(folded) {
        statusByRow[cell.row, default: []].insert(cell.column)
      }
      if let end = form.headers[folded] {
        headersByRow[cell.row, default: []].append((cell.column, end))
      }
      // Behind the name of a case study stands its customer's. Most texts have no dash, and are not searched for one.
      let name =
        text.utf8.contains(0xE2)
        ? text.split(separator: " – ", maxSplits: 1).first.map { $0.folded() } : folded
      if let scope = form.bands[folded] ?? name.flatMap({ form.bands[$0] }) {
        bandsByRow[cell.row, default: []].append((cell.column, scope))
      }
      if let ids = form.references[folded] { references[cell.column, default: [:]][cell.row] = ids }
      if let ids = form.titles[folded] { titles[cell.column, default: [:]][cell.row] = ids }
      if let ids = form.texts[folded] { texts[cell.column, default: [:]][cell.row] = ids }
    }

    static func fullest(_ lines: Lines) -> (line: Int, items: [(at: Int, id: String)])? {
      lines.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }
        .map { ($0.key, $0.value) }
    }

    static func fullest(_ columns: [Int: [Int: Set<String>]]) -> [Int: Set<String>] {
      columns.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }?.value ?? [:]
    }
  }

  // MARK: Rows

  private mutating func readRows(_ votes: Votes, _ form: FormKnowledge.Form) {
    var keyed: [Int: String] = [:]
    if let keys = Votes.fullest(votes.keysByColumn) {
      keyColumn = keys.line
      keyed = Dictionary(keys.items.map { ($0.at, $0.id) }, uniquingKeysWith: { first, _ in first })
    }
    let references = Votes.fullest(votes.references)
    let titles = Votes.fullest(votes.titles)
    let texts = Votes.fullest(votes.texts)
    var printed: [Int: (id: String, votes: Int)] = [:]
    for row in Set(references.keys).union(titles.keys).union(texts.keys) {
      printed[row] = Self.agreed([texts[row], titles[row], references[row]])
    }
    // Words that look like keys, where none of them is borne out by what is printed beside it, are none.
    if !printed.isEmpty, !keyed.contains(where: { printed[$0.key]?.id == $0.value }),
      !Self.isDisputed(keyed, printed)
    {
      keyed = [:]
    }
    let elsewhere = Set(printed.values.map(\.id))
    for row in Set(keyed.keys).union(printed.keys) {
      let print = printed[row]
      guard let key = keyed[row] else {
        rows[row] = print.map { Line(id: $0.id, isKeyed: false, isPrinted: true) }
        continue
      }
      if let print, key != print.id {
        // One text alone, with the others gone, decides nothing: the row is left to its names.
        guard print.votes > 1 else { continue }
        rows[row] = Line(id: print.id, isKeyed: false, isPrinted: true, disputed: key)
      } else if print != nil || !elsewhere.contains(key) {
        // A key whose print stands on another row was left behind by it.
        rows[row] = Line(id: key, isKeyed: true, isPrinted: print != nil)
      }
    }
  }

  /// Whether the keys are those of the form, though each stands on another row than its print.
  private static func isDisputed(
    _ keyed: [Int: String], _ printed: [Int: (id: String, votes: Int)]
  ) -> Bool {
    keyed.count { printed[$0.key] != nil } > 1
  }

  /// The one id that most of a row's texts can mean, and how many do; nil where they leave a choice.
  private static func agreed(_ candidates: [Set<String>?]) -> (id: String, votes: Int)? {
    var counts: [String: Int] = [:]
    for id in candidates.compactMap(\.self).joined() { counts[id, default: 0] += 1 }
    guard let most = counts.values.max() else { return nil }
    let best = counts.filter { $0.value == most }
    guard best.count == 1, let id = best.first?.key else { return nil }
    return (id, most)
  }

  // MARK: Columns

  private mutating func readColumns(_ votes: Votes, _ form: FormKnowledge.Form) {
    var keyed: [Int: String] = [:]
    if let keys = Votes.fullest(votes.keysByRow) {
      headRows.insert(keys.line)
      keyed = Dictionary(keys.items.map { ($0.at, $0.id) }, uniquingKeysWith: { first, _ in first })
    }
    let printed = printedColumns(votes, form)
    if !answerHeaders.isEmpty,
      !keyed.contains(where: { key in
        answerHeaders[key.key].map { key.value == $0 || key.value.hasSuffix("." + $0) } ?? false
      })
    {
      keyed = [:]
    }
    // Whatever was typed over its key, a column whose header says that it shows a status holds no answers.
    let statuses = headerRow.flatMap { votes.statusByRow[$0] } ?? []
    for column in Set(keyed.keys).union(printed.keys)
    where column != keyColumn && !statuses.contains(column) {
      guard let key = keyed[column] else {
        columns[column] = printed[column].map { Line(id: $0, isKeyed: false, isPrinted: true) }
        continue
      }
      let header = printed[column] ?? answerHeaders[column]
      if let header, key != header, printed[column] != nil || !key.hasSuffix("." + header) {
        open[column] = (key, header)
      } else {
        columns[column] = Line(id: key, isKeyed: true, isPrinted: printed[column] != nil)
      }
    }
  }

  /// A column known by its header alone that answers mostly what is not asked there is another's, moved under its band.
  private mutating func leaveForeignColumns(_ sheet: Sheet, _ form: FormKnowledge.Form) {
    for (column, line) in columns
    where !line.isKeyed && line.id.hasSuffix("." + Aspect.met.rawValue) {
      var (own, foreign) = (0, 0)
      for (row, control) in rows {
        guard let cell = sheet[CellReference(row: row, column: column)],
          case .string(let text)? = cell.value,
          let value = AnswerVocabulary.value(of: text), value != .notApplicable
        else { continue }
        if form.asked.contains([control.id, line.id]) { own += 1 } else { foreign += 1 }
      }
      if foreign > own { columns[column] = nil }
    }
  }

  /// The columns as their headers say. A header or band that stands twice says nothing.
  private mutating func printedColumns(_ votes: Votes, _ form: FormKnowledge.Form) -> [Int: String]
  {
    // Some keys are words of headers too.
    let keys = Votes.fullest(votes.keysByRow)?.line
    guard let headers = Votes.fullest(votes.headersByRow.filter({ $0.key != keys })) else {
      return [:]
    }
    headRows.insert(headers.line)
    headerRow = headers.line
    answerHeaders = Dictionary(
      headers.items.map { ($0.at, $0.id) }, uniquingKeysWith: { a, _ in a })
    let items = headers.items.sorted { $0.at < $1.at }
    guard !form.bands.isEmpty else {
      let counts = Dictionary(grouping: items, by: \.id)
      return Dictionary(
        items.filter { counts[$0.id]?.count == 1 }.map { ($0.at, $0.id) },
        uniquingKeysWith: { first, _ in first })
    }
    guard let bands = Votes.fullest(votes.bandsByRow.filter { $0.key < headers.line }) else {
      return [:]
    }
    headRows.insert(bands.line)
    let starts = bands.items.sorted { $0.at < $1.at }
    let named = Dictionary(grouping: starts, by: \.id)
    // A column that was moved alone takes the band that begins with it along. Where bands are out of their order, one counts
    // only over answers with their evidence.
    let scopes = starts.compactMap { Scope($0.id) }
    let isInOrder = zip(scopes, scopes.dropFirst()).allSatisfy(<)
    var columns: [Int: String] = [:]
    for (index, band) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].at : Int.max
      let members = items.filter { $0.at >= band.at && $0.at < end }
      let places = members.compactMap { form.order.firstIndex(of: $0.id) }
      // A band whose columns are not in their order has others' among them, and others may have its own.
      guard zip(places, places.dropFirst()).allSatisfy(<) else { return [:] }
      guard named[band.id]?.count == 1 else { continue }
      let hasAnswers = members.contains { $0.id.hasSuffix("." + Aspect.met.rawValue) }
      let hasEvidence = members.contains { $0.id == Aspect.evidence.rawValue }
      guard isInOrder || (hasAnswers && hasEvidence) else { continue }
      for member in members { columns[member.at] = band.id + "." + member.id }
    }
    return columns
  }
}
