internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// A submission, and what it is worth.
struct AssessedFile: Sendable {
  let item: ReturnedItem
  let submission: Submission
  var assessment: Assessment
  /// Nil where it is not known.
  let template: Template?
}

extension AssessedFile {
  /// The same without discrepancies that people do not want to see; scores, reasons and verdict stay.
  func hiding(_ codes: Set<DiscrepancyCode>) -> AssessedFile {
    guard !codes.isEmpty else { return self }
    var assessment = assessment
    assessment.discrepancies.removeAll { codes.contains($0.code) }
    return AssessedFile(
      item: item, submission: submission, assessment: assessment, template: template)
  }
}

extension Arguments {
  /// The codes that `--hide` names.
  func hiddenCodes() throws(Stop) -> Set<DiscrepancyCode> {
    var codes: Set<DiscrepancyCode> = []
    for name in all(.hide).flatMap({ $0.split(separator: ",") }).map({ $0.trimmed() }) {
      guard let code = DiscrepancyCode(rawValue: name) else {
        throw .usage(
          language(
            fr: "--hide : aucun écart ne s’appelle « \(name) » ; « respecte explain » les énumère",
            en: "--hide: no discrepancy is called “\(name)”; “respecte explain” lists them"),
          hint: Suggestion.nearest(to: name, among: DiscrepancyCode.allCases.map(\.rawValue)))
      }
      codes.insert(code)
    }
    return codes
  }
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
  /// Those that block, by what they are; an eligible one may hold an error yet.
  private var blocking: [Verdict: Int] = [:]

  mutating func add(_ assessment: Assessment) {
    read += 1
    if assessment.verdict == .unreadable { unreadable += 1 }
    if assessment.verdict != .eligible || assessment.count(.error) > 0 {
      blocking[assessment.verdict, default: 0] += 1
    }
  }

  /// What the command ends with; where nothing was read at all, says so.
  func end(_ session: Session) -> ExitStatus {
    guard read == unreadable else {
      if blocking.isEmpty { return .done }
      let language = session.language
      let counts = Verdict.allCases.compactMap { verdict in
        blocking[verdict].map {
          verdict == .eligible
            ? language(fr: "\($0) avec une erreur", en: "\($0) with an error")
            : verdict.counted($0, in: language)
        }
      }
      session.complain(
        language(fr: "à corriger, sur \(read) : ", en: "to be corrected, of \(read): ")
          + language.list(counts))
      return .blocking
    }
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
