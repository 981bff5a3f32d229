internal import Basics

/// A submission carried over to another version, or another language, of its checklist: control by control, by id.
///
/// A pure function. Nothing is guessed: what has no place of the same name in the new template is listed as homeless.
public struct CarryOver: Sendable, Equatable {
  /// Something that a partner entered and that the new template has no place for.
  public struct Homeless: Sendable, Equatable {
    /// Nil for a field.
    public var control: String?
    /// Nil for a field of the application.
    public var scope: Scope?
    public var deliveryModel: String?
    /// The field, where it is one, by the name that scripts use.
    public var field: String?
    /// As typed; nil where only evidence or a date has no place.
    public var raw: String?
    public var evidence: String?
    /// As understood, or as typed.
    public var date: String?
    public var sheet: String?
    public var cell: String?
  }

  /// What the old submission says, as an answer to the new template. An expected answer that the old workbook had no
  /// cell for is `missing`.
  public private(set) var submission: Submission
  /// What the old submission was issued from.
  public let from: TemplateReference?
  /// The controls of both templates whose title or text differ; nothing where the languages differ or the old template is
  /// not known, since wordings cannot be compared then.
  public private(set) var reworded: [String] = []
  /// The controls that only the new template has.
  public private(set) var added: [String] = []
  /// The controls that only the old one has.
  public private(set) var retired: [String] = []
  /// What was entered and has no place, in the order of the old submission.
  public private(set) var homeless: [Homeless] = []

  private let template: Template
  private let language: Language

  /// Carries a submission over.
  ///
  /// - Parameters:
  ///   - old: what was read, with its own template.
  ///   - oldTemplate: that template; nil where it is not known. The controls that the submission answers stand for it then.
  ///   - template: the one to carry over to.
  ///   - language: of the messages of new discrepancies; nil for the new template's.
  public static func carry(
    _ old: Submission, from oldTemplate: Template?, to template: Template,
    messagesIn language: Language? = nil
  ) -> CarryOver {
    var carried = CarryOver(old, to: template, language ?? template.language)
    guard old.failure == nil else { return carried }
    carried.compare(old, oldTemplate)
    carried.carryFields(old, required: oldTemplate?.caseStudies.required ?? .max)
    carried.carryAnswers(old)
    return carried
  }

  private init(_ old: Submission, to template: Template, _ language: Language) {
    self.template = template
    self.language = language
    from = old.template
    submission = old
    guard old.failure == nil else { return }
    submission.template = TemplateReference(
      id: template.id, version: template.version, language: template.language,
      recognisedBy: old.template?.recognisedBy ?? .references)
  }

  // MARK: Controls

  private mutating func compare(_ old: Submission, _ oldTemplate: Template?) {
    var before: Set<String> = []
    var order: [String] = []
    for id in oldTemplate?.controls.map(\.id) ?? old.answers.map(\.key.control)
    where before.insert(id).inserted {
      order.append(id)
    }
    let after = Set(template.controls.map(\.id))
    added = template.controls.map(\.id).filter { !before.contains($0) }
    retired = order.filter { !after.contains($0) }
    guard let oldTemplate, oldTemplate.language == template.language else { return }
    reworded = template.controls.filter { control in
      oldTemplate.control(control.id).map { $0.title != control.title || $0.text != control.text }
        ?? false
    }.map(\.id)
  }

  // MARK: Fields

  private mutating func carryFields(_ old: Submission, required: Int) {
    for name in ApplicationField.allCases {
      guard let field = old.application.fields[name] else { continue }
      submission.application.fields[name] = carried(field, name.rawValue, nil)
    }
    let entered = Self.enteredStudies(old, required: required)
    let last = max(template.caseStudies.required, old.caseStudies.map(\.number).max() ?? 0)
    submission.caseStudies = (1...max(last, 1)).prefix(last).map { number in
      var study =
        old.caseStudies.first { $0.number == number } ?? CaseStudy(number: number, used: false)
      study.used = number <= template.caseStudies.required || entered.contains(number)
      return study
    }
    for index in submission.caseStudies.indices {
      for name in CaseStudyField.allCases {
        guard let field = submission.caseStudies[index].fields[name] else { continue }
        submission.caseStudies[index].fields[name] = carried(
          field, name.rawValue, .caseStudy(submission.caseStudies[index].number))
      }
    }
  }

  /// The case studies in which a person entered anything; beyond the required number, use says so.
  private static func enteredStudies(_ old: Submission, required: Int) -> Set<Int> {
    var numbers = Set(
      old.caseStudies.filter { study in
        study.fields.values.contains { $0.raw != nil || $0.value != nil }
          || study.used && study.number > required
      }.map(\.number))
    for answer in old.answers where answer.holdsAnything {
      if case .caseStudy(let number) = answer.key.scope { numbers.insert(number) }
    }
    return numbers
  }

  /// A field whose value is one of the template's own names has to be one of the new template's.
  private mutating func carried(_ field: Field, _ name: String, _ scope: Scope?) -> Field {
    var field = field
    var lost: [String] = []
    var code = DiscrepancyCode.fieldInvalid
    switch field.value {
    case .category(let id) where !template.categories.contains(where: { $0.id == id }):
      lost = [field.raw ?? id]
      field.value = nil
      code = .categoryUnknown
    case .deliveryModels(let ids):
      let known = template.deliveryModels.map(\.id).filter(ids.contains)
      lost = ids.filter { !known.contains($0) }
      field.value = known.isEmpty ? nil : .deliveryModels(known)
    default: break
    }
    guard !lost.isEmpty else { return field }
    let text = lost.joined(separator: ", ")
    homeless.append(
      Homeless(scope: scope, field: name, raw: text, sheet: field.sheet, cell: field.cell))
    add(
      code, field: name, scope: scope, sheet: field.sheet, cell: field.cell,
      fr: "\(language.quoted(text)) n’existe pas dans la version \(template.version).",
      en: "\(language.quoted(text)) does not exist in version \(template.version).")
    return field
  }

