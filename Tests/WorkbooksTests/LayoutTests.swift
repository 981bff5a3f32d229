import Basics
import Checklists
import Spreadsheet
import TestSupport
import Testing

@testable import Workbooks

@Suite("Layout") struct LayoutTests {
  @Test(arguments: [1, 4, 12])
  func everyCellHasOneNameAndEveryNameOneCell(caseStudies: Int) {
    for template in [retail, garden] {
      let slots = WorkbookLayout(template: template, caseStudies: caseStudies).slots
      #expect(Set(slots.map(\.name)).count == slots.count)
      #expect(
        Set(slots.map { CellPlace(sheet: $0.sheet.rawValue, cell: $0.cell) }).count == slots.count)
      for slot in slots {
        #expect(slot.name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".") })
      }
    }
  }

  /// Contract § 2: 14 prerequisites with answer and evidence, one with a date; 9 + 4 × 14 fields; for the solution two
  /// documents; for each of four case studies 2 + 2 documents' answers, 46 + 20 technical ones, 48 evidence cells and 3 dates.
  @Test func theRetailWorkbookHasTheCellsOfTheContract() {
    let slots = WorkbookLayout(template: retail).slots
    func count(_ matches: (SlotRole) -> Bool) -> Int { slots.count { matches($0.role) } }
    #expect(count { if case .application = $0 { true } else { false } } == 9)
    #expect(count { if case .caseStudy = $0 { true } else { false } } == 4 * 14)
    #expect(count { if case .met = $0 { true } else { false } } == 14 + 2 + 4 * (4 - 0 + 46 + 20))
    #expect(
      count { if case .evidence = $0 { true } else { false } } == 14 + 2 + 4 * (2 + 46))
    #expect(count { if case .date = $0 { true } else { false } } == 1 + 4 * 3)
  }

  @Test(arguments: [
    (
      SlotRole.met(AnswerKey(control: "tech.1.12", scope: .caseStudy(3), deliveryModel: "saas")),
      "rsp.tech.1.12.case3.saas.met"
    ),
    (
      .met(AnswerKey(control: "prereq.2.1", scope: .solution, deliveryModel: nil)),
      "rsp.prereq.2.1.met"
    ),
    (
      .met(
        AnswerKey(control: "commonPractice.DOC-001", scope: .caseStudy(1), deliveryModel: "saas")),
      "rsp.commonPractice.DOC_001.case1.saas.met"
    ),
    (.evidence(control: "prereq.2.1", scope: nil), "rsp.prereq.2.1.evidence"),
    (.date(control: "prereq.3.2", scope: nil), "rsp.prereq.3.2.date"),
    (
      .met(AnswerKey(control: "doc.deploymentGuide", scope: .solution, deliveryModel: "customer")),
      "rsp.doc.deploymentGuide.solution.customer.met"
    ),
    (
      .evidence(control: "doc.architecture", scope: .solution),
      "rsp.doc.architecture.solution.evidence"
    ),
    (.evidence(control: "tech.1.12", scope: .caseStudy(3)), "rsp.tech.1.12.case3.evidence"),
    (.date(control: "tech.2.9", scope: .caseStudy(1)), "rsp.tech.2.9.case1.date"),
    (.application(.assessmentDate), "rsp.app.assessmentDate"),
    (.caseStudy(2, .isPublic), "rsp.case2.public"),
  ])
  func namesAreThoseOfTheContract(role: SlotRole, name: String) {
    #expect(role.name == name)
  }

  @Test func fewerModelsGiveFewerColumns() {
    let one = WorkbookLayout(template: retail, models: ["saas"])
    #expect(one.slots.allSatisfy { !$0.name.contains(".customer.") })
    #expect(!one.slots.contains { $0.name.hasPrefix("rsp.doc.deploymentGuide") })
    #expect(WorkbookLayout(template: retail, models: ["nothing"]).models.count == 2)
  }
}

@Suite("Measured texts") struct TextMeasureTests {
  /// A sign without width in a word changes nothing, but is read character by character.
  @Test func quickLookIsTheSame() {
    let pieces = [
      "a", "mot", "W", "été", "ÉCOLE", "œuvre", "l’été", "«\u{A0}x\u{A0}»", "–", "…", "▼", "№", "Š",
      "×",
      " ", "  ", "\n", "\n\n", " \n ", "anticonstitutionnellement",
    ]
    var random = SeededGenerator(seed: 3)
    for _ in 0..<2_000 {
      var text = "x"
      for _ in 0..<Int.random(in: 0...30, using: &random) {
        text += pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      let width = Double(Int.random(in: 4...40, using: &random))
      for bold in [false, true] {
        #expect(
          TextMeasure.lines(text, columnWidth: width, size: 9, bold: bold)
            == TextMeasure.lines(
              "x\u{200B}" + text.dropFirst(), columnWidth: width, size: 9, bold: bold),
          "\(text.debugDescription) \(width)")
      }
    }
  }

