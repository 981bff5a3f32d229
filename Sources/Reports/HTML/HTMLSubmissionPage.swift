internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet

/// The chapter of one submission: who, how it stands and why, figures, case studies, sections, what was answered no, the
/// discrepancies, and at last the file.
struct HTMLSubmissionPage {
  private let submission: Submission
  private let assessment: Assessment
  private let template: Template?
  private let anchor: Anchor
  private let language: Language
  private let names: HTMLControlNames?
  private let findings: HTMLFindings
  /// The answers that are no, those to one control with one explanation together, each group with its id.
  private let unmet: [(items: [GroupedItem], anchor: Anchor)]

  init(
    _ submission: Submission, _ assessment: Assessment, _ template: Template?, _ anchor: Anchor,
    _ language: Language
  ) {
    self.submission = submission
    self.assessment = assessment
    self.template = assessment.verdict == .unreadable ? nil : template
    self.anchor = anchor
    self.language = language
    names = template.map { HTMLControlNames($0, language) }
    var ids = AnchorNames()
    findings = HTMLFindings(
      assessment, template, names, page: anchor, ids: &ids, language)
    let scored = Set((self.template?.controls ?? []).filter { $0.answer != .declaration }.map(\.id))
    struct Kind: Hashable {
      let control: String
      let sheet: String?
      let said: String
      let value: AnswerValue?
      let finding: AnswerValue?
    }
    var kinds: [Kind] = []
    var items: [Kind: [GroupedItem]] = [:]
    for (index, answer) in submission.answers.enumerated()
    where answer.effective == .no && scored.contains(answer.key.control) {
      let kind = Kind(
        control: answer.key.control, sheet: answer.sheet, said: answer.explanation,
        value: answer.value, finding: answer.finding)
      if items[kind] == nil { kinds.append(kind) }
      items[kind, default: []].append(GroupedItem(index: index, answer))
    }
    unmet = kinds.compactMap { kind in
      guard let items = items[kind], let first = items.first else { return nil }
      let key = submission.answers[first.index].key
      let parts = [anchor.name, key.control, key.scope.description, key.deliveryModel, "no"]
      return (items, ids.anchor(parts.compactMap(\.self).joined(separator: "-")))
    }
  }

  var html: HTML {
    .chapter(
      anchor,
      title:
        "\(HTML(typed: assessment.name(in: language))) \(HTML.badge(assessment.verdict, language))",
      """
      \(who)<p class="lead">\(CheckSummary(assessment, self.template, language).sentence)</p>
      \(agreement)\(figures)\(reasons)\(caseStudies)\(sections)\(notMet)\(findings.html)\(source)
      """)
  }

  // MARK: Who, how, why

  private var who: HTML {
    var parts: [HTML] = []
    if let solution = assessment.solution?.trimmed(), !solution.isEmpty {
      parts.append(HTML(typed: solution, atMost: 120))
    }
    if let template, let models = submission.application.deliveryModels {
      parts.append(HTML(language.list(models.map { template.label(ofModel: $0) })))
    }
    if let day = assessment.asOf {
      parts.append(
        HTML(language(fr: "à la date du \(language.day(day))", en: "as of \(language.day(day))")))
    }
    parts.append("<code>\(HTML(typed: assessment.source.file, atMost: 160))</code>")
    return "<p class=\"quiet\">\(parts.joined(separator: " · "))</p>\n"
  }

  /// How far an auditor's findings and the partner's answers agree, where there are findings.
  private var agreement: HTML? {
    assessment.agreement.map { agreement in
      "<p>\(agreement.sentence(in: language))</p>\n\(differing(agreement))"
    }
  }

