internal import Checklists

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

/// What the pages need beside their own markup.
enum PageAssets {
  /// Of the response's header `Content-Security-Policy` (CSP level 3).
  static var policy: String { "default-src 'none'" }
  /// `/counter.js`: what drop and progress need; every page works without it.
  static let script = ""
}
