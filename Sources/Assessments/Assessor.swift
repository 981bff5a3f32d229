internal import Basics
internal import Checklists

/// What one expected answer counts as. The answer itself and its control are got from the assessor, so that the rules may
/// hand this about.
struct AssessedAnswer {
  /// The places of the answer and of its control.
  let place: Int
  let control: Int
  let scope: Scope
  let isDeclaration: Bool
  /// With the auditor's finding in the place of the answer, where there is one; O is not met where its date
  /// lies before its period.
  let outcome: Outcome
  /// Whether it would be met but for its date.
  let isTooOld: Bool
  /// What the partner's own answer counts as.
  let claimed: Outcome
  /// What stands missing in the evidence cell.
  let gap: EvidenceGap?

  /// O, or S.O. with its reason.
  var isSatisfied: Bool { outcome == .met || outcome == .notApplicable }

  /// - Parameters:
  ///   - found: all answers; what is looked at is the one at the place.
  ///   - control: the place of its control, which the facts are about.
  ///   - start: the first day of the control's period; nil where ages are not judged.
  init(
    _ found: [Answer], _ place: Int, scope: Scope, control: Int, _ facts: ControlFacts,
    since start: CalendarDate?
  ) {
    self.place = place
    self.control = control
    self.scope = scope
    isDeclaration = facts.isDeclaration
    let (value, finding) = (found[place].value, found[place].finding)
    let hasEvidence = found[place].hasEvidence
    let isExplained = hasEvidence || (finding != nil && Filler.saysMore(found[place].reason))
    claimed = Outcome(value, isExplained: hasEvidence, isConditional: facts.isConditional)
    if found[place].hasOpenFinding {
      self.outcome = .open
      isTooOld = false
      gap = nil
      return
    }
    let outcome =
      finding == nil
      ? claimed : Outcome(finding, isExplained: isExplained, isConditional: facts.isConditional)
    isTooOld =
      outcome == .met
      && start.map { start in found[place].date.map { $0 < start } ?? false }
        ?? false
    self.outcome = isTooOld ? .notMet : outcome
    gap = EvidenceGap(
      of: finding ?? value, hasEvidence: hasEvidence, isExplained: isExplained, facts)
  }
}

extension Answer {
  /// What the partner's own answer counts as.
  func claimed(for control: Control) -> Outcome {
    Outcome(value, isExplained: hasEvidence, isConditional: control.isConditional)
  }
}

/// What the rules ask of a control again and again.
struct ControlFacts {
  let isDeclaration: Bool
  let isConditional: Bool
  let demandsEvidence: Bool
  let demandsExplanation: Bool
  let attestsCompletion: Bool
  let recencyMonths: Int?

  init(_ control: Control) {
    isDeclaration = control.answer == .declaration
    isConditional = control.isConditional
    demandsEvidence = control.evidence.required
    demandsExplanation = control.evidence.whenNo != nil
    attestsCompletion = control.attestsCompletion
    recencyMonths = control.recencyMonths
  }
}

extension Outcome {
  /// S.O. is usable with its reason, where the control is conditional.
  fileprivate init(_ value: AnswerValue?, isExplained: Bool, isConditional: Bool) {
    self =
      switch value {
      case .yes: .met
      case .no: .notMet
      case .notApplicable: isConditional && isExplained ? .notApplicable : .open
      case nil: .open
      }
  }
}

/// Everything that the rules look at. Each rule is an extension in a file of its own and only reads.
final class Assessor {
  let submission: Submission
  let template: Template
  /// The day that ages are counted from; nil where none is known.
  let asOf: CalendarDate?
  let language: Language
  /// Every expected answer, in the template's order.
  let answers: [AssessedAnswer]
  /// The same by control and scope: answers that share one evidence cell and one date cell.
  let cells: [ArraySlice<AssessedAnswer>]
  /// The case studies where answers are expected.
  let studies: [CaseStudy]
  /// What is wrong with fields, in reading order.
  private(set) var fieldProblems: [FieldProblem] = []
  /// The case studies where answers are expected, assessed.
  private(set) var caseStudies: [CaseStudyAssessment] = []
  /// What `answers` are about. A property read from here costs less than a whole answer.
  let found: [Answer]
  /// What `template.controls` are.
  let facts: [ControlFacts]
  /// For each evidence cell the answer that lacks most, with what it lacks.
  private(set) lazy var evidenceGaps = findEvidenceGaps()
  /// `case.reuse`, at each case study that is not retained for it.
  private(set) lazy var reuse = findReuse()

