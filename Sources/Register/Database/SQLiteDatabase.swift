internal import Basics
internal import CSQLite
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file of SQLite: write-ahead log, every commit that has to last flushed to the disk, foreign keys in force.
final class SQLiteDatabase: Database {
  let dialect = Dialect.sqlite
  private let handle: OpaquePointer
  private let files: RegisterFiles
  /// What was opened.
  private var opened: (register: FileIdentity?, log: FileIdentity?) = (nil, nil)
  var hasWritten = false
  /// Who writes in this process: waiting for one another here, threads come in their order, and at once.
  private let turns: Turns
  /// How many pages the log had when this connection wrote last, and with how many it is carried over, as is SQLite's custom.
  private var frames: Int32 = 0
  private static let framesCarriedOver: Int32 = 1000

  /// How long another writer is waited for, in milliseconds.
  private static let patience: Int32 = 60_000
  /// `rspR`: tells a register from every other file of SQLite (its header's application id).
  private static let applicationID = 0x7273_7052

  /// - Parameter isCreated: whether a file that is not there, or is empty, becomes a register.
  init(path: String, isCreated: Bool) throws(RegisterError) {
    // `:memory:` is no file to SQLite; with its folder every name is one.
    let path = path.hasPrefix("/") ? path : "./" + path
    if !isCreated, access(path, F_OK) != 0 { throw errno == EACCES ? .notPermitted : .notThere }
    files = RegisterFiles(path: path, isCreated: isCreated)
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { throw .notARegister }
    var opened: OpaquePointer?
    let code = sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE, nil)
    guard let opened else { throw .noSpace }
    handle = opened
    turns = Self.turns(of: path)
    guard code == SQLITE_OK else { throw failure(code) }
    sqlite3_extended_result_codes(handle, 1)
    sqlite3_busy_timeout(handle, Self.patience)
    sqlite3_wal_hook(
      handle,
      { context, _, _, frames in
        guard let context else { return SQLITE_OK }
        Unmanaged<SQLiteDatabase>.fromOpaque(context).takeUnretainedValue().frames = frames
        return SQLITE_OK
      }, Unmanaged.passUnretained(self).toOpaque())
    try claim(isCreated: isCreated)
    for setting in [
      "foreign_keys = ON", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON",
      "trusted_schema = OFF", "cell_size_check = ON",
    ] { try run("PRAGMA " + setting) }
    self.opened = files.identities
    var isMoved: Int32 = 0
    sqlite3_file_control(handle, "main", SQLITE_FCNTL_HAS_MOVED, &isMoved)
    guard isMoved == 0 else { throw .replaced }
  }

  deinit { sqlite3_close_v2(handle) }

  private static let known = Mutex<[String: Turns]>([:])

  private static func turns(of path: String) -> Turns {
    known.withLock { known in
      if let turns = known[path] { return turns }
      let turns = Turns(atOnce: 1)
      known[path] = turns
      return turns
    }
  }

  /// Sees that the file is a register, or makes it one.
  private func claim(isCreated: Bool) throws(RegisterError) {
    let isRegister = try self.isRegister()
    if !isRegister {
      guard try run("SELECT 1 FROM sqlite_master LIMIT 1").isEmpty else { throw .notARegister }
      guard isCreated else { throw .notThere }
    }
    // `VACUUM INTO` writes a copy without a write-ahead log.
    if isRegister {
      guard isCreated, try run("PRAGMA journal_mode").first?.values != [.text("wal")] else {
        return
      }
    }
    // Nobody waits for the lock that the change of the log's kind needs: another program may be at the same.
    var waited: Int32 = 0
    while true {
      do throws(RegisterError) {
        try run("PRAGMA journal_mode = WAL")
        break
      } catch .busy where waited < Self.patience {
        usleep(10_000)
        waited += 10
      }
    }
    try writing { () throws(RegisterError) in
      if try !self.isRegister() { try run("PRAGMA application_id = \(Self.applicationID)") }
    }
  }

  private func isRegister() throws(RegisterError) -> Bool {
    try run("PRAGMA application_id").first?.integer(0) == Self.applicationID
  }

  func run(_ statement: String, _ values: [Value]) throws(RegisterError) -> [Row] {
    var prepared: OpaquePointer?
    try check(sqlite3_prepare_v2(handle, statement, -1, &prepared, nil))
    guard let prepared else { return [] }
    defer { sqlite3_finalize(prepared) }
    for (index, value) in values.enumerated() {
      let place = sqlite3_bind_parameter_index(prepared, "$\(index + 1)")
      if place > 0 { try check(bind(value, to: prepared, at: place)) }
    }
    var rows: [Row] = []
    while true {
      let code = sqlite3_step(prepared)
      if code == SQLITE_DONE { return rows }
      guard code == SQLITE_ROW else { throw failure(code) }
      rows.append(
        Row(values: (0..<sqlite3_column_count(prepared)).map { column(of: prepared, at: $0) }))
    }
  }

  private func bind(_ value: Value, to statement: OpaquePointer, at place: Int32) -> Int32 {
    // SQLITE_TRANSIENT, a macro that is not imported: SQLite keeps a copy.
    let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    switch value {
    case .null: return sqlite3_bind_null(statement, place)
    case .integer(let number): return sqlite3_bind_int64(statement, place, Int64(number))
    case .text(let text):
      var text = text
      return text.withUTF8 { bytes in
        bytes.withMemoryRebound(to: CChar.self) {
          sqlite3_bind_text64(
            statement, place, $0.baseAddress, UInt64($0.count), copied, UInt8(SQLITE_UTF8))
        }
      }
    case .bytes(let bytes):
      if bytes.isEmpty { return sqlite3_bind_zeroblob(statement, place, 0) }
      return sqlite3_bind_blob64(statement, place, bytes, UInt64(bytes.count), copied)
    }
  }

  private func column(of statement: OpaquePointer, at place: Int32) -> Value {
    func bytes() -> [UInt8] {
      guard let start = sqlite3_column_blob(statement, place) else { return [] }
      let count = Int(sqlite3_column_bytes(statement, place))
      return Array(UnsafeRawBufferPointer(start: start, count: count))
    }
    switch sqlite3_column_type(statement, place) {
    case SQLITE_INTEGER: return .integer(Int(sqlite3_column_int64(statement, place)))
    case SQLITE_TEXT: return .text(String(decoding: bytes(), as: UTF8.self))
    case SQLITE_NULL: return .null
    default: return .bytes(bytes())
    }
  }

  func writing<Result>(
    _ durability: Durability, _ body: () throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    let result = try inTurn(durability, body)
    hasWritten = true
    guard isInPlace else { throw .replaced }
    // The log is carried over while others write; where one of them is at it already, it is left to that one.
    if frames >= Self.framesCarriedOver {
      frames = 0
      sqlite3_wal_checkpoint_v2(handle, nil, SQLITE_CHECKPOINT_PASSIVE, nil, nil)
    }
    return result
  }

  private func inTurn<Result>(
    _ durability: Durability, _ body: () throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    _ = turns.take()
    defer { turns.giveBack() }
    // The log of what is written is flushed with the next that lasts, or when it is carried over.
    let setting = durability == .lasting ? "FULL" : "NORMAL"
    return try transaction(beginning: ["PRAGMA synchronous = " + setting, "BEGIN IMMEDIATE"], body)
  }

  func reading<Result>(_ body: () throws(RegisterError) -> Result) throws(RegisterError) -> Result {
    try transaction(beginning: ["BEGIN"], body)
  }

  var isInPlace: Bool {
    // Nothing is known before it is opened.
    guard let register = opened.register else { return true }
    let identities = files.identities
    return identities.register == register
      && (opened.log == nil || identities.log == opened.log)
  }

  func requireInPlace() throws(RegisterError) {
    guard isInPlace else { throw .replaced }
    try run("PRAGMA shrink_memory")
    guard try isRegister() else { throw .replaced }
  }

  func hasTable(_ name: String) throws(RegisterError) -> Bool {
    try !run("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = $1", [.text(name)])
      .isEmpty
  }

  func triggers() throws(RegisterError) -> Set<String> {
    var names: Set<String> = []
    for row in try run("SELECT name FROM sqlite_master WHERE type = 'trigger'") {
      names.insert(try row.text(0))
    }
    return names
  }

  func storageFaults(isThorough: Bool) throws(RegisterError) -> [String] {
    var faults: [String] = []
    let check = isThorough ? "integrity_check(20)" : "quick_check(1)"
    for row in try run("PRAGMA " + check) {
      let line = try row.text(0)
      if line != "ok" { faults.append(line) }
    }
    guard isThorough else { return faults }
    for row in try run("PRAGMA foreign_key_check") {
      faults.append("foreign key: " + (try row.text(0)) + " → " + (try row.text(2)))
    }
    return faults
  }

  func purge() throws(RegisterError) {
    // Deleted pages are overwritten with zeros, in the file itself once the log is carried over.
    try run("PRAGMA wal_checkpoint(TRUNCATE)")
  }

  private func check(_ code: Int32) throws(RegisterError) {
    if code != SQLITE_OK { throw failure(code) }
  }

  private func failure(_ code: Int32) -> RegisterError {
    let words = String(cString: sqlite3_errmsg(handle))
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy
    case SQLITE_FULL: return .noSpace
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH: return .notPermitted
    case SQLITE_NOTADB: return .notARegister
    case SQLITE_CORRUPT: return .damaged(words)
    default: return .failed(words)
    }
  }
}
