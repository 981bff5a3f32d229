internal import Basics
internal import Checklists
internal import Spreadsheet

/// What the reader says of what it found, in the reader's language: what stands there, and what to do. The place is
/// put before it by `Place`.
struct ReadingMessages {
  let language: Language
  let template: Template

  func q(_ text: String) -> String { language.quoted(text) }

  private var yes: String { AnswerValue.yes.issued(in: template.language) }
  private var no: String { AnswerValue.no.issued(in: template.language) }
  private var notApplicable: String { AnswerValue.notApplicable.issued(in: template.language) }

  var blank: String {
    language(
      fr: "pas de réponse. Inscrivez \(yes) ou \(no).", en: "no answer. Enter \(yes) or \(no).")
  }

  func unreadable(_ raw: String, conditional: Bool) -> String {
    let isNotApplicable = AnswerVocabulary.value(of: raw) == .notApplicable
    if isNotApplicable, !conditional {
      return language(
        fr:
          "\(q(raw)) n’est pas possible ici, car l’exigence vaut pour tous. Répondez \(yes) ou \(no).",
        en:
          "\(q(raw)) is not possible here, since the control holds for everyone. Answer \(yes) or \(no)."
      )
    }
    return language(
      fr:
        "\(q(raw)) n’est pas une réponse reconnue. Répondez \(yes) ou \(no)\(conditional ? " ou \(notApplicable)" : "").",
      en:
        "\(q(raw)) is not an answer that is understood. Answer \(yes) or \(no)\(conditional ? " or \(notApplicable)" : "")."
    )
  }

  func missing(modelIssued: Bool) -> String {
    modelIssued
      ? language(
        fr:
          "la case de réponse n’est plus dans le classeur. Reprenez un classeur vierge pour y répondre.",
        en: "the answer cell is no longer in the workbook. Take a blank workbook to answer it.")
      : language(
        fr: "le classeur a été émis sans ce modèle de livraison. Demandez-en un qui le contient.",
        en: "the workbook was issued without this delivery model. Ask for one that has it.")
  }

  func duplicate(_ texts: [(place: String, text: String?)]) -> String {
    let both = texts.map {
      $0.place + language.colon + ($0.text.map(q) ?? language(fr: "vide", en: "empty"))
    }
    .joined(separator: language(fr: " ; ", en: "; "))
    return language(
      fr: "deux cases se contredisent (\(both)). Gardez la bonne.",
      en: "two cells contradict each other (\(both)). Keep the right one.")
  }

  func normalised(_ raw: String, _ value: AnswerValue) -> String {
    let issued = value.issued(in: template.language)
    return language(
      fr: "\(q(raw)) a été compris comme \(issued).", en: "\(q(raw)) was understood as \(issued)."
    )
  }

  var formula: String {
    language(
      fr:
        "une formule au lieu d’une réponse saisie ; son dernier résultat a été pris. Remplacez-la par la réponse.",
      en:
        "a formula instead of a typed answer; its last result was taken. Replace it by the answer."
    )
  }

  func otherModel(_ raw: String) -> String {
    language(
      fr:
        "\(q(raw)) est inscrit sous un modèle de livraison qui n’est pas celui de cette étude ; la réponse ne compte pas.",
      en:
        "\(q(raw)) stands under a delivery model that this case study does not have; the answer does not count."
    )
  }

  func notApplicable(_ raw: String) -> String {
    language(
      fr: "\(q(raw)) est inscrit là où l’exigence ne s’applique pas ; la réponse ne compte pas.",
      en: "\(q(raw)) stands where the control does not apply; the answer does not count.")
  }

  func unexpected(_ raw: String) -> String {
    language(
      fr:
        "\(q(raw)) est inscrit hors des cases de réponse et n’est pas pris en compte. Reportez-le dans la case qui convient.",
      en:
        "\(q(raw)) stands outside the answer cells and is not counted. Move it to the cell where it belongs."
    )
  }

  func furtherUnexpected(_ count: Int) -> String {
    language(
      fr: "\(count) autres cases remplies hors des cases de réponse sur cette feuille.",
      en: "\(count) more cells filled outside the answer cells on this sheet.")
  }

  func textAltered(_ raw: String) -> String {
    language(
      fr: "le texte publié a été remplacé par \(q(raw)) ; c’est le texte d’origine qui compte.",
      en: "the published text was replaced by \(q(raw)); the original text is what counts.")
  }

  func fieldInvalid(_ raw: String, _ kind: FieldKind) -> String {
    let wanted =
      switch kind {
      case .date:
        language(fr: "une date, par exemple 31/12/2019", en: "a date, for example 2019-12-31")
      case .wholeNumber: language(fr: "un nombre entier", en: "a whole number")
      case .yesNo: language(fr: "\(yes) ou \(no)", en: "\(yes) or \(no)")
      case .link: language(fr: "une adresse internet", en: "an internet address")
      case .deliveryModels:
        language(fr: "un modèle de livraison de la liste", en: "a delivery model of the list")
      case .category: language(fr: "une catégorie de la liste", en: "a category of the list")
      case .text: language(fr: "un texte", en: "a text")
      }
    return language(
      fr: "\(q(raw)) ne convient pas ; indiquez \(wanted).",
      en: "\(q(raw)) does not fit; give \(wanted).")
  }

  func category(_ raw: String, several: Bool) -> String {
    several
      ? language(
        fr: "\(q(raw)) nomme plusieurs catégories. Gardez-en une seule.",
        en: "\(q(raw)) names several categories. Keep one.")
      : language(
        fr: "\(q(raw)) n’est pas une catégorie de la liste. Choisissez-en une.",
        en: "\(q(raw)) is no category of the list. Choose one.")
  }
}
