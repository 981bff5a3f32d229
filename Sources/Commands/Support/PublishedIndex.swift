internal import Basics
internal import Checklists

/// The page that stands beside published workbooks: each language's part in its own words, with every workbook, for
/// whom it is, its size and its sum. One file without scripts, pictures or anything that is fetched.
struct PublishedIndex {
  private let published: [PublishedFolder.Published]

  init(_ published: [PublishedFolder.Published]) { self.published = published }

  /// The languages that there are workbooks in.
  private var languages: [Language] {
    Language.allCases.filter { language in
      published.contains { $0.issue.template.language == language }
    }
  }

  /// The whole page.
  var html: String {
    let first = languages.first ?? .french
    let titles = languages.map { Self.title($0) }.joined(separator: " · ")
    let links = languages.map {
      "<a href=\"#\($0.rawValue)\" hreflang=\"\($0.rawValue)\" lang=\"\($0.rawValue)\">"
        + $0(fr: "Français", en: "English") + "</a>"
    }
    return """
      <!DOCTYPE html>
      <html lang="\(first.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Self.escaped(titles))</title>
      <style>
      \(Self.style)
      </style>
      </head>
      <body>
      <nav aria-label="\(Self.escaped(first(fr: "Langues", en: "Languages")))">\
      \(links.joined(separator: "\n"))</nav>
      <main>
      \(languages.map(section).joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  private static func title(_ language: Language) -> String {
    language(fr: "Classeurs d’auto-évaluation", en: "Self-assessment workbooks")
  }

  private func section(_ language: Language) -> String {
    let templates = published.map(\.issue.template).filter { $0.language == language }
    var stamps: Set<String> = []
    let distinct = templates.filter { stamps.insert($0.stamp).inserted }
    return """
      <section id="\(language.rawValue)" lang="\(language.rawValue)">
      <h1>\(Self.escaped(Self.title(language)))</h1>
      <p>\(Self.escaped(lead(language)))</p>
      \(distinct.map(article).joined(separator: "\n"))
      <p>\(Self.escaped(check(language))) <code>sha256sum -c <a href="\(PublishedFolder.sums)">\
      \(PublishedFolder.sums)</a></code></p>
      </section>
      """
  }

  private func lead(_ language: Language) -> String {
    language(
      fr: "Choisissez le classeur du modèle de livraison de votre solution, enregistrez-le, "
        + "remplissez-le avec votre tableur, puis renvoyez-le : le mode d’emploi est dans le "
        + "classeur.",
      en: "Choose the workbook for the delivery model of your solution, save it, fill it in with "
        + "your spreadsheet program, then send it back: instructions are in the workbook.")
  }

  private func check(_ language: Language) -> String {
    language(
      fr: "Pour vérifier que les fichiers sont arrivés intacts :",
      en: "To check that the files arrived intact:")
  }

  /// One checklist: its workbooks in a table.
  private func article(_ template: Template) -> String {
    let language = template.language
    let rows = published.filter { $0.issue.template.stamp == template.stamp }.map(row)
    let heads = [
      language(fr: "Modèle de livraison", en: "Delivery model"),
      language(fr: "Classeur", en: "Workbook"),
    ].map { "<th scope=\"col\">" + Self.escaped($0) + "</th>" }
    let version = language(
      fr: "Version \(template.version), \(month(template))",
      en: "Version \(template.version), \(month(template))")
    return """
      <article>
      <h2>\(Self.escaped(template.title))</h2>
      <p>\(Self.escaped(version))</p>
      <table>
      <thead><tr>\(heads.joined())</tr></thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table>
      </article>
      """
  }

  private func row(_ published: PublishedFolder.Published) -> String {
    let (template, models) = (published.issue.template, published.issue.models)
    let language = template.language
    let isOne = models.count == 1
    let name =
      isOne
      ? models[0].label
      : language.list(models.map(\.label))
    let description =
      isOne
      ? models[0].description
      : language(
        fr: "Pour une solution livrée de plusieurs façons, ou si vous hésitez.",
        en: "For a solution that is delivered in several ways, or if you are in doubt.")
    let file = published.issue.fileName
    let size = (published.bytes.count + 999) / 1_000
    let unit = language(fr: "ko", en: "kB")
    let about = description.map { "<br><small>" + Self.escaped($0) + "</small>" } ?? ""
    return """
      <tr><th scope="row">\(Self.escaped(name))\(about)</th>\
      <td><a href="\(Self.escaped(file))" download>\(Self.escaped(file))</a> (\(size)\u{A0}\(unit))\
      <details><summary>SHA-256</summary><code>\(published.sha256)</code></details></td></tr>
      """
  }

  /// `décembre 2019`, `December 2019`.
  private func month(_ template: Template) -> String {
    guard let date = CalendarDate(iso: template.published + "-01") else {
      return template.published
    }
    return template.language.day(date).split(separator: " ").dropFirst().joined(separator: " ")
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  /// Dark on light or light on dark, as the reader prefers; every text keeps a contrast of at least 4.5 : 1.
  private static let style = """
    :root { color-scheme: light dark; --ink: #1b2733; --quiet: #4a5866; --ground: #ffffff; --band: #dce8f1;
      --line: #8a97a3; --link: #0b5394; }
    @media (prefers-color-scheme: dark) { :root { --ink: #e8edf2; --quiet: #b4c0cb; --ground: #14202b;
      --band: #24384a; --line: #7d8b98; --link: #8fc3f0; } }
    body { margin: 0 auto; max-width: 70rem; padding: 1rem; background: var(--ground); color: var(--ink);
      font: 1rem/1.5 system-ui, sans-serif; }
    nav a { display: inline-block; padding: .5rem .75rem .5rem 0; }
    section + section { margin-top: 3rem; border-top: 2px solid var(--line); }
    a { color: var(--link); }
    a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border: 1px solid var(--line); padding: .5rem .75rem; text-align: left; vertical-align: top; }
    tbody th { width: 50%; }
    thead th { background: var(--band); }
    tbody th { font-weight: 600; }
    small { font-weight: 400; color: var(--quiet); }
    a, code { overflow-wrap: anywhere; }
    summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
    """
}
