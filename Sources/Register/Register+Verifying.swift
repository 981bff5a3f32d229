internal import Basics

extension Register {
  /// What was gone through.
  public struct Verification: Sendable, Equatable {
    public var events = 0
    public var submissions = 0
    /// Those that were removed on their partners' request.
    public var forgotten = 0
    /// Of the last event; who keeps it elsewhere sees later that the log was not cut off or replaced.
    public var digest = ""
    /// How many faults were reported.
    public var faults = 0
  }

  /// Holds everything against everything: each digest, the chain of the log, what refers to what, what was removed.
  ///
  /// - Parameters:
  ///   - digest: of an event that has to be in the log; nil where none was noted.
  ///   - limit: originals with more bytes are not given to `reread`.
  ///   - reread: what is to be said of a submission once its original was read anew; nil where it is the same.
  ///   - report: takes what is found, in the order of the log and of the submissions.
  public func verify(
    noted digest: String? = nil, limit: Int,
    reread: (RegisteredSubmission, RegisteredRecord, [UInt8]) -> RegisterFault?,
    report: (RegisterFault) -> Void
  ) throws(RegisterError) -> Verification {
    try database.reading { () throws(RegisterError) in
      var result = Verification()
      var faults: [RegisterFault] = []
      func say(_ fault: RegisterFault) {
        if fault.isWrong { result.faults += 1 }
        report(fault)
      }
      for words in try database.storageFaults(isThorough: true) { say(.storage(words)) }
      let guards = try database.triggers()
      for name in Guards.all.flatMap({ $0.triggers(database.dialect) })
      where !guards.contains(name) { say(.unguarded(name)) }
      for table in try tablesWithDanglingRows() { say(.dangling(table)) }
      try verifyLog(noted: digest, &result, &faults)
      for fault in faults { say(fault) }
      var last = 0
      try forEachSubmission(
        Selection(), failing: { $0 },
        body: { (submission) throws(RegisterError) in
          for number in last + 1..<max(last + 1, submission.number) {
            say(.submissionMissing(number))
          }
          last = submission.number
          result.submissions += 1
          if try isKept(submission) {
            if let fault = try fault(of: submission, limit: limit, reread) { say(fault) }
          } else {
            result.forgotten += 1
            if try isPartlyThere(submission) { say(.notRemoved(submission.number)) }
          }
          if try !isAsLogged(submission) { say(.submissionAltered(submission.number)) }
        })
      return result
    }
  }

  private func verifyLog(
    noted digest: String?, _ result: inout Verification, _ faults: inout [RegisterFault]
  ) throws(RegisterError) {
    var number = 0
    var isFound = digest == nil
    try forEachEvent(
      failing: { $0 },
      body: { (event) throws(RegisterError) in
        if event.number != number + 1 {
          faults.append(.eventsMissing(after: number, before: event.number))
        }
        if event.previous != result.digest { faults.append(.chainBroken(event.number)) }
        if event.digest != event.computedDigest { faults.append(.eventAltered(event.number)) }
        if event.digest == digest { isFound = true }
        number = event.number
        result.digest = event.digest
        result.events += 1
      })
    if let digest, !isFound { faults.append(.digestUnknown(digest)) }
  }

  private func isKept(_ submission: RegisteredSubmission) throws(RegisterError) -> Bool {
    try !database.run("SELECT 1 FROM kept WHERE number = $1", [.integer(submission.number)])
      .isEmpty
  }

  /// What is wrong with a submission that is kept.
  private func fault(
    of submission: RegisteredSubmission, limit: Int,
    _ reread: (RegisteredSubmission, RegisteredRecord, [UInt8]) -> RegisterFault?
  ) throws(RegisterError) -> RegisterFault? {
    guard submission.summary != nil else { return .recordMissing(submission.number) }
    let record = try record(of: submission.number)
    let stored = try database.run(
      "SELECT record FROM submissions WHERE number = $1", [.integer(submission.number)]
    ).first?.text(0)
    guard record.digest == stored else { return .recordAltered(submission.number) }
    var bytes: [UInt8] = []
    var count = 0
    do throws(RegisterError) {
      try forEachPiece(
        ofOriginal: submission.sha256, failing: { $0 },
        body: {
          (piece) throws(RegisterError) in
          count += piece.count
          if submission.bytes <= limit { bytes += piece }
        })
    } catch .damaged { return .originalAltered(submission.number) }
    guard count == submission.bytes else { return .originalAltered(submission.number) }
    return submission.bytes <= limit ? reread(submission, record, bytes) : nil
  }

  /// Whether anything of a submission that was removed is there, but for what others handed in as well.
  private func isPartlyThere(_ submission: RegisteredSubmission) throws(RegisterError) -> Bool {
    if submission.summary != nil { return true }
    return try !database.run(
      """
      SELECT 1 FROM pieces WHERE original = $1
        AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.original = pieces.original) LIMIT 1
      """, [.text(submission.sha256)]
    ).isEmpty
  }

  /// Whether the log says once that it was received, and says the same of it as it says itself.
  private func isAsLogged(_ submission: RegisteredSubmission) throws(RegisterError) -> Bool {
    let record = try database.run(
      "SELECT record FROM submissions WHERE number = $1", [.integer(submission.number)]
    ).first?.text(0)
    let events = try events(submission: submission.number).filter {
      $0.kind == RegisterEvent.Kind.received.rawValue
    }
    guard let event = events.first, events.count == 1 else { return false }
    return event.time == submission.received && event.partner == submission.partner
      && event.details == Self.details(of: submission, record: record ?? "").compact
  }

  /// The tables of which a row refers to one that is not there, whatever the database itself thinks of it.
  private func tablesWithDanglingRows() throws(RegisterError) -> [String] {
    let references = [
      ("pieces", "original", "originals", "sha256"),
      ("submissions", "partner", "partners", "number"),
      ("submissions", "original", "originals", "sha256"),
      ("documents", "submission", "submissions", "number"),
      ("events", "partner", "partners", "number"),
      ("events", "submission", "submissions", "number"),
      // Every original was handed in by somebody.
      ("originals", "sha256", "submissions", "original"),
    ]
    var tables: [String] = []
    for (table, column, other, key) in references {
      let found = try database.run(
        """
        SELECT 1 FROM \(table) t WHERE t.\(column) IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM \(other) o WHERE o.\(key) = t.\(column)) LIMIT 1
        """)
      if !found.isEmpty { tables.append(table) }
    }
    return tables
  }
}
