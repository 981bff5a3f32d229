public import Assessments
internal import Basics
public import Checklists
internal import Spreadsheet

/// The discrepancies of one workbook as `check` shows them to a person: one sentence that says where the workbook
/// stands, then what was found sheet by sheet, what blocks first.
public struct CheckText {
  private let assessment: Assessment
  private let template: Template?
  private let language: Language
  private let width: Int
  private let colored: Bool

  /// The text of an assessment, with a final line break.
  ///
  /// - Parameters:
  ///   - template: the assessment's template, for the names of delivery models.
  ///   - width: the columns to wrap at; nil for as wide as need be.
  ///   - colored: whether marks are coloured.
  public static func text(
    of assessment: Assessment, template: Template?, language: Language, width: Int? = nil,
    colored: Bool = false
  ) -> String {
    CheckText(
      assessment: assessment, template: template, language: language,
      width: max(40, width ?? .max / 2), colored: colored
    ).lines.joined(separator: "\n") + "\n"
  }

  private var lines: [String] {
    let file = assessment.source.file.visible()
    let title = assessment.title == file ? file : file + " – " + assessment.title
    var lines = [TerminalColor.bold(title, if: colored)]
    lines += DisplayWidth.wrapped(CheckSummary(assessment, language).sentence, to: width)
    if assessment.verdict != .unreadable { lines += DisplayWidth.wrapped(figures, to: width) }
    if let agreement = assessment.agreement {
      lines += DisplayWidth.wrapped(agreement.sentence(in: language), to: width)
    }
    for (sheet, found) in sheets {
      let heading = sheet?.visible() ?? language(fr: "Dans l’ensemble", en: "On the whole")
      lines += ["", TerminalColor.bold(heading, if: colored)]
      lines += CheckLine.lines(of: found, template: template, language: language)
        .flatMap(written)
    }
    if !assessment.discrepancies.isEmpty { lines += ["", counts] }
    return lines
  }

  /// `97,8 % – prérequis : 12 sur 12 – études de cas retenues : 3 sur 4, dont 1 publique`.
  private var figures: String {
    let met = assessment.prerequisites.met
    let required = assessment.prerequisites.required
    let retained = "\(assessment.retained)/\(assessment.caseStudiesRequired)"
    let isPublic = "\(assessment.retainedPublic)/\(assessment.publicRequired)"
    return assessment.score.percentText(in: language)
      + language(
        fr:
          " – prérequis : \(met)/\(required) – études de cas retenues : \(retained), publiques : \(isPublic)",
        en:
          " – prerequisites: \(met)/\(required) – case studies retained: \(retained), public: \(isPublic)"
      )
  }

  /// The discrepancies by sheet, those without a sheet first, sheets in the order in which they occur.
  private var sheets: [(sheet: String?, found: [Discrepancy])] {
    var order: [String?] = []
    var bySheet: [String?: [Discrepancy]] = [:]
    for discrepancy in assessment.discrepancies {
      if bySheet[discrepancy.sheet] == nil { order.append(discrepancy.sheet) }
      bySheet[discrepancy.sheet, default: []].append(discrepancy)
    }
    return (order.filter { $0 == nil } + order.filter { $0 != nil }).map { ($0, bySheet[$0] ?? []) }
  }

  /// A line with its mark, wrapped with a hanging indent.
  private func written(_ line: CheckLine) -> [String] {
    let (mark, color): (String, TerminalColor) =
      switch line.severity {
      case .error: ("✗", .red)
      case .warning: ("!", .yellow)
      case .info: ("·", .faint)
      }
    return DisplayWidth.wrapped(line.text, to: width - 4).enumerated().map {
      $0 == 0 ? "  " + color(mark, if: colored) + " " + $1 : "    " + $1
    }
  }

  private var counts: String {
    let parts = [
      (
        assessment.count(.error),
        language.count(
          assessment.count(.error), fr: ("erreur", "erreurs"), en: ("error", "errors"))
      ),
      (
        assessment.count(.warning),
        language.count(
          assessment.count(.warning), fr: ("avertissement", "avertissements"),
          en: ("warning", "warnings"))
      ),
      (
        assessment.count(.info),
        language.count(
          assessment.count(.info), fr: ("information", "informations"),
          en: ("information", "pieces of information"))
      ),
    ]
    return parts.filter { $0.0 > 0 }.map(\.1).joined(separator: ", ") + "."
  }
}

/// The sentence at the top: ready, or what is missing.
struct CheckSummary {
  let assessment: Assessment
  let language: Language

  init(_ assessment: Assessment, _ language: Language) {
    self.assessment = assessment
    self.language = language
  }

  var sentence: String {
    switch assessment.verdict {
    case .eligible: ready
    case .incomplete: incomplete
    case .notEligible: notEligible
    case .unreadable:
      assessment.reasons.contains { $0.code == .templateUnknown }
        ? language(
          fr: "Ce fichier ne correspond à aucune liste de contrôle connue.",
          en: "This file belongs to no checklist that is known.")
        : language(fr: "Ce fichier n’a pas pu être lu.", en: "This file could not be read.")
    }
  }

  private var ready: String {
    let errors = assessment.count(.error)
    let warnings = assessment.count(.warning)
    if errors > 0 {
      let count = language.count(
        errors, fr: ("erreur", "erreurs"), en: ("error", "errors"))
      return language(
        fr: "Tout est rempli et le résultat est éligible ; corrigez encore \(count) avant l’envoi.",
        en: "Everything is filled in and the result is eligible; correct \(count) before sending.")
    }
    if warnings > 0 {
      let count = language.count(
        warnings, fr: ("avertissement", "avertissements"), en: ("warning", "warnings"))
      return language(
        fr: "Le classeur est prêt ; relisez encore \(count) avant l’envoi.",
        en: "The workbook is ready; look through \(count) before sending.")
    }
    return language(
      fr: "Le classeur est prêt : tout est rempli et toutes les conditions sont réunies.",
      en: "The workbook is ready: everything is filled in and every condition is met.")
  }

  /// Counts what is open by kind, since a name for each would fill pages.
  private var incomplete: String {
    var answers = 0
    var fields = 0
    var evidence = 0
    for reason in assessment.reasons {
      switch reason.code {
      case .answerBlank, .answerUnreadable, .answerMissing, .answerDuplicate: answers += 1
      case .evidenceAbsent: evidence += 1
      default: fields += 1
      }
    }
    let counts = [
      (answers, language.count(answers, fr: ("réponse", "réponses"), en: ("answer", "answers"))),
      (fields, language.count(fields, fr: ("champ", "champs"), en: ("field", "fields"))),
      (
        evidence,
        language.count(
          evidence, fr: ("preuve ou explication", "preuves ou explications"),
          en: ("piece of evidence or explanation", "pieces of evidence or explanations"))
      ),
    ]
    let list = language.list(counts.filter { $0.0 > 0 }.map(\.1))
    return language(
      fr: "Le classeur n’est pas encore complet. À fournir ou à corriger : \(list).",
      en: "The workbook is not complete yet. To be supplied or corrected: \(list).")
  }

  private var notEligible: String {
    let reasons = assessment.reasons.map { $0.text.visible() }
    let shown = reasons.prefix(5).joined(separator: language.semicolon)
    let rest =
      reasons.count > 5
      ? language(fr: " ; et \(reasons.count - 5) de plus", en: "; and \(reasons.count - 5) more")
      : ""
    return language(
      fr: "Tout est rempli, mais les conditions ne sont pas toutes réunies : \(shown)\(rest).",
      en: "Everything is filled in, but not every condition is met: \(shown)\(rest).")
  }
}
