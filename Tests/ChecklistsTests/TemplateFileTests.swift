import Basics
import Testing

@testable import Checklists

/// A small template that is right; the tests break one thing at a time.
private let sound = """
  schema: respecte.template/1
  id: garden-2024-05   # comments are welcome
  version: "2.0"
  language: en
  title: Garden checklist
  published: 2024-05
  deliveryModels:
    - {id: hosted, label: Hosted, sharedInfrastructure: true}
    - {id: onSite, label: On site, aliases: [On the premises]}
  categories:
    - {id: flowers, label: Flowers}
    - {id: trees, label: Trees, aliases: [Shrubs]}
  caseStudies: {required: 2, public: 1, maxAgeMonths: 24}
  parts:
    - {id: prereq, title: Prerequisites}
    - {id: tech, title: Technical validation}
  sections:
    - {part: prereq, ref: 1.0, title: Start}
    - {part: tech, ref: 1.0, title: Soil}
  controls:
    - id: prereq.1.1
      part: prereq
      section: 1.0
      ref: 1.1
      title: A gardener
      text: There is a gardener.
      applies: {"*": [solution]}
    - id: tech.1.9
      part: tech
      section: 1.0
      ref: 1.9
      title: Soil is tested
      text: The soil is tested.
      recencyMonths: 12
      applies: {hosted: [case], onSite: []}
    - id: tech.1.10
      part: tech
      section: 1.0
      ref: 1.10
      title: Water
      text: |-
        There is water:

        - in summer
        - in winter
      evidence: {required: true, form: a photograph}
      applies: {hosted: [case], onSite: [solution, case]}
  """

private func faults(_ text: String) -> [TemplateFault] {
  TemplateFile.read(Array(text.utf8), messagesIn: .english).faults
}

