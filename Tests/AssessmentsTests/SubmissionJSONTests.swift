import AssessmentFixtures
import Assessments
import Basics
import Checklists
import TestSupport
import Testing

@Suite struct SubmissionJSONTests {
  /// Texts that have been lost or changed on the way elsewhere.
  static let texts = [
    "", " ", "O\u{0}N", "\u{1}\u{1F}\u{7F}", "a\r\nb\tc", "«\u{A0}guillemets\u{A0}»",
    "\"\\/\u{8}\u{C}",
    "👩🏽‍🍳🇫🇷", "e\u{301} é", "\u{202E}txet", "\u{FEFF}BOM", "\u{10FFFF}", "_x000D_", "=1+1",
  ]

  @Test func soundSubmission() throws {
    try expectRoundTrip(Bakery.submission())
  }

  @Test(arguments: texts)
  func typedText(_ text: String) throws {
    var submission = Bakery.submission(
      fields: {
        $0.set(.challenge, .text(text), of: 2)
        $0.application.fields[.partner] = Field(
          raw: text, value: .text(text), sheet: text, cell: "B2")
        $0.application.fields[.contact] = Field(raw: text)
        $0.caseStudies[0].fields[.reusedFrom] = Field()
      },
      answers: {
        if $0.isTo("tech.1.1", case: 1) {
          $0.clear(.unreadable)
          $0.raw = text
          $0.evidence = text
          $0.dateRaw = text
          $0.finding = .notApplicable
          $0.reason = text
          $0.action = text
          $0.reply = text
        }
      })
    submission.unexpected = 3
    submission.source.producer = text
    submission.discrepancies = [
      Discrepancy(.cellUnexpected, severity: .info, sheet: text, cell: "Z1", message: text),
      Discrepancy(
        .fieldInvalid, control: "tech.2.1", scope: .caseStudy(12), deliveryModel: "oven",
        field: "date", message: text),
    ]
    try expectRoundTrip(submission)
  }

  @Test func unusedAndInvalid() throws {
    try expectRoundTrip(
      Bakery.submission(fields: {
        $0.caseStudies.append(CaseStudy(number: 5, used: false))
        $0.application.fields[.customers] = Field(raw: "12,5", sheet: "Candidature", cell: "C9")
        $0.set(.deliveryModel, .deliveryModels(["onSite", "oven"]), of: 1)
        $0.set(.customers, .number(-3))
      }))
  }

  @Test func failure() throws {
    var submission = Submission(source: Source(file: "-", sha256: "", bytes: 0))
    submission.failure = Failure(code: "file.truncated", message: "Le fichier est tronqué.")
    try expectRoundTrip(submission)
    let json = SubmissionJSON.json(of: submission)
    #expect(json["error"]?["code"]?.string == "file.truncated")
    #expect(json["template"] == .null)
  }

  @Test func errorIsThereOnlyWhereThereIsOne() {
    #expect(SubmissionJSON.json(of: Bakery.submission())["error"] == nil)
  }

