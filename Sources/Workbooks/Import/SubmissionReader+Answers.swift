internal import Basics
internal import Checklists
internal import Spreadsheet

/// The answers, their evidence and their dates.
extension SubmissionReader {
  mutating func readAnswers() {
    let expected = submission.expectedKeys(of: template)
    for key in expected {
      let answer = read(key)
      submission.answers.append(answer)
    }
    let keys = Set(expected)
    let asked = Set(expected.map { SlotRole.evidence(control: $0.control, scope: $0.scope) })
    for slot in layout.slots {
      switch slot.role {
      case .met(let key) where !keys.contains(key): reportOther(slot.role, key)
      case .audit(let key, _) where !keys.contains(key): reportOther(slot.role, nil)
      case .evidence(let control, let scope), .date(let control, let scope):
        let evidence = SlotRole.evidence(control: control, scope: scope)
        if !asked.contains(evidence) { reportOther(slot.role, nil) }
      default: break
      }
    }
  }

  private mutating func read(_ key: AnswerKey) -> Answer {
    let places = places(.met(key))
    var answer = Answer(key: key, status: .missing)
    let control = template.control(key.control)
    let conditional = control?.isConditional ?? false
    readEvidence(&answer, control)
    let recorded = recorded(.met(key))
    guard let place = places.first, recorded?.state != .missing || typed(place) != nil else {
      let models = knownModels
      let modelIssued = key.deliveryModel.map { models?.contains($0) ?? true } ?? true
      report(.answerMissing, messages.missing(modelIssued: modelIssued), of: answer)
      return answer
    }
    answer.sheet = sheetName(place)
    answer.cell = place.cell.description
    answer.foundBy = place.by
    let cell = typed(place)
    answer.raw = cell?.text
    if recorded?.state == .duplicate {
      // What was found about it goes along.
      answer.status = .duplicate
      answer.raw = recorded?.raw
      return answer
    }
    if let texts = contradiction(places, AnswerVocabulary.agree) {
      answer.status = .duplicate
      report(.answerDuplicate, messages.duplicate(texts), of: answer)
      return answer
    }
    guard let cell else {
      answer.status = .blank
      let range = mergedRange(over: place)
      report(
        .answerBlank, range.map(messages.blankUnder) ?? messages.blank(conditional: conditional),
        of: answer)
      return answer
    }
    if cell.isFormula { report(.answerFormula, messages.formula, of: answer) }
    guard !cell.isError, let value = AnswerVocabulary.value(of: cell.text),
      value != .notApplicable || conditional
    else {
      answer.status = .unreadable
      report(
        .answerUnreadable, messages.unreadable(cell.text, conditional: conditional), of: answer)
      return answer
    }
    answer.status = .answered
    answer.value = value
    if cell.text != value.issued(in: template.language) {
      report(.answerNormalised, messages.normalised(cell.text, value), of: answer)
    }
    return answer
  }

  private mutating func readEvidence(_ answer: inout Answer, _ control: Control?) {
    let key = answer.key
    let evidence = places(.evidence(control: key.control, scope: key.scope))
    if let texts = contradiction(evidence), let place = evidence.first {
      report(
        .answerDuplicate, messages.duplicate(texts), control: key.control, scope: key.scope,
        model: key.deliveryModel, sheet: sheetName(place), cell: place.cell.description)
    } else {
      answer.evidence = evidence.first.flatMap { typed($0)?.text }
    }
    guard control?.recencyMonths != nil else { return }
    let dates = places(.date(control: key.control, scope: key.scope))
    if let texts = contradiction(dates), let place = dates.first {
      answer.dateRaw = texts.compactMap(\.text).joined(separator: "\n")
      report(
        .fieldInvalid, messages.duplicate(texts), control: key.control, scope: key.scope,
        model: key.deliveryModel, field: Aspect.date.rawValue, sheet: sheetName(place),
        cell: place.cell.description)
      return
    }
    guard let place = dates.first, let typed = typed(place) else { return }
    if let date = FieldReader.date(typed), !typed.isError {
      answer.date = date
    } else {
      answer.dateRaw = typed.text
      report(
        .fieldInvalid, messages.fieldInvalid(typed.text, .date), control: key.control,
        scope: key.scope, model: key.deliveryModel, field: Aspect.date.rawValue,
        label: messages.language(fr: "date", en: "date"), sheet: sheetName(place),
        cell: place.cell.description)
    }
  }

  /// Something in a cell of the workbook where no answer is expected; S.O. and blanks say nothing.
  private mutating func reportOther(_ role: SlotRole, _ key: AnswerKey?) {
    for place in places(role) {
      guard let typed = typed(place), AnswerVocabulary.value(of: typed.text) != .notApplicable
      else {
        continue
      }
      submission.unexpected += 1
      report(
        key == nil ? .cellUnexpected : .answerOtherModel,
        key == nil ? messages.unexpected(typed.text) : messages.otherModel(typed.text),
        control: role.controlID, scope: role.scope, model: key?.deliveryModel,
        sheet: sheetName(place), cell: place.cell.description)
    }
  }

  /// The merged range that a cell is hidden under, if it is.
  private func mergedRange(over place: SlotFinder.Found) -> String? {
    workbook.sheets[place.sheet].merged.first {
      $0.contains(place.cell) && $0.first != place.cell
    }?.description
  }
}
