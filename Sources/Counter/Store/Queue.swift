internal import Basics
internal import Register

extension CounterStore {
  /// Every partner who was invited or handed something in, once for each checklist: who waits for the auditor
  /// first, the oldest first.
  func queue(at time: Timestamp) throws(RegisterError) -> [QueueRow] {
    struct Line {
      var partner: String
      var checklist: String
      var invitation: Invitation?
      var submissions: [RegisteredSubmission] = []
    }
    var lines: [[String]: Line] = [:]
    func line(_ partner: String, _ template: String) -> (key: [String], line: Line) {
      let checklist = RegisteredSubmission.Summary.checklist(of: template)
      let key = [Register.key(of: partner), checklist]
      return (key, lines[key] ?? Line(partner: partner, checklist: checklist))
    }
    // The latest comes last and stays.
    for invitation in try invitations().reversed() {
      var (key, line) = line(invitation.partner, invitation.template)
      line.invitation = invitation
      lines[key] = line
    }
    var audits: [Int: RegisteredSubmission] = [:]
    try register.forEachSubmission(
      Register.Selection(), failing: { $0 },
      body: { (submission) throws(RegisterError) in
        guard let summary = submission.summary else { return }
        if submission.kind == .audit {
          audits[submission.number] = submission
          return
        }
        var (key, line) = line(submission.partner, summary.template)
        line.partner = submission.partner
        line.submissions.append(submission)
        lines[key] = line
      })
    // Of several audits of one submission the last one counts that the partner was given.
    var auditsOf: [Int: RegisteredSubmission] = [:]
    for (submission, audit, isSettled) in try register.audits() where isSettled {
      if let audit = audits[audit] { auditsOf[submission] = audit }
    }
    let drafts = try draftVerdicts()
    let rows = lines.values.map { line in
      let isChecked = line.invitation.map { drafts[$0.number] != nil } ?? false
      let current = line.submissions.max { $0.turn < $1.turn }
      let audit = current.flatMap { auditsOf[$0.number] }
      let earlier = line.submissions.filter { $0.number != current?.number }
        .max { (auditsOf[$0.number]?.number ?? 0) < (auditsOf[$1.number]?.number ?? 0) }
      return QueueRow(
        partner: line.partner, checklist: line.checklist,
        state: Self.state(
          line.invitation, current, isAudited: audit != nil, isChecked: isChecked, at: time),
        invitation: line.invitation, submission: current, audit: audit,
        auditedBefore: audit == nil && current?.kind == .returned
          ? earlier.flatMap { auditsOf[$0.number] == nil ? nil : $0 } : nil,
        versions: line.submissions.count)
    }
    return rows.sorted { $0.order < $1.order }
  }

  private static func state(
    _ invitation: Invitation?, _ submission: RegisteredSubmission?, isAudited: Bool,
    isChecked: Bool, at time: Timestamp
  ) -> QueueState {
    if let submission {
      if isAudited { return .audited }
      return submission.kind == .reply ? .replied : .returned
    }
    guard let invitation, invitation.isOpen(at: time) else { return .closed }
    if isChecked { return .checked }
    return invitation.opened == nil ? .invited : .opened
  }
}

extension QueueRow {
  /// What rows are sorted by: whose turn it is, then since when, then the name.
  fileprivate var order: (Int, String, String, String) {
    let turn =
      switch state {
      case .returned, .replied: 0
      case .checked: 1
      case .opened: 2
      case .invited: 3
      case .audited: 4
      case .closed: 5
      }
    let since = submission?.handedIn ?? invitation?.created
    return (turn, since?.description ?? "", partner.folded(), checklist)
  }
}
