internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// A workbook that was read and what came of it.
struct ReadDraft: Sendable {
  let draft: Draft
  let submission: Submission
  let assessment: Assessment
  /// Nil where its checklist is not known.
  let template: Template?
}

/// The one page of a partner, `/p/N`: download the workbook, have the filled one checked, hand it in, see what was
/// handed in before and what the auditor returned.
///
/// Addresses below `/p/N`: GET `workbook` (`language`, `models` repeated, none for all, `from` = `blank` | `last`), POST
/// `check` (multipart, field `file`), POST `submit` and `discard` (field `sha256` of the draft), GET `submissions/M`,
/// `submissions/M/original`, `submissions/M/changes`, `audits/M` (the auditor's workbook).
struct PartnerPage: Sendable {
  let context: PageContext
  let invitation: Invitation
  /// The checklist in every language that it is known in.
  let editions: [Template]
  let draft: ReadDraft?
  /// What this partner handed in, the latest first, replies among them.
  let history: [RegisteredSubmission]
  /// The last workbook that the auditor returned.
  let audit: RegisteredSubmission?
  /// The submission that it is about.
  let audited: RegisteredSubmission?
  /// In bytes.
  let uploadLimit: Int
  /// What just happened.
  let notice: Notice?

  enum Notice: Sendable {
    case handedIn(RegisteredSubmission)
    /// The same bytes were there already.
    case knownAlready(RegisteredSubmission)
    /// The bytes of an earlier submission, which counts again.
    case currentAgain(RegisteredSubmission)
    case discarded
    /// Nothing came of an upload; why, and what to do.
    case refused(String)
  }

  var html: HTML {
    context.page(
      invitation.partner, lead: lead, at: root,
      "\(said)\(steps)\(returned)\(download)\(check)\(handIn)\(past)\(data)")
  }

  var language: Language { context.language }

  /// The checklist in the reader's language, else in another.
  var edition: Template? { editions.first { $0.language == language } ?? editions.first }

  /// A read workbook that can be handed in.
  var ready: ReadDraft? {
    draft.flatMap { $0.assessment.verdict == .unreadable ? nil : $0 }
  }

  /// Whether the partner has a workbook already.
  var isBegun: Bool { invitation.downloaded != nil || draft != nil || !history.isEmpty }

  /// Where an address of this partner begins.
  var root: HTML { "/p/\(invitation.number)" }

  // MARK: The top

  private var lead: HTML {
    let title: HTML? = edition.map { edition in
      let title: HTML =
        edition.language == language
        ? HTML(edition.title) : "<span lang=\"\(edition.language)\">\(edition.title)</span>"
      return "<p class=\"lead\">\(title)</p>\n"
    }
    let what = language(
      fr:
        "Cette page est celle de votre entreprise : téléchargez le classeur d’auto-évaluation, faites-le vérifier autant de fois que vous voulez, puis remettez-le.",
      en:
        "This page is your company’s own: download the self-assessment workbook, have it checked as often as you like, then hand it in."
    )
    let who = language(fr: "Invitation de", en: "Invited by")
    let until = language(fr: "ce lien fonctionne jusqu’au", en: "this link works until")
    return """
      \(title)<p>\(what)</p>
      <p class="quiet">\(who) \(HTML(typed: invitation.inviter, atMost: 80)) · \(until) \
      \(HTML.time(invitation.expires, context))</p>

      """
  }

