internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Synchronization

/// What stood in a workbook when it was issued, so that what was typed can be told from it wherever it stands now.
///
/// It is made once for all workbooks that were issued alike.
final class IssuedTexts: Sendable {
  let layout: WorkbookLayout
  let fields: FieldReader
  private let texts: Set<String>
  /// The longer texts without what programs change when they save: line ends, blanks, case.
  private let folded: Set<String>
  /// Bytes of a text that is worth a look: what is longer is no issued one, however a program changed it. A hostile file
  /// has a long text in each of very many cells.
  let longest: Int
  /// The texts of each sheet, as they are issued there.
  private let own: [SheetKind: Set<String>]
  /// The same, folded.
  let bySheet: [SheetKind: Set<String>]
  /// How many columns each form has behind its last answers.
  let margins: [SheetKind: Int]
  /// The formulas without their references.
  private let shapes: Set<String>
  /// The texts that formulas give, whole and in parts.
  private let outcomes: Set<String>
  private let parts: [String]
  /// The addresses that links of the workbook have, without what follows the question mark.
  private let links: Set<String>
  /// The words of the foot of its pages.
  private let pageWords: Set<String>
  /// The ranges that are issued as one cell, of all sheets together.
  let merged: Set<CellRange>
  /// The workbook that was laid out for them, until it is asked for.
  private let laidOut: Mutex<WorkbookDocument?>

  private struct Key: Hashable {
    var stamp: String
    var models: [String]
    var caseStudies: Int
  }
  private static let made = Remembered<Key, IssuedTexts>()

  /// The texts of workbooks that were issued alike, made at the first call.
  ///
  /// - Parameters:
  ///   - models: ids of delivery models in the template's order; nil for all.
  ///   - caseStudies: how many; nil for the template's number.
  static func of(_ template: Template, models: [String]? = nil, caseStudies: Int? = nil)
    -> IssuedTexts
  {
    let key = Key(
      stamp: template.stamp, models: models ?? template.deliveryModels.map(\.id),
      caseStudies: caseStudies ?? template.caseStudies.required)
    return made.value(
      for: key, where: { $0.layout.template == template },
      orMake: {
        IssuedTexts(WorkbookLayout(template: template, models: models, caseStudies: caseStudies))
      })
  }

