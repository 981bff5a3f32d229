internal import Basics
internal import Checklists
internal import Spreadsheet

/// The published texts, as the form prints them, against the digests that were issued.
extension SubmissionReader {
  /// A title or a text that is gone from its control's row. What was put in its place is reported with the rest.
  mutating func readTexts() {
    for index in finder.grids.keys.sorted() where !isStanding(index) {
      guard let grid = finder.grids[index], grid.kind == .prerequisites || grid.kind == .technical
      else { continue }
      let sheet = workbook.sheets[index]
      let rows = Dictionary(
        grouping: sheet.cells.filter { $0.reference.column < grid.firstColumn },
        by: \.reference.row)
      for (row, line) in grid.firstRows {
        guard let control = template.control(line.id) else { continue }
        let printed = (rows[row] ?? []).filter { $0.reference.column != grid.keyColumn }
          .compactMap { TypedCell($0)?.text }
        if isIssued(printed, control) { continue }
        let folded = Set(printed.map { $0.folded() })
        let others = printed.contains { !texts.contains($0) }
        let lost = [control.title, control.text].filter { !folded.contains($0.folded()) }
        // Another text in its place is named where it stands.
        guard !others, let first = lost.first else { continue }
        report(
          .textAltered, messages.textRemoved(first), control: control.id, sheet: sheet.name,
          cell: CellReference(row: row, column: grid.firstColumn - 1).description)
      }
    }
  }

  /// Whether title and text are those whose digest was issued: this template's, or what the hidden sheet recorded.
  private func isIssued(_ printed: [String], _ control: Control) -> Bool {
    if printed.contains(control.title), printed.contains(control.text) { return true }
    guard let digest = issued.digests[control.id] else { return false }
    return printed.contains { title in
      printed.contains { text in
        var other = control
        (other.title, other.text) = (title, text)
        return HiddenSheet.digest(of: other) == digest
      }
    }
  }
}
