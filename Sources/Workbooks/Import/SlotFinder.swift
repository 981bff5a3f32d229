internal import Basics
internal import Checklists
internal import Spreadsheet

/// Where the cells of a layout are in a returned workbook: by defined name, else by the hidden keys.
struct SlotFinder {
  /// A cell that was found for a role.
  struct Found {
    var sheet: Int
    var cell: CellReference
    var by: FoundBy
    /// Whether its name points to another cell.
    var hasMoved = false
  }

  /// A place of a control sheet where the control is not asked.
  struct Closed {
    var control: String
    var columnKey: String
    var found: Found
  }

  /// The keys of a sheet's rows and columns, and where its answer columns begin.
  struct Rows {
    var controls: [Int: String]
    var columns: [Int: String]
    var firstAnswerColumn: Int
    var lastAnswerColumn: Int
    /// Every row that the key column says something of.
    var keyed: Set<Int>
    var firstKeyed: Int

    /// Whether a place is inside the form: above its rows or in one of them, and not right of its columns, of which two
    /// may follow the last answer, its status and its help.
    func contains(_ cell: CellReference) -> Bool {
      let isRow = keyed.contains(cell.row) || cell.row < firstKeyed
      return isRow && cell.column <= lastAnswerColumn + 2
    }
  }

  private let workbook: Workbook
  private var byName: [String: Found] = [:]
  private var byKey: [String: Found] = [:]
  /// Where nothing is asked, as the keys tell.
  private(set) var closed: [Closed] = []
  /// What the keys say of each sheet.
  private(set) var rows: [Int: Rows] = [:]

  init(_ workbook: Workbook, layout: WorkbookLayout) {
    self.workbook = workbook
    readNames()
    readKeys(layout)
  }

  /// The cells that claim a role, at most two: the named one first, the keyed one too where it is another.
  ///
  /// A name does not follow its cell through every program. Where the keys of the named cell's row and column say
  /// that it is another role's, the name is stale: the keys alone count then, and what they find has moved.
  func places(of role: SlotRole) -> [Found] {
    let name = role.name.lowercased()
    guard let named = byName[name] else { return byKey[name].map { [$0] } ?? [] }
    let grid = rows[named.sheet]
    let rowKey = grid?.controls[named.cell.row]
    let columnKey = grid?.columns[named.cell.column]
    guard var keyed = byKey[name] else {
      let isOthers =
        (rowKey ?? role.rowKey) != role.rowKey || (columnKey ?? role.columnKey) != role.columnKey
      return isOthers ? [] : [named]
    }
    if named.sheet == keyed.sheet, named.cell == keyed.cell { return [named] }
    if rowKey == role.rowKey, columnKey == role.columnKey { return [named, keyed] }
    keyed.hasMoved = true
    return [keyed]
  }

  /// The highest number of a case study that any name or key speaks of; 0 for none.
  var highestCaseStudy: Int {
    (Array(byName.keys) + Array(byKey.keys)).reduce(0) { highest, name in
      let number = name.split(separator: ".").compactMap { part -> Int? in
        part.hasPrefix("case") ? Int(part.dropFirst(4)) : nil
      }.max()
      return max(highest, min(number ?? 0, WorkbookLayout.caseStudyLimit))
    }
  }

  private mutating func readNames() {
    let sheets = Dictionary(
      workbook.sheets.enumerated().map { ($0.element.name.lowercased(), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for name in workbook.definedNames where name.localSheet == nil {
      let key = name.name.lowercased()
      guard key.hasPrefix("rsp."), let target = name.target,
        let sheet = sheets[target.sheet.lowercased()]
      else { continue }
      byName[key] = Found(sheet: sheet, cell: target.cell, by: .name)
    }
  }

  /// The second way home: a row that holds column keys, and a column that holds row keys.
  private mutating func readKeys(_ layout: WorkbookLayout) {
    let roles = layout.slots
    let grids = Dictionary(grouping: roles, by: \.sheet)
    for kind in SheetKind.allCases {
      guard let slots = grids[kind] else { continue }
      let rowKeys = Set(slots.map(\.role.rowKey))
      let columnKeys = Set(slots.map(\.role.columnKey))
      let names = Dictionary(
        slots.map {
          (GridKey(row: $0.role.rowKey, column: $0.role.columnKey), $0.name.lowercased())
        },
        uniquingKeysWith: { first, _ in first })
      for (index, sheet) in workbook.sheets.enumerated() {
        let isNamed = sheet.name == layout.name(of: kind)
        guard isNamed || !isIssuedName(sheet.name, layout) else { continue }
        // On a sheet with a name of its own, one key alone may be a word that somebody typed.
        readGrid(sheet, index, rowKeys, columnKeys, names, atLeast: isNamed ? 1 : 2)
      }
    }
  }

  private struct GridKey: Hashable {
    var row: String
    var column: String
  }

  private func isIssuedName(_ name: String, _ layout: WorkbookLayout) -> Bool {
    SheetKind.allCases.contains { layout.name(of: $0) == name }
  }

  private mutating func readGrid(
    _ sheet: Sheet, _ index: Int, _ rowKeys: Set<String>, _ columnKeys: Set<String>,
    _ names: [GridKey: String], atLeast least: Int
  ) {
    // The key row is the one with the most column keys, the key column the one with the most row keys.
    var inRow: [Int: [(Int, String)]] = [:]
    var inColumn: [Int: [(Int, String)]] = [:]
    for cell in sheet.cells {
      guard case .string(let text)? = cell.value else { continue }
      if columnKeys.contains(text) {
        inRow[cell.reference.row, default: []].append((cell.reference.column, text))
      }
      if rowKeys.contains(text) {
        inColumn[cell.reference.column, default: []].append((cell.reference.row, text))
      }
    }
    func fullest(_ lines: [Int: [(Int, String)]]) -> (Int, [(Int, String)])? {
      lines.max { ($0.value.count, -$0.key) < ($1.value.count, -$1.key) }
    }
    guard let (_, columns) = fullest(inRow), let (keyColumn, keyed) = fullest(inColumn),
      keyed.count >= least, let first = columns.map(\.0).min(), let last = columns.map(\.0).max()
    else { return }
    let filled = sheet.cells.filter { $0.reference.column == keyColumn && $0.value != nil }
    rows[index] =
      rows[index]
      ?? Rows(
        controls: Dictionary(keyed, uniquingKeysWith: { first, _ in first }),
        columns: Dictionary(columns, uniquingKeysWith: { first, _ in first }),
        firstAnswerColumn: first, lastAnswerColumn: last,
        keyed: Set(filled.map(\.reference.row)), firstKeyed: filled.first?.reference.row ?? 0)
    // A key that stands twice is found at its first place; what is typed at the others belongs to nothing.
    let rowPlaces = Dictionary(keyed.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    let columnPlaces = Dictionary(columns.map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (rowKey, row) in rowPlaces.sorted(by: { $0.value < $1.value }) {
      for (columnKey, column) in columnPlaces.sorted(by: { $0.value < $1.value }) {
        guard let name = names[GridKey(row: rowKey, column: columnKey)] else {
          let found = Found(sheet: index, cell: CellReference(row: row, column: column), by: .key)
          closed.append(Closed(control: rowKey, columnKey: columnKey, found: found))
          continue
        }
        if byKey[name] == nil {
          byKey[name] = Found(sheet: index, cell: CellReference(row: row, column: column), by: .key)
        }
      }
    }
  }
}
