/// What the codes about the workbook’s structure mean.
extension DiscrepancyCode {
  var structureTexts: CodeTexts {
    switch self {
    case .textAltered:
      CodeTexts(
        meaning: (
          "Le texte d’une exigence n’est plus celui qui a été émis.",
          "A requirement’s text is no longer the one that was issued."
        ),
        raised: (
          "Un titre, un texte ou un en-tête du classeur a été remplacé ou effacé.",
          "A title, a text or a header of the workbook was replaced or cleared."
        ),
        matters: (
          "C’est le texte publié qui compte : une réponse à un autre texte peut ne rien prouver.",
          "The published text counts: an answer to another text may prove nothing."
        ),
        remedy: (
          "Rétablissez le texte, et mettez vos remarques dans la colonne des preuves.",
          "Restore the text, and put your remarks into the evidence column."
        ),
        place: (
          "Validation technique, D24 (contrôle 1.12)", "Technical validation, D24 (control 1.12)"
        ))
    case .applicabilityAltered:
      CodeTexts(
        meaning: (
          "Ce qui s’applique n’est plus ce qui a été émis.",
          "What applies is no longer what was issued."
        ),
        raised: (
          "Une case grise, émise avec S.O., a été vidée ou remplie, ou ce que le classeur note sur sa propre émission a été changé.",
          "A grey cell that was issued with N/A was cleared or filled in, or what the workbook records of its own issue was changed."
        ),
        matters: (
          "C’est la liste publiée qui décide de ce qui s’applique.",
          "The published checklist decides what applies."
        ),
        remedy: (
          "Rétablissez la case ; si l’applicabilité vous semble fausse, écrivez-le à part.",
          "Restore the cell; if the applicability looks wrong to you, say so in your message."
        ),
        place: (
          "Validation technique, L24 (contrôle 1.12)", "Technical validation, L24 (control 1.12)"
        ))
    case .rowRemoved:
      CodeTexts(
        meaning: (
          "La ligne d’une exigence ou d’un champ a été supprimée.",
          "The row of a requirement or a field was removed."
        ),
        raised: (
          "Ni le nom, ni la clé, ni la référence imprimée de la ligne ne se trouvent plus dans la feuille.",
          "Neither the name, nor the key, nor the printed reference of the row is found in the sheet."
        ),
        matters: (
          "Les réponses de cette ligne sont introuvables.",
          "The answers of this row cannot be found."
        ),
        remedy: (
          "Rétablissez la ligne, ou reportez vos réponses dans un classeur neuf.",
          "Restore the row, or copy your answers into a new workbook."
        ), place: ("Validation technique (contrôle 1.12)", "Technical validation (control 1.12)"))
    case .rowAdded:
      CodeTexts(
        meaning: ("Une ligne a été ajoutée ou copiée.", "A row was added or copied."),
        raised: (
          "Une ligne remplie, entre celles du formulaire, ne correspond à aucune exigence, ou une exigence est là deux fois.",
          "A filled row between those of the form belongs to no requirement, or a requirement is there twice."
        ),
        matters: (
          "Ce qu’elle dit n’est pas compté, ou contredit peut-être l’autre ligne.",
          "What it says is not counted, or may contradict the other row."
        ),
        remedy: (
          "Supprimez-la, et mettez ce qu’elle dit dans la colonne des preuves.",
          "Remove it, and put what it says into the evidence column."
        ), place: ("Validation technique, K25", "Technical validation, K25"))
    case .rowMoved:
      CodeTexts(
        meaning: (
          "Une ligne ou une colonne a changé de place ; les réponses ont été retrouvées.",
          "A row or a column was moved; its answers were found."
        ),
        raised: (
          "L’ordre des lignes n’est plus celui qui a été émis, ou les noms, les clés et le texte imprimé ne désignent pas la même case.",
          "The rows are no longer in the order that was issued, or names, keys and printed texts do not point to the same cell."
        ),
        matters: (
          "Rien ne change au résultat ; l’auditeur saura pourquoi l’ordre est différent.",
          "The result is the same; the auditor will know why the order is different."
        ), remedy: ("Rien à faire.", "Nothing to do."),
        place: (
          "Validation technique, K40 (contrôle 1.12)", "Technical validation, K40 (control 1.12)"
        ))
    case .rowHidden:
      CodeTexts(
        meaning: (
          "Une ligne ou une feuille où des réponses sont attendues est masquée.",
          "A row or a sheet where answers are expected is hidden."
        ),
        raised: (
          "La ligne est masquée, à la main ou par un filtre ; ou toute la feuille l’est.",
          "The row is hidden, by hand or by a filter; or the whole sheet is."
        ),
        matters: (
          "Elle est lue et comptée comme les autres, mais personne ne l’a peut-être relue.",
          "It is read and counted like the others, but perhaps nobody has looked it through."
        ),
        remedy: ("Affichez la ligne et vérifiez la réponse.", "Show the row and check the answer."),
        place: (
          "Validation technique, K24 (contrôle 1.12)", "Technical validation, K24 (control 1.12)"
        ))
    case .sheetRenamed:
      CodeTexts(
        meaning: (
          "Une feuille a été renommée ou copiée ; son contenu a été retrouvé.",
          "A sheet was renamed or copied; what it holds was found."
        ),
        raised: (
          "Une feuille porte un autre nom que celui qui a été émis, ou elle est là deux fois.",
          "A sheet has another name than the one that was issued, or it is there twice."
        ),
        matters: (
          "Rien ne change au résultat, sauf si deux copies se contredisent, ce qui est signalé à part.",
          "The result is the same, unless two copies contradict each other, which is reported apart."
        ), remedy: ("Rien à faire.", "Nothing to do."), place: ("Feuil3", "Sheet3"))
    case .sheetRemoved:
      CodeTexts(
        meaning: (
          "Une feuille du classeur a été supprimée.", "A sheet of the workbook was removed."
        ),
        raised: (
          "Aucune feuille du fichier n’est reconnue comme celle qui a été émise.",
          "No sheet of the file is recognised as the one that was issued."
        ),
        matters: (
          "Les réponses qui y étaient attendues sont introuvables.",
          "The answers that were expected there cannot be found."
        ),
        remedy: (
          "Rétablissez la feuille, ou reportez vos réponses dans un classeur neuf.",
          "Restore the sheet, or copy your answers into a new workbook."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    default:  // cellUnexpected
      CodeTexts(
        meaning: (
          "Une case est remplie là où rien n’est attendu.",
          "A cell is filled in where nothing is expected."
        ),
        raised: (
          "Un texte se trouve à côté du formulaire, dans une case sans réponse attendue, ou sur une feuille de plus.",
          "A text stands beside the form, in a cell where no answer is expected, or on a further sheet."
        ),
        matters: (
          "Ce qui y est écrit est conservé, mais pas compté : une réponse s’y est peut-être égarée.",
          "What it says is kept, but not counted: an answer may have gone astray there."
        ),
        remedy: (
          "Déplacez ce texte dans la case à laquelle il appartient, ou effacez-le.",
          "Move the text into the cell where it belongs, or clear it."
        ), place: ("Études de cas, E22", "Case studies, E22"))
    }
  }
}
