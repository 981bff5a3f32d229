internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// The submissions of a register as a table for a person.
struct RegisterTable {
  private let session: Session
  private var rows: [[String]] = []

  init(_ session: Session) { self.session = session }

  mutating func add(_ submission: RegisteredSubmission) {
    let language = session.language
    rows.append(
      [
        String(submission.number), submission.received.day,
        submission.partner, submission.kind.name(language), submission.verdictName(language),
        submission.summary.map { language.percent($0.permille) } ?? "",
        submission.summary?.file ?? "",
      ].map { $0.visible() })
  }

  /// With a line that counts them.
  var text: String {
    let language = session.language
    let header = [
      language(fr: "N°", en: "No."), language(fr: "Reçue", en: "Received"),
      language(fr: "Partenaire", en: "Partner"), language(fr: "Nature", en: "Kind"),
      language(fr: "Verdict", en: "Verdict"), "%", language(fr: "Fichier", en: "File"),
    ]
    var widths = header.map { DisplayWidth.of($0) }
    for row in rows {
      for (column, text) in row.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(text))
      }
    }
    if let width = session.console.outputWidth {
      // Names and files give way, so that each submission stays on its line.
      let others = widths.enumerated().filter { ![2, 6].contains($0.offset) }.map(\.element)
      let room = max(24, width - others.reduce(0, +) - 2 * (widths.count - 1))
      widths[2] = min(widths[2], max(12, room - widths[6], room / 2))
      widths[6] = min(widths[6], max(12, room - widths[2]))
    }
    let lines = ([header] + rows).map { row in
      let cells = row.enumerated().map { column, text in
        DisplayWidth.padded(
          DisplayWidth.shortened(text, to: widths[column]), to: widths[column],
          right: [0, 5].contains(column))
      }
      var line = cells.joined(separator: "  ")
      while line.last == " " { line.removeLast() }
      return line
    }
    let count = language.count(
      rows.count, fr: (one: "soumission", many: "soumissions"),
      en: (one: "submission", many: "submissions"))
    return (lines + ["", count + "."]).joined(separator: "\n") + "\n"
  }
}

extension RegisteredSubmission.Kind {
  func name(_ language: Language) -> String {
    switch self {
    case .returned: language(fr: "retour", en: "return")
    case .audit: language(fr: "audit", en: "audit")
    case .reply: language(fr: "réponse", en: "reply")
    }
  }
}

extension RegisteredSubmission {
  /// The verdict in words, or that the submission was removed.
  func verdictName(_ language: Language) -> String {
    guard let summary else { return language(fr: "supprimée", en: "removed") }
    return Verdict(rawValue: summary.verdict)?.name(in: language) ?? summary.verdict
  }
}

extension RegisterEvent {
  /// What happened, in a word.
  func name(_ language: Language) -> String {
    switch Kind(rawValue: kind) {
    case .created: language(fr: "registre créé", en: "register made")
    case .received: language(fr: "reçue", en: "received")
    case .repeated:
      language(fr: "reçue de nouveau, octet pour octet", en: "received again, byte for byte")
    case .resubmitted:
      language(
        fr: "version antérieure reçue de nouveau, qui compte de nouveau",
        en: "earlier version received again, which counts again")
    case .audited: language(fr: "audit reçu", en: "audit received")
    case .accountReset: language(fr: "mot de passe réinitialisé", en: "password reset")
    case .forgotten:
      language(fr: "supprimée à la demande du partenaire", en: "removed on the partner’s request")
    case .invited: language(fr: "invitation", en: "invitation")
    case .revoked: language(fr: "invitation révoquée", en: "invitation revoked")
    case .accountInvited: language(fr: "lien de compte", en: "link to an account")
    case .accountOpened: language(fr: "mot de passe choisi", en: "password set")
    case .accountClosed: language(fr: "compte fermé", en: "account closed")
    case nil: kind.visible()
    }
  }
}
