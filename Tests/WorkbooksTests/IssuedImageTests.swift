import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// Whether a returned workbook is known for one in which nothing but answers is new.
@Suite struct IssuedImageTests {
  private func isUntouched(
    options: ExportOptions = ExportOptions(), _ work: (inout Workbook) throws -> Void = { _ in }
  ) throws -> Bool {
    var document = WorkbookExport.document(of: garden, options: options)
    try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
    try document.type(.text("=1+1"), into: "rsp.app.partner")
    var workbook = try SpreadsheetReader.read(XLSXWriter.write(document))
    try work(&workbook)
    let issued = try IssuedWorkbook(workbook, library: gardens)
    return issued.image?.matches(workbook) ?? false
  }

  private func options(_ models: [String]?, _ caseStudies: Int?) -> ExportOptions {
    var options = ExportOptions()
    options.deliveryModels = models
    options.caseStudies = caseStudies
    return options
  }

  @Test(arguments: [nil, ["hosted"], ["onSite", "mixed"]], [nil, 1, 12])
  func itIsAsItWasIssued(models: [String]?, caseStudies: Int?) throws {
    #expect(try isUntouched(options: options(models, caseStudies)))
  }

  @Test func whatProgramsDoToIt() throws {
    // Other references, and names in another order.
    #expect(
      try isUntouched { workbook in
        for sheet in workbook.sheets.indices {
          workbook.sheets[sheet].cellList = workbook.sheets[sheet].cells.map { cell in
            var cell = cell
            cell.formula = cell.formula.map { "of:=" + $0 }
            return cell
          }
        }
        workbook.definedNames.reverse()
        workbook.definedNames.append(DefinedName(name: "_xlnm.Print", refersTo: "#REF!"))
      })
  }

  private func technical(_ workbook: Workbook) throws -> Int {
    try #require(workbook.sheets.firstIndex { $0.name == "Technical validation" })
  }

  @Test func whatPeopleDoToIt() throws {
    #expect(try !isUntouched { $0.sheets.swapAt(1, 2) })
    #expect(try !isUntouched { $0.sheets.removeLast() })
    #expect(try !isUntouched { $0.sheets[2].name += " 2" })
    #expect(try !isUntouched { $0.sheets[2].visibility = .hidden })
    #expect(try !isUntouched { $0.definedNames.removeLast() })
    #expect(
      try !isUntouched { workbook in
        let name = try #require(workbook.definedNames.first { $0.name.hasPrefix("rsp.") })
        workbook.definedNames.append(name)
      })
    #expect(
      try !isUntouched { workbook in
        let index = try #require(
          workbook.definedNames.firstIndex { $0.name == "rsp.tech.1.1.case1.hosted.met" })
        workbook.definedNames[index].refersTo = "'Technical validation'!$A$1"
      })
    // One cell gone, one altered, one added, one row hidden, one moved by a row.
    let technical = self.technical
    #expect(try !isUntouched { try $0.sheets[technical($0)].cellList.removeLast() })
    #expect(
      try !isUntouched { try $0.sheets[technical($0)].cellList[9].value = .string("Whatever") })
    #expect(
      try !isUntouched {
        try $0.sheets[technical($0)].cellList.append(
          Cell(CellReference(row: 99, column: 1), .string("note")))
      })
    #expect(try !isUntouched { try $0.sheets[technical($0)].hiddenRows = RowSet([0...20]) })
    #expect(
      try !isUntouched { workbook in
        let index = try technical(workbook)
        let last = workbook.sheets[index].cellList.count - 1
        workbook.sheets[index].cellList[last].reference.row += 1
      })
  }
}
