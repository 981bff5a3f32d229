internal import Basics
internal import Register

/// Somebody of the programme office.
struct Account: Sendable, Equatable {
  var number: Int
  var name: String
  /// As libsodium writes it; nil until the link of the account was used.
  var password: String?
  var created: Timestamp
  /// Since when nobody gets in by it.
  var closed: Timestamp?
  /// When and by whom the password was withdrawn; nil once its owner has taken note.
  var reset: Reset?

  struct Reset: Sendable, Equatable {
    var time: Timestamp
    var actor: String
  }

  /// Whether somebody has had a password for it, so that a link to it is a way to act under that name.
  var wasOpened: Bool { password != nil || reset != nil }
}

extension CounterStore {
  /// Whether somebody can sign in at all.
  func hasAccounts() throws(RegisterError) -> Bool {
    try !database.run(
      "SELECT 1 FROM accounts WHERE password IS NOT NULL AND closed IS NULL LIMIT 1"
    ).isEmpty
  }

  /// Makes an account, or a new link to one that is there: who uses the link chooses the password.
  ///
  /// - Returns: nil where the account is closed.
  func link(toAccount name: String, until expires: Timestamp, at time: Timestamp, by actor: String)
    throws(RegisterError) -> Secret?
  {
    let secret = Secret()
    return try database.writing { () throws(RegisterError) in
      var number = 0
      if let known = try account(named: name) {
        if known.closed != nil { return nil }
        number = known.number
      } else {
        number = try next("accounts")
        try database.run(
          "INSERT INTO accounts (number, key, name, created) VALUES ($1, $2, $3, $4)",
          [
            .integer(number), .text(Register.key(of: name)), .text(name), .text(time.description),
          ])
      }
      try database.run("DELETE FROM account_links WHERE account = $1", [.integer(number)])
      try database.run(
        "INSERT INTO account_links (secret, account, expires) VALUES ($1, $2, $3)",
        [.text(secret.digest), .integer(number), .text(expires.description)])
      try register.append(
        .accountInvited, at: time, by: actor, details: ["account": .string(name)])
      return secret
    }
  }

  /// Withdraws the password of an account, ends its sessions, and makes a link by which another password is
  /// chosen.
  ///
  /// - Returns: nil where there is no such account, or it is closed.
  func reset(_ name: String, until expires: Timestamp, at time: Timestamp, by actor: String)
    throws(RegisterError) -> (account: Account, secret: Secret)?
  {
    let secret = Secret()
    return try database.writing { () throws(RegisterError) in
      guard let account = try account(named: name), account.closed == nil else { return nil }
      let number = Value.integer(account.number)
      try database.run(
        "UPDATE accounts SET password = NULL, reset_at = $1, reset_by = $2 WHERE number = $3",
        [.text(time.description), .text(actor.withoutZeros), number])
      try forgetVisits(of: account)
      try database.run(
        "INSERT INTO account_links (secret, account, expires) VALUES ($1, $2, $3)",
        [.text(secret.digest), number, .text(expires.description)])
      try register.append(
        .accountReset, at: time, by: actor, details: ["account": .string(account.name)])
      return (account, secret)
    }
  }

  /// The owner of an account has taken note of the reset.
  func forgetReset(of account: Account) throws(RegisterError) {
    try database.writing { () throws(RegisterError) in
      try database.run(
        "UPDATE accounts SET reset_at = NULL, reset_by = NULL WHERE number = $1",
        [.integer(account.number)])
    }
  }

  /// The account that a link opens.
  func account(linkedBy secret: Secret, at time: Timestamp) throws(RegisterError) -> Account? {
    try accounts(
      where: """
        closed IS NULL AND number =
          (SELECT account FROM account_links WHERE secret = $1 AND expires > $2)
        """, [.text(secret.digest), .text(time.description)]
    ).first
  }

