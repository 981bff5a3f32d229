internal import Basics
internal import Checklists
internal import Register
internal import Synchronization

/// What is known of a request before its body: who asks, in which language, and for what.
final class Visit: HTTPOpened, @unchecked Sendable {
  let started = Clock.steady
  let time = Clock.now
  var language: Language
  var visitor = Visitor.nobody
  /// What the cookie holds; forms are tied to it.
  var secret: Secret?
  var route: Route?
  /// The numbers and secrets of the address.
  var values: [String: String] = [:]
  var wantsJSON = false
  var cookies: [String] = []
  /// Why nothing is shown.
  var reason: String?
  /// The client's, the proxy aside.
  var address = ""
  /// Whom the address stands for where visitors are counted.
  var owner: String { SocketAddress.owner(of: address) }

  init(_ language: Language) { self.language = language }

  /// What logs and limits call the visitor; nil for nobody.
  var name: String? {
    switch visitor {
    case .partner(let invitation): "invitation:\(invitation.number)"
    case .auditor(let account): "account:\(account.number)"
    case .nobody: nil
    }
  }

  /// What a page knows of the one who looks at it.
  func context(of request: HTTPRequest) -> PageContext {
    PageContext(
      language: language, visitor: visitor, formToken: secret?.formToken ?? "", path: request.path)
  }
}

enum Cookie {
  /// The secret of an invitation, for the addresses below `/p/N`.
  static let link = "respecte_link"
  static let session = "respecte_session"
  /// Of a browser in which somebody signed in before, for `/login`.
  static let browser = "respecte_browser"
  /// Of whoever has no secret yet and fills a form in.
  static let visit = "respecte_visit"
  static let language = "respecte_language"
}

extension Counter: HTTPApplication {
  func open(_ request: HTTPRequest) -> HTTPOpening {
    metrics.begin()
    let visit = Visit(language(of: request))
    visit.wantsJSON = request.prefersJSON
    visit.address = client(of: request)
    do throws(Refusal) {
      try admit(request, visit)
    } catch {
      return .answer(refusal(error, request, visit), visit)
    }
    guard visit.route?.takesFile == true else {
      return .proceed(visit, limit: 64 << 10, holders: [])
    }
    return .proceed(visit, limit: options.uploadLimit, holders: holders(of: visit))
  }

  /// Who answers for the files of a request: its link or account, and its address.
  private func holders(of visit: Visit) -> [FileHolder] {
    // A form is a little longer than its file.
    let file = options.uploadLimit + 64 << 10
    let address = FileHolder(name: "address \(visit.owner)", limit: 4 * file)
    guard let name = visit.name else { return [address] }
    return [FileHolder(name: name, limit: 2 * file), address]
  }

  /// Finds out what is asked for and whether the visitor may have it.
  private func admit(_ request: HTTPRequest, _ visit: Visit) throws(Refusal) {
    guard request.hasOneLength else { throw .length }
    let host = Self.withoutPort(request.headers["host"]?.lowercased() ?? "")
    guard hosts.contains(host) else { throw .wrongHost }
    if let wait = requestRate.wait(for: visit.owner, at: visit.started) { throw .tooOften(wait) }
    guard !isStopping.load(ordering: .sequentiallyConsistent) else { throw .stopping }
    guard stores.failure == nil else { throw .registerReplaced }
    try find(request, visit)
    guard let route = visit.route else { throw .notFound }
    if route.method == "POST" {
      try requireSameSite(request)
      let limit = (route.takesFile ? options.uploadLimit : 0) + 64 << 10
      if let length = request.headers["content-length"].flatMap({ Int($0) }), length > limit {
        throw .tooLarge(options.uploadLimit)
      }
    }
    switch route.audience {
    case .anyone:
      try identifyAuditor(request, visit, isRequired: false)
      if visit.secret == nil { greet(request, visit) }
    case .partner: try identifyPartner(request, visit)
    case .auditor: try identifyAuditor(request, visit, isRequired: true)
    }
  }

  private func find(_ request: HTTPRequest, _ visit: Visit) throws(Refusal) {
    guard let segments = request.segments else { throw .notFound }
    let method = request.method == "HEAD" ? "GET" : request.method
    var isKnown = false
    for route in Routes.all {
      guard let values = route.match(segments) else { continue }
      isKnown = true
      guard route.method == method else { continue }
      visit.route = route
      visit.values = values
      return
    }
    throw isKnown ? .method : .notFound
  }

  /// Browsers say where a form comes from (Fetch Metadata; RFC 6454, § 7); what comes from elsewhere is refused.
  private func requireSameSite(_ request: HTTPRequest) throws(Refusal) {
    if let site = request.headers["sec-fetch-site"], site != "same-origin", site != "none" {
      throw .otherSite
    }
    if let origin = request.headers["origin"], origin != "null",
      let scheme = origin.firstRange(of: "://"),
      !hosts.contains(Self.withoutPort(origin[scheme.upperBound...].lowercased()))
    {
      throw .otherSite
    }
  }