  @Test func linesOfTexts() {
    func lines(_ text: String, _ width: Double) -> Int {
      TextMeasure.lines(text, columnWidth: width, size: 9)
    }
    #expect(lines("", 10) == 1)
    #expect(lines("a\n\nb\n", 10) == 4)
    // One letter a of 9 points is 5 points wide, the room (10 · 7 − 9) · 0.72 = 43.92 points: eight of them.
    #expect(lines(String(repeating: "a", count: 8), 10) == 1)
    #expect(lines(String(repeating: "a", count: 9), 10) == 2)
    #expect(lines("aaaa aaa", 10) == 1)
    #expect(lines("aaaa aaaaa", 10) == 2)
  }
}

@Suite("Formulas") struct FormulaTests {
  private let a1 = Formula.cell(CellPlace(sheet: "S", cell: CellReference(row: 0, column: 0)))
  private let other = Formula.cell(
    CellPlace(sheet: "L'été", cell: CellReference(row: 1, column: 1)))

  @Test func operatorsBindAsTheyDoInASpreadsheet() {
    #expect((a1 + a1 * a1).text(on: "S") == "$A$1+$A$1*$A$1")
    #expect(((a1 + a1) * a1).text(on: "S") == "($A$1+$A$1)*$A$1")
    #expect((a1 - (a1 - a1)).text(on: "S") == "$A$1-($A$1-$A$1)")
    #expect(((a1 - a1) - a1).text(on: "S") == "$A$1-$A$1-$A$1")
    #expect((a1 / (a1 * a1)).text(on: "S") == "$A$1/($A$1*$A$1)")
  }

  @Test func namesAndTextsAreQuoted() {
    #expect(other.text(on: "S") == "'L''été'!$B$2")
    #expect(other.equals("a \"b\"").text(on: "S") == "'L''été'!$B$2=\"a \"\"b\"\"\"")
    #expect(
      Formula.countIf(
        sheet: "S", range: CellRange(rows: 0...3, columns: 2...2), criterion: "O"
      ).text(on: "T") == "COUNTIF('S'!$C$1:$C$4,\"O\")")
  }

  /// A1 = 5, A2 = "o", A3 = "O", A4 = empty, A5 = 2019-08-31.
  @Test func valuesAreThoseOfASpreadsheet() throws {
    func place(_ row: Int) -> CellPlace {
      CellPlace(sheet: "S", cell: CellReference(row: row, column: 0))
    }
    let date = try #require(CalendarDate(year: 2019, month: 8, day: 31))
    // 2019-08-31 is day 43,708 of the 1900 system; 18 months earlier, clamped, is 2018-02-28, day 43,159.
    let values: [CellPlace: CellValue] = [
      place(0): .number(5), place(1): .string("o"), place(2): .string("O"),
      place(4): .number(Double(date.daysSince1970 + FormulaEvaluator.epoch)),
    ]
    #expect(values[place(4)] == .number(43_708))
    let column = CellRange(rows: 0...4, columns: 0...0)
    func cell(_ row: Int) -> Formula { .cell(place(row)) }
    let cases: [(Formula, CellValue)] = [
      (.countIf(sheet: "S", range: column, criterion: "O"), .number(2)),
      (.countIf(sheet: "S", range: column, criterion: "?*"), .number(2)),
      (.countIf(sheet: "S", range: column, criterion: ">0"), .number(2)),
      (.sumOf(sheet: "S", range: column), .number(43_713)),
      (cell(3).isEmpty.flag, .number(1)),
      (cell(0).isEmpty.flag, .number(0)),
      (cell(1).equals("O").flag, .number(1)),
      (.addMonths(cell(4), .number(-18)), .number(43_159)),
      (.wholePart(.number(1000) * .number(45) / .number(46)) / .number(10), .number(97.8)),
      (.joined([.text("n = "), cell(0)]), .string("n = 5")),
      (cell(0) / cell(3), .error("#DIV/0!")),
      (cell(3).then(.number(1), else: .text("no")), .string("no")),
      (cell(5), .error("#REF!")),
    ]
    var evaluator = FormulaEvaluator()
    let grid = evaluator.grid(named: "S")
    for (place, value) in values { evaluator.put(value, at: place.cell, in: grid) }
    evaluator.put(cell(6), at: place(5).cell, in: grid)
    evaluator.put(cell(5), at: place(6).cell, in: grid)
    for (index, item) in cases.enumerated() {
      evaluator.put(item.0, at: place(100 + index).cell, in: grid)
    }
    for (index, item) in cases.enumerated() {
      #expect(
        evaluator.value(at: place(100 + index).cell, in: grid) == item.1,
        "\(item.0.text(on: "S"))")
    }
  }
}
