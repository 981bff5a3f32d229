public import Basics
public import Checklists

/// An invented checklist, small enough to count by hand: bakers who sell from one shared oven, or bake at the customer's.
///
///     control              oven                 onSite        what is special
///     prereq.1.1           solution (whatever the models)
///     prereq.1.2           solution                           evidence demanded
///     prereq.2.1           solution                           declaration: O needs a link, N an explanation
///     prereq.2.2           solution                           declaration, nothing demanded
///     prereq.3.1           solution                           within 12 months
///     prereq.4.1           solution                           says that everything is filled in
///     doc.diagram          solution, case       case
///     doc.guide            –                    solution
///     doc.checklist        case                 case          says that everything is filled in
///     tech.1.1             case                 case
///     tech.1.2             case                 –             so it is about the shared oven
///     tech.1.3             case                 case          conditional
///     tech.2.1             case                 case          within 12 months
///     tech.2.2             case                 –             so it is about the shared oven
///
/// Four prerequisites are no declarations. Under `oven` a case study has 7 answers, under `onSite` 5. With four case
/// studies under `oven`: 6 prerequisites + 1 diagram of the solution + 4 × 7 = 35 answers, 33 of them scored.
public enum Bakery {
  public static func template(_ change: (inout Template) -> Void = { _ in }) -> Template {
    let both: Applicability = .byModel(["oven": [.caseStudy], "onSite": [.caseStudy]])
    let ovenOnly: Applicability = .byModel(["oven": [.caseStudy]])
    func prereq(
      _ ref: String, _ answer: AnswerKind = .met, recency: Int? = nil,
      evidence: EvidenceDemand = EvidenceDemand(), attests: Bool = false
    ) -> Control {
      Control(
        id: "prereq." + ref, part: "prereq", kind: .prerequisite, section: "1.0", ref: ref,
        title: "Prérequis " + ref,
        text: "…", answer: answer, recencyMonths: recency, evidence: evidence,
        attestsCompletion: attests, applicability: .always)
    }
    func tech(
      _ ref: String, _ applicability: Applicability, condition: String? = nil, recency: Int? = nil
    ) -> Control {
      Control(
        id: "tech." + ref, part: "tech", kind: .control, section: ref.prefix(1) + ".0", ref: ref,
        title: "Contrôle " + ref, text: "…", condition: condition, recencyMonths: recency,
        applicability: applicability)
    }
    func document(
      _ id: String, _ title: String, _ applicability: Applicability, attests: Bool = false
    ) -> Control {
      Control(
        id: "doc." + id, part: "doc", kind: .document, title: title, text: "…",
        attestsCompletion: attests,
        applicability: applicability)
    }
    var template = Template(
      id: "bakery-2020-01", version: "1.0", language: .french,
      title: "Compétence Fournil « pain » : liste de contrôle", published: "2020-01",
      deliveryModels: [
        DeliveryModel(id: "oven", label: "Four partagé", sharedInfrastructure: true),
        DeliveryModel(id: "onSite", label: "Chez le client"),
      ],
      categories: [Category(id: "bread", label: "Pains"), Category(id: "cakes", label: "Gâteaux")],
      caseStudies: CaseStudyRules(
        required: 4, publicRequired: 2, maxAgeMonths: 18, reuseMax: 2,
        reuseCompetencies: ["Pâtisserie fine (PFX)", "Meunerie", "Données et recettes"]),
      parts: [
        Part(id: "prereq", kind: .prerequisite, title: "Prérequis"),
        Part(id: "doc", kind: .document, title: "Documents"),
        Part(id: "tech", kind: .control, title: "Validation technique"),
      ],
      sections: [
        Section(part: "prereq", ref: "1.0", title: "Programme"),
        Section(part: "tech", ref: "1.0", title: "Farine"),
        Section(part: "tech", ref: "2.0", title: "Cuisson"),
      ],
      controls: [
        prereq("1.1"), prereq("1.2", evidence: EvidenceDemand(required: true, form: "Lien")),
        prereq(
          "2.1", .declaration,
          evidence: EvidenceDemand(required: true, form: "Lien", whenNo: "Explication")),
        prereq("2.2", .declaration), prereq("3.1", recency: 12), prereq("4.1", attests: true),
        document(
          "diagram", "Plan du fournil",
          .byModel(["oven": [.solution, .caseStudy], "onSite": [.caseStudy]])),
        document("guide", "Guide de cuisson", .byModel(["onSite": [.solution]])),
        document("checklist", "Liste remplie", both, attests: true),
        tech("1.1", both), tech("1.2", ovenOnly),
        tech("1.3", both, condition: "Pains aux noix seulement"), tech("2.1", both, recency: 12),
        tech("2.2", ovenOnly),
      ])
    change(&template)
    return template
  }

