import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Foundation
import Testing

@testable import Reports

@Suite("HTML report") struct HTMLReportTests {
  typealias Entry = (submission: Submission, assessment: Assessment, template: Template?)

  func entry(
    _ language: Language = .french, file: String = "fournil.xlsx", sha256: String = "ab12",
    fields: (inout Submission) -> Void = { _ in }, answers: (inout Answer) -> Void = { _ in }
  ) -> Entry {
    let template = Bakery.template()
    let submission = Bakery.submission(
      of: template,
      fields: {
        $0.source.file = file
        $0.source.sha256 = sha256
        fields(&$0)
      }, answers: answers)
    return (
      submission,
      Assessment(
        of: submission, template: template, asOf: nil, language: language),
      template
    )
  }

  func page(_ entries: [Entry], _ language: Language = .french) -> String {
    var report = HTMLReport(language: language)
    let chapters = entries.map { report.add($0.submission, $0.assessment, template: $0.template) }
    return (report.opening + chapters.joined() + report.closing).text
  }

  @Test("Nobody is counted where nothing was added")
  func nothing() {
    let page = page([])
    #expect(page.contains("<p class=\"lead\">0 classeur.</p>"))
    #expect(page.hasSuffix("</html>\n"))
  }

  @Test("What is found about an answer has an id of its own, wherever its file stands")
  func lastingAddresses() {
    let withGap = entry(answers: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil } })
    let other = entry(file: "autre.xlsx", sha256: "cd34")
    let id = "id=\"pab12-tech.1.1-case2-oven-evidence.absent\""
    #expect(page([withGap, other]).contains(id))
    #expect(page([other, withGap]).contains(id))
  }

  @Test("One file twice gives two chapters")
  func oneFileTwice() {
    let page = page([entry(), entry()])
    #expect(page.contains("<section class=\"chapter\" id=\"pab12\""))
    #expect(page.contains("<section class=\"chapter\" id=\"pab12_2\""))
  }

  @Test("A reason leads to what it rests on: a discrepancy, or an answer that is no")
  func reasons() {
    let page = page([
      entry(answers: {
        if $0.isTo("prereq.3.1") { $0.value = .no }
        if $0.isTo("tech.1.1", case: 3) { $0.value = .no }
      })
    ])
    #expect(page.contains("<a href=\"#pab12-prereq.3.1-solution-no\">prérequis 3.1</a>"))
    #expect(page.contains("<a href=\"#pab12-case.tooFew\">3 études de cas retenues sur 4</a>"))
    #expect(page.contains("<li id=\"pab12-prereq.3.1-solution-no\">"))
    #expect(page.contains("<li id=\"pab12-tech.1.1-case3-oven-no\">"))
  }

  @Test("The same finding for several case studies is one line with its cells")
  func groups() {
    let page = page([
      entry(answers: {
        if $0.key.control == "tech.1.1" || $0.key.control == "tech.1.2" { $0.evidence = nil }
      })
    ])
    #expect(page.components(separatedBy: "<li id=\"pab12-").count == 1 + 1)
    #expect(page.contains("Validation technique, H27:H34</a> <span class=\"times\">× 8</span>"))
    #expect(page.contains("Études de cas 1 à 4, Four partagé\u{A0}: contrôles 1.1 et 1.2"))
  }

  @Test("What fails most leaves out almost empty submissions, and says so")
  func almostEmpty() {
    let gap = entry(answers: { if $0.isTo("tech.1.1", case: 2) { $0.value = .no } })
    let empty = entry(sha256: "cd34", answers: { $0.clear() })
    let page = page([gap, empty])
    let table = page.components(separatedBy: "-failing\">")[2].components(separatedBy: "</table>")[
      0]
    #expect(
      table.contains("Sans 1 classeur presque vide (moins de 10\u{A0}% de réponses utilisables)."))
    #expect(table.contains("Contrôle 1.1") && !table.contains("Contrôle 1.2"))
  }

  @Test("Of each code it is said what it means, why it matters and what settles it")
  func codes() {
    let page = page([entry(answers: { if $0.isTo("tech.2.1", case: 1) { $0.date = nil } })])
    let code = DiscrepancyCode.evidenceUndated
    for text in [
      code.meaning(in: .french), code.texts.matters.fr, code.remedy(in: .french), code.rawValue,
    ] {
      #expect(page.contains(HTML(text).text), "\(text)")
    }
  }

  @Test("The checklist's own texts say which language they are in, where it is another")
  func languages() {
    let gap: (inout Answer) -> Void = { if $0.isTo("tech.1.1", case: 2) { $0.value = .no } }
    let french = page([entry(answers: gap)])
    let english = page([entry(.english, answers: gap)], .english)
    #expect(english.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(english.contains("<span lang=\"fr\">Farine</span>"))
    #expect(english.contains("1 workbook: 1 not eligible."))
    #expect(!french.contains("<span lang="))
  }

  @Test("What could not be read has a chapter too, and dashes for figures")
  func unreadableFile() {
    var submission = Submission(source: Source(file: "x/vieux.xls", sha256: "", bytes: 7))
    submission.failure = Failure(code: "file.legacy", message: "Enregistrez-le au format <.xlsx>.")
    let assessment = Assessment(
      of: submission, template: nil, asOf: nil, language: .french)
    let page = page([(submission, assessment, nil)])
    #expect(page.contains("<h2 id=\"p.title\"><bdi>vieux.xls</bdi>"))
    #expect(page.contains("au format &lt;.xlsx&gt;. (file.legacy)"))
    #expect(!page.contains("NaN"))
  }

  /// Of the overview a line is kept, whatever stands in the workbook.
  @Test func theOverviewIsSmall() {
    let long = String(repeating: "é", count: 32_767)
    var report = HTMLReport(language: .french)
    for number in 0..<50 {
      let entry = entry(
        sha256: String(number), fields: { $0.set(.partner, .text(long)) },
        answers: { $0.evidence = long })
      _ = report.add(entry.submission, entry.assessment, template: entry.template)
    }
    #expect(report.opening.text.utf8.count < 50 * 4_000)
  }
}
