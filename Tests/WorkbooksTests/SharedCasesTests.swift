import Assessments
import Basics
import Checklists
import Foundation
import Testing

@testable import Spreadsheet
@testable import Workbooks

/// Files that went wrong in partners' hands, each as its list says, and the same file mended.
@Suite("Files that went wrong") struct SharedCasesTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let file: String
    let mend: @Sendable (inout EditedPackage) throws -> Void
    /// What is right for the file; whether it is mended is said beside it.
    let check: @Sendable (Submission, Assessment, _ isMended: Bool) throws -> Void
    var testDescription: String { file }
  }

  private static func codes(_ submission: Submission, _ code: DiscrepancyCode) -> [Discrepancy] {
    submission.discrepancies.filter { $0.code == code }
  }

  static let cases: [Case] = [
    Case(file: "03c-all-demanded-evidence-errors.xlsx") { package in
      for sheet in 1...7 {
        let part = "xl/worksheets/sheet\(sheet).xml"
        package[part] = package[part].replacing(
          /t="e">(<f>[^<]*<\/f>)?<v>[^<]*<\/v>/,
          with: "t=\"inlineStr\"><is><t>Annexe 3, page 12</t></is>")
      }
    } check: { submission, assessment, isMended in
      let told = codes(submission, .cellError)
      #expect(told.isEmpty == isMended)
      #expect((assessment.verdict == .eligible) == isMended)
      guard !isMended else { return }
      let formulas = told.filter { $0.texts.first?.text == "#NAME? (=-voir annexe)" }
      #expect(formulas.map(\.cell) == ["H12", "H15", "H17", "H18", "H21"])
      #expect(told.contains { $0.texts.first?.text == "#REF!" })
      #expect(assessment.reasons.contains { $0.code == .evidenceAbsent })
    },
    Case(file: "15c-strike-verdict.xlsx") {
      try $0.replace(
        "<r><rPr><strike/></rPr><t>N</t></r>", by: "", in: "xl/worksheets/sheet3.xml")
    } check: { submission, assessment, isMended in
      let answer = try submission.answer("prereq.3.1", .solution)
      #expect(answer.value == (isMended ? .yes : nil))
      #expect(answer.status == (isMended ? .answered : .unreadable))
      #expect((assessment.verdict == .eligible) == isMended)
      let told = codes(submission, .answerStruck)
      #expect(told.map(\.cell) == (isMended ? [] : ["G14"]))
      #expect(told.allSatisfy { $0.message.contains("N") && $0.message.contains("O") })
    },
    Case(file: "25b-us-dates.xlsx") { package in
      for (text, iso) in [("12/10/2019", "2019-12-10"), ("07/10/2018", "2018-10-07")] {
        for index in package.parts.indices where package.parts[index].name.hasPrefix("xl/") {
          let part = package.parts[index].name
          if package[part].contains(text) {
            package[part] = package[part].replacing(text, with: iso)
          }
        }
      }
    } check: { submission, _, isMended in
      #expect(submission.application.assessmentDate?.description == (isMended ? "2019-12-10" : nil))
      #expect(submission.caseStudies[3][.productionDate].date?.description == "2019-11-25")
      let asked = codes(submission, .fieldInvalid)
      #expect(asked.map(\.cell) == (isMended ? [] : ["C13", "F12"]))
      #expect(asked.allSatisfy { $0.message.contains("11/25/2019") })
    },
    Case(file: "20d-long-evidence-twice.xlsx") { package in
      package["xl/workbook.xml"] = package["xl/workbook.xml"].replacing(
        /<sheet name="Validation technique \(2\)"[^>]*>/, with: "")
    } check: { submission, _, isMended in
      let told = codes(submission, .answerDuplicate)
      #expect(told.isEmpty == isMended)
      guard !isMended else { return }
      let texts = told.flatMap(\.texts).map(\.text)
      #expect(texts.count == 2)
      #expect(texts.allSatisfy { $0.count > 60 })
      #expect(texts[0].hasPrefix("AAAA") && texts[1].hasPrefix("CCCC"))
      let json = SubmissionJSON.json(of: submission).compact
      #expect(texts.allSatisfy { json.contains($0.suffix(200)) })
    },
    Case(file: "07b-sheet-without-part.xlsx") { package in
      package["xl/workbook.xml"] = package["xl/workbook.xml"].replacing(
        /<sheet name="Module1"[^>]*>/, with: "")
    } check: { submission, assessment, isMended in
      #expect(assessment.verdict == .eligible)
      #expect(submission.count(.answered) == submission.answers.count)
      #expect(codes(submission, .sheetRemoved).map(\.sheet) == (isMended ? [] : ["Module1"]))
    },
    Case(file: "04-comments.xlsx") { package in
      package.remove("xl/worksheets/_rels/sheet5.xml.rels")
      try package.replace(
        "<headerFooter><oddFooter>&amp;LRéponse 1.1 : oui pour toutes les études de cas</oddFooter></headerFooter>",
        by: "", in: "xl/worksheets/sheet5.xml")
    } check: { submission, _, isMended in
      let answer = try submission.answer("tech.1.1", .caseStudy(1), "saas")
      #expect(answer.status == .blank)
      let evidence = try submission.answer("tech.1.2", .caseStudy(1), "saas")
      guard !isMended else {
        #expect(codes(submission, .contentNote).isEmpty && answer.annotations.isEmpty)
        return
      }
      #expect(answer.annotations.notes.map(\.text) == ["Oui, voir annexe 3"])
      #expect(answer.annotations.notes.map(\.author) == ["Ines"])
      #expect(evidence.annotations.notes.map(\.text) == ["Preuve : https://preuves.example/12"])
      #expect(
        submission.annotations.notes.map(\.text) == [
          "Réponse 1.1 : oui pour toutes les études de cas"
        ])
      let blank = submission.discrepancies.first { $0.code == .answerBlank && $0.cell == "J12" }
      #expect(blank?.message.contains("Oui, voir annexe 3") ?? false)
      #expect(codes(submission, .contentNote).map(\.cell) == ["J12", "K13", nil])
    },
    Case(file: "24-textbox-picture.xlsx") { package in
      package.remove("xl/worksheets/_rels/sheet5.xml.rels")
      package.remove("xl/worksheets/_rels/sheet3.xml.rels")
    } check: { submission, assessment, isMended in
      let answer = try submission.answer("tech.1.1", .caseStudy(1), "saas")
      let pictured = try submission.answer("prereq.4.2", .solution)
      #expect(answer.status == .blank)
      #expect(pictured.hasEvidence == !isMended)
      #expect(
        assessment.reasons.contains { $0.code == .evidenceAbsent && $0.control == "prereq.4.2" }
          == isMended)
      #expect(codes(submission, .contentTextBox).map(\.cell) == (isMended ? [] : ["J12"]))
      #expect(codes(submission, .contentPicture).map(\.cell) == (isMended ? [] : ["H18"]))
      guard !isMended else { return }
      #expect(answer.annotations.notes.map(\.text) == ["OUI, voir politique IAM page 4"])
      #expect(pictured.annotations.attachments.map(\.name) == ["Capture"])
    },
  ]

  private static func bytes(of name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../shared/cases")
    guard let data = try? Data(contentsOf: folder.appendingPathComponent(name)) else {
      try Test.cancel("There is no ../shared/cases/\(name) beside this repository.")
    }
    return Array(data)
  }

  private static func read(_ bytes: [UInt8], _ name: String) throws -> (Submission, Assessment) {
    let library = TemplateLibrary.builtIn()
    let submission = WorkbookImport.submission(
      from: bytes, file: name, library: library, messagesIn: .french)
    #expect(submission.failure == nil)
    let read = try #require(submission.template)
    let template = library.templates.first { $0.id == read.id && $0.language == read.language }
    return (
      submission,
      Assessment(
        of: submission, template: template, asOf: nil, language: .french
      )
    )
  }

  @Test("as its list says, and mended", arguments: cases)
  func file(_ one: Case) throws {
    let bytes = try Self.bytes(of: one.file)
    let (submission, assessment) = try Self.read(bytes, one.file)
    try one.check(submission, assessment, false)
    var package = try EditedPackage(bytes)
    try one.mend(&package)
    let (mended, other) = try Self.read(package.bytes, one.file)
    try one.check(mended, other, true)
  }

  /// The table of Excel for the Mac, and the same as UTF-8.
  @Test func macintoshText() throws {
    let bytes = try Self.bytes(of: "13p4-en-macintosh.csv")
    let (submission, _) = try Self.read(bytes, "macintosh.csv")
    #expect(submission.count(.answered) > 190)
    #expect(submission.answers.contains { $0.evidence?.contains("partner’s café policy") ?? false })
    #expect(!submission.discrepancies.contains { $0.code == .cellUnexpected })
    let signs: [UInt8: String] = [0x8E: "é", 0xD0: "–", 0xD2: "“", 0xD3: "”", 0xD5: "’"]
    let text = bytes.map { signs[$0] ?? String(Unicode.Scalar($0)) }.joined()
    let (mended, _) = try Self.read(Array(text.utf8), "macintosh.csv")
    #expect(mended.answers == submission.answers)
  }
}
