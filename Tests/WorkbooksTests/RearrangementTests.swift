import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// What stands where in the garden's technical sheet as it is issued.
private enum Plan {
  static let layout = WorkbookLayout(template: garden)
  static let technical = layout.name(of: .technical)

  static func cell(_ name: String) throws -> CellReference {
    try #require(layout.slots.first { $0.name == name }, "no \(name)").cell
  }
  static func row(_ control: String) throws -> Int {
    try #require(layout.slots.first { $0.role.rowKey == control }).cell.row
  }
}

/// The answers that every rearrangement starts with: each has evidence of its own, so that a mix-up shows.
private let answers: [(name: String, text: String)] = [
  ("rsp.prereq.1.1.met", "Y"), ("rsp.doc.plan.solution.hosted.met", "Y"),
  ("rsp.doc.plan.solution.onSite.met", "N"), ("rsp.doc.plan.case1.onSite.met", "Y"),
  ("rsp.tech.1.1.case1.hosted.met", "Y"), ("rsp.tech.1.1.case1.onSite.met", "N"),
  ("rsp.tech.1.1.case2.mixed.met", "Y"), ("rsp.tech.1.2.case1.hosted.met", "N"),
  ("rsp.tech.1.2.case2.hosted.met", "N/A"),
]
private let evidence = [
  "rsp.prereq.1.1.evidence", "rsp.doc.plan.solution.evidence", "rsp.tech.1.1.case1.evidence",
  "rsp.tech.1.2.case1.evidence", "rsp.tech.1.2.case2.evidence",
]

private func filled() throws -> Rearrangement {
  try Rearrangement(garden) { document in
    try document.type(.text("Ivy"), into: "rsp.app.partner")
    try document.type(.text("Rose"), into: "rsp.case2.customer")
    for answer in answers { try document.type(.text(answer.text), into: answer.name) }
    for name in evidence { try document.type(.text("of \(name)"), into: name) }
  }
}

/// Everything typed by `filled()` is read as it was typed.
private func expectAll(_ submission: Submission, besides lost: Set<String> = []) {
  let values: [String: AnswerValue] = ["Y": .yes, "N": .no, "N/A": .notApplicable]
  for (name, text) in answers where !lost.contains(name) {
    let answer = submission.answers.first { SlotRole.met($0.key).name == name }
    #expect(answer?.value == values[text], "\(name)")
  }
  for answer in submission.answers {
    let name = SlotRole.evidence(control: answer.key.control, scope: answer.key.cellScope).name
    guard evidence.contains(name), !lost.contains(name) else { continue }
    #expect(answer.evidence == "of \(name)", "\(name)")
  }
  let unexpected = submission.answers.filter { $0.value != nil }.count
  #expect(unexpected <= answers.count)
}

/// Something that people and programs do to a workbook.
struct Case: Sendable, CustomTestStringConvertible {
  var testDescription: String
  /// What is to be reported, besides blank answers.
  var codes: Set<DiscrepancyCode>
  /// Answers and evidence that are gone, by name.
  var lost: Set<String> = []
  var foundBy: Set<FoundBy> = [.name]
  var work: @Sendable (inout Rearrangement) throws -> Void

  init(
    _ name: String, _ codes: Set<DiscrepancyCode>, lost: Set<String> = [],
    foundBy: Set<FoundBy> = [.name],
    _ work: @escaping @Sendable (inout Rearrangement) throws -> Void
  ) {
    testDescription = name
    self.codes = codes
    self.lost = lost
    self.foundBy = foundBy
    self.work = work
  }

