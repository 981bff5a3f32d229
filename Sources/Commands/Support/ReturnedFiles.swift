internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Reads what partners returned; a file that cannot be read never stops the others.
struct ReturnedFiles {
  let library: TemplateLibrary
  let limits: ReadingLimits
  let session: Session

  /// With the templates and the limits that the options name.
  init(_ arguments: Arguments, _ session: Session) throws(Stop) {
    limits = try arguments.readingLimits()
    library = try KnownTemplates.library(
      adding: arguments.all(ReadingOptions.template), session)
    self.session = session
  }

  /// What one workbook says.
  func submission(of path: String) -> Submission {
    do {
      return submission(from: try bytes(of: path), file: path)
    } catch {
      return failed(path, error)
    }
  }

  /// What one workbook says, or the submissions that `import --ndjson` wrote.
  func submissions(of path: String) -> [Submission] {
    do {
      let bytes = try bytes(of: path)
      let isList =
        Path.ending(path) == "ndjson" || (path == "-" && bytes.first == UInt8(ascii: "{"))
      return isList ? lines(of: bytes, file: path) : [submission(from: bytes, file: path)]
    } catch {
      return [failed(path, error)]
    }
  }

  /// The template of a submission; nil where none is known.
  func template(of submission: Submission) -> Template? {
    guard let reference = submission.template else { return nil }
    let stamp = [reference.id, reference.version, reference.language.rawValue]
    return library.template(stamped: stamp.joined(separator: "@"))
      ?? library.template(named: reference.id, language: reference.language)
  }

  /// Whether nothing can be said about a submission: the file, or its template is unknown.
  func isUnreadable(_ submission: Submission) -> Bool {
    submission.failure != nil || template(of: submission) == nil
  }

  private func bytes(of path: String) throws(InputFile.Problem) -> [UInt8] {
    try InputFile.read(path, limit: limits.inflatedTotal, console: session.console)
  }

  private func submission(from bytes: [UInt8], file: String) -> Submission {
    let submission = WorkbookImport.submission(
      from: bytes, file: file, library: library, limits: limits, messagesIn: session.language)
    if let format = submission.source.format { session.noteContent(format, of: file) }
    return submission
  }

  private func lines(of bytes: [UInt8], file: String) -> [Submission] {
    var submissions: [Submission] = []
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
      do {
        submissions.append(try SubmissionJSON.read(Array(line)))
      } catch {
        var submission = Submission(
          source: Source(
            file: file + ":" + String(index + 1), sha256: SHA256.hex(of: Array(line)),
            bytes: line.count))
        submission.failure = Failure(
          code: SpreadsheetError.Code.corrupt.rawValue,
          message: error.message(in: session.language))
        submissions.append(submission)
      }
    }
    return submissions
  }

  private func failed(_ path: String, _ problem: InputFile.Problem) -> Submission {
    var submission = Submission(source: Source(file: path, sha256: "", bytes: 0))
    submission.failure = Failure(code: problem.code, message: problem.sentence(session.language))
    return submission
  }
}
