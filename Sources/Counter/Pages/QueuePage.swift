internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// How far a partner has come.
enum QueueState: String, Sendable, CaseIterable {
  /// Has a link and has not opened it.
  case invited
  /// Opened the link, perhaps downloaded the workbook.
  case opened
  /// Had a workbook checked and has not handed it in.
  case checked
  /// Handed in, and waits for the auditor.
  case returned
  /// The auditor's workbook is there; the partner is next.
  case audited
  /// The partner replied to it.
  case replied
  /// The link expired or was revoked before anything was handed in.
  case closed
}

/// One partner with one checklist in the queue.
struct QueueRow: Sendable {
  let partner: String
  /// The checklist's id, whatever its version and language.
  let checklist: String
  let state: QueueState
  /// The last invitation.
  let invitation: Invitation?
  /// What was handed in last, an auditor's workbooks aside.
  let submission: RegisteredSubmission?
  /// The auditor's last workbook about that submission.
  let audit: RegisteredSubmission?
  /// An earlier submission that was audited, where the current one was not: a newer version waits.
  let auditedBefore: RegisteredSubmission?
  /// How often the partner handed something in.
  let versions: Int
}

/// The auditors' first page, `/queue` (`q`, `state`, `verdict`); the form of the selection is sent by GET to
/// `/selection` with `n` for each submission and `format` = `xlsx` | `html` | `ndjson` | `submissions.csv` |
/// `answers.csv` | `discrepancies.csv`. Where no `n` is sent, everything is meant that the filter lets through, which the
/// form sends too (`q`, `state`, `verdict`).
struct QueuePage: Sendable {
  struct Filter: Sendable {
    /// A part of the partner's name.
    var search = ""
    var state: QueueState?
    var verdict: Verdict?
    /// A checklist's id.
    var checklist: String?
  }

  /// How many rows a page has.
  static let rowsPerPage = 100

  let context: PageContext
  /// Those that the filter lets through, sorted: who waits for the auditor first, then by the day, the oldest first.
  let rows: [QueueRow]
  let filter: Filter
  /// Of all partners, whatever the filter.
  let counts: [QueueState: Int]
  /// The titles of the checklists that stand in the queue, by their ids.
  let checklists: [String: String]
  /// From 1.
  let page: Int

  /// What the page shows of the rows.
  private var shown: ArraySlice<QueueRow> {
    rows.dropFirst((page - 1) * Self.rowsPerPage).prefix(Self.rowsPerPage)
  }

  var html: HTML {
    let all = counts.values.reduce(0, +)
    let waiting = (counts[.returned] ?? 0) + (counts[.replied] ?? 0)
    let language = context.language
    let lead = language(
      fr: waiting == 0
        ? "Personne n’attend l’auditeur."
        : language.count(
          waiting, fr: ("partenaire attend", "partenaires attendent"), en: ("", ""))
          + " l’auditeur.",
      en: waiting == 0
        ? "Nobody is waiting for the auditor."
        : language.count(
          waiting, fr: ("", ""), en: ("partner is waiting", "partners are waiting"))
          + " for the auditor.")
    return context.page(
      language(fr: "File d’attente", en: "Queue"),
      lead: all == 0 ? "" : "<p class=\"lead\">\(lead)</p>",
      all == 0
        ? "\(reset)\(nobody)" : "\(reset)\(states)\(search)\(rows.isEmpty ? nothing : selection)")
  }

  /// That the password of whoever looks at the page was reset by somebody else.
  private var reset: HTML {
    guard case .auditor(let account) = context.visitor, let reset = account.reset else { return "" }
    let language = context.language
    return .notice(
      .open, language(fr: "Votre mot de passe a été réinitialisé", en: "Your password was reset"),
      isUrgent: true,
      """
      <p>\(HTML.time(reset.time, context)), \(language(fr: "en ligne de commande, par", en: "on the command line, by")) \
      <strong>\(HTML(typed: reset.actor, atMost: 80))</strong>. \(language(
        fr: "Si vous ne l’aviez pas demandé, prévenez le bureau : quelqu’un a pu agir sous votre nom. Le journal dit quand.",
        en: "If you did not ask for it, tell the office: somebody may have acted under your name. The log says when."))</p>
      \(HTML.form(to: "/accounts/noted", context, "<button>\(language(fr: "C’est noté", en: "Noted"))</button>"))
      """)
  }

  private var nobody: HTML {
    let language = context.language
    return """
      <p>\(language(
        fr: "Aucun partenaire n’est encore invité, et rien n’a été remis.",
        en: "No partner is invited yet, and nothing was handed in."))</p>
      <p><a class="button main" href="/invitations">\(language(
        fr: "Inviter un partenaire", en: "Invite a partner"))</a></p>

      """
  }

