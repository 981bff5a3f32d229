public import Basics

/// How messages name things, the same way everywhere.
extension Language {
  /// Typed text between quotation marks, shortened to 60 characters and without anything invisible.
  public func quoted(_ text: some StringProtocol) -> String {
    let shown = text.visible().shortened(to: 60)
    return self(fr: "« \(shown) »", en: "“\(shown)”")
  }

  /// A number with the noun that it counts; in French zero and one take the singular, in English only one.
  public func count(
    _ number: Int, fr french: (one: String, many: String), en english: (one: String, many: String)
  ) -> String {
    let noun =
      switch self {
      case .french: number < 2 ? french.one : french.many
      case .english: number == 1 ? english.one : english.many
      }
    return String(number) + " " + noun
  }

  /// Items as a sentence names them, `1.1, 1.2 et 1.3`, with `et 12 autres` after so many.
  public func list(_ items: [String], atMost limit: Int = .max) -> String {
    guard items.count > limit else {
      guard let last = items.last, items.count > 1 else { return items.first ?? "" }
      return items.dropLast().joined(separator: ", ") + self(fr: " et ", en: " and ") + last
    }
    let rest = items.count - limit
    return items.prefix(limit).joined(separator: ", ")
      + self(fr: " et \(rest) \(rest > 1 ? "autres" : "autre")", en: " and \(rest) more")
  }

  /// The sign between a thing and what is said of it, blanks included.
  public var colon: String { self(fr: " : ", en: ": ") }

  /// The sign between the members of an enumeration that have commas themselves, blanks included.
  public var semicolon: String { self(fr: " ; ", en: "; ") }

  /// A day in words, `1er mars 2019` or `1 March 2019`.
  public func day(_ date: CalendarDate) -> String {
    let months = self == .french ? Self.frenchMonths : Self.englishMonths
    let day = self == .french && date.day == 1 ? "1er" : String(date.day)
    return "\(day) \(months[date.month - 1]) \(date.year)"
  }

  private static let frenchMonths = [
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre",
    "novembre", "décembre",
  ]
  private static let englishMonths = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]
}

extension Scope {
  /// `étude de cas 3`, `solution`.
  public func name(in language: Language) -> String {
    switch self {
    case .solution: "solution"
    case .caseStudy(let number):
      language(fr: "étude de cas \(number)", en: "case study \(number)")
    }
  }
}

extension Template {
  /// A control as a person finds it: `contrôle 1.12`, `prérequis 2.1`, or a document's title in quotation marks.
  public func name(ofControl id: String, in language: Language) -> String {
    place(ofControl: id).map { name(ofControlAt: $0, in: language) } ?? id
  }

  /// The printed name of a delivery model; its id where the template has no such model.
  public func label(ofModel id: String) -> String {
    deliveryModels.first { $0.id == id }?.label ?? id
  }
}

extension Control {
  /// As a person finds it: `contrôle 1.12`, `prérequis 2.1`, or a document's title in quotation marks.
  public func name(in language: Language) -> String {
    guard let ref else {
      return language(fr: "document ", en: "document ") + language.quoted(title)
    }
    return kind == .prerequisite
      ? language(fr: "prérequis \(ref)", en: "prerequisite \(ref)")
      : language(fr: "contrôle \(ref)", en: "control \(ref)")
  }
}

/// Where something stands, as messages begin: `Validation technique, H24 (contrôle 1.12, étude de cas 3)`.
public struct Place: Sendable, Equatable {
  public var sheet: String?
  public var cell: String?
  /// What stands there, from the general to the particular.
  public var names: [String]

  public init(sheet: String? = nil, cell: String? = nil, names: [String] = []) {
    self.sheet = sheet
    self.cell = cell
    self.names = names
  }

  /// The place of an answer. The delivery model is named where the template has several.
  public init(of answer: borrowing Answer, in template: borrowing Template, language: Language) {
    var names: [String] = []
    names.reserveCapacity(3)
    names.append(template.name(ofControl: answer.key.control, in: language))
    if case .caseStudy = answer.key.scope { names.append(answer.key.scope.name(in: language)) }
    if let model = answer.key.deliveryModel, template.deliveryModels.count > 1 {
      names.append(template.label(ofModel: model))
    }
    self.init(sheet: answer.sheet, cell: answer.cell, names: names)
  }

  /// Sheet and cell, as far as they are known: `Validation technique, H24`; empty where neither is.
  public static func address(sheet: String?, cell: String?) -> String {
    guard let sheet, let cell else { return sheet?.visible() ?? cell ?? "" }
    return sheet.visible() + ", " + cell
  }

  /// A whole message: the place, then what is to be said of it. Without sheet or cell the names lead.
  public func message(_ text: String, in language: Language) -> String {
    var message = Self.address(sheet: sheet, cell: cell)
    if message.isEmpty {
      let names = names.joined(separator: ", ")
      message = names.prefix(1).uppercased() + names.dropFirst()
    } else if !names.isEmpty {
      message.reserveCapacity(message.utf8.count + text.utf8.count + 80)
      message += " ("
      for (index, name) in names.enumerated() {
        if index > 0 { message += ", " }
        message += name
      }
      message += ")"
    }
    if message.isEmpty { return text }
    message += language.colon
    message += text
    return message
  }
}
