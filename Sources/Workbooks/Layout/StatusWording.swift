internal import Basics
internal import Checklists

/// The words that say what is still to be done. No meaning is carried by a colour alone.
extension Wording {
  /// What a control or a field still needs.
  enum Status: CaseIterable {
    case toAnswer, unknown, reread, noReason, noEvidence, noDate, tooOld, notMet, done, notAsked,
      toFill
  }

  func status(_ status: Status) -> String {
    switch status {
    case .toAnswer: language(fr: "● À répondre", en: "● To answer")
    case .unknown: language(fr: "▲ Illisible", en: "▲ Not clear")
    case .reread: language(fr: "▲ À relire", en: "▲ Read again")
    case .noReason: language(fr: "▲ Sans raison", en: "▲ No reason")
    case .noEvidence: language(fr: "▲ Sans preuve", en: "▲ No evidence")
    case .noDate: language(fr: "▲ Sans date", en: "▲ No date")
    case .tooOld: language(fr: "✗ Trop ancien", en: "✗ Too old")
    case .notMet: language(fr: "✗ Non", en: "✗ Not met")
    case .done: "✓"
    case .notAsked: "–"
    case .toFill: language(fr: "● À remplir", en: "● To fill in")
    }
  }

  // MARK: Carried over to another wording

  /// The evidence of an answer to a control whose text has changed since, until the partner takes the mark
  /// away.
  func marked(_ evidence: String?) -> String {
    status(.reread) + (evidence.map { language(fr: " – ", en: " – ") + $0 } ?? "")
  }

  /// The evidence without its mark; nil where it has none.
  func unmarked(_ evidence: String) -> String? {
    let mark = status(.reread)
    let text = evidence.trimmed()
    guard text.hasPrefix(mark) else { return nil }
    let rest = text.dropFirst(mark.count).drop { " \u{A0}–-:\n".contains($0) }
    return String(rest)
  }

  var statusHeader: String { language(fr: "État", en: "Status") }
  /// After a number.
  var openCount: String { language(fr: " à répondre", en: " to answer") }
  var unclearCount: String { language(fr: " à revoir", en: " to check") }
  var fieldsToFill: Counted {
    Counted(
      one: language(fr: " champ à remplir", en: " field to fill in"),
      many: language(fr: " champs à remplir", en: " fields to fill in"))
  }
  var caseStudyComplete: String { language(fr: "✓ Fiche complète", en: "✓ Form complete") }
  var caseStudyUnused: String { language(fr: "Non utilisée", en: "Not used") }
  var optionalMark: String { language(fr: "facultatif", en: "optional") }
  /// Above a column whose delivery model the case study does not have.
  var leaveEmpty: String { language(fr: "ne pas remplir", en: "leave empty") }

  // MARK: Links

  func goTo(_ section: String) -> String {
    language(fr: "Aller à : \(section)", en: "Go to: \(section)")
  }
  func shortCaseStudy(_ number: Int) -> String {
    language(fr: "Étude \(number)", en: "Case \(number)")
  }
  var documentsShort: String { language(fr: "Doc.", en: "Docs") }
  var caseStudyControls: String {
    language(fr: "Ses contrôles ►", en: "Its controls ►")
  }
  var caseStudyForm: String { language(fr: "Sa fiche", en: "Its form") }
  func nextSection(_ name: String) -> String {
    language(fr: "Suite : \(name) ▼", en: "Next: \(name) ▼")
  }
}
