internal import Basics
internal import Register

extension CounterStore {
  /// Every partner who was invited or handed something in: who waits for the auditor first, the oldest first.
  func queue(at time: Timestamp) throws(RegisterError) -> [QueueRow] {
    struct Partner {
      var name: String
      var invitation: Invitation?
      var submission: RegisteredSubmission?
      var audit: RegisteredSubmission?
      var versions = 0
    }
    var partners: [String: Partner] = [:]
    // The latest comes last and stays.
    for invitation in try invitations().reversed() {
      let key = Register.key(of: invitation.partner)
      partners[key, default: Partner(name: invitation.partner)].invitation = invitation
    }
    try register.forEachSubmission(
      Register.Selection(), failing: { $0 },
      body: { (submission) throws(RegisterError) in
        guard submission.summary != nil else { return }
        let key = Register.key(of: submission.partner)
        var partner = partners[key] ?? Partner(name: submission.partner)
        if submission.kind == .audit {
          partner.audit = submission
        } else {
          partner.submission = submission
          partner.versions += 1
        }
        partners[key] = partner
      })
    let drafts = try draftVerdicts()
    let rows = partners.values.map { partner in
      let isChecked = partner.invitation.map { drafts[$0.number] != nil } ?? false
      return QueueRow(
        partner: partner.name,
        state: Self.state(
          partner.invitation, partner.submission, partner.audit, isChecked: isChecked, at: time),
        invitation: partner.invitation, submission: partner.submission, audit: partner.audit,
        versions: partner.versions)
    }
    return rows.sorted { $0.order < $1.order }
  }

  private static func state(
    _ invitation: Invitation?, _ submission: RegisteredSubmission?, _ audit: RegisteredSubmission?,
    isChecked: Bool, at time: Timestamp
  ) -> QueueState {
    if let submission {
      if let audit, audit.number > submission.number { return .audited }
      return submission.kind == .reply ? .replied : .returned
    }
    guard let invitation, invitation.isOpen(at: time) else { return .closed }
    if isChecked { return .checked }
    return invitation.opened == nil ? .invited : .opened
  }
}

extension QueueRow {
  /// What rows are sorted by: whose turn it is, then since when, then the name.
  fileprivate var order: (Int, String, String) {
    let turn =
      switch state {
      case .returned, .replied: 0
      case .checked: 1
      case .opened: 2
      case .invited: 3
      case .audited: 4
      case .closed: 5
      }
    let since = submission?.received ?? invitation?.created
    return (turn, since?.description ?? "", partner.folded())
  }
}
