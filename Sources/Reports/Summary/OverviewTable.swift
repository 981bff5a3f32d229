internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// The overview: how many there are of each verdict, then a row for each assessment. Rows are kept until the end, since
/// the figures above them are known only then.
struct OverviewTable {
  let table: SummaryTable
  private let language: Language
  private var rows: [Row] = []

  private struct Row {
    let subject: SummarySubject
    let solution: String?
    let verdict: Verdict
    let asOf: CalendarDate?
    let score: Score
    let prerequisites: Assessment.Prerequisites
    let studies: (retained: Int, required: Int, isPublic: Int, publicRequired: Int)
    let counts: (errors: Int, warnings: Int, withoutEvidence: Int, all: Int)
    let reasons: [String]
    let file: String
    let firstDiscrepancy: SummaryRow?
  }

  private enum Place {
    static let sentence = 1
    static let verdicts = 2
    static let explanation = 4
    static let header = 5
    /// Where the verdicts are counted.
    static let counts = 3...6
    static let chart = 9
    static let explanationColumns = 9
  }

  init(_ book: SummaryBook) throws(SpreadsheetError) {
    language = book.language
    table = try SummaryTable(
      language(fr: "Vue d’ensemble", en: "Overview"), headerRow: Place.header, in: book)
  }

  mutating func add(
    _ assessment: Assessment, _ template: Template?, _ subject: SummarySubject,
    firstDiscrepancy: SummaryRow?
  ) {
    rows.append(
      Row(
        subject: subject, solution: assessment.solution?.shortened(to: 100),
        verdict: assessment.verdict, asOf: assessment.asOf, score: assessment.score,
        prerequisites: assessment.prerequisites,
        studies: (
          assessment.retained, assessment.caseStudiesRequired, assessment.retainedPublic,
          assessment.publicRequired
        ),
        counts: (
          assessment.count(.error), assessment.count(.warning), assessment.withoutEvidence,
          assessment.discrepancies.count
        ), reasons: ReasonDigest(assessment.reasons, template, language).lines,
        file: assessment.source.file.shortened(to: 200), firstDiscrepancy: firstDiscrepancy))
  }

  private var columns: [SummaryColumn] {
    [
      SummaryColumn(language(fr: "N°", en: "No."), 6, SummaryLook.count),
      SummaryColumn(language(fr: "Partenaire", en: "Partner"), 24, SummaryLook.strong),
      SummaryColumn("Verdict", 13.5),
      SummaryColumn(language(fr: "% respecté", en: "% met"), 10, SummaryLook.percent),
      SummaryColumn(language(fr: "Prérequis respectés", en: "Prerequisites met"), 12),
      SummaryColumn(language(fr: "Études de cas retenues", en: "Case studies retained"), 12),
      SummaryColumn(language(fr: "dont publiques", en: "of these public"), 11),
      SummaryColumn(language(fr: "Erreurs", en: "Errors"), 9, SummaryLook.count),
      SummaryColumn(language(fr: "Avertissements", en: "Warnings"), 13, SummaryLook.count),
      SummaryColumn(language(fr: "Sans preuve", en: "No evidence"), 9, SummaryLook.count),
      SummaryColumn(language(fr: "Détails", en: "Details"), 18),
      SummaryColumn(language(fr: "Ce qui bloque", en: "What blocks"), 42),
      SummaryColumn("Solution", 17),
      SummaryColumn(language(fr: "Respecté", en: "Met"), 11, SummaryLook.count),
      SummaryColumn(language(fr: "Non respecté", en: "Not met"), 11, SummaryLook.count),
      SummaryColumn(language(fr: "Sans objet", en: "Not applicable"), 11, SummaryLook.count),
      SummaryColumn(language(fr: "Ouvert", en: "Open"), 11, SummaryLook.count),
      SummaryColumn(language(fr: "À la date du", en: "As of"), 12, SummaryLook.date(language)),
      SummaryColumn(language(fr: "Fichier", en: "File"), 60, SummaryLook.line),
    ]
  }

