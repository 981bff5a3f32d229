internal import Assessments
internal import Basics
internal import Checklists

/// One workbook as a result: each answer and each discrepancy is an observation, each scored control a finding.
struct OSCALResult {
  let uuid: String
  let submission: Submission
  let assessment: Assessment
  let template: Template?
  let language: Language

  var json: JSON {
    let answers = named(submission.answers) { answer in
      let key = answer.key
      return OSCAL.uuid(uuid, "answer", key.control, key.scope.description, key.deliveryModel)
    }
    let discrepancies = named(assessment.discrepancies) { discrepancy in
      OSCAL.uuid(
        uuid, discrepancy.code.rawValue, discrepancy.control, discrepancy.scope?.description,
        discrepancy.deliveryModel, discrepancy.field, discrepancy.sheet, discrepancy.cell)
    }
    return OSCAL.object([
      ("uuid", .string(uuid)),
      ("title", .string(OSCAL.markupLine(assessment.title) ?? uuid)),
      ("description", .string(OSCAL.markup(summary) ?? uuid)),
      ("start", day),
      ("props", .array(properties)),
      (
        "local-definitions",
        ["components": .array([solution] + submission.caseStudies.filter(\.used).map(component))]
      ),
      ("reviewed-controls", reviewedControls),
      (
        "observations",
        .array(
          answers.map { observation(of: $0.item, named: $0.uuid) }
            + discrepancies.map { observation(of: $0.item, named: $0.uuid) })
      ),
      ("findings", .array(findings(answers, discrepancies))),
      ("remarks", reasons.map(JSON.string)),
    ])
  }

  /// The day that the result is of; where none is known, the first that a computer knows, and it is said.
  private var day: JSON { OSCAL.time(assessment.asOf ?? .epoch) }

  private var summary: String {
    let file = language.quoted(assessment.source.file)
    let verdict = assessment.verdict.name(in: language)
    let percent = assessment.score.percentText(in: language)
    let undated =
      assessment.asOf == nil
      ? language(fr: " La date n’est pas connue.", en: " The date is not known.") : ""
    return language(
      fr: "Auto-évaluation du classeur \(file) : \(verdict), \(percent).",
      en: "Self-assessment in the workbook \(file): \(verdict), \(percent).") + undated
  }

  private var reasons: String? {
    OSCAL.markup(
      assessment.reasons.map { "- " + $0.text.visible() }.joined(separator: "\n"))
  }

  private var properties: [JSON] {
    let score = assessment.score
    let reasons = assessment.reasons.map { OSCAL.property("reason", $0.code.rawValue) }
    var seen: [JSON] = []
    for case let reason? in reasons where !seen.contains(reason) { seen.append(reason) }
    return [
      OSCAL.property("verdict", assessment.verdict.rawValue),
      OSCAL.property("percent", score.percent.map { String($0) }),
      OSCAL.property("met", String(score.met)), OSCAL.property("notMet", String(score.notMet)),
      OSCAL.property("notApplicable", String(score.notApplicable)),
      OSCAL.property("open", String(score.open)),
      OSCAL.property("partner", assessment.partner),
      OSCAL.property("file", assessment.source.file),
      OSCAL.property("sha256", assessment.source.sha256),
      OSCAL.property("format", assessment.source.format),
      OSCAL.property("producer", assessment.source.producer),
      OSCAL.property("template", template?.stamp),
    ].compactMap(\.self) + seen
  }

  // MARK: Subjects

  private func subject(of scope: Scope?) -> String {
    guard let scope, scope.kind == .caseStudy,
      submission.caseStudies.contains(where: { $0.used && .caseStudy($0.number) == scope })
    else { return OSCAL.uuid(uuid, "component", Scope.solution.description) }
    return OSCAL.uuid(uuid, "component", scope.description)
  }

  private var solution: JSON {
    let name = assessment.solution.flatMap(OSCAL.markupLine)
    return [
      "uuid": .string(subject(of: .solution)), "type": "service",
      "title": .string(name ?? OSCAL.markupLine(assessment.title) ?? uuid),
      "description": .string(
        language(fr: "La solution du partenaire.", en: "The partner’s solution.")),
      "status": ["state": "other"],
    ]
  }

