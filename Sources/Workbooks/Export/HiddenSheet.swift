internal import Basics
internal import Checklists
internal import Spreadsheet

/// The hidden sheet: what the workbook was issued from and with, the lists of its dropdowns, a digest of every issued
/// text, and which delivery models are in force where.
struct HiddenSheet {
  let layout: WorkbookLayout
  /// What an audit workbook was made from.
  let audit: AuditRecord?

  init(_ layout: WorkbookLayout, audit: AuditRecord? = nil) {
    self.layout = layout
    self.audit = audit
  }

  /// What stands in the first two columns, one a row: a word and its value.
  enum Entry: String, CaseIterable {
    case template = "respecte.template"
    case caseStudies
    case deliveryModels
  }

  enum List: Int, CaseIterable {
    case categories = 3
    case deliveryModels = 4
    case competencies = 5
    case answers = 6
    case fillers = 9

    /// What stands above it.
    var title: String {
      switch self {
      case .categories: "categories"
      case .deliveryModels: "deliveryModels"
      case .competencies: "competencies"
      case .answers: "answers"
      case .fillers: "fillers"
      }
    }
  }

  private static let digestColumn = 7
  private static let scopeColumn = 10
  private static let usedColumn = 11
  private static let firstModelColumn = 12

  var name: String { layout.name(of: .hidden) }

  func items(of list: List) -> [String] {
    switch list {
    case .categories: layout.template.categories.map(\.label)
    case .deliveryModels:
      layout.wording.deliveryModelChoices(layout.template.deliveryModels).map(\.label)
    case .competencies: layout.template.caseStudies.reuseCompetencies
    case .answers: [layout.wording.yes, layout.wording.no, layout.wording.notApplicable]
    case .fillers: Self.fillers
    }
  }

  /// The range of a list's items, as a validation names it.
  func range(of list: List) -> String {
    range(of: list, through: max(items(of: list).count, 1))
  }

  /// The answers that a control takes. A range, because Excel tells capitals from small letters in a list that stands in
  /// the rule itself.
  func answers(conditional: Bool) -> String { range(of: .answers, through: conditional ? 3 : 2) }

  private func range(of list: List, through last: Int) -> String {
    return Formula.quoted(name) + "!"
      + CellRange(rows: 1...last, columns: list.rawValue...list.rawValue).absolute
  }

  /// The cells of a list's items.
  func cells(of list: List) -> CellRange {
    CellRange(rows: 1...max(items(of: list).count, 1), columns: list.rawValue...list.rawValue)
  }

  /// What stands before each filler, so that COUNTIF takes none for a comparison.
  static let fillerMark = "|"

  /// The fillers as COUNTIF finds them, case apart: with and without accents and a full stop, and with the
  /// dashes and apostrophes that programs put in while somebody types.
  private static let fillers: [String] = {
    var seen: Set<String> = []
    return Filler.texts.flatMap { [$0, $0.folded(), $0 + ".", $0.folded() + "."] }
      .flatMap { text in
        [text, text.replacing("'", with: "’")]
          + ["–", "—", "−", "‑"].map { text.replacing("-", with: $0) }
      }
      .filter { seen.insert($0).inserted }.map { fillerMark + $0 }
      + [" ", ".", "..", "...", "…"].map { fillerMark + $0 }
  }()

  /// In characters.
  static let longestFiller = Filler.texts.map(\.count).max().map { $0 + 1 } ?? 1

  /// What tells a control's issued text from an altered one.
  static func digest(of control: Control) -> String {
    SHA256.hex(of: Array((control.title + "\n" + control.text).utf8))
  }

  /// Whether answers of a scope are expected: 1 or 0.
  func used(_ number: Int) -> CellPlace {
    place(1 + number, Self.usedColumn)
  }

  /// Whether a delivery model is in force in a scope: 1 or 0.
  func inForce(_ scope: Scope, model index: Int) -> CellPlace {
    switch scope {
    case .solution: place(1, Self.firstModelColumn + index)
    case .caseStudy(let number): place(1 + number, Self.firstModelColumn + index)
    }
  }

  /// Whether a case study is taken from another competency: 1 or 0.
  func reused(_ number: Int) -> CellPlace { place(1 + number, reuseColumn) }

  /// Whether it may not be: 1 or 0.
  func reusedWrongly(_ number: Int) -> CellPlace { place(1 + number, reuseColumn + 1) }

  /// Whether the partner names a listed competency, by its number from 0 on, among those held: 1 or 0.
  func held(_ index: Int) -> CellPlace { place(1 + index, reuseColumn + 2) }

