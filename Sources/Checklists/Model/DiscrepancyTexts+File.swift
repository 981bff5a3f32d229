/// What the codes about the file and its template mean.
extension DiscrepancyCode {
  var fileTexts: CodeTexts {
    switch self {
    case .templateOlder:
      CodeTexts(
        meaning: (
          "Le classeur a été émis d’après une autre version de la liste que celle en vigueur.",
          "The workbook was issued from another version of the checklist than the one in force."
        ),
        raised: (
          "Une version qui remplace celle du classeur est connue.",
          "A version that replaces the workbook’s is known."
        ),
        matters: (
          "Les réponses sont lues d’après leur propre version ; la nouvelle peut en demander d’autres.",
          "The answers are read by their own version; the new one may ask for others."
        ),
        remedy: (
          "Demandez le classeur de la version en vigueur et reportez-y vos réponses.",
          "Ask for the workbook of the version in force and copy your answers into it."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .templateUnknown:
      CodeTexts(
        meaning: (
          "Le classeur ne correspond à aucune liste connue.",
          "The workbook belongs to no checklist that is known."
        ),
        raised: (
          "Ni sa propriété, ni sa feuille masquée, ni ses noms, ni ses textes ne sont ceux d’une liste connue.",
          "Neither its property, nor its hidden sheet, nor its names, nor its texts are those of a known checklist."
        ),
        matters: (
          "Sans la liste, rien ne peut être évalué.",
          "Without the checklist nothing can be assessed."
        ),
        remedy: (
          "Renvoyez le classeur tel qu’il a été émis, ou indiquez son modèle avec --template.",
          "Return the workbook as it was issued, or name its template with --template."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .scoreStale:
      CodeTexts(
        meaning: (
          "Le résultat affiché par la feuille de synthèse n’est pas celui des réponses.",
          "The result that the summary sheet shows is not that of the answers."
        ),
        raised: (
          "Un chiffre enregistré sur la feuille de synthèse diffère de celui que ses propres formules donneraient.",
          "A figure stored on the summary sheet differs from the one that its own formulas would give."
        ),
        matters: (
          "C’est le résultat calculé ici qui compte ; qui ouvre le classeur en voit un autre.",
          "The result computed here counts; whoever opens the workbook sees another one."
        ),
        remedy: (
          "Ouvrez le classeur dans un tableur, laissez-le recalculer et enregistrez-le.",
          "Open the workbook in a spreadsheet program, let it recalculate and save it."
        ), place: ("Synthèse, I12", "Summary, I12"))
    case .contentMacros:
      CodeTexts(
        meaning: (
          "Le fichier contient des macros ; elles ne sont jamais exécutées.",
          "The file contains macros; they are never run."
        ), raised: ("Le fichier contient un projet de macros.", "The file holds a macro project."),
        matters: (
          "Aucun classeur émis n’en contient : elles viennent d’ailleurs, et beaucoup de messageries les bloquent.",
          "No workbook is issued with any: they come from elsewhere, and many mail systems block them."
        ),
        remedy: (
          "Enregistrez le classeur au format .xlsx, sans macros.",
          "Save the workbook as .xlsx, without macros."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .contentExternalLinks:
      CodeTexts(
        meaning: (
          "Le classeur est lié à d’autres fichiers ; ces liens ne sont jamais suivis.",
          "The workbook is linked to other files; such links are never followed."
        ),
        raised: (
          "Le fichier contient des liaisons vers d’autres classeurs ou d’autres sources de données.",
          "The file holds links to other workbooks or other sources of data."
        ),
        matters: (
          "Ce qui vient d’un autre fichier peut être périmé, et l’auditeur n’a pas ce fichier.",
          "What comes from another file may be out of date, and the auditor does not have that file."
        ),
        remedy: (
          "Remplacez les formules liées par leurs valeurs.",
          "Replace the linked formulas with their values."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .contentEmbedded:
      CodeTexts(
        meaning: (
          "Le classeur contient des objets incorporés ; ils ne sont pas lus.",
          "The workbook contains embedded objects; they are not read."
        ),
        raised: (
          "Un document, une feuille ou un autre objet est incorporé dans le fichier.",
          "A document, a sheet or another object is embedded in the file."
        ),
        matters: (
          "Une preuve qui n’est que là n’est pas vue.", "Evidence that is only there is not seen."
        ),
        remedy: (
          "Joignez ces documents à part et nommez-les dans la colonne des preuves.",
          "Send these documents apart and name them in the evidence column."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .partnerSeveral:
      CodeTexts(
        meaning: (
          "Un partenaire a plusieurs soumissions dans une même évaluation.",
          "A partner has several submissions in one run."
        ),
        raised: (
          "Deux classeurs évalués ensemble nomment le même partenaire et la même liste de contrôle.",
          "Two workbooks that are assessed together name one partner and one checklist."
        ),
        matters: (
          "Les deux sont évaluées et comptées ; l’une est peut-être dépassée.",
          "Both are assessed and counted; one may be out of date."
        ),
        remedy: (
          "Comparez les fichiers et les dates que le message nomme, et gardez la soumission qui compte.",
          "Compare the files and dates that the message names, and keep the submission that counts."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    default:  // fileUnreadable
      CodeTexts(
        meaning: ("Le fichier n’a pas pu être lu.", "The file could not be read."),
        raised: (
          "Le fichier n’est pas un classeur, est protégé, abîmé ou trop grand ; le message en donne la raison, et son code (file.…) a sa propre explication.",
          "The file is no workbook, is protected, damaged or too large; the message says which, and its code (file.…) has an explanation of its own."
        ),
        matters: (
          "Rien ne peut être évalué ; les autres fichiers le sont.",
          "Nothing can be assessed; the other files are."
        ),
        remedy: (
          "Suivez l’indication du message, puis renvoyez le classeur.",
          "Do what the message says, then return the workbook."
        ), place: ("Le fichier entier", "The whole file"))
    }
  }
}
