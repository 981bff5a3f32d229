internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Every discrepancy of every assessment, in reading order; what is one thing is one row, with its cells.
struct DiscrepancyTable {
  let table: SummaryTable
  private let language: Language
  private let overview: SummaryTable

  init(_ book: SummaryBook, overview: SummaryTable) throws(SpreadsheetError) {
    language = book.language
    self.overview = overview
    table = try SummaryTable(
      language(fr: "Écarts", en: "Discrepancies"), headerRow: 2, in: book)
    let columns = [
      SummaryColumn(language(fr: "N°", en: "No."), 6, SummaryLook.count),
      SummaryColumn(language(fr: "Partenaire", en: "Partner"), 24),
      SummaryColumn(language(fr: "Gravité", en: "Severity"), 14),
      SummaryColumn(language(fr: "Feuille", en: "Sheet"), 19),
      SummaryColumn(language(fr: "Cellules", en: "Cells"), 17),
      SummaryColumn(language(fr: "Nombre", en: "Number"), 8.5, SummaryLook.count),
      SummaryColumn(language(fr: "Exigence ou champ", en: "Control or field"), 24),
      SummaryColumn(
        language(fr: "Constat, et ce qui le règle", en: "Finding, and what settles it"), 82),
      SummaryColumn(language(fr: "Intitulé", en: "Title"), 40, SummaryLook.line),
      SummaryColumn(language(fr: "Portée", en: "Scope"), 16, SummaryLook.line),
      SummaryColumn(
        language(fr: "Modèle de livraison", en: "Delivery model"), 22, SummaryLook.line),
      SummaryColumn("Code", 22, SummaryLook.line),
    ]
    let explanation = language(
      fr:
        "Tous les écarts, classeur par classeur et dans l’ordre de lecture ; ce qui se répète tient sur une ligne, avec ses cellules et leur nombre. Erreur : à régler ; avertissement : à vérifier ; information : pour mémoire. Feuille et cellule sont celles du classeur du partenaire. Le nom du partenaire ramène à sa ligne de la vue d’ensemble.",
      en:
        "All discrepancies, workbook by workbook and in reading order; what is repeated is one row, with its cells and how many there are. Error: to be settled; warning: to be checked; information: for the record. Sheet and cell are those of the partner’s workbook. The partner’s name leads back to its row of the overview."
    )
    try table.begin(
      columns, onPaper: 8, frozen: 2, explanation: (explanation, 1, 7), way: overview.row(0).top)
  }

  /// - Returns: the row of the first discrepancy; nil where there is none.
  func add(_ assessment: Assessment, _ template: Template?, _ subject: SummarySubject)
    throws(SpreadsheetError) -> SummaryRow?
  {
    guard !assessment.discrepancies.isEmpty else { return nil }
    let controls = template?.controlsByID ?? [:]
    let first = table.row(table.count)
    let title = SummaryCell.typed(subject.title)
    let all = assessment.discrepancies
    var grouping = DiscrepancyGroups(all, template, language)
    for (index, group) in grouping.inReadingOrder.enumerated() {
      let one = all[group.members[0]]
      let isOne = group.members.count == 1
      let line = CheckLine(group, of: all, template: template, language)
      let models = Set(group.members.map { all[$0].deliveryModel })
      try table.add([
        subject.number,
        index == 0
          ? .link(subject.title.orDash, to: overview.row(subject.index)) : title,
        .text(group.severity.name(in: language), group.severity.look),
        .typed(group.sheet, atMost: 60),
        .typed(group.cells.isEmpty ? one.cell : group.cellNames, atMost: 1_000),
        .number(group.members.count), .typed(group.namedSubjects, atMost: 400),
        .typed(isOne ? one.message : line.text, atMost: 2_000),
        .typed(group.subjects.count == 1 ? one.control.flatMap { controls[$0]?.title } : nil),
        .typed(group.scopes),
        .typed(
          language.list(
            models.compactMap { $0.map { template?.label(ofModel: $0) ?? $0 } }.sorted()),
          atMost: 100),
        .text(group.code.rawValue),
      ])
    }
    return first
  }
}
