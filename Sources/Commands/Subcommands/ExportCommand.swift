internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// `export`: a blank workbook for a partner.
enum ExportCommand: Command {
  static let template = OptionDescription(
    name: "--template", value: Wording(fr: "ID|FICHIER", en: "ID|FILE"),
    help: Wording(
      fr: "modèle : identifiant d’un modèle connu, ou fichier YAML ; par défaut le modèle intégré",
      en: "template: id of a known one, or YAML file; by default the built-in one"))
  static let delivery = OptionDescription(
    name: "--delivery", value: Wording(fr: "MODÈLES", en: "MODELS"),
    help: Wording(
      fr: "modèles de livraison : leurs identifiants séparés par des virgules (saas, customer), "
        + "ou both pour tous ; par défaut tous",
      en: "delivery models: their ids with commas between (saas, customer), or both for all; by "
        + "default all"))
  static let caseStudies = OptionDescription(
    name: "--case-studies", value: ValueName.number,
    help: Wording(
      fr: "nombre d’études de cas, de 1 à 12 ; par défaut celui du modèle",
      en: "number of case studies, 1 to 12; by default the template’s"))
  static let partner = OptionDescription(
    name: "--partner", value: Wording(fr: "NOM", en: "NAME"),
    help: Wording(fr: "nom du partenaire, déjà rempli", en: "the partner’s name, filled in"))
  static let output = OptionDescription(
    name: "--output", short: "-o", value: ValueName.file,
    help: Wording(
      fr: "écrire le classeur dans ce fichier plutôt que sur la sortie standard",
      en: "write the workbook to this file rather than to standard output"))

  static let description = CommandDescription(
    name: "export",
    summary: Wording(
      fr: "Écrit un classeur d’autoévaluation vierge (XLSX)",
      en: "Writes a blank self-assessment workbook (XLSX)"),
    discussion: Wording(
      fr: "Les mêmes options donnent toujours le même fichier, à l’octet près.",
      en: "The same options always give the same file, byte for byte."),
    options: [template, delivery, caseStudies, partner, output],
    examples: [
      "export -o auto-evaluation.xlsx",
      "export --delivery saas --case-studies 5 --partner \"Exemple SAS\" -o exemple.xlsx",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    var options = ExportOptions()
    options.caseStudies = try arguments.number(caseStudies, in: 1...12)
    options.partner = arguments[partner]
    let template =
      if let name = arguments[template] {
        try KnownTemplates.template(name, session)
      } else {
        try KnownTemplates.standard(session)
      }
    options.deliveryModels = try models(arguments, of: template)
    let inputs = arguments.all(Self.template)
    let output = try OutputFile(arguments[output] ?? "-", inputs: inputs, session: session)
    if output.path == "-", session.console.outputIsTerminal {
      throw .usage(
        language(
          fr: "un classeur ne s’affiche pas sur un terminal ; donnez un fichier avec -o",
          en: "a workbook cannot be shown on a terminal; give a file with -o"))
    }
    try output.write(WorkbookExport.document(of: template, options: options), session)
    return .done
  }

  private static func models(_ arguments: Arguments, of template: Template) throws(Stop)
    -> [String]?
  {
    guard let text = arguments[delivery] else { return nil }
    if ["both", "all"].contains(text) { return nil }
    let known = template.deliveryModels.map(\.id)
    let named = text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmed() }
    if let unknown = named.first(where: { !known.contains($0) }) {
      let list = known.joined(separator: ", ")
      throw .usage(
        arguments.language(
          fr: "--delivery : « \(unknown) » n’est pas un modèle de livraison de ce modèle "
            + "(\(list), ou both)",
          en: "--delivery: “\(unknown)” is no delivery model of this template (\(list), or both)"),
        hint: Suggestion.nearest(to: unknown, among: known + ["both"]))
    }
    return known.filter(named.contains)
  }
}
