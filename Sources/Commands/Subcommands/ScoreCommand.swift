internal import Assessments
internal import Basics
internal import Checklists
internal import Reports
internal import Spreadsheet

/// `score`: many workbooks, or folders of them, become scores, verdicts and discrepancies.
enum ScoreCommand: Command {
  static let output = OptionDescription(
    name: "--output", short: "-o",
    value: ValueDescription(
      name: Wording(fr: "SYNTHESE.xlsx", en: "SUMMARY.xlsx"), kind: .files(["xlsx"])),
    help: Wording(
      fr: "écrire la synthèse dans ce classeur", en: "write the summary to this workbook"))
  static let html = OptionDescription(
    name: "--html", value: .files(["html"]),
    help: Wording(
      fr:
        "écrire un rapport à ouvrir dans un navigateur : vue d’ensemble, puis chaque partenaire ; "
        + "un seul fichier, sans rien d’externe",
      en: "write a report to open in a browser: an overview, then each partner; one file, nothing "
        + "from elsewhere"))
  static let json = OptionDescription(
    name: "--json", value: .files(["json"]),
    help: Wording(
      fr: "écrire scores, verdicts et écarts dans ce fichier JSON",
      en: "write scores, verdicts and discrepancies to this JSON file"))
  static let csv = OptionDescription(
    name: "--csv", value: .folder,
    help: Wording(
      fr: "écrire answers.csv, discrepancies.csv et submissions.csv dans ce dossier",
      en: "write answers.csv, discrepancies.csv and submissions.csv into this folder"))
  static let oscal = OptionDescription(
    name: "--oscal", value: .files(["json"]),
    help: Wording(
      fr: "écrire les résultats d’évaluation OSCAL 1.1 (JSON) dans ce fichier",
      en: "write OSCAL 1.1 assessment results (JSON) to this file"))
  static let ndjson = OptionDescription(
    name: "--ndjson",
    help: Wording(
      fr: "écrire du JSON sur la sortie standard, un classeur par ligne",
      en: "write JSON to standard output, one workbook a line"))
  static let asOf = OptionDescription(
    name: "--as-of", value: .date,
    help: Wording(
      fr: "jour d’où se comptent les âges, 2019-12-31 ; par défaut la date d’évaluation de chaque "
        + "classeur ; sans elle, les âges ne sont pas jugés",
      en: "day that ages are counted from, 2019-12-31; by default each workbook’s own assessment "
        + "date; without one, ages are not judged"))

  static let sort = OptionDescription(
    name: "--sort",
    help: Wording(
      fr:
        "ranger les soumissions d’après leurs fichiers, comme un dossier : les mêmes octets, dans "
        + "quelque ordre que viennent les parties et leurs lignes",
      en: "put the submissions in the order of their files, as in a folder: the same bytes, in "
        + "whatever order parts and their lines come"))

