internal import Basics
internal import Checklists
internal import Spreadsheet

/// What the sheet of conflicts lists: who says what, in the words that people see.
struct ListedConflicts {
  /// By what identifies a line.
  private var readings: [String: [AuditReading]] = [:]
  private let wording: Wording

  init(_ sheet: Sheet, _ wording: Wording) {
    self.wording = wording
    var rows: [Int: [Int: String]] = [:]
    for cell in sheet.cells {
      if let typed = TypedCell(cell) {
        rows[cell.reference.row, default: [:]][cell.reference.column] = typed.text
      }
    }
    let titles = [
      wording.referenceHeader, wording.titleHeader, wording.placeHeader, wording.conflictHeader,
    ].map { $0.folded() }
    for (row, texts) in rows.sorted(by: { $0.key < $1.key }) {
      let found = titles.map { title in
        texts.first { $0.value.folded() == title }?.key
      }
      let columns = found.compactMap(\.self)
      guard columns.count == titles.count, let last = columns.max() else { continue }
      for (other, said) in rows where other > row {
        let line = columns.map { said[$0] ?? "" }
        readings[Self.key(line)] = said.filter { $0.key > last }.sorted { $0.key < $1.key }
          .flatMap { column, text in
            let file = texts[column].flatMap { $0 == wording.unknownAuditor ? nil : $0 }
            // One auditor's file may bring several readings.
            return (AuditConflict.readings(in: text, .reason) ?? [AuditReading(text: text)])
              .map { AuditReading(text: $0.text, file: file) }
          }
      }
      return
    }
  }

  /// The readings of one cell; nil where none are listed.
  func readings(_ key: AnswerKey, _ field: AuditField, _ template: Template) -> [AuditReading]? {
    let control = template.control(key.control)
    let found = readings[
      Self.key([
        control?.ref ?? "", control?.title ?? key.control, wording.place(of: key, template),
        wording.header(field),
      ])]
    return found.flatMap { $0.count > 1 ? $0 : nil }
  }

  private static func key(_ line: [String]) -> String {
    line.map { $0.folded() }.joined(separator: "\u{1F}")
  }
}
