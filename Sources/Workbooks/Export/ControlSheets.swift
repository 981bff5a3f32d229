internal import Basics
internal import Checklists
internal import Spreadsheet

/// The two sheets of controls: prerequisites, and the technical matrix of controls and case studies.
///
/// The controls stand in frozen columns on the left; each scope has a block of its own on the right: what is still to
/// be done, the answers, the evidence, perhaps a date.
struct ControlSheet {
  typealias Column = WorkbookLayout.ControlColumn

  let layout: WorkbookLayout
  let kind: SheetKind
  let rules: SummaryFormulas
  /// What stands in the answers already.
  let values: [SlotRole: CellContent]
  let widths: Widths
  var sheet: SheetDocument
  var formulas: [PlacedFormula] = []
  /// The controls under each heading: their rows, and the statuses of the blocks that ask something of them.
  private let groups: [Int: (rows: ClosedRange<Int>, asking: Set<Int>)]

  var wording: Wording { layout.wording }
  var template: Template { layout.template }
  var blocks: [WorkbookLayout.AnswerBlock] { layout.blocks(of: kind) }
  var header: Int { layout.headerRow(of: kind) }
  var rows: [(row: Int, content: WorkbookLayout.ControlRow)] { layout.rows(of: kind) }
  /// The last column of the form.
  var last: Int { blocks.last?.range.upperBound ?? Column.hints }
  /// The part that the sheet is named after.
  var part: Part? { template.parts(of: kind == .prerequisites ? .prerequisite : .control).first }

  /// In characters, as in `ColumnDocument`.
  struct Widths {
    var reference = 5.5
    var title = 19.0
    var text: Double
    var hints = 20.0
    var status = 12.0
    var met = 12.0
    var evidence = 26.0
    var date = 11.0
  }

  init(
    _ layout: WorkbookLayout, _ kind: SheetKind, _ rules: SummaryFormulas,
    _ values: [SlotRole: CellContent]
  ) {
    self.layout = layout
    self.values = values
    self.kind = kind
    self.rules = rules
    // On a screen of 1366 pixels, and with columns that LibreOffice makes 7 % wider, the matrix keeps room for one case
    // study beside its controls, and the prerequisites show whole.
    var widths = Widths(text: kind == .technical ? 52 : 62)
    if kind == .prerequisites {
      widths.hints = 17
      widths.met = 10
    }
    let texts = layout.rows(of: kind).compactMap { row in
      if case .control(let control) = row.content { control.text } else { nil }
    }
    widths.text = TextMeasure.width(for: texts, atLeast: widths.text)
    self.widths = widths
    sheet = SheetDocument(name: layout.name(of: kind))
    groups = Self.groups(layout, kind)
  }

  private static func groups(_ layout: WorkbookLayout, _ kind: SheetKind)
    -> [Int: (rows: ClosedRange<Int>, asking: Set<Int>)]
  {
    var groups: [Int: (rows: ClosedRange<Int>, asking: Set<Int>)] = [:]
    let blocks = layout.blocks(of: kind)
    var heading: Int?
    for (row, content) in layout.rows(of: kind) {
      guard case .control(let control) = content else {
        heading = row
        continue
      }
      guard let heading else { continue }
      var group = groups[heading] ?? (row...row, [])
      group.rows = group.rows.lowerBound...row
      for block in blocks
      where block.columns.contains(where: { layout.role(of: control, in: $0) != nil }) {
        group.asking.insert(block.status)
      }
      groups[heading] = group
    }
    return groups
  }

  mutating func add(to builder: inout WorkbookBuilder) {
    let title = part?.title ?? layout.name(of: kind)
    sheet.begin(title: title, lead: "")
    if let by = part?.validatedBy {
      sheet.put(.text(wording.validated(by: by)), at: 1, Column.text, style: Look.lead)
    }
    formulas.append(
      PlacedFormula(
        rules.partnerName, at: CellReference(row: 1, column: Column.reference), style: Look.partner)
    )
    // Beside the links, above the two columns that stand on every page.
    sheet.put(
      .text(title), at: 0, Column.reference,
      style: Look.title.with { $0.fontSize = 12 })
    addColumns()
    addHeaders()
    for (row, content) in rows {
      switch content {
      case .part(let part):
        sheet.rowKey("part:" + part.rawValue, row)
        let intro = template.parts.first { $0.id == part }?.intro
        addHeading(row, reference: "", title: wording.title(of: part, template), intro: intro)
      case .section(let section):
        sheet.rowKey("section:" + section.part.rawValue + "." + section.ref, row)
        addHeading(row, reference: section.ref, title: section.title, intro: section.intro)
      case .control(let control):
        sheet.rowKey(control.id, row)
        addControl(control, row)
      }
    }
    addLinks()
    addValidations()
    addConditionalFormats()
    finish(&builder)
  }

