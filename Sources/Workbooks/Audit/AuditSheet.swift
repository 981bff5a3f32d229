internal import Basics
internal import Checklists
internal import Spreadsheet

/// The list of an audit workbook: on the left what is asked and answered, on the right what the auditor and the partner say.
struct AuditSheet {
  typealias Column = WorkbookLayout.AuditColumn
  typealias Row = WorkbookLayout.AuditRow

  let layout: WorkbookLayout
  let list: AuditList
  let recipient: AuditWorkbook.Recipient
  var sheet: SheetDocument
  /// Where each cell of the partner's sheets stands.
  private let places: [SlotRole: CellPlace]
  private var formulas: [PlacedFormula] = []

  var wording: Wording { layout.wording }
  var template: Template { layout.template }
  private var isForPartner: Bool { recipient == .partner }
  private var lines: [(row: Int, line: AuditList.Line)] {
    list.lines.enumerated().map { (Row.first + $0, $1) }
  }
  private var bottom: Int { Row.first + max(1, list.lines.count) - 1 }

  /// In characters, as in `ColumnDocument`. On a screen of 1366 pixels a row shows from its status to the finding; what
  /// identifies it stays in view.
  private static let widths: [Int: Double] = [
    Column.status: 12, Column.reference: 5, Column.title: 16, Column.place: 12.5,
    Column.link: 3, Column.customer: 10.5, Column.text: 33, Column.answer: 8.5,
    Column.evidence: 21, Column.found: 24, Column.field(.finding): 8.5,
    Column.field(.reason): 30, Column.field(.action): 30, Column.field(.reply): 30,
  ]
  private static func width(_ column: Int) -> Double { widths[column] ?? 10 }

  init(_ layout: WorkbookLayout, _ list: AuditList, _ recipient: AuditWorkbook.Recipient) {
    self.layout = layout
    self.list = list
    self.recipient = recipient
    places = Dictionary(
      layout.slots.map { ($0.role, CellPlace(sheet: layout.name(of: $0.sheet), cell: $0.cell)) },
      uniquingKeysWith: { first, _ in first })
    sheet = SheetDocument(name: layout.name(of: .audit))
  }

  mutating func add(to builder: inout WorkbookBuilder) {
    sheet.begin(
      title: wording.auditTitle(partner: list.submission.application.partner?.visible()),
      lead: wording.auditLead(forPartner: isForPartner))
    for (column, width) in Self.widths.sorted(by: { $0.key < $1.key }) {
      sheet.columns.append(ColumnDocument(column...column, width: width))
    }
    addHeaders()
    for (row, line) in lines {
      sheet.rowKey(line.line.key, row)
      switch line.line {
      case .group: addGroup(line, row)
      case .note: addNote(line, row)
      case .answer(let key): addAnswer(line, key, row)
      }
    }
    addCount()
    addValidations()
    addConditionalFormats()
    finish(&builder)
  }

  // MARK: Frame

  private mutating func addHeaders() {
    let partners = Look.filterHeader
    let auditors = Look.filterHeader(band: 1)
    for (column, text) in [
      (Column.status, wording.statusHeader), (Column.reference, wording.referenceHeader),
      (Column.title, wording.titleHeader), (Column.place, wording.placeHeader),
      (Column.text, wording.textHeader), (Column.customer, wording.customerHeader),
      (Column.answer, wording.answerHeader), (Column.evidence, wording.evidenceHeader),
      (Column.found, wording.foundHeader), (Column.link, ""),
    ] {
      sheet.put(.text(text), at: Row.header, column, style: partners)
    }
    sheet.columnKey(WorkbookLayout.auditStatusKey, Column.status)
    for field in AuditField.allCases {
      sheet.columnKey(field.rawValue, Column.field(field))
      sheet.put(
        .text(wording.header(field)), at: Row.header, Column.field(field), style: auditors)
    }
    sheet.rows[Row.header] = RowDocument(height: 34)
    sheet.rows[Row.count] = RowDocument(height: 20)
  }

