internal import Basics
internal import Checklists
internal import Spreadsheet

/// The two sheets of controls: prerequisites, and the technical matrix of controls and case studies.
extension WorkbookBuilder {
  private typealias Column = WorkbookLayout.ControlColumn

  mutating func addPrerequisiteSheet() {
    var sheet = SheetDocument(name: layout.name(of: .prerequisites))
    let part = template.parts.first { $0.id == .prereq }
    sheet.begin(
      title: wording.title(of: .prereq, template), lead: wording.lead(part))
    let header = WorkbookLayout.headerRow
    let columns = layout.prerequisiteColumns
    for column in columns { sheet.header(title(of: column), header, column.column) }
    sheet.rows[header] = RowDocument(height: 34)
    fill(&sheet, .prerequisites, columns, widths: Widths(text: 62, evidence: 44))
    finish(&sheet, repeating: header...header)
  }

  mutating func addTechnicalSheet() {
    var sheet = SheetDocument(name: layout.name(of: .technical))
    let part = template.parts.first { $0.id == .tech }
    sheet.begin(title: wording.title(of: .tech, template), lead: wording.lead(part))
    let columns = layout.technicalColumns
    let band = WorkbookLayout.headerRow
    for scope in layout.scopes {
      let members = columns.filter { $0.scope == scope }
      guard let first = members.first, let last = members.last else { continue }
      let title =
        if case .caseStudy(let number) = scope { wording.caseStudy(number) } else {
          wording.solution
        }
      if first.column == last.column {
        sheet.header(title, band, first.column)
      } else {
        sheet.merged.append(
          (
            CellRange(rows: band...band, columns: first.column...last.column), .text(title),
            Look.header
          ))
      }
    }
    for column in columns { sheet.header(title(of: column), band + 1, column.column) }
    for column in Column.reference...Column.hints {
      sheet.put(.blank, at: band, column, style: Look.header)
    }
    sheet.rows[band] = RowDocument(height: 22)
    sheet.rows[band + 1] = RowDocument(height: 48)
    fill(&sheet, .technical, columns, widths: Widths(text: 56, evidence: 30))
    finish(&sheet, repeating: band...(band + 1), columns: Column.reference...Column.title)
  }

  private struct Widths {
    var title = 28.0
    var text: Double
    var hints = 26.0
    var evidence: Double
  }

  private func title(of column: WorkbookLayout.AnswerColumn) -> String {
    switch column.aspect {
    case .met: wording.metHeader(layout.models.first { $0.id == column.model })
    case .evidence: wording.evidenceHeader
    case .date: wording.dateHeader
    }
  }

  private func fill(
    _ sheet: inout SheetDocument, _ kind: SheetKind, _ columns: [WorkbookLayout.AnswerColumn],
    widths: Widths
  ) {
    let first = layout.firstControlRow(of: kind)
    let headers = first - 1
    sheet.header(wording.referenceHeader, headers, Column.reference)
    sheet.header(wording.titleHeader, headers, Column.title)
    sheet.header(wording.textHeader, headers, Column.text)
    sheet.header(wording.hintsHeader, headers, Column.hints)
    sheet.columns += [
      ColumnDocument(Column.reference...Column.reference, width: 6),
      ColumnDocument(Column.title...Column.title, width: widths.title),
      ColumnDocument(Column.text...Column.text, width: widths.text),
      ColumnDocument(Column.hints...Column.hints, width: widths.hints),
    ]
    for column in columns {
      let width =
        switch column.aspect {
        case .met: 12.0
        case .evidence: widths.evidence
        case .date: 12.0
        }
      sheet.columns.append(ColumnDocument(column.column...column.column, width: width))
      sheet.columnKey(column.key(of: kind == .prerequisites ? .prereq : .tech), column.column)
    }
    let last = columns.last?.column ?? Column.hints
    var answers: [AnswerCells] = []
    let rows = layout.rows(of: kind)
    for (row, content) in rows {
      switch content {
      case .part(let part):
        sheet.rowKey("part:" + part.rawValue, row)
        heading(
          &sheet, row, through: last, reference: "", title: wording.title(of: part, template),
          intro: nil)
      case .section(let section):
        sheet.rowKey("section:" + section.part.rawValue + "." + section.ref, row)
        heading(
          &sheet, row, through: last, reference: section.ref, title: section.title,
          intro: section.intro)
      case .control(let control):
        sheet.rowKey(control.id, row)
        put(control, &sheet, row, columns, widths, &answers)
      }
    }
    for cells in answers { sheet.validations.append(cells.validation(wording)) }
    sheet.freeze = CellReference(row: first, column: Column.text)
    if let bottom = rows.last?.row {
      sheet.autofilter = CellRange(rows: headers...bottom, columns: Column.reference...last)
    }
  }

