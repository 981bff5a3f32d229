/// What the codes about evidence, fields and findings mean.
extension DiscrepancyCode {
  var contentTexts: CodeTexts {
    switch self {
    case .evidenceAbsent:
      CodeTexts(
        meaning: (
          "La réponse n’a pas de preuve, ou pas l’explication demandée.",
          "The answer has no evidence, or not the explanation that is asked for."
        ),
        raised: (
          "O sans preuve (avertissement) ; O sans la preuve que l’exigence demande, N sans l’explication demandée, S.O. sans sa raison (erreur).",
          "Y without evidence (information); Y without the evidence that the requirement asks for, N without the explanation asked for, N/A without its reason (error)."
        ),
        matters: (
          "L’auditeur vérifie chaque réponse sur pièces. Sans la preuve demandée le classeur est incomplet, et un S.O. sans raison reste une réponse ouverte.",
          "The auditor verifies each answer by its evidence. Without evidence that is asked for, the workbook is incomplete, and an N/A without its reason remains an open answer."
        ),
        remedy: (
          "Indiquez à côté de la réponse où se trouve la preuve : document et page, ou lien ; pour S.O., la raison.",
          "Say beside the answer where the evidence is found: document and page, or link; for N/A, the reason."
        ), place: ("Prérequis, G17 (prérequis 4.1)", "Prerequisites, G17 (prerequisite 4.1)"))
    case .evidenceFiller:
      CodeTexts(
        meaning: (
          "Ce qui est inscrit comme preuve ou comme raison ne dit rien.",
          "What stands as evidence or as a reason says nothing."
        ),
        raised: (
          "La case de preuve d’une réponse ne contient qu’un mot de remplissage : « ok », « oui », « - », « n/a », « voir plus haut », « à compléter » et leurs pareils.",
          "The evidence cell of an answer holds a filler only: “ok”, “yes”, “-”, “n/a”, “see above”, “to be completed” and the like."
        ),
        matters: (
          "La case compte comme vide : une preuve demandée manque, et un S.O. reste une réponse ouverte.",
          "The cell counts as empty: evidence that is asked for is missing, and an N/A remains an open answer."
        ),
        remedy: (
          "Indiquez où se trouve la preuve : document et page, ou lien ; pour S.O., la raison.",
          "Say where the evidence is found: document and page, or link; for N/A, the reason."
        ),
        place: (
          "Validation technique, K18 (contrôle 1.7, étude de cas 1, SaaS)",
          "Technical validation, K18 (control 1.7, case study 1, SaaS)"
        ))
    case .evidenceRepeated:
      CodeTexts(
        meaning: (
          "Le même texte sert de preuve à trois exigences ou plus.",
          "The same text is the evidence for three requirements or more."
        ),
        raised: (
          "Un même texte (majuscules, accents et blancs mis à part) figure dans les preuves d’au moins trois exigences.",
          "One and the same text (case, accents and blanks apart) stands in the evidence of at least three requirements."
        ),
        matters: (
          "Rien ne change au résultat, mais l’auditeur devra chercher lui-même ce qui concerne chaque exigence.",
          "The result is the same, but the auditor will have to search for what concerns each requirement."
        ),
        remedy: (
          "Si le document est bien le même, précisez la page ou la section pour chacune.",
          "If it is one document, name the page or section for each of them."
        ),
        place: (
          "Validation technique, K18 (contrôle 1.7, étude de cas 1, SaaS)",
          "Technical validation, K18 (control 1.7, case study 1, SaaS)"
        ))
    case .evidenceUndated:
      CodeTexts(
        meaning: (
          "L’exigence porte sur les derniers mois et la réponse n’a pas de date.",
          "The requirement is about the last months and the answer has no date."
        ),
        raised: (
          "La réponse est O et la case de date à côté d’elle est vide.",
          "The answer is Y and the date cell beside it is empty."
        ),
        matters: (
          "Sans date, l’auditeur ne peut pas voir que l’exercice, l’examen ou la page est assez récent.",
          "Without a date the auditor cannot see that the exercise, review or page is recent enough."
        ),
        remedy: (
          "Indiquez la date dans la case prévue.",
          "Give the date in the cell that is meant for it."
        ),
        place: (
          "Validation technique, K49 (contrôle 2.9, étude de cas 1, SaaS)",
          "Technical validation, K49 (control 2.9, case study 1, SaaS)"
        ))
    case .evidenceTooOld:
      CodeTexts(
        meaning: (
          "La date indiquée est antérieure à la période demandée.",
          "The date given is before the period that is asked for."
        ),
        raised: (
          "La réponse est O, et la date à côté d’elle précède la date de l’évaluation de plus de mois que l’exigence n’en admet.",
          "The answer is Y, and the date beside it is more months before the assessment date than the requirement allows."
        ),
        matters: (
          "La réponse compte comme un N : dans le score, pour l’étude de cas et pour l’éligibilité.",
          "The answer counts as N: in the score, for the case study and for eligibility."
        ),
        remedy: (
          "Refaites l’exercice ou indiquez la date d’un plus récent ; sinon, répondez N.",
          "Do it again, or give the date of a more recent one; otherwise answer N."
        ),
        place: (
          "Validation technique, K53 (contrôle 2.13, étude de cas 1, SaaS)",
          "Technical validation, K53 (control 2.13, case study 1, SaaS)"
        ))
    case .fieldAbsent:
      CodeTexts(
        meaning: ("Un champ obligatoire est vide.", "A required field is empty."),
        raised: (
          "Rien n’est inscrit dans un champ obligatoire de la candidature ou d’une étude de cas utilisée ; le lien ne l’est que pour une étude de cas publique.",
          "Nothing stands in a required field of the application or of a case study that is used; the link is required only where the case study is public."
        ),
        matters: (
          "Le classeur est incomplet, et une étude de cas à laquelle il manque un champ n’est pas retenue.",
          "The workbook is incomplete, and a case study that lacks a field is not retained."
        ), remedy: ("Remplissez le champ.", "Fill in the field."),
        place: (
          "Études de cas, F10 (étude de cas 3, Réponse apportée par la solution)",
          "Case studies, F10 (case study 3, How the solution met it)"
        ))
    case .fieldInvalid:
      CodeTexts(
        meaning: (
          "Un champ ne contient pas ce qui y est attendu.",
          "A field does not hold what is expected there."
        ),
        raised: (
          "Autre chose qu’une date, un nombre, un lien, O ou N, ou un modèle de livraison, là où c’est demandé ; ou deux exemplaires du champ qui se contredisent.",
          "Something other than a date, a number, a link, Y or N, or a delivery model where that is asked for; or two copies of the field that contradict each other."
        ),
        matters: (
          "La valeur n’est pas devinée. Si le champ est obligatoire, le classeur est incomplet.",
          "The value is not guessed. If the field is required, the workbook is incomplete."
        ),
        remedy: (
          "Corrigez la saisie comme l’indique l’aide de la case.",
          "Correct it as the cell’s prompt says."
        ),
        place: (
          "Études de cas, G12 (étude de cas 4, Date de mise en production)",
          "Case studies, G12 (case study 4, Date of going into production)"
        ))
    case .categoryUnknown:
      CodeTexts(
        meaning: (
          "La catégorie n’est pas une de celles de la liste.",
          "The category is none of the checklist’s."
        ),
        raised: (
          "Le texte inscrit n’est ni le nom d’une catégorie ni une de ses formes imprimées.",
          "What stands there is neither the name of a category nor one of its printed forms."
        ),
        matters: (
          "La demande est traitée par catégorie : le classeur est incomplet.",
          "Applications are handled by category: the workbook is incomplete."
        ),
        remedy: (
          "Choisissez une catégorie dans la liste déroulante.",
          "Choose a category from the drop-down list."
        ),
        place: (
          "Candidature, C9 (Catégorie de la solution)", "Application, C9 (Category of the solution)"
        ))
    case .categorySeveral:
      CodeTexts(
        meaning: (
          "Plusieurs catégories sont indiquées alors qu’une seule est admise.",
          "Several categories are given where one is allowed."
        ),
        raised: (
          "Le texte inscrit contient les noms de plusieurs catégories.",
          "What stands there contains the names of several categories."
        ),
        matters: (
          "Une demande vaut pour une seule catégorie : le classeur est incomplet.",
          "An application is for one category: the workbook is incomplete."
        ),
        remedy: (
          "Gardez la seule catégorie pour laquelle la solution est présentée.",
          "Keep the one category that the solution is submitted for."
        ),
        place: (
          "Candidature, C9 (Catégorie de la solution)", "Application, C9 (Category of the solution)"
        ))
    case .findingConflict:
      CodeTexts(
        meaning: (
          "Des auditeurs constatent des choses différentes, et personne n’a tranché.",
          "Auditors’ findings differ, and nobody has settled it."
        ),
        raised: (
          "Les classeurs de plusieurs auditeurs ont été réunis, et ils ne donnent pas le même constat (erreur), ou pas le même motif, la même action ou la même réponse du partenaire (avertissement).",
          "The workbooks of several auditors were united, and they do not give the same finding (error), or not the same reason, action or partner’s reply (warning)."
        ),
        matters: (
          "Rien n’est choisi : tant que les constats diffèrent, la réponse reste ouverte, et le classeur ne peut pas être envoyé au partenaire.",
          "Nothing is chosen: as long as the findings differ, the answer is open, and the workbook cannot be sent to the partner."
        ),
        remedy: (
          "Mettez-vous d’accord, puis écrivez sur la feuille « Audit » du classeur réuni ce qui vaut, à la place des deux lectures séparées par ≠.",
          "Come to an agreement, then enter what holds on the sheet “Audit” of the united workbook, in the place of the two readings with ≠ between them."
        ),
        place: (
          "Audit, L7 (contrôle 1.1, étude de cas 1, SaaS)",
          "Audit, L7 (control 1.1, case study 1, SaaS)"
        ))
    default:  // findingContradicts
      CodeTexts(
        meaning: (
          "Le constat de l’auditeur diffère de l’auto-évaluation.",
          "The auditor’s finding differs from the self-assessment."
        ),
        raised: (
          "Dans un classeur d’audit, le constat et la réponse du partenaire sont tous deux utilisables et ne disent pas la même chose (erreur) ; un constat plus favorable que la réponse n’est qu’une information.",
          "In an audit workbook, the finding and the partner’s answer are both usable and do not say the same (error); a finding that is better than the answer is information only."
        ),
        matters: (
          "C’est le constat qui compte, dans les scores comme dans le verdict.",
          "The finding counts, in scores and in the verdict."
        ),
        remedy: (
          "Lisez la raison et l’action demandée par l’auditeur, puis répondez dans la colonne prévue ; à un constat plus favorable, il n’y a rien à répondre.",
          "Read the auditor’s reason and the action asked for, then reply in the column that is meant for it; a better finding asks for nothing."
        ),
        place: (
          "Validation technique, K24 (contrôle 1.12, étude de cas 3, SaaS)",
          "Technical validation, K24 (control 1.12, case study 3, SaaS)"
        ))
    }
  }
}
