internal import Basics
internal import Checklists
internal import Reports

/// `template show`: one template, readable, as JSON or as an OSCAL catalog.
enum TemplateShowCommand: Command {
  static let description = CommandDescription(
    name: "template show",
    summary: Wording(
      fr: "Montre un modèle, lisible, en JSON ou en catalogue OSCAL",
      en: "Shows a template, readable, as JSON or as an OSCAL catalog"),
    operand: OperandDescription(
      value: .template,
      help: Wording(
        fr: "identifiant d’un modèle connu, ou fichier YAML",
        en: "id of a known template, or YAML file")),
    options: [.json, .oscal],
    examples: [
      "template show aws-retail-technology-2019-12",
      "template show aws-retail-technology-2019-12.fr --json",
      "template show aws-retail-technology-2019-12.en --oscal",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let template = try KnownTemplates.template(arguments.operands[0], session)
    if arguments.has(.json), arguments.has(.oscal) {
      throw .usage(
        session.language(
          fr: "choisissez --json ou --oscal, pas les deux",
          en: "choose --json or --oscal, not both"))
    }
    if arguments.has(.oscal) {
      try session.write(OSCALCatalog.json(of: template).pretty + "\n")
    } else if arguments.has(.json) {
      try session.write(TemplateJSON.value(of: template).pretty + "\n")
    } else {
      try session.show(TemplateText(template: template, language: session.language).text)
    }
    return .done
  }
}
