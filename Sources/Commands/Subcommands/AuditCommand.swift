internal import Assessments
internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// `audit`: a returned workbook becomes the auditor's, the auditor's becomes the partner's, and several auditors' are united.
enum AuditCommand: Command {
  static let merge = OptionDescription(
    name: "--merge",
    help: Wording(
      fr:
        "réunir les classeurs d’audit de plusieurs auditeurs d’une même soumission ; où ils diffèrent, "
        + "la case garde les deux lectures et le conflit est énuméré",
      en:
        "unite the audit workbooks of several auditors of one submission; where they differ, the cell "
        + "keeps both readings and the conflict is listed"))
  static let toPartner = OptionDescription(
    name: "--to-partner",
    help: Wording(
      fr:
        "faire le classeur que reçoit le partenaire : les constats sont verrouillés, et il répond là "
        + "où une action est demandée",
      en:
        "make the workbook that the partner gets: findings are locked, and replies are given where an "
        + "action is requested"))
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .files(["xlsx"]),
    help: Wording(
      fr: "écrire le classeur dans ce fichier plutôt que sur la sortie standard",
      en: "write the workbook to this file rather than to standard output"))

  static let description = CommandDescription(
    name: "audit",
    summary: Wording(
      fr:
        "Fait d’un classeur renvoyé celui de l’auditeur : constat, motif, action à côté de chaque réponse",
      en: "Makes a returned workbook the auditor’s: finding, reason, action beside each answer"),
    discussion: Wording(
      fr:
        "Les réponses du partenaire sont verrouillées, les points ouverts en tête, et à côté de chaque "
        + "réponse se lit ce qui a été relevé. Un constat remplace la réponse : « import » le lit, « score » "
        + "le compte et signale chaque contradiction. D’un classeur d’audit, constats et réponses sont "
        + "repris au tour suivant.\n"
        + "Où des auditeurs réunis par --merge diffèrent, la réponse reste ouverte jusqu’à ce que quelqu’un "
        + "écrive dans la case ce qui vaut.\n"
        + "Avec --to-partner, le classeur retourne au partenaire, mais pas tant que des auditeurs diffèrent.",
      en:
        "The partner’s answers are locked, open points stand on top, and beside each answer stands what "
        + "was found. A finding takes the answer’s place: “import” reads it, “score” counts it and reports "
        + "each contradiction. From an audit workbook, findings and replies are carried over into the next "
        + "round.\n"
        + "Where auditors that --merge united differ, the answer is open until somebody enters in the cell "
        + "what holds.\n"
        + "With --to-partner the workbook goes back to the partner, but not while auditors differ."),
    operand: OperandDescription(
      value: .workbook,
      help: Wording(
        fr: "classeur renvoyé ou classeur d’audit, register:PARTENAIRE ou register:N, ou - pour "
          + "l’entrée standard ; plusieurs avec --merge",
        en:
          "returned workbook or audit workbook, register:PARTNER or register:N, or - for standard "
          + "input; several with --merge"),
      isRepeated: true),
    options: [output, merge, toPartner, ScoreCommand.asOf, .force],
    groups: [RegisterOptions.group, ReadingOptions.templates, ReadingOptions.limits],
    blocking: Wording(
      fr: "des auditeurs diffèrent ; avec --to-partner, rien n’a été écrit",
      en: "auditors differ; with --to-partner, nothing was written"),
    examples: [
      "audit retour.xlsx -o audit.xlsx",
      "audit audit.xlsx --to-partner -o a-completer.xlsx",
      "audit --merge audit-a.xlsx audit-b.xlsx -o audit.xlsx",
    ])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let paths = arguments.operands
    let isMerge = arguments.has(merge)
    guard isMerge == (paths.count > 1) else {
      throw .usage(
        isMerge
          ? language(
            fr: "--merge réunit au moins deux classeurs",
            en: "--merge unites at least two workbooks")
          : language(
            fr: "donnez un seul classeur ; --merge en réunit plusieurs",
            en: "give one workbook; --merge unites several"))
    }
    let asOf = try arguments.date(ScoreCommand.asOf)
    let reader = try AuditedFiles(arguments, session)
    let inputs = paths + arguments.all(ReadingOptions.template) + reader.registered.files
    let output = try OutputFile(arguments[output] ?? "-", inputs: inputs, session: session)
    if output.path == "-", session.console.outputIsTerminal {
      throw .usage(
        language(
          fr: "un classeur ne s’affiche pas sur un terminal ; donnez un fichier avec -o",
          en: "a workbook cannot be shown on a terminal; give a file with -o"))
    }
    var submissions: [(submission: Submission, template: Template)] = []
    for path in paths { submissions.append(try reader.read(path, isMerge: isMerge)) }
    guard let first = submissions.first else { return .noInput }
    var submission = first.submission
    if isMerge {
      try check(submissions.map(\.submission), session)
      submission = AuditMerge.merge(submissions.map(\.submission))
    }
    let conflicts = submission.auditConflicts
    for conflict in conflicts {
      session.console.message("  " + conflict.message(first.template, in: language) + "\n")
    }
    if !conflicts.isEmpty, arguments.has(toPartner) {
      session.complain(
        language.count(
          conflicts.count,
          fr: (
            one:
              "conflit entre auditeurs reste à trancher, voir ci-dessus ; rien n’est écrit pour le partenaire",
            many:
              "conflits entre auditeurs restent à trancher, voir ci-dessus ; rien n’est écrit pour le partenaire"
          ),
          en: (
            one:
              "conflict between auditors is to be settled, see above; nothing is written for the partner",
            many:
              "conflicts between auditors are to be settled, see above; nothing is written for the partner"
          )))
      return .blocking
    }
    let assessment = Assessment(
      of: submission, template: first.template, asOf: asOf, language: first.template.language)
    let recipient: AuditWorkbook.Recipient = arguments.has(toPartner) ? .partner : .auditor
    try output.write(
      AuditWorkbook.document(
        of: submission, template: first.template, discrepancies: assessment.discrepancies,
        for: recipient), isForced: arguments.has(.force), reader.library, session)
    if recipient == .partner, !submission.answers.contains(where: { $0.action != nil }) {
      session.note(
        language(
          fr: "Aucune action n’est demandée : le partenaire n’aura rien à remplir.",
          en: "No action is requested: the partner has nothing to fill in."))
    }
    guard !conflicts.isEmpty else { return .done }
    session.complain(
      language.count(
        conflicts.count,
        fr: (
          one:
            "case est remplie différemment ; elle garde toutes les lectures, énumérées ci-dessus",
          many:
            "cases sont remplies différemment ; elles gardent toutes les lectures, énumérées ci-dessus"
        ),
        en: (
          one: "cell is filled differently; it keeps every reading, listed above",
          many: "cells are filled differently; they keep every reading, listed above"
        )))
    return .blocking
  }

  /// Only audit workbooks of one and the same submission are united.
  private static func check(_ submissions: [Submission], _ session: Session) throws(Stop) {
    let language = session.language
    for submission in submissions where submission.audit == nil {
      throw .usage(
        session.named(
          submission.source.file,
          language(
            fr: "ce n’est pas un classeur d’audit ; « respecte audit » en fait un",
            en: "this is no audit workbook; “respecte audit” makes one of it")))
    }
    guard let first = submissions.first else { return }
    for other in submissions.dropFirst() where !AuditMerge.isSameSubmission(first, other) {
      let (a, b) = (
        language.quotedWhole(first.source.file), language.quotedWhole(other.source.file)
      )
      let (of, from) = (
        described(first.audit, language), described(other.audit, language)
      )
      let isOfOther = AuditMerge.areNumbersDifferent(first, other)
      throw .usage(
        first.audit?.sha256 == other.audit?.sha256 && !isOfOther
          ? language(
            fr:
              "\(a) et \(b) viennent du même fichier, mais les réponses du partenaire n’y sont plus les mêmes ; refaites celui qui a été modifié",
            en:
              "\(a) and \(b) come from one file, but the partner’s answers in them are no longer the same; make the altered one anew"
          )
          : language(
            fr: "\(a) et \(b) ne sont pas de la même soumission (\(of), \(from))",
            en: "\(a) and \(b) are not of one submission (\(of), \(from))"))
    }
  }

  /// `« retour.xlsx », n° 12`.
  private static func described(_ origin: AuditOrigin?, _ language: Language) -> String {
    let number = origin?.number.map { language(fr: ", nº\u{A0}\($0)", en: ", no. \($0)") }
    return language.quotedWhole(origin?.file ?? "") + (number ?? "")
  }
}

