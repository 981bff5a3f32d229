internal import Basics
internal import Checklists
internal import Register
internal import Spreadsheet

/// `register add`: workbooks that were handed in are taken into the register.
enum RegisterAddCommand: Command {
  static let partner = OptionDescription(
    name: "--partner", value: .text(Wording(fr: "NOM", en: "NAME")),
    help: Wording(
      fr: "partenaire qui a remis ces classeurs ; par défaut celui que chacun nomme",
      en: "partner who handed in these workbooks; by default the one that each names"))
  static let asOf = OptionDescription(
    name: "--as-of", value: .date,
    help: Wording(
      fr: "jour de réception, d’où se comptent aussi les âges, 2019-12-31 ; par défaut maintenant, "
        + "et les âges depuis la date d’évaluation de chaque classeur",
      en: "day of receipt, that ages are counted from as well, 2019-12-31; by default now, and "
        + "ages from each workbook’s own assessment date"))

  static let description = CommandDescription(
    name: "register add",
    summary: Wording(
      fr: "Inscrit au registre des classeurs ou des dossiers entiers",
      en: "Takes workbooks or whole folders into the register"),
    discussion: Wording(
      fr: "Une ligne par classeur, écrite une fois qu’il est conservé durablement : son numéro, "
        + "« reçue » ou « connue », son empreinte SHA-256, le partenaire, le fichier. Les mêmes "
        + "octets du même partenaire ne sont pas inscrits deux fois ; le journal note qu’ils sont "
        + "revenus ; ceux d’une version antérieure la font compter de nouveau. Un classeur d’audit va à "
        + "la soumission dont il est fait. Un nom de partenaire écrit autrement qu’au registre est "
        + "refusé : --partner dit lequel. Un fichier illisible, ou qui ne nomme aucun partenaire, est dit et n’arrête "
        + "jamais les autres.\n"
        + "« score », « diff », « audit » et « check » prennent ensuite register:PARTENAIRE, sa "
        + "dernière soumission, ou register:N où ils prennent un classeur.",
      en: "One line for each workbook, written once it is kept and lasts: its number, “added” or "
        + "“known”, its SHA-256, the partner, the file. The same bytes of the same partner are not "
        + "taken in twice; the log notes that they came again; those of an earlier version make it count "
        + "again. An audit workbook goes to the submission that it was made of. A partner’s name that is "
        + "written otherwise than in the register is refused: --partner says which. A file that cannot be read, or "
        + "names no partner, is told and never stops the others.\n"
        + "“score”, “diff”, “audit” and “check” then take register:PARTNER, the partner’s last "
        + "submission, or register:N where they take a workbook."),
    operand: OperandDescription(
      value: .workbook,
      help: Wording(
        fr: "classeur renvoyé ou dossier, ou - pour l’entrée standard",
        en: "returned workbook or folder, or - for standard input"),
      isRepeated: true),
    options: [partner, asOf, .jobs],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "des fichiers n’ont pas été inscrits", en: "some files were not taken in"),
    examples: [
      "register add retours", "register add --partner \"Maison Lavande\" retour.xlsx",
      "register add retours --register postgres://bureau@serveur/conformite",
    ])

  /// What became of a file: something to be stored, or why there is nothing.
  private enum Outcome: Sendable {
    case read(HandedIn, Submission)
    case refused(String)
  }

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let asOf = try arguments.date(asOf)
    let jobs = try arguments.jobs()
    let files = try ReturnedFiles(arguments, session)
    let access = try RegisterAccess(arguments, session)
    let time = try access.now(asOf)
    let partner = arguments[partner]?.trimmed()
    if partner?.isEmpty == true {
      throw .usage(language(fr: "--partner est vide", en: "--partner is empty"))
    }
    var paths = try ScoreCommand.found(arguments.operands, nil, session)[...]
    let count = paths.count
    let register = try access.openToAdd(at: time)
    let reading = ReadSubmission(files)
    var progress = Progress(session, of: count)
    var added = 0
    try Workers.inOrder(jobs: jobs) {
      paths.popFirst().map { $0 == "-" ? session.item($0) : .file($0) }
    } work: { (item: ReturnedItem) -> (name: String, outcome: Outcome) in
      let outcome = outcome(item, partner, language, files.limits.inflatedTotal) { bytes, file in
        reading.record(of: bytes, file: file, asOf: asOf, language: language)
      }
      return (item.name, outcome)
    } take: { (file) throws(Stop) in
      session.endProgress()
      switch file.outcome {
      case .refused(let sentence): session.complain(session.named(file.name, sentence))
      case .read(var handedIn, let submission):
        let refusal: String?
        do throws(RegisterError) {
          refusal = try WorkbookOwner.assign(
            &handedIn, submission, given: partner, in: register, language)
        } catch { throw access.stop(error) }
        if let refusal {
          session.complain(session.named(file.name, refusal))
          break
        }
        if let named = submission.application.partner?.trimmed(),
          named.folded() != handedIn.partner.folded()
        {
          session.note(
            session.named(
              file.name,
              language(
                fr: "Le classeur nomme un autre partenaire, \(language.quoted(named))",
                en: "The workbook names another partner, \(language.quoted(named))")))
        }
        let addition: Register.Addition
        do throws(RegisterError) {
          addition = try register.add(handedIn, at: time, by: access.actor)
        } catch { throw access.stop(error) }
        added += 1
        try confirm(addition, file.name, session)
      }
      progress.step(file.name)
    }
    session.endProgress()
    if added == 0 { return .noInput }
    return added < count ? .blocking : .done
  }

  /// Says at once what is kept: a line that was written is a promise.
  private static func confirm(_ addition: Register.Addition, _ name: String, _ session: Session)
    throws(Stop)
  {
    let language = session.language
    let (submission, word) =
      switch addition {
      case .new(let new): (new, language(fr: "reçue", en: "added"))
      case .known(let known): (known, language(fr: "connue", en: "known"))
      case .current(let current): (current, language(fr: "de nouveau", en: "again"))
      }
    let line = [
      String(submission.number), word, submission.sha256, submission.partner, name,
    ].map { $0.visible() }.joined(separator: "  ")
    try session.write(line + "\n")
    try session.flush()
  }

  /// Reads one item. A line of JSON has no original, and what `score` calls unreadable is nothing to be kept.
  private static func outcome(
    _ item: ReturnedItem, _ partner: String?, _ language: Language, _ limit: Int,
    read: ([UInt8], String) -> (record: RegisteredRecord, submission: Submission)
  ) -> Outcome {
    let bytes: [UInt8]
    do throws(InputFile.Problem) {
      switch item {
      case .file(let path): bytes = try InputFile.read(path, limit: limit)
      case .workbook(let content, _): bytes = content
      case .unreadable(_, let problem): throw problem
      case .line, .stored:
        return .refused(
          language(fr: "il faut le classeur lui-même.", en: "the workbook itself is needed."))
      }
    } catch { return .refused(error.sentence(language)) }
    let (record, submission) = read(bytes, item.name)
    if let obstacle = submission.obstacle(language) { return .refused(obstacle) }
    let named = submission.application.partner?.trimmed()
    return .read(
      HandedIn(
        partner: partner ?? named ?? "", kind: submission.kind, original: bytes, record: record),
      submission)
  }
}
