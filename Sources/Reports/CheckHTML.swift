public import Assessments
internal import Basics
public import Checklists

/// What `check` says of one workbook, as a part of a page: the sentence that says where it stands, a picture of how far it
/// has come, then everything that `CheckText` says, in the same order.
public enum CheckHTML {
  /// Headings begin at `<h3>`; ids begin with `check`.
  ///
  /// - Parameters:
  ///   - assessment: that of one workbook.
  ///   - template: its template, for the names of controls, sections and delivery models.
  ///   - language: the reader's.
  public static func html(of assessment: Assessment, template: Template?, language: Language)
    -> HTML
  {
    let summary = CheckSummary(assessment, template, language)
    let file = assessment.source.file.visible()
    let title: HTML =
      assessment.title == file
      ? HTML(typed: file) : "\(HTML(typed: file)) – \(HTML(typed: assessment.title))"
    let heading: HTML = """
      <h3 id="check">\(title)</h3>
      <p class="lead">\(summary.sentence)</p>

      """
    guard assessment.verdict != .unreadable else {
      let messages: [HTML] = assessment.discrepancies.map {
        "<p>\($0.message)</p>\n"
      }
      return heading + messages.joined()
    }
    let agreement: HTML? = assessment.agreement.map { "<p>\($0.sentence(in: language))</p>\n" }
    return """
      \(heading)\(progress(assessment, template, language))\
      <p>\(summary.figures)</p>
      \(agreement)\(summary.blocks.map(written).joined())
      """
  }

  // MARK: The picture

  private static func progress(
    _ assessment: Assessment, _ template: Template?, _ language: Language
  )
    -> HTML
  {
    let score = assessment.score
    let given = score.met + score.notMet
    let parts = parts(of: score, language)
    let sentence = language(
      fr:
        "\(given) \(given < 2 ? "réponse utilisable" : "réponses utilisables") sur \(score.applicable).",
      en: "\(given) of \(score.applicable) answers can be used.")
    guard score.applicable > 0 else { return "" }
    return """
      <h4>\(language(fr: "Avancement", en: "Progress"))</h4>
      <p>\(sentence)</p>
      \(HTMLChart.bar(
        parts, title: language(fr: "Toutes les réponses", en: "All answers"),
        id: Anchor("check-answers")))\(HTMLChart.key(parts))\(sections(assessment, template, language))
      """
  }

  /// How far each section is, in printed order.
  private static func sections(
    _ assessment: Assessment, _ template: Template?, _ language: Language
  ) -> HTML {
    guard let template else { return "" }
    let names = HTMLControlNames(template, language)
    let scores = assessment.scoresBySection(of: template)
    let items: [HTML] = template.scoredSections(in: language).compactMap { key, title in
      guard let score = scores[key], score.applicable > 0 else { return nil }
      let given = score.met + score.notMet
      return """
        <li><span>\(names.marked(title))</span> \(HTMLChart.silentBar(parts(of: score, language))) \
        <span class="number">\(given)<span aria-hidden="true">/</span>\
        <span class="unseen"> \(language(fr: "sur", en: "of")) </span>\(score.applicable)</span></li>
        """
    }
    return "<ul class=\"progress\">\n\(items.joined(separator: "\n"))\n</ul>\n"
  }

  private static func parts(of score: Score, _ language: Language) -> [HTMLChart.Part] {
    [
      .init(name: language(fr: "respectées", en: "met"), count: score.met, tone: .yes),
      .init(name: language(fr: "non respectées", en: "not met"), count: score.notMet, tone: .no),
      .init(
        name: language(fr: "à compléter", en: "to be completed"), count: score.open, tone: .open),
    ]
  }

  // MARK: The lines

  private static func written(_ block: CheckSummary.Block) -> HTML {
    let tone: HTML =
      switch block.severity {
      case .error: "of-error"
      case .warning: "of-warning"
      case .info: "of-info"
      }
    let parts: [HTML] = block.parts.map { name, lines in
      let heading: HTML? = name.map { "<h5>\(HTML(typed: $0, atMost: 80))</h5>\n" }
      let items: [HTML] = lines.map { "<li>\(HTML(typed: $0.text, atMost: 4000))</li>" }
      return "\(heading)<ul>\n\(items.joined(separator: "\n"))\n</ul>\n"
    }
    return """
      <section class="finding-group check \(tone)">
      <header><h4>\(block.heading)</h4></header>
      \(parts.joined())</section>

      """
  }
}
