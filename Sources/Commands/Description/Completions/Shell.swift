internal import Checklists

/// A shell that completes command lines of the program.
enum Shell: String, CaseIterable, Sendable {
  case bash, zsh, fish

  /// The script that makes the shell complete them; it needs no other file.
  func completions(_ commands: [CommandDescription]) -> String {
    let tree = CommandTree(commands: commands)
    return switch self {
    case .bash: BashCompletions(tree: tree).text
    case .zsh: ZshCompletions(tree: tree).text
    case .fish: FishCompletions(tree: tree).text
    }
  }
}

extension ValueDescription.Kind {
  /// The words that may stand there, as far as the program itself knows them; nil where there is no such list.
  ///
  /// Templates are left to the shell, which asks the program for them: a folder of the environment has more.
  var knownWords: [String]? {
    switch self {
    case .words(let words): words
    case .deliveryModels: ExportCommand.deliveryWords(of: TemplateLibrary.builtIn())
    case .code: ExplainedCode.all.map(\.code)
    case .text, .files, .folder, .template, .command: nil
    }
  }

  /// The endings of the files that may stand there; nil where no file does.
  var endings: [String]? {
    switch self {
    case .files(let endings): endings
    case .template: Self.templateEndings
    default: nil
    }
  }

  private static var templateEndings: [String] { ValueDescription.yaml.kind.endings ?? [] }
}

extension CommandDescription {
  /// How many operands it takes at most; nil where there is no limit.
  var mostOperands: Int? {
    guard let operand else { return 0 }
    return operand.isRepeated ? nil : operand.number ?? 1
  }
}

extension String {
  /// Between apostrophes, as POSIX shells and zsh read it.
  var shellQuoted: String { "'" + replacing("'", with: "'\\''") + "'" }
}
