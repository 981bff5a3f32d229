internal import Basics
internal import Checklists
internal import Spreadsheet

/// The first sheet: who fills in what, in which order, and how it is sent back.
extension WorkbookBuilder {
  mutating func addInstructionSheet() {
    var sheet = SheetDocument(name: layout.name(of: .instructions))
    let width = 108.0
    sheet.columns = [ColumnDocument(0...0, width: 3), ColumnDocument(1...1, width: width)]
    sheet.put(.text(template.title), at: 0, 1, style: Look.title.with { $0.wraps = true })
    sheet.rows[0] = RowDocument(
      height: TextMeasure.height([(template.title, width, true)], size: 16, atLeast: 28))
    sheet.put(
      .text(wording.edition(template)), at: 1, 1, style: Look.lead)
    var row = 3
    func heading(_ text: String) {
      sheet.put(.text(text), at: row, 1, style: Look.section)
      sheet.rows[row] = RowDocument(height: 22)
      row += 1
    }
    func line(_ text: String) {
      sheet.put(.text(text), at: row, 1, style: Look.base)
      sheet.rows[row] = RowDocument(height: TextMeasure.height([(text, width, false)], atLeast: 16))
      row += 1
    }
    heading(wording.howToTitle)
    for (sheetKind, text) in wording.steps(template, models: layout.models) {
      let name = layout.name(of: sheetKind)
      let shown = name + wording.language.colon + text
      sheet.put(
        .link(to: "internal:" + Formula.quoted(name) + "!A1", text: shown, tip: nil), at: row, 1,
        style: Look.link)
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height([(shown, width, false)], atLeast: 16))
      row += 1
    }
    row += 1
    heading(wording.answersTitle)
    wording.answerRules(template).forEach(line)
    row += 1
    if let submission = template.submission {
      heading(wording.sendingTitle)
      for (index, step) in submission.steps.enumerated() { line("\(index + 1). " + step) }
      wording.sendingRules(submission).forEach(line)
      row += 1
    }
    if !template.resources.isEmpty {
      heading(wording.resourcesTitle)
      for resource in template.resources {
        line(
          resource.title
            + (resource.description.isEmpty ? "" : wording.language.colon + resource.description))
      }
    }
    finish(&sheet, repeating: nil)
  }
}

extension Wording {
  func edition(_ template: Template) -> String {
    language(
      fr: "Version \(template.version), publiée en \(template.published)",
      en: "Version \(template.version), published \(template.published)")
  }

  var howToTitle: String { language(fr: "Remplir ce classeur", en: "Filling in this workbook") }

  func steps(_ template: Template, models: [DeliveryModel]) -> [(SheetKind, String)] {
    let names = models.map(\.label).joined(separator: ", ")
    return [
      (
        .application,
        language(
          fr:
            "présentez votre entreprise et la solution, choisissez la catégorie et le modèle de livraison.",
          en: "present your company and the solution, choose the category and the delivery model.")
      ),
      (
        .prerequisites,
        language(
          fr: "répondez à chaque prérequis et joignez les preuves demandées.",
          en: "answer each prerequisite and give the evidence asked for.")
      ),
      (
        .caseStudies,
        language(
          fr:
            "décrivez chaque étude de cas dans sa colonne (\(template.caseStudies.required) demandées, dont \(template.caseStudies.publicRequired) publiques).",
          en:
            "describe each case study in its column (\(template.caseStudies.required) required, \(template.caseStudies.publicRequired) of them public)."
        )
      ),
      (
        .technical,
        language(
          fr:
            "répondez à chaque contrôle pour chaque étude de cas, dans la colonne de son modèle de livraison (\(names)).",
          en:
            "answer each control for each case study, in the column of its delivery model (\(names))."
        )
      ),
      (
        .summary,
        language(
          fr: "vérifiez ce qui manque encore ; les chiffres se mettent à jour à chaque saisie.",
          en: "see what is still missing; the figures change as you type.")
      ),
    ]
  }

  var answersTitle: String {
    language(fr: "Ce que veulent dire les réponses", en: "What the answers mean")
  }

  func answerRules(_ template: Template) -> [String] {
    var rules = [
      language(fr: "O : oui, l’exigence est respectée.", en: "Y: yes, the control is met."),
      language(fr: "N : non, elle ne l’est pas.", en: "N: no, it is not met."),
    ]
    if template.controls.contains(where: \.isConditional) {
      rules.append(
        language(
          fr:
            "S.O. : sans objet, seulement là où la liste le propose ; dites pourquoi sous « Preuves ».",
          en: "N/A: not applicable, only where the list offers it; say why under “Evidence”."))
    }
    rules.append(
      language(
        fr:
          "Preuves : un nom de fichier, un lien ou une courte explication, que l’auditeur pourra vérifier.",
        en: "Evidence: a file’s name, a link or a short explanation that the auditor can check."))
    rules.append(
      language(
        fr:
          "Jaune : à remplir. Gris, S.O. : ne s’applique pas. Vous pouvez élargir les colonnes et filtrer les lignes.",
        en:
          "Yellow: to be filled in. Grey, N/A: does not apply. You may widen columns and filter rows."
      ))
    return rules
  }

  var sendingTitle: String { language(fr: "Envoyer", en: "Sending") }

  func sendingRules(_ submission: SubmissionInstructions) -> [String] {
    var rules: [String] = []
    func list(_ items: [String]) -> String {
      items.map { $0.trimmed() }.joined(separator: " ; ")
    }
    if let address = submission.address {
      rules.append(language(fr: "Adresse : \(address)", en: "Address: \(address)"))
    }
    if let subject = submission.subject {
      rules.append(language(fr: "Objet : \(subject)", en: "Subject: \(subject)"))
    }
    if !submission.mustInclude.isEmpty {
      rules.append(
        language(
          fr: "À joindre : \(list(submission.mustInclude))",
          en: "To be included: \(list(submission.mustInclude))"))
    }
    if !submission.reviewers.isEmpty {
      rules.append(
        language(
          fr: "À faire relire par : \(list(submission.reviewers))",
          en: "To be reviewed by: \(list(submission.reviewers))"))
    }
    if let days = submission.replyWorkingDays {
      rules.append(
        language(
          fr: "Réponse sous \(days) jours ouvrés.", en: "Answer within \(days) working days."))
    }
    return rules
  }

  var resourcesTitle: String { language(fr: "Pour en savoir plus", en: "Further reading") }
}
