internal import Assessments
internal import Basics
internal import Checklists

/// What became of answers and of objections.
extension DiffContent {
  /// More than this many of a kind in one scope are counted rather than listed, where nothing is lost by it.
  private static let listedAtMost = 12

  func section(of change: AnswerChange) -> DiffSection {
    let all = difference.answers.filter { $0.change == change }
    var items: [DiffItem] = []
    switch change {
    case .newlyAnswered:
      // What is not met is told one by one; who answered a hundred questions with O is told how many.
      let isMet = all.map { $0.new?.value != .no }
      let met = zip(all, isMet).filter(\.1).map(\.0)
      items = self.items(zip(all, isMet).filter { !$0.1 }.map(\.0), mark: .attention)
      items += met.count > Self.listedAtMost ? counted(met) : self.items(met, mark: .good)
    case .noLongerAnswered:
      items = all.count > Self.listedAtMost ? counted(all) : self.items(all, mark: .bad)
    case .newlyAsked, .noLongerAsked: items = counted(all)
    case .regressed: items = self.items(all, mark: .bad)
    case .fixed: items = self.items(all, mark: .good)
    default: items = self.items(all, mark: .neutral)
    }
    return DiffSection(
      id: change.rawValue, title: change.title(in: language), count: all.count,
      lead: change.meaning(in: language), items: items)
  }

  /// One item for each answer; delivery models that share everything are named together.
  private func items(_ comparisons: [AnswerComparison], mark: DiffItem.Mark) -> [DiffItem] {
    var items: [DiffItem] = []
    var models: [String] = []
    var last: AnswerComparison?
    for comparison in comparisons {
      let details = evidence(comparison.old, comparison.new)
      let change = words.change(comparison)
      let model = comparison.key.deliveryModel.map { [$0] } ?? []
      if let last, last.key.control == comparison.key.control,
        last.key.scope == comparison.key.scope, items.last?.change == change,
        items.last?.details == details, let index = items.indices.last
      {
        models += model
        items[index].name = name(comparison, models)
        items[index].place += language.semicolon + place(comparison)
      } else {
        models = model
        items.append(
          DiffItem(
            mark: mark, name: name(comparison, models), change: change, place: place(comparison),
            details: details))
      }
      last = comparison
    }
    return items
  }

  private func name(_ comparison: AnswerComparison, _ models: [String]) -> String {
    named(comparison.key.control, scope(comparison.old?.key, comparison.new?.key, models))
  }

  /// `Contrôle 1.12 – Chiffrement (étude de cas 3, SaaS)`.
  private func named(_ control: String, _ scope: String) -> String {
    words.control(control) + (scope.isEmpty ? "" : " (" + scope + ")")
  }

