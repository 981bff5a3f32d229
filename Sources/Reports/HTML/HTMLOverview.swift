internal import Assessments
internal import Basics
internal import Checklists

/// What stands before the chapters: how many submissions are ready and which, what fails most, where. A line of each
/// submission is kept, whatever its size.
struct HTMLOverview: Sendable {
  static let anchor = Anchor("overview")

  /// What is kept of a submission.
  struct Line: Sendable {
    let anchor: Anchor
    let title: String
    /// The file's name without its folders.
    let file: String
    let verdict: Verdict
    let score: Score
    let prerequisites: Assessment.Prerequisites
    let retained: (all: Int, required: Int)
    let isPublic: (all: Int, required: Int)
    let reasons: Int
    let errors: Int
    let warnings: Int
    let withoutEvidence: Int

    var isRead: Bool { verdict != .unreadable }
  }

  let language: Language
  private var lines: [Line] = []
  private var summary = AssessmentSummary()
  /// In the order in which they occur, each with the submissions to it.
  private var checklists: [HTMLChecklistFigures] = []
  private var days: (first: CalendarDate, last: CalendarDate)?

  init(language: Language) { self.language = language }

  mutating func add(
    _ submission: Submission, _ assessment: Assessment, template: Template?, at anchor: Anchor
  ) {
    summary.add(assessment)
    lines.append(
      Line(
        anchor: anchor, title: assessment.name(in: language), file: assessment.fileName,
        verdict: assessment.verdict, score: assessment.score,
        prerequisites: assessment.prerequisites,
        retained: (assessment.retained, assessment.caseStudiesRequired),
        isPublic: (assessment.retainedPublic, assessment.publicRequired),
        reasons: assessment.reasons.count, errors: assessment.count(.error),
        warnings: assessment.count(.warning), withoutEvidence: assessment.withoutEvidence))
    guard let template, assessment.verdict != .unreadable else { return }
    if let day = assessment.asOf {
      days = (min(days?.first ?? day, day), max(days?.last ?? day, day))
    }
    let index =
      checklists.firstIndex { $0.id == template.id }
      ?? {
        checklists.append(HTMLChecklistFigures(template, language))
        return checklists.count - 1
      }()
    checklists[index].add(assessment, template, at: anchor)
  }

  var page: HTMLPage {
    let checklists = checklists.map(\.title)
    return HTMLPage(
      title: language(fr: "Synthèse des auto-évaluations", en: "Summary of self-assessments"),
      language: language,
      lead: """
        <p class="lead">\(summary.sentence(in: language))</p>
        <p class="quiet">\(period)\(checklists.joined(separator: " · "))</p>

        """,
      navigation: navigation, footer: footer, isLong: lines.count > 100)
  }

  private var navigation: HTML {
    var links: [HTML] = [
      "<li><a href=\"#partners\">\(language(fr: "Partenaires", en: "Partners"))</a></li>"
    ]
    if let first = checklists.first {
      links += [
        "<li><a href=\"#\(first.anchor)-failing\">\(first.failingTitle)</a></li>",
        "<li><a href=\"#\(first.anchor)-sections\">\(first.sectionsTitle)</a></li>",
      ]
    }
    if let line = lines.first {
      links.append(
        "<li><a href=\"#\(line.anchor)\">\(language(fr: "Détail par partenaire", en: "Details by partner"))</a></li>"
      )
    }
    return links.joined()
  }

  /// The days that ages are counted from.
  private var period: HTML {
    guard let days else { return "" }
    let text =
      days.first == days.last
      ? language(
        fr: "À la date du \(language.day(days.first))", en: "As of \(language.day(days.first))")
      : language(
        fr: "Évalué du \(language.day(days.first)) au \(language.day(days.last))",
        en: "Assessed from \(language.day(days.first)) to \(language.day(days.last))")
    return "\(text)<br>"
  }

  private var footer: HTML {
    """
    <p>\(language(
      fr: "Établi par Respecte à partir des classeurs renvoyés. Chaque ligne d’écarts a une adresse stable, que l’on peut citer : copiez le lien de ses cellules.",
      en: "Made by Respecte from the returned workbooks. Each line of discrepancies has a lasting address that can be quoted: copy the link of its cells."))</p>
    """
  }

