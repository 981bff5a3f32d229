internal import Checklists
internal import Reports

/// `/`: what this is, for whom, and where to go.
struct WelcomePage: Sendable {
  let context: PageContext

  var html: HTML {
    let language = context.language
    return context.page(
      language(fr: "Guichet des auto-évaluations", en: "Counter for self-assessments"),
      lead: """
        <p class="lead">\(language(
          fr: "Ici, les partenaires téléchargent leur classeur d’auto-évaluation, le font vérifier et le remettent au bureau du programme.",
          en: "Here partners download their self-assessment workbook, have it checked and hand it in to the programme office."))</p>
        """,
      """
      <div class="doors">
      <section class="step"><h2>\(language(fr: "Vous êtes partenaire", en: "You are a partner"))</h2>
      \(partner)</section>
      <section class="step"><h2>\(language(fr: "Vous êtes auditeur", en: "You are an auditor"))</h2>
      \(auditor)</section>
      </div>

      """)
  }

  private var partner: HTML {
    let language = context.language
    if case .partner(let invitation) = context.visitor {
      return """
        <p><a class="button main" href="/p/\(invitation.number)">\(language(
          fr: "Aller à votre page", en: "Go to your page"))</a></p>
        """
    }
    return """
      <p>\(language(
        fr: "Ouvrez le lien d’invitation que le bureau du programme vous a envoyé : il mène à votre page, sans compte ni mot de passe.",
        en: "Open the invitation link that the programme office sent you: it leads to your page, without an account or a password."))</p>
      <p>\(language(
        fr: "Vous ne le trouvez plus, ou il ne fonctionne plus ? Demandez-en un nouveau à la personne qui vous a invité.",
        en: "You cannot find it, or it no longer works? Ask whoever invited you for a new one."))</p>
      """
  }

  private var auditor: HTML {
    let language = context.language
    if case .auditor = context.visitor {
      return """
        <p><a class="button main" href="/queue">\(language(
          fr: "Aller à la file d’attente", en: "Go to the queue"))</a></p>
        """
    }
    return """
      <p>\(language(
        fr: "Voyez ce qui a été remis, et emportez les mêmes rapports qu’en ligne de commande.",
        en: "See what was handed in, and take away the same reports as from the command line."))</p>
      <p><a class="button" href="/login">\(language(fr: "Se connecter", en: "Sign in"))</a></p>
      """
  }
}

/// `/login` (POST: `name`, `password`).
struct SignInPage: Sendable {
  let context: PageContext
  /// As it was typed.
  let name: String
  let problem: String?

  var html: HTML {
    let language = context.language
    let said: HTML? = problem.map {
      .notice(
        .no, language(fr: "Vous n’êtes pas connecté", en: "You are not signed in"), isUrgent: true,
        "<p>\($0)</p>")
    }
    return context.page(
      language(fr: "Se connecter", en: "Sign in"),
      """
      \(said)\(HTML.form(to: "/login", context, attributes: " class=\"narrow\"", """
        \(HTML.field(
          "name", label: language(fr: "Nom du compte", en: "Account name"),
          attributes: " type=\"text\" value=\"\(name)\" autocomplete=\"username\" autocapitalize=\"none\" spellcheck=\"false\" required"))\
        \(HTML.field(
          "password", label: language(fr: "Mot de passe", en: "Password"),
          attributes: " type=\"password\" autocomplete=\"current-password\" required"))\
        <p><button class="main">\(language(fr: "Se connecter", en: "Sign in"))</button></p>
        """))<p class="quiet">\(language(
        fr: "Mot de passe oublié ? La personne qui tient le serveur le réinitialise et vous donne un lien : vous y choisissez un autre mot de passe.",
        en: "Forgotten your password? Whoever keeps the server resets it and gives you a link: there you choose another password."))</p>
      <p class="quiet">\(language(
        fr: "Les partenaires n’ont pas de compte : leur lien d’invitation suffit.",
        en: "Partners have no account: their invitation link is enough."))</p>

      """)
  }
}

/// `/account/SECRET`: sets the password of an account (POST: `password`, `again`).
struct PasswordPage: Sendable {
  let context: PageContext
  let name: String
  /// The number of characters that a password has to have.
  let shortest: Int
  let problem: String?

  var html: HTML {
    let language = context.language
    let said: HTML? = problem.map {
      .notice(
        .no, language(fr: "Le mot de passe n’est pas enregistré", en: "The password is not saved"),
        isUrgent: true,
        "<p>\($0)</p>")
    }
    let hint = language(
      fr:
        "Au moins \(shortest) caractères ; espaces et accents comptent. Plusieurs mots sans rapport entre eux se retiennent bien.",
      en:
        "At least \(shortest) characters; blanks and accents count. Several unrelated words are easy to remember."
    )
    // Programs that keep passwords read the name here.
    let account: HTML = .field(
      "name", label: language(fr: "Nom du compte", en: "Account name"),
      attributes: " type=\"text\" value=\"\(name)\" autocomplete=\"username\" readonly")
    let password: HTML = .field(
      "password", label: language(fr: "Mot de passe", en: "Password"), hint: hint,
      attributes:
        " type=\"password\" autocomplete=\"new-password\" minlength=\"\(shortest)\" required")
    let again: HTML = .field(
      "again", label: language(fr: "Le même, encore une fois", en: "The same once more"),
      attributes:
        " type=\"password\" autocomplete=\"new-password\" minlength=\"\(shortest)\" required")
    return context.page(
      language(fr: "Choisir un mot de passe", en: "Choose a password"),
      lead: """
        <p class="lead">\(language(
          fr: "Ce lien ouvre votre compte d’auditeur. Il ne sert qu’une fois.",
          en: "This link opens your auditor’s account. It works once."))</p>
        """,
      """
      \(said)\(HTML.form(to: nil, context, attributes: " class=\"narrow\"", """
        \(account)\(password)\(again)\
        <p><button class="main">\(language(fr: "Enregistrer et se connecter", en: "Save and sign in"))</button></p>
        """))
      """)
  }
}

/// What is said where there is nothing to be shown.
struct ErrorPage: Sendable {
  let context: PageContext
  /// HTTP's number (RFC 9110, § 15).
  let status: Int
  /// What is wrong.
  let sentence: String
  /// What to do.
  let advice: String

  var html: HTML {
    let language = context.language
    // What a form was sent to cannot be asked for.
    let isForm = [400, 405, 409, 413, 415, 422].contains(status)
    return context.page(
      sentence, at: isForm ? home : "",
      """
      <p class="lead">\(advice)</p>
      \(HTML.actions([way]))\
      <p class="quiet">\(language(fr: "Code", en: "Code"))\(language(fr: " : ", en: ": "))\(status)</p>

      """)
  }

  private var home: HTML {
    switch context.visitor {
    case .nobody: "/"
    case .partner(let invitation): "/p/\(invitation.number)"
    case .auditor: "/queue"
    }
  }

  /// A way on for whoever it is.
  private var way: HTML {
    let language = context.language
    if status == 401 {
      return
        "<a class=\"button main\" href=\"/login\">\(language(fr: "Se connecter", en: "Sign in"))</a>"
    }
    let words =
      switch context.visitor {
      case .nobody: language(fr: "Aller à l’accueil", en: "Go to the first page")
      case .partner: language(fr: "Revenir à votre page", en: "Back to your page")
      case .auditor: language(fr: "Revenir à la file d’attente", en: "Back to the queue")
      }
    return "<a class=\"button\" href=\"\(home)\">\(words)</a>"
  }
}
