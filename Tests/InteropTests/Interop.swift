import Foundation
import TestSupport
import Testing

/// The Python scripts of `Tests/Interop`.
enum Interop {
  static let python = Peers.python
  static let advice = Peers.advice

  /// What a script exits with where a program that it needs is missing.
  private static let skipped: Int32 = 77

  /// Runs a script on the built program. Its differences fail the test; a missing program cancels it, by name.
  static func run(_ script: String, _ arguments: String...) throws {
    try run(script, arguments)
  }

  /// The same with a list of arguments.
  static func run(_ script: String, _ arguments: [String]) throws {
    let folder = try WorkFolder()
    let file = repository.appendingPathComponent("Tests/Interop/\(script)").path
    var environment = ProcessInfo.processInfo.environment
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["RESPECTE"] = RespecteProgram.path
    let words = [try #require(python), file] + arguments
    let result = try RespecteProgram.shell(
      words.map { "'\($0)'" }.joined(separator: " "), in: folder, environment: environment)
    let report = result.output + result.errors
    if result.status == skipped {
      try Test.cancel("\(report.trimmingCharacters(in: .newlines))")
    }
    print(report, terminator: "")
    #expect(result.status == 0, "\(report)")
  }

  /// 162 real workbooks that lie beside the package and are not part of it; nil where they are not there.
  static let corpus: String? = {
    let shared =
      ProcessInfo.processInfo.environment["RESPECTE_SHARED"].map { URL(fileURLWithPath: $0) }
      ?? repository.deletingLastPathComponent().appendingPathComponent("shared")
    let folder = shared.appendingPathComponent("corpus").path
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()

  static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../..").standardized
}
