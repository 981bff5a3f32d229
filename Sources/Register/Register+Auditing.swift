internal import Basics
public import Checklists

extension RegisteredSubmission {
  /// What an audit workbook that is made of it says that it was made from.
  public var origin: AuditOrigin {
    AuditOrigin(file: summary?.file ?? "", sha256: sha256, number: number, isForPartner: false)
  }
}

extension Register {
  /// Which auditor's workbook is about which submission, in the order in which they were taken in.
  ///
  /// Settled is one in which auditors do not differ; no other one goes to the partner.
  public func audits(of submission: Int? = nil) throws(RegisterError) -> [(
    submission: Int, audit: Int, isSettled: Bool
  )] {
    var condition = "kind = 'audited'"
    if let submission { condition += " AND submission = \(submission)" }
    var found: [(submission: Int, audit: Int, isSettled: Bool)] = []
    for row in try database.run(
      "SELECT submission, details FROM events WHERE \(condition) ORDER BY number")
    {
      let details = try? JSON.read(Array(try row.text(1).utf8))
      guard let submission = try row.optionalInteger(0), let audit = details?["audit"]?.int else {
        continue
      }
      found.append((submission, audit, details?["conflicts"]?.int == nil))
    }
    return found
  }

  /// The submission that an auditor's workbook is about; nil where the log does not say.
  public func submission(auditedBy audit: Int) throws(RegisterError) -> RegisteredSubmission? {
    guard let number = try audits().last(where: { $0.audit == audit })?.submission else {
      return nil
    }
    return try submission(number)
  }

  /// Notes of the auditors' workbooks of earlier versions of this program which submission each is about: the
  /// last one of the same partner, received before, with the bytes that the workbook names.
  package func noteEarlierAudits(at time: Timestamp, by actor: String) throws(RegisterError) {
    try database.writing { () throws(RegisterError) in
      let noted = Set(try audits().map(\.audit))
      let rows = try database.run(
        "SELECT number, partner FROM submissions WHERE kind = 'audit' ORDER BY number")
      for row in rows where !noted.contains(try row.integer(0)) {
        let audit = try submission(try row.integer(0))
        guard audit.summary != nil,
          let document = try? record(of: audit.number).submission,
          let sha256 = JSON.member("audit", of: Array(document.utf8))?["sha256"]?.string,
          let audited = try submissions(withOriginal: sha256).last(where: {
            $0.partner == audit.partner && $0.number < audit.number
          })
        else { continue }
        try append(
          .audited, at: time, by: actor, partner: (try row.integer(1), audit.partner),
          submission: audited.number, details: ["audit": JSON(audit.number)])
      }
    }
  }
}
