internal import Basics
public import Checklists
public import Register
internal import Synchronization

/// How the counter is set up.
public struct CounterOptions: Sendable {
  public var register: RegisterLocation
  public var library: TemplateLibrary
  /// Of whoever has chosen none.
  public var language: Language = .french
  /// As the log calls the program: its name and version.
  public var program = "respecte"
  /// Where people reach it, `https://conformite.exemple.fr`; nil for what it listens on.
  public var publicURL: String?
  /// PEM.
  public var certificate: String?
  public var key: String?
  /// Whether the client's address is the last one of `X-Forwarded-For`.
  public var isBehindProxy = false
  /// In bytes.
  public var uploadLimit = 16 << 20
  /// How many requests of one address are answered in a minute.
  public var requestsPerMinute = 600
  /// How many uploads of one link are read in a minute.
  public var uploadsPerMinute = 20
  public var log: LogFormat = .text

  public init(register: RegisterLocation, library: TemplateLibrary) {
    self.register = register
    self.library = library
  }
}

/// Why the counter does not open.
public enum CounterError: Error, Sendable {
  /// A library is not installed; its name, and Debian's package.
  case libraryMissing(String, package: String)
  /// Nothing can listen there; `errno`'s number.
  case address(Int32)
  case register(RegisterError)
  /// The certificate or its key are not accepted, or there is no thread.
  case notStarted
}

/// The server: partners download and return, auditors see the queue.
public final class Counter: Sendable {
  let options: CounterOptions
  let stores: StorePool
  let reader: any UploadReader
  let passwords: PasswordHash
  let log: AccessLog
  let metrics = Metrics()
  let blankWorkbooks = BlankWorkbooks()
  let isStopping = Atomic(false)
  /// `http://127.0.0.1:8080`, without a slash at its end.
  public let address: String
  /// The names under which it answers.
  let hosts: Set<String>

  let requestRate: RateLimiter
  let uploadRate: RateLimiter
  /// Wrong passwords of one address, or of one browser that the account's owner has used. None of an account:
  /// whoever guesses would keep its owner out.
  let signInRate = RateLimiter(RateLimit(perMinute: 6, burst: 10))

  private let server = Mutex<Running?>(nil)
  private struct Running: @unchecked Sendable { let server: HTTPServer }

  /// How long a session lasts, and links to accounts, in seconds and days.
  static let sessionSeconds = 12 * 3600
  static let accountLinkDays = 7
  /// How long a browser is known after somebody signed in, in days.
  static let browserDays = 365

  /// Opens the register, listens and serves.
  ///
  /// - Parameters:
  ///   - listening: where.
  ///   - socket: one that another program opened, which listens there already.
  ///   - write: takes lines of the log, in a thread of its own.
  public init(
    _ options: CounterOptions, listening: ListenAddress, socket: Int32? = nil,
    reader: any UploadReader, write: @escaping @Sendable (String) -> Void
  ) throws(CounterError) {
    guard let library = HTTPLibrary.loaded else {
      throw .libraryMissing("libmicrohttpd", package: "libmicrohttpd12")
    }
    guard let passwords = PasswordHash.loaded else {
      throw .libraryMissing("libsodium", package: "libsodium23")
    }
    do {
      stores = try StorePool(options.register, at: Clock.now, by: options.program)
    } catch { throw .register(error) }
    let listener: Listener
    if let socket {
      listener = Listener(socket: socket)
    } else {
      let (opened, error) = Listener.open(listening)
      guard let opened else { throw .address(error) }
      listener = opened
    }
    self.options = options
    self.passwords = passwords
    self.reader = reader
    guard let log = AccessLog(format: options.log, write: write) else { throw .notStarted }
    self.log = log
    let scheme = options.certificate == nil ? "http://" : "https://"
    address = options.publicURL ?? scheme + listener.shown
    hosts = Self.hosts(of: address, listening: listener.shown)
    requestRate = RateLimiter(
      RateLimit(perMinute: options.requestsPerMinute, burst: max(20, options.requestsPerMinute / 3))
    )
    uploadRate = RateLimiter(
      RateLimit(perMinute: options.uploadsPerMinute, burst: max(5, options.uploadsPerMinute / 2)))
    var serving = HTTPServer.Options(socket: listener.socket)
    serving.certificate = options.certificate
    serving.key = options.key
    serving.isBehindProxy = options.isBehindProxy
    serving.files = max(128 << 20, 8 * options.uploadLimit)
    guard let running = HTTPServer(library, serving, self) else { throw .notStarted }
    let holder = Running(server: running)
    server.withLock { $0 = holder }
  }

