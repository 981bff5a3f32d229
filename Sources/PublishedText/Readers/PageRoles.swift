internal import Basics

/// What the elements of a page are for, found in a first walk: a table holds data or arranges the page, a
/// header holds the title or a banner.
struct PageRoles {
  enum Role: Equatable {
    case content
    case dataTable
    case aside(Document.Aside)
  }

  private var roles: [Int: Role] = [:]

  func role(of element: Int) -> Role { roles[element] ?? .content }

  private struct Open {
    var name: String
    var depth: Int
    var element: Int
    var hasHeading = false
    var hasTable = false
    var widest = 0
    var cells = 0
  }

  init(_ page: HTMLPage) {
    var open: [Open] = []
    var element = 0
    var roles: [Int: Role] = [:]
    func close(to depth: Int) {
      while let last = open.last, last.depth >= depth {
        open.removeLast()
        switch last.name {
        case "table" where !last.hasTable && !last.hasHeading && last.widest > 1:
          roles[last.element] = .dataTable
        case "header" where !last.hasHeading: roles[last.element] = .aside(.navigation)
        case "tr":
          if let table = open.lastIndex(where: { $0.name == "table" }) {
            open[table].widest = max(open[table].widest, last.cells)
          }
        default: break
        }
      }
    }
    page.visit { visit in
      close(to: visit.depth)
      guard case .element(let name) = visit.node else { return }
      if let aside = Self.aside(name, visit) { roles[element] = .aside(aside) }
      if name.first == "h", name.count == 2, name.last?.isNumber == true {
        for index in open.indices { open[index].hasHeading = true }
      }
      if name == "table" { for index in open.indices { open[index].hasTable = true } }
      if name == "td" || name == "th", let row = open.lastIndex(where: { $0.name == "tr" }) {
        open[row].cells += 1
      }
      open.append(Open(name: name, depth: visit.depth, element: element))
      element += 1
    }
    close(to: 0)
    self.roles = roles
  }

  private static func aside(_ name: String, _ visit: HTMLPage.Visit) -> Document.Aside? {
    switch name {
    case "script", "style", "template", "head", "noscript": return .script
    case "svg", "math", "object", "iframe", "video", "audio", "canvas": return .picture
    case "nav", "footer": return .navigation
    case "select", "button", "textarea": return .hidden
    default: break
    }
    if ["navigation", "banner", "contentinfo", "search", "dialog", "alert"].contains(
      visit.attribute("role") ?? "")
    {
      return .navigation
    }
    if visit.attribute("hidden") != nil { return .hidden }
    let style = visit.attribute("style").map { $0.filter { !$0.isWhitespace }.lowercased() } ?? ""
    return style.contains("display:none") || style.contains("visibility:hidden") ? .hidden : nil
  }
}
