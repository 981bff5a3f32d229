internal import Basics

extension Register {
  /// Which submissions are wanted, in the order of their numbers.
  public struct Selection: Sendable {
    /// Of one partner alone, by the name.
    public var partner: String?
    /// Those with higher numbers.
    public var after = 0
    public var limit = 500

    public init(partner: String? = nil) { self.partner = partner }
  }

  /// A page of submissions.
  public func submissions(_ selection: Selection) throws(RegisterError) -> [RegisteredSubmission] {
    var condition = "s.number > $1"
    var values = [Value.integer(selection.after), .integer(selection.limit)]
    if let name = selection.partner {
      condition += " AND p.key = $3"
      values.append(.text(Self.key(of: name)))
    }
    return try submissions(where: condition, "ORDER BY s.number LIMIT $2", values)
  }

  /// Goes through all submissions of a selection, page after page.
  public func forEachSubmission<Failure: Error>(
    _ selection: Selection, failing failure: (RegisterError) -> Failure,
    body: (RegisteredSubmission) throws(Failure) -> Void
  ) throws(Failure) {
    var selection = selection
    while true {
      let page: [RegisteredSubmission]
      do { page = try submissions(selection) } catch { throw failure(error) }
      for submission in page { try body(submission) }
      guard let last = page.last, page.count == selection.limit else { return }
      selection.after = last.number
    }
  }

  /// The submission with a number.
  public func submission(_ number: Int) throws(RegisterError) -> RegisteredSubmission {
    guard let found = try submissions(where: "s.number = $1", "", [.integer(number)]).first else {
      throw .noSubmission(number)
    }
    return found
  }

  /// What a partner handed in last, an auditor's workbooks aside.
  public func lastSubmission(of partner: String) throws(RegisterError) -> RegisteredSubmission {
    guard let last = try current(of: partner).max(by: { $0.turn < $1.turn }) else {
      throw .noPartner(partner)
    }
    return last
  }

  /// The current submission of each checklist of a partner, or of all partners; an auditor's workbooks aside.
  public func current(of partner: String? = nil) throws(RegisterError) -> [RegisteredSubmission] {
    var current: [[String]: RegisteredSubmission] = [:]
    try forEachSubmission(
      Selection(partner: partner), failing: { $0 },
      body: { (submission) throws(RegisterError) in
        guard submission.kind != .audit, let summary = submission.summary else { return }
        let key = [Self.key(of: submission.partner), summary.checklist]
        if submission.turn >= current[key]?.turn ?? 0 { current[key] = submission }
      })
    return current.values.sorted { $0.number < $1.number }
  }

  /// The numbers of the current submissions, in ascending order: what each partner handed in last with each
  /// checklist.
  public func lastSubmissions() throws(RegisterError) -> [Int] {
    try current().map(\.number)
  }

  /// What the kept submissions with these bytes are, whoever handed them in; an auditor's workbooks aside.
  public func submissions(withOriginal sha256: String) throws(RegisterError)
    -> [RegisteredSubmission]
  {
    try submissions(
      where: "s.original = $1 AND s.kind <> 'audit'", "ORDER BY s.number", [.text(sha256)]
    ).filter { $0.summary != nil }
  }

  /// The names of the partners of whom something is kept, sorted by their folded form.
  public func partners() throws(RegisterError) -> [String] {
    var names: [String] = []
    for row in try database.run(
      """
      SELECT name FROM partners p WHERE EXISTS (SELECT 1 FROM kept WHERE kept.partner = p.number)
      ORDER BY key
      """)
    { names.append(try row.text(0)) }
    return names
  }

  /// As a partner's name was written when it first came; nil for an unknown one.
  public func writtenName(of partner: String) throws(RegisterError) -> String? {
    try knownPartner(partner)?.name
  }

  func knownPartner(_ name: String) throws(RegisterError) -> (number: Int, name: String)? {
    guard
      let row = try database.run(
        "SELECT number, name FROM partners WHERE key = $1", [.text(Self.key(of: name))]
      ).first
    else { return nil }
    return (try row.integer(0), try row.text(1))
  }

