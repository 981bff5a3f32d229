internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports
internal import Spreadsheet

/// What auditors see and do.
extension Counter {
  func queue(_ call: Call) throws(Refusal) -> HTTPResponse {
    let (filter, all, rows) = try filteredQueue(call)
    let counts = Dictionary(grouping: all, by: \.state).mapValues(\.count)
    return answer(
      call,
      json: [
        "partners": .array(rows.map(Self.json)), "csrf": .string(call.context.formToken),
      ]
    ) {
      QueuePage(
        context: call.context, rows: rows, filter: filter, counts: counts,
        checklists: titles(of: all, call.language),
        page: max(1, call.request["page"].flatMap { Int($0) } ?? 1)
      ).html
    }
  }

  /// The titles of the checklists in the queue, in the reader's language where there is one.
  private func titles(of rows: [QueueRow], _ language: Language) -> [String: String] {
    var titles: [String: String] = [:]
    for id in Set(rows.map(\.checklist)) {
      let editions = options.library.templates.filter { $0.id == id }
      titles[id] = (editions.last { $0.language == language } ?? editions.last)?.title ?? id
    }
    return titles
  }

  /// What a request asks for of the queue, all of it, and what is shown.
  private func filteredQueue(_ call: Call) throws(Refusal) -> (
    filter: QueuePage.Filter, all: [QueueRow], shown: [QueueRow]
  ) {
    var filter = QueuePage.Filter()
    filter.search = call.request["q"]?.trimmed().shortened(to: 100) ?? ""
    filter.state = call.request["state"].flatMap { QueueState(rawValue: $0) }
    filter.verdict = call.request["verdict"].flatMap { Verdict(rawValue: $0) }
    filter.checklist = call.request["checklist"].flatMap { $0.isEmpty ? nil : $0 }
    let all = try stored(call.visit) { (store) throws(RegisterError) in
      try store.queue(at: call.visit.time)
    }
    let needle = filter.search.folded()
    let rows = all.filter { row in
      (needle.isEmpty || row.partner.folded().contains(needle))
        && (filter.state == nil || row.state == filter.state)
        && (filter.checklist == nil || row.checklist == filter.checklist)
        && (filter.verdict == nil || row.submission?.summary?.verdict == filter.verdict?.rawValue)
    }
    return (filter, all, rows)
  }

  private static func json(of row: QueueRow) -> JSON {
    [
      "partner": .string(row.partner), "checklist": .string(row.checklist),
      "state": .string(row.state.rawValue),
      "versions": JSON(row.versions),
      "invitation": row.invitation.map(json) ?? .null,
      "submission": row.submission.map(RegisterJSON.json(of:)) ?? .null,
      "audit": row.audit.map(RegisterJSON.json(of:)) ?? .null,
      "auditedBefore": row.auditedBefore.map(RegisterJSON.json(of:)) ?? .null,
    ]
  }

  private static func json(of invitation: Invitation) -> JSON {
    [
      "number": JSON(invitation.number), "partner": .string(invitation.partner),
      "template": .string(invitation.template), "models": JSON(invitation.models),
      "language": .string(invitation.language.rawValue), "by": .string(invitation.inviter),
      "created": .string(invitation.created.description),
      "expires": .string(invitation.expires.description),
      "revoked": JSON(invitation.revoked?.description),
      "opened": JSON(invitation.opened?.description),
      "downloaded": JSON(invitation.downloaded?.description),
    ]
  }

  /// Submissions taken away together: the same documents as those of `score`.
  func selection(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard let format = call.request["format"].flatMap({ SelectionFormat(rawValue: $0) }) else {
      throw .invalid(
        Words(fr: "Ce format n’existe pas.", en: "There is no such format."))
    }
    var numbers = call.request.query.filter { $0.name == "n" }.compactMap { Int($0.value) }
    if numbers.isEmpty {
      numbers = try filteredQueue(call).shown.compactMap { $0.submission?.number }
    }
    var selection = try Selection(format, call.language)
    for number in numbers {
      let record = try stored(call.visit) { (store) throws(RegisterError) in
        try store.register.record(of: number)
      }
      let (submission, assessment, template) = assessed(record)
      try selection.add(submission, assessment, template)
    }
    return try selection.response()
  }

