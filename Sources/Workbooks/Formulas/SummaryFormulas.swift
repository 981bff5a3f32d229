internal import Basics
internal import Checklists
internal import Spreadsheet

/// The rules of scores and verdicts as formulas over the answer cells (contract § 2 and 5), for the summary sheet.
struct SummaryFormulas {
  let layout: WorkbookLayout
  private let cells: [SlotRole: CellPlace]
  /// The row of each control on its sheet.
  private let rows: [String: Int]
  let hidden: HiddenSheet

  init(_ layout: WorkbookLayout) {
    self.layout = layout
    hidden = HiddenSheet(layout)
    cells = Dictionary(
      layout.slots.map { ($0.role, CellPlace(sheet: layout.name(of: $0.sheet), cell: $0.cell)) },
      uniquingKeysWith: { first, _ in first })
    var rows: [String: Int] = [:]
    for sheet in [SheetKind.prerequisites, .technical] {
      for case (let row, .control(let control)) in layout.rows(of: sheet) { rows[control.id] = row }
    }
    self.rows = rows
  }

  var template: Template { layout.template }
  var wording: Wording { layout.wording }

  /// Where the cell of a role is; nil where the workbook has none.
  func place(_ role: SlotRole) -> CellPlace? { cells[role] }

  /// The cell of a role; an empty text where the workbook has none.
  func cell(_ role: SlotRole) -> Formula { cells[role].map { .cell($0) } ?? .text("") }
  func field(_ field: ApplicationField) -> Formula { cell(.application(field)) }
  func field(_ number: Int, _ field: CaseStudyField) -> Formula {
    cell(.caseStudy(number, field))
  }

  // MARK: Delivery models in force

  /// Whether a model is in force: a case study's own models, else the application's, else all; for the solution the union.
  func isInForce(_ scope: Scope, model index: Int) -> Formula {
    let model = layout.models[index].id
    let application = field(.deliveryModel)
    switch scope {
    case .solution:
      let studies = layout.caseNumbers.map {
        Formula.cell(hidden.inForce(.caseStudy($0), model: index)) * .cell(hidden.used($0))
      }
      return Formula.total([names(application, model)] + studies).isPositive.flag
    case .caseStudy(let number):
      let own = field(number, .deliveryModel)
      return own.isEmpty.then(
        application.isEmpty.then(.number(1), else: names(application, model)),
        else: names(own, model))
    }
  }

  /// 1 where a field names a model, alone or with others.
  private func names(_ field: Formula, _ model: String) -> Formula {
    let choices = wording.deliveryModelChoices(template.deliveryModels).filter {
      $0.ids.contains(model)
    }
    return Formula.total(choices.map { field.equals($0.label).flag })
  }

  /// Whether anything was entered for a case study.
  func isUsed(_ number: Int) -> Formula {
    let form = layout.name(of: .caseStudies)
    let column = WorkbookLayout.CaseStudyColumn.value(number)
    let fields = CaseStudyField.allCases.map { WorkbookLayout.row(of: $0) }
    let area = CellRange(rows: (fields.min() ?? 0)...(fields.max() ?? 0), columns: column...column)
    var terms = [
      Formula.countIf(sheet: form, range: area, criterion: "?*"),
      .countIf(sheet: form, range: area, criterion: ">0"),
    ]
    let technical = layout.name(of: .technical)
    let rows = layout.rows(of: .technical)
    guard let first = rows.first?.row, let last = rows.last?.row else {
      return Formula.total(terms).isPositive.flag
    }
    for column in layout.technicalColumns where column.scope == .caseStudy(number) {
      let area = CellRange(rows: first...last, columns: column.column...column.column)
      let issued = rows.count { row in
        if case .control(let control) = row.content {
          layout.role(of: control, in: column) == nil
        } else {
          false
        }
      }
      terms.append(
        .countIf(sheet: technical, range: area, criterion: "?*") - .number(Double(issued)))
      terms.append(.countIf(sheet: technical, range: area, criterion: ">0"))
    }
    return Formula.total(terms).isPositive.flag
  }

  // MARK: Counting answers

  /// The counts of some answers, as formulas.
  struct Count {
    var expected: Formula
    var met: Formula
    var notMet: Formula
    var notApplicable: Formula
  }

