internal import Basics
internal import Checklists
internal import Reports

/// Who looks at a page.
enum Visitor: Sendable {
  case nobody
  case partner(Invitation)
  case auditor(Account)
}

/// What every page knows of the one who looks at it.
struct PageContext: Sendable {
  let language: Language
  let visitor: Visitor
  /// What every form sends back, in a hidden field `csrf`.
  let formToken: String
  /// The page's own address, without what follows `?`.
  let path: String
}

extension PageContext {
  /// A whole page.
  ///
  /// - Parameter home: where the same page can be asked for, if not at its own address.
  func page(_ title: String, lead: HTML = "", at home: HTML = "", _ main: HTML) -> HTML {
    HTMLPage(
      title: title, language: language, lead: lead, site: HTMLPage.Site(bar: bar(home)),
      footer: footer
    ).document(main)
  }

  /// Where else to go, who is signed in, and the other language.
  private func bar(_ home: HTML) -> HTML {
    let start: HTML =
      switch visitor {
      case .nobody: "<a class=\"home\" href=\"/\">Respecte</a>"
      case .partner(let invitation):
        "<a class=\"home\" href=\"/p/\(invitation.number)\">Respecte</a>"
      case .auditor: "<a class=\"home\" href=\"/queue\">Respecte</a>"
      }
    let others: [HTML] = Language.allCases.filter { $0 != language }.map {
      """
      <li><a href="\(home)?lang=\($0)" hreflang="\($0)" lang="\($0)">\($0.ownName)</a></li>
      """
    }
    return """
      <div class="site">\(start)
      \(sections)<div class="end">\(account)<nav aria-label="\(language(fr: "Langue", en: "Language"))">\
      <ul>\(others.joined())</ul></nav></div>\(menu)</div>

      """
  }

  /// The same places and the way out, behind one word where the window is narrow.
  private var menu: HTML {
    guard case .auditor = visitor else { return "" }
    return """
      <details class="menu"><summary>\(language(fr: "Menu", en: "Menu"))</summary>
      <div class="places">\(places)\(account)</div></details>
      """
  }

  private var sections: HTML {
    guard case .auditor = visitor else { return "" }
    return "<div class=\"wide-only\">\(places)</div>\n"
  }

  private var places: HTML {
    let places: [(address: HTML, path: String, name: String)] = [
      ("/queue", "/queue", language(fr: "File d’attente", en: "Queue")),
      ("/invitations", "/invitations", language(fr: "Invitations", en: "Invitations")),
      ("/accounts", "/accounts", language(fr: "Comptes", en: "Accounts")),
      ("/log", "/log", language(fr: "Journal", en: "Log")),
    ]
    let items: [HTML] = places.map {
      let current: HTML = $0.path == path ? " aria-current=\"page\"" : ""
      return "<li><a href=\"\($0.address)\"\(current)>\($0.name)</a></li>"
    }
    return """
      <nav aria-label="\(language(fr: "Pages", en: "Pages"))"><ul>\(items.joined())</ul></nav>

      """
  }

  private var account: HTML {
    guard case .auditor(let account) = visitor else { return "" }
    return """
      <span class="quiet">\(HTML(typed: account.name, atMost: 40))</span>\(.form(
        to: "/logout", self,
        "<button class=\"plain\">\(language(fr: "Se déconnecter", en: "Sign out"))</button>"))
      """
  }

  private var footer: HTML {
    """
    <p>\(language(
      fr: "Respecte ne pose aucun traceur : un témoin (cookie) vous garde la porte ouverte, un autre retient la langue, un troisième fait reconnaître le navigateur d’un auditeur.",
      en: "Respecte tracks nobody: one cookie keeps the door open for you, another remembers the language, a third makes an auditor’s browser known."))</p>
    """
  }
}

/// What the pages need beside their own markup.
enum PageAssets {
  /// Of the response's header `Content-Security-Policy` (CSP level 3).
  static let policy = HTMLPage.sitePolicy + "; frame-ancestors 'none'"
}
