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
  /// The workbook of a template, ready for `XLSXWriter`.
  ///
  /// Models that the template does not have are left out; a number of case studies outside 1 to 12 is brought into it.
  public static func document(of template: Template, options: ExportOptions = ExportOptions())
    -> WorkbookDocument
  {
    fatalError()
  }
}
