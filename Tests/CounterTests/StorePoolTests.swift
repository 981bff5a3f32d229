import Foundation
import Register
import TestSupport
import Testing

@testable import Counter

/// The connections of a portal.
@Suite struct StorePoolTests {
  @Test("After a restart of PostgreSQL every request is answered, and nothing is done twice")
  func restarted() throws {
    let address: String
    switch PostgreSQLServer.started {
    case .success(let started): address = started
    case .failure(let missing):
      guard !missing.isInstalled else { throw missing }
      try Test.cancel("\(missing.reason)")
    }
    try Register(RegisterLocation(address), for: .adding, at: Clock.now, by: "tests").database.run(
      "CREATE DATABASE pool")
    let location = try RegisterLocation(PostgreSQLServer.address(address, database: "pool"))
    let pool = try StorePool(location, at: Clock.now, by: "tests")
    // Eight connections wait in the pool.
    func nested(_ depth: Int) throws(RegisterError) {
      try pool.with(at: Clock.now) { (store) throws(RegisterError) in
        _ = try store.hasAccounts()
        if depth > 1 { try nested(depth - 1) }
      }
    }
    try nested(8)
    let other = try Register(location, for: .reading, at: Clock.now, by: "tests")
    let close = """
      SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
      WHERE datname = 'pool' AND pid <> pg_backend_pid()
      """
    try other.database.run(close)
    for _ in 1...8 {
      #expect(throws: Never.self) {
        try pool.with(at: Clock.now) { (store) throws(RegisterError) in try store.hasAccounts() }
      }
    }
    var runs = 0
    #expect(throws: RegisterError.self) {
      try pool.with(at: Clock.now) { (store) throws(RegisterError) in
        runs += 1
        try store.database.writing { () throws(RegisterError) in
          try store.register.append(.created, at: Clock.now, by: "tests")
        }
        try other.database.run(close)
        _ = try store.hasAccounts()
      }
    }
    #expect(runs == 1)
    #expect(pool.failure == nil)
  }

  @Test("No connection is lent once the register was deleted, and none is made in its place")
  func deleted() throws {
    let folder = try WorkFolder()
    let path = folder.path(of: "register.sqlite")
    let pool = try StorePool(.file(path), at: Clock.now, by: "tests")
    #expect(pool.failure == nil)
    try FileManager.default.removeItem(atPath: path)
    #expect(throws: RegisterError.replaced) {
      try pool.with(at: Clock.now) { (store) throws(RegisterError) in try store.hasAccounts() }
    }
    #expect(pool.failure == .replaced)
    #expect(!FileManager.default.fileExists(atPath: path))
  }
}
