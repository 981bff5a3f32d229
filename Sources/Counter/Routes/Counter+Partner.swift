internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports
internal import Spreadsheet
internal import Workbooks

/// A partner’s page and what it does.
extension Counter {
  func partnerPage(_ call: Call) throws(Refusal) -> HTTPResponse {
    try partnerPage(call, status: 200, notice: nil)
  }

  private func partnerPage(_ call: Call, status: Int, notice: PartnerPage.Notice?)
    throws(Refusal) -> HTTPResponse
  {
    guard let invitation = call.invitation else { throw .noLink }
    let (draft, history, audit) = try stored(call.visit) {
      (store) throws(RegisterError) -> (Draft?, [RegisteredSubmission], RegisteredSubmission?) in
      if !call.request.isAhead { try store.noteOpening(invitation, at: call.visit.time) }
      let all = try store.handedIn(by: invitation.partner, with: invitation.checklist)
      let history = all.filter { $0.kind != .audit }
      var known: [(submission: Int, audit: Int, isSettled: Bool)] = []
      for submission in history { known += try store.register.audits(of: submission.number) }
      let unsettled = known.filter { !$0.isSettled }.map(\.audit)
      let audits = all.filter {
        $0.kind == .audit && $0.summary != nil && !unsettled.contains($0.number)
      }
      let own = known.last { $0.submission == history.first?.number && $0.isSettled }?.audit
      let audit = audits.first { $0.number == own } ?? audits.first
      return (try store.draft(of: invitation, withOriginal: false), history, audit)
    }
    let audited = try audit.flatMap { (audit) throws(Refusal) in
      try stored(call.visit) { (store) throws(RegisterError) in
        try store.register.submission(auditedBy: audit.number)
      }
    }
    guard !call.visit.wantsJSON else {
      return .json(
        JSON.line { line in
          line.add("partner", invitation.partner)
          line.add("template", invitation.template)
          line.add("expires", invitation.expires.description)
          if let draft {
            line.add("draft") { Self.add(draft, to: &$0) }
          } else {
            line.add("draft", .null)
          }
          line.add("submissions", .array(history.map(RegisterJSON.json(of:))))
          line.add("audit", audit.map(RegisterJSON.json(of:)) ?? .null)
          line.add("csrf", call.context.formToken)
        }, status: status)
    }
    return .page(
      PartnerPage(
        context: call.context, invitation: invitation, editions: editions(of: invitation.template),
        draft: draft.map(read), history: history, audit: audit, audited: audited,
        uploadLimit: options.uploadLimit,
        notice: notice ?? self.notice(call, history)
      ).html, status: status)
  }

  private static func add(_ draft: Draft, to line: inout JSON.Line) {
    line.add("sha256", draft.sha256)
    line.add("received", draft.received.description)
    line.add("kind", draft.handedIn.kind.rawValue)
    // The reader's own words, which nobody has to believe to be JSON.
    let assessment = Array(draft.handedIn.record.assessment.utf8)
    line.add("assessment", document: JSON.isDocument(assessment) ? assessment : Array("null".utf8))
  }

  /// What the address says just happened, as far as it did.
  private func notice(_ call: Call, _ history: [RegisteredSubmission]) -> PartnerPage.Notice? {
    let number = call.request["n"].flatMap { Int($0) }
    let submission = history.first { $0.number == number }
    switch call.request["done"] {
    case "submitted": return submission.map(PartnerPage.Notice.handedIn)
    case "known": return submission.map(PartnerPage.Notice.knownAlready)
    case "current": return submission.map(PartnerPage.Notice.currentAgain)
    case "discarded": return .discarded
    default: return nil
    }
  }

  /// A checklist in every language that it is known in.
  func editions(of edition: String) -> [Template] {
    options.library.templates.filter { $0.edition == edition }
  }

  /// A draft, assessed.
  private func read(_ draft: Draft) -> ReadDraft {
    let (submission, assessment, template) = assessed(draft.handedIn.record)
    return ReadDraft(
      draft: draft, submission: submission, assessment: assessment, template: template)
  }

  /// What a record says, and what follows from it: the same as when it was read.
  func assessed(_ record: RegisteredRecord)
    -> (submission: Submission, assessment: Assessment, template: Template?)
  {
    var submission = Submission(source: Source(file: record.file, sha256: "", bytes: 0))
    if let read = try? SubmissionJSON.read(Array(record.submission.utf8)) { submission = read }
    let kept = JSON.member("asOf", of: Array(record.assessment.utf8))?.string
    let asOf = kept.flatMap { CalendarDate(iso: $0) }
    let template = options.library.template(stamped: record.template)
    let assessment = Assessment(
      of: submission, template: template, asOf: asOf,
      language: Language(rawValue: record.language) ?? options.language)
    return (submission, assessment, template)
  }

