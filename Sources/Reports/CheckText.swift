public import Assessments
internal import Basics
public import Checklists

/// The discrepancies of one workbook as `check` shows them to a person: one sentence that says where the workbook
/// stands, what is to be corrected sheet by sheet, then what is to be looked at, and at last what is only good to know.
public struct CheckText {
  private let assessment: Assessment
  private let template: Template?
  private let language: Language
  private let width: Int
  private let colored: Bool
  private let summary: CheckSummary

  private init(
    _ assessment: Assessment, _ template: Template?, _ language: Language, width: Int,
    colored: Bool
  ) {
    self.assessment = assessment
    self.template = template
    self.language = language
    self.width = width
    self.colored = colored
    summary = CheckSummary(assessment, template, language)
  }

  /// The text of an assessment, with a final line break.
  ///
  /// - Parameters:
  ///   - assessment: that of one workbook.
  ///   - template: its template, for the names of controls and delivery models.
  ///   - language: the reader's.
  ///   - width: the columns to wrap at; nil for as wide as need be.
  ///   - colored: whether marks are coloured.
  public static func text(
    of assessment: Assessment, template: Template?, language: Language, width: Int? = nil,
    colored: Bool = false
  ) -> String {
    CheckText(
      assessment, template, language, width: max(40, width ?? .max / 2), colored: colored
    ).lines.joined(separator: "\n") + "\n"
  }

  private var lines: [String] {
    let file = assessment.source.file.visible()
    let title = assessment.title == file ? file : file + " – " + assessment.title
    var lines = [TerminalColor.bold(title, if: colored)]
    lines += DisplayWidth.wrapped(summary.sentence, to: width)
    guard assessment.verdict != .unreadable else { return lines + unreadable }
    lines += DisplayWidth.wrapped(summary.figures, to: width)
    if let agreement = assessment.agreement {
      lines += DisplayWidth.wrapped(agreement.sentence(in: language), to: width)
    }
    // What a complete workbook fails by says most; in an incomplete one it follows from what is missing.
    let conditions = summary.conditions.map { CheckLine(severity: .error, text: $0) }
    if assessment.verdict == .notEligible { lines += block(conditions) }
    for severity in Severity.allCases {
      lines += section(severity)
      if severity == .error, assessment.verdict != .notEligible { lines += block(conditions) }
    }
    return lines
  }

  /// Why nothing could be assessed, and whatever else was said of the file.
  private var unreadable: [String] {
    assessment.discrepancies.flatMap { DisplayWidth.wrapped($0.message.visible(), to: width) }
  }

  /// What eligibility depends on.
  private func block(_ conditions: [CheckLine]) -> [String] {
    guard !conditions.isEmpty else { return [] }
    let heading = language(
      fr: "Ce qui manque pour être éligible", en: "What is missing for eligibility")
    return ["", TerminalColor.bold(heading, if: colored)]
      + conditions.flatMap { written($0, indent: 2) }
  }

  /// Everything that weighs so much, sheet by sheet; empty where there is nothing.
  private func section(_ severity: Severity) -> [String] {
    let found = summary.listed.filter { $0.severity == severity }
    guard !found.isEmpty else { return [] }
    let heading = summary.heading(of: severity, found.count)
    var lines = ["", TerminalColor.bold(heading, if: colored)]
    for (sheet, discrepancies) in sheets(found) {
      lines.append("  " + (sheet?.visible() ?? language.theWorkbook))
      lines += CheckLine.lines(of: discrepancies, template: template, language: language)
        .flatMap { written($0, indent: 4) }
    }
    return lines
  }

  /// Discrepancies by sheet: those without a sheet first, then the sheets in the order in which the workbook is read.
  private func sheets(_ discrepancies: [Discrepancy]) -> [(sheet: String?, found: [Discrepancy])] {
    let bySheet = Dictionary(grouping: discrepancies, by: \.sheet)
    var order: [String?] = [nil]
    // What belongs to a control or a field comes in reading order, whatever else is on a sheet.
    let placed = summary.listed.filter { $0.control != nil || $0.field != nil }
    for sheet in (placed + summary.listed).map(\.sheet) where !order.contains(sheet) {
      order.append(sheet)
    }
    return order.compactMap { sheet in bySheet[sheet].map { (sheet, $0) } }
  }

  /// A line with its mark, wrapped with a hanging indent.
  private func written(_ line: CheckLine, indent: Int) -> [String] {
    let (mark, color): (String, TerminalColor) =
      switch line.severity {
      case .error: ("✗", .red)
      case .warning: ("!", .yellow)
      case .info: ("·", .faint)
      }
    let margin = String(repeating: " ", count: indent)
    return DisplayWidth.wrapped(line.text, to: width - indent - 2).enumerated().map {
      margin + ($0 == 0 ? color(mark, if: colored) : " ") + " " + $1
    }
  }
}
