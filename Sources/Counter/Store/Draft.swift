internal import Basics
internal import Register

/// A workbook that a partner had read and has not handed in yet; one for each invitation.
struct Draft: Sendable {
  var received: Timestamp
  /// The partner that the workbook itself names.
  var named: String?
  /// What would be handed in; without the original where nobody asked for it.
  var handedIn: HandedIn
  /// Of the original.
  var bytes: Int
  /// Of the original, lower-case hexadecimal.
  var sha256: String
}

extension CounterStore {
  /// Puts a workbook in the place of what was read before. It is not handed in yet: after a failure of the machine it may
  /// have to be checked again.
  func keep(_ draft: Draft, for invitation: Int) throws(RegisterError) {
    let record = draft.handedIn.record
    try database.writing(.whileMachineRuns) { () throws(RegisterError) in
      try database.run("DELETE FROM drafts WHERE invitation = $1", [.integer(invitation)])
      // Nobody comes back to a draft whose link opens nothing.
      try database.run(
        """
        DELETE FROM drafts WHERE invitation IN
          (SELECT number FROM invitations WHERE expires <= $1 OR revoked IS NOT NULL)
        """, [.text(draft.received.description)])
      try database.run(
        """
        INSERT INTO drafts (invitation, received, kind, named, sha256, original, file, template,
          language, program, verdict, permille, submission_json, assessment_json)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """,
        [
          .integer(invitation), .text(draft.received.description),
          .text(draft.handedIn.kind.rawValue), Value(draft.named?.withoutZeros),
          .text(draft.sha256),
          .bytes(draft.handedIn.original), .text(record.file.withoutZeros), .text(record.template),
          .text(record.language), .text(record.program), .text(record.verdict),
          Value(record.permille), .text(record.submission), .text(record.assessment),
        ])
    }
  }

  /// - Parameter withOriginal: whether the file is wanted as well.
  func draft(of invitation: Invitation, withOriginal: Bool) throws(RegisterError) -> Draft? {
    let original: StaticString = withOriginal ? "original" : "NULL"
    guard
      let row = try database.run(
        """
        SELECT received, kind, named, sha256, \(original), file, template, language, program, verdict,
          permille, submission_json, assessment_json, length(original)
        FROM drafts WHERE invitation = $1
        """, [.integer(invitation.number)]
      ).first
    else { return nil }
    guard let kind = RegisteredSubmission.Kind(rawValue: try row.text(1)) else {
      throw .damaged("drafts.kind")
    }
    let record = RegisteredRecord(
      file: try row.text(5), template: try row.text(6), language: try row.text(7),
      program: try row.text(8), verdict: try row.text(9), permille: try row.optionalInteger(10),
      submission: try row.text(11), assessment: try row.text(12))
    return Draft(
      received: Timestamp(stored: try row.text(0)), named: try row.optionalText(2),
      handedIn: HandedIn(
        partner: invitation.partner, kind: kind,
        original: withOriginal ? try row.bytes(4) : [], record: record),
      bytes: try row.integer(13), sha256: try row.text(3))
  }

  /// The invitations that have a draft, with its verdict.
  func draftVerdicts() throws(RegisterError) -> [Int: String] {
    var verdicts: [Int: String] = [:]
    for row in try database.run("SELECT invitation, verdict FROM drafts") {
      verdicts[try row.integer(0)] = try row.text(1)
    }
    return verdicts
  }

  /// Takes a draft away, unless another took its place.
  func discard(of invitation: Int, sha256: String, _ durability: Durability = .lasting)
    throws(RegisterError)
  {
    try database.writing(durability) { () throws(RegisterError) in
      try database.run(
        "DELETE FROM drafts WHERE invitation = $1 AND sha256 = $2",
        [.integer(invitation), .text(sha256)])
    }
  }

  /// Removes what the counter itself holds of a partner, on the partner's request.
  ///
  /// - Returns: false where there was nothing.
  func forget(partner: String) throws(RegisterError) -> Bool {
    let key = Value.text(Register.key(of: partner))
    return try database.writing { () throws(RegisterError) in
      let invited = try database.run("SELECT 1 FROM invitations WHERE key = $1 LIMIT 1", [key])
      try database.run(
        """
        DELETE FROM drafts WHERE invitation IN (SELECT number FROM invitations WHERE key = $1)
        """, [key])
      try database.run("DELETE FROM invitations WHERE key = $1", [key])
      return !invited.isEmpty
    }
  }
}
