public import Assessments
internal import Basics
public import Checklists

/// A difference as an HTML page that stands alone, of the same look as the other reports.
public enum DiffPage {
  /// The page of a difference.
  ///
  /// - Parameters:
  ///   - difference: what changed between two submissions.
  ///   - names: the template whose titles are shown, the common one in the reader's language; nil where that is not known.
  ///   - language: the reader's.
  public static func html(of difference: Difference, names: Template?, language: Language) -> HTML {
    let page = parts(of: difference, names: names, language: language)
    return HTMLPage(
      title: page.title, language: language, lead: page.lead, navigation: page.links,
      footer: page.sources
    ).document(page.main)
  }

  /// What the page is made of, for one that has a frame of its own: its sections' links are items of a list.
  package static func parts(of difference: Difference, names: Template?, language: Language) -> (
    title: String, lead: HTML, links: HTML, main: HTML, sources: HTML
  ) {
    let content = DiffContent(difference, names: names, language: language)
    let sections = content.sections
    var lead: HTML =
      "<p class=\"lead\">\(language(fr: "Ce qui a changé entre deux soumissions", en: "What changed between two submissions"))</p>"
    if !content.warning.isEmpty {
      lead += "<p><strong>\(content.warning)</strong></p>"
    }
    let links: [HTML] = sections.map { section in
      "<li><a href=\"#\(Anchor(cleaning: section.id))\">\(section.title)\(count(section))</a></li>"
    }
    let sources: [HTML] = [difference.old, difference.new].map(\.assessment.source).map { source in
      "<p>\(HTML(typed: source.file)) · SHA-256 <code>\(source.sha256)</code></p>"
    }
    return (
      content.title, lead, links.joined(), overview(content) + sections.map(written).joined(),
      sources.joined()
    )
  }

  private static func overview(_ content: DiffContent) -> HTML {
    let language = content.language
    var table = HTMLTable(
      caption: language(fr: "Avant et après", en: "Before and after"),
      columns: [
        HTMLTable.Column(title: language(fr: "Chiffre", en: "Figure")),
        HTMLTable.Column(title: language(fr: "Avant", en: "Before")),
        HTMLTable.Column(title: language(fr: "Après", en: "After")),
      ], kind: .scrolling, style: "before-after")
    table.rows = content.figures.map { figure in
      if let (old, new) = figure.verdicts {
        return [
          "\(figure.name)", HTMLTable.Cell(HTML.badge(old, language)),
          HTMLTable.Cell(HTML.badge(new, language)),
        ]
      }
      let new: HTML = HTML(typed: figure.new)
      return [
        "\(figure.name)", HTMLTable.Cell(HTML(typed: figure.old)),
        HTMLTable.Cell(figure.old == figure.new ? new : "<strong>\(new)</strong>"),
      ]
    }
    let notes: [HTML] = content.footnotes.map { "<p class=\"quiet\">\($0)</p>\n" }
    let objections: HTML? =
      content.objectionSummary.isEmpty ? nil : "<p>\(content.objectionSummary)</p>\n"
    let parts = bar(content)
    let chart: HTML? =
      parts.isEmpty
      ? nil
      : HTMLChart.bar(
        parts, title: language(fr: "Les réponses comparées", en: "The answers compared"),
        id: Anchor("answers")) + HTMLChart.key(parts)
    return "\(table.html)\(notes.joined())<p>\(content.summary)</p>\n\(chart)\(objections)"
  }

  /// The answers in four groups; nothing where there are none.
  private static func bar(_ content: DiffContent) -> [HTMLChart.Part] {
    let language = content.language
    func part(_ name: String, _ tone: HTMLTone, _ changes: [AnswerChange]) -> HTMLChart.Part {
      HTMLChart.Part(
        name: name, count: changes.reduce(0) { $0 + content.difference.count($1) }, tone: tone)
    }
    guard !content.difference.answers.isEmpty else { return [] }
    return [
      part(
        language(fr: "corrigées ou nouvelles", en: "fixed or new"), .yes, [.fixed, .newlyAnswered]),
      part(
        language(
          fr: "régressions ou sans réponse désormais", en: "regressed or no longer answered"),
        .no, [.regressed, .noLongerAnswered]),
      part(
        language(fr: "autres changements", en: "other changes"), .open,
        [.otherwiseChanged, .evidenceChanged, .newlyAsked]),
      part(
        language(fr: "inchangées ou plus demandées", en: "unchanged or no longer asked"), .none,
        [.unchanged, .noLongerAsked]),
    ]
  }

  private static func count(_ section: DiffSection) -> String {
    section.count.map { " (\($0))" } ?? ""
  }

  private static func written(_ section: DiffSection) -> HTML {
    let anchor = Anchor(cleaning: section.id)
    let marks = Set(section.items.map(\.mark))
    let weight: HTML =
      marks.contains(.bad) ? " of-error" : marks.contains(.attention) ? " of-warning" : ""
    let lead: HTML? = section.lead.isEmpty ? nil : "<p>\(section.lead)</p>"
    return """
      <section class="finding-group\(weight)" id="\(anchor)" aria-labelledby="\(anchor).title">
      <header><h2 id="\(anchor).title">\(section.title)\(count(section))</h2>\(lead)</header>
      <ul class="findings changes">
      \(section.items.map(written).joined(separator: "\n"))
      </ul>
      </section>

      """
  }

  private static func written(_ item: DiffItem) -> HTML {
    let (mark, tone): (String, HTMLTone) =
      switch item.mark {
      case .good: ("✓", .yes)
      case .bad: ("✗", .no)
      case .attention: ("!", .open)
      case .neutral: ("·", .none)
      }
    let place: HTML? = item.place.isEmpty ? nil : "<br><small>\(HTML(typed: item.place))</small>"
    let change: HTML? =
      item.change.isEmpty ? nil : "<strong>\(HTML(typed: item.change, atMost: 400))</strong>"
    let details: [HTML] = item.details.map { "<br>\(HTML(typed: $0, atMost: 2000))" }
    return """
      <li><span><span class="badge \(tone.name)" aria-hidden="true">\(mark)</span> \
      <span class="place">\(HTML(typed: item.name, atMost: 600))</span>\(place)</span>\
      <span>\(change)\(details.joined())</span></li>
      """
  }
}
