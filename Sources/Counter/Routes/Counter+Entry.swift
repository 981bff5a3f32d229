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
    let count = try stored(call.visit) { (store) throws(RegisterError) in
      try store.submissionCount()
    }
    return .json(["status": "ok", "submissions": JSON(count)])
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
      try store.noteOpening(found, at: visit.time)
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
    let wait =
      signInRate.wait(for: visit.address, at: visit.started)
      ?? nameRate.wait(for: name.folded(), at: visit.started)
    if let wait { throw .tooOften(wait) }
    let account = try stored(visit) { (store) throws(RegisterError) in
      try store.account(named: name)
    }
    let stored = account?.closed == nil ? account?.password : nil
    guard passwords.isRight(call.form["password"] ?? "", for: stored), let account else {
      if visit.wantsJSON { throw .wrongPassword }
      return signInPage(call, name: name, problem: .wrongPassword)
    }
    return try letIn(account, call)
  }

  private func letIn(_ account: Account, _ call: Call) throws(Refusal) -> HTTPResponse {
    let visit = call.visit
    let secret = try stored(visit) { (store) throws(RegisterError) in
      try store.signIn(
        account, until: Clock.after(seconds: Self.sessionSeconds), at: visit.time)
    }
    visit.cookies.append(
      cookie(Cookie.session, secret.text, path: "/", seconds: Self.sessionSeconds))
    visit.visitor = .auditor(account)
    return moved(
      call, to: "/queue",
      json: ["account": .string(account.name), "csrf": .string(secret.formToken)])
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
        context: call.context, name: account.name, shortest: Self.shortestPassword,
        problem: problem
      ).html
    }
  }

  /// Long, and nothing else (NIST SP 800-63B, § 5.1.1.2).
  static let shortestPassword = 12

  func setPassword(_ call: Call) throws(Refusal) -> HTTPResponse {
    let (account, secret) = try linked(call)
    let password = call.form["password"] ?? ""
    let problem: Words? =
      if password.count < Self.shortestPassword {
        Words(
          fr: "Le mot de passe est trop court.", en: "The password is too short.")
      } else if password.utf8.count > 1000 {
        Words(fr: "Le mot de passe est trop long.", en: "The password is too long.")
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
