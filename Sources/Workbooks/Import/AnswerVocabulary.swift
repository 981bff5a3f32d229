internal import Basics
internal import Checklists

/// The words that count as an answer (contract § 6); everything else is unreadable and never guessed.
enum AnswerVocabulary {
  private static let words: [String: AnswerValue] = {
    let accepted: [(AnswerValue, [String])] = [
      (
        .yes,
        [
          "o", "oui", "y", "yes", "vrai", "true", "✓", "✔", "☑", "✅", "ok", "conforme", "respecté",
        ]
      ),
      (
        .no,
        [
          "n", "non", "no", "faux", "false", "✗", "✘", "☒", "❌", "non conforme", "non respecté",
        ]
      ),
      (
        .notApplicable,
        [
          "so", "s.o.", "s/o", "sans objet", "non applicable", "n/a", "na", "not applicable",
        ]
      ),
    ]
    return Dictionary(
      accepted.flatMap { value, words in words.map { (AnswerText.normalised($0), value) } },
      uniquingKeysWith: { first, _ in first })
  }()

  /// What a typed text says; nil for anything that is not in the table, the digits 0 and 1 among it: a zero
  /// is what a hurried person types for the letter O.
  static func value(of text: String) -> AnswerValue? {
    // What most workbooks hold.
    switch text {
    case "O", "Y": .yes
    case "N": .no
    default: words[AnswerText.normalised(text)]
    }
  }

  /// Whether two typed texts say the same.
  static func agree(_ a: String, _ b: String) -> Bool {
    a == b || value(of: a).map { $0 == value(of: b) } ?? false
  }
}
