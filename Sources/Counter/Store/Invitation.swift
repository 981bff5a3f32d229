internal import Basics
internal import Checklists
internal import Register

/// A partner's link: what it opens, and how far the partner has come.
struct Invitation: Sendable, Equatable {
  /// From 1; part of the partner's addresses, and no secret.
  var number: Int
  var partner: String
  /// `<id>@<version>` of the checklist.
  var template: String
  /// The checklist's id, whatever its version.
  var checklist: String { RegisteredSubmission.Summary.checklist(of: template) }
  /// Ids of the delivery models that the workbook is issued with; empty for all.
  var models: [String]
  /// The partner's, until another is chosen.
  var language: Language
  /// The auditor's name.
  var inviter: String
  var created: Timestamp
  /// From then on the link opens nothing.
  var expires: Timestamp
  var revoked: Timestamp?
  /// When the partner first opened the link, and first downloaded a workbook.
  var opened: Timestamp?
  var downloaded: Timestamp?

  /// Whether the link still opens anything.
  func isOpen(at time: Timestamp) -> Bool {
    revoked == nil && time.description < expires.description
  }
}

extension CounterStore {
  /// Invites a partner. The links that the partner has for the same checklist open nothing from then on; what
  /// was checked by the last of them goes over to the new one.
  ///
  /// - Returns: the invitation, its secret, which is nowhere kept, and the numbers of those that it replaced.
  func invite(
    _ partner: String, template: String, models: [String], language: Language,
    until expires: Timestamp,
    at time: Timestamp, by inviter: String
  ) throws(RegisterError) -> (invitation: Invitation, secret: Secret, replaced: [Int]) {
    let secret = Secret()
    var replaced: [Int] = []
    let number = try database.writing { () throws(RegisterError) -> Int in
      let checklist = RegisteredSubmission.Summary.checklist(of: template)
      let earlier = try invitations(
        where: "key = $1", "ORDER BY number", [.text(Register.key(of: partner))]
      ).filter { $0.isOpen(at: time) && $0.checklist == checklist }
      let number = try next("invitations")
      try database.run(
        """
        INSERT INTO invitations (number, key, partner, secret, template, models, language, inviter,
          created, expires)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """,
        [
          .integer(number), .text(Register.key(of: partner)), .text(partner), .text(secret.digest),
          .text(template), .text(models.joined(separator: ",")), .text(language.rawValue),
          .text(inviter), .text(time.description), .text(expires.description),
        ])
      try register.append(
        .invited, at: time, by: inviter,
        details: [
          "invitation": .number(Double(number)), "partner": .string(partner),
          "expires": .string(expires.description),
        ])
      if let last = earlier.last {
        try database.run(
          "UPDATE drafts SET invitation = $1 WHERE invitation = $2",
          [.integer(number), .integer(last.number)])
      }
      for invitation in earlier { try close(invitation, at: time, by: inviter, for: number) }
      replaced = earlier.map(\.number)
      return number
    }
    guard let invitation = try invitation(number) else { throw .damaged("invitations") }
    return (invitation, secret, replaced)
  }

  /// Makes a link open nothing from now on.
  ///
  /// - Returns: false where there is no such invitation, or it was revoked before.
  func revoke(_ number: Int, at time: Timestamp, by actor: String) throws(RegisterError) -> Bool {
    try database.writing { () throws(RegisterError) in
      guard let invitation = try invitation(number), invitation.revoked == nil else { return false }
      try close(invitation, at: time, by: actor, for: nil)
      return true
    }
  }

  /// - Parameter replacement: the number of the invitation that takes the place.
  private func close(
    _ invitation: Invitation, at time: Timestamp, by actor: String, for replacement: Int?
  ) throws(RegisterError) {
    let number = invitation.number
    try database.run(
      "UPDATE invitations SET revoked = $1 WHERE number = $2",
      [.text(time.description), .integer(number)])
    try database.run("DELETE FROM drafts WHERE invitation = $1", [.integer(number)])
    var details: [JSON.Member] = [
      .init("invitation", JSON(number)), .init("partner", .string(invitation.partner)),
    ]
    if let replacement { details.append(.init("replacedBy", JSON(replacement))) }
    try register.append(.revoked, at: time, by: actor, details: .object(details))
  }

