internal import Basics
internal import Checklists
internal import Spreadsheet

/// The two sheets of form fields: the application, and the case studies side by side.
extension WorkbookBuilder {
  mutating func addApplicationSheet(partner: String?) {
    typealias Column = WorkbookLayout.ApplicationColumn
    var sheet = SheetDocument(name: layout.name(of: .application))
    sheet.begin(title: wording.sheetName(.application), lead: wording.applicationLead)
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: 34),
      ColumnDocument(Column.value...Column.value, width: 52),
      ColumnDocument(Column.help...Column.help, width: 62),
    ]
    let header = WorkbookLayout.headerRow
    sheet.columnKey("app", Column.value)
    sheet.header(wording.fieldHeader, header, Column.label)
    sheet.header(wording.valueHeader, header, Column.value)
    sheet.header(wording.helpHeader, header, Column.help)
    sheet.rows[header] = RowDocument(height: 22)
    for field in ApplicationField.allCases {
      let row = WorkbookLayout.row(of: field)
      let help = wording.help(field, template)
      let label = wording.label(
        field, isRequired: template.requiredFields.application.contains(field))
      sheet.rowKey(field.rawValue, row)
      sheet.put(.text(label), at: row, Column.label, style: Look.strong)
      sheet.put(.text(help), at: row, Column.help, style: Look.quiet)
      let content = field == .partner ? partner.map { CellContent.text($0) } : nil
      sheet.put(content ?? .blank, at: row, Column.value, style: style(field.kind))
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height([(label, 34, true), (help, 62, false)], atLeast: 22))
      if let rule = validation(field.kind, title: wording.label(field, isRequired: false)) {
        sheet.validations.append(
          rule([CellRange(CellReference(row: row, column: Column.value))]))
      }
    }
    sheet.freeze = CellReference(row: header + 1, column: Column.value)
    finish(&sheet, repeating: header...header)
  }

  mutating func addCaseStudySheet() {
    typealias Column = WorkbookLayout.CaseStudyColumn
    var sheet = SheetDocument(name: layout.name(of: .caseStudies))
    sheet.begin(
      title: wording.sheetName(.caseStudies), lead: wording.caseStudiesLead(template.caseStudies))
    sheet.columns += [
      ColumnDocument(Column.label...Column.label, width: 32),
      ColumnDocument(Column.help...Column.help, width: 44),
    ]
    let header = WorkbookLayout.headerRow
    sheet.header(wording.fieldHeader, header, Column.label)
    sheet.header(wording.helpHeader, header, Column.help)
    sheet.rows[header] = RowDocument(height: 22)
    for number in layout.caseNumbers {
      let column = Column.value(number)
      sheet.columnKey("case" + String(number), column)
      sheet.header(wording.caseStudy(number), header, column)
    }
    if let last = layout.caseNumbers.last {
      sheet.columns.append(ColumnDocument(Column.value(1)...Column.value(last), width: 34))
    }
    for field in CaseStudyField.allCases {
      let row = WorkbookLayout.row(of: field)
      let isRequired = template.requiredFields.caseStudy.contains(field)
      let help = wording.help(field, template)
      let label = wording.label(field, isRequired: isRequired)
      sheet.rowKey(field.rawValue, row)
      sheet.put(.text(label), at: row, Column.label, style: Look.strong)
      sheet.put(.text(help), at: row, Column.help, style: Look.quiet)
      for number in layout.caseNumbers {
        sheet.put(.blank, at: row, Column.value(number), style: style(field.kind))
      }
      sheet.rows[row] = RowDocument(
        height: TextMeasure.height(
          [(label, 32, true), (help, 44, false)], atLeast: field.isLong ? 62 : 22))
      if let last = layout.caseNumbers.last,
        let rule = validation(field.kind, title: wording.label(field, isRequired: false))
      {
        sheet.validations.append(
          rule([CellRange(rows: row...row, columns: Column.value(1)...Column.value(last))]))
      }
    }
    sheet.freeze = CellReference(row: header + 1, column: Column.help)
    finish(&sheet, repeating: header...header)
  }

  /// Protection, printing and the sheet's place in the workbook.
  mutating func finish(
    _ sheet: inout SheetDocument, repeating rows: ClosedRange<Int>?,
    columns: ClosedRange<Int>? = nil
  ) {
    sheet.protection = SheetProtection()
    sheet.print.repeatedRows = rows
    sheet.print.repeatedColumns = columns
    sheet.print.footer = wording.footer(template)
    add(sheet)
  }

  private func style(_ kind: FieldKind) -> CellStyle {
    switch kind {
    case .date: Look.date(wording)
    case .wholeNumber: Look.wholeNumber
    default: Look.text
    }
  }

  /// What may be typed into a field of a kind; nil where anything may.
  private func validation(_ kind: FieldKind, title: String) -> (
    ([CellRange]) -> ValidationDocument
  )? {
    let rule: ValidationDocument.Rule
    let prompt: String
    switch kind {
    case .text, .link: return nil
    case .wholeNumber:
      rule = .wholeNumber(from: 0, through: 1_000_000_000)
      prompt = wording.wholeNumberPrompt
    case .date:
      rule = wording.dateRule
      prompt = wording.datePrompt
    case .yesNo:
      rule = .list([wording.yes, wording.no])
      prompt = wording.yesNoPrompt
    case .category:
      guard !template.categories.isEmpty else { return nil }
      rule = .listRange(HiddenSheet(layout).range(of: .categories))
      prompt = wording.listPrompt
    case .deliveryModels:
      rule = .listRange(HiddenSheet(layout).range(of: .deliveryModels))
      prompt = wording.listPrompt
    }
    return { ranges in
      var validation = ValidationDocument(ranges, rule)
      validation.promptTitle = String(title.prefix(32))
      validation.prompt = prompt
      validation.errorTitle = wording.errorTitle
      validation.error = prompt
      return validation
    }
  }
}

extension CaseStudyField {
  /// Whether a few sentences are expected.
  var isLong: Bool { [.challenge, .deployment, .results, .thirdParty].contains(self) }
}
