internal import Basics
internal import Checklists
internal import Spreadsheet

/// Links, lists and colours of the sheets of controls.
extension ControlSheet {
  // MARK: Links

  /// Above each block links to the sections, which stay in the block, and to the case studies beside it.
  mutating func addLinks() {
    let targets = headings
    for (index, block) in blocks.enumerated() {
      // The prerequisites are one block: their links may begin a column earlier.
      let first = kind == .prerequisites ? Column.hints : block.status
      let asked = targets.filter { isAsked(below: $0.row, in: block) }
      for (column, target) in zip(first...block.range.upperBound, asked) {
        link(
          at: 0, column, to: CellReference(row: target.row, column: block.status),
          text: "▼ " + target.short, tip: wording.goTo(target.name))
      }
      guard kind == .technical else { continue }
      // Some programs scroll no further than to the cell that a link leads to, others bring it to the middle: from the
      // right the first column of a block shows most of it either way, from the left its evidence does.
      if index > 0 {
        let before = blocks[index - 1]
        linkToBlock(before, from: block.status, column: before.status, mark: "◄ ")
      }
      if index + 1 < blocks.count, let evidence = block.columns(.evidence).first?.column {
        let next = blocks[index + 1]
        linkToBlock(next, from: evidence, column: next.landing, mark: "► ")
      }
      if case .caseStudy(let number) = block.scope, let date = block.columns(.date).first?.column {
        let form = WorkbookLayout.CaseStudyColumn.value(number)
        link(
          at: 1, date, to: CellReference(row: WorkbookLayout.headerRow, column: form),
          on: .caseStudies, text: wording.caseStudyForm, tip: nil)
      }
    }
    for (target, next) in zip(targets, targets.dropFirst()) {
      link(
        at: target.row, Column.hints,
        to: CellReference(row: next.row, column: Column.title),
        text: wording.nextSection(next.short), tip: wording.goTo(next.name), style: Look.sectionLink
      )
    }
  }

  private var headings: [(row: Int, short: String, name: String)] {
    rows.compactMap { row, content in
      switch content {
      case .part(let part):
        let title = wording.title(of: part, template)
        return (
          row,
          template.parts.first { $0.id == part }?.kind == .document
            ? wording.documentsShort : title, title
        )
      case .section(let section): return (row, section.ref, section.ref + " " + section.title)
      case .control: return nil
      }
    }
  }

  /// A link to the headers of a block, which leaves the rows where they are.
  private mutating func linkToBlock(
    _ block: WorkbookLayout.AnswerBlock, from column: Int, column target: Int, mark: String
  ) {
    let name =
      if case .caseStudy(let number) = block.scope { wording.shortCaseStudy(number) } else {
        wording.solution
      }
    link(
      at: 1, column, to: CellReference(row: header, column: target), text: mark + name,
      tip: wording.goTo(name))
  }

  private mutating func link(
    at row: Int, _ column: Int, to cell: CellReference, on sheet: SheetKind? = nil, text: String,
    tip: String?, style: CellStyle = Look.smallLink
  ) {
    let target = Formula.quoted(layout.name(of: sheet ?? kind)) + "!" + cell.description
    self.sheet.put(
      .link(to: "internal:" + target, text: text, tip: tip), at: row, column, style: style)
  }

  // MARK: What may be typed

  mutating func addValidations() {
    var groups: [(question: Question, ranges: [CellRange])] = []
    let columns = blocks.flatMap(\.columns)
    for (row, content) in rows {
      guard case .control(let control) = content else { continue }
      for column in columns where layout.role(of: control, in: column) != nil {
        let question = Question(column.aspect, conditional: control.isConditional)
        add(CellReference(row: row, column: column.column), to: question, &groups)
      }
    }
    sheet.validations = groups.map { validation($0.question, $0.ranges) }
  }

  /// What a cell asks; cells that ask the same share a rule.
  private struct Question: Equatable {
    var aspect: Aspect
    var conditional: Bool

    init(_ aspect: Aspect, conditional: Bool) {
      self.aspect = aspect
      self.conditional = conditional && aspect == .met
    }
  }