  private func identifyPartner(_ request: HTTPRequest, _ visit: Visit) throws(Refusal) {
    guard let secret = request.cookies[Cookie.link].flatMap({ Secret(presented: $0) }) else {
      throw .noLink
    }
    let found = try stored(visit) { (store) throws(RegisterError) in
      try store.invitation(opening: secret)
    }
    guard let found, String(found.number) == visit.values["invitation"] else { throw .noLink }
    guard found.isOpen(at: visit.time) else { throw .linkClosed }
    visit.visitor = .partner(found)
    visit.secret = secret
    if request.chosenLanguage == nil { visit.language = found.language }
  }

  private func identifyAuditor(_ request: HTTPRequest, _ visit: Visit, isRequired: Bool)
    throws(Refusal)
  {
    if let secret = request.cookies[Cookie.session].flatMap({ Secret(presented: $0) }) {
      let account = try stored(visit) { (store) throws(RegisterError) in
        try store.account(signedInBy: secret, at: visit.time)
      }
      if let account {
        visit.visitor = .auditor(account)
        visit.secret = secret
        return
      }
    }
    if isRequired { throw .signIn }
  }

  /// Gives who has no secret yet one that forms are tied to.
  private func greet(_ request: HTTPRequest, _ visit: Visit) {
    if let secret = request.cookies[Cookie.visit].flatMap({ Secret(presented: $0) }) {
      visit.secret = secret
    } else if visit.route?.givesForm == true {
      let secret = Secret()
      visit.secret = secret
      visit.cookies.append(cookie(Cookie.visit, secret.text, path: "/"))
    }
  }

  // MARK: The body is there

  func answer(_ request: HTTPRequest, _ form: HTTPForm, _ opened: any HTTPOpened) -> HTTPResponse {
    guard let visit = opened as? Visit, let route = visit.route else { return HTTPResponse(500) }
    let call = Call(request: request, form: form, visit: visit)
    do throws(Refusal) {
      if route.method == "POST" { try requireFormToken(call) }
      return finished(try route.handler(self, call), request, visit)
    } catch {
      return refusal(error, request, visit)
    }
  }

  func refuse(_ request: HTTPRequest, _ fault: HTTPFault, _ opened: any HTTPOpened)
    -> HTTPResponse
  {
    guard let visit = opened as? Visit else { return HTTPResponse(500) }
    let said: Refusal =
      switch fault {
      case .tooLarge: .tooLarge(options.uploadLimit)
      case .noForm: .noForm
      case .busy: .busy
      case .tooManyAtOnce: .tooManyAtOnce
      }
    return refusal(said, request, visit)
  }

  private func requireFormToken(_ call: Call) throws(Refusal) {
    let sent = call.request.headers["x-csrf-token"] ?? call.form["csrf"] ?? ""
    guard let secret = call.visit.secret, secret.formToken.isSameInConstantTime(as: sent) else {
      throw .forgedForm
    }
  }

  func completed(_ request: HTTPRequest, _ opened: (any HTTPOpened)?, status: Int, bytes: Int) {
    let visit = opened as? Visit
    let seconds = visit.map { Clock.steady - $0.started } ?? 0
    metrics.end(
      route: visit?.route?.path ?? "", method: visit?.route?.method ?? "", status: status,
      seconds: seconds, reason: visit?.reason)
    log.add(
      AccessLog.Entry(
        address: visit?.address ?? request.address, method: request.method,
        path: Self.withoutSecrets(request.path), status: status, bytes: bytes,
        milliseconds: seconds * 1000, who: visit?.name, reason: visit?.reason))
  }

