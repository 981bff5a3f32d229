import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// What stands beside an answer, as the workbook is issued with some cells filled.
@Suite("Status beside answers") struct StatusTests {
  /// Fills cells of the garden workbook by name and gives the computed text of a status cell, found by its keys.
  private func status(
    _ control: String, _ column: String, on sheet: String = "Technical validation",
    _ cells: [String: CellContent]
  ) throws -> String {
    let layout = WorkbookLayout(template: garden)
    let roles = Dictionary(uniqueKeysWithValues: layout.slots.map { ($0.name, $0.role) })
    var values: [SlotRole: CellContent] = [:]
    for (name, content) in cells { values[try #require(roles[name], "\(name)")] = content }
    let document = WorkbookExport.document(of: layout, filledWith: values)
    let page = try #require(document.sheets.first { $0.name == sheet })
    let row = try #require(
      page.cells.first { $0.key.column == 0 && $0.value.content == .text(control) }?.key.row)
    let place = try #require(
      page.cells.first { $0.key.row == 2 && $0.value.content == .text(column) }?.key.column)
    guard
      case .formula(_, cached: .string(let text))? =
        page.cells[CellReference(row: row, column: place)]?.content
    else {
      Issue.record("no status beside \(control)")
      return ""
    }
    return text
  }

  /// Control tech.1.1 applies to three models, asks for a date and is answered by one evidence cell.
  @Test(
    arguments: [
      ([:], "● To answer"),
      (["hosted": "Y", "onSite": "Y"], "● To answer"),
      (["hosted": "Y", "onSite": "Y", "mixed": "Y"], "▲ No evidence"),
      (["hosted": "Y", "onSite": "Y", "mixed": "yes"], "▲ Not clear"),
      (["hosted": "Y", "onSite": "Y", "mixed": "Y", "evidence": "e"], "▲ No date"),
      (["hosted": "Y", "onSite": "Y", "mixed": "Y", "evidence": "e", "date": "d"], "✓"),
      (["hosted": "Y", "onSite": "N", "mixed": "Y", "evidence": "e", "date": "d"], "✗ Not met"),
      (["hosted": "N", "onSite": "N", "mixed": "N"], "✗ Not met"),
    ] as [([String: String], String)])
  func theMostUrgentThingIsSaid(typed: [String: String], expected: String) throws {
    var cells: [String: CellContent] = [:]
    for (key, text) in typed {
      switch key {
      case "evidence": cells["rsp.tech.1.1.case1.evidence"] = .text(text)
      case "date": cells["rsp.tech.1.1.case1.date"] = .date(.firstAccepted)
      default: cells["rsp.tech.1.1.case1.\(key).met"] = .text(text)
      }
    }
    #expect(try status("tech.1.1", "case1.status", cells) == expected)
  }

  /// Control tech.1.2 is conditional and concerns hosted gardens only.
  @Test(
    arguments: [
      ("Hosted", "N/A", nil, "▲ No reason"), ("Hosted", "N/A", "no pond", "✓"),
      ("Hosted", nil, nil, "● To answer"), ("On site", nil, nil, "–"), ("On site", "Y", nil, "–"),
    ] as [(String, String?, String?, String)])
  func onlyModelsInForceAreAsked(
    model: String, answer: String?, reason: String?, expected: String
  ) throws {
    var cells: [String: CellContent] = ["rsp.case2.deliveryModel": .text(model)]
    if let answer { cells["rsp.tech.1.2.case2.hosted.met"] = .text(answer) }
    if let reason { cells["rsp.tech.1.2.case2.evidence"] = .text(reason) }
    #expect(try status("tech.1.2", "case2.status", cells) == expected)
  }

  /// A case study that is not asked for says nothing until something is entered for it.
  @Test func aCaseStudyBeyondTheRequiredOnesIsAskedOnceItIsUsed() throws {
    let layout = WorkbookLayout(template: garden, caseStudies: 3)
    func heading(_ values: [SlotRole: CellContent]) throws -> [CellValue] {
      let document = WorkbookExport.document(of: layout, filledWith: values)
      let form = try #require(document.sheets.first { $0.name == "Case studies" })
      return [1, 3].compactMap { number in
        let cell = CellReference(
          row: WorkbookLayout.caseStudyStatusRow,
          column: WorkbookLayout.CaseStudyColumn.value(number))
        guard case .formula(_, let cached)? = form.cells[cell]?.content else { return nil }
        return cached
      }
    }
    // Twelve required fields, of which the link is asked for only of a public case study.
    #expect(try heading([:]) == [.string("11 fields to fill in"), .string("Not used")])
    #expect(
      try heading([.caseStudy(3, .customer): .text("Park"), .caseStudy(3, .isPublic): .text("Y")])
        == [.string("11 fields to fill in"), .string("10 fields to fill in")])
  }
}