  /// Sets a password and uses the link up; whoever was signed in is so no more.
  ///
  /// - Returns: nil where the link was used meanwhile.
  func setPassword(_ password: String, by secret: Secret, at time: Timestamp) throws(RegisterError)
    -> Account?
  {
    try database.writing { () throws(RegisterError) in
      guard let account = try account(linkedBy: secret, at: time) else { return nil }
      let number = Value.integer(account.number)
      try database.run(
        "UPDATE accounts SET password = $1 WHERE number = $2", [.text(password), number])
      try forgetVisits(of: account)
      try register.append(.accountOpened, at: time, by: account.name)
      return account
    }
  }

  /// Lets nobody in by an account any more.
  func close(_ number: Int, at time: Timestamp, by actor: String) throws(RegisterError) -> Bool {
    try database.writing { () throws(RegisterError) in
      guard let account = try account(number), account.closed == nil else { return false }
      try database.run(
        "UPDATE accounts SET closed = $1, password = NULL WHERE number = $2",
        [.text(time.description), .integer(number)])
      try forgetVisits(of: account)
      try register.append(
        .accountClosed, at: time, by: actor, details: ["account": .string(account.name)])
      return true
    }
  }

  /// Ends sessions, uses links up and forgets browsers; inside `writing`.
  private func forgetVisits(of account: Account) throws(RegisterError) {
    for statement: StaticString in [
      "DELETE FROM account_links WHERE account = $1", "DELETE FROM sessions WHERE account = $1",
      "DELETE FROM browsers WHERE account = $1",
    ] { try database.run("\(statement)", [.integer(account.number)]) }
  }

  func account(_ number: Int) throws(RegisterError) -> Account? {
    try accounts(where: "number = $1", [.integer(number)]).first
  }

  func account(named name: String) throws(RegisterError) -> Account? {
    try accounts(where: "key = $1", [.text(Register.key(of: name))]).first
  }

  func accounts() throws(RegisterError) -> [Account] { try accounts(where: "number > 0", []) }

  private func accounts(where condition: String, _ values: [Value]) throws(RegisterError)
    -> [Account]
  {
    var found: [Account] = []
    for row in try database.run(
      """
      SELECT number, name, password, created, closed, reset_at, reset_by FROM accounts WHERE \(condition)
      ORDER BY number
      """, values)
    {
      var reset: Account.Reset?
      if let time = try row.optionalText(5) {
        reset = Account.Reset(
          time: Timestamp(stored: time), actor: try row.optionalText(6) ?? "")
      }
      found.append(
        Account(
          number: try row.integer(0), name: try row.text(1), password: try row.optionalText(2),
          created: Timestamp(stored: try row.text(3)),
          closed: try row.optionalText(4).map { Timestamp(stored: $0) }, reset: reset))
    }
    return found
  }
}

/// Who is signed in.
extension CounterStore {
  func signIn(_ account: Account, until expires: Timestamp, at time: Timestamp)
    throws(RegisterError) -> Secret
  {
    let secret = Secret()
    try database.writing { () throws(RegisterError) in
      try database.run("DELETE FROM sessions WHERE expires <= $1", [.text(time.description)])
      try database.run(
        "INSERT INTO sessions (secret, account, expires) VALUES ($1, $2, $3)",
        [.text(secret.digest), .integer(account.number), .text(expires.description)])
    }
    return secret
  }

  func account(signedInBy secret: Secret, at time: Timestamp) throws(RegisterError) -> Account? {
    try accounts(
      where: """
        closed IS NULL AND number =
          (SELECT account FROM sessions WHERE secret = $1 AND expires > $2)
        """, [.text(secret.digest), .text(time.description)]
    ).first
  }

  func signOut(_ secret: Secret) throws(RegisterError) {
    try database.writing { () throws(RegisterError) in
      try database.run("DELETE FROM sessions WHERE secret = $1", [.text(secret.digest)])
    }
  }
}
