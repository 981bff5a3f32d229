internal import Basics
internal import Checklists

/// The words of the first sheet.
extension Wording {
  func edition(_ template: Template) -> String {
    language(
      fr:
        "Classeur d’auto-évaluation – version \(template.version), publiée en \(month(template.published))",
      en:
        "Self-assessment workbook – version \(template.version), published in \(month(template.published))"
    )
  }

  /// `décembre 2019` for `2019-12`.
  private func month(_ published: String) -> String {
    guard let first = CalendarDate(iso: published + "-01") else { return published }
    // The day, and the blank behind it, are left out.
    return String(language.day(first).drop { $0 != " " }.dropFirst())
  }

  // MARK: In which order

  func howToTitle(minutes: Int) -> String {
    let hours = max(1, (minutes + 30) / 60)
    return language(
      fr: "Remplir ce classeur, dans cet ordre (comptez environ \(hours) h en tout, à plusieurs)",
      en:
        "Filling in this workbook, in this order (allow about \(hours) h in all, shared among you)")
  }
  var sheetHeader: String { language(fr: "Feuille", en: "Sheet") }
  var whoHeader: String { language(fr: "Qui", en: "Who") }
  var whatHeader: String { language(fr: "Ce qu’il y a à faire", en: "What to do") }
  var howLongHeader: String { language(fr: "Durée indicative", en: "How long, about") }

  func who(_ sheet: SheetKind) -> String {
    switch sheet {
    case .application, .prerequisites:
      language(fr: "Responsable du partenariat", en: "Partnership manager")
    case .caseStudies: language(fr: "Chefs de projet des clients", en: "Customers’ project leads")
    case .technical: language(fr: "Architectes, ingénieurs", en: "Architects, engineers")
    default: language(fr: "Qui renvoie le classeur", en: "Whoever sends it back")
    }
  }

  func what(_ sheet: SheetKind, _ template: Template, models: [DeliveryModel], studies: Int)
    -> String
  {
    let names = language.list(models.map(\.label))
    return switch sheet {
    case .application:
      language(
        fr:
          "Présentez l’entreprise et la solution ; choisissez la catégorie et le modèle de livraison.",
        en: "Present the company and the solution; choose the category and the delivery model.")
    case .prerequisites:
      language(
        fr: "Répondez \(yes) ou \(no) à chaque prérequis et donnez les preuves demandées.",
        en: "Answer \(yes) or \(no) to each prerequisite and give the evidence asked for.")
    case .caseStudies:
      language(
        fr:
          "Décrivez chaque étude de cas dans sa colonne : \(template.caseStudies.required) demandées, dont \(template.caseStudies.publicRequired) publiques.",
        en:
          "Describe each case study in its column: \(template.caseStudies.required) required, \(template.caseStudies.publicRequired) of them public."
      )
    case .technical:
      language(
        fr:
          "Répondez à chaque contrôle pour chaque étude de cas, dans la colonne de son modèle (\(names)).",
        en:
          "Answer each control for each case study, in the column of its delivery model (\(names))."
      )
    default:
      language(
        fr: "Rien à saisir : voyez ce qui manque encore, puis renvoyez le classeur.",
        en: "Nothing to fill in: see what is still missing, then send the workbook back.")
    }
  }

