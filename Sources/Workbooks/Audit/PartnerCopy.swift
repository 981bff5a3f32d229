internal import Basics
internal import Checklists
internal import Spreadsheet

/// What a partner entered, put into the cells of a workbook so that it is read as it was: as typed, what was not understood
/// among it. What a cell cannot say goes into the record.
struct PartnerCopy {
  private(set) var values: [SlotRole: CellContent] = [:]
  private(set) var readings: [String: AuditRecord.Reading] = [:]
  private let template: Template
  private let fields: FieldReader
  private let wording: Wording

  init(_ submission: Submission, _ template: Template) {
    self.template = template
    fields = FieldReader(template: template)
    wording = Wording(language: template.language)
    for name in ApplicationField.allCases {
      copy(submission.application[name], name.kind, .application(name))
    }
    for study in submission.caseStudies {
      for name in CaseStudyField.allCases {
        copy(study[name], name.kind, .caseStudy(study.number, name))
      }
    }
    for answer in submission.answers { copy(answer) }
  }

  private mutating func copy(_ field: Field, _ kind: FieldKind, _ role: SlotRole) {
    guard let raw = field.raw else { return }
    if case .number(let number) = field.value, raw == String(number) {
      values[role] = .number(Double(number))
      return
    }
    if case .date(let date) = field.value, raw == date.description {
      values[role] = .date(date)
      return
    }
    values[role] = text(raw)
    let cell = TypedCell(Cell(CellReference(row: 0, column: 0), .string(raw)))
    let reread = cell.flatMap { try? fields.read($0, as: kind).get() }
    if reread != field.value {
      readings[role.name] = AuditRecord.Reading(state: .invalid, raw: raw)
    }
  }

  private mutating func copy(_ answer: Answer) {
    let role = SlotRole.met(answer.key)
    switch answer.status {
    case .duplicate:
      values[role] = text(wording.contradictedAnswer(answer.raw))
      readings[role.name] = AuditRecord.Reading(state: .duplicate, raw: answer.raw)
    case .missing:
      readings[role.name] = AuditRecord.Reading(state: .missing, raw: nil)
    case .answered, .blank, .unreadable:
      if let raw = answer.raw { values[role] = text(raw) }
    }
    let (control, scope) = (answer.key.control, answer.key.cellScope)
    if let evidence = answer.evidence {
      values[.evidence(control: control, scope: scope)] = text(evidence)
    }
    let dateRole = SlotRole.date(control: control, scope: scope)
    if let date = answer.date {
      values[dateRole] = .date(date)
    } else if let raw = answer.dateRaw {
      values[dateRole] = text(raw)
      readings[dateRole.name] = AuditRecord.Reading(state: .invalid, raw: raw)
    }
  }

  /// Always a text, whatever it begins with, and as much of it as a cell holds.
  private func text(_ typed: String) -> CellContent { .text(CellTextLimit.fitting(typed)) }
}
