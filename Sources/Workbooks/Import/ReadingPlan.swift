internal import Basics
internal import Checklists
internal import Spreadsheet

/// The answers that are expected of a workbook, each with the cells where it may stand, and the cells where nothing is
/// expected.
final class ReadingPlan: Sendable {
  /// One expected answer.
  final class Entry: Sendable {
    let key: AnswerKey
    /// The answer of a workbook that has no place for it.
    let missing: Answer
    /// Whether S.O. is an answer.
    let isConditional: Bool
    /// How recent its date has to be; nil where none is asked for.
    let recencyMonths: Int?
    /// Whether the answer says that something is met, and is scored.
    let isScored: Bool
    let answers: [SlotFinder.Found]
    /// The address of the first of them.
    let cell: String?
    let evidence: [SlotFinder.Found]
    let dates: [SlotFinder.Found]

    init(
      _ key: AnswerKey, _ control: Control?, _ places: (SlotRole) -> [SlotFinder.Found]
    ) {
      self.key = key
      missing = Answer(key: key, status: .missing)
      isConditional = control?.isConditional ?? false
      recencyMonths = control?.recencyMonths
      isScored = control?.answer == .met
      answers = places(.met(key))
      cell = answers.first?.cell.description
      evidence = places(.evidence(control: key.control, scope: key.cellScope))
      dates = recencyMonths != nil ? places(.date(control: key.control, scope: key.cellScope)) : []
    }
  }

  /// A cell of the layout where no answer is expected.
  final class Other: Sendable {
    let role: SlotRole
    /// Set for an answer under a delivery model that is not in force.
    let key: AnswerKey?
    let places: [SlotFinder.Found]

    init(role: SlotRole, key: AnswerKey?, places: [SlotFinder.Found]) {
      self.role = role
      self.key = key
      self.places = places
    }
  }

  /// In the template's order.
  let entries: [Entry]
  /// In the layout's order.
  let others: [Other]

  init(entries: [Entry], others: [Other]) {
    self.entries = entries
    self.others = others
  }
}
