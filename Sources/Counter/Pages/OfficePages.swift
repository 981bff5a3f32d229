internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// `/accounts`: who may sign in, and a form for one more (POST: `name`); POST `/accounts/N/close`.
struct AccountsPage: Sendable {
  let context: PageContext
  let accounts: [Account]
  /// The one just made and its link, which is shown this once.
  let made: (name: String, link: String)?
  let problem: String?

  var html: HTML {
    let language = context.language
    let said: HTML? = problem.map {
      .notice(
        .no, language(fr: "Aucun lien n’a été fait", en: "No link was made"), isUrgent: true,
        "<p>\($0)</p>")
    }
    return context.page(
      language(fr: "Comptes", en: "Accounts"),
      lead: """
        <p class="lead">\(language(
          fr: "Qui peut se connecter ici, du bureau du programme ou parmi ses auditeurs.",
          en: "Who can sign in here, of the programme office or among its auditors."))</p>
        """,
      "\(said)\(link)\(table)\(form)")
  }

  private var link: HTML {
    guard let made else { return "" }
    let language = context.language
    return .notice(
      .yes, language(fr: "Le lien du compte est prêt", en: "The account’s link is ready"),
      isUrgent: true,
      """
      <p>\(language(
        fr: "Envoyez-le à", en: "Send it to")) <strong>\(HTML(typed: made.name, atMost: 80))</strong>, \(language(
        fr: "qui choisira son mot de passe. Il ne paraît que cette fois et ne sert qu’une fois.",
        en: "who will choose a password. It is shown this once, and works once."))</p>
      \(HTML.onceShown(made.link, label: language(fr: "Lien du compte", en: "Link of the account"), context))
      """)
  }

  private var table: HTML {
    let language = context.language
    var table = HTMLTable(
      caption: language(
        fr: "Tous peuvent inviter des partenaires et voir toutes les soumissions.",
        en: "All of them can invite partners and see every submission."),
      columns: [
        .init(title: language(fr: "Nom", en: "Name")),
        .init(title: language(fr: "État", en: "State")),
        .init(title: language(fr: "Créé le", en: "Made on")),
        .init(title: language(fr: "À faire", en: "To do")),
      ], style: "office")
    table.rows = accounts.map { account in
      let (word, mark, tone): (String, String, HTMLTone) =
        if account.closed != nil {
          (language(fr: "fermé", en: "closed"), "–", .none)
        } else if account.password == nil {
          (
            account.reset == nil
              ? language(fr: "lien envoyé, pas encore utilisé", en: "link sent, not used yet")
              : language(
                fr: "réinitialisé, lien pas encore utilisé", en: "reset, link not used yet"),
            "○", .open
          )
        } else {
          (language(fr: "ouvert", en: "open"), "✓", .yes)
        }
      return [
        HTMLTable.Cell(HTML(typed: account.name, atMost: 80)),
        HTMLTable.Cell(.badge(word, mark: mark, tone)),
        HTMLTable.Cell(.day(account.created, context)),
        HTMLTable.Cell(close(account)),
      ]
    }
    return table.html
  }

  private func close(_ account: Account) -> HTML {
    let language = context.language
    guard account.closed == nil else { return "" }
    if case .auditor(let own) = context.visitor, own.number == account.number {
      return "<span class=\"quiet\">\(language(fr: "c’est vous", en: "this is you"))</span>"
    }
    return .confirmed(
      language(fr: "Fermer", en: "Close"), of: account.name,
      question: language(
        fr:
          "Cette personne ne pourra plus se connecter, et son nom ne pourra plus servir à un autre compte. Ce qu’elle a fait reste au journal.",
        en:
          "This person will not be able to sign in any more, and the name cannot be used for another account. What was done stays in the log."
      ),
      button: language(fr: "Fermer ce compte", en: "Close this account"),
      to: "/accounts/\(account.number)/close", context)
  }

  /// For programs that keep passwords.
  private var ownName: HTML? {
    guard case .auditor(let own) = context.visitor else { return nil }
    return """
      <label for="account" hidden>\(context.language(fr: "Compte", en: "Account"))</label>
      <input id="account" type="text" name="account" value="\(own.name)" autocomplete="username" hidden readonly>

      """
  }

  private var form: HTML {
    let language = context.language
    return """
      <h2>\(language(fr: "Un compte de plus", en: "One more account"))</h2>
      \(HTML.form(to: "/accounts", context, """
        \(HTML.field(
          "name", label: language(fr: "Nom du compte", en: "Account name"),
          hint: language(
            fr: "Le nom d’un compte qui n’a pas encore servi lui fait un nouveau lien.",
            en: "The name of an account that was not used yet makes it a new link."),
          attributes: " type=\"text\" required maxlength=\"100\" autocomplete=\"off\""))\
        <p><button class="main">\(language(fr: "Créer le lien", en: "Make the link"))</button></p>
        """))<h2>\(language(fr: "Mon mot de passe", en: "My password"))</h2>
      \(HTML.form(to: "/accounts/password", context, """
        \(ownName)\(HTML.field(
          "password", label: language(fr: "Mot de passe actuel", en: "Present password"),
          hint: language(
            fr: "Vous en choisissez ensuite un autre, et tous vos navigateurs sont déconnectés. Celui d’un collègue se réinitialise sur le serveur : respecte accounts reset NOM.",
            en: "You choose another one next, and all your browsers are signed out. A colleague’s is reset on the server: respecte accounts reset NAME."),
          attributes: " type=\"password\" autocomplete=\"current-password\" required"))\
        <p><button>\(language(fr: "Changer mon mot de passe", en: "Change my password"))</button></p>
        """))
      """
  }
}
