internal import Assessments
internal import Basics
internal import Checklists

/// The discrepancies of one submission, grouped as a reader sees them. Each line has an id made of what its
/// first member is about.
struct HTMLFindings {
  private let assessment: Assessment
  private let names: HTMLControlNames?
  private let template: Template?
  private let language: Language
  private let page: Anchor
  /// Everything that is one line, sheet by sheet.
  private let groups: [DiscrepancyGroup]
  /// The id of the line of each discrepancy, in their order.
  private var anchors: [Anchor]
  private var anchorsByKey: [Key: Anchor] = [:]

  /// What a reason and a discrepancy have in common.
  private struct Key: Hashable {
    var code: String
    var control: String?
    var scope: Scope?
    var model: String?
    var field: String?
  }

  /// - Parameters:
  ///   - page: the chapter's id, with which every id begins.
  ///   - ids: the ids given in the chapter.
  init(
    _ assessment: Assessment, _ template: Template?, _ names: HTMLControlNames?, page: Anchor,
    ids: inout AnchorNames, _ language: Language
  ) {
    self.assessment = assessment
    self.names = names
    self.template = template
    self.language = language
    self.page = page
    var grouping = DiscrepancyGroups(assessment.discrepancies, template, language)
    groups = grouping.inReadingOrder
    anchors = assessment.discrepancies.map { _ in page }
    for group in groups {
      let first = assessment.discrepancies[group.members[0]]
      let parts = [
        page.name, first.control, first.scope?.description, first.deliveryModel, first.field,
        first.code.rawValue,
      ]
      let anchor = ids.anchor(parts.compactMap(\.self).joined(separator: "-"))
      for member in group.members { anchors[member] = anchor }
    }
    for (discrepancy, anchor) in zip(assessment.discrepancies, anchors) {
      let key = Key(
        code: discrepancy.code.rawValue, control: discrepancy.control, scope: discrepancy.scope,
        model: discrepancy.deliveryModel, field: discrepancy.field)
      // The first of a kind, also for a reason that names another delivery model.
      for model in [key.model, nil] {
        var key = key
        key.model = model
        if anchorsByKey[key] == nil { anchorsByKey[key] = anchor }
      }
    }
  }

  /// The id of the line that has the discrepancy that a reason rests on; nil where it rests on an answer.
  func anchor(of reason: Reason) -> Anchor? {
    var key = Key(
      code: reason.code.rawValue, control: reason.control, scope: reason.scope,
      model: reason.deliveryModel, field: reason.field)
    if let anchor = anchorsByKey[key] { return anchor }
    key.model = nil
    return anchorsByKey[key]
  }

  /// The id of the heading.
  var anchor: Anchor { Anchor(cleaning: page.name + "-findings") }

  /// Everything, with its heading: what blocks first, those of one kind together, so that what settles it is
  /// said once.
  var html: HTML {
    let heading: HTML =
      "<h3 id=\"\(anchor)\">\(language(fr: "Écarts", en: "Discrepancies"))</h3>\n"
    guard !assessment.discrepancies.isEmpty else {
      return "\(heading)<p>\(language(fr: "Aucun.", en: "None."))</p>\n"
    }
    return """
      \(heading)<p>\(assessment.countsSentence(in: language))</p>
      \(kinds.map(kind).joined())
      """
  }

  /// The groups of one severity and code, errors first, else in the order in which they occur.
  private var kinds: [[DiscrepancyGroup]] {
    struct Kind: Hashable {
      let code: DiscrepancyCode
      let severity: Severity
    }
    var order: [Kind] = []
    var kinds: [Kind: [DiscrepancyGroup]] = [:]
    for group in groups {
      let kind = Kind(code: group.code, severity: group.severity)
      if kinds[kind] == nil { order.append(kind) }
      kinds[kind, default: []].append(group)
    }
    return order.enumerated()
      .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
      .map { kinds[$0.element] ?? [] }
  }

