import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// The built-in retail template.
let retail = TemplateLibrary.builtIn().templates[0]

/// A small template of another kind: three delivery models, one document asked once, English.
let garden = Template(
  id: "garden", version: "2.0", language: .english, title: "Garden", published: "2024-05",
  deliveryModels: [
    DeliveryModel(id: "hosted", label: "Hosted", sharedInfrastructure: true),
    DeliveryModel(id: "onSite", label: "On site", aliases: ["On the premises"]),
    DeliveryModel(id: "mixed", label: "Mixed"),
  ],
  categories: [
    Category(id: "flowers", label: "Flowers, herbs and grasses"),
    Category(id: "trees", label: "Trees", aliases: ["Shrubs and trees"]),
  ],
  caseStudies: CaseStudyRules(required: 2, publicRequired: 1, maxAgeMonths: 24),
  parts: [
    Part(id: "prereq", kind: .prerequisite, title: "Prerequisites"),
    Part(id: "doc", kind: .document, title: "Documents"),
    Part(id: "tech", kind: .control, title: "Technical validation"),
  ],
  sections: [
    Section(part: "prereq", ref: "1.0", title: "Start"),
    Section(part: "tech", ref: "1.0", title: "Soil"),
  ],
  controls: [
    Control(
      id: "prereq.1.1", part: "prereq", kind: .prerequisite, section: "1.0", ref: "1.1",
      title: "A gardener",
      text: "There is one.", recencyMonths: 12, applicability: .always),
    Control(
      id: "doc.plan", part: "doc", kind: .document, title: "Plan", text: "A plan.",
      applicability: .byModel(["hosted": [.solution], "onSite": [.solution, .caseStudy]])),
    Control(
      id: "tech.1.1", part: "tech", kind: .control, section: "1.0", ref: "1.1", title: "Soil",
      text: "It is tested.",
      recencyMonths: 6,
      applicability: .byModel([
        "hosted": [.caseStudy], "onSite": [.caseStudy], "mixed": [.caseStudy],
      ])),
    Control(
      id: "tech.1.2", part: "tech", kind: .control, section: "1.0", ref: "1.2", title: "Ponds",
      text: "They are safe.",
      condition: "gardens with ponds", applicability: .byModel(["hosted": [.caseStudy]])),
  ])

let gardens: TemplateLibrary = {
  var library = TemplateLibrary()
  library.add(garden)
  return library
}()

extension WorkbookDocument {
  /// Types into the cell of a defined name.
  mutating func type(_ content: CellContent, into name: String) throws {
    let target = try #require(names.first { $0.name == name }, "no name \(name)")
    try type(content, at: target.range.first, of: target.sheet)
  }

  mutating func type(_ content: CellContent, at cell: CellReference, of name: String) throws {
    let index = try #require(sheets.firstIndex { $0.name == name })
    let style = sheets[index].cells[cell]?.style ?? CellStyle()
    sheets[index].cells[cell] = CellDocument(content: content, style: style)
  }
}

/// A garden workbook after somebody worked on it, as a submission.
func returned(
  options: ExportOptions = ExportOptions(), _ work: (inout WorkbookDocument) throws -> Void
) throws -> Submission {
  var document = WorkbookExport.document(of: garden, options: options)
  try work(&document)
  let bytes = try XLSXWriter.write(document)
  let submission = WorkbookImport.submission(
    from: bytes, file: "garden.xlsx", library: gardens, messagesIn: .english)
  try #expect(
    submission
      == WorkbookImport.submission(
        of: SpreadsheetReader.read(bytes), source: submission.source, library: gardens,
        messagesIn: .english, searches: true), "what was found in its place is found elsewhere")
  return submission
}

extension Submission {
  func answer(_ control: String, _ scope: Scope, _ model: String? = nil) throws -> Answer {
    let key = AnswerKey(control: control, scope: scope, deliveryModel: model)
    return try #require(answers.first { $0.key == key })
  }

  /// The codes found. What is typed by a test is not recalculated, so that the summary's figures are those of a blank.
  func codes(besides ignored: Set<DiscrepancyCode> = [.answerBlank, .scoreStale])
    -> [DiscrepancyCode]
  {
    discrepancies.map(\.code).filter { !ignored.contains($0) }
  }
}