  /// `étude de cas 3 (auparavant 2), SaaS`.
  private func scope(_ old: AnswerKey?, _ new: AnswerKey?, _ models: [String] = []) -> String {
    guard let key = new ?? old else { return "" }
    var text = words.scope(key.scope)
    if case .caseStudy(let number) = old?.scope, key.scope != old?.scope {
      text += language(fr: " (auparavant \(number))", en: " (formerly \(number))")
    }
    if new == nil, case .caseStudy(let number) = key.scope {
      let pair = difference.caseStudies.first { $0.old?.number == number }
      if let now = pair?.new?.number {
        if now != number { text += language(fr: " (devenue \(now))", en: " (now \(now))") }
      } else {
        text += language(fr: " (retirée)", en: " (dropped)")
      }
    }
    let names = models.isEmpty ? "" : words.scope(.solution, models: models)
    return [text, names].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  private func place(_ comparison: AnswerComparison) -> String {
    words.place(
      comparison.old.map { ($0.sheet, $0.cell) }, comparison.new.map { ($0.sheet, $0.cell) })
  }

  /// What became of evidence and date; nothing where they say the same.
  private func evidence(_ old: Answer?, _ new: Answer?) -> [String] {
    guard let new else { return [] }
    var lines: [String] = []
    let date = { (answer: Answer?) in
      answer?.date.map(language.day) ?? answer?.dateRaw.map { language.quoted($0) } ?? ""
    }
    if let line = change(
      language(fr: "preuve", en: "evidence"), old?.evidence ?? "", new.evidence ?? "", isTyped: true
    ) {
      lines.append(line)
    }
    if let line = change(language(fr: "date", en: "date"), date(old), date(new), isTyped: false) {
      lines.append(line)
    }
    return lines
  }

  /// `preuve : « a » → « b »`, `nouvelle preuve : « b »`, `preuve retirée : « a »`; nil where both say the same.
  private func change(_ name: String, _ old: String, _ new: String, isTyped: Bool) -> String? {
    func shown(_ text: String) -> String { isTyped ? language.quoted(text) : text }
    switch (old.isBlank, new.isBlank) {
    case (true, true): return nil
    case (true, false):
      return language(fr: "nouvelle \(name)", en: "new \(name)") + language.colon
        + shown(new.trimmed())
    case (false, true):
      return language(fr: "\(name) retirée", en: "\(name) removed") + language.colon
        + shown(old.trimmed())
    case (false, false):
      guard isTyped else { return old == new ? nil : name + language.colon + old + " → " + new }
      let (before, after) = words.texts(old, new)
      return before == after ? nil : name + language.colon + before + " → " + after
    }
  }

  /// How many answers became what, one item for each scope.
  private func counted(_ comparisons: [AnswerComparison]) -> [DiffItem] {
    var order: [String] = []
    var groups: [String: [AnswerComparison]] = [:]
    for comparison in comparisons {
      let scope = scope(comparison.old?.key, comparison.new?.key)
      if groups[scope] == nil { order.append(scope) }
      groups[scope, default: []].append(comparison)
    }
    return order.map { scope in
      let members = groups[scope] ?? []
      let name =
        scope.isEmpty
        ? language(fr: "Prérequis et solution", en: "Prerequisites and solution")
        : scope.prefix(1).uppercased() + scope.dropFirst()
      var changes: [String] = []
      for member in members {
        let change = words.change(member)
        if !changes.contains(change) { changes.append(change) }
      }
      let parts = changes.map { change in
        "\(members.count { words.change($0) == change }) × " + change
      }
      let bare = members.count { $0.new?.value == .yes && $0.new?.hasEvidence == false }
      var details: [String] = []
      if bare > 0, comparisons.first?.change == .newlyAnswered {
        details.append(
          language(fr: "dont \(bare) sans preuve", en: "\(bare) of them without evidence"))
      }
      let names = members.map { words.short($0.key.control) }
      if comparisons.first?.change != .newlyAnswered, members.count <= Self.listedAtMost {
        var seen: Set<String> = []
        details.append(language.list(names.filter { seen.insert($0).inserted }))
      }
      return DiffItem(
        mark: comparisons.first?.change == .noLongerAnswered ? .bad : .neutral, name: name,
        change: parts.joined(separator: ", "), details: details)
    }
  }

  // MARK: Objections

  var objectionSections: [DiffSection] {
    guard difference.audit != nil else { return [] }
    let states: [Objection.State] = [
      .untouched, .answered, .raised, .settled, .withdrawn, .noLongerAsked,
    ]
    return states.map { state in
      let all = difference.objections.filter { $0.state == state }
      return DiffSection(
        id: "objection." + state.rawValue,
        title: state.title(in: language), count: all.count,
        items: all.map { item($0, state.mark) })
    }
  }

  /// Where the objections come from and how many are in which state; empty where nobody objected.
  var objectionSummary: String {
    guard let audit = difference.audit else { return "" }
    let raised = difference.count(.raised)
    let old = difference.objections.count - raised
    if old == 0, raised > 0 {
      let file = language.quoted(difference.new.assessment.source.file)
      return language.count(
        raised, fr: ("nouvelle objection de l’auditeur", "nouvelles objections de l’auditeur"),
        en: ("new objection of the auditor’s", "new objections of the auditor’s"))
        + language(fr: " dans \(file).", en: " in \(file).")
    }
    let file = language.quoted(audit.file)
    let number = language.count(
      old, fr: ("objection de l’auditeur", "objections de l’auditeur"),
      en: ("objection of the auditor’s", "objections of the auditor’s"))
    let counts = Objection.State.allCases.compactMap { state in
      let count = difference.count(state)
      return count == 0 ? nil : state.count(count, in: language)
    }
    return number + language(fr: " dans \(file)", en: " in \(file)")
      + (counts.isEmpty ? "." : language.colon + counts.joined(separator: ", ") + ".")
  }

  private func item(_ objection: Objection, _ mark: DiffItem.Mark) -> DiffItem {
    let audited = objection.audited
    var held: [String] = []
    if let finding = audited.finding {
      held.append(language(fr: "constat ", en: "finding ") + finding.issued(in: language))
    }
    if let reason = audited.reason, !reason.isBlank {
      held.append(language(fr: "motif : ", en: "reason: ") + language.quoted(reason.trimmed()))
    }
    if let action = audited.action, !action.isBlank {
      held.append(
        language(fr: "action demandée : ", en: "requested action: ")
          + language.quoted(action.trimmed()))
    }
    var details = [held.joined(separator: language.semicolon)]
    details += evidence(audited, objection.now)
    if let reply = objection.reply, !reply.isBlank {
      details.append(
        language(fr: "réponse du partenaire : ", en: "partner’s reply: ")
          + language.quoted(reply.trimmed()))
    }
    let models = objection.key.deliveryModel.map { [$0] } ?? []
    return DiffItem(
      mark: mark,
      name: named(
        objection.key.control, scope(audited.key, objection.now?.key, models)),
      change: objection.state == .raised
        ? words.answer(objection.now)
        : words.arrow(words.answer(audited), words.answer(objection.now)),
      place: words.place(
        (audited.sheet, audited.cell), objection.now.map { ($0.sheet, $0.cell) }),
      details: details)
  }
}

extension Objection.State {
  fileprivate var mark: DiffItem.Mark {
    switch self {
    case .untouched: .bad
    case .answered, .raised: .attention
    case .settled: .good
    case .withdrawn, .noLongerAsked: .neutral
    }
  }
}
