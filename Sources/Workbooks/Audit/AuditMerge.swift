internal import Basics
public import Checklists

/// One cell that auditors fill differently, and nobody has settled.
public struct AuditConflict: Sendable, Equatable {
  public var key: AnswerKey
  public var field: AuditField
  /// What each of them says, in the order of the workbooks; only those that say something.
  public var readings: [AuditReading]

  /// One line for a person: `Contrôle 1.12, étude de cas 3, SaaS, motif : « … » (a.xlsx, Audit, M12) ; « … » (b.xlsx, Audit, M15)`.
  public func message(_ template: Template, in language: Language) -> String {
    var names = [template.name(ofControl: key.control, in: language)]
    if case .caseStudy = key.scope { names.append(key.scope.name(in: language)) }
    if let model = key.deliveryModel, template.deliveryModels.count > 1 {
      names.append(template.label(ofModel: model))
    }
    names.append(field.name(in: language))
    let said = readings.map { $0.sentence(language.quoted($0.text), withPlace: true) }
    return Place(names: names).message(said.joined(separator: language.semicolon), in: language)
  }

  /// `Conflit, Motif : « … » (a.xlsx) ; « … » (b.xlsx)`, with both texts whole.
  func sentence(_ wording: Wording) -> String {
    let language = wording.language
    return wording.conflict(field)
      + readings.map {
        $0.sentence(language(fr: "« \($0.text) »", en: "“\($0.text)”"), withPlace: false)
      }.joined(separator: language.semicolon)
  }

  // MARK: In a cell

  /// Stands between the readings of one cell. No answer holds it, and no other text has it alone on a line.
  static let sign = "≠"

  /// All readings as one text, which cannot be taken for any of them: `N ≠ O`, or each between lines of its
  /// own.
  var cellText: String {
    var known: Set<String> = []
    return readings.map(\.text).filter { known.insert($0.folded()).inserted }
      .joined(separator: field == .finding ? " \(Self.sign) " : "\n\(Self.sign)\n")
  }

  /// The readings that a cell holds; nil where it holds no conflict.
  static func readings(in text: String, _ field: AuditField) -> [AuditReading]? {
    let parts: [String]
    if field == .finding {
      parts = text.split(separator: sign, omittingEmptySubsequences: false).map { $0.trimmed() }
    } else {
      let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      parts = lines.split(omittingEmptySubsequences: false) { $0.trimmed() == sign }
        .map { $0.joined(separator: "\n").trimmed() }
    }
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    return parts.map { AuditReading(text: $0) }
  }
}

extension AuditReading {
  /// A quoted text with the file that it stands in, as far as that is known.
  func sentence(_ quoted: String, withPlace: Bool) -> String {
    let place = [file?.visible(), withPlace ? place : nil].compactMap(\.self)
      .filter { !$0.isEmpty }.joined(separator: ", ")
    return place.isEmpty ? quoted : quoted + " (" + place + ")"
  }
}

extension Submission {
  /// What auditors say differently and nobody has settled, in the order of the answers.
  public var auditConflicts: [AuditConflict] {
    answers.flatMap { answer in
      AuditField.allCases.compactMap { field in
        answer.conflicts[field].map { AuditConflict(key: answer.key, field: field, readings: $0) }
      }
    }
  }
}

/// Unites the workbooks of several auditors of one submission.
public enum AuditMerge {
  /// The submission with what they agree on, or only one of them says; where they differ, all readings are
  /// kept as a conflict.
  ///
  /// Nothing is chosen: a finding is compared by what it means, other texts without regard to blanks, case
  /// and the like. A conflict that one of them brings along stays one, whatever the others say.
  ///
  /// - Parameter submissions: at least one; they have to be of one submission (`isSameSubmission`).
  public static func merge(_ submissions: [Submission]) -> Submission {
    guard var merged = submissions.first else {
      return Submission(source: Source(file: "", sha256: "", bytes: 0))
    }
    if let named = submissions.first(where: { $0.audit?.number != nil }) {
      merged.audit = named.audit
    }
    let others = submissions.map { submission in
      Dictionary(submission.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for index in merged.answers.indices {
      let key = merged.answers[index].key
      let answers = others.map { $0[key] }
      for field in AuditField.allCases {
        var readings: [AuditReading] = []
        var sayer: Answer?
        for (submission, answer) in zip(submissions, answers) {
          guard let answer else { continue }
          for reading in answer.readings(field, of: submission)
          where !readings.contains(where: { $0.file == reading.file && $0.text == reading.text }) {
            readings.append(reading)
          }
          if sayer == nil, !readings.isEmpty { sayer = answer }
        }
        let isDiffering = Set(readings.map { $0.meaning(field) }).count > 1
        merged.answers[index].take(field, from: isDiffering ? nil : sayer)
        merged.answers[index].conflicts[field] = isDiffering ? readings : nil
      }
    }
    // What was found about one auditor's cells is not true of the united ones.
    let remarks = Set(AuditField.allCases.map(\.rawValue))
    merged.discrepancies.removeAll { $0.field.map(remarks.contains) ?? false }
    return merged
  }

  /// Whether two audit workbooks name different submissions of a register.
  public static func areNumbersDifferent(_ a: Submission, _ b: Submission) -> Bool {
    guard let number = a.audit?.number, let other = b.audit?.number else { return false }
    return number != other
  }

  /// Whether two audit workbooks hold the same answers of the same partner.
  public static func isSameSubmission(_ a: Submission, _ b: Submission) -> Bool {
    !areNumbersDifferent(a, b) && a.template?.id == b.template?.id
      && a.template?.version == b.template?.version
      && a.template?.language == b.template?.language
      && AuditRecord.answersDigest(of: a) == AuditRecord.answersDigest(of: b)
  }
}

extension AuditReading {
  /// What two readings are compared by.
  fileprivate func meaning(_ field: AuditField) -> String {
    let value = field == .finding ? AnswerVocabulary.value(of: text) : nil
    return value?.rawValue ?? text.folded()
  }
}

extension Answer {
  /// What stands in an auditor's column, in one form for one meaning; nil where nothing does.
  fileprivate func text(of field: AuditField) -> String? {
    switch field {
    case .finding: finding?.rawValue ?? findingRaw
    case .reason: reason
    case .action: action
    case .reply: reply
    }
  }

  /// The same as a workbook shows it.
  func issued(_ field: AuditField, in language: Language) -> String? {
    if field == .finding, let finding { return finding.issued(in: language) }
    return text(of: field)
  }

  /// What one workbook says in a column: a conflict that it has, else what stands there.
  fileprivate func readings(_ field: AuditField, of submission: Submission) -> [AuditReading] {
    if let open = conflicts[field] { return open }
    guard let text = issued(field, in: submission.template?.language ?? .french), !text.isBlank
    else { return [] }
    return [
      AuditReading(
        text: text, file: submission.source.file,
        place: Place.address(sheet: auditSheet, cell: auditCells[field]))
    ]
  }

  mutating func take(_ field: AuditField, from other: Answer?) {
    switch field {
    case .finding: (finding, findingRaw) = (other?.finding, other?.findingRaw)
    case .reason: reason = other?.reason
    case .action: action = other?.action
    case .reply: reply = other?.reply
    }
  }
}
