internal import Checklists

/// The words of the summary sheet.
extension Wording {
  // MARK: What is missing

  var missingTitle: String { language(fr: "Ce qui reste à faire", en: "What is left to do") }
  var leftHeader: String { language(fr: "Reste", en: "Left") }
  var ofHeader: String { language(fr: "Sur", en: "Of") }
  var whereHeader: String { language(fr: "Où", en: "Where") }
  var openAnswers: String { language(fr: "Réponses ouvertes", en: "Open answers") }
  var openDeclarations: String {
    language(fr: "Déclarations sans réponse", en: "Declarations without an answer")
  }
  var missingFields: String {
    language(fr: "Champs obligatoires vides", en: "Required fields left empty")
  }
  var missingEvidence: String {
    language(fr: "Preuves demandées qui manquent", en: "Evidence asked for and missing")
  }

  // MARK: Conditions

  var conditionsTitle: String {
    language(fr: "Ce qui décide de l’éligibilité", en: "What decides eligibility")
  }
  var reachedHeader: String { language(fr: "Atteint", en: "Reached") }
  var requiredHeader: String { language(fr: "Demandé", en: "Required") }
  var blockingHeader: String { language(fr: "Ce qui bloque", en: "What blocks") }
  var prerequisitesMet: String { language(fr: "Prérequis respectés", en: "Prerequisites met") }
  var documentsMet: String {
    language(fr: "Documents de la solution", en: "Documents of the solution")
  }
  var studiesRetained: String {
    language(fr: "Études de cas retenues", en: "Case studies retained")
  }
  var studiesPublic: String {
    language(
      fr: "Études retenues publiques, avec lien",
      en: "Retained case studies that are public, with a link")
  }
  var reached: String { language(fr: "✓ atteint", en: "✓ reached") }
  var notReached: String { language(fr: "✗ bloque", en: "✗ blocks") }
  var nothingLeft: String { language(fr: "✓ fait", en: "✓ done") }
  var somethingLeft: String { language(fr: "● à faire", en: "● to do") }
  /// Before the references of controls that are answered N, or that lack something.
  var answeredNo: String { language(fr: "Réponse \(no) :", en: "Answered \(no):") }
  var dateTooOld: String { language(fr: "Date trop ancienne :", en: "Date too old:") }
  var notReusable: String {
    language(fr: "Reprise non admise.", en: "Reuse not allowed.")
  }
  var agesNotJudged: String {
    language(
      fr: "Sans date, délais non vérifiés. ",
      en: "No date: periods not checked. ")
  }
  var notRetained: String { language(fr: "Pas (encore) retenues :", en: "Not retained (yet):") }
  var retainedNotPublic: String {
    language(
      fr: "Retenues, mais sans publication et lien :", en: "Retained, but not public with a link:")
  }

  // MARK: Case studies

  var caseStudyHeaders: [String] {
    language == .french
      ? [
        "Client", "Utilisée", "Champs vides", "Réponses ouvertes", "Réponses N", "En production",
        "Date valable", "Retenue", "Publique, avec lien", "Ce qui manque",
      ]
      : [
        "Customer", "Used", "Empty fields", "Open answers", "Answers N", "In production",
        "Date valid", "Retained", "Public, with link", "What is missing",
      ]
  }
  /// Shows 1 and 0 as words.
  var yesNoFormat: String {
    language(fr: "\"oui\";\"oui\";\"non\"", en: "\"yes\";\"yes\";\"no\"")
  }
  var retainedMark: String { language(fr: "✓ retenue", en: "✓ retained") }
  var emptyFields: Counted {
    Counted(
      one: language(fr: " champ vide", en: " empty field"),
      many: language(fr: " champs vides", en: " empty fields"))
  }
  var answersOpen: Counted {
    Counted(
      one: language(fr: " réponse ouverte", en: " open answer"),
      many: language(fr: " réponses ouvertes", en: " open answers"))
  }
  var notInProduction: String { language(fr: "Pas en production.", en: "Not in production.") }
  var notDated: String {
    language(fr: "Date absente ou hors délai.", en: "Date missing or out of range.")
  }
  var separator: String { " · " }
  var documents: String { language(fr: "Documents", en: "Documents") }

  // MARK: Progress

  var overviewTitle: String { language(fr: "Avancement", en: "Progress") }
  var progressTitle: String { language(fr: "Avancement par section", en: "Progress by section") }
  var progressHeaders: [String] {
    language == .french
      ? [
        "Réponses attendues", "Réponses données", "Respectées (O)", "Non respectées (N)",
        "Sans objet (S.O.)", "Ouvertes", "Applicables", "% respecté", "% répondu",
      ]
      : [
        "Answers expected", "Answers given", "Met (Y)", "Not met (N)", "Not applicable (N/A)",
        "Open", "Applicable", "% met", "% answered",
      ]
  }
  var total: String { language(fr: "Ensemble", en: "Total") }
  var chartTitle: String {
    language(
      fr: "Réponses attendues : où en est chaque partie",
      en: "Answers expected: how far each part is")
  }
  var chartSeries: [String] {
    language == .french
      ? ["Respectées", "Non respectées", "Sans objet", "Ouvertes"]
      : ["Met", "Not met", "Not applicable", "Open"]
  }
  var chartAlternative: String {
    language(
      fr:
        "Barres empilées : réponses respectées, non respectées, sans objet et ouvertes, par partie. Mêmes chiffres dans le tableau ci-dessus.",
      en:
        "Stacked bars: answers met, not met, not applicable and open, by part. The same figures stand in the table above."
    )
  }

  // MARK: The sentence at the top

  /// One thing of several, or one.
  struct Counted {
    var one: String
    var many: String
  }
  var stillMissing: String { language(fr: "Il manque encore ", en: "Still missing: ") }
  var answers: Counted {
    Counted(
      one: language(fr: " réponse", en: " answer"), many: language(fr: " réponses", en: " answers"))
  }
  var requiredFields: Counted {
    Counted(
      one: language(fr: " champ obligatoire", en: " required field"),
      many: language(fr: " champs obligatoires", en: " required fields"))
  }
  var piecesOfEvidence: Counted {
    Counted(
      one: language(fr: " preuve demandée", en: " piece of evidence"),
      many: language(fr: " preuves demandées", en: " pieces of evidence"))
  }
  var and: String { language(fr: " et ", en: " and ") }
  var ready: String {
    language(
      fr: "Tout est rempli et les conditions sont réunies : le classeur est prêt à être envoyé.",
      en: "Everything is filled in and the conditions are met: the workbook is ready to be sent.")
  }
  var notReady: String {
    language(
      fr: "Tout est rempli, mais l’éligibilité n’est pas atteinte",
      en: "Everything is filled in, but eligibility is not reached")
  }
  /// What follows, after the numbers reached and required.
  var outOf: String { language(fr: " sur ", en: " of ") }
  func short(_ condition: Int) -> String {
    [
      language(fr: "prérequis respectés : ", en: "prerequisites met: "),
      language(fr: "documents de la solution : ", en: "documents of the solution: "),
      language(fr: "études de cas retenues : ", en: "case studies retained: "),
      language(fr: "études publiques : ", en: "public case studies: "),
    ][condition]
  }
}
