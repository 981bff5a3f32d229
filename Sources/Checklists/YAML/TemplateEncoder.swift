/// Turns a template into the tree of its file.
enum TemplateEncoder {
  static func tree(of template: Template) -> YAMLNode {
    map([
      ("schema", text(TemplateDecoder.schema)),
      ("id", text(template.id)),
      ("version", text(template.version)),
      ("language", text(template.language.rawValue)),
      ("title", text(template.title)),
      ("published", text(template.published)),
      ("validity", template.validity.map(node)),
      ("predecessors", template.predecessors.isEmpty ? nil : texts(template.predecessors)),
      ("deliveryModels", list(template.hasDeliveryModels ? template.deliveryModels.map(node) : [])),
      ("categories", list(template.categories.map(node))),
      ("caseStudies", node(template.caseStudies)),
      (
        "fields",
        map([
          ("application", texts(template.requiredFields.application.map(\.rawValue))),
          ("caseStudy", texts(template.requiredFields.caseStudy.map(\.rawValue))),
        ])
      ),
      ("submission", template.submission.map(node)),
      ("parts", list(template.parts.map(node))),
      ("sections", list(template.sections.map(node))),
      ("controls", list(template.controls.map { node($0, of: template) })),
      ("resources", template.resources.isEmpty ? nil : list(template.resources.map(node))),
    ])
  }

  private static let nowhere = YAMLMark(line: 0, column: 0)

  private static func map(_ members: [(String, YAMLNode?)]) -> YAMLNode {
    .mapping(
      members.compactMap { key, value in
        value.map { YAMLMember(key: key, keyMark: nowhere, value: $0) }
      }, nowhere)
  }
  private static func list(_ items: [YAMLNode]) -> YAMLNode { .sequence(items, nowhere) }
  private static func text(_ text: String) -> YAMLNode { .scalar(text, nowhere) }
  private static func text(_ text: String?) -> YAMLNode? { text.map { .scalar($0, nowhere) } }
  private static func number(_ number: Int?) -> YAMLNode? {
    number.map { .scalar(String($0), nowhere) }
  }
  private static func flag(_ flag: Bool) -> YAMLNode? { flag ? text("true") : nil }
  private static func texts(_ texts: [String]) -> YAMLNode { list(texts.map { text($0) }) }

  private static func node(_ validity: Validity) -> YAMLNode {
    map([
      ("released", text(validity.released)), ("from", text(validity.from)),
      ("to", text(validity.to)), ("acceptedUntil", text(validity.acceptedUntil)),
    ])
  }

  private static func node(_ model: DeliveryModel) -> YAMLNode {
    map([
      ("id", text(model.id)), ("label", text(model.label)),
      ("description", text(model.description)),
      ("sharedInfrastructure", flag(model.sharedInfrastructure)),
      ("aliases", model.aliases.isEmpty ? nil : texts(model.aliases)),
    ])
  }

  private static func node(_ category: Category) -> YAMLNode {
    map([
      ("id", text(category.id)), ("label", text(category.label)),
      ("description", text(category.description)),
      ("aliases", category.aliases.isEmpty ? nil : texts(category.aliases)),
    ])
  }

  private static func node(_ rules: CaseStudyRules) -> YAMLNode {
    let reuse = map([
      ("max", number(rules.reuseMax)), ("competencies", texts(rules.reuseCompetencies)),
    ])
    return map([
      ("required", number(rules.required)), ("public", number(rules.publicRequired)),
      ("maxAgeMonths", number(rules.maxAgeMonths)),
      ("reuse", rules.reuseMax == 0 && rules.reuseCompetencies.isEmpty ? nil : reuse),
    ])
  }

  private static func node(_ submission: SubmissionInstructions) -> YAMLNode {
    map([
      ("address", text(submission.address)), ("subject", text(submission.subject)),
      ("mustInclude", texts(submission.mustInclude)), ("steps", texts(submission.steps)),
      ("reviewers", texts(submission.reviewers)),
      ("replyWorkingDays", number(submission.replyWorkingDays)),
    ])
  }

  private static func node(_ part: Part) -> YAMLNode {
    map([
      ("id", text(part.id.rawValue)), ("kind", text(part.kind.rawValue)),
      ("title", text(part.title)), ("intro", text(part.intro)),
      ("validatedBy", text(part.validatedBy)),
    ])
  }

  private static func node(_ section: Section) -> YAMLNode {
    map([
      ("part", text(section.part.rawValue)), ("ref", text(section.ref)),
      ("title", text(section.title)), ("intro", text(section.intro)),
    ])
  }

  private static func node(_ resource: Resource) -> YAMLNode {
    map([("title", text(resource.title)), ("description", text(resource.description))])
  }

  private static func node(_ control: Control, of template: Template) -> YAMLNode {
    let evidence = map([
      ("required", flag(control.evidence.required)), ("form", text(control.evidence.form)),
      ("whenNo", text(control.evidence.whenNo)),
    ])
    let printed = template.deliveryModels.compactMap { model in
      control.appliesAsPrinted[model.id].map { (model.id, text($0) as YAMLNode?) }
    }
    return map([
      ("id", text(control.id)), ("part", text(control.part.rawValue)),
      ("section", text(control.section)), ("ref", text(control.ref)),
      ("title", text(control.title)), ("text", text(control.text)),
      ("answer", control.answer == .met ? nil : text(control.answer.rawValue)),
      ("condition", text(control.condition)), ("recencyMonths", number(control.recencyMonths)),
      ("evidence", control.evidence == EvidenceDemand() ? nil : evidence),
      ("attestsCompletion", flag(control.attestsCompletion)),
      ("applies", applies(control, of: template)),
      ("appliesAsPrinted", printed.isEmpty ? nil : map(printed)),
    ])
  }

  private static func applies(_ control: Control, of template: Template) -> YAMLNode {
    guard case .byModel = control.applicability else {
      return map([("*", texts([ScopeKind.solution.rawValue]))])
    }
    return map(
      template.deliveryModels.map(\.id).map { model in
        let kinds = ScopeKind.allCases.filter(control.applicability.scopes(for: model).contains)
        return (model, texts(kinds.map(\.rawValue)))
      })
  }
}