  // MARK: Answers

  /// Evidence and dates stand in one cell for every delivery model of a control and scope.
  private struct CellKey: Hashable {
    var control: String
    var scope: Scope
    init(_ key: AnswerKey) { (control, scope) = (key.control, key.scope) }
  }

  private mutating func carryAnswers(_ old: Submission) {
    let found = Dictionary(
      old.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    var beside: [CellKey: Answer] = [:]
    for answer in old.answers
    where answer.evidence != nil || answer.date != nil || answer.dateRaw != nil {
      if beside[CellKey(answer.key)] == nil { beside[CellKey(answer.key)] = answer }
    }
    let keys = submission.expectedKeys(of: template)
    let expected = Set(keys)
    let isReworded = Set(reworded)
    keepDiscrepancies(of: old, expected)
    var dated: Set<CellKey> = []
    submission.answers = keys.map { key in
      if template.control(key.control)?.recencyMonths != nil { dated.insert(CellKey(key)) }
      if let answer = found[key] {
        if isReworded.contains(key.control), answer.holdsAnything {
          add(
            .answerReworded, of: answer,
            fr:
              "l’exigence est reformulée dans la version \(template.version) ; relisez-la avant de confirmer la réponse.",
            en:
              "the requirement is reworded in version \(template.version); read it again before you confirm the answer."
          )
        }
        return usable(answer)
      }
      var answer = Answer(key: key, status: .missing)
      if let source = beside[CellKey(key)] {
        answer.evidence = source.evidence
        answer.date = source.date
        answer.dateRaw = source.dateRaw
      }
      add(
        .answerMissing, of: answer,
        fr:
          "le classeur reçu n’a pas de case pour cette réponse de la version \(template.version).",
        en: "the workbook received has no cell for this answer of version \(template.version).")
      return answer
    }
    let cells = Set(keys.map(CellKey.init))
    var told: Set<CellKey> = []
    for answer in old.answers {
      let cell = CellKey(answer.key)
      var lost = Homeless(
        control: answer.key.control, scope: answer.key.scope,
        deliveryModel: answer.key.deliveryModel, sheet: answer.sheet, cell: answer.cell)
      if !expected.contains(answer.key) { lost.raw = answer.raw ?? answer.value?.rawValue }
      // The cells that several answers share are told once.
      if told.insert(cell).inserted {
        if !cells.contains(cell) { lost.evidence = answer.evidence }
        if !dated.contains(cell) { lost.date = answer.date?.description ?? answer.dateRaw }
      }
      if lost.raw != nil || lost.evidence != nil || lost.date != nil { homeless.append(lost) }
    }
  }

  /// An answer under the new template's rules: S.O. needs a condition.
  private mutating func usable(_ answer: Answer) -> Answer {
    guard answer.value == .notApplicable,
      template.control(answer.key.control)?.isConditional == false
    else { return answer }
    var answer = answer
    answer.status = .unreadable
    answer.value = nil
    let raw = language.quoted(answer.raw ?? AnswerValue.notApplicable.issued(in: template.language))
    add(
      .answerUnreadable, of: answer,
      fr: "\(raw) n’est plus possible ici dans la version \(template.version).",
      en: "\(raw) is no longer possible here in version \(template.version).")
    return answer
  }

  /// What was found about answers that are no longer expected is not said of the new version.
  private mutating func keepDiscrepancies(of old: Submission, _ expected: Set<AnswerKey>) {
    let own = submission.discrepancies.dropFirst(old.discrepancies.count)
    let ids = Set(template.controls.map(\.id))
    submission.discrepancies =
      old.discrepancies.filter { item in
        guard let control = item.control else { return true }
        guard ids.contains(control) else { return item.code == .cellUnexpected }
        guard let scope = item.scope, item.code.isAboutAnAnswer else { return true }
        return expected.contains(
          AnswerKey(control: control, scope: scope, deliveryModel: item.deliveryModel))
      } + own
  }

  // MARK: Findings

  private mutating func add(
    _ code: DiscrepancyCode, of answer: Answer, fr: String, en: String
  ) {
    submission.discrepancies.append(
      Discrepancy(
        code, of: answer,
        message: Place(of: answer, in: template, language: language)
          .message(language(fr: fr, en: en), in: language)))
  }

  private mutating func add(
    _ code: DiscrepancyCode, field: String, scope: Scope?, sheet: String?, cell: String?,
    fr: String, en: String
  ) {
    let place = Place(
      sheet: sheet, cell: cell, names: scope.map { [$0.name(in: language)] } ?? [])
    submission.discrepancies.append(
      Discrepancy(
        code, scope: scope, field: field, sheet: sheet, cell: cell,
        message: place.message(language(fr: fr, en: en), in: language)))
  }
}

extension Answer {
  /// Whether a person entered anything in its cells.
  fileprivate var holdsAnything: Bool {
    raw != nil || value != nil || evidence != nil || date != nil || dateRaw != nil
  }
}

extension DiscrepancyCode {
  /// Whether it is about one expected answer.
  fileprivate var isAboutAnAnswer: Bool {
    switch self {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate, .answerNormalised,
      .answerFormula:
      true
    default: false
    }
  }
}
