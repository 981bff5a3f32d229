internal import Basics
internal import Checklists
internal import Spreadsheet

/// The answers, their evidence and their dates.
extension SubmissionReader {
  mutating func readAnswers() {
    let plan =
      image?.plan(for: submission)
      ?? ReadingPlans(layout, finder, isForMany: false).plan(for: submission)
    self.plan = plan
    submission.answers.reserveCapacity(plan.entries.count)
    for entry in plan.entries {
      if !isUntouched {
        note(entry.answers)
        note(entry.evidence)
        note(entry.dates)
      }
      var answer = entry.missing
      read(entry, &answer)
      submission.answers.append(consume answer)
    }
    for other in plan.others {
      if !isUntouched { note(other.places) }
      reportOther(other)
    }
  }

  private mutating func read(_ entry: ReadingPlan.Entry, _ answer: inout Answer) {
    let places = entry.answers
    let conditional = entry.isConditional
    readEvidence(&answer, entry)
    if !beside.isEmpty {
      answer.annotations = beside.of(entry.answers + entry.evidence + entry.dates)
    }
    let recorded = issued.audit == nil ? nil : recorded(.met(entry.key))
    guard let place = places.first else { return reportMissing(answer) }
    let cell = typedNearLast(place)
    guard recorded?.state != .missing || cell != nil else { return reportMissing(answer) }
    answer.sheet = sheetName(place)
    answer.cell = entry.cell
    answer.foundBy = place.by
    answer.raw = cell?.text
    if recorded?.state == .duplicate {
      // What was found about it goes along.
      answer.status = .duplicate
      answer.raw = recorded?.raw
      return
    }
    if places.count > 1, let texts = contradiction(places, AnswerVocabulary.agree) {
      answer.status = .duplicate
      report(.answerDuplicate, messages.duplicate(texts), of: answer, texts: foundTexts(places))
      return
    }
    guard let cell else {
      answer.status = .blank
      let range = mergedRange(over: place)
      report(
        .answerBlank,
        (range.map(messages.blankUnder) ?? messages.blank(conditional: conditional))
          + messages.foundBeside(beside.of(places).notes),
        of: answer)
      return
    }
    if cell.isStruck {
      answer.status = .unreadable
      report(
        .answerStruck, messages.struckAnswer(cell.text, conditional: conditional), of: answer,
        texts: [foundText(cell.text, place)])
      return
    }
    if cell.isFormula, cell.text != cell.formula {
      report(.answerFormula, messages.formula, of: answer)
    }
    guard !cell.isError, let value = AnswerVocabulary.value(of: cell.text),
      value != .notApplicable || conditional
    else {
      answer.status = .unreadable
      report(
        .answerUnreadable, messages.unreadable(cell.text, conditional: conditional), of: answer)
      return
    }
    answer.status = .answered
    answer.value = value
    if cell.text != value.issued(in: template.language) {
      report(.answerNormalised, messages.normalised(cell.text, value), of: answer)
    }
  }

  private mutating func reportMissing(_ answer: Answer) {
    let models = knownModels
    let modelIssued = answer.key.deliveryModel.map { models?.contains($0) ?? true } ?? true
    report(.answerMissing, messages.missing(modelIssued: modelIssued), of: answer)
  }

