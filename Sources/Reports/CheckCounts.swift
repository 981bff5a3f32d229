internal import Checklists

extension DiscrepancyCode {
  /// What is said of several of a kind, and what to do.
  ///
  /// - Parameters:
  ///   - which: the controls in brackets, led by a blank; empty where they are not named.
  ///   - workbook: the language whose answers are meant, as the workbook issues them.
  func counted(_ number: Int, _ which: String, in language: Language, issuedIn workbook: Language)
    -> String
  {
    let yes = AnswerValue.yes.issued(in: workbook)
    let no = AnswerValue.no.issued(in: workbook)
    let notApplicable = AnswerValue.notApplicable.issued(in: workbook)
    let sentence: (fr: String, en: String) =
      switch self {
      case .answerBlank:
        (
          "réponses manquent\(which). Répondez \(yes) ou \(no).",
          "answers are missing\(which). Answer \(yes) or \(no)."
        )
      case .answerMissing:
        (
          "réponses n’ont pas de case dans le fichier\(which). \(remedy(in: .french))",
          "answers have no cell in the file\(which). \(remedy(in: .english))"
        )
      case .answerNormalised:
        (
          "réponses ne sont pas écrites comme le classeur les propose\(which) ; elles sont comprises, il n’y a rien à faire.",
          "answers are not written as the workbook offers them\(which); they are understood, there is nothing to do."
        )
      case .answerFormula:
        (
          "cases contiennent une formule au lieu d’une réponse\(which) ; son dernier résultat compte. Remplacez chacune par la réponse elle-même.",
          "cells hold a formula instead of an answer\(which); its last result counts. Put the answer itself in the place of each."
        )
      case .answerNotApplicable:
        (
          "réponses sont inscrites là où l’exigence ne s’applique pas\(which) et ne comptent pas. Remettez \(notApplicable), ou vérifiez le modèle de livraison.",
          "answers stand where the requirement does not apply\(which) and do not count. Put \(notApplicable) back, or check the delivery model."
        )
      case .answerOtherModel:
        (
          "réponses sont inscrites sous un modèle de livraison qui n’est pas en vigueur ici\(which) et ne comptent pas. Effacez-les, ou corrigez le modèle de livraison.",
          "answers stand under a delivery model that is not in force here\(which) and do not count. Clear them, or correct the delivery model."
        )
      case .answerPremature:
        (
          "réponses \(yes) disent que tout est rempli\(which), mais d’autres réponses restent ouvertes. Complétez-les, ou répondez \(no) en attendant.",
          "answers \(yes) say that everything is filled in\(which), but other answers are open. Complete them, or answer \(no) for the time being."
        )
      case .fieldAbsent:
        (
          "champs obligatoires sont vides. Remplissez-les.",
          "required fields are empty. Fill them in."
        )
      case .evidenceAbsent:
        (
          "réponses sont sans preuve\(which). Indiquez à côté où chacune se trouve : document et page, ou lien.",
          "answers are without evidence\(which). Say beside each where it is found: document and page, or link."
        )
      case .evidenceUndated:
        (
          "réponses sont sans date\(which). Indiquez-la dans la case prévue.",
          "answers have no date\(which). Give it in the cell that is meant for it."
        )
      case .rowRemoved:
        (
          "lignes ne sont plus dans le classeur\(which). Reprenez un classeur vierge pour y répondre.",
          "rows are no longer in the workbook\(which). Take a blank workbook to answer them."
        )
      case .rowMoved:
        (
          "lignes ou colonnes ont changé de place\(which) ; les réponses ont été retrouvées, il n’y a rien à faire.",
          "rows or columns were moved\(which); the answers were found, there is nothing to do."
        )
      case .rowHidden:
        (
          "lignes sont masquées\(which) ; elles ont été lues. Affichez-les et vérifiez les réponses.",
          "rows are hidden\(which); they were read. Show them and check the answers."
        )
      case .textAltered:
        (
          "textes publiés ont été remplacés ou effacés\(which) ; ce sont les textes d’origine qui comptent. Rétablissez-les.",
          "published texts were replaced or cleared\(which); the original texts are what counts. Restore them."
        )
      case .applicabilityAltered:
        (
          "exigences ont perdu la marque de ce qui est sans objet\(which). Remettez-y \(notApplicable) : c’est la liste publiée qui compte.",
          "requirements have lost the mark of what is not applicable\(which). Put \(notApplicable) back: the published checklist counts."
        )
      default:
        (
          "fois la même remarque\(which). \(meaning(in: .french)) \(remedy(in: .french))",
          "times the same remark\(which). \(meaning(in: .english)) \(remedy(in: .english))"
        )
      }
    return String(number) + " " + language(fr: sentence.fr, en: sentence.en)
  }
}