  /// What has been done and what remains, in one sentence that follows what is typed.
  private mutating func addCount() {
    func filled(_ field: AuditField) -> Formula {
      .countIf(sheet: sheet.name, range: range(Column.field(field)), criterion: "?*")
    }
    func having(_ status: Wording.AuditStatus) -> Formula {
      .countIf(
        sheet: sheet.name, range: range(Column.status), criterion: wording.status(status))
    }
    var parts: [Formula]
    if isForPartner {
      parts = [
        .text(wording.actionsLead), filled(.action), .text(wording.repliesCount), filled(.reply),
        .text(wording.contradictedCount), having(.contradicted),
      ]
    } else {
      let hasConflicts = list.lines.contains { !$0.conflicts.isEmpty }
      let findings = filled(.finding)
      let open = Formula.countIf(
        sheet: sheet.name, range: range(Column.field(.finding)), criterion: conflictPattern)
      parts = [
        .text(wording.findingsCount), hasConflicts ? findings - open : findings,
        .text(wording.outOf(list.answers) + wording.contradictedCount), having(.contradicted),
        .text(wording.openPointsCount), having(.open), .text(wording.actionsCount),
        filled(.action), .text(wording.repliesCount), filled(.reply),
      ]
      if hasConflicts {
        parts += [.text(wording.conflictsCount), having(.conflict)]
      }
    }
    formulas.append(
      PlacedFormula(
        .joined(parts), at: CellReference(row: Row.count, column: Column.status),
        style: Look.lead.with {
          $0.bold = true
          $0.fontColor = Palette.deep
          $0.fontSize = 10
        }))
  }

  private func range(_ column: Int) -> CellRange {
    CellRange(rows: Row.first...bottom, columns: column...column)
  }

  // MARK: Lines

  private mutating func addGroup(_ line: AuditList.Line, _ row: Int) {
    for column in Column.status...Column.last {
      sheet.put(.blank, at: row, column, style: Look.section)
    }
    let members = list.lines.count { $0.group == line.group && $0.line != .group }
    let isNotes = line.group == .notes || line.group == .remarks
    sheet.put(
      .text(line.place + (isNotes ? "" : " (\(members))")), at: row, Column.status,
      style: Look.section.with { $0.wraps = false })
    sheet.rows[row] = RowDocument(height: 22)
  }

