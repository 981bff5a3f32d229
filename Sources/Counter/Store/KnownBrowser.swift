internal import Basics
internal import Register

/// Browsers in which somebody signed in before: whoever guesses passwords elsewhere does not keep these out.
extension CounterStore {
  /// Remembers a browser, and forgets what it presented before.
  ///
  /// - Returns: what the browser is given; only its digest is stored.
  func remember(
    browserOf account: Account, instead old: Secret?, until expires: Timestamp, at time: Timestamp
  ) throws(RegisterError) -> Secret {
    let secret = Secret()
    try database.writing { () throws(RegisterError) in
      try database.run(
        "DELETE FROM browsers WHERE expires <= $1 OR secret = $2",
        [.text(time.description), .text(old?.digest ?? "")])
      // One person has no more of them; who makes more pushes out the oldest.
      try database.run(
        """
        DELETE FROM browsers WHERE account = $1 AND secret NOT IN
          (SELECT secret FROM browsers WHERE account = $1 ORDER BY expires DESC LIMIT 19)
        """, [.integer(account.number)])
      try database.run(
        "INSERT INTO browsers (secret, account, expires) VALUES ($1, $2, $3)",
        [.text(secret.digest), .integer(account.number), .text(expires.description)])
    }
    return secret
  }

  /// Whether somebody signed in to an account in the browser that presents this.
  func isKnown(_ browser: Secret, to account: Account, at time: Timestamp) throws(RegisterError)
    -> Bool
  {
    try !database.run(
      "SELECT 1 FROM browsers WHERE secret = $1 AND account = $2 AND expires > $3",
      [.text(browser.digest), .integer(account.number), .text(time.description)]
    ).isEmpty
  }
}