  /// The answers on which auditor and partner differ, and what their number means.
  private func differing(_ agreement: Agreement) -> HTML {
    let differing = assessment.discrepancies.filter { $0.code == .findingContradicts }
    guard !differing.isEmpty else { return "" }
    let items: [HTML] = differing.prefix(12).map { discrepancy in
      var names: [String] = []
      if let control = discrepancy.control {
        names.append(template?.name(ofControl: control, in: language) ?? control)
      }
      if case .caseStudy? = discrepancy.scope, let scope = discrepancy.scope {
        names.append(scope.name(in: language))
      }
      return """
        <li><strong>\(HTML(typed: names.joined(separator: ", "), atMost: 160))</strong>\(language.colon)\
        \(HTML(typed: discrepancy.message, atMost: 300))</li>

        """
    }
    let rest = differing.count - items.count
    let more: HTML? =
      rest > 0
      ? "<li>\(language(fr: "et \(rest) de plus, parmi les écarts", en: "and \(rest) more, among the discrepancies"))</li>\n"
      : nil
    return """
      <p>\(language(
        fr: "L’auditeur et le partenaire ne disent pas la même chose ici\u{A0}:",
        en: "Auditor and partner do not say the same here:"))</p>
      <ul>
      \(items.joined())\(more)</ul>
      \(agreement.chance(in: language).map { "<p class=\"quiet\">\($0)</p>\n" as HTML })
      """
  }

  private var figures: HTML {
    guard template != nil else { return "" }
    let score = assessment.score
    let retained = "\(assessment.retained)/\(assessment.caseStudiesRequired)"
    let isPublic = "\(assessment.retainedPublic)/\(assessment.publicRequired)"
    let prerequisites = "\(assessment.prerequisites.met)/\(assessment.prerequisites.required)"
    return .figures([
      (language(fr: "Score", en: "Score"), HTML(score.percentText(in: language))),
      (language(fr: "Prérequis", en: "Prerequisites"), HTML(prerequisites)),
      (language(fr: "Études de cas retenues", en: "Case studies retained"), HTML(retained)),
      (language(fr: "Retenues et publiques", en: "Retained and public"), HTML(isPublic)),
      (language(fr: "Erreurs", en: "Errors"), HTML(assessment.count(.error))),
      (language(fr: "Avertissements", en: "Warnings"), HTML(assessment.count(.warning))),
      (language(fr: "Sans preuve", en: "No evidence"), HTML(assessment.withoutEvidence)),
    ])
  }

  /// How many reasons of a kind are links, each to what it rests on.
  private static let linked = 12

  private var reasons: HTML {
    guard !assessment.reasons.isEmpty, assessment.verdict != .unreadable else { return "" }
    let digest = ReasonDigest(assessment.reasons, template, language)
    var order: [Reason.Code] = []
    var groups: [Reason.Code: [Reason]] = [:]
    for reason in assessment.reasons {
      if groups[reason.code] == nil { order.append(reason.code) }
      groups[reason.code, default: []].append(reason)
    }
    let items: [HTML] = order.map { code in
      let members = groups[code] ?? []
      // Many are named by their controls alone; each is a discrepancy, or an answer that is no.
      let named: HTML =
        members.count <= Self.linked
        ? members.map(link).joined(separator: ", ")
        : "<a href=\"#\(findings.anchor)\">\(digest.places(of: members))</a>"
      let count: HTML? = members.count > 1 ? " (\(members.count))" : nil
      return """
        <li><strong>\(code.name(in: language))\(count)</strong>\(language.colon)\(named)</li>
        """
    }
    return """
      <h3>\(language(fr: "Sur quoi repose le verdict", en: "What the verdict rests on"))</h3>
      <ul class="reasons">
      \(items.joined(separator: "\n"))
      </ul>

      """
  }

  private func link(to reason: Reason) -> HTML {
    let target =
      findings.anchor(of: reason)
      ?? unmet.first { group in
        group.items.contains {
          let key = submission.answers[$0.index].key
          return key.control == reason.control && key.scope == reason.scope
            && key.deliveryModel == reason.deliveryModel
        }
      }?.anchor
    // The kind stands before it already: `prérequis 3.1 : N` is `prérequis 3.1` here.
    let (text, mark) = (reason.text.visible(), language.colon + reason.mark.visible())
    let short = text.hasSuffix(mark) ? String(text.dropLast(mark.count)) : text
    return target.map { "<a href=\"#\($0)\">\(short)</a>" } ?? HTML(short)
  }

