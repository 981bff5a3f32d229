internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// What the register keeps of a workbook that was read.
struct ReadSubmission: Sendable {
  private let files: ReturnedFiles
  /// The program, its version, and which templates it knew: what decides how a workbook is read.
  let program: String

  init(_ files: ReturnedFiles) {
    self.files = files
    let templates = files.library.templates.map { TemplateJSON.value(of: $0).compact }
    let digest = SHA256.hex(of: Array(templates.joined(separator: "\n").utf8))
    program = "respecte " + Program.version + "+" + digest.prefix(8)
  }

  /// Reads and assesses.
  ///
  /// - Parameters:
  ///   - asOf: the day that ages are counted from; nil for the workbook's own assessment date.
  ///   - language: of the messages.
  func record(
    of bytes: [UInt8], file: String, asOf: CalendarDate?, language: Language
  ) -> (record: RegisteredRecord, submission: Submission) {
    let submission = files.submission(from: bytes, file: file, in: language)
    let assessment = Assessment(
      of: submission, template: files.template(of: submission), asOf: asOf,
      language: language)
    let template = submission.template.map {
      [$0.id, $0.version, $0.language.rawValue].joined(separator: "@")
    }
    let record = RegisteredRecord(
      file: file, template: template ?? "", language: language.rawValue, program: program,
      verdict: assessment.verdict.rawValue, permille: assessment.score.tenths,
      submission: String(decoding: SubmissionJSON.line(of: submission), as: UTF8.self),
      assessment: String(decoding: AssessmentJSON.item(assessment), as: UTF8.self))
    return (record, submission)
  }

  /// What is to be said where an original is read otherwise today than what is kept of it.
  func fault(
    _ submission: RegisteredSubmission, _ kept: RegisteredRecord, _ bytes: [UInt8]
  ) -> RegisterFault? {
    // Of what was read without a day that ages are counted from, none is kept.
    let day = (try? JSON.read(Array(kept.assessment.utf8)))?["asOf"]?.string
    guard let language = Language(rawValue: kept.language) else {
      return .readOtherwise(submission.number)
    }
    guard files.library.template(stamped: kept.template) != nil else {
      return .templateUnknown(submission.number, template: kept.template)
    }
    var (today, _) = record(
      of: bytes, file: kept.file, asOf: day.flatMap { CalendarDate(iso: $0) }, language: language)
    today.program = kept.program
    if today == kept { return nil }
    return kept.program == program
      ? .readOtherwise(submission.number)
      : .readByOtherVersion(submission.number, program: kept.program)
  }
}

extension Submission {
  /// Why the register does not keep what was read; nil where it does. What `score` calls unreadable is nothing to be kept.
  func obstacle(_ language: Language) -> String? {
    if let failure { return failure.message }
    guard template == nil else { return nil }
    let said = discrepancies.first { $0.code == .templateUnknown }?.message
    return said ?? DiscrepancyCode.templateUnknown.meaning(in: language)
  }

  /// What the register calls it.
  var kind: RegisteredSubmission.Kind {
    audit.map { $0.isForPartner ? .reply : .audit } ?? .returned
  }
}
