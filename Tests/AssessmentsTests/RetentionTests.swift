import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

/// Contract § 2, “Retained”, sentence by sentence.
@Suite struct RetentionTests {
  /// Production date, assessment date, whether it is retained, the code if it is not. 18 months are allowed.
  @Test(arguments: [
    // 2019-12-10 minus 18 months is 2018-06-10.
    ("2018-06-10", "2019-12-10", true, nil),
    ("2018-06-09", "2019-12-10", false, DiscrepancyCode.caseTooOld),
    ("2019-12-10", "2019-12-10", true, nil),
    ("2019-12-11", "2019-12-10", false, .caseFuture),
    // 2019-08-31 minus 18 months would be 2018-02-31; the month ends on the 28th.
    ("2018-02-28", "2019-08-31", true, nil),
    ("2018-02-27", "2019-08-31", false, .caseTooOld),
    // 2017-08-30 minus 18 months: February 2016 has 29 days.
    ("2016-02-29", "2017-08-30", true, nil),
    ("2016-02-28", "2017-08-30", false, .caseTooOld),
  ])
  func productionDate(
    production: String, assessment day: String, retained: Bool, code: DiscrepancyCode?
  ) {
    let assessment = assess(
      fields: {
        $0.set(.assessmentDate, .date(Bakery.date(day)))
        for number in 1...4 {
          $0.set(.productionDate, .date(Bakery.date(number == 1 ? production : day)), of: number)
        }
      }, answers: { if $0.date != nil { $0.date = Bakery.date(day) } })
    #expect(assessment.retains(1) == retained)
    #expect(assessment.retained == (retained ? 4 : 3))
    let own = assessment.codes.filter { $0 != .caseTooFew && $0 != .caseTooFewPublic }
    #expect(own == (code.map { [$0] } ?? []))
  }

  @Test func agesAreCountedFromTheGivenDay() {
    // 2019-03-01 is exactly 18 months before 2020-09-01.
    #expect(assess(asOf: Bakery.date("2020-09-01")).retained == 4)
    let later = assess(asOf: Bakery.date("2020-09-02"))
    #expect(later.asOf == Bakery.date("2020-09-02"))
    #expect(later.retained == 0)
    #expect(later.verdict == .notEligible)
  }

  /// Where no day is known that ages are counted from, none is judged, and one line says so.
  @Test func withoutAnAssessmentDateAgesAreNotJudged() {
    func old(_ submission: inout Submission) {
      for number in 1...4 {
        submission.set(.productionDate, .date(Bakery.date("1999-01-01")), of: number)
      }
    }
    let assessment = assess(
      fields: {
        old(&$0)
        $0.set(.assessmentDate, nil as FieldValue?)
      }, answers: { if $0.date != nil { $0.date = Bakery.date("1999-01-01") } })
    #expect(assessment.asOf == nil)
    #expect(assessment.retained == 4)
    #expect(assessment.codes == [.fieldAbsent])
    #expect(assessment.discrepancies[0].message.hasSuffix("aucun délai n’est vérifié."))
    // The same of a date that is none, and of one that nobody asks for.
    let invalid = assess(fields: {
      old(&$0)
      $0.application.fields[.assessmentDate] = Field(raw: "hier")
      $0.discrepancies = [Discrepancy(.fieldInvalid, field: "assessmentDate", message: "Hier ?")]
    })
    #expect(invalid.codes == [.fieldInvalid])
    #expect(invalid.discrepancies[0].message.hasSuffix("aucun délai n’est vérifié."))
    let template = Bakery.template {
      $0.requiredFields.application.removeAll { $0 == .assessmentDate }
    }
    let free = assess(
      template,
      fields: {
        old(&$0)
        $0.set(.assessmentDate, nil as FieldValue?)
      })
    #expect(free.verdict == .eligible)
    #expect(free.discrepancies.map(\.severity) == [.warning])
    // The mended twin: the ages are judged again.
    #expect(assess(fields: old).codes.filter { $0 == .caseTooOld }.count == 4)
  }

  @Test func aChecklistWithoutALargestAgeTakesOldProjects() {
    let template = Bakery.template { $0.caseStudies.maxAgeMonths = nil }
    let assessment = assess(
      template,
      fields: { $0.set(.productionDate, .date(Bakery.date("1999-01-01")), of: 1) })
    #expect(assessment.retains(1))
  }

