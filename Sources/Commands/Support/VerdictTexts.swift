internal import Assessments
internal import Checklists

extension Verdict {
  /// What `explain` says of a verdict.
  var texts: CodeTexts {
    switch self {
    case .eligible:
      CodeTexts(
        meaning: ("Le classeur peut être envoyé.", "The workbook may be sent."),
        raised: (
          "Tout est rempli, les prérequis et les documents sont là, et assez d’études de cas sont retenues, dont assez de publiques.",
          "Everything is filled in, prerequisites and documents are there, and enough case studies are retained, enough of them public."
        ),
        matters: (
          "Les conditions de la liste sont remplies ; la validation par un auditeur suit.",
          "The conditions of the checklist are met; an auditor’s validation follows."
        ),
        remedy: (
          "Envoyez le classeur comme la liste le demande.",
          "Send the workbook as the checklist asks."
        ),
        place: ("score --json, « verdict »", "score --json, “verdict”"))
    case .notEligible:
      CodeTexts(
        meaning: (
          "Tout est rempli, mais une condition n’est pas remplie.",
          "Everything is filled in, but a condition is not met."
        ),
        raised: (
          "Un prérequis ou un document est N, ou trop peu d’études de cas sont retenues ou publiques.",
          "A prerequisite or a document is N, or too few case studies are retained or public."
        ),
        matters: ("La candidature serait refusée.", "The application would be refused."),
        remedy: (
          "Réglez chacune des raisons (« reasons ») ; chacune nomme son exigence ou son étude de cas.",
          "Settle each of the reasons; each names its control or case study."
        ), place: ("score --json, « verdict »", "score --json, “verdict”"))
    case .incomplete:
      CodeTexts(
        meaning: (
          "Il manque quelque chose que la liste demande.",
          "Something that the checklist asks for is missing."
        ),
        raised: (
          "Une réponse attendue est ouverte, un champ obligatoire est vide ou non valable, ou une preuve demandée manque.",
          "An expected answer is open, a required field is empty or not valid, or evidence that is demanded is missing."
        ),
        matters: (
          "Le classeur ne peut pas encore être jugé.", "The workbook cannot be judged yet."
        ),
        remedy: ("Complétez ce que « check » énumère.", "Complete what “check” lists."),
        place: ("score --json, « verdict »", "score --json, “verdict”"))
    case .unreadable:
      CodeTexts(
        meaning: (
          "Le fichier n’a pas pu être lu, ou sa liste n’est pas connue.",
          "The file could not be read, or its checklist is not known."
        ),
        raised: (
          "Le fichier est refusé (file.…), ou aucun modèle connu ne lui correspond.",
          "The file is refused (file.…), or no known template fits it."
        ),
        matters: ("Rien n’en est compté.", "Nothing of it is counted."),
        remedy: (
          "Voyez le code du refus, ou donnez le modèle avec --template.",
          "See the code of the refusal, or give the template with --template."
        ), place: ("score --json, « verdict »", "score --json, “verdict”"))
    }
  }
}

extension AnswerStatus {
  /// What `explain` says of a status.
  var texts: CodeTexts {
    switch self {
    case .answered:
      CodeTexts(
        meaning: ("La réponse a été comprise.", "The answer was understood."),
        raised: (
          "La case contient O, N ou S.O., ou ce qui se lit sans doute possible comme l’un d’eux.",
          "The cell holds Y, N or N/A, or what is read as one of them beyond doubt."
        ), matters: ("Elle est comptée.", "It is counted."),
        remedy: ("Il n’y a rien à faire.", "There is nothing to do."), place: Self.place)
    case .blank: explained(by: .answerBlank)
    case .unreadable: explained(by: .answerUnreadable)
    case .missing: explained(by: .answerMissing)
    case .duplicate: explained(by: .answerDuplicate)
    }
  }

  private static let place = ("import, « status »", "import, “status”")

  /// Each of these has a discrepancy of its own.
  private func explained(by code: DiscrepancyCode) -> CodeTexts {
    let texts = code.texts
    return CodeTexts(
      meaning: texts.meaning, raised: texts.raised, matters: texts.matters, remedy: texts.remedy,
      place: Self.place)
  }
}
