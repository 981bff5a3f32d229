internal import Basics
internal import Checklists
internal import Counter
internal import Register

/// `register forget`: everything of a partner is removed on the partner's request.
enum RegisterForgetCommand: Command {
  static let yes = OptionDescription(
    name: "--yes",
    help: Wording(
      fr: "ne rien demander ; sans terminal, rien n’est supprimé sans cette option",
      en: "ask nothing; without a terminal, nothing is removed without this option"))

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
    options: [yes, RegisterOptions.asOf],
    groups: [RegisterOptions.group],
    examples: ["register forget \"Maison Lavande\"", "register forget --yes \"Maison Lavande\""])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let partner = arguments.operands[0]
    if !arguments.has(yes), try !isMeant(partner, session) {
      session.console.message(
        language(fr: "Rien n’a été supprimé.", en: "Nothing was removed.") + "\n")
      return .done
    }
    let access = try RegisterAccess(arguments, session)
    let time = try access.now(try arguments.date(RegisterOptions.asOf))
    // A register that is not there is not made.
    let register = try access.open()
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

  /// Asks whether a partner's submissions are to go; only a terminal can answer.
  private static func isMeant(_ partner: String, _ session: Session) throws(Stop) -> Bool {
    let language = session.language
    guard session.console.isConversation else {
      throw .usage(
        language(
          fr: "sans terminal, rien n’est supprimé sans --yes",
          en: "without a terminal, nothing is removed without --yes"))
    }
    let name = language.quotedWhole(partner)
    session.console.message(
      language(
        fr: "Supprimer sans retour tout ce que \(name) a remis ? Tapez « oui » : ",
        en: "Remove for good everything that \(name) handed in? Type “yes”: "))
    let words = (session.console.line() ?? "").trimmed().lowercased()
    return ["oui", "yes"].contains(words)
  }
}
