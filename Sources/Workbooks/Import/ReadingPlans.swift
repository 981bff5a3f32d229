internal import Basics
internal import Checklists

/// Reading plans of workbooks that were issued alike, put together from what each of their columns asks.
final class ReadingPlans: Sendable {
  /// A scope and a delivery model under which answers are given.
  private struct Column: Hashable {
    let scope: Scope
    let model: String
  }

  /// A cell of the layout, and when an answer is expected there.
  private struct Candidate: Sendable {
    let other: ReadingPlan.Other
    let isAlwaysExpected: Bool
    /// The place of its control, and the columns among which one that asks it is enough.
    let control: Int
    let columns: [Int]
  }

  private let template: Template
  private let finder: SlotFinder
  private let controls: [String: Control]
  /// Every scope of the layout under every delivery model of the template, numbered.
  private let columns: [Column: Int]
  private let candidates: [Candidate]
  private let always: [ReadingPlan.Entry?]
  /// What a column expects of each control that it asks.
  private let asked = Remembered<Column, [ReadingPlan.Entry?]>()

  init(_ layout: WorkbookLayout, _ finder: SlotFinder) {
    template = layout.template
    self.finder = finder
    controls = template.controlsByID
    var columns: [Column: Int] = [:]
    var byScope: [Scope: [Int]] = [:]
    // Evidence is also asked for under a model that the workbook was issued without.
    for scope in [.solution] + layout.caseNumbers.map({ Scope.caseStudy($0) }) {
      for model in layout.template.deliveryModels {
        byScope[scope, default: []].append(columns.count)
        columns[Column(scope: scope, model: model.id)] = columns.count
      }
    }
    self.columns = columns
    let (template, controls) = (template, controls)
    candidates = layout.slots.compactMap { slot in
      guard let control = template.place(ofControl: slot.role.controlID) else { return nil }
      let isAlways =
        template.controls[control].applicability == .always && slot.role.scope == .solution
      func candidate(_ key: AnswerKey?, _ columns: [Int], isAlways: Bool) -> Candidate {
        let other = ReadingPlan.Other(
          role: slot.role, key: key, places: finder.places(of: slot.role))
        return Candidate(
          other: other, isAlwaysExpected: isAlways, control: control, columns: columns)
      }
      func column(of key: AnswerKey) -> [Int] {
        key.deliveryModel.flatMap { columns[Column(scope: key.scope, model: $0)] }.map { [$0] }
          ?? []
      }
      switch slot.role {
      case .met(let key):
        return candidate(key, column(of: key), isAlways: isAlways && key.deliveryModel == nil)
      case .audit(let key, _):
        return candidate(nil, column(of: key), isAlways: isAlways && key.deliveryModel == nil)
      case .evidence(_, let scope), .date(_, let scope):
        return candidate(nil, byScope[scope] ?? [], isAlways: isAlways)
      default: return nil
      }
    }
    always = template.controls.map { control in
      guard control.applicability == .always else { return nil }
      let key = AnswerKey(control: control.id, scope: .solution, deliveryModel: nil)
      return ReadingPlan.Entry(key, controls[control.id], finder.places)
    }
  }

  /// The cells of every answer that a submission is expected to give.
  func plan(for submission: Submission) -> ReadingPlan {
    let expected = submission.expectedColumns(of: template)
    var isAsked = Array(repeating: [Bool](), count: columns.count)
    for column in expected {
      if let number = columns[Column(scope: column.scope, model: column.model)] {
        isAsked[number] = column.isAsked
      }
    }
    let entriesOfColumns = expected.map {
      entriesOf(Column(scope: $0.scope, model: $0.model), $0.isAsked)
    }
    var entries: [ReadingPlan.Entry] = []
    entries.reserveCapacity(entriesOfColumns.count * template.controls.count)
    for control in always.indices {
      if let entry = always[control] { entries.append(entry) }
      for column in entriesOfColumns.indices {
        if let entry = entriesOfColumns[column][control] { entries.append(entry) }
      }
    }
    var others: [ReadingPlan.Other] = []
    for index in candidates.indices where !candidates[index].isAlwaysExpected {
      let control = candidates[index].control
      let isExpected = candidates[index].columns.contains {
        !isAsked[$0].isEmpty && isAsked[$0][control]
      }
      if !isExpected { others.append(candidates[index].other) }
    }
    return ReadingPlan(entries: entries, others: others)
  }

  private func entriesOf(_ column: Column, _ isAsked: [Bool]) -> [ReadingPlan.Entry?] {
    asked.value(for: column) {
      template.controls.indices.map { place in
        guard isAsked[place] else { return nil }
        let id = template.controls[place].id
        let key = AnswerKey(control: id, scope: column.scope, deliveryModel: column.model)
        return ReadingPlan.Entry(key, controls[id], finder.places)
      }
    }
  }
}