  static let all: [Case] = [
    Case("nothing", []) { _ in },
    Case("names are gone", [], foundBy: [.key]) { $0.workbook.definedNames = [] },
    Case("names point to nothing", [], foundBy: [.key]) { work in
      for index in work.workbook.definedNames.indices {
        work.workbook.definedNames[index].refersTo = "#REF!"
      }
    },
    Case("names point elsewhere", [.rowMoved], foundBy: [.key]) { work in
      for index in work.workbook.definedNames.indices {
        work.workbook.definedNames[index].refersTo = "'Application'!$H$40"
      }
    },
    Case("keys are gone", []) { work in
      for sheet in ["Application", "Prerequisites", "Case studies", Plan.technical] {
        try work.move(sheet) { $0.column == 0 || $0.row == WorkbookLayout.keyRow ? nil : $0 }
      }
    },
    Case("names and keys are gone", [], foundBy: [.reference]) { work in
      work.workbook.definedNames = []
      for sheet in ["Application", "Prerequisites", "Case studies", Plan.technical] {
        try work.move(sheet) { $0.column == 0 || $0.row == WorkbookLayout.keyRow ? nil : $0 }
      }
    },
    Case("values in a new workbook", [.sheetRemoved], foundBy: [.reference]) { $0.keepPrintOnly() },
    Case(
      "values in a new workbook, sheets without their names", [.sheetRemoved, .sheetRenamed],
      foundBy: [.reference]
    ) {
      work in
      work.keepPrintOnly()
      for index in work.workbook.sheets.indices {
        work.workbook.sheets[index].name = "Feuil\(index + 1)"
      }
    },
    Case("sheets renamed", [.sheetRenamed]) { work in
      for index in work.workbook.sheets.indices
      where work.workbook.sheets[index].visibility == .visible {
        let (old, new) = (work.workbook.sheets[index].name, "Page \(index)")
        work.workbook.sheets[index].name = new
        for name in work.workbook.definedNames.indices {
          let target = work.workbook.definedNames[name].refersTo
          work.workbook.definedNames[name].refersTo = target.replacing(old, with: new)
            .replacing("Page \(index)!", with: "'Page \(index)'!")
            .replacing("''", with: "'")
        }
      }
    },
    Case("sheets reordered", []) { $0.workbook.sheets.reverse() },
    Case("a sheet copied", [.sheetRenamed]) { work in
      var copy = work.workbook.sheets[try work.index(Plan.technical)]
      copy.name = "Technical validation (2)"
      work.workbook.sheets.insert(copy, at: 0)
    },
    Case("a sheet deleted, its copy left with local names", [.sheetRenamed]) { work in
      let index = try work.index(Plan.technical)
      work.workbook.sheets[index].name = "Technical validation (2)"
      for name in work.workbook.definedNames.indices {
        guard work.workbook.definedNames[name].target?.sheet == Plan.technical else { continue }
        work.workbook.definedNames[name].localSheet = index
        work.workbook.definedNames[name].refersTo = work.workbook.definedNames[name].refersTo
          .replacing(Plan.technical, with: "Technical validation (2)")
      }
    },
    Case("a row inserted above everything", []) { work in
      try work.move(Plan.technical) { CellReference(row: $0.row + 1, column: $0.column) }
    },
    Case(
      "rows and columns inserted above everything, names staying", [.rowMoved],
      foundBy: [.name, .key]
    ) { work in
      try work.move(Plan.technical, namesFollow: false) {
        CellReference(row: $0.row + 2, column: $0.column + 1)
      }
    },
    Case("a column inserted in front of each answer", []) { work in
      let first = try Plan.cell("rsp.doc.plan.solution.hosted.met").column
      try work.move(Plan.technical) {
        CellReference(
          row: $0.row, column: $0.column < first ? $0.column : 2 * $0.column - first + 1)
      }
    },
    Case(
      "a column inserted in front of each answer, print only", [.sheetRemoved],
      foundBy: [.reference]
    ) { work in
      let first = try Plan.cell("rsp.doc.plan.solution.hosted.met").column
      work.keepPrintOnly()
      try work.move(Plan.technical) {
        CellReference(row: $0.row, column: $0.column < first ? $0.column : 2 * $0.column - first)
      }
    },
    Case("rows sorted with their keys, names staying", [.rowMoved], foundBy: [.name, .key]) {
      work in
      let (soil, ponds) = (try Plan.row("tech.1.1"), try Plan.row("tech.1.2"))
      try work.move(Plan.technical, namesFollow: false) {
        $0.row == soil
          ? CellReference(row: ponds, column: $0.column)
          : $0.row == ponds ? CellReference(row: soil, column: $0.column) : $0
      }
    },
    Case("rows sorted without their keys", [.rowMoved], foundBy: [.name, .reference]) { work in
      let (soil, ponds) = (try Plan.row("tech.1.1"), try Plan.row("tech.1.2"))
      try work.move(Plan.technical, namesFollow: false) {
        if $0.column == 0 { return $0 }
        return $0.row == soil
          ? CellReference(row: ponds, column: $0.column)
          : $0.row == ponds ? CellReference(row: soil, column: $0.column) : $0
      }
    },
    Case(
      "a row deleted", [.rowRemoved, .answerMissing],
      lost: [
        "rsp.tech.1.1.case1.hosted.met", "rsp.tech.1.1.case1.onSite.met",
        "rsp.tech.1.1.case2.mixed.met", "rsp.tech.1.1.case1.evidence",
      ]
    ) { work in
      let soil = try Plan.row("tech.1.1")
      try work.move(Plan.technical) {
        $0.row == soil
          ? nil : CellReference(row: $0.row > soil ? $0.row - 1 : $0.row, column: $0.column)
      }
    },
    Case(
      "a row deleted, names staying", [.rowRemoved, .answerMissing, .rowMoved],
      lost: [
        "rsp.tech.1.1.case1.hosted.met", "rsp.tech.1.1.case1.onSite.met",
        "rsp.tech.1.1.case2.mixed.met", "rsp.tech.1.1.case1.evidence",
      ],
      foundBy: [.name, .key]
    ) { work in
      let soil = try Plan.row("tech.1.1")
      try work.move(Plan.technical, namesFollow: false) {
        $0.row == soil
          ? nil : CellReference(row: $0.row > soil ? $0.row - 1 : $0.row, column: $0.column)
      }
    },
    Case("a row repeated below the form", [.rowAdded]) { work in
      let index = try work.index(Plan.technical)
      let ponds = try Plan.row("tech.1.2")
      for cell in work.workbook.sheets[index].cells where cell.reference.row == ponds {
        var copy = cell
        copy.reference.row += 2
        work.workbook.sheets[index].cellList.append(copy)
      }
    },
    Case("the key column typed over", [.cellUnexpected]) { work in
      for control in ["doc.plan", "tech.1.1", "tech.1.2"] {
        try work.put("my note", Plan.technical, try Plan.row(control), 0)
      }
    },
    Case("a row added inside", [.rowAdded, .cellUnexpected]) { work in
      let ponds = try Plan.row("tech.1.2")
      try work.move(Plan.technical) {
        CellReference(row: $0.row >= ponds ? $0.row + 1 : $0.row, column: $0.column)
      }
      try work.put("mulch", Plan.technical, ponds, 2)
      try work.put(
        "Y", Plan.technical, ponds, try Plan.cell("rsp.tech.1.1.case1.hosted.met").column)
    },
    Case("rows hidden", [.rowHidden]) { work in
      let index = try work.index(Plan.technical)
      work.workbook.sheets[index].hiddenRows = [try Plan.row("tech.1.1")]
    },
    Case("a text changed", [.textAltered]) { work in
      try work.put("It is black.", Plan.technical, try Plan.row("tech.1.1"), 3)
    },
    Case("a text removed", [.textAltered]) { work in
      try work.put(nil, Plan.technical, try Plan.row("tech.1.1"), 3)
    },
    Case("a title removed and the key gone", [.textAltered]) { work in
      try work.put(nil, Plan.technical, try Plan.row("tech.1.1"), 2)
      try work.put(nil, Plan.technical, try Plan.row("tech.1.1"), 0)
    },
    Case("a header changed", [.textAltered]) { work in
      let cell = try Plan.cell("rsp.doc.plan.solution.evidence")
      try work.put("Remarks", Plan.technical, try Plan.row("doc.plan") - 2, cell.column)
    },
    Case("an S.O. emptied", [.applicabilityAltered]) { work in
      let column = try Plan.cell("rsp.tech.1.1.case1.mixed.met").column
      try work.put(nil, Plan.technical, try Plan.row("tech.1.2"), column)
    },
    Case("an S.O. answered", [.applicabilityAltered, .answerNotApplicable]) { work in
      let column = try Plan.cell("rsp.tech.1.1.case1.mixed.met").column
      try work.put("Y", Plan.technical, try Plan.row("tech.1.2"), column)
    },
    Case("the recorded models changed", [.applicabilityAltered]) { work in
      try work.put("hosted", "_respecte", 2, 1)
    },
    Case("the recorded number changed", [.applicabilityAltered]) { work in
      let index = try work.index("_respecte")
      let place = CellReference(row: 1, column: 1)
      work.workbook.sheets[index].cellList = work.workbook.sheets[index].cells.map {
        $0.reference == place ? Cell(place, .number(1)) : $0
      }
    },
    Case("the property names another template", [.applicabilityAltered]) { work in
      work.workbook.customProperties["respecte.template"] = "other@1@en"
    },
    Case("the hidden sheet renamed and moved down", [.sheetRenamed]) { work in
      work.workbook.customProperties = [:]
      try work.move("_respecte") { CellReference(row: $0.row + 3, column: $0.column + 1) }
      work.workbook.sheets[try work.index("_respecte")].name = "x"
    },
    Case("a sheet hidden", [.rowHidden]) { work in
      work.workbook.sheets[try work.index("Prerequisites")].visibility = .hidden
    },
    Case("macros, links and objects", [.contentMacros, .contentExternalLinks, .contentEmbedded]) {
      work in
      work.workbook.hasMacros = true
      work.workbook.hasExternalLinks = true
      work.workbook.hasEmbeddedObjects = true
    },
  ]
}

