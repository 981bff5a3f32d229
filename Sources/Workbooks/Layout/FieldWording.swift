internal import Basics
internal import Checklists
internal import Spreadsheet

/// The words of the form fields.
extension Wording {
  func label(_ field: ApplicationField, isRequired: Bool) -> String {
    marked(field.label(in: language), isRequired)
  }

  func label(_ field: CaseStudyField, isRequired: Bool) -> String {
    marked(field.label(in: language), isRequired)
  }

  /// Required fields carry a word, not a colour alone.
  private func marked(_ name: String, _ isRequired: Bool) -> String {
    isRequired ? name + " (" + requiredMark + ")" : name
  }

  func help(_ field: ApplicationField, _ template: Template) -> String {
    switch field {
    case .partner:
      language(fr: "Le nom de votre entreprise.", en: "The name of your company.")
    case .solution:
      language(
        fr: "Le nom de la solution présentée ; une seule par classeur.",
        en: "The name of the solution presented; one a workbook.")
    case .contact:
      language(
        fr: "Qui répond aux questions sur ce classeur.",
        en: "Who answers questions about this workbook.")
    case .email: language(fr: "Son adresse.", en: "That person’s address.")
    case .category:
      language(
        fr: "Choisissez dans la liste la catégorie qui correspond le mieux : une seule.",
        en: "Choose from the list the one category that fits best.")
    case .deliveryModel:
      language(
        fr: "Comment vos clients reçoivent la solution. Ce choix détermine les colonnes à remplir.",
        en: "How your customers get the solution. It decides which columns are to be filled.")
    case .customers:
      language(
        fr: "Combien de clients utilisent la solution aujourd’hui : un nombre.",
        en: "How many customers use the solution today: a number.")
    case .heldCompetencies:
      template.caseStudies.reuseCompetencies.isEmpty
        ? language(
          fr: "Les autres compétences que vous détenez.",
          en: "The other competencies that you hold.")
        : language(
          fr:
            "Utile si vous reprenez des études de cas : \(list(template.caseStudies.reuseCompetencies)).",
          en: "Needed if you reuse case studies: \(list(template.caseStudies.reuseCompetencies)).")
    case .assessmentDate:
      language(
        fr:
          "Le jour où vous avez terminé ce classeur ; les âges sont comptés à partir de cette date.",
        en: "The day on which you finished this workbook; ages are counted from this date.")
    }
  }

  func help(_ field: CaseStudyField, _ template: Template) -> String {
    switch field {
    case .customer:
      language(
        fr: "Ces informations peuvent rester privées.", en: "This information may stay private.")
    case .website:
      language(
        fr: "Par exemple https://www.exemple.fr.", en: "For example https://www.example.com.")
    case .category: language(fr: "Choisissez dans la liste.", en: "Choose from the list.")
    case .challenge: language(fr: "Le problème à résoudre.", en: "The problem to be solved.")
    case .deployment:
      language(
        fr: "Comment la solution a été déployée pour y répondre.",
        en: "How the solution was deployed to solve it.")
    case .thirdParty:
      language(
        fr: "Lesquelles ont été utilisées ; « aucune » est une réponse.",
        en: "Which ones were used; “none” is an answer.")
    case .productionDate:
      template.caseStudies.maxAgeMonths.map { months in
        language(
          fr: "Au plus \(months) mois avant la date de l’auto-évaluation.",
          en: "At most \(months) months before the date of the self-assessment.")
      } ?? language(fr: "Une date.", en: "A date.")
    case .inProduction:
      language(
        fr:
          "\(yes) si des clients s’en servent réellement ; un pilote ou une démonstration ne compte pas.",
        en: "\(yes) if customers really use it; a pilot or a demonstration does not count.")
    case .results: language(fr: "Si possible en chiffres.", en: "In figures if possible.")
    case .deliveryModel:
      language(
        fr:
          "Seulement s’il diffère de celui de la candidature ; grise les colonnes techniques qui ne s’appliquent alors pas.",
        en:
          "Only if it differs from the application’s; greys the technical columns that do not apply then."
      )
    case .diagram:
      language(
        fr: "Le nom du fichier joint ou un lien.", en: "The name of the attached file, or a link.")
    case .isPublic:
      language(
        fr:
          "\(yes) si l’étude est publiée ; il en faut au moins \(template.caseStudies.publicRequired).",
        en: "\(yes) if it is published; at least \(template.caseStudies.publicRequired) are needed."
      )
    case .publicUrl:
      language(
        fr: "Obligatoire si l’étude est publique.", en: "Required if the case study is public.")
    case .reusedFrom:
      template.caseStudies.reuseCompetencies.isEmpty
        ? language(fr: "Laissez vide.", en: "Leave empty.")
        : language(
          fr: "Laquelle, si l’étude en provient ; \(template.caseStudies.reuseMax) au plus.",
          en: "Which one, if it was taken from there; \(template.caseStudies.reuseMax) at most.")
    }
  }

  private func list(_ items: [String]) -> String { items.joined(separator: language.semicolon) }

  // MARK: Sentences of the sheets

  var applicationLead: String {
    language(
      fr: "Remplissez les cases jaunes. Les champs marqués « obligatoire » sont nécessaires.",
      en: "Fill in the yellow cells. The fields marked “required” are needed.")
  }
  func caseStudiesLead(_ rules: CaseStudyRules) -> String {
    language(
      fr:
        "Une colonne par étude de cas ; il en faut \(rules.required), dont \(rules.publicRequired) publiques.",
      en:
        "One column for each case study; \(rules.required) are needed, \(rules.publicRequired) of them public."
    )
  }
  func validated(by: String) -> String {
    language(fr: "Validation : \(by).", en: "Validated by: \(by).")
  }
}
