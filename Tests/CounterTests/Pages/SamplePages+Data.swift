import Assessments
import Basics
import Checklists
import Foundation
import Workbooks

@testable import Counter
@testable import Register

/// What the sample pages are made of.
extension SamplePages {
  // MARK: Workbooks

  static let library = TemplateLibrary.builtIn()

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../../SampleData/returned").standardized

  static func bytes(_ file: String) -> [UInt8] {
    (try? Data(contentsOf: folder.appendingPathComponent(file))).map { Array($0) } ?? []
  }

  /// Files, each read once in each language.
  private static let submissions: [String: Submission] = {
    var read: [String: Submission] = [:]
    for file in ["Numa à compléter.xlsx", "tessera-2019-11.xlsx", "Kestrel Commerce.ods"] {
      for language in Language.allCases {
        read[file + language.rawValue] = WorkbookImport.submission(
          from: bytes(file), file: file, library: library, messagesIn: language)
      }
    }
    return read
  }()

  static let incomplete = "Numa à compléter.xlsx"
  static let notEligible = "tessera-2019-11.xlsx"
  static let other = "Kestrel Commerce.ods"

  /// What a file says, with every text of it replaced.
  func read(_ file: String, in language: Language? = nil) -> Read {
    let language = language ?? self.language
    var submission =
      Self.submissions[file + language.rawValue]
      ?? Submission(source: Source(file: file, sha256: "", bytes: 0))
    submission.source.file = typed(submission.source.file)
    submission.source.producer = submission.source.producer.map(typed)
    for field in submission.application.fields.keys {
      guard let text = submission.application[field].text else { continue }
      submission.application.fields[field]?.value = .text(typed(text))
    }
    for place in submission.caseStudies.indices {
      guard let text = submission.caseStudies[place][.customer].text else { continue }
      submission.caseStudies[place].fields[.customer]?.value = .text(typed(text))
    }
    for place in submission.answers.indices {
      submission.answers[place].evidence = submission.answers[place].evidence.map(typed)
    }
    for place in submission.discrepancies.indices {
      submission.discrepancies[place].message = typed(submission.discrepancies[place].message)
    }
    let template = submission.template.flatMap { reference in
      Self.library.template(
        stamped: "\(reference.id)@\(reference.version)@\(reference.language.rawValue)")
    }
    return (
      submission,
      Assessment(of: submission, template: template, asOf: nil, language: language),
      template
    )
  }

  func unreadable() -> Read {
    var submission = Submission(
      source: Source(file: typed("vieux.xls"), sha256: "00", bytes: 7))
    submission.failure = Failure(
      code: "file.legacy", message: typed("Enregistrez-le au format .xlsx."))
    return (
      submission,
      Assessment(
        of: submission, template: nil, asOf: nil, language: language), nil
    )
  }

  // MARK: What is stored

  static func time(_ text: String) -> Timestamp { Timestamp(stored: text) }

  var invitation: Invitation { invitation(7) }

  func invitation(
    _ number: Int, revoked: String? = nil, opened: String? = "2019-12-03T08:10:00Z",
    downloaded: String? = "2019-12-03T08:12:00Z", expires: String = "2020-02-28T12:00:00Z"
  ) -> Invitation {
    Invitation(
      number: number, partner: typed("Numa"),
      template: editions.first?.edition ?? "", models: [], language: language,
      inviter: typed("Claire Aubry"), created: Self.time("2019-12-02T09:00:00Z"),
      expires: Self.time(expires), revoked: revoked.map(Self.time),
      opened: opened.map(Self.time), downloaded: downloaded.map(Self.time))
  }

  var editions: [Template] {
    let first = Self.library.templates.first { $0.id.hasPrefix("aws-retail") }
    return Self.library.templates.filter { $0.edition == first?.edition }
  }

  func registered(
    _ number: Int, _ kind: RegisteredSubmission.Kind = .returned, on day: String = "2019-12-05",
    partner: String = "Numa", file: String = incomplete, verdict: Verdict = .incomplete,
    isForgotten: Bool = false
  ) -> RegisteredSubmission {
    RegisteredSubmission(
      number: number, partner: typed(partner), kind: kind,
      received: Self.time(day + "T14:03:22Z"), handedIn: Self.time(day + "T14:03:22Z"),
      turn: number,
      sha256: String(repeating: "4d", count: 32), bytes: 81_920,
      summary: isForgotten
        ? nil
        : RegisteredSubmission.Summary(
          file: typed(file), template: "aws-retail-technology-2019-12@1.0@fr",
          language: language.rawValue, program: "respecte 0", verdict: verdict.rawValue,
          permille: 931))
  }

  func draft(
    _ read: Read, named: String? = "Numa", kind: RegisteredSubmission.Kind = .returned,
    in written: Language? = nil
  )
    -> ReadDraft
  {
    let record = RegisteredRecord(
      file: read.submission.source.file, template: read.template?.stamp ?? "",
      language: (written ?? language).rawValue, program: "respecte 0",
      verdict: read.assessment.verdict.rawValue, permille: 931, submission: "", assessment: "")
    return ReadDraft(
      draft: Draft(
        received: Self.time("2019-12-06T10:20:00Z"), named: named.map(typed),
        handedIn: HandedIn(
          partner: typed("Numa"), kind: kind, original: [], record: record), bytes: 81_920,
        sha256: String(repeating: "9a", count: 32)),
      submission: read.submission, assessment: read.assessment, template: read.template)
  }

  func event(_ number: Int, _ kind: String, partner: String? = "Numa", submission: Int? = nil)
    -> RegisterEvent
  {
    RegisterEvent(
      number: number, time: Self.time("2019-12-0\(1 + number % 9)T09:30:00Z"), kind: kind,
      actor: typed("Claire Aubry"), partner: partner.map(typed), submission: submission,
      details: JSON.object([
        JSON.Member("partner", .string(typed("Numa"))), JSON.Member("invitation", .number(7)),
      ]).compact, previous: "", digest: String(repeating: "0", count: 64))
  }
}
