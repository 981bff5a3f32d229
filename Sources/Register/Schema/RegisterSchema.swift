/// The register's tables.
///
/// Events and submissions are only ever added. What a partner may have removed, the pieces of an original and the documents
/// that were made of it, stands in tables of its own, and can be deleted only once the log says so.
enum RegisterSchema {
  static let component = "register"

  static let migrations = [
    Migration { dialect in tables(dialect) + Guards.all.flatMap { $0.statements(dialect) } }
  ]

  private static func tables(_ dialect: Dialect) -> [String] {
    let (integer, bytes, end) = (dialect.integer, dialect.bytes, dialect.tableEnd)
    return [
      // `name` as it was given first, `key` as names are compared.
      """
      CREATE TABLE partners (
        number \(integer) PRIMARY KEY,
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL
      ) \(end)
      """,
      // By SHA-256; the bytes stand in pieces, so that none is ever held whole.
      """
      CREATE TABLE originals (
        sha256 TEXT PRIMARY KEY,
        bytes \(integer) NOT NULL
      ) \(end)
      """,
      """
      CREATE TABLE pieces (
        original TEXT NOT NULL REFERENCES originals (sha256),
        number \(integer) NOT NULL,
        content \(bytes) NOT NULL,
        PRIMARY KEY (original, number)
      ) \(end)
      """,
      // `record` is the digest of what stands in `documents`.
      """
      CREATE TABLE submissions (
        number \(integer) PRIMARY KEY,
        partner \(integer) NOT NULL REFERENCES partners (number),
        kind TEXT NOT NULL,
        received TEXT NOT NULL,
        original TEXT NOT NULL REFERENCES originals (sha256),
        record TEXT NOT NULL
      ) \(end)
      """,
      "CREATE INDEX submissions_partner ON submissions (partner, number)",
      "CREATE INDEX submissions_original ON submissions (original)",
      """
      CREATE TABLE documents (
        submission \(integer) PRIMARY KEY REFERENCES submissions (number),
        file TEXT NOT NULL,
        template TEXT NOT NULL,
        language TEXT NOT NULL,
        program TEXT NOT NULL,
        verdict TEXT NOT NULL,
        permille \(integer),
        submission_json TEXT NOT NULL,
        assessment_json TEXT NOT NULL
      ) \(end)
      """,
      // `digest` is made of the row and of the digest before it.
      """
      CREATE TABLE events (
        number \(integer) PRIMARY KEY,
        time TEXT NOT NULL,
        kind TEXT NOT NULL,
        actor TEXT NOT NULL,
        partner \(integer) REFERENCES partners (number),
        submission \(integer) REFERENCES submissions (number),
        details TEXT NOT NULL,
        previous TEXT NOT NULL,
        digest TEXT NOT NULL UNIQUE
      ) \(end)
      """,
      "CREATE INDEX events_submission ON events (submission, kind)",
      "CREATE INDEX events_partner ON events (partner, kind)",
      // What no later event removed.
      """
      CREATE VIEW kept AS
        SELECT s.number, s.partner, s.original FROM submissions s
        WHERE NOT EXISTS (
          SELECT 1 FROM events f JOIN events r ON r.submission = s.number AND r.kind = 'received'
          WHERE f.partner = s.partner AND f.kind = 'forgotten' AND f.number > r.number)
      """,
    ]
  }
}

/// What keeps a table from being changed, by whatever program.
struct Guards {
  let table: String
  /// The columns that tell a row.
  let key: [String]
  /// The column by which `kept` says that a row must stay, and the column of `kept`; nil where every row must stay.
  var kept: (column: String, of: String)?

  static let all = [
    Guards(table: "partners", key: ["number"]),
    Guards(table: "originals", key: ["sha256"]),
    Guards(table: "submissions", key: ["number"]),
    Guards(table: "events", key: ["number"]),
    Guards(table: "pieces", key: ["original", "number"], kept: ("original", "original")),
    Guards(table: "documents", key: ["submission"], kept: ("submission", "number")),
  ]

  private static let reason = "the register only grows"

  /// The names of the triggers.
  func triggers(_ dialect: Dialect) -> [String] {
    let third = dialect == .sqlite ? "replaced" : "emptied"
    return ["changed", "deleted", third].map { table + "_" + $0 }
  }

  func statements(_ dialect: Dialect) -> [String] {
    dialect == .sqlite ? sqlite : postgreSQL
  }

  private var sqlite: [String] {
    let refusal = "BEGIN SELECT RAISE(ABORT, '\(Self.reason)'); END"
    let deletion =
      kept.map { " WHEN EXISTS (SELECT 1 FROM kept WHERE \($0.of) = OLD.\($0.column))" } ?? ""
    let same = key.map { "\($0) = NEW.\($0)" }.joined(separator: " AND ")
    return [
      "CREATE TRIGGER \(table)_changed BEFORE UPDATE ON \(table) " + refusal,
      "CREATE TRIGGER \(table)_deleted BEFORE DELETE ON \(table)\(deletion) " + refusal,
      // INSERT OR REPLACE deletes without asking the trigger above.
      "CREATE TRIGGER \(table)_replaced BEFORE INSERT ON \(table) "
        + "WHEN EXISTS (SELECT 1 FROM \(table) WHERE \(same)) " + refusal,
    ]
  }

  private var postgreSQL: [String] {
    let condition =
      kept.map {
        "IF NOT EXISTS (SELECT 1 FROM respecte.kept WHERE \($0.of) = OLD.\($0.column)) "
          + "THEN RETURN OLD; END IF; "
      } ?? ""
    func function(_ name: String, _ condition: String) -> String {
      "CREATE FUNCTION \(table)_\(name)() RETURNS trigger LANGUAGE plpgsql AS "
        + "$$ BEGIN \(condition)RAISE EXCEPTION '\(Self.reason)'; END $$"
    }
    func trigger(_ name: String, _ event: String, _ rows: String) -> String {
      "CREATE TRIGGER \(table)_\(name) BEFORE \(event) ON \(table) FOR EACH \(rows) "
        + "EXECUTE FUNCTION \(table)_\(name == "deleted" ? name : "changed")()"
    }
    return [
      function("changed", ""), function("deleted", condition),
      trigger("changed", "UPDATE", "ROW"), trigger("deleted", "DELETE", "ROW"),
      trigger("emptied", "TRUNCATE", "STATEMENT"),
    ]
  }
}
