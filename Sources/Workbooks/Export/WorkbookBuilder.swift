internal import Basics
internal import Checklists
internal import Spreadsheet

/// Collects the sheets of a workbook, and computes the value of every formula at the end.
struct WorkbookBuilder {
  let layout: WorkbookLayout
  private(set) var sheets: [SheetDocument] = []
  private var formulas: [CellPlace: (formula: Formula, style: CellStyle)] = [:]

  var wording: Wording { layout.wording }
  var template: Template { layout.template }

  /// What stands in cells that a person fills; the rest is blank.
  let values: [SlotRole: CellContent]

  init(layout: WorkbookLayout, values: [SlotRole: CellContent] = [:]) {
    self.layout = layout
    self.values = values
  }

  mutating func add(_ sheet: SheetDocument) { sheets.append(sheet) }

  /// A formula for a cell of a sheet that is added before or after.
  mutating func put(
    _ formula: Formula, on sheet: SheetKind, at cell: CellReference, style: CellStyle
  ) {
    formulas[place(sheet, cell)] = (formula, style)
  }

  /// Protects a finished sheet and says what stands at the foot of its pages.
  mutating func finish(_ sheet: inout SheetDocument) {
    sheet.protection = SheetProtection()
    var partner: String?
    if case .text(let name)? = values[.application(.partner)] { partner = name }
    sheet.print.footer = wording.footer(template, partner: partner)
    add(sheet)
  }

  func place(_ sheet: SheetKind, _ cell: CellReference) -> CellPlace {
    CellPlace(sheet: layout.name(of: sheet), cell: cell)
  }

  /// The sheets with every formula and its value in place.
  func finished() -> [SheetDocument] {
    var values: [CellPlace: CellValue] = [:]
    for sheet in sheets {
      for (reference, cell) in sheet.cells {
        switch cell.content {
        case .text(let text): values[CellPlace(sheet: sheet.name, cell: reference)] = .string(text)
        case .number(let number):
          values[CellPlace(sheet: sheet.name, cell: reference)] = .number(number)
        case .date(let date):
          values[CellPlace(sheet: sheet.name, cell: reference)] = .number(
            Double(date.daysSince1970 + FormulaEvaluator.epoch))
        default: break
        }
      }
    }
    var evaluator = FormulaEvaluator(values: values, formulas: formulas.mapValues(\.formula))
    var finished = sheets
    let indices = Dictionary(
      sheets.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for (place, item) in formulas {
      guard let index = indices[place.sheet] else { continue }
      let value = evaluator.value(at: place) ?? .number(0)
      let content = CellContent.formula(item.formula.text(on: place.sheet), cached: value)
      if let merge = finished[index].merged.firstIndex(where: { $0.range.first == place.cell }) {
        finished[index].merged[merge].content = content
      } else {
        finished[index].cells[place.cell] = CellDocument(content: content, style: item.style)
      }
    }
    return finished
  }
}

extension SheetDocument {
  /// The sheet's title, its one sentence, and the hidden key column and key row.
  ///
  /// - Parameter leadColumn: where the sentence stands beside the title; nil for below it.
  mutating func begin(title: String, lead: String, leadColumn: Int? = nil) {
    put(.text(title), at: 0, 1, style: Look.title)
    if !lead.isEmpty {
      put(.text(lead), at: leadColumn == nil ? 1 : 0, leadColumn ?? 1, style: Look.lead)
    }
    rows[0] = RowDocument(height: 24)
    rows[1] = RowDocument(height: 18)
    rows[WorkbookLayout.keyRow] = RowDocument(isHidden: true)
    columns.append(ColumnDocument(0...0, width: 14, isHidden: true))
  }

  /// A key of the hidden key column.
  mutating func rowKey(_ key: String, _ row: Int) {
    put(.text(key), at: row, WorkbookLayout.keyColumn, style: Look.key)
  }

  /// A key of the hidden key row.
  mutating func columnKey(_ key: String, _ column: Int) {
    put(.text(key), at: WorkbookLayout.keyRow, column, style: Look.key)
  }

  mutating func header(_ text: String, _ row: Int, _ column: Int) {
    put(.text(text), at: row, column, style: Look.header)
  }
}
