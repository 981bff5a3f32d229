internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// Something that `score` makes of what it assessed.
protocol ScoreOutput {
  /// Takes one more, in order.
  mutating func add(_ file: AssessedFile) throws(Stop)
  /// Completes what was begun; nothing is to be seen of a file before.
  mutating func finish(_ summary: AssessmentSummary) throws(Stop)
}

/// The table on the terminal.
struct TableOutput: ScoreOutput {
  private let session: Session
  private var table: TerminalTable

  init(_ session: Session) {
    self.session = session
    table = TerminalTable(language: session.language)
  }

  mutating func add(_ file: AssessedFile) { table.add(file.assessment) }

  mutating func finish(_ summary: AssessmentSummary) throws(Stop) {
    try session.write(
      table.text(width: session.console.outputWidth, colored: session.console.colorsOutput))
  }
}

/// `--ndjson`: a line for each on standard output.
struct LinesOutput: ScoreOutput {
  let session: Session

  func add(_ file: AssessedFile) throws(Stop) {
    try session.write(AssessmentJSON.item(file.assessment) + "\n")
  }

  func finish(_ summary: AssessmentSummary) {}
}

/// `--json FILE`.
struct DocumentOutput: ScoreOutput {
  private let stream: OutputStream
  private var isFirst = true

  init(_ file: OutputFile) throws(Stop) {
    stream = try file.stream()
    try stream.append(AssessmentJSON.opening)
  }

  mutating func add(_ file: AssessedFile) throws(Stop) {
    if !isFirst { try stream.append(AssessmentJSON.separator) }
    isFirst = false
    try stream.append(AssessmentJSON.item(file.assessment))
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    try stream.append(AssessmentJSON.closing(summary))
    try stream.finish()
  }
}

/// `-o SUMMARY.xlsx`.
struct WorkbookOutput: ScoreOutput {
  private let file: OutputFile
  private let session: Session
  private var workbook: SummaryWorkbook
  private var latest: CalendarDate?

  init(_ file: OutputFile, _ session: Session) {
    self.file = file
    self.session = session
    workbook = SummaryWorkbook(language: session.language)
  }

  mutating func add(_ file: AssessedFile) {
    workbook.add(file.assessment)
    latest = [latest, file.assessment.asOf].compactMap { $0 }.max()
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    // The day that the figures are of, not today's: the same inputs give the same bytes.
    try file.write(workbook.document(created: latest ?? .firstAccepted), session)
  }
}
