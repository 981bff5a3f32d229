import AssessmentFixtures
import Assessments
import Basics
import Checklists

/// The assessment of the bakery's sound submission after some changes.
func assess(
  _ template: Template = Bakery.template(), asOf: CalendarDate? = nil,
  language: Language = .french, fields: (inout Submission) -> Void = { _ in },
  answers: (inout Answer) -> Void = { _ in }
) -> Assessment {
  assess(
    Bakery.submission(of: template, fields: fields, answers: answers), template, asOf: asOf,
    language: language)
}

func assess(
  _ submission: Submission, _ template: Template?, asOf: CalendarDate? = nil,
  language: Language = .french
) -> Assessment {
  Assessment(
    of: submission, template: template, asOf: asOf, language: language)
}

extension Assessment {
  var codes: [DiscrepancyCode] { discrepancies.map(\.code) }

  func retains(_ number: Int) -> Bool {
    caseStudies.contains { $0.number == number && $0.retained }
  }

  /// The reasons without their texts: `answer.blank tech.1.1 case2 oven`.
  var grounds: [String] {
    reasons.map { reason in
      [
        reason.code.rawValue, reason.control, reason.scope?.description, reason.deliveryModel,
        reason.field,
      ].compactMap(\.self).joined(separator: " ")
    }
  }
}
