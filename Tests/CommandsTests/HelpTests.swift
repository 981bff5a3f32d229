import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// Everything that the program can do stands in its help, in both languages.
@Suite struct HelpTests {
  private static let languages = Language.allCases
  private static let names = Program.commands.map { $0.description.name }

  private func description(_ name: String) throws -> CommandDescription {
    try #require(Program.commands.first { $0.description.name == name }?.description)
  }

  @Test(arguments: names, languages)
  func everyCommandExplainsItself(name: String, language: Language) throws {
    let folder = try WorkFolder()
    let command = try description(name)
    let words = name.split(separator: " ").map(String.init)
    let result = try RespecteProgram.run(
      words + ["--help", "--lang", language.rawValue], in: folder)
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("respecte " + name))
    for option in command.allOptions {
      #expect(!option.help(language).isEmpty)
      #expect(
        result.output.contains("\n  " + option.usage(language)), "\(option.name) is not listed")
    }
    if let operand = command.operand {
      #expect(result.output.contains("\n  " + operand.value(language)))
    }
    for line in result.lines where !line.hasPrefix("  respecte ") {
      #expect(line.count <= 80, "\(line)")
    }
  }

  @Test(arguments: languages)
  func theProgramListsEveryCommand(language: Language) throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.run(["--help", "--lang", language.rawValue], in: folder)
    #expect(result.status == 0)
    for command in Program.commands {
      #expect(result.output.contains("\n  " + command.description.name + " "))
    }
    for status in ExitStatus.allCases {
      #expect(result.output.contains("\n  \(status.rawValue)  " + status.meaning(language)))
    }
  }

  @Test func aGroupListsItsCommandsOnly() throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.run(["template", "--help"], in: folder)
    #expect(result.output.contains("template lint"))
    #expect(!result.output.contains("inspect"))
  }

  /// A command that is written but not offered, or offered and not written up, fails here.
  @Test func everyCommandFileIsOfferedAndDescribed() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Sources/Commands/Subcommands")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let offered = Program.commands.map { "\($0).swift" }.sorted()
    #expect(files == offered)
    for command in Program.commands.map({ $0.description }) {
      #expect(!command.summary.fr.isEmpty && command.summary.fr != command.summary.en)
      #expect(!command.examples.isEmpty, "\(command.name) has no example")
      #expect(
        Set(command.allOptions.flatMap(\.names)).count == command.allOptions.flatMap(\.names).count)
    }
  }

  /// Each command has its row in the README, which names no option that the command does not have.
  @Test(arguments: names)
  func theReadmeDocumentsTheCommand(name: String) throws {
    let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../README.md")
    let text = try String(contentsOf: readme, encoding: .utf8)
    let row = try #require(
      text.split(separator: "\n").first {
        $0.hasPrefix("| `" + name + " ") || $0.hasPrefix("| `" + name + "`")
      }, "README.md has no row for \(name)")
    let usage = row.split(separator: "`")[1]
    let named = usage.split { " []|=…".contains($0) }.filter { $0.hasPrefix("-") }.map(String.init)
    #expect(Set(named).isSubset(of: try description(name).allOptions.flatMap(\.names)))
  }

  @Test(arguments: names)
  func examplesAreCommandLines(name: String) throws {
    for example in try description(name).examples {
      let line = example.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
        .flatMap { index, part in
          index % 2 == 1 ? [String(part)] : part.split(separator: " ").map(String.init)
        }
      let parser = CommandLineParser(commands: Program.commands, language: .french)
      guard case .run(let command, _) = try parser.parse(line) else {
        Issue.record("\(example) runs nothing")
        continue
      }
      #expect(command.description.name == name)
    }
  }

  /// French has a no-break space before its tall signs, and typographic apostrophes.
  @Test(arguments: names)
  func frenchIsSetAsFrench(name: String) throws {
    let help = Help(language: .french).text(of: try description(name))
    for wrong in [" :", " ;", " ?", " !", " »", "« ", "'"] {
      #expect(!help.contains(wrong), "“\(wrong)” in the help of \(name)")
    }
    #expect(help.contains("\u{A0}:"))
  }

  @Test func versionIsPrinted() throws {
    let result = try RespecteProgram.run(["--version"], in: WorkFolder())
    #expect(result.status == 0)
    #expect(result.output == "respecte " + Program.version + "\n")
  }
}
