internal import Basics
internal import Checklists
internal import Counter
internal import Register

/// `register forget`: everything of a partner is removed on the partner's request.
enum RegisterForgetCommand: Command {
  static let description = CommandDescription(
    name: "register forget",
    summary: Wording(
      fr: "Supprime tout ce qu’un partenaire a remis",
      en: "Removes everything that a partner handed in"),
    discussion: Wording(
      fr: "À sa demande : fichiers d’origine, noms de fichiers, réponses, verdicts. Restent le nom "
        + "du partenaire et, dans le journal, qui l’a fait, quand, et les empreintes de ce qui a "
        + "été supprimé ; le journal reste vérifiable. Il n’y a pas de retour. Les sauvegardes "
        + "gardent ce qu’elles contiennent.",
      en: "On the partner’s request: originals, names of files, answers, verdicts. What stays is "
        + "the partner’s name and, in the log, who did it, when, and the digests of what was "
        + "removed; the log can still be verified. There is no way back. Backups keep what they "
        + "hold."),
    operand: OperandDescription(
      value: .text(Wording(fr: "PARTENAIRE", en: "PARTNER")),
      help: Wording(
        fr: "nom du partenaire, comme « list » le donne",
        en: "the partner’s name, as “list” tells it")),
    options: [RegisterOptions.asOf],
    groups: [RegisterOptions.group],
    examples: ["register forget \"Maison Lavande\""])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let access = try RegisterAccess(arguments, session)
    let time = try access.now(try arguments.date(RegisterOptions.asOf))
    // A register that is not there is not made.
    let register = try access.open()
    let partner = arguments.operands[0]
    let removed: [RegisteredSubmission]
    var wasInvited = false
    do throws(RegisterError) {
      wasInvited = try Counter.forget(partner: partner, in: register)
      if wasInvited {
        session.note(
          language(
            fr: "Liens d’invitation et classeurs en cours supprimés",
            en: "Invitation links and workbooks under way removed"))
      }
      removed = try register.forget(partner: partner, at: time, by: access.actor)
    } catch {
      guard case .noPartner = error else { throw access.stop(error) }
      if wasInvited { return .done }
      throw .noInput(access.sentence(error, hint: register.hint(error)))
    }
    for submission in removed {
      try session.write(
        [
          String(submission.number), language(fr: "supprimée", en: "removed"), submission.sha256,
          submission.partner, submission.summary?.file ?? "",
        ].map { $0.visible() }.joined(separator: "  ") + "\n")
    }
    return .done
  }
}
