internal import Checklists

/// `help`: the help of the program, of a group of commands or of one command.
enum HelpCommand: Command {
  static let description = CommandDescription(
    name: "help",
    summary: Wording(
      fr: "Montre l’aide d’une commande, ou celle du programme",
      en: "Shows the help of a command, or that of the program"),
    operand: OperandDescription(
      value: ValueDescription(name: Wording(fr: "COMMANDE", en: "COMMAND"), kind: .command),
      help: Wording(
        fr: "mots du nom d’une commande, comme « template diff »",
        en: "words of a command’s name, such as “template diff”"),
      isOptional: true, isRepeated: true),
    examples: ["help", "help score", "help template diff"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let parser = CommandLineParser(commands: Program.commands, language: session.language)
    let help = Help(language: session.language)
    // The words and `--help` are what would show it otherwise.
    let request: CommandLineParser.Request
    do {
      request = try parser.parse(arguments.operands + [OptionDescription.help.name])
    } catch { throw error.stop }
    switch request {
    case .help(let command): try session.write(help.text(of: command.description))
    case .overview(let group):
      try session.write(help.text(ofGroup: group, commands: Program.descriptions))
    case .run, .version: break
    }
    return .done
  }
}
