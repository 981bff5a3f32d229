public import Basics

/// Everything that one returned workbook says.
public struct Submission: Sendable, Equatable {
  public var source: Source
  /// Nil where no known template was recognised.
  public var template: TemplateReference?
  public var application: Application
  /// Every case study that the workbook has room for, by number from 1 on; unused ones included.
  public var caseStudies: [CaseStudy]
  /// Every expected answer exactly once, in the template's order.
  public var answers: [Answer]
  /// How many filled cells belong to nothing that is expected.
  public var unexpected: Int
  /// What stands beside the cells and on none of an answer or field.
  public var annotations = Annotations()
  /// What the reading found; rules across answers are the assessment's.
  public var discrepancies: [Discrepancy]
  /// Set where the file could not be read; everything else is empty then.
  public var failure: Failure?
  /// Set where the file is an auditor's workbook: what it was made from.
  public var audit: AuditOrigin?

  public init(source: Source) {
    self.source = source
    application = Application()
    caseStudies = []
    answers = []
    unexpected = 0
    discrepancies = []
  }

  /// How many expected answers have each status, and `unexpected`; the five statuses add up to `expected`.
  public func count(_ status: AnswerStatus) -> Int {
    answers.indices.count { answers[$0].status == status }
  }
}

/// The file that a submission was read from.
public struct Source: Sendable, Equatable {
  /// As given by the caller.
  public var file: String
  /// Lower-case hexadecimal.
  public var sha256: String
  public var bytes: Int
  /// `xlsx`, `xlsm`, `ods` or `csv`; nil where the file could not be read.
  public var format: String?
  public var producer: String?

  public init(
    file: String, sha256: String, bytes: Int, format: String? = nil, producer: String? = nil
  ) {
    self.file = file
    self.sha256 = sha256
    self.bytes = bytes
    self.format = format
    self.producer = producer
  }
}

/// What an audit workbook was made from.
public struct AuditOrigin: Sendable, Equatable {
  /// The file that the partner returned, as it was named then.
  public var file: String
  /// Its SHA-256, lower-case hexadecimal.
  public var sha256: String
  /// Its number in the register that it was taken from; nil where it was made of a file.
  public var number: Int?
  /// Whether the workbook was made for the partner's replies, not for the auditor's findings.
  public var isForPartner: Bool

  public init(file: String, sha256: String, number: Int? = nil, isForPartner: Bool) {
    self.file = file
    self.sha256 = sha256
    self.number = number
    self.isForPartner = isForPartner
  }
}

/// Which template a workbook was issued from, and how that was seen.
public struct TemplateReference: Sendable, Equatable {
  public enum RecognisedBy: String, Sendable { case property, sheet, references }
  public var id: String
  public var version: String
  public var language: Language
  public var recognisedBy: RecognisedBy

  public init(id: String, version: String, language: Language, recognisedBy: RecognisedBy) {
    self.id = id
    self.version = version
    self.language = language
    self.recognisedBy = recognisedBy
  }
}

/// Why a file has no submission: a code of the contract's § 8 and a sentence that says what to do.
public struct Failure: Sendable, Equatable {
  public var code: String
  public var message: String

  public init(code: String, message: String) {
    self.code = code
    self.message = message
  }
}

/// What a field holds after reading.
public enum FieldValue: Sendable, Equatable {
  case text(String)
  case number(Int)
  case date(CalendarDate)
  case yesNo(Bool)
  /// The id of a category.
  case category(String)
  /// Ids of delivery models, in the template's order, at least one.
  case deliveryModels([String])
}

/// One field as it was found.
public struct Field: Sendable, Equatable {
  /// As typed; nil where the cell is blank or not there.
  public var raw: String?
  /// Nil where nothing was typed or it was not understood.
  public var value: FieldValue?
  public var sheet: String?
  public var cell: String?
  public var annotations = Annotations()