  @Test func notInProduction() {
    let assessment = assess(fields: { $0.set(.inProduction, .yesNo(false), of: 3) })
    #expect(!assessment.retains(3))
    #expect(assessment.codes == [.caseNotInProduction, .caseTooFew])
    #expect(assessment.verdict == .notEligible)
  }

  @Test func threeRetainedOfFour() {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.1", case: 4) { $0.value = .no }
    })
    #expect(assessment.retained == 3)
    #expect(assessment.verdict == .notEligible)
    #expect(assessment.grounds == ["case.tooFew", "case.tooFew tech.1.1 case4 oven"])
    #expect(assessment.reasons.last?.text == "étude de cas 4\u{A0}: 1.1 N")
    #expect(assessment.reasons.first?.text == "3 études de cas retenues sur 4")
    #expect(assessment.codes == [.caseTooFew])
    #expect(
      assessment.discrepancies.first?.message
        == "3 études de cas sont retenues\u{A0}; il en faut 4. Non retenue\u{A0}: étude de cas 4 (non respecté\u{A0}: 1.1). Complétez-la ou remplacez-la."
    )
  }

  @Test func onePublicOfTwo() {
    let assessment = assess(fields: { $0.set(.isPublic, .yesNo(false), of: 2) })
    #expect(assessment.retained == 4)
    #expect(assessment.retainedPublic == 1)
    #expect(
      assessment.grounds == [
        "case.tooFewPublic", "case.tooFewPublic case2", "case.tooFewPublic case3",
        "case.tooFewPublic case4",
      ])
    #expect(assessment.codes == [.caseTooFewPublic])
    #expect(assessment.verdict == .notEligible)
  }

  @Test func aPublicCaseStudyCountsOnlyIfItIsRetained() {
    // Five case studies, four retained; of the two public ones the first is not.
    let assessment = assess(
      fields: { $0.caseStudies.append(Bakery.study(5)) },
      answers: { if $0.isTo("tech.1.1", case: 1) { $0.value = .no } })
    #expect(assessment.retained == 4)
    #expect(assessment.retainedPublic == 1)
    #expect(
      assessment.grounds == [
        "case.tooFewPublic", "case.tooFew tech.1.1 case1 oven", "case.tooFewPublic case3",
        "case.tooFewPublic case4", "case.tooFewPublic case5",
      ])
  }

  @Test func aPublicCaseStudyNeedsItsLink() {
    let assessment = assess(fields: { $0.set(.publicUrl, nil as FieldValue?, of: 2) })
    #expect(assessment.caseStudies.map(\.isPublic) == [true, false, false, false])
    #expect(assessment.grounds == ["field.absent case2 publicUrl"])
    #expect(!assessment.retains(2))
  }

  @Test func aLinkIsNotAskedForWhereNothingIsPublic() {
    #expect(assess().caseStudies[3].retained)
  }

  @Test(arguments: RequiredFields.family.caseStudy.filter { $0 != .publicUrl })
  func aRequiredFieldIsEmpty(_ field: CaseStudyField) {
    let assessment = assess(fields: { $0.set(field, nil as FieldValue?, of: 4) })
    #expect(!assessment.retains(4))
    #expect(assessment.grounds == ["field.absent case4 " + field.rawValue])
  }

  @Test func anUnusedFifthCaseStudyExpectsNothing() {
    let assessment = assess(fields: {
      $0.caseStudies.append(CaseStudy(number: 5, used: false))
    })
    #expect(assessment.verdict == .eligible)
    #expect(assessment.caseStudies.map(\.number) == [1, 2, 3, 4])
    #expect(assessment.score.applicable == 33)
  }

  @Test func aFifthCaseStudyMayMakeUpForAnother() {
    let assessment = assess(
      fields: { $0.caseStudies.append(Bakery.study(5)) },
      answers: { if $0.isTo("tech.1.1", case: 3) { $0.value = .no } })
    #expect(assessment.caseStudies.map(\.retained) == [true, true, false, true, true])
    #expect(assessment.verdict == .eligible)
  }

  @Test func aModelThatTheTemplateDoesNotHaveIsNoWayRoundTheControls() {
    let assessment = assess(fields: { $0.set(.deliveryModel, .deliveryModels(["cart"]), of: 1) })
    #expect(!assessment.retains(1))
  }
}
