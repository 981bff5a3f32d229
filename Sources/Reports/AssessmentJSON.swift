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
  public static func item(_ assessment: Assessment) -> [UInt8] {
    JSON.line { add(assessment, to: &$0) }
  }

  /// What stands after the last assessment, the final line break included.
  public static func closing(_ summary: AssessmentSummary) -> String {
    "\n],\n\"totals\":\(totals(of: summary).compact),\n\"controls\":\(controls(of: summary).compact)}\n"
  }

  /// One assessment as an object of the member `submissions`.
  public static func json(of assessment: Assessment) -> JSON {
    .object { add(assessment, to: &$0) }
  }

  private static func add(_ assessment: Assessment, to object: inout some JSONObject) {
    object.add("source") { SubmissionJSON.add(assessment.source, to: &$0) }
    object.add("partner", assessment.partner)
    object.add("asOf", assessment.asOf?.description)
    object.add("verdict", assessment.verdict.rawValue)
    object.add("reasons", assessment.reasons) { add($0, to: &$1) }
    object.add("score") { add(assessment.score, to: &$0) }
    object.add("prerequisites") {
      $0.add("met", JSON(assessment.prerequisites.met))
      $0.add("required", JSON(assessment.prerequisites.required))
    }
    object.add("agreement", assessment.agreement.map(json(of:)) ?? .null)
    object.add("caseStudies", assessment.caseStudies) { add($0, to: &$1) }
    object.add("discrepancies", assessment.discrepancies) { SubmissionJSON.add($0, to: &$1) }
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

  private static func add(_ reason: Reason, to object: inout some JSONObject) {
    object.add("code", reason.code.rawValue)
    object.add("control", reason.control)
    object.add("scope", reason.scope?.description)
    object.add("deliveryModel", reason.deliveryModel?.asNamedModel)
    object.add("field", reason.field)
  }

  private static func add(_ score: Score, to object: inout some JSONObject) {
    object.add("met", JSON(score.met))
    object.add("notMet", JSON(score.notMet))
    object.add("notApplicable", JSON(score.notApplicable))
    object.add("open", JSON(score.open))
    object.add("applicable", JSON(score.applicable))
    object.add("percent", JSON(score.percent))
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

  private static func add(_ study: CaseStudyAssessment, to object: inout some JSONObject) {
    object.add("number", JSON(study.number))
    object.add("deliveryModel", JSON(study.deliveryModels.compactMap(\.asNamedModel)))
    object.add("retained", .boolean(study.retained))
    object.add("public", .boolean(study.isPublic))
    object.add("score") { add(study.score, to: &$0) }
    object.add("sections", study.sections) { section, object in
      object.add("part", section.part.rawValue)
      object.add("ref", section.ref)
      object.add("score") { add(section.score, to: &$0) }
    }
  }
}
