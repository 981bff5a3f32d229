import Foundation
import Testing

@testable import Register

/// What is kept cannot be changed, and who changes it all the same is found out.
@Suite struct TamperingTests {
  /// Two partners with two submissions each, one of them removed.
  private func filled(_ backend: Backend) throws -> (TestRegister, Register) {
    let place = try TestRegister(backend)
    let register = try place.open()
    try register.add("Lavande", "A")
    try register.add("Kestrel", "B")
    try register.add("Lavande", "C")
    try register.add("Tessera", "D")
    _ = try register.forget(partner: "Tessera", at: TestRegister.time, by: "office")
    #expect(try register.faults().faults == [])
    return (place, register)
  }

  private static let changes = [
    "UPDATE events SET actor = 'nobody'", "DELETE FROM events",
    "DELETE FROM events WHERE number = 6",
    "UPDATE submissions SET received = '2000-01-01T00:00:00Z'", "DELETE FROM submissions",
    "UPDATE partners SET name = 'Lavender'", "UPDATE originals SET bytes = 0",
    "UPDATE pieces SET number = 7", "DELETE FROM pieces",
    "UPDATE documents SET verdict = 'eligible'", "DELETE FROM documents",
    "DELETE FROM documents WHERE submission = 1",
    "INSERT INTO documents SELECT 4, file, template, language, program, verdict, permille, "
      + "submission_json, assessment_json FROM documents WHERE submission = 77 OR submission = 1",
  ]

