/// Meaning and remedy of the codes about the workbook's structure, case studies and the file.
extension DiscrepancyCode {
  var structureTexts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .textAltered:
      (
        (
          "Le texte d’une exigence n’est plus celui qui a été émis ; c’est le texte publié qui compte.",
          "A requirement’s text is no longer the one that was issued; the published text counts."
        ),
        (
          "Rétablissez le texte, et mettez vos remarques dans la colonne des preuves.",
          "Restore the text, and put your remarks into the evidence column."
        )
      )
    case .applicabilityAltered:
      (
        (
          "Une cellule émise comme sans objet a été modifiée, ou l’inverse ; c’est la liste publiée qui compte.",
          "A cell issued as not applicable was changed, or the reverse; the published checklist counts."
        ),
        (
          "Rétablissez la cellule ; si l’applicabilité vous semble fausse, écrivez-le à part.",
          "Restore the cell; if the applicability looks wrong to you, say so apart."
        )
      )
    case .rowRemoved:
      (
        ("La ligne d’une exigence a été supprimée.", "A requirement’s row was removed."),
        (
          "Rétablissez la ligne, ou reportez vos réponses dans un classeur neuf.",
          "Restore the row, or copy your answers into a new workbook."
        )
      )
    case .rowAdded:
      (
        (
          "Une ligne a été ajoutée ; elle ne correspond à aucune exigence.",
          "A row was added; it belongs to no requirement."
        ),
        (
          "Supprimez-la, et mettez ce qu’elle dit dans la colonne des preuves.",
          "Remove it, and put what it says into the evidence column."
        )
      )
    case .rowMoved:
      (
        (
          "Une ligne a changé de place ; la réponse a été retrouvée.",
          "A row was moved; its answer was found."
        ),
        ("Rien à faire.", "Nothing to do.")
      )
    case .rowHidden:
      (
        (
          "Une ligne où une réponse est attendue est masquée.",
          "A row where an answer is expected is hidden."
        ),
        ("Affichez la ligne et vérifiez la réponse.", "Show the row and check the answer.")
      )
    case .sheetRenamed:
      (
        (
          "Une feuille a été renommée ; son contenu a été retrouvé.",
          "A sheet was renamed; what it holds was found."
        ),
        ("Rien à faire.", "Nothing to do.")
      )
    case .sheetRemoved:
      (
        ("Une feuille du classeur a été supprimée.", "A sheet of the workbook was removed."),
        (
          "Rétablissez la feuille, ou reportez vos réponses dans un classeur neuf.",
          "Restore the sheet, or copy your answers into a new workbook."
        )
      )
    default:
      (
        (
          "Une cellule est remplie là où rien n’est attendu ; son contenu est conservé, mais pas compté.",
          "A cell is filled where nothing is expected; what it says is kept, but not counted."
        ),
        (
          "Déplacez ce texte dans la cellule à laquelle il appartient, ou effacez-le.",
          "Move the text into the cell where it belongs, or clear it."
        )
      )
    }
  }

  var caseTexts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .caseTooOld:
      (
        (
          "La mise en production est trop ancienne à la date de l’évaluation ; l’étude de cas n’est pas retenue.",
          "The production date is too old at the assessment date; the case study is not retained."
        ),
        (
          "Présentez une étude de cas plus récente, ou corrigez la date.",
          "Present a more recent case study, or correct the date."
        )
      )
    case .caseFuture:
      (
        (
          "La mise en production est postérieure à la date de l’évaluation ; l’étude de cas n’est pas retenue.",
          "The production date is after the assessment date; the case study is not retained."
        ),
        (
          "Présentez un projet déjà en production, ou corrigez la date.",
          "Present a project that is in production already, or correct the date."
        )
      )
    case .caseNotInProduction:
      (
        (
          "Le projet n’est pas en production ; l’étude de cas n’est pas retenue.",
          "The project is not in production; the case study is not retained."
        ),
        ("Présentez un projet en production.", "Present a project that is in production.")
      )
    case .caseReuse:
      (
        (
          "L’étude de cas est reprise d’une compétence qui n’est pas admise ou que le partenaire ne détient pas, ou trop d’études de cas sont reprises.",
          "The case study is reused from a competency that is not on the list or not held by the partner, or too many are reused."
        ),
        (
          "Nommez une compétence de la liste, inscrivez-la parmi les compétences détenues, ou présentez une autre étude de cas.",
          "Name a competency of the list, enter it among the competencies held, or present another case study."
        )
      )
    case .caseTooFew:
      (
        ("Trop peu d’études de cas sont retenues.", "Too few case studies are retained."),
        (
          "Complétez ou remplacez celles qui ne sont pas retenues.",
          "Complete or replace those that are not retained."
        )
      )
    case .caseTooFewPublic:
      (
        (
          "Trop peu des études de cas retenues sont publiques et pourvues d’un lien.",
          "Too few of the retained case studies are public and have a link."
        ),
        (
          "Publiez-en une (étude, livre blanc ou article de blog) et indiquez son lien.",
          "Publish one (a study, white paper or blog article) and give its link."
        )
      )
    default:
      (
        (
          "Le même client figure dans deux études de cas.",
          "The same customer appears in two case studies."
        ),
        (
          "Vérifiez qu’il s’agit bien de deux projets distincts, ou remplacez l’une des deux.",
          "Check that these are two projects, or replace one of them."
        )
      )
    }
  }

  var fileTexts: (meaning: Wording, remedy: Wording) {
    switch self {
    case .templateOlder:
      (
        (
          "Le classeur a été émis d’après une autre version de la liste que celle en vigueur.",
          "The workbook was issued from another version of the checklist than the one in force."
        ),
        (
          "Demandez le classeur de la version en vigueur et reportez-y vos réponses.",
          "Ask for the workbook of the version in force and copy your answers into it."
        )
      )
    case .templateUnknown:
      (
        (
          "Le classeur ne correspond à aucune liste connue.",
          "The workbook belongs to no checklist that is known."
        ),
        (
          "Renvoyez le classeur tel qu’il a été émis, ou indiquez son modèle avec --template.",
          "Return the workbook as it was issued, or name its template with --template."
        )
      )
    case .scoreStale:
      (
        (
          "Le résultat enregistré sur la feuille de synthèse diffère du résultat calculé.",
          "The result stored on the summary sheet differs from the computed one."
        ),
        (
          "Ouvrez le classeur dans un tableur, laissez-le recalculer et enregistrez-le ; c’est le résultat calculé qui compte.",
          "Open the workbook in a spreadsheet program, let it recalculate and save it; the computed result counts."
        )
      )
    case .contentMacros:
      (
        (
          "Le fichier contient des macros ; elles ne sont jamais exécutées.",
          "The file contains macros; they are never run."
        ),
        (
          "Enregistrez le classeur au format .xlsx, sans macros.",
          "Save the workbook as .xlsx, without macros."
        )
      )
    case .contentExternalLinks:
      (
        (
          "Le classeur est lié à d’autres fichiers ; ces liens ne sont jamais suivis.",
          "The workbook is linked to other files; such links are never followed."
        ),
        (
          "Remplacez les formules liées par leurs valeurs.",
          "Replace the linked formulas with their values."
        )
      )
    case .contentEmbedded:
      (
        (
          "Le classeur contient des objets incorporés ; ils ne sont pas lus.",
          "The workbook contains embedded objects; they are not read."
        ),
        (
          "Joignez ces documents à part et nommez-les dans la colonne des preuves.",
          "Send these documents apart and name them in the evidence column."
        )
      )
    default:
      (
        ("Le fichier n’a pas pu être lu.", "The file could not be read."),
        (
          "Suivez l’indication du message, puis renvoyez le classeur.",
          "Do what the message says, then return the workbook."
        )
      )
    }
  }
}
