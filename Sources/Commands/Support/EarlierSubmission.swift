internal import Basics
internal import Checklists
internal import Workbooks

/// The submission that a workbook starts from, as `respecte import` printed it.
struct EarlierSubmission {
  let path: String
  let submission: Submission
  /// The template that it answers.
  let reference: TemplateReference
  /// What was carried over before, by `import --to`, and lost its place then.
  private let lost: [CarryOver.Homeless]
  /// The templates that are known.
  let library: TemplateLibrary

  /// Reads one submission.
  ///
  /// - Parameter path: a JSON document, `-` for standard input. Several submissions, something else, or one that
  ///   could not be read in its time are no input.
  init(_ path: String, _ session: Session) throws(Stop) {
    let language = session.language
    func refused(_ sentence: String) -> Stop { .noInput(session.named(path, sentence)) }
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: OneSubmission.sizeLimit, console: session.console)
    } catch .tooLarge {
      throw refused(OneSubmission.tooLarge(language))
    } catch {
      throw refused(error.sentence(language))
    }
    let submission = try OneSubmission.fromJSON(bytes, path, session)
    guard let reference = submission.template else {
      throw refused(
        language(
          fr: "la liste de contrôle de cette soumission n’a pas été reconnue ; rien ne peut en "
            + "être repris.",
          en: "the checklist of this submission was not recognised; nothing can be carried over."))
    }
    lost = (try? JSON.read(bytes)).map(SubmissionJSON.homeless) ?? []
    self.path = path
    self.submission = submission
    self.reference = reference
    library = KnownTemplates.library(session)
  }

  /// The number of case studies that holds everything; nil for the template's own.
  func caseStudies(of template: Template) -> Int? {
    let number = Prefill.caseStudies(for: submission, of: template)
    return number > 0 ? number : nil
  }

  /// Whether a template continues the one that the submission answers: under the same id, or by what it says of its
  /// predecessors.
  private func isContinued(by template: Template) -> Bool {
    if template.id == reference.id { return true }
    if template.predecessors.contains(reference.id + "@" + reference.version) { return true }
    let earlier = self.template(in: reference.language)
    return earlier.flatMap { library.successor(of: $0) }?.edition == template.edition
  }

  /// What goes into a new workbook. Another checklist's answers mean something else, whatever their references.
  func prefill(_ layout: WorkbookLayout, _ session: Session) throws(Stop) -> Prefill {
    let language = session.language
    guard isContinued(by: layout.template) else {
      let (old, new) = (language.quoted(reference.id), language.quoted(layout.template.id))
      throw .usage(
        language(
          fr: "la soumission répond à une autre liste de contrôle (\(old), et non \(new))",
          en: "the submission answers another checklist (\(old), not \(new))"))
    }
    return Prefill(
      submission, into: layout, earlier: template(in: layout.template.language),
      origin: template(in: reference.language))
  }

  /// The template that the submission answers, in a language; nil where it is not known.
  private func template(in language: Language) -> Template? {
    let stamp = [reference.id, reference.version, language.rawValue]
    return library.template(stamped: stamp.joined(separator: "@"))
  }

  /// Lists what was not carried over, which makes the command end with status 1, and what has to be read again.
  func report(_ carried: Prefill, _ template: Template, _ session: Session) -> ExitStatus {
    let language = session.language
    let cells = language.count(
      carried.count, fr: (one: "case remplie", many: "cases remplies"),
      en: (one: "cell filled", many: "cells filled"))
    session.note(
      language(fr: "\(cells) d’après ", en: "\(cells) from ") + language.quotedWhole(path))
    if !carried.reworded.isEmpty {
      let names = carried.reworded.map { template.name(ofControl: $0, in: language) }
      session.note(
        language(
          fr: "reformulé depuis, à relire : \(language.list(names))",
          en: "worded anew since, to be read again: \(language.list(names))"))
    }
    let messages =
      carried.messages(in: language, template, earlier: self.template(in: template.language))
      + lost.map { $0.message(library.templates, in: language) }
    guard !messages.isEmpty else { return .done }
    for message in messages { session.console.message("  " + message + "\n") }
    session.complain(
      language.count(
        messages.count,
        fr: (
          one: "élément de la soumission n’a pas été repris ; il figure ci-dessus",
          many: "éléments de la soumission n’ont pas été repris ; ils figurent ci-dessus"
        ),
        en: (
          one: "item of the submission was not carried over; it is listed above",
          many: "items of the submission were not carried over; they are listed above"
        )))
    return .blocking
  }
}
