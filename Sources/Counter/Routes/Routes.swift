internal import Assessments
internal import Checklists
internal import Reports

/// Every address of the counter, in the order in which it is described.
enum Routes {
  static let all: [Route] = common + entry + partner + auditor

  private static let common: [Route] = [
    Route(
      method: "GET", path: "/", audience: .anyone, summary: "What this is, and where to go"
    ) { (counter, call) throws(Refusal) in counter.welcome(call) },
    Route(
      method: "GET", path: "/counter.js", audience: .anyone,
      summary: "The script of the pages, which work without it", types: ["text/javascript"]
    ) { (counter, call) throws(Refusal) in
      HTTPResponse(200, type: "text/javascript; charset=utf-8", Array(PageAssets.script.utf8))
    },
    Route(
      method: "GET", path: "/healthz", audience: .anyone,
      summary: "Whether the register answers", types: ["application/json"], statuses: [503]
    ) { (counter, call) throws(Refusal) in try counter.health(call) },
    Route(
      method: "GET", path: "/metrics", audience: .anyone,
      summary: "Figures for Prometheus; this machine alone gets them",
      types: ["text/plain; version=0.0.4"], statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.figures(call) },
    Route(
      method: "GET", path: "/openapi.json", audience: .anyone, summary: "This description",
      types: ["application/json"]
    ) { (counter, call) throws(Refusal) in .json(OpenAPI.document(version: counter.options.program))
    },
  ]

  private static let entry: [Route] = [
    Route(
      method: "GET", path: "/i/{secret}", audience: .anyone,
      summary: "A partner’s invitation link: lets in, and goes on to the partner’s page",
      statuses: [303, 410]
    ) { (counter, call) throws(Refusal) in try counter.openInvitation(call) },
    Route(
      method: "GET", path: "/login", audience: .anyone,
      summary: "The form by which auditors sign in"
    ) { (counter, call) throws(Refusal) in counter.signInPage(call) },
    Route(
      method: "POST", path: "/login", audience: .anyone, summary: "Signs in",
      parameters: [
        .init(name: "name", text: "The account’s name", isRequired: true),
        .init(name: "password", text: "Its password", isRequired: true),
      ], statuses: [303, 403]
    ) { (counter, call) throws(Refusal) in try counter.signIn(call) },
    Route(
      method: "POST", path: "/logout", audience: .auditor, summary: "Signs out", statuses: [303]
    ) {
      (counter, call) throws(Refusal) in try counter.signOut(call)
    },
    Route(
      method: "GET", path: "/account/{secret}", audience: .anyone,
      summary: "The form by which the password of an account is set", statuses: [410]
    ) { (counter, call) throws(Refusal) in try counter.passwordPage(call) },
    Route(
      method: "POST", path: "/account/{secret}", audience: .anyone,
      summary: "Sets the password of an account, and signs in",
      parameters: [
        .init(name: "password", text: "At least 12 characters", isRequired: true),
        .init(name: "again", text: "The same once more", isRequired: true),
      ], statuses: [303, 410]
    ) { (counter, call) throws(Refusal) in try counter.setPassword(call) },
  ]