  // MARK: Case studies and sections

  private var caseStudies: HTML {
    guard let template, !assessment.caseStudies.isEmpty else { return "" }
    var table = HTMLTable(
      caption: language(
        fr: "Ce que vaut chaque étude de cas, et pourquoi elle n’est pas retenue.",
        en: "What each case study is worth, and why it is not retained."),
      columns: [
        .init(title: language(fr: "Étude de cas", en: "Case study")),
        .init(title: language(fr: "Modèle de livraison", en: "Delivery model")),
        .init(title: language(fr: "En production", en: "In production")),
        .init(title: language(fr: "Publique", en: "Public")),
        .init(title: "Score"),
        .init(title: language(fr: "Retenue", en: "Retained")),
      ], style: "studies")
    table.rows = assessment.caseStudies.map { study in
      let customer: HTML? = study.customer.map { " \(HTML(typed: $0.trimmed(), atMost: 80))" }
      let why = study.obstacles.joined(separator: language.semicolon)
      let reason: HTML? = why.isEmpty ? nil : " <small>\(why)</small>"
      return [
        "\(study.number).\(customer)",
        "\(language.list(study.deliveryModels.map { template.label(ofModel: $0) }))",
        HTMLTable.Cell(study.productionDate.map { HTML(language.day($0)) } ?? "–"),
        HTMLTable.Cell(.badge(study.isPublic, language)),
        HTMLTable.Cell(HTMLChart.meter(study.score, language)),
        "<div>\(HTML.badge(study.retained, language))\(reason)</div>",
      ]
    }
    return """
      <h3>\(language(fr: "Études de cas", en: "Case studies"))</h3>
      \(table.html)
      """
  }

  /// The sections of the checklist: all answers of each, then those of each case study.
  private var sections: HTML {
    guard let template else { return "" }
    let scores = assessment.scoresBySection(of: template)
    let studies = assessment.caseStudies
    var table = HTMLTable(
      caption: language(
        fr:
          "Réponses respectées par section, en tout et par étude de cas, en % des réponses attendues",
        en: "Answers met by section, in all and by case study, in % of the answers expected"),
      subject: assessment.name(in: language),
      columns: [
        .init(title: "Section"), .init(title: language(fr: "Réponses", en: "Answers")),
        .init(title: language(fr: "En tout", en: "In all")),
      ] + studies.map { .init(title: language(fr: "Étude \($0.number)", en: "Case \($0.number)")) },
      kind: .scrolling, style: "heat")
    table.rows = template.scoredSections(in: language).map { key, title in
      let score = scores[key] ?? Score()
      let parts = HTMLChart.parts(of: score, language)
      return [
        HTMLTable.Cell(names?.marked(title) ?? HTML(title)),
        HTMLTable.Cell(
          "\(score.met)/\(score.applicable)\(HTMLChart.silentBar(parts))", style: "bar"),
        .heat(score, language),
      ]
        + studies.map { study in
          let own = study.sections.first { $0.part == key.part && $0.ref == key.ref }
          return .heat(own?.score ?? Score(), language)
        }
    }
    return """
      <h3>\(language(fr: "Score par section", en: "Score by section"))</h3>
      \(table.html)
      """
  }

  // MARK: Answered no

