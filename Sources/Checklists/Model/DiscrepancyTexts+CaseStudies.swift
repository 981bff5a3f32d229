/// What the codes about case studies mean.
extension DiscrepancyCode {
  var caseTexts: CodeTexts {
    switch self {
    case .caseTooOld:
      CodeTexts(
        meaning: (
          "La mise en production est trop ancienne à la date de l’évaluation.",
          "The production date is too old at the assessment date."
        ),
        raised: (
          "La date précède celle de l’évaluation de plus de mois que la liste n’en admet, comptés de quantième à quantième.",
          "The date is more calendar months before the assessment date than the checklist allows."
        ), matters: ("L’étude de cas n’est pas retenue.", "The case study is not retained."),
        remedy: (
          "Présentez une étude de cas plus récente, ou corrigez la date.",
          "Present a more recent case study, or correct the date."
        ),
        place: (
          "Études de cas, G12 (étude de cas 4, Date de mise en production)",
          "Case studies, G12 (case study 4, Date of going into production)"
        ))
    case .caseFuture:
      CodeTexts(
        meaning: (
          "La mise en production est postérieure à la date de l’évaluation.",
          "The production date is after the assessment date."
        ),
        raised: (
          "La date de mise en production suit celle de l’auto-évaluation, ou celle qui est donnée avec --as-of.",
          "The production date is later than that of the self-assessment, or the one that --as-of gives."
        ),
        matters: (
          "L’étude de cas n’est pas retenue : la solution n’y est pas encore en service.",
          "The case study is not retained: the solution is not in use there yet."
        ),
        remedy: (
          "Présentez un projet déjà en production, ou corrigez la date.",
          "Present a project that is in production already, or correct the date."
        ),
        place: (
          "Études de cas, G12 (étude de cas 4, Date de mise en production)",
          "Case studies, G12 (case study 4, Date of going into production)"
        ))
    case .caseNotInProduction:
      CodeTexts(
        meaning: ("Le projet n’est pas en production.", "The project is not in production."),
        raised: (
          "Le champ qui demande si le projet est en production dit N.",
          "The field that asks whether the project is in production says N."
        ), matters: ("L’étude de cas n’est pas retenue.", "The case study is not retained."),
        remedy: ("Présentez un projet en production.", "Present a project that is in production."),
        place: (
          "Études de cas, F13 (étude de cas 3, Est en production)",
          "Case studies, F13 (case study 3, Is in production)"
        ))
    case .caseReuse:
      CodeTexts(
        meaning: (
          "L’étude de cas ne peut pas être reprise de cette compétence.",
          "The case study cannot be reused from this competency."
        ),
        raised: (
          "La compétence nommée n’est pas de celles que la liste admet, le partenaire ne dit pas la détenir, ou trop d’études de cas sont reprises.",
          "The competency named is not one that the checklist allows, the partner does not state to hold it, or too many case studies are reused."
        ),
        matters: (
          "L’étude de cas n’est pas retenue.",
          "The case study is not retained."
        ),
        remedy: (
          "Nommez une compétence admise, inscrivez-la parmi celles que vous détenez, ou présentez une autre étude de cas.",
          "Name a competency that is allowed, enter it among those that you hold, or present another case study."
        ),
        place: (
          "Études de cas, E19 (étude de cas 2, Reprise d’une autre compétence)",
          "Case studies, E19 (case study 2, Reused from another competency)"
        ))
    case .caseTooFew:
      CodeTexts(
        meaning: ("Trop peu d’études de cas sont retenues.", "Too few case studies are retained."),
        raised: (
          "Moins d’études de cas que la liste n’en demande sont complètes, respectées, en production et assez récentes.",
          "Fewer case studies than the checklist asks for are complete, met, in production and recent enough."
        ), matters: ("La candidature n’est pas éligible.", "The application is not eligible."),
        remedy: (
          "Complétez ou remplacez celles qui ne sont pas retenues.",
          "Complete or replace those that are not retained."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    case .caseTooFewPublic:
      CodeTexts(
        meaning: (
          "Trop peu des études de cas retenues sont publiques.",
          "Too few of the retained case studies are public."
        ),
        raised: (
          "Moins d’études de cas retenues que la liste n’en demande sont publiques et pourvues d’un lien.",
          "Fewer retained case studies than the checklist asks for are public and have a link."
        ), matters: ("La candidature n’est pas éligible.", "The application is not eligible."),
        remedy: (
          "Publiez-en une (étude, livre blanc ou article de blog) et indiquez son lien.",
          "Publish one (a study, white paper or blog article) and give its link."
        ), place: ("Le classeur dans son ensemble", "The workbook as a whole"))
    default:  // caseDuplicate
      CodeTexts(
        meaning: (
          "Le même client, ou le même lien public, figure dans deux études de cas.",
          "The same customer, or the same public link, appears in two case studies."
        ),
        raised: (
          "Le nom du client, majuscules, accents et ponctuation mis à part, est celui d’une étude de cas précédente ; ou deux études publiques ont un seul lien.",
          "The customer’s name, case, accents and punctuation apart, is that of an earlier case study; or two public ones have one link."
        ),
        matters: (
          "Deux études de cas du même projet peuvent ne compter que pour une.",
          "Two case studies of one project may count as one."
        ),
        remedy: (
          "Vérifiez qu’il s’agit bien de deux projets distincts, chacun avec sa publication, ou remplacez l’une des deux études.",
          "Check that these are two projects, each with a publication of its own, or replace one of the case studies."
        ),
        place: (
          "Études de cas, F6 (étude de cas 3, Nom du client)",
          "Case studies, F6 (case study 3, Customer’s name)"
        ))
    }
  }
}