  /// The members that scripts rely on, by name and kind.
  @Test func asTheContractSays() throws {
    let json = SubmissionJSON.json(
      of: Bakery.submission(answers: { if $0.isTo("tech.1.1", case: 3) { $0.clear() } }))
    #expect(json["schema"]?.string == "respecte.submission/1")
    #expect(json["application"]?["customers"]?.int == 120)
    #expect(json["application"]?["deliveryModel"]?.array == ["oven"])
    #expect(json["application"]?["assessmentDate"]?.string == "2019-12-10")
    #expect(json["application"]?["contact"] == .null)
    let study = try #require(json["caseStudies"]?.array?.first)
    #expect(study["number"]?.int == 1)
    #expect(study["used"]?.boolean == true)
    #expect(study["public"]?.boolean == true)
    let answer = try #require(
      json["answers"]?.array?.first {
        $0["control"]?.string == "tech.1.1" && $0["scope"]?.string == "case3"
      })
    #expect(
      answer.members?.map(\.name) == [
        "control", "scope", "deliveryModel", "status", "answer", "evidence", "date", "dateRaw",
        "finding", "findingRaw", "reason", "action", "reply", "auditSheet", "auditCells", "raw",
        "sheet", "cell", "foundBy", "notes", "links", "attachments",
      ])
    #expect(answer["status"]?.string == "blank")
    #expect(answer["answer"] == .null)
    #expect(
      json["accounting"]?.compact
        == #"{"expected":35,"answered":34,"blank":1,"unreadable":0,"missing":0,"duplicate":0,"unexpected":0}"#
    )
  }

  @Test func anAssessmentIsTheSameOverJSON() throws {
    let submission = Bakery.submission(answers: {
      if $0.isTo("tech.1.2", case: 3) { $0.value = .no }
      if $0.isTo("prereq.3.1") { $0.date = nil }
    })
    let back = try SubmissionJSON.read(Array(SubmissionJSON.json(of: submission).compact.utf8))
    #expect(assess(back, Bakery.template()) == assess(submission, Bakery.template()))
  }

  /// A change to a sound document, and where the fault is found.
  @Test(arguments: [
    (#""schema":"respecte.submission/1""#, #""schema":"other/1""#, "otherSchema"),
    (#""bytes":4096"#, #""bytes":"many""#, "source.bytes"),
    (#""bytes":4096"#, #""bytes":1.5"#, "source.bytes"),
    (#""customers":120"#, #""customers":true"#, "application.customers"),
    (
      #""assessmentDate":"2019-12-10""#, #""assessmentDate":"2019-02-30""#,
      "application.assessmentDate"
    ),
    (#""deliveryModel":["oven"]"#, #""deliveryModel":[]"#, "application.deliveryModel"),
    (#""number":2,"#, #""number":1,"#, "caseStudies[1].number"),
    (#""number":2,"#, #""number":0,"#, "caseStudies[1].number"),
    (#""status":"answered""#, #""status":"perhaps""#, "answers[0].status"),
    (#""status":"answered""#, #""status":"blank""#, "answers[0].answer"),
    (#""scope":"solution""#, #""scope":"case0""#, "answers[0].scope"),
    (#""field":"partner","scope":null"#, #""field":"partner","scope":"case9""#, "fields[0].field"),
    (#""answers":["#, #""answers":3,"else":["#, "answers"),
  ])
  func fault(from: String, to: String, path: String) throws {
    let sound = SubmissionJSON.json(of: Bakery.submission()).compact
    let range = try #require(sound.firstRange(of: from))
    let broken = sound.replacingCharacters(in: range, with: to)
    let expected: SubmissionJSON.Fault =
      path == "otherSchema" ? .otherSchema("other/1") : .member(path)
    #expect(throws: expected) { try SubmissionJSON.read(Array(broken.utf8)) }
  }

  @Test func absentMembersAreAsNull() throws {
    let text = #"""
      {"schema":"respecte.submission/1","source":{"file":"a","sha256":"b","bytes":1},"later":[1],
       "answers":[{"control":"c","scope":"solution","status":"blank"}]}
      """#
    let submission = try SubmissionJSON.read(Array(text.utf8))
    #expect(submission.answers.count == 1)
    #expect(submission.caseStudies.isEmpty)
  }

  /// Submissions put together at random from a seed go out and come back the same.
  @Test(arguments: 1...40)
  func random(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let submission = Bakery.submission(
      fields: { submission in
        for field in CaseStudyField.allCases where Bool.random(using: &generator) {
          let text = Self.texts.randomElement(using: &generator) ?? ""
          submission.caseStudies[1].fields[field] = Field(raw: text, sheet: text)
        }
      },
      answers: { answer in
        let status = AnswerStatus.allCases.randomElement(using: &generator) ?? .blank
        answer.status = status
        answer.value =
          status == .answered ? AnswerValue.allCases.randomElement(using: &generator) : nil
        answer.evidence = Self.texts.randomElement(using: &generator)
        answer.finding =
          Int.random(in: 0..<4, using: &generator) == 0
          ? AnswerValue.allCases.randomElement(using: &generator) : nil
      })
    try expectRoundTrip(submission)
    // Whatever comes in, every scored answer counts once and the verdict follows from the reasons.
    let assessment = assess(submission, Bakery.template())
    let score = assessment.score
    #expect(score.applicable + score.notApplicable == 33)
    var sum = Score()
    for control in assessment.controls { sum.add(control.score) }
    #expect(sum == score)
    #expect(assessment.reasons.isEmpty == (assessment.verdict == .eligible))
  }

  private func expectRoundTrip(_ submission: Submission) throws {
    let json = SubmissionJSON.json(of: submission)
    #expect(try SubmissionJSON.read(Array(json.compact.utf8)) == submission)
    #expect(try SubmissionJSON.read(Array(json.pretty.utf8)) == submission)
    #expect(SubmissionJSON.line(of: submission) == Array(json.compact.utf8))
  }
}

extension String {
  func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    var copy = self
    copy.replaceSubrange(range, with: text)
    return copy
  }
}
