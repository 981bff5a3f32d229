internal import Assessments
internal import Basics
internal import Checklists

/// What the submissions to one checklist, in whatever language and version, come to: the controls that fail most, and the
/// score of each submission in each section.
struct HTMLChecklistFigures: Sendable {
  /// A section of the checklist, or its documents.
  struct Section: Sendable, Hashable {
    let part: PartID
    /// Nil for the documents.
    let ref: String?
  }

  /// The checklist's id.
  let id: String
  let anchor: Anchor
  let title: HTML
  private let language: Language
  private let names: HTMLControlNames
  private let sections: [(key: Section, title: String)]
  /// Of the submissions that are not almost empty.
  private var summary = AssessmentSummary()
  private var almostEmpty = 0
  private var lines: [(anchor: Anchor, title: String, scores: [Section: Score])] = []

  init(_ template: Template, _ language: Language) {
    id = template.id
    anchor = Anchor(cleaning: "checklist-" + template.id)
    self.language = language
    names = HTMLControlNames(template, language)
    sections = template.scoredSections(in: language)
    title = names.marked(template.title)
  }

  mutating func add(_ assessment: Assessment, _ template: Template, at anchor: Anchor) {
    if assessment.isAlmostEmpty { almostEmpty += 1 } else { summary.add(assessment) }
    lines.append(
      (anchor, assessment.name(in: language), assessment.scoresBySection(of: template)))
  }

  var failingTitle: String { language(fr: "Ce qui manque le plus", en: "What fails most") }
  var sectionsTitle: String { language(fr: "Par section", en: "By section") }

  func html(titled: Bool) -> HTML {
    let heading: HTML? = titled ? "<h3>\(title)</h3>\n" : nil
    return "\(heading)\(failing)\(heat)"
  }

  // MARK: What fails most

  /// How many controls are shown at most.
  private static let shown = 12

  private var failing: HTML {
    let failing = summary.controls.enumerated()
      .filter { $0.element.score.notMet + $0.element.score.open > 0 }
      .sorted {
        let (a, b) = ($0.element.score, $1.element.score)
        let (first, second) = (
          (a.notMet, a.open, -$0.offset), (b.notMet, b.open, -$1.offset)
        )
        return (first.0 + first.1, first.0, first.2) > (second.0 + second.1, second.0, second.2)
      }
      .map(\.element)
    let heading: HTML = "<h3 id=\"\(anchor)-failing\">\(failingTitle)</h3>\n"
    guard !failing.isEmpty else {
      return """
        \(heading)<p>\(language(
          fr: "Toutes les réponses de tous les classeurs sont O, ou S.O. avec leur raison.",
          en: "Every answer of every workbook is Y, or N/A with its reason."))\
        \(language.leftOut(almostEmpty: almostEmpty))</p>

        """
    }
    let rest = failing.count - Self.shown
    var table = HTMLTable(
      caption: language(
        fr: "Les exigences qui ont le plus de réponses non respectées ou ouvertes, tous classeurs "
          + "confondus" + (rest > 0 ? " ; \(rest) de plus en ont aussi." : ".")
          + language.leftOut(almostEmpty: almostEmpty),
        en: "The requirements with the most answers not met or open, over all workbooks"
          + (rest > 0 ? "; \(rest) more have some too." : ".")
          + language.leftOut(almostEmpty: almostEmpty)),
      columns: [
        .init(title: language(fr: "Exigence", en: "Requirement")),
        .init(title: language(fr: "Part des réponses", en: "Share of the answers")),
        .init(title: language(fr: "Non respecté", en: "Not met"), isNumber: true),
        .init(title: language(fr: "Ouvert", en: "Open"), isNumber: true),
        .init(title: language(fr: "Réponses", en: "Answers"), isNumber: true),
      ], style: "bars")
    table.rows = failing.prefix(Self.shown).map { control in
      let score = control.score
      return [
        HTMLTable.Cell(names.full(control.control)),
        HTMLTable.Cell(HTMLChart.silentBar(missing(score), of: score.applicable), style: "bar"),
        "\(score.notMet)", "\(score.open)", "\(score.applicable)",
      ]
    }
    var all = Score()
    for control in summary.controls { all.add(control.score) }
    return """
      \(heading)\(HTMLChart.bar(HTMLChart.parts(of: all, language), title: language(
        fr: "Toutes les réponses", en: "All answers"), id: Anchor(cleaning: anchor.name + "-answers"), height: 18))\
      \(HTMLChart.key(HTMLChart.parts(of: all, language)))\(table.html)
      """
  }