  static let description = CommandDescription(
    name: "score",
    summary: Wording(
      fr: "Note des classeurs ou des dossiers entiers : scores, verdicts, écarts",
      en: "Scores workbooks or whole folders: scores, verdicts, discrepancies"),
    discussion: Wording(
      fr: "Sans option de sortie, un tableau. Un fichier illisible est compté et n’arrête jamais "
        + "les autres. Ce que plusieurs « import --ndjson » ont lu, chacun sa part, donne avec "
        + "--sort la même synthèse que tous les classeurs lus d’un coup.",
      en: "Without an output option, a table. A file that cannot be read is counted and never "
        + "stops the others. What several “import --ndjson” read, each its part, gives with --sort "
        + "the same summary as all workbooks read at once."),
    operand: OperandDescription(
      value: ValueDescription(
        name: Wording(fr: "CHEMIN", en: "PATH"),
        kind: .files(ValueDescription.workbookEndings + ["ndjson"])),
      help: Wording(
        fr: "classeur, dossier, lignes écrites par « import --ndjson », register:PARTENAIRE, "
          + "register:N, ou register: pour la dernière soumission de chacun ; - pour l’entrée "
          + "standard",
        en: "workbook, folder, lines from “import --ndjson”, register:PARTNER, register:N, or "
          + "register: for the last submission of each; - for standard input"),
      isRepeated: true),
    options: [
      output, html, csv, json, ndjson, oscal, asOf, SubmissionOrder.option, sort, .hide, .jobs,
    ],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: CheckCommand.description.blocking,
    examples: [
      "score retours", "score retours --html rapport.html",
      "score retours -o synthese.xlsx --as-of 2019-12-31",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let asOf = try arguments.date(asOf)
    let jobs = try arguments.jobs()
    let order = try arguments.order()
    let files = try ReturnedFiles(arguments, session)
    let registered = try RegisteredFiles(arguments, session)
    let paths = try found(arguments.operands, registered, session)
    let inputs = paths + arguments.all(ReadingOptions.template) + registered.files
    var outputs = try outputs(arguments, inputs: inputs, session)
    let assessing = AssessedFiles(files, asOf: asOf)
    var items = ReturnedItems(
      paths, reading: .lines, limit: files.limits.inflatedTotal,
      standardInput: session.console.input, registered: registered)
    var sorted =
      arguments.has(sort) || order != .input
      ? try SortedItems(&items, byFile: arguments.has(sort), session) : nil
    if order != .input { try put(&sorted, in: order, assessing, jobs: jobs) }
    var progress = Progress(session, of: sorted?.count ?? items.count)
    let hidden = try arguments.hiddenCodes()
    var summary = AssessmentSummary()
    var count = AssessedCount()
    var partners = RepeatedPartners(session.language)
    try Workers.inOrder(jobs: jobs) { () throws(Stop) in
      if sorted != nil { return sorted?.next() }
      if !items.isReady { try session.flush() }
      return items.next()
    } isReady: {
      items.isReady
    } weight: {
      $0.weight
    } work: { item in
      assessing.assess(item)
    } take: { (file: AssessedFile) throws(Stop) in
      session.noteContent(file.submission, of: file.item)
      var file = file
      partners.note(&file)
      let shown = file.hiding(hidden)
      for index in outputs.indices {
        try outputs[index].add(outputs[index].isForPeople ? shown : file)
      }
      summary.add(file.assessment)
      count.add(file.assessment)
      progress.step(file.item.name)
    }
    session.endProgress()
    for index in outputs.indices { try outputs[index].finish(summary) }
    return count.end(session)
  }

  /// Reads everything once for what it is ordered by; nothing is kept of it but the keys.
  private static func put(
    _ items: inout SortedItems?, in order: SubmissionOrder, _ assessing: AssessedFiles, jobs: Int
  ) throws(Stop) {
    var keys: [SubmissionOrder.Key] = []
    try Workers.inOrder(jobs: jobs) { () throws(Stop) in
      items?.next()
    } weight: {
      $0.weight
    } work: { item in
      order.key(of: assessing.assess(item).assessment)
    } take: { (key: SubmissionOrder.Key) throws(Stop) in
      keys.append(key)
    }
    items?.reorder(by: keys)
  }

  /// What was asked for; the table where nothing was.
  private static func outputs(_ arguments: Arguments, inputs: [String], _ session: Session)
    throws(Stop) -> [any ScoreOutput]
  {
    var files: [OutputFile] = []
    func file(at path: String) throws(Stop) -> OutputFile {
      let file = try OutputFile(path, inputs: inputs, session: session)
      if files.contains(where: file.isSame) || (path == "-" && arguments.has(.ndjson)) {
        throw .usage(
          session.language(
            fr: "deux sorties iraient au même endroit", en: "two outputs would go to one place"))
      }
      files.append(file)
      return file
    }
    func file(_ option: OptionDescription) throws(Stop) -> OutputFile? {
      guard let path = arguments[option] else { return nil }
      return try file(at: path)
    }
    let workbook = try file(output)
    let page = try file(html)
    let json = try file(json)
    let oscal = try file(oscal)
    var tables: [(CSVTable, OutputFile)] = []
    if let folder = arguments[csv] {
      guard folder != "-" else {
        throw .usage(
          session.language(
            fr: "--csv écrit trois fichiers ; donnez un dossier",
            en: "--csv writes three files; give a folder"))
      }
      try OutputFolder.make(folder, session)
      for table in CSVTable.allCases {
        tables.append((table, try file(at: Path.join(folder, table.file))))
      }
    }
    var outputs: [any ScoreOutput] = []
    if arguments.has(ndjson) { outputs.append(LinesOutput(session: session)) }
    if let workbook { outputs.append(try WorkbookOutput(workbook, session)) }
    if let page { outputs.append(try PageOutput(page, session)) }
    if let json { outputs.append(try DocumentOutput(json)) }
    if !tables.isEmpty { outputs.append(try CSVOutput(tables)) }
    if let oscal { outputs.append(try OSCALOutput(oscal, session)) }
    return outputs.isEmpty ? [TableOutput(session)] : outputs
  }

  /// The files to read, folders walked; what is left out is named.
  ///
  /// - Parameter registered: what `register:…` means; nil where that is the name of a file.
  static func found(
    _ operands: [String], _ registered: RegisteredFiles? = nil, _ session: Session
  ) throws(Stop) -> [String] {
    let language = session.language
    var seen: Set<FileIdentity> = []
    var paths: [String] = []
    var skipped = SkippedFiles(session)
    for operand in operands {
      if let registered, RegisteredFiles.isMeant(operand) {
        paths += try registered.resolved(operand)
        continue
      }
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
      for (path, why) in walk.skipped { skipped.add(path, why) }
    }
    skipped.finish()
    if paths.isEmpty {
      throw .noInput(
        language(fr: "aucun classeur n’a été trouvé", en: "no workbook was found"))
    }
    return paths
  }
}