  /// The assessment date of the sound submission.
  public static let assessmentDate = date("2019-12-10")
  /// A day long after it, so that a test sees which one is used.
  public static let today = date("2024-02-29")

  public static func date(_ iso: String) -> CalendarDate {
    guard let date = CalendarDate(iso: iso) else { preconditionFailure(iso) }
    return date
  }

  /// A submission that is eligible and has no discrepancy: model `oven`, four case studies put into production on
  /// 2019-03-01, the first two public, every answer O with evidence of its own.
  ///
  /// - Parameters:
  ///   - fields: changes fields; which answers are expected follows from them.
  ///   - answers: changes each answer in turn.
  public static func submission(
    of template: Template = template(), fields: (inout Submission) -> Void = { _ in },
    answers: (inout Answer) -> Void = { _ in }
  ) -> Submission {
    var submission = Submission(
      source: Source(file: "fournil.xlsx", sha256: "ab12", bytes: 4096, format: "xlsx"))
    submission.template = TemplateReference(
      id: template.id, version: template.version, language: template.language,
      recognisedBy: .property)
    let application: [(ApplicationField, FieldValue)] = [
      (.partner, .text("Fournil & Fils")), (.solution, .text("Levain")),
      (.category, .category("bread")), (.deliveryModel, .deliveryModels(["oven"])),
      (.customers, .number(120)), (.assessmentDate, .date(assessmentDate)),
    ]
    for (row, (name, value)) in application.enumerated() {
      submission.application.fields[name] = Field(
        raw: "saisi", value: value, sheet: "Candidature", cell: "C\(5 + row)")
    }
    submission.caseStudies = (1...4).map { study($0) }
    fields(&submission)
    submission.answers = submission.expectedKeys(of: template).enumerated().map { index, key in
      let sheet = key.control.hasPrefix("prereq") ? "Prérequis" : "Validation technique"
      var answer = Answer(
        key: key, status: .answered, value: .yes,
        evidence: "Dossier \(key.control), \(key.scope)", raw: "O", sheet: sheet,
        cell: "H\(index + 12)", foundBy: .name)
      if template.control(key.control)?.recencyMonths != nil { answer.date = date("2019-09-01") }
      answers(&answer)
      return answer
    }
    return submission
  }

  /// A sound case study; the first two are public.
  public static func study(_ number: Int) -> CaseStudy {
    let values: [(CaseStudyField, FieldValue)] = [
      (.customer, .text("Client \(number)")), (.website, .text("https://client.example")),
      (.category, .category("bread")), (.challenge, .text("Du pain chaud")),
      (.deployment, .text("Four installé")), (.thirdParty, .text("aucune")),
      (.productionDate, .date(date("2019-03-01"))), (.inProduction, .yesNo(true)),
      (.results, .text("Moins d’attente")), (.diagram, .text("plan.pdf")),
      (.isPublic, .yesNo(number <= 2)),
    ]
    var study = CaseStudy(number: number, used: true)
    let column = ["C", "D", "E", "F", "G", "I"][min(number, 6) - 1]
    for (row, (name, value)) in values.enumerated() {
      study.fields[name] = Field(
        raw: "saisi", value: value, sheet: "Études de cas", cell: "\(column)\(6 + row)")
    }
    if number <= 2 {
      study.fields[.publicUrl] = Field(
        raw: "saisi", value: .text("https://client\(number).example/pain"), sheet: "Études de cas",
        cell: "\(column)20")
    }
    return study
  }
}

extension Submission {
  /// Changes a field of a case study, by its number.
  public mutating func set(_ field: CaseStudyField, _ value: FieldValue?, of number: Int) {
    let index = number - 1
    guard caseStudies.indices.contains(index) else { return }
    caseStudies[index].fields[field] = Field(
      raw: value == nil ? nil : "saisi", value: value, sheet: "Études de cas", cell: "C30")
  }

  public mutating func set(_ field: ApplicationField, _ value: FieldValue?) {
    application.fields[field] = Field(
      raw: value == nil ? nil : "saisi", value: value, sheet: "Candidature", cell: "C20")
  }
}

extension Answer {
  /// Whether this is the answer to a control, in a case study by its number (0 for the solution).
  public func isTo(_ control: String, case number: Int = 0) -> Bool {
    key.control == control && key.scope == (number == 0 ? .solution : .caseStudy(number))
  }

  /// Takes the answer away.
  public mutating func clear(_ status: AnswerStatus = .blank) {
    self.status = status
    value = nil
  }
}
