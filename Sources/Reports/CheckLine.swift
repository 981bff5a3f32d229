internal import Basics
internal import Checklists
internal import Spreadsheet

/// One line of `check`: a discrepancy, or many of a kind that are said in one sentence.
struct CheckLine {
  let severity: Severity
  let text: String

  /// How many of a kind are said in one sentence rather than one by one.
  private static let foldedFrom = 4

  /// The lines of one sheet: what blocks first, then by cell.
  static func lines(of discrepancies: [Discrepancy], template: Template?, language: Language)
    -> [CheckLine]
  {
    var order: [Kind] = []
    var groups: [Kind: [Discrepancy]] = [:]
    for discrepancy in discrepancies {
      let kind = Kind(discrepancy)
      if groups[kind] == nil { order.append(kind) }
      groups[kind, default: []].append(discrepancy)
    }
    var placed: [(severity: Severity, cell: CellReference?, text: String)] = []
    for kind in order {
      let members = groups[kind] ?? []
      if kind.code.isFoldable(kind.severity), members.count >= foldedFrom {
        let cells = members.compactMap { $0.cell.flatMap { CellReference($0) } }.sorted()
        placed.append(
          (
            kind.severity, cells.first,
            folded(kind, members.count, cells, template: template, language)
          ))
      } else {
        for member in members {
          placed.append(
            (member.severity, member.cell.flatMap { CellReference($0) }, single(member, language)))
        }
      }
    }
    return placed.enumerated()
      .sorted { a, b in
        if a.element.severity != b.element.severity {
          return a.element.severity < b.element.severity
        }
        if a.element.cell != b.element.cell {
          guard let first = a.element.cell else { return true }
          guard let second = b.element.cell else { return false }
          return first < second
        }
        return a.offset < b.offset
      }
      .map { CheckLine(severity: $0.element.severity, text: $0.element.text) }
  }

  /// What discrepancies have in common that one sentence may be said of.
  private struct Kind: Hashable {
    let code: DiscrepancyCode
    let severity: Severity
    let scope: Scope?
    let model: String?

    init(_ discrepancy: Discrepancy) {
      code = discrepancy.code
      severity = discrepancy.severity
      scope = discrepancy.scope
      model = discrepancy.deliveryModel
    }
  }

  /// One discrepancy: its cell, then its message without the sheet and cell that it may begin with.
  private static func single(_ discrepancy: Discrepancy, _ language: Language) -> String {
    var text = discrepancy.message.visible()
    let address = Place.address(sheet: discrepancy.sheet, cell: discrepancy.cell)
    let colon = language.colon
    if !address.isEmpty, text.hasPrefix(address + " ("), let end = text.firstRange(of: ")" + colon)
    {
      text = text[..<end.lowerBound].dropFirst(address.count + 2) + colon + text[end.upperBound...]
    } else if !address.isEmpty, text.hasPrefix(address + colon) {
      text = String(text.dropFirst(address.count + colon.count))
    }
    guard let cell = discrepancy.cell else { return text }
    return cell.visible() + " – " + text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Many of a kind: where, how many, and what to do.
  private static func folded(
    _ kind: Kind, _ number: Int, _ cells: [CellReference], template: Template?,
    _ language: Language
  ) -> String {
    var place: [String] = []
    if let first = cells.first, let last = cells.last {
      place.append(
        first == last
          ? first.description : language(fr: "\(first) à \(last)", en: "\(first) to \(last)"))
    }
    var names: [String] = []
    if let scope = kind.scope, scope != .solution { names.append(scope.name(in: language)) }
    if let model = kind.model, let template, template.deliveryModels.count > 1 {
      names.append(template.label(ofModel: model))
    }
    if !names.isEmpty { place.append(names.joined(separator: ", ")) }
    let sentence = kind.code.counted(
      number, in: language, issuedIn: template?.language ?? language)
    return place.isEmpty
      ? sentence : place.joined(separator: " – ") + language.colon + sentence
  }
}

extension DiscrepancyCode {
  /// Whether nothing that a person typed is lost where many are said in one sentence.
  fileprivate func isFoldable(_ severity: Severity) -> Bool {
    switch self {
    case .answerBlank, .answerMissing, .answerNormalised, .answerFormula, .answerNotApplicable,
      .answerOtherModel, .fieldAbsent, .evidenceUndated, .rowRemoved, .rowMoved, .rowHidden,
      .textAltered, .applicabilityAltered:
      true
    // What is demanded is named one by one.
    case .evidenceAbsent: severity != .error
    default: false
    }
  }

  /// What is said of several of a kind, and what to do; answers are named as the workbook issues them.
  fileprivate func counted(_ number: Int, in language: Language, issuedIn workbook: Language)
    -> String
  {
    switch self {
    case .answerBlank:
      let yes = AnswerValue.yes.issued(in: workbook)
      let no = AnswerValue.no.issued(in: workbook)
      return language(
        fr: "\(number) réponses manquent. Inscrivez \(yes) ou \(no).",
        en: "\(number) answers are missing. Enter \(yes) or \(no).")
    case .answerMissing:
      return language(
        fr: "\(number) réponses n’ont pas de cellule dans le fichier. \(remedy(in: .french))",
        en: "\(number) answers have no cell in the file. \(remedy(in: .english))")
    case .fieldAbsent:
      return language(
        fr: "\(number) champs obligatoires sont vides. Remplissez-les.",
        en: "\(number) required fields are empty. Fill them in.")
    case .evidenceAbsent:
      return language(
        fr:
          "\(number) réponses sont sans preuve. Indiquez à côté où chacune se trouve : document et page, ou lien.",
        en:
          "\(number) answers are without evidence. Say beside each where it is found: document and page, or link."
      )
    case .evidenceUndated:
      return language(
        fr: "\(number) réponses sont sans date. Indiquez-la dans la cellule prévue.",
        en: "\(number) answers have no date. Give it in the cell that is meant for it.")
    default:
      return language(
        fr: "\(number) fois la même remarque. \(meaning(in: .french)) \(remedy(in: .french))",
        en: "\(number) times the same remark. \(meaning(in: .english)) \(remedy(in: .english))")
    }
  }
}
