internal import Register

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
