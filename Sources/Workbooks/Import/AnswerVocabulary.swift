internal import Basics
internal import Checklists

/// The words that count as an answer (contract § 6); everything else is unreadable and never guessed.
enum AnswerVocabulary {
  private static let words: [String: AnswerValue] = {
    let accepted: [(AnswerValue, [String])] = [
      (
        .yes,
        [
          "o", "oui", "y", "yes", "vrai", "true", "1", "✓", "✔", "☑", "ok", "conforme", "respecté",
        ]
      ),
      (
        .no,
        ["n", "non", "no", "faux", "false", "0", "✗", "✘", "☒", "non conforme", "non respecté"]
      ),
      (
        .notApplicable,
        ["so", "s.o.", "s/o", "sans objet", "n/a", "na", "not applicable"]
      ),
    ]
    return Dictionary(
      accepted.flatMap { value, words in words.map { ($0.folded(), value) } },
      uniquingKeysWith: { first, _ in first })
  }()

  /// What a typed text says; nil for anything that is not in the table.
  static func value(of text: String) -> AnswerValue? {
    // What most workbooks hold.
    switch text {
    case "O", "Y": .yes
    case "N": .no
    default: words[text.folded()]
    }
  }

  /// Whether two typed texts say the same.
  static func agree(_ a: String, _ b: String) -> Bool {
    a == b || value(of: a).map { $0 == value(of: b) } ?? false
  }
}
