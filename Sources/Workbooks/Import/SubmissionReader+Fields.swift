internal import Basics
internal import Checklists
internal import Spreadsheet

/// The fields of the application and of the case studies.
extension SubmissionReader {
  mutating func readFields() {
    submission.application.fields.reserveCapacity(ApplicationField.allCases.count)
    for field in ApplicationField.allCases {
      let label = field.label(in: messages.language)
      submission.application.fields[field] = read(
        .application(field), field.kind, label: label, name: field.rawValue, scope: nil)
    }
    for number in layout.caseNumbers {
      var study = CaseStudy(number: number, used: false)
      study.fields.reserveCapacity(CaseStudyField.allCases.count)
      for field in CaseStudyField.allCases {
        let label = field.label(in: messages.language)
        study.fields[field] = read(
          .caseStudy(number, field), field.kind, label: label, name: field.rawValue,
          scope: .caseStudy(number))
      }
      submission.caseStudies.append(study)
    }
  }

  private mutating func read(
    _ role: SlotRole, _ kind: FieldKind, label: String, name: String, scope: Scope?
  ) -> Field {
    let places = places(role)
    guard let place = places.first else { return Field() }
    var field = Field(sheet: sheetName(place), cell: place.cell.description)
    if !beside.isEmpty { field.annotations = beside.of(places) }
    func add(
      _ code: DiscrepancyCode, _ text: String, severity: Severity? = nil, texts: [FoundText] = []
    ) {
      report(
        code, text, scope: scope, field: name, label: label, sheet: field.sheet,
        cell: field.cell, severity: severity, texts: texts)
    }
    if let texts = contradiction(places) {
      field.raw = texts.compactMap(\.text).joined(separator: "\n")
      add(.fieldInvalid, messages.duplicate(texts), texts: foundTexts(places))
      return field
    }
    if let recorded = recorded(role) {
      // What was found about it goes along.
      field.raw = recorded.raw
      return field
    }
    guard let typed = typed(place) else { return field }
    if typed.hasNoText, kind == .text {
      add(
        .cellError, messages.withoutText(typed.textWithFormula),
        texts: [foundText(typed.textWithFormula, place)])
      return field
    }
    field.raw = typed.text
    if typed.isStruck {
      add(
        .answerStruck, messages.struck(typed.text), severity: .warning,
        texts: [foundText(typed.text, place)])
      // What is not left standing is no value.
      if StruckText.isWhole(typed.text) {
        add(.fieldInvalid, messages.fieldInvalid(typed.text, kind))
        return field
      }
    }
    if let address = typed.linkedAddress {
      field.annotations.links.append(
        Link(address: address, sheet: sheetName(place), cell: place.cell.description))
    }
    switch fields.read(typed, as: kind) {
    case .success(let value):
      field.value = value
      if kind == .date, let date = FieldReader.date(typed), date.isAmbiguous {
        if let proof = provenMonthFirst() {
          field.value = nil
          add(.fieldInvalid, messages.otherOrder(typed.text, date.date, proof))
        } else {
          add(.fieldAmbiguous, messages.ambiguous(typed.text, date.date))
        }
      } else if kind == .wholeNumber, let number = FieldReader.wholeNumber(typed),
        number.isApproximate
      {
        add(.fieldApproximate, messages.approximate(typed.text, number.value))
      }
    case .failure where kind == .link && !field.annotations.links.isEmpty && !typed.isError:
      // What was typed is the name of the link.
      field.value = field.annotations.links.first.map { .text($0.address) }
    case .failure(let problem):
      switch problem.problem {
      case .invalid: add(.fieldInvalid, messages.fieldInvalid(typed.text, kind))
      case .unknownCategory, .severalCategories:
        add(
          problem.problem.code,
          messages.category(typed.text, several: problem.problem == .severalCategories))
      }
    }
    return field
  }

  /// A case study beyond the required number is used if anything was entered for it.
  mutating func readUse() {
    var entered: Set<Int> = []
    let required = template.caseStudies.required
    let hasMore = layout.caseNumbers.contains { $0 > required }
    for slot in hasMore ? layout.slots : [] where slot.sheet != .audit {
      guard case .caseStudy(let number) = slot.role.scope, number > required,
        !entered.contains(number)
      else { continue }
      if finder.places(of: slot.role).contains(where: { isEntered($0, for: slot.role) }) {
        entered.insert(number)
      }
    }
    for index in submission.caseStudies.indices {
      let number = submission.caseStudies[index].number
      submission.caseStudies[index].used =
        number <= required || entered.contains(number)
        || issued.audit?.usedCaseStudies.contains(number) ?? false
    }
  }

  /// Whether somebody filled a cell. Where it is not known which models were issued, an S.O. where none is answered may
  /// be the workbook's own.
  private func isEntered(_ place: SlotFinder.Found, for role: SlotRole) -> Bool {
    guard let typed = typed(place) else { return false }
    if knownModels != nil { return true }
    if case .met = role { return true }
    return AnswerVocabulary.value(of: typed.text) != .notApplicable
  }
}
