public import Assessments
internal import Basics
public import Checklists

extension Verdict {
  /// The verdict for a person: `non éligible`.
  public func name(in language: Language) -> String {
    switch self {
    case .eligible: language(fr: "éligible", en: "eligible")
    case .notEligible: language(fr: "non éligible", en: "not eligible")
    case .incomplete: language(fr: "incomplet", en: "incomplete")
    case .unreadable: language(fr: "illisible", en: "unreadable")
    }
  }

  /// So many of them: `2 non éligibles`.
  public func counted(_ count: Int, in language: Language) -> String {
    let many =
      switch self {
      case .eligible: "éligibles"
      case .notEligible: "non éligibles"
      case .incomplete: "incomplets"
      case .unreadable: "illisibles"
      }
    let english = name(in: .english)
    return language.count(
      count, fr: (name(in: .french), many), en: (english, english))
  }
}

extension Severity {
  /// The severity for a person: `avertissement`.
  public func name(in language: Language) -> String {
    switch self {
    case .error: language(fr: "erreur", en: "error")
    case .warning: language(fr: "avertissement", en: "warning")
    case .info: language(fr: "information", en: "information")
    }
  }
}

extension Score {
  /// The percentage for a person, `97,8 %`; a dash where nothing applies.
  public func percentText(in language: Language) -> String {
    language.percent(tenths)
  }
}

extension Language {
  /// Tenths of a percent for a person, `97,8 %`; a dash for none.
  public func percent(_ tenths: Int?) -> String {
    guard let tenths else { return "–" }
    return "\(tenths / 10)" + self(fr: ",\(tenths % 10) %", en: ".\(tenths % 10)%")
  }
}

extension Agreement {
  /// In words, `12 constats d’audit : accord sur 9 des 10 réponses comparées (90,0 %).`
  public func sentence(in language: Language) -> String {
    let count = language.count(
      findings, fr: ("constat", "constats"), en: ("finding", "findings"))
    guard compared > 0 else {
      return language(
        fr: "\(count) d’audit, sans réponse utilisable à comparer.",
        en: "\(count), with no usable answer to compare.")
    }
    let tenths = 1000 * agreed / compared
    let percent = language(
      fr: "\(tenths / 10),\(tenths % 10) %", en: "\(tenths / 10).\(tenths % 10)%")
    return language(
      fr:
        "\(count) d’audit : accord sur \(agreed) des \(compared) réponses comparées (\(percent)).",
      en: "\(count): agreement on \(agreed) of \(compared) answers compared (\(percent)).")
  }

  /// What the number says to whoever reads the differing answers beside it; nil where there is none.
  func chance(in language: Language) -> String? {
    kappa.map { kappa in
      language(
        fr:
          "Accord au-delà du hasard\u{A0}: \(hundredths(kappa, .french)) (kappa de Cohen\u{A0}; 1\u{A0}: d’accord sur tout, 0\u{A0}: pas plus que le hasard).",
        en:
          "Agreement beyond chance: \(hundredths(kappa, .english)) (Cohen’s kappa; 1: agreed on everything, 0: no more than chance)."
      )
    }
  }

  /// `0,74`, with the sign of the language.
  private func hundredths(_ number: Double, _ language: Language) -> String {
    let value = Int((number * 100).rounded())
    let digits = abs(value) % 100
    return (value < 0 ? "−" : "") + String(abs(value) / 100) + language(fr: ",", en: ".")
      + (digits < 10 ? "0" : "") + String(digits)
  }
}

extension Assessment {
  /// The partner's name, else the file's, without anything invisible.
  public var title: String { partnerName ?? source.file.visible() }

  /// The partner's name without anything invisible; nil where there is none.
  var partnerName: String? {
    let name = (partner ?? "").trimmed()
    return name.isEmpty ? nil : name.visible()
  }

  /// The file's name without its folders and anything invisible.
  public var fileName: String {
    source.file.split(separator: "/").last.map { $0.visible() } ?? ""
  }
}

