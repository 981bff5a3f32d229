internal import Basics
public import Checklists

/// A field that two submissions fill differently.
public struct FieldChange: Sendable, Equatable {
  public enum Change: String, Sendable, CaseIterable { case filled, emptied, changed }

  public var change: Change
  /// By the name that scripts use.
  public var field: String
  /// The case study in the old submission and in the new one; nil for a field of the application.
  public var oldScope: Scope?
  public var newScope: Scope?
  public var old: Field
  public var new: Field

  /// What became of a field; nil where it says the same. What was understood is compared, else what was typed: blanks and
  /// line breaks between words do not count.
  static func of(_ old: Field, _ new: Field) -> Change? {
    switch (old.isEmpty, new.isEmpty) {
    case (true, true): nil
    case (true, false): .filled
    case (false, true): .emptied
    case (false, false): isSame(old, new) ? nil : .changed
    }
  }

  private static func isSame(_ old: Field, _ new: Field) -> Bool {
    switch (old.value, new.value) {
    case (.text(let before), .text(let after)): TypedText.isSame(before, after)
    case (nil, nil): TypedText.isSame(old.raw, new.raw)
    default: old.value == new.value
    }
  }

  /// The fields of the application, then those of each case study that both submissions have.
  static func all(_ old: Submission, _ new: Submission, _ pairs: [CaseStudyPair]) -> [FieldChange] {
    var changes: [FieldChange] = []
    func add(_ name: String, _ before: (Field, Scope?), _ after: (Field, Scope?)) {
      guard let change = of(before.0, after.0) else { return }
      changes.append(
        FieldChange(
          change: change, field: name, oldScope: before.1, newScope: after.1, old: before.0,
          new: after.0))
    }
    for name in ApplicationField.allCases {
      add(name.rawValue, (old.application[name], nil), (new.application[name], nil))
    }
    for pair in pairs {
      guard let before = pair.old, let after = pair.new else { continue }
      for name in CaseStudyField.allCases {
        add(
          name.rawValue, (before[name], .caseStudy(before.number)),
          (after[name], .caseStudy(after.number)))
      }
    }
    return changes
  }
}

extension Field {
  /// Whether nothing stands there.
  fileprivate var isEmpty: Bool {
    if case .text(let text) = value { return text.isBlank }
    return value == nil && (raw ?? "").isBlank
  }
}
