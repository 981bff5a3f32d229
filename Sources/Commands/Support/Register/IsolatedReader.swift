internal import Basics
internal import Checklists
internal import Counter
internal import Isolation
internal import Spreadsheet
internal import Workbooks

/// Reads uploads in processes that can do nothing else.
struct IsolatedReader: UploadReader {
  let work: IsolatedWork

  /// How many case studies more than a checklist asks for are expected in a workbook; any other number is read as well, and
  /// takes longer.
  private static let additionalCaseStudies = 2

  /// To be made before anything secret is read, while there is one thread.
  init(_ files: ReturnedFiles) throws(IsolationError) {
    let reading = ReadSubmission(files)
    // What reading a workbook needs to know of how it was issued is learnt once, and shared by all children.
    let counts = 0...Self.additionalCaseStudies
    let samples = counts.flatMap { more in
      files.library.templates.flatMap { template in
        ([nil] + template.deliveryModels.map { [$0.id] }).map { (more, template, $0) }
      }
    }.compactMap { (more: Int, template: Template, models: [String]?) -> [UInt8]? in
      let layout = WorkbookLayout(
        template: template, models: models, caseStudies: template.caseStudies.required + more)
      guard let bytes = try? XLSXWriter.write(WorkbookExport.document(of: layout)) else {
        return nil
      }
      return Upload(bytes: bytes, file: "x", language: template.language).encoded
    }
    var limits = IsolatedWork.Limits()
    limits.children = max(2, Workers.available)
    limits.waiting = 256
    work = try IsolatedWork(limits: limits, warmUp: samples) { request in
      guard let upload = Upload(encoded: request) else { return [] }
      return Self.answer(upload, reading)
    }
  }

  private static func answer(_ upload: Upload, _ reading: ReadSubmission) -> [UInt8] {
    let (record, submission) = reading.record(
      of: upload.bytes, file: upload.file, asOf: nil,
      language: upload.language)
    if let obstacle = submission.obstacle(upload.language) {
      return UploadFailure.encoded(unreadable: obstacle)
    }
    return ReadUpload(
      kind: submission.kind, named: submission.application.partner?.trimmed(), record: record
    ).encoded
  }

  func read(_ upload: Upload) throws(UploadFailure) -> ReadUpload {
    let answer: [UInt8]
    do { answer = try work.run(upload.encoded) } catch {
      let sentence = error.message(in: upload.language)
      switch error {
      case .busy, .unavailable: throw .unavailable(sentence, cause: "\(error)")
      case .tooLong, .tooMuchMemory, .died, .answerTooLarge:
        throw .harmful(sentence, cause: "\(error)")
      }
    }
    if let read = ReadUpload(encoded: answer) { return read }
    throw UploadFailure(encoded: answer)
      ?? .harmful(
        IsolationError.died(signal: 0).message(in: upload.language), cause: "no answer")
  }
}
