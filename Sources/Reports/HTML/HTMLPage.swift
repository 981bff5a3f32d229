internal import Basics
public import Checklists

/// The shell of a page that stands alone: it fetches nothing, runs nothing, opens from an e-mail, and suits a phone, paper,
/// a keyboard and a screen reader.
///
///     opening   header, then the beginning of <main>
///     …         what the page is about, headings from <h2> on
///     closing   the end of <main>, footer
public struct HTMLPage: Sendable {
  private let title: String
  private let language: Language
  private let lead: HTML
  private let navigation: HTML
  private let footer: HTML
  private let isLong: Bool
  private let site: Site?

  /// What a page needs that a server of ours hands out, beside what stands alone.
  package struct Site: Sendable {
    let bar: HTML

    /// - Parameter bar: where else to go, above the title.
    package init(bar: HTML) { self.bar = bar }
  }

  /// - Parameters:
  ///   - title: what the page is called, also in the window's bar; any text.
  ///   - language: that of everything on the page.
  ///   - lead: a sentence or more below the title.
  ///   - navigation: links, each an `<a>` in an `<li>`; empty where there are none.
  ///   - footer: who made the page, and from what.
  ///   - isLong: whether a browser had better lay out a chapter only when it comes into sight.
  public init(
    title: String, language: Language, lead: HTML = "", navigation: HTML = "", footer: HTML = "",
    isLong: Bool = false
  ) {
    self.title = title
    self.language = language
    self.lead = lead
    self.navigation = navigation
    self.footer = footer
    self.isLong = isLong
    site = nil
  }

  /// A page of a server: it has a script at `/counter.js`, and may send its forms to where it came from.
  package init(title: String, language: Language, lead: HTML = "", site: Site, footer: HTML = "") {
    self.title = title
    self.language = language
    self.lead = lead
    navigation = ""
    self.footer = footer
    isLong = false
    self.site = site
  }

  /// A whole page.
  public func document(_ main: HTML) -> HTML { opening + main + closing }

  /// What stands before the contents.
  public var opening: HTML {
    """
    <!DOCTYPE html>
    <html lang="\(language)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="\(site == nil ? Self.policy : Self.sitePolicy)">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="referrer" content="no-referrer">
    <meta name="color-scheme" content="light dark">
    <title>\(title.shortened(to: 200))\(site == nil ? "" as HTML : " – Respecte")</title>
    <style>\(site == nil ? HTMLStyle.sheet : HTMLStyle.counter)</style>\(site == nil ? "" as HTML : Self.script)
    </head>
    <body>
    <a class="skip" href="#main">\(language(fr: "Aller au contenu", en: "Skip to the contents"))</a>
    \(HTMLChart.patterns)
    <header>
    \(site?.bar)<h1>\(HTML(typed: title))</h1>
    \(lead)
    \(list)
    </header>
    <main id="main" tabindex="-1"\(isLong ? " class=\"long\"" as HTML : "")>

    """
  }

  /// What stands after the contents, the final line break included.
  public var closing: HTML {
    """
    </main>
    <footer>\(footer)</footer>
    </body>
    </html>

    """
  }

  private var list: HTML {
    guard !navigation.isEmpty else { return "" }
    return """
      <nav aria-label="\(language(fr: "Dans cette page", en: "On this page"))"><ul>\(navigation)</ul></nav>
      """
  }

  /// Nothing is fetched, run, sent or framed, and no style but ours is obeyed (CSP level 3), even if markup got in.
  static let policy =
    "default-src 'none'; style-src 'sha256-\(SHA256.base64(of: HTMLStyle.sheet.bytes))'; "
    + "img-src data:; base-uri 'none'; form-action 'none'"

  /// The same for a server's pages, which run its one script and send their forms back to it.
  package static let sitePolicy =
    "default-src 'none'; script-src 'self'; connect-src 'self'; "
    + "style-src 'sha256-\(SHA256.base64(of: HTMLStyle.counter.bytes))'; "
    + "img-src data:; base-uri 'none'; form-action 'self'"

  private static let script: HTML = "\n<script src=\"/counter.js\" defer></script>"
}
