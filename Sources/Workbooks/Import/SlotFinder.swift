internal import Basics
internal import Checklists
internal import Spreadsheet

/// Where the cells of a layout are in a returned workbook: by defined name, by the hidden keys, and by what is printed.
///
/// Names do not follow their cells through every program, keys do not follow rows that were sorted without them, and
/// print can be typed over; so each is held against the others.
struct SlotFinder: Sendable {
  /// A cell that was found for a role.
  struct Found: Equatable, Sendable {
    var sheet: Int
    var cell: CellReference
    var by: FoundBy
  }

  /// A place of a control sheet where the control is not asked.
  struct Closed: Sendable {
    var control: String
    var columnKey: String
    var found: Found
  }

  let sheets: FoundSheets
  /// What each sheet's rows and columns are.
  private(set) var grids: [Int: SheetGrid] = [:]
  /// The sheets where a name points to another cell than its own.
  private(set) var stale: Set<Int> = []
  /// Where nothing is asked, as rows and columns tell.
  private(set) var closed: [Closed] = []
  /// Sheets that were left blank beside a copy that is filled.
  private(set) var blank: Set<Int> = []
  private var places: [SlotRole: [Found]] = [:]
  private var byName: [String: Found] = [:]
  /// What the workbook was when it was issued, where that tells the places that were not searched for.
  private var image: IssuedImage?

  /// - Parameter match: how much of the workbook stands as it was issued, which is not searched again.
  init(_ workbook: Workbook, _ knowledge: FormKnowledge, _ match: IssuedMatch? = nil) {
    sheets = FoundSheets(workbook, knowledge, match)
    if let match, match.hasNames {
      byName = match.image.finder.byName
      highestCaseStudy = match.image.finder.highestCaseStudy
    } else {
      readNames(workbook)
      note(byName.keys)
    }
    var searched: Set<Int> = []
    for (index, sheet) in workbook.sheets.enumerated() {
      guard let kind = sheets.kinds[index], let form = knowledge.forms[kind] else { continue }
      if let match, match.standing[index] {
        grids[index] = match.image.finder.grids[index]
      } else {
        grids[index] = SheetGrid(sheet, form, longest: knowledge.longest)
        searched.insert(index)
      }
    }
    settleColumns(searched, knowledge)
    for grid in grids.values { note(grid.columns.values.map(\.id)) }
  }

  /// The highest number of a case study that any name or column speaks of; 0 for none.
  private(set) var highestCaseStudy = 0

  private mutating func note(_ names: some Sequence<String>) {
    for name in names {
      for part in name.split(separator: ".") where part.hasPrefix("case") {
        guard let number = Int(part.dropFirst(4)) else { continue }
        highestCaseStudy = max(highestCaseStudy, min(number, WorkbookLayout.caseStudyLimit))
      }
    }
  }

  /// Whether there is an auditor's list, or at least a name of one of its cells.
  var isAudit: Bool {
    !sheets.sheets(of: .audit).isEmpty
      || byName.keys.contains { $0.hasSuffix("." + AuditField.finding.rawValue) }
  }

  /// The delivery models that any answer column speaks of.
  var deliveryModels: Set<String> {
    Set(
      grids.values.flatMap { $0.columns.values }.compactMap { column in
        let parts = column.id.split(separator: ".")
        return parts.count == 3 ? String(parts[1]) : nil
      })
  }

  /// The cells that claim a role, the surest first.
  func places(of role: SlotRole) -> [Found] {
    places[role] ?? image?.finder.places[role] ?? []
  }

