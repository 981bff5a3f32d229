internal import Basics
internal import Checklists

/// `template diff`: what changed between two versions of a checklist.
enum TemplateDiffCommand: Command {
  static let description = CommandDescription(
    name: "template diff",
    summary: Wording(
      fr: "Dit ce qui change d’une version d’une liste de contrôle à l’autre",
      en: "Says what changed between two versions of a checklist"),
    discussion: Wording(
      fr:
        "Exigences ajoutées, retirées, reformulées (les deux textes) ou déplacées ; applicabilité, nombres "
        + "et preuves qui changent. Des langues différentes ne sont comparées que par leurs règles.",
      en:
        "Controls that were added, retired, reworded (both texts) or moved; applicability, numbers and "
        + "evidence that changed. Of different languages only the rules are compared."),
    operand: OperandDescription(
      value: ValueDescription(name: Wording(fr: "ANCIEN NOUVEAU", en: "OLD NEW"), kind: .template),
      help: Wording(
        fr: "identifiants de modèles connus, ou fichiers YAML",
        en: "ids of known templates, or YAML files"),
      number: 2),
    options: [.json],
    blocking: Wording(fr: "les modèles diffèrent", en: "the templates differ"),
    examples: ["template diff ancien.fr.yaml nouveau.fr.yaml"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let old = try KnownTemplates.template(arguments.operands[0], session)
    let new = try KnownTemplates.template(arguments.operands[1], session)
    let difference = TemplateDifference(from: old, to: new)
    if arguments.has(.json) {
      try session.write(difference.json(from: old, to: new).pretty + "\n")
    } else {
      let text = TemplateDifferenceText(
        difference: difference, old: old, new: new, language: session.language)
      try session.show(text.lines.joined(separator: "\n") + "\n")
    }
    return difference.changes.isEmpty ? .done : .blocking
  }
}
