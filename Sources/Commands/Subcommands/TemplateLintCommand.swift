internal import Basics
internal import Checklists

/// `template lint`: what is wrong with a template file, by line.
enum TemplateLintCommand: Command {
  static let description = CommandDescription(
    name: "template lint",
    summary: Wording(
      fr: "Dit ce qui ne va pas dans un modèle, ligne par ligne",
      en: "Says what is wrong with a template, by line"),
    discussion: Wording(
      fr:
        "Chaque défaut tient sur une ligne : FICHIER:LIGNE:COLONNE: message. Plusieurs fichiers d’une même "
        + "liste et d’une même version sont des langues qui doivent s’accorder : mêmes exigences, mêmes "
        + "règles, mêmes nombres. Un prédécesseur que rien ne connaît est un défaut.",
      en:
        "Each fault is one line: FILE:LINE:COLUMN: message. Several files of one checklist and version are "
        + "languages that have to agree: the same controls, rules and numbers. A predecessor that nothing "
        + "knows is a fault."),
    operand: OperandDescription(
      value: .yaml, help: Wording(fr: "fichier YAML", en: "YAML file"), isRepeated: true),
    blocking: Wording(fr: "au moins un défaut", en: "at least one fault"),
    examples: [
      "template lint my-checklist.fr.yaml",
      "template lint my-checklist.fr.yaml my-checklist.en.yaml",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    var read: [(path: String, template: Template)] = []
    var faults = 0
    func tell(_ line: String) throws(Stop) {
      faults += 1
      try session.show(line + "\n")
    }
    for path in arguments.operands {
      let bytes: [UInt8]
      do {
        bytes = try InputFile.read(path, console: session.console)
      } catch {
        throw .noInput(session.named(path, error.sentence(language)))
      }
      let (template, found) = TemplateFile.read(bytes, messagesIn: language)
      for fault in found { try tell(fault.line(in: path)) }
      if let template { read.append((path, template)) }
    }
    var library = KnownTemplates.library(session)
    for (_, template) in read { library.add(template) }
    let editions = Set(library.templates.map(\.edition))
    for (index, (path, template)) in read.enumerated() {
      for predecessor in template.predecessors where !editions.contains(predecessor) {
        try tell(
          path + ": "
            + language(
              fr:
                "le prédécesseur « \(predecessor) » n’est pas un modèle connu ; donnez aussi son fichier, ou corrigez son nom",
              en:
                "the predecessor “\(predecessor)” is no known template; give its file, too, or correct its name"
            ))
      }
      let first = read[..<index].first {
        $0.template.id == template.id && $0.template.language != template.language
      }
      guard let first else { continue }
      for change in TemplateDifference(from: first.template, to: template).changes {
        let place = [change.control, change.member].compactMap(\.self).joined(separator: ", ")
        let lacks =
          switch change.kind {
          case .added: language(fr: "manque dans \(first.path)", en: "is missing in \(first.path)")
          case .retired: language(fr: "manque ici", en: "is missing here")
          default:
            language(
              fr: "\(change.new.compact) ici, \(change.old.compact) dans \(first.path)",
              en: "\(change.new.compact) here, \(change.old.compact) in \(first.path)")
          }
        try tell(path + ": " + place + language.colon + lacks)
      }
    }
    if faults == 0 { session.note(language(fr: "Aucun défaut.", en: "No fault.")) }
    return faults == 0 ? .done : .blocking
  }
}
