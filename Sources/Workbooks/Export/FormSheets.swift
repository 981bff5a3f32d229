internal import Basics
internal import Checklists
internal import Spreadsheet

/// The two sheets of form fields: the application, and the case studies side by side.
extension WorkbookBuilder {
  mutating func addApplicationSheet(_ rules: SummaryFormulas) {
    typealias Column = WorkbookLayout.ApplicationColumn
    var sheet = SheetDocument(name: layout.name(of: .application))
    sheet.begin(title: wording.sheetName(.application), lead: wording.applicationLead)
    let (labelWidth, valueWidth, helpWidth) = (34.0, 48.0, 62.0)
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: labelWidth),
      ColumnDocument(Column.value...Column.value, width: valueWidth),
      ColumnDocument(Column.status...Column.status, width: 14),
      ColumnDocument(Column.help...Column.help, width: helpWidth),
    ]
    let header = WorkbookLayout.headerRow
    sheet.columnKey("app", Column.value)
    sheet.columnKey("status", Column.status)
    for (column, text) in [
      (Column.label, wording.fieldHeader), (Column.value, wording.valueHeader),
      (Column.status, wording.statusHeader), (Column.help, wording.helpHeader),
    ] {
      sheet.header(text, header, column)
    }
    sheet.rows[header] = RowDocument(height: 22)
    for field in ApplicationField.allCases {
      let row = WorkbookLayout.row(of: field)
      let help = wording.help(field, template)
      let isRequired = template.requiredFields.application.contains(field)
      let label = wording.label(field, isRequired: isRequired)
      sheet.rowKey(field.rawValue, row)
      sheet.put(.text(label), at: row, Column.label, style: Look.fieldLabel)
      sheet.put(.text(help), at: row, Column.help, style: Look.fieldHelp)
      let value = values[.application(field)] ?? .blank
      sheet.put(
        value, at: row, Column.value, style: style(field.kind).with { $0.vertical = .center })
      put(
        rules.status(of: field), on: .application,
        at: CellReference(row: row, column: Column.status), style: Look.status)
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height(
          [
            (label, labelWidth, true), (help, helpWidth, false), (value.text, valueWidth, false),
          ], atLeast: 26))
      let cell = CellRange(CellReference(row: row, column: Column.value))
      sheet.validations.append(
        validation(
          field.kind, [cell], title: wording.label(field, isRequired: false), help: help,
          isReuse: false))
      if isRequired { sheet.marks(cell, openIf: cell.description + "=\"\"") }
    }
    if let last = ApplicationField.allCases.last {
      let status = CellRange(
        rows: (header + 1)...WorkbookLayout.row(of: last), columns: Column.status...Column.status)
      sheet.marks(status: status, wording)
    }
    sheet.freeze = CellReference(row: header + 1, column: 0)
    sheet.selection = CellReference(row: header + 1, column: Column.value)
    sheet.tabColor = Palette.deep
    finish(&sheet)
  }

  mutating func addCaseStudySheet(_ rules: SummaryFormulas) {
    typealias Column = WorkbookLayout.CaseStudyColumn
    var sheet = SheetDocument(name: layout.name(of: .caseStudies))
    sheet.begin(
      title: wording.sheetName(.caseStudies), lead: wording.caseStudiesLead(template.caseStudies),
      leadColumn: Column.help)
    let (labelWidth, helpWidth, valueWidth) = (28.0, 34.0, 32.0)
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: labelWidth),
      ColumnDocument(Column.help...Column.help, width: helpWidth),
    ]
    let header = WorkbookLayout.headerRow
    let statusRow = WorkbookLayout.caseStudyStatusRow
    sheet.header(wording.fieldHeader, header, Column.label)
    sheet.header(wording.helpHeader, header, Column.help)
    sheet.rows[header] = RowDocument(height: 22)
    sheet.rowKey("status", statusRow)
    sheet.put(.text(wording.statusHeader), at: statusRow, Column.label, style: Look.section)
    sheet.put(.blank, at: statusRow, Column.help, style: Look.section)
    sheet.rows[statusRow] = RowDocument(height: 20)
    put(
      rules.partnerName, on: .caseStudies, at: CellReference(row: 1, column: Column.label),
      style: Look.partner)
    for number in layout.caseNumbers { addHeader(number, to: &sheet, rules) }
    if let last = layout.caseNumbers.last {
      sheet.columns.append(ColumnDocument(Column.value(1)...Column.value(last), width: valueWidth))
    }
    for field in CaseStudyField.allCases {
      let row = WorkbookLayout.row(of: field)
      let isRequired = template.requiredFields.caseStudy.contains(field)
      let help = wording.help(field, template)
      let label = wording.label(field, isRequired: isRequired)
      sheet.rowKey(field.rawValue, row)
      sheet.put(.text(label), at: row, Column.label, style: Look.strong)
      sheet.put(.text(help), at: row, Column.help, style: Look.quiet)
      var texts = [
        (text: label, columnWidth: labelWidth, bold: true), (help, helpWidth, false),
      ]
      for number in layout.caseNumbers {
        let value = values[.caseStudy(number, field)] ?? .blank
        sheet.put(value, at: row, Column.value(number), style: style(field.kind))
        texts.append((value.text, valueWidth, false))
      }
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height(texts, atLeast: field.isLong ? 70 : 30))
      guard let last = layout.caseNumbers.last else { continue }
      let cells = CellRange(rows: row...row, columns: Column.value(1)...Column.value(last))
      sheet.validations.append(
        validation(
          field.kind, [cells], title: wording.label(field, isRequired: false), help: help,
          isReuse: field == .reusedFrom))
      if isRequired { markOpen(field, cells, in: &sheet) }
    }
    sheet.freeze = CellReference(row: statusRow + 1, column: Column.value(1))
    sheet.selection = CellReference(row: statusRow + 1, column: Column.value(1))
    sheet.tabColor = Palette.deep
    if let last = CaseStudyField.allCases.last {
      sheet.print = PagePlan(sheet: sheet).settings(
        first: Column.label...Column.help, repeated: Column.label...Column.label,
        groups: layout.caseNumbers.map { Column.value($0)...Column.value($0) },
        header: header...statusRow, rows: (statusRow + 1)...WorkbookLayout.row(of: last),
        keepsNext: [])
    }
    finish(&sheet)
  }

  /// The head of a case study's column: its name, what it still needs, and the way to its controls.
  private mutating func addHeader(
    _ number: Int, to sheet: inout SheetDocument, _ rules: SummaryFormulas
  ) {
    let column = WorkbookLayout.CaseStudyColumn.value(number)
    sheet.columnKey("case" + String(number), column)
    sheet.header(wording.caseStudy(number), WorkbookLayout.headerRow, column)
    let status = CellReference(row: WorkbookLayout.caseStudyStatusRow, column: column)
    put(
      rules.status(ofCaseStudy: number), on: .caseStudies, at: status, style: Look.sectionStatus)
    sheet.conditionalFormats.append(
      ConditionalFormatDocument(
        [CellRange(status)],
        .formula(
          status.description + "=\"" + wording.caseStudyComplete + "\"", style: Look.doneMark)))
    let block = layout.technicalBlocks.first { $0.scope == .caseStudy(number) }
    guard let block else { return }
    let target = CellReference(
      row: WorkbookLayout.TechnicalRow.header, column: block.landing)
    sheet.put(
      .link(
        to: "internal:" + Formula.quoted(layout.name(of: .technical)) + "!" + target.description,
        text: wording.caseStudyControls, tip: nil),
      at: 1, column, style: Look.smallLink)
  }

  /// A required field of a case study is marked while it is empty, where the case study is used.
  private func markOpen(
    _ field: CaseStudyField, _ cells: CellRange, in sheet: inout SheetDocument
  ) {
    let column = CellReference.letters(ofColumn: cells.first.column)
    let status = column + "$" + String(WorkbookLayout.caseStudyStatusRow + 1)
    var formula =
      "(" + cells.first.description + "=\"\")*(" + status + "<>\"" + wording.caseStudyUnused + "\")"
    if field == .publicUrl {
      let isPublic = column + "$" + String(WorkbookLayout.row(of: CaseStudyField.isPublic) + 1)
      formula += "*(" + isPublic + "=\"" + wording.yes + "\")"
    }
    sheet.marks(cells, openIf: formula)
  }

  private func style(_ kind: FieldKind) -> CellStyle {
    switch kind {
    case .date: Look.date(wording)
    case .wholeNumber: Look.wholeNumber
    default: Look.text
    }
  }

  /// What may be typed into a field of a kind, and what is said about it.
  private func validation(
    _ kind: FieldKind, _ ranges: [CellRange], title: String, help: String, isReuse: Bool
  ) -> ValidationDocument {
    func rule(_ rule: ValidationDocument.Rule, error: String?) -> ValidationDocument {
      wording.validation(ranges, rule, title: title, prompt: help, error: error)
    }
    let lists = HiddenSheet(layout)
    switch kind {
    case .text where isReuse && !template.caseStudies.reuseCompetencies.isEmpty:
      // The names of competencies vary; another one is asked about, not refused.
      var reuse = rule(.listRange(lists.range(of: .competencies)), error: wording.reuseWarning)
      reuse.severity = .warning
      return reuse
    case .category where !template.categories.isEmpty:
      return rule(.listRange(lists.range(of: .categories)), error: wording.listError)
    case .text, .link, .category: return rule(.any, error: nil)
    case .wholeNumber:
      return rule(
        .wholeNumber(from: 0, through: Prefill.largestNumber), error: wording.wholeNumberError)
    case .date: return rule(wording.dateRule, error: wording.dateError)
    case .yesNo:
      return rule(.listRange(lists.answers(conditional: false)), error: wording.answerError)
    case .deliveryModels:
      return rule(.listRange(lists.range(of: .deliveryModels)), error: wording.listError)
    }
  }
}

extension SheetDocument {
  /// A stronger ground while something has to be filled in.
  mutating func marks(_ range: CellRange, openIf formula: String) {
    conditionalFormats.append(
      ConditionalFormatDocument([range], .formula(formula, style: Look.open)))
  }

  /// The colours of status words.
  mutating func marks(status range: CellRange, _ wording: Wording) {
    for (status, look) in [(Wording.Status.done, Look.doneMark), (.toFill, Look.openMark)] {
      conditionalFormats.append(
        ConditionalFormatDocument(
          [range],
          .formula(
            range.first.description + "=\"" + wording.status(status) + "\"", style: look)))
    }
  }
}

extension CaseStudyField {
  /// Whether a few sentences are expected.
  var isLong: Bool { [.challenge, .deployment, .results, .thirdParty].contains(self) }
}

extension CellContent {
  /// The text to be measured; nothing for what always fits.
  fileprivate var text: String { if case .text(let text) = self { text } else { "" } }
}
