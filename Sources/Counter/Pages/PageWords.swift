internal import Assessments
internal import Basics
internal import Checklists
internal import Register
internal import Reports

/// What several pages call a thing.
extension Language {
  /// Its own name.
  var ownName: String { self(fr: "Français", en: "English") }

  /// Its name in another language, as a choice.
  func name(in reader: Language) -> String {
    switch self {
    case .french: reader(fr: "français", en: "French")
    case .english: reader(fr: "anglais", en: "English")
    }
  }

  /// `10 décembre 2019 à 15 h 03 CET`.
  func moment(_ time: Timestamp) -> String {
    let local = LocalTime(time)
    guard let date = CalendarDate(iso: local.day) else { return time.description }
    return day(date)
      + self(
        fr: " à \(local.clock.replacing(":", with: " h ")) \(local.zone)",
        en: " at \(local.clock) \(local.zone)")
  }

  /// `20 Mo`, rounded down.
  func size(_ bytes: Int) -> String {
    if bytes < 1024 { return count(bytes, fr: ("octet", "octets"), en: ("byte", "bytes")) }
    if bytes < 1 << 20 { return "\(bytes >> 10)" + self(fr: " ko", en: " KB") }
    return "\(bytes >> 20)" + self(fr: " Mo", en: " MB")
  }
}

extension QueueState {
  /// As a filter and in the table.
  func name(in language: Language) -> String {
    switch self {
    case .invited: language(fr: "Invité", en: "Invited")
    case .opened: language(fr: "Lien ouvert", en: "Link opened")
    case .checked: language(fr: "Vérifié, pas remis", en: "Checked, not handed in")
    case .returned: language(fr: "À auditer", en: "To be audited")
    case .audited: language(fr: "Chez le partenaire", en: "With the partner")
    case .replied: language(fr: "A répondu", en: "Has replied")
    case .closed: language(fr: "Lien fermé", en: "Link closed")
    }
  }

  var badge: (mark: String, tone: HTMLTone) {
    switch self {
    case .invited: ("○", .none)
    case .opened: ("◔", .info)
    case .checked: ("◑", .info)
    case .returned, .replied: ("●", .due)
    case .audited: ("→", .yes)
    case .closed: ("–", .none)
    }
  }
}

extension RegisteredSubmission.Kind {
  func name(in language: Language) -> String {
    switch self {
    case .returned: language(fr: "Auto-évaluation", en: "Self-assessment")
    case .audit: language(fr: "Classeur d’audit", en: "Audit workbook")
    case .reply: language(fr: "Réponse à l’audit", en: "Reply to the audit")
    }
  }
}

extension RegisteredSubmission {
  /// What it came to: verdict and score; that it was removed, where it was.
  func verdict(in language: Language) -> HTML {
    guard let summary else {
      return "<span class=\"quiet\">\(language(fr: "supprimée", en: "removed"))</span>"
    }
    let badge: HTML =
      Verdict(rawValue: summary.verdict).map { .badge($0, language) } ?? HTML(summary.verdict)
    let score: HTML? = summary.permille.map { " \(language.percent($0))" }
    return "\(badge)\(score)"
  }
}

extension RegisterEvent {
  /// What happened, in words.
  static func name(ofKind kind: String, in language: Language) -> String {
    switch Kind(rawValue: kind) {
    case .created: language(fr: "Registre créé", en: "Register made")
    case .received: language(fr: "Classeur reçu", en: "Workbook received")
    case .repeated: language(fr: "Même fichier reçu de nouveau", en: "Same file received again")
    case .resubmitted:
      language(
        fr: "Version antérieure reçue de nouveau ; elle compte de nouveau",
        en: "Earlier version received again; it counts again")
    case .audited: language(fr: "Audit reçu", en: "Audit received")
    case .accountReset: language(fr: "Mot de passe réinitialisé", en: "Password reset")
    case .forgotten: language(fr: "Données supprimées", en: "Data removed")
    case .invited: language(fr: "Partenaire invité", en: "Partner invited")
    case .revoked: language(fr: "Invitation révoquée", en: "Invitation revoked")
    case .accountInvited: language(fr: "Lien de compte créé", en: "Account link made")
    case .accountOpened: language(fr: "Mot de passe choisi", en: "Password chosen")
    case .accountClosed: language(fr: "Compte fermé", en: "Account closed")
    case nil: kind
    }
  }
}
