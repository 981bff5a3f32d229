internal import Basics
internal import Checklists
internal import Register
internal import Spreadsheet

/// `register verify`: everything that the register holds against everything that it says of it.
enum RegisterVerifyCommand: Command {
  static let description = CommandDescription(
    name: "register verify",
    summary: Wording(
      fr: "Vérifie le registre : empreintes, journal, renvois, lectures",
      en: "Verifies the register: digests, log, references, readings"),
    discussion: Wording(
      fr:
        "Chaque original a-t-il son empreinte, chaque ligne du journal suit-elle de la précédente, "
        + "ce qui a été lu est-il ce qui serait lu aujourd’hui ? Ce qu’une autre version a lu "
        + "autrement est dit et n’est pas une faute. La dernière ligne donne l’empreinte de la fin "
        + "du journal : notée ailleurs et donnée plus tard, elle prouve que rien n’a été coupé ni "
        + "remplacé jusque-là.",
      en:
        "Has every original its digest, does every line of the log follow from the one before, is "
        + "what was read what would be read today? What another version read otherwise is told and "
        + "no fault. The last line tells the digest of the log’s end: noted elsewhere and given "
        + "later, it proves that nothing up to there was cut off or replaced."),
    operand: OperandDescription(
      value: .text(Wording(fr: "EMPREINTE", en: "DIGEST")),
      help: Wording(
        fr: "empreinte notée plus tôt, qui doit être dans le journal",
        en: "digest that was noted earlier and has to be in the log"),
      isOptional: true),
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(fr: "quelque chose ne va pas", en: "something is wrong"),
    examples: ["register verify"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let files = try ReturnedFiles(arguments, session)
    let reading = ReadSubmission(files)
    let access = try RegisterAccess(arguments, session)
    let register = try access.open()
    let result: Register.Verification
    do throws(RegisterError) {
      result = try register.verify(
        noted: arguments.operands.first, limit: files.limits.inflatedTotal,
        reread: { submission, record, bytes in reading.fault(submission, record, bytes) },
        report: { fault in
          if fault.isWrong {
            session.complain(fault.message(in: language))
          } else {
            session.note(fault.message(in: language).capitalised)
          }
        })
    } catch { throw .noInput(access.sentence(error)) }
    let submissions = language.count(
      result.submissions, fr: (one: "soumission", many: "soumissions"),
      en: (one: "submission", many: "submissions"))
    let forgotten = language.count(
      result.forgotten, fr: (one: "supprimée", many: "supprimées"),
      en: (one: "removed", many: "removed"))
    let events = language.count(
      result.events, fr: (one: "ligne de journal", many: "lignes de journal"),
      en: (one: "line of the log", many: "lines of the log"))
    let faults = language.count(
      result.faults, fr: (one: "faute", many: "fautes"), en: (one: "fault", many: "faults"))
    try session.write(
      language(
        fr: "\(submissions), dont \(forgotten) ; \(events) ; \(faults).\n",
        en: "\(submissions), \(forgotten); \(events); \(faults).\n") + result.digest + "\n")
    return result.faults > 0 ? .blocking : .done
  }
}