  func invitations(_ call: Call) throws(Refusal) -> HTTPResponse {
    try invitations(call, made: nil, problem: nil)
  }

  private func invitations(
    _ call: Call, made: InvitationsPage.Made?, problem: Words?,
    question: InvitationsPage.Question? = nil
  ) throws(Refusal) -> HTTPResponse {
    let all = try stored(call.visit) { (store) throws(RegisterError) in try store.invitations() }
    var templates: [Template] = []
    for template in options.library.templates
    where !templates.contains(where: { $0.edition == template.edition }) {
      templates.append(
        editions(of: template.edition).first { $0.language == call.language } ?? template)
    }
    return answer(
      call, status: question != nil ? 409 : problem == nil ? 200 : 400,
      json: [
        "invitations": .array(all.map(Self.json)), "link": JSON(made?.link),
        "replaced": .array((made?.replaced ?? []).map { JSON($0) }),
        "csrf": .string(call.context.formToken),
      ]
    ) {
      InvitationsPage(
        context: call.context, invitations: all, templates: templates, now: call.visit.time,
        made: made, problem: problem?(call.language), question: question
      ).html
    }
  }

  func invite(_ call: Call) throws(Refusal) -> HTTPResponse {
    let partner = call.form["partner"]?.trimmed() ?? ""
    let editions = editions(of: call.form["template"] ?? "")
    let days = call.form["days"].map { Int($0) ?? 0 } ?? 90
    let models = call.form.all("models").filter { !$0.isEmpty }
    let problem: Words? =
      if partner.folded().isEmpty || partner.utf8.count > 500 || partner.contains("\0") {
        Words(fr: "Donnez le nom du partenaire.", en: "Give the partner’s name.")
      } else if editions.isEmpty {
        Words(
          fr: "Choisissez une liste de contrôle.", en: "Choose a checklist.")
      } else if !(1...730).contains(days) {
        Words(
          fr: "La durée va de 1 à 730 jours.", en: "The link opens for 1 to 730 days.")
      } else if models.contains(where: { id in !editions[0].deliveryModels.contains { $0.id == id }
      }) {
        Words(
          fr: "Ce modèle de livraison n’est pas de cette liste.",
          en: "This delivery model is not of this checklist.")
      } else {
        nil
      }
    if let problem {
      if call.visit.wantsJSON { throw .invalid(problem) }
      call.visit.reason = "invalid"
      return try invitations(call, made: nil, problem: problem)
    }
    // Who is meant by a name that is known in another writing, the inviter says.
    let known = try stored(call.visit) { (store) throws(RegisterError) in
      try Self.nameWrittenOtherwise(partner, in: store.register)
    }
    if let known, call.form["confirm"] != known {
      if call.visit.wantsJSON { throw .nameKnown(known) }
      call.visit.reason = Refusal.nameKnown(known).reason
      return try invitations(
        call, made: nil, problem: nil, question: .init(known: known, partner: partner, call.form))
    }
    let language = call.form["language"].flatMap { Language(rawValue: $0) } ?? call.language
    let made = try stored(call.visit) { (store) throws(RegisterError) in
      try store.invite(
        known ?? partner, template: editions[0].edition, models: models, language: language,
        until: Clock.after(days: days), at: call.visit.time, by: call.actor)
    }
    return try invitations(
      call,
      made: .init(
        invitation: made.invitation, link: address + "/i/" + made.secret.text,
        replaced: made.replaced),
      problem: nil)
  }

  func revoke(_ call: Call) throws(Refusal) -> HTTPResponse {
    let done = try stored(call.visit) { (store) throws(RegisterError) in
      try store.revoke(call.number("invitation"), at: call.visit.time, by: call.actor)
    }
    guard done else { throw .notFound }
    return moved(call, to: "/invitations", json: ["result": "revoked"])
  }

