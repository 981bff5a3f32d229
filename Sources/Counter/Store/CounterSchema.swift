internal import Register

/// The counter's own tables, beside those of the register. They hold what is still going on and change; whatever has to be
/// proved later stands in the register's log.
enum CounterSchema {
  static let component = "counter"

  static let migrations = [
    Migration { dialect in
      let (integer, bytes, end) = (dialect.integer, dialect.bytes, dialect.tableEnd)
      return [
        // `password` as libsodium's crypto_pwhash_str writes it; null until the account's link was used.
        """
        CREATE TABLE accounts (
          number \(integer) PRIMARY KEY,
          key TEXT NOT NULL UNIQUE,
          name TEXT NOT NULL,
          password TEXT,
          created TEXT NOT NULL,
          closed TEXT
        ) \(end)
        """,
        // Secrets by their digests, each with the second from which it holds no more.
        """
        CREATE TABLE account_links (
          secret TEXT PRIMARY KEY,
          account \(integer) NOT NULL REFERENCES accounts (number),
          expires TEXT NOT NULL
        ) \(end)
        """,
        """
        CREATE TABLE sessions (
          secret TEXT PRIMARY KEY,
          account \(integer) NOT NULL REFERENCES accounts (number),
          expires TEXT NOT NULL
        ) \(end)
        """,
        // `models` with commas between.
        """
        CREATE TABLE invitations (
          number \(integer) PRIMARY KEY,
          key TEXT NOT NULL,
          partner TEXT NOT NULL,
          secret TEXT NOT NULL UNIQUE,
          template TEXT NOT NULL,
          models TEXT NOT NULL,
          language TEXT NOT NULL,
          inviter TEXT NOT NULL,
          created TEXT NOT NULL,
          expires TEXT NOT NULL,
          revoked TEXT,
          opened TEXT,
          downloaded TEXT
        ) \(end)
        """,
        "CREATE INDEX invitations_key ON invitations (key, number)",
        // What a partner had read and has not handed in.
        """
        CREATE TABLE drafts (
          invitation \(integer) PRIMARY KEY REFERENCES invitations (number),
          received TEXT NOT NULL,
          kind TEXT NOT NULL,
          named TEXT,
          sha256 TEXT NOT NULL,
          original \(bytes) NOT NULL,
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
      ]
    },
    Migration { dialect in
      [
        // Browsers in which somebody signed in, by the digests of their cookies.
        """
        CREATE TABLE browsers (
          secret TEXT PRIMARY KEY,
          account \(dialect.integer) NOT NULL REFERENCES accounts (number),
          expires TEXT NOT NULL
        ) \(dialect.tableEnd)
        """
      ]
    },
    // When and by whom the password was withdrawn; null once its owner has taken note.
    Migration { _ in
      [
        "ALTER TABLE accounts ADD COLUMN reset_at TEXT",
        "ALTER TABLE accounts ADD COLUMN reset_by TEXT",
      ]
    },
  ]
}
