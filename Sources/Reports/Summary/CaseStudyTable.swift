internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// A row for each case study that is used.
struct CaseStudyTable {
  let table: SummaryTable
  private let language: Language
  private let overview: SummaryTable

  init(_ book: SummaryBook, overview: SummaryTable) throws(SpreadsheetError) {
    language = book.language
    self.overview = overview
    table = try SummaryTable(
      language(fr: "Études de cas", en: "Case studies"), headerRow: 2, in: book)
    let columns = [
      SummaryColumn(language(fr: "N°", en: "No."), 6, SummaryLook.count),
      SummaryColumn(language(fr: "Partenaire", en: "Partner"), 25),
      SummaryColumn(language(fr: "Étude de cas", en: "Case study"), 8.5, SummaryLook.count),
      SummaryColumn(language(fr: "Client", en: "Customer"), 24, SummaryLook.strong),
      SummaryColumn(language(fr: "Modèle de livraison", en: "Delivery model"), 17),
      SummaryColumn(
        language(fr: "Mise en production", en: "In production since"), 12.5,
        SummaryLook.date(language)),
      SummaryColumn(language(fr: "Retenue", en: "Retained"), 10),
      SummaryColumn(language(fr: "Publique", en: "Public"), 10, SummaryLook.center),
      SummaryColumn(
        language(fr: "Pourquoi elle n’est pas retenue", en: "Why it is not retained"), 44),
      SummaryColumn(language(fr: "% respecté", en: "% met"), 10, SummaryLook.percent),
      SummaryColumn(language(fr: "Respecté", en: "Met"), 10.5, SummaryLook.count),
      SummaryColumn(language(fr: "Non respecté", en: "Not met"), 10.5, SummaryLook.count),
      SummaryColumn(language(fr: "Sans objet", en: "Not applicable"), 12, SummaryLook.count),
      SummaryColumn(language(fr: "Ouvert", en: "Open"), 9, SummaryLook.count),
    ]
    let explanation = language(
      fr:
        "Une étude de cas est retenue quand ses champs obligatoires sont remplis, que chaque contrôle qui s’applique est respecté, qu’elle est en production et que sa date de mise en production convient. Publique : déclarée publique, avec un lien.",
      en:
        "A case study is retained when its required fields are filled in, every control that applies is met, it is in production and its production date is suitable. Public: declared public, with a link."
    )
    try table.begin(
      columns, onPaper: columns.count, frozen: 4, explanation: (explanation, 1, 9),
      way: overview.row(0).top)
  }

  func add(_ assessment: Assessment, _ template: Template?, _ subject: SummarySubject)
    throws(SpreadsheetError)
  {
    for study in assessment.caseStudies {
      let models = study.deliveryModels.map { template?.label(ofModel: $0) ?? $0 }
      let cells: [SummaryCell] = [
        subject.number, .link(subject.title.orDash, to: overview.row(subject.index)),
        .number(study.number), .typed(study.customer, atMost: 100),
        .typed(models.joined(separator: ", ")), .date(study.productionDate),
        .text(
          yesNo(study.retained), study.retained ? Verdict.eligible.look : Verdict.notEligible.look),
        .text(yesNo(study.isPublic)),
        .typed(study.obstacles.joined(separator: language.semicolon), atMost: 1_000),
        SummaryCell(study.score.percent.map(CellContent.number) ?? .blank),
        .number(study.score.met), .number(study.score.notMet), .number(study.score.notApplicable),
        .number(study.score.open),
      ]
      try table.add(cells)
    }
  }

  private func yesNo(_ flag: Bool) -> String {
    flag ? language(fr: "oui", en: "yes") : language(fr: "non", en: "no")
  }
}
