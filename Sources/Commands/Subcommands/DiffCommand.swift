internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// `diff`: what changed between two submissions of a partner.
enum DiffCommand: Command {
  static let audit = OptionDescription(
    name: "--audit", value: .workbook,
    help: Wording(
      fr: "suivre les objections de ce classeur d’audit ; par défaut celles de AVANT",
      en: "follow the objections in this audit workbook; by default those in OLD"))
  static let json = OptionDescription(
    name: "--json",
    help: Wording(
      fr: "écrire du JSON plutôt que du texte", en: "write JSON rather than text"))
  static let html = OptionDescription(
    name: "--html", value: .files(["html"]),
    help: Wording(
      fr: "écrire une page HTML dans ce fichier ; sans --json ni -o, rien d’autre n’est écrit",
      en: "write an HTML page to this file; without --json or -o nothing else is written"))
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .file,
    help: Wording(
      fr: "écrire le texte ou le JSON dans ce fichier", en: "write text or JSON to this file"))

  static let description = CommandDescription(
    name: "diff",
    summary: Wording(
      fr: "Dit ce qui a changé entre deux soumissions d’un partenaire",
      en: "Tells what changed between two submissions of a partner"),
    discussion: Wording(
      fr: "Les verdicts et les scores côte à côte, puis ce qui a été corrigé, ce qui a régressé, "
        + "les nouvelles réponses et celles qui manquent désormais, les preuves, les champs et la "
        + "structure. Une étude de cas est reconnue à son client, même sous un autre numéro. Un "
        + "classeur vierge peut tenir lieu d’AVANT.\n"
        + "Des versions ou des langues différentes d’une liste de contrôle se comparent dans la "
        + "plus récente : ce qui y a été reformulé, ajouté, retiré ou n’a plus de place est dit.\n"
        + "Une objection est un constat N ou une action demandée. Elle est réglée quand la réponse "
        + "convient et que la preuve ou la date a changé ; une réponse seule ne suffit pas.",
      en: "Verdicts and scores side by side, then what was fixed, what regressed, what is newly "
        + "or no longer answered, evidence, fields and structure. A case study is recognised by "
        + "its customer, under another number too. A blank workbook may stand for OLD.\n"
        + "Different versions or languages of a checklist are compared in the newer one: what was "
        + "reworded, added, retired or has no place any more is said.\n"
        + "An objection is a finding N or a requested action. It is settled once the answer is "
        + "met and evidence or date have changed; a reply alone does not do."),
    operand: OperandDescription(
      value: ValueDescription(
        name: Wording(fr: "AVANT APRÈS", en: "OLD NEW"),
        kind: .files(ValueDescription.workbookEndings + ["json"])),
      help: Wording(
        fr: "les deux soumissions : classeurs renvoyés, JSON de « import », register:PARTENAIRE ou "
          + "register:N ; l’une peut être - pour l’entrée standard",
        en: "the two submissions: returned workbooks, JSON from “import”, register:PARTNER or "
          + "register:N; one may be - for standard input"),
      number: 2),
    options: [audit, json, html, output, ScoreCommand.asOf],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "les soumissions diffèrent", en: "the submissions differ"),
    examples: [
      "diff premier.xlsx second.xlsx", "diff vierge.xlsx second.xlsx --audit audit.xlsx",
      "diff premier.json second.xlsx --html differences.html",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let asOf = try arguments.date(ScoreCommand.asOf)
    let paths = arguments.operands + arguments.all(audit)
    if paths.count(where: { $0 == "-" }) > 1 {
      throw .usage(
        language(
          fr: "l’entrée standard (-) ne peut être lue qu’une fois",
          en: "standard input (-) can be read only once"))
    }
    let files = try ReturnedFiles(arguments, session)
    let registered = try RegisteredFiles(arguments, session)
    let outputs = try Outputs(
      arguments, inputs: paths + arguments.all(ReadingOptions.template) + registered.files, session)
    var read: [(submission: Submission, template: Template)] = []
    for path in paths { read.append(try OneSubmission.read(path, files, registered, session)) }
    let target = try common(read.map(\.template), paths, files.library, language)
    let sides = read.map { submission, template in
      ComparedSubmission(
        submission, template: template,
        counterpart: files.library.template(
          stamped: template.edition + "@" + target.language.rawValue))
    }
    let difference = Difference(
      from: sides[0], to: sides[1], in: target, audit: sides.count > 2 ? sides[2] : nil, asOf: asOf,
      language: language)
    let names = files.library.template(stamped: target.edition + "@" + language.rawValue)
    try outputs.write(difference, names: names)
    return difference.differs ? .blocking : .done
  }

  /// What all are compared in. Submissions of different checklists are not compared.
  private static func common(
    _ templates: [Template], _ paths: [String], _ library: TemplateLibrary, _ language: Language
  ) throws(Stop) -> Template {
    guard var target = templates.first else { throw .usage("") }
    for (index, template) in templates.enumerated().dropFirst() {
      guard let common = CommonTemplate.of(target, template, in: library) else {
        let (old, new) = (language.quotedWhole(paths[0]), language.quotedWhole(paths[index]))
        let (first, second) = (language.quoted(templates[0].title), language.quoted(template.title))
        throw .usage(
          language(
            fr: "\(old) répond à la liste de contrôle \(first) et \(new) à une autre, \(second)",
            en: "\(old) answers the checklist \(first) and \(new) another one, \(second)"))
      }
      // An auditor's workbook does not decide in which language the two are compared.
      if index < 2 || common.edition != target.edition { target = common }
    }
    return target
  }

  /// Where a difference goes.
  private struct Outputs {
    private let session: Session
    private let isJSON: Bool
    private let file: OutputFile?
    private let page: OutputFile?

    init(_ arguments: Arguments, inputs: [String], _ session: Session) throws(Stop) {
      func output(_ option: OptionDescription) throws(Stop) -> OutputFile? {
        guard let path = arguments[option] else { return nil }
        return try OutputFile(path, inputs: inputs, session: session)
      }
      self.session = session
      isJSON = arguments.has(DiffCommand.json)
      page = try output(DiffCommand.html)
      if let given = try output(DiffCommand.output) {
        file = given
      } else if page == nil || isJSON {
        file = try OutputFile("-", inputs: inputs, session: session)
      } else {
        // A page alone is all that is wanted.
        file = nil
      }
      if let file, let page, file.isSame(as: page) {
        throw .usage(
          session.language(
            fr: "deux sorties iraient au même endroit", en: "two outputs would go to one place"))
      }
    }

    func write(_ difference: Difference, names: Template?) throws(Stop) {
      let language = session.language
      if let file {
        let isShown = file.path == "-"
        let text =
          isJSON
          ? DiffJSON.json(of: difference).pretty + "\n"
          : DiffText.text(
            of: difference, names: names, language: language,
            width: isShown ? session.console.outputWidth : nil,
            colored: isShown && session.console.colorsOutput)
        try file.write(Array(text.utf8))
      }
      if let page {
        try page.write(DiffPage.html(of: difference, names: names, language: language).bytes)
      }
    }
  }
}
