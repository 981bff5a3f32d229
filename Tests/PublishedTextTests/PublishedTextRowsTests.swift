import Checklists
import Testing

@testable import PublishedText

/// Rows, cut rows, sections and cells, on invented snippets. `|` stands for a tab.
@Suite struct PublishedTextRowsTests {
  private let head = """
    ||Applies to:||Met Y/N
    Garden validation||Hosted|On site|

    """

  private func control(_ rows: String, _ id: String) throws -> Control {
    try #require(try reading(head + rows).template.control(id))
  }

  // MARK: - Cut rows

  @Test func restOfTitleAndSentenceAreJoinedByOneBlank() throws {
    let rows = """
      1.0 Soil
      1.1 The soil is|Worms turn the|Yes|No|

      dug twice|<p>soil over. They need no pay.</p>|||
      """
    let control = try control(rows, "tech.1.1")
    #expect(control.title == "The soil is dug twice")
    #expect(control.text == "Worms turn the soil over. They need no pay.")
    #expect(control.applicability == .byModel(["hosted": [.caseStudy], "onSite": []]))
  }

  @Test func aSentenceThatEndedIsFollowedByAParagraph() throws {
    let rows = "1.1 Ponds|Ponds are fenced.|Yes|Yes|\n\n|Frogs may pass the fence.|||\n"
    #expect(try control(rows, "tech.1.1").text == "Ponds are fenced.\n\nFrogs may pass the fence.")
  }

  @Test func aParagraphCutAtItsFullStopGoesOnWhereTheTitleDoes() throws {
    let rows = "1.1 Ponds are|Ponds are fenced.|Yes|Yes|\n\nfenced|Frogs may pass.|||\n"
    let control = try control(rows, "tech.1.1")
    #expect(control.title == "Ponds are fenced")
    #expect(control.text == "Ponds are fenced. Frogs may pass.")
  }

  @Test func aListGoesOnBehindTheBreak() throws {
    let rows = "1.1 Tools|Tools are: <ul> ▪ spade ▪ rake with|Yes|Yes|\n\n|teeth ▪ hoe|||\n"
    #expect(try control(rows, "tech.1.1").text == "Tools are:\n- spade\n- rake with teeth\n- hoe")
  }

  @Test func applicabilityMayStandInTheSecondHalf() throws {
    let rows = "1.1 Tools|Tools are kept|||\n|dry.|Yes|No|\n1.2 Seeds|Seeds are dry.|Yes|Yes|\n"
    let control = try control(rows, "tech.1.1")
    #expect(control.text == "Tools are kept dry.")
    #expect(control.applicability == .byModel(["hosted": [.caseStudy], "onSite": []]))
  }

  @Test func aTitleRepeatedAfterTheBreakIsNoSecondControl() throws {
    let rows = "1.1 Tools|Tools are kept|Yes|No|\n1.1 Tools|dry.|||\n"
    #expect(try control(rows, "tech.1.1").text == "Tools are kept dry.")
  }

  @Test func aLineThatLostItsTabsEndsTheSentence() throws {
    let rows =
      "1.1 Tools|Tools are kept|Yes|No|\n\ndry in every season.\n\n1.2 Seeds|Seeds too.|Yes|Yes|\n"
    #expect(try control(rows, "tech.1.1").text == "Tools are kept dry in every season.")
  }

  // MARK: - Between the rows

  @Test func dashesFootersAndRepeatedHeadersAreSkipped() throws {
    let text =
      head + "1.1 Tools|Dry.|Yes|No|\n--|--|--|--|--\n\nGarden checklist 2024 page 7\n\n" + head
      + "1.2 Seeds|Dry too.|Yes|Yes|\n"
    let reading = try reading(text)
    #expect(reading.template.controls.map(\.id) == ["tech.1.1", "tech.1.2"])
    #expect(reading.template.control("tech.1.1")?.text == "Dry.")
    #expect(reading.report.doubts.count { $0.contains("stray line") } <= 1)
  }

