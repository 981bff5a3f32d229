internal import Counter
internal import Register

/// `accounts close`: nobody gets in by an account any more.
enum AccountsCloseCommand: Command {
  static let description = CommandDescription(
    name: "accounts close",
    summary: Wording(
      fr: "Ferme un compte du guichet",
      en: "Closes an account of the counter"),
    discussion: Wording(
      fr:
        "Personne n’entre plus par ce compte, ses sessions prennent fin, et son nom ne sert plus à un autre. Ce "
        + "qui a été fait reste au journal.",
      en:
        "Nobody gets in by this account any more, its sessions end, and its name serves no other. What was done "
        + "stays in the log."),
    operand: AccountCommands.name,
    groups: [RegisterOptions.group],
    examples: ["accounts close \"Claire Aubry\""])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    try AccountCommands.run(arguments, session) {
      (accounts, name) throws(RegisterError) in try accounts.close(name)
    }
  }
}
