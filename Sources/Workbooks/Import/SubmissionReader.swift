internal import Basics
internal import Checklists
internal import Spreadsheet

/// Reads one recognised workbook into a submission.
struct SubmissionReader {
  private let workbook: Workbook
  private let issued: IssuedWorkbook
  private let layout: WorkbookLayout
  private let finder: SlotFinder
  private let fields: FieldReader
  private let messages: ReadingMessages
  private var submission: Submission
  /// The cells that have been read for a role, so that what remains can be told from them.
  private var seen: [Int: Set<CellReference>] = [:]

  private var template: Template { issued.template }

  init(
    _ workbook: Workbook, _ issued: IssuedWorkbook, source: Source, messagesIn language: Language
  ) {
    self.workbook = workbook
    self.issued = issued
    var layout = WorkbookLayout(
      template: issued.template, models: issued.recordedModels,
      caseStudies: issued.recordedCaseStudies ?? WorkbookLayout.caseStudyLimit)
    finder = SlotFinder(workbook, layout: layout)
    if issued.recordedCaseStudies == nil {
      layout = WorkbookLayout(
        template: issued.template, models: issued.recordedModels,
        caseStudies: max(issued.template.caseStudies.required, finder.highestCaseStudy))
    }
    self.layout = layout
    fields = FieldReader(template: issued.template)
    messages = ReadingMessages(language: language, template: issued.template)
    submission = Submission(source: source)
    submission.template = issued.reference
  }

  /// Everything that the workbook says.
  consuming func read() -> Submission {
    readFields()
    readUse()
    readAnswers()
    readClosed()
    readRest(IssuedTexts.of(layout))
    readContent()
    return submission
  }

  // MARK: Cells

  private func sheetName(_ found: SlotFinder.Found) -> String { workbook.sheets[found.sheet].name }

  private func typed(_ found: SlotFinder.Found) -> TypedCell? {
    TypedCell(workbook.sheets[found.sheet][found.cell])
  }

  /// What stands in the places that claim a role, with their addresses.
  private func claims(_ places: [SlotFinder.Found]) -> [(place: String, text: String?)] {
    places.map { (sheetName($0) + "!" + $0.cell.description, typed($0)?.text) }
  }

  /// The places of a role; each counts as read.
  private mutating func places(_ role: SlotRole) -> [SlotFinder.Found] {
    let places = finder.places(of: role)
    for place in places { seen[place.sheet, default: []].insert(place.cell) }
    return places
  }

  // MARK: Findings

  /// Adds a finding about a place, named as a person sees it.
  private mutating func report(
    _ code: DiscrepancyCode, _ text: String, control: String? = nil, scope: Scope? = nil,
    model: String? = nil, field: String? = nil, label: String? = nil, sheet: String? = nil,
    cell: String? = nil
  ) {
    let language = messages.language
    var names: [String] = []
    if let control { names.append(template.name(ofControl: control, in: language)) }
    if case .caseStudy = scope { names.append(scope?.name(in: language) ?? "") }
    if let model, template.deliveryModels.count > 1 { names.append(template.label(ofModel: model)) }
    if let label { names.append(label) }
    submission.discrepancies.append(
      Discrepancy(
        code, control: control, scope: scope, deliveryModel: model, field: field, sheet: sheet,
        cell: cell,
        message: Place(sheet: sheet, cell: cell, names: names).message(text, in: language)))
  }

  private mutating func report(_ code: DiscrepancyCode, _ text: String, of answer: Answer) {
    report(
      code, text, control: answer.key.control, scope: answer.key.scope,
      model: answer.key.deliveryModel, sheet: answer.sheet, cell: answer.cell)
  }

  // MARK: Fields

