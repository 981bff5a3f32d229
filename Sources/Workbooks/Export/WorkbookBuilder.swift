internal import Basics
internal import Checklists
internal import Spreadsheet

/// A formula in a cell of a sheet.
struct PlacedFormula {
  let formula: Formula
  let cell: CellReference
  let style: CellStyle

  init(_ formula: Formula, at cell: CellReference, style: CellStyle) {
    self.formula = formula
    self.cell = cell
    self.style = style
  }
}

/// Collects the sheets of a workbook, and computes the value of every formula at the end.
struct WorkbookBuilder {
  let layout: WorkbookLayout
  private(set) var sheets: [SheetDocument] = []
  /// By sheet, in the order in which they came: of two for one cell the later counts.
  private var formulas: [(sheet: SheetKind, items: [PlacedFormula])] = []

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
    put([PlacedFormula(formula, at: cell, style: style)], on: sheet)
  }

  /// The formulas of a sheet that is added before or after.
  mutating func put(_ items: [PlacedFormula], on sheet: SheetKind) {
    formulas.append((sheet, items))
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

  /// The sheets with every formula and its value in place; the builder has none any more.
  mutating func finished() -> [SheetDocument] {
    var evaluator = FormulaEvaluator()
    for sheet in sheets {
      let grid = evaluator.grid(named: sheet.name)
      for (reference, cell) in sheet.cells {
        let value: CellValue? =
          switch cell.content {
          case .text(let text): .string(text)
          case .number(let number): .number(number)
          case .date(let date): .number(Double(date.daysSince1970 + FormulaEvaluator.epoch))
          default: nil
          }
        if let value { evaluator.put(value, at: reference, in: grid) }
      }
    }
    for (sheet, items) in formulas {
      let grid = evaluator.grid(named: layout.name(of: sheet))
      for item in items { evaluator.put(item.formula, at: item.cell, in: grid) }
    }
    var finished: [SheetDocument] = []
    swap(&finished, &sheets)
    let indices = Dictionary(
      finished.enumerated().map { ($0.element.name, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    for (sheet, items) in formulas {
      let name = layout.name(of: sheet)
      guard let index = indices[name] else { continue }
      let grid = evaluator.grid(named: name)
      var text = FormulaText(sheet: name)
      for item in items {
        let value = evaluator.value(at: item.cell, in: grid) ?? .number(0)
        let content = CellContent.formula(text.text(of: item.formula), cached: value)
        if let merge = finished[index].merged.firstIndex(where: { $0.range.first == item.cell }) {
          finished[index].merged[merge].content = content
        } else {
          finished[index].cells[item.cell] = CellDocument(content: content, style: item.style)
        }
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