@Suite("Template files") struct TemplateFileTests {
  @Test func aSoundTemplateIsReadWhole() throws {
    let (template, faults) = TemplateFile.read(Array(sound.utf8), messagesIn: .english)
    #expect(faults == [])
    let read = try #require(template)
    #expect(read.version == "2.0")
    #expect(read.controls.map(\.ref) == ["1.1", "1.9", "1.10"])
    #expect(read.controls[0].applicability == .always)
    #expect(
      read.controls[2].applicability
        == .byModel(["hosted": [.caseStudy], "onSite": [.solution, .caseStudy]]))
    #expect(read.controls[2].text == "There is water:\n\n- in summer\n- in winter")
    #expect(read.isShared(read.controls[1]))
    #expect(!read.isShared(read.controls[2]))
    #expect(read.requiredFields.application.contains(.partner))
    #expect(!read.requiredFields.application.contains(.email))
  }

  @Test func predecessorsAreVersions() throws {
    let named = sound.replacing(
      "published: 2024-05", with: "published: 2024-05\npredecessors: [garden@1.0, older-garden@3]")
    let (template, faults) = TemplateFile.read(Array(named.utf8), messagesIn: .english)
    #expect(faults == [])
    let read = try #require(template)
    #expect(read.predecessors == ["garden@1.0", "older-garden@3"])
    let written = Array(TemplateFile.text(of: read).utf8)
    #expect(TemplateFile.read(written, messagesIn: .english).template == read)
    #expect(
      TemplateJSON.value(of: read)["predecessors"]?.array?.map(\.string) == [
        "garden@1.0", "older-garden@3",
      ])
  }

  @Test(arguments: ["garden", "garden@1@en", "@1", "garden@", "jardin été@1", "garden-2024-05@2.0"])
  func whatIsNoPredecessor(text: String) {
    let named = sound.replacing(
      "published: 2024-05", with: "published: 2024-05\npredecessors: [\"\(text)\"]")
    #expect(faults(named).map(\.line) == [7])
  }

  @Test func whatIsWrittenReadsBackTheSame() throws {
    let template = try #require(TemplateFile.read(Array(sound.utf8), messagesIn: .english).template)
    let again = TemplateFile.read(
      Array(TemplateFile.text(of: template).utf8), messagesIn: .english)
    #expect(again.faults == [])
    #expect(again.template == template)
  }

  @Test(arguments: TemplateLibrary.builtInFiles.map(\.name))
  func builtInTemplatesAreSound(name: String) throws {
    let file = try #require(TemplateLibrary.builtInFiles.first { $0.name == name })
    let (template, faults) = TemplateFile.read(file.bytes, messagesIn: .english)
    #expect(faults == [])
    #expect(template?.name == name)
    let written = try TemplateFile.text(of: #require(template))
    #expect(TemplateFile.read(Array(written.utf8), messagesIn: .english).template == template)
  }

  /// One change each, where the fault is reported, and a word of what is said.
  @Test(arguments: [
    ("title: Garden checklist", "titel: Garden checklist", 5, 1, "titel"),
    ("title: Garden checklist", "title: ''", 5, 8, "empty"),
    ("id: tech.1.9", "id: tech.1.10", 28, 9, "tech.1.9"),
    ("id: tech.1.9", "id: tech.1.10", 36, 9, "twice"),
    ("ref: 1.10", "ref: 1.8", 39, 10, "does not follow 1.9"),
    ("{hosted: [case], onSite: []}", "{hosted: [case], boxed: []}", 35, 14, "boxed"),
    ("{hosted: [case], onSite: []}", "{hosted: [], onSite: []}", 35, 14, "no delivery model"),
    ("{hosted: [case], onSite: []}", "{hosted: [cases]}", 35, 24, "cases"),
    ("    applies: {hosted: [case], onSite: []}\n", "", 28, 5, "“applies” is missing"),
    ("    text: The soil is tested.\n", "", 28, 5, "“text” is missing"),
    ("text: The soil is tested.", "text: ' '", 33, 11, "“text” is empty"),
    ("recencyMonths: 12", "recencyMonths: soon", 34, 20, "whole number"),
    ("aliases: [Shrubs]", "aliases: [flowers]", 12, 5, "both flowers and trees"),
    ("id: trees", "id: tall-trees", 12, 5, "letters without accents and digits"),
    ("public: 1", "public: 3", 13, 14, "more public case studies"),
    ("published: 2024-05", "published: May 2024", 6, 12, "month"),
    ("language: en", "language: de", 4, 11, "de"),
    (
      "part: tech\n    section: 1.0\n    ref: 1.9", "part: tech\n    section: 2.0\n    ref: 1.9",
      28,
      9, "2.0"
    ),
    ("version: \"2.0\"", "version: &a \"2.0\"", 3, 10, "anchors"),
    ("version: \"2.0\"", "version: \"2.0\"\nversion: 3", 4, 1, "twice"),
    ("version: \"2.0\"", "version: \"2.0", 27, 17, "not correct YAML"),
  ])
  func faultsAreFoundInPlace(from: String, to: String, line: Int, column: Int, word: String) throws
  {
    #expect(sound.contains(from))
    let broken = sound.replacing(from, with: to, maxReplacements: 1)
    let found = faults(broken)
    #expect(
      found.contains { $0.line == line && $0.column == column && $0.message.contains(word) },
      "\(found)")
  }

  @Test(arguments: ["", "# nothing\n", "- a\n- b\n", "just words", "a: [1, 2", "\u{0}", "{}"])
  func otherTextsAreNoTemplates(text: String) {
    #expect(!faults(text).isEmpty)
  }

  @Test func deepNestingIsRefused() {
    let found = faults(String(repeating: "[", count: 100_000))
    #expect(found.count == 1)
  }

  @Test func otherEncodingsAreRefused() {
    #expect(TemplateFile.read([0xFF, 0xFE, 0x41, 0x00], messagesIn: .french).template == nil)
  }

  @Test func whatAFileCallsItselfIsReadWithoutTheRest() throws {
    let head = "schema: x\nid: harbour\nversion: '2.1'\nlanguage: en\n"
    for comment in ["", "# short\n", String(repeating: "# été\n", count: 1000)] {
      let title = try #require(TemplateFile.title(of: Array((comment + head + "parts: [").utf8)))
      #expect(title == ("harbour.en", "2.1"))
    }
    for text in [
      "", "- a\n", "id: a\nversion: '1'\n", "id: [a]\nversion: '1'\nlanguage: fr\n", ": [",
    ] {
      #expect(TemplateFile.title(of: Array(text.utf8)) == nil)
    }
  }
}
