public import Foundation

/// Runs the real program, as it was built beside the tests.
public enum RespecteProgram {
  /// What a run gave.
  public struct Result: Sendable {
    public let status: Int32
    public let outputBytes: [UInt8]
    public let errors: String

    public var output: String { String(decoding: outputBytes, as: UTF8.self) }
    public var lines: [String] { output.split(separator: "\n").map(String.init) }
  }

  /// The program's file: in the build folder, where the test bundle is too.
  public static var path: String {
    #if os(Linux)
      let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    #else
      let tests =
        Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
        ?? Bundle.main.bundleURL
    #endif
    return tests.deletingLastPathComponent().appendingPathComponent("respecte").path
  }

  /// Runs the program in a folder.
  ///
  /// - Parameter environment: added to one that says French and nothing else.
  public static func run(
    _ arguments: [String], in folder: WorkFolder, input: [UInt8] = [],
    environment: [String: String] = [:]
  ) throws -> Result {
    try start(path, arguments, in: folder, input: input, environment: environment)
  }

  /// Runs a line of the shell in a folder, the program being `$RESPECTE`.
  public static func shell(
    _ line: String, in folder: WorkFolder, environment: [String: String] = [:]
  ) throws -> Result {
    try start("/bin/sh", ["-c", line], in: folder, input: [], environment: environment)
  }

  private static func start(
    _ executable: String, _ arguments: [String], in folder: WorkFolder, input: [UInt8],
    environment: [String: String]
  ) throws -> Result {
    // Files rather than pipes: neither side ever waits for the other.
    let exchange = try WorkFolder()
    try exchange.write(input, to: "in")
    try exchange.write([], to: "out")
    try exchange.write([], to: "err")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: executable)
    process.arguments = arguments
    process.currentDirectoryURL = folder.url
    process.environment = [
      "LC_ALL": "fr_FR.UTF-8",
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "RESPECTE": path,
    ].merging(environment) { $1 }
    process.standardInput = try FileHandle(forReadingFrom: exchange.url(of: "in"))
    process.standardOutput = try FileHandle(forWritingTo: exchange.url(of: "out"))
    process.standardError = try FileHandle(forWritingTo: exchange.url(of: "err"))
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationReason == .exit ? process.terminationStatus : -1,
      outputBytes: try exchange.read("out"),
      errors: String(decoding: try exchange.read("err"), as: UTF8.self))
  }
}

/// A folder of its own for one test, removed with everything in it when the test is over.
public final class WorkFolder: Sendable {
  public let url: URL

  public init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent(
      "respecte-tests-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  public func url(of name: String) -> URL { url.appendingPathComponent(name) }
  public func path(of name: String) -> String { url(of: name).path }

  /// Writes a file, with the folders that its name asks for.
  public func write(_ bytes: [UInt8], to name: String) throws {
    let file = url(of: name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: file)
  }

  public func write(_ text: String, to name: String) throws {
    try write(Array(text.utf8), to: name)
  }

  public func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: url(of: name))) }

  /// The names in the folder, hidden ones included, sorted.
  public func names() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: url.path).sorted()
  }
}
