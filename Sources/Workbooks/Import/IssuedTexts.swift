internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// What stood in a workbook when it was issued, so that what was typed can be told from it wherever it stands now.
///
/// It is made once for all workbooks that were issued alike.
final class IssuedTexts: Sendable {
  let layout: WorkbookLayout
  private let texts: Set<String>
  /// The longer texts without what programs change when they save: line ends, blanks, case.
  private let folded: Set<String>
  /// The shapes of the formulas.
  private let formulas: Set<String>
  /// The sheets whose formulas and numbers are issued, by folded name.
  private let computed: Set<String>

  private struct Key: Hashable {
    var stamp: String
    var models: [String]
    var caseStudies: Int
  }
  private static let made = Mutex<[Key: IssuedTexts]>([:])
  /// Workbooks of so many kinds are remembered at once.
  private static let madeLimit = 64

  /// The texts of a workbook's layout, made at the first call.
  static func of(_ layout: WorkbookLayout) -> IssuedTexts {
    let key = Key(
      stamp: layout.template.stamp, models: layout.models.map(\.id), caseStudies: layout.caseStudies
    )
    if let known = made.withLock({ $0[key] }), known.layout.template == layout.template {
      return known
    }
    let texts = IssuedTexts(layout)
    made.withLock {
      if $0.count >= madeLimit { $0.removeAll() }
      $0[key] = texts
    }
    return texts
  }

  private init(_ layout: WorkbookLayout) {
    self.layout = layout
    var texts: Set<String> = []
    var formulas: Set<String> = []
    func add(_ content: CellContent) {
      if case .formula(let formula, _) = content {
        formulas.insert(FormulaShape.shape(of: formula))
      }
      switch content {
      case .text(let text), .link(_, let text, _), .formula(_, cached: .string(let text)):
        texts.insert(text)
      default: break
      }
    }
    for sheet in WorkbookExport.document(of: layout).sheets {
      for cell in sheet.cells.values { add(cell.content) }
      for merge in sheet.merged { add(merge.content) }
    }
    self.texts = texts
    self.formulas = formulas
    folded = Set(texts.filter { $0.utf8.count > 20 }.map { $0.folded() })
    computed = [layout.name(of: .summary).folded(), layout.name(of: .hidden).folded()]
  }

  /// Whether a sheet is one that computes: by its name, or by a key that only such a sheet has.
  func isComputed(_ sheet: Sheet) -> Bool {
    if computed.contains(sheet.name.folded()) { return true }
    let keys: Set<CellValue> = [
      .string(SummarySheet.totalKey), .string(HiddenSheet.Entry.template.rawValue),
    ]
    return sheet.cells.contains { $0.reference.column == 0 && $0.value.map(keys.contains) ?? false }
  }

  /// Whether a cell is as issued: an issued formula, whatever it computes now; an issued text, or one that such a
  /// formula may have given, if it is a long one or stands inside the form; a formula or a number of a sheet that computes.
  func isIssued(_ cell: Cell, _ typed: TypedCell, computed: Bool, inForm: Bool) -> Bool {
    if let formula = cell.formula, formulas.contains(FormulaShape.shape(of: formula)) {
      return true
    }
    if inForm, layout.wording.isComputed(typed.text) { return true }
    let isLong = typed.text.utf8.count > 20
    if inForm || isLong, texts.contains(typed.text) { return true }
    if computed, cell.formula != nil || typed.number != nil { return true }
    return isLong && folded.contains(typed.text.folded())
  }
}
