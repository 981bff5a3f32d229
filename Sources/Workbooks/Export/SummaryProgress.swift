internal import Basics
internal import Checklists
internal import Spreadsheet

/// How far each part and section is: figures, bars and a chart.
extension SummarySheet {
  /// One row of figures.
  struct ProgressRow {
    var label: String
    var key: String
    var scope: Scope
    var target: (sheet: SheetKind, cell: CellReference)?
    var count: SummaryFormulas.Count
  }

  /// Where the figures of whole parts stand.
  struct Totals {
    var open = Formula.number(0)
    var expected = Formula.number(0)
    var prerequisites = 0
    var documents: Int?
    var parts: [(name: String, row: Int)] = []
  }

  /// For each scope one row for the documents and one for each section.
  var progressRows: [ProgressRow] {
    var rows: [ProgressRow] = []
    let lines = layout.rows(of: .technical)
    let documents = layout.technicalControls.filter { $0.section == nil }
    let documentsRow = lines.first { if case .part = $0.content { true } else { false } }?.row
    let parts = template.parts(of: .document, .control)
    let sections = parts.map(\.id).flatMap { part in
      let controls = template.controls(of: part)
      return template.sections(of: part).map { section in
        (
          title: section.ref + " " + section.title, key: part.rawValue + "." + section.ref,
          controls: controls.filter { $0.section == section.ref },
          row: lines.first { $0.content == .section(section) }?.row
        )
      }
    }
    for block in layout.technicalBlocks {
      let scope = block.scope
      func add(_ title: String, _ key: String, _ controls: [Control], _ row: Int?) {
        let asked = controls.contains { control in
          layout.models.contains { control.applies(to: $0.id, in: scope.kind) }
        }
        guard asked else { return }
        rows.append(
          ProgressRow(
            label: wording.name(of: scope) + " – " + title, key: scope.description + "." + key,
            scope: scope,
            target: row.map { (.technical, CellReference(row: $0, column: block.status)) },
            count: rules.technical(controls, in: scope)))
      }
      add(wording.documents, "doc", documents, documentsRow)
      for section in sections { add(section.title, section.key, section.controls, section.row) }
    }
    return rows
  }

  /// The parts of the overview: the prerequisites, then each scope.
  var overviewParts: [(name: String, key: String, scope: Scope?)] {
    [
      (
        template.parts(of: .prerequisite).first?.title ?? layout.name(of: .prerequisites),
        "score:prereq", nil
      )
    ]
      + layout.scopes.map { (wording.name(of: $0), "scope:" + $0.description, $0) }
  }

  /// Columns: expected, answered, met, not met, not applicable, open, applicable, percent met, percent answered.
  ///
  /// - Returns: where the rows of each scope stand.
  mutating func fillProgress(_ rows: [ProgressRow], _ first: Int) -> [Scope: [Int]] {
    var places: [Scope: [Int]] = [:]
    let c = Column.first
    for (index, item) in rows.enumerated() {
      let row = first + index
      label(item.label, key: "score:" + item.key, row, to: item.target)
      put(item.count.expected, row, c, Look.number)
      put(item.count.met, row, c + 2, Look.number)
      put(item.count.notMet, row, c + 3, Look.number)
      put(item.count.notApplicable, row, c + 4, Look.number)
      derived(row)
      places[item.scope, default: []].append(row)
      // A page may end between two case studies, not inside one.
      if index + 1 < rows.count, rows[index + 1].scope == item.scope { headings.insert(row) }
    }
    if !rows.isEmpty { addBars(first...(first + rows.count - 1)) }
    return places
  }