  private mutating func readFields() {
    for field in ApplicationField.allCases {
      let label = field.label(in: messages.language)
      submission.application.fields[field] = read(
        .application(field), field.kind, label: label, name: field.rawValue, scope: nil)
    }
    for number in layout.caseNumbers {
      var study = CaseStudy(number: number, used: false)
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
    func add(_ code: DiscrepancyCode, _ text: String) {
      report(
        code, text, scope: scope, field: name, label: label, sheet: field.sheet, cell: field.cell)
    }
    let texts = claims(places)
    if texts.count > 1, texts[0].text != texts[1].text {
      field.raw = texts.compactMap(\.text).joined(separator: "\n")
      add(.fieldInvalid, messages.duplicate(texts))
      return field
    }
    guard let typed = typed(place) else { return field }
    field.raw = typed.text
    switch fields.read(typed, as: kind) {
    case .success(let value): field.value = value
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
  private mutating func readUse() {
    var entered: Set<Int> = []
    for slot in layout.slots {
      guard case .caseStudy(let number) = slot.role.scope, !entered.contains(number) else {
        continue
      }
      if finder.places(of: slot.role).contains(where: { isEntered($0, for: slot.role) }) {
        entered.insert(number)
      }
    }
    for index in submission.caseStudies.indices {
      let number = submission.caseStudies[index].number
      submission.caseStudies[index].used =
        number <= template.caseStudies.required || entered.contains(number)
    }
  }

  /// Whether somebody filled a cell. Where it is not known which models were issued, an S.O. where none is answered may
  /// be the workbook's own.
  private func isEntered(_ place: SlotFinder.Found, for role: SlotRole) -> Bool {
    guard let typed = typed(place) else { return false }
    if issued.recordedModels != nil { return true }
    if case .met = role { return true }
    return AnswerVocabulary.value(of: typed.text) != .notApplicable
  }

  // MARK: Answers

  private mutating func readAnswers() {
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
    guard let place = places.first else {
      let models = issued.recordedModels
      let modelIssued = key.deliveryModel.map { models?.contains($0) ?? true } ?? true
      report(.answerMissing, messages.missing(modelIssued: modelIssued), of: answer)
      return answer
    }
    answer.sheet = sheetName(place)
    answer.cell = place.cell.description
    answer.foundBy = place.by
    let cell = typed(place)
    answer.raw = cell?.text
    if places.count > 1 {
      let texts = claims(places)
      if texts[0].text != texts[1].text {
        answer.status = .duplicate
        report(.answerDuplicate, messages.duplicate(texts), of: answer)
        return answer
      }
      report(.rowMoved, messages.rowMoved, of: answer)
    }
    if place.hasMoved { report(.rowMoved, messages.rowMoved, of: answer) }
    guard let cell else {
      answer.status = .blank
      report(.answerBlank, messages.blank, of: answer)
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
    let evidence = claims(places(.evidence(control: key.control, scope: key.scope)))
    if evidence.count > 1, evidence[0].text != evidence[1].text {
      report(
        .answerDuplicate, messages.duplicate(evidence), control: key.control, scope: key.scope,
        model: key.deliveryModel)
    } else {
      answer.evidence = evidence.first?.text
    }
    guard control?.recencyMonths != nil else { return }
    let dates = places(.date(control: key.control, scope: key.scope))
    let typedDates = claims(dates)
    guard let place = dates.first(where: { typed($0) != nil }), let typed = typed(place) else {
      return
    }
    if typedDates.count > 1, typedDates[0].text != typedDates[1].text {
      answer.dateRaw = typedDates.compactMap(\.text).joined(separator: "\n")
      report(
        .fieldInvalid, messages.duplicate(typedDates), control: key.control, scope: key.scope,
        model: key.deliveryModel, field: Aspect.date.rawValue, sheet: sheetName(place),
        cell: place.cell.description)
      return
    }
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

  // MARK: What belongs to nothing

  /// Something typed over the grey S.O. of a control that is not asked there.
  private mutating func readClosed() {
    for place in finder.closed {
      guard !(seen[place.found.sheet]?.contains(place.found.cell) ?? false) else { continue }
      seen[place.found.sheet, default: []].insert(place.found.cell)
      guard let typed = typed(place.found),
        AnswerVocabulary.value(of: typed.text) != .notApplicable,
        template.control(place.control) != nil
      else { continue }
      submission.unexpected += 1
      let isAnswer = place.columnKey.hasSuffix(Aspect.met.rawValue)
      let parts = place.columnKey.split(separator: ".")
      report(
        isAnswer ? .answerNotApplicable : .cellUnexpected,
        isAnswer ? messages.notApplicable(typed.text) : messages.unexpected(typed.text),
        control: place.control, scope: parts.first.flatMap { Scope($0) },
        model: isAnswer && parts.count == 3 ? String(parts[1]) : nil,
        sheet: sheetName(place.found), cell: place.found.cell.description)
    }
  }

  /// Every other filled cell: issued texts are passed over, altered ones named, the rest reported, however many.
  private mutating func readRest(_ issued: IssuedTexts) {
    let listed = 200
    for (index, sheet) in workbook.sheets.enumerated() {
      let rows = finder.rows[index]
      let computed = issued.isComputed(sheet)
      let cells = seen[index] ?? []
      var further = 0
      for cell in sheet.cells where !cells.contains(cell.reference) {
        guard let typed = TypedCell(cell),
          !issued.isIssued(
            cell, typed, computed: computed, inForm: rows?.contains(cell.reference) ?? true)
        else {
          continue
        }
        if let rows, let control = rows.controls[cell.reference.row],
          cell.reference.column < rows.firstAnswerColumn, template.control(control) != nil
        {
          report(
            .textAltered, messages.textAltered(typed.text), control: control, sheet: sheet.name,
            cell: cell.reference.description)
          continue
        }
        submission.unexpected += 1
        guard submission.unexpected <= listed else {
          further += 1
          continue
        }
        report(
          .cellUnexpected, messages.unexpected(typed.text), sheet: sheet.name,
          cell: cell.reference.description)
      }
      if further > 0 {
        report(.cellUnexpected, messages.furtherUnexpected(further), sheet: sheet.name)
      }
    }
  }

  /// What is in the file beside cells.
  private mutating func readContent() {
    let language = messages.language
    if workbook.hasMacros {
      report(
        .contentMacros,
        language(
          fr: "Le classeur contient des macros ; elles n’ont pas été exécutées.",
          en: "The workbook holds macros; they were not run."))
    }
    if workbook.hasExternalLinks {
      report(
        .contentExternalLinks,
        language(
          fr: "Le classeur renvoie à d’autres classeurs ; ces liens n’ont pas été suivis.",
          en: "The workbook links to other workbooks; the links were not followed."))
    }
    if workbook.hasEmbeddedObjects {
      report(
        .contentEmbedded,
        language(
          fr: "Le classeur contient des objets incorporés ; ils n’ont pas été ouverts.",
          en: "The workbook holds embedded objects; they were not opened."))
    }
  }
}
