internal import Checklists

/// A template as a person reads it on a terminal.
struct TemplateText {
  let template: Template
  let language: Language

  private static let width = 80

  var text: String {
    var blocks = [head, models, studies]
    if !template.categories.isEmpty {
      blocks.append(
        list(language(fr: "Catégories", en: "Categories"), template.categories.map(\.label)))
    }
    blocks += [submission].compactMap { $0 }
    for part in template.parts(of: .prerequisite, .document, .control) {
      let controls = template.controls(of: part.id)
      if !controls.isEmpty { blocks += self.part(part, controls) }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private var head: String {
    let count = template.controls.count
    let facts = [
      template.name, language(fr: "version \(template.version)", en: "version \(template.version)"),
      template.published, language(fr: "\(count) exigences", en: "\(count) controls"),
    ]
    return template.title + "\n" + facts.joined(separator: " · ")
  }

  private var models: String {
    list(
      language(fr: "Modèles de livraison", en: "Delivery models"),
      template.deliveryModels.map { model in
        let count = template.controls.count { control in
          !control.applicability.scopes(for: model.id).isEmpty
        }
        return model.id + " — " + model.label
          + language(
            fr: " : \(count) exigences par modèle de livraison",
            en: ": \(count) controls")
      })
  }

  private var studies: String {
    let rules = template.caseStudies
    var lines = [
      language(
        fr: "\(rules.required) à retenir, dont \(rules.publicRequired) publiques avec un lien",
        en: "\(rules.required) to be retained, \(rules.publicRequired) of them public with a link")
    ]
    if let months = rules.maxAgeMonths {
      lines.append(
        language(
          fr: "en production depuis \(months) mois au plus à la date de l’évaluation",
          en: "in production for at most \(months) months at the assessment date"))
    }
    if rules.reuseMax > 0 {
      lines.append(
        language(
          fr: "jusqu’à \(rules.reuseMax) reprises d’autres compétences : ",
          en: "up to \(rules.reuseMax) reused from other competencies: ")
          + rules.reuseCompetencies.joined(separator: ", "))
    }
    return list(language(fr: "Études de cas", en: "Case studies"), lines)
  }

  private var submission: String? {
    guard let instructions = template.submission else { return nil }
    let lines = [
      instructions.address.map { language(fr: "à : \($0)", en: "to: \($0)") },
      instructions.subject.map { language(fr: "objet : \($0)", en: "subject: \($0)") },
      instructions.replyWorkingDays.map {
        language(fr: "réponse sous \($0) jours ouvrés", en: "reply within \($0) working days")
      },
    ]
    return list(language(fr: "Envoi", en: "Submission"), lines.compactMap { $0 })
  }

  private func part(_ part: Part, _ controls: [Control]) -> [String] {
    let rule = String(repeating: "─", count: min(part.title.count, 60))
    let head = "\(part.title) (\(part.id.rawValue))\n" + rule
    let sections = template.sections(of: part.id)
    let loose = controls.filter { control in !sections.contains { $0.ref == control.section } }
    var blocks = [head]
    if !loose.isEmpty { blocks.append(loose.map(line).joined(separator: "\n")) }
    for section in sections {
      let lines = controls.filter { $0.section == section.ref }.map(line)
      blocks.append(([section.ref + "  " + section.title] + lines).joined(separator: "\n"))
    }
    return blocks
  }

  /// `  1.12  Title [saas]`, with what is special about the control.
  private func line(_ control: Control) -> String {
    let models = template.deliveryModels.filter {
      !control.applicability.scopes(for: $0.id).isEmpty
    }
    var marks: [String] = []
    if control.applicability != .always, models.count < template.deliveryModels.count {
      marks.append(models.map(\.id).joined(separator: ", "))
    }
    if control.answer == .declaration {
      marks.append(language(fr: "déclaration", en: "declaration"))
    }
    if control.isConditional {
      let word = AnswerValue.notApplicable.issued(in: language)
      marks.append(language(fr: "\(word) possible", en: "\(word) possible"))
    }
    if control.evidence.required {
      marks.append(language(fr: "preuve exigée", en: "evidence demanded"))
    }
    if let months = control.recencyMonths {
      marks.append(
        language(fr: "depuis \(months) mois au plus", en: "within \(months) months"))
    }
    let words = control.title.split(separator: " ").map(String.init)
    let tail = marks.isEmpty ? [] : ["[" + marks.joined(separator: language.semicolon) + "]"]
    let reference = control.ref ?? "–"
    let start = "  " + reference + String(repeating: " ", count: max(1, 6 - reference.count))
    return TextLayout.fill(words + tail, width: Self.width, start: start, indent: start.count + 1)
  }

  private func list(_ title: String, _ items: [String]) -> String {
    ([title] + items.map { TextLayout.paragraph("- " + $0, width: Self.width, indent: 2) })
      .joined(separator: "\n")
  }
}
