internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// The heat map: what share each partner meets of each section. Rows are kept until the end, since each new checklist
/// has columns of its own.
struct SectionTable {
  private let table: SummaryTable
  private let language: Language
  private let overview: SummaryTable
  private var rows: [Row] = []
  private var checklists: [Checklist] = []

  private struct Row {
    let subject: SummarySubject
    let verdict: Verdict
    let tenths: Int?
    let prerequisites: Int?
    /// The checklist's place in the list; nil where it is not known.
    let checklist: Int?
    /// In tenths, for each of the checklist's columns.
    let sections: [Int?]
  }

  /// What is a column, in a checklist.
  private struct Key: Hashable {
    let part: PartID
    let ref: String?
  }

  private struct Checklist {
    let id: String
    var template: Template
    var keys: [Key] = []
  }

  private enum Place {
    static let explanation = 1
    static let scale = 2
    static let band = 3
    static let header = 4
    /// The columns before those of sections.
    static let first = 5
  }

  init(_ book: SummaryBook, overview: SummaryTable) throws(SpreadsheetError) {
    language = book.language
    self.overview = overview
    table = try SummaryTable(
      language(fr: "Par pilier", en: "By pillar"), headerRow: Place.header, in: book)
  }

  mutating func add(_ assessment: Assessment, _ template: Template?, _ subject: SummarySubject) {
    var scores: [Key: Score] = [:]
    var order: [Key] = []
    for section in assessment.caseStudies.flatMap(\.sections) {
      let key = Key(part: section.part, ref: section.ref)
      if scores[key] == nil { order.append(key) }
      scores[key, default: Score()].add(section.score)
    }
    let place = template.map { checklist($0, order) }
    let required = assessment.prerequisites.required
    rows.append(
      Row(
        subject: subject, verdict: assessment.verdict, tenths: assessment.score.tenths,
        prerequisites: required > 0 ? 1000 * assessment.prerequisites.met / required : nil,
        checklist: place,
        sections: place.map { checklists[$0].keys.map { scores[$0]?.tenths } } ?? []))
  }

  /// The place of a checklist in the list, whatever its language and version.
  private mutating func checklist(_ template: Template, _ keys: [Key]) -> Int {
    let place = checklists.firstIndex { $0.id == template.id } ?? checklists.count
    if place == checklists.count {
      checklists.append(Checklist(id: template.id, template: template))
    }
    // Titles in the language of the summary, where some workbook has them.
    if checklists[place].template.language != language, template.language == language {
      checklists[place].template = template
    }
    for key in keys where !checklists[place].keys.contains(key) {
      checklists[place].keys.append(key)
    }
    return place
  }

  func finish() throws(SpreadsheetError) {
    let shown = checklists.filter { !$0.keys.isEmpty }
    var columns = [
      SummaryColumn(language(fr: "N°", en: "No."), 6, SummaryLook.count),
      SummaryColumn(language(fr: "Partenaire", en: "Partner"), 27),
      SummaryColumn("Verdict", 14),
      SummaryColumn(language(fr: "Ensemble", en: "Overall"), 12.5),
      SummaryColumn(language(fr: "Prérequis", en: "Prerequisites"), 12.5),
    ]
    for checklist in shown {
      columns += checklist.keys.map { SummaryColumn(title(of: $0, checklist.template), 15) }
    }
    let explanation = language(
      fr:
        "Pourcentage de réponses O parmi celles qui s’appliquent, toutes études de cas du partenaire réunies ; plus la case est foncée, moins la section est respectée. « Ensemble » compte aussi les prérequis et les documents de la solution. – : rien ne s’y applique.",
      en:
        "Percentage of Y among the answers that apply, over all case studies of the partner; the darker a cell, the less of the section is met. “Overall” also counts the prerequisites and the solution’s documents. –: nothing applies."
    )
    let language = language
    try table.begin(
      columns, onPaper: columns.count, frozen: 2,
      explanation: (explanation, Place.explanation, max(8, min(10, columns.count))),
      way: overview.row(0).top
    ) { document in
      document.put(
        .text(language(fr: "Échelle, en %", en: "Scale, in %")), at: Place.scale, 1,
        style: Look.lead.with { $0.horizontal = .right })
      for (index, step) in HeatStep.allCases.enumerated() {
        document.put(.text(step.label(in: language)), at: Place.scale, 2 + index, style: step.look)
      }
      document.rows[Place.scale] = RowDocument(height: 17)
      var column = Place.first
      for checklist in shown {
        document.merge(
          Place.band, column...(column + checklist.keys.count - 1),
          CellContent(typed: checklist.template.title.shortened(to: 200)), SummaryLook.band)
        column += checklist.keys.count
      }
      document.rows[Place.band] = RowDocument(height: 17)
    }
    for row in rows { try table.add(cells(row, shown)) }
    table.finish()
  }

  private func title(of key: Key, _ template: Template) -> String {
    guard let ref = key.ref else {
      return template.parts.first { $0.id == key.part }?.title.visible() ?? "Documents"
    }
    let section = template.sections.first { $0.part == key.part && $0.ref == ref }
    return [ref, section?.title].compactMap { $0?.visible() }.joined(separator: " ")
  }

  private func cells(_ row: Row, _ shown: [Checklist]) -> [SummaryCell] {
    func heat(_ tenths: Int?) -> SummaryCell {
      tenths.map { SummaryCell(.number(Double($0) / 10), SummaryLook.heat($0)) }
        ?? .text("–", SummaryLook.notApplicable)
    }
    var cells: [SummaryCell] = [
      row.subject.number, .link(row.subject.title.orDash, to: overview.row(row.subject.index)),
      .text(row.verdict.name(in: language), row.verdict.look), heat(row.tenths),
      heat(row.prerequisites),
    ]
    for checklist in shown {
      let isOwn = row.checklist.map { checklists[$0].id == checklist.id } ?? false
      for index in checklist.keys.indices {
        // A later workbook may have brought further columns.
        cells.append(heat(isOwn && index < row.sections.count ? row.sections[index] : nil))
      }
    }
    return cells
  }
}
