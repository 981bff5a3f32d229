import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Foundation
import Reports
import TestSupport
import Testing

@Suite struct CSVTests {
  /// RFC 4180, § 2: lines end with CR LF; fields with commas, quotation marks or line breaks are quoted, and quotation
  /// marks in them doubled.
  @Test(arguments: [
    ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"yes\"", "\"say \"\"yes\"\"\""),
    ("one\ntwo", "\"one\ntwo\""), ("one\r\ntwo", "\"one\r\ntwo\""), ("", ""), ("été", "été"),
  ])
  func quoting(_ text: String, _ field: String) {
    var bytes: [UInt8] = []
    CSVText.append([.text(text), .empty, .number(96.8), .number(-5)], to: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == field + ",,96.8,-5\r\n")
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM", "'@SUM"),
    // Behind blanks, also invisible ones, and quotation marks.
    ("  =1", "'  =1"), ("\u{A0}=1", "'\u{A0}=1"), ("\u{FEFF}=1", "'\u{FEFF}=1"),
    ("\u{200B}=1", "'\u{200B}=1"), ("\"=1", "'\"=1"),
    // Full-width and small forms, and the minus sign.
    ("＝1", "'＝1"), ("＋1", "'＋1"), ("－1", "'－1"), ("＠A", "'＠A"), ("−1", "'−1"),
    ("﹦1", "'﹦1"),
    // Where another program would begin a cell.
    ("\t=1", "\t'=1"), ("\r=1", "\r'=1"), ("\r\n=1", "\r\n'=1"), ("a\n=1", "a\n'=1"),
    ("a;=1", "a;'=1"), ("a\t@b", "a\t'@b"), ("a; \"-1", "a;' \"-1"), ("- a\n- b", "'- a\n'- b"),
    ("a\u{2028}=1", "a\u{2028}'=1"),
    // One apostrophe more, so that taking one away gives the text again.
    ("'=1", "''=1"), ("''=1", "'''=1"),
    // Nothing begins here.
    ("a=b", "a=b"), ("a - b", "a - b"), ("a,=b", "a,=b"), ("'a", "'a"), ("l’été", "l’été"),
    ("", ""),
    ("a;b\nc", "a;b\nc"), ("a@example.com", "a@example.com"), ("1.12", "1.12"),
  ])
  func formulasDoNotBegin(_ text: String, _ neutral: String) {
    #expect(CSVText.neutralised(text) == neutral)
  }

  /// An apostrophe more for each sign that a cell could begin with, by another description of where that is.
  @Test func asManyApostrophesAsFormulas() throws {
    let pattern = try NSRegularExpression(
      pattern:
        #"(?:^|[;\t\n\r\u000B\f\u0085\u2028\u2029])(?:[\s'"\p{Cc}\p{Cf}])*[-=+@＝＋－＠﹦﹢﹣﹫−]"#)
    let scalars = Array(
      "ab=+-@;\t\n\r \"',é’×\u{85}\u{A0}\u{2028}\u{2029}\u{200B}\u{AD}\u{202E}\u{1}\u{7F}＝﹢−「…œ\u{300}"
        .unicodeScalars)
    var random = SeededGenerator(seed: 7)
    for _ in 0..<20_000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...7, using: &random) {
        text.append(scalars[Int.random(in: 0..<scalars.count, using: &random)])
      }
      let typed = String(text)
      let begins = pattern.numberOfMatches(
        in: typed, range: NSRange(location: 0, length: typed.utf16.count))
      let neutral = CSVText.neutralised(typed)
      #expect(neutral.unicodeScalars.count == text.count + begins, "\(typed.debugDescription)")
    }
  }

  @Test func headersAreUniqueAndAsInJSON() throws {
    let submission = Bakery.submission()
    let json = SubmissionJSON.json(of: submission)
    let keys = try #require(json["answers"]?.array?.first?.members).map(\.name)
    // Where the auditor's columns stand is told by the JSON alone.
    let wanted = Set(keys).subtracting(["auditSheet", "auditCells"])
    #expect(wanted.isSubset(of: CSVTable.answers.header))
    var changed = submission
    changed.discrepancies = [Discrepancy(.answerBlank, message: "…")]
    let found = try #require(SubmissionJSON.json(of: changed)["discrepancies"]?.array?.first)
    #expect(
      Set(try #require(found.members).map(\.name)).isSubset(of: CSVTable.discrepancies.header))
    let accounting = try #require(json["accounting"]?.members).map(\.name)
    #expect(Set(accounting).isSubset(of: CSVTable.submissions.header))
    let score = try #require(AssessmentJSON.json(of: assess())["score"]?.members).map(\.name)
    #expect(Set(score).isSubset(of: CSVTable.submissions.header))
    for table in CSVTable.allCases {
      #expect(Set(table.header).count == table.header.count)
      #expect(table.opening.starts(with: [0xEF, 0xBB, 0xBF]))
    }
  }

  /// The bakery's submission has 35 answers; one is not met, without evidence.
  @Test func rowsOfASubmission() throws {
    let template = Bakery.template()
    let submission = Bakery.submission(
      of: template,
      answers: {
        $0.evidence = "Dossier \($0.key.control) \($0.key.scope)"
        guard $0.isTo("tech.1.1", case: 1) else { return }
        $0.value = .no
        $0.raw = "=non"
        $0.evidence = nil
      })
    let assessment = Assessment(
      of: submission, template: template, asOf: nil, language: .french)
    func rows(_ table: CSVTable) -> [[String]] {
      var bytes = table.opening
      table.append(submission, assessment, template, to: &bytes)
      // None of the bakery's texts is quoted.
      return String(decoding: bytes.dropFirst(3), as: UTF8.self).split(separator: "\r\n")
        .map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }
    func value(_ name: String, _ row: [String], of table: CSVTable) throws -> String {
      row[try #require(table.header.firstIndex(of: name))]
    }

    let answers = rows(.answers)
    #expect(answers.count == 1 + 35)
    #expect(answers.allSatisfy { $0.count == CSVTable.answers.header.count })
    let row = try #require(
      try answers.first {
        try value("control", $0, of: .answers) == "tech.1.1"
          && value("scope", $0, of: .answers) == "case1"
      })
    let expected = [
      "file": "fournil.xlsx", "partner": "Fournil & Fils", "solution": "Levain",
      "template": "bakery-2020-01@1.0@fr", "verdict": "notEligible", "ref": "1.1", "part": "tech",
      "section": "1.0", "sectionTitle": "Farine", "title": "Contrôle 1.1", "customer": "Client 1",
      "deliveryModel": "oven", "status": "answered", "answer": "no", "raw": "'=non",
      "evidence": "", "date": "", "foundBy": "name",
    ]
    for (name, text) in expected { #expect(try value(name, row, of: .answers) == text) }

    let submissions = rows(.submissions)
    #expect(submissions.count == 2)
    // 33 scored answers, 32 of them met: 96.96… %.
    let counts = [
      "met": "32", "notMet": "1", "open": "0", "applicable": "33", "percent": "96.9",
      "prerequisitesMet": "4", "prerequisitesRequired": "4", "caseStudiesUsed": "4",
      "caseStudiesRetained": "3", "caseStudiesRequired": "4", "publicRetained": "1",
      "publicRequired": "2", "expected": "35", "answered": "35", "blank": "0", "customers": "120",
      "asOf": "2019-12-10", "deliveryModel": "oven", "category": "bread", "bytes": "4096",
      "reasons": "case.tooFew case.tooFewPublic",
    ]
    for (name, text) in counts {
      #expect(try value(name, submissions[1], of: .submissions) == text, "\(name)")
    }
    #expect(rows(.discrepancies).count == 1 + assessment.discrepancies.count)
  }

  @Test func aFileThatCouldNotBeRead() throws {
    var submission = Submission(source: Source(file: "vieux.xls", sha256: "", bytes: 0))
    submission.failure = Failure(code: "file.legacy", message: "Enregistrez-le au format .xlsx.")
    var bytes: [UInt8] = []
    for table in CSVTable.allCases { table.append(submission, unreadable(), nil, to: &bytes) }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    // No answer, one discrepancy, one submission.
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("vieux.xls,,,,unreadable,file.unreadable,error,"))
    #expect(lines[1].hasSuffix(",file.legacy,Enregistrez-le au format .xlsx."))
  }
}