  private mutating func readEvidence(_ answer: inout Answer, _ entry: ReadingPlan.Entry) {
    let key = entry.key
    let evidence = entry.evidence
    if evidence.count > 1, let texts = contradiction(evidence), let place = evidence.first {
      report(
        .answerDuplicate, messages.duplicate(texts), control: key.control, scope: key.scope,
        model: key.deliveryModel, sheet: sheetName(place), cell: place.cell.description,
        texts: foundTexts(evidence))
    } else if let place = evidence.first {
      // Answers under several delivery models share one cell.
      if let last = lastEvidence, last.place.cell == place.cell, last.place.sheet == place.sheet {
        answer.evidence = last.text
      } else {
        answer.evidence = typedNearLast(place).flatMap { readText($0, place, key) }
        if let text = answer.evidence, let rest = layout.wording.unmarked(text) {
          answer.evidence = rest.isBlank ? nil : rest
          report(
            .answerReworded, messages.reworded, control: key.control, scope: key.scope,
            sheet: sheetName(place), cell: place.cell.description)
        }
        lastEvidence = (place, answer.evidence)
      }
    }
    guard entry.recencyMonths != nil else { return }
    let dates = entry.dates
    if let texts = contradiction(dates), let place = dates.first {
      answer.dateRaw = texts.compactMap(\.text).joined(separator: "\n")
      report(
        .fieldInvalid, messages.duplicate(texts), control: key.control, scope: key.scope,
        model: key.deliveryModel, field: Aspect.date.rawValue, sheet: sheetName(place),
        cell: place.cell.description)
      return
    }
    if let recorded = recorded(.date(control: key.control, scope: key.cellScope)) {
      // What was found about it goes along.
      answer.dateRaw = recorded.raw
      return
    }
    guard let place = dates.first, let typed = typed(place) else { return }
    func add(_ code: DiscrepancyCode, _ text: String) {
      report(
        code, text, control: key.control, scope: key.scope, model: key.deliveryModel,
        field: Aspect.date.rawValue, label: messages.language(fr: "date", en: "date"),
        sheet: sheetName(place), cell: place.cell.description)
    }
    guard let date = typed.isError || typed.isStruck ? nil : FieldReader.date(typed) else {
      answer.dateRaw = typed.text
      return add(.fieldInvalid, messages.fieldInvalid(typed.text, .date))
    }
    answer.date = date.date
    guard date.isAmbiguous else { return }
    if let proof = provenMonthFirst() {
      answer.date = nil
      answer.dateRaw = typed.text
      add(.fieldInvalid, messages.otherOrder(typed.text, date.date, proof))
    } else {
      add(.fieldAmbiguous, messages.ambiguous(typed.text, date.date))
    }
  }

  /// A date of the workbook that can only be meant month first, as it was typed; nil where there is none.
  mutating func provenMonthFirst() -> String? {
    if let monthFirst { return monthFirst }
    for slot in layout.slots where slot.role.isDate {
      for place in finder.places(of: slot.role) {
        guard let typed = typed(place), FieldReader.date(typed)?.isMonthFirst ?? false else {
          continue
        }
        monthFirst = typed.text
        return typed.text
      }
    }
    monthFirst = .some(nil)
    return nil
  }

  /// The text of a cell where one is expected; nil where there is none to read, which is reported.
  private mutating func readText(
    _ typed: TypedCell, _ place: SlotFinder.Found, _ key: AnswerKey
  ) -> String? {
    if let address = typed.linkedAddress { beside.add(address, at: place, sheetName(place)) }
    guard typed.hasNoText || typed.isStruck else { return typed.text }
    report(
      typed.hasNoText ? .cellError : .answerStruck,
      typed.hasNoText
        ? messages.withoutText(typed.textWithFormula) : messages.struck(typed.text),
      control: key.control, scope: key.scope,
      model: key.deliveryModel, field: Aspect.evidence.rawValue, sheet: sheetName(place),
      cell: place.cell.description, severity: .warning,
      texts: [foundText(typed.textWithFormula, place)])
    return typed.hasNoText ? nil : typed.text
  }

  /// Something in a cell of the workbook where no answer is expected; S.O. and blanks say nothing.
  private mutating func reportOther(_ other: ReadingPlan.Other) {
    for place in other.places {
      guard let typed = typed(place), AnswerVocabulary.value(of: typed.text) != .notApplicable
      else {
        continue
      }
      submission.unexpected += 1
      report(
        other.key == nil ? .cellUnexpected : .answerOtherModel,
        other.key == nil ? messages.unexpected(typed.text) : messages.otherModel(typed.text),
        control: other.role.controlID, scope: other.role.scope, model: other.key?.deliveryModel,
        sheet: sheetName(place), cell: place.cell.description,
        texts: [foundText(typed.textWithFormula, place)])
    }
  }

  /// The merged range that a cell is hidden under, if it is.
  private func mergedRange(over place: SlotFinder.Found) -> String? {
    workbook.sheets[place.sheet].merged.first {
      $0.contains(place.cell) && $0.first != place.cell
    }?.description
  }
}
