internal import Basics
internal import Checklists
internal import Spreadsheet

/// What a returned workbook says of how it was issued.
struct IssuedWorkbook {
  var template: Template
  var reference: TemplateReference
  /// The number of case studies and the models as recorded on the hidden sheet; nil where it is lost.
  var recordedCaseStudies: Int?
  var recordedModels: [String]?
  /// The digests of the issued texts as recorded, by control.
  var digests: [String: String] = [:]
  /// What an audit workbook was made from; nil for a partner's.
  var audit: AuditRecord?
  /// What an audit workbook was made from, by the hidden sheet, else by the document property.
  var origin: AuditOrigin?
  /// Set where the property and the hidden sheet name different templates: what the sheet says.
  var otherStamp: String?
  /// The version that has taken the template's place, where one is known.
  var successor: Template?

  /// What could not be recognised: the stamp that the workbook carries, if any.
  struct Unknown: Error {
    var stamp: String?
    /// Another version of the same checklist that is known, if any.
    var relative: Template?
  }

  init(_ workbook: Workbook, library: TemplateLibrary) throws(Unknown) {
    let record = IssueRecord(workbook)
    // Gnumeric indents what it writes.
    let property = workbook.customProperties[WorkbookExport.templateProperty]?.trimmed()
    let sheet = record.entries[.template]?.trimmed()
    if let stamp = property, let template = library.template(stamped: stamp) {
      self.init(template, .property, record)
      if let sheet, sheet != stamp { otherStamp = sheet }
    } else if let stamp = sheet, let template = library.template(stamped: stamp) {
      self.init(template, .sheet, record)
      if let property { otherStamp = property }
    } else if property == nil, sheet == nil,
      let template = TemplateGuess.template(of: workbook, library)
    {
      self.init(template, .references, record)
    } else {
      let stamp = property ?? sheet
      throw Unknown(
        stamp: stamp,
        relative: stamp.flatMap { $0.split(separator: "@").first }.flatMap { id in
          library.templates.last { $0.id == id }
        })
    }
    successor = library.successor(of: template)
    let named = AuditRecord.origin(ofProperty: workbook.customProperties[AuditRecord.property])
    origin = audit?.origin ?? named
    // Two numbers are no number: the auditor is asked.
    if let named, let number = origin?.number, number != named.number { origin?.number = nil }
  }

  private init(
    _ template: Template, _ by: TemplateReference.RecognisedBy, _ record: IssueRecord
  ) {
    self.template = template
    reference = TemplateReference(
      id: template.id, version: template.version, language: template.language, recognisedBy: by)
    recordedCaseStudies = record.entries[.caseStudies].flatMap { Int($0) }
      .flatMap { (0...WorkbookLayout.caseStudyLimit).contains($0) ? $0 : nil }
    let models = record.entries[.deliveryModels]?.split(separator: ",").map(String.init)
    let known = template.deliveryModels.map(\.id).filter { models?.contains($0) ?? false }
    recordedModels = known.isEmpty ? nil : known
    digests = record.digests.filter { template.place(ofControl: $0.key) != nil }
    audit = AuditRecord(record.audit)
  }
}

extension IssuedWorkbook {
  /// What the workbook was when it was issued; nil where its record is lost.
  var image: IssuedImage? {
    guard let recordedModels, let recordedCaseStudies else { return nil }
    return IssuedImage.of(
      IssuedTexts.of(template, models: recordedModels, caseStudies: recordedCaseStudies))
  }
}

/// What the hidden sheet records, wherever it stands and whatever its name.
struct IssueRecord {
  private(set) var entries: [HiddenSheet.Entry: String] = [:]
  private(set) var digests: [String: String] = [:]
  private(set) var audit: [(entry: AuditRecord.Entry, value: String)] = []

  init(_ workbook: Workbook) {
    let stamp = CellValue.string(HiddenSheet.Entry.template.rawValue)
    // Anyone may type the word on another sheet; the one with the issued name comes first.
    let named = workbook.sheets.filter { $0.name.lowercased() == "_respecte" }
    for sheet in named + workbook.sheets where sheet.cells.contains(where: { $0.value == stamp }) {
      read(sheet)
      return
    }
    if let sheet = named.first { read(sheet) }
  }