  private var nothing: HTML {
    let language = context.language
    return """
      <p>\(language(fr: "Aucun partenaire ne correspond à ce filtre.", en: "No partner matches this filter."))
      <a href="/queue">\(language(fr: "Tout afficher", en: "Show all"))</a></p>

      """
  }

  // MARK: The filter

  private func address(of state: QueueState?, page: Int = 1) -> HTML {
    "/queue"
      + HTML.query([
        ("q", filter.search.isEmpty ? nil : filter.search), ("state", state?.rawValue),
        ("verdict", filter.verdict?.rawValue), ("checklist", filter.checklist),
        ("page", page == 1 ? nil : String(page)),
      ])
  }

  private var turn: HTML {
    let language = context.language
    let last = (rows.count + Self.rowsPerPage - 1) / Self.rowsPerPage
    guard last > 1 else { return "" }
    var links: [HTML] = []
    if page > 1 {
      links.append(
        "<a class=\"button\" href=\"\(address(of: filter.state, page: page - 1))\">\(language(fr: "Page précédente", en: "Previous page"))</a>"
      )
    }
    if page < last {
      links.append(
        "<a class=\"button\" href=\"\(address(of: filter.state, page: page + 1))\">\(language(fr: "Page suivante", en: "Next page"))</a>"
      )
    }
    return """
      <nav aria-label="\(language(fr: "Pages de la file", en: "Pages of the queue"))">\(HTML.actions(links))</nav>
      <p class="quiet">\(language(fr: "Page \(page) sur \(last)", en: "Page \(page) of \(last)"))</p>

      """
  }

  private var states: HTML {
    let language = context.language
    let all = counts.values.reduce(0, +)
    var links: [HTML] = [link(to: nil, language(fr: "Tous", en: "All"), all)]
    for state in Self.order where (counts[state] ?? 0) > 0 || filter.state == state {
      links.append(link(to: state, state.name(in: language), counts[state] ?? 0))
    }
    return """
      <nav class="filters" aria-label="\(language(fr: "Filtrer par état", en: "Filter by state"))"><ul>
      \(links.joined())</ul></nav>

      """
  }

  /// Who waits for the auditor first, then along the way.
  private static let order: [QueueState] = [
    .returned, .replied, .audited, .checked, .opened, .invited, .closed,
  ]

  private func link(to state: QueueState?, _ name: String, _ count: Int) -> HTML {
    let current: HTML = filter.state == state ? " aria-current=\"true\"" : ""
    return "<li><a href=\"\(address(of: state))\"\(current)>\(name) (\(count))</a></li>\n"
  }

  private var search: HTML {
    let language = context.language
    let verdicts: [(value: String, label: HTML, isChosen: Bool)] =
      [("", HTML(language(fr: "tous", en: "all")), filter.verdict == nil)]
      + Verdict.allCases.filter { $0 != .unreadable }.map {
        ($0.rawValue, HTML($0.name(in: language)), filter.verdict == $0)
      }
    return """
      <form method="get" action="/queue" class="search" role="search">
      \(filter.state.map { HTML.hidden("state", $0.rawValue) })\(HTML.field(
        "q", label: language(fr: "Nom du partenaire", en: "Partner’s name"),
        attributes: " type=\"search\" value=\"\(filter.search)\""))\
      \(HTML.select("verdict", label: "Verdict", options: verdicts))\(checklistChoice)\
      <button>\(language(fr: "Filtrer", en: "Filter"))</button>
      </form>

      """
  }

  private var checklistChoice: HTML? {
    guard checklists.count > 1 else { return nil }
    let language = context.language
    return .select(
      "checklist", label: language(fr: "Liste de contrôle", en: "Checklist"),
      options: [("", HTML(language(fr: "toutes", en: "all")), filter.checklist == nil)]
        + checklists.sorted { $0.key < $1.key }.map {
          ($0.key, HTML(typed: $0.value, atMost: 60), filter.checklist == $0.key)
        })
  }

  // MARK: The table

  private var selection: HTML {
    let language = context.language
    var table = HTMLTable(
      caption: language(
        fr:
          "\(language.count(rows.count, fr: ("partenaire", "partenaires"), en: ("", ""))) ; qui attend l’auditeur vient d’abord, puis par date.",
        en:
          "\(language.count(rows.count, fr: ("", ""), en: ("partner", "partners"))); who waits for the auditor comes first, then by date."
      ),
      columns: [
        .init(title: language(fr: "Partenaire", en: "Partner")),
        .init(title: language(fr: "Liste", en: "Checklist")),
        .init(title: language(fr: "État", en: "State")), .init(title: "Verdict"),
        .init(title: language(fr: "Depuis", en: "Since")),
        .init(title: "Versions"),
      ], style: "queue")
    table.rows = shown.map(cells)
    let searched: HTML? = filter.search.isEmpty ? nil : .hidden("q", filter.search)
    let state: HTML? = filter.state.map { .hidden("state", $0.rawValue) }
    let verdict: HTML? = filter.verdict.map { .hidden("verdict", $0.rawValue) }
    let checklist: HTML? = filter.checklist.map { .hidden("checklist", $0) }
    return """
      <form method="get" action="/selection">
      \(searched)\(state)\(verdict)\(checklist)\(table.html)\(takeAway)</form>
      \(turn)
      """
  }

