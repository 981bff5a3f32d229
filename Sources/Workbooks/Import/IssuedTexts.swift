internal import Basics
internal import Checklists
internal import Spreadsheet

/// What stood in a workbook when it was issued, so that what was typed can be told from it wherever it stands now.
struct IssuedTexts {
  private var texts: Set<String> = []
  private var folded: Set<String> = []
  /// The sheets whose formulas and numbers are issued, by folded name.
  private var computed: Set<String> = []

  init(template: Template, issued: IssuedWorkbook, layout: WorkbookLayout) {
    var options = ExportOptions()
    options.deliveryModels = issued.recordedModels
    options.caseStudies = layout.caseStudies
    let document = WorkbookExport.document(of: template, options: options)
    for sheet in document.sheets {
      for cell in sheet.cells.values { add(cell.content) }
      for merge in sheet.merged { add(merge.content) }
    }
    computed = [
      layout.name(of: .summary).folded(), layout.name(of: .hidden).folded(),
    ]
  }

  private mutating func add(_ content: CellContent) {
    switch content {
    case .text(let text), .link(_, let text, _): texts.insert(text)
    case .formula(_, cached: .string(let text)): texts.insert(text)
    default: return
    }
    folded = []
  }

  /// Whether a cell is as issued: an issued text anywhere, or a formula or a number of a sheet that computes.
  func isIssued(_ cell: Cell, _ typed: TypedCell, on sheet: String) -> Bool {
    if texts.contains(typed.text) { return true }
    let isComputed = computed.contains(sheet.folded())
    if isComputed, cell.formula != nil || typed.number != nil { return true }
    // Some programs change line ends and blanks of the texts that they save.
    return texts.contains { $0.utf8.count > 20 && $0.folded() == typed.text.folded() }
  }
}