  // MARK: Frame

  private mutating func addColumns() {
    func set(_ column: Int, _ width: Double) {
      sheet.columns.append(ColumnDocument(column...column, width: width))
    }
    set(Column.reference, widths.reference)
    set(Column.title, widths.title)
    set(Column.text, widths.text)
    set(Column.hints, widths.hints)
    for block in blocks {
      set(block.status, widths.status)
      sheet.columnKey(block.statusKey(on: kind), block.status)
      for column in block.columns {
        set(column.column, width(of: column))
        sheet.columnKey(column.key, column.column)
      }
    }
  }

  private func width(of column: WorkbookLayout.AnswerColumn) -> Double {
    switch column.aspect {
    case .met: widths.met
    case .evidence: widths.evidence
    case .date: widths.date
    }
  }

  private mutating func addHeaders() {
    let look = Look.filterHeader
    for (column, text) in [
      (Column.reference, wording.referenceHeader), (Column.title, wording.titleHeader),
      (Column.text, wording.textHeader), (Column.hints, wording.hintsHeader),
    ] {
      sheet.put(.text(text), at: header, column, style: look)
    }
    for (index, block) in blocks.enumerated() {
      let look = Look.filterHeader(band: index)
      sheet.put(.text(wording.statusHeader), at: header, block.status, style: look)
      for column in block.columns {
        let isMet = column.aspect == .met
        sheet.put(
          .text(title(of: column)), at: header, column.column, style: isMet ? look.narrow : look)
      }
    }
    // A filter button stands below the words.
    let titles = blocks.flatMap(\.columns).filter { $0.aspect == .met }.map {
      (text: title(of: $0), columnWidth: widths.met, bold: true)
    }
    sheet.rows[header] = RowDocument(height: TextMeasure.height(titles, size: 8) + 8)
    guard kind == .technical else { return }
    sheet.rows[WorkbookLayout.TechnicalRow.band] = RowDocument(height: 20)
    sheet.rows[WorkbookLayout.TechnicalRow.force] = RowDocument(isHidden: true)
    let band = WorkbookLayout.TechnicalRow.band
    for column in Column.reference...Column.hints {
      sheet.put(.blank, at: band, column, style: Look.band(0))
    }
    for (index, block) in blocks.enumerated() { addBand(block, index, band) }
  }

  /// The name of a case study over its block, and what its delivery model leaves out.
  private mutating func addBand(
    _ block: WorkbookLayout.AnswerBlock, _ index: Int, _ band: Int
  ) {
    let look = Look.band(index)
    let cells = CellRange(rows: band...band, columns: block.range)
    sheet.merged.append((cells, .text(wording.solution), look))
    if case .caseStudy(let number) = block.scope {
      formulas.append(
        PlacedFormula(rules.heading(ofCaseStudy: number), at: cells.first, style: look))
    }
    for column in block.columns(.met) {
      guard let model = column.model, let force = rules.force(block.scope, model: model) else {
        continue
      }
      let place = rules.forcePlace(column: column.column)
      formulas.append(PlacedFormula(force, at: place.cell, style: Look.key))
      formulas.append(
        PlacedFormula(
          Formula.cell(place).equals(.number(0)).then(
            .text(wording.leaveEmpty), else: .text("")),
          at: CellReference(row: 1, column: column.column), style: Look.warning))
    }
  }

  private func title(of column: WorkbookLayout.AnswerColumn) -> String {
    switch column.aspect {
    case .met: wording.metHeader(layout.models.first { $0.id == column.model })
    case .evidence: wording.evidenceHeader
    case .date: wording.dateHeader
    }
  }

  // MARK: Rows