  /// Buttons for what can be made of the marked submissions.
  private var takeAway: HTML {
    let language = context.language
    guard rows.contains(where: { $0.submission?.summary != nil }) else { return "" }
    let formats: [(SelectionFormat, String)] = [
      (.xlsx, language(fr: "Classeur de synthèse (XLSX)", en: "Summary workbook (XLSX)")),
      (.html, language(fr: "Rapport (HTML)", en: "Report (HTML)")),
      (.submissions, language(fr: "Soumissions (CSV)", en: "Submissions (CSV)")),
      (.answers, language(fr: "Réponses (CSV)", en: "Answers (CSV)")),
      (.discrepancies, language(fr: "Écarts (CSV)", en: "Discrepancies (CSV)")),
      (.ndjson, language(fr: "Données (NDJSON)", en: "Data (NDJSON)")),
    ]
    return """
      <h2>\(language(fr: "Emporter la sélection", en: "Take the selection away"))</h2>
      <p>\(language(
        fr: "Cochez des partenaires ; sans aucune coche, tous ceux de la liste sont pris, sur toutes ses pages. Leur dernière soumission compte.",
        en: "Mark partners; without any mark all of the list are taken, on all its pages. What each handed in last counts."))</p>
      <div class="search">\(HTML.select(
        "format", label: language(fr: "Sous la forme", en: "As"),
        options: formats.map { ($0.rawValue, HTML($1), $0 == .xlsx) }))\
      <button class="main">\(language(fr: "Emporter", en: "Take away"))</button></div>

      """
  }

  private func cells(_ row: QueueRow) -> [HTMLTable.Cell] {
    let language = context.language
    let name = HTML(typed: row.partner, atMost: 80)
    let (mark, tone) = row.state.badge
    let partner: HTML =
      if let submission = row.submission, submission.summary != nil {
        """
        <span class="pick"><input type="checkbox" name="n" value="\(submission.number)" \
        aria-label="\(language(fr: "Choisir", en: "Choose")) \(row.partner.shortened(to: 80))">\
        <a href="/submissions/\(submission.number)">\(name)</a></span>
        """
      } else {
        name
      }
    return [
      HTMLTable.Cell(partner),
      HTMLTable.Cell(HTML(typed: checklists[row.checklist] ?? row.checklist, atMost: 48)),
      HTMLTable.Cell(
        "<div>\(HTML.badge(row.state.name(in: language), mark: mark, tone))\(waiting(row))</div>"),
      HTMLTable.Cell("<div>\(row.submission?.verdict(in: language) ?? "–")</div>"),
      HTMLTable.Cell("<div>\(since(row))</div>"), "\(row.versions)",
    ]
  }

  /// That the audit which came is one of an earlier version.
  private func waiting(_ row: QueueRow) -> HTML? {
    guard let earlier = row.auditedBefore, let current = row.submission else { return nil }
    let language = context.language
    return """
       <small>\(language(
        fr: "nº\u{A0}\(earlier.number) auditée ; une version plus récente, la nº\u{A0}\(current.number), attend",
        en: "no. \(earlier.number) audited; a newer version, no. \(current.number), is waiting"))</small>
      """
  }

  /// The day that the state began, as far as it is known, and what is to come.
  private func since(_ row: QueueRow) -> HTML {
    let language = context.language
    switch row.state {
    case .audited:
      let audit = row.audit
      let link: HTML? = audit.map {
        " <a href=\"/submissions/\($0.number)\">\(language(fr: "classeur d’audit", en: "audit workbook"))</a>"
      }
      return "\((audit?.received).map { HTML.day($0, context) })\(link)"
    case .returned, .replied:
      return "\((row.submission?.handedIn).map { HTML.day($0, context) })"
    case .opened:
      return "\((row.invitation?.opened).map { HTML.day($0, context) })"
    case .closed:
      return "\((row.invitation.map { $0.revoked ?? $0.expires }).map { HTML.day($0, context) })"
    case .invited, .checked:
      guard let invitation = row.invitation else { return "" }
      let created = HTML.day(invitation.created, context)
      let expires = HTML.day(invitation.expires, context)
      let until = language(fr: "jusqu’au", en: "until")
      return row.state == .invited
        ? "\(created) <small>\(until) \(expires)</small>"
        : "<small>\(language(fr: "invité le", en: "invited on")) \(created), \(until) \(expires)</small>"
    }
  }
}
