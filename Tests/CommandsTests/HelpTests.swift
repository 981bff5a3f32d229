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

  /// The version alone in the first line, where scripts look for it.
  @Test func versionsOfProgramTemplatesAndLibrariesArePrinted() throws {
    let folder = try WorkFolder()
    try folder.write("id: harbour\nversion: '2.1'\nlanguage: en\ntitle: [", to: "more/b.yaml")
    try folder.write("nothing", to: "more/a.yaml")
    let result = try RespecteProgram.run(
      ["--version", "--lang", "en"], in: folder, environment: ["RESPECTE_TEMPLATES": "more"])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.lines.first == "respecte " + Program.version)
    let words = result.lines.map { $0.split(separator: " ").map(String.init) }
    for template in TemplateLibrary.builtIn().templates {
      #expect(words.contains([template.name, template.version]))
    }
    #expect(words.contains(["harbour.en", "2.1"]))
    // Debian's pkg-config file of libxlsxwriter gives the version of its interface.
    for library in ["libzip", "libdeflate", "zlib", "expat", "yaml-0.1", "libcrypto", "sqlite3"] {
      let version = try RespecteProgram.shell("pkg-config --modversion \(library)", in: folder)
      #expect(words.contains { version.lines == $0.suffix(1) }, "\(library)")
    }
    #expect(words.contains { $0.first == "libxlsxwriter" && $0.count == 2 })
  }
}