  /// The prerequisites that are scored.
  var prerequisites: Count {
    let scored = template.controls(of: .prerequisite).filter { $0.answer == .met }
    let columns = layout.prerequisiteColumns.filter { $0.aspect == .met }
    let yes = count(scored, .prerequisites, columns, wording.yes) { _ in nil }
    let no = count(scored, .prerequisites, columns, wording.no) { _ in nil }
    let old = tooOld(scored, in: [.solution])
    return Count(
      expected: .number(Double(scored.count)),
      met: old.map { yes - $0 } ?? yes, notMet: old.map { no + $0 } ?? no,
      notApplicable: notApplicable(scored, scopes: [.solution]))
  }

  /// Documents or technical controls of one section (or part) in one scope, under the models in force there.
  func technical(_ controls: [Control], in scope: Scope) -> Count {
    let scored = controls.filter { $0.answer == .met }
    let columns = layout.technicalColumns.filter { $0.scope == scope && $0.aspect == .met }
    let expected = columns.compactMap { column -> Formula? in
      let number = scored.count { layout.role(of: $0, in: column) != nil }
      return number == 0 ? nil : force(column).map { $0 * .number(Double(number)) }
    }
    let used = used(scope)
    let yes = count(scored, .technical, columns, wording.yes, force: force)
    let no = count(scored, .technical, columns, wording.no, force: force)
    let old = tooOld(scored, in: [scope])
    return Count(
      expected: used(Formula.total(expected)),
      met: used(old.map { yes - $0 } ?? yes), notMet: used(old.map { no + $0 } ?? no),
      notApplicable: used(notApplicable(scored, scopes: [scope])))
  }

  /// Case studies beyond the required number count only if they are used.
  private func used(_ scope: Scope) -> (Formula) -> Formula {
    guard case .caseStudy(let number) = scope, number > template.caseStudies.required else {
      return { $0 }
    }
    return { .cell(hidden.used(number)) * $0 }
  }

  /// Whether a column's model is in force in its scope: 1 or 0.
  private func force(_ column: WorkbookLayout.AnswerColumn) -> Formula? {
    layout.models.firstIndex { $0.id == column.model }.map {
      .cell(hidden.inForce(column.scope, model: $0))
    }
  }

  /// How many answers of some controls are a given one, column by column over runs of neighbouring rows.
  private func count(
    _ controls: [Control], _ sheet: SheetKind, _ columns: [WorkbookLayout.AnswerColumn],
    _ answer: String, force: (WorkbookLayout.AnswerColumn) -> Formula?
  ) -> Formula {
    let name = layout.name(of: sheet)
    var terms: [Formula] = []
    let runs = runs(controls)
    for column in columns {
      guard controls.contains(where: { layout.role(of: $0, in: column) != nil }) else { continue }
      let counts = runs.map {
        Formula.countIf(
          sheet: name, range: CellRange(rows: $0, columns: column.column...column.column),
          criterion: answer)
      }
      let total = Formula.total(counts)
      terms.append(force(column).map { $0 * total } ?? total)
    }
    return .total(terms)
  }

  /// The rows of some controls, neighbouring ones joined. A cell that does not apply holds S.O. and is never counted.
  private func runs(_ controls: [Control]) -> [ClosedRange<Int>] {
    var runs: [ClosedRange<Int>] = []
    for row in controls.compactMap({ rows[$0.id] }).sorted() {
      if let last = runs.last, last.upperBound == row - 1 {
        runs[runs.count - 1] = last.lowerBound...row
      } else {
        runs.append(row...row)
      }
    }
    return runs
  }

  /// How many conditional controls are answered S.O. with a reason.
  private func notApplicable(_ controls: [Control], scopes: [Scope]) -> Formula {
    var terms: [Formula] = []
    for control in controls where control.isConditional {
      for scope in scopes {
        let isExplained = Formula.number(1) - lacksEvidence(control, in: scope)
        for (answer, force) in answers(of: control, in: scope) {
          let given = answer.equals(wording.notApplicable).then(
            isExplained, else: .number(0))
          terms.append(force.map { $0 * given } ?? given)
        }
      }
    }
    return .total(terms)
  }

  /// The answer cells of a control in a scope, each with what says whether it counts.
  func answers(of control: Control, in scope: Scope) -> [(answer: Formula, force: Formula?)] {
    if control.applicability == .always {
      let key = AnswerKey(control: control.id, scope: .solution, deliveryModel: nil)
      return [(cell(.met(key)), nil)]
    }
    return layout.models.enumerated().compactMap { index, model in
      guard control.applies(to: model.id, in: scope.kind) else { return nil }
      let key = AnswerKey(control: control.id, scope: scope, deliveryModel: model.id)
      return (cell(.met(key)), .cell(hidden.inForce(scope, model: index)))
    }
  }

