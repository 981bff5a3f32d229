internal import Assessments
internal import Checklists
internal import Register
internal import Reports

/// One submission's report, with what can be done with it.
///
/// For auditors `/submissions/N`: GET `original`, `changes`, `audit` (the audit workbook to be filled), `return` (the one that
/// goes to the partner, where N is an audit workbook), POST `/audits` (multipart, field `file`: a filled audit workbook).
/// For partners `/p/I/submissions/N`: GET `original`, `changes`.
struct SubmissionPage: Sendable {
  let context: PageContext
  let registered: RegisteredSubmission
  let submission: Submission
  let assessment: Assessment
  let template: Template?
  /// The partner's other submissions, the latest first.
  let others: [RegisteredSubmission]
  /// What the log says of it; empty for partners.
  let events: [RegisterEvent]

  var html: HTML { "" }
}