  /// Finds the cells of a layout.
  ///
  /// - Parameters:
  ///   - texts: where one of them stands that was issued on the form, no answer does.
  ///   - match: the sheets that stand as they were issued with this layout, and need no search.
  mutating func find(
    _ layout: WorkbookLayout, in workbook: Workbook, _ texts: IssuedTexts,
    _ match: IssuedMatch? = nil
  ) {
    let notApplicable = layout.wording.notApplicable
    func isPrinted(_ found: Found, _ kind: SheetKind) -> Bool {
      guard let typed = TypedCell(workbook.sheets[found.sheet][found.cell]) else { return false }
      return typed.text != notApplicable && texts.isOwn(typed.text, on: kind)
    }
    let standing = Set(SheetKind.allCases.filter { isStanding($0, match) })
    image = match?.image
    let slots = layout.slots.filter { !standing.contains($0.sheet) }
    let roles = Dictionary(grouping: slots, by: \.sheet)
    for kind in SheetKind.allCases {
      guard let slots = roles[kind] else { continue }
      if image != nil { for slot in slots { places[slot.role] = [] } }
      let asked = Dictionary(
        slots.map { (GridKey(row: $0.role.rowKey, column: $0.role.columnKey), $0.role) },
        uniquingKeysWith: { first, _ in first })
      let columns = Set(slots.map(\.role.columnKey))
      for sheet in sheets.sheets(of: kind) {
        if let grid = grids[sheet] { read(grid, sheet, asked, columns) }
      }
    }
    var trust: [Int: Trust] = [:]
    for (sheet, grid) in grids where !standing.contains(grid.kind) {
      trust[sheet] = Trust(grid, byName: byName, sheet: sheet)
    }
    let kinds = Set(grids.values.map(\.kind))
    for slot in slots {
      // A sheet that could not be read has no cells, whatever its names say.
      guard var named = byName[slot.role.name.lowercased()],
        workbook.sheets[named.sheet].fault == nil
      else { continue }
      let claims = places[slot.role] ?? []
      if let index = claims.firstIndex(where: { $0.sheet == named.sheet && $0.cell == named.cell })
      {
        named.by = .name
        places[slot.role] = [named] + claims[..<index] + claims[(index + 1)...]
      } else if isBelievable(named, slot, trust, kinds), !isPrinted(named, slot.sheet) {
        places[slot.role] = [named] + claims
      } else if !claims.isEmpty {
        stale.insert(named.sheet)
      }
    }
    readFromCopies(slots, workbook)
  }

  /// A sheet that was left blank beside a filled copy of it says nothing: what the copy says comes first.
  private mutating func readFromCopies(_ slots: [Slot], _ workbook: Workbook) {
    for kind in SheetKind.allCases {
      let copies = sheets.sheets(of: kind)
      guard copies.count > 1, let first = copies.first else { continue }
      let roles = slots.filter { $0.sheet == kind }.map(\.role)
      var filled: Set<Int> = []
      for role in roles {
        for place in places(of: role)
        where TypedCell(workbook.sheets[place.sheet][place.cell]) != nil {
          filled.insert(place.sheet)
        }
      }
      guard !filled.isEmpty, !filled.contains(first) else { continue }
      blank.insert(first)
      for role in roles {
        let found = places(of: role)
        places[role] = found.filter { $0.sheet != first } + found.filter { $0.sheet == first }
      }
    }
  }

  /// Whether there is one sheet of a kind, and all that was issued on it stands in its place.
  func isStanding(_ kind: SheetKind, _ match: IssuedMatch?) -> Bool {
    guard let match, match.hasNames else { return false }
    let found = sheets.kinds.indices.filter { sheets.kinds[$0] == kind }
    return found.count == 1 && match.standing[found[0]]
  }

  private struct GridKey: Hashable {
    var row: String
    var column: String
  }

  // MARK: Names

  private mutating func readNames(_ workbook: Workbook) {
    let sheets = Dictionary(
      workbook.sheets.enumerated().map { ($0.element.name.lowercased(), $0.offset) },
      uniquingKeysWith: { first, _ in first })
    // A copied sheet has local names, which serve where its original is gone.
    let names =
      workbook.definedNames.filter { $0.localSheet == nil }
      + workbook.definedNames.filter { $0.localSheet != nil }
    for name in names {
      let key = name.name.lowercased()
      guard key.hasPrefix("rsp."), byName[key] == nil, let target = name.target,
        let sheet = sheets[target.sheet.lowercased()]
      else { continue }
      byName[key] = Found(sheet: sheet, cell: target.cell, by: .name)
    }
  }

  /// A name whose cell neither row nor column identifies is believed where nothing speaks against it: no form of its kind
  /// was recognised, or the names of the rows and columns around it are right.
  private func isBelievable(
    _ named: Found, _ slot: Slot, _ trust: [Int: Trust], _ kinds: Set<SheetKind>
  ) -> Bool {
    guard let grid = grids[named.sheet] else {
      return sheets.kinds[named.sheet] == nil
        ? !kinds.contains(slot.sheet) : sheets.kinds[named.sheet] == slot.sheet
    }
    guard grid.kind == slot.sheet, !grid.statusColumns.contains(named.cell.column) else {
      return false
    }
    let row = grid.rows[named.cell.row]?.id
    let column = grid.columns[named.cell.column]?.id
    if let row, row != slot.role.rowKey { return false }
    if let column, column != slot.role.columnKey { return false }
    // Identified in both ways: a further place of a row that stands too often.
    if row != nil, column != nil { return true }
    return trust[named.sheet]?.surrounds(
      named.cell, knowsRow: row != nil, knowsColumn: column != nil)
      ?? false
  }

