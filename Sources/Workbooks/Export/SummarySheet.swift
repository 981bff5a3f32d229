internal import Basics
internal import Checklists
internal import Spreadsheet

/// The summary sheet: ready or not in one sentence, what is missing and where, what blocks, how each case study and
/// section stands.
struct SummarySheet {
  let layout: WorkbookLayout
  let rules: SummaryFormulas
  var sheet: SheetDocument
  var formulas: [PlacedFormula] = []
  /// The first row that is free.
  var next = 4
  /// Rows that head others, which a page break must not part from them.
  var headings: Set<Int> = []

  var wording: Wording { layout.wording }
  var template: Template { layout.template }

  /// What stands in the key column of the total.
  static let totalKey = "score:total"

  enum Column {
    static let label = 1
    static let first = 2
    /// The status of what is missing or blocks.
    static let status = 4
    /// Where a list begins beside the status.
    static let list = 5
    /// The last column of figures.
    static let last = 10
    /// What is missing, in words.
    static let note = 11
  }

  static let labelWidth = 40.0
  static let noteWidth = 40.0

  init(_ layout: WorkbookLayout, _ rules: SummaryFormulas) {
    self.layout = layout
    self.rules = rules
    sheet = SheetDocument(name: layout.name(of: .summary))
  }

  mutating func add(to builder: inout WorkbookBuilder) {
    sheet.begin(title: wording.sheetName(.summary), lead: "")
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: Self.labelWidth),
      ColumnDocument(Column.first...Column.first, width: 13),
      ColumnDocument((Column.first + 1)...Column.last, width: 9),
      ColumnDocument(Column.note...Column.note, width: Self.noteWidth),
    ]
    put(rules.partnerName, 0, Column.first, Look.partner)
    sheet.rows[next - 1] = RowDocument(height: 8)
    // The blocks stand in the order of interest, and their formulas lead from the last to the first.
    let missing = block(
      wording.missingTitle,
      headers: [wording.leftHeader, wording.ofHeader, wording.statusHeader, wording.whereHeader],
      count: 4, spanningLast: true)
    let conditions = block(
      wording.conditionsTitle,
      headers: [
        wording.reachedHeader, wording.requiredHeader, wording.statusHeader, wording.blockingHeader,
      ], count: 4, spanningLast: true)
    let studies = block(
      wording.sheetName(.caseStudies), headers: wording.caseStudyHeaders,
      count: layout.caseStudies)
    let parts = overviewParts
    let overview = block(
      wording.overviewTitle, headers: wording.progressHeaders, count: parts.count + 1)
    let chart = next
    next += addChart(parts.count, overview: overview, at: chart)
    let progress = progressRows
    let scores = block(
      wording.progressTitle, headers: wording.progressHeaders, count: progress.count)
    let rows = fillProgress(progress, scores)
    let totals = fillOverview(parts, overview, rows)
    fillStudies(studies, rows)
    fillMissing(missing, totals, studies)
    fillConditions(conditions, totals, studies)
    fillVerdict(missing: missing, conditions: conditions)
    sheet.freeze = CellReference(row: 2, column: 0)
    sheet.tabColor = Palette.yesBar
    sheet.print = PagePlan(sheet: sheet).settings(
      first: Column.label...Column.note, repeated: Column.label...Column.label, groups: [],
      header: 1...1, rows: 3...(next - 2), keepsNext: headings)
    sheet.print.repeatedColumns = nil
    builder.finish(&sheet)
    builder.put(formulas, on: .summary)
  }

  // MARK: Geometry

  /// A heading, a header row and room for some rows; returns the first of them.
  ///
  /// - Parameter spanningLast: whether the last header, and what stands below it, reaches to the sheet's last column.
  private mutating func block(
    _ title: String, headers: [String], count: Int, spanningLast: Bool = false
  ) -> Int {
    let left = Look.header.with {
      $0.horizontal = .left
      $0.indent = 1
    }
    sheet.put(.text(title), at: next, Column.label, style: left)
    for (index, header) in headers.enumerated() {
      let column = Column.first + index
      if spanningLast, index == headers.count - 1 {
        let cells = CellRange(rows: next...next, columns: column...Column.note)
        sheet.merged.append((cells, .text(header), left))
      } else {
        sheet.put(
          .text(header), at: next, column, style: column == Column.note ? left : Look.figureHeader)
      }
    }
    sheet.rows[next] = RowDocument(height: spanningLast ? 20 : 40)
    headings.insert(next)
    let first = next + 1
    next = first + count + 1
    return first
  }

  func place(_ row: Int, _ column: Int) -> Formula {
    .cell(CellPlace(sheet: sheet.name, cell: CellReference(row: row, column: column)))
  }

  mutating func put(_ formula: Formula, _ row: Int, _ column: Int, _ style: CellStyle) {
    formulas.append(
      PlacedFormula(formula, at: CellReference(row: row, column: column), style: style))
  }

  /// The label of a row, a link where there is somewhere to go.
  mutating func label(
    _ text: String, key: String, _ row: Int, style: CellStyle = Look.rowLabel,
    to target: (sheet: SheetKind, cell: CellReference)? = nil
  ) {
    sheet.rowKey(key, row)
    let content =
      target.map { target in
        CellContent.link(
          to: "internal:" + Formula.quoted(layout.name(of: target.sheet)) + "!"
            + target.cell.description, text: text, tip: nil)
      } ?? .text(text)
    let look =
      target == nil
      ? style
      : style.with {
        $0.underline = true
        $0.fontColor = Palette.link
      }
    sheet.put(content, at: row, Column.label, style: look)
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height([(text, Self.labelWidth, style.bold)], atLeast: 17))
  }

  /// A text that reaches from the list column to the sheet's last.
  mutating func list(_ formula: Formula, _ row: Int) {
    sheet.merged.append(
      (CellRange(rows: row...row, columns: Column.list...Column.note), .blank, Look.note))
    put(formula, row, Column.list, Look.note)
  }

  func studies(_ first: Int, _ column: Int) -> Formula {
    guard layout.caseStudies > 0 else { return .number(0) }
    return .sumOf(
      sheet: sheet.name,
      range: CellRange(rows: first...(first + layout.caseStudies - 1), columns: column...column))
  }

  // MARK: Case studies

  /// Columns: customer, used, missing fields, open, not met, in production, date, retained, public, what is missing.
  private mutating func fillStudies(_ first: Int, _ rows: [Scope: [Int]]) {
    let c = Column.first
    for number in layout.caseNumbers {
      let row = first + number - 1
      let form = CellReference(
        row: WorkbookLayout.headerRow, column: WorkbookLayout.CaseStudyColumn.value(number))
      label(
        wording.caseStudy(number), key: "case" + String(number), row, to: (.caseStudies, form))
      sheet.rows[row] = RowDocument(height: 42)
      func sum(_ column: Int) -> Formula {
        .total((rows[.caseStudy(number)] ?? []).map { place($0, column) })
      }
      let flag = Look.number.with {
        $0.numberFormat = wording.yesNoFormat
        $0.horizontal = .center
        $0.indent = 0
      }
      put(rules.customer(number), row, c, Look.note.with { $0.wraps = false })
      put(rules.isUsedCell(number), row, c + 1, flag)
      put(rules.missingFields(number), row, c + 2, Look.number)
      put(sum(c + 5), row, c + 3, Look.number)
      put(sum(c + 3), row, c + 4, Look.number)
      put(rules.isInProduction(number), row, c + 5, flag)
      put(rules.isDated(number), row, c + 6, flag)
      let blocking = place(row, c + 2) + place(row, c + 3) + place(row, c + 4)
      put(
        blocking.isPositive.then(
          .number(0),
          else: place(row, c + 1) * place(row, c + 5) * place(row, c + 6)
            * (.number(1) - .cell(rules.hidden.reusedWrongly(number)))), row, c + 7,
        flag.with { $0.bold = true })
      put(place(row, c + 7) * rules.isPublic(number), row, c + 8, flag)
      put(reasons(number, row), row, Column.note, Look.note)
    }
    guard layout.caseStudies > 0 else { return }
    let retained = CellRange(
      rows: first...(first + layout.caseStudies - 1), columns: (c + 7)...(c + 7))
    sheet.conditionalFormats.append(
      ConditionalFormatDocument(
        [retained], .formula(retained.first.description + "=1", style: Look.yes)))
  }

  /// Why a case study is not retained: what is empty or open, which answers are N, its date.
  private func reasons(_ number: Int, _ row: Int) -> Formula {
    let c = Column.first
    let no = layout.technicalBlocks.first { $0.scope == .caseStudy(number) }.flatMap {
      rules.references(layout.technicalControls, in: $0, of: .technical, status: .notMet)
    }
    let scored = layout.technicalControls.filter { $0.answer == .met }
    func missing(_ column: Int, _ text: String) -> Formula {
      place(row, column).equals(.number(0)).then(.text(text + " "), else: .text(""))
    }
    let items = [
      rules.sentence(place(row, c + 2), wording.emptyFields),
      rules.sentence(place(row, c + 3), wording.answersOpen),
      rules.led(wording.answeredNo, no),
      rules.led(
        wording.dateTooOld, rules.tooOldReferences(scored, in: .caseStudy(number))),
      missing(c + 5, wording.notInProduction), missing(c + 6, wording.notDated),
      Formula.cell(rules.hidden.reusedWrongly(number)).isPositive.then(
        .text(wording.notReusable + " "), else: .text("")),
    ]
    return place(row, c + 1).equals(.number(0)).then(
      .text(wording.caseStudyUnused),
      else: place(row, c + 7).equals(.number(1)).then(
        .text(wording.retainedMark), else: .joined(items)))
  }

  // MARK: The verdict

  private mutating func fillMissing(_ first: Int, _ totals: Totals, _ studiesRow: Int) {
    let c = Column.first
    let openParts = totals.parts.map { rules.part($0.name, place($0.row, c + 5)) }
    let prereqs = layout.prerequisiteBlock
    // References begin with a blank of their own.
    let colon = String(wording.language.colon.dropLast())
    func references(
      _ controls: [Control], _ status: Wording.Status, or other: Wording.Status? = nil
    )
      -> Formula
    {
      .joined(
        [
          rules.led(
            layout.name(of: .prerequisites) + colon,
            rules.references(
              controls, in: prereqs, of: .prerequisites, status: status, or: other))
        ]
          + layout.technicalBlocks.compactMap { block in
            rules.references(
              controls, in: block, of: .technical, status: status, or: other
            ).map { rules.led(wording.name(of: block.scope) + colon, $0) }
          })
    }
    let demanding = template.controls.filter {
      $0.evidence.required || $0.evidence.whenNo != nil
    }
    let declared = template.controls.filter { $0.answer == .declaration }
    let fields =
      [
        rules.part(wording.sheetName(.application), rules.missingFields),
        rules.field(.assessmentDate).isEmpty.then(.text(wording.agesNotJudged), else: .text("")),
      ]
      + layout.caseNumbers.map {
        rules.part(wording.caseStudy($0), place(studiesRow + $0 - 1, c + 2))
      }
    let items: [(String, String, SheetKind, Formula, Formula, Formula)] = [
      (
        wording.openAnswers, "open", .prerequisites, totals.open, totals.expected,
        .joined(openParts)
      ),
      (
        wording.openDeclarations, "declarations", .prerequisites, rules.openDeclarations,
        rules.declarations, references(declared, .toAnswer, or: .unknown)
      ),
      (
        wording.missingFields, "fields", .application,
        rules.missingFields + studies(studiesRow, c + 2), rules.requiredFields, .joined(fields)
      ),
      (
        wording.missingEvidence, "evidence", .prerequisites, rules.missingEvidence,
        rules.demandedEvidence, references(demanding, .noEvidence)
      ),
    ]
    for (index, item) in items.enumerated() {
      let row = first + index
      label(item.0, key: item.1, row, to: (item.2, CellReference(row: 0, column: 0)))
      put(item.3, row, c, Look.number.with { $0.bold = true })
      put(item.4, row, c + 1, Look.number)
      put(
        place(row, c).isPositive.then(
          .text(wording.somethingLeft), else: .text(wording.nothingLeft)), row, Column.status,
        Look.status)
      list(item.5, row)
    }
    mark(first...(first + 3), wording.nothingLeft, wording.somethingLeft, Look.openMark)
  }

  /// The colours of a block's status words.
  private mutating func mark(
    _ rows: ClosedRange<Int>, _ done: String, _ left: String, _ look: CellStyle
  ) {
    let range = CellRange(rows: rows, columns: Column.status...Column.status)
    for (text, look) in [(done, Look.doneMark), (left, look)] {
      sheet.conditionalFormats.append(
        ConditionalFormatDocument(
          [range], .formula(range.first.description + "=\"" + text + "\"", style: look)))
    }
  }

  private mutating func fillConditions(_ first: Int, _ totals: Totals, _ studiesRow: Int) {
    let c = Column.first
    let scored = template.controls(of: .prerequisite).filter { $0.answer == .met }
    let prereqNo =
      rules.references(
        scored, in: layout.prerequisiteBlock, of: .prerequisites, status: .notMet) ?? .text("")
    let solution = layout.technicalBlocks.first { $0.scope == .solution }
    let documentsNo = solution.flatMap {
      rules.references(layout.technicalControls, in: $0, of: .technical, status: .notMet)
    }
    func studyList(_ lead: String, _ counts: (Int) -> Formula) -> Formula {
      rules.led(
        lead,
        .joined(
          layout.caseNumbers.map { number in
            counts(studiesRow + number - 1).isPositive.then(
              .text(" " + String(number)), else: .text(""))
          }))
    }
    let documents = totals.documents
    let items: [(String, String, Formula, Formula, Formula)] = [
      (
        wording.prerequisitesMet, "prerequisites",
        place(totals.prerequisites, c + 2) + place(totals.prerequisites, c + 4),
        .number(Double(scored.count)),
        .joined([
          rules.led(wording.answeredNo, prereqNo),
          rules.led(wording.dateTooOld, rules.tooOldReferences(scored, in: .solution)),
        ])
      ),
      (
        wording.documentsMet, "documents", documents.map { place($0, c + 2) } ?? .number(0),
        documents.map { place($0, c + 6) } ?? .number(0),
        .joined([
          rules.led(wording.answeredNo, documentsNo),
          rules.led(
            wording.dateTooOld,
            rules.tooOldReferences(
              layout.technicalControls.filter { $0.answer == .met }, in: .solution)),
        ])
      ),
      (
        wording.studiesRetained, "retained", studies(studiesRow, c + 7),
        .number(Double(template.caseStudies.required)),
        studyList(wording.notRetained) { place($0, c + 1) - place($0, c + 7) }
      ),
      (
        wording.studiesPublic, "public", studies(studiesRow, c + 8),
        .number(Double(template.caseStudies.publicRequired)),
        studyList(wording.retainedNotPublic) { place($0, c + 7) - place($0, c + 8) }
      ),
    ]
    for (index, item) in items.enumerated() {
      let row = first + index
      label(item.0, key: item.1, row)
      put(item.2, row, c, Look.number.with { $0.bold = true })
      // A number that never changes is no formula.
      if case .number(let number) = item.3 {
        sheet.put(.number(number), at: row, c + 1, style: Look.number)
      } else {
        put(item.3, row, c + 1, Look.number)
      }
      put(
        place(row, c).atLeast(place(row, c + 1)).then(
          .text(wording.reached), else: .text(wording.notReached)), row, Column.status,
        Look.status)
      list(
        place(row, c).atLeast(place(row, c + 1)).then(.text(""), else: item.4), row)
    }
    mark(first...(first + 3), wording.reached, wording.notReached, Look.noMark)
  }

  /// The sentence under the title: ready, or what is missing.
  private mutating func fillVerdict(missing: Int, conditions: Int) {
    let c = Column.first
    let left = (0..<4).map { place(missing + $0, c) }
    let answers = left[0] + left[1]
    let incomplete = Formula.joined([
      .text(wording.stillMissing),
      rules.enumeration([
        (answers, wording.answers), (left[2], wording.requiredFields),
        (left[3], wording.piecesOfEvidence),
      ]), .text("."),
    ])
    let reached = (0..<4).map {
      place(conditions + $0, c).atLeast(place(conditions + $0, c + 1))
    }
    let all = reached.map(\.flag).dropFirst().reduce(reached[0].flag) { $0 * $1 }
    let blocking = Formula.joined(
      [.text(wording.notReady)]
        + reached.enumerated().map { index, condition in
          condition.then(
            .text(""),
            else: .joined([
              .text(wording.separator + wording.short(index)), place(conditions + index, c),
              .text(wording.outOf), place(conditions + index, c + 1),
            ]))
        } + [.text(".")])
    let sentence = Formula.total(left).isPositive.then(
      incomplete, else: all.isPositive.then(.text(wording.ready), else: blocking))
    let cells = CellRange(rows: 1...1, columns: Column.label...Column.note)
    sheet.merged.append((cells, .blank, Look.verdict))
    put(sentence, 1, Column.label, Look.verdict)
    sheet.rows[1] = RowDocument(height: 26)
    func words(_ rows: Int, _ word: String) -> String {
      let range = CellRange(rows: rows...(rows + 3), columns: Column.status...Column.status)
      return "COUNTIF(" + range.absolute + ",\"" + word + "\")"
    }
    let done =
      words(missing, wording.nothingLeft) + "+" + words(conditions, wording.reached) + "=8"
    sheet.conditionalFormats.append(
      ConditionalFormatDocument([cells], .formula(done, style: Look.yes)))
  }
}