  private func missing(_ score: Score) -> [HTMLChart.Part] {
    Array(HTMLChart.parts(of: score, language).dropFirst())
  }

  // MARK: By section

  private var heat: HTML {
    var table = HTMLTable(
      caption: language(
        fr: "Réponses respectées par partenaire et par section, en % des réponses attendues",
        en: "Answers met by partner and section, in % of the answers expected"),
      subject: names.title,
      columns: [.init(title: language(fr: "Partenaire", en: "Partner"))]
        + sections.map { .init(title: $0.title) },
      kind: .scrolling, style: "heat")
    table.rows = lines.map { line in
      [HTMLTable.Cell("<a href=\"#\(line.anchor)\">\(HTML(typed: line.title))</a>")]
        + sections.map { .heat(line.scores[$0.key] ?? Score(), language) }
    }
    return """
      <h3 id="\(anchor)-sections">\(sectionsTitle)</h3>
      \(table.html)
      """
  }
}

extension HTMLTable.Cell {
  /// A percentage on a ground that says how much is met; the figure says it too.
  static func heat(_ score: Score, _ language: Language) -> HTMLTable.Cell {
    guard let tenths = score.tenths else { return "–" }
    let style: HTML =
      switch tenths {
      case 1000: "heat5"
      case 900...: "heat4"
      case 750...: "heat3"
      case 500...: "heat2"
      default: "heat1"
      }
    // Without the sign, which the caption says.
    let text = score.percentText(in: language).prefix {
      $0.isNumber || $0.isPunctuation && $0 != "%"
    }
    return HTMLTable.Cell(HTML(tenths == 1000 ? "100" : String(text)), style: style)
  }
}

/// How a template names its controls, for people who may read another language.
struct HTMLControlNames: Sendable {
  /// The checklist's title.
  let title: String
  private let controls: [String: Control]
  private let language: Language
  private let templateLanguage: Language

  init(_ template: Template, _ language: Language) {
    title = template.title
    controls = template.controlsByID
    self.language = language
    templateLanguage = template.language
  }

  /// A text of the template, marked with its language where that is another one.
  func marked(_ text: String) -> HTML {
    templateLanguage == language
      ? HTML(text) : "<span lang=\"\(templateLanguage)\">\(text)</span>"
  }

  /// `contrôle 1.12`; a document by its title, in quotation marks.
  func short(_ id: String) -> String { controls[id]?.name(in: language) ?? id.visible() }

  /// The title; empty for a document, whose title is its name, and for what the template does not have.
  func title(_ id: String) -> HTML {
    guard let control = controls[id], control.ref != nil else { return "" }
    return marked(control.title)
  }

  /// `Contrôle 1.12` and the title.
  func full(_ id: String) -> HTML {
    let name = short(id)
    let title = title(id)
    let begun = name.capitalisedAtStart
    return title.isEmpty ? HTML(begun) : "\(begun) <span class=\"quiet\">\(title)</span>"
  }
}

extension Template {
  /// The sections whose answers are scored, in printed order: those of the prerequisites, the documents, the rest.
  func scoredSections(in language: Language) -> [(key: HTMLChecklistFigures.Section, title: String)]
  {
    func key(_ control: Control) -> HTMLChecklistFigures.Section {
      .init(part: control.part, ref: control.kind == .document ? nil : control.section)
    }
    let used = Set(controls.filter { $0.answer != .declaration }.map(key))
    var all: [(key: HTMLChecklistFigures.Section, title: String)] = []
    for part in parts(of: .prerequisite, .document, .control) {
      if part.kind == .document {
        all.append((.init(part: part.id, ref: nil), language(fr: "Documents", en: "Documents")))
      }
      all += sections(of: part.id).map {
        (.init(part: part.id, ref: $0.ref), $0.title)
      }
    }
    return all.filter { used.contains($0.key) }
  }
}

extension Assessment {
  /// The scores of all answers by section.
  func scoresBySection(of template: Template) -> [HTMLChecklistFigures.Section: Score] {
    let places = Dictionary(
      template.controls.map {
        (
          $0.id,
          HTMLChecklistFigures.Section(
            part: $0.part, ref: $0.kind == .document ? nil : $0.section)
        )
      }, uniquingKeysWith: { first, _ in first })
    var scores: [HTMLChecklistFigures.Section: Score] = [:]
    for control in controls {
      guard let place = places[control.control] else { continue }
      scores[place, default: Score()].add(control.score)
    }
    return scores
  }
}
