public import Checklists

/// How far an auditor's findings and the partner's own answers agree.
///
/// Only answers where both are usable are compared; of what is compared and does not agree, each is a
/// `finding.contradicts`.
public struct Agreement: Sendable, Equatable {
  /// How many answers have a finding.
  public internal(set) var findings = 0
  /// How many answers have which self-assessment and which finding, both usable.
  public internal(set) var pairs: [Pair: Int] = [:]

  /// What the partner says of a control, and what the auditor says.
  public struct Pair: Hashable, Sendable {
    public var answer: AnswerValue
    public var finding: AnswerValue

    public init(answer: AnswerValue, finding: AnswerValue) {
      self.answer = answer
      self.finding = finding
    }
  }

  public init(findings: Int = 0, pairs: [Pair: Int] = [:]) {
    self.findings = findings
    self.pairs = pairs
  }

  /// How many answers are compared.
  public var compared: Int { pairs.values.reduce(0, +) }

  /// How many of them have a finding that says the same.
  public var agreed: Int {
    pairs.reduce(0) { $0 + ($1.key.answer == $1.key.finding ? $1.value : 0) }
  }

  /// The share that agrees, 0 to 1; nil where nothing is compared.
  public var rate: Double? { compared == 0 ? nil : Double(agreed) / Double(compared) }

  /// Cohen's kappa over yes, no and not applicable: the agreement beyond what the two would reach by chance, 1 where they
  /// agree on everything, 0 where chance alone would do as well, less where it would do better.
  ///
  /// (pₒ − pₑ) ÷ (1 − pₑ); nil where nothing is compared, or where both say one and the same throughout (pₑ = 1).
  public var kappa: Double? {
    let all = compared
    // n² pₑ, in whole numbers.
    let chance = AnswerValue.allCases.reduce(0) { sum, value in
      let answers = pairs.reduce(0) { $0 + ($1.key.answer == value ? $1.value : 0) }
      let findings = pairs.reduce(0) { $0 + ($1.key.finding == value ? $1.value : 0) }
      return sum + answers * findings
    }
    guard all * all > chance else { return nil }
    return Double(all * agreed - chance) / Double(all * all - chance)
  }
}

extension Assessor {
  /// Nil where there is no finding.
  var agreement: Agreement? {
    var agreement = Agreement()
    for answer in answers {
      guard let finding = found[answer.place].finding else { continue }
      agreement.findings += 1
      guard let claimed = comparedAnswer(answer) else { continue }
      agreement.pairs[Agreement.Pair(answer: claimed, finding: finding), default: 0] += 1
    }
    return agreement.findings == 0 ? nil : agreement
  }

  /// The partner's answer where it and the auditor's finding are both usable.
  func comparedAnswer(_ answer: AssessedAnswer) -> AnswerValue? {
    found[answer.place].finding != nil && answer.claimed != .open && answer.outcome != .open
      ? found[answer.place].value : nil
  }
}
