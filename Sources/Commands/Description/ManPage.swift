internal import Checklists

/// One manual page of section 1: that of the program, of a group of commands (`template`) or of one command.
struct ManPage {
  enum Subject {
    case program
    case group(String)
    case command(CommandDescription)
  }

  let subject: Subject
  let commands: [CommandDescription]
  let language: Language

  /// Every page in a language, the program's first.
  static func all(_ commands: [CommandDescription], _ language: Language) -> [ManPage] {
    let groups = CommandTree(commands: commands).groups.map(Subject.group)
    return ([.program] + groups + commands.map(Subject.command)).map {
      ManPage(subject: $0, commands: commands, language: language)
    }
  }

  /// What it documents, as it is typed: `respecte template read`.
  var title: String {
    switch subject {
    case .program: "respecte"
    case .group(let group): "respecte " + group
    case .command(let command): "respecte " + command.name
    }
  }

  /// As `man` finds it: `respecte-template-read`.
  var name: String { title.replacing(" ", with: "-") }

  /// Below a folder of manual pages: `man1/respecte.1`, `fr/man1/respecte.1`.
  var path: String {
    (language == .english ? "" : language.rawValue + "/") + "man1/" + name + ".1"
  }

  var text: String {
    let head = [
      ".\\\" " + language(fr: "Produite par : respecte man", en: "Made by: respecte man"),
      ".TH " + Roff.text(name.uppercased()) + " 1 \(Program.date) \"respecte \(Program.version)\""
        + " " + Roff.quoted(language(fr: "Manuel de Respecte", en: "Respecte Manual")),
      // Neither hyphens nor blanks that the text does not have.
      ".nr HY 0", ".nh", ".ad l",
      Roff.section(
        language(fr: "NOM", en: "NAME"), [Roff.paragraph(purpose, start: Roff.text(name) + " \\-")]),
    ]
    return (head + body + [seeAlso]).joined(separator: "\n") + "\n"
  }

  private var purpose: String {
    switch subject {
    case .program:
      language(
        fr: "classeurs d’autoévaluation pour les listes de contrôle publiées",
        en: "self-assessment workbooks for published checklists")
    case .group(let group):
      language(fr: "commandes « \(group) » de respecte", en: "the “\(group)” commands of respecte")
    case .command(let command): command.summary(language).decapitalised
    }
  }

  private var body: [String] {
    switch subject {
    case .program:
      [
        synopsis([Roff.italic(language(fr: "COMMANDE", en: "COMMAND")), "[\\fIoptions\\fR]"]),
        Roff.section("DESCRIPTION", [Roff.paragraph(Help.about(language))]),
        commandList(nil),
        options(OptionGroup.common.options, []),
        statuses(nil),
        Roff.section(
          language(fr: "ENVIRONNEMENT", en: "ENVIRONMENT"),
          EnvironmentVariable.all.map { variable in
            Roff.definition(Roff.bold(variable.name), sentence(variable.help(language)))
          }),
        Roff.section(
          language(fr: "MODÈLES INTÉGRÉS", en: "BUILT-IN TEMPLATES"),
          TemplateLibrary.builtIn().templates.map {
            Roff.definition(Roff.bold($0.name), $0.title + ".")
          }),
      ]
    case .group(let group):
      [
        synopsis([Roff.italic(language(fr: "COMMANDE", en: "COMMAND")), "[\\fIoptions\\fR]"]),
        commandList(group),
        options(OptionGroup.common.options, []),
      ]
    case .command(let command): body(of: command)
    }
  }

  private func body(of command: CommandDescription) -> [String] {
    let discussion = command.discussion(language).split(separator: "\n").map(String.init)
    let paragraphs = ([command.summary(language) + "."] + discussion).map { Roff.paragraph($0) }
    var usage = command.options.map(brief)
    if let operand = command.operand {
      let name = Roff.italic(operand.value(language) + (operand.isRepeated ? "…" : ""))
      usage.insert(operand.isOptional ? "[" + name + "]" : name, at: 0)
    }
    var sections = [
      synopsis(usage + ["[\\fIoptions\\fR]"]),
      Roff.section("DESCRIPTION", [paragraphs.joined(separator: "\n.PP\n")]),
    ]
    if let operand = command.operand {
      let text = sentence(operand.help(language) + remark([endings(operand.value)]))
      sections.append(
        Roff.section("ARGUMENTS", [Roff.definition(Roff.italic(operand.value(language)), text)]))
    }
    sections.append(options(command.options, command.groups + [.common]))
    sections.append(statuses(command.blocking))
    let examples = command.examples.map { Roff.example(["respecte " + $0]) }
    sections.append(Roff.section(language(fr: "EXEMPLES", en: "EXAMPLES"), examples))
    return sections
  }

  private func synopsis(_ parts: [String]) -> String {
    Roff.section("SYNOPSIS", [".SY " + Roff.quoted(title)] + parts + [".YS"])
  }

  private func brief(_ option: OptionDescription) -> String {
    let value = option.value.map { "\\~" + Roff.italic($0(language)) } ?? ""
    return "[" + Roff.bold(option.short ?? option.name) + value + "]"
      + (option.isRepeated ? "…" : "")
  }

  private func commandList(_ group: String?) -> String {
    let prefix = group.map { $0 + " " } ?? ""
    return Roff.section(
      language(fr: "COMMANDES", en: "COMMANDS"),
      commands.filter { $0.name.hasPrefix(prefix) }.map {
        Roff.definition(Roff.bold($0.name), $0.summary(language) + ".")
      })
  }

  private func options(_ own: [OptionDescription], _ groups: [OptionGroup]) -> String {
    Roff.section(
      "OPTIONS",
      own.map(definition)
        + groups.map {
          Roff.subsection($0.title(language), $0.options.map(definition))
        })
  }

  private func definition(of option: OptionDescription) -> String {
    let again = language(fr: "peut être répétée", en: "may be repeated")
    let remark = remark([option.value.flatMap(endings), option.isRepeated ? again : nil])
    return Roff.definition(
      option.names.map(Roff.bold).joined(separator: ", ")
        + (option.value.map { "\\~" + Roff.italic($0(language)) } ?? ""),
      sentence(option.help(language) + remark))
  }

  /// The files that a value may be: `*.yaml, *.yml`.
  private func endings(_ value: ValueDescription) -> String? {
    guard let endings = value.kind.endings, !endings.isEmpty else { return nil }
    return endings.map { "*." + $0 }.joined(separator: ", ")
  }

  /// Between parentheses, to stand behind a text.
  private func remark(_ parts: [String?]) -> String {
    let parts = parts.compactMap { $0 }
    return parts.isEmpty
      ? "" : " (" + parts.joined(separator: language(fr: " ; ", en: "; ")) + ")"
  }

  private func sentence(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst() + "."
  }

  private func statuses(_ blocking: Wording?) -> String {
    Roff.section(
      language(fr: "CODES DE SORTIE", en: "EXIT STATUS"),
      ExitStatus.allCases.map { status in
        let meaning = status == .blocking ? blocking ?? status.meaning : status.meaning
        return Roff.definition(Roff.bold(String(status.rawValue)), sentence(meaning(language)))
      })
  }

  private var seeAlso: String {
    let pages = ManPage.all(commands, language).map(\.name).filter { $0 != name }
    let listed = pages.enumerated().map { index, page in
      ".BR " + Roff.text(page) + " (1)" + (index < pages.count - 1 ? "," : "")
    }
    return Roff.section(language(fr: "VOIR AUSSI", en: "SEE ALSO"), listed)
  }
}
