public import Basics

/// Submissions as JSON (`respecte.submission/1`, contract § 5), in both directions without loss.
///
/// Beside the members that the contract names, `fields` lists where each field was found and what was typed there,
/// an answer has `dateRaw`, `findingRaw`, `auditSheet` and `auditCells`, a discrepancy has `field`; `audit` is there only for an auditor's workbook, `error`
/// only where the file could not be read.
public enum SubmissionJSON {
  /// What the member `schema` says.
  public static let schema = "respecte.submission/1"

  /// A submission as one object.
  public static func json(of submission: Submission) -> JSON {
    var members: [JSON.Member] = [
      JSON.Member("schema", .string(schema)),
      JSON.Member("source", json(of: submission.source)),
      JSON.Member("template", submission.template.map(json(of:)) ?? .null),
      JSON.Member("application", json(of: submission.application)),
      JSON.Member("caseStudies", .array(submission.caseStudies.map(json(of:)))),
      JSON.Member("fields", .array(fields(of: submission))),
      JSON.Member("answers", .array(submission.answers.map(json(of:)))),
      JSON.Member("accounting", accounting(of: submission)),
      JSON.Member("discrepancies", .array(submission.discrepancies.map(json(of:)))),
    ]
    if let audit = submission.audit {
      members.append(
        JSON.Member(
          "audit",
          [
            "file": .string(audit.file), "sha256": .string(audit.sha256),
            "forPartner": .boolean(audit.isForPartner),
          ]))
    }
    if let failure = submission.failure {
      members.append(
        JSON.Member(
          "error", ["code": .string(failure.code), "message": .string(failure.message)]))
    }
    return .object(members)
  }

  /// The file that a submission was read from.
  public static func json(of source: Source) -> JSON {
    [
      "file": .string(source.file), "sha256": .string(source.sha256), "bytes": JSON(source.bytes),
      "format": JSON(source.format), "producer": JSON(source.producer),
    ]
  }

  /// One finding.
  public static func json(of discrepancy: Discrepancy) -> JSON {
    [
      "code": .string(discrepancy.code.rawValue),
      "severity": .string(discrepancy.severity.rawValue),
      "control": JSON(discrepancy.control),
      "scope": JSON(discrepancy.scope?.description),
      "deliveryModel": JSON(discrepancy.deliveryModel),
      "field": JSON(discrepancy.field),
      "sheet": JSON(discrepancy.sheet),
      "cell": JSON(discrepancy.cell),
      "message": .string(discrepancy.message),
    ]
  }

  private static func json(of template: TemplateReference) -> JSON {
    [
      "id": .string(template.id), "version": .string(template.version),
      "language": .string(template.language.rawValue),
      "recognisedBy": .string(template.recognisedBy.rawValue),
    ]
  }

  private static func json(of application: Application) -> JSON {
    .object(
      ApplicationField.allCases.map { JSON.Member($0.rawValue, json(of: application[$0].value)) })
  }

  private static func json(of study: CaseStudy) -> JSON {
    .object(
      [JSON.Member("number", JSON(study.number)), JSON.Member("used", .boolean(study.used))]
        + CaseStudyField.allCases.map { JSON.Member($0.rawValue, json(of: study[$0].value)) })
  }

  /// What a field holds; null where nothing was understood.
  public static func json(of value: FieldValue?) -> JSON {
    switch value {
    case .text(let text): .string(text)
    case .number(let number): JSON(number)
    case .date(let date): .string(date.description)
    case .yesNo(let flag): .boolean(flag)
    case .category(let id): .string(id)
    case .deliveryModels(let ids): JSON(ids)
    case nil: .null
    }
  }

  /// Every field that the submission has, with the place where it was found.
  private static func fields(of submission: Submission) -> [JSON] {
    func entry(_ name: String, _ scope: Scope?, _ field: Field) -> JSON {
      [
        "field": .string(name), "scope": JSON(scope?.description), "raw": JSON(field.raw),
        "sheet": JSON(field.sheet), "cell": JSON(field.cell),
      ]
    }
    var entries: [JSON] = []
    for name in ApplicationField.allCases {
      guard let field = submission.application.fields[name] else { continue }
      entries.append(entry(name.rawValue, nil, field))
    }
    for study in submission.caseStudies {
      for name in CaseStudyField.allCases {
        guard let field = study.fields[name] else { continue }
        entries.append(entry(name.rawValue, .caseStudy(study.number), field))
      }
    }
    return entries
  }

  private static func json(of answer: Answer) -> JSON {
    [
      "control": .string(answer.key.control),
      "scope": .string(answer.key.scope.description),
      "deliveryModel": JSON(answer.key.deliveryModel),
      "status": .string(answer.status.rawValue),
      "answer": JSON(answer.value?.rawValue),
      "evidence": JSON(answer.evidence),
      "date": JSON(answer.date?.description),
      "dateRaw": JSON(answer.dateRaw),
      "finding": JSON(answer.finding?.rawValue),
      "findingRaw": JSON(answer.findingRaw),
      "reason": JSON(answer.reason),
      "action": JSON(answer.action),
      "reply": JSON(answer.reply),
      "auditSheet": JSON(answer.auditSheet),
      "auditCells": answer.auditCells.isEmpty
        ? .null
        : .object(
          AuditField.allCases.compactMap { field in
            answer.auditCells[field].map { JSON.Member(field.rawValue, .string($0)) }
          }),
      "raw": JSON(answer.raw),
      "sheet": JSON(answer.sheet),
      "cell": JSON(answer.cell),
      "foundBy": JSON(answer.foundBy?.rawValue),
    ]
  }

  private static func accounting(of submission: Submission) -> JSON {
    .object(
      [JSON.Member("expected", JSON(submission.answers.count))]
        + AnswerStatus.allCases.map { JSON.Member($0.rawValue, JSON(submission.count($0))) }
        + [JSON.Member("unexpected", JSON(submission.unexpected))])
  }
}
