internal import Basics
internal import Checklists
internal import Spreadsheet

/// Which sheet of a returned workbook is which, whatever its name: by the issued texts that stand on it.
struct FoundSheets: Sendable {
  /// The kind of each sheet; nil for a sheet that is none of the workbook's own.
  private(set) var kinds: [SheetKind?]
  private let names: [String]
  private let issuedNames: [SheetKind: String]

  init(_ workbook: Workbook, _ knowledge: FormKnowledge) {
    let layout = WorkbookLayout(template: knowledge.template)
    names = workbook.sheets.map(\.name)
    issuedNames = Dictionary(
      SheetKind.allCases.map { ($0, layout.name(of: $0)) }, uniquingKeysWith: { first, _ in first })
    kinds = workbook.sheets.map { Self.kind(of: $0, knowledge, layout) }
  }

  /// The sheets of a kind, the one with the issued name first.
  func sheets(of kind: SheetKind) -> [Int] {
    let found = kinds.indices.filter { kinds[$0] == kind }
    return found.filter { isNamed($0, kind) } + found.filter { !isNamed($0, kind) }
  }

  /// Whether a sheet has the name that it was issued with.
  func isNamed(_ sheet: Int, _ kind: SheetKind) -> Bool {
    names[sheet].folded() == issuedNames[kind]?.folded()
  }

  /// A sheet is of the kind of which it shows the most, if that is a tenth of it, or something and its name.
  private static func kind(
    of sheet: Sheet, _ knowledge: FormKnowledge, _ layout: WorkbookLayout
  ) -> SheetKind? {
    var found: [SheetKind: Set<String>] = [:]
    for cell in sheet.cells {
      guard case .string(let text)? = cell.value, text.utf8.count <= knowledge.longest else {
        continue
      }
      let folded = text.folded()
      for (kind, texts) in knowledge.distinctive where texts.contains(folded) {
        found[kind, default: []].insert(folded)
      }
    }
    let shares = SheetKind.allCases.compactMap { kind -> (kind: SheetKind, share: Double)? in
      guard let count = found[kind]?.count, let all = knowledge.distinctive[kind]?.count, all > 0
      else { return nil }
      let share = Double(count) / Double(all)
      let isNamed = sheet.name.folded() == layout.name(of: kind).folded()
      return isNamed || (count > 1 && share >= 0.1) ? (kind, share + (isNamed ? 0.05 : 0)) : nil
    }
    return shares.max { $0.share < $1.share }?.kind
  }
}
