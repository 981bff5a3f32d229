internal import Checklists

/// `completions`: the script that makes a shell complete command lines.
enum CompletionsCommand: Command {
  static let description = CommandDescription(
    name: "completions",
    summary: Wording(
      fr: "Donne le script qui complète les lignes de commande dans un shell",
      en: "Gives the script that completes command lines in a shell"),
    operand: OperandDescription(
      value: .words(Shell.allCases.map(\.rawValue)),
      help: Wording(fr: "le shell", en: "the shell")),
    examples: ["completions bash"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let name = arguments.operands[0]
    let language = session.language
    guard let shell = Shell(rawValue: name) else {
      let known = Shell.allCases.map(\.rawValue)
      throw .usage(
        language(
          fr: "pas de complétion pour « \(name) », mais pour \(known.joined(separator: ", "))",
          en: "no completions for “\(name)”, but for \(known.joined(separator: ", "))"),
        hint: Suggestion.nearest(to: name, among: known))
    }
    try session.write(shell.completions(Program.descriptions))
    return .done
  }
}
