public import Checklists

extension Reason.Code {
  /// What a reason means that is no discrepancy; nil for the others, whose texts are those of the discrepancy code.
  public var ownTexts: CodeTexts? {
    switch self {
    case .prerequisiteNotMet:
      CodeTexts(
        meaning: ("Un prérequis n’est pas respecté.", "A prerequisite is not met."),
        raised: (
          "La réponse à un prérequis qui n’est pas une simple déclaration est N, que le reste soit rempli ou non.",
          "A prerequisite that is no mere declaration is answered N, whether the rest is filled in or not."
        ),
        matters: (
          "Tous les prérequis sont à respecter : la candidature n’est pas éligible.",
          "Every prerequisite has to be met: the application is not eligible."
        ),
        remedy: (
          "Remplissez la condition, répondez O et indiquez la preuve.",
          "Fulfil the condition, answer Y and give the evidence."
        ),
        place: ("Prérequis, G14 (prérequis 3.1)", "Prerequisites, G14 (prerequisite 3.1)"))
    case .documentNotMet:
      CodeTexts(
        meaning: (
          "Un document demandé une fois pour la solution n’est pas fourni.",
          "A document that is asked for once for the solution is not supplied."
        ),
        raised: (
          "La réponse à ce document est N pour la solution, que le reste soit rempli ou non.",
          "The answer to the document is N for the solution, whether the rest is filled in or not."
        ),
        matters: (
          "Sans ce document la candidature n’est pas éligible ; demandé par étude de cas, il décide de celle-ci seulement.",
          "Without it the application is not eligible; asked for per case study, it decides on that one only."
        ),
        remedy: (
          "Établissez le document, répondez O et indiquez où il se trouve.",
          "Prepare the document, answer Y and say where it is."
        ),
        place: (
          "Validation technique, G8 (document « Schéma d’architecture », SaaS)",
          "Technical validation, G8 (document “Architecture diagram”, SaaS)"
        ))
    default: nil
    }
  }
}
