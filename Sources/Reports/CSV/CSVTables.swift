public import Assessments
internal import Basics
public import Checklists

/// The tables of `score --csv`. Headers are the keys of the JSON documents (contract § 5), in every language; dates are
/// ISO 8601, several values in one field are separated by a blank, and what is absent is empty.
public enum CSVTable: String, Sendable, CaseIterable {
  /// A row per expected answer.
  case answers
  /// A row per finding.
  case discrepancies
  /// A row per workbook.
  case submissions

  /// The table's file in the folder.
  public var file: String { rawValue + ".csv" }

  /// The names of the columns.
  public var header: [String] {
    switch self {
    case .answers: AnswerRows.header
    case .discrepancies: DiscrepancyRows.header
    case .submissions: SubmissionRow.header
    }
  }

  /// What the file begins with: the byte order mark and the header.
  public var opening: [UInt8] {
    var bytes = CSVText.opening
    CSVText.append(header.map(CSVText.Field.text), to: &bytes)
    return bytes
  }

  /// Adds what the table says about one submission.
  ///
  /// - Parameters:
  ///   - submission: what the workbook says.
  ///   - assessment: what follows from it.
  ///   - template: the one of both; nil where it is not known.
  ///   - bytes: the rows that are there already.
  public func append(
    _ submission: Submission, _ assessment: Assessment, _ template: Template?,
    to bytes: inout [UInt8]
  ) {
    switch self {
    case .answers:
      let rows = AnswerRows(submission, assessment, template)
      for answer in submission.answers { CSVText.append(rows.fields(of: answer), to: &bytes) }
    case .discrepancies:
      let rows = DiscrepancyRows(submission, assessment, template)
      for discrepancy in assessment.discrepancies {
        CSVText.append(rows.fields(of: discrepancy), to: &bytes)
      }
    case .submissions:
      CSVText.append(SubmissionRow.fields(of: submission, assessment), to: &bytes)
    }
  }
}

/// What every row says of its submission, to be sorted and filtered by.
private struct CommonFields {
  static let header = ["file", "partner", "solution", "template", "verdict"]
  let fields: [CSVText.Field]

  init(_ submission: Submission, _ assessment: Assessment) {
    fields = [
      .text(assessment.source.file), CSVText.Field(assessment.partner),
      CSVText.Field(assessment.solution), CSVText.Field(submission.template?.stamp),
      .text(assessment.verdict.rawValue),
    ]
  }
}

/// What rows say of a control, by its id.
private struct ControlFields {
  static let header = ["control", "ref", "part", "section", "sectionTitle", "title"]
  private let fields: [String: [CSVText.Field]]

