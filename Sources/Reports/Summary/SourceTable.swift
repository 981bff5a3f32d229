internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// The files that everything comes from.
struct SourceTable {
  private let table: SummaryTable
  private let language: Language
  private let overview: SummaryTable

  /// What is kept of an assessment.
  struct Row {
    let subject: SummarySubject
    let source: Source
    let asOf: CalendarDate?
    let template: String?

    init(_ assessment: Assessment, _ template: Template?, _ subject: SummarySubject) {
      self.subject = subject
      source = assessment.source
      asOf = assessment.asOf
      self.template = template?.stamp
    }
  }

  init(_ book: SummaryBook, overview: SummaryTable) throws(SpreadsheetError) {
    language = book.language
    self.overview = overview
    table = try SummaryTable(
      "Sources", headerRow: 2, in: book)
    let columns = [
      SummaryColumn(language(fr: "N°", en: "No."), 6, SummaryLook.count),
      SummaryColumn(language(fr: "Partenaire", en: "Partner"), 25),
      SummaryColumn(language(fr: "Fichier", en: "File"), 42),
      SummaryColumn("Format", 9.5, SummaryLook.center),
      SummaryColumn(language(fr: "Octets", en: "Bytes"), 11, SummaryLook.bytes),
      SummaryColumn(language(fr: "Enregistré par", en: "Saved by"), 24),
      SummaryColumn(language(fr: "À la date du", en: "As of"), 12.5, SummaryLook.date(language)),
      SummaryColumn(
        language(fr: "Référentiel, version, langue", en: "Checklist, version, language"), 40),
      SummaryColumn("SHA-256", 58, SummaryLook.line.with { $0.fontSize = 8 }),
    ]
    let explanation = language(
      fr:
        "D’où viennent les chiffres. La somme SHA-256 identifie le fichier à l’octet près (« sha256sum FICHIER » la recalcule) ; la date est celle d’où se comptent les âges.",
      en:
        "Where the figures come from. The SHA-256 sum identifies the file to the byte (“sha256sum FILE” computes it again); the date is the one that ages are counted from."
    )
    try table.begin(
      columns, onPaper: columns.count, frozen: 2, explanation: (explanation, 1, 7),
      way: overview.row(0).top)
  }

  func finish(_ rows: [Row]) throws(SpreadsheetError) {
    for row in rows {
      try table.add([
        row.subject.number, .link(row.subject.title.orDash, to: overview.row(row.subject.index)),
        .typed(row.source.file), .typed(row.source.format),
        .number(row.source.bytes), .typed(row.source.producer, atMost: 200), .date(row.asOf),
        .typed(row.template), .typed(row.source.sha256, atMost: 128),
      ])
    }
    table.finish()
  }
}
