internal import Basics
internal import Checklists
internal import Spreadsheet

/// Which sheet of a returned workbook is which, whatever its name: by the issued texts that stand on it.
struct FoundSheets: Sendable {
  /// The kind of each sheet; nil for a sheet that is none of the workbook's own.
  private(set) var kinds: [SheetKind?]
  /// Folded, as all names here.
  private let names: [String]
  private let issuedNames: [SheetKind: String]

  /// - Parameter match: the sheets that stand as they were issued, and are looked at no more.
  init(_ workbook: Workbook, _ knowledge: FormKnowledge, _ match: IssuedMatch?) {
    names = workbook.sheets.map { $0.name.folded() }
    issuedNames = knowledge.sheetNames
    kinds = []
    for (index, sheet) in workbook.sheets.enumerated() {
      if let match, match.standing[index] {
        kinds.append(match.image.finder.sheets.kinds[index])
      } else {
        kinds.append(
          knowledge.auditMarks.kind(of: sheet) ?? Self.kind(of: sheet, names[index], knowledge))
      }
    }
  }

  /// The sheets of a kind, the one with the issued name first.
  func sheets(of kind: SheetKind) -> [Int] {
    let found = kinds.indices.filter { kinds[$0] == kind }
    return found.filter { isNamed($0, kind) } + found.filter { !isNamed($0, kind) }
  }

  /// Whether a sheet has the name that it was issued with.
  func isNamed(_ sheet: Int, _ kind: SheetKind) -> Bool {
    names[sheet] == issuedNames[kind]
  }

  /// A sheet is of the kind of which it shows the most, if that is a tenth of it, or something and its name.
  private static func kind(of sheet: Sheet, _ name: String, _ knowledge: FormKnowledge)
    -> SheetKind?
  {
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
      let isNamed = name == knowledge.sheetNames[kind]
      return isNamed || (count > 1 && share >= 0.1) ? (kind, share + (isNamed ? 0.05 : 0)) : nil
    }
    return shares.max { $0.share < $1.share }?.kind
  }
}

/// What tells the sheets of an audit workbook, which show the texts of all the others: their own keys or headers side by side.
struct AuditMarks: Sendable {
  private let keys: Set<String>
  private let headers: Set<String>
  /// More than a person would put beside a form.
  private static let fewest = 4
  private static let longest = 80

  init(_ wording: Wording) {
    keys = Set(AuditField.allCases.map(\.rawValue))
    headers = Set(
      (AuditField.allCases.map(wording.header) + [
        wording.placeHeader, wording.customerHeader, wording.answerHeader, wording.foundHeader,
      ]).map { $0.folded() })
  }

  /// `audit` or `conflicts`; nil for any other sheet.
  func kind(of sheet: Sheet) -> SheetKind? {
    var row = -1
    var found: (keys: Set<String>, headers: Set<String>) = ([], [])
    for cell in sheet.cells {
      guard case .string(let text)? = cell.value, text.utf8.count <= Self.longest else { continue }
      if cell.reference.row != row {
        row = cell.reference.row
        found = ([], [])
      }
      if text == ConflictSheet.mark { return .conflicts }
      if keys.contains(text) { found.keys.insert(text) }
      let folded = text.folded()
      if headers.contains(folded) { found.headers.insert(folded) }
      if found.keys.count >= Self.fewest || found.headers.count > Self.fewest { return .audit }
    }
    return nil
  }
}
