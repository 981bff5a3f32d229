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

  init(layout: WorkbookLayout) { self.layout = layout }

  mutating func add(_ sheet: SheetDocument) { sheets.append(sheet) }

  /// A formula for a cell of a sheet that is added before or after.
  mutating func put(
    _ formula: Formula, on sheet: SheetKind, at cell: CellReference, style: CellStyle
  ) {
    formulas[place(sheet, cell)] = (formula, style)
  }

  func place(_ sheet: SheetKind, _ cell: CellReference) -> CellPlace {
    CellPlace(sheet: layout.name(of: sheet), cell: cell)
  }

  /// Fills the cells that a person fills; each keeps its style. Has to come before `finished`, so that the formulas'
  /// values agree with what stands there.
  mutating func fill(_ values: [SlotRole: CellContent]) {
    guard !values.isEmpty else { return }
    for slot in layout.slots {
      guard let content = values[slot.role],
        let index = sheets.firstIndex(where: { $0.name == layout.name(of: slot.sheet) })
      else { continue }
      sheets[index].cells[slot.cell]?.content = content
    }
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
      finished[index].cells[place.cell] = CellDocument(
        content: .formula(item.formula.text(on: place.sheet), cached: value), style: item.style)
    }
    return finished
  }
}

extension SheetDocument {
  /// The sheet's title, its one sentence, and the hidden key column and key row.
  mutating func begin(title: String, lead: String) {
    put(.text(title), at: 0, 1, style: Look.title)
    put(.text(lead), at: 1, 1, style: Look.lead)
    rows[0] = RowDocument(height: 26)
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
