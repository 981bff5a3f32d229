internal import Basics
internal import CXlsxWriter

/// Writes one sheet. The document has been checked before; what the library still refuses is thrown.
struct SheetWriter {
  let sheet: SheetDocument
  let target: UnsafeMutablePointer<lxw_worksheet>
  let handle: WorkbookHandle
  /// The heights of a streamed sheet's first rows in points, which the library has forgotten when it places a chart;
  /// nil where it knows them.
  var forgottenHeights: [Double]?

  init(
    _ sheet: SheetDocument, _ target: UnsafeMutablePointer<lxw_worksheet>, _ handle: WorkbookHandle
  ) {
    self.sheet = sheet
    self.target = target
    self.handle = handle
  }

  /// Everything but rows and cells.
  func writeSettings(isActive: Bool, formats: inout FormatTable) throws(SpreadsheetError) {
    setView(isActive: isActive)
    try setColumns(formats: &formats)
    try writeRest(formats: &formats)
  }

  /// What is neither a view nor a column, row or cell.
  private func writeRest(formats: inout FormatTable) throws(SpreadsheetError) {
    for validation in sheet.validations { try write(validation) }
    for rule in sheet.conditionalFormats { try write(rule, formats: &formats) }
    for chart in sheet.charts { try write(chart) }
    if let range = sheet.autofilter {
      try check(
        worksheet_autofilter(
          target, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn),
        "autofilter")
    }
    try setPrinting()
    protect()
  }

  func check(_ status: lxw_error, _ place: @autoclosure () -> String) throws(SpreadsheetError) {
    try XLSXWriter.check(status, sheet.name + "!" + place())
  }

  private func setView(isActive: Bool) {
    if sheet.isHidden { worksheet_hide(target) }
    if isActive {
      worksheet_activate(target)
      worksheet_set_first_sheet(target)
    }
    if let color = sheet.tabColor { worksheet_set_tab_color(target, lxwColor(color)) }
    let gridLines = sheet.showsGridLines ? LXW_SHOW_SCREEN_GRIDLINES : LXW_HIDE_ALL_GRIDLINES
    worksheet_gridlines(target, UInt8(gridLines.rawValue))
    worksheet_set_zoom(target, UInt16(clamping: sheet.zoom))
    if let cell = sheet.freeze {
      worksheet_freeze_panes(target, lxw_row_t(cell.row), lxw_col_t(cell.column))
    }
    if let cell = sheet.selection {
      let (row, column) = (lxw_row_t(cell.row), lxw_col_t(cell.column))
      worksheet_set_selection(target, row, column, row, column)
    }
  }

  private func setColumns(formats: inout FormatTable) throws(SpreadsheetError) {
    for setting in sheet.columns {
      var options = lxw_row_col_options()
      options.hidden = setting.isHidden ? 1 : 0
      var format: UnsafeMutablePointer<lxw_format>?
      if let style = setting.style { format = try formats.format(style) }
      try check(
        worksheet_set_column_opt(
          target, lxw_col_t(setting.columns.lowerBound), lxw_col_t(setting.columns.upperBound),
          setting.width, format, &options),
        CellReference.letters(ofColumn: setting.columns.lowerBound))
    }
  }

  func set(_ setting: RowDocument, _ row: Int) throws(SpreadsheetError) {
    var options = lxw_row_col_options()
    options.hidden = setting.isHidden ? 1 : 0
    try check(
      worksheet_set_row_opt(
        target, lxw_row_t(row), setting.height ?? Self.defaultHeight, nil, &options),
      String(row + 1))
  }

  /// The library's own, in points (LXW_DEF_ROW_HEIGHT).
  static let defaultHeight = 15.0

  /// Makes one of several cells, and gives each of them a format.
  func merge(_ range: CellRange, _ format: UnsafeMutablePointer<lxw_format>)
    throws(SpreadsheetError)
  {
    try check(
      worksheet_merge_range(
        target, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, "", format),
      range.description)
  }

  /// The style of a cell; a date without a number format has one of its own.
  static func style(_ style: CellStyle, of content: CellContent) -> CellStyle {
    guard case .date = content, style.numberFormat == nil else { return style }
    return style.with { $0.numberFormat = "yyyy-mm-dd" }
  }

