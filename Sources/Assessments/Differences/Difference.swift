public import Basics
public import Checklists

/// What changed between two submissions of a partner, and what became of an auditor's objections.
///
/// A pure function of the submissions, their templates and a date. Submissions of two editions, or two languages, of one
/// checklist are compared in the newer edition: the other one is carried over to it control by control (`CarryOver`).
public struct Difference: Sendable {
  /// One of the submissions as a whole.
  public struct Side: Sendable {
    /// Assessed by its own template, findings included where it has some.
    public var assessment: Assessment
    /// The template that it was issued from.
    public var template: Template
    /// The delivery models in force for the solution.
    public var deliveryModels: [String]
    /// How many answers its own template expects.
    public var expected: Int
    /// Whether an auditor's columns are filled.
    public var isAudited: Bool
  }

  /// What both are compared in.
  public let template: Template
  public let old: Side
  public let new: Side
  /// The case studies where either expects answers, as the new submission numbers them, then those that were dropped.
  public let caseStudies: [CaseStudyPair]
  public let fields: [FieldChange]
  /// Every answer that either expects, exactly once: in the order of the new submission, then those that only the old one
  /// expects.
  public let answers: [AnswerComparison]
  /// What only the new one has, then what only the old one has.
  public let discrepancies: [DiscrepancyChange]
  /// Where the objections come from; nil where nobody objected.
  public private(set) var audit: Source?
  /// Every objection, those that only the new submission has last.
  public private(set) var objections: [Objection] = []
  /// How many answers have other columns of the auditor's in the new submission, where that has such columns.
  public let auditedDifferently: Int
  /// What the newer edition says otherwise than the older one, and what found no place in it; nothing where both are of one
  /// edition.
  public let carryOver: CarryOver?

  /// How many answers became what.
  public func count(_ change: AnswerChange) -> Int { answers.count { $0.change == change } }
  /// How many objections are in a state.
  public func count(_ state: Objection.State) -> Int { objections.count { $0.state == state } }

  /// Whether anything differs that a person entered, arranged or asked. Language, file and program do not count.
  public var differs: Bool {
    answers.contains { $0.change != .unchanged } || !fields.isEmpty || !discrepancies.isEmpty
      || caseStudies.contains { $0.change != .same || $0.oldModels != $0.newModels }
      || old.deliveryModels != new.deliveryModels || old.template.edition != new.template.edition
      || auditedDifferently > 0
  }

  /// Compares two submissions.
  ///
  /// - Parameters:
  ///   - old: the earlier one; a blank workbook has nothing answered.
  ///   - new: the later one.
  ///   - target: what both are compared in, see `CommonTemplate`.
  ///   - audit: the submission whose objections are followed; nil for the old one.
  ///   - asOf: the day that ages are counted from; nil for each submission's own assessment date.
  ///   - language: of messages.
  public init(
    from old: ComparedSubmission, to new: ComparedSubmission, in target: Template,
    audit: ComparedSubmission? = nil, asOf: CalendarDate?, language: Language
  ) {
    func assess(_ submission: Submission, _ template: Template) -> Assessment {
      Assessment(of: submission, template: template, asOf: asOf, language: language)
    }
    let before = CarriedSubmission(old, to: target, language)
    let after = CarriedSubmission(new, to: target, language)
    let pairing = CaseStudyPairing(before, after)
    template = target
    self.old = before.side(assess(old.submission, old.template))
    self.new = after.side(assess(new.submission, new.template))
    caseStudies = pairing.pairs
    fields = FieldChange.all(before.submission, after.submission, pairing.pairs)
    answers = Self.compare(before, after, pairing)
    carryOver = [before.carryOver, after.carryOver].compactMap(\.self).first {
      $0.from.map { $0.id + "@" + $0.version } != target.edition
    }
    discrepancies = DiscrepancyChange.all(
      before.carryOver.map { assess($0.submission, target).discrepancies }
        ?? self.old.assessment.discrepancies,
      after.carryOver.map { assess($0.submission, target).discrepancies }
        ?? self.new.assessment.discrepancies,
      comparingSheets: old.template.language == new.template.language,
      scope: pairing.new(of:))
    auditedDifferently =
      after.isAudited
      ? answers.count { pair in
        pair.new.map { new in
          pair.old.map { !new.hasSameAudit(as: $0) } ?? new.isAudited
        } ?? false
      } : 0
    let source = audit.map { CarriedSubmission($0, to: target, language) } ?? before
    objections = Self.objections(
      source, after, audit == nil ? pairing : CaseStudyPairing(source, after))
    if audit != nil || !objections.isEmpty { self.audit = source.submission.source }
  }

