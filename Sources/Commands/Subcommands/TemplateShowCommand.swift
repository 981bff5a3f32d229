internal import Basics
internal import Checklists

/// `template show`: one template, readable or as JSON.
enum TemplateShowCommand: Command {
  static let description = CommandDescription(
    name: "template show",
    summary: Wording(
      fr: "Montre un modèle, lisible ou en JSON", en: "Shows a template, readable or as JSON"),
    operand: OperandDescription(
      value: Wording(fr: "ID|FICHIER", en: "ID|FILE"),
      help: Wording(
        fr: "identifiant d’un modèle connu, ou fichier YAML",
        en: "id of a known template, or YAML file")),
    options: [.json],
    examples: [
      "template show aws-retail-technology-2019-12",
      "template show aws-retail-technology-2019-12.fr --json",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let template = try KnownTemplates.template(arguments.operands[0], session)
    if arguments.has(.json) {
      try session.write(TemplateJSON.value(of: template).pretty + "\n")
    } else {
      try session.show(TemplateText(template: template, language: session.language).text)
    }
    return .done
  }
}
