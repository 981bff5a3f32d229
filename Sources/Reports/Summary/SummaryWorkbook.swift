public import Assessments
internal import Basics
public import Checklists
public import Spreadsheet

/// The summary of many assessments as a workbook: an overview with a chart, the case studies, each section's share of
/// what is met, the controls that fail most, every discrepancy, and the files that all of it comes from.
///
/// Plain values, so that it sorts and filters in every spreadsheet program. Whatever a partner typed is only ever text,
/// and links lead from row to row of the workbook alone: one to a partner's file would open, from a workbook that is
/// trusted, one that nobody has looked at, at whatever place its name spells.
///
/// Rows of the long sheets are written as they come; what is kept of an assessment is its row of the short ones.
public final class SummaryWorkbook {
  private let book: SummaryBook
  private var overview: OverviewTable
  private var caseStudies: CaseStudyTable
  private var sections: SectionTable
  private var controls: ControlTable
  private var discrepancies: DiscrepancyTable
  private var sources: [SourceTable.Row] = []
  private var summary = AssessmentSummary()
  private var latest: CalendarDate?

  /// Begins a workbook in a temporary place.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the system refuses the space.
  public convenience init(language: Language) throws(SpreadsheetError) {
    try self.init(language: language, rowLimit: CellReference.rowLimit)
  }

  /// - Parameter rowLimit: how many rows a sheet has, fewer in tests.
  package init(language: Language, rowLimit: Int) throws(SpreadsheetError) {
    book = SummaryBook(stream: try WorkbookStream(), language: language, rowLimit: rowLimit)
    overview = try OverviewTable(book)
    let overviewTable = overview.table
    caseStudies = try CaseStudyTable(book, overview: overviewTable)
    sections = try SectionTable(book, overview: overviewTable)
    controls = try ControlTable(book, overview: overviewTable)
    discrepancies = try DiscrepancyTable(book, overview: overviewTable)
  }

  /// Adds one assessment, in the order of the overview.
  ///
  /// - Parameters:
  ///   - assessment: that of one workbook.
  ///   - template: the one that it was assessed with, for titles and names; nil where it is not known.
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the temporary folder is full.
  public func add(_ assessment: Assessment, template: Template?) throws(SpreadsheetError) {
    let index = summary.submissions
    summary.add(assessment)
    latest = [latest, assessment.asOf].compactMap { $0 }.max()
    let subject = SummarySubject(index, assessment)
    try caseStudies.add(assessment, template, subject)
    sections.add(assessment, template, subject)
    controls.add(assessment, template)
    let first = try discrepancies.add(assessment, template, subject)
    overview.add(assessment, template, subject, firstDiscrepancy: first)
    sources.append(SourceTable.Row(assessment, template, subject))
  }

  /// Completes the workbook. Its date is the latest day that figures are of, so that the same assessments give the same
  /// bytes.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the temporary folder is full.
  public func finish() throws(SpreadsheetError) -> WrittenWorkbook {
    try overview.finish(summary)
    caseStudies.table.finish()
    try sections.finish()
    try controls.finish()
    discrepancies.table.finish()
    let table = try SourceTable(book, overview: overview.table)
    try table.finish(sources)
    var document = WorkbookDocument(
      title: SummaryLook.title(book.language), created: latest ?? .firstAccepted)
    document.subject = summary.sentence(in: book.language)
    document.author = "Respecte"
    return try book.stream.finish(document)
  }
}

/// Whose row it is, on every sheet.
struct SummarySubject {
  /// From 0, in the order in which assessments came.
  let index: Int
  /// The partner's name, else the file's without its folders.
  let title: String

  init(_ index: Int, _ assessment: Assessment) {
    self.index = index
    let isNamed = assessment.partner.map { !$0.trimmed().isEmpty } ?? false
    let file = assessment.source.file.split(separator: "/").last.map { $0.visible() } ?? ""
    title = (isNamed ? assessment.title : file).shortened(to: 100)
  }

  var number: SummaryCell { .number(index + 1, SummaryLook.count) }
}
