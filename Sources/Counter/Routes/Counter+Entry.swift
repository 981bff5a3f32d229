internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// Getting in, and what needs no way in.
extension Counter {
  func welcome(_ call: Call) -> HTTPResponse {
    answer(call, json: ["program": .string(options.program)]) {
      WelcomePage(context: call.context).html
    }
  }

  func health(_ call: Call) throws(Refusal) -> HTTPResponse {
    try stored(call.visit) { (store) throws(RegisterError) in _ = try store.register.lastEvent() }
    return .json(["status": "ok"])
  }

  /// For this machine alone: behind a proxy, whatever comes through that is another's.
  func figures(_ call: Call) throws(Refusal) -> HTTPResponse {
    let address = call.request.address
    guard address.hasPrefix("127.") || address == "::1" || address == "::ffff:127.0.0.1",
      call.request.headers["x-forwarded-for"] == nil
    else { throw .notFound }
    let count = try stored(call.visit) { (store) throws(RegisterError) in
      try store.submissionCount()
    }
    return HTTPResponse(
      200, type: "text/plain; version=0.0.4; charset=utf-8",
      Array(
        metrics.text(
          version: options.program, submissions: count, droppedLines: log.writer.dropped
        ).utf8))
  }

  func openInvitation(_ call: Call) throws(Refusal) -> HTTPResponse {
    let visit = call.visit
    guard let secret = Secret(presented: visit.values[Route.secret] ?? "") else {
      throw .linkClosed
    }
    let found = try stored(visit) { (store) throws(RegisterError) -> Invitation? in
      guard let found = try store.invitation(opening: secret), found.isOpen(at: visit.time) else {
        return nil
      }
      return found
    }
    guard let found else { throw .linkClosed }
    let path = "/p/\(found.number)"
    visit.cookies.append(
      cookie(
        Cookie.link, secret.text, path: path, seconds: found.expires.seconds(after: visit.time)))
    return .seeOther(path)
  }

  func signInPage(_ call: Call, name: String = "", problem: Refusal? = nil) -> HTTPResponse {
    call.visit.reason = problem?.reason
    return answer(
      call, status: problem?.status ?? 200, json: ["csrf": .string(call.context.formToken)]
    ) {
      SignInPage(
        context: call.context, name: name,
        problem: problem.map { $0.sentence(call.language) + " " + $0.advice(call.language) }
      ).html
    }
  }

  func signIn(_ call: Call) throws(Refusal) -> HTTPResponse {
    let visit = call.visit
    let name = call.form["name"]?.trimmed() ?? ""
    let browser = call.presentedBrowser
    let (account, isKnown) = try stored(visit) {
      (store) throws(RegisterError) -> (Account?, Bool) in
      guard let account = try store.account(named: name) else { return (nil, false) }
      guard let browser else { return (account, false) }
      return (account, try store.isKnown(browser, to: account, at: visit.time))
    }
    let guesser = isKnown ? "browser \(browser?.digest ?? "")" : "address \(visit.owner)"
    if let wait = signInRate.wait(for: guesser, at: visit.started) { throw .tooOften(wait) }
    let stored = account?.closed == nil ? account?.password : nil
    let password = call.form["password"] ?? ""
    guard passwords.isRight(password, for: stored, isKnown: isKnown), let account else {
      if visit.wantsJSON { throw .wrongPassword }
      return signInPage(call, name: name, problem: .wrongPassword)
    }
    signInRate.giveBack(to: guesser)
    return try letIn(account, call)
  }

  private func letIn(_ account: Account, _ call: Call) throws(Refusal) -> HTTPResponse {
    let visit = call.visit
    let (secret, browser) = try stored(visit) {
      (store) throws(RegisterError) -> (Secret, Secret) in
      (
        try store.signIn(
          account, until: Clock.after(seconds: Self.sessionSeconds), at: visit.time),
        try store.remember(
          browserOf: account, instead: call.presentedBrowser,
          until: Clock.after(days: Self.browserDays), at: visit.time)
      )
    }
    visit.cookies.append(
      cookie(Cookie.session, secret.text, path: "/", seconds: Self.sessionSeconds))
    visit.cookies.append(
      cookie(
        Cookie.browser, browser.text, path: "/login", seconds: Self.browserDays * 86_400))
    visit.visitor = .auditor(account)
    return moved(
      call, to: "/queue",
      json: [
        "account": .string(account.name), "csrf": .string(secret.formToken),
        "reset": account.reset.map {
          ["at": .string($0.time.description), "by": .string($0.actor)]
        } ?? .null,
      ])
  }

