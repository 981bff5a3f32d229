internal import Checklists

/// Help texts, laid out for 80 columns, made from the descriptions of the commands.
struct Help {
  let language: Language

  private static let width = 80

  /// The help of the program, or of a group of commands (`template`).
  func text(ofGroup group: String?, commands: [CommandDescription]) -> String {
    let prefix = group.map { $0 + " " } ?? ""
    let usage =
      heading("Usage") + " respecte " + prefix
      + language(fr: "COMMANDE [options]", en: "COMMAND [options]")
    let listed = commands.filter { $0.name.hasPrefix(prefix) }
    let list = section(
      language(fr: "Commandes", en: "Commands"), listed.map { ($0.name, $0.summary(language)) })
    let further = language(
      fr: "Pour une commande : respecte COMMANDE --help",
      en: "For one command: respecte COMMAND --help")
    guard group == nil else { return page([usage, list, options(.common), further]) }
    return page([
      usage, paragraph(Self.about(language)), list, options(.common),
      statuses(blocking: nil),
      section(
        language(fr: "Environnement", en: "Environment"),
        EnvironmentVariable.all.map { ($0.name, $0.help(language)) }),
      further,
    ])
  }

  /// The help of one command.
  func text(of command: CommandDescription) -> String {
    var blocks = [usage(of: command), paragraph(command.summary(language) + ".")]
    blocks += command.discussion(language).split(separator: "\n").map { paragraph(String($0)) }
    if let operand = command.operand {
      blocks.append(
        section("Arguments", [(operand.value(language), operand.help(language))]))
    }
    if !command.options.isEmpty {
      blocks.append(options(OptionGroup(title: Wording("Options"), options: command.options)))
    }
    blocks += (command.groups + [.common]).map(options)
    if let blocking = command.blocking { blocks.append(statuses(blocking: blocking)) }
    if !command.examples.isEmpty {
      let lines = command.examples.map { "  respecte " + $0 }
      let title = heading(language(fr: "Exemples", en: "Examples"))
      blocks.append(([title] + lines).joined(separator: "\n"))
    }
    return page(blocks)
  }

  /// `Usage: respecte export [--template ID|FILE] …`.
  func usage(of command: CommandDescription) -> String {
    var parts = [command.operand?.usage(language)].compactMap { $0 }
    parts += command.options.map { $0.brief(language) } + ["[options]"]
    return TextLayout.fill(
      parts, width: Self.width, start: heading("Usage") + " respecte " + command.name, indent: 10)
  }

  private func options(_ group: OptionGroup) -> String {
    section(
      group.title(language),
      group.options.map { option in
        let again = language(fr: " (peut être répétée)", en: " (may be repeated)")
        return (option.usage(language), option.help(language) + (option.isRepeated ? again : ""))
      })
  }

  private func statuses(blocking: Wording?) -> String {
    section(
      language(fr: "Codes de sortie", en: "Exit statuses"),
      ExitStatus.allCases.map { status in
        let meaning = status == .blocking ? blocking ?? status.meaning : status.meaning
        return (String(status.rawValue), meaning(language))
      })
  }

  private func section(_ title: String, _ rows: [(String, String)]) -> String {
    heading(title) + "\n"
      + TextLayout.definitions(rows.map { (term: $0, meaning: $1) }, width: Self.width)
  }

  private func heading(_ title: String) -> String { title + language(fr: " :", en: ":") }
  private func paragraph(_ text: String) -> String {
    TextLayout.paragraph(text, width: Self.width)
  }
  private func page(_ blocks: [String]) -> String { blocks.joined(separator: "\n\n") + "\n" }

  static let about = Wording(
    fr: "Respecte transforme une liste de contrôle publiée en classeur d’autoévaluation, relit "
      + "les classeurs renvoyés sans rien perdre ni deviner, et dit qui est prêt, qui ne l’est "
      + "pas, et pourquoi.",
    en: "Respecte turns a published checklist into a self-assessment workbook, reads returned "
      + "workbooks back without losing or guessing anything, and tells who is ready, who is "
      + "not, and why.")
}

/// A variable of the environment that the program looks at.
struct EnvironmentVariable: Sendable {
  let name: String
  let help: Wording

  static let templates = EnvironmentVariable(
    name: "RESPECTE_TEMPLATES",
    help: Wording(
      fr: "dossier de modèles supplémentaires (*.yaml)",
      en: "folder of further templates (*.yaml)"))
  static let noColor = EnvironmentVariable(
    name: "NO_COLOR",
    help: Wording(fr: "s’il n’est pas vide : aucune couleur", en: "if not empty: no colour"))

  static let all = [templates, register, noColor]
}
