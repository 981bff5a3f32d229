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
  }

  /// A place of a control sheet where the control is not asked.
  struct Closed {
    var control: String
    var columnKey: String
    var found: Found
  }

  /// The rows of controls on a sheet, and where its answer columns begin.
  struct Rows {
    var controls: [Int: String]
    var firstAnswerColumn: Int
    var keyRow: Int
    var keyColumn: Int
  }

  private let workbook: Workbook
  private var byName: [String: Found] = [:]
  private var byKey: [String: Found] = [:]
  /// Where nothing is asked, as the keys tell.
  private(set) var closed: [Closed] = []
  /// What the keys say of each sheet.
  private(set) var rows: [Int: Rows] = [:]

  /// - Parameters:
  ///   - layout: every cell that may be asked for.
  ///   - models: the delivery models that the workbook was issued with; nil for all of the layout.
  init(_ workbook: Workbook, layout: WorkbookLayout, issuedWith models: [String]?) {
    self.workbook = workbook
    readNames()
    readKeys(layout, issuedWith: models)
  }

  /// The cells that claim a role: the named one first; the keyed one too where it is another.
  func places(of role: SlotRole) -> [Found] {
    let name = role.name.lowercased()
    let named = byName[name]
    guard let keyed = byKey[name] else { return named.map { [$0] } ?? [] }
    guard let named else { return [keyed] }
    return named.sheet == keyed.sheet && named.cell == keyed.cell ? [named] : [named, keyed]
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
  private mutating func readKeys(_ layout: WorkbookLayout, issuedWith models: [String]?) {
    let roles = layout.slots
    // What was issued grey is no place for an answer, though its row and its column have keys.
    let open = Set(
      WorkbookLayout(template: layout.template, models: models, caseStudies: layout.caseStudies)
        .slots.map { $0.name.lowercased() })
    let grids = Dictionary(grouping: roles, by: \.sheet)
    for kind in SheetKind.allCases {
      guard let slots = grids[kind] else { continue }
      let rowKeys = Set(slots.map(\.role.rowKey))
      let columnKeys = Set(slots.map(\.role.columnKey))
      let names = Dictionary(
        slots.map {
          (GridKey(row: $0.role.rowKey, column: $0.role.columnKey), $0.name.lowercased())
        }, uniquingKeysWith: { first, _ in first }
      ).filter { open.contains($0.value) }
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
    guard
      let (keyRow, columns) = inRow.max(by: {
        ($0.value.count, -$0.key) < ($1.value.count, -$1.key)
      }),
      let (keyColumn, keyed) = inColumn.max(by: {
        ($0.value.count, -$0.key) < ($1.value.count, -$1.key)
      }),
      keyed.count >= least, let first = columns.map(\.0).min()
    else { return }
    rows[index] =
      rows[index]
      ?? Rows(
        controls: Dictionary(keyed, uniquingKeysWith: { first, _ in first }),
        firstAnswerColumn: first, keyRow: keyRow, keyColumn: keyColumn)
    for (row, rowKey) in keyed {
      for (column, columnKey) in columns {
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