  @Test func sectionsIntroduceThemselvesInThreeWays() throws {
    let rows = """
      1.0 Soil

      All about earth.

      And about worms.

      1.1 Earth|Brown.|Yes|Yes|
      2.0 Water||||
      All about wells.||||
      2.1 Wells|Deep.|Yes|Yes|
      3.0 Air|||Met Y/N|
      |All about wind.|||
      3.1 Wind|Mild.|Yes|Yes|
      """
    let template = try reading(head + rows).template
    #expect(template.sections.map(\.title) == ["Soil", "Water", "Air"])
    #expect(
      template.sections.map(\.intro) == [
        "All about earth.\n\nAnd about worms.", "All about wells.", "All about wind.",
      ])
    #expect(template.controls.map(\.section) == ["1.0", "2.0", "3.0"])
  }

  @Test func sectionRowsNeedNoAnswerColumnHead() throws {
    let text =
      "1.0 Start||Respecté O/N\n1.1 Un jardin|Il y en a un.|\n2.0 Suite||\n2.1 Une cabane|Elle est là.|\n"
    let template = try reading(text).template
    #expect(template.sections.map(\.ref) == ["1.0", "2.0"])
    #expect(template.controls.map(\.id) == ["prereq.1.1", "prereq.2.1"])
    #expect(template.language == .french)
  }

  @Test func theSameReferenceMayStandInBothTables() throws {
    let text = """
      Prerequisites
      Items will be validated by the head gardener; the rest follows.
      1.0 Start||Met Y/N
      1.1 A gardener|There is one.|

      Technical checklist
      Items will be validated by the neighbours.
      """ + "\n" + head + "1.0 Soil\n1.1 Earth|Brown.|Yes|No|\n"
    let template = try reading(text).template
    #expect(template.controls.map(\.id) == ["prereq.1.1", "tech.1.1"])
    #expect(template.parts.map(\.title) == ["Prerequisites", "Technical checklist"])
    #expect(template.parts.map(\.validatedBy) == ["head gardener", "neighbours"])
  }

  @Test func oneHeaderRowIsEnough() throws {
    let text =
      "Item|Requirement|Hosted|On site|Met Y/N\n1.0 Soil||||\n1.1 Earth|Brown.|Yes|No|\nPlan|A plan.|Yes|Yes|\n"
    let template = try reading(text).template
    #expect(template.deliveryModels.map(\.id) == ["hosted", "onSite"])
    #expect(template.controls.map(\.id) == ["doc.plan", "tech.1.1"])
    #expect(template.parts.map(\.title) == ["Documents", "Validation technique"])
  }

  @Test func resourcesFollowTheChecklists() throws {
    let text =
      head
      + "1.1 Earth|Brown.|Yes|No|\n\nFurther reading:\n\nTitle|Description\nOn worms|What worms do\n"
      + "|at night.\nOn wells|How to\nand ponds|dig.\n"
    let reading = try reading(text)
    #expect(
      reading.template.resources == [
        Resource(title: "On worms", description: "What worms do at night."),
        Resource(title: "On wells and ponds", description: "How to dig."),
      ])
    #expect(reading.report.lines(of: "resources") == [5, 7, 8, 9, 10, 11])
  }

  // MARK: - Documents

  @Test func documentsAreNamedByVocabularyOrTitle() throws {
    let rows = """
      Diagram of the architecture|A drawing.|Yes - 1 for the whole solution and 1 for each case study|Yes - 1 for each case study|
      Guide for deployment|A guide.|No|Yes, 1 for the solution.|
      Checklist, completed|All of it.|Yes|Yes|
      Letter of thanks|To the worms.|No|Yes|
      1.0 Soil
      1.1 Earth|Brown.|Yes|Yes|
      """
    let template = try reading(head + rows).template
    #expect(
      template.controls.map(\.id) == [
        "doc.architecture", "doc.deploymentGuide", "doc.completedChecklist", "doc.letterOfThanks",
        "tech.1.1",
      ])
    #expect(
      template.controls.map(\.applicability) == [
        .byModel(["hosted": [.solution, .caseStudy], "onSite": [.caseStudy]]),
        .byModel(["hosted": [], "onSite": [.solution]]),
        .byModel(["hosted": [.caseStudy], "onSite": [.caseStudy]]),
        .byModel(["hosted": [], "onSite": [.caseStudy]]),
        .byModel(["hosted": [.caseStudy], "onSite": [.caseStudy]]),
      ])
    #expect(template.controls[1].appliesAsPrinted == ["onSite": "Yes, 1 for the solution."])
    #expect(template.parts.first { $0.id == "doc" }?.title == "Garden validation")
  }

  // MARK: - Cells

  @Test(arguments: [
    ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
    (
      "<p>Pick:</p> <ul><li>red</li><li>blue &amp; green</li></ul> <p>Then wait.</p>",
      "Pick:\n- red\n- blue & green\n\nThen wait."
    ),
    ("Pick: • red • blue", "Pick:\n- red\n- blue"),
    ("<ul><li><input type=\"checkbox\"/> red</li><li>☐ blue</li></ul>", "- red\n- blue"),
    ("  two   blanks &nbsp; here ", "two blanks here"),
    ("less < than <b>bo</b>ld 3 > 2", "less < than bold 3 > 2"),
    (
      "see (<https://garden.example/a>) or <me@garden.example>",
      "see (https://garden.example/a) or me@garden.example"
    ),
    ("R&D &unknown; &#233;t&#xe9;", "R&D &unknown; été"),
    ("one<br/>two", "one\n\ntwo"),
    ("<p>never closed", "never closed"),
    ("AT&T <input type=\"check", "AT&T <input type=\"check"),
  ])
  func cellsBecomeParagraphsAndItems(_ cell: String, _ text: String) {
    #expect(Markup.passage(cell, line: 0).text == text)
  }
}
