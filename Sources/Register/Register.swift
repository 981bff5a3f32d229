package import Basics

/// Every submission that was handed in, and a log of what happened to them.
///
/// Nothing in it is ever overwritten: the database itself refuses to change or delete what is kept, and each event of the
/// log holds the digest of the one before, so that `verify` sees what was changed all the same. An object is one
/// connection and is used by one thread at a time; a program that serves many opens several.
public final class Register {
  /// For components with tables of their own beside these; see `Database.migrate`.
  package let database: any Database
  /// The last event that this connection added.
  package private(set) var lastAdded: EventMark?

  /// What a register is opened for.
  public enum Access: Sendable {
    case reading
    /// Makes it where there is none; what the database can say of its storage is looked at first, all of it.
    case adding
    /// The same for one more connection of a program that has one: the storage is not looked at again, and
    /// nothing is made.
    case addingToo
  }

  /// Opens a register.
  ///
  /// - Parameters:
  ///   - time, actor: what the log says of a register that is made.
  public init(
    _ location: RegisterLocation, for access: Access, at time: Timestamp, by actor: String
  ) throws(RegisterError) {
    let isCreated = access == .adding
    switch location {
    case .file(let path): database = try SQLiteDatabase(path: path, isCreated: isCreated)
    case .server(let address):
      database = try PostgreSQLDatabase(address, isCreated: isCreated)
    }
    try database.migrate(
      RegisterSchema.component, RegisterSchema.migrations, isCreated: isCreated)
    guard isCreated else { return }
    if let fault = try database.storageFaults(isThorough: false).first {
      throw .damaged(fault)
    }
    guard try lastEvent() == nil else { return }
    try database.writing { () throws(RegisterError) in
      if try lastEvent() == nil { try append(.created, at: time, by: actor) }
    }
  }
}

/// Adding to the log; inside `writing`.
extension Register {
  /// Adds an event behind the last one.
  package func append(
    _ kind: RegisterEvent.Kind, at time: Timestamp, by actor: String,
    partner: (number: Int, name: String)? = nil, submission: Int? = nil, details: JSON = [:]
  ) throws(RegisterError) {
    let last = try lastEvent()
    var event = RegisterEvent(
      number: (last?.number ?? 0) + 1, time: time, kind: kind.rawValue,
      actor: actor.withoutZeros, partner: partner?.name, submission: submission,
      details: details.compact, previous: last?.digest ?? "", digest: "")
    event.digest = event.computedDigest
    try database.run(
      """
      INSERT INTO events
        (number, time, kind, actor, partner, submission, details, previous, digest)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
      """,
      [
        .integer(event.number), .text(event.time.description), .text(event.kind),
        .text(event.actor), Value(partner?.number), Value(submission), .text(event.details),
        .text(event.previous), .text(event.digest),
      ])
    lastAdded = EventMark(number: event.number, digest: event.digest)
  }

  /// The last event of all.
  package func lastEvent() throws(RegisterError) -> EventMark? {
    guard
      let row = try database.run(
        "SELECT number, digest FROM events ORDER BY number DESC LIMIT 1"
      ).first
    else { return nil }
    return EventMark(number: try row.integer(0), digest: try row.text(1))
  }

  /// Sees that this is still the register in which an event was kept.
  ///
  /// - Throws: `replaced`, or how the database fails.
  package func requireInPlace(_ event: EventMark) throws(RegisterError) {
    try database.requireInPlace()
    let found = try database.run(
      "SELECT digest FROM events WHERE number = $1", [.integer(event.number)])
    guard try found.first?.text(0) == event.digest else { throw .replaced }
  }
}

/// What tells one event from all others of all registers.
package struct EventMark: Sendable, Equatable {
  package let number: Int
  package let digest: String
}

extension RegisterEvent {
  /// SHA-256 of the members before `digest`, as a JSON array without blanks:
  /// `[previous,number,time,kind,actor,partner,submission,details]`.
  var computedDigest: String {
    let members: JSON = [
      .string(previous), JSON(number), .string(time.description), .string(kind), .string(actor),
      JSON(partner), JSON(submission), .string(details),
    ]
    return SHA256.hex(of: Array(members.compact.utf8))
  }
}

extension RegisteredRecord {
  /// SHA-256 of everything in it, as a JSON array without blanks, the documents by their digests.
  var digest: String {
    let members: JSON = [
      .string(file), .string(template), .string(language), .string(program), .string(verdict),
      JSON(permille), .string(SHA256.hex(of: Array(submission.utf8))),
      .string(SHA256.hex(of: Array(assessment.utf8))),
    ]
    return SHA256.hex(of: Array(members.compact.utf8))
  }

  /// As both databases hold it.
  var stored: RegisteredRecord {
    var record = self
    record.file = file.withoutZeros
    return record
  }
}

extension String {
  /// With the sign U+0000, which PostgreSQL's texts do not hold, made visible.
  package var withoutZeros: String {
    utf8.contains(0)
      ? split(separator: "\0", omittingEmptySubsequences: false).joined(separator: "␀") : self
  }
}
