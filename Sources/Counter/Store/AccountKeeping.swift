internal import Basics
public import Register

/// The accounts of a register, as whoever runs the server keeps them from the command line.
public struct AccountKeeping {
  private let store: CounterStore
  private let time: Timestamp
  private let actor: String

  /// An account as it is listed.
  public struct Listed: Sendable {
    public enum State: String, Sendable {
      /// Somebody signs in by it.
      case open
      /// Its link was not used yet.
      case invited
      /// Its password was withdrawn, and the new link was not used yet.
      case reset
      /// Nobody gets in by it any more.
      case closed
    }
    public let name: String
    public let state: State
    public let created: Timestamp
  }

  /// - Parameters:
  ///   - time, actor: what the log says.
  public init(_ location: RegisterLocation, at time: Timestamp, by actor: String)
    throws(RegisterError)
  {
    store = try CounterStore(location, for: .addingToo, at: time, by: actor)
    self.time = time
    self.actor = actor
  }

  /// Every account, in the order in which they were made.
  public func list() throws(RegisterError) -> [Listed] {
    try store.accounts().map { account in
      Listed(
        name: account.name,
        state: account.closed != nil
          ? .closed : account.password != nil ? .open : account.reset != nil ? .reset : .invited,
        created: account.created)
    }
  }

  /// What became of a wish.
  public enum Outcome: Sendable {
    /// The path of the link by which a password is chosen, to be put behind the server's address.
    case link(name: String, path: String)
    case done(name: String)
    case unknown
    case isClosed
    /// `add`: the account has, or had, a password.
    case isThere
  }

  /// Makes an account, or a new link to one that nobody has used yet.
  public func add(_ name: String) throws(RegisterError) -> Outcome {
    if let known = try store.account(named: name), known.closed == nil, known.wasOpened {
      return .isThere
    }
    let secret = try store.link(toAccount: name, until: expires, at: time, by: actor)
    return secret.map { .link(name: name, path: Self.path($0)) } ?? .isClosed
  }

  /// Withdraws a password, ends the sessions, and makes a link by which another is chosen; the owner is told
  /// at the next sign-in.
  public func reset(_ name: String) throws(RegisterError) -> Outcome {
    guard let reset = try store.reset(name, until: expires, at: time, by: actor) else {
      return try store.account(named: name) == nil ? .unknown : .isClosed
    }
    return .link(name: reset.account.name, path: Self.path(reset.secret))
  }

  /// Lets nobody in by an account any more.
  public func close(_ name: String) throws(RegisterError) -> Outcome {
    guard let account = try store.account(named: name) else { return .unknown }
    return try store.close(account.number, at: time, by: actor)
      ? .done(name: account.name) : .isClosed
  }

  private var expires: Timestamp { Clock.after(days: Counter.accountLinkDays) }

  private static func path(_ secret: Secret) -> String { "/account/" + secret.text }

  /// Whether nobody can sign in yet, and the account whose link is made then: the only one that is not
  /// closed.
  public static func firstAccount(in register: Register) throws(RegisterError) -> (
    isNeeded: Bool, known: String?
  ) {
    guard try register.database.version(of: CounterSchema.component) > 0 else { return (true, nil) }
    var names: [String] = []
    var isNeeded = true
    for row in try register.database.run(
      "SELECT name, password FROM accounts WHERE closed IS NULL ORDER BY number")
    {
      names.append(try row.text(0))
      if try row.optionalText(1) != nil { isNeeded = false }
    }
    return (isNeeded, names.count == 1 ? names.first : nil)
  }
}
