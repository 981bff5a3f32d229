internal import Basics
internal import Checklists

extension Register {
  /// What became of something that was handed in.
  public enum Addition: Sendable, Equatable {
    case new(RegisteredSubmission)
    /// The partner's current submission has the same bytes: the log says so, and nothing changes.
    case known(RegisteredSubmission)
    /// An earlier submission of the partner has the same bytes: it is the current one again.
    case current(RegisteredSubmission)

    public var submission: RegisteredSubmission {
      switch self {
      case .new(let submission), .known(let submission), .current(let submission): submission
      }
    }
  }

  /// The size of the pieces in which an original is stored.
  static let pieceSize = 1 << 20

  /// Takes in a submission; it lasts once this returns.
  public func add(_ handedIn: HandedIn, at time: Timestamp, by actor: String)
    throws(RegisterError) -> Addition
  {
    let digest = SHA256.hex(of: handedIn.original)
    return try database.writing { () throws(RegisterError) in
      let partner = try partner(named: handedIn.partner.withoutZeros.trimmed())
      if let number = try kept(of: partner.number, original: digest) {
        let isCurrent = try isCurrent(try submission(number), of: partner.name, handedIn.audited)
        try append(
          isCurrent ? .repeated : .resubmitted, at: time, by: actor, partner: partner,
          submission: number)
        if !isCurrent { try noteAudit(number, handedIn, partner, at: time, by: actor) }
        let submission = try submission(number)
        return isCurrent ? .known(submission) : .current(submission)
      }
      try store(handedIn.original, digest: digest)
      let record = handedIn.record.stored
      let number = try next("submissions")
      try database.run(
        """
        INSERT INTO submissions (number, partner, kind, received, original, record)
        VALUES ($1, $2, $3, $4, $5, $6)
        """,
        [
          .integer(number), .integer(partner.number), .text(handedIn.kind.rawValue),
          .text(time.description), .text(digest), .text(record.digest),
        ])
      try store(record, of: number)
      let submission = try submission(number)
      try append(
        .received, at: time, by: actor, partner: partner, submission: number,
        details: Self.details(of: submission, record: record.digest))
      try noteAudit(number, handedIn, partner, at: time, by: actor)
      return .new(try self.submission(number))
    }
  }

  /// Notes which submission an auditor's workbook is about, and in how many answers auditors differ.
  private func noteAudit(
    _ number: Int, _ handedIn: HandedIn, _ partner: (number: Int, name: String), at time: Timestamp,
    by actor: String
  ) throws(RegisterError) {
    guard let audited = handedIn.audited else { return }
    let read = try? SubmissionJSON.read(Array(handedIn.record.submission.utf8))
    let conflicts = read?.answers.count { !$0.conflicts.isEmpty } ?? 0
    try append(
      .audited, at: time, by: actor, partner: partner, submission: audited,
      details: conflicts == 0
        ? ["audit": JSON(number)] : ["audit": JSON(number), "conflicts": JSON(conflicts)])
  }

  /// Whether nothing changes when a submission is handed in again: no other of its partner and checklist, and
  /// no other auditor's workbook about the same submission, came after it.
  private func isCurrent(
    _ submission: RegisteredSubmission, of partner: String, _ audited: Int?
  ) throws(RegisterError) -> Bool {
    if submission.kind == .audit {
      guard let audited else { return true }
      return try audits(of: audited).last?.audit == submission.number
    }
    return try current(of: partner).contains { $0.number == submission.number }
  }

  /// What the log says of a submission that was taken in: everything that is never removed.
  static func details(of submission: RegisteredSubmission, record: String) -> JSON {
    [
      "kind": .string(submission.kind.rawValue), "original": .string(submission.sha256),
      "bytes": JSON(submission.bytes), "record": .string(record),
    ]
  }

