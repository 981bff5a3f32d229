internal import Assessments
internal import Basics
internal import Checklists

/// The discrepancies of one submission: sheet by sheet, what blocks first, those of one kind together, so that what a kind
/// means and what settles it is said once. Each has an id made of what it is about.
struct HTMLFindings {
  private let assessment: Assessment
  private let names: HTMLControlNames?
  private let template: Template?
  private let language: Language
  private let page: Anchor
  /// The ids, in the order of the discrepancies.
  private let anchors: [Anchor]
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
    anchors = assessment.discrepancies.map { discrepancy in
      let parts = [
        page.name, discrepancy.control, discrepancy.scope?.description, discrepancy.deliveryModel,
        discrepancy.field, discrepancy.code.rawValue,
      ]
      return ids.anchor(parts.compactMap(\.self).joined(separator: "-"))
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

  /// The id of the discrepancy that a reason rests on; nil where it rests on an answer.
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

  /// Everything, with its heading.
  var html: HTML {
    let heading: HTML =
      "<h3 id=\"\(anchor)\">\(language(fr: "Écarts", en: "Discrepancies"))</h3>\n"
    guard !assessment.discrepancies.isEmpty else {
      return "\(heading)<p>\(language(fr: "Aucun.", en: "None."))</p>\n"
    }
    let sheets: [HTML] = self.sheets.map { sheet, places in
      let name =
        sheet.flatMap { $0.isBlank ? nil : HTML(typed: $0, atMost: 80) }
        ?? HTML(language.theWorkbook)
      let items = places.map { (assessment.discrepancies[$0], anchors[$0]) }
      return "<h4>\(name)</h4>\n\(groups(items).joined())"
    }
    return """
      \(heading)<p>\(assessment.countsSentence(in: language))</p>
      \(sheets.joined())
      """
  }

  private typealias Item = (discrepancy: Discrepancy, anchor: Anchor)

  /// Those of one severity and code together, errors first, else in the order in which they occur.
  private func groups(_ items: [Item]) -> [HTML] {
    struct Kind: Hashable {
      let code: DiscrepancyCode
      let severity: Severity
    }
    var order: [Kind] = []
    var groups: [Kind: [Item]] = [:]
    for item in items {
      let kind = Kind(code: item.discrepancy.code, severity: item.discrepancy.severity)
      if groups[kind] == nil { order.append(kind) }
      groups[kind, default: []].append(item)
    }
    return order.enumerated()
      .sorted { ($0.element.severity, $0.offset) < ($1.element.severity, $1.offset) }
      .map { group($0.element.code, $0.element.severity, groups[$0.element] ?? []) }
  }

  private func group(_ code: DiscrepancyCode, _ severity: Severity, _ items: [Item]) -> HTML {
    let said = items.map { text(of: $0.discrepancy) }
    // What is the same of all is said once.
    let common: String? = items.count > 1 && Set(said).count == 1 ? said[0] : nil
    let count: HTML = items.count > 1 ? " <strong>× \(items.count)</strong>" : ""
    let tone: HTML =
      switch severity {
      case .error: "of-error"
      case .warning: "of-warning"
      case .info: "of-info"
      }
    let lines: [HTML] = zip(items, said).map { item, text in
      let message: HTML? = common == nil ? "<div>\(text)</div>" : nil
      return
        "<li id=\"\(item.anchor)\"><div>\(place(of: item))</div>\(message)\(wholeTexts(of: item.discrepancy))</li>"
    }
    let shared: HTML? = common.map { "<p class=\"quiet\">\($0)</p>\n" }
    let layout: HTML = common == nil ? "findings" : "findings places"
    let texts = code.texts
    return """
      <section class="finding-group \(tone)">
      <header><h5>\(HTML.badge(severity, language)) \(code.meaning(in: language))\(count) <code>\(code.rawValue)</code></h5>
      <p>\(language(fr: texts.matters.fr, en: texts.matters.en))</p>
      <p class="remedy"><span aria-hidden="true">→ </span>\(code.remedy(in: language))</p>
      \(shared)</header>
      <ul class="\(layout)">
      \(lines.joined(separator: "\n"))
      </ul></section>

      """
  }

  /// The texts that the message shows only the beginning of, folded up.
  private func wholeTexts(of discrepancy: Discrepancy) -> HTML? {
    let long = discrepancy.texts.filter { $0.text.count > 60 }
    guard !long.isEmpty else { return nil }
    let shown: [HTML] = long.prefix(20).map {
      "<p>\($0.cell.isBlank ? "" : $0.cell + language.colon)\(HTML(typed: $0.text, atMost: 4_000))</p>"
    }
    return """
      <details><summary>\(language(fr: "Texte entier", en: "Whole text"))</summary>\(shown.joined(separator: "\n"))</details>
      """
  }

  /// What is said of a discrepancy beside its place, as a sentence.
  private func text(of discrepancy: Discrepancy) -> String {
    let (names, said) = discrepancy.messageParts(in: language)
    // The place beside it names control and case study already.
    let isNamed = discrepancy.control != nil || discrepancy.field != nil
    let text = names.isEmpty || isNamed ? String(said) : names + language.colon + said
    return text.capitalisedAtStart
  }

  /// The cell, which is also the link to quote, and what stands there.
  private func place(of item: Item) -> HTML {
    let discrepancy = item.discrepancy
    var parts: [String] = []
    if let control = discrepancy.control { parts.append(names?.short(control) ?? control) }
    if let field = discrepancy.field {
      parts.append(language.label(ofField: field, in: discrepancy.scope) ?? field)
    }
    if let scope = discrepancy.scope, scope != .solution {
      parts.append(scope.name(in: language))
    }
    if let model = discrepancy.deliveryModel, template?.deliveryModels.count ?? 2 > 1 {
      parts.append(template?.label(ofModel: model) ?? model)
    }
    parts.removeAll(where: \.isBlank)
    var name = discrepancy.cell ?? ""
    if name.isBlank { name = parts.isEmpty ? language.theWorkbook : parts.removeFirst() }
    let rest = parts.joined(separator: ", ")
    let title = discrepancy.control.flatMap { names?.title($0) } ?? ""
    let titled: HTML? = title.isEmpty ? nil : "<br><small>\(title)</small>"
    return """
      <a class="place" href="#\(item.anchor)">\(name.shortened(to: 60))</a>\(rest.isEmpty ? "" : " ")\(rest)\(titled)
      """
  }

  /// The places of the discrepancies by sheet: those without a sheet first, then the sheets in the order in which the
  /// workbook is read.
  private var sheets: [(sheet: String?, places: [Int])] {
    let all = assessment.discrepancies
    let bySheet = Dictionary(grouping: all.indices, by: { all[$0].sheet })
    var order: [String?] = [nil]
    // What belongs to a control or a field comes in reading order, whatever else is on a sheet.
    let placed = all.filter { $0.control != nil || $0.field != nil }
    for sheet in (placed + all).map(\.sheet) where !order.contains(sheet) { order.append(sheet) }
    return order.compactMap { sheet in bySheet[sheet].map { (sheet, $0) } }
  }
}
