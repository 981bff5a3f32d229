internal import Assessments
internal import Basics
internal import Checklists

/// What became of fields, case studies, the template and the workbook itself.
extension DiffContent {
  /// More than this many fields of one scope that were only filled, or only emptied, are counted.
  private static let fieldsListedAtMost = 4

  var fieldSection: DiffSection {
    var order: [Scope?] = []
    var groups: [Scope?: [FieldChange]] = [:]
    for change in difference.fields {
      if groups[change.newScope] == nil { order.append(change.newScope) }
      groups[change.newScope, default: []].append(change)
    }
    let items = order.flatMap { scope -> [DiffItem] in
      let all = groups[scope] ?? []
      return FieldChange.Change.allCases.reversed().flatMap { kind -> [DiffItem] in
        let members = all.filter { $0.change == kind }
        return kind != .changed && members.count > Self.fieldsListedAtMost
          ? [counted(members, kind, scope)] : members.map(item)
      }
    }
    return DiffSection(
      id: "fields", title: language(fr: "Champs", en: "Fields"), count: difference.fields.count,
      items: items)
  }

  private func item(_ change: FieldChange) -> DiffItem {
    let label = words.label(ofField: change.field, in: change.newScope)
    let scope = change.newScope.map { words.scope($0) } ?? ""
    let (old, new) = (words.field(change.old), words.field(change.new))
    let shown = words.texts(old, new)
    let text =
      switch change.change {
      case .filled: language(fr: "rempli : ", en: "filled in: ") + language.quoted(new.trimmed())
      case .emptied:
        language(fr: "vidé, auparavant ", en: "emptied, was ") + language.quoted(old.trimmed())
      case .changed: shown.0 + " → " + shown.1
      }
    return DiffItem(
      mark: change.change == .emptied ? .attention : .neutral,
      name: label + (scope.isEmpty ? "" : " (" + scope + ")"), change: text,
      place: words.place((change.old.sheet, change.old.cell), (change.new.sheet, change.new.cell)))
  }

  private func counted(_ members: [FieldChange], _ kind: FieldChange.Change, _ scope: Scope?)
    -> DiffItem
  {
    let name =
      scope.map { words.scope($0) } ?? language(fr: "Candidature", en: "Application")
    let isFilled = kind == .filled
    return DiffItem(
      mark: isFilled ? .neutral : .attention, name: name.prefix(1).uppercased() + name.dropFirst(),
      change: isFilled
        ? language(fr: "\(members.count) champs remplis", en: "\(members.count) fields filled in")
        : language(fr: "\(members.count) champs vidés", en: "\(members.count) fields emptied"),
      // Which fields a whole case study has is plain; which it lost, or a few that it gained, is not.
      details: isFilled && members.count > 8
        ? [] : [language.list(members.map { words.label(ofField: $0.field, in: scope) })])
  }

  // MARK: Structure

  var structureSection: DiffSection {
    let structural = difference.discrepancies.filter(\.discrepancy.code.isAboutStructure)
    let isNew = language(fr: "nouveau", en: "new")
    let isGone = language(fr: "disparu", en: "gone")
    let items =
      templateItems + difference.caseStudies.compactMap(item) + models
      + remarks(structural.filter { $0.change == .appeared }).map { $0.with(change: isNew) }
      + remarks(structural.filter { $0.change == .gone }).map {
        $0.with(change: isGone, mark: .neutral)
      }
    return DiffSection(
      id: "structure",
      title: language(
        fr: "Études de cas, modèles et structure", en: "Case studies, models and structure"),
      items: items)
  }

  private var templateItems: [DiffItem] {
    var items: [DiffItem] = []
    let (old, new) = (difference.old.template, difference.new.template)
    if old.edition != new.edition {
      let names =
        old.id == new.id
        ? (old.version.visible(), new.version.visible())
        : (old.edition.visible(), new.edition.visible())
      items.append(
        DiffItem(
          mark: .attention,
          name: language(fr: "Version de la liste de contrôle", en: "Version of the checklist"),
          change: words.arrow(names.0, names.1),
          details: [
            language(
              fr: "Comparé dans la version \(difference.template.version.visible()).",
              en: "Compared in version \(difference.template.version.visible()).")
          ]))
    }
    guard let carried = difference.carryOver else { return items }
    let lists: [(fr: String, en: String, ids: [String])] = [
      ("Reformulé, à relire", "Worded anew, to be read again", carried.reworded),
      ("Ajouté", "Added", carried.added), ("Retiré", "Retired", carried.retired),
    ]
    for list in lists where !list.ids.isEmpty {
      items.append(
        DiffItem(
          name: language(fr: list.fr, en: list.en),
          change: language.count(
            list.ids.count, fr: ("exigence", "exigences"), en: ("control", "controls")),
          details: [language.list(list.ids.map(words.short))]))
    }
    return items + carried.homeless.map(item)
  }

  private func item(_ lost: CarryOver.Homeless) -> DiffItem {
    var names: [String] = []
    if let control = lost.control { names.append(words.control(control)) }
    if let field = lost.field { names.append(words.label(ofField: field, in: lost.scope)) }
    let scope =
      lost.scope.map { words.scope($0, models: lost.deliveryModel.map { [$0] } ?? []) } ?? ""
    if !scope.isEmpty { names.append("(" + scope + ")") }
    let typed = [lost.raw, lost.evidence, lost.date].compactMap(\.self).map { language.quoted($0) }
    return DiffItem(
      mark: .attention, name: names.joined(separator: " "),
      change: language(fr: "n’a plus de place : ", en: "has no place any more: ")
        + typed.joined(separator: ", "),
      place: Place.address(sheet: lost.sheet, cell: lost.cell))
  }