  private static func compare(
    _ before: CarriedSubmission, _ after: CarriedSubmission, _ pairing: CaseStudyPairing
  ) -> [AnswerComparison] {
    var rest = before.byKey(pairing.new(of:))
    func comparison(_ old: Answer?, _ new: Answer?) -> AnswerComparison {
      let id = (new ?? old)?.key.control ?? ""
      let change = AnswerChange.of(old, new, after.control(id) ?? before.control(id))
      return AnswerComparison(change: change, old: old, new: new)
    }
    var all = after.answers.map { comparison(rest.removeValue(forKey: $0.key), $0) }
    let keys = Set(after.answers.map(\.key))
    all += before.answers.filter { answer in
      !(answer.key.moved(pairing.new(of:)).map(keys.contains) ?? false)
    }.map { comparison($0, nil) }
    return all
  }

  private static func objections(
    _ audit: CarriedSubmission, _ after: CarriedSubmission, _ pairing: CaseStudyPairing
  ) -> [Objection] {
    let now = Dictionary(
      after.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var standing: Set<AnswerKey> = []
    var all = audit.answers.filter(\.hasObjection).map { audited in
      let current = audited.key.moved(pairing.new(of:)).flatMap { now[$0] }
      if let current { standing.insert(current.key) }
      let reply = [current?.reply, audited.reply].compactMap(\.self).first { !$0.isBlank }
      let control = after.control(audited.key.control)
      return Objection(
        state: Objection.state(audited, current, control, hasReply: reply != nil),
        audited: audited, now: current, reply: reply)
    }
    all += after.answers.filter { $0.hasObjection && !standing.contains($0.key) }.map {
      Objection(state: .raised, audited: $0, now: $0, reply: $0.reply)
    }
    return all
  }
}

/// A submission beside what it says in the template that is compared in.
private struct CarriedSubmission {
  private let own: ComparedSubmission
  private let target: Template
  /// Nil where it is of that very template.
  let carryOver: CarryOver?
  /// Every answer that its own template expects, under the rules of the common one where that has the control.
  let answers: [Answer]

  init(_ own: ComparedSubmission, to target: Template, _ language: Language) {
    self.own = own
    self.target = target
    let carryOver = own.carried(to: target, messagesIn: language)
    self.carryOver = carryOver
    func byKey(_ answers: [Answer]) -> [AnswerKey: Answer] {
      Dictionary(answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
    let found = byKey(own.submission.answers)
    let carried = byKey(carryOver?.submission.answers ?? [])
    answers = own.submission.expectedKeys(of: own.template).map { key in
      carried[key] ?? found[key] ?? Answer(key: key, status: .missing)
    }
  }

  /// As an answer to the common template.
  var submission: Submission { carryOver?.submission ?? own.submission }

  var isAudited: Bool { answers.contains(where: \.isAudited) }

  /// By the common template where that has it, else by its own.
  func control(_ id: String) -> Control? { target.control(id) ?? own.template.control(id) }

  /// The answers that the new submission has a scope for, by their place there.
  func byKey(_ scope: (Scope) -> Scope?) -> [AnswerKey: Answer] {
    Dictionary(
      answers.compactMap { answer in answer.key.moved(scope).map { ($0, answer) } },
      uniquingKeysWith: { first, _ in first })
  }

  func models(of study: CaseStudy?) -> [String] {
    study.map { own.submission.modelsInForce(for: $0, of: own.template) } ?? []
  }

  func side(_ assessment: Assessment) -> Difference.Side {
    Difference.Side(
      assessment: assessment, template: own.template,
      deliveryModels: own.submission.modelsInForce(of: own.template), expected: answers.count,
      isAudited: isAudited)
  }
}

/// Which case study is which.
private struct CaseStudyPairing {
  let pairs: [CaseStudyPair]
  private let numbers: [Int: Int]

  init(_ before: CarriedSubmission, _ after: CarriedSubmission) {
    let pairs = CaseStudyPair.pairs(before.submission.caseStudies, after.submission.caseStudies)
      .map { pair in
        var pair = pair
        pair.oldModels = before.models(of: pair.old)
        pair.newModels = after.models(of: pair.new)
        return pair
      }
    self.pairs = pairs
    numbers = Dictionary(
      pairs.compactMap { pair in
        pair.old.flatMap { old in pair.new.map { (old.number, $0.number) } }
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Where an old scope is in the new submission; nil for a case study that was dropped.
  func new(of scope: Scope) -> Scope? {
    guard case .caseStudy(let number) = scope else { return scope }
    return numbers[number].map(Scope.caseStudy)
  }
}

extension AnswerKey {
  /// The same answer where its scope went; nil where it went nowhere.
  fileprivate func moved(_ scope: (Scope) -> Scope?) -> AnswerKey? {
    scope(self.scope).map { AnswerKey(control: control, scope: $0, deliveryModel: deliveryModel) }
  }
}