@Suite("Rearranged workbooks") struct RearrangementTests {
  @Test(arguments: Case.all) func everyAnswerIsFoundOrReported(_ item: Case) throws {
    var work = try filled()
    try item.work(&work)
    let submission = work.submission(gardens)
    expectAll(submission, besides: item.lost)
    #expect(
      Set(submission.codes()) == item.codes,
      "\(submission.discrepancies.filter { !item.codes.contains($0.code) }.map(\.message))")
    #expect(
      Set(submission.answers.filter { $0.value != nil }.compactMap(\.foundBy)) == item.foundBy)
    #expect(submission.application.partner == "Ivy")
    #expect(submission.caseStudies.last?[.customer].raw == "Rose")
    #expect(AnswerStatus.allCases.map(submission.count).reduce(0, +) == submission.answers.count)
  }

  /// The copy says otherwise, or has an answer that the original has not.
  @Test(arguments: [("N", "Y"), (nil, "Y")] as [(String?, String)])
  func copiesThatContradictAreDuplicates(original: String?, copy: String) throws {
    var work = try filled()
    let cell = try Plan.cell("rsp.tech.1.1.case1.mixed.met")
    var sheet = work.workbook.sheets[try work.index(Plan.technical)]
    sheet.name = "Technical validation (2)"
    work.workbook.sheets.append(sheet)
    try work.put(original, Plan.technical, cell.row, cell.column)
    try work.put(copy, sheet.name, cell.row, cell.column)
    let submission = work.submission(gardens)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "mixed").status == .duplicate)
    expectAll(submission)
  }

  /// An empty copy, such as one made before the work began, contradicts nothing.
  @Test func anEmptyCopyContradictsNothing() throws {
    var work = try filled()
    var blank = WorkbookExport.document(of: garden)
    blank.sheets = blank.sheets.filter { $0.name == Plan.technical }
    blank.names = []
    var sheet = try SpreadsheetReader.read(XLSXWriter.write(blank)).sheets[0]
    sheet.name = "Backup"
    work.workbook.sheets.append(sheet)
    let submission = work.submission(gardens)
    expectAll(submission)
    #expect(Set(submission.codes()) == [.sheetRenamed])
  }

  /// Merging keeps the first answer alone; the others are blank, and say why.
  @Test func mergedAnswersAreBlankAndSaySo() throws {
    var work = try filled()
    let cell = try Plan.cell("rsp.tech.1.1.case1.hosted.met")
    let below = CellReference(row: cell.row + 1, column: cell.column)
    let index = try work.index(Plan.technical)
    try work.put(nil, Plan.technical, below.row, below.column)
    work.workbook.sheets[index].merged = [CellRange(cell, below)]
    let submission = work.submission(gardens)
    let answer = try submission.answer("tech.1.2", .caseStudy(1), "hosted")
    #expect(answer.status == .blank)
    let message = submission.discrepancies.first {
      $0.code == .answerBlank && $0.cell == answer.cell
    }
    #expect(message?.message.contains("merged") == true)
  }

  /// A band whose columns are out of order says nothing without keys, rather than another case study's answer.
  @Test func aBandOutOfOrderIsNotGuessed() throws {
    var work = try filled()
    work.keepPrintOnly()
    let first = try Plan.cell("rsp.tech.1.1.case1.hosted.met").column
    let second = try Plan.cell("rsp.tech.1.1.case1.onSite.met").column
    let band = try Plan.row("doc.plan") - 3
    try work.move(Plan.technical) { cell in
      guard cell.row > band, cell.column == first || cell.column == second else { return cell }
      return CellReference(row: cell.row, column: cell.column == first ? second : first)
    }
    let submission = work.submission(gardens)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").status == .missing)
    #expect(submission.discrepancies.contains { $0.code == .cellUnexpected })
  }
}

