import Checklists
import Foundation
import TestSupport
import Testing

@testable import Register

/// A register is opened as one, or it is said why not.
@Suite struct OpeningTests {
  @Test(arguments: Backend.allCases)
  func readingMakesNothing(backend: Backend) throws {
    let place = try TestRegister(backend)
    #expect(throws: RegisterError.notThere) { try place.open(.reading) }
    #expect(try place.folder.names() == [])
    _ = try place.open()
    #expect(try place.open(.reading).count("events") == 1)
  }

  @Test("Other files are left alone")
  func otherFiles() throws {
    let folder = try WorkFolder()
    let other = try Register(
      .file(folder.path(of: "other.sqlite")), for: .adding, at: TestRegister.time, by: "tests")
    try other.database.run("PRAGMA application_id = 1")
    try folder.write(
      "PK, or any other text that is long enough to be a header of a file", to: "text")
    try FileManager.default.createDirectory(
      at: folder.url(of: "folder"), withIntermediateDirectories: false)
    for name in ["other.sqlite", "text", "folder"] {
      let before = name == "folder" ? [] : try folder.read(name)
      for access in [Register.Access.reading, .adding] {
        #expect(throws: RegisterError.notARegister, "\(name)") {
          try Register(
            .file(folder.path(of: name)), for: access, at: TestRegister.time, by: "tests")
        }
      }
      if name != "folder" { #expect(try folder.read(name) == before) }
    }
    // What a program leaves that was killed as it began.
    try folder.write([], to: "empty")
    let empty = RegisterLocation.file(folder.path(of: "empty"))
    #expect(throws: RegisterError.notThere) {
      try Register(empty, for: .reading, at: TestRegister.time, by: "tests")
    }
    #expect(
      try Register(empty, for: .adding, at: TestRegister.time, by: "tests").count("events") == 1)
  }

  @Test("A damaged file is noticed before anything is added to it")
  func damaged() throws {
    let place = try TestRegister(.sqlite)
    do {
      let register = try place.open()
      for number in 1...40 { try register.add("P", String(repeating: "\(number)", count: 900)) }
    }
    var bytes = try place.folder.read("register.sqlite")
    #expect(bytes.count > 16 * 4096)
    for page in stride(from: 5 * 4096, to: bytes.count, by: 4096) {
      for place in page..<page + 64 { bytes[place] ^= 0x5A }
    }
    try place.folder.write(bytes, to: "register.sqlite")
    do {
      _ = try place.open()
      Issue.record("a damaged register was opened to be added to")
    } catch {
      guard case .damaged = error else { throw error }
    }
  }

  @Test("One more connection does not read all of a register once more")
  func connections() throws {
    let place = try TestRegister(.sqlite)
    do { try place.open().add("P", String(repeating: "original", count: 4000)) }
    var bytes = try place.folder.read("register.sqlite")
    // Pages that hold nothing but the original: the number of the next one is wrong in each.
    let pages = stride(from: 0, to: bytes.count, by: 4096).filter {
      bytes[($0 + 4)..<($0 + 4096)].allSatisfy("original".utf8.contains)
    }
    #expect(pages.count > 4)
    for page in pages { bytes[page] ^= 0x5A }
    try place.folder.write(bytes, to: "register.sqlite")
    #expect(try place.open(.addingToo).count("events") == 2)
    #expect {
      try place.open(.adding)
    } throws: {
      if case .damaged? = $0 as? RegisterError { true } else { false }
    }
  }

  @Test("The file is its owner's alone, in write-ahead mode, every commit flushed")
  func settings() throws {
    let place = try TestRegister(.sqlite)
    let register = try place.open()
    let attributes = try FileManager.default.attributesOfItem(
      atPath: place.folder.path(of: "register.sqlite"))
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    func setting(_ name: String) throws -> [Value] {
      try register.database.run("PRAGMA " + name)[0].values
    }
    #expect(try setting("journal_mode") == [.text("wal")])
    #expect(try setting("synchronous") == [.integer(2)])
    #expect(try setting("foreign_keys") == [.integer(1)])
    #expect(try setting("secure_delete") == [.integer(1)])
  }

  @Test(
    "Each component's tables have versions of their own, and a step is done or not",
    arguments: Backend.allCases)
  func migrations(backend: Backend) throws {
    let place = try TestRegister(backend)
    let database = try place.open().database
    let first = Migration { ["CREATE TABLE accounts (number \($0.integer) PRIMARY KEY)"] }
    let second = Migration { _ in ["ALTER TABLE accounts ADD COLUMN name TEXT"] }
    let wrong = Migration { _ in ["CREATE TABLE sessions (name TEXT)", "CREATE TABLE oh no"] }
    #expect(throws: RegisterError.notThere) {
      try database.migrate("server", [first], isCreated: false)
    }
    try database.migrate("server", [first], isCreated: true)
    try database.migrate("server", [first], isCreated: true)
    #expect(throws: RegisterError.self) {
      try database.migrate("server", [first, wrong], isCreated: true)
    }
    #expect(try !database.hasTable("sessions"))
    #expect(try database.version(of: "server") == 1)
    try database.migrate("server", [first, second], isCreated: false)
    try database.run("INSERT INTO accounts (number, name) VALUES (1, 'a')")
    #expect(try database.version(of: "server") == 2)
    #expect(throws: RegisterError.newer) {
      try database.migrate("server", [first], isCreated: true)
    }
    #expect(try database.version(of: "register") == RegisterSchema.migrations.count)
    try database.run(
      "INSERT INTO schema_versions (component, version) VALUES ('register', 99)")
    #expect(throws: RegisterError.newer) { try place.open(.reading) }
    #expect(throws: RegisterError.newer) { try place.open() }
  }

  @Test(
    "What is not one number, text or run of bytes comes back as it was bound",
    arguments: Backend.allCases)
  func values(backend: Backend) throws {
    let place = try TestRegister(backend)
    defer { withExtendedLifetime(place) {} }
    let database = try place.open().database
    let kinds = database.dialect
    try database.run(
      "CREATE TABLE kinds (n \(kinds.integer), t TEXT, b \(kinds.bytes)) \(kinds.tableEnd)")
    let rows: [[Value]] = [
      [.null, .null, .null], [.integer(.min), .text(""), .bytes([])],
      [.integer(.max), .text("é'\"\\\u{1F600}"), .bytes([0, 255, 39])],
      [.integer(-1), .text("$1"), .bytes([0])],
    ]
    for row in rows { try database.run("INSERT INTO kinds VALUES ($1, $2, $3)", row) }
    #expect(
      try database.run("SELECT n, t, b FROM kinds ORDER BY n IS NOT NULL, b").map(\.values)
        .sorted { "\($0)" < "\($1)" } == rows.sorted { "\($0)" < "\($1)" })
  }

  @Test(
    "Addresses are shown without anything secret",
    arguments: [
      ("postgres://u:pw@host/db", "postgres://host/db"),
      ("postgresql://u:p%40w@host:5432/db?sslmode=require", "postgresql://host:5432/db"),
      ("postgres://host", "postgres://host"), ("postgres:///db?password=pw", "postgres:///db"),
      ("postgres://u@[::1]:5432/db", "postgres://[::1]:5432/db"),
      ("register.sqlite", "register.sqlite"),
    ])
  func shown(address: String, shown: String) throws {
    #expect(try RegisterLocation(address).shown == shown)
  }

  /// libpq would take a part of the password for the host, and quote it.
  @Test(arguments: [
    "postgres://u:p@ss@host/db", "postgres://u:p/ss@host/db", "postgres://u:p?ss@host/db",
    "postgres://u:p:ss@host/db", "postgres://u:secret/db", "postgres://u:%zz@host/db",
  ])
  func unclearAddresses(address: String) {
    #expect(throws: RegisterError.address) { try RegisterLocation(address) }
  }

  @Test("No message shows a password, whatever the server or the library says")
  func passwordsStaySecret() throws {
    let place = try TestRegister(.postgresql)
    guard case .server(let right) = place.location else { return }
    let database = try place.open().database
    #expect(throws: RegisterError.failed("it is … or …")) {
      try database.run("DO $$ BEGIN RAISE EXCEPTION 'it is s3cret+ or s3cret%%2B'; END $$")
    }
    for wrong in ["hunter2", "hunter%32"] {
      let text = right.text.replacingOccurrences(of: "s3cret%2B", with: wrong)
      for address in [text, text + "&password=hunter2", "postgres://u:hunter2@127.0.0.1:1/db"] {
        do {
          _ = try Register(
            RegisterLocation(address), for: .reading, at: TestRegister.time, by: "tests")
          Issue.record("\(address) was let in")
        } catch {
          guard case .unreachable = error else { throw error }
          for language in Language.allCases {
            let message = error.message(in: language)
            #expect(!message.contains("hunter"), "\(message)")
          }
        }
      }
    }
  }

  @Test func aDatabaseOfAnotherEncodingIsRefused() throws {
    let place = try TestRegister(.postgresql)
    guard case .server(let address) = place.location else { return }
    try place.open().database.run(
      "CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    let other = address.text.replacingOccurrences(
      of: "/test[0-9]+\\?", with: "/latin?", options: .regularExpression)
    #expect(throws: RegisterError.encoding("LATIN1")) {
      try Register(RegisterLocation(other), for: .adding, at: TestRegister.time, by: "tests")
    }
  }
}
