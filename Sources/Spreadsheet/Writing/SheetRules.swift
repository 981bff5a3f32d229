internal import Basics
internal import CXlsxWriter

extension SheetWriter {
  /// Data validation (ECMA-376 part 1, § 18.3.1.32). The library takes one range at a time.
  func write(_ validation: ValidationDocument) throws(SpreadsheetError) {
    var rule = lxw_data_validation()
    rule.ignore_blank = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_input = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.show_error = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.dropdown = UInt8(LXW_VALIDATION_ON.rawValue)
    rule.error_type =
      switch validation.severity {
      case .stop: UInt8(LXW_VALIDATION_ERROR_TYPE_STOP.rawValue)
      case .warning: UInt8(LXW_VALIDATION_ERROR_TYPE_WARNING.rawValue)
      case .information: UInt8(LXW_VALIDATION_ERROR_TYPE_INFORMATION.rawValue)
      }
    rule.input_title = handle.strings.copy(validation.promptTitle)
    rule.input_message = handle.strings.copy(validation.prompt)
    rule.error_title = handle.strings.copy(validation.errorTitle)
    rule.error_message = handle.strings.copy(validation.error)
    var items: [UnsafeMutablePointer<CChar>?] = []
    switch validation.rule {
    case .listRange(let range):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST_FORMULA.rawValue)
      rule.value_formula = handle.strings.copy("=" + range)
    case .list(let texts):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
      for text in texts { items.append(handle.strings.copy(text)) }
    case .date(let first, let last):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_DATE_NUMBER.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_number = Double(SerialDate.serial(of: first) ?? 0)
      rule.maximum_number = Double(SerialDate.serial(of: last) ?? 0)
    case .wholeNumber(let first, let last):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_INTEGER.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_BETWEEN.rawValue)
      rule.minimum_number = Double(first)
      rule.maximum_number = Double(last)
    case .textLength(let length):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_LENGTH.rawValue)
      rule.criteria = UInt8(LXW_VALIDATION_CRITERIA_LESS_THAN_OR_EQUAL_TO.rawValue)
      rule.value_number = Double(length)
    case .custom(let formula):
      rule.validate = UInt8(LXW_VALIDATION_TYPE_CUSTOM_FORMULA.rawValue)
      rule.value_formula = handle.strings.copy("=" + formula)
    case .any:
      rule.validate = UInt8(LXW_VALIDATION_TYPE_ANY.rawValue)
    }
    items.append(nil)
    for range in validation.ranges {
      let status = items.withUnsafeMutableBufferPointer { list in
        rule.value_list = list.baseAddress
        return worksheet_data_validation_range(
          target, range.firstRow, range.firstColumn, range.lastRow, range.lastColumn, &rule)
      }
      try check(status, range.description)
    }
  }

  /// Conditional formatting (ECMA-376 part 1, § 18.3.1.18).
  func write(_ document: ConditionalFormatDocument, formats: inout FormatTable)
    throws(SpreadsheetError)
  {
    guard let first = document.ranges.first else { return }
    var rule = lxw_conditional_format()
    rule.stop_if_true = document.stopsIfTrue ? 1 : 0
    switch document.rule {
    case .formula(let formula, let style):
      rule.type = UInt8(LXW_CONDITIONAL_TYPE_FORMULA.rawValue)
      rule.value_string = handle.strings.copy("=" + formula)
      rule.format = try formats.difference(style)
    case .dataBar(let color, let minimum, let maximum):
      rule.type = UInt8(LXW_CONDITIONAL_DATA_BAR.rawValue)
      rule.min_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      rule.max_rule_type = UInt8(LXW_CONDITIONAL_RULE_TYPE_NUMBER.rawValue)
      rule.min_value = minimum
      rule.max_value = maximum
      rule.bar_color = lxwColor(color)
      rule.bar_solid = 1
      rule.data_bar_2010 = 1
    }
    if document.ranges.count > 1 {
      rule.multi_range = handle.strings.copy(document.joinedRanges)
    }
    try check(
      worksheet_conditional_format_range(
        target, first.firstRow, first.firstColumn, first.lastRow, first.lastColumn, &rule),
      first.description)
  }

  /// A chart with its alternative text; `width` and `height` against the library's 480 × 288 pixels.
  func write(_ document: ChartDocument) throws(SpreadsheetError) {
    let place = document.place.description
    let kind =
      switch document.kind {
      case .bar: LXW_CHART_BAR
      case .barStacked: LXW_CHART_BAR_STACKED
      case .column: LXW_CHART_COLUMN
      case .columnStacked: LXW_CHART_COLUMN_STACKED
      }
    guard let chart = workbook_add_chart(handle.workbook, UInt8(kind.rawValue)) else {
      throw SpreadsheetError(
        .notWritten, place: sheet.name + "!" + place, detail: "not enough memory for a chart")
    }
    for item in document.series {
      guard let series = chart_add_series(chart, "=" + item.categories, "=" + item.values) else {
        throw SpreadsheetError(
          .notWritten, place: sheet.name + "!" + place, detail: "a series was refused")
      }
      chart_series_set_name(series, item.name)
      var fill = lxw_chart_fill()
      fill.color = lxwColor(item.color)
      chart_series_set_fill(series, &fill)
      try setPoints(of: series, item, place)
      if document.showsValues { setLabels(of: series, item, document.kind) }
    }
    if document.title.isEmpty {
      chart_title_off(chart)
    } else {
      chart_title_set_name(chart, document.title)
    }
    if document.series.count == 1 {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_NONE.rawValue))
    } else {
      chart_legend_set_position(chart, UInt8(LXW_CHART_LEGEND_BOTTOM.rawValue))
    }
    setFonts(chart)
    // The library's x axis is the horizontal one, which shows the values of bars.
    let isBar = document.kind == .bar || document.kind == .barStacked
    let values: UnsafeMutablePointer<lxw_chart_axis>? =
      isBar ? chart.pointee.x_axis : chart.pointee.y_axis
    if let maximum = document.maximum, let values {
      chart_axis_set_min(values, 0)
      chart_axis_set_max(values, maximum)
    }
    if isBar, let categories = chart.pointee.y_axis {
      // From the top, as the rows of the sheet are, with the values still below.
      chart_axis_set_reverse(categories)
      chart_axis_set_crossing_max(categories)
    }
    if let values {
      if document.showsValues {
        chart_axis_major_gridlines_set_visible(values, 0)
        chart_axis_off(values)
      } else {
        setGrid(values)
      }
    }
    chart_set_series_gap(chart, 60)
    var options = lxw_chart_options()
    options.x_scale = Double(document.width) / 480
    options.y_scale = Double(libraryHeight(of: document)) / 288
    options.description = handle.strings.copy(document.alternativeText)
    try check(
      worksheet_insert_chart_opt(
        target, lxw_row_t(document.place.row), lxw_col_t(document.place.column), chart, &options),
      place)
  }
}