extension AssessmentSummary {
  /// How many there are, and how many of each verdict: `12 classeurs : 3 éligibles, 2 non éligibles, 6 incomplets, 1
  /// illisible.`
  public func sentence(in language: Language) -> String {
    let parts = Verdict.allCases.compactMap { verdict -> String? in
      let count = count(verdict)
      return count == 0 ? nil : verdict.counted(count, in: language)
    }
    let all = language.count(
      submissions, fr: ("classeur", "classeurs"), en: ("workbook", "workbooks"))
    return parts.isEmpty
      ? all + "." : all + language.colon + parts.joined(separator: ", ") + "."
  }
}

extension Assessment {
  /// How many discrepancies there are of each severity: `2 erreurs, 23 avertissements.` Empty where there are none.
  func countsSentence(in language: Language) -> String {
    let (errors, warnings, infos) = (count(.error), count(.warning), count(.info))
    let absent =
      withoutEvidence == 0
      ? ""
      : language(
        fr:
          ", dont \(language.count(withoutEvidence, fr: ("réponse sans preuve", "réponses sans preuve"), en: ("", "")))",
        en:
          ", of which \(language.count(withoutEvidence, fr: ("", ""), en: ("answer without evidence", "answers without evidence")))"
      )
    let parts = [
      (errors, language.count(errors, fr: ("erreur", "erreurs"), en: ("error", "errors"))),
      (
        warnings,
        language.count(
          warnings, fr: ("avertissement", "avertissements"), en: ("warning", "warnings"))
      ),
      (
        infos,
        language.count(
          infos, fr: ("information", "informations"),
          en: ("information", "pieces of information")) + absent
      ),
    ].filter { $0.0 > 0 }
    return parts.isEmpty ? "" : parts.map(\.1).joined(separator: ", ") + "."
  }
}

extension Language {
  /// That almost empty submissions are not counted, as a sentence led by a blank; empty where there are none.
  func leftOut(almostEmpty number: Int) -> String {
    guard number > 0 else { return "" }
    let limit = Assessment.almostEmptyBelow
    return " "
      + self(
        fr: "Sans \(number == 1 ? "1 classeur presque vide" : "\(number) classeurs presque vides") "
          + "(moins de \(limit) % de réponses utilisables).",
        en: "Without \(number == 1 ? "1 workbook that is" : "\(number) workbooks that are") "
          + "almost empty (less than \(limit)% usable answers).")
  }

  /// The header row of the table on a terminal.
  var tableHeader: [String] {
    self == .french
      ? ["Partenaire", "Fichier", "Verdict", "%", "Prér.", "Cas", "Err.", "Av.", "S. pr."]
      : ["Partner", "File", "Verdict", "%", "Prereq.", "Cases", "Err.", "Warn.", "No ev."]
  }

  /// What the short headings of that table stand for.
  var tableExplanation: String {
    self(
      fr: "Prér. : prérequis respectés. Cas : études de cas retenues (dont publiques). "
        + "S. pr. : O sans preuve.",
      en: "Prereq.: prerequisites met. Cases: case studies retained (of these public). "
        + "No ev.: Y without evidence.")
  }

  /// What is said of a whole workbook and of no sheet of it.
  var theWorkbook: String { self(fr: "Le classeur", en: "The workbook") }
}

/// Colours of a terminal (ECMA-48, § 8.3.117).
enum TerminalColor: String {
  case red = "31"
  case green = "32"
  case yellow = "33"
  case bold = "1"
  case faint = "2"

  func callAsFunction(_ text: String, if isOn: Bool) -> String {
    isOn ? "\u{1B}[\(rawValue)m\(text)\u{1B}[0m" : text
  }
}

extension Verdict {
  var color: TerminalColor {
    switch self {
    case .eligible: .green
    case .incomplete: .yellow
    case .notEligible, .unreadable: .red
    }
  }
}
