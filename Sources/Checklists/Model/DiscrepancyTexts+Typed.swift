/// What the codes mean that are about what people type, and where they type it.
extension DiscrepancyCode {
  var typedTexts: CodeTexts {
    switch self {
    case .answerStruck:
      CodeTexts(
        meaning: (
          "Du texte barré se trouve dans une case à remplir.",
          "Struck-out text stands in a cell that is filled in."
        ),
        raised: (
          "La case, ou une partie de son texte, est barrée : une réponse est alors illisible (erreur) ; une preuve ou un champ est conservé, sa partie barrée entre ~~ (avertissement).",
          "The cell, or a part of its text, is struck out: an answer is then unreadable (error); evidence or a field is kept, the part that is struck out between ~~ (warning)."
        ),
        matters: (
          "Qui lit la feuille ne voit pas la même réponse que le fichier : ~~N~~ O n’est ni N, ni NO.",
          "Who reads the sheet does not see the same answer as the file holds: ~~N~~ Y is neither N nor NY."
        ),
        remedy: (
          "Effacez ce qui est barré et laissez ce qui vaut.",
          "Delete what is struck out and leave what holds."
        ), place: ("Prérequis, G14 (prérequis 3.1)", "Prerequisites, G14 (prerequisite 3.1)"))
    case .cellError:
      CodeTexts(
        meaning: (
          "Une erreur ou une formule sans texte se trouve là où un texte est attendu.",
          "An error, or a formula without a text, stands where a text is expected."
        ),
        raised: (
          "La case d’une preuve, d’une raison ou d’un texte contient une valeur d’erreur (#NOM?, #VALEUR!, #REF!), une formule sans résultat ou une image que seul WPS affiche (DISPIMG).",
          "The cell of evidence, of a reason or of a text holds an error value (#NAME?, #VALUE!, #REF!), a formula without a result, or a picture that only WPS shows (DISPIMG)."
        ),
        matters: (
          "Il n’y a rien à lire : la case compte comme vide, et la preuve demandée manque.",
          "There is nothing to read: the cell counts as empty, and evidence that is asked for is missing."
        ),
        remedy: (
          "Écrivez le texte lui-même. Un texte qui commence par « - », « + » ou « = » est pris pour une formule : mettez un mot ou une apostrophe devant.",
          "Write the text itself. A text that begins with “-”, “+” or “=” is taken for a formula: put a word or an apostrophe before it."
        ), place: ("Prérequis, H12 (prérequis 2.2)", "Prerequisites, H12 (prerequisite 2.2)"))
    case .fieldAmbiguous:
      CodeTexts(
        meaning: (
          "Une date écrite en chiffres peut se lire de deux façons.",
          "A date written in figures can be read in two ways."
        ),
        raised: (
          "La date est un texte dont le jour et le mois sont tous deux de 12 au plus et diffèrent ; aucune autre date du classeur n’est écrite mois d’abord.",
          "The date is a text whose day and month are both at most 12 and differ; no other date of the workbook is written month first."
        ),
        matters: (
          "Elle est lue jour d’abord ; si c’est l’inverse, un âge ou un délai est faux.",
          "It is read day first; if it is meant the other way, an age or a period is wrong."
        ),
        remedy: (
          "Écrivez la date sous la forme 2019-12-31, ou vérifiez-la.",
          "Write the date as 2019-12-31, or check it."
        ),
        place: (
          "Candidature, C13 (Date de l’auto-évaluation)",
          "Application, C13 (Date of the self-assessment)"
        ))
    case .fieldApproximate:
      CodeTexts(
        meaning: ("Un nombre est donné à peu près.", "A number is given roughly."),
        raised: (
          "Le nombre est accompagné de « environ », « plus de », « + » ou d’un mot semblable.",
          "The number comes with “about”, “more than”, “+” or a similar word."
        ),
        matters: (
          "Le nombre écrit est retenu ; rien ne change au résultat.",
          "The number that is written is taken; the result is the same."
        ),
        remedy: ("Rien à faire.", "Nothing to do."),
        place: (
          "Candidature, C11 (Nombre total de clients)",
          "Application, C11 (Total number of customers)"
        ))
    case .contentNote:
      CodeTexts(
        meaning: (
          "Une note, un fil de commentaires, un en-tête ou un pied de page contient du texte qui n’a pas été émis.",
          "A note, a comment thread, a header or a footer holds text that was not issued."
        ),
        raised: (
          "Du texte se trouve dans une note ou un commentaire d’une case, ou dans l’en-tête ou le pied de page d’une feuille.",
          "Text stands in a note or a comment of a cell, or in the header or footer of a sheet."
        ),
        matters: (
          "Il est conservé avec son auteur et sa case, mais ne compte pas : une réponse qui n’est que là manque toujours.",
          "It is kept with its author and cell, but does not count: an answer that stands only there is still missing."
        ),
        remedy: (
          "Inscrivez la réponse ou la preuve dans sa case.",
          "Put the answer or the evidence in its cell."
        ),
        place: (
          "Validation technique, J12 (contrôle 1.1, étude de cas 1, SaaS)",
          "Technical validation, J12 (control 1.1, case study 1, SaaS)"
        ))
    case .contentTextBox:
      CodeTexts(
        meaning: (
          "Une zone de texte, une forme ou une case à cocher a été posée sur le classeur.",
          "A text box, a shape or a tick box was put on the workbook."
        ),
        raised: (
          "Une forme posée sur une feuille contient du texte, ou une case à cocher est cochée.",
          "A shape on a sheet holds text, or a tick box is ticked."
        ),
        matters: (
          "Le texte est conservé avec la case qu’il recouvre, mais ne compte pas : une réponse qui n’est que là manque toujours.",
          "The text is kept with the cell that it covers, but does not count: an answer that stands only there is still missing."
        ),
        remedy: (
          "Inscrivez la réponse ou la preuve dans sa case.",
          "Put the answer or the evidence in its cell."
        ),
        place: (
          "Validation technique, J12 (contrôle 1.1, étude de cas 1, SaaS)",
          "Technical validation, J12 (control 1.1, case study 1, SaaS)"
        ))
    default:  // contentPicture
      CodeTexts(
        meaning: (
          "Une image a été posée sur le classeur.", "A picture was put on the workbook."
        ),
        raised: (
          "Une image se trouve sur une feuille ; sur la case d’une preuve, elle est cette preuve.",
          "A picture stands on a sheet; over an evidence cell, it is that evidence."
        ),
        matters: (
          "Elle est citée avec sa case, son nom et sa somme de contrôle ; son contenu n’est pas lu.",
          "It is listed with its cell, its name and its checksum; what it shows is not read."
        ),
        remedy: (
          "Rien à faire ; un mot dans la case de preuve aide l’auditeur.",
          "Nothing to do; a word in the evidence cell helps the auditor."
        ), place: ("Prérequis, H18 (prérequis 4.2)", "Prerequisites, H18 (prerequisite 4.2)"))
    }
  }
}