  /// Joins a cell to the range above it, so that there are as few ranges as can be.
  private func add(
    _ cell: CellReference, to question: Question,
    _ groups: inout [(question: Question, ranges: [CellRange])]
  ) {
    guard let index = groups.firstIndex(where: { $0.question == question }) else {
      groups.append((question, [CellRange(cell)]))
      return
    }
    if let above = groups[index].ranges.lastIndex(where: {
      $0.last.column == cell.column && $0.last.row == cell.row - 1
    }) {
      groups[index].ranges[above].last = cell
    } else {
      groups[index].ranges.append(CellRange(cell))
    }
  }

  private func validation(_ question: Question, _ ranges: [CellRange]) -> ValidationDocument {
    switch question.aspect {
    case .met where question.conditional:
      wording.validation(
        ranges, .listRange(HiddenSheet(layout).answers(conditional: true)),
        title: wording.metHeader(nil), prompt: wording.conditionalPrompt,
        error: wording.conditionalError)
    case .met:
      wording.validation(
        ranges, .listRange(HiddenSheet(layout).answers(conditional: false)),
        title: wording.metHeader(nil),
        prompt: wording.answerPrompt, error: wording.answerError)
    case .evidence:
      wording.validation(
        ranges, .any, title: wording.evidenceHeader, prompt: wording.evidencePrompt, error: nil)
    case .date:
      wording.validation(
        ranges, wording.dateRule, title: wording.dateHeader, prompt: wording.recencyPrompt,
        error: wording.dateError)
    }
  }

  // MARK: What changes its colour

  mutating func addConditionalFormats() {
    guard let top = rows.first?.row, let bottom = rows.last?.row else { return }
    func range(_ column: Int) -> CellRange {
      CellRange(rows: top...bottom, columns: column...column)
    }
    func letters(_ column: Int) -> String { CellReference.letters(ofColumn: column) }
    func cell(_ column: Int) -> String { letters(column) + String(top + 1) }
    func add(_ ranges: [CellRange], _ formula: String, _ style: CellStyle, stops: Bool = false) {
      var rule = ConditionalFormatDocument(ranges, .formula(formula, style: style))
      rule.stopsIfTrue = stops
      sheet.conditionalFormats.append(rule)
    }
    func equals(_ column: Int, _ text: String) -> String { cell(column) + "=\"" + text + "\"" }
    // What does not apply under the case study's delivery model is grey, whatever stands there.
    if kind == .technical {
      for block in blocks {
        for column in block.columns(.met).map(\.column) {
          let force = letters(column) + "$" + String(WorkbookLayout.TechnicalRow.force + 1)
          add([range(column)], force + "=0", Look.outOfForce, stops: true)
        }
      }
    }
    for block in blocks {
      let status = block.status
      func statusIs(_ status: Wording.Status) -> String {
        "$" + cell(block.status) + "=\"" + wording.status(status) + "\""
      }
      for column in block.columns(.met) {
        add([range(column.column)], equals(column.column, wording.yes), Look.yes)
        add([range(column.column)], equals(column.column, wording.no), Look.no)
        // The status cell tells an answer cell that is open from one that is not asked.
        add(
          [range(column.column)],
          "(" + equals(column.column, "") + ")*(" + statusIs(.toAnswer) + ")", Look.open)
      }
      for column in block.columns where column.aspect != .met {
        add([range(column.column)], statusIs(.notAsked), Look.outOfForce, stops: true)
      }
      for column in block.columns(.evidence) {
        add([range(column.column)], statusIs(.noEvidence), Look.doubt)
        add([range(column.column)], statusIs(.noReason), Look.doubt)
      }
      for column in block.columns(.date) {
        add([range(column.column)], statusIs(.noDate), Look.doubt)
        add([range(column.column)], statusIs(.tooOld), Look.no)
      }
      add([range(status)], equals(status, wording.status(.done)), Look.doneMark)
      add([range(status)], equals(status, wording.status(.toAnswer)), Look.openMark)
      add([range(status)], equals(status, wording.status(.notMet)), Look.noMark)
      add([range(status)], equals(status, wording.status(.tooOld)), Look.noMark)
      for doubt in [Wording.Status.unknown, .reread, .noReason, .noEvidence, .noDate] {
        add([range(status)], equals(status, wording.status(doubt)), Look.doubtMark)
      }
    }
  }
}