  var contents: HTML {
    """
    <section id="\(Self.anchor)" aria-labelledby="\(Self.anchor).title">
    <h2 id="\(Self.anchor).title">\(language(fr: "Vue d’ensemble", en: "Overview"))</h2>
    \(verdicts)\(partners)\(checklists.map { $0.html(titled: checklists.count > 1) }.joined())</section>

    """
  }

  // MARK: Verdicts

  private var verdicts: HTML {
    let parts = Verdict.allCases.map { verdict in
      HTMLChart.Part(
        name: verdict.name(in: language), count: summary.count(verdict), tone: verdict.tone)
    }
    let groups: [HTML] = Verdict.allCases.compactMap { verdict in
      let members = lines.filter { $0.verdict == verdict }
      return members.isEmpty
        ? nil : "<div><dt>\(HTML.badge(verdict, language))</dt><dd>\(named(members))</dd></div>"
    }
    return """
      \(HTMLChart.bar(parts, title: language(fr: "Classeurs par verdict", en: "Workbooks by verdict"), id: Anchor("verdicts")))\
      <dl class="verdicts">\(groups.joined())</dl>

      """
  }

  /// How many, and the names of the first ones.
  private func named(_ members: [Line]) -> HTML {
    let shown: [HTML] = members.prefix(8).map {
      "<a href=\"#\($0.anchor)\">\(HTML(typed: $0.title, atMost: 40))</a>"
    }
    let rest = members.count - shown.count
    let more: HTML =
      rest > 0 ? "\(language(fr: " et \(rest) de plus", en: " and \(rest) more"))" : ""
    return "<strong>\(members.count)</strong> \(shown.joined(separator: ", "))\(more)"
  }

  // MARK: Partners

  private var partners: HTML {
    var table = HTMLTable(
      caption: language(
        fr: "Chaque classeur, dans l’ordre de lecture ; le nom mène au détail.",
        en: "Each workbook, in the order of reading; its name leads to the details."),
      columns: [
        .init(title: language(fr: "Partenaire", en: "Partner")),
        .init(title: "Verdict"),
        .init(title: language(fr: "Score", en: "Score")),
        .init(title: language(fr: "Prérequis", en: "Prerequisites"), isNumber: true),
        .init(
          title: language(fr: "Études de cas retenues", en: "Case studies retained"), isNumber: true
        ),
        .init(title: language(fr: "dont publiques", en: "of these public"), isNumber: true),
        .init(title: language(fr: "Points bloquants", en: "Blocking points"), isNumber: true),
        .init(title: language(fr: "Erreurs", en: "Errors"), isNumber: true),
        .init(title: language(fr: "Avertissements", en: "Warnings"), isNumber: true),
        .init(title: language(fr: "Sans preuve", en: "No evidence"), isNumber: true),
      ], style: "partners")
    table.rows = lines.map(row)
    return """
      <h3 id="partners">\(language(fr: "Partenaires", en: "Partners"))</h3>
      \(table.html)
      """
  }

  private func row(_ line: Line) -> [HTMLTable.Cell] {
    let file: HTML? =
      line.file == line.title ? nil : " <small>\(HTML(typed: line.file, atMost: 60))</small>"
    let name: HTML = "<a href=\"#\(line.anchor)\">\(HTML(typed: line.title))</a>\(file)"
    func cell(_ text: String) -> HTMLTable.Cell { line.isRead ? "\(text)" : "–" }
    return [
      HTMLTable.Cell(name), HTMLTable.Cell(.badge(line.verdict, language)),
      line.isRead ? HTMLTable.Cell(HTMLChart.meter(line.score, language)) : "–",
      cell("\(line.prerequisites.met)/\(line.prerequisites.required)"),
      cell("\(line.retained.all)/\(line.retained.required)"),
      cell("\(line.isPublic.all)/\(line.isPublic.required)"),
      "\(line.reasons)", "\(line.errors)", "\(line.warnings)", "\(line.withoutEvidence)",
    ]
  }
}
