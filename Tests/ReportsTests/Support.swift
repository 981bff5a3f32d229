import AssessmentFixtures
import Assessments
import Basics
import Checklists

/// The assessment of the bakery's sound submission after some changes.
func assess(
  language: Language = .french, fields: (inout Submission) -> Void = { _ in },
  answers: (inout Answer) -> Void = { _ in }
) -> Assessment {
  let template = Bakery.template()
  return Assessment(
    of: Bakery.submission(of: template, fields: fields, answers: answers), template: template,
    asOf: nil, language: language)
}

/// A workbook as it was issued, with what a reader says of it.
func emptyAssessment(language: Language = .french) -> Assessment {
  let template = Bakery.template()
  var submission = Bakery.submission(
    of: template,
    fields: { submission in
      for name in submission.application.fields.keys {
        submission.application.fields[name]?.raw = nil
        submission.application.fields[name]?.value = nil
      }
      for index in submission.caseStudies.indices {
        for name in submission.caseStudies[index].fields.keys {
          submission.caseStudies[index].fields[name]?.raw = nil
          submission.caseStudies[index].fields[name]?.value = nil
        }
      }
      // One model only, so that the answers can be counted as in `Bakery`.
      submission.application.fields[.deliveryModel]?.value = .deliveryModels(["oven"])
    },
    answers: {
      $0.clear()
      $0.raw = nil
      $0.evidence = nil
      $0.date = nil
    })
  submission.discrepancies = submission.answers.map {
    Discrepancy(.answerBlank, of: $0, message: "Pas de réponse.")
  }
  return Assessment(
    of: submission, template: template, asOf: nil, language: language)
}

func unreadable(language: Language = .french) -> Assessment {
  var submission = Submission(source: Source(file: "vieux.xls", sha256: "00", bytes: 7))
  submission.failure = Failure(code: "file.legacy", message: "Enregistrez-le au format .xlsx.")
  return Assessment(
    of: submission, template: nil, asOf: nil, language: language)
}