  mutating func fillOverview(
    _ parts: [(name: String, key: String, scope: Scope?)], _ first: Int, _ places: [Scope: [Int]]
  ) -> Totals {
    var totals = Totals()
    let c = Column.first
    for (index, part) in parts.enumerated() {
      let row = first + index
      totals.parts.append((part.name, row))
      guard let scope = part.scope else {
        label(
          part.name, key: part.key, row, to: (.prerequisites, CellReference(row: 0, column: 0)))
        let count = rules.prerequisites
        for (column, formula) in [
          (c, count.expected), (c + 2, count.met), (c + 3, count.notMet),
          (c + 4, count.notApplicable),
        ] {
          put(formula, row, column, Look.number)
        }
        derived(row)
        totals.prerequisites = row
        continue
      }
      let block = layout.technicalBlocks.first { $0.scope == scope }
      label(
        part.name, key: part.key, row,
        to: block.map {
          (
            .technical,
            CellReference(row: WorkbookLayout.TechnicalRow.header, column: $0.landing)
          )
        })
      for column in [c, c + 2, c + 3, c + 4] {
        put(
          .total((places[scope] ?? []).map { place($0, column) }), row, column,
          Look.number)
      }
      derived(row)
      if scope == .solution { totals.documents = row }
    }
    let row = first + parts.count
    label(wording.total, key: Self.totalKey, row, style: Look.rowLabel.with { $0.bold = true })
    for column in [c, c + 2, c + 3, c + 4] {
      put(
        .sumOf(
          sheet: sheet.name,
          range: CellRange(rows: first...(row - 1), columns: column...column)), row, column,
        Look.number.with { $0.bold = true })
    }
    derived(row, bold: true)
    addBars(first...row)
    totals.open = place(row, c + 5)
    totals.expected = place(row, c)
    return totals
  }

  /// Answered, open, applicable and the two percentages from the counts of a row.
  private mutating func derived(_ row: Int, bold: Bool = false) {
    let c = Column.first
    let number = Look.number.with { $0.bold = bold }
    let percent = Look.percent.with { $0.bold = bold }
    let (expected, met, notMet, without) = (
      place(row, c), place(row, c + 2), place(row, c + 3), place(row, c + 4)
    )
    put(met + notMet + without, row, c + 1, number)
    put(expected - met - notMet - without, row, c + 5, number)
    put(expected - without, row, c + 6, number)
    /// Rounded down to one decimal, so that 100 means all.
    func share(_ part: Formula, of whole: Formula) -> Formula {
      whole.equals(.number(0)).then(
        .text(""), else: .wholePart(.number(1000) * part / whole) / .number(10))
    }
    put(share(met, of: place(row, c + 6)), row, c + 7, percent)
    put(share(place(row, c + 1), of: expected), row, c + 8, percent)
  }

  private mutating func addBars(_ rows: ClosedRange<Int>) {
    let c = Column.first
    for (column, color) in [(c + 7, Palette.yesFill), (c + 8, Palette.answeredFill)] {
      sheet.conditionalFormats.append(
        ConditionalFormatDocument(
          [CellRange(rows: rows, columns: column...column)],
          .dataBar(color: color, minimum: 0, maximum: 100)))
    }
  }

  /// Stacked bars of every part; returns how many rows they cover.
  mutating func addChart(_ parts: Int, overview: Int, at row: Int) -> Int {
    let rows = overview...(overview + parts - 1)
    func range(_ column: Int) -> String {
      Formula.quoted(sheet.name) + "!"
        + CellRange(rows: rows, columns: column...column).absolute
    }
    let height = 100 + 22 * parts
    var chart = ChartDocument(
      kind: .barStacked, title: wording.chartTitle,
      place: CellReference(row: row, column: Column.label), width: 1_150, height: height)
    let c = Column.first
    let columns = [c + 2, c + 3, c + 4, c + 5]
    let colors = [Palette.yesBar, Palette.noBar, Palette.withoutBar, Palette.openBar]
    for ((name, column), color) in zip(zip(wording.chartSeries, columns), colors) {
      chart.series.append(
        ChartDocument.Series(
          name: name, categories: range(Column.label), values: range(column), color: color))
    }
    chart.alternativeText = wording.chartAlternative
    sheet.charts.append(chart)
    // Rows of 20 pixels, and one for air.
    let covered = height / 20 + 2
    for covering in row..<(row + covered) { headings.insert(covering) }
    headings.remove(row + covered - 1)
    return covered
  }
}
