internal import Assessments
internal import Checklists
internal import Register
internal import Reports

/// A workbook that was read and what came of it.
struct ReadDraft: Sendable {
  let draft: Draft
  let submission: Submission
  let assessment: Assessment
  /// Nil where its checklist is not known.
  let template: Template?
}

/// The one page of a partner, `/p/N`: download the workbook, have the filled one checked, hand it in, see what was
/// handed in before and what the auditor returned.
///
/// Addresses below `/p/N`: GET `workbook` (`language`, `models`, `from` = `blank` | `last`), POST `check` (multipart,
/// field `file`), POST `submit` and `discard` (field `sha256` of the draft), GET `submissions/M`,
/// `submissions/M/original`, `submissions/M/changes`, `audits/M` (the auditor's workbook).
struct PartnerPage: Sendable {
  let context: PageContext
  let invitation: Invitation
  /// The checklist in every language that it is known in.
  let editions: [Template]
  let draft: ReadDraft?
  /// What this partner handed in, the latest first, replies among them.
  let history: [RegisteredSubmission]
  /// The last workbook that the auditor returned.
  let audit: RegisteredSubmission?
  /// In bytes.
  let uploadLimit: Int
  /// What just happened.
  let notice: Notice?

  enum Notice: Sendable {
    case handedIn(RegisteredSubmission)
    /// The same bytes were there already.
    case knownAlready(RegisteredSubmission)
    case discarded
    /// Nothing came of an upload; why, and what to do.
    case refused(String)
  }

  var html: HTML { "" }
}
