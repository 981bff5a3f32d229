import AssessmentFixtures
import Assessments
import Checklists
import Testing

/// `case.reuse`. The list: Pâtisserie fine (PFX), Meunerie, Données et recettes; at most two. The title of the
/// checklist: Compétence Fournil « pain » : liste de contrôle.
@Suite struct ReuseTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var from: [String]
    var held: String?
    var faults: Int
    var testDescription: String { "\(from) held \(held ?? "–")" }

    var example: DiscrepancyTests.Case {
      DiscrepancyTests.Case(
        testDescription: testDescription, found: [],
        fields: { submission in
          for (index, text) in from.enumerated() {
            submission.set(.reusedFrom, .text(text), of: index + 1)
          }
          if let held { submission.set(.heldCompetencies, .text(held)) }
        })
    }
  }

  static let cases: [Case] = [
    Case(from: ["Meunerie"], held: "Meunerie", faults: 0),
    Case(from: [" MEUNERIE "], held: "meunerie, autre", faults: 0),
    Case(from: ["Compétence Fournil Meunerie"], held: "Fournil Meunerie", faults: 0),
    Case(from: ["Pâtisserie fine (PFX)"], held: "PFX", faults: 0),
    Case(from: ["patisserie  fine"], held: "Pâtisserie Fine (PFX)", faults: 0),
    Case(from: ["pfx"], held: "Pâtisserie fine", faults: 0),
    Case(from: ["Fournil PFX"], held: "Compétence PFX", faults: 0),
    Case(from: ["Données et recettes"], held: "Meunerie\nDonnées et recettes", faults: 0),
    Case(from: ["Meunerie, PFX"], held: "PFX et Meunerie", faults: 0),
    // Not a word alike is not enough.
    Case(from: ["Données"], held: "Données et recettes", faults: 1),
    Case(from: ["Charcuterie"], held: "Charcuterie", faults: 1),
    Case(from: ["Meunerie, Charcuterie"], held: "Meunerie", faults: 1),
    // Only words of the title: that names nothing.
    Case(from: ["Fournil"], held: "Fournil", faults: 1),
    Case(from: ["Meunerie"], held: nil, faults: 1),
    Case(from: ["Meunerie"], held: "PFX", faults: 1),
    Case(from: ["Meunerie", "PFX"], held: "Meunerie, PFX", faults: 0),
    Case(from: ["Meunerie", "PFX", "Meunerie"], held: "Meunerie, PFX", faults: 1),
    Case(from: ["Meunerie", "PFX", "Meunerie", "PFX"], held: "Meunerie, PFX", faults: 2),
    Case(from: ["aucune", "Non", "–", "S.O."], held: nil, faults: 0),
    Case(from: ["(", ")("], held: nil, faults: 0),
  ]

  @Test(arguments: cases)
  func reuse(_ example: Case) {
    let assessment = assess(fields: example.example.fields)
    #expect(assessment.codes.count { $0 == .caseReuse } == example.faults)
    // What is reused wrongly is not retained, and four of four have to be.
    #expect(assessment.retained == 4 - example.faults)
    #expect(assessment.verdict == (example.faults == 0 ? .eligible : .notEligible))
  }

  @Test func theThirdIsOneTooMany() {
    let assessment = assess(
      fields: { submission in
        submission.set(.heldCompetencies, .text("Meunerie"))
        for number in 1...3 { submission.set(.reusedFrom, .text("Meunerie"), of: number) }
      })
    #expect(assessment.grounds == ["case.tooFew", "case.reuse case3"])
  }

  @Test func aChecklistThatAllowsNone() {
    let template = Bakery.template {
      $0.caseStudies.reuseMax = 0
      $0.caseStudies.reuseCompetencies = []
    }
    let assessment = assess(template, fields: { $0.set(.reusedFrom, .text("Meunerie"), of: 1) })
    #expect(assessment.codes.count { $0 == .caseReuse } == 2)
    #expect(!assessment.retains(1))
  }
}
