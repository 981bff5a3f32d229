internal import Basics
internal import Checklists
internal import Spreadsheet

/// Reads what was typed into a form field as what the field asks for; what is not clear is invalid, never guessed.
struct FieldReader: Sendable {
  private let models: [String]
  /// What people call the delivery models and the categories, folded, and the id of each; of two alike the first.
  private let modelNames: [String: String]
  private let categoryNames: [(name: String, id: String)]

  init(template: Template) {
    models = template.deliveryModels.map(\.id)
    modelNames = Dictionary(
      template.deliveryModels.flatMap { model in
        ([model.id, model.label] + model.aliases).map { ($0.folded(), model.id) }
      }, uniquingKeysWith: { first, _ in first })
    categoryNames = template.categories.flatMap { category in
      ([category.id, category.label] + category.aliases).map { ($0.folded(), category.id) }
    }
  }

  enum Problem {
    case invalid
    case unknownCategory
    case severalCategories

    var code: DiscrepancyCode {
      switch self {
      case .invalid: .fieldInvalid
      case .unknownCategory: .categoryUnknown
      case .severalCategories: .categorySeveral
      }
    }
  }

  func read(_ typed: TypedCell, as kind: FieldKind) -> Result<FieldValue, FieldProblem> {
    if typed.isError { return .failure(FieldProblem(.invalid)) }
    func result(_ value: FieldValue?) -> Result<FieldValue, FieldProblem> {
      value.map { .success($0) } ?? .failure(FieldProblem(.invalid))
    }
    switch kind {
    case .text: return .success(.text(typed.text))
    case .link: return result(Self.isLink(typed.text) ? .text(typed.text) : nil)
    case .wholeNumber: return result(Self.wholeNumber(typed).map { .number($0) })
    case .date: return result(Self.date(typed).map { .date($0) })
    case .yesNo:
      switch AnswerVocabulary.value(of: typed.text) {
      case .yes: return .success(.yesNo(true))
      case .no: return .success(.yesNo(false))
      default: return .failure(FieldProblem(.invalid))
      }
    case .category: return category(typed.text)
    case .deliveryModels: return result(deliveryModels(typed.text).map { .deliveryModels($0) })
    }
  }

  /// Wraps a problem as an error.
  struct FieldProblem: Error {
    var problem: Problem
    init(_ problem: Problem) { self.problem = problem }
  }

  /// Something with an address in it: `https://…`, or a word with a dot inside.
  private static func isLink(_ text: String) -> Bool {
    let bytes = text.utf8
    // A blank would end a word, and the sign is without.
    if bytes.indices.contains(where: {
      bytes[$0] == UInt8(ascii: ":") && bytes[$0...].starts(with: "://".utf8)
    }) {
      return true
    }
    return text.split(whereSeparator: \.isWhitespace).contains { word in
      word.dropFirst().dropLast().contains("." as Character) && word.contains(where: \.isLetter)
    }
  }

  /// What may be counted; `3 millions` or `2k` is another number than its digits.
  private static let units: Set<String> = [
    "client", "clients", "customer", "customers", "utilisateur", "utilisateurs", "user", "users",
    "enseigne", "enseignes", "magasin", "magasins", "store", "stores", "entreprise", "entreprises",
    "company", "companies",
  ]

  /// `120`, `1 200`, `1,200`, `1.200 clients`: digits, thousands in groups of three, perhaps a unit.
  static func wholeNumber(_ typed: TypedCell) -> Int? {
    if let number = typed.number, typed.date == nil {
      return Int(exactly: number).flatMap { $0 >= 0 ? $0 : nil }
    }
    let text = typed.text.folded()
    let digits = text.prefix { $0.isASCII && $0.isNumber || " .,'".contains($0) }
    let unit = text.dropFirst(digits.count)
    guard unit.isEmpty || units.contains(unit.trimmed()) else { return nil }
    let groups = digits.trimmed().split(omittingEmptySubsequences: false) { " .,'".contains($0) }
    guard let first = groups.first, !first.isEmpty else { return nil }
    if groups.count > 1 {
      let separators = Set(digits.trimmed().filter { !$0.isNumber })
      guard separators.count == 1, first.count <= 3,
        groups.dropFirst().allSatisfy({ $0.count == 3 })
      else { return nil }
    }
    return Int(groups.joined())
  }

  // MARK: Dates