  @Test("The database itself refuses changes", arguments: Backend.allCases)
  func changesAreRefused(backend: Backend) throws {
    let (place, register) = try filled(backend)
    defer { withExtendedLifetime(place) {} }
    for change in Self.changes.dropLast() {
      #expect(throws: RegisterError.failed("the register only grows"), "\(change)") {
        try register.database.run(change)
      }
    }
    #expect(try register.faults().faults == [])
  }

  @Test("No way around a trigger")
  func replacements() throws {
    let (place, lite) = try filled(.sqlite)
    defer { withExtendedLifetime(place) {} }
    for change in [
      "INSERT OR REPLACE INTO events SELECT number, time, kind, 'x', partner, submission, details, "
        + "previous, digest FROM events WHERE number = 2",
      "REPLACE INTO partners VALUES (1, 'x', 'y')",
      "INSERT OR REPLACE INTO pieces SELECT original, number, x'00' FROM pieces",
    ] {
      #expect(throws: RegisterError.failed("the register only grows")) {
        try lite.database.run(change)
      }
    }
    let (_, server) = try filled(.postgresql)
    for change in [
      "TRUNCATE events", "TRUNCATE submissions CASCADE", "TRUNCATE documents",
      "INSERT INTO partners VALUES (1, 'x', 'y') ON CONFLICT (number) DO UPDATE SET name = 'y'",
    ] {
      #expect(throws: RegisterError.failed("the register only grows")) {
        try server.database.run(change)
      }
    }
  }

  /// What is done behind the back of the guards, and what has to be found.
  struct Tampering: CustomTestStringConvertible {
    let statement: String
    let expected: [RegisterFault]
    var testDescription: String { statement }
  }

  private static let tamperings = [
    Tampering(
      statement: "UPDATE events SET actor = 'nobody' WHERE number = 3", expected: [.eventAltered(3)]
    ),
    Tampering(
      statement: "UPDATE events SET details = '{}' WHERE number = 2",
      expected: [.eventAltered(2), .submissionAltered(1)]),
    Tampering(
      statement: "DELETE FROM events WHERE number = 3",
      expected: [.eventsMissing(after: 2, before: 4), .chainBroken(4), .submissionAltered(2)]),
    Tampering(
      statement: "UPDATE events SET digest = 'abc' WHERE number = 4",
      expected: [.eventAltered(4), .chainBroken(5)]),
    // With its event the removal is gone, not what it removed.
    Tampering(
      statement: "DELETE FROM events WHERE number = 6", expected: [.recordMissing(4)]),
    Tampering(
      statement: "UPDATE submissions SET received = '2000-01-01T00:00:00Z' WHERE number = 2",
      expected: [.submissionAltered(2)]),
    Tampering(
      statement: "UPDATE submissions SET partner = 2 WHERE number = 1",
      expected: [.submissionAltered(1)]),
    Tampering(
      statement: "UPDATE documents SET verdict = 'eligible' WHERE submission = 3",
      expected: [.recordAltered(3)]),
    Tampering(
      statement: "UPDATE documents SET submission_json = '{}' WHERE submission = 3",
      expected: [.recordAltered(3)]),
    Tampering(
      statement: "DELETE FROM documents WHERE submission = 3", expected: [.recordMissing(3)]),
    Tampering(
      statement:
        "UPDATE pieces SET content = $1 WHERE original = (SELECT original FROM submissions "
        + "WHERE number = 2)", expected: [.originalAltered(2)]),
    Tampering(
      statement: "DELETE FROM pieces WHERE original = (SELECT original FROM submissions "
        + "WHERE number = 2)", expected: [.originalAltered(2)]),
    Tampering(
      statement: "UPDATE originals SET bytes = 2 WHERE sha256 = (SELECT original FROM submissions "
        + "WHERE number = 2)", expected: [.originalAltered(2), .submissionAltered(2)]),
    Tampering(
      statement: "UPDATE partners SET name = 'Lavender' WHERE number = 1",
      expected: [.eventAltered(2), .eventAltered(4)]),
    // The documents of a submission that is kept stand in for those of one that was removed.
    Tampering(statement: changes[changes.count - 1], expected: [.notRemoved(4)]),
    Tampering(
      statement: "INSERT INTO pieces SELECT original, 0, $1 FROM submissions WHERE number = 4",
      expected: [.notRemoved(4)]),
    Tampering(
      statement: "INSERT INTO events SELECT 9, time, kind, actor, partner, submission, details, "
        + "previous, 'def' FROM events WHERE number = 6",
      expected: [.eventsMissing(after: 6, before: 9), .chainBroken(9), .eventAltered(9)]),
  ]

  @Test("Changes behind the guards' back are found", arguments: Backend.allCases, tamperings)
  func changesAreFound(backend: Backend, tampering: Tampering) throws {
    let (place, register) = try filled(backend)
    defer { withExtendedLifetime(place) {} }
    let database = register.database
    switch backend {
    case .sqlite:
      try database.run("PRAGMA foreign_keys = OFF")
      for name in try database.triggers() { try database.run("DROP TRIGGER " + name) }
    case .postgresql: try database.run("SET session_replication_role TO replica")
    }
    let isBytes = tampering.statement.contains("$1")
    try database.run(tampering.statement, isBytes ? [.bytes([7])] : [])
    let found = try register.faults().faults.filter {
      if case .unguarded = $0 { false } else { true }
    }
    #expect(found == tampering.expected)
  }

  @Test("Guards that were taken away are missed", arguments: Backend.allCases)
  func guardsAreMissed(backend: Backend) throws {
    let (place, register) = try filled(backend)
    defer { withExtendedLifetime(place) {} }
    switch backend {
    case .sqlite: try register.database.run("DROP TRIGGER events_deleted")
    case .postgresql:
      try register.database.run("ALTER TABLE events DISABLE TRIGGER events_deleted")
    }
    #expect(try register.faults().faults == [.unguarded("events_deleted")])
  }

  /// A register that ends earlier is a register: only a digest that was noted elsewhere tells.
  @Test(arguments: Backend.allCases)
  func anEndThatWasCutOff(backend: Backend) throws {
    let (place, register) = try filled(backend)
    defer { withExtendedLifetime(place) {} }
    let noted = try register.faults().result.digest
    try register.add("Kestrel", "E")
    #expect(try register.faults(noted: noted).faults == [])
    let last = try register.faults().result.digest
    let database = register.database
    switch backend {
    case .sqlite: for name in try database.triggers() { try database.run("DROP TRIGGER " + name) }
    case .postgresql: try database.run("SET session_replication_role TO replica")
    }
    for statement in [
      "DELETE FROM events WHERE number = 7", "DELETE FROM documents WHERE submission = 5",
      "DELETE FROM pieces WHERE original = (SELECT original FROM submissions WHERE number = 5)",
      "DELETE FROM submissions WHERE number = 5",
      "DELETE FROM originals WHERE sha256 NOT IN (SELECT original FROM submissions)",
    ] { try database.run(statement) }
    #expect(
      try !register.faults().faults.contains { if case .unguarded = $0 { false } else { true } })
    #expect(try register.faults(noted: last).faults.contains(.digestUnknown(last)))
    #expect(try !register.faults(noted: noted).faults.contains(.digestUnknown(noted)))
  }
}
