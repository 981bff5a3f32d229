import Checklists
import Testing

@testable import PublishedText

/// The printed forms of names, on invented ones.
@Suite struct PublishedTextNamesTests {
  private func list(_ labels: [String]) -> NameList {
    NameList(
      labels.map {
        NameList.Name(id: Identifier.camelCase($0), label: $0, description: nil, line: 0)
      })
  }

  private func forms(_ labels: [String], _ text: String) -> [[String]] {
    Enumeration(of: list(labels), in: text).forms()
  }

  private let garden = ["Soil care", "Trees, shrubs and hedges", "Ponds and wells"]

  @Test func aNameMayHoldSeparators() {
    #expect(
      forms(garden, "(soil care, trees, shrubs and hedges, ponds and wells)")
        == [["soil care", "trees, shrubs and hedges", "ponds and wells"]])
  }

  @Test func theFirstNameMayFollowOtherWords() {
    #expect(
      forms(
        garden,
        "We sell advice through the soil care, the trees and hedges, and ponds and old wells.")
        == [["the soil care", "the trees and hedges", "ponds and old wells"]])
  }

  @Test func anUnclosedParenthesisEndsWithItsSentence() {
    #expect(
      forms(
        garden,
        "One of three (caring for the soil, tree or hedge cutting, wells. More text (and more)."
      ).count == 1)
  }

  @Test(arguments: [
    "Soil, worms and ponds.", "Ponds, trees and soil care.", "", "Trees, shrubs and hedges.",
    "(((,,,)))", "and and and, or",
  ])
  func otherTextsHoldNone(_ text: String) {
    #expect(forms(garden, text).isEmpty)
  }

  /// Two words that stand together by chance are no list of two names.
  @Test func twoNamesNeedAParenthesisOrColon() {
    let models = ["Hosted", "Customer deployed"]
    #expect(forms(models, "Sites are hosted and customers are happy.").isEmpty)
    #expect(
      forms(models, "the model (hosted, or deployed by the customer);") == [
        ["hosted", "deployed by the customer"]
      ])
  }

  @Test func formsAreKeptWithAndWithoutArticles() {
    var names = list(["Semis et plantation", "Taille"])
    names.learn(["le semis et la plantation", "La taille"])
    #expect(names.names[0].aliases == ["le semis et la plantation", "semis et la plantation"])
    #expect(names.names[1].aliases == ["La taille"])
    names.learn(["LE SEMIS ET LA PLANTATION", "taille"])
    #expect(names.names.map(\.aliases.count) == [2, 1])
  }

  @Test func idsAreLowerCamelCase() {
    #expect(Identifier.camelCase("Chêne d'été & forêt") == "cheneDEteForet")
    #expect(Identifier.kebabCase("Chêne d'été 2024-05") == "chene-d-ete-2024-05")
  }

  // MARK: - In a text

  private let text = """
    Owners must also say which delivery model applies:

    1. **SaaS**: many gardens on shared ground.
    2. **Customer deployed**: on the customer's ground.

    Owners must say to which category their solution belongs:

    - **Soil care**: digging and feeding.
    - **Trees, shrubs and hedges**: cutting.
    - **Ponds and wells**: water.

    The message names the model (SaaS or deployed at the customer's).

    ||Applies to||Met Y/N
    Validation||SaaS|Customer deployments|
    1.0 Soil
    1.1 Earth|Is one of: <ul> <input type="checkbox"/> Soil cares <input type="checkbox"/> Trees and hedges <input type="checkbox"/> Wells|Yes|No|
    """

  @Test func definitionsBoxesAndColumnsGiveForms() throws {
    let template = try reading(text).template
    #expect(template.deliveryModels.map(\.id) == ["saas", "customer"])
    #expect(template.deliveryModels.map(\.sharedInfrastructure) == [true, false])
    #expect(
      template.deliveryModels[1].aliases == ["deployed at the customer's", "Customer deployments"])
    #expect(template.categories.map(\.id) == ["soilCare", "treesShrubsAndHedges", "pondsAndWells"])
    #expect(
      template.categories.map(\.aliases) == [["Soil cares"], ["Trees and hedges"], ["Wells"]])
    #expect(template.categories[0].description == "digging and feeding.")
  }

  @Test func columnsAreMatchedByNameNotByPlace() throws {
    let swapped = text.replacing(
      "||SaaS|Customer deployments|", with: "||Customer deployments|SaaS|")
    #expect(
      try reading(swapped).template.controls.first?.applicability
        == .byModel(["customer": [.caseStudy], "saas": []]))
  }

  @Test func withoutDefinitionsTheColumnsNameTheModels() throws {
    let rows =
      "||S'applique à||Respecté O/N\nValidation||SaaS|Déploiement de clients|\n1.0 Sol\n1.1 Terre|Brune.|Oui|Non|\n"
    let reading = try reading(rows)
    #expect(reading.template.deliveryModels.map(\.id) == ["saas", "customer"])
    #expect(reading.report.notFound.contains { $0.contains("categories") })
  }

  // MARK: - Front matter and sending

  @Test func headIsReadAboveTheTable() throws {
    let text =
      "logo\n\nGarden Competency\nValidation Checklist\n15 March 2024, v2.3\nImprint\n\nA first sentence.\n\n1.0 Start||Met Y/N\n1.1 A|B.|\n"
    let template = try reading(text).template
    #expect(template.title == "Garden Competency – Validation Checklist")
    #expect(template.published == "2024-03")
    #expect(template.version == "2.3")
    #expect(template.id == "garden-competency-2024-03")
  }

  @Test func sendingIsReadFromStepsAndSentences() throws {
    let text = """
      Pour soumettre votre demande :

      1. Ouvrez le portail
      2. Écrivez à jardin@exemple.example.
       - Le message doit inclure :
       - le plan ;
       - la photo.

      Une réponse vient dans les dix jours ouvrés.

      1.0 Début||Respecté O/N
      1.1 Envoi|Utiliser pour l'objet : « [Nom], jardin ». Il est bon que le jardinier demande à son voisin, à sa tante (Léa) ou à leur ami d'examiner le plan.|
      """
    let submission = try #require(try reading(text).template.submission)
    #expect(
      submission
        == SubmissionInstructions(
          address: "jardin@exemple.example", subject: "[Nom], jardin",
          mustInclude: ["le plan", "la photo"],
          steps: ["Ouvrez le portail", "Écrivez à jardin@exemple.example."],
          reviewers: ["voisin", "tante (Léa)", "ami"], replyWorkingDays: 10))
  }
}
