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
    return lines + summary.blocks.flatMap(written)
  }

  /// Why nothing could be assessed, and whatever else was said of the file.
  private var unreadable: [String] {
    assessment.discrepancies.flatMap { DisplayWidth.wrapped($0.message.visible(), to: width) }
  }

  /// A heading, then what stands below it.
  private func written(_ block: CheckSummary.Block) -> [String] {
    var lines = ["", TerminalColor.bold(block.heading, if: colored)]
    for (name, found) in block.parts {
      if let name { lines.append("  " + name) }
      lines += found.flatMap { written($0, indent: name == nil ? 2 : 4) }
    }
    return lines
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
