public import Assessments
internal import Basics
public import Checklists

/// A difference as a terminal shows it to a person: the figures side by side, a sentence, then what changed, most urgent
/// first.
public enum DiffText {
  /// The text of a difference, with a final line break.
  ///
  /// - Parameters:
  ///   - difference: what changed between two submissions.
  ///   - names: the template whose titles are shown, the common one in the reader's language; nil where that is not known.
  ///   - language: the reader's.
  ///   - width: the columns to wrap at, at least 50; nil for as wide as need be.
  ///   - colored: whether marks are coloured.
  public static func text(
    of difference: Difference, names: Template?, language: Language, width: Int? = nil,
    colored: Bool = false
  ) -> String {
    let content = DiffContent(difference, names: names, language: language)
    let layout = Layout(width: max(50, width ?? .max / 2), colored: colored, language: language)
    var lines = layout.wrapped(content.title).map { TerminalColor.bold($0, if: colored) }
    if !content.warning.isEmpty {
      lines += layout.wrapped(content.warning).map { TerminalColor.yellow($0, if: colored) }
    }
    lines += [""] + layout.table(content.figures)
    lines += content.footnotes.flatMap { layout.wrapped($0) }
      .map { TerminalColor.faint($0, if: colored) }
    lines += [""] + layout.wrapped(content.summary)
    if !content.objectionSummary.isEmpty { lines += layout.wrapped(content.objectionSummary) }
    for section in content.sections { lines += [""] + layout.lines(of: section) }
    return lines.joined(separator: "\n") + "\n"
  }

  private struct Layout {
    let width: Int
    let colored: Bool
    let language: Language

    /// Lines of at most the width, with nothing in them that a terminal would obey.
    func wrapped(_ text: String, indent: Int = 0) -> [String] {
      let margin = String(repeating: " ", count: indent)
      return DisplayWidth.wrapped(text.visible(), to: width - indent).map { margin + $0 }
    }

    /// Before and after in two columns; a long name of a file is cut.
    func table(_ figures: [DiffFigure]) -> [String] {
      let head = DiffFigure(
        name: "", old: language(fr: "Avant", en: "Before"), new: language(fr: "Après", en: "After"))
      let rows = [head] + figures
      let names = rows.map { DisplayWidth.of($0.name) }.max() ?? 0
      let widest = rows.map { DisplayWidth.of($0.old) }.max() ?? 0
      let room = max(12, min(40, (width - names - 4) / 2))
      let column = min(widest, room)
      return rows.enumerated().map { index, row in
        let name = DisplayWidth.padded(row.name, to: names)
        let old = DisplayWidth.padded(DisplayWidth.shortened(row.old, to: column), to: column)
        let new = DisplayWidth.shortened(row.new, to: max(room, width - names - column - 4))
        if index == 0 { return TerminalColor.bold(name + "  " + old + "  " + new, if: colored) }
        let line = TerminalColor.faint(name, if: colored) + "  " + old + "  "
        if let verdict = row.verdicts?.new { return line + verdict.color(new, if: colored) }
        return line + (row.old == row.new ? new : TerminalColor.bold(new, if: colored))
      }
    }

    func lines(of section: DiffSection) -> [String] {
      let title = section.title + (section.count.map { " (\($0))" } ?? "")
      var lines = [TerminalColor.bold(title, if: colored)]
      if !section.lead.isEmpty {
        lines += wrapped(section.lead, indent: 2).map { TerminalColor.faint($0, if: colored) }
      }
      return lines + section.items.flatMap(self.lines)
    }

    private func lines(of item: DiffItem) -> [String] {
      let (mark, color): (String, TerminalColor) =
        switch item.mark {
        case .good: ("✓", .green)
        case .bad: ("✗", .red)
        case .attention: ("!", .yellow)
        case .neutral: ("·", .faint)
        }
      let head = item.name + (item.change.isEmpty ? "" : language.colon + item.change)
      var lines = wrapped(head, indent: 4)
      lines[0] = "  " + color(mark, if: colored) + " " + lines[0].dropFirst(4)
      lines += item.details.flatMap { wrapped($0, indent: 6) }
      if !item.place.isEmpty {
        lines += wrapped(item.place, indent: 6).map { TerminalColor.faint($0, if: colored) }
      }
      return lines
    }
  }
}