  private func submissions(where condition: String, _ end: String, _ values: [Value])
    throws(RegisterError) -> [RegisteredSubmission]
  {
    var found: [RegisteredSubmission] = []
    for row in try database.run(
      """
      SELECT s.number, p.name, s.kind, s.received, s.original, o.bytes,
        d.file, d.template, d.language, d.program, d.verdict, d.permille, e.number, e.time
      FROM submissions s
      JOIN partners p ON p.number = s.partner
      JOIN originals o ON o.sha256 = s.original
      LEFT JOIN events e ON e.number = (SELECT max(h.number) FROM events h
        WHERE h.submission = s.number AND h.kind IN ('received', 'resubmitted'))
      LEFT JOIN documents d ON d.submission = s.number
      WHERE \(condition) \(end)
      """, values)
    {
      var summary: RegisteredSubmission.Summary?
      if let file = try row.optionalText(6) {
        summary = RegisteredSubmission.Summary(
          file: file, template: try row.text(7), language: try row.text(8),
          program: try row.text(9), verdict: try row.text(10),
          permille: try row.optionalInteger(11))
      }
      guard let kind = RegisteredSubmission.Kind(rawValue: try row.text(2)) else {
        throw .damaged("submissions.kind")
      }
      let received = try row.text(3)
      found.append(
        RegisteredSubmission(
          number: try row.integer(0), partner: try row.text(1), kind: kind,
          received: Timestamp(stored: received),
          handedIn: Timestamp(stored: try row.optionalText(13) ?? received),
          turn: try row.optionalInteger(12) ?? 0, sha256: try row.text(4),
          bytes: try row.integer(5), summary: summary))
    }
    return found
  }

  /// What was made of a submission.
  public func record(of number: Int) throws(RegisterError) -> RegisteredRecord {
    guard
      let row = try database.run(
        """
        SELECT file, template, language, program, verdict, permille, submission_json,
          assessment_json
        FROM documents WHERE submission = $1
        """, [.integer(number)]
      ).first
    else { throw .forgotten(number) }
    return RegisteredRecord(
      file: try row.text(0), template: try row.text(1), language: try row.text(2),
      program: try row.text(3), verdict: try row.text(4), permille: try row.optionalInteger(5),
      submission: try row.text(6), assessment: try row.text(7))
  }

  /// Goes through an original, piece by piece, and sees whether it has its digest.
  public func forEachPiece<Failure: Error>(
    ofOriginal digest: String, failing failure: (RegisterError) -> Failure,
    body: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var sum = SHA256Stream()
    var number = 0
    while true {
      let piece: [UInt8]?
      do throws(RegisterError) {
        piece = try database.run(
          "SELECT content FROM pieces WHERE original = $1 AND number = $2",
          [.text(digest), .integer(number)]
        ).first?.bytes(0)
        if piece == nil, sum.hex() != digest { throw .damaged("SHA-256 " + digest) }
      } catch { throw failure(error) }
      guard let piece else { return }
      sum.add(piece)
      try body(piece)
      number += 1
    }
  }

  /// The original of a submission.
  ///
  /// - Parameter limit: the largest number of bytes that is held.
  public func original(of submission: RegisteredSubmission, limit: Int) throws(RegisterError)
    -> [UInt8]?
  {
    guard submission.summary != nil else { throw .forgotten(submission.number) }
    guard submission.bytes <= limit else { return nil }
    var bytes: [UInt8] = []
    try forEachPiece(
      ofOriginal: submission.sha256, failing: { $0 },
      body: {
        (piece) throws(RegisterError) in bytes += piece
      })
    return bytes
  }

  /// A page of the log.
  ///
  /// - Parameters:
  ///   - number: the first event is the one behind this.
  ///   - submission: of one submission alone.
  ///   - partner: of one partner alone, by the name.
  public func events(
    after number: Int = 0, submission: Int? = nil, partner: String? = nil, limit: Int = 500
  ) throws(RegisterError) -> [RegisterEvent] {
    var condition = "e.number > $1"
    var values = [Value.integer(number), .integer(limit)]
    if let submission {
      values.append(.integer(submission))
      condition += " AND e.submission = $\(values.count)"
    }
    if let partner {
      values.append(.text(Self.key(of: partner)))
      condition += " AND p.key = $\(values.count)"
    }
    return try events(where: condition, "ORDER BY e.number", values)
  }

