internal import Basics
internal import Checklists
internal import Spreadsheet

/// How the workbook differs from the one that was issued: its template, its sheets, its rows.
extension SubmissionReader {
  mutating func reportTemplate() {
    if let successor = issued.successor {
      report(.templateOlder, messages.templateOlder(successor))
    }
    if let other = issued.otherStamp { report(.applicabilityAltered, messages.otherStamp(other)) }
    if let recorded = issued.recordedModels, let known = knownModels, known != recorded {
      report(.applicabilityAltered, messages.modelsAltered)
    }
    if let recorded = issued.recordedCaseStudies, recorded < finder.highestCaseStudy {
      report(.applicabilityAltered, messages.caseStudiesAltered(recorded, finder.highestCaseStudy))
    }
  }

  /// Sheets that were renamed, copied, hidden or removed. A file of one sheet without a name has none of its own.
  mutating func reportSheets() {
    guard workbook.format != .csv else { return }
    let damaged = workbook.sheets.filter { $0.fault != nil }
    for sheet in damaged {
      let detail = sheet.fault?.detail ?? sheet.fault?.place ?? ""
      report(
        .sheetRemoved, messages.sheetUnreadable(sheet.name, detail.visible().shortened(to: 120)),
        sheet: sheet.name)
    }
    for kind in layout.sheets {
      let sheets = finder.sheets.sheets(of: kind)
      let name = layout.name(of: kind)
      guard let first = sheets.first else {
        // It is there, but damaged.
        if damaged.contains(where: { $0.name.folded() == name.folded() }) { continue }
        report(.sheetRemoved, messages.sheetRemoved(name))
        continue
      }
      if !finder.sheets.isNamed(first, kind) {
        report(.sheetRenamed, messages.sheetRenamed(name), sheet: workbook.sheets[first].name)
      }
      for copy in sheets.dropFirst() {
        let name = workbook.sheets[first].name
        report(
          .sheetRenamed,
          finder.blank.contains(first)
            ? messages.sheetReadFromCopy(name) : messages.sheetCopied(name),
          sheet: workbook.sheets[copy].name)
      }
      guard finder.grids[first] != nil else { continue }
      for sheet in sheets where workbook.sheets[sheet].visibility != .visible {
        report(.rowHidden, messages.sheetHidden, sheet: workbook.sheets[sheet].name)
      }
    }
  }

  /// Rows that are gone, hidden, moved, disputed, or there twice.
  mutating func reportRows() {
    // Filtering hides rows of an auditor's list, and they stand in the order of interest.
    for kind in layout.sheets where kind != .audit {
      guard !finder.isStanding(kind, match), let form = FormKnowledge.of(template).forms[kind]
      else { continue }
      let asked = Dictionary(grouping: layout.slots(on: kind), by: \.role.rowKey)
      let sheets = finder.sheets.sheets(of: kind).filter { finder.grids[$0] != nil }
      guard !sheets.isEmpty else { continue }
      let present = Set(sheets.flatMap { finder.grids[$0]?.rows.values.map(\.id) ?? [] })
      for id in form.rows where !present.contains(id) {
        guard let slots = asked[id],
          slots.allSatisfy({ finder.places(of: $0.role).isEmpty })
        else { continue }
        reportRow(.rowRemoved, messages.rowRemoved, id, kind, sheet: nil, row: nil)
      }
      for sheet in sheets { reportRows(of: sheet, form, asked: Set(asked.keys)) }
    }
    for sheet in finder.stale.sorted() {
      report(.rowMoved, messages.namesMoved, sheet: workbook.sheets[sheet].name)
    }
  }

  private mutating func reportRows(
    of index: Int, _ form: FormKnowledge.Form, asked: Set<String>
  ) {
    guard let grid = finder.grids[index] else { return }
    let sheet = workbook.sheets[index]
    let rows = grid.firstRows.filter { asked.contains($0.line.id) }
    let order = Dictionary(
      form.rows.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    var first: [String: Int] = [:]
    for (row, line) in rows where first[line.id] == nil { first[line.id] = row }
    let inOrder = Self.longestAscent(
      rows.filter { first[$0.line.id] == $0.at }.map { order[$0.line.id] ?? 0 })
    for (row, line) in rows {
      if let key = line.disputed {
        reportRow(.rowMoved, messages.rowDisputed(key), line.id, grid.kind, sheet: index, row: row)
      } else if first[line.id] != row {
        if isFilled(row, sheet, grid) {
          reportRow(.rowAdded, messages.rowRepeated, line.id, grid.kind, sheet: index, row: row)
        }
      } else if !inOrder.contains(order[line.id] ?? 0) {
        reportRow(.rowMoved, messages.rowMoved, line.id, grid.kind, sheet: index, row: row)
      }
      if sheet.hiddenRows.contains(row) {
        reportRow(.rowHidden, messages.rowHidden, line.id, grid.kind, sheet: index, row: row)
      }
    }
    for (column, line) in grid.columns.sorted(by: { $0.key < $1.key }) where line.disputed != nil {
      report(
        .rowMoved, messages.columnDisputed, sheet: sheet.name,
        cell: CellReference(row: grid.headRows.max() ?? 0, column: column).description)
    }
  }

  /// A finding about a row of a form: a control's, or a field's.
  private mutating func reportRow(
    _ code: DiscrepancyCode, _ text: String, _ id: String, _ kind: SheetKind, sheet: Int?, row: Int?
  ) {
    let cell = sheet.flatMap { finder.grids[$0] }.flatMap { grid in
      row.map { CellReference(row: $0, column: grid.firstColumn).description }
    }
    let label =
      switch kind {
      case .application: ApplicationField(rawValue: id)?.label(in: messages.language)
      case .caseStudies: CaseStudyField(rawValue: id)?.label(in: messages.language)
      default: String?.none
      }
    report(
      code, text, control: template.control(id)?.id, field: label == nil ? nil : id, label: label,
      sheet: sheet.map { workbook.sheets[$0].name } ?? layout.name(of: kind), cell: cell)
  }

  private func isFilled(_ row: Int, _ sheet: Sheet, _ grid: SheetGrid) -> Bool {
    grid.columns.keys.contains { TypedCell(sheet[CellReference(row: row, column: $0)]) != nil }
  }

  /// The members of the longest ascending series, so that as few rows as possible count as moved.
  static func longestAscent(_ numbers: [Int]) -> Set<Int> {
    var ends: [Int] = []
    var previous: [Int?] = []
    for (index, number) in numbers.enumerated() {
      let place = ends.firstIndex { numbers[$0] >= number } ?? ends.count
      previous.append(place > 0 ? ends[place - 1] : nil)
      if place < ends.count { ends[place] = index } else { ends.append(index) }
    }
    var members: Set<Int> = []
    var index = ends.last
    while let current = index {
      members.insert(numbers[current])
      index = previous[current]
    }
    return members
  }
}
