import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

@Suite("Import") struct ImportTests {
  /// Two case studies under three models: 1 prerequisite, the plan once under two models, and for each case study the plan
  /// (on site), soil (three models) and ponds (hosted): 1 + 2 + 2 × 5 = 13.
  @Test func aBlankWorkbookIsBlankEverywhere() throws {
    let submission = try returned { _ in }
    #expect(submission.answers.count == 13)
    #expect(submission.count(.blank) == 13)
    #expect(submission.unexpected == 0)
    #expect(submission.codes() == [])
    #expect(submission.template?.recognisedBy == .property)
    #expect(submission.caseStudies.map(\.used) == [true, true])
    #expect(submission.answers.allSatisfy { $0.foundBy == .name && $0.cell != nil })
  }

  @Test func answersAreReadWithTheirCells() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
      try document.type(.text("oui "), into: "rsp.tech.1.1.case1.hosted.met")
      try document.type(.text("N/A"), into: "rsp.tech.1.2.case1.hosted.met")
      try document.type(.text("no pond"), into: "rsp.tech.1.2.case1.evidence")
      try document.type(.text("faux"), into: "rsp.tech.1.1.case2.mixed.met")
      try document.type(.boolean(true), into: "rsp.tech.1.1.case2.onSite.met")
    }
    let first = try submission.answer("prereq.1.1", .solution)
    #expect(first.value == .yes)
    #expect(first.sheet == "Prerequisites")
    let second = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(second.value == .yes)
    #expect(second.raw == "oui ")
    let third = try submission.answer("tech.1.2", .caseStudy(1), "hosted")
    #expect(third.value == .notApplicable)
    #expect(third.evidence == "no pond")
    #expect(try submission.answer("tech.1.1", .caseStudy(2), "mixed").value == .no)
    #expect(try submission.answer("tech.1.1", .caseStudy(2), "onSite").value == .yes)
    #expect(submission.codes() == [.answerNormalised, .answerNormalised, .answerNormalised])
    #expect(submission.count(.answered) == 5)
  }

  @Test func whatIsNotUnderstoodIsKeptAsTyped() throws {
    let submission = try returned { document in
      try document.type(.text("partly"), into: "rsp.tech.1.1.case1.hosted.met")
      try document.type(.text("N/A"), into: "rsp.tech.1.1.case1.onSite.met")
      try document.type(
        .formula("1/0", cached: .error("#DIV/0!")), into: "rsp.tech.1.1.case1.mixed.met")
      try document.type(.formula("\"Y\"", cached: .string("Y")), into: "rsp.prereq.1.1.met")
    }
    for (model, raw) in [("hosted", "partly"), ("onSite", "N/A"), ("mixed", "#DIV/0!")] {
      let answer = try submission.answer("tech.1.1", .caseStudy(1), model)
      #expect(answer.status == .unreadable)
      #expect(answer.value == nil)
      #expect(answer.raw == raw)
    }
    let formula = try submission.answer("prereq.1.1", .solution)
    #expect(formula.value == .yes)
    #expect(
      submission.codes().sorted { $0.rawValue < $1.rawValue } == [
        .answerFormula, .answerFormula, .answerUnreadable, .answerUnreadable, .answerUnreadable,
      ])
  }

  /// Under « Hosted » only, case study 1 expects soil and ponds, the solution one plan; case study 2 names its own models.
  @Test func deliveryModelsInForceDecideWhatIsExpected() throws {
    let submission = try returned { document in
      try document.type(.text("Hosted"), into: "rsp.app.deliveryModel")
      try document.type(.text("Hosted, Mixed"), into: "rsp.case2.deliveryModel")
      try document.type(.text("Y"), into: "rsp.tech.1.1.case1.onSite.met")
      try document.type(.text("N/A"), into: "rsp.tech.1.1.case1.mixed.met")
    }
    #expect(submission.application.deliveryModels == ["hosted"])
    // prereq, plan (hosted), case 1: soil, ponds; case 2: soil twice, ponds.
    #expect(submission.answers.count == 1 + 1 + 2 + 3)
    #expect(submission.codes() == [.answerOtherModel])
    #expect(submission.unexpected == 1)
  }

  @Test func aFurtherCaseStudyIsUsedOnlyIfSomethingWasEntered() throws {
    var options = ExportOptions()
    options.caseStudies = 4
    let submission = try returned(options: options) { document in
      try document.type(.text("a photograph"), into: "rsp.tech.1.2.case4.evidence")
    }
    #expect(submission.caseStudies.map(\.used) == [true, true, false, true])
    #expect(submission.answers.contains { $0.key.scope == .caseStudy(4) })
    #expect(!submission.answers.contains { $0.key.scope == .caseStudy(3) })
  }

  @Test func aModelThatWasNotIssuedIsMissing() throws {
    var options = ExportOptions()
    options.deliveryModels = ["hosted"]
    let submission = try returned(options: options) { document in
      try document.type(.text("Mixed"), into: "rsp.case1.deliveryModel")
    }
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "mixed").status == .missing)
    #expect(submission.codes().contains(.answerMissing))
  }

  @Test func nothingTypedElsewhereDisappears() throws {
    let plan = WorkbookLayout(template: garden)
    let sheet = plan.name(of: .technical)
    let rows = plan.rows(of: .technical)
    let ponds = try #require(
      rows.first { if case .control(let c) = $0.content { c.id == "tech.1.2" } else { false } }
    ).row
    let mixed = try #require(
      plan.technicalColumns.first { $0.scope == .caseStudy(1) && $0.model == "mixed" }
    ).column
    let submission = try returned { document in
      try document.type(.text("Y"), at: CellReference(row: ponds, column: mixed), of: sheet)
      try document.type(.text("see mail"), at: CellReference(row: 60, column: 3), of: sheet)
      try document.type(.number(7), at: CellReference(row: 61, column: 3), of: sheet)
      try document.type(
        .text("Another requirement"), at: CellReference(row: ponds, column: 3), of: sheet)
      var notes = SheetDocument(name: "Notes")
      notes.put(.text("please call"), at: 0, 0)
      document.sheets.append(notes)
    }
    #expect(
      submission.codes() == [
        .answerNotApplicable, .applicabilityAltered, .textAltered, .cellUnexpected,
        .cellUnexpected, .cellUnexpected,
      ])
    #expect(submission.unexpected == 4)
    #expect(
      submission.discrepancies.filter { $0.code == .cellUnexpected }.map(\.cell) == [
        "D61", "D62", "A1",
      ])
  }

  @Test func cellsAreFoundByTheirKeysWhereNamesAreLost() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.tech.1.1.case1.hosted.met")
      try document.type(.text("Ivy"), into: "rsp.app.partner")
      document.names = []
    }
    #expect(submission.application.partner == "Ivy")
    let answer = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(answer.value == .yes)
    #expect(answer.foundBy == .key)
    #expect(submission.count(.missing) == 0)
  }

  @Test func aNameThatPointsToAnothersCellIsStale() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.tech.1.1.case1.hosted.met")
      try document.type(.text("N"), into: "rsp.tech.1.1.case1.onSite.met")
      let index = try #require(
        document.names.firstIndex { $0.name == "rsp.tech.1.1.case1.hosted.met" })
      let other = try #require(document.names.first { $0.name == "rsp.tech.1.1.case1.onSite.met" })
      document.names[index].range = other.range
    }
    let moved = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(moved.value == .yes)
    #expect(moved.foundBy == .key)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "onSite").value == .no)
    #expect(submission.codes() == [.rowMoved])
  }

  /// The row of a control is deleted and its names are left on the next one's, as some programs do.
  @Test func aNameNeverTakesTheAnswerOfAnotherControl() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.tech.1.2.case1.hosted.met")
      let ponds = try #require(document.names.first { $0.name == "rsp.tech.1.2.case1.hosted.met" })
      let soil = try #require(document.names.first { $0.name == "rsp.tech.1.1.case1.hosted.met" })
      for index in document.names.indices where document.names[index].range == soil.range {
        document.names[index].range = ponds.range
      }
      for column in 0..<5 {
        let cell = CellReference(row: soil.range.first.row, column: column)
        try document.type(.blank, at: cell, of: soil.sheet)
      }
    }
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").status == .missing)
    #expect(try submission.answer("tech.1.2", .caseStudy(1), "hosted").value == .yes)
    #expect(submission.codes().contains(.answerMissing))
  }

  /// Two rows say that they are the same control, and their answers differ.
  @Test func twoCellsThatClaimAnAnswerAndDifferAreADuplicate() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.tech.1.2.case1.hosted.met")
      try document.type(.text("N"), into: "rsp.tech.1.1.case1.hosted.met")
      let soil = try #require(document.names.first { $0.name == "rsp.tech.1.1.case1.hosted.met" })
      let row = soil.range.first.row
      for (column, text) in ["tech.1.2", "1.2", "Ponds", "They are safe."].enumerated() {
        try document.type(.text(text), at: CellReference(row: row, column: column), of: soil.sheet)
      }
    }
    #expect(try submission.answer("tech.1.2", .caseStudy(1), "hosted").status == .duplicate)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").status == .missing)
  }

  /// A key was typed over, or its row sorted without it: what is printed says what the person answered.
  @Test func printCountsAgainstTheKeyAlone() throws {
    let submission = try returned { document in
      try document.type(.text("Y"), into: "rsp.tech.1.2.case1.hosted.met")
      try document.type(.text("N"), into: "rsp.tech.1.1.case1.hosted.met")
      let soil = try #require(document.names.first { $0.name == "rsp.tech.1.1.case1.hosted.met" })
      let key = CellReference(row: soil.range.first.row, column: 0)
      try document.type(.text("tech.1.2"), at: key, of: soil.sheet)
    }
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").value == .no)
    #expect(try submission.answer("tech.1.2", .caseStudy(1), "hosted").value == .yes)
    #expect(submission.codes() == [.rowMoved])
    #expect(submission.discrepancies.first { $0.code == .rowMoved }?.control == "tech.1.1")
  }

  /// A program that does not compute leaves formulas without results; what was typed is kept.
  @Test func formulasWithoutResultsAreKept() throws {
    let submission = try returned { document in
      try document.type(
        .formula("IF(1,\"Y\",\"N\")", cached: .string("")), into: "rsp.prereq.1.1.met")
      try document.type(
        .formula("HYPERLINK(\"https://a.example\")", cached: .string("")),
        into: "rsp.prereq.1.1.evidence")
    }
    let answer = try submission.answer("prereq.1.1", .solution)
    #expect(answer.status == .unreadable)
    #expect(answer.raw == "=IF(1,\"Y\",\"N\")")
    #expect(answer.evidence == nil)
    #expect(answer.annotations.links.map(\.address) == ["https://a.example"])
    let error = try #require(submission.discrepancies.first { $0.code == .cellError })
    #expect(error.texts.map(\.text) == ["=HYPERLINK(\"https://a.example\")"])
  }

  @Test func whatIsIssuedElsewhereIsReportedBesideTheForm() throws {
    let submission = try returned { document in
      try document.type(.text("Hosted"), at: CellReference(row: 60, column: 9), of: "Prerequisites")
      let prerequisite = try #require(document.names.first { $0.name == "rsp.prereq.1.1.met" })
      for column in 1...2 {
        let cell = CellReference(row: prerequisite.range.first.row, column: column)
        try document.type(.text("note \(column)"), at: cell, of: "Prerequisites")
      }
    }
    #expect(submission.codes() == [.textAltered, .textAltered, .cellUnexpected])
    #expect(submission.discrepancies.contains { $0.message.contains("note 2") })
  }

  @Test func aRenamedSummaryIsStillTheWorkbooksOwn() throws {
    let submission = try returned { document in
      let index = try #require(document.sheets.firstIndex { $0.name == "Summary" })
      document.sheets[index].name = "Overview"
    }
    #expect(submission.unexpected == 0)
  }

  /// Keys that were filled down and across cost no more than the form has.
  @Test(.timeLimit(.minutes(5))) func keysRepeatedWithoutEndAreReadOnce() throws {
    let submission = try returned { document in
      let index = try #require(document.sheets.firstIndex { $0.name == "Prerequisites" })
      for row in 100..<3_100 { document.sheets[index].put(.text("prereq.1.1"), at: row, 0) }
      for column in 20..<3_020 { document.sheets[index].put(.text("met"), at: 2, column) }
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
    }
    #expect(try submission.answer("prereq.1.1", .solution).value == .yes)
  }

  @Test func missingCellsAreMissing() throws {
    let submission = try returned { document in
      let index = try #require(document.sheets.firstIndex { $0.name == "Technical validation" })
      document.sheets.remove(at: index)
      document.names.removeAll { $0.sheet == "Technical validation" }
      // The summary's formulas would point to nothing.
      document.sheets.removeAll { $0.name == "Summary" || $0.name == "_respecte" }
    }
    #expect(submission.count(.missing) == 12)
    #expect(submission.count(.blank) == 1)
  }

  @Test func fieldsAreReadAsWhatTheyAre() throws {
    let day = try #require(CalendarDate(iso: "2024-05-31"))
    let submission = try returned { document in
      try document.type(.text("Ivy & <Sons>"), into: "rsp.app.partner")
      try document.type(.number(120), into: "rsp.app.customers")
      try document.type(.date(day), into: "rsp.app.assessmentDate")
      try document.type(.text("sometime"), into: "rsp.case1.productionDate")
      try document.type(.text("Lawns"), into: "rsp.app.category")
      try document.type(.text("Y"), into: "rsp.case1.public")
      try document.type(.text("on our site"), into: "rsp.case1.publicUrl")
      try document.type(.date(day), into: "rsp.tech.1.1.case1.date")
      try document.type(.text("soon"), into: "rsp.tech.1.1.case2.date")
    }
    #expect(submission.application.partner == "Ivy & <Sons>")
    #expect(submission.application[.customers].value == .number(120))
    #expect(submission.application.assessmentDate == day)
    let study = try #require(submission.caseStudies.first)
    #expect(study[.productionDate].raw == "sometime")
    #expect(study[.productionDate].value == nil)
    #expect(study[.isPublic].yesNo == true)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").date == day)
    #expect(try submission.answer("tech.1.1", .caseStudy(2), "hosted").dateRaw == "soon")
    let reported = submission.discrepancies.filter { $0.code != .answerBlank }
    #expect(reported.filter { $0.field == "category" }.map(\.code) == [.categoryUnknown])
    #expect(reported.filter { $0.field == "productionDate" }.map(\.code) == [.fieldInvalid])
    #expect(reported.filter { $0.field == "publicUrl" }.map(\.code) == [.fieldInvalid])
    #expect(reported.filter { $0.field == "date" }.allSatisfy { $0.code == .fieldInvalid })
  }

  @Test func theTemplateIsRecognisedByWhatIsLeft() throws {
    var submission = try returned { $0.customProperties = [] }
    #expect(submission.template?.recognisedBy == .sheet)
    submission = try returned { document in
      document.customProperties = []
      for row in 0..<3 {
        try document.type(.blank, at: CellReference(row: row, column: 0), of: "_respecte")
        try document.type(.blank, at: CellReference(row: row, column: 1), of: "_respecte")
      }
    }
    #expect(submission.template?.recognisedBy == .references)
    #expect(submission.answers.count == 13)
    submission = try returned { $0.customProperties = [("respecte.template", "other@1@en")] }
    #expect(submission.template?.recognisedBy == .sheet)
  }

  @Test func otherWorkbooksAreNoSubmissions() throws {
    var document = WorkbookDocument(title: "Accounts", created: .epoch)
    var sheet = SheetDocument(name: "Accounts")
    sheet.put(.text("Y"), at: 0, 0)
    document.sheets = [sheet]
    let submission = WorkbookImport.submission(
      from: try XLSXWriter.write(document), file: "a.xlsx", library: gardens, messagesIn: .english)
    #expect(submission.template == nil)
    #expect(submission.codes() == [.templateUnknown])
  }

  @Test func unreadableFilesSayWhy() throws {
    let whole = try XLSXWriter.write(WorkbookExport.document(of: garden))
    for (bytes, code) in [
      ([], "file.notSpreadsheet"), (Array("hello".utf8), "file.notSpreadsheet"),
      (Array(whole.prefix(whole.count / 2)), "file.truncated"),
    ] as [([UInt8], String)] {
      let submission = WorkbookImport.submission(
        from: bytes, file: "a", library: gardens, messagesIn: .french)
      #expect(submission.failure?.code == code)
      #expect(submission.failure?.message.isEmpty == false)
      #expect(submission.source.bytes == bytes.count)
    }
  }
}
