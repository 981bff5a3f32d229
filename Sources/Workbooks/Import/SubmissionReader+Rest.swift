internal import Basics
internal import Checklists
internal import Spreadsheet

/// What belongs to nothing: it is reported with its place, and nothing else is done with it.
extension SubmissionReader {
  /// Something typed over the grey S.O. of a control that is not asked there, or the S.O. removed.
  mutating func readClosed() {
    var altered: [String: [SlotFinder.Found]] = [:]
    for place in finder.closed {
      guard !(seen[place.found.sheet]?.contains(place.found.cell) ?? false) else { continue }
      seen[place.found.sheet, default: []].insert(place.found.cell)
      guard template.control(place.control) != nil else {
        reportUnexpected(place.found)
        continue
      }
      let typed = typed(place.found)
      if let typed, AnswerVocabulary.value(of: typed.text) == .notApplicable { continue }
      altered[place.control, default: []].append(place.found)
      guard let typed else { continue }
      submission.unexpected += 1
      let isAnswer = place.columnKey.hasSuffix(Aspect.met.rawValue)
      let parts = place.columnKey.split(separator: ".")
      report(
        isAnswer ? .answerNotApplicable : .cellUnexpected,
        isAnswer ? messages.notApplicable(typed.text) : messages.unexpected(typed.text),
        control: place.control, scope: parts.first.flatMap { Scope($0) },
        model: isAnswer && parts.count == 3 ? String(parts[1]) : nil,
        sheet: sheetName(place.found), cell: place.found.cell.description,
        texts: [foundText(typed.textWithFormula, place.found)])
    }
    for control in template.controls {
      guard let places = altered[control.id], let first = places.first else { continue }
      report(
        .applicabilityAltered, messages.applicabilityAltered(places.map(\.cell.description)),
        control: control.id, sheet: sheetName(first), cell: first.cell.description)
    }
  }

  /// Something in the list of an audit workbook where no answer is asked for.
  private mutating func reportUnexpected(_ place: SlotFinder.Found) {
    guard let typed = typed(place) else { return }
    submission.unexpected += 1
    report(
      .cellUnexpected, messages.unexpected(typed.text), sheet: sheetName(place),
      cell: place.cell.description, texts: [foundText(typed.textWithFormula, place)])
  }

  /// Every other filled cell: issued texts are passed over, altered ones named, the rest reported, however many.
  mutating func readRest() {
    let listed = 200
    let names = Set(submission.caseStudies.compactMap { $0[.customer].raw })
    let withoutSigns = workbook.format == .csv ? texts.textsWithoutSigns() : []
    var added: Set<CellReference> = []
    for (index, sheet) in workbook.sheets.enumerated()
    where finder.sheets.kinds[index] != .conflicts && !isStanding(index) {
      let grid = finder.grids[index]
      let kind = finder.sheets.kinds[index]
      let cells = seen[index] ?? []
      let isCopy = !sheet.cells.contains { $0.formula != nil }
      var further: [FoundText] = []
      for cell in sheet.cells where !cells.contains(cell.reference) {
        guard let typed = TypedCell(cell), !isAudits(typed, at: cell.reference, kind, grid),
          isAnswerWithoutColumn(typed, at: cell.reference, grid)
            || !texts.isIssued(
              cell, typed, on: kind, inForm: isInForm(cell.reference, grid)),
          !(kind == .summary && names.contains(typed.text)),
          withoutSigns.isEmpty
            || withoutSigns.isDisjoint(with: IssuedTexts.withoutSigns(typed.text)),
          !(isCopy && isResult(typed, at: cell.reference, grid, sheet))
        else {
          continue
        }
        if let grid, isPublished(cell.reference, grid) {
          let id = grid.rows[cell.reference.row]?.id
          report(
            .textAltered, messages.textAltered(typed.text),
            control: id.flatMap { template.control($0)?.id }, sheet: sheet.name,
            cell: cell.reference.description,
            texts: [
              FoundText(
                sheet: sheet.name, cell: cell.reference.description, text: typed.text)
            ])
          continue
        }
        submission.unexpected += 1
        guard submission.unexpected <= listed else {
          further.append(
            FoundText(
              sheet: sheet.name, cell: cell.reference.description, text: typed.textWithFormula))
          continue
        }
        report(
          .cellUnexpected, messages.unexpected(typed.text), sheet: sheet.name,
          cell: cell.reference.description,
          texts: [
            FoundText(
              sheet: sheet.name, cell: cell.reference.description, text: typed.textWithFormula)
          ])
        if let grid, isInside(cell.reference.row, grid),
          added.insert(CellReference(row: cell.reference.row, column: index)).inserted
        {
          report(
            .rowAdded, messages.rowAdded(cell.reference.row + 1), sheet: sheet.name,
            cell: cell.reference.description)
        }
      }
      if !further.isEmpty {
        report(
          .cellUnexpected, messages.furtherUnexpected(further.count), sheet: sheet.name,
          texts: further)
      }
    }
  }

