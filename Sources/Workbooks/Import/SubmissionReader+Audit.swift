internal import Basics
internal import Checklists
internal import Spreadsheet

/// What an audit workbook says beside the partner's answers.
extension SubmissionReader {
  /// Findings, reasons, requested actions and replies, each beside its answer.
  mutating func readFindings() {
    guard layout.isAudit else { return }
    submission.audit = issued.origin
    let list = finder.sheets.sheets(of: .audit).first
    let listed = finder.sheets.sheets(of: .conflicts).first.map {
      ListedConflicts(workbook.sheets[$0], layout.wording)
    }
    for index in submission.answers.indices {
      let answer = submission.answers[index]
      if let list, finder.places(of: .audit(answer.key, .finding)).isEmpty {
        report(
          .rowRemoved, messages.findingRemoved, control: answer.key.control,
          scope: answer.key.scope, model: answer.key.deliveryModel,
          sheet: workbook.sheets[list].name)
      }
      readFinding(index)
      submission.answers[index].reason = readRemark(index, .reason)
      submission.answers[index].action = readRemark(index, .action)
      submission.answers[index].reply = readRemark(index, .reply)
      for field in AuditField.allCases { readConflict(index, field, listed) }
    }
    reportAlteration()
  }

  /// Several readings of one cell that nobody has settled. An emptied cell settles nothing, nor does what is
  /// no answer.
  private mutating func readConflict(_ index: Int, _ field: AuditField, _ listed: ListedConflicts?)
  {
    let answer = submission.answers[index]
    let typed = answer.issued(field, in: template.language)
    let held = typed.flatMap { AuditConflict.readings(in: $0, field) }
    let isUnclear = field == .finding && answer.findingRaw != nil
    guard held != nil || typed == nil || isUnclear else { return }
    let known = listed?.readings(answer.key, field, template)
    guard var readings = known ?? held else { return }
    if held == nil, let typed { readings.append(AuditReading(text: typed)) }
    submission.answers[index].take(field, from: nil)
    submission.answers[index].conflicts[field] = readings
    let place = finder.places(of: .audit(answer.key, field)).first
    report(
      .findingConflict, messages.conflict(readings, field), control: answer.key.control,
      scope: answer.key.scope, model: answer.key.deliveryModel, field: field.rawValue,
      label: field.name(in: messages.language), sheet: place.map(sheetName) ?? nil,
      cell: place?.cell.description, severity: field == .finding ? .error : .warning)
  }

  private mutating func readFinding(_ index: Int) {
    let key = submission.answers[index].key
    let places = places(.audit(key, .finding))
    guard let place = places.first else { return }
    note(place, of: .finding, index)
    if let texts = contradiction(places, AnswerVocabulary.agree) {
      submission.answers[index].findingRaw = texts.compactMap(\.text).joined(separator: "\n")
      report(.fieldInvalid, messages.duplicate(texts), key, .finding, place)
      return
    }
    guard let typed = typed(place) else { return }
    let conditional = template.control(key.control)?.isConditional ?? false
    guard !typed.isError, let value = AnswerVocabulary.value(of: typed.text),
      value != .notApplicable || conditional
    else {
      submission.answers[index].findingRaw = typed.text
      // Several readings are reported as what they are.
      guard AuditConflict.readings(in: typed.text, .finding) == nil else { return }
      report(
        .fieldInvalid, messages.unreadable(typed.text, conditional: conditional), key, .finding,
        place)
      return
    }
    submission.answers[index].finding = value
    if typed.isFormula { report(.answerFormula, messages.formula, key, .finding, place) }
    if typed.text != value.issued(in: template.language) {
      report(.answerNormalised, messages.normalised(typed.text, value), key, .finding, place)
    }
  }

  private mutating func readRemark(_ index: Int, _ field: AuditField) -> String? {
    let key = submission.answers[index].key
    let places = places(.audit(key, field))
    guard let place = places.first else { return nil }
    note(place, of: field, index)
    guard let texts = contradiction(places) else {
      guard let typed = typed(place) else { return nil }
      if typed.hasNoText {
        report(.cellError, messages.withoutText(typed.textWithFormula), key, field, place)
        return nil
      }
      return typed.text
    }
    report(.fieldInvalid, messages.duplicate(texts), key, field, place)
    return texts.compactMap(\.text).joined(separator: "\n")
  }

  /// Remembers where an auditor's column was filled.
  private mutating func note(_ place: SlotFinder.Found, of field: AuditField, _ index: Int) {
    guard typed(place) != nil else { return }
    submission.answers[index].auditSheet = sheetName(place)
    submission.answers[index].auditCells[field] = place.cell.description
  }

  private mutating func report(
    _ code: DiscrepancyCode, _ text: String, _ key: AnswerKey, _ field: AuditField,
    _ place: SlotFinder.Found
  ) {
    report(
      code, text, control: key.control, scope: key.scope, model: key.deliveryModel,
      field: field.rawValue, label: field.name(in: messages.language), sheet: sheetName(place),
      cell: place.cell.description)
  }

  /// The partner's answers, and what a partner was sent, against the digests that were issued with them.
  private mutating func reportAlteration() {
    guard let record = issued.audit else { return }
    if record.answersDigest != AuditRecord.answersDigest(of: submission) {
      report(.textAltered, messages.answersAltered, field: AuditRecord.alteredField)
    }
    if record.origin.isForPartner,
      record.findingsDigest != AuditRecord.findingsDigest(of: submission)
    {
      report(.textAltered, messages.findingsAltered, field: AuditRecord.alteredField)
    }
  }

  /// How an answer was read in the original, where its copy alone does not say.
  func recorded(_ role: SlotRole) -> AuditRecord.Reading? { issued.audit?.readings[role.name] }

  /// What was found in the original and does not show in its copy.
  mutating func carryDiscrepancies() {
    guard let record = issued.audit else { return }
    var known = Set(submission.discrepancies.map(DiscrepancyPlace.init))
    for discrepancy in AuditRecord.carried(record.discrepancies)
    where known.insert(DiscrepancyPlace(discrepancy)).inserted {
      submission.discrepancies.append(discrepancy)
    }
  }
}

/// What tells findings of a reader apart; two that are about nothing in particular, by what they say.
private struct DiscrepancyPlace: Hashable {
  var code: DiscrepancyCode
  var parts: [String?]

  init(_ discrepancy: Discrepancy) {
    code = discrepancy.code
    parts = [
      discrepancy.control, discrepancy.scope?.description, discrepancy.deliveryModel,
      discrepancy.field,
    ]
    // Several cells may lie outside of everything, several places of a row be altered.
    switch code {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerNormalised, .answerFormula,
      .fieldInvalid, .answerStruck, .cellError, .categoryUnknown, .categorySeveral:
      break
    default: parts.append(discrepancy.message)
    }
  }
}
