internal import Basics
internal import Checklists
internal import Counter
internal import Register

/// What the commands on accounts have in common.
enum AccountCommands {
  static let publicURL = OptionDescription(
    name: "--public-url", value: .text(Wording("URL")),
    help: Wording(
      fr: "adresse que porte le lien, celle du guichet ; par défaut http://127.0.0.1:8080",
      en: "address that the link bears, the counter’s; by default http://127.0.0.1:8080"))
  static let name = OperandDescription(
    value: .text(Wording(fr: "NOM", en: "NAME")),
    help: Wording(
      fr: "nom du compte, comme « list » le donne", en: "name of the account, as “list” tells it"))

  /// Opens the accounts of a register.
  ///
  /// - Parameter isMade: whether a register that is not there is made.
  static func open(_ arguments: Arguments, _ session: Session, isMade: Bool = false) throws(Stop)
    -> (
      accounts: AccountKeeping, access: RegisterAccess
    )
  {
    let access = try RegisterAccess(arguments, session)
    let time = try access.now(nil)
    // A register that is not there is told before anything is made.
    _ = isMade ? try access.openToAdd(at: time) : try access.open()
    do throws(RegisterError) {
      return (try AccountKeeping(access.location, at: time, by: access.actor), access)
    } catch { throw access.stop(error) }
  }

  /// Does one thing to the account that the operand names, and says what came of it.
  static func run(
    _ arguments: Arguments, _ session: Session, isMade: Bool = false,
    _ change: (AccountKeeping, String) throws(RegisterError) -> AccountKeeping.Outcome
  ) throws(Stop) -> ExitStatus {
    let language = session.language
    let name = arguments.operands[0].trimmed()
    guard !name.folded().isEmpty, name.utf8.count <= 200 else {
      throw .usage(language(fr: "donnez le nom du compte", en: "give the account’s name"))
    }
    let (accounts, access) = try open(arguments, session, isMade: isMade)
    let outcome: AccountKeeping.Outcome
    do { outcome = try change(accounts, name) } catch { throw access.stop(error) }
    switch outcome {
    case .link(let name, let path):
      var address = arguments[publicURL] ?? "http://127.0.0.1:8080"
      while address.hasSuffix("/") { address.removeLast() }
      session.note(
        language(
          fr: "Lien de \(language.quoted(name)), valable 7 jours, pour choisir un mot de passe",
          en: "Link of \(language.quoted(name)), good for 7 days, to choose a password"))
      try session.write(address + path + "\n")
    case .done(let name): try session.write(name.visible() + "\n")
    case .unknown:
      let names = (try? accounts.list().map(\.name)) ?? []
      let hint = Suggestion.nearest(to: name, among: names).map {
        language(
          fr: " ; vouliez-vous dire \(language.quoted($0)) ?",
          en: "; did you mean \(language.quoted($0))?")
      }
      throw .noInput(
        language(
          fr: "il n’y a pas de compte \(language.quoted(name))",
          en: "there is no account \(language.quoted(name))") + (hint ?? ""))
    case .isClosed:
      throw .noInput(
        language(
          fr:
            "le compte \(language.quoted(name)) est fermé ; donnez un autre nom à « accounts add »",
          en: "the account \(language.quoted(name)) is closed; give another name to “accounts add”")
      )
    case .isThere:
      throw .noInput(
        language(
          fr:
            "le compte \(language.quoted(name)) a déjà servi ; « accounts reset » le réinitialise",
          en: "the account \(language.quoted(name)) has been used; “accounts reset” resets it"))
    }
    return .done
  }
}
