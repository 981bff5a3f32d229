public import Basics

/// Submissions as JSON (`respecte.submission/1`, contract § 5), in both directions without loss.
///
/// Beside the members that the contract names, `fields` lists where each field was found and what was typed
/// there, an answer has `dateRaw`, `findingRaw`, `auditSheet` and `auditCells`, a discrepancy has `field`;
/// `conflicts` is there only where auditors differ, `audit` only for an auditor's workbook, `error` only
/// where the file could not be read. `notes`, `links` and `attachments` stand with the answer or field whose
/// cell they are on, else with the submission; a discrepancy has `texts`, whole, where its message shows only
/// their beginnings.
public enum SubmissionJSON {
  /// What the member `schema` says.
  public static let schema = "respecte.submission/1"

  /// A submission as one object.
  public static func json(of submission: Submission) -> JSON {
    .object { add(submission, to: &$0) }
  }

  /// The same as text on one line.
  public static func line(of submission: Submission) -> [UInt8] {
    JSON.line { add(submission, to: &$0) }
  }

  /// The file that a submission was read from.
  public static func json(of source: Source) -> JSON { .object { add(source, to: &$0) } }

  /// One finding.
  public static func json(of discrepancy: Discrepancy) -> JSON {
    .object { add(discrepancy, to: &$0) }
  }

  /// The members of a submission.
  static func add(_ submission: Submission, to object: inout some JSONObject) {
    object.add("schema", schema)
    object.add("source") { add(submission.source, to: &$0) }
    object.add("template", submission.template.map(json(of:)) ?? .null)
    object.add("application") { application in
      for name in ApplicationField.allCases {
        application.add(name.rawValue, json(of: submission.application[name].value))
      }
    }
    object.add("caseStudies", submission.caseStudies) { add($0, to: &$1) }
    object.add("fields", fields(of: submission)) { add($0, to: &$1) }
    object.add("answers", submission.answers) { add($0, to: &$1) }
    object.add("accounting", accounting(of: submission))
    add(submission.annotations, to: &object)
    object.add("discrepancies", submission.discrepancies) { add($0, to: &$1) }
    if let audit = submission.audit {
      object.add("audit") {
        $0.add("file", audit.file)
        $0.add("sha256", audit.sha256)
        $0.add("number", JSON(audit.number))
        $0.add("forPartner", .boolean(audit.isForPartner))
      }
    }
    if let failure = submission.failure {
      object.add("error") {
        $0.add("code", failure.code)
        $0.add("message", failure.message)
      }
    }
  }

  /// The members of the file that a submission was read from.
  public static func add(_ source: Source, to object: inout some JSONObject) {
    object.add("file", source.file)
    object.add("sha256", source.sha256)
    object.add("bytes", JSON(source.bytes))
    object.add("format", source.format)
    object.add("producer", source.producer)
  }

  /// The members of one finding.
  public static func add(_ discrepancy: Discrepancy, to object: inout some JSONObject) {
    object.add("code", discrepancy.code.rawValue)
    object.add("severity", discrepancy.severity.rawValue)
    object.add("control", discrepancy.control)
    object.add("scope", discrepancy.scope?.description)
    object.add("deliveryModel", discrepancy.deliveryModel?.asNamedModel)
    object.add("field", discrepancy.field)
    object.add("sheet", discrepancy.sheet)
    object.add("cell", discrepancy.cell)
    object.add("message", discrepancy.message)
    guard !discrepancy.texts.isEmpty else { return }
    object.add("texts", discrepancy.texts) { text, object in
      object.add("sheet", text.sheet)
      object.add("cell", text.cell)
      object.add("text", text.text)
    }
  }

  /// Notes, links and attachments, each null where there is none.
  private static func add(_ annotations: Annotations, to object: inout some JSONObject) {
    object.addOrNull("notes", annotations.notes) { note, object in
      object.add("kind", note.kind.rawValue)
      object.add("text", note.text)
      object.add("author", note.author)
      object.add("sheet", note.sheet)
      object.add("cell", note.cell)
    }
    object.addOrNull("links", annotations.links) { link, object in
      object.add("address", link.address)
      object.add("sheet", link.sheet)
      object.add("cell", link.cell)
    }
    object.addOrNull("attachments", annotations.attachments) { picture, object in
      object.add("name", picture.name)
      object.add("part", picture.part)
      object.add("bytes", picture.bytes.map { JSON($0) } ?? .null)
      object.add("sha256", picture.sha256)
      object.add("sheet", picture.sheet)
      object.add("cell", picture.cell)
    }
  }

