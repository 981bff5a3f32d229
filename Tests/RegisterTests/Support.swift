import Basics
import Foundation
import Synchronization
import TestSupport
import Testing

@testable import Register

/// The databases that a register may be in. Every test of what a register does runs on each.
enum Backend: String, CaseIterable, CustomTestStringConvertible {
  case sqlite = "SQLite"
  case postgresql = "PostgreSQL"

  var testDescription: String { rawValue }
}

/// A register of its own for one test.
final class TestRegister {
  let location: RegisterLocation
  /// Where the file is; an empty folder for a server.
  let folder: WorkFolder

  private static let databases = Atomic<Int>(0)

  /// A test of a database that is not installed is skipped, by name.
  init(_ backend: Backend) throws {
    folder = try WorkFolder()
    switch backend {
    case .sqlite: location = .file(folder.path(of: "register.sqlite"))
    case .postgresql:
      let address = try Self.server()
      let name = "test\(Self.databases.add(1, ordering: .relaxed).newValue)"
      try PostgreSQLDatabase(PostgreSQLAddress(address), isCreated: true).run(
        "CREATE DATABASE " + name)
      location = try RegisterLocation(PostgreSQLServer.address(address, database: name))
    }
  }

  private static func server() throws -> String {
    switch PostgreSQLServer.started {
    case .success(let address): return address
    case .failure(let missing):
      // Installed, and it does not start: that is no reason to be skipped.
      guard !missing.isInstalled else { throw missing }
      try Test.cancel("\(missing.reason)")
    }
  }

  /// A connection to it.
  func open(_ access: Register.Access = .adding) throws(RegisterError) -> Register {
    try Register(location, for: access, at: Self.time, by: "tests")
  }

  static let time = Timestamp(startOf: .epoch)
}

extension Register {
  /// Adds what a partner might hand in.
  @discardableResult
  func add(
    _ partner: String, _ bytes: [UInt8], file: String = "retour.xlsx",
    kind: RegisteredSubmission.Kind = .returned
  ) throws(RegisterError) -> Addition {
    try add(
      HandedIn(partner: partner, kind: kind, original: bytes, record: .example(file: file)),
      at: TestRegister.time, by: "tests")
  }

  func add(_ partner: String, _ text: String) throws(RegisterError) {
    try add(partner, Array(text.utf8))
  }

  /// What `verify` finds, and what it counted.
  func faults(noted: String? = nil) throws(RegisterError) -> (
    faults: [RegisterFault], result: Verification
  ) {
    var faults: [RegisterFault] = []
    let result = try verify(
      noted: noted, limit: 1 << 20, reread: { _, _, _ in nil },
      report: {
        faults.append($0)
      })
    return (faults, result)
  }

  func bytes(_ number: Int) throws(RegisterError) -> [UInt8]? {
    try original(of: submission(number), limit: .max)
  }

  func count(_ table: String) throws(RegisterError) -> Int {
    try database.run("SELECT count(*) FROM " + table)[0].integer(0)
  }
}

extension RegisteredRecord {
  static func example(file: String = "retour.xlsx") -> RegisteredRecord {
    RegisteredRecord(
      file: file, template: "retail@1.0@fr", language: "fr", program: "respecte 0",
      verdict: "incomplete", permille: 931, submission: #"{"answers":[1]}"#,
      assessment: #"{"verdict":"incomplete"}"#)
  }
}