  private func events(where condition: String, _ order: String, _ values: [Value])
    throws(RegisterError) -> [RegisterEvent]
  {
    var events: [RegisterEvent] = []
    for row in try database.run(
      """
      SELECT e.number, e.time, e.kind, e.actor, p.name, e.submission, e.details, e.previous,
        e.digest
      FROM events e LEFT JOIN partners p ON p.number = e.partner
      WHERE \(condition) \(order) LIMIT $2
      """, values)
    {
      events.append(
        RegisterEvent(
          number: try row.integer(0), time: Timestamp(stored: try row.text(1)),
          kind: try row.text(2), actor: try row.text(3), partner: try row.optionalText(4),
          submission: try row.optionalInteger(5), details: try row.text(6),
          previous: try row.text(7), digest: try row.text(8)))
    }
    return events
  }

  /// Which events of the log are wanted, the latest first.
  public struct LogSelection: Sendable {
    /// Those with lower numbers; nil for the latest.
    public var before: Int?
    public var kind: String?
    /// By the name: what is about the partner, invitations among it.
    public var partner: String?
    public var actor: String?
    public var limit = 100

    public init() {}
  }

  /// A page of the log, the latest event first.
  public func log(_ selection: LogSelection) throws(RegisterError) -> [RegisterEvent] {
    var conditions = ["e.number < $1"]
    var values = [Value.integer(selection.before ?? .max), .integer(selection.limit)]
    func add(_ condition: (String) -> String, _ text: String) {
      values.append(.text(text))
      conditions.append(condition("$\(values.count)"))
    }
    if let kind = selection.kind { add({ "e.kind = " + $0 }, kind) }
    if let actor = selection.actor { add({ "e.actor = " + $0 }, actor) }
    if let partner = selection.partner {
      // A partner who handed in nothing yet stands in the details alone.
      values.append(.text(Self.key(of: partner)))
      let place = database.dialect == .sqlite ? "instr" : "strpos"
      let key = "$\(values.count)"
      values.append(.text("\"partner\":" + JSON.string(partner).compact))
      conditions.append("(p.key = \(key) OR \(place)(e.details, $\(values.count)) > 0)")
    }
    return try events(
      where: conditions.joined(separator: " AND "), "ORDER BY e.number DESC", values)
  }

  /// Everybody whom the log names as the one who did something, and every kind of event in it.
  public func logged() throws(RegisterError) -> (actors: [String], kinds: [String]) {
    func column(_ name: String) throws(RegisterError) -> [String] {
      try database.run("SELECT DISTINCT \(name) FROM events ORDER BY \(name) LIMIT 500").map {
        (row) throws(RegisterError) in try row.text(0)
      }
    }
    return (try column("actor"), try column("kind"))
  }

  /// What the log says of a submission, its removal included; the first page of it.
  public func history(of submission: RegisteredSubmission) throws(RegisterError) -> [RegisterEvent]
  {
    let events = try events(submission: submission.number)
    guard submission.summary == nil,
      let removal = try database.run(
        """
        SELECT min(f.number) FROM events f
        JOIN events r ON r.partner = f.partner AND r.kind = 'received' AND r.submission = $1
        WHERE f.kind = 'forgotten' AND f.number > r.number
        """, [.integer(submission.number)]
      ).first?.optionalInteger(0)
    else { return events }
    return events + (try self.events(after: removal - 1, limit: 1))
  }

  /// Goes through the log, page after page.
  public func forEachEvent<Failure: Error>(
    partner: String? = nil, failing failure: (RegisterError) -> Failure,
    body: (RegisterEvent) throws(Failure) -> Void
  ) throws(Failure) {
    var last = 0
    while true {
      let page: [RegisterEvent]
      do { page = try events(after: last, partner: partner) } catch { throw failure(error) }
      for event in page { try body(event) }
      guard let end = page.last else { return }
      last = end.number
    }
  }
}