  /// A word has its value in the next cell of its row.
  private mutating func read(_ sheet: Sheet) {
    let words = Set(HiddenSheet.Entry.allCases.map { CellValue.string($0.rawValue) })
    let column = sheet.cells.first { $0.value.map(words.contains) ?? false }?.reference.column
    for (index, cell) in sheet.cells.enumerated() {
      guard case .string(let text)? = cell.value, index + 1 < sheet.cells.count else { continue }
      let next = sheet.cells[index + 1]
      guard next.reference.row == cell.reference.row, let value = TypedCell(next)?.text else {
        continue
      }
      if cell.reference.column == column, let entry = HiddenSheet.Entry(rawValue: text),
        entries[entry] == nil
      {
        entries[entry] = value
      } else if cell.reference.column == column,
        next.reference.column == cell.reference.column + 1,
        let entry = AuditRecord.Entry(rawValue: text)
      {
        if entry == .continued, let last = audit.indices.last {
          audit[last].value += value
        } else {
          audit.append((entry, value))
        }
      } else if value.utf8.count == 64, value.utf8.allSatisfy({ Self.isHexadecimal($0) }) {
        digests[text] = value
      }
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
      || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

/// Which template a workbook speaks of where neither the property nor the hidden sheet is left.
enum TemplateGuess {
  /// The template of which most defined names are there, or of which the most requirements are printed, if it is the
  /// only one; of versions that show the same, the one in force.
  static func template(of workbook: Workbook, _ library: TemplateLibrary) -> Template? {
    let names = Set(
      workbook.definedNames.map { $0.name.lowercased() }.filter { $0.hasPrefix("rsp.") })
    let sheets = Set(workbook.sheets.map(\.name))
    // What is longer than any requirement is none, and is not compared: a million letters may stand in every cell.
    let longest = library.templates.flatMap(\.controls).map { $0.text.utf8.count }.max() ?? 0
    var typed: Set<String> = []
    for sheet in workbook.sheets {
      for cell in sheet.cells {
        if case .string(let text)? = cell.value, (4...max(4, 2 * longest)).contains(text.utf8.count)
        {
          typed.insert(text)
        }
      }
    }
    let texts = Set(typed.map { $0.folded() })
    let ranked = library.templates.map { template in
      (template: template, rank: Rank(template, names, texts, sheets))
    }.filter { $0.rank.isEnough }.sorted { $0.rank > $1.rank }
    guard let best = ranked.first else { return nil }
    let equal = ranked.filter { $0.rank == best.rank }.map(\.template)
    if equal.count == 1 { return best.template }
    let inForce = equal.filter { candidate in
      equal.allSatisfy {
        $0.stamp == candidate.stamp || library.successor(of: $0)?.stamp == candidate.stamp
      }
    }
    return inForce.count == 1 ? inForce.first : nil
  }

  /// How much of a template a workbook shows.
  private struct Rank: Comparable {
    /// Requirements and titles that are printed word for word.
    var printed: Int
    var named: Int
    var sheets: Int
    var isEnough: Bool

    init(_ template: Template, _ names: Set<String>, _ texts: Set<String>, _ sheets: Set<String>) {
      let layout = WorkbookLayout(template: template)
      let titles = template.controls.filter { texts.contains($0.title.folded()) }
      let asked = template.controls.filter { texts.contains($0.text.folded()) }
      printed = titles.count + asked.count
      named = layout.slots.count { names.contains($0.name.lowercased()) }
      self.sheets = SheetKind.allCases.count { sheets.contains(layout.name(of: $0)) }
      let enough = min(3, max(1, template.controls.count))
      // The application and the case studies alone say nothing of the checklist.
      isEnough =
        named * 2 > layout.slots.count || Set((titles + asked).map(\.id)).count >= enough
    }

    static func < (a: Rank, b: Rank) -> Bool {
      (a.printed, a.named, a.sheets) < (b.printed, b.named, b.sheets)
    }
  }
}