  /// `45 min`, `1 h`, `2 h 30`.
  func duration(_ minutes: Int) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60)
    if hours == 0 { return "\(rest) min" }
    if rest == 0 { return "\(hours) h" }
    return language(fr: "\(hours) h \(rest)", en: "\(hours) h \(rest) min")
  }
  func each(_ time: String) -> String {
    language(fr: "\(time) par étude de cas", en: "\(time) a case study")
  }

  // MARK: Answers and evidence

  var answersTitle: String {
    language(fr: "Ce que veulent dire les réponses", en: "What the answers mean")
  }

  func answerRules(_ template: Template) -> [String] {
    var rules = [
      language(
        fr: "\(yes) : oui, l’exigence est respectée, et vous pouvez le montrer.",
        en: "\(yes): yes, the control is met, and you can show it."),
      language(
        fr: "\(no) : non, elle ne l’est pas (encore).", en: "\(no): no, it is not met (yet)."),
    ]
    if template.controls.contains(where: \.isConditional) {
      rules.append(
        language(
          fr:
            "\(notApplicable) : sans objet, seulement là où la liste le propose ; dites pourquoi sous « Preuves ».",
          en:
            "\(notApplicable): not applicable, only where the list offers it; say why under “Evidence”."
        ))
    }
    rules.append(
      language(
        fr: "La touche Tab mène d’une case à remplir à la suivante.",
        en: "The Tab key leads from one cell to fill in to the next."))
    return rules
  }

  var evidenceTitle: String {
    language(fr: "Ce qui compte comme preuve", en: "What counts as evidence")
  }

  var evidenceRules: [String] {
    [
      language(
        fr:
          "Le nom d’un fichier joint, un lien, ou une courte explication : ce qu’un auditeur pourra vérifier.",
        en:
          "The name of an attached file, a link, or a short explanation: what an auditor can check."
      ),
      language(
        fr:
          "« À savoir » dit, en face de chaque exigence, quelle preuve est demandée avec un \(yes).",
        en: "“Good to know” says, beside each control, which evidence a \(yes) asks for."),
      language(
        fr: "Écrivez les adresses en toutes lettres (https://…).",
        en: "Type addresses in full (https://…)."),
    ]
  }

  // MARK: Sending

  var sendingTitle: String { language(fr: "Renvoyer le classeur", en: "Sending it back") }
  var addressLabel: String { language(fr: "À : ", en: "To: ") }
  var subjectLabel: String { language(fr: "Objet : ", en: "Subject: ") }

  func sendingRules(_ submission: SubmissionInstructions) -> [String] {
    var rules = [
      language(
        fr: "Joignez ce classeur, enregistré en XLSX (ou ODS), toutes feuilles comprises.",
        en: "Attach this workbook, saved as XLSX (or ODS), with all its sheets.")
    ]
    func list(_ items: [String]) -> String {
      items.map { $0.trimmed() }.joined(separator: language.semicolon)
    }
    if !submission.mustInclude.isEmpty {
      rules.append(
        language(fr: "À indiquer ou joindre : ", en: "Also say or attach: ")
          + list(submission.mustInclude) + ".")
    }
    if !submission.reviewers.isEmpty {
      rules.append(
        language(fr: "À faire relire d’abord par : ", en: "Have it reviewed first by: ")
          + list(submission.reviewers) + ".")
    }
    if let days = submission.replyWorkingDays {
      rules.append(
        language(
          fr: "Réponse sous \(days) jours ouvrés.", en: "Answer within \(days) working days."))
    }
    return rules
  }

  /// A link that opens a message with its subject.
  func mail(_ address: String, subject: String?) -> String {
    let start = "mailto:" + address
    guard let subject else { return start }
    var query = ""
    for byte in subject.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80, scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) {
        query.unicodeScalars.append(scalar)
      } else {
        query += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return start + "?subject=" + query
  }

  var stepsTitle: String {
    language(fr: "Déposer la candidature", en: "Handing in the application")
  }
  var resourcesTitle: String { language(fr: "Pour en savoir plus", en: "Further reading") }

  // MARK: Legend

  var legendTitle: String { language(fr: "Couleurs et marques", en: "Colours and marks") }
  var legendOpen: String {
    language(fr: "une réponse est attendue", en: "an answer is expected")
  }
  var legendOptional: String { language(fr: "Case claire", en: "Pale cell") }
  var legendOptionalMeaning: String {
    language(fr: "à remplir si utile, ou déjà remplie", en: "to fill in if useful, or filled in")
  }
  var legendYes: String {
    language(fr: "respecté ; ✓ quand rien ne manque", en: "met; ✓ when nothing is missing")
  }
  var legendNo: String { language(fr: "non respecté ; marqué ✗ Non", en: "not met; marked ✗") }
  var legendDoubt: String {
    language(
      fr: "réponse à compléter : preuve, raison ou date",
      en: "answer to complete: evidence, reason or date")
  }
  var legendLocked: String {
    language(fr: "gris, verrouillé : ne s’applique pas", en: "grey, locked: does not apply")
  }
}
