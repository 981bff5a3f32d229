internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// `/log` (`before`, `kind`, `partner`, `actor`): the register's log, the latest first, a page of it.
struct LogPage: Sendable {
  let context: PageContext
  let events: [RegisterEvent]
  let selection: Register.LogSelection
  /// What can be chosen.
  let kinds: [String]
  let actors: [String]
  let partners: [String]
  /// What the next page is asked for with; nil on the last.
  let next: Int?

  var html: HTML {
    let language = context.language
    return context.page(
      language(fr: "Journal", en: "Log"),
      lead: """
        <p class="lead">\(language(
          fr: "Ce qui est arrivé, le plus récent d’abord. Le journal ne se modifie pas : chaque ligne porte l’empreinte de la précédente.",
          en: "What happened, the latest first. The log cannot be changed: each line holds the digest of the one before."))</p>
        """,
      events.isEmpty
        ? "\(filter)<p>\(language(fr: "Aucune ligne ne correspond.", en: "No line matches."))</p>\n\(turn)"
        : "\(filter)\(context.table(of: events))\(turn)")
  }

  private var filter: HTML {
    let language = context.language
    func options(
      _ values: [String], _ chosen: String?, all: String, name: (String) -> String = { $0 }
    ) -> [(value: String, label: HTML, isChosen: Bool)] {
      [("", HTML(all), chosen == nil)]
        + values.map { ($0, HTML(typed: name($0), atMost: 60), $0 == chosen) }
    }
    let all = language(fr: "tous", en: "all")
    return """
      <form method="get" action="/log" class="search" role="search">
      \(HTML.select(
        "kind", label: language(fr: "Événement", en: "Event"),
        options: options(kinds, selection.kind, all: all) { RegisterEvent.name(ofKind: $0, in: language) }))\
      \(HTML.select(
        "partner", label: language(fr: "Partenaire", en: "Partner"),
        options: options(partners, selection.partner, all: all)))\
      \(HTML.select(
        "actor", label: language(fr: "Par", en: "By"),
        options: options(actors, selection.actor, all: all) { RegisterEvent.name(ofActor: $0, in: language) }))\
      <button>\(language(fr: "Filtrer", en: "Filter"))</button>
      </form>

      """
  }

  private func address(before: Int?) -> HTML {
    "/log"
      + HTML.query([
        ("kind", selection.kind), ("partner", selection.partner), ("actor", selection.actor),
        ("before", before.map { String($0) }),
      ])
  }

  private var turn: HTML {
    let language = context.language
    let start: HTML? =
      selection.before == nil
      ? nil
      : "<a class=\"button\" href=\"\(address(before: nil))\">\(language(fr: "Les plus récentes", en: "The latest"))</a>"
    let onward: HTML? = next.map {
      "<a class=\"button\" href=\"\(address(before: $0))\">\(language(fr: "Lignes plus anciennes", en: "Earlier lines"))</a>"
    }
    return .actions([start, onward].compactMap(\.self))
  }
}

extension PageContext {
  /// Lines of the log.
  func table(of events: [RegisterEvent]) -> HTML {
    var table = HTMLTable(
      caption: language.count(events.count, fr: ("ligne", "lignes"), en: ("line", "lines")) + ".",
      columns: [
        .init(title: language(fr: "Quand", en: "When")),
        .init(title: language(fr: "Quoi", en: "What")), .init(title: language(fr: "Par", en: "By")),
        .init(title: language(fr: "Partenaire", en: "Partner")),
        .init(title: language(fr: "Ligne", en: "Line")),
      ], style: "log")
    table.rows = events.map { event in
      [
        HTMLTable.Cell(HTML.time(event.time, self)), HTMLTable.Cell(described(event)),
        HTMLTable.Cell(
          HTML(typed: RegisterEvent.name(ofActor: event.actor, in: language), atMost: 80)),
        HTMLTable.Cell(
          (event.partner ?? event.members["partner"]?.string).map { HTML(typed: $0, atMost: 80) }
            ?? ""),
        "\(event.number)",
      ]
    }
    return table.html
  }

  /// What happened, with what it happened to.
  private func described(_ event: RegisterEvent) -> HTML {
    let members = event.members
    func number(_ name: String) -> Int? { members[name]?.int }
    func submission(_ number: Int) -> HTML {
      "<a href=\"/submissions/\(number)\">\(language(fr: "nº\u{A0}\(number)", en: "no. \(number)"))</a>"
    }
    var parts: [HTML] = []
    if let kind = members["kind"]?.string.flatMap({ RegisteredSubmission.Kind(rawValue: $0) }) {
      parts.append(HTML(kind.name(in: language).lowercasedAtStart))
    }
    if let audit = number("audit") {
      parts.append(
        "\(submission(audit)) \(language(fr: "pour la soumission", en: "of submission")) \(event.submission.map(submission))"
      )
    } else if let number = event.submission {
      parts.append(submission(number))
    }
    if let account = members["account"]?.string { parts.append(HTML(typed: account, atMost: 80)) }
    if let invitation = number("invitation") {
      parts.append(
        HTML(language(fr: "invitation nº\u{A0}\(invitation)", en: "invitation no. \(invitation)")))
    }
    if let other = number("replacedBy") {
      parts.append(
        HTML(language(fr: "remplacée par la nº\u{A0}\(other)", en: "replaced by no. \(other)")))
    }
    if let expires = members["expires"]?.string {
      parts.append(
        "\(language(fr: "jusqu’au", en: "until")) \(HTML.day(Timestamp(stored: expires), self))")
    }
    if let removed = members["removed"]?.array {
      parts.append(
        HTML(
          language.count(
            removed.count, fr: ("soumission", "soumissions"), en: ("submission", "submissions"))))
    }
    let name = RegisterEvent.name(ofKind: event.kind, in: language)
    return
      "<div>\(HTML(typed: name, atMost: 80))\(parts.isEmpty ? "" : language.colon)\(parts.joined(separator: ", "))</div>"
  }
}

extension RegisterEvent {
  /// The members of the details.
  fileprivate var members: JSON { (try? JSON.read(Array(details.utf8))) ?? [:] }

  /// Who did something, as people say it.
  fileprivate static func name(ofActor actor: String, in language: Language) -> String {
    let invitation = actor.split(separator: " ")
    guard invitation.count == 2, invitation[0] == "invitation", let number = Int(invitation[1])
    else { return actor }
    return language(
      fr: "le partenaire (invitation nº\u{A0}\(number))",
      en: "the partner (invitation no. \(number))")
  }
}
