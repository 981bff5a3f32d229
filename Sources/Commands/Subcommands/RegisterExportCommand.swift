internal import Basics
internal import Checklists
internal import Register

/// `register export`: what the register holds, as files.
enum RegisterExportCommand: Command {
  static let output = OptionDescription(
    name: "--output", short: "-o", value: .folder,
    help: Wording(
      fr: "dossier à remplir ; il est créé s’il le faut",
      en: "folder to be filled; it is made if need be"))

  static let description = CommandDescription(
    name: "register export",
    summary: Wording(
      fr: "Écrit le contenu du registre dans un dossier",
      en: "Writes what the register holds into a folder"),
    discussion: Wording(
      fr: "Pour chaque soumission, l’original (0012-maison-lavande.xlsx) et ce qui en a été lu "
        + "(.submission.json, .assessment.json) ; register.json énumère tout, avec le journal. Sans "
        + "argument, tout le registre. Les noms viennent du numéro et du partenaire, jamais d’un "
        + "nom de fichier reçu.",
      en: "For each submission the original (0012-maison-lavande.xlsx) and what was read of it "
        + "(.submission.json, .assessment.json); register.json lists everything, with the log. "
        + "Without an argument the whole register. Names are made of number and partner, never of "
        + "a file’s name that was received."),
    operand: OperandDescription(
      value: .number, help: RegisterOptions.submission.help, isOptional: true,
      isRepeated: true),
    options: [output],
    groups: [RegisterOptions.group],
    examples: ["register export -o registre", "register export 12 13 -o registre"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    guard let folder = arguments[output], folder != "-" else {
      throw .usage(
        language(fr: "donnez un dossier avec -o", en: "give a folder with -o"))
    }
    let access = try RegisterAccess(arguments, session)
    let register = try access.open()
    var wanted: [Int] = []
    for operand in arguments.operands {
      guard let number = Int(operand) else {
        throw .usage(
          language(
            fr: "« \(operand) » n’est pas un numéro", en: "“\(operand)” is no number"))
      }
      wanted.append(number)
    }
    try OutputFolder.make(folder, session)
    let files = ExportedFiles(folder: folder, register: register, access: access, session: session)
    if wanted.isEmpty {
      try register.forEachSubmission(
        Register.Selection(), failing: { .noInput(access.sentence($0)) },
        body: { (submission) throws(Stop) in try files.write(submission) })
      try files.writeRegister()
    } else {
      for number in wanted {
        let submission: RegisteredSubmission
        do { submission = try register.submission(number) } catch {
          throw .noInput(access.sentence(error))
        }
        guard submission.summary != nil else {
          throw .noInput(access.sentence(.forgotten(number)))
        }
        try files.write(submission)
      }
    }
    return .done
  }
}

/// The files of an exported register.
private struct ExportedFiles {
  let folder: String
  let register: Register
  let access: RegisterAccess
  let session: Session

  private func file(_ name: String) throws(Stop) -> OutputFile {
    try OutputFile(Path.join(folder, name), inputs: access.files, session: session)
  }

  private func stop(_ error: RegisterError) -> Stop { .noInput(access.sentence(error)) }

  /// Writes an original and its documents; nothing of a submission that was removed.
  func write(_ submission: RegisteredSubmission) throws(Stop) {
    guard submission.summary != nil else { return }
    let record: RegisteredRecord
    do { record = try register.record(of: submission.number) } catch { throw stop(error) }
    let name = Self.name(of: submission)
    let stream = try file(name + "." + Self.ending(record)).stream()
    try register.forEachPiece(ofOriginal: submission.sha256, failing: stop) {
      (piece) throws(Stop) in try stream.append(piece)
    }
    try stream.finish()
    try file(name + ".submission.json").write(Array((record.submission + "\n").utf8))
    try file(name + ".assessment.json").write(Array((record.assessment + "\n").utf8))
  }

  /// Writes `register.json`.
  func writeRegister() throws(Stop) {
    let stream = try file("register.json").stream()
    try RegisterDocument.write(register, access) { (text) throws(Stop) in
      try stream.append(text)
    }
    try stream.finish()
  }

  /// `0012-maison-lavande`: letters without accents, digits and hyphens, whatever the partner is called.
  static func name(of submission: RegisteredSubmission) -> String {
    let number = String(submission.number)
    let words = submission.partner.folded().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
    let slug = words.joined(separator: "-").prefix(40)
    return String(repeating: "0", count: max(0, 4 - number.count)) + number
      + (slug.isEmpty ? "" : "-" + slug)
  }

  /// The ending of the format that was read, never what stands in a file's name.
  private static func ending(_ record: RegisteredRecord) -> String {
    let json = try? JSON.read(Array(record.submission.utf8))
    let format = json?["source"]?["format"]?.string ?? ""
    return ["xlsx", "xlsm", "ods", "csv"].contains(format) ? format : "bin"
  }
}