@Suite("Formulas of returned workbooks") struct ReturnedFormulaTests {
  @Test(arguments: [
    ("COUNTIF($F$7:$F$60,\"O\")+1", "of:=COUNTIF([.F9:.F62];\"O\")+1"),
    ("SUM('Études de cas'!$B$2,Synthèse!C4)", "SUM('Renommée !'!$B$9,'Synthèse'!C5)"),
    ("IF(A1=\"\"\"x\"\"\",\"\",A1&\" d\")", "IF( B2 = \"\"\"x\"\"\" ; \"\" ; B2 & \" d\" )"),
  ])
  func referencesDoNotCount(a: String, b: String) {
    #expect(FormulaShape.shape(of: a) == FormulaShape.shape(of: b))
  }

  @Test(arguments: [
    ("COUNTIF(F7,\"O\")", "COUNTIF(F7,\"N\")"), ("F7+1", "F7+2"), ("SUM(F7)", "COUNT(F7)"),
    ("F7*G7", "F7+G7"),
  ])
  func theRestDoes(a: String, b: String) {
    #expect(FormulaShape.shape(of: a) != FormulaShape.shape(of: b))
  }

  @Test func textsOfFormulas() {
    #expect(FormulaTexts.of("IF('a\"b'!A1,\"x\"\"y\",\"z\")") == ["x\"y", "z"])
  }
}
