internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Every discrepancy of every assessment, in reading order.
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
      SummaryColumn(language(fr: "Cellule", en: "Cell"), 9, SummaryLook.center),
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
        "Chaque écart, classeur par classeur et dans l’ordre de lecture. Erreur : à régler ; avertissement : à vérifier ; information : pour mémoire. Feuille et cellule sont celles du classeur du partenaire. Le nom du partenaire ramène à sa ligne de la vue d’ensemble.",
      en:
        "Every discrepancy, workbook by workbook and in reading order. Error: to be settled; warning: to be checked; information: for the record. Sheet and cell are those of the partner’s workbook. The partner’s name leads back to its row of the overview."
    )
    try table.begin(
      columns, onPaper: 7, frozen: 2, explanation: (explanation, 1, 6), way: overview.row(0).top)
  }

  /// - Returns: the row of the first discrepancy; nil where there is none.
  func add(_ assessment: Assessment, _ template: Template?, _ subject: SummarySubject)
    throws(SpreadsheetError) -> SummaryRow?
  {
    guard !assessment.discrepancies.isEmpty else { return nil }
    let names = Names(template, language)
    let first = table.row(table.count)
    let title = SummaryCell.typed(subject.title)
    for (index, discrepancy) in assessment.discrepancies.enumerated() {
      try table.add([
        subject.number,
        index == 0
          ? .link(subject.title.orDash, to: overview.row(subject.index)) : title,
        .text(discrepancy.severity.name(in: language), discrepancy.severity.look),
        .typed(discrepancy.sheet, atMost: 60), .typed(discrepancy.cell, atMost: 20),
        .typed(names.subject(of: discrepancy), atMost: 100),
        .typed(discrepancy.message, atMost: 2_000), .typed(names.title(of: discrepancy)),
        .typed(discrepancy.scope?.name(in: language)),
        .typed(discrepancy.deliveryModel.map { template?.label(ofModel: $0) ?? $0 }, atMost: 100),
        .text(discrepancy.code.rawValue),
      ])
    }
    return first
  }

  /// What a discrepancy is about, in words.
  private struct Names {
    let controls: [String: Control]
    let language: Language

    init(_ template: Template?, _ language: Language) {
      self.language = language
      controls = template?.controlsByID ?? [:]
    }

    func subject(of discrepancy: Discrepancy) -> String? {
      if let id = discrepancy.control { return controls[id]?.name(in: language) ?? id }
      return discrepancy.field.map { language.label(ofField: $0, in: discrepancy.scope) ?? $0 }
    }

    func title(of discrepancy: Discrepancy) -> String? {
      discrepancy.control.flatMap { controls[$0]?.title }
    }
  }
}
