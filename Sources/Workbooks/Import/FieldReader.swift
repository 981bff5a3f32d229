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
    case .wholeNumber: return result(Self.wholeNumber(typed).map { .number($0.value) })
    case .date: return result(Self.date(typed).map { .date($0.date) })
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

  /// A web address, or a text with one in it: `https://…`, or a word that begins with a host's name.
  private static func isLink(_ text: String) -> Bool {
    let separators: Set<Character> = ["<", ">", "(", ")", "[", "]", "\"", ";", ",", "«", "»"]
    return text.compatibilityFolded().split { $0.isWhitespace || separators.contains($0) }
      .contains { word in
        let lowered = word.lowercased()
        for scheme in ["https://", "http://"] where lowered.hasPrefix(scheme) {
          return lowered.dropFirst(scheme.count).first.map { $0.isLetter || $0.isNumber } ?? false
        }
        return !lowered.contains("://") && beginsWithHost(lowered)
      }
  }

  /// Whether a word begins with a name such as `www.exemple.fr`. A file's name, an address of e-mail and
  /// abbreviations are none.
  private static func beginsWithHost(_ word: String) -> Bool {
    let host = word.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    var labels = host.split(separator: ".", omittingEmptySubsequences: false)
    if labels.last?.isEmpty ?? false { labels.removeLast() }
    guard labels.count > 1, let last = labels.last, last.count > 1, last.allSatisfy(\.isLetter),
      labels.allSatisfy({ label in
        !label.isEmpty && label.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" }
      })
    else { return false }
    return host.count < word.count || !fileEndings.contains(String(last))
  }

  private static let fileEndings: Set<String> = [
    "pdf", "doc", "docx", "odt", "xls", "xlsx", "ods", "csv", "ppt", "pptx", "png", "jpg", "jpeg",
    "txt", "zip", "msg",
  ]

  /// A whole number that a cell holds or says, none below zero.
  static func wholeNumber(_ typed: TypedCell) -> WrittenNumber? {
    if let number = typed.number, typed.date == nil {
      return Int(exactly: number).flatMap { $0 >= 0 ? WrittenNumber($0) : nil }
    }
    return WrittenNumber(typed.text)
  }

  /// The day that a date cell holds or a text says.
  static func date(_ typed: TypedCell) -> WrittenDate? {
    if let date = typed.date { return WrittenDate(date) }
    return typed.number == nil ? WrittenDate(typed.text) : nil
  }

  // MARK: Names of the template

  /// One category by its label, an alias or its id.
  private func category(_ text: String) -> Result<FieldValue, FieldProblem> {
    let folded = text.folded()
    for name in [folded, AnswerText.normalised(text)] {
      if let found = categoryNames.first(where: { $0.name == name }) {
        return .success(.category(found.id))
      }
    }
    let inside = Set(categoryNames.filter { folded.contains($0.name) }.map(\.id))
    return .failure(FieldProblem(inside.count > 1 ? .severalCategories : .unknownCategory))
  }

  /// One or several delivery models, in the template's order; nil if any of the words names none.
  private func deliveryModels(_ text: String) -> [String]? {
    // Line breaks separate names, and folding would make blanks of them.
    let text = text.split(whereSeparator: \.isNewline).joined(separator: ",")
    let folded = AnswerText.normalised(text)
    if let model = modelNames[text.folded()] ?? modelNames[folded] { return [model] }
    if models.count > 1 {
      let every =
        models.count == 2
        ? ["les deux", "both", "tous", "all"] : ["tous", "toutes", "all", "tous les modeles"]
      if every.contains(folded) { return models }
    }
    var found: Set<String> = []
    for piece in folded.split(whereSeparator: { ",;+&/".contains($0) }) {
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
