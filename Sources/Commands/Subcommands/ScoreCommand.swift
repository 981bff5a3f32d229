internal import Assessments
internal import Basics
internal import Checklists
internal import Reports
internal import Spreadsheet

/// `score`: many workbooks, or folders of them, become scores, verdicts and discrepancies.
enum ScoreCommand: Command {
  static let output = OptionDescription(
    name: "--output", short: "-o", value: Wording(fr: "SYNTHESE.xlsx", en: "SUMMARY.xlsx"),
    help: Wording(
      fr: "écrire la synthèse dans ce classeur", en: "write the summary to this workbook"))
  static let json = OptionDescription(
    name: "--json", value: ValueName.file,
    help: Wording(
      fr: "écrire scores, verdicts et écarts dans ce fichier JSON",
      en: "write scores, verdicts and discrepancies to this JSON file"))
  static let ndjson = OptionDescription(
    name: "--ndjson",
    help: Wording(
      fr: "écrire du JSON sur la sortie standard, un classeur par ligne",
      en: "write JSON to standard output, one workbook a line"))
  static let asOf = OptionDescription(
    name: "--as-of", value: ValueName.date,
    help: Wording(
      fr: "jour d’où se comptent les âges, 2019-12-31 ; par défaut la date d’évaluation de chaque "
        + "classeur, sinon aujourd’hui",
      en: "day that ages are counted from, 2019-12-31; by default each workbook’s own assessment "
        + "date, else today"))

  static let description = CommandDescription(
    name: "score",
    summary: Wording(
      fr: "Note des classeurs ou des dossiers entiers : scores, verdicts, écarts",
      en: "Scores workbooks or whole folders: scores, verdicts, discrepancies"),
    discussion: Wording(
      fr: "Sans option de sortie, un tableau. Un fichier illisible est compté et n’arrête jamais "
        + "les autres.",
      en: "Without an output option, a table. A file that cannot be read is counted and never "
        + "stops the others."),
    operand: OperandDescription(
      value: Wording(fr: "CHEMIN", en: "PATH"),
      help: Wording(
        fr: "classeur, dossier, ou .ndjson écrit par « import --ndjson » ; - pour l’entrée "
          + "standard",
        en: "workbook, folder, or .ndjson from “import --ndjson”; - for standard input"),
      isRepeated: true),
    options: [output, json, ndjson, asOf],
    groups: [ReadingOptions.templates, ReadingOptions.limits],
    blocking: CheckCommand.description.blocking,
    examples: ["score retours", "score retours -o synthese.xlsx --as-of 2019-12-31"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let asOf = try arguments.date(asOf)
    let files = try ReturnedFiles(arguments, session)
    let paths = try found(arguments.operands, session)
    let inputs = paths + arguments.all(ReadingOptions.template)
    var reports = try ScoreReports(arguments, inputs: inputs, session)
    var assessed = try AssessedFiles(files, asOf: asOf)
    for (index, path) in paths.enumerated() {
      session.progress(index, of: paths.count, path)
      for submission in files.submissions(of: path) {
        let (assessment, _) = assessed.assess(submission)
        try reports.add(assessment)
      }
    }
    session.endProgress()
    try reports.finish()
    return assessed.end()
  }

  /// The files to read, folders walked; what is left out is named.
  private static func found(_ operands: [String], _ session: Session) throws(Stop) -> [String] {
    let language = session.language
    var seen: Set<FileStatus.Identity> = []
    var paths: [String] = []
    for operand in operands {
      var walk = FolderWalk()
      if operand != "-", (try? FileStatus(path: operand))?.kind == .folder {
        walk.add(folder: operand)
      } else {
        paths.append(operand)
        if let status = try? FileStatus(path: operand) { seen.insert(status.identity) }
      }
      for path in walk.files {
        guard let status = try? FileStatus(path: path), !seen.insert(status.identity).inserted
        else {
          paths.append(path)
          continue
        }
        session.note(
          language(fr: "Laissé de côté : \(path) (déjà lu)", en: "Skipped: \(path) (read already)"))
      }
      for (path, why) in walk.skipped {
        let reason = why.reason(language)
        session.note(
          language(fr: "Laissé de côté : \(path) (\(reason))", en: "Skipped: \(path) (\(reason))"))
      }
    }
    if paths.isEmpty {
      throw .noInput(
        language(fr: "aucun classeur n’a été trouvé", en: "no workbook was found"))
    }
    return paths
  }
}

/// The outputs of `score` that were asked for.
private struct ScoreReports {
  private let session: Session
  private let workbook: OutputFile?
  private let json: OutputFile?
  private let isList: Bool
  private var table: TerminalTable?
  private var sheets: SummaryWorkbook?
  private var latest: CalendarDate?
  private var jsonText: [UInt8] = []
  private var summary = AssessmentSummary()

  init(_ arguments: Arguments, inputs: [String], _ session: Session) throws(Stop) {
    func output(_ option: OptionDescription) throws(Stop) -> OutputFile? {
      guard let path = arguments[option] else { return nil }
      return try OutputFile(path, inputs: inputs, session: session)
    }
    self.session = session
    workbook = try output(ScoreCommand.output)
    json = try output(ScoreCommand.json)
    isList = arguments.has(ScoreCommand.ndjson)
    let outputs = [workbook, json].compactMap { $0 }
    let onStandardOutput = outputs.count { $0.path == "-" } + (isList ? 1 : 0)
    if onStandardOutput > 1 || (outputs.count == 2 && outputs[0].isSame(as: outputs[1])) {
      throw .usage(
        session.language(
          fr: "deux sorties iraient au même endroit", en: "two outputs would go to one place"))
    }
    if outputs.isEmpty, !isList { table = TerminalTable(language: session.language) }
    if json != nil { jsonText += AssessmentJSON.opening.utf8 }
    if workbook != nil { sheets = SummaryWorkbook(language: session.language) }
  }

  mutating func add(_ assessment: Assessment) throws(Stop) {
    if isList { try session.write(AssessmentJSON.item(assessment) + "\n") }
    if json != nil {
      if summary.submissions > 0 { jsonText += AssessmentJSON.separator.utf8 }
      jsonText += AssessmentJSON.item(assessment).utf8
    }
    table?.add(assessment)
    sheets?.add(assessment)
    latest = [latest, assessment.asOf].compactMap { $0 }.max()
    summary.add(assessment)
  }

  mutating func finish() throws(Stop) {
    if let table {
      try session.write(
        table.text(width: session.console.outputWidth, colored: session.console.colorsOutput))
    }
    if let json {
      try json.write(jsonText + AssessmentJSON.closing(summary).utf8)
    }
    if let workbook, let sheets {
      // The day that the figures are of, not today's: the same inputs give the same bytes.
      try workbook.write(sheets.document(created: latest ?? .firstAccepted), session)
    }
  }
}
