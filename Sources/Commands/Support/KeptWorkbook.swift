internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// Keeps workbooks that people have worked in from being written over (contract § 4).
extension OutputFile {
  /// Writes a workbook as XLSX, unless something stands there that would be lost with what was typed into it.
  ///
  /// A blank workbook is replaced, and so are other kinds of files and what already has the very bytes. A
  /// workbook that cannot be read, or is of no known checklist, is kept: nobody can tell what would be lost.
  ///
  /// - Parameters:
  ///   - isForced: whether `--force` was given.
  ///   - library: the templates that are known.
  func write(
    _ document: WorkbookDocument, isForced: Bool, _ library: TemplateLibrary, _ session: Session
  ) throws(Stop) {
    let bytes = try Self.making(session) { () throws(SpreadsheetError) in
      try XLSXWriter.write(document)
    }
    if !isForced { try keepWork(from: bytes, library, session) }
    try write(bytes)
  }

  /// Stops where writing would lose what somebody typed.
  func keepWork(from bytes: [UInt8], _ library: TemplateLibrary, _ session: Session) throws(Stop) {
    guard isFile else { return }
    let language = session.language
    let force = language(
      fr: " ; choisissez un autre nom, ou --force pour l’écraser.",
      en: "; choose another name, or --force to write over it.")
    let limits = ReadingLimits()
    let existing: [UInt8]
    do { existing = try InputFile.read(path, limit: limits.inflatedTotal) } catch {
      throw .output(session.named(path, error.sentence(language).withoutStop + force))
    }
    guard !existing.isEmpty, existing != bytes else { return }
    let submission = WorkbookImport.submission(
      from: existing, file: path, library: library, limits: limits, messagesIn: language)
    let isUnknown =
      submission.failure.map { $0.code != SpreadsheetError.Code.notSpreadsheet.rawValue }
      ?? (submission.template == nil)
    guard !isUnknown else {
      // A text is no workbook of anybody's.
      if submission.source.format == "csv" { return }
      throw .output(
        session.named(
          path,
          language(
            fr:
              "ce classeur n’en est pas un que le programme sache lire ; personne ne peut dire ce qui serait perdu",
            en: "this is no workbook that the program can read; nobody can tell what would be lost")
            + force))
    }
    let held = submission.typedWork(in: language)
    guard !held.isEmpty else { return }
    throw .output(
      session.named(
        path,
        language(fr: "ce classeur contient ", en: "this workbook holds ")
          + language.list(held) + force))
  }
}

extension Submission {
  /// What people typed, counted for a sentence; empty where nothing would be lost. In an audit workbook the
  /// partner's answers are a copy, and in a blank one the partner's name may be issued.
  fileprivate func typedWork(in language: Language) -> [String] {
    let answers = answers.count {
      $0.raw != nil || $0.evidence != nil || $0.date != nil || $0.dateRaw != nil
    }
    let fields =
      application.fields.count { $0.key != .partner && $0.value.raw != nil }
      + caseStudies.reduce(0) { $0 + $1.fields.count { $0.value.raw != nil } }
    let findings = self.answers.count {
      $0.finding != nil || $0.hasOpenFinding || !$0.conflicts.isEmpty
        || [$0.reason, $0.action, $0.reply].contains { $0 != nil }
    }
    let counts = [
      (
        audit == nil ? answers : 0,
        language.count(answers, fr: ("réponse", "réponses"), en: ("answer", "answers"))
      ),
      (
        audit == nil ? fields : 0,
        language.count(fields, fr: ("champ rempli", "champs remplis"), en: ("field", "fields"))
      ),
      (
        findings,
        language.count(
          findings, fr: ("constat ou remarque d’audit", "constats ou remarques d’audit"),
          en: ("finding or auditor’s remark", "findings or auditors’ remarks"))
      ),
      (
        unexpected,
        language.count(
          unexpected, fr: ("autre case remplie", "autres cases remplies"),
          en: ("other filled cell", "other filled cells"))
      ),
    ]
    return counts.filter { $0.0 > 0 }.map(\.1)
  }
}

extension String {
  /// Without its full stop, to go on.
  fileprivate var withoutStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