  /// Whether something was issued in an audit workbook: all that stands in its list, whose texts are the partner's, and what
  /// leads the partner's sheets.
  private func isAudits(
    _ typed: TypedCell, at cell: CellReference, _ kind: SheetKind?, _ grid: SheetGrid?
  ) -> Bool {
    guard layout.isAudit else { return false }
    if kind == .audit { return grid?.contains(cell, margin: 0) ?? false }
    return kind == .hidden || typed.text == layout.wording.lockedLead
  }

  /// Whether a place is inside a form; a sheet that has none is one.
  private func isInForm(_ cell: CellReference, _ grid: SheetGrid?) -> Bool {
    guard let grid else { return true }
    return grid.contains(cell, margin: texts.margins[grid.kind] ?? 0)
  }

  /// Whether a cell stands where the form prints something: left of the answers, or in the row of keys or headers.
  private func isPublished(_ cell: CellReference, _ grid: SheetGrid) -> Bool {
    if grid.headRows.contains(cell.row) {
      return grid.columns[cell.column] != nil || cell.column < grid.firstColumn
    }
    guard let row = grid.rows[cell.row], cell.column < grid.firstColumn,
      cell.column != grid.keyColumn
    else { return false }
    return template.control(row.id) != nil || FormKnowledge.Form.isHeading(row.id)
  }

  /// Whether an S.O. that may be an answer stands in a column that is no longer known.
  private func isAnswerWithoutColumn(
    _ typed: TypedCell, at cell: CellReference, _ grid: SheetGrid?
  ) -> Bool {
    guard let grid, let row = grid.rows[cell.row], grid.columns[cell.column] == nil,
      template.control(row.id)?.isConditional ?? false
    else { return false }
    return AnswerVocabulary.value(of: typed.text) == .notApplicable
  }

  /// Whether a row without an id stands between the rows of a form.
  private func isInside(_ row: Int, _ grid: SheetGrid) -> Bool {
    grid.rows[row] == nil && row > grid.firstRow && row < grid.lastRow
  }

  /// Whether a cell beside the answers holds what an issued formula gives: in a copy of values nothing else is left of it.
  /// Its column or its row is one that the form prints a header for, but no answer's.
  private func isResult(
    _ typed: TypedCell, at cell: CellReference, _ grid: SheetGrid?, _ sheet: Sheet
  ) -> Bool {
    guard let grid, isInForm(cell, grid) else { return false }
    // Above the headers of the technical sheet stands whether a column's delivery model is in force.
    if let head = grid.headerRow, cell.row < head, grid.columns[cell.column] != nil {
      return typed.number == 0 || typed.number == 1 || texts.isOutcome(typed.text)
    }
    func isHeader(_ row: Int, _ column: Int) -> Bool {
      let text = TypedCell(sheet[CellReference(row: row, column: column)])?.text
      return text.map { texts.isOwn($0, on: grid.kind) } ?? false
    }
    if grid.columns[cell.column] == nil {
      guard grid.answerHeaders[cell.column] == nil, let row = grid.headerRow,
        isHeader(row, cell.column)
      else { return false }
      return typed.number != nil || texts.isOutcome(typed.text)
    }
    let isComputedRow =
      grid.rows[cell.row] == nil && (0..<grid.firstColumn).contains { isHeader(cell.row, $0) }
    return isComputedRow && texts.isOutcome(typed.text)
  }
}
