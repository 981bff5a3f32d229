public import Basics
public import Checklists

/// Whether a submission may be sent.
public enum Verdict: String, Sendable, CaseIterable {
  case eligible
  /// Complete, but a rule of the checklist is not met.
  case notEligible
  /// Something that the checklist asks for is not there or cannot be used.
  case incomplete
  /// The file could not be read, or its template is not known.
  case unreadable
}

/// One thing that a verdict rests on.
public struct Reason: Sendable, Equatable {
  /// The closed list of contract § 5.
  public enum Code: String, Sendable, CaseIterable {
    case answerBlank = "answer.blank"
    case answerUnreadable = "answer.unreadable"
    case answerMissing = "answer.missing"
    case answerDuplicate = "answer.duplicate"
    case findingConflict = "finding.conflict"
    case evidenceAbsent = "evidence.absent"
    case evidenceTooOld = "evidence.tooOld"
    case fieldAbsent = "field.absent"
    case fieldInvalid = "field.invalid"
    case categoryUnknown = "category.unknown"
    case categorySeveral = "category.several"
    case prerequisiteNotMet = "prereq.notMet"
    case documentNotMet = "doc.notMet"
    case caseTooOld = "case.tooOld"
    case caseFuture = "case.future"
    case caseNotInProduction = "case.notInProduction"
    case caseReuse = "case.reuse"
    case caseTooFew = "case.tooFew"
    case caseTooFewPublic = "case.tooFewPublic"
    case templateUnknown = "template.unknown"
    case fileUnreadable = "file.unreadable"
  }

  public var code: Code
  public var control: String?
  public var scope: Scope?
  public var deliveryModel: String?
  /// The field that it is about, where it is about one.
  public var field: String?
  /// A few words for a table: `contrôle 1.12, étude de cas 3 : sans réponse`, `étude de cas 3 : 2.13 N`.
  public var text: String
  /// What is said in it of the place: `sans réponse`, `N`.
  public var mark: String

  /// Whether it is a condition that has failed and not something that is open.
  public var isFailure: Bool {
    switch code {
    case .prerequisiteNotMet, .documentNotMet, .evidenceTooOld, .caseTooOld, .caseFuture,
      .caseNotInProduction, .caseReuse, .caseTooFew, .caseTooFewPublic:
      true
    default: false
    }
  }
}

/// What a submission is worth: scores, verdict and everything found about it.
///
/// A pure function of a submission, its template and a date; it reads no file and remembers nothing.
public struct Assessment: Sendable, Equatable {
  public var source: Source
  public var partner: String?
  public var solution: String?
  /// The day that ages are counted from; nil where none is known, so that no age is judged.
  public var asOf: CalendarDate?
  public var verdict: Verdict
  /// What is open, then what has failed already, each in reading order; empty when eligible.
  public var reasons: [Reason]
  /// Every expected answer but the declarations.
  public var score: Score
  public var prerequisites: Prerequisites
  /// Those that are used, by number.
  public var caseStudies: [CaseStudyAssessment]
  /// How many case studies the checklist wants retained.
  public var caseStudiesRequired: Int
  /// How many of them it wants public.
  public var publicRequired: Int
  /// The reader's and the assessment's own, in reading order. Nothing blocks what is eligible, so nothing
  /// there is an error: what would be one elsewhere, a fifth case study that is too old, is a warning.
  public var discrepancies: [Discrepancy]
  /// Every control of the template that is no declaration, in printed order.
  public var controls: [ControlScore]
  /// How far the auditor's findings bear the answers out; nil without findings.
  public var agreement: Agreement?

  /// The prerequisites that are no declarations.
  public struct Prerequisites: Sendable, Equatable {
    /// Those answered O (or S.O. with its reason, where the template allows it).
    public var met = 0
    public var required = 0
  }

  /// The case studies that are retained.
  public var retained: Int { caseStudies.count(where: \.retained) }
  /// The retained case studies that are public, with a link.
  public var retainedPublic: Int { caseStudies.count { $0.retained && $0.isPublic } }

  /// How many answers are without evidence that nobody demands: information that is counted apart.
  public var withoutEvidence: Int {
    discrepancies.count { $0.code == .evidenceAbsent && $0.severity == .info }
  }

  /// How many discrepancies weigh so much.
  public func count(_ severity: Severity) -> Int {
    discrepancies.count { $0.severity == severity }
  }

  /// Assesses a submission.
  ///
  /// - Parameters:
  ///   - submission: what the reader found. Only the answers that the template expects are counted; one that
  ///     is not listed counts as missing.
  ///   - template: the template that the submission names; nil where it is not known, which makes it
  ///     unreadable.
  ///   - asOf: the day that ages are counted from; nil for the submission's own assessment date. Where there
  ///     is none either, no age is judged.
  ///   - language: the language of the messages.
  public init(
    of submission: Submission, template: Template?, asOf: CalendarDate?, language: Language
  ) {
    source = submission.source
    partner = submission.application.partner
    solution = submission.application[.solution].text
    self.asOf = asOf
    score = Score()
    prerequisites = Prerequisites()
    caseStudies = []
    caseStudiesRequired = template?.caseStudies.required ?? 0
    publicRequired = template?.caseStudies.publicRequired ?? 0
    discrepancies = submission.discrepancies
    controls = []
    guard let template, submission.failure == nil else {
      let unreadable = Unreadable(submission: submission, language: language)
      verdict = .unreadable
      reasons = [unreadable.reason]
      discrepancies = unreadable.discrepancies
      return
    }

    self.asOf = asOf ?? submission.application.assessmentDate
    let assessor = Assessor(
      submission: submission, template: template, asOf: self.asOf, language: language)
    for answer in assessor.scored { score.add(answer.outcome) }
    prerequisites = assessor.prerequisites
    caseStudies = assessor.caseStudies
    controls = assessor.controlScores
    agreement = assessor.agreement
    discrepancies = assessor.allDiscrepancies
    let missing = assessor.whatIsMissing
    reasons = missing + assessor.whatHasFailed(isComplete: missing.isEmpty)
    verdict = !missing.isEmpty ? .incomplete : reasons.isEmpty ? .eligible : .notEligible
    guard verdict == .eligible else { return }
    for place in discrepancies.indices where discrepancies[place].severity == .error {
      discrepancies[place].severity = .warning
    }
  }
}

/// One case study of an assessment.
public struct CaseStudyAssessment: Sendable, Equatable {
  public var number: Int
  public var customer: String?
  /// The delivery models in force.
  public var deliveryModels: [String]
  public var productionDate: CalendarDate?
  /// Whether it counts (contract § 2).
  public var retained: Bool
  /// Whether it is public, with a link.
  public var isPublic: Bool
  public var score: Score
  /// The documents of the case study, where the template asks for some, then each section of the technical part.
  public var sections: [SectionScore]
  /// Why it is not retained, a few words each; empty where it is.
  public var obstacles: [String]
}