  /// The partner with a name, a new one if need be.
  private func partner(named name: String) throws(RegisterError) -> (number: Int, name: String) {
    if let known = try knownPartner(name) { return known }
    let number = try next("partners")
    try database.run(
      "INSERT INTO partners (number, key, name) VALUES ($1, $2, $3)",
      [.integer(number), .text(Self.key(of: name)), .text(name)])
    return (number, name)
  }

  /// What partners are told apart by. PostgreSQL's indices hold no text of more than 2,704 bytes.
  public static func key(of name: String) -> String {
    let folded = name.folded()
    return folded.utf8.count <= 1000 ? folded : SHA256.hex(of: Array(folded.utf8))
  }

  private func next(_ table: String) throws(RegisterError) -> Int {
    try database.run("SELECT coalesce(max(number), 0) FROM " + table).first.map {
      (row) throws(RegisterError) in try row.integer(0) + 1
    } ?? 1
  }

  /// The partner's submission with these bytes that is kept.
  private func kept(of partner: Int, original: String) throws(RegisterError) -> Int? {
    try database.run(
      "SELECT number FROM kept WHERE partner = $1 AND original = $2 ORDER BY number DESC LIMIT 1",
      [.integer(partner), .text(original)]
    ).first?.integer(0)
  }

  /// Stores bytes unless they are there already.
  private func store(_ original: [UInt8], digest: String) throws(RegisterError) {
    let key = Value.text(digest)
    if try database.run("SELECT 1 FROM originals WHERE sha256 = $1", [key]).isEmpty {
      try database.run(
        "INSERT INTO originals (sha256, bytes) VALUES ($1, $2)", [key, .integer(original.count)])
    }
    guard try database.run("SELECT 1 FROM pieces WHERE original = $1 LIMIT 1", [key]).isEmpty
    else { return }
    for (number, start) in stride(from: 0, to: original.count, by: Self.pieceSize).enumerated() {
      let piece = Array(original[start..<min(start + Self.pieceSize, original.count)])
      try database.run(
        "INSERT INTO pieces (original, number, content) VALUES ($1, $2, $3)",
        [key, .integer(number), .bytes(piece)])
    }
  }

  private func store(_ record: RegisteredRecord, of number: Int) throws(RegisterError) {
    try database.run(
      """
      INSERT INTO documents (submission, file, template, language, program, verdict, permille,
        submission_json, assessment_json)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        .integer(number), .text(record.file), .text(record.template), .text(record.language),
        .text(record.program), .text(record.verdict), Value(record.permille),
        .text(record.submission), .text(record.assessment),
      ])
  }

  /// Removes everything that a partner handed in: originals that nobody else handed in, and what was made of them. The log
  /// keeps who, when and which digests.
  ///
  /// - Returns: the submissions that were removed, as they were.
  public func forget(partner name: String, at time: Timestamp, by actor: String)
    throws(RegisterError) -> [RegisteredSubmission]
  {
    let removed = try database.writing { () throws(RegisterError) -> [RegisteredSubmission] in
      guard let partner = try knownPartner(name) else { throw .noPartner(name) }
      var removed: [RegisteredSubmission] = []
      var tombs: [JSON] = []
      for row in try database.run(
        """
        SELECT s.number, s.record FROM submissions s JOIN kept k ON k.number = s.number
        WHERE k.partner = $1 ORDER BY s.number
        """, [.integer(partner.number)])
      {
        let submission = try submission(try row.integer(0))
        removed.append(submission)
        tombs.append([
          "submission": JSON(submission.number), "original": .string(submission.sha256),
          "record": .string(try row.text(1)),
        ])
      }
      guard !removed.isEmpty else { throw .noPartner(name) }
      try append(
        .forgotten, at: time, by: actor, partner: partner, details: ["removed": .array(tombs)])
      for submission in removed {
        try database.run(
          "DELETE FROM documents WHERE submission = $1", [.integer(submission.number)])
        try database.run(
          """
          DELETE FROM pieces WHERE original = $1
            AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.original = pieces.original)
          """, [.text(submission.sha256)])
      }
      return removed
    }
    try database.purge()
    return removed
  }
}
