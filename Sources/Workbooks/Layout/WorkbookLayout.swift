public import Checklists
internal import Spreadsheet

/// Which cell of a workbook holds what: the one description that export writes by and import reads by.
///
/// Every sheet that is filled in is a grid: a hidden key column says what a row is, a hidden key row says what a
/// column is, and a cell's defined name follows from both.
public struct WorkbookLayout: Sendable {
  public let template: Template
  /// The delivery models issued, in the template's order.
  public let models: [DeliveryModel]
  /// The number of case studies issued.
  public let caseStudies: Int
  /// Every cell that a person fills, sheet by sheet, row by row.
  public private(set) var slots: [Slot] = []
  /// The answers of the technical sheet, one block a scope: its status, one `met` per model, the evidence, and a date
  /// where any control has one.
  private(set) var technicalBlocks: [AnswerBlock] = []
  /// The answers of the prerequisite sheet.
  let prerequisiteBlock: AnswerBlock
  /// Documents and technical controls, in the order of the sheet.
  let technicalControls: [Control]
  /// The scopes that they are asked in.
  let scopes: [Scope]
  /// The list of an audit workbook, in its order; nothing in a partner's workbook.
  private(set) var auditLines: [AuditLine] = []
  private var controlRows: [SheetKind: [(row: Int, content: ControlRow)]] = [:]

  /// The most case studies that a workbook is issued with.
  public static let caseStudyLimit = 12
  /// The hidden key column of every grid.
  static let keyColumn = 0
  /// The hidden key row of every grid.
  static let keyRow = 2
  /// The row of the column headers on every sheet but the technical one.
  static let headerRow = 3

  /// The rows of the technical sheet above its controls.
  enum TechnicalRow {
    /// Hidden: whether a column's delivery model is in force, for the sheet's own rules.
    static let force = 3
    /// The names of the case studies.
    static let band = 4
    static let header = 5
  }

  /// - Parameters:
  ///   - template: the checklist that is laid out.
  ///   - models: ids of the delivery models to issue; nil, or none that the template has, for all.
  ///   - caseStudies: brought into 1 to 12; nil for the template's number. A template without case studies has none.
  public init(template: Template, models: [String]? = nil, caseStudies: Int? = nil) {
    self.template = template
    let chosen = template.deliveryModels.filter { models?.contains($0.id) ?? true }
    let issued = chosen.isEmpty ? template.deliveryModels : chosen
    self.models = issued
    let number = caseStudies ?? template.caseStudies.required
    self.caseStudies =
      template.caseStudies.required == 0 && number <= 0
      ? 0 : min(max(number, 1), Self.caseStudyLimit)
    let prerequisites = template.controls(of: .prerequisite)
    prerequisiteBlock = AnswerBlock(
      .solution, at: ControlColumn.firstAnswer, models: [nil],
      hasDates: prerequisites.contains { $0.recencyMonths != nil })
    let technical = template.controls(of: .document) + template.controls(of: .control)
    technicalControls = technical
    let asksOnce = technical.contains { control in
      control.applicability == .always
        || issued.contains { control.applies(to: $0.id, in: .solution) }
    }
    scopes =
      (asksOnce ? [.solution] : []) + Self.caseNumbers(self.caseStudies).map { .caseStudy($0) }
    for sheet in [SheetKind.prerequisites, .technical] { controlRows[sheet] = laidRows(of: sheet) }
    technicalBlocks = laidTechnicalBlocks()
    slots = laidSlots()
  }

  /// The layout of an audit workbook: the same sheets, and a list of answers.
  func auditing(_ lines: [AuditLine]) -> WorkbookLayout {
    var layout = self
    layout.slots.removeAll { $0.sheet == .audit }
    layout.auditLines = lines
    layout.slots += layout.auditSlots
    return layout
  }

  var wording: Wording { Wording(language: template.language) }

  /// The name of a sheet in the workbook's language.
  public func name(of sheet: SheetKind) -> String { wording.sheetName(sheet) }

  // MARK: Columns

