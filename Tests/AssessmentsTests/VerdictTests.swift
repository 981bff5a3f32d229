import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

@Suite struct VerdictTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var verdict: Verdict
    var grounds: [String]
    var fields: @Sendable (inout Submission) -> Void = { _ in }
    var answers: @Sendable (inout Answer) -> Void = { _ in }
  }

  static let cases: [Case] = [
    Case(testDescription: "everything is there", verdict: .eligible, grounds: []),
    Case(
      testDescription: "an answer is blank", verdict: .incomplete,
      grounds: ["answer.blank tech.2.2 case2 oven"],
      answers: { if $0.isTo("tech.2.2", case: 2) { $0.clear() } }),
    Case(
      testDescription: "a declaration is blank", verdict: .incomplete,
      grounds: ["answer.blank prereq.2.2 solution"],
      answers: { if $0.isTo("prereq.2.2") { $0.clear() } }),
    Case(
      testDescription: "each status has its code", verdict: .incomplete,
      grounds: [
        "answer.missing prereq.1.1 solution", "answer.duplicate doc.diagram solution oven",
        "answer.unreadable tech.1.1 case1 oven",
      ],
      answers: {
        if $0.isTo("tech.1.1", case: 1) { $0.clear(.unreadable) }
        if $0.isTo("prereq.1.1") { $0.clear(.missing) }
        if $0.isTo("doc.diagram") { $0.clear(.duplicate) }
      }),
    Case(
      testDescription: "an auditor's finding fills what is open", verdict: .eligible, grounds: [],
      answers: {
        if $0.isTo("tech.1.1", case: 1) {
          $0.clear()
          $0.finding = .yes
        }
      }),
    Case(
      testDescription: "a field of the application is empty", verdict: .incomplete,
      grounds: ["field.absent customers"], fields: { $0.set(.customers, nil as FieldValue?) }),
    Case(
      testDescription: "a field holds nothing but blanks", verdict: .incomplete,
      grounds: ["field.absent partner"], fields: { $0.set(.partner, .text(" \n")) }),
    Case(
      testDescription: "a required field is invalid", verdict: .incomplete,
      grounds: ["field.invalid customers"],
      fields: { $0.application.fields[.customers] = Field(raw: "beaucoup") }),
    Case(
      testDescription: "an optional field may be invalid", verdict: .eligible, grounds: [],
      fields: { $0.caseStudies[0].fields[.deliveryModel] = Field(raw: "four à bois") }),
    Case(
      testDescription: "the category is unknown, as the reader says", verdict: .incomplete,
      grounds: ["category.unknown category"],
      fields: {
        $0.application.fields[.category] = Field(raw: "Viandes")
        $0.discrepancies = [
          Discrepancy(.categoryUnknown, field: "category", message: "…"),
          Discrepancy(.categorySeveral, scope: .caseStudy(1), field: "category", message: "…"),
        ]
      }),
    Case(
      testDescription: "a case study has several categories", verdict: .incomplete,
      grounds: ["category.several case3 category"],
      fields: {
        $0.caseStudies[2].fields[.category] = Field(raw: "Pains, Gâteaux")
        $0.discrepancies = [
          Discrepancy(.categorySeveral, scope: .caseStudy(3), field: "category", message: "…")
        ]
      }),
    Case(
      testDescription: "demanded evidence is absent", verdict: .incomplete,
      grounds: ["evidence.absent prereq.1.2 solution"],
      answers: { if $0.isTo("prereq.1.2") { $0.evidence = nil } }),
    Case(
      testDescription: "a declaration O without its link", verdict: .incomplete,
      grounds: ["evidence.absent prereq.2.1 solution"],
      answers: { if $0.isTo("prereq.2.1") { $0.evidence = nil } }),
    Case(
      testDescription: "a declaration N without its explanation", verdict: .incomplete,
      grounds: ["evidence.absent prereq.2.1 solution"],
      answers: {
        if $0.isTo("prereq.2.1") {
          $0.value = .no
          $0.evidence = nil
        }
      }),
    Case(
      testDescription: "a declaration N of which nothing is demanded", verdict: .eligible,
      grounds: [],
      answers: {
        if $0.isTo("prereq.2.2") {
          $0.value = .no
          $0.evidence = nil
        }
      }),
    Case(
      testDescription: "evidence is absent where none is demanded", verdict: .eligible,
      grounds: [], answers: { if $0.isTo("prereq.1.1") { $0.evidence = nil } }),
    Case(
      testDescription: "a prerequisite is not met", verdict: .notEligible,
      grounds: ["prereq.notMet prereq.3.1 solution"],
      answers: { if $0.isTo("prereq.3.1") { $0.value = .no } }),
    Case(
      testDescription: "a document of the solution is not there", verdict: .notEligible,
      grounds: ["doc.notMet doc.diagram solution oven"],
      answers: { if $0.isTo("doc.diagram") { $0.value = .no } }),
    Case(
      testDescription: "what is open goes before what is not met", verdict: .incomplete,
      grounds: ["answer.blank tech.1.1 case1 oven", "prereq.notMet prereq.3.1 solution"],
      answers: {
        if $0.isTo("prereq.3.1") { $0.value = .no }
        if $0.isTo("tech.1.1", case: 1) { $0.clear() }
      }),
    Case(
      testDescription: "reasons stand in reading order", verdict: .notEligible,
      grounds: [
        "prereq.notMet prereq.1.1 solution", "doc.notMet doc.diagram solution oven",
        "case.tooFew", "case.tooFewPublic", "case.tooFew tech.1.1 case1 oven",
        "case.tooFewPublic case3", "case.tooFewPublic case4",
      ],
      answers: {
        if $0.isTo("prereq.1.1") || $0.isTo("doc.diagram") || $0.isTo("tech.1.1", case: 1) {
          $0.value = .no
        }
      }),
    Case(
      testDescription: "a date before its period counts as N", verdict: .notEligible,
      grounds: ["evidence.tooOld prereq.3.1 solution"],
      answers: { if $0.isTo("prereq.3.1") { $0.date = Bakery.date("2010-01-01") } }),
    Case(
      testDescription: "what cannot be retained any more is said while answers are open",
      verdict: .incomplete,
      grounds: [
        "answer.blank prereq.1.1 solution", "case.tooFew", "case.tooFew tech.1.1 case3 oven",
        "evidence.tooOld tech.2.1 case3 oven", "case.notInProduction case4", "case.reuse case4",
      ],
      fields: {
        $0.set(.inProduction, .yesNo(false), of: 4)
        $0.set(.reusedFrom, .text("Charcuterie"), of: 4)
      },
      answers: {
        if $0.isTo("prereq.1.1") { $0.clear() }
        if $0.isTo("tech.1.1", case: 3) { $0.value = .no }
        if $0.isTo("tech.2.1", case: 3) { $0.date = Bakery.date("2010-01-01") }
      }),
    Case(
      testDescription: "a filler is no reason for S.O.", verdict: .incomplete,
      grounds: ["evidence.absent tech.1.3 case1 oven"],
      answers: {
        if $0.isTo("tech.1.3", case: 1) {
          $0.value = .notApplicable
          $0.evidence = "sans objet"
        }
      }),
  ]

  @Test(arguments: cases)
  func verdict(_ example: Case) {
    let assessment = assess(fields: example.fields, answers: example.answers)
    #expect(assessment.verdict == example.verdict)
    #expect(assessment.grounds == example.grounds)
    #expect(assessment.verdict != .eligible || assessment.count(.error) == 0)
  }

  /// A fifth case study that is not retained blocks nothing: no error is left where the verdict is eligible.
  @Test func aSurplusCaseStudyIsNoError() {
    let template = Bakery.template { $0.caseStudies.required = 3 }
    let assessment = assess(template, fields: { $0.set(.inProduction, .yesNo(false), of: 4) })
    #expect(assessment.verdict == .eligible)
    #expect(assessment.grounds == [])
    #expect(assessment.codes == [.caseNotInProduction])
    #expect(assessment.discrepancies[0].severity == .warning)
  }

  @Test func aFileThatCannotBeRead() {
    var submission = Submission(source: Source(file: "x.xls", sha256: "00", bytes: 3))
    submission.failure = Failure(code: "file.legacy", message: "Enregistrez le fichier en .xlsx.")
    let assessment = assess(submission, nil)
    #expect(assessment.verdict == .unreadable)
    #expect(assessment.grounds == ["file.unreadable"])
    #expect(assessment.codes == [.fileUnreadable])
    #expect(
      assessment.discrepancies.first?.message == "Enregistrez le fichier en .xlsx. (file.legacy)")
    #expect(assessment.score == Score())
    #expect(assessment.asOf == nil)
  }

  @Test func aTemplateThatIsNotKnown() {
    let assessment = assess(Bakery.submission(), nil)
    #expect(assessment.verdict == .unreadable)
    #expect(assessment.grounds == ["template.unknown"])
    #expect(assessment.codes == [.templateUnknown])
  }

  @Test func whatTheReaderHasSaidIsNotSaidAgain() {
    var submission = Bakery.submission()
    submission.discrepancies = [Discrepancy(.templateUnknown, message: "Inconnu.")]
    let assessment = assess(submission, nil)
    #expect(assessment.codes == [.templateUnknown])
    #expect(assessment.reasons.first?.text == "Inconnu.")
  }

  @Test func totals() {
    var summary = AssessmentSummary()
    summary.add(assess())
    summary.add(assess(answers: { if $0.isTo("tech.1.1", case: 1) { $0.value = .no } }))
    summary.add(assess(answers: { if $0.isTo("tech.1.1", case: 1) { $0.clear() } }))
    summary.add(assess(Bakery.submission(), nil))
    #expect(summary.submissions == 4)
    #expect(Verdict.allCases.map { summary.count($0) } == [1, 1, 1, 1])
    #expect(summary.isBlocked)
    // Twelve controls are no declarations; tech.1.1 has 3 × 4 answers, all but two of them O.
    #expect(summary.controls.count == 12)
    let control = summary.controls.first { $0.control == "tech.1.1" }
    #expect(control?.score.met == 10)
    #expect(control?.score.notMet == 1)
    #expect(control?.score.open == 1)
    // Never asked under the oven, and listed all the same.
    #expect(summary.controls.first { $0.control == "doc.guide" }?.score == Score())
  }

  @Test func nothingBlocksWhereAllIsWell() {
    var summary = AssessmentSummary()
    #expect(!summary.isBlocked)
    summary.add(assess())
    #expect(!summary.isBlocked)
  }
}
