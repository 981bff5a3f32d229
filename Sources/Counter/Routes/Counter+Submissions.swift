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
    let found = try stored(call.visit) { (store) throws(RegisterError) in
      let register = store.register
      let others = try store.handedIn(by: registered.partner).filter {
        $0.number != registered.number
      }
      let audits = try register.audits(of: registered.number)
        .filter { call.invitation == nil || $0.isSettled }.map(\.audit)
      let audited =
        registered.kind == .audit ? try register.submission(auditedBy: registered.number) : nil
      return (
        others: others,
        events: try call.invitation == nil ? register.events(submission: registered.number) : [],
        audits: others.filter { audits.contains($0.number) && $0.summary != nil },
        audited: audited,
        newer: registered.kind == .audit && audited == nil
          ? nil : try register.newer(than: audited ?? registered)
      )
    }
    let (others, events) = (found.others, found.events)
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
        template: template, others: shown, events: events, audits: found.audits,
        audited: found.audited, newer: found.newer
      ).html)
  }

  func original(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call, mayBeAudit: false)
    let format = assessed(try record(call, registered)).submission.source.format
    // Whatever it is, it is to be saved and not to be opened by the browser; its name says what it was
    // recognised as.
    return .file(
      try bytes(call, registered),
      name: Self.originalName(registered.summary?.file ?? "", format: format),
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
      asOf: nil, language: call.language)
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

  /// The workbook with findings that goes to the partner, once auditors differ in nothing.
  func returnWorkbook(_ call: Call) throws(Refusal) -> HTTPResponse {
    let registered = try submission(call)
    guard registered.kind == .audit else { throw .notFound }
    return try auditWorkbook(call, of: registered, for: .partner)
  }

  private func auditWorkbook(
    _ call: Call, of registered: RegisteredSubmission, for recipient: AuditWorkbook.Recipient
  ) throws(Refusal) -> HTTPResponse {
    var (read, assessment, template) = assessed(try record(call, registered))
    guard let template else { throw .notFound }
    let conflicts = recipient == .partner ? read.auditConflicts : []
    guard conflicts.isEmpty else {
      throw call.invitation == nil ? .auditorsDiffer(conflicts, template) : .notFound
    }
    let audited = try stored(call.visit) { (store) throws(RegisterError) in
      registered.kind == .audit
        ? try store.register.submission(auditedBy: registered.number) : registered
    }
    if let audited { read.audit = audited.origin }
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
    guard read.kind == .audit else {
      throw .invalid(
        Words(
          fr:
            "Ce n’est pas le classeur d’audit. Téléchargez-le depuis la soumission, puis déposez-le rempli.",
          en: "This is no audit workbook. Download it from the submission, then send it filled."))
    }
    let wanted = call.form["submission"].flatMap { Int($0) }
    let found = try stored(call.visit) { (store) throws(RegisterError) in
      try AuditedSubmission.of(submission, in: store.register)
    }
    let audited = try Self.audited(found, wanted)
    let (taken, newer) = try stored(call.visit) { (store) throws(RegisterError) in
      let taken = try store.register.add(
        HandedIn(
          partner: audited.partner, kind: .audit, original: file.bytes, record: read.record,
          audited: audited.number),
        at: call.visit.time, by: call.actor
      ).submission
      return (taken, try store.register.newer(than: audited))
    }
    return moved(
      call, to: "/submissions/\(taken.number)",
      json: [
        "submission": RegisterJSON.json(of: taken), "audited": JSON(audited.number),
        "newer": JSON(newer?.number),
      ])
  }

  /// The submission that an audit workbook is taken for.
  ///
  /// - Parameter wanted: the number of the one on whose page the workbook was sent; nil for another page.
  private static func audited(_ found: AuditedSubmission, _ wanted: Int?) throws(Refusal)
    -> RegisteredSubmission
  {
    switch found {
    case .found(let audited):
      guard let wanted, wanted != audited.number else { return audited }
      throw .otherAudit(of: audited, than: wanted)
    case .several(let fitting):
      guard let audited = fitting.first(where: { $0.number == wanted }) else {
        throw .ambiguousAudit(fitting)
      }
      return audited
    case .elsewhere(let number): throw .foreignAudit(number)
    case .none: throw .auditOfNothing
    }
  }
}

extension Register {
  /// The partner's current submission with the same checklist, where it is another one.
  func newer(than submission: RegisteredSubmission) throws(RegisterError) -> RegisteredSubmission? {
    try current(of: submission.partner).first {
      $0.summary?.checklist == submission.summary?.checklist && $0.turn > submission.turn
    }
  }
}