  private mutating func addNote(_ line: AuditList.Line, _ row: Int) {
    let mark =
      switch line.severity {
      case .error: "✗"
      case .warning: "▲"
      default: "–"
      }
    sheet.put(.text(mark), at: row, Column.status, style: Look.status)
    // Across what stays in view.
    let across = Column.reference...Column.text
    let width = across.reduce(0) { $0 + Self.width($1) }
    sheet.merged.append(
      (
        CellRange(rows: row...row, columns: across),
        .text(CellTextLimit.fitting(line.found)), Look.cell.with { $0.vertical = .center }
      ))
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height([(line.found, width, false)], atLeast: 20))
  }

  private mutating func addAnswer(_ line: AuditList.Line, _ key: AnswerKey, _ row: Int) {
    guard let answer = line.answer, let control = line.control else { return }
    var texts: [(text: String, columnWidth: Double, bold: Bool)] = []
    func put(_ text: String, _ column: Int, _ style: CellStyle) {
      let text = CellTextLimit.fitting(text)
      sheet.put(text.isEmpty ? .blank : .text(text), at: row, column, style: style)
      texts.append((text, Self.width(column), style.bold))
    }
    put(control.ref ?? "", Column.reference, Look.reference)
    put(control.title, Column.title, Look.strong)
    put(wording.place(of: key, template), Column.place, Look.cell)
    link(to: key, row)
    put(shown(control.text), Column.text, Look.cell)
    put(customer(of: key.scope), Column.customer, Look.cell)
    put(shown(answer), Column.answer, Look.answer.locked)
    let date = answer.date.map(wording.language.day) ?? answer.dateRaw
    put(
      [answer.evidence, date.map(wording.dated)].compactMap(\.self).joined(separator: "\n"),
      Column.evidence, Look.cell)
    put(line.found, Column.found, Look.quiet)
    for field in AuditField.allCases {
      let conflict = line.conflicts[field]
      let text = conflict?.cellText ?? answer.issued(field, in: template.language) ?? ""
      let style = field == .finding ? Look.answer : Look.text
      let isOpen = isForPartner ? field == .reply && answer.action != nil : field != .reply
      put(text, Column.field(field), isOpen ? style : style.locked)
      if conflict != nil {
        let cell = CellReference(row: row, column: Column.field(field))
        sheet.conditionalFormats.append(
          ConditionalFormatDocument(
            [CellRange(cell)],
            .formula(
              "(\(cell)=\"\")+COUNTIF(\(cell),\"*\(AuditConflict.sign)*\")>0", style: Look.doubt)))
      }
    }
    sheet.rows[row] = RowDocument(height: TextMeasure.height(texts, atLeast: 30))
    formulas.append(
      PlacedFormula(
        status(line, answer, control, row), at: CellReference(row: row, column: Column.status),
        style: Look.status))
  }

  /// The way to the answer's cell on the partner's sheets.
  private mutating func link(to key: AnswerKey, _ row: Int) {
    guard let place = places[.met(key)] else { return }
    let target = Formula.quoted(place.sheet) + "!" + place.cell.description
    sheet.put(
      .link(to: "internal:" + target, text: "►", tip: wording.goTo(place.sheet)), at: row,
      Column.link,
      style: Look.cell.with {
        $0.indent = 0
        $0.horizontal = .center
        $0.fontColor = Palette.link
      })
  }

  /// As much of a requirement as leaves the list readable; the link leads to the whole.
  private func shown(_ text: String) -> String {
    let lines = text.replacing("\n\n", with: "\n")
    guard lines.count > Wording.longestText else { return lines }
    let head = lines.prefix(Wording.longestText)
    let end = head.lastIndex(where: \.isWhitespace) ?? head.endIndex
    return head[..<end] + " … ►"
  }

  private func customer(of scope: Scope) -> String {
    guard case .caseStudy(let number) = scope else { return "" }
    return list.submission.caseStudies.first { $0.number == number }?[.customer].text ?? ""
  }

  private func shown(_ answer: Answer) -> String {
    answer.status == .duplicate
      ? wording.contradictedAnswer(answer.raw) : answer.raw ?? ""
  }

  // MARK: Status

  /// What every text with several readings meets.
  private var conflictPattern: String { "*" + AuditConflict.sign + "*" }

  /// What an answer still needs. The partner's answer is locked, so that only what may be typed is looked at.
  private func status(
    _ line: AuditList.Line, _ answer: Answer, _ control: Control, _ row: Int
  ) -> Formula {
    func cell(_ field: AuditField) -> Formula {
      .cell(
        CellPlace(
          sheet: sheet.name, cell: CellReference(row: row, column: Column.field(field))))
    }
    func text(_ status: Wording.AuditStatus) -> Formula { .text(wording.status(status)) }
    if isForPartner, answer.action != nil {
      return cell(.reply).isEmpty.then(text(.toReply), else: text(.replied))
    }
    let finding = cell(.finding)
    var known = [wording.yes, wording.no]
    if control.isConditional { known.append(wording.notApplicable) }
    let isUnknown = known.dropFirst().reduce(finding.differs(from: known[0])) {
      $0 * finding.differs(from: $1)
    }
    var result = text(.confirmed)
    if let value = answer.value, value != .notApplicable || answer.hasEvidence {
      result = finding.equals(value.issued(in: template.language)).then(
        text(.confirmed), else: text(.contradicted))
    }
    if control.isConditional, !answer.hasEvidence {
      let lacksReason =
        finding.equals(wording.notApplicable) * cell(.reason).isEmpty
      result = lacksReason.isPositive.then(text(.noReason), else: result)
    }
    result = isUnknown.isPositive.then(text(.unclear), else: result)
    let without: Wording.AuditStatus =
      isForPartner ? .none : line.group == .open ? .open : .toFind
    result = finding.isEmpty.then(text(without), else: result)
    // Settled is what somebody wrote over; an emptied cell settles nothing.
    for field in AuditField.allCases.reversed() where line.conflicts[field] != nil {
      let isOpen = Formula.countIf(
        sheet: sheet.name,
        range: CellRange(CellReference(row: row, column: Column.field(field))),
        criterion: conflictPattern)
      result = (cell(field).isEmpty.flag + isOpen).isPositive.then(text(.conflict), else: result)
    }
    return result
  }

  // MARK: What may be typed

  private mutating func addValidations() {
    let rows = lines.compactMap { row, line -> (row: Int, line: AuditList.Line)? in
      line.answer == nil ? nil : (row, line)
    }
    func ranges(_ field: AuditField, _ isMeant: (AuditList.Line) -> Bool) -> [CellRange] {
      var ranges: [CellRange] = []
      let column = Column.field(field)
      for (row, line) in rows where isMeant(line) {
        if let last = ranges.last, last.last.row == row - 1 {
          ranges[ranges.count - 1].last.row = row
        } else {
          ranges.append(CellRange(CellReference(row: row, column: column)))
        }
      }
      return ranges
    }
    func add(
      _ ranges: [CellRange], _ rule: ValidationDocument.Rule, _ field: AuditField,
      conditional: Bool = false, error: String? = nil
    ) {
      guard !ranges.isEmpty else { return }
      sheet.validations.append(
        wording.validation(
          ranges, rule, title: wording.header(field),
          prompt: wording.prompt(field, conditional: conditional), error: error))
    }
    if isForPartner {
      add(ranges(.reply) { $0.answer?.action != nil }, .any, .reply)
      return
    }
    let lists = HiddenSheet(layout)
    for conditional in [false, true] {
      add(
        ranges(.finding) { ($0.control?.isConditional ?? false) == conditional },
        .listRange(lists.answers(conditional: conditional)), .finding, conditional: conditional,
        error: conditional ? wording.conditionalError : wording.answerError)
    }
    add(ranges(.reason) { _ in true }, .any, .reason)
    add(ranges(.action) { _ in true }, .any, .action)
  }

  // MARK: What changes its colour

  private mutating func addConditionalFormats() {
    let top = String(Row.first + 1)
    func cell(_ column: Int) -> String { CellReference.letters(ofColumn: column) + top }
    func add(_ column: Int, _ formula: String, _ style: CellStyle) {
      sheet.conditionalFormats.append(
        ConditionalFormatDocument([range(column)], .formula(formula, style: style)))
    }
    func statusIs(_ status: Wording.AuditStatus) -> String {
      "$" + cell(Column.status) + "=\"" + wording.status(status) + "\""
    }
    for column in [Column.answer, Column.field(.finding)] {
      add(column, cell(column) + "=\"" + wording.yes + "\"", Look.yes)
      add(column, cell(column) + "=\"" + wording.no + "\"", Look.no)
    }
    for status in [Wording.AuditStatus.confirmed, .replied] {
      add(Column.status, statusIs(status), Look.doneMark)
    }
    for status in [Wording.AuditStatus.open, .toReply] {
      add(Column.status, statusIs(status), Look.openMark)
    }
    for status in [Wording.AuditStatus.contradicted, .conflict] {
      add(Column.status, statusIs(status), Look.noMark)
    }
    for status in [Wording.AuditStatus.unclear, .noReason] {
      add(Column.status, statusIs(status), Look.doubtMark)
    }
    let finding = "$" + cell(Column.field(.finding))
    if isForPartner {
      add(Column.field(.reply), statusIs(.toReply), Look.open)
    } else {
      // A finding that contradicts is to be explained.
      add(
        Column.field(.reason),
        "(" + cell(Column.field(.reason)) + "=\"\")*((" + statusIs(.contradicted) + ")+("
          + statusIs(.noReason) + ")+(" + finding + "=\"" + wording.no + "\"))>0", Look.open)
    }
  }

  // MARK: End

  private mutating func finish(_ builder: inout WorkbookBuilder) {
    sheet.autofilter = CellRange(
      rows: Row.header...bottom, columns: Column.status...Column.last)
    sheet.freeze = CellReference(row: Row.first, column: Column.text)
    let first = lines.first { $0.line.answer != nil }?.row ?? Row.first
    sheet.selection = CellReference(
      row: first, column: Column.field(isForPartner ? .reply : .finding))
    sheet.tabColor = Palette.noBar
    let headings = lines.filter { $0.line.line == .group }.map(\.row)
    sheet.print = PagePlan(sheet: sheet).settings(
      first: Column.status...Column.customer, repeated: Column.status...Column.customer,
      groups: [
        Column.text...Column.found,
        Column.field(.finding)...Column.last,
      ],
      header: Row.header...Row.header, rows: Row.first...bottom, keepsNext: Set(headings))
    builder.finish(&sheet)
    builder.put(formulas, on: .audit)
  }
}

extension CellStyle {
  /// The look of what a person fills in where it may only be read.
  var locked: CellStyle {
    with {
      $0.isLocked = true
      $0.fillColor = nil
    }
  }
}
