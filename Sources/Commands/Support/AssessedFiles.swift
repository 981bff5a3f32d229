internal import Assessments
internal import Basics
internal import Checklists

/// Assesses submissions and keeps count of what the exit status needs.
struct AssessedFiles {
  private let files: ReturnedFiles
  private let asOf: CalendarDate?
  private let today: CalendarDate
  private var read = 0
  private var unreadable = 0
  private var blocks = false

  /// - Parameter asOf: the day that ages are counted from; nil for each workbook's own assessment date, else today.
  init(_ files: ReturnedFiles, asOf: CalendarDate?) throws(Stop) {
    guard let today = asOf ?? CalendarDate.today else {
      throw .usage(
        files.session.language(
          fr: "l’horloge de cet ordinateur n’est pas à l’heure",
          en: "this computer’s clock is not set"))
    }
    self.files = files
    self.asOf = asOf
    self.today = today
  }

  /// The assessment of a submission, and its template where that is known.
  mutating func assess(_ submission: Submission) -> (Assessment, Template?) {
    let template = files.template(of: submission)
    let assessment = Assessment(
      of: submission, template: template, asOf: asOf, today: today,
      language: files.session.language)
    read += 1
    if assessment.verdict == .unreadable { unreadable += 1 }
    if assessment.verdict != .eligible || assessment.count(.error) > 0 { blocks = true }
    return (assessment, template)
  }

  /// What the command ends with; where nothing was read at all, says so.
  func end() -> ExitStatus {
    guard read == unreadable else { return blocks ? .blocking : .done }
    files.session.complain(
      files.session.language(
        fr: "aucun classeur n’a pu être lu", en: "no workbook could be read"))
    return .noInput
  }
}