  /// Whether anything is sent over TLS where people reach it, so that cookies are sent no other way.
  var isSecure: Bool { address.hasPrefix("https://") }

  /// The names by which a browser may ask: that of the public address, and those of this machine.
  private static func hosts(of address: String, listening: String) -> Set<String> {
    func host(_ text: some StringProtocol) -> String {
      var name = text.lowercased()
      if let slash = name.firstIndex(of: "/") { name = String(name[..<slash]) }
      return withoutPort(name)
    }
    // A name that leads here from elsewhere is none of these.
    var names: Set<String> = [host(listening), "localhost", "127.0.0.1", "[::1]"]
    if let scheme = address.firstRange(of: "://") {
      names.insert(host(address[scheme.upperBound...]))
    }
    return names
  }

  static func withoutPort(_ host: String) -> String {
    guard let colon = host.lastIndex(of: ":"), !host[colon...].contains("]") else { return host }
    return String(host[..<colon])
  }

  /// Why nothing is served any more, though it was not told to stop: the register was replaced, deleted or
  /// damaged.
  public var registerFailure: RegisterError? { stores.failure }

  /// Every checklist that it knows.
  public var templates: [Template] { options.library.templates }

  /// The link by which the first auditor sets a password; nil where somebody can sign in already.
  public func firstAccountLink(named name: String) throws(RegisterError) -> String? {
    let now = Clock.now
    let secret = try stores.with(at: now) { (store) throws(RegisterError) -> Secret? in
      guard try !store.hasAccounts() else { return nil }
      return try store.link(
        toAccount: name, until: Clock.after(days: Self.accountLinkDays), at: now,
        by: options.program)
    }
    return secret.map { address + "/account/" + $0.text }
  }

  /// Makes every link of the register open nothing, and ends every session.
  ///
  /// - Returns: how many invitations were revoked.
  public func revokeAll() throws(RegisterError) -> Int {
    let now = Clock.now
    return try stores.with(at: now) { (store) throws(RegisterError) in
      try store.revokeAll(at: now, by: options.program)
    }
  }

  /// Invites a partner for a demonstration or from a script, for a year.
  ///
  /// - Returns: the link.
  ///
  /// The links that the partner has for the same checklist open nothing from then on.
  public func invite(_ partner: String, template: Template) throws(RegisterError) -> String {
    let now = Clock.now
    let made = try stores.with(at: now) { (store) throws(RegisterError) in
      try store.invite(
        partner, template: template.edition, models: [], language: template.language,
        until: Clock.after(days: 365), at: now, by: options.program)
    }
    return address + "/i/" + made.secret.text
  }

  /// Removes what the counter holds of a partner beside what was handed in: links, and what was checked.
  ///
  /// - Returns: false where there was nothing.
  public static func forget(partner: String, in register: Register) throws(RegisterError) -> Bool {
    try CounterStore(in: register)?.forget(partner: partner) ?? false
  }

  /// The name of a known partner that is taken for the same and is written otherwise, but for blanks; nil
  /// where there is none.
  public static func nameWrittenOtherwise(_ name: String, in register: Register)
    throws(RegisterError) -> String?
  {
    var known = try register.writtenName(of: name)
    if known == nil, let store = try CounterStore(in: register) {
      known = try store.invitedName(of: name)
    }
    func words(_ text: String) -> [Substring] { text.split(whereSeparator: \.isWhitespace) }
    return known.flatMap { words($0) == words(name) ? nil : $0 }
  }

  /// Stops: nothing new is taken, what was begun is finished, for so many seconds at most.
  public func stop(within seconds: Double) {
    isStopping.store(true, ordering: .sequentiallyConsistent)
    let running = server.withLock { running in
      let taken = running
      running = nil
      return taken
    }
    guard let running else { return }
    running.server.quiesce()
    let end = Clock.steady + seconds
    while metrics.open > 0, Clock.steady < end { Clock.pause(milliseconds: 20) }
    running.server.stop()
    log.writer.end(within: 1)
  }

  /// Says something to whoever reads the log, as it is.
  public func say(_ sentence: String) { log.writer.add(sentence + "\n") }
}
