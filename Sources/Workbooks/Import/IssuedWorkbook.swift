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

  /// What could not be recognised: the stamp that the workbook carries, if any.
  struct Unknown: Error {
    var stamp: String?
  }

  init(_ workbook: Workbook, library: TemplateLibrary) throws(Unknown) {
    let entries = Self.entries(of: workbook)
    let property = workbook.customProperties[WorkbookExport.templateProperty]
    let sheet = entries[HiddenSheet.Entry.template.rawValue]
    if let stamp = property, let template = library.template(stamped: stamp) {
      self.init(template, .property, entries)
    } else if let stamp = sheet, let template = library.template(stamped: stamp) {
      self.init(template, .sheet, entries)
    } else if property == nil, sheet == nil, let template = Self.guess(workbook, library) {
      self.init(template, .references, entries)
    } else {
      throw Unknown(stamp: property ?? sheet)
    }
  }

  private init(
    _ template: Template, _ by: TemplateReference.RecognisedBy, _ entries: [String: String]
  ) {
    self.template = template
    reference = TemplateReference(
      id: template.id, version: template.version, language: template.language, recognisedBy: by)
    recordedCaseStudies = entries[HiddenSheet.Entry.caseStudies.rawValue].flatMap { Int($0) }
      .flatMap { (0...WorkbookLayout.caseStudyLimit).contains($0) ? $0 : nil }
    let models = entries[HiddenSheet.Entry.deliveryModels.rawValue]?.split(separator: ",")
      .map(String.init)
    let known = template.deliveryModels.map(\.id).filter { models?.contains($0) ?? false }
    recordedModels = known.isEmpty ? nil : known
  }

  /// The words and values of the hidden sheet's first two columns.
  private static func entries(of workbook: Workbook) -> [String: String] {
    guard let sheet = workbook.sheet(named: "_respecte") else { return [:] }
    var entries: [String: String] = [:]
    for row in HiddenSheet.Entry.allCases.indices {
      let key = TypedCell(sheet[CellReference(row: row, column: 0)])?.text
      if let key { entries[key] = TypedCell(sheet[CellReference(row: row, column: 1)])?.text }
    }
    return entries
  }

  /// Where neither the property nor the hidden sheet is left: the template whose controls the defined names speak of,
  /// if it is the only one of which most are there; among languages the one whose sheet names are used.
  private static func guess(_ workbook: Workbook, _ library: TemplateLibrary) -> Template? {
    let names = Set(
      workbook.definedNames.map { $0.name.lowercased() }.filter { $0.hasPrefix("rsp.") })
    let sheets = Set(workbook.sheets.map(\.name))
    func fit(_ template: Template) -> Int {
      let slots = WorkbookLayout(template: template).slots
      let found = slots.count { names.contains($0.name.lowercased()) }
      return found * 2 > slots.count ? found * 2 - slots.count : 0
    }
    let ranked = library.templates.map { template in
      let layout = WorkbookLayout(template: template)
      let known = SheetKind.allCases.count { sheets.contains(layout.name(of: $0)) }
      return (template: template, fit: fit(template) * 100 + known)
    }.filter { $0.fit >= 100 }.sorted { $0.fit > $1.fit }
    guard let best = ranked.first, ranked.count == 1 || ranked[1].fit < best.fit else { return nil }
    return best.template
  }
}
