/// A database of a PostgreSQL server, in the schema `respecte`.
final class PostgreSQLDatabase: Database {
  let dialect = Dialect.postgresql
  private let library: PostgreSQLLibrary
  private let connection: PostgreSQLLibrary.Connection
  private let address: PostgreSQLAddress
  var hasWritten = false

  /// What writers wait for, so that one after the other writes: the key of an advisory lock.
  private static let writersLock = 0x7273_7052

  /// - Parameter isCreated: whether a database without a register gets one.
  init(_ address: PostgreSQLAddress, isCreated: Bool) throws(RegisterError) {
    guard let library = PostgreSQLLibrary.loaded else { throw .libraryMissing }
    // What stands before the address gives way to it, what stands behind it does not.
    let parameters = [
      ("connect_timeout", "10"), ("application_name", "respecte"), ("dbname", address.text),
      ("client_encoding", "UTF8"),
    ]
    let names = CTexts(parameters.map(\.0))
    let values = CTexts(parameters.map(\.1))
    guard let connection = library.connect(names.pointer, values.pointer, 1) else {
      throw .noSpace
    }
    self.library = library
    self.connection = connection
    self.address = address
    // CONNECTION_OK
    guard library.status(connection) == 0 else { throw .unreachable(lastMessage) }
    _ = library.setNoticeReceiver(connection, { _, _ in }, nil)
    let encoding = try run("SELECT current_setting('server_encoding')").first?.text(0) ?? ""
    guard encoding == "UTF8" else { throw .encoding(encoding) }
    for setting in [
      "SET search_path TO respecte", "SET lock_timeout TO '60s'",
      "SET client_min_messages TO error",
      "SELECT set_config('synchronous_commit', 'on', false) "
        + "WHERE current_setting('synchronous_commit') = 'off'",
    ] { try run(setting) }
    if try hasSchema() { return }
    guard isCreated else { throw .notThere }
    try writing { () throws(RegisterError) in
      if try !hasSchema() { try run("CREATE SCHEMA respecte") }
    }
  }

  deinit { library.finish(connection) }

  private func hasSchema() throws(RegisterError) -> Bool {
    try !run("SELECT 1 FROM pg_catalog.pg_namespace WHERE nspname = 'respecte'").isEmpty
  }

  func run(_ statement: String, _ values: [Value]) throws(RegisterError) -> [Row] {
    var texts: [[UInt8]?] = []
    var formats: [CInt] = []
    for value in values {
      switch value {
      case .null: texts.append(nil)
      case .integer(let number): texts.append(Array(String(number).utf8) + [0])
      case .text(let text):
        let bytes = Array(text.utf8)
        // The server's texts hold no such sign, and the library would end the text there.
        guard !bytes.contains(0) else { throw .failed("U+0000") }
        texts.append(bytes + [0])
      case .bytes(let bytes): texts.append(bytes)
      }
      if case .bytes = value { formats.append(1) } else { formats.append(0) }
    }
    let lengths = texts.map { CInt($0?.count ?? 0) }
    let parameters = CTexts(bytes: texts)
    let answer = library.execute(
      connection, statement, CInt(values.count), nil, parameters.pointer, lengths, formats, 1)
    guard let answer else { throw .unreachable(lastMessage) }
    defer { library.clear(answer) }
    // PGRES_COMMAND_OK, PGRES_TUPLES_OK
    guard [1, 2].contains(library.answerStatus(answer)) else { throw failure(answer) }
    let columns = 0..<library.columns(answer)
    var rows: [Row] = []
    for row in 0..<library.rows(answer) {
      rows.append(Row(values: columns.map { value(of: answer, row, $0) }))
    }
    return rows
  }