  private func component(of study: CaseStudy) -> JSON {
    let scope = Scope.caseStudy(study.number)
    let name = scope.name(in: language)
    let isRetained = assessment.caseStudies.first { $0.number == study.number }?.retained
    return OSCAL.object([
      ("uuid", .string(subject(of: scope))), ("type", "service"),
      ("title", .string(study[.customer].text.flatMap(OSCAL.markupLine) ?? name)),
      (
        "description",
        .string(
          language(
            fr: "La solution chez un client (\(name)).",
            en: "The solution at a customer (\(name))."))
      ),
      (
        "props",
        .array(
          [
            OSCAL.property("scope", scope.description),
            OSCAL.property("customer", study[.customer].text),
            OSCAL.property("productionDate", study[.productionDate].date?.description),
            OSCAL.property("retained", isRetained.map { String($0) }),
          ].compactMap(\.self))
      ),
      ("status", ["state": study[.inProduction].yesNo == true ? "operational" : "other"]),
    ])
  }

  private func subjects(_ scope: Scope?) -> JSON {
    [["subject-uuid": .string(subject(of: scope)), "type": "component"]]
  }

  // MARK: Observations

  private struct Named<Item> {
    let item: Item
    let uuid: String
  }

  /// Things with their identifiers; several that have one and the same name are numbered.
  private func named<Item>(_ items: [Item], by name: (Item) -> String) -> [Named<Item>] {
    var counts: [String: Int] = [:]
    return items.map { item in
      let name = name(item)
      let number = counts[name, default: 0]
      counts[name] = number + 1
      return Named(
        item: item, uuid: number == 0 ? name : OSCAL.uuid("repeated", name, String(number)))
    }
  }

  private func observation(of answer: Answer, named name: String) -> JSON {
    let names =
      template.map { Place(of: answer, in: $0, language: language).names }
      ?? [answer.key.control, answer.key.scope.name(in: language)]
    return OSCAL.object([
      ("uuid", .string(name)),
      ("title", OSCAL.markupLine(names.joined(separator: ", ")).map(JSON.string)),
      ("description", .string(OSCAL.markup(description(of: answer)) ?? answer.status.rawValue)),
      (
        "props",
        .array(
          [
            OSCAL.property("control", answer.key.control),
            OSCAL.property("scope", answer.key.scope.description),
            OSCAL.property("deliveryModel", answer.key.namedModel),
            OSCAL.property("status", answer.status.rawValue),
            OSCAL.property("answer", answer.value?.rawValue),
            OSCAL.property("date", answer.date?.description),
            OSCAL.property("finding", answer.finding?.rawValue),
            OSCAL.property("findingRaw", answer.findingRaw),
            OSCAL.property("raw", answer.raw), OSCAL.property("sheet", answer.sheet),
            OSCAL.property("cell", answer.cell),
          ].compactMap(\.self))
      ),
      ("methods", ["EXAMINE"]), ("types", ["control-objective"]),
      ("subjects", subjects(answer.key.scope)),
      (
        "relevant-evidence",
        answer.evidence.flatMap(OSCAL.markup).map { [["description": .string($0)]] }
      ),
      ("collected", day),
      ("remarks", OSCAL.markup(audit(of: answer)).map(JSON.string)),
    ])
  }

  private func description(of answer: Answer) -> String {
    switch answer.status {
    case .answered:
      let value = answer.value?.issued(in: language) ?? "–"
      return language(fr: "Réponse : \(value).", en: "Answer: \(value).")
    case .blank: return DiscrepancyCode.answerBlank.meaning(in: language)
    case .unreadable: return DiscrepancyCode.answerUnreadable.meaning(in: language)
    case .missing: return DiscrepancyCode.answerMissing.meaning(in: language)
    case .duplicate: return DiscrepancyCode.answerDuplicate.meaning(in: language)
    }
  }

  /// What an auditor added, and what the partner replied; blank without.
  private func audit(of answer: Answer) -> String {
    let finding = answer.finding?.issued(in: language)
    let lines = [
      finding.map { language(fr: "Constat : \($0)", en: "Finding: \($0)") },
      answer.reason.map { language(fr: "Motif : ", en: "Reason: ") + $0 },
      answer.action.map { language(fr: "Action demandée : ", en: "Requested action: ") + $0 },
      answer.reply.map { language(fr: "Réponse du partenaire : ", en: "Partner’s reply: ") + $0 },
    ]
    return lines.compactMap(\.self).joined(separator: "\n\n")
  }