  private var notMet: HTML {
    guard !unmet.isEmpty else { return "" }
    let grouping = GroupNames(template: template, language: language)
    var order = ControlOrder(template)
    let lines: [HTML] = unmet.map { items, id in
      let answer = submission.answers[items[0].index]
      let cells = items.cellRanges(&order).map(\.description).joined(separator: ", ")
      let address = Place.address(sheet: answer.sheet, cell: cells.isEmpty ? answer.cell : cells)
      let said: HTML =
        answer.explanation.isEmpty
        ? "<span class=\"quiet\">\(language(fr: "Sans explication.", en: "Without an explanation."))</span>"
        : HTML(typed: answer.explanation, atMost: 600)
      let finding: HTML? = answer.finding.map {
        "\(answer.told($0, in: language, issued: template?.language ?? language))\(language.colon)"
      }
      let shown = address.isBlank ? language.theWorkbook : address.shortened(to: 120)
      return """
        <li id="\(id)"><div><a class="place" href="#\(id)">\(shown)</a> \(grouping.places(items) ?? "")</div>\
        <div>\(names?.full(answer.key.control))<br>\(finding)\(said)</div></li>
        """
    }
    return """
      <h3>\(language(fr: "Exigences non respectées", en: "Requirements not met"))</h3>
      <p>\(language(
        fr: "Ce à quoi la réponse est N, ou à quoi l’auditeur ne donne pas raison, avec l’explication donnée.",
        en: "What was answered N, or what the auditor does not agree with, with the explanation given."))</p>
      <ul class="findings framed">
      \(lines.joined(separator: "\n"))
      </ul>

      """
  }

  // MARK: The file

  private var source: HTML {
    let source = assessment.source
    let status = AnswerStatus.allCases.compactMap { status -> String? in
      let count = submission.count(status)
      return count == 0 ? nil : "\(count) \(status.name(in: language))"
    }
    let expected =
      submission.answers.isEmpty
      ? ""
      : "\(submission.answers.count), \(language(fr: "dont", en: "of which")) \(language.list(status))"
    let checklist: HTML =
      if let template {
        "\(names?.marked(template.title)) <code>\(template.stamp)</code>"
      } else if let reference = submission.template {
        "<code>\(HTML(typed: reference.id + "@" + reference.version))</code>"
      } else {
        ""
      }
    return """
      <h3>\(language(fr: "Source", en: "Source"))</h3>
      \(HTML.facts([
        (language(fr: "Fichier", en: "File"), HTML(typed: source.file, atMost: 400)),
        ("SHA-256", "<code>\(source.sha256.shortened(to: 64))</code>"),
        (language(fr: "Taille", en: "Size"), HTML(language(fr: "\(source.bytes) octets", en: "\(source.bytes) bytes"))),
        (language(fr: "Format", en: "Format"), HTML(source.format ?? "")),
        (language(fr: "Écrit par", en: "Written by"), source.producer.map { HTML(typed: $0, atMost: 120) } ?? ""),
        (language(fr: "Liste de contrôle", en: "Checklist"), checklist),
        (language(fr: "Réponses attendues", en: "Answers expected"), HTML(expected)),
      ]))
      """
  }
}

extension GroupedItem {
  fileprivate init(index: Int, _ answer: Answer) {
    self.init(
      index: index, subject: .control(answer.key.control),
      place: GroupedPlace(scope: answer.key.scope, model: answer.key.deliveryModel),
      cell: answer.cell.flatMap { CellReference($0) })
  }
}

extension Answer {
  /// Why the answer is no, as an auditor or the partner says.
  fileprivate var explanation: String {
    let addresses = annotations.links.map { " (\($0.address))" }.joined()
    return (reason ?? evidence.map { $0 + addresses } ?? "").trimmed()
  }
}

extension AnswerStatus {
  /// As a count goes on, `3 sans réponse`.
  fileprivate func name(in language: Language) -> String {
    switch self {
    case .answered: language(fr: "données", en: "given")
    case .blank: language(fr: "en blanc", en: "blank")
    case .unreadable: language(fr: "non comprises", en: "not understood")
    case .missing: language(fr: "introuvables", en: "not found")
    case .duplicate: language(fr: "en double", en: "duplicate")
    }
  }
}
