internal import Register
internal import Synchronization

/// The register and the counter's own tables, through one connection.
final class CounterStore {
  let register: Register
  var database: any Database { register.database }

  init(
    _ location: RegisterLocation, for access: Register.Access, at time: Timestamp, by actor: String
  ) throws(RegisterError) {
    register = try Register(location, for: access, at: time, by: actor)
    try database.migrate(CounterSchema.component, CounterSchema.migrations, isCreated: true)
    if access == .adding { try register.noteEarlierAudits(at: time, by: actor) }
  }

  /// The counter's tables of a register that is open; nil where it has none.
  init?(in register: Register) throws(RegisterError) {
    guard try register.database.version(of: CounterSchema.component) > 0 else { return nil }
    self.register = register
  }

  /// The next number of a table; inside `writing`.
  func next(_ table: StaticString) throws(RegisterError) -> Int {
    try database.run("SELECT coalesce(max(number), 0) FROM \(table)").first.map {
      (row) throws(RegisterError) in try row.integer(0) + 1
    } ?? 1
  }
}

/// Connections that nobody uses at the moment; each is used by one thread at a time.
final class StorePool: Sendable {
  private let location: RegisterLocation
  private let actor: String
  private let idle = Mutex<[Connection]>([])

  private struct Connection: @unchecked Sendable { let store: CounterStore }

  /// Opens the first connection, so that what is wrong with a register shows at once.
  init(_ location: RegisterLocation, at time: Timestamp, by actor: String) throws(RegisterError) {
    self.location = location
    self.actor = actor
    let first = Connection(store: try CounterStore(location, for: .adding, at: time, by: actor))
    idle.withLock { $0.append(first) }
  }

  /// Lends a connection. One that failed is not lent again.
  func with<Result>(
    at time: Timestamp, _ body: (CounterStore) throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    let free = idle.withLock { $0.popLast() }
    let connection =
      if let free { free } else {
        Connection(store: try CounterStore(location, for: .addingToo, at: time, by: actor))
      }
    let result = try body(connection.store)
    idle.withLock { if $0.count < Self.kept { $0.append(connection) } }
    return result
  }

  /// How many connections are kept open.
  private static let kept = 8
}