  private func value(of answer: OpaquePointer, _ row: CInt, _ column: CInt) -> Value {
    guard library.isNull(answer, row, column) == 0, let start = library.value(answer, row, column)
    else { return .null }
    let bytes = UnsafeRawBufferPointer(
      start: start, count: Int(library.length(answer, row, column)))
    // The types' numbers in pg_type: bool, bytea, int8, int2, int4.
    switch library.type(answer, column) {
    case 17: return .bytes(Array(bytes))
    case 16, 20, 21, 23:
      // Big-endian, the first bit the sign.
      let start = bytes.first.map { $0 >= 0x80 } == true ? -1 : 0
      return .integer(bytes.reduce(start) { $0 << 8 | Int($1) })
    default: return .text(String(decoding: bytes, as: UTF8.self))
    }
  }

  func writing<Result>(
    _ durability: Durability, _ body: () throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    let setting =
      durability == .lasting ? [] : ["SET LOCAL synchronous_commit = off"]
    var isComplete = false
    do throws(RegisterError) {
      return try transaction(
        beginning: ["BEGIN"] + setting + ["SELECT pg_advisory_xact_lock(\(Self.writersLock))"]
      ) { () throws(RegisterError) in
        let result = try body()
        isComplete = true
        hasWritten = true
        return result
      }
    } catch {
      if isComplete, case .unreachable = error { throw .unconfirmed }
      throw error
    }
  }

  /// The server keeps the files of a database that is open.
  var isInPlace: Bool { true }

  func requireInPlace() throws(RegisterError) {
    guard try hasTable("events") else { throw .replaced }
  }

  func reading<Result>(_ body: () throws(RegisterError) -> Result) throws(RegisterError) -> Result {
    try transaction(beginning: ["BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"], body)
  }

  func hasTable(_ name: String) throws(RegisterError) -> Bool {
    let found = try run(
      "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = 'respecte' AND tablename = $1",
      [.text(name)])
    return !found.isEmpty
  }

  func triggers() throws(RegisterError) -> Set<String> {
    var names: Set<String> = []
    for row in try run(
      "SELECT t.tgname FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_class c ON c.oid = t.tgrelid "
        + "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
        + "WHERE n.nspname = 'respecte' AND NOT t.tgisinternal AND t.tgenabled <> 'D'")
    { names.insert(try row.text(0)) }
    return names
  }

  /// The server keeps watch over its own storage.
  func storageFaults(isThorough: Bool) -> [String] { [] }

  func purge() {
    for table in ["pieces", "documents"] { _ = try? run("VACUUM " + table) }
  }

  private var lastMessage: String {
    address.cleaned(library.message(connection).map { String(cString: $0) } ?? "")
  }

  private func failure(_ answer: OpaquePointer) -> RegisterError {
    func field(_ letter: Unicode.Scalar) -> String {
      library.answerField(answer, CInt(letter.value)).map { String(cString: $0) } ?? ""
    }
    let words = address.cleaned(field("M"))
    // PostgreSQL 15, appendix A.
    switch field("C") {
    case "": return .unreachable(lastMessage)
    case "55P03": return .busy
    case "53100": return .noSpace
    case "42501": return .notPermitted
    case "XX001", "XX002": return .damaged(words)
    case let code where code.hasPrefix("08") || code.hasPrefix("57P"): return .unreachable(words)
    default: return .failed(words)
    }
  }
}

/// Texts as C functions take them, with an end: freed with this object.
private final class CTexts {
  let pointer: UnsafePointer<UnsafePointer<CChar>?>
  private let array: UnsafeMutablePointer<UnsafePointer<CChar>?>
  private let count: Int

  convenience init(_ texts: [String]) { self.init(bytes: texts.map { Array($0.utf8) + [0] }) }

  init(bytes: [[UInt8]?]) {
    count = bytes.count
    array = .allocate(capacity: count + 1)
    array.initialize(repeating: nil, count: count + 1)
    for (index, bytes) in bytes.enumerated() {
      guard let bytes else { continue }
      // Never of no length: an empty value is not a missing one.
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: max(bytes.count, 1))
      for (place, byte) in bytes.enumerated() { copy[place] = CChar(bitPattern: byte) }
      array[index] = UnsafePointer(copy)
    }
    pointer = UnsafePointer(array)
  }

  deinit {
    for index in 0..<count { array[index]?.deallocate() }
    array.deallocate()
  }
}