  private var said: HTML {
    switch notice {
    case nil: ""
    case .handedIn(let submission):
      .notice(
        .yes,
        language(
          fr: "Remis : soumission nº \(submission.number)",
          en: "Handed in: submission no. \(submission.number)"), isUrgent: true,
        """
        <p>\(language(
          fr: "Le bureau du programme a votre classeur, tel que vous l’avez envoyé, depuis le",
          en: "The programme office has your workbook, as you sent it, since")) \
        \(HTML.time(submission.received, context)). \(language(
          fr: "L’auditeur l’examine, et son retour paraîtra sur cette page.",
          en: "The auditor looks at it, and what comes back appears on this page."))</p>
        <p>\(next(after: submission))</p>
        <p>\(language(fr: "Empreinte du fichier (SHA-256)", en: "The file’s digest (SHA-256)"))\(language.colon)\
        <code>\(submission.sha256)</code></p>
        """)
    case .knownAlready(let submission):
      .notice(
        .info,
        language(
          fr: "Ce fichier était déjà remis : soumission nº \(submission.number)",
          en: "This file was handed in before: submission no. \(submission.number)"),
        isUrgent: true,
        """
        <p>\(language(
          fr: "Il est le même, octet pour octet ; rien n’a changé. Si vous l’avez corrigé depuis, enregistrez-le dans votre tableur et déposez-le de nouveau.",
          en: "It is the same, byte for byte; nothing has changed. If you have corrected it since, save it in your spreadsheet program and drop it again."))</p>
        """)
    case .currentAgain(let submission):
      .notice(
        .yes,
        language(
          fr: "Remis de nouveau : la soumission nº\u{A0}\(submission.number) compte de nouveau",
          en: "Handed in again: submission no. \(submission.number) counts again"),
        isUrgent: true,
        """
        <p>\(language(
          fr: "Ce fichier est, octet pour octet, une version que vous aviez remise avant. Elle remplace désormais la plus récente ; rien n’est effacé.",
          en: "This file is, byte for byte, a version that you handed in before. From now on it takes the place of the more recent one; nothing is deleted."))</p>
        """)
    case .discarded:
      .notice(
        .info, language(fr: "Le fichier vérifié est effacé", en: "The checked file is deleted"),
        isUrgent: true,
        """
        <p>\(language(
          fr: "Nous n’en gardons rien. Ce que vous avez remis avant reste.",
          en: "We keep nothing of it. What you handed in before stays."))</p>
        """)
    case .refused(let text):
      .notice(
        .no, language(fr: "Ce fichier n’a pas pu être lu", en: "This file could not be read"),
        isUrgent: true,
        """
        <p>\(HTML(typed: text, atMost: 2000))</p>
        <p>\(language(
          fr: "Rien n’est perdu ni remis. Corrigez le fichier, puis déposez-le de nouveau à l’",
          en: "Nothing is lost, and nothing was handed in. Mend the file, then drop it again in "))\
        <a href="#check-step">\(language(fr: "étape 2", en: "step 2"))</a>.</p>
        """)
    }
  }

  /// What is left to do once something was handed in.
  private func next(after submission: RegisteredSubmission) -> String {
    submission.summary?.verdict == Verdict.eligible.rawValue
      ? language(
        fr: "Vous n’avez rien d’autre à faire.", en: "There is nothing else for you to do.")
      : language(
        fr:
          "En attendant, vous pouvez encore le corriger ou le compléter, le faire vérifier et remettre une autre version.",
        en:
          "Meanwhile you can still correct or complete it, have it checked and hand in another version."
      )
  }

  private var steps: HTML {
    let isHandedIn = draft == nil && !history.isEmpty
    let current = ready != nil ? 3 : isHandedIn ? 4 : isBegun ? 2 : 1
    let names: [(anchor: HTML, name: String)] = [
      ("download-step", language(fr: "Télécharger", en: "Download")),
      ("check-step", language(fr: "Vérifier", en: "Check")),
      ("hand-in-step", language(fr: "Remettre", en: "Hand in")),
    ]
    let items: [HTML] = names.enumerated().map { index, step in
      let number = index + 1
      let style: HTML = number < current ? "past" : number == current ? "now" : "next"
      let now: HTML = number == current ? " aria-current=\"step\"" : ""
      let done: HTML =
        number < current
        ? "\u{A0}<span aria-hidden=\"true\">✓</span><span class=\"unseen\">\(language(fr: "(fait)", en: "(done)"))</span>"
        : ""
      return
        "<li class=\"\(style)\"><a href=\"#\(step.anchor)\"\(now)>\(number). \(step.name)\(done)</a></li>\n"
    }
    return """
      <nav class="steps" aria-label="\(language(fr: "Étapes", en: "Steps"))"><ol>
      \(items.joined())</ol></nav>

      """
  }

  // MARK: What the auditor returned

  private var returned: HTML {
    guard let audit else { return "" }
    let reply = history.first { $0.kind == .reply && $0.turn > audit.turn }
    let answered: HTML? = reply.map { reply in
      """
      <p><strong>\(language(fr: "Vous y avez répondu le", en: "You replied to it on")) \
      \(HTML.day(reply.received, context)).</strong></p>

      """
    }
    return """
      <section class="step\(reply == nil ? " marked" as HTML : "")" aria-labelledby="audit-step">
      <h2 id="audit-step">\(language(fr: "Le retour de l’auditeur", en: "What the auditor returned"))</h2>
      \(answered)<p>\(language(
        fr: "L’auditeur a examiné votre soumission\(audited.map { " nº\u{A0}\($0.number)" } ?? "") et vous a renvoyé un classeur le",
        en: "The auditor has looked at your submission\(audited.map { " no. \($0.number)" } ?? "") and returned a workbook to you on")) \
      \(HTML.day(audit.received, context)).</p>
      \(newer)
      <ol>
      <li>\(language(fr: "Téléchargez-le et lisez les constats.", en: "Download it and read the findings."))</li>
      <li>\(language(
        fr: "Là où une action est demandée, écrivez votre réponse dans les cases jaunes de la dernière colonne.",
        en: "Where an action is requested, write your reply in the yellow cells of the last column."))</li>
      <li>\(language(
        fr: "Enregistrez-le, puis déposez-le à l’étape 2 ci-dessous, comme votre auto-évaluation.",
        en: "Save it, then drop it in step 2 below, as you did with your self-assessment."))</li>
      </ol>
      <p><a class="button\(reply == nil && draft == nil ? " main" as HTML : "")" href="\(root)/audits/\(audit.number)">\(language(
        fr: "Télécharger le classeur de l’auditeur", en: "Download the auditor’s workbook"))</a></p>
      </section>

      """
  }