  func accounts(_ call: Call) throws(Refusal) -> HTTPResponse {
    try accounts(call, made: nil, problem: nil)
  }

  private func accounts(_ call: Call, made: (name: String, link: String)?, problem: Words?)
    throws(Refusal) -> HTTPResponse
  {
    let all = try stored(call.visit) { (store) throws(RegisterError) in try store.accounts() }
    return answer(
      call, status: problem == nil ? 200 : 400,
      json: [
        "accounts": .array(
          all.map {
            [
              "number": JSON($0.number), "name": .string($0.name),
              "created": .string($0.created.description),
              "hasPassword": .boolean($0.password != nil), "closed": JSON($0.closed?.description),
              "reset": JSON($0.reset?.time.description),
            ]
          }), "link": JSON(made?.link), "csrf": .string(call.context.formToken),
      ]
    ) {
      AccountsPage(
        context: call.context, accounts: all, made: made, problem: problem?(call.language)
      ).html
    }
  }

  func addAccount(_ call: Call) throws(Refusal) -> HTTPResponse {
    let name = call.form["name"]?.trimmed() ?? ""
    var problem: Words?
    if name.folded().isEmpty || name.utf8.count > 200 || name.contains("\0") {
      problem = Words(fr: "Donnez un nom.", en: "Give a name.")
    }
    let known = try stored(call.visit) { (store) throws(RegisterError) in
      try store.account(named: name)
    }
    // A link to a colleague's account would be a way to act under that name.
    if let known, known.closed == nil, known.wasOpened { throw .othersAccount }
    var secret: Secret?
    if problem == nil {
      secret = try stored(call.visit) { (store) throws(RegisterError) in
        try store.link(
          toAccount: name, until: Clock.after(days: Self.accountLinkDays), at: call.visit.time,
          by: call.actor)
      }
      if secret == nil {
        problem = Words(
          fr: "Ce compte est fermé ; donnez un autre nom.",
          en: "This account is closed; give another name.")
      }
    }
    guard let secret else {
      let problem = problem ?? Words(fr: "Donnez un nom.", en: "Give a name.")
      if call.visit.wantsJSON { throw .invalid(problem) }
      call.visit.reason = "invalid"
      return try accounts(call, made: nil, problem: problem)
    }
    return try accounts(call, made: (name, address + "/account/" + secret.text), problem: nil)
  }

  /// Leads to the form for another password, of oneself alone; the present one serves until another is
  /// chosen, which ends all sessions.
  func changePassword(_ call: Call) throws(Refusal) -> HTTPResponse {
    guard case .auditor(let account) = call.visit.visitor else { throw .signIn }
    let guesser = "account \(account.number)"
    if let wait = signInRate.wait(for: guesser, at: call.visit.started) { throw .tooOften(wait) }
    let password = call.form["password"] ?? ""
    guard passwords.isRight(password, for: account.password, isKnown: true) else {
      let problem = Words(
        fr: "Ce n’est pas votre mot de passe actuel.", en: "This is not your present password.")
      if call.visit.wantsJSON { throw .invalid(problem) }
      call.visit.reason = Refusal.wrongPassword.reason
      return try accounts(call, made: nil, problem: problem)
    }
    signInRate.giveBack(to: guesser)
    let secret = try stored(call.visit) { (store) throws(RegisterError) in
      try store.link(
        toAccount: account.name, until: Clock.after(seconds: 3600), at: call.visit.time,
        by: call.actor)
    }
    guard let secret else { throw .notFound }
    let path = "/account/" + secret.text
    return moved(call, to: path, json: ["link": .string(address + path)])
  }

  /// The owner of the account has read that its password was reset.
  func noteReset(_ call: Call) throws(Refusal) -> HTTPResponse {
    if case .auditor(let account) = call.visit.visitor {
      try stored(call.visit) { (store) throws(RegisterError) in
        try store.forgetReset(of: account)
      }
    }
    return moved(call, to: "/queue", json: ["result": "noted"])
  }

