public import Assessments
public import Basics
public import Checklists
public import Spreadsheet

/// The summary of many assessments as a workbook: an overview, case studies, discrepancies. Plain values, so that it
/// sorts and filters in every spreadsheet program; whatever a partner typed is only ever text.
public struct SummaryWorkbook: Sendable {
  private typealias Column = SummarySheet.Column

  private let language: Language
  private var overview: SummarySheet
  private var caseStudies: SummarySheet
  private var discrepancies: SummarySheet

  public init(language: Language) {
    self.language = language
    let partner = Column(language(fr: "Partenaire", en: "Partner"), 28)
    let file = Column(language(fr: "Fichier", en: "File"), 30)
    let counts = [
      Column("%", 8, numberFormat: "0.0"),
      Column(language(fr: "Respecté", en: "Met"), 10),
      Column(language(fr: "Non respecté", en: "Not met"), 10),
      Column(language(fr: "Sans objet", en: "Not applicable"), 10),
      Column(language(fr: "Ouvert", en: "Open"), 10),
    ]
    overview = SummarySheet(
      language(fr: "Vue d’ensemble", en: "Overview"),
      [
        partner, Column("Solution", 24), file,
        Column("Verdict", 14),
        Column(language(fr: "À la date du", en: "As of"), 12),
      ] + counts + [
        Column(language(fr: "Prérequis respectés", en: "Prerequisites met"), 12),
        Column(language(fr: "Prérequis demandés", en: "Prerequisites required"), 12),
        Column(language(fr: "Études de cas retenues", en: "Case studies retained"), 12),
        Column(language(fr: "Études de cas demandées", en: "Case studies required"), 12),
        Column(language(fr: "Publiques retenues", en: "Public retained"), 12),
        Column(language(fr: "Publiques demandées", en: "Public required"), 12),
        Column(language(fr: "Erreurs", en: "Errors"), 10),
        Column(language(fr: "Avertissements", en: "Warnings"), 14),
        Column(language(fr: "Raisons", en: "Reasons"), 60, wraps: true),
      ], language)
    caseStudies = SummarySheet(
      language(fr: "Études de cas", en: "Case studies"),
      [
        partner, file, Column(language(fr: "N°", en: "No."), 6),
        Column(language(fr: "Client", en: "Customer"), 28),
        Column(language(fr: "Modèle de livraison", en: "Delivery model"), 18),
        Column(language(fr: "Mise en production", en: "Production date"), 12),
        Column(language(fr: "Retenue", en: "Retained"), 10),
        Column(language(fr: "Publique", en: "Public"), 10),
      ] + counts + [
        Column(
          language(fr: "Pourquoi elle n’est pas retenue", en: "Why it is not retained"), 60,
          wraps: true)
      ], language)
    discrepancies = SummarySheet(
      language(fr: "Écarts", en: "Discrepancies"),
      [
        partner, file, Column(language(fr: "Gravité", en: "Severity"), 14),
        Column("Code", 22),
        Column(language(fr: "Exigence", en: "Control"), 22),
        Column(language(fr: "Portée", en: "Scope"), 14),
        Column(language(fr: "Modèle de livraison", en: "Delivery model"), 14),
        Column(language(fr: "Champ", en: "Field"), 16),
        Column(language(fr: "Feuille", en: "Sheet"), 20),
        Column(language(fr: "Cellule", en: "Cell"), 8),
        Column("Message", 90, wraps: true),
      ], language)
  }

  /// Adds the rows of one assessment.
  public mutating func add(_ assessment: Assessment) {
    let partner = CellContent(typed: assessment.partner)
    let file = CellContent(typed: assessment.source.file)
    overview.add(overviewRow(assessment, partner, file), verdict: assessment.verdict, at: 3)
    for study in assessment.caseStudies {
      caseStudies.add(
        [
          partner, file, .number(Double(study.number)), CellContent(typed: study.customer),
          CellContent(typed: study.deliveryModels.joined(separator: ", ")),
          study.productionDate.map(CellContent.date) ?? .blank, yesNo(study.retained),
          yesNo(study.isPublic),
        ] + counts(study.score)
          + [CellContent(typed: study.obstacles.joined(separator: language.semicolon))])
    }
    for discrepancy in assessment.discrepancies {
      discrepancies.add([
        partner, file, .text(discrepancy.severity.name(in: language)),
        .text(discrepancy.code.rawValue), CellContent(typed: discrepancy.control),
        CellContent(typed: discrepancy.scope?.name(in: language)),
        CellContent(typed: discrepancy.deliveryModel), CellContent(typed: discrepancy.field),
        CellContent(typed: discrepancy.sheet), CellContent(typed: discrepancy.cell),
        CellContent(typed: discrepancy.message),
      ])
    }
  }

  /// The workbook, ready for `XLSXWriter`.
  public func document(created: CalendarDate) -> WorkbookDocument {
    var document = WorkbookDocument(
      title: language(fr: "Synthèse des auto-évaluations", en: "Summary of self-assessments"),
      created: created)
    document.sheets = [overview.document, caseStudies.document, discrepancies.document]
    return document
  }

  private func overviewRow(
    _ assessment: Assessment, _ partner: CellContent, _ file: CellContent
  ) -> [CellContent] {
    let numbers = [
      assessment.prerequisites.met, assessment.prerequisites.required, assessment.retained,
      assessment.caseStudiesRequired, assessment.retainedPublic, assessment.publicRequired,
    ].map { assessment.verdict == .unreadable ? .blank : CellContent.number(Double($0)) }
    let reasons = assessment.reasons
    let separator = language.semicolon
    var why = reasons.prefix(10).map(\.text).joined(separator: separator)
    if reasons.count > 10 {
      why += language(
        fr: " … et \(language.count(reasons.count - 10, fr: ("autre", "autres"), en: ("", "")))",
        en: " … and \(reasons.count - 10) more")
    }
    return [
      partner, CellContent(typed: assessment.solution), file,
      .text(assessment.verdict.name(in: language)), assessment.asOf.map { .date($0) } ?? .blank,
    ] + counts(assessment.score) + numbers + [
      .number(Double(assessment.count(.error))), .number(Double(assessment.count(.warning))),
      CellContent(typed: why),
    ]
  }

  private func counts(_ score: Score) -> [CellContent] {
    [score.percent.map(CellContent.number) ?? .blank]
      + [score.met, score.notMet, score.notApplicable, score.open].map { .number(Double($0)) }
  }

  private func yesNo(_ flag: Bool) -> CellContent {
    .text(flag ? language(fr: "oui", en: "yes") : language(fr: "non", en: "no"))
  }
}

extension CellContent {
  /// Text without anything invisible, cut at what a cell can hold; a blank cell for nothing.
  init(typed text: String?) {
    guard let text, !text.isEmpty else {
      self = .blank
      return
    }
    var shown = text.visible()
    // A cell holds 32,767 UTF-16 units.
    while shown.utf16.count > 32_767 {
      shown = shown.shortened(to: shown.count * 32_000 / shown.utf16.count)
    }
    self = .text(shown)
  }
}
