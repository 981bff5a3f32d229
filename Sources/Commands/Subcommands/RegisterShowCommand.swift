internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// `register show`: one submission, and what the log says of it.
enum RegisterShowCommand: Command {
  static let description = CommandDescription(
    name: "register show",
    summary: Wording(
      fr: "Montre une soumission du registre", en: "Shows one submission of the register"),
    discussion: Wording(
      fr:
        "En JSON (respecte.registered/1) avec tout ce qui en a été lu. « check register:N » dit ce "
        + "qui y reste à régler.",
      en: "As JSON (respecte.registered/1) with everything that was read of it. “check "
        + "register:N” tells what remains to be settled in it."),
    operand: RegisterOptions.submission,
    options: [.json],
    groups: [RegisterOptions.group],
    examples: ["register show 12", "register show 12 --json"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    guard let number = arguments.operands.first.flatMap({ Int($0) }) else {
      throw .usage(
        language(
          fr: "donnez le numéro d’une soumission ; « respecte register list » les énumère",
          en: "give the number of a submission; “respecte register list” lists them"))
    }
    let access = try RegisterAccess(arguments, session)
    let register = try access.open()
    let submission: RegisteredSubmission
    let events: [RegisterEvent]
    var record: RegisteredRecord?
    do throws(RegisterError) {
      submission = try register.submission(number)
      events = try register.history(of: submission)
      if submission.summary != nil { record = try register.record(of: number) }
    } catch { throw .noInput(access.sentence(error)) }
    if arguments.has(.json) {
      let document = RegisterJSON.document(
        of: submission, events: events, submissionDocument: json(record?.submission),
        assessment: json(record?.assessment))
      try session.write(document.pretty + "\n")
    } else {
      try session.write(text(of: submission, events, language))
    }
    return .done
  }

  private static func json(_ text: String?) -> JSON? {
    text.flatMap { try? JSON.read(Array($0.utf8)) }
  }

  private static func text(
    of submission: RegisteredSubmission, _ events: [RegisterEvent], _ language: Language
  ) -> String {
    let size = language.count(
      submission.bytes, fr: (one: "octet", many: "octets"), en: (one: "byte", many: "bytes"))
    var rows = [
      (language(fr: "Partenaire", en: "Partner"), submission.partner),
      (language(fr: "Nature", en: "Kind"), submission.kind.name(language)),
      (language(fr: "Reçue", en: "Received"), submission.received.description),
    ]
    if let summary = submission.summary {
      rows += [
        (language(fr: "Fichier", en: "File"), summary.file + " (" + size + ")"),
        (language(fr: "Liste", en: "Checklist"), summary.template),
        (
          language(fr: "Verdict", en: "Verdict"),
          submission.verdictName(language) + ", " + language.percent(summary.permille)
        ),
        (language(fr: "Lue par", en: "Read by"), summary.program),
      ]
    } else {
      rows.append((language(fr: "État", en: "State"), submission.verdictName(language)))
    }
    rows.append(("SHA-256", submission.sha256))
    let title = language(
      fr: "Soumission \(submission.number)", en: "Submission \(submission.number)")
    let log = events.map { event in
      "  " + String(event.number) + "  " + event.time.description + "  " + event.actor.visible()
        + "  " + event.name(language)
    }
    return
      ([title]
      + rows.map { "  " + DisplayWidth.padded($0, to: 12) + $1.visible() } + [
        "", language(fr: "Journal", en: "Log"),
      ] + log).joined(separator: "\n") + "\n"
  }
}