  // MARK: What is missing

  /// How many declarations there are to answer.
  var declarations: Formula {
    let terms = template.controls.filter { $0.answer == .declaration }.flatMap { control in
      scopes(of: control).flatMap { scope in
        answers(of: control, in: scope).map { used(scope)($0.force ?? .number(1)) }
      }
    }
    return .total(terms)
  }

  /// How many declarations have neither O nor N.
  var openDeclarations: Formula {
    let terms = template.controls.filter { $0.answer == .declaration }.flatMap { control in
      scopes(of: control).flatMap { scope in
        answers(of: control, in: scope).map { answer, force in
          let open =
            .number(1) - answer.equals(wording.yes).flag - answer.equals(wording.no).flag
          return used(scope)(force.map { $0 * open } ?? open)
        }
      }
    }
    return .total(terms)
  }

  /// How many answers lack the evidence that they need.
  var missingEvidence: Formula {
    .sumOf(sheet: hidden.name, range: hidden.evidence(missing: true))
  }

  /// How many answers need evidence: each answer of a control that demands it.
  var demandedEvidence: Formula {
    .sumOf(sheet: hidden.name, range: hidden.evidence(missing: false))
  }

  /// The same of one control in a scope; nil where it demands none there.
  func evidence(of control: Control, in scope: Scope, missing: Bool) -> Formula? {
    guard scopes(of: control).contains(scope) else { return nil }
    let needed = missing ? lacksEvidence(control, in: scope) : Formula.number(1)
    var terms: [Formula] = []
    for (answer, force) in answers(of: control, in: scope) {
      func add(_ word: String) {
        let term = answer.equals(word).then(needed, else: .number(0))
        terms.append(used(scope)(force.map { $0 * term } ?? term))
      }
      if control.evidence.required { add(wording.yes) }
      if control.evidence.whenNo != nil { add(wording.no) }
    }
    return terms.isEmpty ? nil : .total(terms)
  }

  func scopes(of control: Control) -> [Scope] {
    if control.applicability == .always { return [.solution] }
    return layout.scopes.filter { scope in
      layout.models.contains { control.applies(to: $0.id, in: scope.kind) }
    }
  }

  /// How many required fields of the application are empty.
  var missingFields: Formula {
    .total(template.requiredFields.application.map { field($0).isEmpty.flag })
  }

  /// How many required fields of a case study are empty.
  func missingFields(_ number: Int) -> Formula {
    used(.caseStudy(number))(emptyFields(number))
  }

  private func emptyFields(_ number: Int) -> Formula {
    let terms = template.requiredFields.caseStudy.map { item in
      let empty = field(number, item).isEmpty.flag
      return item == .publicUrl
        ? field(number, .isPublic).equals(wording.yes).then(empty, else: .number(0)) : empty
    }
    return .total(terms)
  }

  // MARK: Case studies

  /// Whether a case study's production date is neither after the assessment date nor too old: 1 or 0. Without
  /// an assessment date its age is not judged.
  func isDated(_ number: Int) -> Formula {
    let produced = field(number, .productionDate)
    let assessed = field(.assessmentDate)
    let notFuture = produced.atMost(assessed).flag
    guard let months = template.caseStudies.maxAgeMonths else {
      return produced.isEmpty.then(
        .number(0), else: assessed.isEmpty.then(.number(1), else: notFuture))
    }
    let notOld = produced.atLeast(.addMonths(assessed, .number(Double(-months)))).flag
    return produced.isEmpty.then(
      .number(0), else: assessed.isEmpty.then(.number(1), else: notFuture * notOld))
  }

  func isInProduction(_ number: Int) -> Formula {
    field(number, .inProduction).equals(wording.yes).flag
  }

  func isPublic(_ number: Int) -> Formula {
    field(number, .isPublic).equals(wording.yes).then(
      field(number, .publicUrl).isEmpty.then(.number(0), else: .number(1)), else: .number(0))
  }

  func customer(_ number: Int) -> Formula {
    let customer = field(number, .customer)
    return customer.isEmpty.then(.text(""), else: customer)
  }

  func isUsedCell(_ number: Int) -> Formula { .cell(hidden.used(number)) }
}
