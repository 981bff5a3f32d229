import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Reports
import Spreadsheet
import Testing

@Suite struct SummaryWorkbookTests {
  func document(_ assessments: [Assessment], _ language: Language = .french) -> WorkbookDocument {
    var summary = SummaryWorkbook(language: language)
    for assessment in assessments { summary.add(assessment) }
    return summary.document(created: Bakery.today)
  }

  func row(_ number: Int, of sheet: SheetDocument) -> [CellContent] {
    sheet.columns.indices.map {
      sheet.cells[CellReference(row: number, column: $0)]?.content ?? .blank
    }
  }

  @Test func sheets() {
    #expect(
      document([]).sheets.map(\.name) == ["Vue d’ensemble", "Études de cas", "Écarts"])
    #expect(
      document([], .english).sheets.map(\.name) == ["Overview", "Case studies", "Discrepancies"])
    for sheet in document([assess()]).sheets {
      #expect(sheet.freeze == CellReference(row: 1, column: 1))
      #expect(sheet.autofilter?.first == CellReference(row: 0, column: 0))
      #expect(sheet.autofilter?.last.column == sheet.columns.count - 1)
      #expect(sheet.print.repeatedRows == 0...0)
    }
  }

  @Test func overview() {
    let sheet = document([
      assess(answers: { if $0.isTo("tech.1.1", case: 3) { $0.value = .no } }), unreadable(),
    ]).sheets[0]
    // 32 of 33 are 96.96… %; four prerequisites of four, three case studies of four, two public ones of two.
    #expect(
      row(1, of: sheet) == [
        .text("Fournil & Fils"), .text("Levain"), .text("fournil.xlsx"), .text("non éligible"),
        .date(Bakery.assessmentDate), .number(96.9), .number(32), .number(1), .number(0),
        .number(0), .number(4), .number(4), .number(3), .number(4), .number(2), .number(2),
        .number(1), .number(0), .text("3 études de cas retenues sur 4"),
      ])
    let second = row(2, of: sheet)
    #expect(second[3] == .text("illisible"))
    // What was not read is blank, not nought.
    #expect(second[5] == .blank)
    #expect(second[10] == .blank)
  }

  @Test func caseStudies() {
    let sheet = document([
      assess(answers: { if $0.isTo("tech.1.1", case: 3) { $0.value = .no } })
    ]).sheets[1]
    #expect(
      row(3, of: sheet) == [
        .text("Fournil & Fils"), .text("fournil.xlsx"), .number(3), .text("Client 3"),
        .text("oven"), .date(Bakery.date("2019-03-01")), .text("non"), .text("non"),
        .number(85.7), .number(6), .number(1), .number(0), .number(0),
        .text("non respecté\u{A0}: 1.1"),
      ])
    #expect(row(5, of: sheet).allSatisfy { $0 == .blank })
  }

  @Test func discrepancies() {
    let assessment = assess(answers: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil } })
    let row = row(1, of: document([assessment]).sheets[2])
    #expect(
      row.prefix(10) == [
        .text("Fournil & Fils"), .text("fournil.xlsx"), .text("avertissement"),
        .text("evidence.absent"), .text("tech.1.1"), .text("étude de cas 2"), .text("oven"),
        .blank, .text("Validation technique"), .text("H28"),
      ])
  }

  /// Whatever a partner types, no cell becomes a formula or a link, and none is more than a cell can hold.
  @Test(arguments: [
    "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "12", "TRUE", "2019-01-01",
    "mailto:a@example.org", "\u{1B}[31m\u{0}", "_x000D_", String(repeating: "é🍞", count: 40_000),
  ])
  func hostileTextIsText(_ typed: String) throws {
    let document = document([
      assess(fields: {
        $0.source.file = typed
        $0.set(.partner, .text(typed))
        $0.set(.solution, .text(typed))
        for number in 1...2 { $0.set(.customer, .text(typed), of: number) }
        $0.discrepancies = [
          Discrepancy(.cellUnexpected, sheet: typed, cell: typed, message: typed)
        ]
      })
    ])
    for sheet in document.sheets {
      for cell in sheet.cells.values {
        switch cell.content {
        case .formula, .link: Issue.record("\(cell.content)")
        case .text(let text): #expect(text.utf16.count <= 32_767)
        default: break
        }
      }
    }
    let bytes = try XLSXWriter.write(document)
    #expect(bytes == (try XLSXWriter.write(document)))
    let workbook = try SpreadsheetReader.read(bytes)
    let partner = workbook.sheets[0][CellReference(row: 1, column: 0)]
    guard case .string(let text)? = partner?.value else {
      Issue.record("\(String(describing: partner))")
      return
    }
    #expect(partner?.formula == nil)
    if typed.count < 100 { #expect(text == typed.visible()) }
  }
}
