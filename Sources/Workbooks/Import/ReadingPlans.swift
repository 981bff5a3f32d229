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
    let role: SlotRole
    let key: AnswerKey?
    let isAlwaysExpected: Bool
    /// The place of its control, and the columns among which one that asks it is enough.
    let control: Int
    let columns: Range<Int>
  }

  private let template: Template
  private let finder: SlotFinder
  private let controls: [String: Control]
  /// Every scope of the layout under every delivery model of the template is a column, also under one that the workbook was
  /// issued without: evidence is asked for there as well. They are numbered by scope, then by model.
  private let scopes: Int
  private let candidates: [Candidate]
  /// What is said of each candidate where no answer is expected; empty where that is made when it is needed.
  private let others: [ReadingPlan.Other]
  private let always: [ReadingPlan.Entry?]
  /// What a column expects of each control that it asks.
  private let asked = Remembered<Column, [ReadingPlan.Entry?]>()

  /// - Parameter isForMany: whether more than one workbook is read by them.
  init(_ layout: WorkbookLayout, _ finder: SlotFinder, isForMany: Bool) {
    let template = layout.template
    let controls = template.controlsByID
    self.template = template
    self.finder = finder
    self.controls = controls
    scopes = (layout.caseNumbers.max() ?? 0) + 1
    candidates = layout.slots.compactMap { slot in
      guard let control = template.place(ofControl: slot.role.controlID) else { return nil }
      let scope = slot.role.scope
      let isAlways = template.controls[control].applicability == .always && scope == .solution
      func candidate(_ key: AnswerKey?, of answer: AnswerKey) -> Candidate {
        let column = answer.deliveryModel.flatMap { Self.column(scope, $0, template) }
        return Candidate(
          role: slot.role, key: key, isAlwaysExpected: isAlways && answer.deliveryModel == nil,
          control: control, columns: column.map { $0..<$0 + 1 } ?? 0..<0)
      }
      switch slot.role {
      case .met(let key): return candidate(key, of: key)
      case .audit(let key, _): return candidate(nil, of: key)
      case .evidence, .date:
        let first = Self.number(of: scope) * template.deliveryModels.count
        return Candidate(
          role: slot.role, key: nil, isAlwaysExpected: isAlways, control: control,
          columns: first..<first + template.deliveryModels.count)
      default: return nil
      }
    }
    others = isForMany ? candidates.map { Self.other($0, finder) } : []
    always = template.controls.map { control in
      guard control.applicability == .always else { return nil }
      let key = AnswerKey(control: control.id, scope: .solution, deliveryModel: nil)
      return ReadingPlan.Entry(key, controls[control.id], finder.places)
    }
  }

  private static func other(_ candidate: Candidate, _ finder: SlotFinder) -> ReadingPlan.Other {
    ReadingPlan.Other(
      role: candidate.role, key: candidate.key, places: finder.places(of: candidate.role))
  }

  private static func number(of scope: Scope) -> Int {
    if case .caseStudy(let number) = scope { number } else { 0 }
  }

  /// The number of a column; nil for a delivery model that the template does not have.
  private static func column(_ scope: Scope, _ model: String, _ template: Template) -> Int? {
    template.deliveryModels.firstIndex { $0.id == model }
      .map { number(of: scope) * template.deliveryModels.count + $0 }
  }

  /// The cells of every answer that a submission is expected to give.
  func plan(for submission: Submission) -> ReadingPlan {
    let expected = submission.expectedColumns(of: template)
    var isAsked = Array(repeating: [Bool](), count: scopes * template.deliveryModels.count)
    for column in expected {
      if let number = Self.column(column.scope, column.model, template), number < isAsked.count {
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
      guard !isExpected else { continue }
      others.append(
        self.others.isEmpty ? Self.other(candidates[index], finder) : self.others[index])
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
