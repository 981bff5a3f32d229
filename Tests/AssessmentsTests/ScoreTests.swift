import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

@Suite struct ScoreTests {
  /// met, applicable in all → percent: 1000 × met ÷ applicable, the rest dropped, ÷ 10.
  @Test(arguments: [
    (45, 46, 97.8),  // 97.826…
    (999, 1000, 99.9),
    (9999, 10000, 99.9),  // 99.99, which is not all
    (1, 3, 33.3), (2, 3, 66.6), (0, 7, 0.0), (46, 46, 100.0),
  ])
  func percentIsRoundedDown(met: Int, applicable: Int, percent: Double) {
    var score = Score()
    score.met = met
    score.notMet = applicable - met
    #expect(score.percent == percent)
  }

  @Test func nothingApplies() {
    var score = Score()
    score.notApplicable = 3
    #expect(score.applicable == 0)
    #expect(score.percent == nil)
  }

  @Test func everythingIsMet() {
    let assessment = assess()
    // 4 prerequisites that are no declarations, the solution's diagram, 4 × 7 in the case studies.
    #expect(assessment.score.met == 33)
    #expect(assessment.score.applicable == 33)
    #expect(assessment.score.percent == 100)
    #expect(assessment.prerequisites.met == 4)
    #expect(assessment.prerequisites.required == 4)
    #expect(assessment.verdict == .eligible)
    #expect(assessment.reasons.isEmpty)
    #expect(assessment.discrepancies.isEmpty)
  }

  @Test func declarationsAreInNoScore() {
    let assessment = assess(answers: {
      if $0.isTo("prereq.2.1") || $0.isTo("prereq.2.2") { $0.value = .no }
    })
    #expect(assessment.score.met == 33)
    #expect(assessment.score.notMet == 0)
    #expect(assessment.prerequisites.required == 4)
    #expect(!assessment.controls.contains { $0.control.hasPrefix("prereq.2") })
    #expect(assessment.verdict == .eligible)
  }

  @Test func notApplicableWithItsReasonLeavesTheScore() {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.3", case: 1) { $0.value = .notApplicable }
    })
    #expect(assessment.score.notApplicable == 1)
    #expect(assessment.score.applicable == 32)
    #expect(assessment.score.percent == 100)
    #expect(assessment.retains(1))
    #expect(assessment.verdict == .eligible)
  }

  @Test func notApplicableWithoutItsReasonIsOpen() {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.3", case: 1) {
        $0.value = .notApplicable
        $0.evidence = " \u{A0}"
      }
    })
    #expect(assessment.score.open == 1)
    #expect(assessment.score.notApplicable == 0)
    // 32 of 33: 96.969…
    #expect(assessment.score.percent == 96.9)
    #expect(!assessment.retains(1))
    #expect(assessment.grounds == ["evidence.absent tech.1.3 case1 oven"])
    #expect(
      assessment.discrepancies.contains { $0.code == .evidenceAbsent && $0.severity == .error })
  }

  @Test func sectionsOfACaseStudy() throws {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.2", case: 2) { $0.value = .no }
      if $0.isTo("doc.diagram", case: 2) { $0.clear() }
    })
    let study = try #require(assessment.caseStudies.first { $0.number == 2 })
    #expect(study.sections.map(\.part) == ["doc", "tech", "tech"])
    #expect(study.sections.map(\.ref) == [nil, "1.0", "2.0"])
    // doc: diagram open, checklist met. 1.0: 1.1, 1.3 met, 1.2 not. 2.0: 2.1, 2.2 met.
    #expect(study.sections.map(\.score.met) == [1, 2, 2])
    #expect(study.sections.map(\.score.notMet) == [0, 1, 0])
    #expect(study.sections.map(\.score.open) == [1, 0, 0])
    #expect(study.score.applicable == 7)
    // 5 of 7: 71.42…
    #expect(study.score.percent == 71.4)
  }

  @Test func bothDeliveryModels() {
    let assessment = assess(fields: {
      $0.set(.deliveryModel, .deliveryModels(["oven", "onSite"]))
    })
    // 4 prerequisites, the solution's diagram (oven) and guide (onSite), 4 × (7 + 5).
    #expect(assessment.score.met == 54)
    #expect(assessment.caseStudies.map(\.score.applicable) == [12, 12, 12, 12])
    #expect(assessment.verdict == .eligible)
  }

  @Test func aCaseStudysOwnModelGoesFirst() {
    let assessment = assess(fields: {
      $0.set(.deliveryModel, .deliveryModels(["onSite"]), of: 3)
    })
    #expect(assessment.caseStudies[2].deliveryModels == ["onSite"])
    // Case study 3 has 5 answers; the guide is asked for once, since one case study is on site: 4 + 1 + 1 + 3 × 7 + 5.
    #expect(assessment.score.met == 32)
  }

  @Test func withoutAnyModelAllAreInForce() {
    let assessment = assess(fields: { $0.set(.deliveryModel, nil as FieldValue?) })
    #expect(assessment.caseStudies[0].deliveryModels == ["oven", "onSite"])
    #expect(assessment.score.met == 54)
    #expect(assessment.grounds == ["field.absent deliveryModel"])
  }

  @Test func aModelLeftEmptyInOneOfTwoIsNotRetained() {
    // tech.1.1 is O under the oven and N on site: under each of its models a control has to be O.
    let assessment = assess(
      fields: { $0.set(.deliveryModel, .deliveryModels(["oven", "onSite"]), of: 1) },
      answers: {
        if $0.isTo("tech.1.1", case: 1), $0.key.deliveryModel == "onSite" { $0.value = .no }
      })
    #expect(!assessment.retains(1))
    #expect(assessment.retains(2))
  }

  @Test func anAnswerThatIsNotListedIsMissing() {
    var submission = Bakery.submission()
    submission.answers.removeAll { $0.isTo("tech.1.1", case: 1) }
    submission.answers.append(
      Answer(
        key: AnswerKey(control: "tech.9.9", scope: .caseStudy(1), deliveryModel: "oven"),
        status: .answered, value: .no))
    let assessment = assess(submission, Bakery.template())
    #expect(assessment.score.met == 32)
    #expect(assessment.score.notMet == 0)
    #expect(assessment.grounds == ["answer.missing tech.1.1 case1 oven"])
  }

  @Test func aFindingReplacesTheAnswer() {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.1", case: 1) { $0.finding = .no }
      if $0.isTo("tech.1.1", case: 2) {
        $0.clear(.unreadable)
        $0.finding = .yes
      }
      if $0.isTo("tech.1.3", case: 3) {
        $0.evidence = nil
        $0.finding = .notApplicable
        $0.reason = "Sans noix"
      }
    })
    #expect(assessment.score.notMet == 1)
    #expect(assessment.score.open == 0)
    #expect(assessment.score.notApplicable == 1)
    #expect(!assessment.retains(1))
    #expect(assessment.retains(2))
    #expect(assessment.retains(3))
  }
}
