public import Assessments
internal import Basics
public import Checklists

/// The table that `score` shows on a terminal: a line for each submission, the totals, and why those that are not
/// eligible are not. Assessments are added one at a time; only their lines are kept.
public struct TerminalTable: Sendable {
  private struct Row: Sendable {
    let title: String
    let verdict: Verdict
    /// The columns after the verdict.
    let numbers: [String]
  }

  private let language: Language
  private var rows: [Row] = []
  private var why: [[String]] = []
  private var summary = AssessmentSummary()

  public init(language: Language) { self.language = language }

  /// Adds a line.
  public mutating func add(_ assessment: Assessment, _ template: Template?) {
    summary.add(assessment)
    let isRead = assessment.verdict != .unreadable
    let numbers =
      isRead
      ? [
        assessment.score.percentText(in: language),
        "\(assessment.prerequisites.met)/\(assessment.prerequisites.required)",
        "\(assessment.retained)/\(assessment.caseStudiesRequired) (\(assessment.retainedPublic))",
      ] : ["–", "–", "–"]
    rows.append(
      Row(
        title: assessment.title, verdict: assessment.verdict,
        numbers: numbers + [
          String(assessment.count(.error)), String(assessment.count(.warning)),
          String(assessment.withoutEvidence),
        ]))
    if assessment.verdict != .eligible {
      why.append(
        [assessment.title] + ReasonDigest(assessment.reasons, template, language).lines)
    }
  }

  /// The whole text, with a final line break.
  ///
  /// - Parameters:
  ///   - width: the terminal's columns; names are shortened to it. Nil for as wide as need be.
  ///   - colored: whether verdicts are coloured.
  public func text(width: Int? = nil, colored: Bool = false) -> String {
    let header = [
      language(fr: "Partenaire", en: "Partner"), language(fr: "Verdict", en: "Verdict"), "%",
      language(fr: "Prérequis", en: "Prereq."),
      language(fr: "Études de cas (publiques)", en: "Case studies (public)"),
      language(fr: "Err.", en: "Err."), language(fr: "Avert.", en: "Warn."),
      language(fr: "Sans pr.", en: "No ev."),
    ]
    let lines = rows.map { [$0.title, $0.verdict.name(in: language)] + $0.numbers }
    var widths = header.map { DisplayWidth.of($0) }
    for line in lines {
      for (column, text) in line.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(text))
      }
    }
    if let width {
      let others = widths.dropFirst().reduce(0, +) + 2 * (widths.count - 1)
      widths[0] = min(widths[0], max(12, width - others))
    }

    func line(_ texts: [String], verdict: Verdict?) -> String {
      var cells = texts.enumerated().map { column, text in
        DisplayWidth.padded(
          DisplayWidth.shortened(text, to: widths[column]), to: widths[column], right: column > 1)
      }
      if let verdict { cells[1] = verdict.color(cells[1], if: colored) }
      return cells.joined(separator: "  ")
    }

    var out = [TerminalColor.bold(line(header, verdict: nil), if: colored)]
    out += zip(lines, rows).map { line($0, verdict: $1.verdict) }
    out += ["", summary.sentence(in: language)]
    if !why.isEmpty {
      out.append("")
      for texts in why {
        for (line, text) in texts.enumerated() {
          let margin = line == 0 ? "" : "  "
          let room = max(20, (width ?? .max / 2) - 4)
          out += DisplayWidth.wrapped(text, to: room).enumerated().map {
            margin + ($0 == 0 ? "" : "  ") + $1
          }
        }
      }
    }
    return out.joined(separator: "\n") + "\n"
  }
}