  /// Writes the whole sheet.
  func finish(_ summary: AssessmentSummary) throws(SpreadsheetError) {
    let explanation = language(
      fr:
        "Éligible : tout y est et les conditions du programme sont remplies. Non éligible : tout y est, une condition ne l’est pas. Incomplet : il manque une réponse, un champ ou une preuve demandée. Prérequis et études de cas : atteint / demandé. Les liens mènent à des lignes fixes : pour choisir, filtrez plutôt que de trier.",
      en:
        "Eligible: all is there and the programme’s conditions are met. Not eligible: all is there, a condition is not met. Incomplete: an answer, a field or evidence that is demanded is missing. Prerequisites and case studies: reached / required. Links lead to fixed rows: to choose, filter rather than sort."
    )
    let language = language
    try table.begin(
      columns, onPaper: 13, frozen: 2,
      explanation: (explanation, Place.explanation, Place.explanationColumns)
    ) { document in
      document.merge(
        Place.sentence, 0...(Place.explanationColumns - 1), .text(summary.sentence(in: language)),
        SummaryLook.sentence)
      document.rows[Place.sentence] = RowDocument(height: 22)
      Self.putCounts(summary, language, on: &document)
    }
    for row in rows { try table.add(cells(row)) }
    let name = table.name
    table.finish { document in
      document.tabColor = Palette.deep
      if document.name == name { document.charts = [chart(name)] }
    }
  }

  /// The number of each verdict, in the colours of the table.
  private static func putCounts(
    _ summary: AssessmentSummary, _ language: Language, on document: inout SheetDocument
  ) {
    let label = Place.counts.lowerBound - 1
    document.put(.text("Verdict"), at: Place.verdicts, label, style: SummaryLook.tileLabel)
    document.put(
      .text(language(fr: "Classeurs", en: "Workbooks")), at: Place.verdicts + 1, label,
      style: SummaryLook.tileLabel)
    for (column, verdict) in zip(Place.counts, Verdict.allCases) {
      document.put(
        .text(verdict.name(in: language)), at: Place.verdicts, column,
        style: verdict.look.with {
          $0.fontSize = 8
          $0.wraps = false
          $0.bold = false
        })
      document.put(
        .number(Double(summary.count(verdict))), at: Place.verdicts + 1, column,
        style: verdict.look.with {
          $0.fontSize = 11
          $0.numberFormat = "0"
        })
    }
    document.rows[Place.verdicts] = RowDocument(height: 16)
    document.rows[Place.verdicts + 1] = RowDocument(height: 19)
  }

  private func chart(_ sheet: String) -> ChartDocument {
    var chart = ChartDocument(
      kind: .bar, title: "", place: CellReference(row: 0, column: Place.chart), width: 350,
      height: 170)
    func range(_ row: Int) -> String {
      placeFormula(sheet: sheet, range: CellRange(rows: row...row, columns: Place.counts))
    }
    var series = ChartDocument.Series(
      name: language(fr: "Classeurs par verdict", en: "Workbooks by verdict"),
      categories: range(Place.verdicts), values: range(Place.verdicts + 1),
      color: Palette.yesBar)
    series.pointColors = Verdict.allCases.map(\.bar)
    chart.series = [series]
    chart.showsValues = true
    chart.alternativeText = language(
      fr: "Barres : le nombre de classeurs par verdict, comme dans le tableau à gauche.",
      en: "Bars: the number of workbooks by verdict, as in the table on the left.")
    return chart
  }

  private func cells(_ row: Row) -> [SummaryCell] {
    let isRead = row.verdict != .unreadable
    func outOf(_ number: Int, _ required: Int) -> SummaryCell {
      isRead
        ? .number(number, SummaryLook.outOf(required)) : SummaryCell(.blank, SummaryLook.count)
    }
    let details = language.count(
      row.counts.all, fr: ("écart", "écarts"), en: ("discrepancy", "discrepancies"))
    return [
      row.subject.number, .typed(row.subject.title),
      .text(row.verdict.name(in: language), row.verdict.look),
      SummaryCell(row.score.percent.map(CellContent.number) ?? .blank),
      outOf(row.prerequisites.met, row.prerequisites.required),
      outOf(row.studies.retained, row.studies.required),
      outOf(row.studies.isPublic, row.studies.publicRequired),
      .number(row.counts.errors), .number(row.counts.warnings), .number(row.counts.withoutEvidence),
      row.firstDiscrepancy.map { .link("→ " + details, to: $0) } ?? .text(details),
      .lines(row.reasons), .typed(row.solution),
      .number(row.score.met), .number(row.score.notMet), .number(row.score.notApplicable),
      .number(row.score.open), .date(row.asOf), .typed(row.file),
    ]
  }
}
