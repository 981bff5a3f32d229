internal import Basics
internal import Checklists
internal import Spreadsheet

/// What auditors say differently, one row a cell, with the way to the cell that holds all readings.
struct ConflictSheet {
  let layout: WorkbookLayout
  let conflicts: [AuditConflict]

  /// Tells an importer what the sheet is.
  static let mark = "respecte.conflicts"

  init(_ layout: WorkbookLayout, _ conflicts: [AuditConflict]) {
    self.layout = layout
    self.conflicts = conflicts
  }

  private enum Column {
    static let reference = 1
    static let title = 2
    static let place = 3
    static let field = 4
    static let first = 5
  }

  func add(to builder: inout WorkbookBuilder) {
    let wording = layout.wording
    var sheet = SheetDocument(name: layout.name(of: .conflicts))
    sheet.begin(
      title: wording.sheetName(.conflicts) + " (\(conflicts.count))", lead: wording.conflictsLead)
    sheet.rowKey(Self.mark, 0)
    var files: [String] = []
    for reading in conflicts.flatMap(\.readings) {
      let file = reading.file ?? wording.unknownAuditor
      if !files.contains(file) { files.append(file) }
    }
    let widths: [Int: Double] = [
      Column.reference: 6, Column.title: 26, Column.place: 22, Column.field: 16,
    ]
    for (column, width) in widths.sorted(by: { $0.key < $1.key }) {
      sheet.columns.append(ColumnDocument(column...column, width: width))
    }
    let valueWidth = 40.0
    sheet.columns.append(
      ColumnDocument(
        Column.first...(Column.first + max(1, files.count) - 1), width: valueWidth))
    let header = WorkbookLayout.headerRow
    for (column, text) in [
      (Column.reference, wording.referenceHeader), (Column.title, wording.titleHeader),
      (Column.place, wording.placeHeader), (Column.field, wording.conflictHeader),
    ] {
      sheet.header(text, header, column)
    }
    for (index, file) in files.enumerated() {
      sheet.header(CellTextLimit.fitting(file.visible()), header, Column.first + index)
    }
    sheet.rows[header] = RowDocument(
      height: TextMeasure.height(files.map { ($0, valueWidth, true) }, atLeast: 22))
    let cells = Dictionary(
      layout.slots.map { ($0.role, $0.cell) }, uniquingKeysWith: { first, _ in first })
    for (index, conflict) in conflicts.enumerated() {
      let row = header + 1 + index
      let control = layout.template.control(conflict.key.control)
      let title = control?.title ?? conflict.key.control
      sheet.put(.text(control?.ref ?? ""), at: row, Column.reference, style: Look.reference)
      sheet.put(.text(title), at: row, Column.title, style: Look.strong)
      let place = wording.place(of: conflict.key, layout.template)
      sheet.put(.text(place), at: row, Column.place, style: Look.cell)
      var texts = [(text: title, columnWidth: widths[Column.title] ?? 0, bold: true)]
      texts.append((place, widths[Column.place] ?? 0, false))
      let name = wording.header(conflict.field)
      if let cell = cells[.audit(conflict.key, conflict.field)] {
        let target = Formula.quoted(layout.name(of: .audit)) + "!" + cell.description
        sheet.put(
          .link(to: "internal:" + target, text: name, tip: nil), at: row, Column.field,
          style: Look.cell.with {
            $0.underline = true
            $0.fontColor = Palette.link
          })
      }
      for (index, file) in files.enumerated() {
        let text = conflict.readings.filter { ($0.file ?? wording.unknownAuditor) == file }
          .map(\.text).joined(separator: "\n\(AuditConflict.sign)\n")
        sheet.put(
          text.isEmpty ? .blank : .text(CellTextLimit.fitting(text)), at: row, Column.first + index,
          style: Look.cell)
        texts.append((text, valueWidth, false))
      }
      sheet.rows[row] = RowDocument(height: TextMeasure.height(texts, atLeast: 24))
    }
    sheet.freeze = CellReference(row: header + 1, column: 0)
    sheet.tabColor = Palette.noBar
    sheet.print.repeatedRows = header...header
    builder.finish(&sheet)
  }
}
