import Basics
import Foundation
import TestSupport
import Testing

@testable import Register

/// Whoever else is at work beside a register that is open, and whatever becomes of its files.
@Suite struct RegisterFilesTests {
  @Test("Further connections keep the locks: another program does not take itself for the last one")
  func locksStay() throws {
    let place = try TestRegister(.sqlite)
    let first = try place.open()
    for _ in 1...3 { _ = try place.open(.addingToo) }
    _ = try place.open()
    try first.add("P", "before")
    let log = FileIdentity(path: place.folder.path(of: "register.sqlite-wal"))
    let read = try RespecteProgram.shell(
      "command -v sqlite3 >/dev/null || exit 77; sqlite3 register.sqlite 'SELECT count(*) FROM events'",
      in: place.folder)
    if read.status == 77 { try Test.cancel("sqlite3 is not installed: run `make peers`") }
    #expect(read.lines == ["2"])
    #expect(log != nil && FileIdentity(path: place.folder.path(of: "register.sqlite-wal")) == log)
  }

  /// What somebody may do to the files while they are open.
  enum Mishap: String, CaseIterable {
    case deleted = "rm register.sqlite"
    case moved = "mv register.sqlite elsewhere"
    case replaced = "cp register.sqlite copy && mv copy register.sqlite"
    case logDeleted = "rm register.sqlite-wal register.sqlite-shm"
  }

  @Test(
    "Nothing is confirmed that goes into a file which was taken away", arguments: Mishap.allCases)
  func replaced(mishap: Mishap) throws {
    let place = try TestRegister(.sqlite)
    let register = try place.open()
    try register.add("P", "before")
    _ = try RespecteProgram.shell(mishap.rawValue, in: place.folder)
    #expect(throws: RegisterError.replaced) { try register.add("P", "after") }
  }

  @Test(
    "Another register at the same place is told from the one that was opened",
    arguments: Backend.allCases)
  func otherRegister(backend: Backend) throws {
    let place = try TestRegister(backend)
    let register = try place.open()
    try register.add("P", "handed in")
    let last = try #require(try register.lastEvent())
    #expect(register.lastAdded == last)
    try register.requireInPlace(last)
    #expect(throws: RegisterError.replaced) {
      try register.requireInPlace(
        EventMark(number: last.number, digest: String(last.digest.reversed())))
    }
    #expect(throws: RegisterError.replaced) {
      try register.requireInPlace(EventMark(number: last.number + 1, digest: last.digest))
    }
  }

  @Test("One more connection makes no register where there is none")
  func furtherConnection() throws {
    let place = try TestRegister(.sqlite)
    #expect(throws: RegisterError.notThere) { try place.open(.addingToo) }
    #expect(try place.folder.names() == [])
  }

  @Test("A copy that VACUUM INTO wrote gets a write-ahead log again")
  func vacuumed() throws {
    let place = try TestRegister(.sqlite)
    let register = try place.open()
    let copy = RegisterLocation.file(place.folder.path(of: "copy.sqlite"))
    try register.database.run("VACUUM INTO '\(place.folder.path(of: "copy.sqlite"))'")
    let opened = try Register(copy, for: .adding, at: TestRegister.time, by: "tests")
    #expect(try opened.database.run("PRAGMA journal_mode")[0].values == [.text("wal")])
  }

  @Test("The files of an open register are known by whatever name, and are not closed")
  func names() throws {
    let place = try TestRegister(.sqlite)
    let register = try place.open()
    _ = try RespecteProgram.shell(
      "ln -s register.sqlite link; ln register.sqlite-shm hard; : > other", in: place.folder)
    for name in ["register.sqlite", "register.sqlite-wal", "register.sqlite-shm", "link", "hard"] {
      #expect(RegisterFiles.contain(path: place.folder.path(of: name)), "\(name)")
    }
    for name in ["other", "missing"] {
      #expect(!RegisterFiles.contain(path: place.folder.path(of: name)), "\(name)")
    }
    for (name, isClosed) in [("link", false), ("other", true)] {
      let descriptor = open(place.folder.path(of: name), O_RDONLY)
      RegisterFiles.close(descriptor)
      #expect((fcntl(descriptor, F_GETFD) < 0) == isClosed, "\(name)")
    }
    try register.add("P", "after")
  }

  @Test("A connection that the server closes is told from one at its commit")
  func lostConnection() throws {
    let place = try TestRegister(.postgresql)
    let (register, other) = (try place.open(), try place.open())
    let process = try register.database.run("SELECT pg_backend_pid()")[0].integer(0)
    register.database.hasWritten = false
    try other.database.run("SELECT pg_terminate_backend($1)", [.integer(process)])
    #expect {
      try register.add("P", "lost")
    } throws: {
      if case .unreachable? = $0 as? RegisterError { true } else { false }
    }
    #expect(!register.database.hasWritten)
    let third = try place.open()
    let victim = try third.database.run("SELECT pg_backend_pid()")[0].integer(0)
    #expect(throws: RegisterError.unconfirmed) {
      try third.database.writing { () throws(RegisterError) in
        try third.database.run("CREATE TABLE half (n BIGINT)")
        try other.database.run("SELECT pg_terminate_backend($1, 5000)", [.integer(victim)])
      }
    }
    #expect(third.database.hasWritten)
    #expect(try !other.database.hasTable("half"))
  }
}
