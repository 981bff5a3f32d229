import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// Cells that compute, among those that are filled in: they never stand for an answer.
@Suite("Cells that compute") struct LiveCellTests {
  /// The words of some keys are those of headers, too; a status column whose key was typed over stays one.
  @Test func aKeyTypedOverTheStatusTakesNoAnswer() throws {
    let layout = WorkbookLayout(template: garden)
    let status = CellReference(
      row: WorkbookLayout.keyRow, column: layout.prerequisiteBlock.status)
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
      try document.type(.date(.firstAccepted), into: "rsp.prereq.1.1.date")
      try document.type(.text("date"), at: status, of: "Prerequisites")
    }
    let answer = try submission.answer("prereq.1.1", .solution)
    #expect(answer.status == .answered)
    #expect(answer.date == .firstAccepted)
    #expect(!submission.codes().contains(.fieldInvalid))
  }

  /// A copy of values has the customers' names in the bands above the case studies, and no names, keys or properties.
  @Test func bandsThatNameTheirCustomerAreStillBands() throws {
    let layout = WorkbookLayout(template: garden)
    let roles = Dictionary(uniqueKeysWithValues: layout.slots.map { ($0.name, $0.role) })
    var values: [SlotRole: CellContent] = [:]
    for (name, text) in [
      ("rsp.case1.customer", "Park – north"), ("rsp.case2.customer", "Roof"),
      ("rsp.tech.1.1.case1.hosted.met", "Y"), ("rsp.tech.1.1.case2.hosted.met", "N"),
    ] {
      values[try #require(roles[name])] = .text(text)
    }
    var document = WorkbookExport.document(of: layout, filledWith: values)
    document.names = []
    document.customProperties = []
    document.sheets.removeLast()
    func value(_ content: CellContent) -> CellContent {
      guard case .formula(_, let cached) = content else { return content }
      switch cached {
      case .string(let text), .error(let text): return .text(text)
      case .number(let number): return .number(number)
      case .boolean(let flag): return .boolean(flag)
      }
    }
    for index in document.sheets.indices {
      document.sheets[index].validations = []
      var cells = CellGrid()
      for (place, cell) in document.sheets[index].cells
      where place.column != WorkbookLayout.keyColumn && place.row != WorkbookLayout.keyRow {
        cells[place] = CellDocument(content: value(cell.content), style: cell.style)
      }
      document.sheets[index].cells = cells
      for merge in document.sheets[index].merged.indices {
        document.sheets[index].merged[merge].content = value(
          document.sheets[index].merged[merge].content)
      }
    }
    let submission = WorkbookImport.submission(
      from: try XLSXWriter.write(document), file: "copy.xlsx", library: gardens,
      messagesIn: .english)
    let first = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    let second = try submission.answer("tech.1.1", .caseStudy(2), "hosted")
    #expect(first.value == .yes && first.foundBy == .reference)
    #expect(second.value == .no && second.foundBy == .reference)
    #expect(submission.caseStudies.map { $0[.customer].raw } == ["Park – north", "Roof"])
    #expect(submission.discrepancies.filter { $0.code == .cellUnexpected }.map(\.message) == [])
  }
}
