internal import Checklists
internal import Reports

/// `check`: the discrepancies of each workbook, for a person.
enum CheckCommand: Command {
  static let description = CommandDescription(
    name: "check",
    summary: Wording(
      fr: "Dit à une personne ce qui reste à régler dans chaque classeur",
      en: "Tells a person what remains to be settled in each workbook"),
    operand: OperandDescription(
      value: .workbook,
      help: Wording(
        fr:
          "classeur renvoyé, dossier de classeurs, register:PARTENAIRE ou register:N, ou - pour l’entrée "
          + "standard",
        en:
          "returned workbook, folder of them, register:PARTNER or register:N, or - for standard input"
      ),
      isRepeated: true),
    options: [.hide],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "une erreur, ou un classeur non éligible, incomplet ou illisible",
      en: "an error, or a workbook that is not eligible, incomplete or unreadable"),
    examples: ["check retour.xlsx", "check retours", "check --hide evidence.absent retour.xlsx"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let files = try ReturnedFiles(arguments, session)
    let assessing = AssessedFiles(files, asOf: nil)
    let registered = try RegisteredFiles(arguments, session)
    var count = AssessedCount()
    var partners = RepeatedPartners(session.language)
    let hidden = try arguments.hiddenCodes()
    let paths = try ScoreCommand.found(arguments.operands, nil, session)
    for (index, path) in paths.enumerated() {
      var file = assessing.assess(session.item(path, registered))
      partners.note(&file)
      session.noteContent(file.submission, of: file.item)
      let text = CheckText.text(
        of: file.hiding(hidden).assessment, template: file.template, language: session.language,
        width: session.console.outputWidth, colored: session.console.colorsOutput)
      count.add(file.assessment)
      try session.write((index > 0 ? "\n" : "") + text)
    }
    return count.end(session)
  }
}