  /// The columns of the application sheet.
  enum ApplicationColumn {
    static let label = 1
    static let value = 2
    static let status = 3
    static let help = 4
  }

  /// The columns of the case-study sheet; the case studies follow.
  enum CaseStudyColumn {
    static let label = 1
    static let help = 2
    static func value(_ number: Int) -> Int { 2 + number }
  }

  /// The columns that both control sheets begin with; the answers follow.
  enum ControlColumn {
    static let reference = 1
    static let title = 2
    static let text = 3
    static let hints = 4
    static let firstAnswer = 5
  }

  /// A column of answers on a control sheet.
  public struct AnswerColumn: Sendable, Equatable {
    public var scope: Scope
    /// Set for `met` where the control is asked per model.
    public var model: String?
    public var aspect: Aspect
    public var column: Int
    /// Whether names say the scope: not where controls are asked once whatever the delivery model.
    var namesScope: Bool

    /// What stands in the hidden key row.
    var key: String {
      guard namesScope else { return aspect.rawValue }
      let middle = model?.asNamedModel.map { "." + $0 } ?? ""
      return scope.description + middle + "." + aspect.rawValue
    }
  }

  /// 1 to the number of case studies.
  public var caseNumbers: [Int] { Self.caseNumbers(caseStudies) }

  private static func caseNumbers(_ count: Int) -> [Int] { count > 0 ? Array(1...count) : [] }

  /// The columns of the prerequisite sheet.
  var prerequisiteColumns: [AnswerColumn] { prerequisiteBlock.columns }

  /// The columns of the technical sheet.
  var technicalColumns: [AnswerColumn] { technicalBlocks.flatMap(\.columns) }

  /// The blocks of a control sheet.
  func blocks(of sheet: SheetKind) -> [AnswerBlock] {
    sheet == .prerequisites ? [prerequisiteBlock] : technicalBlocks
  }

  private func laidTechnicalBlocks() -> [AnswerBlock] {
    var blocks: [AnswerBlock] = []
    var next = ControlColumn.firstAnswer
    for scope in scopes {
      let controls = technicalControls.filter { asked($0, in: scope.kind) }
      let asking = models.filter { model in
        controls.contains { $0.applies(to: model.id, in: scope.kind) }
      }
      let block = AnswerBlock(
        scope, at: next, models: asking.isEmpty ? [nil] : asking.map(\.id),
        hasDates: controls.contains { $0.recencyMonths != nil })
      blocks.append(block)
      next = block.range.upperBound + 1
    }
    return blocks
  }

  private func asked(_ control: Control, in kind: ScopeKind) -> Bool {
    control.applicability == .always
      ? kind == .solution : models.contains { control.applies(to: $0.id, in: kind) }
  }

  /// The columns of one scope on a control sheet, side by side.
  struct AnswerBlock: Sendable {
    let scope: Scope
    /// What is still to be done for a control in this scope; computed.
    let status: Int
    /// One `met` for each model, the evidence, perhaps a date.
    let columns: [AnswerColumn]

    init(_ scope: Scope, at first: Int, models: [String?], hasDates: Bool) {
      self.scope = scope
      status = first
      let asked: [(String?, Aspect)] =
        models.map { ($0, .met) } + [(nil, .evidence)] + (hasDates ? [(nil, .date)] : [])
      columns = asked.enumerated().map { index, item in
        AnswerColumn(
          scope: scope, model: item.0, aspect: item.1, column: first + 1 + index,
          namesScope: models != [nil])
      }
    }

    var range: ClosedRange<Int> { status...(columns.last?.column ?? status) }

    /// Where a link to the block leads from elsewhere: with this column in view, most of the block is.
    var landing: Int { columns(.evidence).first?.column ?? status }

    func columns(_ aspect: Aspect) -> [AnswerColumn] { columns.filter { $0.aspect == aspect } }

    /// What stands in the hidden key row above the status.
    func statusKey(on sheet: SheetKind) -> String {
      sheet == .prerequisites ? "status" : scope.description + ".status"
    }
  }