  private mutating func addHeading(_ row: Int, reference: String, title: String, intro: String?) {
    for column in Column.reference...last {
      sheet.put(.blank, at: row, column, style: Look.section)
    }
    sheet.put(.text(reference), at: row, Column.reference, style: Look.sectionReference)
    // Without an introduction beside it a title may run on over the next cell.
    let isAlone = intro == nil
    sheet.put(
      .text(title), at: row, Column.title, style: Look.section.with { $0.wraps = !isAlone })
    sheet.put(
      intro.map { .text($0) } ?? .blank, at: row, Column.text, style: Look.sectionText)
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height(
        isAlone ? [] : [(title, widths.title, true)], size: 10,
        and: [(intro ?? "", widths.text, false)],
        atLeast: 24))
    guard let below = groups[row]?.rows else { return }
    for block in blocks {
      guard isAsked(below: row, in: block) else {
        sheet.put(
          .text(wording.status(.notAsked)), at: row, block.status, style: Look.sectionStatus)
        continue
      }
      formulas.append(
        PlacedFormula(
          rules.openRows(below, of: kind, column: block.status),
          at: CellReference(row: row, column: block.status), style: Look.sectionStatus))
    }
  }

  /// Whether an answer was carried over to another wording, and waits to be read again.
  private func isMarked(_ control: Control, _ block: WorkbookLayout.AnswerBlock) -> Bool {
    let role = SlotRole.evidence(control: control.id, scope: control.cellScope(block.scope))
    guard case .text(let text)? = values[role] else { return false }
    return wording.unmarked(text) != nil
  }

  /// Whether a block asks anything of the controls under a heading.
  func isAsked(below heading: Int, in block: WorkbookLayout.AnswerBlock) -> Bool {
    groups[heading]?.asking.contains(block.status) ?? false
  }

  private mutating func addControl(_ control: Control, _ row: Int) {
    let hints = wording.hints(control)
    sheet.put(.text(control.ref ?? ""), at: row, Column.reference, style: Look.reference)
    sheet.put(.text(control.title), at: row, Column.title, style: Look.strong)
    sheet.put(.text(control.text), at: row, Column.text, style: Look.cell)
    sheet.put(hints.isEmpty ? .blank : .text(hints), at: row, Column.hints, style: Look.quiet)
    var texts = [
      (text: control.title, columnWidth: widths.title, bold: true),
      (control.text, widths.text, false), (hints, widths.hints, false),
    ]
    for block in blocks {
      formulas.append(
        PlacedFormula(
          isMarked(control, block)
            ? rules.statusUntilReread(of: control, in: block)
            : rules.status(of: control, in: block),
          at: CellReference(row: row, column: block.status),
          style: Look.status))
      for column in block.columns {
        guard let role = layout.role(of: control, in: column) else {
          sheet.put(.text(wording.notApplicable), at: row, column.column, style: Look.locked)
          continue
        }
        let style =
          switch column.aspect {
          case .met: Look.answer
          case .evidence: Look.text
          case .date: Look.date(wording)
          }
        let content = values[role] ?? .blank
        if case .text(let text) = content { texts.append((text, width(of: column), false)) }
        sheet.put(content, at: row, column.column, style: style)
      }
    }
    sheet.rows[row] = RowDocument(height: TextMeasure.height(texts, atLeast: 30))
  }

  // MARK: End

  private mutating func finish(_ builder: inout WorkbookBuilder) {
    guard let bottom = rows.last?.row else { return }
    sheet.autofilter = CellRange(rows: header...bottom, columns: Column.reference...last)
    // The matrix keeps the control in view, whichever case study is worked on.
    let scrolling = kind == .technical ? Column.hints : Column.text
    sheet.freeze = CellReference(row: header + 1, column: scrolling)
    sheet.selection = layout.slots.first { $0.sheet == kind }?.cell
    sheet.tabColor = Palette.deep
    let headings = rows.compactMap { row, content -> Int? in
      if case .control = content { nil } else { row }
    }
    let top = kind == .technical ? WorkbookLayout.TechnicalRow.band : header
    let start = kind == .technical ? Column.hints : last
    sheet.print = PagePlan(sheet: sheet).settings(
      first: Column.reference...start, repeated: Column.reference...Column.title,
      groups: kind == .technical ? blocks.map(\.range) : [], header: top...header,
      rows: (header + 1)...bottom, keepsNext: Set(headings))
    builder.finish(&sheet)
    builder.put(formulas, on: kind)
  }
}
