internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Something that holds a submission.
enum ReturnedItem: Sendable {
  /// A workbook by its path.
  case file(String)
  /// The bytes of a workbook that came through a pipe, stood in an archive or in the register, and what it is called.
  case workbook([UInt8], named: String)
  /// A line that `import --ndjson` wrote, and where it stands: `returns.ndjson:12`.
  case line([UInt8], at: String)
  /// What cannot be read, and why.
  case unreadable(String, InputFile.Problem)

  /// A line that stands in a file and is read when the work is done.
  case stored(StoredLine)

  /// As messages name it.
  var name: String {
    switch self {
    case .file(let path), .line(_, let path), .unreadable(let path, _), .workbook(_, let path): path
    case .stored(let line): line.name
    }
  }

  /// How many bytes wait in it.
  var weight: Int {
    switch self {
    case .workbook(let bytes, _), .line(let bytes, _): bytes.count
    case .file, .stored, .unreadable: 0
    }
  }
}

/// Reads what partners returned; a file that cannot be read never stops the others.
struct ReturnedFiles: Sendable {
  let library: TemplateLibrary
  let limits: ReadingLimits
  let language: Language

  /// With the templates and the limits that the options name.
  init(_ arguments: Arguments, _ session: Session) throws(Stop) {
    limits = try arguments.readingLimits()
    library = try KnownTemplates.library(
      adding: arguments.all(ReadingOptions.template), session)
    language = session.language
  }

  /// What one item says.
  func submission(of item: ReturnedItem) -> Submission {
    switch item {
    case .file(let path):
      do {
        return submission(
          from: try InputFile.read(path, limit: limits.inflatedTotal), file: path)
      } catch {
        return failed(path, error)
      }
    case .workbook(let bytes, let name): return submission(from: bytes, file: name)
    case .stored(let line):
      do {
        return submission(ofLine: try line.read(), at: line.name)
      } catch {
        return failed(line.name, error)
      }
    case .line(let bytes, let place): return submission(ofLine: bytes, at: place)
    case .unreadable(let path, let problem): return failed(path, problem)
    }
  }

  /// The template of a submission; nil where none is known.
  func template(of submission: Submission) -> Template? {
    guard let reference = submission.template else { return nil }
    let stamp = [reference.id, reference.version, reference.language.rawValue]
    return library.template(stamped: stamp.joined(separator: "@"))
      ?? library.template(named: reference.id, language: reference.language)
  }

  /// What the bytes of a workbook say.
  ///
  /// - Parameter language: of the messages; nil for that of the command.
  func submission(from bytes: [UInt8], file: String, in language: Language? = nil) -> Submission {
    WorkbookImport.submission(
      from: bytes, file: file, library: library, limits: limits,
      messagesIn: language ?? self.language)
  }

  private func submission(ofLine line: [UInt8], at place: String) -> Submission {
    do {
      return try SubmissionJSON.read(line)
    } catch {
      var submission = Submission(
        source: Source(file: place, sha256: SHA256.hex(of: line), bytes: line.count))
      submission.failure = Failure(
        code: SpreadsheetError.Code.corrupt.rawValue, message: error.message(in: language))
      return submission
    }
  }

  private func failed(_ path: String, _ problem: InputFile.Problem) -> Submission {
    var submission = Submission(source: Source(file: path, sha256: "", bytes: 0))
    submission.failure = Failure(code: problem.code, message: problem.sentence(language))
    return submission
  }
}