  private static let months: [String: Int] = {
    let names = [
      ["janvier", "janv", "january", "jan"], ["fevrier", "fevr", "fev", "february", "feb"],
      ["mars", "march", "mar"], ["avril", "avr", "april", "apr"], ["mai", "may"],
      ["juin", "june", "jun"], ["juillet", "juil", "july", "jul"], ["aout", "august", "aug"],
      ["septembre", "sept", "september", "sep"], ["octobre", "oct", "october"],
      ["novembre", "nov", "november"], ["decembre", "dec", "december"],
    ]
    return Dictionary(
      names.enumerated().flatMap { index, names in names.map { ($0, index + 1) } },
      uniquingKeysWith: { first, _ in first })
  }()

  /// A date cell, `2019-12-31`, `31/12/2019`, `31 décembre 2019`, `December 31, 2019`; `12/31/2019` because it cannot be
  /// day first. Everything else is nil.
  static func date(_ typed: TypedCell) -> CalendarDate? {
    if let date = typed.date { return date }
    if typed.number != nil { return nil }
    return writtenDate(typed.text.folded()).flatMap {
      (CalendarDate.firstAccepted...CalendarDate.lastAccepted).contains($0) ? $0 : nil
    }
  }

  /// A date in one of the ways that people write it, folded.
  private static func writtenDate(_ text: String) -> CalendarDate? {
    if let iso = CalendarDate(iso: text.prefix(10)) {
      let time = text.dropFirst(10)
      let isTime =
        (time.hasPrefix("t") || time.hasPrefix(" "))
        && time.dropFirst().allSatisfy { $0.isNumber || ":.z+-".contains($0) }
      return time.isEmpty || isTime ? iso : nil
    }
    let words = text.split { " /.,-".contains($0) }.map(String.init)
    guard words.count == 3 else { return nil }
    if let month = months[words[1]] { return date(day: ordinal(words[0]), month, year: words[2]) }
    if let month = months[words[0]] { return date(day: ordinal(words[1]), month, year: words[2]) }
    guard text.allSatisfy({ $0.isNumber || "/.-".contains($0) }) else { return nil }
    if words[0].count == 4 {
      return Int(words[1]).flatMap { date(day: words[2], $0, year: words[0]) }
    }
    if let month = Int(words[1]), month <= 12 { return date(day: words[0], month, year: words[2]) }
    return Int(words[0]).flatMap { date(day: words[1], $0, year: words[2]) }
  }

  /// `1er`, `1st`, `2nd`, `3rd`, `31st` without their endings.
  private static func ordinal(_ word: String) -> String {
    let digits = word.prefix(while: \.isNumber)
    return ["", "er", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
      ? String(digits) : word
  }

  private static func date(day: String, _ month: Int, year: String) -> CalendarDate? {
    guard year.count == 4, day.count <= 2, let year = Int(year), let day = Int(day) else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day)
  }

  // MARK: Names of the template

  /// One category by its label, an alias or its id.
  private func category(_ text: String) -> Result<FieldValue, FieldProblem> {
    let folded = text.folded()
    if let found = categoryNames.first(where: { $0.name == folded }) {
      return .success(.category(found.id))
    }
    let inside = Set(categoryNames.filter { folded.contains($0.name) }.map(\.id))
    return .failure(FieldProblem(inside.count > 1 ? .severalCategories : .unknownCategory))
  }

  /// One or several delivery models, in the template's order; nil if any of the words names none.
  private func deliveryModels(_ text: String) -> [String]? {
    let folded = text.folded()
    if let model = modelNames[folded] { return [model] }
    if models.count > 1 {
      let every =
        models.count == 2
        ? ["les deux", "both", "tous", "all"] : ["tous", "toutes", "all", "tous les modeles"]
      if every.contains(folded) { return models }
    }
    var found: Set<String> = []
    for piece in folded.split(whereSeparator: { ",;+&/\n".contains($0) }) {
      var rest = piece.trimmed()
      if modelNames[rest] == nil {
        for word in ["et ", "and "] where rest.hasPrefix(word) {
          rest = String(rest.dropFirst(word.count))
        }
      }
      let pieces =
        modelNames[rest] != nil
        ? [rest]
        : rest.replacing(" et ", with: "\u{0}").replacing(" and ", with: "\u{0}")
          .split(separator: "\u{0}").map { $0.trimmed() }
      for piece in pieces {
        guard let model = modelNames[piece] else { return nil }
        found.insert(model)
      }
    }
    return found.isEmpty ? nil : models.filter(found.contains)
  }
}
