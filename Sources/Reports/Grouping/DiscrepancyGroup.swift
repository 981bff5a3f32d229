internal import Basics
internal import Checklists
internal import Spreadsheet

/// Discrepancies that are one thing to a reader: one, or the same finding at several places.
struct DiscrepancyGroup {
  let code: DiscrepancyCode
  let severity: Severity
  let sheet: String?
  /// The indices of its members among all, in their order.
  let members: [Int]
  /// Where they stand, as ranges to go to.
  let cells: [CellRange]
  /// The case studies and delivery models; nil where there are none to name.
  let places: String?
  /// The case studies and the solution alone; nil where no scope is named.
  let scopes: String?
  /// The controls or fields, neighbours as a range.
  let subjects: [String]
  /// The same as they are named outside of a sentence: `contrôles 1.20 à 1.28`.
  let namedSubjects: String?
  /// What is said of every member; nil where each has a message of its own and they are only counted.
  let said: String?

  /// The cells as a person types them to go there: `K30:K60, P30`.
  var cellNames: String { cells.map(\.description).joined(separator: ", ") }
}

/// Groups the discrepancies of one submission.
struct DiscrepancyGroups {
  private let all: [Discrepancy]
  private let names: GroupNames
  private var order: ControlOrder

  init(_ all: [Discrepancy], _ template: Template?, _ language: Language) {
    self.all = all
    names = GroupNames(template: template, language: language)
    order = ControlOrder(template)
  }

  /// What discrepancies must have in common to be one thing.
  private struct Kind: Hashable {
    let code: DiscrepancyCode
    let severity: Severity
    /// Nil where members are only counted.
    let said: String?
  }

  /// The groups among some discrepancies of one sheet, by case study and cell.
  ///
  /// - Parameter indices: which of all they are, in their order.
  mutating func groups(of indices: [Int]) -> [DiscrepancyGroup] {
    var kinds: [Kind] = []
    var items: [Kind: [GroupedItem]] = [:]
    for index in indices {
      let found = all[index]
      let kind = Kind(
        code: found.code, severity: found.severity,
        said: found.isCounted ? nil : said(of: found))
      if items[kind] == nil { kinds.append(kind) }
      items[kind, default: []].append(GroupedItem(index: index, found))
    }
    var groups: [(place: SortedPlace, group: DiscrepancyGroup)] = []
    for kind in kinds {
      for members in (items[kind] ?? []).grouped(&order) {
        guard let first = members.first else { continue }
        groups.append((SortedPlace(all[first.index], groups.count), group(kind, members)))
      }
    }
    return groups.sorted { $0.place < $1.place }.map(\.group)
  }

  /// All of them: those of no sheet, then sheet by sheet in the order in which the workbook is read.
  var inReadingOrder: [DiscrepancyGroup] {
    mutating get {
      let bySheet = Dictionary(grouping: all.indices, by: { all[$0].sheet })
      var order: [String?] = [nil]
      // What belongs to a control or a field comes in reading order, whatever else is on a sheet.
      let placed = all.filter { $0.control != nil || $0.field != nil }
      for sheet in (placed + all).map(\.sheet) where !order.contains(sheet) { order.append(sheet) }
      return order.flatMap { groups(of: bySheet[$0] ?? []) }
    }
  }

  private mutating func group(_ kind: Kind, _ items: [GroupedItem]) -> DiscrepancyGroup {
    let first = all[items[0].index]
    var said = kind.said
    if said == nil {
      // A control or field that is concerned at several places is told in its own words.
      let messages = Set(items.map { self.said(of: all[$0.index]) })
      if messages.count == 1, Set(items.map(\.subject)).count == 1 { said = messages.first }
    }
    return DiscrepancyGroup(
      code: kind.code, severity: kind.severity, sheet: first.sheet, members: items.map(\.index),
      cells: items.cellRanges(&order), places: names.places(items),
      scopes: names.scopes(items),
      subjects: names.subjects(items, &order).map(\.name),
      namedSubjects: names.named(items, &order), said: said)
  }

  /// What is said of a discrepancy beside its place, which a control or field is a part of.
  private func said(of found: Discrepancy) -> String {
    let (place, said) = found.messageParts(in: names.language)
    let isNamed = found.control != nil || found.field != nil
    return place.isEmpty || isNamed ? String(said) : place + names.language.colon + said
  }
}

extension GroupedItem {
  init(index: Int, _ found: Discrepancy) {
    self.index = index
    subject = found.control.map(GroupedSubject.control) ?? found.field.map(GroupedSubject.field)
    place = GroupedPlace(scope: found.scope, model: found.deliveryModel)
    cell = found.cell.flatMap { CellReference($0) }
  }
}

extension Discrepancy {
  /// Whether several are counted in one sentence: nothing that a person typed is lost by it, and what is
  /// demanded is named one by one.
  fileprivate var isCounted: Bool {
    switch code {
    case .answerBlank, .answerMissing, .answerNormalised, .answerFormula, .answerNotApplicable,
      .answerOtherModel, .answerPremature, .fieldAbsent, .evidenceUndated, .rowRemoved, .rowMoved,
      .rowHidden, .textAltered, .applicabilityAltered:
      true
    case .evidenceAbsent: severity != .error
    default: false
    }
  }
}

/// Where a group belongs: the solution, then one case study after the other, then what belongs to none of
/// them; by cell within each.
private struct SortedPlace: Comparable {
  let scope: Int
  let cell: CellReference?
  let index: Int

  init(_ discrepancy: Discrepancy, _ index: Int) {
    scope =
      switch discrepancy.scope {
      case .solution: 0
      case .caseStudy(let number): number
      case nil: discrepancy.field == nil ? .max : 0
      }
    cell = discrepancy.cell.flatMap { CellReference($0) }
    self.index = index
  }

  static func < (a: SortedPlace, b: SortedPlace) -> Bool {
    if a.scope != b.scope { return a.scope < b.scope }
    if a.cell != b.cell {
      guard let first = a.cell else { return true }
      guard let second = b.cell else { return false }
      return first < second
    }
    return a.index < b.index
  }
}
