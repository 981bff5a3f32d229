internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// How `score --order` puts submissions.
enum SubmissionOrder: String, CaseIterable {
  /// As they come.
  case input
  case name
  case verdict

  static let option = OptionDescription(
    name: "--order", value: .words(allCases.map(\.rawValue)),
    help: Wording(
      fr: "ordre des soumissions dans toutes les sorties : input, comme elles viennent (par "
        + "défaut) ; name, par partenaire ; verdict, par verdict puis par partenaire ; sauf pour "
        + "input, tout est lu deux fois",
      en: "order of the submissions in every output: input, as they come (the default); name, by "
        + "partner; verdict, by verdict, then by partner; but for input, all is read twice"))

  /// What an assessment is ordered by: a few bytes.
  func key(of assessment: Assessment) -> Key {
    Key(
      verdict: self == .verdict ? Verdict.allCases.firstIndex(of: assessment.verdict) ?? 0 : 0,
      name: self == .input ? "" : assessment.title.folded(), file: assessment.source.file)
  }

  struct Key: Comparable, Sendable {
    let verdict: Int
    /// Without accents and capitals.
    let name: String
    let file: String

    static func < (a: Key, b: Key) -> Bool {
      (a.verdict, a.name, a.file) < (b.verdict, b.name, b.file)
    }
  }
}

extension Arguments {
  /// What `--order` asks for.
  func order() throws(Stop) -> SubmissionOrder {
    let words = SubmissionOrder.allCases.map(\.rawValue)
    return try value(of: SubmissionOrder.option, expected: language.either(words)) {
      SubmissionOrder(rawValue: $0)
    } ?? .input
  }
}

extension Language {
  /// One of several words.
  fileprivate func either(_ words: [String]) -> String {
    words.dropLast().joined(separator: ", ") + self(fr: " ou ", en: " or ") + (words.last ?? "")
  }
}
