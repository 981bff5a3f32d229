internal import Assessments
internal import Basics
internal import Checklists
internal import Reports
internal import Spreadsheet

/// Something that `score` makes of what it assessed.
protocol ScoreOutput {
  /// Whether people read it, and `--hide` counts.
  var isForPeople: Bool { get }
  /// Takes one more, in order.
  mutating func add(_ file: AssessedFile) throws(Stop)
  /// Completes what was begun; nothing is to be seen of a file before.
  mutating func finish(_ summary: AssessmentSummary) throws(Stop)
}

extension ScoreOutput {
  var isForPeople: Bool { false }
}

/// The table on the terminal.
struct TableOutput: ScoreOutput {
  private let session: Session
  private var table: TerminalTable
  let isForPeople = true

  init(_ session: Session) {
    self.session = session
    table = TerminalTable(language: session.language)
  }

  mutating func add(_ file: AssessedFile) { table.add(file.assessment, file.template) }

  mutating func finish(_ summary: AssessmentSummary) throws(Stop) {
    try session.write(
      table.text(
        width: session.console.outputWidth ?? TerminalTable.defaultWidth,
        colored: session.console.colorsOutput))
  }
}

/// `--ndjson`: a line for each on standard output.
struct LinesOutput: ScoreOutput {
  let session: Session

  func add(_ file: AssessedFile) throws(Stop) {
    try session.write(AssessmentJSON.item(file.assessment) + [UInt8(ascii: "\n")])
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
  private let stream: OutputStream
  private let session: Session
  private let workbook: SummaryWorkbook
  let isForPeople = true

  init(_ file: OutputFile, _ session: Session) throws(Stop) {
    stream = try file.stream()
    self.session = session
    workbook = try OutputFile.making(session) { () throws(SpreadsheetError) in
      try SummaryWorkbook(language: session.language)
    }
  }

  func add(_ file: AssessedFile) throws(Stop) {
    try OutputFile.making(session) { () throws(SpreadsheetError) in
      try workbook.add(file.assessment, template: file.template)
    }
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    let written = try OutputFile.making(session) { () throws(SpreadsheetError) in
      try workbook.finish()
    }
    let failure = try written.forEachPiece { (piece) throws(Stop) in try stream.append(piece) }
    try OutputFile.making(session) { () throws(SpreadsheetError) in
      if let failure { throw failure }
    }
    try stream.finish()
  }
}

/// `--html FILE`. The overview stands first and is known last: until then the chapters wait aside.
struct PageOutput: ScoreOutput {
  private let file: OutputFile
  private let chapters: Aside
  private var report: HTMLReport
  let isForPeople = true

  init(_ file: OutputFile, _ session: Session) throws(Stop) {
    self.file = file
    chapters = try file.aside()
    report = HTMLReport(language: session.language)
  }

  mutating func add(_ file: AssessedFile) throws(Stop) {
    try chapters.append(report.add(file.submission, file.assessment, template: file.template).bytes)
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    let stream = try file.stream()
    try stream.append(report.opening.bytes)
    try chapters.move(to: stream)
    try stream.append(report.closing.bytes)
    try stream.finish()
  }
}