  private static func json(of template: TemplateReference) -> JSON {
    [
      "id": .string(template.id), "version": .string(template.version),
      "language": .string(template.language.rawValue),
      "recognisedBy": .string(template.recognisedBy.rawValue),
    ]
  }

  private static func add(_ study: CaseStudy, to object: inout some JSONObject) {
    object.add("number", JSON(study.number))
    object.add("used", .boolean(study.used))
    for name in CaseStudyField.allCases { object.add(name.rawValue, json(of: study[name].value)) }
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

  private typealias FoundField = (name: String, scope: Scope?, field: Field)

  /// Every field that the submission has.
  private static func fields(of submission: Submission) -> [FoundField] {
    var found: [FoundField] = []
    for name in ApplicationField.allCases {
      guard let field = submission.application.fields[name] else { continue }
      found.append((name.rawValue, nil, field))
    }
    for study in submission.caseStudies {
      for name in CaseStudyField.allCases {
        guard let field = study.fields[name] else { continue }
        found.append((name.rawValue, .caseStudy(study.number), field))
      }
    }
    return found
  }

  /// The place where a field was found.
  private static func add(_ found: FoundField, to object: inout some JSONObject) {
    object.add("field", found.name)
    object.add("scope", found.scope?.description)
    object.add("raw", found.field.raw)
    object.add("sheet", found.field.sheet)
    object.add("cell", found.field.cell)
    add(found.field.annotations, to: &object)
  }

  private static func add(_ answer: Answer, to object: inout some JSONObject) {
    object.add("control", answer.key.control)
    object.add("scope", answer.key.scope.description)
    object.add("deliveryModel", answer.key.namedModel)
    object.add("status", answer.status.rawValue)
    object.add("answer", answer.value?.rawValue)
    object.add("evidence", answer.evidence)
    object.add("date", answer.date?.description)
    object.add("dateRaw", answer.dateRaw)
    object.add("finding", answer.finding?.rawValue)
    object.add("findingRaw", answer.findingRaw)
    if !answer.conflicts.isEmpty { object.add("conflicts", conflicts(answer.conflicts)) }
    object.add("reason", answer.reason)
    object.add("action", answer.action)
    object.add("reply", answer.reply)
    object.add("auditSheet", answer.auditSheet)
    object.add("auditCells", cells(answer.auditCells))
    object.add("raw", answer.raw)
    object.add("sheet", answer.sheet)
    object.add("cell", answer.cell)
    object.add("foundBy", answer.foundBy?.rawValue)
    add(answer.annotations, to: &object)
  }

  /// Cells by the columns of an auditor's workbook; null where there are none.
  private static func cells(_ cells: [AuditField: String]) -> JSON {
    guard !cells.isEmpty else { return .null }
    return .object(
      AuditField.allCases.compactMap { field in
        cells[field].map { JSON.Member(field.rawValue, .string($0)) }
      })
  }

  /// What auditors say differently, by their columns.
  private static func conflicts(_ conflicts: [AuditField: [AuditReading]]) -> JSON {
    .object(
      AuditField.allCases.compactMap { field in
        conflicts[field].map { readings in
          JSON.Member(
            field.rawValue,
            .array(
              readings.map {
                ["text": .string($0.text), "file": JSON($0.file), "place": JSON($0.place)]
              }))
        }
      })
  }

  private static func accounting(of submission: Submission) -> JSON {
    .object(
      [JSON.Member("expected", JSON(submission.answers.count))]
        + AnswerStatus.allCases.map { JSON.Member($0.rawValue, JSON(submission.count($0))) }
        + [JSON.Member("unexpected", JSON(submission.unexpected))])
  }
}

extension JSONObject {
  /// An array with an object for each item; null where there are none.
  fileprivate mutating func addOrNull<Item>(
    _ name: String, _ items: [Item], object: (Item, inout Self) -> Void
  ) {
    if items.isEmpty { add(name, JSON.null) } else { add(name, items, object: object) }
  }
}
