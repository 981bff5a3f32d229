import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// What the completions offer is what the commands' descriptions say. `Tests/Interop/completions.py` types into the shells.
@Suite struct CompletionTests {
  private static let descriptions = Program.descriptions

  /// What bash offers for command lines, each given by its words; the last one is being typed.
  private func offers(_ lines: [[String]], in folder: WorkFolder) throws -> [[String]] {
    try folder.write(Shell.bash.completions(Self.descriptions), to: "completions.bash")
    let calls = lines.map { line in
      let words = line.map(\.shellQuoted).joined(separator: " ")
      return """
        COMP_WORDS=("$RESPECTE" \(words)) COMP_CWORD=\(line.count) COMPREPLY=()
        _respecte
        for offer in "${COMPREPLY[@]}"; do printf '%s\\n' "$offer"; done
        echo =
        """
    }
    try folder.write(
      ". ./completions.bash\n" + calls.joined(separator: "\n") + "\n", to: "lines.bash")
    let result = try RespecteProgram.shell(
      "bash ./lines.bash", in: folder, environment: ["LC_ALL": "C.UTF-8"])
    #expect(result.errors == "")
    return result.output.components(separatedBy: "=\n").dropLast().map {
      $0.split(separator: "\n").map(String.init)
    }
  }

  private func offer(_ line: String..., in folder: WorkFolder? = nil) throws -> [String] {
    try offers([line], in: folder ?? WorkFolder())[0]
  }

  @Test func bashOffersEveryOptionOfEachCommand() throws {
    let lines = Self.descriptions.map { $0.name.split(separator: " ").map(String.init) + ["-"] }
    let offered = try offers(lines, in: WorkFolder())
    for (command, names) in zip(Self.descriptions, offered) {
      #expect(names.sorted() == command.allOptions.flatMap(\.names).sorted(), "\(command.name)")
    }
    #expect(offered.count == Self.descriptions.count)
  }

  @Test func bashOffersEveryCommand() throws {
    let tree = CommandTree(commands: Self.descriptions)
    #expect(try offer("") == tree.words(in: nil).map(\.word))
    #expect(try offer("template", "") == ["read", "list", "show", "diff", "lint"])
    #expect(try offer("--lang", "en", "--quiet", "sc") == ["score"])
    #expect(try offer("man", "template", "l") == ["list", "lint"])
    #expect(try offer("nothing", "") == [])
  }

  @Test func bashOffersTheWordsOfAValue() throws {
    let languages = Language.allCases.map(\.rawValue)
    let templates = TemplateLibrary.builtIn().templates
    #expect(try offer("--lang", "") == languages)
    #expect(try offer("score", "--lang", "=") == languages)
    #expect(try offer("score", "--lang", "=", "e") == ["en"])
    #expect(try offer("completions", "") == Shell.allCases.map(\.rawValue))
    #expect(try offer("completions", "bash", "") == [])
    #expect(try offer("explain", "") == ExplainedCode.all.map(\.code))
    #expect(try offer("export", "--template", "aws") == templates.map(\.name))
    #expect(try offer("export", "--delivery", "") == ["saas", "customer", "both"])
    #expect(try offer("export", "--delivery", "saas,c") == ["saas,customer"])
    #expect(try offer("score", "--jobs", "") == [])
    #expect(try offer("check", "--", "--l") == [])
  }

  @Test func bashOffersFilesByTheirEnding() throws {
    let folder = try WorkFolder()
    for name in [
      "a folder/x.xlsx", "a.xlsx", "l’été à Sète.ods", "C.CSV", "s.ndjson", "t.yaml", "z",
    ] {
      try folder.write("", to: "work/" + name)
    }
    let lines = [
      ["check", "work/"], ["score", "work/"], ["template", "lint", "work/"],
      ["score", "--csv", "work/"], ["score", "--as-of", "2019-12-31", "work/l"],
    ]
    let offered = try offers(lines, in: folder).map { $0.map { $0.dropFirst(5) }.sorted() }
    #expect(offered[0] == ["C.CSV", "a folder", "a.xlsx", "l’été à Sète.ods"])
    #expect(offered[1] == ["C.CSV", "a folder", "a.xlsx", "l’été à Sète.ods", "s.ndjson"])
    #expect(offered[2] == ["a folder", "t.yaml"])
    #expect(offered[3] == ["a folder"])
    #expect(offered[4] == ["l’été à Sète.ods"])
    // Where no file has the ending, any may be meant.
    #expect(try offer("inspect", "work/z", in: folder) == ["work/z"])
  }

  /// Every option is told apart by its value: a new kind of value that a shell knows nothing of fails here.
  @Test(arguments: [Shell.zsh, .fish])
  func theOtherShellsKnowEveryWord(shell: Shell) throws {
    let text = shell.completions(Self.descriptions)
    for command in Self.descriptions {
      for word in command.name.split(separator: " ") { #expect(text.contains(word)) }
      for language in Language.allCases { #expect(text.contains(command.summary(language))) }
      for option in command.allOptions {
        #expect(text.contains(shell == .fish ? "-l " + option.name.dropFirst(2) : option.name))
        for word in option.value?.kind.knownWords ?? [] { #expect(text.contains(word)) }
        for ending in option.value?.kind.endings ?? [] { #expect(text.contains(ending)) }
      }
    }
    for code in ExplainedCode.all { #expect(text.contains(code.code)) }
  }

  @Test(arguments: Shell.allCases)
  func theShellAcceptsItsScript(shell: Shell) throws {
    let folder = try WorkFolder()
    let script = try RespecteProgram.run(["completions", shell.rawValue], in: folder)
    #expect(script.status == 0)
    #expect(script.output == shell.completions(Self.descriptions))
    try folder.write(script.outputBytes, to: "script")
    guard try RespecteProgram.shell("command -v \(shell)", in: folder).status == 0 else {
      try Test.cancel("not installed: \(shell)")
    }
    let result = try RespecteProgram.shell(
      "\(shell) -n script", in: folder, environment: ["LC_ALL": "C.UTF-8"])
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test func anotherShellIsWrongUsage() throws {
    let result = try RespecteProgram.run(["completions", "csh", "--lang", "en"], in: WorkFolder())
    #expect(result.status == 2)
    #expect(result.errors.contains("bash, zsh, fish"))
  }

  /// A value that is called FILE or DIR is completed as one.
  @Test func valuesAreWhatTheyAreCalled() {
    for command in Self.descriptions {
      for value in command.allOptions.compactMap(\.value)
        + [command.operand?.value].compactMap({ $0 })
      {
        let isNamedFile = value.name.en.contains("FILE") || value.name.en.contains("xlsx")
        #expect(!isNamedFile || value.kind.endings != nil, "\(command.name) \(value.name.en)")
        #expect((value.name.en == "DIR") == (value.kind == .folder), "\(command.name)")
      }
    }
  }
}