  private static let partner: [Route] = [
    Route(
      method: "GET", path: "/p/{invitation}", audience: .partner,
      summary: "The partner’s page: what was checked, handed in and returned"
    ) { (counter, call) throws(Refusal) in try counter.partnerPage(call) },
    Route(
      method: "GET", path: "/p/{invitation}/workbook", audience: .partner,
      summary: "The workbook to be filled",
      parameters: [
        .init(name: "language", text: "Its language", values: Language.allCases.map(\.rawValue)),
        .init(
          name: "models", text: "Ids of delivery models; all where none is named", isRepeated: true),
        .init(
          name: "from", text: "Blank, or with what was handed in last", values: ["blank", "last"]),
      ], types: [MediaType.xlsx]
    ) { (counter, call) throws(Refusal) in try counter.workbook(call) },
    Route(
      method: "POST", path: "/p/{invitation}/check", audience: .partner,
      summary: "Reads a filled workbook; it is not handed in yet",
      parameters: [.init(name: "file", text: "The workbook", isRequired: true, isFile: true)],
      statuses: [303, 409, 422, 503]
    ) { (counter, call) throws(Refusal) in try counter.check(call) },
    Route(
      method: "POST", path: "/p/{invitation}/submit", audience: .partner,
      summary: "Hands in the workbook that was checked last",
      parameters: [
        .init(name: "sha256", text: "Its SHA-256, as the page says", isRequired: true)
      ], statuses: [303, 409]
    ) { (counter, call) throws(Refusal) in try counter.submit(call) },
    Route(
      method: "POST", path: "/p/{invitation}/discard", audience: .partner,
      summary: "Forgets the workbook that was checked last",
      parameters: [
        .init(name: "sha256", text: "Its SHA-256, as the page says", isRequired: true)
      ], statuses: [303]
    ) { (counter, call) throws(Refusal) in try counter.discard(call) },
    Route(
      method: "GET", path: "/p/{invitation}/submissions/{submission}", audience: .partner,
      summary: "The report of something that this partner handed in", statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.submissionPage(call) },
    Route(
      method: "GET", path: "/p/{invitation}/submissions/{submission}/original", audience: .partner,
      summary: "The file as it was handed in", types: ["application/octet-stream"], statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.original(call) },
    Route(
      method: "GET", path: "/p/{invitation}/submissions/{submission}/changes", audience: .partner,
      summary: "What changed since the submission before", statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.changes(call) },
    Route(
      method: "GET", path: "/p/{invitation}/audits/{submission}", audience: .partner,
      summary: "The workbook that the auditor returned", types: [MediaType.xlsx], statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.returnWorkbook(call) },
  ]

  /// What the queue is filtered by.
  private static let filter: [Route.Parameter] = [
    .init(name: "q", text: "A part of the partner’s name"),
    .init(
      name: "state", text: "How far the partner has come",
      values: QueueState.allCases.map(\.rawValue)),
    .init(
      name: "verdict", text: "Of the last submission",
      values: Verdict.allCases.map(\.rawValue)),
    .init(name: "checklist", text: "The id of a checklist"),
  ]

