internal import Checklists

/// `template lint`: what is wrong with a template file, by line.
enum TemplateLintCommand: Command {
  static let description = CommandDescription(
    name: "template lint",
    summary: Wording(
      fr: "Dit ce qui ne va pas dans un modèle, ligne par ligne",
      en: "Says what is wrong with a template, by line"),
    discussion: Wording(
      fr: "Chaque défaut tient sur une ligne : FICHIER:LIGNE:COLONNE: message.",
      en: "Each fault is one line: FILE:LINE:COLUMN: message."),
    operand: OperandDescription(
      value: .yaml, help: Wording(fr: "fichier YAML", en: "YAML file")),
    blocking: Wording(fr: "au moins un défaut", en: "at least one fault"),
    examples: ["template lint my-checklist.fr.yaml"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let path = arguments.operands[0]
    let language = session.language
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, console: session.console)
    } catch {
      throw .noInput(
        session.named(path, error.sentence(language)))
    }
    let faults = TemplateFile.read(bytes, messagesIn: language).faults
    for fault in faults { try session.show(fault.line(in: path) + "\n") }
    if faults.isEmpty { session.note(language(fr: "Aucun défaut.", en: "No fault.")) }
    return faults.isEmpty ? .done : .blocking
  }
}