  private func item(_ pair: CaseStudyPair) -> DiffItem? {
    func customer(_ study: CaseStudy?) -> String {
      let name = study.map { words.field($0[.customer]) } ?? ""
      return name.isBlank
        ? language(fr: "sans client", en: "no customer") : language.quoted(name.trimmed())
    }
    let before = pair.old?.number ?? 0
    let name = words.name(.caseStudy(pair.new?.number ?? before))
    var item = DiffItem(mark: .attention, name: name.prefix(1).uppercased() + name.dropFirst())
    switch pair.change {
    case .same: return nil
    case .renumbered:
      item.change = language(
        fr: "auparavant \(before), \(customer(pair.new))",
        en: "formerly \(before), \(customer(pair.new))")
      item.details = [
        language(
          fr: "Comparée client par client, sous son nouveau numéro.",
          en: "Compared customer with customer, under its new number.")
      ]
    case .customerChanged:
      item.change =
        language(fr: "autre client : ", en: "another customer: ")
        + words.arrow(customer(pair.old), customer(pair.new))
      item.details = [
        language(
          fr: "Comparée sous le même numéro : vérifiez si c’est la même étude de cas.",
          en: "Compared under the same number: see whether it is the same case study.")
      ]
    case .added:
      item.mark = .neutral
      item.change = language(fr: "ajoutée, ", en: "added, ") + customer(pair.new)
    case .dropped: item.change = language(fr: "retirée, ", en: "dropped, ") + customer(pair.old)
    }
    return item
  }

  /// Which delivery models are in force otherwise, one item for all places where the change is the same.
  private var models: [DiffItem] {
    var places = [("solution", difference.old.deliveryModels, difference.new.deliveryModels)]
    places += difference.caseStudies.filter { $0.old != nil && $0.new != nil }.map {
      (words.name(.caseStudy($0.new?.number ?? 0)), $0.oldModels, $0.newModels)
    }
    var order: [String] = []
    var names: [String: [String]] = [:]
    for (name, old, new) in places where old != new {
      let change = words.arrow(words.models(old), words.models(new))
      if names[change] == nil { order.append(change) }
      names[change, default: []].append(name)
    }
    return order.map { change in
      let list = language.list(names[change] ?? [])
      return DiffItem(
        mark: .attention,
        name: language(fr: "Modèles de livraison", en: "Delivery models") + " (" + list + ")",
        change: change)
    }
  }

  // MARK: Discrepancies

  /// What is found now and was not before.
  var appeared: DiffSection {
    let all = content.filter { $0.change == .appeared }
    return DiffSection(
      id: "appeared", title: language(fr: "Nouveaux points relevés", en: "Newly found"),
      count: all.count, items: remarks(all))
  }

  /// What was found before and is not any more.
  var gone: DiffSection {
    let all = content.filter { $0.change == .gone }
    return DiffSection(
      id: "gone", title: language(fr: "Points qui ne sont plus relevés", en: "Found no more"),
      count: all.count, items: remarks(all).map { $0.with(mark: .neutral) })
  }

  /// What is not told among the fields or the structure already.
  private var content: [DiscrepancyChange] {
    let fields = Set(
      difference.fields.flatMap { change in
        [FieldPlace(change.oldScope, change.field), FieldPlace(change.newScope, change.field)]
      })
    return difference.discrepancies.filter { item in
      let found = item.discrepancy
      guard !found.code.isAboutStructure else { return false }
      return found.code != .fieldAbsent
        || !(found.field.map { fields.contains(FieldPlace(found.scope, $0)) } ?? false)
    }
  }

  private struct FieldPlace: Hashable {
    let scope: Scope?
    let field: String
    init(_ scope: Scope?, _ field: String) { (self.scope, self.field) = (scope, field) }
  }

  /// As `check` tells them: by sheet, many of a kind in one sentence.
  private func remarks(_ changes: [DiscrepancyChange]) -> [DiffItem] {
    var order: [String?] = []
    var sheets: [String?: [Discrepancy]] = [:]
    for change in changes {
      let sheet = change.discrepancy.sheet
      if sheets[sheet] == nil { order.append(sheet) }
      sheets[sheet, default: []].append(change.discrepancy)
    }
    return order.flatMap { sheet -> [DiffItem] in
      let found = sheets[sheet] ?? []
      var groups = DiscrepancyGroups(found, words.template, language)
      return groups.groups(of: Array(found.indices)).map { group in
        let line = CheckLine(group, of: found, template: words.template, language)
        let mark: DiffItem.Mark =
          switch line.severity {
          case .error: .bad
          case .warning: .attention
          case .info: .neutral
          }
        guard let sheet = sheet?.visible() else { return DiffItem(mark: mark, name: line.text) }
        return DiffItem(
          mark: mark, name: sheet + (line.beginsWithCells ? ", " : " – ") + line.text)
      }
    }
  }
}

extension DiffItem {
  fileprivate func with(change: String? = nil, mark: Mark? = nil) -> DiffItem {
    var copy = self
    if let change { copy.change = change }
    if let mark { copy.mark = mark }
    return copy
  }
}
