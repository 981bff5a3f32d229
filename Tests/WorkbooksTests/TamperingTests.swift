import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// What a workbook says of itself against what it holds.
@Suite("Tampering, versions and copies") struct TamperingTests {
  private func stale(_ submission: Submission) -> [Discrepancy] {
    submission.discrepancies.filter { $0.code == .scoreStale }
  }

  /// Answers that were typed by a program which left the summary's figures as they were.
  @Test func figuresThatAreNotRecalculatedAreStale() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
    }
    let found = try #require(stale(submission).first)
    #expect(stale(submission).count == 1)
    #expect(found.sheet == "Summary")
    #expect(found.message.contains("0") && found.message.contains("1"))
  }

  @Test func figuresOfABlankWorkbookAreRight() throws {
    #expect(stale(try returned { _ in }).isEmpty)
  }

  /// The sheet counts what is typed as issued; another spelling explains the difference.
  @Test func anotherSpellingExplainsTheDifference() throws {
    let submission = try returned { document in
      try document.type(.text("yes"), into: "rsp.prereq.1.1.met")
    }
    #expect(submission.codes(besides: [.answerBlank]) == [.answerNormalised])
  }

  @Test func formulasWithoutFiguresSayNothing() throws {
    var work = try Rearrangement(garden) { document in
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
    }
    let summary = try work.index("Summary")
    work.workbook.sheets[summary].cellList = work.workbook.sheets[summary].cells.map { cell in
      var cell = cell
      if cell.formula != nil { cell.value = nil }
      return cell
    }
    #expect(stale(work.submission(gardens)).isEmpty)
  }

  /// A figure that was typed over its formula.
  @Test func aFigureTypedOverIsStale() throws {
    var work = try Rearrangement(garden) { _ in }
    let summary = try work.index("Summary")
    let row = try #require(
      work.workbook.sheets[summary].cells.first { $0.value == .string(SummarySheet.totalKey) }
    ).reference.row
    work.workbook.sheets[summary].cellList = work.workbook.sheets[summary].cells.map { cell in
      guard cell.reference.row == row, case .number(0) = cell.value else { return cell }
      return Cell(cell.reference, .number(13))
    }
    #expect(stale(work.submission(gardens)).count == 1)
  }

  // MARK: Versions

  /// A library of two versions, of which the second replaces the first.
  private var versions: TemplateLibrary {
    var library = gardens
    var next = garden
    next.version = "3.0"
    next.predecessors = [garden.edition]
    next.controls[2].text = "It is tested twice."
    library.add(next)
    return library
  }

  @Test func anOlderVersionIsReadAsItIs() throws {
    let submission = try Rearrangement(garden) { _ in }.submission(versions)
    #expect(submission.template?.version == "2.0")
    #expect(submission.codes() == [.templateOlder])
    #expect(submission.answers.count == 13)
  }

  /// Without property and hidden sheet, what is printed decides between two versions.
  @Test func thePrintedTextsTellTheVersions() throws {
    for template in versions.templates {
      var work = try Rearrangement(template) { _ in }
      work.keepPrintOnly()
      let submission = work.submission(versions)
      #expect(submission.template?.version == template.version)
      #expect(submission.template?.recognisedBy == .references)
    }
  }

  @Test func anUnknownVersionSaysWhatCanBeSaid() throws {
    var other = garden
    other.version = "1.0"
    let submission = try Rearrangement(other) { document in
      try document.type(.text("Ivy"), into: "rsp.app.partner")
    }.submission(gardens)
    #expect(submission.template == nil)
    #expect(submission.application.partner == "Ivy")
    #expect(submission.answers.isEmpty)
    let message = try #require(submission.discrepancies.first).message
    for words in ["garden@1.0@en", "version known is 2.0", "“Case studies”", "named answer cells"] {
      #expect(message.contains(words), "\(message)")
    }
  }

  // MARK: Copies

  /// One sheet as CSV: references, titles, texts and headers are all that is left.
  @Test func aSheetAsTextIsReadByItsReferences() throws {
    var work = try Rearrangement(garden) { document in
      try document.type(.text("Y"), into: "rsp.tech.1.1.case2.hosted.met")
      try document.type(.text("report, \"page 3\""), into: "rsp.tech.1.1.case2.evidence")
    }
    work.keepPrintOnly()
    let sheet = work.workbook.sheets[try work.index("Technical validation")]
    let last = try #require(sheet.cells.map(\.reference.column).max())
    let rows = Dictionary(grouping: sheet.cells, by: \.reference.row)
    let lines = (0...(rows.keys.max() ?? 0)).map { row in
      (0...last).map { column -> String in
        guard case .string(let text) = sheet[CellReference(row: row, column: column)]?.value else {
          return ""
        }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
      }.joined(separator: ",")
    }
    let submission = WorkbookImport.submission(
      from: Array(lines.joined(separator: "\r\n").utf8), file: "technical.csv", library: gardens,
      messagesIn: .english)
    #expect(submission.source.format == "csv")
    #expect(submission.template?.recognisedBy == .references)
    let answer = try submission.answer("tech.1.1", .caseStudy(2), "hosted")
    #expect(answer.value == .yes)
    #expect(answer.evidence == "report, \"page 3\"")
    #expect(answer.foundBy == .reference)
    #expect(try submission.answer("prereq.1.1", .solution).status == .missing)
    #expect(submission.codes(besides: [.answerBlank, .answerMissing]) == [])
  }

  /// The English workbook filled in French.
  @Test func answersInAnyLanguageAreRead() throws {
    let submission = try returned { document in
      try document.type(.text("Oui"), into: "rsp.prereq.1.1.met")
      try document.type(.text("sans objet"), into: "rsp.tech.1.2.case1.hosted.met")
      try document.type(.text("31 décembre 2023"), into: "rsp.app.assessmentDate")
      try document.type(.text("1 200 clients"), into: "rsp.app.customers")
      try document.type(.text("Tous"), into: "rsp.app.deliveryModel")
      try document.type(.text("non"), into: "rsp.case1.public")
    }
    #expect(try submission.answer("prereq.1.1", .solution).value == .yes)
    #expect(try submission.answer("tech.1.2", .caseStudy(1), "hosted").value == .notApplicable)
    #expect(submission.application.assessmentDate?.description == "2023-12-31")
    #expect(submission.application[.customers].value == .number(1200))
    #expect(submission.application.deliveryModels?.count == 3)
    #expect(submission.caseStudies.first?[.isPublic].yesNo == false)
    #expect(submission.codes() == [.answerNormalised, .answerNormalised])
  }
}