  func closeAccount(_ call: Call) throws(Refusal) -> HTTPResponse {
    // Somebody has to be left who can let others in.
    if case .auditor(let account) = call.visit.visitor, account.number == call.number("account") {
      throw .invalid(
        Words(
          fr: "On ne ferme pas son propre compte ; un autre auditeur le peut.",
          en: "Nobody closes their own account; another auditor can."))
    }
    let done = try stored(call.visit) { (store) throws(RegisterError) in
      try store.close(call.number("account"), at: call.visit.time, by: call.actor)
    }
    guard done else { throw .notFound }
    return moved(call, to: "/accounts", json: ["result": "closed"])
  }

  func events(_ call: Call) throws(Refusal) -> HTTPResponse {
    func given(_ name: String) -> String? { call.request[name].flatMap { $0.isEmpty ? nil : $0 } }
    var selection = Register.LogSelection()
    selection.before = given("before").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    (selection.kind, selection.partner) = (given("kind"), given("partner"))
    selection.actor = given("actor")
    let wanted = selection
    let (events, logged, partners) = try stored(call.visit) { (store) throws(RegisterError) in
      var names: [String: String] = [:]
      for name in try store.register.partners() + store.invitations().map(\.partner) {
        names[Register.key(of: name)] = names[Register.key(of: name)] ?? name
      }
      return (
        try store.register.log(wanted), try store.register.logged(),
        names.sorted { $0.key < $1.key }.map(\.value)
      )
    }
    let next = events.count == selection.limit ? events.last?.number : nil
    return answer(
      call,
      json: ["events": .array(events.map(RegisterJSON.json(of:))), "next": JSON(next)]
    ) {
      LogPage(
        context: call.context, events: events, selection: wanted, kinds: logged.kinds,
        actors: logged.actors, partners: partners, next: next
      ).html
    }
  }
}

/// What is made of a selection, one submission after the other.
private struct Selection {
  let format: SelectionFormat
  let language: Language
  var bytes: [UInt8] = []
  var workbook: SummaryWorkbook?
  var report: HTMLReport

  init(_ format: SelectionFormat, _ language: Language) throws(Refusal) {
    self.format = format
    self.language = language
    report = HTMLReport(language: language)
    if format == .xlsx {
      workbook = try Self.making { () throws(SpreadsheetError) in
        try SummaryWorkbook(language: language)
      }
    }
    if let table = format.table { bytes = table.opening }
  }

  mutating func add(_ submission: Submission, _ assessment: Assessment, _ template: Template?)
    throws(Refusal)
  {
    switch format {
    case .xlsx:
      let workbook = workbook
      try Self.making { () throws(SpreadsheetError) in
        try workbook?.add(assessment, template: template)
      }
    case .html: bytes += report.add(submission, assessment, template: template).bytes
    case .ndjson: bytes += AssessmentJSON.item(assessment) + [UInt8(ascii: "\n")]
    case .submissions, .answers, .discrepancies:
      format.table?.append(submission, assessment, template, to: &bytes)
    }
  }

  func response() throws(Refusal) -> HTTPResponse {
    let name = language(fr: "synthese", en: "summary")
    switch format {
    case .xlsx:
      let written = try Self.making { () throws(SpreadsheetError) in
        try workbook?.finish().contents()
      }
      return .file(written ?? [], name: name + ".xlsx", type: MediaType.xlsx)
    case .html:
      return .file(
        report.opening.bytes + bytes + report.closing.bytes, name: name + ".html",
        type: "text/html; charset=utf-8")
    case .ndjson: return .file(bytes, name: name + ".ndjson", type: "application/x-ndjson")
    case .submissions, .answers, .discrepancies:
      return .file(bytes, name: format.rawValue, type: "text/csv; charset=utf-8")
    }
  }

  private static func making<Result>(_ step: () throws(SpreadsheetError) -> Result)
    throws(Refusal) -> Result
  {
    do { return try step() } catch { throw .failed }
  }
}