  // MARK: Rows

  /// A row of a control sheet below the headers.
  public enum ControlRow: Sendable, Equatable {
    /// The heading of a part without sections.
    case part(PartID)
    case section(Section)
    case control(Control)
  }

  /// The rows of a control sheet with their row numbers.
  func rows(of sheet: SheetKind) -> [(row: Int, content: ControlRow)] { controlRows[sheet] ?? [] }

  private func laidRows(of sheet: SheetKind) -> [(row: Int, content: ControlRow)] {
    let parts =
      sheet == .prerequisites
      ? template.parts(of: .prerequisite) : template.parts(of: .document, .control)
    var contents: [ControlRow] = []
    for part in parts.map(\.id) {
      let controls = template.controls(of: part)
      let unsectioned = controls.filter { $0.section == nil }
      if !unsectioned.isEmpty { contents.append(.part(part)) }
      contents += unsectioned.map { .control($0) }
      for section in template.sections(of: part) {
        contents.append(.section(section))
        contents += controls.filter { $0.section == section.ref }.map { .control($0) }
      }
    }
    let first = firstControlRow(of: sheet)
    return contents.enumerated().map { (first + $0.offset, $0.element) }
  }

  /// The row of the column headers.
  func headerRow(of sheet: SheetKind) -> Int {
    sheet == .technical ? TechnicalRow.header : Self.headerRow
  }

  func firstControlRow(of sheet: SheetKind) -> Int {
    headerRow(of: sheet) + 1
  }

  /// What is still to be done for each case study.
  static let caseStudyStatusRow = headerRow + 1

  static func row(of field: ApplicationField) -> Int {
    headerRow + 1 + (ApplicationField.allCases.firstIndex(of: field) ?? 0)
  }

  static func row(of field: CaseStudyField) -> Int {
    caseStudyStatusRow + 1 + (CaseStudyField.allCases.firstIndex(of: field) ?? 0)
  }

  // MARK: Cells

  /// What a column of a control sheet asks of a control; nil where the control is not asked there.
  func role(of control: Control, in column: AnswerColumn) -> SlotRole? {
    if control.applicability == .always {
      guard column.scope == .solution else { return nil }
      switch column.aspect {
      case .met: return .met(AnswerKey(control: control.id, scope: .solution, deliveryModel: nil))
      case .evidence: return .evidence(control: control.id, scope: nil)
      case .date:
        return control.recencyMonths == nil ? nil : .date(control: control.id, scope: nil)
      }
    }
    switch column.aspect {
    case .met:
      guard let model = column.model, control.applies(to: model, in: column.scope.kind) else {
        return nil
      }
      return .met(AnswerKey(control: control.id, scope: column.scope, deliveryModel: model))
    case .evidence:
      return asked(control, in: column.scope.kind)
        ? .evidence(control: control.id, scope: column.scope) : nil
    case .date:
      return asked(control, in: column.scope.kind) && control.recencyMonths != nil
        ? .date(control: control.id, scope: column.scope) : nil
    }
  }

  private func laidSlots() -> [Slot] {
    var slots: [Slot] = []
    func add(_ role: SlotRole, _ sheet: SheetKind, _ row: Int, _ column: Int) {
      slots.append(Slot(role: role, sheet: sheet, cell: CellReference(row: row, column: column)))
    }
    for field in ApplicationField.allCases {
      add(.application(field), .application, Self.row(of: field), ApplicationColumn.value)
    }
    for field in CaseStudyField.allCases {
      for number in caseNumbers {
        add(
          .caseStudy(number, field), .caseStudies, Self.row(of: field),
          CaseStudyColumn.value(number))
      }
    }
    for (sheet, columns) in [
      (SheetKind.prerequisites, prerequisiteColumns), (.technical, technicalColumns),
    ] {
      for (row, content) in rows(of: sheet) {
        guard case .control(let control) = content else { continue }
        for column in columns {
          if let role = role(of: control, in: column) { add(role, sheet, row, column.column) }
        }
      }
    }
    return slots
  }
}