  func signOut(_ call: Call) throws(Refusal) -> HTTPResponse {
    let visit = call.visit
    if let secret = visit.secret {
      try stored(visit) { (store) throws(RegisterError) in try store.signOut(secret) }
    }
    visit.cookies.append(cookie(Cookie.session, "", path: "/", seconds: 0))
    return moved(call, to: "/login", json: [:])
  }

  // MARK: Passwords

  /// The account that the link of a call opens.
  private func linked(_ call: Call) throws(Refusal) -> (account: Account, secret: Secret) {
    guard let secret = Secret(presented: call.visit.values[Route.secret] ?? "") else {
      throw .linkClosed
    }
    let account = try stored(call.visit) { (store) throws(RegisterError) in
      try store.account(linkedBy: secret, at: call.visit.time)
    }
    guard let account else { throw .linkClosed }
    return (account, secret)
  }

  func passwordPage(_ call: Call) throws(Refusal) -> HTTPResponse {
    passwordPage(call, of: try linked(call).account, problem: nil)
  }

  private func passwordPage(_ call: Call, of account: Account, problem: String?) -> HTTPResponse {
    answer(
      call, status: problem == nil ? 200 : 400,
      json: ["account": .string(account.name), "csrf": .string(call.context.formToken)]
    ) {
      PasswordPage(
        context: call.context, name: account.name, shortest: PasswordRule.shortest,
        problem: problem
      ).html
    }
  }

  func setPassword(_ call: Call) throws(Refusal) -> HTTPResponse {
    let (account, secret) = try linked(call)
    let password = call.form["password"] ?? ""
    let names = [account.name, options.program, address] + templates.map(\.title)
    let problem: Words? =
      if let fault = PasswordRule.fault(of: password, names: names.flatMap(\.nameAndWords)) {
        fault.sentence
      } else if password != call.form["again"] {
        Words(
          fr: "Les deux mots de passe ne sont pas les mêmes.",
          en: "The two passwords are not the same.")
      } else {
        nil
      }
    if let problem {
      if call.visit.wantsJSON { throw .invalid(problem) }
      call.visit.reason = "invalid"
      return passwordPage(call, of: account, problem: problem(call.language))
    }
    guard let hash = passwords.hash(password) else { throw .failed }
    let opened = try stored(call.visit) { (store) throws(RegisterError) in
      try store.setPassword(hash, by: secret, at: call.visit.time)
    }
    guard let opened else { throw .linkClosed }
    return try letIn(opened, call)
  }

  // MARK: Both forms of an answer

  /// A page, or the same as JSON.
  func answer(_ call: Call, status: Int = 200, json: @autoclosure () -> JSON, html: () -> HTML)
    -> HTTPResponse
  {
    call.visit.wantsJSON
      ? .json(json(), status: status) : .page(html(), status: status)
  }

  /// What follows from a form: another page, or JSON.
  func moved(_ call: Call, to path: String, json: @autoclosure () -> JSON) -> HTTPResponse {
    call.visit.wantsJSON ? .json(json()) : .seeOther(path)
  }
}

extension Call {
  /// What the browser was given when somebody signed in.
  fileprivate var presentedBrowser: Secret? {
    request.cookies[Cookie.browser].flatMap { Secret(presented: $0) }
  }
}

extension String {
  /// A name and each of its words.
  fileprivate var nameAndWords: [String] {
    [self] + split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }
}

extension HTTPResponse {
  /// A page.
  static func page(_ html: HTML, status: Int = 200) -> HTTPResponse {
    HTTPResponse(status, type: "text/html; charset=utf-8", html.bytes)
  }
}

extension CounterStore {
  func submissionCount() throws(RegisterError) -> Int {
    try database.run("SELECT count(*) FROM submissions").first?.integer(0) ?? 0
  }
}
