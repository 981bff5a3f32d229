extension DiscrepancyCode {
  /// What the code means, as a sentence.
  public func meaning(in language: Language) -> String {
    language(fr: texts.meaning.fr, en: texts.meaning.en)
  }

  /// What settles it, as a sentence.
  public func remedy(in language: Language) -> String {
    language(fr: texts.remedy.fr, en: texts.remedy.en)
  }

  /// One text in both languages.
  typealias Wording = (fr: String, en: String)

  /// The one home of each code's meaning and remedy, by groups of codes; the other groups are in
  /// DiscrepancyTexts+Workbook.swift.
  private var texts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate, .answerNormalised,
      .answerNotApplicable, .answerOtherModel, .answerFormula, .answerInconsistent,
      .answerPremature:
      answerTexts
    case .evidenceAbsent, .evidenceRepeated, .evidenceUndated, .evidenceTooOld, .fieldAbsent,
      .fieldInvalid, .categoryUnknown, .categorySeveral, .findingContradicts:
      contentTexts
    case .textAltered, .applicabilityAltered, .rowRemoved, .rowAdded, .rowMoved, .rowHidden,
      .sheetRenamed, .sheetRemoved, .cellUnexpected:
      structureTexts
    case .caseTooOld, .caseFuture, .caseNotInProduction, .caseReuse, .caseTooFew,
      .caseTooFewPublic, .caseDuplicate:
      caseTexts
    case .templateOlder, .templateUnknown, .scoreStale, .contentMacros, .contentExternalLinks,
      .contentEmbedded, .fileUnreadable:
      fileTexts
    }
  }

  private var answerTexts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .answerBlank:
      (
        (
          "Une réponse est attendue et la cellule est vide.",
          "An answer is expected and the cell is empty."
        ),
        (
          "Répondez O ou N (S.O. là où l’exigence le permet).",
          "Answer Y or N (N/A where the requirement allows it)."
        )
      )
    case .answerUnreadable:
      (
        (
          "Ce qui est saisi n’est pas une réponse reconnue ; rien n’est deviné.",
          "What was typed is no known answer; nothing is guessed."
        ),
        (
          "Remplacez la saisie par O ou N (S.O. seulement pour une exigence qui ne concerne que certaines applications).",
          "Type Y or N instead (N/A only for a requirement that is about some applications only)."
        )
      )
    case .answerMissing:
      (
        (
          "La cellule de cette réponse n’existe pas dans le fichier, ou le classeur a été émis sans ce modèle de livraison.",
          "The file has no cell for this answer, or the workbook was issued without this delivery model."
        ),
        (
          "Reportez vos réponses dans un classeur neuf, émis avec les bons modèles de livraison.",
          "Copy your answers into a new workbook that was issued with the right delivery models."
        )
      )
    case .answerDuplicate:
      (
        (
          "Deux endroits du classeur donnent cette réponse et se contredisent.",
          "Two places of the workbook give this answer and disagree."
        ),
        (
          "Gardez la bonne réponse et effacez l’autre.",
          "Keep the right answer and clear the other one."
        )
      )
    case .answerNormalised:
      (
        (
          "La réponse est comprise, mais n’est pas écrite comme le classeur le propose.",
          "The answer is understood, but not written as the workbook offers it."
        ),
        (
          "Rien à faire ; O, N et S.O. évitent toute ambiguïté.",
          "Nothing to do; Y, N and N/A leave no doubt."
        )
      )
    case .answerNotApplicable:
      (
        (
          "Une réponse est donnée là où l’exigence ne s’applique pas.",
          "An answer was given where the requirement does not apply."
        ),
        (
          "Effacez cette réponse, ou vérifiez le modèle de livraison indiqué ; elle n’est pas comptée.",
          "Clear the answer, or check the delivery model that is stated; the answer is not counted."
        )
      )
    case .answerOtherModel:
      (
        (
          "Une réponse est donnée dans la colonne d’un modèle de livraison que cette étude de cas n’a pas.",
          "An answer was given in the column of a delivery model that this case study does not have."
        ),
        (
          "Effacez cette réponse, ou corrigez le modèle de livraison de l’étude de cas ; elle n’est pas comptée.",
          "Clear the answer, or correct the case study’s delivery model; the answer is not counted."
        )
      )
    case .answerFormula:
      (
        (
          "La cellule contient une formule au lieu d’une réponse saisie ; sa dernière valeur calculée compte.",
          "The cell holds a formula instead of a typed answer; its last computed value counts."
        ),
        (
          "Remplacez la formule par la réponse elle-même.",
          "Replace the formula with the answer itself."
        )
      )
    case .answerInconsistent:
      (
        (
          "Une exigence sur l’infrastructure partagée est respectée pour une étude de cas et non pour une autre.",
          "A requirement about shared infrastructure is met for one case study and not for another."
        ),
        (
          "L’infrastructure étant la même, donnez la même réponse partout, ou expliquez la différence dans la preuve.",
          "The infrastructure being the same, give the same answer everywhere, or explain the difference in the evidence."
        )
      )
    default:
      (
        (
          "La liste est déclarée complète alors que des réponses restent ouvertes.",
          "The checklist is declared complete although answers are open."
        ),
        (
          "Complétez les réponses ouvertes, ou répondez N en attendant.",
          "Complete the open answers, or answer N for the time being."
        )
      )
    }
  }

  private var contentTexts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .evidenceAbsent:
      (
        (
          "La réponse n’a pas de preuve, ou pas l’explication demandée.",
          "The answer has no evidence, or not the explanation that is asked for."
        ),
        (
          "Indiquez à côté de la réponse où se trouve la preuve ; pour S.O., la raison. Sans raison, un S.O. reste une réponse ouverte.",
          "Say beside the answer where the evidence is found; for N/A, the reason. Without it an N/A remains an open answer."
        )
      )
    case .evidenceRepeated:
      (
        (
          "Le même texte sert de preuve à trois exigences ou plus.",
          "The same text is the evidence of three requirements or more."
        ),
        (
          "Si le document est bien le même, précisez la page ou la section pour chacune.",
          "If it is one document, name the page or section for each of them."
        )
      )
    case .evidenceUndated:
      (
        (
          "L’exigence porte sur les derniers mois et la réponse n’a pas de date.",
          "The requirement is about the last months and the answer has no date."
        ),
        (
          "Indiquez la date dans la cellule prévue.",
          "Give the date in the cell that is meant for it."
        )
      )
    case .evidenceTooOld:
      (
        (
          "La date indiquée est antérieure à la période demandée.",
          "The date given is before the period that is asked for."
        ),
        (
          "Refaites l’exercice, ou indiquez la date d’un plus récent ; sinon répondez N.",
          "Do it again, or give the date of a more recent one; otherwise answer N."
        )
      )
    case .fieldAbsent:
      (
        ("Un champ obligatoire est vide.", "A required field is empty."),
        ("Remplissez le champ.", "Fill in the field.")
      )
    case .fieldInvalid:
      (
        (
          "Un champ ne contient pas ce qui y est attendu : une date, un nombre, O ou N…",
          "A field does not hold what is expected there: a date, a number, Y or N…"
        ),
        (
          "Corrigez la saisie comme l’indique l’aide de la cellule.",
          "Correct it as the cell’s prompt says."
        )
      )
    case .categoryUnknown:
      (
        (
          "La catégorie n’est pas une de celles de la liste.",
          "The category is none of the checklist’s."
        ),
        (
          "Choisissez une catégorie dans la liste déroulante.",
          "Choose a category from the drop-down list."
        )
      )
    case .categorySeveral:
      (
        (
          "Plusieurs catégories sont indiquées alors qu’une seule est admise.",
          "Several categories are given where one is allowed."
        ),
        (
          "Gardez la seule catégorie pour laquelle la solution est présentée.",
          "Keep the one category that the solution is submitted for."
        )
      )
    default:
      (
        (
          "Le constat de l’auditeur diffère de l’auto-évaluation ; c’est le constat qui compte.",
          "The auditor’s finding differs from the self-assessment; the finding counts."
        ),
        (
          "Lisez la raison et l’action demandée par l’auditeur, puis répondez dans la colonne prévue.",
          "Read the auditor’s reason and the action asked for, then reply in the column that is meant for it."
        )
      )
    }
  }
}
