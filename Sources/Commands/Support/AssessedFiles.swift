internal import Assessments
internal import Basics
internal import Checklists

/// A submission, and what it is worth.
struct AssessedFile: Sendable {
  let item: ReturnedItem
  let submission: Submission
  var assessment: Assessment
  /// Nil where it is not known.
  let template: Template?
}

/// Assesses submissions.
struct AssessedFiles: Sendable {
  private let files: ReturnedFiles
  private let asOf: CalendarDate?

  /// - Parameter asOf: the day that ages are counted from; nil for each workbook's own assessment date.
  init(_ files: ReturnedFiles, asOf: CalendarDate?) {
    self.files = files
    self.asOf = asOf
  }

  /// Reads and assesses.
  func assess(_ item: ReturnedItem) -> AssessedFile {
    let submission = files.submission(of: item)
    let template = files.template(of: submission)
    return AssessedFile(
      item: item, submission: submission,
      assessment: Assessment(
        of: submission, template: template, asOf: asOf, language: files.language),
      template: template)
  }
}

/// What the exit status of a command over many submissions needs.
struct AssessedCount {
  private var read = 0
  private var unreadable = 0
  private var blocks = false

  mutating func add(_ assessment: Assessment) {
    read += 1
    if assessment.verdict == .unreadable { unreadable += 1 }
    if assessment.verdict != .eligible || assessment.count(.error) > 0 { blocks = true }
  }

  /// What the command ends with; where nothing was read at all, says so.
  func end(_ session: Session) -> ExitStatus {
    guard read == unreadable else { return blocks ? .blocking : .done }
    session.complain(
      session.language(fr: "aucun classeur n’a pu être lu", en: "no workbook could be read"))
    return .noInput
  }
}

extension Stop {
  /// There is no day to count ages from.
  static func clockNotSet(_ language: Language) -> Stop {
    .usage(
      language(
        fr: "l’horloge de cet ordinateur n’est pas à l’heure",
        en: "this computer’s clock is not set"))
  }
}
