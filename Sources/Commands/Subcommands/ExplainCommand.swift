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
      fr: "Explique aussi pourquoi un fichier est refusé (file.…) et les raisons d’un verdict.",
      en: "Also explains why a file is refused (file.…) and the reasons of a verdict."),
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
    let codes = try arguments.operands.first.map { name throws(Stop) in [try code(name, session)] }
    if arguments.has(.json) {
      let list = JSON.array((codes ?? ExplainedCode.all).map { $0.json(in: language) })
      let document: JSON = ["schema": "respecte.codes/1", "codes": list]
      try session.write(document.pretty + "\n")
    } else if let code = codes?.first {
      try session.show(text(of: code, language))
    } else {
      try session.show(table(language))
    }
    return .done
  }

  private static func code(_ name: String, _ session: Session) throws(Stop) -> ExplainedCode {
    let all = ExplainedCode.all
    if let code = all.first(where: { $0.code.lowercased() == name.lowercased() }) { return code }
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
      code.code + (severity.isEmpty ? "" : " – " + severity),
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

  /// Every code in a line or a few.
  private static func table(_ language: Language) -> String {
    let sections: [(ExplainedCode.Kind, String)] = [
      (.discrepancy, language(fr: "Écarts", en: "Discrepancies")),
      (.file, language(fr: "Fichiers refusés", en: "Files that are refused")),
      (.reason, language(fr: "Raisons d’un verdict", en: "Reasons of a verdict")),
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
