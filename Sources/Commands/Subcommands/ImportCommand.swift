internal import Basics
internal import Checklists

/// `import`: each returned workbook becomes a submission as JSON.
enum ImportCommand: Command {
  static let filesFrom = OptionDescription(
    name: "--files-from", value: .file,
    help: Wording(
      fr: "lire aussi les fichiers que celui-ci nomme, un par ligne",
      en: "read also the files that this one names, one a line"))

  static let to = OptionDescription(
    name: "--to", value: .template,
    help: Wording(
      fr: "reporter les réponses sur cette version ou cette langue de la liste de contrôle",
      en: "carry the answers over to this version or language of the checklist"))

  static let description = CommandDescription(
    name: "import",
    summary: Wording(
      fr: "Transforme chaque classeur renvoyé en JSON",
      en: "Turns each returned workbook into JSON"),
    discussion: Wording(
      fr: "Un objet pour un fichier ; pour plusieurs, un objet par ligne, dans l’ordre des "
        + "arguments. Un fichier illisible donne lui aussi un objet, avec la raison. Avec --to, "
        + "le membre « carryOver » dit quelles exigences ont été reformulées (reworded), ajoutées "
        + "(added) ou retirées (retired), et quelles réponses n’ont plus de place (homeless).",
      en: "One object for one file; for several, one object a line, in the order of the "
        + "arguments. A file that cannot be read gives an object too, with the reason. With --to, "
        + "the member “carryOver” says which controls were reworded, added or retired, and which "
        + "answers are homeless: they have no place any more."),
    operand: OperandDescription(
      value: .workbook,
      help: Wording(
        fr: "classeur renvoyé, ou - pour l’entrée standard",
        en: "returned workbook, or - for standard input"),
      isOptional: true, isRepeated: true),
    options: [.ndjson, filesFrom, to, .jobs],
    groups: [ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "certains fichiers n’ont pas pu être lus", en: "some files could not be read"),
    examples: [
      "import retour.xlsx", "import --ndjson retours/*.xlsx",
      "import retour.xlsx --to aws-retail-technology-2019-12",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let paths = try self.paths(arguments, session)
    let files = try ReturnedFiles(arguments, session)
    let target = try target(arguments, files, session)
    let isList = paths.count > 1 || arguments.has(.ndjson) || arguments.has(filesFrom)
    let jobs = try arguments.jobs()
    var rest = paths[...]
    var progress = Progress(session, of: paths.count)
    var unreadable = 0
    try Workers.inOrder(jobs: jobs) {
      rest.popFirst().map(session.item)
    } work: { item in
      let submission = files.submission(of: item)
      let template = files.template(of: submission)
      let json = json(of: submission, template, target, files.language)
      return Imported(
        item: item, submission: submission, isKnown: template != nil,
        text: (isList ? json.compact : json.pretty) + "\n")
    } take: { (imported: Imported) throws(Stop) in
      session.noteContent(imported.submission, of: imported.item)
      if imported.submission.failure != nil || !imported.isKnown { unreadable += 1 }
      if let failure = imported.submission.failure {
        session.endProgress()
        session.complain(session.named(imported.item.name, failure.message))
      }
      try session.write(imported.text)
      progress.step(imported.item.name)
    }
    session.endProgress()
    if unreadable == paths.count { return .noInput }
    return unreadable > 0 ? .blocking : .done
  }

  /// A submission as it is written.
  private struct Imported: Sendable {
    let item: ReturnedItem
    let submission: Submission
    /// Whether its template is known.
    let isKnown: Bool
    let text: String
  }

  /// The submission, carried over where it is asked for and its own template is known.
  private static func json(
    of submission: Submission, _ template: Template?, _ target: Template?, _ language: Language
  ) -> JSON {
    guard let target, let template else { return SubmissionJSON.json(of: submission) }
    return SubmissionJSON.json(
      of: CarryOver.carry(
        submission, from: template, to: target, messagesIn: language))
  }

  /// The template to carry over to: one of those that the options name, else any other that is known, or a file.
  private static func target(_ arguments: Arguments, _ files: ReturnedFiles, _ session: Session)
    throws(Stop) -> Template?
  {
    guard let name = arguments[to] else { return nil }
    if let template = files.library.template(stamped: name)
      ?? files.library.template(named: name, language: session.language)
    {
      return template
    }
    return try KnownTemplates.template(name, session)
  }

  /// The files that are named on the command line, then those of the list.
  private static func paths(_ arguments: Arguments, _ session: Session) throws(Stop) -> [String] {
    let language = session.language
    var paths = arguments.operands
    if let list = arguments[filesFrom] {
      do {
        let bytes = try InputFile.read(list, console: session.console)
        // Names may end with a zero byte, as `find -print0` writes them.
        let end = bytes.contains(0) ? 0 : UInt8(ascii: "\n")
        paths += bytes.split(separator: end).map { String(decoding: $0, as: UTF8.self) }
          .map { $0.hasSuffix("\r") ? String($0.dropLast()) : $0 }.filter { !$0.isEmpty }
      } catch {
        throw .noInput(session.named(list, error.sentence(language)))
      }
      if paths.isEmpty {
        throw .noInput(
          session.named(
            list, language(fr: "aucun fichier n’y est nommé", en: "no file is named there")))
      }
    }
    if paths.isEmpty {
      throw .usage(
        language(
          fr: "il manque un fichier, ou une liste avec --files-from",
          en: "a file is missing, or a list with --files-from"))
    }
    return paths
  }
}
