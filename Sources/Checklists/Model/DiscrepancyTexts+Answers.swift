/// What the codes about answers mean.
extension DiscrepancyCode {
  var answerTexts: CodeTexts {
    switch self {
    case .answerBlank:
      CodeTexts(
        meaning: (
          "Une réponse est attendue et la case est vide.",
          "An answer is expected and the cell is empty."
        ),
        raised: (
          "L’exigence s’applique à la solution ou à une étude de cas utilisée, et rien n’est inscrit dans sa case de réponse.",
          "The requirement applies to the solution or to a case study that is used, and nothing stands in its answer cell."
        ),
        matters: (
          "Tant qu’une réponse attendue manque, le classeur est incomplet.",
          "As long as an expected answer is missing, the workbook is incomplete."
        ),
        remedy: (
          "Répondez O ou N (S.O. là où l’exigence le permet).",
          "Answer Y or N (N/A where the requirement allows it)."
        ),
        place: (
          "Validation technique, K24 (contrôle 1.12, étude de cas 3, SaaS)",
          "Technical validation, K24 (control 1.12, case study 3, SaaS)"
        ))
    case .answerUnreadable:
      CodeTexts(
        meaning: (
          "Ce qui est inscrit n’est pas une réponse reconnue ; rien n’est deviné.",
          "What stands there is not an answer that is understood; nothing is guessed."
        ),
        raised: (
          "La case contient autre chose que O, N, S.O. ou leurs variantes : « partiel », « x », « O/N », une phrase ; ou S.O. là où l’exigence vaut pour toutes les applications.",
          "The cell holds something other than Y, N, N/A or their variants: “partly”, “x”, “Y/N”, a sentence; or N/A where the requirement holds for every application."
        ),
        matters: (
          "La réponse reste ouverte et le classeur incomplet : « x » veut dire oui pour les uns, non pour les autres.",
          "The answer remains open and the workbook incomplete: “x” is a yes to some people and a no to others."
        ),
        remedy: (
          "Remplacez la saisie par O ou N (S.O. seulement pour une exigence qui ne concerne que certaines applications) et mettez les nuances dans la preuve.",
          "Put Y or N instead (N/A only for a requirement that is about some applications only), and say the rest in the evidence."
        ),
        place: (
          "Validation technique, K15 (contrôle 1.4, étude de cas 1, SaaS)",
          "Technical validation, K15 (control 1.4, case study 1, SaaS)"
        ))
    case .answerMissing:
      CodeTexts(
        meaning: (
          "Le fichier n’a pas de case pour cette réponse.",
          "The file has no cell for this answer."
        ),
        raised: (
          "La ligne, la colonne ou la feuille de la réponse a été supprimée, ou le classeur a été émis sans ce modèle de livraison.",
          "The answer’s row, column or sheet was removed, or the workbook was issued without this delivery model."
        ),
        matters: (
          "Une réponse qui n’a plus de place ne peut pas être donnée : le classeur est incomplet.",
          "An answer without a place cannot be given: the workbook is incomplete."
        ),
        remedy: (
          "Demandez un classeur neuf, émis avec les bons modèles de livraison, et reportez-y vos réponses.",
          "Ask for a new workbook with the right delivery models, and copy your answers into it."
        ), place: ("Contrôle 1.12, étude de cas 3, SaaS", "Control 1.12, case study 3, SaaS"))
    case .answerDuplicate:
      CodeTexts(
        meaning: (
          "Deux endroits du classeur donnent cette réponse et se contredisent.",
          "Two places of the workbook give this answer and contradict each other."
        ),
        raised: (
          "Une ligne, une colonne ou une feuille a été copiée, et les deux exemplaires ne disent pas la même chose.",
          "A row, a column or a sheet was copied, and the two copies do not say the same."
        ),
        matters: (
          "Aucune des deux n’est choisie à votre place : la réponse reste ouverte et le classeur incomplet.",
          "Neither is chosen for you: the answer remains open and the workbook incomplete."
        ),
        remedy: (
          "Gardez la bonne réponse et effacez l’autre.",
          "Keep the right answer and clear the other one."
        ),
        place: (
          "Validation technique, K24 (contrôle 1.12, étude de cas 3, SaaS)",
          "Technical validation, K24 (control 1.12, case study 3, SaaS)"
        ))
    case .answerNormalised:
      CodeTexts(
        meaning: (
          "La réponse est comprise, mais n’est pas écrite comme le classeur le propose.",
          "The answer is understood, but not written as the workbook offers it."
        ),
        raised: (
          "La case contient une variante reconnue : « oui », « conforme », « n/a »…",
          "The cell holds a known variant: “yes”, “ok”, “na”…"
        ),
        matters: (
          "Rien ne change au résultat ; la feuille de synthèse du classeur, elle, ne compte que ce que ses listes proposent.",
          "The result is the same; the workbook’s own summary sheet, though, counts only what its lists offer."
        ),
        remedy: (
          "Rien à faire ; O, N et S.O. évitent toute ambiguïté.",
          "Nothing to do; Y, N and N/A leave no doubt."
        ), place: ("Prérequis, G6 (prérequis 1.1)", "Prerequisites, G6 (prerequisite 1.1)"))
    case .answerNotApplicable:
      CodeTexts(
        meaning: (
          "Une réponse est donnée là où l’exigence ne s’applique pas.",
          "An answer is given where the requirement does not apply."
        ),
        raised: (
          "Une case grise, émise avec S.O., contient autre chose.",
          "A grey cell that was issued with N/A holds something else."
        ),
        matters: (
          "La réponse n’est pas comptée ; elle montre peut-être que le modèle de livraison indiqué n’est pas le bon.",
          "The answer is not counted; perhaps it shows that the delivery model stated is not the right one."
        ),
        remedy: (
          "Remettez S.O., ou vérifiez le modèle de livraison indiqué.",
          "Put N/A back, or check the delivery model that is stated."
        ),
        place: (
          "Validation technique, L24 (contrôle 1.12, étude de cas 3, Déploiement de clients)",
          "Technical validation, L24 (control 1.12, case study 3, Customer deployed)"
        ))
    case .answerOtherModel:
      CodeTexts(
        meaning: (
          "Une réponse est donnée dans la colonne d’un modèle de livraison que cette étude de cas n’a pas.",
          "An answer is given in the column of a delivery model that this case study does not have."
        ),
        raised: (
          "Le classeur a une colonne par modèle de livraison, et celle d’un modèle qui n’est pas en vigueur pour l’étude de cas est remplie.",
          "The workbook has a column for each delivery model, and that of a model which is not in force for the case study is filled in."
        ),
        matters: (
          "La réponse n’est pas comptée, et celle qui est attendue manque peut-être dans l’autre colonne.",
          "The answer is not counted, and the one that is expected may be missing in the other column."
        ),
        remedy: (
          "Effacez cette réponse, ou corrigez le modèle de livraison de l’étude de cas.",
          "Clear the answer, or correct the case study’s delivery model."
        ),
        place: (
          "Validation technique, Q31 (contrôle 1.20, étude de cas 2, Déploiement de clients)",
          "Technical validation, Q31 (control 1.20, case study 2, Customer deployed)"
        ))
    case .answerFormula:
      CodeTexts(
        meaning: (
          "La case contient une formule au lieu d’une réponse saisie.",
          "The cell holds a formula instead of a typed answer."
        ),
        raised: (
          "Une formule se trouve dans une case de réponse ; son dernier résultat enregistré est pris.",
          "A formula stands in an answer cell; its last stored result is taken."
        ),
        matters: (
          "Le résultat d’une formule peut changer sans que personne n’ait répondu.",
          "What a formula gives may change without anybody having answered."
        ),
        remedy: (
          "Remplacez la formule par la réponse elle-même.",
          "Put the answer itself in the place of the formula."
        ),
        place: (
          "Validation technique, K18 (contrôle 1.7, étude de cas 1, SaaS)",
          "Technical validation, K18 (control 1.7, case study 1, SaaS)"
        ))
    case .answerInconsistent:
      CodeTexts(
        meaning: (
          "Une exigence sur l’infrastructure partagée est respectée pour une étude de cas et non pour une autre.",
          "A requirement about shared infrastructure is met for one case study and not for another."
        ),
        raised: (
          "L’exigence porte sur l’infrastructure que vos études de cas SaaS partagent, et la réponse est O pour l’une, N pour une autre.",
          "The requirement is about the infrastructure that your SaaS case studies share, and the answer is Y for one of them, N for another."
        ),
        matters: (
          "Une infrastructure commune respecte l’exigence ou ne la respecte pas : l’une des réponses est sans doute une erreur.",
          "Infrastructure that is shared meets the requirement or does not: one of the answers is probably a mistake."
        ),
        remedy: (
          "Donnez la même réponse partout, ou expliquez la différence dans la preuve.",
          "Give the same answer everywhere, or explain the difference in the evidence."
        ),
        place: (
          "Validation technique, P12 (contrôle 1.1, étude de cas 2, SaaS)",
          "Technical validation, P12 (control 1.1, case study 2, SaaS)"
        ))
    case .answerReworded:
      CodeTexts(
        meaning: (
          "L’exigence a été reformulée depuis que la réponse a été donnée.",
          "The requirement was reworded since the answer was given."
        ),
        raised: (
          "Une réponse a été reprise d’une version antérieure de la liste, et la preuve porte encore « ▲ À relire ».",
          "An answer was carried over from an earlier version of the checklist, and its evidence still begins with “▲ Read again”."
        ),
        matters: (
          "La réponse compte, mais personne n’a confirmé qu’elle vaut pour le nouveau texte.",
          "The answer counts, but nobody has confirmed that it holds for the new text."
        ),
        remedy: (
          "Relisez l’exigence, corrigez la réponse s’il le faut, puis effacez « ▲ À relire » au début de la preuve.",
          "Read the requirement again, correct the answer where needed, then delete “▲ Read again” at the beginning of the evidence."
        ),
        place: (
          "Validation technique, K24 (contrôle 1.12, étude de cas 3)",
          "Technical validation, K24 (control 1.12, case study 3)"
        ))
    default:  // answerPremature
      CodeTexts(
        meaning: (
          "La liste est déclarée complète alors que des réponses restent ouvertes.",
          "The checklist is declared complete although answers are open."
        ),
        raised: (
          "La réponse à l’exigence qui atteste que tout est rempli est O, et au moins une réponse attendue est vide, illisible, introuvable, en double ou sans la raison d’un S.O.",
          "The requirement that attests completion is answered Y, and at least one expected answer is empty, not understood, not found, contradictory, or an N/A without its reason."
        ),
        matters: (
          "Un auditeur se fie à cette déclaration pour commencer son examen.",
          "An auditor relies on this statement to begin the review."
        ),
        remedy: (
          "Complétez les réponses ouvertes, ou répondez N en attendant.",
          "Complete the open answers, or answer N for the time being."
        ), place: ("Prérequis, G23 (prérequis 5.1)", "Prerequisites, G23 (prerequisite 5.1)"))
    }
  }
}