  public init(
    raw: String? = nil, value: FieldValue? = nil, sheet: String? = nil, cell: String? = nil
  ) {
    self.raw = raw
    self.value = value
    self.sheet = sheet
    self.cell = cell
  }

  public var text: String? { if case .text(let text) = value { text } else { nil } }
  public var date: CalendarDate? { if case .date(let date) = value { date } else { nil } }
  public var yesNo: Bool? { if case .yesNo(let flag) = value { flag } else { nil } }
  public var category: String? { if case .category(let id) = value { id } else { nil } }
  public var deliveryModels: [String]? {
    if case .deliveryModels(let models) = value { models } else { nil }
  }
}

/// The fields that are asked once.
public struct Application: Sendable, Equatable {
  public var fields: [ApplicationField: Field]

  public init(fields: [ApplicationField: Field] = [:]) { self.fields = fields }

  public subscript(_ field: ApplicationField) -> Field { fields[field] ?? Field() }

  public var partner: String? { self[.partner].text }
  public var deliveryModels: [String]? { self[.deliveryModel].deliveryModels }
  public var assessmentDate: CalendarDate? { self[.assessmentDate].date }
}

/// The fields of one case study.
public struct CaseStudy: Sendable, Equatable {
  /// From 1.
  public var number: Int
  /// Whether answers are expected: it is one of the required number, or something was entered.
  public var used: Bool
  public var fields: [CaseStudyField: Field]

  public init(number: Int, used: Bool, fields: [CaseStudyField: Field] = [:]) {
    self.number = number
    self.used = used
    self.fields = fields
  }

  public subscript(_ field: CaseStudyField) -> Field { fields[field] ?? Field() }
}

extension Submission {
  /// The delivery models in force for a case study: its own field's, else the application's, else all.
  public func modelsInForce(for study: CaseStudy, of template: Template) -> [String] {
    study[.deliveryModel].deliveryModels ?? application.deliveryModels
      ?? template.deliveryModels.map(\.id)
  }

  /// The delivery models in force for the solution: the union of the application's and those of the used case
  /// studies, in the template's order.
  public func modelsInForce(of template: Template) -> [String] {
    var models = Set(application.deliveryModels ?? [])
    for study in caseStudies where study.used {
      models.formUnion(modelsInForce(for: study, of: template))
    }
    if models.isEmpty { return template.deliveryModels.map(\.id) }
    return template.deliveryModels.map(\.id).filter(models.contains)
  }

  /// Every answer that is expected, in the template's order: by scope within a control, by delivery model within a scope.
  public func expectedKeys(of template: Template) -> [AnswerKey] {
    expectedAnswers(of: template).map(\.key)
  }

  /// The scopes and delivery models under which answers are expected, in that order, and which of the controls are asked
  /// there, by their places. Controls that are always asked are expected once beside.
  public func expectedColumns(of template: Template) -> [(
    scope: Scope, model: String, isAsked: [Bool]
  )] {
    var columns: [(scope: Scope, model: String, isAsked: [Bool])] = []
    func add(_ models: [String], _ scope: Scope) {
      for model in models {
        columns.append((scope, model, template.asked(under: model, in: scope.kind)))
      }
    }
    add(modelsInForce(of: template), .solution)
    for study in caseStudies where study.used {
      add(modelsInForce(for: study, of: template), .caseStudy(study.number))
    }
    return columns
  }

  /// The same as the keys, each with the place of its control among the template's.
  public func expectedAnswers(of template: Template) -> [(key: AnswerKey, control: Int)] {
    let columns = expectedColumns(of: template)
    var expected: [(key: AnswerKey, control: Int)] = []
    for place in template.controls.indices {
      let id = template.controls[place].id
      if template.controls[place].applicability == .always {
        expected.append((AnswerKey(control: id, scope: .solution, deliveryModel: nil), place))
      }
      for column in columns where column.isAsked[place] {
        let key = AnswerKey(control: id, scope: column.scope, deliveryModel: column.model)
        expected.append((key, place))
      }
    }
    return expected
  }
}
