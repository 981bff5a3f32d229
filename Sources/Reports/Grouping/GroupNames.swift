internal import Basics
internal import Checklists

/// How a group says which controls or fields it is about, and where: `contrôles 1.20 à 1.28`, `études de cas
/// 1 à 4, SaaS`.
struct GroupNames {
  let template: Template?
  let language: Language

  // MARK: Where

  /// The case studies and delivery models of a group; nil where none is worth naming.
  func places(_ items: [GroupedItem]) -> String? {
    var models: [String?] = []
    var scopes: [String?: Set<Scope>] = [:]
    for item in items {
      // A template with one model does not name it.
      let model = template?.deliveryModels.count == 1 ? nil : item.place.model
      if !models.contains(model) { models.append(model) }
      if let scope = item.place.scope { scopes[model, default: []].insert(scope) }
    }
    let labels = models.compactMap { $0.map(label) }
    guard Set(models.map { scopes[$0] ?? [] }).count > 1 else {
      // Every model has the same scopes.
      let scope = models.first.flatMap { scopes[$0] }.flatMap { self.scopes($0) }
      let names = [scope, labels.isEmpty ? nil : language.list(labels)].compactMap(\.self)
      return names.isEmpty ? nil : names.joined(separator: ", ")
    }
    let names = models.map { model in
      let scope = self.scopes(scopes[model] ?? []) ?? Scope.solution.name(in: language)
      return model.map { "\(scope) (\(label($0)))" } ?? scope
    }
    return language.list(names)
  }

  /// The solution and the case studies of a group; nil where none has a scope.
  func scopes(_ items: [GroupedItem]) -> String? {
    let scopes = Set(items.compactMap(\.place.scope))
    return scopes.isEmpty ? nil : self.scopes(scopes) ?? Scope.solution.name(in: language)
  }

  private func label(_ model: String) -> String { template?.label(ofModel: model) ?? model }

  /// `études de cas 1 à 4`; nil for the solution alone, which messages do not name.
  private func scopes(_ scopes: Set<Scope>) -> String? {
    var numbers: [Int] = []
    for case .caseStudy(let number) in scopes { numbers.append(number) }
    guard !numbers.isEmpty else { return nil }
    let studies = language.caseStudies(numbers.sorted())
    return scopes.contains(.solution)
      ? language.list([Scope.solution.name(in: language), studies]) : studies
  }

  // MARK: What

  /// A control or field, or neighbours of a section as a range.
  struct Run {
    var name: String
    /// The last control that has a printed reference; nil for anything else.
    var latest: Control?
  }

  /// The controls or fields of a group, as a sentence lists them.
  func subjects(_ items: [GroupedItem], _ order: inout ControlOrder) -> [Run] {
    guard let place = items.first?.place else { return [] }
    // A range holds what is printed between its ends, whether it applies here or not.
    let positions = order.positions(at: GroupedPlace(scope: nil, model: nil))
    var seen: Set<GroupedSubject> = []
    var runs: [Run] = []
    var run: [Control] = []
    func end() {
      if run.count < 3 {
        runs += run.map { Run(name: $0.ref ?? "", latest: $0) }
      } else if let first = run.first?.ref, let last = run.last {
        runs.append(Run(name: language.range(first, last.ref ?? ""), latest: last))
      }
      run = []
    }
    for case let subject? in items.map(\.subject) where seen.insert(subject).inserted {
      guard case .control(let id) = subject, let control = template?.control(id),
        control.ref != nil
      else {
        end()
        runs.append(Run(name: name(of: subject, at: place), latest: nil))
        continue
      }
      if let latest = run.last {
        let isNext = positions[latest.id].map { $0 + 1 == positions[id] } ?? false
        if !isNext || latest.part != control.part || latest.section != control.section { end() }
      }
      run.append(control)
    }
    end()
    return runs
  }

  /// The same on their own: `contrôle 1.12`, `contrôles 1.20 à 1.28 et 2.1`; nil for none.
  func named(_ items: [GroupedItem], _ order: inout ControlOrder) -> String? {
    let subjects = Set(items.compactMap(\.subject))
    if let only = subjects.first, subjects.count == 1, let place = items.first?.place {
      return name(of: only, at: place)
    }
    let runs = self.subjects(items, &order)
    guard !runs.isEmpty else { return nil }
    let list = language.list(runs.map(\.name))
    guard let control = runs[0].latest else { return list }
    return language.controls(arePrerequisites: control.kind == .prerequisite) + " " + list
  }

  private func name(of subject: GroupedSubject, at place: GroupedPlace) -> String {
    switch subject {
    case .control(let id): template?.name(ofControl: id, in: language) ?? id.visible()
    case .field(let name): language.label(ofField: name, in: place.scope) ?? name.visible()
    }
  }
}
