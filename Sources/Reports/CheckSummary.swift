internal import Assessments
internal import Basics
internal import Checklists

/// What `check` says of a workbook: whether it is ready, its figures, the conditions that are not met, then everything that
/// was found, sheet by sheet.
struct CheckSummary {
  let assessment: Assessment
  let template: Template?
  let language: Language
  /// What is said sheet by sheet: nothing that another finding says of the same cell, and no condition of eligibility.
  let listed: [Discrepancy]
  /// The sheets in the order in which they are gone through.
  private let order: [String?]

  init(_ assessment: Assessment, _ template: Template?, _ language: Language) {
    self.assessment = assessment
    self.template = template
    self.language = language
    listed = Self.listed(assessment.discrepancies)
    order = Self.order(listed)
  }

  /// No sheet first, then the sheets in the order in which the workbook is read: what belongs to a control or a field comes
  /// in reading order, whatever else is on a sheet.
  private static func order(_ listed: [Discrepancy]) -> [String?] {
    var order: [String?] = [nil]
    func add(_ sheet: String?) { if !order.contains(sheet) { order.append(sheet) } }
    for found in listed where found.control != nil || found.field != nil { add(found.sheet) }
    for found in listed { add(found.sheet) }
    return order
  }

  private static func listed(_ discrepancies: [Discrepancy]) -> [Discrepancy] {
    struct Place: Hashable {
      let code: DiscrepancyCode
      let sheet: String?
      let cell: String
    }
    func place(_ code: DiscrepancyCode, _ discrepancy: Discrepancy) -> Place? {
      discrepancy.cell.map { Place(code: code, sheet: discrepancy.sheet, cell: $0) }
    }
    /// What a finding about a cell says as well.
    func implied(by code: DiscrepancyCode) -> [DiscrepancyCode] {
      switch code {
      case .answerNotApplicable: [.applicabilityAltered]
      case .cellUnexpected: [.applicabilityAltered, .rowAdded]
      // That what stands there says nothing says as well that nothing is there, where nothing is demanded.
      case .evidenceFiller: [.evidenceAbsent]
      default: []
      }
    }
    let said = Set(
      discrepancies.flatMap { found in implied(by: found.code).compactMap { place($0, found) } })
    return discrepancies.filter { found in
      guard !said.isEmpty else { return !isCondition(found.code) }
      return !isCondition(found.code)
        && (found.severity == .error || !(place(found.code, found).map(said.contains) ?? false))
    }
  }

  /// The sentence at the top: ready, or what is missing.
  var sentence: String {
    switch assessment.verdict {
    case .eligible: ready
    case .incomplete: incomplete
    case .notEligible:
      language(
        fr: "Tout est rempli, mais toutes les conditions ne sont pas réunies.",
        en: "Everything is filled in, but not every condition is met.")
    case .unreadable:
      assessment.reasons.contains { $0.code == .templateUnknown }
        ? language(
          fr: "Ce fichier ne correspond à aucune liste de contrôle connue.",
          en: "This file belongs to no checklist that is known.")
        : language(fr: "Ce fichier n’a pas pu être lu.", en: "This file could not be read.")
    }
  }

  /// `Respecté : 97,8 % – prérequis : 12/12 – études de cas retenues : 3/4, publiques : 1/2`.
  var figures: String {
    let met = assessment.prerequisites.met
    let required = assessment.prerequisites.required
    let retained = "\(assessment.retained)/\(assessment.caseStudiesRequired)"
    let isPublic = "\(assessment.retainedPublic)/\(assessment.publicRequired)"
    return language(fr: "Respecté : ", en: "Met: ") + assessment.score.percentText(in: language)
      + language(
        fr:
          " – prérequis : \(met)/\(required) – études de cas retenues : \(retained), publiques : \(isPublic)",
        en:
          " – prerequisites: \(met)/\(required) – case studies retained: \(retained), public: \(isPublic)"
      )
  }

  /// `À corriger – 12 points`.
  private func heading(of severity: Severity, _ number: Int) -> String {
    let points = language.count(number, fr: ("point", "points"), en: ("point", "points"))
    let title =
      switch severity {
      case .error: language(fr: "À corriger", en: "To be corrected")
      case .warning: language(fr: "À vérifier", en: "To be looked at")
      case .info: language(fr: "Pour information", en: "Good to know")
      }
    return title + " – " + points
  }

  /// Lines below one heading.
  struct Block {
    let severity: Severity
    let heading: String
    /// Those of each sheet, below its name; what is said of no place has none.
    let parts: [(name: String?, lines: [CheckLine])]
  }

  /// Everything below the figures, in the order in which it is said; headings without lines are left out.
  var blocks: [Block] {
    guard assessment.verdict != .unreadable else { return [] }
    var blocks = Severity.allCases.compactMap(block)
    let conditions = conditions.map { CheckLine(severity: .error, text: $0) }
    guard !conditions.isEmpty else { return blocks }
    let block = Block(
      severity: .error,
      heading: language(
        fr: "Ce qui manque pour être éligible", en: "What is missing for eligibility"),
      parts: [(nil, conditions)])
    // What a complete workbook fails by says most; in an incomplete one it follows from what is missing.
    let isFirst = assessment.verdict == .notEligible || blocks.first?.severity != .error
    blocks.insert(block, at: isFirst ? 0 : 1)
    return blocks
  }