@Suite("The sentence of the summary") struct SentenceTests {
  private func sentence(_ template: Template, _ values: [SlotRole: CellContent]) throws -> String {
    let layout = WorkbookLayout(template: template)
    let document = WorkbookExport.document(of: layout, filledWith: values)
    let sheet = try #require(document.sheets.first { $0.name == layout.name(of: .summary) })
    let merge = try #require(
      sheet.merged.first { $0.range.first == CellReference(row: 1, column: 1) })
    guard case .formula(_, cached: .string(let text)) = merge.content else { return "" }
    return text
  }

  /// 12 prerequisites, 2 documents of the solution and 70 answers in each of four case studies; 2 declarations; 6 fields of
  /// the application and 11 of each case study. Under SaaS alone 48 answers in each case study.
  @Test func itCountsWhatIsMissing() throws {
    #expect(
      try sentence(retail, [:])
        == "Il manque encore \(12 + 2 + 4 * 70 + 2) réponses et \(6 + 4 * 11) champs obligatoires.")
    #expect(
      try sentence(
        retail,
        [
          .application(.deliveryModel): .text("SaaS"),
          .met(AnswerKey(control: "prereq.4.2", scope: .solution, deliveryModel: nil)): .text("O"),
        ])
        == "Il manque encore \(11 + 1 + 4 * 48 + 2) réponses, 49 champs obligatoires et 1 preuve demandée."
    )
  }
}

@Suite("Long texts in formulas") struct LongTextTests {
  /// A text in a formula has at most 255 characters; a longer one is joined.
  @Test func longTextsAreJoined() throws {
    let text = String(repeating: "é\"", count: 200)
    let written = Formula.text(text).text(on: "S")
    let pieces = written.split(separator: "&")
    // 400 characters, 120 at most in a piece but the last, which has what is left once that is short enough.
    #expect(pieces.count == 3)
    let joined = pieces.map { $0.drop { $0 == "(" }.reversed().drop { $0 == ")" }.reversed() }
      .map { String($0).dropFirst().dropLast() }.joined().replacing("\"\"", with: "\"")
    #expect(joined == text)
  }
}

@Suite("Pages") struct PagePlanTests {
  /// Columns of 30 characters are 161 points wide: of four groups two fit beside the first.
  @Test func groupsOfColumnsStayWhole() {
    var sheet = SheetDocument(name: "S")
    sheet.columns = [ColumnDocument(0...20, width: 30)]
    let print = PagePlan(sheet: sheet).settings(
      first: 1...2, repeated: 1...1, groups: [3...4, 5...6, 7...8, 9...10], header: 3...3,
      rows: 4...10, keepsNext: [])
    // At 68 % a page is 1,060 points wide: two columns and two groups of two are 968, three groups would be 1,290.
    #expect(print.columnBreaks == [7])
    #expect(print.scale == 74)
    #expect(print.repeatedColumns == 1...1)
    #expect(print.fitsToWidth == nil)
  }

  /// Rows of 100 points on a page of 676 points at 74 %, of which 656 are below the header: six a page. A heading is never
  /// the last row of a page.
  @Test func headingsStayWithWhatTheyHead() {
    var sheet = SheetDocument(name: "S")
    sheet.columns = [ColumnDocument(0...3, width: 10)]
    for row in 0...30 { sheet.rows[row] = RowDocument(height: row < 3 ? 0 : 100) }
    sheet.rows[3] = RowDocument(height: 20)
    let print = PagePlan(sheet: sheet).settings(
      first: 1...3, repeated: 1...1, groups: [], header: 3...3, rows: 4...18, keepsNext: [9, 14])
    #expect(print.scale == 74)
    // 9 would end the first page and begins the second, 14 likewise the third.
    #expect(print.rowBreaks == [9, 14])
  }
}