  private static let auditor: [Route] = [
    Route(
      method: "GET", path: "/queue", audience: .auditor, summary: "Who has returned what",
      parameters: filter + [
        .init(
          name: "page", text: "Of the page, which has a hundred rows; JSON has all", isNumber: true)
      ]
    ) { (counter, call) throws(Refusal) in try counter.queue(call) },
    Route(
      method: "GET", path: "/submissions/{submission}", audience: .auditor,
      summary: "The report of a submission", statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.submissionPage(call) },
    Route(
      method: "GET", path: "/submissions/{submission}/original", audience: .auditor,
      summary: "The file as it was handed in", types: ["application/octet-stream"], statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.original(call) },
    Route(
      method: "GET", path: "/submissions/{submission}/changes", audience: .auditor,
      summary: "What changed since the partner’s submission before", statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.changes(call) },
    Route(
      method: "GET", path: "/submissions/{submission}/audit", audience: .auditor,
      summary: "The audit workbook of a submission, for findings", types: [MediaType.xlsx],
      statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.auditWorkbook(call) },
    Route(
      method: "GET", path: "/submissions/{submission}/return", audience: .auditor,
      summary: "The workbook with findings as the partner gets it, unless auditors differ in it",
      types: [MediaType.xlsx], statuses: [404, 409]
    ) { (counter, call) throws(Refusal) in try counter.returnWorkbook(call) },
    Route(
      method: "POST", path: "/audits", audience: .auditor,
      summary:
        "Takes a filled audit workbook; its partner sees it from then on, unless auditors differ",
      parameters: [
        .init(name: "file", text: "The audit workbook", isRequired: true, isFile: true),
        .init(
          name: "submission",
          text: "The number of the submission that it has to be of; needed where several fit",
          isNumber: true),
      ],
      statuses: [303, 409, 422, 503]
    ) { (counter, call) throws(Refusal) in try counter.takeAudit(call) },
    Route(
      method: "GET", path: "/selection", audience: .auditor,
      summary: "Submissions taken away together",
      parameters: [
        .init(
          name: "n",
          text:
            "Numbers of submissions; where none is named, the last of each partner that the filter lets through",
          isRepeated: true, isNumber: true),
        .init(
          name: "format", text: "What is made of them", isRequired: true,
          values: SelectionFormat.allCases.map(\.rawValue)),
      ] + filter, types: [MediaType.xlsx, "text/csv", "text/html", "application/x-ndjson"],
      statuses: [404]
    ) { (counter, call) throws(Refusal) in try counter.selection(call) },
    Route(
      method: "GET", path: "/invitations", audience: .auditor, summary: "Who was invited"
    ) { (counter, call) throws(Refusal) in try counter.invitations(call) },
    Route(
      method: "POST", path: "/invitations", audience: .auditor,
      summary: "Invites a partner; the link is told this once",
      parameters: [
        .init(name: "partner", text: "The partner’s name", isRequired: true),
        .init(name: "template", text: "The checklist, id@version", isRequired: true),
        .init(name: "language", text: "The partner’s", values: Language.allCases.map(\.rawValue)),
        .init(
          name: "models", text: "Ids of delivery models; all where none is named", isRepeated: true),
        .init(name: "days", text: "How long the link opens, 1 to 730", isNumber: true),
        .init(
          name: "confirm",
          text:
            "The known partner’s name as it is written, where one that differs in writing alone is meant"
        ),
      ], statuses: [409]
    ) { (counter, call) throws(Refusal) in try counter.invite(call) },
    Route(
      method: "POST", path: "/invitations/{invitation}/revoke", audience: .auditor,
      summary: "Makes a link open nothing any more", statuses: [303, 404]
    ) { (counter, call) throws(Refusal) in try counter.revoke(call) },
    Route(method: "GET", path: "/accounts", audience: .auditor, summary: "Who may sign in") {
      (counter, call) throws(Refusal) in try counter.accounts(call)
    },
    Route(
      method: "POST", path: "/accounts", audience: .auditor,
      summary:
        "Makes an account, or a new link to one that was never used; the link is told this once",
      parameters: [.init(name: "name", text: "Whose it is", isRequired: true)]
    ) { (counter, call) throws(Refusal) in try counter.addAccount(call) },
    Route(
      method: "POST", path: "/accounts/password", audience: .auditor,
      summary: "Leads to the form for another password of one’s own account",
      parameters: [.init(name: "password", text: "The present one", isRequired: true)],
      statuses: [303]
    ) { (counter, call) throws(Refusal) in try counter.changePassword(call) },
    Route(
      method: "POST", path: "/accounts/noted", audience: .auditor,
      summary: "Takes note that one’s own password was reset", statuses: [303]
    ) { (counter, call) throws(Refusal) in try counter.noteReset(call) },
    Route(
      method: "POST", path: "/accounts/{account}/close", audience: .auditor,
      summary: "Lets nobody in by an account any more", statuses: [303, 404]
    ) { (counter, call) throws(Refusal) in try counter.closeAccount(call) },
    Route(
      method: "GET", path: "/log", audience: .auditor,
      summary: "The register’s log, the latest event first",
      parameters: [
        .init(name: "before", text: "Events with lower numbers than this", isNumber: true),
        .init(name: "kind", text: "Of one kind"),
        .init(name: "partner", text: "About one partner, by the name"),
        .init(name: "actor", text: "Of what one did"),
      ]
    ) { (counter, call) throws(Refusal) in try counter.events(call) },
  ]
}

enum MediaType {
  static let xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
}

/// What a selection of submissions is taken away as.
enum SelectionFormat: String, Sendable, CaseIterable {
  case xlsx, html, ndjson
  case submissions = "submissions.csv"
  case answers = "answers.csv"
  case discrepancies = "discrepancies.csv"

  /// The table that it is, where it is one.
  var table: CSVTable? { CSVTable.allCases.first { $0.file == rawValue } }
}
