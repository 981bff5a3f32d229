internal import Foundation

/// A PostgreSQL server for the tests of this process; `postgresql.sh` starts it, and ends it after them.
public enum PostgreSQLServer {
  /// The address of its first database, or why there is none.
  public static let started: Result<String, Missing> = {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../Interop/postgresql.sh").standardized
    do {
      let result = try RespecteProgram.shell("exec '\(script.path)'", in: WorkFolder())
      guard result.status == 0 else {
        return .failure(Missing(reason: result.errors, isInstalled: result.status != 77))
      }
      return .success(result.lines.joined())
    } catch { return .failure(Missing(reason: "\(error)")) }
  }()

  public struct Missing: Error {
    public let reason: String
    public var isInstalled = true
  }

  /// The password in the addresses, as it stands there and as it is.
  public static let secrets = ["s3cret%2B", "s3cret+"]

  /// The same address with another database.
  public static func address(_ address: String, database: String) -> String {
    address.replacingOccurrences(of: "/postgres?", with: "/" + database + "?")
  }
}
