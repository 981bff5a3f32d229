internal import Basics
public import Checklists

/// What an auditor held against an answer, and what the partner did about it: a finding N, or a requested action.
public struct Objection: Sendable, Equatable {
  /// What became of an objection.
  ///
  /// What the partner changed is told from the answer as the auditor had it.
  public enum State: String, Sendable, CaseIterable {
    /// Neither the answer nor its evidence or date was changed, and there is no reply.
    case untouched
    /// Something was changed or replied, but less than `settled` asks, or the auditor objects again.
    case answered
    /// The answer now satisfies, with evidence, and evidence or date were changed since; or the auditor now finds it met
    /// after a change.
    case settled
    /// The auditor now finds the unchanged answer met, or not applicable, and requests nothing.
    case withdrawn
    /// The answer is not expected any more: another delivery model, a case study dropped, a control retired.
    case noLongerAsked
    /// Only the new submission has it.
    case raised
  }

  public var state: State
  /// The answer with its finding, reason and action, case studies numbered as where it stands.
  public var audited: Answer
  /// The answer in the new submission; nil where it is not expected any more.
  public var now: Answer?
  /// What the partner wrote back, if anything.
  public var reply: String?

  /// Where the answer belongs: numbered as in the new submission, where that expects it.
  public var key: AnswerKey { now?.key ?? audited.key }

  /// The state of an objection.
  ///
  /// - Parameters:
  ///   - audited: the answer that has it.
  ///   - now: the same answer in the new submission.
  ///   - hasReply: whether the partner wrote something back.
  static func state(_ audited: Answer, _ now: Answer?, _ control: Control?, hasReply: Bool) -> State
  {
    guard let now, let control else { return .noLongerAsked }
    let before = audited.claimed(for: control)
    let outcome = now.claimed(for: control)
    let satisfies = outcome == .met || outcome == .notApplicable
    let isEvidenceChanged = !audited.hasSameEvidence(as: now)
    let isAnswerChanged =
      before != outcome || outcome == .open && !TypedText.isSame(audited.raw, now.raw)
    let isChanged = isEvidenceChanged || isAnswerChanged
    if !now.hasObjection {
      // A finding is the auditor's word; where there is none, the partner's change has to do.
      if now.finding != nil { return satisfies && isChanged ? .settled : .withdrawn }
      if satisfies, now.hasEvidence, isEvidenceChanged { return .settled }
    }
    return isChanged || hasReply ? .answered : .untouched
  }
}

extension Answer {
  /// Whether an auditor holds something against it.
  public var hasObjection: Bool { finding == .no || !(action ?? "").isBlank }

  /// Whether an auditor, or the partner in reply, wrote anything beside it.
  var isAudited: Bool {
    finding != nil || !conflicts.isEmpty
      || [reason, action, reply].contains { !($0 ?? "").isBlank }
  }

  /// Whether the columns beside it say the same.
  func hasSameAudit(as other: Answer) -> Bool {
    finding == other.finding && conflicts == other.conflicts
      && TypedText.isSame(reason, other.reason)
      && TypedText.isSame(action, other.action) && TypedText.isSame(reply, other.reply)
  }
}