  /// A path as the log has it.
  static func withoutSecrets(_ path: String) -> String {
    for prefix in ["/i/", "/account/"] where path.hasPrefix(prefix) { return prefix + "…" }
    // Whatever looks like a secret elsewhere was put there by mistake.
    return path.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.utf8.count >= 40 ? "…" : String($0)
    }.joined(separator: "/")
  }

  // MARK: What all answers have in common

  /// Runs what reads or writes the register.
  func stored<Result>(
    _ visit: Visit, _ body: (CounterStore) throws(RegisterError) -> Result
  ) throws(Refusal) -> Result {
    do { return try stores.with(at: visit.time, body) } catch {
      switch error {
      case .noSubmission, .noPartner, .forgotten: throw .notFound
      default:
        log.note(error.message(in: .english))
        if stores.failure != nil { throw .registerReplaced }
        if case .unconfirmed = error { throw .unconfirmed }
        throw .register
      }
    }
  }

  func refusal(_ refusal: Refusal, _ request: HTTPRequest, _ visit: Visit) -> HTTPResponse {
    visit.reason = refusal.reason
    if refusal.reason == Refusal.signIn.reason, request.method == "GET", !visit.wantsJSON {
      return finished(.seeOther("/login"), request, visit)
    }
    let (sentence, advice) = (refusal.sentence(visit.language), refusal.advice(visit.language))
    var response: HTTPResponse
    if visit.wantsJSON {
      // RFC 9457.
      response = .json(
        [
          "type": .string("about:blank"), "status": JSON(refusal.status),
          "title": .string(sentence), "detail": .string(advice), "reason": .string(refusal.reason),
          "confirm": JSON(refusal.confirm),
        ], status: refusal.status)
      response.headers = [("Content-Type", "application/problem+json")]
    } else {
      response = .page(
        ErrorPage(
          context: visit.context(of: request), status: refusal.status, sentence: sentence,
          advice: advice
        ).html, status: refusal.status)
    }
    if let wait = refusal.wait { response.headers.append(("Retry-After", String(wait))) }
    // Nobody can tell where such a request ends.
    if refusal.reason == Refusal.length.reason { response.headers.append(("Connection", "close")) }
    if refusal.status == 401 { response.headers.append(("WWW-Authenticate", "Cookie")) }
    return finished(response, request, visit)
  }

  /// With the headers that every answer has.
  private func finished(_ response: HTTPResponse, _ request: HTTPRequest, _ visit: Visit)
    -> HTTPResponse
  {
    var response = response
    if request["lang"].flatMap({ Language(rawValue: $0) }) != nil {
      visit.cookies.append(
        cookie(
          Cookie.language, visit.language.rawValue, path: "/", seconds: 365 * 86_400))
    }
    func add(_ name: String, _ value: String) {
      if !response.headers.contains(where: { $0.name == name }) {
        response.headers.append((name, value))
      }
    }
    add("Content-Security-Policy", PageAssets.policy)
    add("X-Content-Type-Options", "nosniff")
    add("X-Frame-Options", "DENY")
    add("Referrer-Policy", "no-referrer")
    add("Cross-Origin-Opener-Policy", "same-origin")
    add("Cross-Origin-Resource-Policy", "same-origin")
    add("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
    add("Cache-Control", "no-store")
    add("Vary", "Accept, Accept-Language, Cookie")
    if isSecure { add("Strict-Transport-Security", "max-age=31536000") }
    if isStopping.load(ordering: .relaxed) { add("Connection", "close") }
    for cookie in visit.cookies { response.headers.append(("Set-Cookie", cookie)) }
    return response
  }

  /// One `Set-Cookie` (RFC 6265, § 4.1).
  func cookie(_ name: String, _ value: String, path: String, seconds: Int? = nil) -> String {
    var text = "\(name)=\(value); Path=\(path); HttpOnly; SameSite=Lax"
    if let seconds { text += "; Max-Age=\(seconds)" }
    if isSecure { text += "; Secure" }
    return text
  }

  // MARK: Who asks

  /// The client's address; behind a proxy what that added itself, the last of a list.
  private func client(of request: HTTPRequest) -> String {
    guard options.isBehindProxy, let list = request.headers["x-forwarded-for"],
      let last = list.split(separator: ",").last
    else { return request.address }
    return String(last.trimmed().prefix(64))
  }

  private func language(of request: HTTPRequest) -> Language {
    request.chosenLanguage ?? request.acceptedLanguage ?? options.language
  }
}

extension HTTPRequest {
  /// Whether there is no doubt how long the body is (RFC 9112, § 6.3): one length, or pieces.
  var hasOneLength: Bool {
    guard let length = headers["content-length"] else { return true }
    return headers["transfer-encoding"] == nil && !length.contains(",")
  }

  /// Whether a program looks, before or without anybody who wants to see something: a scanner of e-mail by
  /// HEAD, a browser that loads a page in case it is wanted (`Sec-Purpose`, Fetch Metadata; `Purpose` in
  /// older ones).
  var isAhead: Bool {
    method == "HEAD"
      || ["sec-purpose", "purpose", "x-moz", "x-purpose"].contains {
        let value = headers[$0] ?? ""
        return value.contains("prefetch") || value.contains("preview")
      }
  }

  /// What the visitor chose, now or before.
  var chosenLanguage: Language? {
    (self["lang"] ?? cookies[Cookie.language]).flatMap { Language(rawValue: $0) }
  }

  /// The first of `Accept-Language` that there is; browsers list the preferred one first.
  fileprivate var acceptedLanguage: Language? {
    for item in (headers["accept-language"] ?? "").split(separator: ",").prefix(20) {
      if let language = Language(rawValue: item.trimmed().prefix(2).lowercased()) {
        return language
      }
    }
    return nil
  }

  /// Whether JSON is asked for rather than a page (RFC 9110, § 12.5.1); a browser names HTML.
  fileprivate var prefersJSON: Bool {
    let accept = headers["accept"] ?? ""
    return accept.contains("json") && !accept.contains("text/html")
  }
}

extension Route {
  /// Whether a page of this address has a form for somebody without a secret.
  fileprivate var givesForm: Bool { path == "/login" || path == "/account/{secret}" }
}
