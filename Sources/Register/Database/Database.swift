/// What stands in a column.
package enum Value: Sendable, Equatable {
  case null
  case integer(Int)
  case text(String)
  case bytes([UInt8])

  package init(_ text: String?) { self = text.map(Value.text) ?? .null }
  package init(_ number: Int?) { self = number.map(Value.integer) ?? .null }
}

/// One row of an answer. A column of another kind than is asked for is damage.
package struct Row: Sendable {
  let values: [Value]

  package func optionalInteger(_ column: Int) throws(RegisterError) -> Int? {
    switch values[column] {
    case .integer(let number): return number
    case .null: return nil
    default: throw .damaged("column \(column)")
    }
  }

  package func optionalText(_ column: Int) throws(RegisterError) -> String? {
    switch values[column] {
    case .text(let text): return text
    case .null: return nil
    default: throw .damaged("column \(column)")
    }
  }

  package func integer(_ column: Int) throws(RegisterError) -> Int {
    guard let number = try optionalInteger(column) else { throw .damaged("column \(column)") }
    return number
  }

  package func text(_ column: Int) throws(RegisterError) -> String {
    guard let text = try optionalText(column) else { throw .damaged("column \(column)") }
    return text
  }

  package func bytes(_ column: Int) throws(RegisterError) -> [UInt8] {
    guard case .bytes(let bytes) = values[column] else { throw .damaged("column \(column)") }
    return bytes
  }
}

/// Where the two databases differ in their language.
package enum Dialect: Sendable {
  case sqlite, postgresql

  /// A whole number of 64 bits.
  package var integer: String { self == .sqlite ? "INTEGER" : "BIGINT" }
  package var bytes: String { self == .sqlite ? "BLOB" : "BYTEA" }
  /// What stands after a table's columns.
  package var tableEnd: String { self == .sqlite ? "STRICT" : "" }
}

/// How long what was written lasts.
package enum Durability: Sendable {
  /// It is on the disk.
  case lasting
  /// The end of this program, however it comes, takes nothing back; a machine that fails just then may lose it, as a whole.
  /// Nothing waits for the disk.
  case whileMachineRuns
}

/// One connection to a database; used by one thread at a time. A statement's values are `$1`, `$2`, … and bound, never
/// written into it.
package protocol Database: AnyObject {
  var dialect: Dialect { get }

  /// Runs one statement; its whole answer is held, so that a caller asks for many rows in pages.
  @discardableResult
  func run(_ statement: String, _ values: [Value]) throws(RegisterError) -> [Row]

  /// Runs what writes: all of it is there and lasts when this returns, or nothing is. One writer at a time.
  @discardableResult
  func writing<Result>(
    _ durability: Durability, _ body: () throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result

  /// Runs what reads, all of it from one moment.
  func reading<Result>(_ body: () throws(RegisterError) -> Result) throws(RegisterError) -> Result

  /// Whether there is such a table.
  func hasTable(_ name: String) throws(RegisterError) -> Bool

  /// The names of the triggers that are there and in force.
  func triggers() throws(RegisterError) -> Set<String>

  /// What the database finds wrong with its own storage.
  ///
  /// - Parameter isThorough: indices and references, too, which takes longer.
  func storageFaults(isThorough: Bool) throws(RegisterError) -> [String]

  /// Whether something may have been written since this was last set to false.
  var hasWritten: Bool { get set }

  /// Whether what was opened is still what stands at its place; costs next to nothing.
  var isInPlace: Bool { get }

  /// The same, looked at anew: what the database holds in memory does not count.
  ///
  /// - Throws: `replaced`, or how the database fails.
  func requireInPlace() throws(RegisterError)

  /// Takes what was deleted out of the database's files as far as it can.
  func purge() throws(RegisterError)
}

extension Database {
  @discardableResult
  package func run(_ statement: String) throws(RegisterError) -> [Row] { try run(statement, []) }

  /// Runs what writes something that lasts.
  @discardableResult
  package func writing<Result>(_ body: () throws(RegisterError) -> Result) throws(RegisterError)
    -> Result
  {
    try writing(.lasting, body)
  }

  /// A transaction between two statements; what fails takes everything back.
  func transaction<Result>(
    beginning: [String], _ body: () throws(RegisterError) -> Result
  ) throws(RegisterError) -> Result {
    do throws(RegisterError) {
      for statement in beginning { try run(statement) }
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      _ = try? run("ROLLBACK")
      throw error
    }
  }
}