  func workbook(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard let invitation = call.invitation else { throw .noLink }
    let wanted = call.request["language"].flatMap { Language(rawValue: $0) } ?? call.language
    let editions = editions(of: invitation.template)
    guard let template = editions.first(where: { $0.language == wanted }) ?? editions.first else {
      throw .notFound
    }
    let named = call.request.query.filter { $0.name == "models" }.map(\.value)
    let wantedModels = named.isEmpty ? invitation.models : named
    let known = template.deliveryModels.map(\.id)
    let chosen = known.filter(wantedModels.contains)
    let models = chosen.isEmpty ? known : chosen
    let last = try stored(call.visit) {
      (store) throws(RegisterError) -> RegisteredRecord? in
      if !call.request.isAhead { try store.noteDownload(invitation, at: call.visit.time) }
      guard call.request["from"] == "last" else { return nil }
      let last = try store.register.current(of: invitation.partner).first {
        $0.summary?.checklist == invitation.checklist
      }
      return try last.map { (last) throws(RegisterError) in
        try store.register.record(of: last.number)
      }
    }
    let submission = last.flatMap { try? SubmissionJSON.read(Array($0.submission.utf8)) }
    let name = template.language(fr: "auto-évaluation", en: "self-assessment")
    let blank =
      submission == nil
      ? BlankWorkbooks.Key(
        template: template.stamp, models: models, partner: invitation.partner)
      : nil
    if let blank, let bytes = blankWorkbooks[blank] {
      return workbook(bytes, named: name, invitation.partner)
    }
    let layout = WorkbookLayout(
      template: template, models: models,
      caseStudies: submission.map { Prefill.caseStudies(for: $0, of: template) }.flatMap {
        $0 > 0 ? $0 : nil
      })
    var values: [SlotRole: CellContent] = [:]
    if let submission, let reference = submission.template {
      let stamp = reference.id + "@" + reference.version + "@"
      values =
        Prefill(
          submission, into: layout,
          earlier: options.library.template(stamped: stamp + template.language.rawValue),
          origin: options.library.template(stamped: stamp + reference.language.rawValue)
        ).values
    }
    if values[.application(.partner)] == nil {
      values[.application(.partner)] = .text(invitation.partner)
    }
    let response = try workbook(
      WorkbookExport.document(of: layout, filledWith: values), named: name, invitation.partner)
    if let blank { blankWorkbooks.keep(response.body, for: blank) }
    return response
  }

  /// A workbook to be saved.
  func workbook(_ document: WorkbookDocument, named name: String, _ partner: String)
    throws(Refusal) -> HTTPResponse
  {
    let bytes: [UInt8]
    do { bytes = try XLSXWriter.write(document) } catch {
      log.note([error.place, error.detail].compactMap(\.self).joined(separator: ", "))
      throw .failed
    }
    return workbook(bytes, named: name, partner)
  }

  private func workbook(_ bytes: [UInt8], named name: String, _ partner: String) -> HTTPResponse {
    .file(bytes, name: Self.fileName([name, partner], "xlsx"), type: MediaType.xlsx)
  }

  /// A name for a file, of what may stand in one everywhere.
  static func fileName(_ parts: [String], _ ending: String) -> String {
    let text = parts.joined(separator: " ").map { sign -> String in
      "/\\:*?\"<>|".contains(sign) ? "-" : String(sign)
    }.joined()
    return text.shortened(to: 100).trimmed() + "." + ending
  }

  /// The name under which an original is given out: the partner's, with the ending of what it was recognised
  /// as.
  static func originalName(_ file: String, format: String?) -> String {
    let name = file.lastIndex(of: ".").map { file[..<$0] } ?? file[...]
    return fileName([name.isBlank ? "classeur" : String(name)], format ?? "bin")
  }

  func check(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard let invitation = call.invitation else { throw .noLink }
    if let wait = uploadRate.wait(for: "link \(invitation.number)", at: call.visit.started) {
      metrics.upload("limited")
      throw .tooOften(wait)
    }
    let file = try uploaded(call)
    let read: ReadUpload
    do { read = try self.read(file, call) } catch {
      guard case .unreadable(let sentence) = error else { throw refusal(of: error) }
      call.visit.reason = "unreadable"
      if call.visit.wantsJSON { throw refusal(of: error) }
      return try partnerPage(call, status: 422, notice: .refused(sentence))
    }
    guard read.kind != .audit else {
      let sentence = Words(
        fr: "Ce classeur est celui d’un auditeur. Déposez celui que vous avez rempli.",
        en: "This workbook is an auditor’s. Send the one that you filled.")
      call.visit.reason = "unreadable"
      if call.visit.wantsJSON { throw .invalid(sentence) }
      return try partnerPage(call, status: 422, notice: .refused(sentence(call.language)))
    }
    if read.kind == .reply, try isReplyToAnother(read, invitation, call) {
      let sentence = Words(
        fr:
          "Ce classeur répond à l’audit d’une autre soumission que les vôtres. Téléchargez de cette page celui qui vous est rendu.",
        en:
          "This workbook replies to the audit of another submission than yours. Download the one that was returned to you from this page."
      )
      call.visit.reason = "reply-elsewhere"
      if call.visit.wantsJSON { throw .otherReply(sentence) }
      return try partnerPage(call, status: 409, notice: .refused(sentence(call.language)))
    }
    let draft = Draft(
      received: call.visit.time, named: read.named,
      handedIn: HandedIn(
        partner: invitation.partner, kind: read.kind, original: file.bytes, record: read.record),
      bytes: file.bytes.count, sha256: SHA256.hex(of: file.bytes))
    try stored(call.visit) { (store) throws(RegisterError) in
      try store.keep(draft, for: invitation.number)
    }
    return call.visit.wantsJSON
      ? try partnerPage(call) : .seeOther("/p/\(invitation.number)?done=checked#check")
  }

