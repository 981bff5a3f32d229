import AssessmentFixtures
import Assessments
import Checklists
import Testing

@Suite struct AgreementTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Self-assessments and findings, `on` for O and N, with how often they occur; `a` is S.O.
    let pairs: [String: Int]
    let compared: Int
    let agreed: Int
    /// As a fraction.
    let kappa: (over: Double, under: Double)?
  }

  static let cases = [
    Case(testDescription: "nothing compared", pairs: [:], compared: 0, agreed: 0, kappa: nil),
    Case(
      // Both say O throughout: pe = 1.
      testDescription: "one and the same word", pairs: ["oo": 12], compared: 12, agreed: 12,
      kappa: nil),
    Case(
      testDescription: "everything alike", pairs: ["oo": 5, "nn": 3, "aa": 1], compared: 9,
      agreed: 9, kappa: (1, 1)),
    Case(
      // The partner says O throughout, so chance does as well: po = pe = 0.9.
      testDescription: "as chance would", pairs: ["oo": 9, "on": 1], compared: 10, agreed: 9,
      kappa: (0, 1)),
    Case(
      // po = 0; pe = ½ · ½ + ½ · ½ = ½; (0 − ½) ÷ ½.
      testDescription: "everything the other way", pairs: ["on": 1, "no": 1], compared: 2,
      agreed: 0, kappa: (-1, 1)),
    Case(
      // The textbook's: po = 0.7; pe = 0.5 · 0.6 + 0.5 · 0.4 = 0.5; 0.2 ÷ 0.5.
      testDescription: "two words", pairs: ["oo": 20, "on": 5, "no": 10, "nn": 15], compared: 50,
      agreed: 35, kappa: (2, 5)),
    Case(
      // Answers 5, 2, 3; findings 4, 3, 3: pe = 0.20 + 0.06 + 0.09 = 0.35; po = 0.8; 0.45 ÷ 0.65.
      testDescription: "three words", pairs: ["oo": 4, "nn": 2, "aa": 2, "oa": 1, "an": 1],
      compared: 10, agreed: 8, kappa: (9, 13)),
  ]

  @Test(arguments: cases)
  func kappa(of one: Case) throws {
    let values: [Character: AnswerValue] = ["o": .yes, "n": .no, "a": .notApplicable]
    var pairs: [Agreement.Pair: Int] = [:]
    for (words, count) in one.pairs {
      let answer = try #require(words.first.flatMap { values[$0] })
      let finding = try #require(words.last.flatMap { values[$0] })
      pairs[Agreement.Pair(answer: answer, finding: finding)] = count
    }
    let agreement = Agreement(findings: one.compared, pairs: pairs)
    #expect(agreement.compared == one.compared)
    #expect(agreement.agreed == one.agreed)
    #expect(agreement.rate == (one.compared == 0 ? nil : Double(one.agreed) / Double(one.compared)))
    if let expected = one.kappa {
      let kappa = try #require(agreement.kappa)
      #expect(abs(kappa - expected.over / expected.under) < 1e-12)
    } else {
      #expect(agreement.kappa == nil)
    }
  }

  @Test func noFindingNoAgreement() { #expect(assess().agreement == nil) }

  @Test func onlyWhatIsUsableIsCompared() throws {
    // tech.1.3 is conditional and asked in four case studies.
    let assessment = assess(answers: {
      if $0.isTo("tech.1.3", case: 1) {
        // S.O. without its reason is open, whatever the auditor says.
        ($0.value, $0.evidence, $0.finding) = (.notApplicable, nil, .no)
      } else if $0.isTo("tech.1.3", case: 2) {
        // Nor is a finding S.O. without a reason usable.
        ($0.value, $0.evidence, $0.finding) = (.yes, nil, .notApplicable)
      } else if $0.isTo("tech.1.3", case: 3) {
        ($0.value, $0.finding, $0.reason) = (.yes, .notApplicable, "Pas de noix.")
      } else if $0.isTo("tech.1.1", case: 1) {
        $0.status = .blank
        ($0.value, $0.finding) = (nil, .yes)
      } else if $0.isTo("tech.1.1", case: 2) {
        $0.finding = .yes
      } else if $0.key.control == "prereq.2.1" {
        // A declaration is compared too: what contradicts is an error there as well.
        $0.finding = .no
      }
    })
    let agreement = try #require(assessment.agreement)
    #expect(agreement.findings == 6)
    #expect(
      agreement.pairs == [
        Agreement.Pair(answer: .yes, finding: .notApplicable): 1,
        Agreement.Pair(answer: .yes, finding: .yes): 1,
        Agreement.Pair(answer: .yes, finding: .no): 1,
      ])
    let contradictions = assessment.codes.count { $0 == .findingContradicts }
    #expect(contradictions == agreement.compared - agreement.agreed)
  }
}
