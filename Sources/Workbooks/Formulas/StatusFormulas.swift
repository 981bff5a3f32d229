internal import Checklists
internal import Spreadsheet

/// What is still to be done, in words beside the answers.
extension SummaryFormulas {
  /// Where the technical sheet says whether a column's model is in force: 1 or 0, and 0 for a case study that is not used.
  func forcePlace(column: Int) -> CellPlace {
    CellPlace(
      sheet: layout.name(of: .technical),
      cell: CellReference(row: WorkbookLayout.TechnicalRow.force, column: column))
  }

  /// What stands there.
  func force(_ scope: Scope, model id: String) -> Formula? {
    guard let index = layout.models.firstIndex(where: { $0.id == id }) else { return nil }
    let inForce = Formula.cell(hidden.inForce(scope, model: index))
    guard case .caseStudy(let number) = scope, number > template.caseStudies.required else {
      return inForce
    }
    return inForce * .cell(hidden.used(number))
  }

  /// The same for an answer that was carried over to another wording: to be read again until its evidence has
  /// no mark.
  func statusUntilReread(of control: Control, in block: WorkbookLayout.AnswerBlock) -> Formula {
    let status = status(of: control, in: block)
    let role = SlotRole.evidence(control: control.id, scope: control.cellScope(block.scope))
    guard let place = place(role) else { return status }
    let mark = wording.status(.reread)
    return Formula.countIf(
      sheet: place.sheet, range: CellRange(place.cell), criterion: "*" + mark + "*"
    ).isPositive.then(.text(mark), else: status)
  }

  /// What a control still needs in a scope: one of the wording's `Status` texts.
  func status(of control: Control, in block: WorkbookLayout.AnswerBlock) -> Formula {
    let scope = block.scope
    let answers = block.columns(.met).compactMap { column -> (Formula, Formula?)? in
      guard let role = layout.role(of: control, in: column) else { return nil }
      return (cell(role), column.model.map { _ in .cell(forcePlace(column: column.column)) })
    }
    guard !answers.isEmpty else { return .text(wording.status(.notAsked)) }
    /// How many answers in force pass a test.
    func count(_ test: (Formula) -> Formula) -> Formula {
      .total(answers.map { answer, force in force.map { test(answer) * $0 } ?? test(answer) })
    }
    let (yes, no, without) = (wording.yes, wording.no, wording.notApplicable)
    func isGiven(_ answer: String) -> Formula { count { $0.equals(answer).flag } }
    let noEvidence = lacksEvidence(control, in: scope)
    var known = [yes, no]
    if control.isConditional { known.append(without) }
    var steps: [(Formula, Wording.Status)] = [
      (count { $0.isEmpty.flag }.isPositive, .toAnswer),
      (
        count { answer in
          known.reduce(answer.differs(from: "").flag) { $0 * answer.differs(from: $1) }
        }.isPositive, .unknown
      ),
    ]
    if control.isConditional {
      steps.append(((isGiven(without) * noEvidence).isPositive, .noReason))
    }
    let lacksEvidence = ((isGiven(yes) * noEvidence).isPositive, Wording.Status.noEvidence)
    var blocking: [(Formula, Wording.Status)] = []
    if let isTooOld = isTooOld(control, in: scope) {
      blocking.append(((isGiven(yes) * isTooOld).isPositive, .tooOld))
    }
    if control.answer == .met { blocking.append((isGiven(no).isPositive, .notMet)) }
    // What blocks goes before evidence that is only advisable.
    steps += control.evidence.required ? [lacksEvidence] + blocking : blocking + [lacksEvidence]
    if control.evidence.whenNo != nil {
      steps.append(((isGiven(no) * noEvidence).isPositive, .noEvidence))
    }
    if control.recencyMonths != nil {
      let noDate = cell(.date(control: control.id, scope: control.cellScope(scope))).isEmpty
      steps.append(((isGiven(yes) * noDate.flag).isPositive, .noDate))
    }
    let forces = answers.compactMap(\.1)
    let text = steps.reversed().reduce(Formula.text(wording.status(.done))) { rest, step in
      step.0.then(.text(wording.status(step.1)), else: rest)
    }
    guard !forces.isEmpty else { return text }
    return Formula.total(forces).equals(.number(0)).then(
      .text(wording.status(.notAsked)), else: text)
  }

  /// How much of a run of rows is open in a block: « 12 à répondre », « 3 à revoir », or that all is done.
  func openRows(_ rows: ClosedRange<Int>, of sheet: SheetKind, column: Int) -> Formula {
    let range = CellRange(rows: rows, columns: column...column)
    func count(_ status: Wording.Status) -> Formula {
      .countIf(
        sheet: layout.name(of: sheet), range: range, criterion: wording.status(status))
    }
    let open = count(.toAnswer)
    let unclear = Formula.total(
      [.unknown, .noReason, .noEvidence, .noDate].map { count($0) })
    return open.isPositive.then(
      .joined([open, .text(wording.openCount)]),
      else: unclear.isPositive.then(
        .joined([unclear, .text(wording.unclearCount)]), else: .text(wording.status(.done))))
  }

  /// What a field of the application needs.
  func status(of item: ApplicationField) -> Formula {
    let isRequired = template.requiredFields.application.contains(item)
    return field(item).isEmpty.then(
      .text(isRequired ? wording.status(.toFill) : wording.optionalMark),
      else: .text(wording.status(.done)))
  }

  /// How many fields a case study still needs, or that it is complete, or not used.
  func status(ofCaseStudy number: Int) -> Formula {
    let missing = missingFields(number)
    let text = missing.isPositive.then(
      counted(missing, wording.fieldsToFill), else: .text(wording.caseStudyComplete))
    guard number > template.caseStudies.required else { return text }
    return isUsedCell(number).equals(.number(0)).then(
      .text(wording.caseStudyUnused), else: text)
  }

  /// The heading of a case study with its customer's name, once there is one.
  func heading(ofCaseStudy number: Int) -> Formula {
    let customer = field(number, .customer)
    let title = Formula.text(wording.caseStudy(number))
    return .joined([
      title, customer.isEmpty.then(.text(""), else: .joined([.text(" – "), customer])),
    ])
  }

  /// The partner's name, once there is one.
  var partnerName: Formula {
    let name = field(.partner)
    return name.isEmpty.then(.text(""), else: name)
  }

  /// The subject line of the message; the partner's name takes the place of what stands in square brackets.
  func subject(_ subject: String) -> Formula {
    let label = wording.subjectLabel
    guard let open = subject.firstIndex(of: "["), let close = subject[open...].firstIndex(of: "]")
    else { return .text(label + subject) }
    let name = field(.partner)
    return name.isEmpty.then(
      .text(label + subject),
      else: .joined([
        .text(label + subject[..<open]), name,
        .text(String(subject[subject.index(after: close)...])),
      ]))
  }
}
