import Checklists
import Testing

@testable import PublishedText

/// What sentences state or imply, on invented sentences in both languages.
@Suite struct PublishedTextRulesTests {
  // MARK: - Declarations

  @Test func yesAndNoBoxesMakeADeclaration() throws {
    let control = try prerequisite(
      "The garden has a fountain. <input type=\"checkbox\"/> Yes <input type=\"checkbox\"/> No If yes, the owner must provide a link to a picture."
    )
    #expect(control.answer == .declaration)
    #expect(
      control.text
        == "The garden has a fountain.\n- Yes\n- No\n\nIf yes, the owner must provide a link to a picture."
    )
    #expect(control.evidence == EvidenceDemand(required: true, form: "a link to a picture"))
  }

  @Test func aBoxForAnExplanationBelongsToNo() throws {
    let control = try prerequisite(
      "Le jardin a un puits. ☐ Oui ☐ Non ☐ Explication : ____ Les preuves doivent être remises sous la forme d'un plan du puits.",
      language: .french)
    #expect(control.answer == .declaration)
    #expect(
      control.evidence
        == EvidenceDemand(required: true, form: "un plan du puits", whenNo: "Explication"))
    #expect(
      control.text.hasPrefix(
        "Le jardin a un puits.\n- Oui\n- Non\n- Explication : ____\n\nLes preuves"))
  }

  @Test(arguments: [
    "Choose: <ul> <input type=\"checkbox\"/> No weeds <input type=\"checkbox\"/> Yes to bees </ul>",
    "Choose: ☐ Yes ☐ Perhaps", "The answer is yes or no.",
  ])
  func otherBoxesMakeNone(_ text: String) throws {
    #expect(try prerequisite(text).answer == .met)
  }

  // MARK: - Evidence

  @Test(arguments: [
    ("Evidence must be given in the form of a map of the beds.", "a map of the beds"),
    ("Les preuves doivent être présentées sous forme de photos des massifs.", "photos des massifs"),
    ("The owner must provide links to three pictures.", "links to three pictures"),
    ("Des liens vers trois photos doivent être fournis.", "Des liens vers trois photos"),
    ("Le jardinier doit fournir un lien vers le plan.", "un lien vers le plan"),
    ("Evidence of watering must be kept.", "Evidence of watering must be kept"),
  ])
  func evidenceIsDemanded(_ text: String, _ form: String) throws {
    #expect(try prerequisite(text).evidence == EvidenceDemand(required: true, form: form))
  }

  @Test(arguments: [
    "Pictures may be in the form of drawings.", "Le massif doit mettre en évidence les roses.",
    "The path must link the beds.", "Les liens du treillis sont solides et doivent tenir.",
  ])
  func evidenceIsNotDemanded(_ text: String) throws {
    #expect(try prerequisite(text).evidence == EvidenceDemand())
  }

  // MARK: - Recency

  @Test(arguments: [
    ("Le sol a été retourné au cours des 12 derniers mois.", 12),
    ("Un essai date des six derniers mois.", 6),
    ("Un bilan de la dernière année est prêt.", 12),
    ("Un essai des deux dernières années suffit.", 24),
    ("Les trois mois précédents comptent.", 3),
    ("Un essai datant de moins de dix-huit mois suffit.", 18),
    ("It was dug within the last 12 months.", 12), ("It was dug in the past six months.", 6),
    ("It was dug during the last year.", 12),
    ("A test less than twenty-four months old is enough.", 24),
    ("It was dug over the previous two years.", 24),
  ])
  func recencyIsReadFromNumbersAndWords(_ text: String, _ months: Int) throws {
    #expect(try prerequisite(text).recencyMonths == months)
  }

  @Test(arguments: [
    "The well must be refilled in less than 24 hours.", "Le dernier massif est fleuri.",
    "It lasts 12 months.",
    "The last bed is done, months later.", "Case studies must be from the last 18 months.",
    "Les études de cas datent des 18 derniers mois.",
  ])
  func recencyIsNotRead(_ text: String) throws {
    #expect(try prerequisite(text).recencyMonths == nil)
  }

  // MARK: - Conditions

  @Test(arguments: [
    ("Pour les applications de serre, les vitres sont propres.", "applications de serre"),
    (
      "Pour les applications de serre, de verger et de potager, où l'on arrose, les vitres sont propres.",
      "applications de serre, de verger et de potager, où l'on arrose"
    ),
    (
      "For greenhouse applications that heat, the glass is clean.",
      "greenhouse applications that heat"
    ),
    (
      "For applications that grow figs, dates or olives, the glass is clean, dry and whole.",
      "applications that grow figs, dates or olives"
    ),
    ("For every solution with ponds, a fence is there.", "every solution with ponds"),
  ])
  func aRequirementMayRestrictItself(_ text: String, _ condition: String) throws {
    let language: Language = text.hasPrefix("Pour") ? .french : .english
    #expect(try prerequisite(text, language: language).condition == condition)
  }

  @Test(arguments: [
    "Pour chacune des quatre applications, un plan est remis.",
    "Pour toutes les applications, un plan est remis.",
    "For the solution, a plan is given.", "For all applications, a plan is given.",
    "Applications are watered.",
    "Pour déployer les applications, il faut un plan.",
    "For each case study of the solutions, there is a plan.",
  ])
  func othersDoNot(_ text: String) throws {
    let language: Language = text.hasPrefix("Pour") ? .french : .english
    #expect(try prerequisite(text, language: language).condition == nil)
  }

  // MARK: - Completion

  @Test func completingTheChecklistIsAttested() throws {
    #expect(
      try prerequisite("The owner must complete every page of this checklist.").attestsCompletion)
    #expect(
      try prerequisite("Une auto-évaluation selon la liste de contrôle est faite.")
        .attestsCompletion)
    #expect(try prerequisite("The owner has read this checklist.").attestsCompletion == false)
    #expect(try prerequisite("The owner must complete the fence.").attestsCompletion == false)
  }

  // MARK: - Numbers

  @Test(arguments: [
    ("seventeen", 17), ("dix-sept", 17), ("vingt et un", 21), ("twenty-four", 24),
    ("trente-six", 36), ("18", 18),
    ("soixante-douze", 72), ("une", 1), ("ninety", 90), ("dix", 10),
  ])
  func numbersAreReadAsWords(_ text: String, _ value: Int) {
    #expect(NumberWords.number(at: 0, in: Sentence.words(of: text))?.value == value)
  }

  private func rules(_ sentences: String) -> CaseStudyFinder {
    CaseStudyFinder(Sentence.split(sentences).map { Sentence($0, line: 0) })
  }

  @Test(arguments: [
    (
      "The owner must present three case studies. One of the three case studies must be public.", 3,
      1
    ),
    ("The owner must present four customer case studies, two of which must be public. ", 0, 2),
    (
      "Le jardinier doit présenter cinq études de cas. Trois des cinq études de cas doivent être publiées.",
      5, 3
    ),
    (
      "Le jardinier doit présenter cinq études de cas. Il lui faut deux études de cas publiques.",
      5, 2
    ),
    ("Six case studies are usual. The owner must show at least 2 case studies.", 2, 0),
  ])
  func caseStudiesAreCounted(_ text: String, _ required: Int, _ publicRequired: Int) {
    let rules = rules(text)
    #expect(rules.required?.value ?? 0 == required)
    #expect(rules.publicRequired?.value ?? 0 == publicRequired)
  }

  @Test func reuseNamesTheCompetencies() {
    let french = rules(
      "Les jardiniers détenant les compétences de taille, semis et greffe, ou arrosage peuvent réutiliser jusqu'à trois études de cas."
    )
    #expect(french.reuseMax?.value == 3)
    #expect(french.competencies == ["taille", "semis et greffe", "arrosage"])
    let english = rules(
      "Owners with Pruning, Sowing, and/or Grafting Competencies can reuse up to two case studies.")
    #expect(english.reuseMax?.value == 2)
    #expect(english.competencies == ["Pruning", "Sowing", "Grafting"])
  }

  @Test func anotherNumberIsReported() throws {
    let report = try reading(
      "1.0 Start||Met Y/N\n1.1 A|The owner must show three case studies.|\n1.2 B|The owner must keep four case studies.|\n"
    ).report
    #expect(report.doubts.contains("another number of case studies: 4"))
  }

  @Test func whatIsNotFoundIsNamedAndMayBeGiven() throws {
    let text = "1.0 Start||Met Y/N\n1.1 A|There is a garden.|\n"
    #expect(try reading(text).report.notFound.count == 8)
    var options = PublishedText.Options()
    options.caseStudies = 3
    options.publicCaseStudies = 1
    options.maxAgeMonths = 24
    options.title = "Garden"
    options.version = "1.2"
    options.published = "2024-05"
    let reading = try reading(text, options)
    #expect(
      reading.template.caseStudies
        == CaseStudyRules(required: 3, publicRequired: 1, maxAgeMonths: 24))
    #expect(reading.template.id == "garden-2024-05")
    #expect(reading.report.notFound.count == 2)
  }
}
