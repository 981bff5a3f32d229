internal import Assessments
internal import Basics
internal import Checklists
internal import Reports
internal import Spreadsheet
internal import Workbooks

/// A code that the program's reports and JSON may contain, with what it is explained by.
struct ExplainedCode: Sendable {
  /// Where a code occurs.
  enum Kind: String, CaseIterable {
    /// Among `discrepancies`.
    case discrepancy
    /// As the reason of `file.unreadable`, in `error`.
    case file
    /// Among a verdict's `reasons` only.
    case reason
    /// A `verdict` itself.
    case verdict
    /// The `status` of an answer.
    case status
  }

  let code: String
  let kind: Kind
  /// What a discrepancy of this code may weigh; a refused file is an error, a reason of a verdict has no weight of its own.
  let severities: [Severity]
  let texts: CodeTexts

  /// Every code, discrepancies in the contract's order, then why files are refused, then what only verdicts rest on.
  static let all: [ExplainedCode] =
    DiscrepancyCode.allCases.map {
      ExplainedCode(
        code: $0.rawValue, kind: .discrepancy, severities: $0.severities, texts: $0.texts)
    }
    + SpreadsheetError.Code.allCases.compactMap { code in
      code.texts.map {
        ExplainedCode(code: code.rawValue, kind: .file, severities: [.error], texts: $0)
      }
    }
    + FileProblemCode.allCases.map {
      ExplainedCode(code: $0.rawValue, kind: .file, severities: [.error], texts: $0.texts)
    }
    + Reason.Code.allCases.compactMap { code in
      code.ownTexts.map {
        ExplainedCode(code: code.rawValue, kind: .reason, severities: [], texts: $0)
      }
    }
    + Verdict.allCases.map {
      ExplainedCode(code: $0.rawValue, kind: .verdict, severities: [], texts: $0.texts)
    }
    + AnswerStatus.allCases.filter { Verdict(rawValue: $0.rawValue) == nil }.map(status)

  /// The same with every status, one of which goes by the name of a verdict.
  static let named =
    all
    + AnswerStatus.allCases.filter { Verdict(rawValue: $0.rawValue) != nil }
    .map(status)

  private static func status(_ status: AnswerStatus) -> ExplainedCode {
    ExplainedCode(code: status.rawValue, kind: .status, severities: [], texts: status.texts)
  }

  /// As `explain --json` gives it.
  func json(in language: Language) -> JSON {
    [
      "code": .string(code), "kind": .string(kind.rawValue),
      "severities": JSON(severities.map(\.rawValue)),
      "meaning": .string(text(\.meaning, language)), "raised": .string(text(\.raised, language)),
      "matters": .string(text(\.matters, language)),
      "remedy": .string(text(\.remedy, language)), "place": .string(text(\.place, language)),
    ]
  }

  /// One of its texts in a language.
  func text(_ which: KeyPath<CodeTexts, CodeTexts.Wording>, _ language: Language) -> String {
    let wording = texts[keyPath: which]
    return language(fr: wording.fr, en: wording.en)
  }

  /// `avertissement ou erreur`; empty where the code has no weight of its own.
  func severityNames(in language: Language) -> String {
    severities.map { $0.name(in: language) }.joined(separator: language(fr: " ou ", en: " or "))
  }
}
