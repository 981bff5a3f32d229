internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// The controls that fail most, with a chart of the first ones.
struct ControlTable {
  private let table: SummaryTable
  private let language: Language
  private let overview: SummaryTable
  private var templates: [String: Template] = [:]
  private var checklists: [String] = []
  private var places: [Key: Int] = [:]
  private var rows: [Row] = []
  private var almostEmpty = 0

  private struct Key: Hashable {
    let checklist: String
    let control: String
  }

  private struct Row {
    let key: Key
    var score = Score()
    /// In how many workbooks something of it is not met or open.
    var failing = 0

    var failures: Int { score.notMet + score.open }
  }

  private enum Place {
    static let header = 2
    static let failures = 3
    static let notMet = 4
    static let open = 5
  }

  /// How many controls the chart shows.
  private static let charted = 12

  init(_ book: SummaryBook, overview: SummaryTable) throws(SpreadsheetError) {
    language = book.language
    self.overview = overview
    table = try SummaryTable(
      language(fr: "Contrôles", en: "Controls"), headerRow: Place.header, in: book)
  }

  mutating func add(_ assessment: Assessment, _ template: Template?) {
    guard let template else { return }
    guard !assessment.isAlmostEmpty else {
      if assessment.verdict != .unreadable { almostEmpty += 1 }
      return
    }
    let known = templates[template.id]
    if known == nil { checklists.append(template.id) }
    // Titles in the language of the summary, where some workbook has them.
    if known == nil || (known?.language != language && template.language == language) {
      templates[template.id] = template
    }
    for control in assessment.controls {
      let key = Key(checklist: template.id, control: control.control)
      let place = places[key] ?? rows.count
      if place == rows.count {
        places[key] = place
        rows.append(Row(key: key))
      }
      rows[place].score.add(control.score)
      if control.score.notMet + control.score.open > 0 { rows[place].failing += 1 }
    }
  }

  func finish() throws(SpreadsheetError) {
    var columns = [
      SummaryColumn(language(fr: "Exigence", en: "Control"), 19, SummaryLook.strong),
      SummaryColumn(language(fr: "Intitulé", en: "Title"), 38),
      SummaryColumn("Section", 24),
      SummaryColumn(
        language(fr: "Pas respecté ou ouvert", en: "Not met or open"), 11,
        SummaryLook.count.with { $0.bold = true }),
      SummaryColumn(language(fr: "Non respecté", en: "Not met"), 10.5, SummaryLook.count),
      SummaryColumn(language(fr: "Ouvert", en: "Open"), 9.5, SummaryLook.count),
      SummaryColumn(language(fr: "Respecté", en: "Met"), 10.5, SummaryLook.count),
      SummaryColumn(language(fr: "Sans objet", en: "Not applicable"), 12, SummaryLook.count),
      SummaryColumn(
        language(fr: "% pas respecté ou ouvert", en: "% not met or open"), 12, SummaryLook.percent),
      SummaryColumn(
        language(fr: "Classeurs touchés", en: "Workbooks concerned"), 12.5, SummaryLook.count),
    ]
    if checklists.count > 1 {
      columns.append(SummaryColumn(language(fr: "Référentiel", en: "Checklist"), 34))
    }
    let explanation = language(
      fr:
        "Les exigences, celles qui échouent le plus d’abord ; à droite, les premières en graphique. Chaque réponse compte : une par étude de cas et par modèle de livraison. Ouvert : sans réponse utilisable. Les déclarations n’entrent dans aucun score. Les couleurs sont celles de « Par pilier ».",
      en:
        "The controls, those that fail most first; a chart of them on the right. Every answer counts: one for each case study and delivery model. Open: without a usable answer. Declarations are in no score. The colours are those of “By pillar”."
    )
    try table.begin(
      columns, onPaper: columns.count + 2, frozen: 1,
      explanation: (explanation + language.leftOut(almostEmpty: almostEmpty), 1, 8),
      way: overview.row(0).top)
    let sorted = rows.enumerated().sorted {
      ($1.element.failures, $1.element.score.notMet, $0.offset)
        < ($0.element.failures, $0.element.score.notMet, $1.offset)
    }.map(\.element)
    for row in sorted { try table.add(cells(row, withChecklist: checklists.count > 1)) }
    let first = table.row(0).cell.row
    let charted = min(Self.charted, sorted.count { $0.failures > 0 })
    table.finish { document in
      if charted > 0 {
        document.columns.append(ColumnDocument(columns.count...columns.count, width: 2))
        document.charts = [
          chart(
            rows: first...(first + charted - 1),
            at: CellReference(row: first, column: columns.count + 1))
        ]
      }
    }
  }

  private func chart(rows: ClosedRange<Int>, at place: CellReference) -> ChartDocument {
    var chart = ChartDocument(
      kind: .barStacked,
      title: language(
        fr: "Ce qui échoue le plus (nombre de réponses)", en: "What fails most (number of answers)"),
      place: place, width: 440, height: 60 + 27 * rows.count + 40)
    func range(_ column: Int) -> String {
      placeFormula(sheet: table.name, range: CellRange(rows: rows, columns: column...column))
    }
    chart.series = [
      ChartDocument.Series(
        name: language(fr: "Non respecté", en: "Not met"), categories: range(0),
        values: range(Place.notMet), color: Palette.noBar),
      ChartDocument.Series(
        name: language(fr: "Ouvert", en: "Open"), categories: range(0), values: range(Place.open),
        color: Palette.openBar),
    ]
    chart.showsValues = true
    chart.alternativeText = language(
      fr:
        "Barres : les exigences qui échouent le plus, comme dans les premières lignes du tableau.",
      en: "Bars: the controls that fail most, as in the first rows of the table.")
    return chart
  }

  private func cells(_ row: Row, withChecklist: Bool) -> [SummaryCell] {
    let template = templates[row.key.checklist]
    let control = template?.control(row.key.control)
    let section = template?.sections.first {
      $0.part == control?.part && $0.ref == control?.section
    }
    let part = template?.parts.first { $0.id == control?.part }
    var cells: [SummaryCell] = [
      .typed(control?.name(in: language).capitalizedFirst ?? row.key.control),
      .typed(control?.title),
      .typed(section.map { $0.ref + " " + $0.title } ?? part?.title), .number(row.failures),
      .number(row.score.notMet), .number(row.score.open), .number(row.score.met),
      .number(row.score.notApplicable),
      row.score.tenths.map { tenths in
        SummaryCell(
          .number(Double(1000 * row.failures / row.score.applicable) / 10),
          SummaryLook.heat(tenths))
      } ?? .text("–", SummaryLook.notApplicable),
      .number(row.failing),
    ]
    if withChecklist { cells.append(.typed(template?.title ?? row.key.checklist)) }
    return cells
  }
}
