internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports
internal import Workbooks

/// What was handed in: reports, differences, originals, audit workbooks.
extension Counter {
  /// A submission that the visitor may see: a partner their own, and of an auditor's workbooks none but by `returned`.
  private func submission(_ call: Call, mayBeAudit: Bool = true) throws(Refusal)
    -> RegisteredSubmission
  {
    let found = try stored(call.visit) { (store) throws(RegisterError) in
      try store.register.submission(call.number("submission"))
    }
    if let invitation = call.invitation {
      guard Register.key(of: found.partner) == Register.key(of: invitation.partner),
        mayBeAudit || found.kind != .audit
      else { throw .notFound }
    }
    guard found.summary != nil else { throw .notFound }
    return found
  }

  private func record(_ call: Call, _ submission: RegisteredSubmission) throws(Refusal)
    -> RegisteredRecord
  {
    try stored(call.visit) { (store) throws(RegisterError) in
      try store.register.record(of: submission.number)
    }
  }

  private func bytes(_ call: Call, _ submission: RegisteredSubmission) throws(Refusal) -> [UInt8] {
    let found = try stored(call.visit) { (store) throws(RegisterError) in
      try store.register.original(of: submission, limit: 1 << 30)
    }
    guard let found else { throw .notFound }
    return found
  }

  func submissionPage(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call, mayBeAudit: false)
    let record = try record(call, registered)
    let (others, events) = try stored(call.visit) {
      (store) throws(RegisterError) -> ([RegisteredSubmission], [RegisterEvent]) in
      (
        try store.handedIn(by: registered.partner).filter { $0.number != registered.number },
        try call.invitation == nil ? store.register.events(submission: registered.number) : []
      )
    }
    let shown = call.invitation == nil ? others : others.filter { $0.kind != .audit }
    if call.visit.wantsJSON {
      return .json(
        RegisterJSON.document(
          of: registered, events: events,
          submissionDocument: try? JSON.read(Array(record.submission.utf8)),
          assessment: try? JSON.read(Array(record.assessment.utf8))))
    }
    let (read, assessment, template) = assessed(record)
    return .page(
      SubmissionPage(
        context: call.context, registered: registered, submission: read, assessment: assessment,
        template: template, others: shown, events: events
      ).html)
  }

  func original(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call, mayBeAudit: false)
    // Whatever it is, it is to be saved and not to be opened by the browser.
    return .file(
      try bytes(call, registered), name: registered.summary?.file ?? "classeur",
      type: "application/octet-stream")
  }

  /// Against the partner's submission before, auditors' workbooks aside.
  func changes(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call, mayBeAudit: false)
    let before = try stored(call.visit) { (store) throws(RegisterError) in
      try store.handedIn(by: registered.partner).first {
        $0.number < registered.number && $0.kind != .audit && $0.summary != nil
      }
    }
    guard let before else { throw .notFound }
    let old = assessed(try record(call, before))
    let new = assessed(try record(call, registered))
    guard let oldTemplate = old.template, let newTemplate = new.template,
      let target = CommonTemplate.of(oldTemplate, newTemplate, in: options.library)
    else { throw .notFound }
    func side(_ submission: Submission, _ template: Template) -> ComparedSubmission {
      ComparedSubmission(
        submission, template: template,
        counterpart: options.library.template(
          stamped: template.edition + "@" + target.language.rawValue))
    }
    let difference = Difference(
      from: side(old.submission, oldTemplate), to: side(new.submission, newTemplate), in: target,
      asOf: nil, today: Clock.today, language: call.language)
    let names = options.library.template(
      stamped: target.edition + "@" + call.language.rawValue)
    return answer(call, json: DiffJSON.json(of: difference)) {
      ChangesPage(
        context: call.context, old: before, new: registered, difference: difference, names: names
      ).html
    }
  }

  // MARK: Audits

  /// The workbook in which an auditor writes findings; those of the auditor's last workbook of the same file are in it.
  func auditWorkbook(_ call: Call) throws(Refusal) -> HTTPResponse {
    try auditWorkbook(call, of: try submission(call), for: .auditor)
  }

  /// The workbook with findings that goes to the partner.
  func returnWorkbook(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call)
    guard registered.kind == .audit else { throw .notFound }
    return try auditWorkbook(call, of: registered, for: .partner)
  }

  private func auditWorkbook(
    _ call: Call, of registered: RegisteredSubmission, for recipient: AuditWorkbook.Recipient
  ) throws(Refusal) -> HTTPResponse {
    let (read, assessment, template) = assessed(try record(call, registered))
    guard let template else { throw .notFound }
    return try workbook(
      AuditWorkbook.document(
        of: read, template: template, discrepancies: assessment.discrepancies, for: recipient),
      named: recipient == .auditor
        ? template.language(fr: "audit", en: "audit")
        : template.language(fr: "constats", en: "findings"),
      registered.partner)
  }

  func takeAudit(_ call: Call) throws(Refusal) -> HTTPResponse {
    let file = try uploaded(call)
    let read: ReadUpload
    do { read = try self.read(file, call) } catch { throw refusal(of: error) }
    let submission = assessed(read.record).submission
    guard read.kind == .audit, let origin = submission.audit else {
      throw .invalid(
        Words(
          fr:
            "Ce n’est pas le classeur d’audit. Téléchargez-le depuis la soumission, puis déposez-le rempli.",
          en: "This is no audit workbook. Download it from the submission, then send it filled."))
    }
    let addition = try stored(call.visit) {
      (store) throws(RegisterError) -> Register.Addition? in
      guard let partner = try store.partner(ofOriginal: origin.sha256) else { return nil }
      return try store.register.add(
        HandedIn(partner: partner, kind: .audit, original: file.bytes, record: read.record),
        at: call.visit.time, by: call.actor)
    }
    let taken =
      switch addition {
      case nil:
        throw .invalid(
          Words(
            fr: "Ce classeur d’audit n’a été fait d’aucune soumission de ce registre.",
            en: "This audit workbook was made of no submission in this register."))
      case .new(let taken), .known(let taken): taken
      }
    return moved(
      call, to: "/submissions/\(taken.number)",
      json: ["submission": RegisterJSON.json(of: taken)])
  }
}

extension CounterStore {
  /// Who handed in the file with a digest.
  fileprivate func partner(ofOriginal sha256: String) throws(RegisterError) -> String? {
    try database.run(
      """
      SELECT p.name FROM submissions s JOIN partners p ON p.number = s.partner
      JOIN kept k ON k.number = s.number
      WHERE s.original = $1 AND s.kind <> 'audit' ORDER BY s.number DESC LIMIT 1
      """, [.text(sha256)]
    ).first?.text(0)
  }
}
