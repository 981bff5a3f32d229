internal import Basics
internal import Checklists
internal import Spreadsheet

/// One submission that a command cannot do without: a returned workbook, or the JSON that `respecte import` printed.
enum OneSubmission {
  /// Larger than any submission as JSON: twelve case studies with two pages of evidence for every control take a tenth.
  static let sizeLimit = 16 << 20

  /// Reads a workbook or a JSON document, told by the content.
  ///
  /// - Parameter path: `-` for standard input, `register:…` for what the register keeps. What cannot be read, or answers a checklist that is not known, is no input.
  /// - Returns: the submission, and the template that it answers.
  static func read(
    _ path: String, _ files: ReturnedFiles, _ registered: RegisteredFiles, _ session: Session
  ) throws(Stop) -> (submission: Submission, template: Template) {
    if RegisteredFiles.isMeant(path) {
      let (bytes, file) = try registered.read(path)
      return try known(files.submission(from: bytes, file: file), path, files, session)
    }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: files.limits.inflatedTotal, console: session.console)
    } catch {
      throw .noInput(session.named(path, error.sentence(session.language)))
    }
    if JSONBeginning.opensObject(bytes) {
      return try known(try fromJSON(bytes, path, session), path, files, session)
    }
    let submission = files.submission(from: bytes, file: path)
    if let failure = submission.failure { throw .noInput(session.named(path, failure.message)) }
    session.noteContent(submission, of: .file(path))
    return try known(submission, path, files, session)
  }

  /// Reads a JSON document. Several submissions, something else, or one that could not be read in its time are no input.
  static func fromJSON(_ bytes: [UInt8], _ path: String, _ session: Session) throws(Stop)
    -> Submission
  {
    let language = session.language
    func refused(_ sentence: String) -> Stop { .noInput(session.named(path, sentence)) }
    guard bytes.count <= sizeLimit else { throw refused(tooLarge(language)) }
    let submission: Submission
    do {
      submission = try SubmissionJSON.read(bytes)
    } catch {
      guard isList(bytes) else { throw refused(error.message(in: language)) }
      throw refused(
        language(
          fr: "le fichier contient plusieurs soumissions ; donnez-en une seule, une ligne.",
          en: "the file holds several submissions; give one of them, one line."))
    }
    guard let failure = submission.failure else { return submission }
    throw refused(
      language(
        fr: "cette soumission vient d’un fichier qui n’a pas pu être lu : ",
        en: "this submission comes from a file that could not be read: ")
        + failure.message.visible().decapitalised)
  }

  static func tooLarge(_ language: Language) -> String {
    let size = ByteSize.text(sizeLimit, language)
    return language(
      fr: "le fichier dépasse \(size) ; aucune soumission n’est aussi grande.",
      en: "the file exceeds \(size); no submission is that large.")
  }

  /// With the template of that very version, in another language if need be.
  private static func known(
    _ submission: Submission, _ path: String, _ files: ReturnedFiles, _ session: Session
  ) throws(Stop) -> (submission: Submission, template: Template) {
    let language = session.language
    guard let reference = submission.template else {
      let found = submission.discrepancies.first { $0.code == .templateUnknown }?.message
      throw .noInput(
        session.named(
          path,
          found
            ?? language(
              fr: "la liste de contrôle de cette soumission n’a pas été reconnue.",
              en: "the checklist of this submission was not recognised.")))
    }
    let templates = files.library.templates.filter {
      $0.id == reference.id && $0.version == reference.version
    }
    guard
      let template = templates.last(where: { $0.language == reference.language }) ?? templates.last
    else {
      let name = language.quoted(reference.id + "@" + reference.version)
      throw .noInput(
        session.named(
          path,
          language(
            fr: "cette soumission répond à \(name), qui n’est pas un modèle connu ; donnez-le "
              + "avec --template.",
            en: "this submission answers \(name), which is no template that is known; give it "
              + "with --template.")))
    }
    return (submission, template)
  }

  /// Whether a text is several JSON documents, one a line.
  private static func isList(_ bytes: [UInt8]) -> Bool {
    let lines = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 1)
    guard lines.count == 2, let first = lines.first else { return false }
    return (try? JSON.read(Array(first))) != nil
  }
}
