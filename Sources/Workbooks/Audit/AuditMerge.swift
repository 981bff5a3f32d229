internal import Basics
public import Checklists

/// One cell that auditors fill differently.
public struct AuditConflict: Sendable, Equatable {
  public var key: AnswerKey
  public var field: AuditField
  /// What each of them says, in the order of the workbooks; only those that say something.
  public var values: [Value]

  /// What one workbook says, and where.
  public struct Value: Sendable, Equatable {
    /// As the file was named.
    public var file: String
    /// The sheet and the cell, as far as they are known.
    public var place: String
    public var text: String
  }

  /// One line for a person: `Contrôle 1.12, étude de cas 3, SaaS, motif : « … » (a.xlsx, Audit, M12) ; « … » (b.xlsx, Audit, M15)`.
  public func message(_ template: Template, in language: Language) -> String {
    var names = [template.name(ofControl: key.control, in: language)]
    if case .caseStudy = key.scope { names.append(key.scope.name(in: language)) }
    if let model = key.deliveryModel, template.deliveryModels.count > 1 {
      names.append(template.label(ofModel: model))
    }
    names.append(field.name(in: language))
    let said = values.map { value in
      language.quoted(value.text) + " ("
        + [value.file.visible(), value.place].filter { !$0.isEmpty }.joined(separator: ", ") + ")"
    }
    return Place(names: names).message(said.joined(separator: language.semicolon), in: language)
  }

  /// `Conflit, Motif : « … » (a.xlsx) ; « … » (b.xlsx)`, with both texts whole.
  func sentence(_ wording: Wording) -> String {
    let language = wording.language
    return wording.conflict(field)
      + values.map { value in
        language(fr: "« \(value.text) »", en: "“\(value.text)”")
          + " (" + value.file.visible() + ")"
      }.joined(separator: language.semicolon)
  }
}

/// Unites the workbooks of several auditors of one submission.
public enum AuditMerge {
  /// The submission with what they agree on, or only one of them says; where they differ a cell stays empty and is listed.
  ///
  /// Nothing is chosen: a finding is compared by what it means, other texts without regard to blanks, case and the like.
  ///
  /// - Parameter submissions: at least one; they have to be of one submission (`isSameSubmission`).
  public static func merge(_ submissions: [Submission]) -> (Submission, [AuditConflict]) {
    guard var merged = submissions.first else {
      return (Submission(source: Source(file: "", sha256: "", bytes: 0)), [])
    }
    if let named = submissions.first(where: { $0.audit?.number != nil }) {
      merged.audit = named.audit
    }
    var conflicts: [AuditConflict] = []
    let others = submissions.map { submission in
      Dictionary(submission.answers.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }
    for index in merged.answers.indices {
      let key = merged.answers[index].key
      let answers = others.map { $0[key] }
      for field in AuditField.allCases {
        var values: [AuditConflict.Value] = []
        var kinds: Set<String> = []
        var sayer: Answer?
        for (submission, answer) in zip(submissions, answers) {
          guard let answer, let text = answer.text(of: field), !text.isBlank else { continue }
          let shown = answer.issued(field, in: submission.template?.language ?? .french) ?? text
          values.append(
            AuditConflict.Value(
              file: submission.source.file,
              place: Place.address(sheet: answer.auditSheet, cell: answer.auditCells[field]),
              text: shown))
          if kinds.insert(text.folded()).inserted, sayer == nil { sayer = answer }
        }
        merged.answers[index].take(field, from: kinds.count == 1 ? sayer : nil)
        if kinds.count > 1 {
          conflicts.append(AuditConflict(key: key, field: field, values: values))
        }
      }
    }
    // What was found about one auditor's cells is not true of the united ones.
    let remarks = Set(AuditField.allCases.map(\.rawValue))
    merged.discrepancies.removeAll { $0.field.map(remarks.contains) ?? false }
    return (merged, conflicts)
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

  fileprivate mutating func take(_ field: AuditField, from other: Answer?) {
    switch field {
    case .finding: (finding, findingRaw) = (other?.finding, other?.findingRaw)
    case .reason: reason = other?.reason
    case .action: action = other?.action
    case .reply: reply = other?.reply
    }
  }
}
