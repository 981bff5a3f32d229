internal import Basics
internal import Checklists
internal import Spreadsheet

/// The summary sheet: what is missing, what the conditions are, how each case study and section stands.
struct SummarySheet {
  private let layout: WorkbookLayout
  private let rules: SummaryFormulas
  private var sheet: SheetDocument
  private var formulas: [(formula: Formula, cell: CellReference, style: CellStyle)] = []
  private var next = 4

  private var wording: Wording { layout.wording }
  private var template: Template { layout.template }

  /// What stands in the key column of the total.
  static let totalKey = "score:total"

  private enum Column {
    static let label = 1
    static let first = 2
    static let last = 10
  }

  init(_ layout: WorkbookLayout) {
    self.layout = layout
    rules = SummaryFormulas(layout)
    sheet = SheetDocument(name: layout.name(of: .summary))
  }

  mutating func add(to builder: inout WorkbookBuilder) {
    sheet.begin(title: wording.sheetName(.summary), lead: "")
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: 50),
      ColumnDocument(Column.first...Column.last, width: 13),
    ]
    // The blocks stand in the order of interest, and their formulas lead from the last to the first.
    let missing = block(wording.missingTitle, headers: [wording.numberHeader], count: 4)
    let conditions = block(
      wording.conditionsTitle, headers: [wording.reachedHeader, wording.requiredHeader], count: 4)
    let studies = block(
      wording.sheetName(.caseStudies), headers: wording.caseStudyHeaders,
      count: layout.caseStudies)
    let progress = progressRows
    let scores = block(
      wording.progressTitle, headers: wording.progressHeaders, count: progress.count + 1)
    let totals = fillScores(progress, scores)
    fillStudies(studies, totals.byStudy)
    fillMissing(missing, open: totals.open, studies)
    fillConditions(conditions, totals, studies)
    fillVerdict(missing: missing, conditions: conditions)
    sheet.freeze = CellReference(row: 2, column: 0)
    sheet.print.isLandscape = true
    builder.finish(&sheet, repeating: nil)
    for item in formulas {
      builder.put(item.formula, on: .summary, at: item.cell, style: item.style)
    }
  }

  // MARK: Geometry

  /// A heading, a header row and room for some rows; returns the first of them.
  private mutating func block(_ title: String, headers: [String], count: Int) -> Int {
    for column in Column.label...(Column.label + headers.count) {
      sheet.put(.blank, at: next, column, style: Look.header)
    }
    sheet.put(
      .text(title), at: next, Column.label, style: Look.header.with { $0.horizontal = .left })
    for (index, header) in headers.enumerated() {
      sheet.header(header, next, Column.first + index)
    }
    sheet.rows[next] = RowDocument(height: 34)
    let first = next + 1
    next = first + count + 1
    return first
  }

  private func place(_ row: Int, _ column: Int) -> Formula {
    .cell(CellPlace(sheet: sheet.name, cell: CellReference(row: row, column: column)))
  }

  private mutating func put(_ formula: Formula, _ row: Int, _ column: Int, _ style: CellStyle) {
    formulas.append((formula, CellReference(row: row, column: column), style))
  }

  private mutating func label(_ text: String, key: String, _ row: Int, style: CellStyle = Look.cell)
  {
    sheet.rowKey(key, row)
    sheet.put(.text(text), at: row, Column.label, style: style)
    sheet.rows[row] = RowDocument(height: TextMeasure.height([(text, 50, style.bold)]))
  }

  // MARK: Scores

  private struct ProgressRow {
    var label: String
    var key: String
    var scope: Scope?
    var count: SummaryFormulas.Count
  }

  private struct Totals {
    var open = Formula.number(0)
    var prerequisites = 0
    var documents: Int?
    /// The rows of each case study.
    var byStudy: [Int: [Int]] = [:]
  }

  /// One row for the prerequisites, then for each scope one for the documents and one for each section.
  private var progressRows: [ProgressRow] {
    var rows = [
      ProgressRow(
        label: wording.title(of: .prereq, template), key: "prereq", scope: nil,
        count: rules.prerequisites)
    ]
    for scope in layout.scopes {
      let name =
        if case .caseStudy(let number) = scope { wording.caseStudy(number) } else {
          wording.solution
        }
      func add(_ title: String, _ key: String, _ controls: [Control]) {
        let asked = controls.contains { control in
          layout.models.contains { control.applies(to: $0.id, in: scope.kind) }
        }
        guard asked else { return }
        rows.append(
          ProgressRow(
            label: name + " – " + title, key: scope.description + "." + key, scope: scope,
            count: rules.technical(controls, in: scope)))
      }
      let unsectioned = layout.technicalControls.filter { $0.section == nil }
      add(wording.title(of: .doc, template), PartID.doc.rawValue, unsectioned)
      for part in [PartID.doc, .tech] {
        for section in template.sections(of: part) {
          add(
            section.ref + " " + section.title, part.rawValue + "." + section.ref,
            template.controls(of: part).filter { $0.section == section.ref })
        }
      }
    }
    return rows
  }

  /// Columns: expected, answered, met, not met, not applicable, open, applicable, percent.
  private mutating func fillScores(_ rows: [ProgressRow], _ first: Int) -> Totals {
    var totals = Totals()
    let c = Column.first
    for (index, item) in rows.enumerated() {
      let row = first + index
      label(item.label, key: "score:" + item.key, row)
      put(item.count.expected, row, c, Look.number)
      put(item.count.met, row, c + 2, Look.number)
      put(item.count.notMet, row, c + 3, Look.number)
      put(item.count.notApplicable, row, c + 4, Look.number)
      derived(row, Look.number, Look.percent)
      switch item.scope {
      case nil: totals.prerequisites = row
      case .solution?: totals.documents = row
      case .caseStudy(let number)?: totals.byStudy[number, default: []].append(row)
      }
    }
    let row = first + rows.count
    label(wording.total, key: Self.totalKey, row, style: Look.strong)
    let bold = Look.number.with { $0.bold = true }
    for column in [c, c + 2, c + 3, c + 4] {
      put(
        .sumOf(
          sheet: sheet.name,
          range: CellRange(rows: first...(row - 1), columns: column...column)), row, column, bold)
    }
    derived(row, bold, Look.percent.with { $0.bold = true })
    totals.open = place(row, c + 5)
    return totals
  }

  /// Answered, open, applicable and percent from the counts of a row.
  private mutating func derived(_ row: Int, _ number: CellStyle, _ percent: CellStyle) {
    let c = Column.first
    let (expected, met, notMet, without) = (
      place(row, c), place(row, c + 2), place(row, c + 3), place(row, c + 4)
    )
    put(met + notMet + without, row, c + 1, number)
    put(expected - met - notMet - without, row, c + 5, number)
    put(expected - without, row, c + 6, number)
    let applicable = place(row, c + 6)
    put(
      applicable.equals(.number(0)).then(
        .text(""), else: .wholePart(.number(1000) * met / applicable) / .number(10)), row, c + 7,
      percent)
  }

  // MARK: Case studies

  /// Columns: customer, used, missing fields, open, not met, in production, date, retained, public.
  private mutating func fillStudies(_ first: Int, _ rows: [Int: [Int]]) {
    let c = Column.first
    for number in layout.caseNumbers {
      let row = first + number - 1
      label(wording.caseStudy(number), key: "case" + String(number), row)
      func sum(_ column: Int) -> Formula { .total((rows[number] ?? []).map { place($0, column) }) }
      put(rules.customer(number), row, c, Look.cell)
      put(rules.isUsedCell(number), row, c + 1, Look.number)
      put(rules.missingFields(number), row, c + 2, Look.number)
      put(sum(c + 5), row, c + 3, Look.number)
      put(sum(c + 3), row, c + 4, Look.number)
      put(rules.isInProduction(number), row, c + 5, Look.number)
      put(rules.isDated(number), row, c + 6, Look.number)
      let blocking = place(row, c + 2) + place(row, c + 3) + place(row, c + 4)
      put(
        blocking.isPositive.then(
          .number(0), else: place(row, c + 1) * place(row, c + 5) * place(row, c + 6)), row, c + 7,
        Look.number)
      put(place(row, c + 7) * rules.isPublic(number), row, c + 8, Look.number)
    }
  }

  private func studies(_ first: Int, _ column: Int) -> Formula {
    guard layout.caseStudies > 0 else { return .number(0) }
    return .sumOf(
      sheet: sheet.name,
      range: CellRange(rows: first...(first + layout.caseStudies - 1), columns: column...column))
  }

  // MARK: The verdict

  private mutating func fillMissing(_ first: Int, open: Formula, _ studiesRow: Int) {
    let c = Column.first
    let items: [(String, String, Formula)] = [
      (wording.openAnswers, "open", open),
      (wording.openDeclarations, "declarations", rules.openDeclarations),
      (
        wording.missingFields, "fields",
        rules.missingFields + studies(studiesRow, Column.first + 2)
      ),
      (wording.missingEvidence, "evidence", rules.missingEvidence),
    ]
    for (index, item) in items.enumerated() {
      label(item.0, key: item.1, first + index)
      put(item.2, first + index, c, Look.number)
    }
  }

  private mutating func fillConditions(_ first: Int, _ totals: Totals, _ studiesRow: Int) {
    let c = Column.first
    let scored = Double(template.controls(of: .prereq).count { $0.answer == .met })
    label(wording.prerequisitesMet, key: "prerequisites", first)
    put(place(totals.prerequisites, c + 2), first, c, Look.number)
    sheet.put(.number(scored), at: first, c + 1, style: Look.number)
    label(wording.documentsMet, key: "documents", first + 1)
    put(totals.documents.map { place($0, c + 2) } ?? .number(0), first + 1, c, Look.number)
    put(totals.documents.map { place($0, c + 6) } ?? .number(0), first + 1, c + 1, Look.number)
    label(wording.studiesRetained, key: "retained", first + 2)
    put(studies(studiesRow, c + 7), first + 2, c, Look.number)
    sheet.put(
      .number(Double(template.caseStudies.required)), at: first + 2, c + 1, style: Look.number)
    label(wording.studiesPublic, key: "public", first + 3)
    put(studies(studiesRow, c + 8), first + 3, c, Look.number)
    sheet.put(
      .number(Double(template.caseStudies.publicRequired)), at: first + 3, c + 1,
      style: Look.number)
  }

  /// The sentence under the title.
  private mutating func fillVerdict(missing: Int, conditions: Int) {
    let c = Column.first
    let left = (0..<4).map { place(missing + $0, c) }
    let reached = (0..<4).map {
      place(conditions + $0, c).atLeast(place(conditions + $0, c + 1)).flag
    }
    let all = reached.dropFirst().reduce(reached[0]) { $0 * $1 }
    let sentence = Formula.total(left).isPositive.then(
      .joined([
        .text(wording.stillMissing), left[0] + left[1], .text(wording.answersAnd), left[2],
        .text(wording.fieldsAnd), left[3], .text(wording.evidenceEnd),
      ]),
      else: all.isPositive.then(.text(wording.ready), else: .text(wording.notReady)))
    put(
      sentence, 1, Column.label,
      Look.lead.with {
        $0.bold = true
        $0.fontSize = 12
        $0.fontColor = Palette.ink
      })
    sheet.rows[1] = RowDocument(height: 24)
  }
}