extension SheetWriter {
  /// Small dark letters, as in the cells around.
  private func setFonts(_ chart: UnsafeMutablePointer<lxw_chart>) {
    var font = lxw_chart_font()
    font.size = 9
    var title = lxw_chart_font()
    title.size = 11
    title.bold = 1
    chart_title_set_name_font(chart, &title)
    chart_axis_set_num_font(chart.pointee.x_axis, &font)
    chart_axis_set_num_font(chart.pointee.y_axis, &font)
    chart_legend_set_font(chart, &font)
  }

  /// Pale lines behind the bars.
  private func setGrid(_ values: UnsafeMutablePointer<lxw_chart_axis>) {
    var line = lxw_chart_line()
    line.color = lxwColor(0xD5DBE1)
    chart_axis_major_gridlines_set_line(values, &line)
  }

  /// Colours of single bars.
  private func setPoints(
    of series: UnsafeMutablePointer<lxw_chart_series>, _ item: ChartDocument.Series, _ place: String
  ) throws(SpreadsheetError) {
    guard !item.pointColors.isEmpty else { return }
    // The library copies what it is given.
    let fills = UnsafeMutablePointer<lxw_chart_fill>.allocate(capacity: item.pointColors.count)
    let points = UnsafeMutablePointer<lxw_chart_point>.allocate(capacity: item.pointColors.count)
    defer {
      fills.deallocate()
      points.deallocate()
    }
    var list: [UnsafeMutablePointer<lxw_chart_point>?] = []
    for (index, color) in item.pointColors.enumerated() {
      var fill = lxw_chart_fill()
      fill.color = lxwColor(color)
      (fills + index).initialize(to: fill)
      var point = lxw_chart_point()
      point.fill = fills + index
      (points + index).initialize(to: point)
      list.append(points + index)
    }
    list.append(nil)
    try check(chart_series_set_points(series, &list), place)
  }

  /// The value beside each bar; none where it is nought.
  private func setLabels(
    of series: UnsafeMutablePointer<lxw_chart_series>, _ item: ChartDocument.Series,
    _ kind: ChartDocument.Kind
  ) {
    var font = lxw_chart_font()
    font.size = 9
    font.bold = 1
    // In stacked bars the values stand inside.
    let isInside = kind == .barStacked || kind == .columnStacked
    if isInside, item.color.isDark { font.color = lxwColor(0xFFFFFF) }
    chart_series_set_labels(series)
    chart_series_set_labels_num_format(series, "0;;")
    chart_series_set_labels_font(series, &font)
  }
}

extension SheetWriter {
  /// The height in pixels to give to the library for a chart. A chart ends at a place in a row; where the library no
  /// longer knows how high the rows are, it takes each for 20 pixels, and the chart ends at the edge of a row.
  private func libraryHeight(of chart: ChartDocument) -> Int {
    guard let heights = forgottenHeights else { return chart.height }
    var left = Double(chart.height)
    var rows = 0
    while left > 0 {
      let row = chart.place.row + rows
      let height = (heights.indices.contains(row) ? heights[row] : Self.defaultHeight) * 4 / 3
      if rows > 0, left < height / 2 { break }
      left -= height
      rows += 1
    }
    return rows * 20
  }
}

extension ConditionalFormatDocument {
  var joinedRanges: String { ranges.map(\.description).joined(separator: " ") }
}

extension UInt32 {
  /// Whether white stands out better than black from this colour, 0xRRGGBB, by the luma of Rec. 709 video.
  fileprivate var isDark: Bool {
    (self >> 16 & 0xFF) * 2126 + (self >> 8 & 0xFF) * 7152 + (self & 0xFF) * 722 < 128 * 10_000
  }
}
