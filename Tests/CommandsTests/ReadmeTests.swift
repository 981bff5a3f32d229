import Foundation
import TestSupport
import Testing

/// The README's commands run as they are written.
@Suite("README") struct ReadmeTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The lines of the blocks that are marked as shell.
  private static func commands() throws -> [String] {
    let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
    let blocks = text.components(separatedBy: "```sh\n").dropFirst()
    return blocks.flatMap {
      $0.components(separatedBy: "```")[0].split(separator: "\n").map(String.init)
    }
  }

  /// One after the other in one folder, since the later ones read what the earlier ones wrote. Status 1 says that
  /// something blocks, as it does in the sample workbooks; anything else is a command that does not work.
  @Test func everyCommandWorks() throws {
    let folder = try WorkFolder()
    try FileManager.default.createSymbolicLink(
      at: folder.url(of: "SampleData"),
      withDestinationURL: Self.root.appendingPathComponent("SampleData"))
    let programs = URL(fileURLWithPath: RespecteProgram.path).deletingLastPathComponent().path
    let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
    let commands = try Self.commands()
    #expect(commands.count >= 12)
    for command in commands {
      let result = try RespecteProgram.shell(command, in: folder, environment: ["PATH": path])
      let mayBlock = [
        "respecte score", "respecte check", "respecte import", "respecte export --prefill",
        "respecte diff", "respecte register add",
      ].contains { command.hasPrefix($0) }
      #expect(
        result.status == 0 || (result.status == 1 && mayBlock), "\(command)\n\(result.errors)")
    }
    let made = try folder.names()
    for name in [
      "auto-evaluation.xlsx", "lavande.xlsx", "summary.xlsx", "report.html", "submissions.ndjson",
      "tables", "results.json",
      "harbour.yaml", "harbour.xlsx", "workbooks", "next.xlsx", "office.sqlite", "office",
    ] {
      #expect(made.contains(name))
    }
    #expect(try folder.read("joined.xlsx") == folder.read("summary.xlsx"))
  }
}
