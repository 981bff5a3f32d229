internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// A workbook as it was issued, cell by cell.
///
/// Most come back just so, with answers added. Where everything that was issued still stands in its place, nothing has
/// to be searched for, and nothing but the answers can be new.
final class IssuedImage: Sendable {
  let texts: IssuedTexts
  /// Where the cells that a person fills are.
  let finder: SlotFinder
  /// Where the summary shows its total, by the headers above the figures.
  let shownScore: [(header: Int, cell: CellReference)]
  private let sheets: [SheetImage]
  /// What each defined name of a cell that a person fills refers to.
  private let names: [String: (text: String, sheet: String, cell: CellReference)]
  private let plans: ReadingPlans
  /// Names that were right: files of one program share them.
  private let rightNames = Mutex<[[DefinedName]]>([])

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
    let document = WorkbookExport.document(of: layout)
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
    self.texts = texts
    self.finder = finder
    plans = ReadingPlans(layout, finder)
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
    names = Dictionary(
      zip(document.names, blank.definedNames).compactMap { name, defined in
        (name.name, (defined.refersTo, name.sheet, name.range.first))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Whether a workbook shows everything as it was issued, and nothing else but what was filled in.
  func matches(_ workbook: Workbook) -> Bool {
    workbook.sheets.count == sheets.count
      && zip(workbook.sheets, sheets).allSatisfy { Self.matches($0, $1) }
      && namesMatch(workbook.definedNames)
  }

  /// The cells of every answer that a submission is expected to give.
  func plan(for submission: Submission) -> ReadingPlan {
    plans.plan(for: submission)
  }

  private static func matches(_ sheet: Sheet, _ image: SheetImage) -> Bool {
    guard sheet.name == image.name else { return false }
    if !image.rows.isEmpty {
      guard sheet.visibility == .visible, !image.rows.contains(where: sheet.hiddenRows.contains)
      else { return false }
    }
    return image.pattern.matches(sheet.cells)
  }

  /// Whether each name is there once and refers to its cell.
  private func namesMatch(_ defined: [DefinedName]) -> Bool {
    if rightNames.withLock({ $0.contains { Self.isSame($0, defined) } }) { return true }
    var count = 0
    for name in defined {
      guard let issued = names[name.name] else {
        // A name of ours that nothing has, or in another case.
        if name.name.lowercased().hasPrefix("rsp.") { return false }
        continue
      }
      guard name.localSheet == nil else { return false }
      if name.refersTo != issued.text {
        guard let target = name.target, target.cell == issued.cell,
          target.sheet.lowercased() == issued.sheet.lowercased()
        else { return false }
      }
      count += 1
    }
    guard count == names.count else { return false }
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