  private func observation(of discrepancy: Discrepancy, named name: String) -> JSON {
    OSCAL.object([
      ("uuid", .string(name)),
      (
        "title", OSCAL.markupLine(discrepancy.code.meaning(in: language)).map(JSON.string)
      ),
      (
        "description", .string(OSCAL.markup(discrepancy.message) ?? discrepancy.code.rawValue)
      ),
      (
        "props",
        .array(
          [
            OSCAL.property("code", discrepancy.code.rawValue),
            OSCAL.property("severity", discrepancy.severity.rawValue),
            OSCAL.property("control", discrepancy.control),
            OSCAL.property("scope", discrepancy.scope?.description),
            OSCAL.property("deliveryModel", discrepancy.deliveryModel?.asNamedModel),
            OSCAL.property("field", discrepancy.field),
            OSCAL.property("sheet", discrepancy.sheet), OSCAL.property("cell", discrepancy.cell),
          ].compactMap(\.self))
      ),
      ("methods", ["EXAMINE"]), ("types", ["finding"]),
      ("subjects", subjects(discrepancy.scope)), ("collected", day),
      ("remarks", OSCAL.markup(discrepancy.code.remedy(in: language)).map(JSON.string)),
    ])
  }

  // MARK: Controls

  /// The controls that count and were asked.
  private var scored: [ControlScore] {
    assessment.controls.filter { $0.score.applicable + $0.score.notApplicable > 0 }
  }

  private var reviewedControls: JSON {
    let asked = Set(submission.answers.map(\.key.control))
    let included: [JSON] = (template?.controls ?? []).filter { asked.contains($0.id) }.map {
      ["control-id": .string($0.id)]
    }
    // Nothing was asked where nothing could be read: the selection must name something all the same.
    let selection: JSON =
      included.isEmpty
      ? [
        "description": .string(
          language(fr: "Rien n’a pu être évalué.", en: "Nothing could be assessed.")),
        "include-all": [:],
      ] : ["include-controls": .array(included)]
    let links = template.map {
      JSON.array([
        ["href": .string("#" + OSCALResults.resource(stamped: $0.stamp)), "rel": "reference"]
      ])
    }
    return OSCAL.object([("links", links), ("control-selections", [selection])])
  }

  private func findings(_ answers: [Named<Answer>], _ discrepancies: [Named<Discrepancy>])
    -> [JSON]
  {
    guard let template else { return [] }
    let answered = Dictionary(grouping: answers, by: \.item.key.control)
    let noted = Dictionary(grouping: discrepancies, by: \.item.control)
    return scored.map { control in
      let observations =
        (answered[control.control] ?? []).map(\.uuid)
        + (noted[control.control] ?? []).map(\.uuid)
      let title = template.control(control.control)?.title ?? control.control
      return OSCAL.object([
        ("uuid", .string(OSCAL.uuid(uuid, "finding", control.control))),
        ("title", .string(OSCAL.markupLine(title) ?? control.control)),
        ("description", .string(counts(of: control.score))),
        (
          "props",
          .array(
            [
              OSCAL.property("control", control.control),
              OSCAL.property("met", String(control.score.met)),
              OSCAL.property("notMet", String(control.score.notMet)),
              OSCAL.property("notApplicable", String(control.score.notApplicable)),
              OSCAL.property("open", String(control.score.open)),
            ].compactMap(\.self))
        ),
        ("target", target(of: control)),
        (
          "related-observations",
          .array(observations.map { ["observation-uuid": .string($0)] })
        ),
      ])
    }
  }

  private func counts(of score: Score) -> String {
    language(
      fr:
        "Respecté : \(score.met). Non respecté : \(score.notMet). Sans objet : \(score.notApplicable). À répondre : \(score.open).",
      en:
        "Met: \(score.met). Not met: \(score.notMet). Not applicable: \(score.notApplicable). Open: \(score.open)."
    )
  }

  /// Satisfied where nothing is left and nothing is not met. What applies nowhere is satisfied for another reason.
  private func target(of control: ControlScore) -> JSON {
    let score = control.score
    let isSatisfied = score.notMet == 0 && score.open == 0
    let reason =
      if score.notMet > 0 { "fail" } else if isSatisfied, score.met > 0 { "pass" } else { "other" }
    return OSCAL.object([
      ("type", "statement-id"),
      ("target-id", .string(OSCALCatalog.statement(of: control.control))),
      (
        "status",
        [
          "state": isSatisfied ? "satisfied" : "not-satisfied",
          "reason": .string(reason),
        ]
      ),
      (
        "implementation-status",
        score.applicable == 0 ? ["state": "not-applicable"] : nil
      ),
    ])
  }
}