  /// How many answers of each control, row by row, lack the evidence that they need in each scope, column by
  /// column; then how many need it. Their sum in one formula would be too long for a cell.
  func evidence(missing: Bool) -> CellRange {
    let first = reuseColumn + 3 + (missing ? 0 : scopes.count)
    return CellRange(
      rows: 1...max(layout.template.controls.count, 1),
      columns: first...first + scopes.count - 1)
  }

  private var scopes: [Scope] { [.solution] + layout.caseNumbers.map(Scope.caseStudy) }

  private var reuseColumn: Int { Self.firstModelColumn + layout.models.count }

  private func place(_ row: Int, _ column: Int) -> CellPlace {
    CellPlace(sheet: name, cell: CellReference(row: row, column: column))
  }

  func add(to builder: inout WorkbookBuilder, _ rules: SummaryFormulas) {
    var sheet = SheetDocument(name: name)
    sheet.isHidden = true
    sheet.showsGridLines = true
    let values: [Entry: CellContent] = [
      .template: .text(layout.template.stamp),
      .caseStudies: .number(Double(layout.caseStudies)),
      .deliveryModels: .text(layout.models.map(\.id).joined(separator: ",")),
    ]
    for (row, entry) in Entry.allCases.enumerated() {
      sheet.put(.text(entry.rawValue), at: row, 0)
      sheet.put(values[entry] ?? .blank, at: row, 1)
    }
    audit?.write(to: &sheet, from: Entry.allCases.count)
    for list in List.allCases {
      sheet.put(.text(list.title), at: 0, list.rawValue)
      for (row, item) in items(of: list).enumerated() {
        sheet.put(.text(item), at: row + 1, list.rawValue)
      }
    }
    sheet.put(.text("control"), at: 0, Self.digestColumn)
    sheet.put(.text("sha256"), at: 0, Self.digestColumn + 1)
    for (row, control) in layout.template.controls.enumerated() {
      sheet.put(.text(control.id), at: row + 1, Self.digestColumn)
      sheet.put(.text(Self.digest(of: control)), at: row + 1, Self.digestColumn + 1)
    }
    sheet.put(.text("scope"), at: 0, Self.scopeColumn)
    sheet.put(.text("used"), at: 0, Self.usedColumn)
    for (index, model) in layout.models.enumerated() {
      sheet.put(.text(model.id), at: 0, Self.firstModelColumn + index)
    }
    for (offset, title) in ["reused", "reusedWrongly", "held"].enumerated() {
      sheet.put(.text(title), at: 0, reuseColumn + offset)
    }
    sheet.protection = SheetProtection()
    sheet.put(.text(Scope.solution.description), at: 1, Self.scopeColumn)
    sheet.put(.number(1), at: 1, Self.usedColumn)
    for number in layout.caseNumbers {
      sheet.put(
        .text(Scope.caseStudy(number).description), at: 1 + number, Self.scopeColumn)
      if number <= layout.template.caseStudies.required {
        sheet.put(.number(1), at: 1 + number, Self.usedColumn)
      }
    }
    builder.add(sheet)
    for number in layout.caseNumbers where number > layout.template.caseStudies.required {
      builder.put(
        rules.isUsed(number), on: .hidden, at: used(number).cell, style: CellStyle())
    }
    for number in layout.caseNumbers {
      builder.put(
        rules.isReused(number), on: .hidden, at: reused(number).cell, style: CellStyle())
      builder.put(
        rules.isReusedWrongly(number), on: .hidden, at: reusedWrongly(number).cell,
        style: CellStyle())
    }
    for (index, competency) in layout.template.caseStudies.reuseCompetencies.enumerated() {
      builder.put(rules.isHeld(competency), on: .hidden, at: held(index).cell, style: CellStyle())
    }
    for isMissing in [true, false] {
      let range = evidence(missing: isMissing)
      for (row, control) in layout.template.controls.enumerated() {
        for (column, scope) in scopes.enumerated() {
          guard let formula = rules.evidence(of: control, in: scope, missing: isMissing) else {
            continue
          }
          let cell = CellReference(
            row: range.first.row + row, column: range.first.column + column)
          builder.put(formula, on: .hidden, at: cell, style: CellStyle())
        }
      }
    }
    for index in layout.models.indices {
      for scope in scopes {
        builder.put(
          rules.isInForce(scope, model: index), on: .hidden,
          at: inForce(scope, model: index).cell, style: CellStyle())
      }
    }
  }
}