  init(submission: Submission, template: Template, asOf: CalendarDate?, language: Language) {
    self.submission = submission
    self.template = template
    self.asOf = asOf
    self.language = language
    studies = submission.caseStudies.filter(\.used)
    let expected = submission.expectedAnswers(of: template)
    found = Self.answers(of: submission, expected)
    var answers: [AssessedAnswer] = []
    answers.reserveCapacity(expected.count)
    var starts: [Int] = []
    facts = template.controls.map(ControlFacts.init)
    let periods = facts.map { facts in
      facts.recencyMonths.flatMap { Self.earliest(months: $0, before: asOf) }
    }
    for (place, (key, control)) in expected.enumerated() {
      let last = answers.last
      answers.append(
        AssessedAnswer(
          found, place, scope: key.scope, control: control, facts[control], since: periods[control])
      )
      if last?.control != control || last?.scope != key.scope { starts.append(place) }
    }
    self.answers = answers
    cells = zip(starts, starts.dropFirst() + [answers.count]).map { answers[$0..<$1] }
    fieldProblems = findFieldProblems()
    caseStudies = assessCaseStudies()
  }

  /// The answers to what is expected; as a rule a submission has them in that very order.
  private static func answers(
    of submission: Submission, _ expected: [(key: AnswerKey, control: Int)]
  ) -> [Answer] {
    let answers = submission.answers
    // Part by part, which copies no key.
    let isInOrder =
      answers.count == expected.count
      && answers.indices.allSatisfy { place in
        answers[place].key.control == expected[place].key.control
          && answers[place].key.scope == expected[place].key.scope
          && answers[place].key.deliveryModel == expected[place].key.deliveryModel
      }
    if isInOrder { return answers }
    let found = Dictionary(answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    return expected.map { found[$0.key] ?? Answer(key: $0.key, status: .missing) }
  }

  /// The answer itself.
  subscript(_ answer: AssessedAnswer) -> Answer { found[answer.place] }

  /// The control that an answer is about.
  func control(of answer: AssessedAnswer) -> Control { template.controls[answer.control] }

  /// The answers that are in a score: all but the declarations.
  var scored: [AssessedAnswer] { answers.filter { !$0.isDeclaration } }

  /// The first day that is not more than some months ago; nil where ages are not judged.
  func earliest(months: Int) -> CalendarDate? { Self.earliest(months: months, before: asOf) }

  private static func earliest(months: Int, before day: CalendarDate?) -> CalendarDate? {
    day?.adding(months: -min(max(0, months), 120_000))
  }

  var prerequisites: Assessment.Prerequisites {
    var isMet = Array(repeating: true, count: template.controls.count)
    for answer in answers where !answer.isSatisfied { isMet[answer.control] = false }
    let required = template.controls.indices.filter {
      template.controls[$0].kind == .prerequisite && !facts[$0].isDeclaration
    }
    return Assessment.Prerequisites(met: required.count { isMet[$0] }, required: required.count)
  }

  var controlScores: [ControlScore] {
    var scores = Array(repeating: Score(), count: template.controls.count)
    for answer in scored { scores[answer.control].add(answer.outcome) }
    return template.controls.indices.filter { !facts[$0].isDeclaration }.map {
      ControlScore(control: template.controls[$0].id, score: scores[$0])
    }
  }

  /// The reader's discrepancies and those of every rule, as a person reads the workbook.
  var allDiscrepancies: [Discrepancy] {
    var all = submission.discrepancies
    all += absentFields
    all += absentEvidence + fillers + repeatedEvidence + recency
    all += inconsistentAnswers + prematureAnswers + contradictions
    all += unusableCaseStudies + duplicateCaseStudies + reuse + tooFewCaseStudies
    return ReadingOrder(template).sorted(notingUnjudgedAges(all))
  }

  /// A finding about an answer, its message led by the place.
  func discrepancy(
    _ code: DiscrepancyCode, severity: Severity? = nil, at answer: Answer, fr: String, en: String
  ) -> Discrepancy {
    let place = Place(of: answer, in: template, language: language)
    return Discrepancy(
      code, severity: severity, of: answer,
      message: place.message(language(fr: fr, en: en), in: language))
  }

  /// A finding about a field of a case study, its message led by the place.
  func discrepancy(
    _ code: DiscrepancyCode, at name: CaseStudyField, of study: CaseStudy, fr: String, en: String
  ) -> Discrepancy {
    let field = study[name]
    let scope = Scope.caseStudy(study.number)
    let place = Place(
      sheet: field.sheet, cell: field.cell,
      names: [scope.name(in: language), name.label(in: language)])
    return Discrepancy(
      code, scope: scope, field: name.rawValue, sheet: field.sheet, cell: field.cell,
      message: place.message(language(fr: fr, en: en), in: language))
  }

  /// What counts for an answer, told as what it is: `la réponse est N`, or `constat N, réponse O`.
  func statement(_ answer: AssessedAnswer, _ value: AnswerValue) -> String {
    found[answer.place].finding == nil
      ? language(fr: "la réponse est \(issued(value))", en: "the answer is \(issued(value))")
      : mark(answer, value)
  }

  /// The same in as few words as a list has room for: `N`, or `constat N, réponse O`.
  func mark(_ answer: AssessedAnswer, _ value: AnswerValue) -> String {
    self[answer].told(value, in: language, issued: template.language)
  }

  /// An answer as the workbook writes it, `O` or `Y`.
  func issued(_ value: AnswerValue) -> String { value.issued(in: template.language) }
}
