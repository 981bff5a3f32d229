internal import Counter
internal import Register

/// `accounts reset`: a forgotten password.
enum AccountsResetCommand: Command {
  static let description = CommandDescription(
    name: "accounts reset",
    summary: Wording(
      fr: "Réinitialise un mot de passe oublié, et écrit le lien pour en choisir un autre",
      en: "Resets a forgotten password, and writes the link to choose another"),
    discussion: Wording(
      fr:
        "L’ancien mot de passe ne sert plus, et les sessions du compte prennent fin aussitôt. À la connexion "
        + "suivante, son titulaire lit qui l’a fait et quand ; le journal du registre le note.",
      en:
        "The old password no longer serves, and the sessions of the account end at once. At the next sign-in "
        + "its owner reads who did it and when; the register’s log says so."),
    operand: AccountCommands.name,
    options: [AccountCommands.publicURL],
    groups: [RegisterOptions.group],
    examples: ["accounts reset \"Claire Aubry\""])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    try AccountCommands.run(arguments, session) {
      (accounts, name) throws(RegisterError) in try accounts.reset(name)
    }
  }
}
