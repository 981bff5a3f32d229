public import Assessments
public import Basics
internal import Checklists

/// Assessments as JSON (`respecte.assessment/1`, contract § 5).
///
/// A document is written in pieces, so that many assessments need no more memory than one: `opening`, `item` for each
/// with `separator` between them, `closing` with the totals. For `--ndjson` each is one line by itself.
///
/// Beside the members that the contract names, a reason and a discrepancy have `field`, and an assessment has `agreement`: how
/// far an auditor's findings bear the answers out, null without findings.
public enum AssessmentJSON {
  /// What the member `schema` says.
  public static let schema = "respecte.assessment/1"

  /// What stands before the first assessment.
  public static let opening = "{\"schema\":\"\(schema)\",\n\"submissions\":[\n"
  /// What stands between two assessments.
  public static let separator = ",\n"

  /// One assessment without line breaks.
  public static func item(_ assessment: Assessment) -> String { json(of: assessment).compact }

  /// What stands after the last assessment, the final line break included.
  public static func closing(_ summary: AssessmentSummary) -> String {
    "\n],\n\"totals\":\(totals(of: summary).compact),\n\"controls\":\(controls(of: summary).compact)}\n"
  }

  /// One assessment as an object of the member `submissions`.
  public static func json(of assessment: Assessment) -> JSON {
    [
      "source": SubmissionJSON.json(of: assessment.source),
      "partner": JSON(assessment.partner),
      "asOf": JSON(assessment.asOf?.description),
      "verdict": .string(assessment.verdict.rawValue),
      "reasons": .array(assessment.reasons.map(json(of:))),
      "score": json(of: assessment.score),
      "prerequisites": [
        "met": JSON(assessment.prerequisites.met),
        "required": JSON(assessment.prerequisites.required),
      ],
      "agreement": assessment.agreement.map(json(of:)) ?? .null,
      "caseStudies": .array(assessment.caseStudies.map(json(of:))),
      "discrepancies": .array(assessment.discrepancies.map(SubmissionJSON.json(of:))),
    ]
  }

  /// The member `totals`.
  public static func totals(of summary: AssessmentSummary) -> JSON {
    .object(
      [JSON.Member("submissions", JSON(summary.submissions))]
        + Verdict.allCases.map { JSON.Member($0.rawValue, JSON(summary.count($0))) })
  }

  /// The member `controls`.
  public static func controls(of summary: AssessmentSummary) -> JSON {
    .array(
      summary.controls.map { control in
        [
          "control": .string(control.control),
          "met": JSON(control.score.met), "notMet": JSON(control.score.notMet),
          "notApplicable": JSON(control.score.notApplicable), "open": JSON(control.score.open),
        ]
      })
  }

  private static func json(of reason: Reason) -> JSON {
    [
      "code": .string(reason.code.rawValue), "control": JSON(reason.control),
      "scope": JSON(reason.scope?.description), "deliveryModel": JSON(reason.deliveryModel),
      "field": JSON(reason.field),
    ]
  }

  private static func json(of score: Score) -> JSON {
    [
      "met": JSON(score.met), "notMet": JSON(score.notMet),
      "notApplicable": JSON(score.notApplicable), "open": JSON(score.open),
      "applicable": JSON(score.applicable), "percent": JSON(score.percent),
    ]
  }

  /// Shares have four decimals.
  private static func json(of agreement: Agreement) -> JSON {
    func share(_ number: Double?) -> JSON { JSON(number.map { ($0 * 10_000).rounded() / 10_000 }) }
    return [
      "findings": JSON(agreement.findings), "compared": JSON(agreement.compared),
      "agreed": JSON(agreement.agreed), "rate": share(agreement.rate),
      "kappa": share(agreement.kappa),
    ]
  }

  private static func json(of study: CaseStudyAssessment) -> JSON {
    [
      "number": JSON(study.number),
      "deliveryModel": JSON(study.deliveryModels),
      "retained": .boolean(study.retained),
      "public": .boolean(study.isPublic),
      "score": json(of: study.score),
      "sections": .array(
        study.sections.map { section in
          [
            "part": .string(section.part.rawValue), "ref": JSON(section.ref),
            "score": json(of: section.score),
          ]
        }),
    ]
  }
}