  private init(_ layout: WorkbookLayout) {
    self.layout = layout
    fields = FieldReader(template: layout.template)
    var texts: Set<String> = []
    var shapes: Set<String> = []
    var outcomes: Set<String> = []
    var own: [SheetKind: Set<String>] = [:]
    var margins: [SheetKind: Int] = [:]
    let kinds = Dictionary(
      SheetKind.allCases.map { (layout.name(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    var formulas: Set<String> = []
    let document = WorkbookExport.document(of: layout)
    laidOut = Mutex(document)
    var links: Set<String> = []
    var pageWords: Set<String> = []
    var merged: Set<CellRange> = []
    let most = document.sheets.reduce(0) { $0 + $1.cells.count + $1.merged.count }
    texts.reserveCapacity(most)
    formulas.reserveCapacity(most)
    for sheet in document.sheets {
      var found: Set<String> = []
      func add(_ content: CellContent) {
        switch content {
        case .link(let target, let text, _):
          links.insert(Self.address(target))
          texts.insert(text)
          found.insert(text)
        case .text(let text):
          texts.insert(text)
          found.insert(text)
        case .formula(let formula, let cached):
          formulas.insert(formula)
          if case .string(let text) = cached { outcomes.insert(text) }
        default: break
        }
      }
      for cell in sheet.cells.values { add(cell.content) }
      for merge in sheet.merged {
        add(merge.content)
        merged.insert(merge.range)
      }
      pageWords.formUnion(PageText.words(PageText.plain(sheet.print.footer ?? "")))
      guard let kind = kinds[sheet.name] else { continue }
      own[kind] = found
      let last = layout.slots(on: kind).map(\.cell.column).max()
      if let last, let end = sheet.cells.keys.map(\.column).max() { margins[kind] = end - last }
    }
    for formula in formulas {
      shapes.insert(FormulaShape.shape(of: formula))
      outcomes.formUnion(FormulaTexts.of(formula))
    }
    self.texts = texts
    self.links = links
    self.pageWords = pageWords
    self.merged = merged
    longest = max(4_096, 2 * (texts.map(\.utf8.count).max() ?? 0))
    self.own = own
    self.margins = margins
    bySheet = own.mapValues { Set($0.map { $0.folded() }).subtracting([""]) }
    self.shapes = shapes
    self.outcomes = outcomes
    parts = outcomes.filter { $0.count(where: \.isLetter) >= 6 }
    folded = Set(texts.filter { $0.utf8.count > Self.long }.map { $0.folded() })
  }

  /// The workbook as it was issued; the first who asks has it without its being laid out again.
  func document() -> WorkbookDocument {
    laidOut.withLock { $0.take() } ?? WorkbookExport.document(of: layout)
  }

  /// A text of more bytes is no coincidence, wherever it stands.
  private static let long = 20

  /// Whether a cell is as issued: an issued text, if it is a long one or stands inside the form, or an issued formula,
  /// whatever it gives now.
  ///
  /// - Parameters:
  ///   - kind: which of the workbook's own sheets it stands on; nil for none of them.
  ///   - inForm: whether it stands inside a form, or its sheet has none.
  func isIssued(_ cell: Cell, _ typed: TypedCell, on kind: SheetKind?, inForm: Bool) -> Bool {
    if kind != nil, let formula = cell.formula,
      formula.isEmpty || isIssued(shape: FormulaShape.shape(of: formula))
    {
      return true
    }
    if typed.text.utf8.count > longest { return false }
    // An earlier version of the program computed the same statuses by other formulas.
    if kind != nil, cell.formula != nil, isOutcome(typed.text) { return true }
    let isLong = typed.text.utf8.count > Self.long
    if isLong, texts.contains(typed.text) { return true }
    guard let kind else { return isLong && folded.contains(typed.text.folded()) }
    if inForm, isOwn(typed.text, on: kind) { return true }
    // A sheet that computes has numbers and sentences of formulas; a copy of values has nothing else of them.
    let isComputed = kind == .summary || kind == .hidden
    if isComputed, cell.formula != nil || typed.number != nil || isOutcome(typed.text) {
      return true
    }
    return isLong && folded.contains(typed.text.folded())
  }

  /// Whether a formula was issued; in a workbook with carried-over answers, a status may wait for them to be
  /// read again.
  private func isIssued(shape: String) -> Bool {
    if shapes.contains(shape) { return true }
    let mark = "\"" + layout.wording.status(.reread) + "\","
    guard shape.hasPrefix("IF("), shape.hasSuffix(")"),
      let lead = shape.firstRange(of: ")>0," + mark)
    else { return false }
    return shapes.contains(String(shape[lead.upperBound...].dropLast()))
  }

  /// Whether a text is an issued one, as it stands or as a program may have changed it.
  func contains(_ text: String) -> Bool {
    text.utf8.count <= longest && (texts.contains(text) || folded.contains(text.folded()))
  }

  /// Whether a text was issued on a sheet, as it stands.
  func isOwn(_ text: String, on kind: SheetKind) -> Bool { own[kind]?.contains(text) ?? false }

  /// All texts as a program leaves them that writes an encoding without their signs: Excel puts a question
  /// mark for each, or a plain letter or sign.
  func textsWithoutSigns() -> Set<String> { Set(texts.union(outcomes).flatMap(Self.withoutSigns)) }

  /// A text without its signs: once with letters as plain ones, once without those that have a mark.
  static func withoutSigns(_ text: String) -> [String] {
    [text.folded(), text.filter(\.isASCII).lowercased()].map { plain in
      let letters = plain.filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
      return letters.isEmpty ? String(text.folded().map { $0.isASCII ? $0 : "?" }) : letters
    }
  }

  private static func address(_ link: String) -> String { String(link.prefix { $0 != "?" }) }

  /// Whether an address is one that the workbook's own links have.
  func isIssued(link: String) -> Bool { links.contains(Self.address(link)) }

  /// Whether a header or footer says nothing but what is issued there, with the partner's name in a region of
  /// its own, and what programs put there by themselves.
  func isIssued(pageText: String, on sheet: String, _ partner: String?) -> Bool {
    let name = PageText.words(partner ?? "")
    let known = pageWords.union(PageText.words(sheet)).union(name).union(["page", "sur", "of"])
    return pageText.split(separator: "\n").allSatisfy { region in
      let words = PageText.words(String(region))
      if words.isSubset(of: known) { return true }
      // The name that the workbook was issued to may be another form of what the partner calls itself now.
      return words.isDisjoint(with: pageWords) && words.count <= 8
        && (partner == nil || !words.isDisjoint(with: name))
    }
  }

  /// Whether a text may be what an issued formula gives.
  func isOutcome(_ text: String) -> Bool {
    outcomes.contains(text) || parts.contains { text.contains($0) }
  }
}
