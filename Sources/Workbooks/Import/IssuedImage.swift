internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// A workbook as it was issued, cell by cell.
///
/// Most come back just so, with answers added. Where everything that was issued still stands in its place, on all sheets or
/// on some, nothing has to be searched for there, and nothing but the answers can be new.
final class IssuedImage: Sendable {
  let texts: IssuedTexts
  /// Where the cells that a person fills are.
  let finder: SlotFinder
  /// Where the summary shows its total, by the headers above the figures.
  let shownScore: [(header: Int, cell: CellReference)]
  private let sheets: [SheetImage]
  /// Which of them records how the workbook was issued.
  private let record: Int
  private let names: IssuedNames
  /// Names that were right: files of one program share them.
  private let rightNames = Mutex<[[DefinedName]]>([])
  private let plans: ReadingPlans

  private struct SheetImage: Sendable {
    let name: String
    /// The rows of its form; none where it has no form.
    let rows: [Int]
    let pattern: SheetPattern
  }

  private static let made = Remembered<ObjectIdentifier, IssuedImage?>()

  /// The image of workbooks that were issued alike; nil where some cell to be filled cannot be found by its name even in
  /// a blank one.
  static func of(_ texts: IssuedTexts) -> IssuedImage? {
    made.value(
      for: ObjectIdentifier(texts), where: { $0?.texts === texts }, orMake: { IssuedImage(texts) })
  }

  private init?(_ texts: IssuedTexts) {
    let layout = texts.layout
    let document = texts.document()
    let knowledge = FormKnowledge.of(layout.template)
    let blank = Workbook(blank: document)
    var finder = SlotFinder(blank, knowledge)
    finder.find(layout, in: blank, texts)
    let slots = Dictionary(grouping: layout.slots, by: { layout.name(of: $0.sheet) })
    for slot in layout.slots {
      let places = finder.places(of: slot.role)
      guard places.count == 1, let place = places.first, place.by == .name,
        place.cell == slot.cell, blank.sheets[place.sheet].name == layout.name(of: slot.sheet)
      else { return nil }
    }
    guard let record = finder.sheets.kinds.firstIndex(of: .hidden) else { return nil }
    self.record = record
    self.texts = texts
    self.finder = finder
    plans = ReadingPlans(layout, finder, isForMany: true)
    shownScore =
      finder.sheets.sheets(of: .summary).first.map {
        ShownScore.places(on: blank.sheets[$0], layout.wording)
      } ?? []
    sheets = blank.sheets.enumerated().map { index, sheet in
      let issued = sheet.cells.compactMap { cell -> (CellReference, SheetPattern.Expected)? in
        if let formula = cell.formula { return (cell.reference, .formula(formula)) }
        switch cell.value {
        case .string(let text): return (cell.reference, .text(text))
        case .number(let number): return (cell.reference, .number(number))
        default: return nil
        }
      }
      let filled = (slots[sheet.name] ?? []).map { ($0.cell, SheetPattern.Expected.anything) }
      return SheetImage(
        name: sheet.name, rows: finder.grids[index]?.rows.keys.sorted() ?? [],
        pattern: SheetPattern(
          (issued + filled).sorted { $0.0 < $1.0 },
          isSameFormula: { FormulaShape.shape(of: $0) == FormulaShape.shape(of: $1) },
          isNothing: { TypedCell($0) == nil }))
    }
    names = IssuedNames(
      zip(document.names, blank.definedNames).map { ($1, $0.sheet, $0.range.first) })
  }

  /// Whether a workbook shows everything as it was issued, and nothing else but what was filled in.
  func matches(_ workbook: Workbook) -> Bool { match(workbook)?.isWhole ?? false }

  /// How much of a workbook stands as it was issued; nil where it was issued otherwise, or its sheets are others.
  func match(_ workbook: Workbook) -> IssuedMatch? {
    guard workbook.sheets.count >= sheets.count,
      Self.matches(workbook.sheets[record], sheets[record]),
      sheets.indices.allSatisfy({ workbook.sheets[$0].name == sheets[$0].name })
    else { return nil }
    let standing = workbook.sheets.indices.map { index in
      index == record || index < sheets.count && Self.matches(workbook.sheets[index], sheets[index])
    }
    return IssuedMatch(
      image: self, standing: standing, hasNames: hasNames(workbook.definedNames),
      hasMore: workbook.sheets.count > sheets.count)
  }

  private func hasNames(_ defined: [DefinedName]) -> Bool {
    guard Remembering.goesOn else { return names.match(defined) }
    if rightNames.withLock({ $0.contains { Self.isSame($0, defined) } }) { return true }
    guard names.match(defined) else { return false }
    rightNames.withLock {
      if $0.count >= 8 { $0.removeFirst() }
      $0.append(defined)
    }
    return true
  }

  /// Whether two lists are one and the same in memory.
  private static func isSame(_ a: [DefinedName], _ b: [DefinedName]) -> Bool {
    a.count == b.count
      && a.withUnsafeBufferPointer { a in
        b.withUnsafeBufferPointer { a.baseAddress == $0.baseAddress }
      }
  }

  /// The cells of every answer that a submission is expected to give.
  func plan(for submission: Submission) -> ReadingPlan { plans.plan(for: submission) }

  private static func matches(_ sheet: Sheet, _ image: SheetImage) -> Bool {
    guard sheet.name == image.name else { return false }
    if !image.rows.isEmpty {
      guard sheet.visibility == .visible, !image.rows.contains(where: sheet.hiddenRows.contains)
      else { return false }
    }
    return image.pattern.matches(sheet.cells)
  }
}

/// How much of a workbook stands as it was issued. Its sheets are those of the image in their order, perhaps with others
/// behind them.
struct IssuedMatch: Sendable {
  let image: IssuedImage
  /// For each sheet of the workbook, whether everything on it is in its place, and nothing but what was filled in is new.
  let standing: [Bool]
  /// Whether the names of the cells that a person fills are right.
  let hasNames: Bool
  let hasMore: Bool

  var isWhole: Bool { hasNames && !hasMore && !standing.contains(false) }
}

extension Workbook {
  /// A document as a reader sees it once it is written.
  fileprivate init(blank document: WorkbookDocument) {
    self.init(format: .xlsx)
    sheets = document.sheets.map { sheet in
      var cells = sheet.cells.compactMap { Cell($0.key, writtenAs: $0.value.content) }
      cells += sheet.merged.compactMap { Cell($0.range.first, writtenAs: $0.content) }
      return Sheet(
        name: sheet.name, visibility: sheet.isHidden ? .hidden : .visible,
        cells: CellTable(cells))
    }
    definedNames = document.names.map {
      let sheet = $0.sheet.split(separator: "'", omittingEmptySubsequences: false)
        .joined(separator: "''")
      let isPlain = sheet.utf8.allSatisfy { Character(UnicodeScalar($0)).isLetter }
      return DefinedName(
        name: $0.name, refersTo: (isPlain ? sheet : "'" + sheet + "'") + "!" + $0.range.absolute)
    }
  }
}

extension Cell {
  /// Nil for a cell that only has a style.
  fileprivate init?(_ reference: CellReference, writtenAs content: CellContent) {
    switch content {
    case .text(let text) where text.isBlank: return nil
    case .text(let text), .link(_, let text, _): self.init(reference, .string(text))
    case .number(let number): self.init(reference, .number(number))
    case .boolean(let flag): self.init(reference, .boolean(flag))
    case .formula(let formula, let cached): self.init(reference, cached, formula: formula)
    case .date, .blank: return nil
    }
  }
}