  /// Which rows and columns of a sheet have the names that belong there.
  private struct Trust {
    private let rows: [(at: Int, isRight: Bool)]
    private let columns: [(at: Int, isRight: Bool)]
    /// Whether every name stands in a column whose header is one of its answers.
    private let headersAgree: Bool

    init(_ grid: SheetGrid, byName: [String: Found], sheet: Int) {
      var rows: [Int: Bool] = [:]
      var columns: [Int: Bool] = [:]
      var agrees: Bool?
      for (name, found) in byName where found.sheet == sheet {
        if let header = grid.answerHeaders[found.cell.column] {
          agrees =
            (agrees ?? true)
            && (grid.kind == .application || name.hasSuffix("." + header.lowercased())
              || grid.kind == .caseStudies && name.hasPrefix("rsp." + header + "."))
        }
        guard let row = grid.rows[found.cell.row], let column = grid.columns[found.cell.column]
        else { continue }
        let isRight = name == Self.name(row.id, column.id, grid.kind)
        rows[found.cell.row] = (rows[found.cell.row] ?? true) && isRight
        columns[found.cell.column] = (columns[found.cell.column] ?? true) && isRight
      }
      headersAgree = agrees ?? false
      self.rows = rows.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      self.columns = columns.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }

    static func name(_ row: String, _ column: String, _ kind: SheetKind) -> String {
      switch kind {
      case .application: "rsp.app." + row.lowercased()
      case .caseStudies: "rsp." + column + "." + row.lowercased()
      default: "rsp." + row.lowercased() + "." + column.lowercased()
      }
    }

    /// Whether the nearest rows, and columns, on both sides have their own names. Where no column at all is known, the
    /// headers have to bear out every name of the sheet.
    func surrounds(_ cell: CellReference, knowsRow: Bool, knowsColumn: Bool) -> Bool {
      guard knowsRow || Self.surrounds(cell.row, rows) else { return false }
      return knowsColumn
        || (headersAgree && (columns.isEmpty || Self.surrounds(cell.column, columns)))
    }

    private static func surrounds(_ place: Int, _ lines: [(at: Int, isRight: Bool)]) -> Bool {
      guard let after = lines.firstIndex(where: { $0.at > place }), after > 0 else { return false }
      let before = lines[after - 1].at == place ? after - 2 : after - 1
      return before >= 0 && lines[before].isRight && lines[after].isRight
    }
  }

  // MARK: Grids

  private mutating func settleColumns(_ searched: Set<Int>, _ knowledge: FormKnowledge) {
    guard !searched.isEmpty else { return }
    var votes: [Int: [Int: [String: Int]]] = [:]
    let kinds = Set(searched.compactMap { grids[$0]?.kind })
    let endings = knowledge.forms.filter { kinds.contains($0.key) }.mapValues { form in
      form.columnKeys.map { (key: $0, ending: "." + $0.lowercased(), beginning: "rsp." + $0 + ".") }
    }
    for (name, found) in byName where searched.contains(found.sheet) {
      guard let kind = grids[found.sheet]?.kind, let keys = endings[kind] else { continue }
      let key = keys.filter {
        name.hasSuffix($0.ending) || kind == .caseStudies && name.hasPrefix($0.beginning)
      }
      .max { $0.key.utf8.count < $1.key.utf8.count }?.key
      if let key {
        votes[found.sheet, default: [:]][found.cell.column, default: [:]][key, default: 0] += 1
      }
    }
    for sheet in searched {
      let named = (votes[sheet] ?? [:]).compactMapValues { keys in
        keys.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
      }
      grids[sheet]?.settle(by: named)
    }
  }

  /// Every cell where an identified row and column meet.
  private mutating func read(
    _ grid: SheetGrid, _ sheet: Int, _ asked: [GridKey: SlotRole], _ keys: Set<String>
  ) {
    let rows = grid.firstRows
    let columns = grid.firstColumns.filter { keys.contains($0.line.id) }
    for row in rows where !FormKnowledge.Form.isHeading(row.line.id) {
      for column in columns {
        let isKeyed = row.line.isKeyed && column.line.isKeyed
        let found = Found(
          sheet: sheet, cell: CellReference(row: row.at, column: column.at),
          by: isKeyed ? .key : .reference)
        if let role = asked[GridKey(row: row.line.id, column: column.line.id)] {
          places[role, default: []].append(found)
        } else {
          closed.append(Closed(control: row.line.id, columnKey: column.line.id, found: found))
        }
      }
    }
  }
}
