internal import Basics
public import Checklists

/// What became of one answer between two submissions. Every answer that either of them expects is in exactly one class.
///
/// An answer *counts as* met (O), not applicable (S.O. with its reason, where the control is conditional), not met (N) or
/// open (anything else: blank, not understood, no cell, two places that disagree, S.O. without its reason), as it does in a
/// score. It is the partner's own answer that counts here, whatever an auditor found. Met and not applicable *satisfy*.
///
///     old ↓ new →      satisfies         not met           open              not expected
///     satisfies        a                 regressed         noLongerAnswered  noLongerAsked
///     not met          fixed             a                 noLongerAnswered  noLongerAsked
///     open             newlyAnswered     newlyAnswered     b                 noLongerAsked
///     not expected     newlyAnswered     newlyAnswered     newlyAsked        –
///
/// *a*: the answer stayed what it was: `evidenceChanged` if the text of the evidence or the date did not, else `unchanged`;
/// O that became S.O. or the reverse is `otherwiseChanged`. *b*: the same, where what was typed tells whether the answer
/// stayed what it was. A declaration has nothing to satisfy: O that became N or the reverse is `otherwiseChanged`.
///
/// An answer is expected for each control, scope and delivery model in force (contract § 5), so evidence that belongs to two
/// models counts twice. Blanks and line breaks between words do not count, nor how an answer is written: `oui` is O.
public enum AnswerChange: String, Sendable, CaseIterable {
  case regressed, noLongerAnswered, fixed, newlyAnswered, otherwiseChanged, evidenceChanged
  case newlyAsked, noLongerAsked, unchanged

  /// The class of an answer.
  ///
  /// - Parameters:
  ///   - old: what the old submission says; nil where it does not expect the answer.
  ///   - new: what the new one says; likewise.
  ///   - control: in the template that both are compared in; nil where that has no such control, which makes it no longer
  ///     asked.
  static func of(_ old: Answer?, _ new: Answer?, _ control: Control?) -> AnswerChange {
    guard let new, let control else { return .noLongerAsked }
    let after = new.claimed(for: control)
    guard let old else { return after == .open ? .newlyAsked : .newlyAnswered }
    let before = old.claimed(for: control)
    let isDeclaration = control.answer == .declaration
    switch (before, after) {
    case (.open, .open):
      let isSame =
        old.value == new.value && (old.value != nil || TypedText.isSame(old.raw, new.raw))
      return isSame ? ofEvidence(old, new) : .otherwiseChanged
    case (.open, _): return .newlyAnswered
    case (_, .open): return .noLongerAnswered
    case (.notMet, .met), (.notMet, .notApplicable):
      return isDeclaration ? .otherwiseChanged : .fixed
    case (.met, .notMet), (.notApplicable, .notMet):
      return isDeclaration ? .otherwiseChanged : .regressed
    case (.met, .notApplicable), (.notApplicable, .met): return .otherwiseChanged
    default: return ofEvidence(old, new)
    }
  }

  private static func ofEvidence(_ old: Answer, _ new: Answer) -> AnswerChange {
    old.hasSameEvidence(as: new) ? .unchanged : .evidenceChanged
  }
}

extension Answer {
  /// Whether evidence and date say the same.
  func hasSameEvidence(as other: Answer) -> Bool {
    TypedText.isSame(evidence, other.evidence) && date == other.date
      && (date != nil || TypedText.isSame(dateRaw, other.dateRaw))
  }
}

/// One answer in two submissions.
public struct AnswerComparison: Sendable, Equatable {
  public var change: AnswerChange
  /// As the old submission has it, case studies numbered as there; nil where it does not expect the answer.
  public var old: Answer?
  /// As the new submission has it; nil where it does not expect the answer.
  public var new: Answer?

  /// Where the answer belongs: numbered as in the new submission, or as in the old one where only that expects it.
  public var key: AnswerKey {
    new?.key ?? old?.key ?? AnswerKey(control: "", scope: .solution, deliveryModel: nil)
  }
}
