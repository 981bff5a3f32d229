package import Assessments
internal import Basics
package import Checklists

/// The kinds of state that have a colour; each is always said in words or by a mark too.
package enum HTMLTone: String, Sendable {
  case yes, no, open, none, info
  /// Somebody of the office is next.
  case due

  /// The class of the style sheet.
  package var name: HTML {
    switch self {
    case .yes: "yes"
    case .no: "no"
    case .open: "open"
    case .none: "none"
    case .info: "info"
    case .due: "due"
    }
  }
}

extension Verdict {
  package var tone: HTMLTone {
    switch self {
    case .eligible: .yes
    case .notEligible: .no
    case .incomplete: .open
    case .unreadable: .none
    }
  }
}

extension HTML {
  /// A word in a coloured frame, with a mark that is not read aloud.
  package static func badge(_ word: String, mark: String, _ tone: HTMLTone) -> HTML {
    "<span class=\"badge \(tone.name)\"><span aria-hidden=\"true\">\(mark)\u{A0}</span>\(word)</span>"
  }

  /// A verdict: `✓ éligible`.
  package static func badge(_ verdict: Verdict, _ language: Language) -> HTML {
    let mark =
      switch verdict {
      case .eligible: "✓"
      case .notEligible: "✗"
      case .incomplete: "…"
      case .unreadable: "?"
      }
    return badge(verdict.name(in: language), mark: mark, verdict.tone)
  }

  /// A severity: `✗ erreur`.
  package static func badge(_ severity: Severity, _ language: Language) -> HTML {
    let (mark, tone): (String, HTMLTone) =
      switch severity {
      case .error: ("✗", .no)
      case .warning: ("!", .open)
      case .info: ("i", .info)
      }
    return badge(severity.name(in: language), mark: mark, tone)
  }

  /// Yes or no: `✓ oui`.
  package static func badge(_ flag: Bool, _ language: Language) -> HTML {
    flag
      ? badge(language(fr: "oui", en: "yes"), mark: "✓", .yes)
      : badge(language(fr: "non", en: "no"), mark: "✗", .no)
  }

  /// A list of figures, each with what it counts.
  package static func figures(_ figures: [(name: String, value: HTML)]) -> HTML {
    let items: [HTML] = figures.map { "<div><dt>\($0.name)</dt><dd>\($0.value)</dd></div>" }
    return "<dl class=\"figures\">\(items.joined())</dl>\n"
  }

  /// A list of facts, those without a value left out.
  package static func facts(_ facts: [(name: String, value: HTML)]) -> HTML {
    let items: [HTML] = facts.compactMap { name, value in
      value.isEmpty ? nil : "<dt>\(name)</dt><dd>\(value)</dd>"
    }
    return "<dl class=\"facts\">\(items.joined())</dl>\n"
  }

  /// A chapter with a heading of its own, which it is known by to a screen reader.
  static func chapter(_ anchor: Anchor, title: HTML, _ contents: HTML) -> HTML {
    """
    <section class="chapter" id="\(anchor)" aria-labelledby="\(anchor).title">
    <h2 id="\(anchor).title">\(title)</h2>
    \(contents)
    </section>

    """
  }
}

/// A table with a caption. Where the screen is narrow, each row becomes a card, or the table scrolls by itself.
package struct HTMLTable {
  package struct Column {
    let title: String
    let isNumber: Bool

    package init(title: String, isNumber: Bool = false) {
      self.title = title
      self.isNumber = isNumber
    }
  }

  package enum Kind { case cards, scrolling }

  let caption: String
  let subject: String
  let columns: [Column]
  let kind: Kind
  let style: HTML
  /// The first cell of each is its header. A cell may bring its own class.
  package var rows: [[Cell]] = []

  /// - Parameters:
  ///   - subject: what the table is about, for who hears it without what stands before it.
  ///   - style: a further class of the style sheet.
  package init(
    caption: String, subject: String = "", columns: [Column], kind: Kind = .cards, style: HTML = ""
  ) {
    self.caption = caption
    self.subject = subject
    self.columns = columns
    self.kind = kind
    self.style = style
  }

  package struct Cell: ExpressibleByStringInterpolation {
    let contents: HTML
    var style: HTML = ""

    package init(_ contents: HTML, style: HTML = "") {
      self.contents = contents
      self.style = style
    }
    package init(stringLiteral markup: StaticString) { contents = HTML(stringLiteral: markup) }
    package init(stringInterpolation pieces: HTML.Pieces) {
      contents = HTML(stringInterpolation: pieces)
    }
  }

  /// The whole table. Roles are said, since browsers forget those of a table that is laid out as cards.
  package var html: HTML {
    let heads: [HTML] = columns.map {
      "<th scope=\"col\" role=\"columnheader\"\($0.isNumber ? " class=\"number\"" as HTML : "")>\($0.title)</th>"
    }
    let lines: [HTML] = rows.map { cells in
      let written: [HTML] = zip(cells, columns).enumerated().map { index, pair in
        let (cell, column) = pair
        if index == 0 { return "<th scope=\"row\" role=\"rowheader\">\(cell.contents)</th>" }
        let number: HTML = column.isNumber ? "number " : ""
        // A cell without anything is no part of a card.
        return
          "<td role=\"cell\" class=\"\(number)\(cell.style)\" data-label=\"\(column.title)\">\(cell.contents)</td>"
      }
      return "<tr role=\"row\">\(written.joined())</tr>"
    }
    let layout: HTML = kind == .cards ? "cards " : ""
    let table: HTML = """
      <table role="table" class="\(layout)\(style)"><caption><span>\(caption)</span></caption>
      <thead role="rowgroup"><tr role="row">\(heads.joined())</tr></thead>
      <tbody role="rowgroup">
      \(lines.joined(separator: "\n"))
      </tbody></table>

      """
    guard kind == .scrolling else { return table }
    return """
      <div class="scroll" role="region" aria-label="\(subject)\(subject.isEmpty ? "" : " – ")\(caption)" tabindex="0">\(table)</div>

      """
  }
}