/// Reads the workbooks that audits are made of, in the language of their template, which the audit workbook speaks.
private struct AuditedFiles {
  let library: TemplateLibrary
  private let limits: ReadingLimits
  private let session: Session
  let registered: RegisteredFiles

  init(_ arguments: Arguments, _ session: Session) throws(Stop) {
    limits = try arguments.readingLimits()
    library = try KnownTemplates.library(
      adding: arguments.all(ReadingOptions.template), session)
    self.session = session
    registered = try RegisteredFiles(arguments, session)
  }

  /// What a workbook says. One that cannot be read, or whose checklist is not known, is no input.
  func read(_ path: String, isMerge: Bool) throws(Stop) -> (Submission, Template) {
    let bytes: [UInt8]
    var file = path
    if RegisteredFiles.isMeant(path) {
      (bytes, file) = try registered.read(path)
    } else {
      do {
        bytes = try InputFile.read(path, limit: limits.inflatedTotal, console: session.console)
      } catch {
        throw .noInput(session.named(path, error.sentence(session.language)))
      }
    }
    var submission = submission(bytes, file, session.language)
    if let format = submission.source.format { session.noteContent(format, of: path) }
    if let failure = submission.failure { throw .noInput(session.named(path, failure.message)) }
    guard let reference = submission.template,
      let template = library.template(
        stamped: [reference.id, reference.version, reference.language.rawValue]
          .joined(separator: "@"))
    else {
      let said = submission.discrepancies.first { $0.code == .templateUnknown }?.message
      throw .noInput(
        session.named(
          path, said ?? DiscrepancyCode.templateUnknown.meaning(in: session.language)))
    }
    if template.language != session.language {
      submission = self.submission(bytes, file, template.language)
    }
    // Only audit workbooks are merged.
    if RegisteredFiles.isMeant(path), !isMerge || submission.audit != nil,
      let origin = try registered.origin(path)
    {
      submission.audit = origin
    }
    return (submission, template)
  }

  private func submission(_ bytes: [UInt8], _ path: String, _ language: Language) -> Submission {
    WorkbookImport.submission(
      from: bytes, file: path, library: library, limits: limits, messagesIn: language)
  }
}
