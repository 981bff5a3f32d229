import Basics
import Checklists
import Spreadsheet
import TestSupport
import Testing

@testable import Workbooks

@Suite("Export") struct ExportTests {
  @Test func sheetsAreThoseOfTheContract() {
    let document = WorkbookExport.document(of: retail)
    #expect(
      document.sheets.map(\.name) == [
        "Mode d'emploi", "Candidature", "Prérequis", "Études de cas", "Validation technique",
        "Synthèse",
        "_respecte",
      ])
    #expect(document.sheets.map(\.isHidden) == [false, false, false, false, false, false, true])
    #expect(
      WorkbookExport.document(of: garden).sheets.map(\.name) == [
        "Instructions", "Application", "Prerequisites", "Case studies", "Technical validation",
        "Summary",
        "_respecte",
      ])
    #expect(document.customProperties.map(\.value) == ["aws-retail-technology-2019-12@1.0@fr"])
  }

  @Test func theSameOptionsGiveTheSameBytes() throws {
    var options = ExportOptions()
    options.caseStudies = 3
    options.partner = "Épicerie <&>"
    let first = try XLSXWriter.write(WorkbookExport.document(of: retail, options: options))
    let second = try XLSXWriter.write(WorkbookExport.document(of: retail, options: options))
    #expect(first == second)
    #expect(first != (try XLSXWriter.write(WorkbookExport.document(of: retail))))
  }

  /// Only cells with a name are unlocked, every one of them is, and what does not apply says S.O. and is locked.
  @Test(arguments: [1, 4, 12])
  func onlyAnswerCellsAreUnlocked(caseStudies: Int) {
    for template in [retail, garden] {
      var options = ExportOptions()
      options.caseStudies = caseStudies
      let document = WorkbookExport.document(of: template, options: options)
      let named = Set(document.names.map { CellPlace(sheet: $0.sheet, cell: $0.range.first) })
      #expect(named.count == document.names.count)
      var unlocked: Set<CellPlace> = []
      for sheet in document.sheets {
        #expect(sheet.protection != nil)
        for (reference, cell) in sheet.cells where !cell.style.isLocked {
          unlocked.insert(CellPlace(sheet: sheet.name, cell: reference))
        }
      }
      #expect(unlocked == named)
    }
  }

  /// Every met cell takes O and N, the conditional ones S.O. as well; no list reaches beyond its cells.
  @Test func listsCoverExactlyTheirCells() throws {
    let layout = WorkbookLayout(template: retail)
    let document = WorkbookExport.document(of: retail)
    let sheet = try #require(document.sheets.first { $0.name == "Validation technique" })
    let hidden = try #require(document.sheets.last)
    var offered: [CellReference: [String]] = [:]
    for validation in sheet.validations {
      guard case .listRange(let place) = validation.rule else { continue }
      // `'_respecte'!$G$2:$G$4`: the answers stand on the hidden sheet.
      let cells = place.split(separator: "!").last?.split(separator: ":") ?? []
      let first = try #require(cells.first.flatMap { CellReference($0) })
      let last = try #require(cells.last.flatMap { CellReference($0) })
      let items = (first.row...last.row).compactMap { row -> String? in
        let cell = hidden.cells[CellReference(row: row, column: first.column)]
        if case .text(let text)? = cell?.content { return text } else { return nil }
      }
      for range in validation.ranges {
        for row in range.first.row...range.last.row {
          for column in range.first.column...range.last.column {
            let cell = CellReference(row: row, column: column)
            #expect(offered[cell] == nil)
            offered[cell] = items
          }
        }
      }
    }
    var expected: [CellReference: [String]] = [:]
    for slot in layout.slots where slot.sheet == .technical {
      guard case .met(let key) = slot.role else { continue }
      let conditional = retail.control(key.control)?.isConditional ?? false
      expected[slot.cell] = conditional ? ["O", "N", "S.O."] : ["O", "N"]
    }
    #expect(offered == expected)
  }

  /// A dozen seeded fillings of both templates come back as they were typed.
  @Test(arguments: 1...12)
  func whatIsTypedComesBack(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let template = seed.isMultiple(of: 2) ? retail : garden
    var library = TemplateLibrary()
    library.add(template)
    var options = ExportOptions()
    options.caseStudies = Int.random(in: 1...6, using: &generator)
    var document = WorkbookExport.document(of: template, options: options)
    let layout = WorkbookLayout(template: template, caseStudies: options.caseStudies)
    let texts = [
      "é à ç", "<&>\"'", "two\nlines", "  leading", "🏪🧾", "=1+1", "_x000D_", "x", "ends ",
    ]
    var typed: [SlotRole: String] = [:]
    for slot in layout.slots where Bool.random(using: &generator) {
      switch slot.role {
      case .met(let key):
        let conditional = template.control(key.control)?.isConditional ?? false
        let choices: [AnswerValue] = conditional ? [.yes, .no, .notApplicable] : [.yes, .no]
        typed[slot.role] = choices.randomElement(using: &generator)?.issued(in: template.language)
      case .evidence: typed[slot.role] = texts.randomElement(using: &generator)
      default: continue
      }
      try document.type(.text(typed[slot.role] ?? ""), into: slot.name)
    }
    let submission = WorkbookImport.submission(
      from: try XLSXWriter.write(document), file: "x", library: library, messagesIn: .english)
    #expect(submission.codes() == [])
    #expect(submission.unexpected == 0)
    for answer in submission.answers {
      #expect(answer.raw == typed[.met(answer.key)])
      #expect(answer.value?.issued(in: template.language) == typed[.met(answer.key)])
      #expect(
        answer.evidence
          == typed[.evidence(control: answer.key.control, scope: answer.key.cellScope)])
    }
    let total = AnswerStatus.allCases.reduce(0) { $0 + submission.count($1) }
    #expect(total == submission.answers.count)
  }
}
