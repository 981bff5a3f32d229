internal import Checklists

/// The order in which a person reads a workbook: what concerns the file, the application, the prerequisites, the case
/// studies, the technical validation, and at last what belongs to none of them.
struct ReadingOrder {
  private let template: Template
  private static let fields = Dictionary(
    (ApplicationField.allCases.map(\.rawValue) + CaseStudyField.allCases.map(\.rawValue))
      .enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })

  init(_ template: Template) { self.template = template }

  /// Discrepancies in reading order; those of one place stay in the order in which they were found.
  func sorted(_ discrepancies: [Discrepancy]) -> [Discrepancy] {
    sorted(discrepancies) {
      key(
        control: $0.control, scope: $0.scope, model: $0.deliveryModel, field: $0.field,
        otherwise: $0.code == .caseTooFew || $0.code == .caseTooFewPublic
          ? .caseStudies : $0.sheet == nil ? .file : .elsewhere)
    }
  }

  /// Reasons in reading order.
  func sorted(_ reasons: [Reason]) -> [Reason] {
    sorted(reasons) {
      key(
        control: $0.control, scope: $0.scope, model: $0.deliveryModel, field: $0.field,
        otherwise: .caseStudies)
    }
  }

  private enum Group: Int {
    case file, application, prerequisites, caseStudies, technical, elsewhere
  }

  /// Four numbers that compare as the places do.
  private typealias Key = (Int, Int, Int, Int)

  private func sorted<Item>(_ items: [Item], by key: (Item) -> Key) -> [Item] {
    items.indices.map { (key: key(items[$0]), index: $0) }
      .sorted { $0.key == $1.key ? $0.index < $1.index : $0.key < $1.key }
      .map { items[$0.index] }
  }

  private func key(
    control: String?, scope: Scope?, model: String?, field: String?, otherwise: Group
  ) -> Key {
    let number = if case .caseStudy(let number) = scope { number } else { 0 }
    if let control {
      guard let place = template.place(ofControl: control) else {
        return (Group.elsewhere.rawValue, 0, number, 0)
      }
      let group =
        template.controls[place].kind == .prerequisite ? Group.prerequisites : .technical
      let column = template.deliveryModels.firstIndex { $0.id == model }
      return (group.rawValue, place, number, column ?? -1)
    }
    if number > 0 || field != nil {
      let group = number > 0 ? Group.caseStudies : .application
      return (group.rawValue, number, field.flatMap { Self.fields[$0] } ?? .max, 0)
    }
    return (otherwise.rawValue, .max, 0, 0)
  }
}