  init(_ template: Template?) {
    guard let template else {
      fields = [:]
      return
    }
    let titles = Dictionary(
      template.sections.map { ([$0.part.rawValue, $0.ref], $0.title) },
      uniquingKeysWith: { first, _ in first })
    fields = Dictionary(
      template.controls.map { control in
        (
          control.id,
          [
            .text(control.id), CSVText.Field(control.ref), .text(control.part.rawValue),
            CSVText.Field(control.section),
            CSVText.Field(control.section.flatMap { titles[[control.part.rawValue, $0]] }),
            .text(control.title),
          ]
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func callAsFunction(_ id: String?) -> [CSVText.Field] {
    id.flatMap { fields[$0] }
      ?? [CSVText.Field(id)] + Array(repeating: .empty, count: Self.header.count - 1)
  }
}

private struct AnswerRows {
  static let header =
    CommonFields.header + ControlFields.header + [
      "scope", "customer", "deliveryModel", "status", "answer", "evidence", "date", "dateRaw",
      "raw", "finding", "findingRaw", "reason", "action", "reply", "sheet", "cell", "foundBy",
      "notes", "links", "attachments",
    ]
  private let common: CommonFields
  private let controls: ControlFields
  private let customers: [Scope: String]

  init(_ submission: Submission, _ assessment: Assessment, _ template: Template?) {
    common = CommonFields(submission, assessment)
    controls = ControlFields(template)
    customers = Dictionary(
      submission.caseStudies.compactMap { study in
        study[.customer].text.map { (.caseStudy(study.number), $0) }
      }, uniquingKeysWith: { first, _ in first })
  }

  func fields(of answer: Answer) -> [CSVText.Field] {
    common.fields + controls(answer.key.control)
      + [
        answer.key.scope.description, customers[answer.key.scope], answer.key.namedModel,
        answer.status.rawValue, answer.value?.rawValue, answer.evidence,
        answer.date?.description, answer.dateRaw, answer.raw, answer.finding?.rawValue,
        answer.findingRaw,
        answer.reason, answer.action, answer.reply, answer.sheet, answer.cell,
        answer.foundBy?.rawValue, Self.joined(answer.annotations.notes.map(\.text)),
        Self.joined(answer.annotations.links.map(\.address)),
        Self.joined(answer.annotations.attachments.map(\.part)),
      ].map { CSVText.Field($0) }
  }
}

extension AnswerRows {
  /// Several texts, each on a line; nil for none.
  private static func joined(_ texts: [String]) -> String? {
    texts.isEmpty ? nil : texts.joined(separator: "\n")
  }
}

private struct DiscrepancyRows {
  static let header =
    CommonFields.header + ["code", "severity"] + ControlFields.header + [
      "scope", "deliveryModel", "field", "sheet", "cell", "message",
    ]
  private let common: CommonFields
  private let controls: ControlFields

  init(_ submission: Submission, _ assessment: Assessment, _ template: Template?) {
    common = CommonFields(submission, assessment)
    controls = ControlFields(template)
  }

  func fields(of discrepancy: Discrepancy) -> [CSVText.Field] {
    common.fields + [.text(discrepancy.code.rawValue), .text(discrepancy.severity.rawValue)]
      + controls(discrepancy.control)
      + [
        discrepancy.scope?.description, discrepancy.deliveryModel?.asNamedModel, discrepancy.field,
        discrepancy.sheet, discrepancy.cell, discrepancy.message,
      ].map { CSVText.Field($0) }
  }
}

private enum SubmissionRow {
  static let header =
    CommonFields.header + [
      "reasons", "percent", "met", "notMet", "notApplicable", "open", "applicable",
      "prerequisitesMet", "prerequisitesRequired", "caseStudiesUsed", "caseStudiesRetained",
      "caseStudiesRequired", "publicRetained", "publicRequired", "findings", "compared", "agreed",
      "errors", "warnings", "infos", "withoutEvidence",
      "expected", "answered", "blank", "unreadable", "missing", "duplicate", "unexpected",
      "asOf", "assessmentDate", "category", "deliveryModel", "customers", "contact", "email",
      "sha256", "bytes", "format", "producer", "recognisedBy", "errorCode", "errorMessage",
    ]

  static func fields(of submission: Submission, _ assessment: Assessment) -> [CSVText.Field] {
    typealias Field = CSVText.Field
    let application = submission.application
    let score = assessment.score
    // One code as often as it occurs would say little more, and fill the cell.
    var codes: [String] = []
    for reason in assessment.reasons where !codes.contains(reason.code.rawValue) {
      codes.append(reason.code.rawValue)
    }
    let customers: Field =
      if case .number(let number) = application[.customers].value { Field(number) } else { .empty }
    let verdict: [Field] = [
      Field(codes.isEmpty ? nil : codes.joined(separator: " ")), Field(score.percent),
      Field(score.met), Field(score.notMet), Field(score.notApplicable), Field(score.open),
      Field(score.applicable), Field(assessment.prerequisites.met),
      Field(assessment.prerequisites.required), Field(assessment.caseStudies.count),
      Field(assessment.retained), Field(assessment.caseStudiesRequired),
      Field(assessment.retainedPublic), Field(assessment.publicRequired),
      Field(assessment.agreement?.findings), Field(assessment.agreement?.compared),
      Field(assessment.agreement?.agreed),
    ]
    let counts: [Field] =
      [.error, .warning, .info].map { Field(assessment.count($0)) }
      + [Field(assessment.withoutEvidence), Field(submission.answers.count)]
      + AnswerStatus.allCases.map { Field(submission.count($0)) }
      + [Field(submission.unexpected)]
    let entered: [Field] = [
      Field(assessment.asOf?.description), Field(application.assessmentDate?.description),
      Field(application[.category].category),
      Field(application.deliveryModels?.joined(separator: " ")), customers,
      Field(application[.contact].text), Field(application[.email].text),
    ]
    let source: [Field] = [
      Field(submission.source.sha256), Field(submission.source.bytes),
      Field(submission.source.format), Field(submission.source.producer),
      Field(submission.template?.recognisedBy.rawValue), Field(submission.failure?.code),
      Field(submission.failure?.message),
    ]
    return CommonFields(submission, assessment).fields + verdict + counts + entered + source
  }
}

extension TemplateReference {
  /// As a workbook says it: `<id>@<version>@<language>`.
  fileprivate var stamp: String { [id, version, language.rawValue].joined(separator: "@") }
}
