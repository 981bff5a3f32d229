import Checklists
import Testing

@testable import Commands

/// Command lines, and what they ask for.
@Suite struct ParserTests {
  private func parse(_ line: String, _ language: Language = .english) throws
    -> CommandLineParser.Request
  {
    try CommandLineParser(commands: Program.commands, language: language)
      .parse(line.split(separator: " ").map(String.init))
  }

  private func arguments(_ line: String) throws -> (name: String, Arguments) {
    guard case .run(let command, let arguments) = try parse(line) else {
      throw CommandLineParser.Failure(stop: .closedPipe, command: nil)
    }
    return (command.description.name, arguments)
  }

  /// A line; the command; its operands; an option and its values.
  @Test(arguments: [
    ("export -o a.xlsx", "export", [], "--output", ["a.xlsx"]),
    ("export -oa.xlsx", "export", [], "--output", ["a.xlsx"]),
    ("export --output a.xlsx", "export", [], "--output", ["a.xlsx"]),
    ("export --output=a.xlsx", "export", [], "--output", ["a.xlsx"]),
    ("export --output=a=b", "export", [], "--output", ["a=b"]),
    ("export --output=", "export", [], "--output", [""]),
    ("export -o -", "export", [], "--output", ["-"]),
    ("--lang en export", "export", [], "--lang", ["en"]),
    ("export --lang=fr", "export", [], "--lang", ["fr"]),
    ("template --quiet read a", "template read", ["a"], "--quiet", [""]),
    ("import - b", "import", ["-", "b"], "--ndjson", []),
    ("import a --ndjson b", "import", ["a", "b"], "--ndjson", [""]),
    ("import -- --ndjson -x", "import", ["--ndjson", "-x"], "--ndjson", []),
    ("check --template a b --template=c d", "check", ["b", "d"], "--template", ["a", "c"]),
    ("score -o - x", "score", ["x"], "--output", ["-"]),
    ("export --partner -x", "export", [], "--partner", ["-x"]),
  ])
  func understands(
    line: String, command: String, operands: [String], option: String, values: [String]
  ) throws {
    let (name, arguments) = try arguments(line)
    #expect(name == command)
    #expect(arguments.operands == operands)
    let description = try #require(
      Program.commands.first { $0.description.name == command }?.description.allOptions
        .first { $0.name == option })
    #expect(arguments.all(description) == values)
    #expect(arguments.has(description) == !values.isEmpty)
  }

  /// A wrong line; what is said; what may have been meant.
  @Test(
    arguments: [
      ("", "a command is missing", nil),
      ("template", "a command is missing after “template”", nil),
      ("exprot", "there is no command “exprot”", "export"),
      ("scores x", "there is no command “scores”", "score"),
      ("template lit x", "there is no command “template lit”", "template lint"),
      ("xyzzy", "there is no command “xyzzy”", nil),
      ("read x", "there is no command “read”", nil),
      ("export --delivry saas", "there is no option --delivry here", "--delivery"),
      ("export --case-studie 3", "there is no option --case-studie here", "--case-studies"),
      ("export --case 3", "there is no option --case here", "--case-studies"),
      ("export --frobnicate", "there is no option --frobnicate here", nil),
      ("export -x", "there is no option -x here", "-o"),
      ("--json template list", "there is no option --json here", nil),
      ("export --oscal a", "there is no option --oscal here", nil),
      ("template show x --sarif", "there is no option --sarif here", nil),
      ("export -o", "FILE is missing after -o", nil),
      ("export -o --partner x", "FILE is missing after -o", nil),
      ("export -o a -o b", "--output is given twice", nil),
      ("export --quiet=yes", "--quiet takes no value", nil),
      ("export extra", "“extra” is one too many", nil),
      ("template show a b", "“b” is one too many", nil),
      ("score", "an argument is missing: PATH", nil),
      ("score x --lang de", "--lang expects fr or en, not “de”", nil),
    ] as [(String, String, String?)])
  func refuses(line: String, sentence: String, hint: String?) {
    do {
      _ = try parse(line)
      Issue.record("“\(line)” was accepted")
    } catch let failure as CommandLineParser.Failure {
      #expect(failure.stop == .usage(sentence, hint: hint))
    } catch {
      Issue.record(error)
    }
  }

  @Test func helpAndVersionComeBeforeFaultsThatFollow() throws {
    guard case .help(let command) = try parse("score --help --nonsense") else {
      Issue.record("no help")
      return
    }
    #expect(command.description.name == "score")
    guard case .overview(let group) = try parse("template -h") else {
      Issue.record("no overview")
      return
    }
    #expect(group == "template")
    guard case .overview(nil) = try parse("--help") else {
      Issue.record("no overview")
      return
    }
    guard case .version = try parse("--version") else {
      Issue.record("no version")
      return
    }
  }

  @Test(
    arguments: [
      ("1", 1), ("64K", 65_536), ("512M", 536_870_912), ("512MiB", 536_870_912), ("1g", 1 << 30),
      ("2kib", 2048), ("0", nil), ("", nil), ("-1", nil), ("1T", nil), ("M", nil), ("1.5M", nil),
      ("9999999999G", nil), ("99999999999999999999", nil),
    ] as [(String, Int?)])
  func readsSizes(text: String, size: Int?) {
    #expect(ByteSize.parse(text) == size)
  }

  @Test(arguments: [
    (["LANG": "fr_FR.UTF-8"], Language.french), (["LANG": "en_GB.UTF-8"], .english),
    (["LANG": "en_US", "LC_ALL": "fr_CA"], .french),
    (["LANG": "en_US", "LC_MESSAGES": "fr_CA"], .french),
    (["LANG": "en_US", "LC_ALL": ""], .english), (["LANG": "de_DE"], .french), ([:], .french),
    (["LC_ALL": "C", "LANG": "en_US"], .french),
  ])
  func takesTheLanguageOfTheEnvironment(environment: [String: String], language: Language) {
    #expect(Language.ofMessages(arguments: ["score"], environment: environment) == language)
  }

  @Test(arguments: [
    (["--lang", "en", "score"], Language.english), (["score", "--lang=fr"], .french),
    (["score", "--", "--lang=fr"], .english),
  ])
  func langWinsOverTheEnvironment(arguments: [String], language: Language) {
    let environment = ["LANG": "en_US.UTF-8"]
    #expect(Language.ofMessages(arguments: arguments, environment: environment) == language)
  }
}