  private func heading(
    _ sheet: inout SheetDocument, _ row: Int, through last: Int, reference: String, title: String,
    intro: String?
  ) {
    for column in Column.reference...last {
      sheet.put(.blank, at: row, column, style: Look.section)
    }
    sheet.put(.text(reference), at: row, Column.reference, style: Look.section)
    sheet.put(.text(title), at: row, Column.title, style: Look.section.with { $0.wraps = true })
    if let intro { sheet.put(.text(intro), at: row, Column.text, style: Look.sectionText) }
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height([(title, 26, true), (intro ?? "", 54, false)], atLeast: 24))
  }

  private func put(
    _ control: Control, _ sheet: inout SheetDocument, _ row: Int,
    _ columns: [WorkbookLayout.AnswerColumn], _ widths: Widths, _ answers: inout [AnswerCells]
  ) {
    let hints = wording.hints(control)
    sheet.put(.text(control.ref ?? ""), at: row, Column.reference, style: Look.reference)
    sheet.put(.text(control.title), at: row, Column.title, style: Look.strong)
    sheet.put(.text(control.text), at: row, Column.text, style: Look.cell)
    sheet.put(hints.isEmpty ? .blank : .text(hints), at: row, Column.hints, style: Look.quiet)
    sheet.rows[row] = RowDocument(
      height: TextMeasure.height([
        (control.title, widths.title, true), (control.text, widths.text, false),
        (hints, widths.hints, false),
      ]))
    for column in columns {
      let cell = CellReference(row: row, column: column.column)
      guard layout.role(of: control, in: column) != nil else {
        sheet.put(.text(wording.notApplicable), at: row, column.column, style: Look.locked)
        continue
      }
      let style =
        switch column.aspect {
        case .met: Look.answer
        case .evidence: Look.text
        case .date: Look.date(wording)
        }
      sheet.put(.blank, at: row, column.column, style: style)
      AnswerCells.add(cell, column.aspect, conditional: control.isConditional, to: &answers)
    }
  }
}

/// Answer cells that take the same answers, as few ranges.
private struct AnswerCells {
  var aspect: Aspect
  var conditional: Bool
  var ranges: [CellRange]

  static func add(
    _ cell: CellReference, _ aspect: Aspect, conditional: Bool, to all: inout [AnswerCells]
  ) {
    guard aspect != .evidence else { return }
    let conditional = conditional && aspect == .met
    guard
      let index = all.firstIndex(where: { $0.aspect == aspect && $0.conditional == conditional })
    else {
      all.append(AnswerCells(aspect: aspect, conditional: conditional, ranges: [CellRange(cell)]))
      return
    }
    if let above = all[index].ranges.lastIndex(where: {
      $0.last.column == cell.column && $0.last.row == cell.row - 1
    }) {
      all[index].ranges[above].last = cell
    } else {
      all[index].ranges.append(CellRange(cell))
    }
  }

  func validation(_ wording: Wording) -> ValidationDocument {
    let rule: ValidationDocument.Rule
    let prompt: String
    if aspect == .date {
      rule = wording.dateRule
      prompt = wording.datePrompt
    } else if conditional {
      rule = .list([wording.yes, wording.no, wording.notApplicable])
      prompt = wording.conditionalPrompt
    } else {
      rule = .list([wording.yes, wording.no])
      prompt = wording.answerPrompt
    }
    var validation = ValidationDocument(ranges, rule)
    validation.promptTitle = aspect == .date ? wording.dateHeader : wording.metHeader(nil)
    validation.prompt = prompt
    validation.errorTitle = wording.errorTitle
    validation.error = prompt
    return validation
  }
}
