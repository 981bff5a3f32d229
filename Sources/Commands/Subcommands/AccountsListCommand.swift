internal import Basics
internal import Counter
internal import Register
internal import Reports

/// `accounts list`: who may sign in at the counter.
enum AccountsListCommand: Command {
  static let description = CommandDescription(
    name: "accounts list",
    summary: Wording(
      fr: "Énumère les comptes du guichet, un par ligne",
      en: "Lists the counter’s accounts, one a line"),
    discussion: Wording(
      fr:
        "L’état, le jour où le compte a été fait, le nom. L’état est open, invited (lien pas encore utilisé), "
        + "reset (réinitialisé, lien pas encore utilisé) ou closed.",
      en:
        "The state, the day on which the account was made, the name. The state is open, invited (link not "
        + "used yet), reset (link not used yet) or closed."),
    options: [.json],
    groups: [RegisterOptions.group],
    examples: ["accounts list", "accounts list --json"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let (accounts, access) = try AccountCommands.open(arguments, session)
    let list: [AccountKeeping.Listed]
    do { list = try accounts.list() } catch { throw access.stop(error) }
    if arguments.has(.json) {
      let items = list.map { account -> JSON in
        [
          "name": .string(account.name), "state": .string(account.state.rawValue),
          "created": .string(account.created.description),
        ]
      }
      try session.write((["accounts": .array(items)] as JSON).pretty + "\n")
    } else {
      for account in list {
        let state = DisplayWidth.padded(account.state.rawValue, to: 8)
        try session.write(state + account.created.day + "  " + account.name.visible() + "\n")
      }
    }
    return .done
  }
}
