internal import Assessments
internal import Basics
internal import Checklists
internal import Reports

/// `explain`: what a code means, when it is raised, why it matters and what settles it.
enum ExplainCommand: Command {
  static let description = CommandDescription(
    name: "explain",
    summary: Wording(
      fr: "Explique un code d’écart, ou les énumère tous",
      en: "Explains a discrepancy code, or lists them all"),
    discussion: Wording(
      fr:
        "Explique aussi pourquoi un fichier est refusé (file.…), les verdicts, leurs raisons et les états des "
        + "réponses.",
      en:
        "Also explains why a file is refused (file.…), verdicts, their reasons and the statuses of answers."
    ),
    operand: OperandDescription(
      value: ValueDescription(name: Wording("CODE"), kind: .code),
      help: Wording(
        fr: "un code tel que les rapports le donnent ; sans lui, le tableau de tous",
        en: "a code as reports give it; without one, the table of all of them"),
      isOptional: true),
    options: [.json],
    examples: ["explain", "explain evidence.absent"])

  private static let width = 80

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let language = session.language
    let codes = try arguments.operands.first.map { name throws(Stop) in try named(name, session) }
    if arguments.has(.json) {
      let list = JSON.array((codes ?? ExplainedCode.all).map { $0.json(in: language) })
      let document: JSON = ["schema": "respecte.codes/1", "codes": list]
      try session.write(document.pretty + "\n")
    } else if let codes {
      try session.show(codes.map { text(of: $0, language) }.joined(separator: "\n"))
    } else {
      try session.show(table(language))
    }
    return .done
  }

  /// What has a name: one code as a rule; a verdict and a status may share one. Verdicts go by their names in
  /// reports, too.
  private static func named(_ name: String, _ session: Session) throws(Stop) -> [ExplainedCode] {
    let all = ExplainedCode.all
    let verdict = Verdict.allCases.first { verdict in
      Language.allCases.contains { verdict.name(in: $0).folded() == name.folded() }
    }
    let found = ExplainedCode.named.filter {
      $0.code.lowercased() == name.lowercased()
        || $0.kind == .verdict && $0.code == verdict?.rawValue
    }
    if !found.isEmpty { return found }
    throw .usage(
      session.language(
        fr: "aucun code ne s’appelle « \(name) » ; « respecte explain » les énumère",
        en: "no code is called “\(name)”; “respecte explain” lists them"),
      hint: Suggestion.nearest(to: name, among: all.map(\.code)))
  }

  /// A code with everything that is to be said of it.
  private static func text(of code: ExplainedCode, _ language: Language) -> String {
    let severity = code.severityNames(in: language)
    var parts = [
      code.code + (severity.isEmpty ? kind(code, language) : " – " + severity),
      TextLayout.paragraph(code.text(\.meaning, language), width: width),
    ]
    let headed: [(String, KeyPath<CodeTexts, CodeTexts.Wording>)] = [
      (language(fr: "Quand", en: "When"), \.raised),
      (language(fr: "Ce qui en découle", en: "Why it matters"), \.matters),
      (language(fr: "Que faire", en: "What to do"), \.remedy),
      (language(fr: "Par exemple", en: "For example"), \.place),
    ]
    parts += headed.map { title, which in
      title + language(fr: " :", en: ":") + "\n"
        + TextLayout.paragraph(code.text(which, language), width: width, indent: 2)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// What tells a verdict from a status of the same name.
  private static func kind(_ code: ExplainedCode, _ language: Language) -> String {
    switch code.kind {
    case .verdict: " – verdict"
    case .status: language(fr: " – état d’une réponse", en: " – status of an answer")
    default: ""
    }
  }

  /// Every code in a line or a few.
  private static func table(_ language: Language) -> String {
    let sections: [(ExplainedCode.Kind, String)] = [
      (.discrepancy, language(fr: "Écarts", en: "Discrepancies")),
      (.file, language(fr: "Fichiers refusés", en: "Files that are refused")),
      (.reason, language(fr: "Raisons d’un verdict", en: "Reasons of a verdict")),
      (.verdict, language(fr: "Verdicts", en: "Verdicts")),
      (.status, language(fr: "États d’une réponse", en: "Statuses of an answer")),
    ]
    let blocks = sections.map { kind, title in
      let rows = ExplainedCode.all.filter { $0.kind == kind }.map { code in
        let severity = code.severityNames(in: language)
        let lead = kind == .discrepancy ? severity + language.colon : ""
        return (term: code.code, meaning: lead + code.text(\.meaning, language))
      }
      return title + language(fr: " :", en: ":") + "\n"
        + TextLayout.definitions(rows, width: width, column: 28)
    }
    let further = language(
      fr: "Pour un code : respecte explain CODE", en: "For one code: respecte explain CODE")
    return (blocks + [further]).joined(separator: "\n\n") + "\n"
  }
}
