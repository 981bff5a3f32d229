internal import Basics
internal import Checklists

/// One expected answer, with its control and what it counts as. A class, since the rules hand it about a lot and its
/// many texts need not be counted each time.
final class AssessedAnswer {
  let answer: Answer
  let control: Control
  /// With the auditor's finding in the place of the answer, where there is one.
  let outcome: Outcome
  /// What the partner's own answer counts as.
  let claimed: Outcome

  init(_ answer: Answer, _ control: Control) {
    self.answer = answer
    self.control = control
    claimed = Self.outcome(of: answer.value, explained: answer.hasEvidence, control)
    outcome =
      answer.finding == nil
      ? claimed : Self.outcome(of: answer.finding, explained: answer.isExplained, control)
  }

  /// S.O. is usable with its reason, where the control is conditional.
  private static func outcome(of value: AnswerValue?, explained: Bool, _ control: Control)
    -> Outcome
  {
    switch value {
    case .yes: .met
    case .no: .notMet
    case .notApplicable: control.isConditional && explained ? .notApplicable : .open
    case nil: .open
    }
  }

  var key: AnswerKey { answer.key }
  var isDeclaration: Bool { control.answer == .declaration }
  /// O, or S.O. with its reason.
  var isSatisfied: Bool { outcome == .met || outcome == .notApplicable }
}

extension Answer {
  /// Whether an N or S.O. has its reason: in the evidence cell, or beside an auditor's finding.
  var isExplained: Bool { hasEvidence || (finding != nil && !(reason ?? "").isBlank) }
}

/// Everything that the rules look at. Each rule is an extension in a file of its own and only reads.
struct Assessor {
  let submission: Submission
  let template: Template
  /// The day that ages are counted from.
  let asOf: CalendarDate
  let language: Language
  /// Every expected answer, in the template's order.
  let answers: [AssessedAnswer]
  /// The same by control and scope: answers that share one evidence cell and one date cell.
  let cells: [ArraySlice<AssessedAnswer>]
  /// The case studies where answers are expected.
  let studies: [CaseStudy]
  /// The same, assessed.
  private(set) var caseStudies: [CaseStudyAssessment] = []

  init(submission: Submission, template: Template, asOf: CalendarDate, language: Language) {
    self.submission = submission
    self.template = template
    self.asOf = asOf
    self.language = language
    studies = submission.caseStudies.filter(\.used)
    let found = Dictionary(
      submission.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    let controls = template.controlsByID
    let answers: [AssessedAnswer] = submission.expectedKeys(of: template).compactMap { key in
      controls[key.control].map {
        AssessedAnswer(found[key] ?? Answer(key: key, status: .missing), $0)
      }
    }
    self.answers = answers
    var cells: [ArraySlice<AssessedAnswer>] = []
    for (index, answer) in answers.enumerated() {
      if let last = cells.last, last.first?.key.control == answer.key.control,
        last.first?.key.scope == answer.key.scope
      {
        cells[cells.count - 1] = answers[last.startIndex...index]
      } else {
        cells.append(answers[index...index])
      }
    }
    self.cells = cells
    caseStudies = assessCaseStudies()
  }

  /// The answers that are in a score: all but the declarations.
  var scored: [AssessedAnswer] { answers.filter { !$0.isDeclaration } }

  /// The first day that is not more than some months ago.
  func earliest(months: Int) -> CalendarDate? {
    asOf.adding(months: -min(max(0, months), 120_000))
  }

  var prerequisites: Assessment.Prerequisites {
    let controls = template.controls(of: .prereq).filter { $0.answer != .declaration }
    let unmet = Set(scored.filter { !$0.isSatisfied }.map(\.key.control))
    return Assessment.Prerequisites(
      met: controls.count { !unmet.contains($0.id) }, required: controls.count)
  }

  var controlScores: [ControlScore] {
    var scores: [String: Score] = [:]
    for answer in scored { scores[answer.key.control, default: Score()].add(answer.outcome) }
    return template.controls.filter { $0.answer != .declaration }.map {
      ControlScore(control: $0.id, score: scores[$0.id] ?? Score())
    }
  }

  /// The reader's discrepancies and those of every rule, as a person reads the workbook.
  var allDiscrepancies: [Discrepancy] {
    var all = submission.discrepancies
    all += absentFields
    all += absentEvidence + repeatedEvidence + recency
    all += inconsistentAnswers + prematureAnswers + contradictions
    all += unusableCaseStudies + duplicateCustomers + reuse + tooFewCaseStudies
    return ReadingOrder(template).sorted(all)
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

  /// An answer as the workbook writes it, `O` or `Y`.
  func issued(_ value: AnswerValue) -> String { value.issued(in: template.language) }
}
