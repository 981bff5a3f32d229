import Basics
import Testing

@testable import Checklists

/// Two models, one prerequisite, a conditional and a plain control, one within a time.
private func checklist(_ version: String, _ change: (inout Template) -> Void = { _ in }) -> Template
{
  let both: Applicability = .byModel(["hosted": [.caseStudy], "onSite": [.caseStudy]])
  var template = Template(
    id: "garden", version: version, language: .english, title: "Garden", published: "2024-05",
    deliveryModels: [
      DeliveryModel(id: "hosted", label: "Hosted"), DeliveryModel(id: "onSite", label: "On site"),
    ],
    categories: [Category(id: "trees", label: "Trees")],
    caseStudies: CaseStudyRules(required: 1),
    controls: [
      Control(
        id: "prereq.1.1", part: "prereq", kind: .prerequisite, section: "1.0", ref: "1.1",
        title: "A gardener",
        text: "There is one.", applicability: .always),
      Control(
        id: "tech.1.1", part: "tech", kind: .control, section: "1.0", ref: "1.1", title: "Soil",
        text: "Tested.",
        recencyMonths: 12, applicability: both),
      Control(
        id: "tech.1.2", part: "tech", kind: .control, section: "1.0", ref: "1.2", title: "Ponds",
        text: "Safe.",
        condition: "gardens with ponds", applicability: both),
    ])
  change(&template)
  return template
}

private func key(_ control: String, _ scope: Scope, _ model: String? = nil) -> AnswerKey {
  AnswerKey(control: control, scope: scope, deliveryModel: model)
}

/// Hosted only: O to all but the ponds, which are S.O.
private func filled(_ change: (inout Submission) -> Void = { _ in }) throws -> Submission {
  var submission = Submission(source: Source(file: "a.xlsx", sha256: "", bytes: 1))
  submission.template = TemplateReference(
    id: "garden", version: "1", language: .english, recognisedBy: .property)
  submission.application.fields[.partner] = Field(raw: "Ivy", value: .text("Ivy"))
  submission.application.fields[.category] = Field(
    raw: "Trees", value: .category("trees"), sheet: "Application", cell: "C9")
  submission.application.fields[.deliveryModel] = Field(
    raw: "Hosted", value: .deliveryModels(["hosted"]), sheet: "Application", cell: "C10")
  submission.caseStudies = [CaseStudy(number: 1, used: true)]
  let day = try #require(CalendarDate(iso: "2024-01-31"))
  submission.answers = [
    Answer(
      key: key("prereq.1.1", .solution), status: .answered, value: .yes, raw: "Y",
      sheet: "Prerequisites", cell: "F6"),
    Answer(
      key: key("tech.1.1", .caseStudy(1), "hosted"), status: .answered, value: .yes,
      evidence: "report", date: day, raw: "Y", sheet: "T", cell: "F7"),
    Answer(
      key: key("tech.1.2", .caseStudy(1), "hosted"), status: .answered, value: .notApplicable,
      evidence: "no pond", raw: "n/a", sheet: "T", cell: "F8"),
  ]
  submission.discrepancies = [
    Discrepancy(.answerNormalised, of: submission.answers[2], message: "n/a"),
    Discrepancy(.cellUnexpected, sheet: "T", cell: "Z9", message: "a note"),
  ]
  change(&submission)
  return submission
}

@Suite("Carrying answers over to another version") struct CarryOverTests {
  @Test func theSameVersionChangesNothing() throws {
    let old = try filled()
    let carried = CarryOver.carry(old, from: checklist("1"), to: checklist("1"))
    #expect(carried.submission == old)
    #expect(carried.reworded + carried.added + carried.retired == [])
    #expect(carried.homeless == [])
  }