  /// Writes a cell that the library has to know of: where a link leads to, what a chart shows.
  func write(
    _ content: CellContent, at reference: CellReference, style: CellStyle,
    formats: inout FormatTable
  ) throws(SpreadsheetError) {
    let format = try formats.format(Self.style(style, of: content))
    let (row, column) = (lxw_row_t(reference.row), lxw_col_t(reference.column))
    let status =
      switch content {
      case .blank, .text(""):
        worksheet_write_blank(target, row, column, format)
      case .text(let text):
        worksheet_write_string(
          target, row, column, TextEscape.escape(text, controls: false), format)
      case .number(let number):
        worksheet_write_number(target, row, column, number, format)
      case .date(let date):
        worksheet_write_number(
          target, row, column, SerialDate.serial(of: date).map(Double.init) ?? 0, format)
      case .boolean(let flag):
        worksheet_write_boolean(target, row, column, flag ? 1 : 0, format)
      case .formula(let formula, let cached):
        switch cached {
        case .number(let number):
          worksheet_write_formula_num(target, row, column, "=" + formula, format, number)
        case .boolean(let flag):
          worksheet_write_formula_num(target, row, column, "=" + formula, format, flag ? 1 : 0)
        case .string(let text), .error(let text):
          worksheet_write_formula_str(
            target, row, column, "=" + formula, format, TextEscape.escape(text, controls: true))
        }
      case .link(let address, let text, let tip):
        // The text is also written as an attribute, where the library escapes no control characters.
        worksheet_write_url_opt(
          target, row, column, address, format, TextEscape.escape(text, controls: true), tip)
      }
    try check(status, reference.description)
  }

  /// Sheet protection (ECMA-376 part 1, § 18.3.1.85) without a password: the null pointer, because an empty
  /// string would be hashed into one.
  private func protect() {
    guard let protection = sheet.protection else { return }
    var options = lxw_protection()
    options.format_columns = protection.allowsFormattingColumns ? 1 : 0
    options.format_rows = protection.allowsFormattingRows ? 1 : 0
    options.autofilter = protection.allowsAutofilter ? 1 : 0
    options.sort = protection.allowsSorting ? 1 : 0
    worksheet_protect(target, nil, &options)
  }

  private func setPrinting() throws(SpreadsheetError) {
    let print = sheet.print
    worksheet_set_paper(target, 9)  // A4 (ECMA-376 part 1, § 18.3.1.63).
    if print.isLandscape { worksheet_set_landscape(target) }
    worksheet_set_margins(
      target, PrintSettings.sideMargin, PrintSettings.sideMargin, PrintSettings.topMargin,
      PrintSettings.bottomMargin)
    worksheet_set_print_scale(target, UInt16(clamping: print.scale))
    try setBreaks(print)
    if print.fitsToWidth != nil || print.fitsToHeight != nil {
      worksheet_fit_to_pages(
        target, UInt16(clamping: print.fitsToWidth ?? 0), UInt16(clamping: print.fitsToHeight ?? 0))
    }
    if let rows = print.repeatedRows {
      try check(
        worksheet_repeat_rows(target, lxw_row_t(rows.lowerBound), lxw_row_t(rows.upperBound)),
        "repeated rows")
    }
    if let columns = print.repeatedColumns {
      try check(
        worksheet_repeat_columns(
          target, lxw_col_t(columns.lowerBound), lxw_col_t(columns.upperBound)),
        "repeated columns")
    }
    if let header = print.header {
      try check(worksheet_set_header(target, header), "header")
    }
    if let footer = print.footer {
      var options = lxw_header_footer_options()
      options.margin = PrintSettings.bottomMargin / 2
      try check(worksheet_set_footer_opt(target, footer, &options), "footer")
    }
    if let area = print.area {
      try check(
        worksheet_print_area(
          target, area.firstRow, area.firstColumn, area.lastRow, area.lastColumn),
        "print area")
    }
  }
}

extension SheetWriter {
  /// Manual page breaks (ECMA-376 part 1, § 18.3.1.74 and 18.3.1.14); the library takes lists that end with 0.
  private func setBreaks(_ print: PrintSettings) throws(SpreadsheetError) {
    if !print.rowBreaks.isEmpty {
      var rows = print.rowBreaks.map { lxw_row_t($0) } + [0]
      try check(worksheet_set_h_pagebreaks(target, &rows), "page breaks")
    }
    if !print.columnBreaks.isEmpty {
      var columns = print.columnBreaks.map { lxw_col_t($0) } + [0]
      try check(worksheet_set_v_pagebreaks(target, &columns), "page breaks")
    }
  }
}

extension CellRange {
  var firstRow: lxw_row_t { lxw_row_t(first.row) }
  var lastRow: lxw_row_t { lxw_row_t(last.row) }
  var firstColumn: lxw_col_t { lxw_col_t(first.column) }
  var lastColumn: lxw_col_t { lxw_col_t(last.column) }
}
