internal import Basics
internal import Checklists
internal import Spreadsheet

/// `import`: each returned workbook becomes a submission as JSON.
enum ImportCommand: Command {
  static let filesFrom = OptionDescription(
    name: "--files-from", value: .file,
    help: Wording(
      fr:
        "lire aussi les fichiers que celui-ci nomme, un par ligne ou chacun suivi d’un octet nul ; "
        + "- pour l’entrée standard, au fur et à mesure",
      en: "read also the files that this one names, one a line or each with a zero byte behind it; "
        + "- for standard input, as they come"))

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
        + "arguments. Un fichier illisible donne lui aussi un objet, avec la raison. Une archive "
        + "tar vaut les classeurs qu’elle contient, dans leur ordre, lus au passage : rien n’en est "
        + "écrit sur le disque. Avec --to, "
        + "le membre « carryOver » dit quelles exigences ont été reformulées (reworded), ajoutées "
        + "(added) ou retirées (retired), et quelles réponses n’ont plus de place (homeless).",
      en: "One object for one file; for several, one object a line, in the order of the "
        + "arguments. A file that cannot be read gives an object too, with the reason. A tar archive "
        + "stands for the workbooks in it, in their order, read as they pass: nothing of it is "
        + "written to the disk. With --to, "
        + "the member “carryOver” says which controls were reworded, added or retired, and which "
        + "answers are homeless: they have no place any more."),
    operand: OperandDescription(
      value: .files(ValueDescription.workbookEndings + ["tar"]),
      help: Wording(
        fr: "classeur renvoyé ou archive tar, ou - pour l’entrée standard",
        en: "returned workbook or tar archive, or - for standard input"),
      isOptional: true, isRepeated: true),
    options: [.ndjson, filesFrom, to, .jobs],
    groups: [ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "des fichiers n’ont pas pu être lus ou, avec --to, quelque chose n’a plus de place",
      en: "files could not be read or, with --to, something has no place any more"),
    examples: [
      "import retour.xlsx", "import --ndjson retours/*.xlsx",
      "import --ndjson - < retours.tar", "import --ndjson --files-from - < liste.txt",
      "import retour.xlsx --to aws-retail-technology-2019-12",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let list = try list(arguments, session)
    let files = try ReturnedFiles(arguments, session)
    let target = try target(arguments, files, session)
    let jobs = try arguments.jobs()
    var items = ReturnedItems(
      arguments.operands, from: list, reading: .archive, limit: files.limits.inflatedTotal,
      standardInput: session.console.input, skipped: SkippedFiles(session))
    var progress = Progress(session, of: items.count)
    // Whether it is a list is known before the first one is written.
    var first = items.next()
    let isList =
      arguments.has(.ndjson) || list != nil || arguments.operands.count > 1 || items.holdsSeveral
    var read = 0
    var unreadable = 0
    var lost = 0
    try Workers.inOrder(jobs: jobs) { () throws(Stop) in
      if let item = first {
        first = nil
        return item
      }
      if !items.isReady { try session.flush() }
      return items.next()
    } isReady: {
      items.isReady
    } weight: {
      $0.weight
    } work: { item in
      let submission = files.submission(of: item)
      let template = files.template(of: submission)
      let carried: CarryOver? =
        if let target, let template {
          CarryOver.carry(submission, from: template, to: target, messagesIn: files.language)
        } else { nil }
      return Imported(
        item: item, submission: submission, isKnown: template != nil,
        lost: (carried?.homeless ?? []).map {
          $0.message([target, template].compactMap(\.self), in: files.language)
        },
        text: text(of: submission, carried, onOneLine: isList))
    } take: { (imported: Imported) throws(Stop) in
      session.noteContent(imported.submission, of: imported.item)
      read += 1
      if imported.submission.failure != nil || !imported.isKnown { unreadable += 1 }
      if let failure = imported.submission.failure {
        session.endProgress()
        session.complain(session.named(imported.item.name, failure.message))
      }
      lost += imported.lost.count
      if !imported.lost.isEmpty { session.endProgress() }
      for message in imported.lost {
        session.console.message("  " + session.named(imported.item.name, message) + "\n")
      }
      try session.write(imported.text)
      progress.step(imported.item.name)
    }
    session.endProgress()
    if read == 0 {
      throw .noInput(
        list.map {
          session.named(
            $0.name,
            session.language(fr: "aucun fichier n’y est nommé", en: "no file is named there"))
        }
          ?? session.language(
            fr: "aucun classeur ne se trouve dans l’archive",
            en: "there is no workbook in the archive"
          ))
    }
    if unreadable == read { return .noInput }
    if lost > 0 {
      session.complain(
        session.language.count(
          lost,
          fr: (
            one: "élément n’a pas de place dans la nouvelle version ; il figure ci-dessus",
            many: "éléments n’ont pas de place dans la nouvelle version ; ils figurent ci-dessus"
          ),
          en: (
            one: "item has no place in the new version; it is listed above",
            many: "items have no place in the new version; they are listed above"
          )))
    }
    return unreadable > 0 || lost > 0 ? .blocking : .done
  }

  /// A submission as it is written.
  private struct Imported: Sendable {
    let item: ReturnedItem
    let submission: Submission
    /// Whether its template is known.
    let isKnown: Bool
    /// What has no place in the version that it was carried over to, a line each.
    let lost: [String]
    let text: [UInt8]
  }

  /// The submission as JSON with a final line break, carried over where it is asked for and its own template is known.
  private static func text(
    of submission: Submission, _ carried: CarryOver?, onOneLine: Bool
  ) -> [UInt8] {
    var text: [UInt8]
    if let carried {
      text =
        onOneLine
        ? SubmissionJSON.line(of: carried) : Array(SubmissionJSON.json(of: carried).pretty.utf8)
    } else {
      text =
        onOneLine
        ? SubmissionJSON.line(of: submission)
        : Array(SubmissionJSON.json(of: submission).pretty.utf8)
    }
    text.append(UInt8(ascii: "\n"))
    return text
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

  /// The list that names further files.
  private static func list(_ arguments: Arguments, _ session: Session) throws(Stop) -> PathList? {
    let language = session.language
    guard let name = arguments[filesFrom] else {
      if arguments.operands.isEmpty {
        throw .usage(
          language(
            fr: "il manque un fichier, ou une liste avec --files-from",
            en: "a file is missing, or a list with --files-from"))
      }
      return nil
    }
    if name == "-", arguments.operands.contains("-") {
      throw .usage(
        language(
          fr: "l’entrée standard ne peut pas être à la fois un classeur et la liste",
          en: "standard input cannot be a workbook and the list"))
    }
    do { return try PathList(name, standardInput: session.console.input) } catch {
      throw .noInput(session.named(name, error.sentence(language)))
    }
  }
}
