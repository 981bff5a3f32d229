public import Assessments
internal import Basics
public import Checklists

/// The table that `score` shows on a terminal: a line for each submission, the totals, and why those that are not
/// eligible are not. Assessments are added one at a time; only their lines are kept.
public struct TerminalTable: Sendable {
  private struct Row: Sendable {
    let title: String
    let file: String
    let verdict: Verdict
    /// The columns after the verdict.
    let numbers: [String]
  }

  /// The width of a table that no terminal shows.
  public static let defaultWidth = 80
  /// The fewest columns that a partner's name and a file's name are shortened to.
  private static let narrowest = (title: 12, file: 10)

  private let language: Language
  private var rows: [Row] = []
  private var why: [(title: String, file: String, reasons: [String])] = []
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
    let file = assessment.fileName
    rows.append(
      Row(
        title: assessment.partnerName ?? "–", file: file, verdict: assessment.verdict,
        numbers: numbers + [
          String(assessment.count(.error)), String(assessment.count(.warning)),
          String(assessment.withoutEvidence),
        ]))
    if assessment.verdict != .eligible {
      why.append(
        (
          assessment.partnerName ?? file, file,
          ReasonDigest(assessment.reasons, template, language).lines
        ))
    }
  }

  /// The whole text, with a final line break.
  ///
  /// - Parameters:
  ///   - width: the columns that there are; names are shortened to them, down to a table that is still
  ///     readable.
  ///   - colored: whether verdicts are coloured.
  public func text(width: Int = Self.defaultWidth, colored: Bool = false) -> String {
    let header = language.tableHeader
    let lines = rows.map {
      [$0.title, $0.file, $0.verdict.name(in: language)] + $0.numbers
    }
    var widths = header.map { DisplayWidth.of($0) }
    for line in lines {
      for (column, text) in line.enumerated() {
        widths[column] = max(widths[column], DisplayWidth.of(text))
      }
    }
    shorten(&widths, to: width)

    func line(_ texts: [String], verdict: Verdict?) -> String {
      var cells = texts.enumerated().map { column, text in
        let limit = widths[column]
        // Files of a folder often begin alike, so that their ends tell them apart.
        let shown =
          column == 1 && verdict != nil
          ? DisplayWidth.shortenedAtStart(text, to: limit)
          : DisplayWidth.shortened(text, to: limit)
        return DisplayWidth.padded(shown, to: limit, right: column > 2)
      }
      if let verdict { cells[2] = verdict.color(cells[2], if: colored) }
      return cells.prefix(3).joined(separator: "  ") + " "
        + cells.dropFirst(3).joined(separator: " ")
    }

    var out = [TerminalColor.bold(line(header, verdict: nil), if: colored)]
    out += zip(lines, rows).map { line($0, verdict: $1.verdict) }
    out.append("")
    out += DisplayWidth.wrapped(language.tableExplanation, to: width)
    out += DisplayWidth.wrapped(summary.sentence(in: language), to: width)
    if !why.isEmpty { out.append("") }
    let titles = Dictionary(grouping: why, by: \.title)
    for (title, file, reasons) in why {
      // A partner who sent two workbooks is told apart by them.
      let name = (titles[title]?.count ?? 0) > 1 && title != file ? "\(title) (\(file))" : title
      for (index, text) in ([name] + reasons).enumerated() {
        let margin = index == 0 ? "" : "  "
        out += DisplayWidth.wrapped(text, to: max(20, width - 4)).enumerated().map {
          margin + ($0 == 0 ? "" : "  ") + $1
        }
      }
    }
    return out.joined(separator: "\n") + "\n"
  }

  /// Shortens the columns of the partner and the file where not all fits: the longer one first.
  private func shorten(_ widths: inout [Int], to width: Int) {
    // Two blanks between texts, one before each figure.
    let gaps = 2 * 2 + widths.count - 3
    let room = max(
      Self.narrowest.title + Self.narrowest.file, width - gaps - widths.dropFirst(2).reduce(0, +))
    guard widths[0] + widths[1] > room else { return }
    let title = min(widths[0], max(Self.narrowest.title, room / 2, room - widths[1]))
    widths[0] = title
    widths[1] = min(widths[1], room - title)
  }
}