  /// That the audit is of an earlier version than the one that was handed in last.
  private var newer: HTML? {
    guard let audited, let current = history.first, current.kind == .returned,
      current.number != audited.number, current.summary != nil
    else { return nil }
    return """
      <p><strong>\(language(
        fr: "Vous avez remis depuis la soumission nº\u{A0}\(current.number) : elle attend l’auditeur.",
        en: "You have handed in submission no. \(current.number) since: it is waiting for the auditor."))</strong></p>
      """
  }

  // MARK: What was handed in

  private var past: HTML {
    guard !history.isEmpty else { return "" }
    var table = HTMLTable(
      caption: language(
        fr: "La version qui compte d’abord ; rien n’est jamais écrasé.",
        en: "The version that counts first; nothing is ever overwritten."),
      columns: [
        .init(title: language(fr: "Soumission", en: "Submission")),
        .init(title: language(fr: "Remise le", en: "Handed in")), .init(title: "Verdict"),
        .init(title: language(fr: "Fichier", en: "File")),
        .init(title: language(fr: "À voir", en: "To see")),
      ], style: "history")
    table.rows = history.map { submission in
      let address: HTML = "\(root)/submissions/\(submission.number)"
      var links: [HTML] = []
      if submission.summary != nil {
        links.append("<a href=\"\(address)\">\(language(fr: "rapport", en: "report"))</a>")
        links.append(
          "<a href=\"\(address)/original\">\(language(fr: "original", en: "original"))</a>")
        if history.contains(where: { $0.number < submission.number && $0.summary != nil }) {
          links.append(
            "<a href=\"\(address)/changes\">\(language(fr: "ce qui a changé", en: "what changed"))</a>"
          )
        }
      }
      let file: HTML =
        submission.summary.map { HTML(typed: $0.file, atMost: 80) }
        ?? HTML(language(fr: "supprimé à votre demande", en: "removed on your request"))
      return [
        "\(language(fr: "Nº", en: "No.")) \(submission.number), \(submission.kind.name(in: language).lowercasedAtStart)",
        HTMLTable.Cell(HTML.time(submission.handedIn, context)),
        HTMLTable.Cell("<div>\(submission.verdict(in: language))</div>"), HTMLTable.Cell(file),
        HTMLTable.Cell("<div>\(links.joined(separator: " · "))</div>"),
      ]
    }
    return """
      <section aria-labelledby="history"><h2 id="history">\(language(
        fr: "Ce que vous avez remis", en: "What you have handed in"))</h2>
      \(table.html)</section>

      """
  }

  private var data: HTML {
    """
    <section aria-labelledby="data"><h3 id="data">\(language(
      fr: "Ce que deviennent vos données", en: "What happens with your data"))</h3>
    <ul>
    <li>\(language(
      fr: "Ce que vous remettez est conservé par le bureau du programme, avec le fichier d’origine, et n’est lu que par lui et ses auditeurs.",
      en: "What you hand in is stored by the programme office, with the original file, and read by the office and its auditors alone."))</li>
    <li>\(language(
      fr: "Un fichier qui est seulement vérifié n’est visible que de vous. Le suivant le remplace, et « Effacer » le supprime.",
      en: "A file that is only checked is seen by you alone. The next one takes its place, and “Delete” removes it."))</li>
    <li>\(language(
      fr: "À votre demande, le bureau du programme supprime tout ce que vous avez remis.",
      en: "On your request the programme office removes everything that you handed in."))</li>
    <li>\(language(
      fr: "Ce lien est personnel : qui l’a peut agir pour votre entreprise. Ne le transmettez qu’à ceux qui remplissent le classeur.",
      en: "This link is personal: whoever has it can act for your company. Pass it on only to those who fill in the workbook."))</li>
    </ul></section>

    """
  }
}

extension String {
  /// With a small letter at the beginning.
  var lowercasedAtStart: String { prefix(1).lowercased() + dropFirst() }
}
