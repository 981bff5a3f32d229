public import Basics

/// A template as JSON, schema `respecte.template/1` of the public contract (§ 5).
public enum TemplateJSON {
  /// The whole template as one object.
  public static func value(of template: Template) -> JSON {
    [
      "schema": "respecte.template/1",
      "id": .string(template.id),
      "version": .string(template.version),
      "language": .string(template.language.rawValue),
      "title": .string(template.title),
      "published": .string(template.published),
      "validity": template.validity.map(validity) ?? .null,
      "predecessors": JSON(template.predecessors),
      "deliveryModels": .array(
        template.deliveryModels.filter { $0 != .any }.map {
          ["id": .string($0.id), "label": .string($0.label), "aliases": JSON($0.aliases)]
        }),
      "caseStudies": caseStudies(template.caseStudies),
      "fields": [
        "application": JSON(template.requiredFields.application.map(\.rawValue)),
        "caseStudy": JSON(template.requiredFields.caseStudy.map(\.rawValue)),
      ],
      "categories": .array(
        template.categories.map {
          ["id": .string($0.id), "label": .string($0.label), "aliases": JSON($0.aliases)]
        }),
      "submission": template.submission.map(submission) ?? .null,
      "parts": .array(
        template.parts.map {
          [
            "id": .string($0.id.rawValue), "kind": .string($0.kind.rawValue),
            "title": .string($0.title), "intro": JSON($0.intro),
            "validatedBy": JSON($0.validatedBy),
          ]
        }),
      "sections": .array(
        template.sections.map {
          [
            "part": .string($0.part.rawValue), "ref": .string($0.ref), "title": .string($0.title),
            "intro": JSON($0.intro),
          ]
        }),
      "controls": .array(template.controls.map { control($0, of: template) }),
    ]
  }

  private static func validity(_ validity: Validity) -> JSON {
    [
      "released": JSON(validity.released), "from": JSON(validity.from), "to": JSON(validity.to),
      "acceptedUntil": JSON(validity.acceptedUntil),
    ]
  }

  private static func caseStudies(_ rules: CaseStudyRules) -> JSON {
    [
      "required": JSON(rules.required),
      "public": JSON(rules.publicRequired),
      "maxAgeMonths": JSON(rules.maxAgeMonths),
      "reuse": ["max": JSON(rules.reuseMax), "competencies": JSON(rules.reuseCompetencies)],
    ]
  }

  private static func submission(_ instructions: SubmissionInstructions) -> JSON {
    [
      "address": JSON(instructions.address),
      "subject": JSON(instructions.subject),
      "mustInclude": JSON(instructions.mustInclude),
      "steps": JSON(instructions.steps),
      "reviewers": JSON(instructions.reviewers),
      "replyWorkingDays": JSON(instructions.replyWorkingDays),
    ]
  }

  private static func control(_ control: Control, of template: Template) -> JSON {
    [
      "id": .string(control.id),
      "part": .string(control.part.rawValue),
      "section": JSON(control.section),
      "ref": JSON(control.ref),
      "title": .string(control.title),
      "text": .string(control.text),
      "answer": .string(control.answer.rawValue),
      "conditional": .boolean(control.isConditional), "condition": JSON(control.condition),
      "shared": .boolean(template.isShared(control)),
      "recencyMonths": JSON(control.recencyMonths),
      "evidence": [
        "required": .boolean(control.evidence.required), "form": JSON(control.evidence.form),
        "whenNo": JSON(control.evidence.whenNo),
      ],
      "applies": applies(control, of: template),
    ]
  }

  /// The kinds of scope by delivery model, in the template's order; `*` for what is independent of models.
  private static func applies(_ control: Control, of template: Template) -> JSON {
    guard case .byModel = control.applicability else { return ["*": ["solution"]] }
    return .object(
      template.deliveryModels.map(\.id).map { model in
        let scopes = control.applicability.scopes(for: model)
        return JSON.Member(
          model, JSON(ScopeKind.allCases.filter(scopes.contains).map(\.rawValue)))
      })
  }
}
