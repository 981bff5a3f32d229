internal import Basics
internal import Checklists
internal import Spreadsheet

/// What the reader says of what it found, in the reader's language: what stands there, and what to do. The place is
/// put before it by `Place`.
struct ReadingMessages {
  let language: Language
  let template: Template

  func q(_ text: String) -> String { language.quoted(text) }

  /// Answers as the workbook issues them.
  private var yes: String { AnswerValue.yes.issued(in: template.language) }
  private var no: String { AnswerValue.no.issued(in: template.language) }
  var notApplicable: String { AnswerValue.notApplicable.issued(in: template.language) }

  /// What may be answered.
  func choice(conditional: Bool) -> String {
    conditional
      ? language(
        fr: "Répondez \(yes) ou \(no), ou bien \(notApplicable) avec sa raison dans la preuve.",
        en: "Answer \(yes) or \(no), or \(notApplicable) with its reason in the evidence.")
      : language(fr: "Répondez \(yes) ou \(no).", en: "Answer \(yes) or \(no).")
  }

  func blank(conditional: Bool) -> String {
    language(fr: "pas de réponse. ", en: "no answer. ") + choice(conditional: conditional)
  }

  func unreadable(_ raw: String, conditional: Bool) -> String {
    let isNotApplicable = AnswerVocabulary.value(of: raw) == .notApplicable
    if isNotApplicable, !conditional {
      return language(
        fr:
          "\(q(raw)) n’est pas possible ici, car l’exigence vaut pour tous. Répondez \(yes) ou \(no).",
        en:
          "\(q(raw)) is not possible here, since the requirement holds for everyone. Answer \(yes) or \(no)."
      )
    }
    if AnswerText.isDigit(raw) {
      return language(
        fr:
          "\(q(raw)) est un chiffre et n’est pas deviné : le chiffre zéro ou la lettre O ? ",
        en: "\(q(raw)) is a digit and is not guessed: the digit zero or the letter O? ")
        + choice(conditional: conditional)
    }
    if let plain = AnswerText.withoutOtherAlphabets(raw) {
      let likeness =
        AnswerVocabulary.value(of: plain) == nil
        ? "" : language(fr: "ressemble à \(q(plain)), mais ", en: "looks like \(q(plain)), but ")
      return language(
        fr: "\(q(raw)) \(likeness)contient des lettres d’un autre alphabet. ",
        en: "\(q(raw)) \(likeness)has letters of another alphabet. ")
        + choice(conditional: conditional)
    }
    return language(
      fr: "\(q(raw)) n’est pas une réponse reconnue. ",
      en: "\(q(raw)) is not an answer that is understood. ") + choice(conditional: conditional)
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
      fr: "plusieurs cases se contredisent (\(both)). Gardez la bonne et effacez les autres.",
      en: "several cells contradict each other (\(both)). Keep the right one and clear the others.")
  }

  /// An answer that was carried over to another wording.
  var reworded: String {
    let mark = Wording(language: template.language).status(.reread)
    return language(
      fr:
        "l’exigence a été reformulée depuis cette réponse. Relisez-la ; si la réponse vaut toujours, effacez \(q(mark)) au début de la preuve.",
      en:
        "the requirement was reworded since this answer. Read it again; if the answer still holds, delete \(q(mark)) at the beginning of the evidence."
    )
  }

  /// What auditors say differently.
  func conflict(_ readings: [AuditReading], _ field: AuditField) -> String {
    let said = readings.map { $0.sentence(q($0.text), withPlace: false) }
      .joined(separator: language.semicolon)
    let settle = language(
      fr: "Mettez-vous d’accord et écrivez dans cette case ce qui vaut",
      en: "Come to an agreement and enter in this cell what holds")
    return language(fr: "les auditeurs diffèrent : ", en: "the auditors differ: ") + said + ". "
      + settle
      + (field == .finding
        ? language(
          fr: " ; d’ici là la réponse reste ouverte.", en: "; until then the answer is open.")
        : ".")
  }

  func normalised(_ raw: String, _ value: AnswerValue) -> String {
    let issued = value.issued(in: template.language)
    if AnswerText.alike(raw) != nil {
      // The message would show two letters that nobody can tell apart.
      return language(
        fr:
          "\(q(raw)), une lettre d’un autre alphabet, est compris comme \(issued) ; il n’y a rien à faire.",
        en:
          "\(q(raw)), a letter of another alphabet, is understood as \(issued); there is nothing to do."
      )
    }
    return language(
      fr: "\(q(raw)) est compris comme \(issued) ; il n’y a rien à faire.",
      en: "\(q(raw)) is understood as \(issued); there is nothing to do.")
  }

  var formula: String {
    language(
      fr:
        "il y a une formule au lieu d’une réponse ; son dernier résultat compte. Remplacez-la par la réponse elle-même.",
      en:
        "there is a formula instead of an answer; its last result counts. Put the answer itself in its place."
    )
  }

  func otherModel(_ raw: String) -> String {
    language(
      fr:
        "\(q(raw)) est inscrit sous un modèle de livraison qui n’est pas en vigueur ici et ne compte pas. Effacez cette réponse, ou corrigez le modèle de livraison.",
      en:
        "\(q(raw)) stands under a delivery model that is not in force here and does not count. Clear this answer, or correct the delivery model."
    )
  }

  func notApplicable(_ raw: String) -> String {
    language(
      fr:
        "\(q(raw)) est inscrit là où l’exigence ne s’applique pas et ne compte pas. Remettez \(notApplicable), ou vérifiez le modèle de livraison.",
      en:
        "\(q(raw)) stands where the requirement does not apply and does not count. Put \(notApplicable) back, or check the delivery model."
    )
  }

  func unexpected(_ raw: String) -> String {
    language(
      fr:
        "\(q(raw)) est inscrit hors des cases de réponse et ne compte pas. Reportez-le dans la case qui convient, ou effacez-le.",
      en:
        "\(q(raw)) stands outside the answer cells and does not count. Move it to the cell where it belongs, or clear it."
    )
  }

  var findingRemoved: String {
    language(
      fr:
        "la ligne de cette réponse n’est plus dans la liste de l’audit ; aucun constat n’en est lu.",
      en: "the row of this answer is no longer in the list of the audit; no finding is read of it.")
  }

  var answersAltered: String {
    language(
      fr:
        "les réponses du partenaire dans ce classeur d’audit ne sont plus celles dont il est issu. Comparez-le avec l’original.",
      en:
        "the partner’s answers in this audit workbook are no longer those that it was made from. Compare it with the original."
    )
  }

  var findingsAltered: String {
    language(
      fr:
        "les constats, motifs ou actions de ce classeur ne sont plus ceux qui ont été envoyés au partenaire. Comparez-le avec ce qui a été envoyé.",
      en:
        "findings, reasons or actions of this workbook are no longer those that were sent to the partner. Compare it with what was sent."
    )
  }

  func furtherUnexpected(_ count: Int) -> String {
    language(
      fr:
        "\(language.count(count, fr: ("autre case est remplie", "autres cases sont remplies"), en: ("", ""))) hors des cases de réponse de cette feuille. Reportez ce qu’elles disent là où il convient, ou effacez-les.",
      en:
        "\(language.count(count, fr: ("", ""), en: ("more cell is filled in", "more cells are filled in"))) outside the answer cells of this sheet. Move what they say to where it belongs, or clear them."
    )
  }

  func textAltered(_ raw: String) -> String {
    language(
      fr:
        "le texte publié a été remplacé par \(q(raw)) ; c’est le texte d’origine qui compte. Rétablissez-le.",
      en:
        "the published text was replaced by \(q(raw)); the original text is what counts. Restore it."
    )
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
