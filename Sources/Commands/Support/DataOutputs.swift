internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// `--csv DIR`: a file per table, each written while the workbooks are read.
struct CSVOutput: ScoreOutput {
  private var streams: [(table: CSVTable, stream: OutputStream)] = []

  init(_ files: [(CSVTable, OutputFile)]) throws(Stop) {
    for (table, file) in files {
      let stream = try file.stream()
      try stream.append(table.opening)
      streams.append((table, stream))
    }
  }

  func add(_ file: AssessedFile) throws(Stop) {
    for (table, stream) in streams {
      var bytes: [UInt8] = []
      table.append(file.submission, file.assessment, file.template, to: &bytes)
      try stream.append(bytes)
    }
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    for (_, stream) in streams { try stream.finish() }
  }
}

/// `--oscal FILE`.
struct OSCALOutput: ScoreOutput {
  private let stream: OutputStream
  private var results: OSCALResults
  private var isFirst = true

  init(_ file: OutputFile, _ session: Session) throws(Stop) {
    results = OSCALResults(language: session.language)
    stream = try file.stream()
    try stream.append(OSCALResults.opening)
  }

  mutating func add(_ file: AssessedFile) throws(Stop) {
    if !isFirst { try stream.append(OSCALResults.separator) }
    isFirst = false
    try stream.append(results.item(file.submission, file.assessment, file.template))
  }

  func finish(_ summary: AssessmentSummary) throws(Stop) {
    try stream.append(results.closing())
    try stream.finish()
  }
}