  private func kind(_ groups: [DiscrepancyGroup]) -> HTML {
    guard let first = groups.first else { return "" }
    // What is the same of all is said once.
    let said = groups.map(\.said)
    let common = groups.count > 1 && Set(said).count == 1 ? said[0] : nil
    let number = groups.reduce(0) { $0 + $1.members.count }
    let count: HTML = number > 1 ? " <strong>× \(number)</strong>" : ""
    let tone: HTML =
      switch first.severity {
      case .error: "of-error"
      case .warning: "of-warning"
      case .info: "of-info"
      }
    let lines = groups.map { line($0, says: common == nil) }
    let shared: HTML? = common.map { "<p class=\"quiet\">\($0.capitalisedAtStart)</p>\n" }
    let code = first.code
    return """
      <section class="finding-group \(tone)">
      <header><h4>\(HTML.badge(first.severity, language)) \(code.meaning(in: language))\(count) \
      <a href="#\(HTMLGlossary.anchor(of: code))"><code>\(code.rawValue)</code></a></h4>
      <p class="remedy"><span aria-hidden="true">→ </span>\(code.remedy(in: language))</p>
      \(shared)</header>
      <ul class="findings">
      \(lines.joined(separator: "\n"))
      </ul></section>

      """
  }

  /// The texts that the message shows only the beginning of, folded up.
  private func wholeTexts(of group: DiscrepancyGroup) -> HTML? {
    let long = group.members.flatMap { assessment.discrepancies[$0].texts }
      .filter { $0.text.count > 60 }
    guard !long.isEmpty else { return nil }
    let shown: [HTML] = long.prefix(20).map {
      "<p>\($0.cell.isBlank ? "" : $0.cell + language.colon)\(HTML(typed: $0.text, atMost: 4_000))</p>"
    }
    return """
      <details><summary>\(language(fr: "Texte entier", en: "Whole text"))</summary>\(shown.joined(separator: "\n"))</details>
      """
  }

  /// Where it is, which is also the link to quote, and what is said of it.
  private func line(_ group: DiscrepancyGroup, says: Bool) -> HTML {
    let anchor = anchors[group.members[0]]
    let sheet = group.sheet.flatMap { $0.isBlank ? nil : $0.visible().shortened(to: 60) }
    let cells = group.cells.isEmpty ? cell(of: group) : group.cellNames
    let place = [sheet, cells].compactMap(\.self).joined(separator: ", ")
    let names = [group.places, group.namedSubjects].compactMap(\.self).filter { !$0.isBlank }
    let title = group.members.count == 1 || group.subjects.count == 1 ? title(of: group) : ""
    let titled: HTML? = title.isEmpty ? nil : " <small>\(title)</small>"
    let count: HTML? =
      group.members.count > 1 ? " <span class=\"times\">× \(group.members.count)</span>" : nil
    let text: HTML? =
      says && !group.code.saysWhatIsAbsent(group.severity)
      ? group.said.map { "<div>\($0.capitalisedAtStart)</div>" } : nil
    return """
      <li id="\(anchor)"><div><a class="place" href="#\(anchor)">\
      \(place.isEmpty ? language.theWorkbook : place)</a>\(count)</div>\
      <div><div>\(names.joined(separator: language.colon).capitalisedAtStart)\(titled)</div>\(text)\(wholeTexts(of: group))</div></li>
      """
  }

  /// What stands for the cell where it is no cell of a sheet; nil where there is none.
  private func cell(of group: DiscrepancyGroup) -> String? {
    let cell = assessment.discrepancies[group.members[0]].cell ?? ""
    return cell.isBlank ? nil : cell.shortened(to: 60)
  }

  private func title(of group: DiscrepancyGroup) -> HTML {
    assessment.discrepancies[group.members[0]].control.flatMap { names?.title($0) } ?? ""
  }
}

extension DiscrepancyCode {
  /// Whether the heading of its kind says all that its messages say: that something is not there.
  fileprivate func saysWhatIsAbsent(_ severity: Severity) -> Bool {
    switch self {
    case .answerBlank, .fieldAbsent, .evidenceUndated: true
    case .evidenceAbsent: severity != .error
    default: false
    }
  }
}