  /// Makes every link open nothing from now on, and ends every session: a restored backup brings back what
  /// was revoked since.
  ///
  /// - Returns: how many invitations were revoked.
  func revokeAll(at time: Timestamp, by actor: String) throws(RegisterError) -> Int {
    var numbers: [Int] = []
    for row in try database.run(
      "SELECT number FROM invitations WHERE revoked IS NULL ORDER BY number")
    {
      numbers.append(try row.integer(0))
    }
    var count = 0
    for number in numbers where try revoke(number, at: time, by: actor) { count += 1 }
    try database.writing { () throws(RegisterError) in
      for table in ["account_links", "sessions", "browsers"] {
        try database.run("DELETE FROM " + table)
      }
    }
    return count
  }

  func invitation(_ number: Int) throws(RegisterError) -> Invitation? {
    try invitations(where: "number = $1", "", [.integer(number)]).first
  }

  /// The one that a secret opens, whatever has become of it.
  func invitation(opening secret: Secret) throws(RegisterError) -> Invitation? {
    try invitations(where: "secret = $1", "", [.text(secret.digest)]).first
  }

  /// As the name of a partner was written in the first invitation; nil where there was none.
  func invitedName(of partner: String) throws(RegisterError) -> String? {
    try invitations(
      where: "key = $1", "ORDER BY number LIMIT 1", [.text(Register.key(of: partner))]
    ).first?.partner
  }

  /// All of them, the latest first.
  func invitations(limit: Int = 5000) throws(RegisterError) -> [Invitation] {
    try invitations(where: "number > 0", "ORDER BY number DESC LIMIT $1", [.integer(limit)])
  }

  /// Notes that a partner saw the page for the first time.
  func noteOpening(_ invitation: Invitation, at time: Timestamp) throws(RegisterError) {
    guard invitation.opened == nil else { return }
    try note("opened", invitation.number, time)
  }

  /// Notes that a partner downloaded a workbook for the first time.
  func noteDownload(_ invitation: Invitation, at time: Timestamp) throws(RegisterError) {
    guard invitation.downloaded == nil else { return }
    try note("downloaded", invitation.number, time)
  }

  private func note(_ column: StaticString, _ number: Int, _ time: Timestamp) throws(RegisterError)
  {
    try database.writing { () throws(RegisterError) in
      try database.run(
        "UPDATE invitations SET \(column) = $1 WHERE number = $2 AND \(column) IS NULL",
        [.text(time.description), .integer(number)])
    }
  }

  private func invitations(where condition: String, _ end: String, _ values: [Value])
    throws(RegisterError) -> [Invitation]
  {
    var found: [Invitation] = []
    for row in try database.run(
      """
      SELECT number, partner, template, models, language, inviter, created, expires, revoked, opened,
        downloaded
      FROM invitations WHERE \(condition) \(end)
      """, values)
    {
      guard let language = Language(rawValue: try row.text(4)) else {
        throw .damaged("invitations.language")
      }
      func time(_ column: Int) throws(RegisterError) -> Timestamp? {
        try row.optionalText(column).map { Timestamp(stored: $0) }
      }
      found.append(
        Invitation(
          number: try row.integer(0), partner: try row.text(1), template: try row.text(2),
          models: try row.text(3).split(separator: ",").map(String.init), language: language,
          inviter: try row.text(5), created: Timestamp(stored: try row.text(6)),
          expires: Timestamp(stored: try row.text(7)), revoked: try time(8), opened: try time(9),
          downloaded: try time(10)))
    }
    return found
  }
}
