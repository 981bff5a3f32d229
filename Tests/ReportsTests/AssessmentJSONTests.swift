import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Reports
import Testing

@Suite struct AssessmentJSONTests {
  @Test func agreementWithTheFindings() throws {
    #expect(AssessmentJSON.json(of: assess())["agreement"] == .null)
    // 35 answers O; 28 in the four case studies: O confirmed but for one.
    let audited = assess(answers: {
      guard $0.key.scope != .solution else { return }
      $0.finding = $0.isTo("tech.1.1", case: 1) ? .no : .yes
    })
    #expect(
      AssessmentJSON.json(of: audited)["agreement"]?.compact
        == #"{"findings":28,"compared":28,"agreed":27,"rate":0.9643,"kappa":0}"#)
    let alike = assess(answers: { $0.finding = .yes })
    #expect(
      AssessmentJSON.json(of: alike)["agreement"]?.compact
        == #"{"findings":35,"compared":35,"agreed":35,"rate":1,"kappa":null}"#)
  }

  @Test func aDocumentInPieces() throws {
    let assessments = [
      assess(), assess(answers: { if $0.isTo("tech.1.1", case: 1) { $0.value = .no } }),
      emptyAssessment(), unreadable(),
    ]
    var summary = AssessmentSummary()
    var text = AssessmentJSON.opening
    for (index, assessment) in assessments.enumerated() {
      if index > 0 { text += AssessmentJSON.separator }
      let item = String(decoding: AssessmentJSON.item(assessment), as: UTF8.self)
      #expect(item == AssessmentJSON.json(of: assessment).compact)
      text += item
      summary.add(assessment)
    }
    text += AssessmentJSON.closing(summary)

    let json = try JSON.read(Array(text.utf8))
    #expect(json.members?.map(\.name) == ["schema", "submissions", "totals", "controls"])
    #expect(json["schema"]?.string == "respecte.assessment/1")
    #expect(
      json["totals"]?.compact
        == #"{"submissions":4,"eligible":1,"notEligible":1,"incomplete":1,"unreadable":1}"#)
    let controls = try #require(json["controls"]?.array)
    // tech.1.1 in 3 × 4 case studies: 4 + 3 met, 1 not, 4 open.
    #expect(
      controls.first { $0["control"]?.string == "tech.1.1" }?.compact
        == #"{"control":"tech.1.1","met":7,"notMet":1,"notApplicable":0,"open":4}"#)
    let submissions = try #require(json["submissions"]?.array)
    #expect(
      submissions.map { $0["verdict"]?.string } == [
        "eligible", "notEligible", "incomplete", "unreadable",
      ])
    #expect(!AssessmentJSON.item(assessments[2]).contains(UInt8(ascii: "\n")))
  }

  @Test func withoutAnyAssessment() throws {
    let text = AssessmentJSON.opening + AssessmentJSON.closing(AssessmentSummary())
    #expect(try JSON.read(Array(text.utf8))["submissions"]?.array == [])
  }

  /// Names and kinds of contract § 5; `field` and `agreement` are beside them.
  @Test func asTheContractSays() throws {
    let json = AssessmentJSON.json(
      of: assess(answers: {
        if $0.isTo("tech.1.1", case: 1) { $0.clear() }
        if $0.isTo("tech.1.3", case: 1) { $0.value = .notApplicable }
      }))
    #expect(
      json.members?.map(\.name) == [
        "source", "partner", "asOf", "verdict", "reasons", "score", "prerequisites",
        "agreement", "caseStudies", "discrepancies",
      ])
    #expect(json["partner"]?.string == "Fournil & Fils")
    #expect(json["asOf"]?.string == "2019-12-10")
    #expect(
      json["reasons"]?.compact
        == #"[{"code":"answer.blank","control":"tech.1.1","scope":"case1","deliveryModel":"oven","field":null}]"#
    )
    // 33 scored, one of them S.O., one open: 31 of 32 are 96.875 %.
    #expect(
      json["score"]?.compact
        == #"{"met":31,"notMet":0,"notApplicable":1,"open":1,"applicable":32,"percent":96.8}"#)
    #expect(json["prerequisites"]?.compact == #"{"met":4,"required":4}"#)
    let study = try #require(json["caseStudies"]?.array?.first)
    #expect(
      study.members?.map(\.name) == [
        "number", "deliveryModel", "retained", "public", "score", "sections",
      ])
    #expect(study["retained"]?.boolean == false)
    #expect(study["public"]?.boolean == true)
    #expect(study["deliveryModel"]?.array == ["oven"])
    // Documents 2 of 2; 1.1 open, 1.2 met, 1.3 S.O.; 2.1 and 2.2 met.
    #expect(
      study["sections"]?.array?.map { $0["score"]?["percent"]?.number } == [100, 50, 100])
    #expect(study["sections"]?.array?.first?["ref"] == .null)
  }

  @Test func absentValuesAreNull() {
    let json = AssessmentJSON.json(of: unreadable())
    #expect(json["partner"] == .null)
    #expect(json["score"]?["percent"] == .null)
    #expect(json["caseStudies"]?.array == [])
    #expect(json["reasons"]?.array?.map { $0["code"]?.string } == ["file.unreadable"])
  }
}
