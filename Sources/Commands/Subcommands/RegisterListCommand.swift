internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// `register list`: what the register holds.
enum RegisterListCommand: Command {
  static let partner = OptionDescription(
    name: "--partner", value: RegisterAddCommand.partner.value,
    help: Wording(fr: "de ce partenaire seulement", en: "of this partner alone"))

  static let description = CommandDescription(
    name: "register list",
    summary: Wording(
      fr: "Énumère les soumissions du registre", en: "Lists the submissions of the register"),
    discussion: Wording(
      fr: "Un tableau ; en JSON (respecte.register/1), le journal suit les soumissions.",
      en: "A table; as JSON (respecte.register/1), the log follows the submissions."),
    options: [partner, .json],
    groups: [RegisterOptions.group],
    examples: ["register list", "register list --partner \"Maison Lavande\" --json"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let access = try RegisterAccess(arguments, session)
    let register = try access.open()
    let partner = arguments[partner]
    if arguments.has(.json) {
      try RegisterDocument.write(register, access, partner: partner) { (text) throws(Stop) in
        try session.write(text)
      }
    } else {
      var table = RegisterTable(session)
      try register.forEachSubmission(
        Register.Selection(partner: partner), failing: { .noInput(access.sentence($0)) },
        body: { (submission) throws(Stop) in table.add(submission) })
      try session.write(table.text)
    }
    return .done
  }
}

/// A register as JSON, submissions and log.
enum RegisterDocument {
  /// - Parameter partner: of one partner alone.
  static func write(
    _ register: Register, _ access: RegisterAccess, partner: String? = nil,
    to write: (String) throws(Stop) -> Void
  ) throws(Stop) {
    func stop(_ error: RegisterError) -> Stop { .noInput(access.sentence(error)) }
    var isFirst = true
    func add(_ json: JSON) throws(Stop) {
      try write((isFirst ? "" : RegisterJSON.separator) + json.compact)
      isFirst = false
    }
    try write(RegisterJSON.opening)
    try register.forEachSubmission(Register.Selection(partner: partner), failing: stop) {
      (submission) throws(Stop) in try add(RegisterJSON.json(of: submission))
    }
    try write(RegisterJSON.log)
    isFirst = true
    try register.forEachEvent(partner: partner, failing: stop) { (event) throws(Stop) in
      try add(RegisterJSON.json(of: event))
    }
    try write(RegisterJSON.closing)
  }
}