  @Test func controlsAreReworded_AddedAndRetired() throws {
    let new = checklist("2") { template in
      template.controls[1].text = "Tested twice."
      template.controls[2] = Control(
        id: "tech.1.3", part: "tech", kind: .control, section: "1.0", ref: "1.3", title: "Paths",
        text: "Dry.",
        applicability: .byModel(["hosted": [.caseStudy]]))
    }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: new)
    #expect(carried.reworded == ["tech.1.1"])
    #expect(carried.added == ["tech.1.3"])
    #expect(carried.retired == ["tech.1.2"])
    #expect(carried.submission.template?.version == "2")
    #expect(carried.from?.version == "1")
    let answers = carried.submission.answers
    #expect(answers.map(\.key.control) == ["prereq.1.1", "tech.1.1", "tech.1.3"])
    #expect(answers.map(\.status) == [.answered, .answered, .missing])
    #expect(answers[1].evidence == "report")
    #expect(
      carried.homeless == [
        CarryOver.Homeless(
          control: "tech.1.2", scope: .caseStudy(1), deliveryModel: "hosted", raw: "n/a",
          evidence: "no pond", sheet: "T", cell: "F8")
      ])
    // What was found about the retired control is not said of the new version; what belongs to nothing still is.
    // The reworded control's answer is to be read again.
    #expect(
      carried.submission.discrepancies.map(\.code) == [
        .cellUnexpected, .answerReworded, .answerMissing,
      ])
  }

  @Test func sONeedsItsCondition() throws {
    let new = checklist("2") { $0.controls[2].condition = nil }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: new)
    let ponds = try #require(carried.submission.answers.last)
    #expect(ponds.status == .unreadable)
    #expect(ponds.value == nil)
    #expect(ponds.raw == "n/a")
    #expect(ponds.evidence == "no pond")
    #expect(carried.submission.discrepancies.contains { $0.code == .answerUnreadable })
  }

  @Test func aModelOrCategoryThatIsGoneIsHomeless() throws {
    let new = checklist("2") { template in
      template.deliveryModels[0].id = "cloud"
      template.categories[0].id = "forests"
      for index in 1...2 {
        template.controls[index].applicability = .byModel([
          "cloud": [.caseStudy], "onSite": [.caseStudy],
        ])
      }
    }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: new)
    #expect(carried.submission.application.deliveryModels == nil)
    #expect(carried.submission.application[.category].raw == "Trees")
    #expect(carried.homeless.prefix(2).map(\.field) == ["category", "deliveryModel"])
    // Both models are in force now: four technical answers, which have no cell, but their evidence does.
    let technical = carried.submission.answers.filter { $0.key.control != "prereq.1.1" }
    #expect(technical.map(\.status) == [.missing, .missing, .missing, .missing])
    #expect(technical.map(\.evidence) == ["report", "report", "no pond", "no pond"])
    #expect(carried.homeless.dropFirst(2).map(\.raw) == ["Y", "n/a"])
    #expect(carried.homeless.dropFirst(2).allSatisfy { $0.evidence == nil })
    let codes = carried.submission.discrepancies.map(\.code)
    #expect(codes.contains(.categoryUnknown) && codes.contains(.fieldInvalid))
  }

  @Test func aDateThatIsNoLongerAskedIsHomeless() throws {
    let new = checklist("2") { $0.controls[1].recencyMonths = nil }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: new)
    #expect(carried.homeless.map(\.date) == ["2024-01-31"])
    #expect(carried.homeless.map(\.raw) == [nil])
  }

  @Test func moreCaseStudiesAreExpectedAndFewerStayUsedIfTheyWere() throws {
    let more = checklist("2") { $0.caseStudies.required = 2 }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: more)
    #expect(carried.submission.caseStudies.map(\.used) == [true, true])
    #expect(carried.submission.count(.missing) == 2)
    let back = CarryOver.carry(carried.submission, from: more, to: checklist("3"))
    #expect(back.submission.caseStudies.map(\.used) == [true, false])
    #expect(back.homeless == [])
  }

  @Test func withoutTheOldTemplateItsAnswersStandForIt() throws {
    let carried = CarryOver.carry(try filled(), from: nil, to: checklist("2"))
    #expect(carried.added + carried.retired + carried.reworded == [])
  }

  @Test func theMemberCarryOverSaysIt() throws {
    let new = checklist("2") { $0.controls.removeLast() }
    let carried = CarryOver.carry(try filled(), from: checklist("1"), to: new)
    let report = try #require(SubmissionJSON.json(of: carried)["carryOver"])
    #expect(report["from"]?["version"]?.string == "1")
    #expect(report["retired"]?.array?.map(\.string) == ["tech.1.2"])
    #expect(report["homeless"]?.array?.first?["evidence"]?.string == "no pond")
    #expect(
      try SubmissionJSON.submission(from: SubmissionJSON.json(of: carried)) == carried.submission)
    #expect(
      SubmissionJSON.line(of: carried) == Array(SubmissionJSON.json(of: carried).compact.utf8))
  }

  @Test func theVersionInForceIsTheLastOfTheLine() throws {
    var library = TemplateLibrary()
    let (one, two, three) = (
      checklist("1"), checklist("2") { $0.predecessors = ["garden@1"] },
      checklist("3") { $0.predecessors = ["garden@2"] }
    )
    library.add(one)
    #expect(library.successor(of: one) == nil)
    for template in [two, three] { library.add(template) }
    #expect(library.successor(of: one)?.version == "3")
    #expect(library.successor(of: two)?.version == "3")
    #expect(library.successor(of: three) == nil)
    // Two that replace each other lead nowhere for ever.
    library.add(checklist("1") { $0.predecessors = ["garden@3"] })
    #expect(library.successor(of: two)?.version == "1")
  }
}
