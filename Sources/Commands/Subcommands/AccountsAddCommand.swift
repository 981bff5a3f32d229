internal import Counter
internal import Register

/// `accounts add`: one more account for the counter.
enum AccountsAddCommand: Command {
  static let description = CommandDescription(
    name: "accounts add",
    summary: Wording(
      fr: "Fait un compte de plus pour le guichet, et écrit son lien",
      en: "Makes one more account for the counter, and writes its link"),
    discussion: Wording(
      fr:
        "Qui ouvre le lien choisit un mot de passe. Le nom d’un compte qui n’a pas encore servi lui fait un "
        + "nouveau lien. Le journal du registre le note.",
      en:
        "Whoever opens the link chooses a password. The name of an account that was not used yet makes it a "
        + "new link. The register’s log says so."),
    operand: AccountCommands.name,
    options: [AccountCommands.publicURL],
    groups: [RegisterOptions.group],
    examples: ["accounts add \"Claire Aubry\" --public-url https://conformite.exemple.fr"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    try AccountCommands.run(arguments, session, isMade: true) {
      (accounts, name) throws(RegisterError) in try accounts.add(name)
    }
  }
}