  /// Whether a reply names a submission that this partner did not hand in.
  private func isReplyToAnother(_ read: ReadUpload, _ invitation: Invitation, _ call: Call)
    throws(Refusal) -> Bool
  {
    let workbook = assessed(read.record).submission
    guard workbook.audit?.number != nil else { return false }
    let found = try stored(call.visit) { (store) throws(RegisterError) in
      try AuditedSubmission.of(workbook, in: store.register)
    }
    guard case .found(let audited) = found else { return true }
    return Register.key(of: audited.partner) != Register.key(of: invitation.partner)
  }

  func submit(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard let invitation = call.invitation else { throw .noLink }
    let sha256 = call.form["sha256"] ?? ""
    let addition = try stored(call.visit) {
      (store) throws(RegisterError) -> Register.Addition? in
      guard let draft = try store.draft(of: invitation, withOriginal: true),
        draft.sha256 == sha256
      else { return nil }
      // First it lasts, then it is no draft any more: where that fails, it is handed in all the same.
      let addition = try store.register.add(
        draft.handedIn, at: call.visit.time, by: call.actor)
      _ = try? store.discard(of: invitation.number, sha256: sha256, .whileMachineRuns)
      return addition
    }
    let (submission, done) =
      switch addition {
      case nil: throw .changed
      case .new(let submission): (submission, "submitted")
      case .known(let submission): (submission, "known")
      case .current(let submission): (submission, "current")
      }
    return moved(
      call, to: "/p/\(invitation.number)?done=\(done)&n=\(submission.number)",
      json: ["result": .string(done), "submission": RegisterJSON.json(of: submission)])
  }

  func discard(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard let invitation = call.invitation else { throw .noLink }
    let sha256 = call.form["sha256"] ?? ""
    try stored(call.visit) { (store) throws(RegisterError) in
      try store.discard(of: invitation.number, sha256: sha256)
    }
    return moved(
      call, to: "/p/\(invitation.number)?done=discarded", json: ["result": "discarded"])
  }

  // MARK: Uploads

  /// The file of a form.
  func uploaded(_ call: Call) throws(Refusal) -> HTTPForm.File {
    guard let file = call.form.file("file"), !file.bytes.isEmpty else { throw .noFile }
    return file
  }

  /// Reads a file where it can do no harm.
  func read(_ file: HTTPForm.File, _ call: Call) throws(UploadFailure) -> ReadUpload {
    let name = file.name.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
    do {
      let read = try reader.read(
        Upload(
          bytes: file.bytes, file: name.isBlank ? "classeur" : name.shortened(to: 200),
          language: call.language))
      metrics.upload(read.record.verdict)
      return read
    } catch {
      switch error {
      case .unreadable: metrics.upload("unreadable")
      case .harmful(_, let cause):
        metrics.upload("harmful")
        log.note("upload of \(call.actor), SHA-256 \(SHA256.hex(of: file.bytes)): \(cause)")
      case .unavailable(_, let cause):
        metrics.upload("unavailable")
        log.note("reader: \(cause)")
      }
      throw error
    }
  }

  func refusal(of failure: UploadFailure) -> Refusal {
    let advice = Words(
      fr: "Vérifiez que c’est bien le classeur rempli, puis réessayez.",
      en: "See that it is the filled workbook, then try again.")
    switch failure {
    case .unreadable(let sentence):
      return Refusal(422, "unreadable", Words(fr: sentence, en: sentence), advice)
    case .harmful(let sentence, _):
      return Refusal(422, "harmful", Words(fr: sentence, en: sentence), advice)
    case .unavailable(let sentence, _):
      return Refusal(
        503, "reader", Words(fr: sentence, en: sentence),
        Words(fr: "Réessayez dans une minute.", en: "Try again in a minute."), wait: 30)
    }
  }
}

extension CounterStore {
  /// Everything of a partner, the one that came last first.
  ///
  /// - Parameter checklist: of one checklist alone, by its id; what was removed is of all of them.
  func handedIn(by partner: String, with checklist: String? = nil) throws(RegisterError)
    -> [RegisteredSubmission]
  {
    var all: [RegisteredSubmission] = []
    try register.forEachSubmission(
      Register.Selection(partner: partner), failing: { $0 },
      body: { (submission) throws(RegisterError) in
        if checklist == nil || (submission.summary?.checklist ?? checklist) == checklist {
          all.append(submission)
        }
      })
    return all.sorted { $0.turn > $1.turn }
  }
}
