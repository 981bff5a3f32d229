internal import Basics
internal import Checklists

/// `template list`: the templates that are known.
enum TemplateListCommand: Command {
  static let description = CommandDescription(
    name: "template list",
    summary: Wording(
      fr: "Énumère les modèles connus, un identifiant par ligne",
      en: "Lists the known templates, one id a line"),
    discussion: Wording(
      fr: "Les modèles intégrés au programme, puis ceux du dossier que nomme RESPECTE_TEMPLATES.",
      en: "The templates built into the program, then those of the folder that "
        + "RESPECTE_TEMPLATES names."),
    options: [.json],
    examples: ["template list", "template list --json"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let templates = KnownTemplates.library(session).templates
    if arguments.has(.json) {
      let list = JSON.array(templates.map(summary))
      let document: JSON = ["schema": "respecte.templates/1", "templates": list]
      try session.write(document.pretty + "\n")
    } else {
      for template in templates { try session.show(template.name + "\n") }
    }
    return .done
  }

  private static func summary(_ template: Template) -> JSON {
    [
      "name": .string(template.name), "id": .string(template.id),
      "version": .string(template.version), "language": .string(template.language.rawValue),
      "title": .string(template.title), "published": .string(template.published),
      "controls": JSON(template.controls.count),
    ]
  }
}
