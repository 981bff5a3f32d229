public import Assessments
public import Basics
internal import Checklists

/// A difference as JSON (`respecte.diff/1`).
///
/// - `differs`: whether anything differs; the exit status says the same.
/// - `old`, `new`: each submission as a whole: `source`, `template`, `partner`, `asOf`, `verdict`, `score`, `prerequisites`,
///   `caseStudies` (how many are `retained`, `public`), `discrepancies` (how many of each severity), `deliveryModel` (those in force), `audited`.
/// - `template`: what both are compared in; `reworded`, `added`, `retired` are ids of controls, `homeless` what was entered and
///   has no place in it.
/// - `accounting`: how many answers each submission expects (`expected`), how many are compared, and how many are in each
///   class (`AnswerChange`); the classes add up to `compared`.
/// - `caseStudies`: which case study is which, and what became of it.
/// - `fields`, `answers`: what changed, `old` and `new` each with its place; what is unchanged is only counted. `scope` is that
///   of the new submission, `oldScope` that of the old one; null where there is none.
/// - `discrepancies`: what one submission has and the other does not.
/// - `objections`: null where nobody audited; else where they come from, how many are in each state, and each of them.
public enum DiffJSON {
  /// What the member `schema` says.
  public static let schema = "respecte.diff/1"

  /// A difference as one object.
  public static func json(of difference: Difference) -> JSON {
    [
      "schema": .string(schema),
      "differs": .boolean(difference.differs),
      "old": json(of: difference.old),
      "new": json(of: difference.new),
      "template": template(of: difference),
      "accounting": accounting(of: difference),
      "caseStudies": .array(difference.caseStudies.map(json(of:))),
      "fields": .array(difference.fields.map(json(of:))),
      "answers": .array(difference.answers.filter { $0.change != .unchanged }.map(json(of:))),
      "discrepancies": .array(difference.discrepancies.map(json(of:))),
      "objections": objections(of: difference),
    ]
  }

  private static func json(of side: Difference.Side) -> JSON {
    let assessment = side.assessment
    let whole = AssessmentJSON.json(of: assessment)
    func member(_ name: String) -> JSON { whole[name] ?? .null }
    return [
      "source": member("source"),
      "template": json(of: side.template),
      "partner": member("partner"), "asOf": member("asOf"), "verdict": member("verdict"),
      "score": member("score"), "prerequisites": member("prerequisites"),
      "caseStudies": [
        "retained": JSON(assessment.retained), "public": JSON(assessment.retainedPublic),
      ],
      "discrepancies": .object(
        Severity.allCases.map { JSON.Member($0.rawValue, JSON(assessment.count($0))) }),
      "deliveryModel": JSON(side.deliveryModels.compactMap(\.asNamedModel)),
      "audited": .boolean(side.isAudited),
    ]
  }

  private static func json(of template: Template) -> JSON {
    [
      "id": .string(template.id), "version": .string(template.version),
      "language": .string(template.language.rawValue),
    ]
  }

  private static func template(of difference: Difference) -> JSON {
    let carried = difference.carryOver
    let report = carried.map(SubmissionJSON.json(of:))?["carryOver"]
    let template = difference.template
    return [
      "id": .string(template.id), "version": .string(template.version),
      "language": .string(template.language.rawValue),
      "reworded": JSON(carried?.reworded ?? []), "added": JSON(carried?.added ?? []),
      "retired": JSON(carried?.retired ?? []), "homeless": report?["homeless"] ?? .array([]),
    ]
  }

  private static func accounting(of difference: Difference) -> JSON {
    .object(
      [
        JSON.Member(
          "expected", ["old": JSON(difference.old.expected), "new": JSON(difference.new.expected)]),
        JSON.Member("compared", JSON(difference.answers.count)),
      ] + AnswerChange.allCases.map { JSON.Member($0.rawValue, JSON(difference.count($0))) })
  }

  private static func json(of pair: CaseStudyPair) -> JSON {
    func side(_ study: CaseStudy?, _ models: [String]) -> JSON {
      guard let study else { return .null }
      return [
        "number": JSON(study.number), "customer": JSON(study[.customer].text),
        "deliveryModel": JSON(models.compactMap(\.asNamedModel)),
      ]
    }
    return [
      "change": .string(pair.change.rawValue), "old": side(pair.old, pair.oldModels),
      "new": side(pair.new, pair.newModels),
    ]
  }

  private static func json(of change: FieldChange) -> JSON {
    func side(_ field: Field) -> JSON {
      [
        "value": SubmissionJSON.json(of: field.value), "raw": JSON(field.raw),
        "sheet": JSON(field.sheet), "cell": JSON(field.cell),
      ]
    }
    return [
      "change": .string(change.change.rawValue), "field": .string(change.field),
      "scope": JSON(change.newScope?.description), "oldScope": JSON(change.oldScope?.description),
      "old": side(change.old), "new": side(change.new),
    ]
  }

  private static func json(of comparison: AnswerComparison) -> JSON {
    [
      "change": .string(comparison.change.rawValue),
      "control": .string(comparison.key.control),
      "scope": JSON(comparison.new?.key.scope.description),
      "oldScope": JSON(comparison.old?.key.scope.description),
      "deliveryModel": JSON(comparison.key.namedModel),
      "old": json(of: comparison.old), "new": json(of: comparison.new),
    ]
  }

  /// An answer without what it answers, which stands beside it.
  private static func json(of answer: Answer?) -> JSON {
    guard let answer else { return .null }
    return [
      "status": .string(answer.status.rawValue), "answer": JSON(answer.value?.rawValue),
      "evidence": JSON(answer.evidence), "date": JSON(answer.date?.description),
      "dateRaw": JSON(answer.dateRaw), "raw": JSON(answer.raw), "sheet": JSON(answer.sheet),
      "cell": JSON(answer.cell),
    ]
  }

  private static func json(of change: DiscrepancyChange) -> JSON {
    guard case .object(let members) = SubmissionJSON.json(of: change.discrepancy) else {
      return .null
    }
    return .object([JSON.Member("change", .string(change.change.rawValue))] + members)
  }

  private static func objections(of difference: Difference) -> JSON {
    guard let audit = difference.audit else { return .null }
    let counts = Objection.State.allCases.map {
      JSON.Member($0.rawValue, JSON(difference.count($0)))
    }
    return [
      "source": SubmissionJSON.json(of: audit), "counts": .object(counts),
      "items": .array(difference.objections.map(json(of:))),
    ]
  }

  private static func json(of objection: Objection) -> JSON {
    let audited = objection.audited
    return [
      "state": .string(objection.state.rawValue),
      "control": .string(objection.key.control),
      "scope": JSON(objection.now?.key.scope.description),
      "oldScope": JSON(audited.key.scope.description),
      "deliveryModel": JSON(objection.key.namedModel),
      "finding": JSON(audited.finding?.rawValue), "reason": JSON(audited.reason),
      "action": JSON(audited.action), "reply": JSON(objection.reply),
      "old": json(of: audited), "new": json(of: objection.now),
    ]
  }
}
