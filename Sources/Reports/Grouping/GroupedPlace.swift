internal import Basics
internal import Checklists
internal import Spreadsheet

/// What something is about: a control or a field.
enum GroupedSubject: Hashable {
  case control(String)
  case field(String)
}

/// Where something is answered: a scope under a delivery model, each nil where none is named.
struct GroupedPlace: Hashable {
  var scope: Scope?
  var model: String?
}

/// One of the things that are grouped, with its index among all of them.
struct GroupedItem {
  let index: Int
  /// Nil where it is about no control and no field; then only its cell tells where it is.
  let subject: GroupedSubject?
  let place: GroupedPlace
  let cell: CellReference?
}

extension [GroupedItem] {
  /// Groups in which every control is concerned at every place: either the controls that are concerned at the
  /// same places together, or the places that the same controls are concerned at, whichever reads shorter.
  /// Groups and their members keep the order of the items.
  func grouped(_ order: inout ControlOrder) -> [[GroupedItem]] {
    guard count > 1 else { return isEmpty ? [] : [self] }
    let bySubject = grouped(by: \.subject, having: \.place)
    guard bySubject.count > 1 else { return bySubject }
    let byPlace = grouped(by: \.place, having: \.subject)
    guard byPlace.count > 1 else { return byPlace }
    func length(_ groups: [[GroupedItem]]) -> Int {
      groups.count + groups.reduce(0) { $0 + $1.cellRanges(&order).count }
    }
    return length(byPlace) < length(bySubject) ? byPlace : bySubject
  }

  /// Items with equal keys together, then keys with equal sets of values.
  private func grouped<Key: Hashable, Value: Hashable>(
    by key: (GroupedItem) -> Key, having value: (GroupedItem) -> Value
  ) -> [[GroupedItem]] {
    var values: [Key: Set<Value>] = [:]
    for item in self { values[key(item), default: []].insert(value(item)) }
    var groups: [[GroupedItem]] = []
    var known: [Set<Value>: Int] = [:]
    for item in self {
      let set = values[key(item)] ?? []
      if let group = known[set] {
        groups[group].append(item)
      } else {
        known[set] = groups.count
        groups.append([item])
      }
    }
    return groups
  }
}

/// The printed order of the controls that apply at a place: neighbours are named, and their cells given, as
/// one range.
struct ControlOrder {
  private let template: Template?
  private var known: [Kind: [String: Int]] = [:]

  private struct Kind: Hashable {
    let scope: ScopeKind?
    let model: String?

    func admits(_ applicability: Applicability) -> Bool {
      guard let model, let scope else { return model == nil }
      return applicability.scopes(for: model).contains(scope)
    }
  }

  init(_ template: Template?) { self.template = template }

  /// The position of each control among those that apply at a place.
  mutating func positions(at place: GroupedPlace) -> [String: Int] {
    let kind = Kind(scope: place.scope?.kind, model: place.model)
    if let positions = known[kind] { return positions }
    var positions: [String: Int] = [:]
    if let template {
      for control in template.controls where kind.admits(control.applicability) {
        positions[control.id] = positions.count
      }
    }
    known[kind] = positions
    return positions
  }
}

extension [GroupedItem] {
  /// The cells as ranges to go to: down one column, over what lies between two neighbouring controls, and
  /// neighbouring columns of equal height together.
  func cellRanges(_ order: inout ControlOrder) -> [CellRange] {
    var ranges: [CellRange] = []
    var latest: (cell: CellReference, position: Int?)?
    var known: (place: GroupedPlace, positions: [String: Int])?
    let sorted = compactMap { item in item.cell.map { (cell: $0, item: item) } }
      .sorted { ($0.cell.column, $0.cell.row) < ($1.cell.column, $1.cell.row) }
    for (cell, item) in sorted {
      if known?.place != item.place {
        known = (item.place, order.positions(at: item.place))
      }
      var position: Int?
      if case .control(let id)? = item.subject { position = known?.positions[id] }
      defer { latest = (cell, position) }
      if let latest, latest.cell == cell { continue }
      if let latest, latest.cell.column == cell.column, let last = ranges.indices.last {
        let isNext = latest.position.map { $0 + 1 == position } ?? false
        if latest.cell.row + 1 == cell.row || isNext {
          ranges[last].last = cell
          continue
        }
      }
      ranges.append(CellRange(cell))
    }
    return ranges.reduce(into: []) { joined, range in
      let left = joined.lastIndex {
        $0.first.row == range.first.row && $0.last.row == range.last.row
          && $0.last.column + 1 == range.first.column
      }
      if let left { joined[left].last = range.last } else { joined.append(range) }
    }
  }
}
