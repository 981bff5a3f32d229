import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

@testable import Reports

/// Whether other programs accept the documents is asked by `Tests/Interop/oscal.py`.
@Suite struct OSCALTests {
  /// FIPS 180-4's examples, and an identifier as Python makes it.
  @Test func digestsAndIdentifiersOfTheStandards() {
    func hex(_ text: String) -> String {
      var hash = SHA1()
      hash.update(text.utf8)
      return hash.digest().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    #expect(hex("abc") == "a9993e364706816aba3e25717850c26c9cd0d89d")
    #expect(hex("") == "da39a3ee5e6b4b0d3255bfef95601890afd80709")
    #expect(
      hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")
        == "84983e441c3bd26ebaae4aa1f95129e5e54670f1")
    #expect(
      hex(String(repeating: "a", count: 1_000_000)) == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
    // uuid.uuid5(uuid.uuid5(uuid.NAMESPACE_URL, "urn:x"), "1:a-:0:")
    let uuid = NameUUID(uri: "urn:x")("a", nil, "")
    #expect(uuid == "6f71efa8-3b6d-5ab3-b93b-c8b03dcab6b0")
  }

  @Test(arguments: [
    ("été", "été"), ("a*b_c", #"a\*b\_c"#), ("<script>x</script>", #"\<script\>x\</script\>"#),
    ("[x](javascript:y)", #"\[x\](javascript:y)"#),
    ("{{ insert: param, x }}", #"\{\{ insert: param, x \}\}"#),
    ("&lt;", #"\&lt;"#), ("\u{1B}[31m", "␛\\[31m"), ("  a \n b\r\nc ", "a \n b\nc"),
    ("a\u{202E}b", "a‹U+202E›b"), ("# a", "\\# a"), ("a\tb", "a b"),
  ])
  func textsStayTexts(_ text: String, _ markup: String) {
    #expect(OSCAL.markup(text) == markup)
  }

  @Test(arguments: [" ", "", "\n", "\u{A0}\t"]) func blankTextsAreNone(_ text: String) {
    #expect(OSCAL.markup(text) == nil)
    #expect(OSCAL.line(text) == nil)
    #expect(OSCAL.property("x", text) == nil)
  }

  private func document(_ files: [(Submission, Template?)], language: Language = .french) throws
    -> JSON
  {
    var results = OSCALResults(language: language)
    var text = OSCALResults.opening
    for (index, (submission, template)) in files.enumerated() {
      if index > 0 { text += OSCALResults.separator }
      let assessment = Assessment(
        of: submission, template: template, asOf: nil, language: language)
      text += results.item(submission, assessment, template)
    }
    let json = try JSON.read(Array((text + results.closing()).utf8))
    return try #require(json["assessment-results"])
  }

  /// One control is not met in case study 1, one is open, one is nowhere applicable; the others are met.
  @Test func findingsPerControl() throws {
    let template = Bakery.template()
    let submission = Bakery.submission(
      of: template,
      answers: {
        if $0.isTo("tech.1.1", case: 1) { $0.value = .no }
        if $0.isTo("tech.1.2", case: 2) { $0.clear() }
        if $0.key.control == "tech.1.3" { $0.value = .notApplicable }
      })
    let result = try #require(
      try document([(submission, template)])["results"]?.array?.first)
    let findings = try #require(result["findings"]?.array)
    // 4 prerequisites, 2 documents asked under `oven`, 5 controls; no declaration.
    #expect(findings.count == 11)
    func status(_ control: String) throws -> [String?] {
      let finding = try #require(
        findings.first { $0["target"]?["target-id"]?.string == control + "_smt" })
      let target = finding["target"]
      return [
        target?["status"]?["state"]?.string, target?["status"]?["reason"]?.string,
        target?["implementation-status"]?["state"]?.string,
      ]
    }
    #expect(try status("tech.1.1") == ["not-satisfied", "fail", nil])
    #expect(try status("tech.1.2") == ["not-satisfied", "other", nil])
    #expect(try status("tech.1.3") == ["satisfied", "other", "not-applicable"])
    #expect(try status("tech.2.1") == ["satisfied", "pass", nil])

    let observations = try #require(result["observations"]?.array)
    let identifiers = observations.compactMap { $0["uuid"]?.string }
    #expect(Set(identifiers).count == observations.count)
    let related = findings.flatMap { $0["related-observations"]?.array ?? [] }
      .compactMap { $0["observation-uuid"]?.string }
    #expect(Set(related).isSubset(of: identifiers))
    // 35 answers, two of them declarations, which have no finding.
    let answers = observations.filter { $0["types"]?.array == ["control-objective"] }
    #expect(answers.count == 35)
    #expect(answers.count { related.contains($0["uuid"]?.string ?? "") } == 33)
    let reviewed = result["reviewed-controls"]?["control-selections"]?.array?.first
    #expect(reviewed?["include-controls"]?.array?.count == 13)
    #expect(result["start"]?.string == "2019-12-10T00:00:00Z")
  }

  @Test func anUnreadableFileIsAResultToo() throws {
    var submission = Submission(source: Source(file: "vieux.xls", sha256: "00", bytes: 7))
    submission.failure = Failure(code: "file.legacy", message: "Enregistrez-le au format .xlsx.")
    let json = try document([(submission, nil), (submission, nil)])
    let results = try #require(json["results"]?.array)
    #expect(results[0]["findings"] == nil)
    #expect(results[0]["observations"]?.array?.count == 1)
    #expect(
      results[0]["reviewed-controls"]?["control-selections"]?.array?.first?["include-all"] != nil)
    // The same file twice is two results.
    #expect(results[0]["uuid"] != results[1]["uuid"])
    let plan = try #require(json["import-ap"]?["href"]?.string)
    let resources = try #require(json["back-matter"]?["resources"]?.array)
    #expect(resources.contains { "#" + ($0["uuid"]?.string ?? "") == plan })
  }

  @Test func theSameContentIsTheSameDocument() throws {
    let template = Bakery.template()
    let submission = Bakery.submission(of: template)
    let first = try document([(submission, template)])
    #expect(try document([(submission, template)]) == first)
    let other = Bakery.submission(of: template, answers: { $0.raw = "oui" })
    #expect(try document([(other, template)])["uuid"] != first["uuid"])
    #expect(try document([(submission, template)], language: .english)["uuid"] != first["uuid"])
  }

  /// Sections hold their controls in printed order; documents stand in their part.
  @Test func catalogOfATemplate() throws {
    var template = Bakery.template()
    template.parts = [
      Part(id: "prereq", kind: .prerequisite, title: "Prérequis"),
      Part(id: "doc", kind: .document, title: "Documents", intro: "a\n\n- b"),
      Part(id: "tech", kind: .control, title: "Technique"),
    ]
    let catalog = try #require(OSCALCatalog.json(of: template)["catalog"])
    let groups = try #require(catalog["groups"]?.array)
    #expect(groups.map { $0["id"]?.string } == ["prereq", "doc", "tech"])
    #expect(groups[1]["controls"]?.array?.count == 3)
    #expect(groups[1]["groups"] == nil)
    #expect(groups[1]["parts"]?.array?.first?["prose"]?.string == "a\n\n- b")
    let flour = try #require(groups[2]["groups"]?.array?.first)
    #expect(flour["id"]?.string == "tech-1.0")
    #expect(
      flour["controls"]?.array?.map { $0["id"]?.string } == ["tech.1.1", "tech.1.2", "tech.1.3"])
    let nuts = try #require(flour["controls"]?.array?.last)
    #expect(nuts["parts"]?.array?.first?["id"]?.string == "tech.1.3_smt")
    let props = try #require(nuts["props"]?.array)
    func values(_ name: String) -> [String?] {
      props.filter { $0["name"]?.string == name }.map { $0["value"]?.string }
    }
    #expect(values("label") == ["1.3"])
    #expect(values("conditional") == ["true"])
    #expect(values("applies") == ["oven:case", "onSite:case"])
    #expect(catalog["metadata"]?["last-modified"]?.string == "2020-01-01T00:00:00Z")
  }
}