  /// Everything that weighs so much, sheet by sheet; nil where there is nothing.
  private func block(_ severity: Severity) -> Block? {
    let found = listed.indices.filter { listed[$0].severity == severity }
    guard !found.isEmpty else { return nil }
    var groups = DiscrepancyGroups(listed, template, language)
    return Block(
      severity: severity, heading: heading(of: severity, found.count),
      parts: sheets(found).map { sheet, places in
        (
          sheet?.visible() ?? language.theWorkbook,
          groups.groups(of: places).map {
            CheckLine($0, of: listed, template: template, language)
          }
        )
      })
  }

  /// Places of discrepancies by sheet: those without a sheet first, then the sheets in the order in which the workbook is read.
  private func sheets(_ places: [Int]) -> [(sheet: String?, found: [Int])] {
    order.compactMap { sheet in
      let found = places.filter { listed[$0].sheet == sheet }
      return found.isEmpty ? nil : (sheet, found)
    }
  }

  /// Whether a code says that a condition of eligibility is not met, and not what is wrong in a cell.
  static func isCondition(_ code: DiscrepancyCode) -> Bool {
    code == .caseTooFew || code == .caseTooFewPublic
  }

  /// The conditions that are not met, a sentence or two each: prerequisites and documents, then case studies.
  private var conditions: [String] {
    let answers = assessment.reasons.compactMap { reason -> String? in
      let place =
        (reason.control.flatMap { template?.name(ofControl: $0, in: language) } ?? "")
        .capitalisedAtStart + language.colon
      return switch reason.code {
      case .prerequisiteNotMet:
        place
          + language(
            fr: "la réponse est N ; ce prérequis doit être respecté.",
            en: "the answer is N; this prerequisite has to be met.")
      case .documentNotMet:
        place
          + language(
            fr: "la réponse est N ; ce document doit être fourni.",
            en: "the answer is N; this document has to be supplied.")
      case .evidenceTooOld where reason.scope == .solution:
        reason.text.visible().capitalisedAtStart + "."
      default: nil
      }
    }
    let caseStudies = assessment.discrepancies.filter { Self.isCondition($0.code) }
    // Among what is still open, what has failed already is easily overlooked.
    let failed =
      assessment.verdict == .incomplete
      ? assessment.reasons.filter { $0.isFailure && $0.scope.map { $0 != .solution } ?? false } : []
    return answers + caseStudies.map { $0.message.visible() }
      + ReasonDigest(failed, template, language).lines.map { $0.capitalisedAtStart + "." }
  }

  private var ready: String {
    let warnings = listed.count { $0.severity == .warning }
    if warnings > 0 {
      let points = language.count(
        warnings, fr: ("point est", "points sont"), en: ("point is", "points are"))
      return language(
        fr: "Le classeur est prêt à être envoyé ; \(points) à vérifier, sans que rien ne bloque.",
        en: "The workbook is ready to be sent; \(points) to be looked at, and nothing blocks.")
    }
    return language(
      fr: "Le classeur est prêt à être envoyé : tout est rempli et les conditions sont réunies.",
      en: "The workbook is ready to be sent: everything is filled in and every condition is met.")
  }

  /// Counts what is open by kind, since a name for each would fill pages.
  private var incomplete: String {
    var answers = 0
    var fields = 0
    var evidence = 0
    var conflicts = 0
    for reason in assessment.reasons {
      switch reason.code {
      case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate: answers += 1
      case .evidenceAbsent: evidence += 1
      case .findingConflict: conflicts += 1
      default: fields += reason.isFailure ? 0 : 1
      }
    }
    let counts = [
      (answers, language.count(answers, fr: ("réponse", "réponses"), en: ("answer", "answers"))),
      (fields, language.count(fields, fr: ("champ", "champs"), en: ("field", "fields"))),
      (
        evidence,
        language.count(
          evidence, fr: ("preuve ou explication", "preuves ou explications"),
          en: ("piece of evidence or explanation", "pieces of evidence or explanations"))
      ),
      (
        conflicts,
        language.count(
          conflicts, fr: ("désaccord entre auditeurs", "désaccords entre auditeurs"),
          en: ("disagreement between auditors", "disagreements between auditors"))
      ),
    ]
    let list = language.list(counts.filter { $0.0 > 0 }.map(\.1))
    let failed = ReasonDigest(assessment.reasons, template, language).failures
    let already =
      failed.isEmpty
      ? ""
      : language(fr: " Déjà en défaut : ", en: " Failed already: ")
        + failed.joined(separator: language.semicolon) + "."
    return language(
      fr: "Le classeur n’est pas encore complet. À fournir ou à corriger : \(list).",
      en: "The workbook is not complete yet. To be supplied or corrected: \(list).") + already
  }
}

extension String {
  /// With a capital letter at the beginning.
  var capitalisedAtStart: String {
    var text = ""
    text.append(capitalising: self[...])
    return text
  }

  /// Adds a text with a capital letter at its beginning.
  mutating func append(capitalising text: Substring) {
    // A sign of ASCII behind which no mark follows is a character of its own.
    let start = text.utf8.prefix(2)
    guard let first = start.first, start.allSatisfy({ $0 < 0x80 }), first != 0x0D else {
      self += text.prefix(1).uppercased()
      self += text.dropFirst()
      return
    }
    guard (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(first) else {
      self += text
      return
    }
    unicodeScalars.append(UnicodeScalar(first - 0x20))
    self += Substring(text.unicodeScalars.dropFirst())
  }
}
