/// One step of a database's tables from a version to the next.
package struct Migration: Sendable {
  /// Each is one statement; none has a value from outside.
  let statements: @Sendable (Dialect) -> [String]

  package init(_ statements: @escaping @Sendable (Dialect) -> [String]) {
    self.statements = statements
  }
}

extension Database {
  /// Brings the tables of a component up to its last version, all of it or nothing. Components are apart from each other:
  /// the server's tables have versions of their own.
  ///
  /// - Parameter isCreated: whether tables that are not there at all are made.
  package func migrate(_ component: String, _ migrations: [Migration], isCreated: Bool)
    throws(RegisterError)
  {
    var version = try version(of: component)
    if version == migrations.count { return }
    if version == 0, !isCreated { throw .notThere }
    try writing { () throws(RegisterError) in
      try makeVersions()
      // Another program may have done it meanwhile.
      version = try self.version(of: component)
      if version > migrations.count { throw .newer }
      for migration in migrations[version...] {
        for statement in migration.statements(dialect) { try run(statement) }
        version += 1
        try run(
          "INSERT INTO schema_versions (component, version) VALUES ($1, $2)",
          [.text(component), .integer(version)])
      }
    }
  }

  /// The version that a component's tables have; 0 where there are none.
  package func version(of component: String) throws(RegisterError) -> Int {
    guard try hasTable("schema_versions") else { return 0 }
    let rows = try run(
      "SELECT coalesce(max(version), 0) FROM schema_versions WHERE component = $1",
      [.text(component)])
    return try rows.first?.integer(0) ?? 0
  }

  private func makeVersions() throws(RegisterError) {
    guard try !hasTable("schema_versions") else { return }
    try run(
      """
      CREATE TABLE schema_versions (
        component TEXT NOT NULL,
        version \(dialect.integer) NOT NULL,
        PRIMARY KEY (component, version)
      ) \(dialect.tableEnd)
      """)
  }
}
