internal import Assessments
internal import Register
internal import Reports

/// How far a partner has come.
enum QueueState: String, Sendable, CaseIterable {
  /// Has a link and has not opened it.
  case invited
  /// Opened the link, perhaps downloaded the workbook.
  case opened
  /// Had a workbook checked and has not handed it in.
  case checked
  /// Handed in, and waits for the auditor.
  case returned
  /// The auditor's workbook is there; the partner is next.
  case audited
  /// The partner replied to it.
  case replied
  /// The link expired or was revoked before anything was handed in.
  case closed
}

/// One partner in the queue.
struct QueueRow: Sendable {
  let partner: String
  let state: QueueState
  /// The last invitation.
  let invitation: Invitation?
  /// What was handed in last, an auditor's workbooks aside.
  let submission: RegisteredSubmission?
  /// The auditor's last workbook.
  let audit: RegisteredSubmission?
  /// How often the partner handed something in.
  let versions: Int
}

/// The auditors' first page, `/queue` (`q`, `state`, `verdict`); the form of the selection is sent by GET to
/// `/selection` with `n` for each submission and `format` = `xlsx` | `html` | `ndjson` | `submissions.csv` |
/// `answers.csv` | `discrepancies.csv`.
struct QueuePage: Sendable {
  struct Filter: Sendable {
    /// A part of the partner's name.
    var search = ""
    var state: QueueState?
    var verdict: Verdict?
  }

  let context: PageContext
  /// Those that the filter lets through, sorted: who waits for the auditor first, then by the day, the oldest first.
  let rows: [QueueRow]
  let filter: Filter
  /// Of all partners, whatever the filter.
  let counts: [QueueState: Int]

  var html: HTML { "" }
}
