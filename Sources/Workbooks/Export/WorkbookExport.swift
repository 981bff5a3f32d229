internal import Basics
public import Checklists
public import Spreadsheet

/// What a blank workbook is issued with.
public struct ExportOptions: Sendable {
  /// Ids of the delivery models to issue; nil for all of the template.
  public var deliveryModels: [String]?
  /// The number of case studies, 1 to 12; nil for the template's.
  public var caseStudies: Int?
  /// The partner's name, filled in.
  public var partner: String?

  public init() {}
}

/// Makes blank workbooks.
public enum WorkbookExport {
  /// The custom document property that says which template a workbook was issued from.
  static let templateProperty = "respecte.template"

  /// The workbook of a template, ready for `XLSXWriter`.
  ///
  /// Models that the template does not have are left out; a number of case studies outside 1 to 12 is brought into it.
  public static func document(of template: Template, options: ExportOptions = ExportOptions())
    -> WorkbookDocument
  {
    let layout = WorkbookLayout(
      template: template, models: options.deliveryModels, caseStudies: options.caseStudies)
    let partner = options.partner.map { [SlotRole.application(.partner): CellContent.text($0)] }
    return document(of: layout, filledWith: partner ?? [:])
  }

  /// The workbook of a layout.
  ///
  /// - Parameters:
  ///   - layout: which template, delivery models and case studies.
  ///   - values: what stands in cells that a person fills, by what the cell is for; the rest is blank.
  public static func document(
    of layout: WorkbookLayout, filledWith values: [SlotRole: CellContent] = [:]
  ) -> WorkbookDocument {
    let template = layout.template
    let rules = SummaryFormulas(layout)
    var builder = WorkbookBuilder(layout: layout, values: values)
    var instructions = InstructionSheet(layout, rules)
    instructions.add(to: &builder)
    builder.addApplicationSheet(rules)
    var prerequisites = ControlSheet(layout, .prerequisites, rules, values)
    prerequisites.add(to: &builder)
    builder.addCaseStudySheet(rules)
    var technical = ControlSheet(layout, .technical, rules, values)
    technical.add(to: &builder)
    var summary = SummarySheet(layout, rules)
    summary.add(to: &builder)
    HiddenSheet(layout).add(to: &builder, rules)
    var document = WorkbookDocument(title: template.title, created: created(template))
    document.subject = template.name + " " + template.version
    document.author = "Respecte"
    document.customProperties = [(templateProperty, template.stamp)]
    document.sheets = builder.finished()
    document.names = layout.slots.map {
      ($0.name, layout.name(of: $0.sheet), CellRange($0.cell))
    }
    return document
  }

  /// The first day of the template's month: a workbook says when its checklist was published, never when it was made.
  static func created(_ template: Template) -> CalendarDate {
    CalendarDate(iso: template.published + "-01") ?? .firstAccepted
  }
}
