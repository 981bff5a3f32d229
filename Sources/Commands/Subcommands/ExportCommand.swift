internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// `export`: a blank workbook for a partner.
enum ExportCommand: Command {
  static let template = OptionDescription(
    name: "--template", value: .template,
    help: Wording(
      fr: "modèle : identifiant d’un modèle connu, ou fichier YAML ; par défaut le modèle intégré, "
        + "dans la langue des messages",
      en: "template: id of a known one, or YAML file; by default the built-in one, in the "
        + "language of messages"))
  static let delivery = OptionDescription(
    name: "--delivery",
    value: ValueDescription(name: Wording(fr: "MODÈLES", en: "MODELS"), kind: .deliveryModels),
    help: Wording(
      fr: "modèles de livraison : leurs identifiants séparés par des virgules (saas, customer), "
        + "ou both pour tous ; par défaut tous",
      en: "delivery models: their ids with commas between (saas, customer), or both for all; by "
        + "default all"))
  static let caseStudies = OptionDescription(
    name: "--case-studies", value: .number,
    help: Wording(
      fr: "nombre d’études de cas, de 1 à 12 ; par défaut celui du modèle, ou davantage si la "
        + "soumission antérieure en a plus",
      en: "number of case studies, 1 to 12; by default the template’s, or more where the earlier "
        + "submission has more"))
  static let partner = OptionDescription(
    name: "--partner", value: .text(Wording(fr: "NOM", en: "NAME")),
    help: Wording(fr: "nom du partenaire, déjà rempli", en: "the partner’s name, filled in"))
  static let prefill = OptionDescription(
    name: "--prefill", value: .files(["json"]),
    help: Wording(
      fr: "partir d’une soumission antérieure, JSON de « respecte import » (- : entrée standard)",
      en: "start from an earlier submission, JSON of “respecte import” (-: standard input)"))
  static let all = OptionDescription(
    name: "--all",
    help: Wording(
      fr: "écrire tous les classeurs intégrés, par langue et modèle de livraison, dans le dossier "
        + "de -o, avec un index et SHA256SUMS",
      en: "write every built-in workbook, by language and delivery model, into the folder of -o, "
        + "with an index and SHA256SUMS"))
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .files(["xlsx"]),
    help: Wording(
      fr: "écrire le classeur dans ce fichier plutôt que sur la sortie standard ; avec --all, dans "
        + "ce dossier, créé au besoin",
      en: "write the workbook to this file rather than to standard output; with --all, into this "
        + "folder, made where needed"))

  static let description = CommandDescription(
    name: "export",
    summary: Wording(
      fr: "Écrit un classeur d’autoévaluation vierge ou prérempli (XLSX)",
      en: "Writes a blank or prefilled self-assessment workbook (XLSX)"),
    discussion: Wording(
      fr: "Les mêmes options donnent toujours le même fichier, à l’octet près.\n"
        + "Avec --prefill, la soumission peut venir d’une autre version ou de l’autre langue de la "
        + "liste ; ce qui ne peut pas être repris est énuméré, jamais deviné ni passé sous silence.",
      en: "The same options always give the same file, byte for byte.\n"
        + "With --prefill, the submission may be of another version or language of the checklist; "
        + "what cannot be carried over is listed, never guessed and never passed over."),
    options: [template, delivery, caseStudies, partner, prefill, all, output, .force],
    blocking: Wording(
      fr: "quelque chose de la soumission antérieure n’a pas pu être repris",
      en: "something of the earlier submission could not be carried over"),
    examples: [
      "export -o auto-evaluation.xlsx",
      "export --delivery saas --case-studies 5 --partner \"Exemple SAS\" -o exemple.xlsx",
      "export --prefill soumission.json -o suite.xlsx",
      "export --all -o classeurs",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    if arguments.has(all) { return try exportAll(arguments, session) }
    let number = try arguments.number(caseStudies, in: 1...12)
    let earlier: EarlierSubmission? =
      if let path = arguments[prefill] { try EarlierSubmission(path, session) } else { nil }
    let template = try template(arguments, earlier, session)
    let models = try models(arguments, of: template)
    let inputs = arguments.all(Self.template) + arguments.all(prefill)
    let output = try OutputFile(arguments[output] ?? "-", inputs: inputs, session: session)
    if output.path == "-", session.console.outputIsTerminal {
      throw .usage(
        session.language(
          fr: "un classeur ne s’affiche pas sur un terminal ; donnez un fichier avec -o",
          en: "a workbook cannot be shown on a terminal; give a file with -o"))
    }
    let layout = WorkbookLayout(
      template: template, models: models,
      caseStudies: number ?? earlier?.caseStudies(of: template))
    let carried = try earlier?.prefill(layout, session)
    var values = carried?.values ?? [:]
    if let name = arguments[partner] { values[.application(.partner)] = .text(name) }
    if layout.caseStudies < template.caseStudies.required {
      let required = template.caseStudies.required
      session.note(
        session.language(
          fr:
            "la liste demande \(required) études de cas ; avec \(layout.caseStudies), personne ne peut être éligible",
          en:
            "the checklist asks for \(required) case studies; with \(layout.caseStudies), nobody can be eligible"
        ))
    }
    try output.write(
      WorkbookExport.document(of: layout, filledWith: values), isForced: arguments.has(.force),
      earlier?.library ?? KnownTemplates.library(session), session)
    guard let earlier, let carried else { return .done }
    return earlier.report(carried, template, session)
  }

  /// The template that is named; else the one that the earlier submission answers, else the built-in one.
  private static func template(
    _ arguments: Arguments, _ earlier: EarlierSubmission?, _ session: Session
  ) throws(Stop) -> Template {
    if let name = arguments[template] ?? earlier?.reference.id {
      return try KnownTemplates.template(name, in: earlier?.library, session)
    }
    return try KnownTemplates.standard(session)
  }

  private static func exportAll(_ arguments: Arguments, _ session: Session) throws(Stop)
    -> ExitStatus
  {
    let language = session.language
    if let other = [template, delivery, caseStudies, partner, prefill].first(where: arguments.has) {
      throw .usage(
        language(
          fr: "--all écrit tous les classeurs tels quels ; retirez \(other.name)",
          en: "--all writes every workbook as it is; leave out \(other.name)"))
    }
    guard let folder = arguments[output], folder != "-" else {
      throw .usage(
        language(
          fr: "--all demande un dossier ; donnez-le avec -o",
          en: "--all needs a folder; give it with -o"))
    }
    try PublishedFolder(TemplateLibrary.builtIn()).write(
      to: folder, isForced: arguments.has(.force), session)
    return .done
  }

  private static func models(_ arguments: Arguments, of template: Template) throws(Stop)
    -> [String]?
  {
    guard let text = arguments[delivery] else { return nil }
    if [everyModel, "all"].contains(text) { return nil }
    let known = template.deliveryModels.map(\.id)
    let named = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed() }
    if let unknown = named.first(where: { !known.contains($0) }) {
      let list = known.joined(separator: ", ")
      throw .usage(
        arguments.language(
          fr: "--delivery : « \(unknown) » n’est pas un modèle de livraison de ce modèle "
            + "(\(list), ou both)",
          en: "--delivery: “\(unknown)” is no delivery model of this template (\(list), or both)"),
        hint: Suggestion.nearest(to: unknown, among: known + [everyModel]))
    }
    return known.filter(named.contains)
  }

  private static let everyModel = "both"

  /// What `--delivery` takes for the templates of a library.
  static func deliveryWords(of library: TemplateLibrary) -> [String] {
    var words: [String] = []
    for model in library.templates.flatMap(\.deliveryModels) where !words.contains(model.id) {
      words.append(model.id)
    }
    return words + [everyModel]
  }
}
