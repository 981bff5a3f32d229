internal import Basics

/// The limits of one sheet to be written.
struct SheetLimits {
  let sheet: SheetDocument

  /// The longest attribute the library writes whole, in bytes (LXW_MAX_ATTRIBUTE_LENGTH).
  private static let attributeLength = 2_079

  func check() throws(SpreadsheetError) {
    guard (10...400).contains(sheet.zoom) else { throw refused("", "zoom of \(sheet.zoom) %") }
    try checkColor(sheet.tabColor, "tab")
    for setting in sheet.columns {
      let place = CellReference.letters(ofColumn: max(0, setting.columns.lowerBound))
      try checkRange(CellRange(rows: 0...0, columns: setting.columns), place)
      guard (0...255).contains(setting.width) else {
        throw refused(place, "a width of \(setting.width)")
      }
      if let style = setting.style { try check(style, place) }
    }
    for (row, setting) in sheet.rows {
      try checkCell(CellReference(row: row, column: 0), "row \(row)")
      guard (0...409).contains(setting.height ?? 0) else {
        throw refused(String(row + 1), "a height over 409 points")
      }
    }
    try checkCells()
    for validation in sheet.validations { try check(validation) }
    for rule in sheet.conditionalFormats { try check(rule) }
    for chart in sheet.charts { try check(chart) }
    if let cell = sheet.freeze { try checkCell(cell, "freeze") }
    if let cell = sheet.selection { try checkCell(cell, "selection") }
    if let range = sheet.autofilter { try checkRange(range, "autofilter") }
    try checkPrinting()
  }

  private func checkCells() throws(SpreadsheetError) {
    var links = 0
    for (reference, cell) in sheet.cells {
      try checkCell(reference, "row \(reference.row), column \(reference.column)")
      try check(cell.content, reference.description)
      try check(cell.style, reference.description)
      if case .link = cell.content { links += 1 }
    }
    guard links <= 65_530 else { throw refused("", "over 65,530 links") }
    let merged = sheet.merged.map(\.range)
    for (index, merge) in sheet.merged.enumerated() {
      let place = merge.range.description
      try checkRange(merge.range, place)
      guard merge.range.first != merge.range.last else { throw refused(place, "one cell, merged") }
      try check(merge.content, place)
      try check(merge.style, place)
      for other in merged[..<index] where overlap(merge.range, other) {
        throw refused(place, "overlaps the merged cells \(other)")
      }
    }
    guard !merged.isEmpty else { return }
    for reference in sheet.cells.keys where merged.contains(where: { $0.contains(reference) }) {
      throw refused(reference.description, "a cell among merged cells")
    }
  }

  private func check(_ content: CellContent, _ place: String) throws(SpreadsheetError) {
    switch content {
    case .blank, .boolean: break
    case .text(let text): try checkContent(text, place)
    case .number(let number): try checkNumber(number, place)
    case .date(let date):
      guard SerialDate.serial(of: date) != nil else { throw refused(place, "a date before 1900") }
    case .formula(let formula, let cached):
      try checkFormula(formula, place)
      switch cached {
      case .number(let number): try checkNumber(number, place)
      case .string(let text), .error(let text): try checkContent(text, place)
      case .boolean: break
      }
    case .link(let address, let text, let tip):
      let known = ["internal:", "external:", "https://", "http://", "ftp://", "mailto:"]
      guard known.contains(where: address.hasPrefix) else {
        throw refused(place, "a link of an unknown kind")
      }
      // The library writes an address with each reserved character as three.
      guard address.utf8.count * 3 <= Self.attributeLength else {
        throw refused(place, "an address over \(Self.attributeLength / 3) bytes")
      }
      try checkText(address, atMost: Self.attributeLength, place, breaks: false)
      let length = TextEscape.escape(text, controls: true).utf8.count
      guard (1...Self.attributeLength).contains(length) else {
        throw refused(place, "a link's text of \(length) bytes where 1 to 2079 are allowed")
      }
      try checkText(tip, atMost: 255, place)
    }
  }

  /// Excel's largest number; NaN is not in the range.
  private func checkNumber(_ number: Double, _ place: String) throws(SpreadsheetError) {
    guard (0...9.99999999999999e307).contains(number.magnitude) else {
      throw refused(place, "the number \(number)")
    }
  }

  /// 32,767 UTF-16 units, as stored: an escape counts with its seven.
  private func checkContent(_ text: String, _ place: String) throws(SpreadsheetError) {
    let length = CellTextLimit.length(of: text)
    guard length <= CellTextLimit.units else {
      throw refused(place, "a text of \(length) characters where 32767 are allowed")
    }
  }

  private func checkFormula(_ formula: String, _ place: String) throws(SpreadsheetError) {
    guard !formula.isEmpty, !formula.hasPrefix("=") else {
      throw refused(place, "a formula is given without its =")
    }
    try checkText(formula, atMost: 8_192, place)
  }

  private func check(_ style: CellStyle, _ place: String) throws(SpreadsheetError) {
    guard (1...409).contains(style.fontSize), (0...15).contains(style.indent) else {
      throw refused(place, "a font of \(style.fontSize) points, an indent of \(style.indent)")
    }
    for color in [
      style.fontColor, style.fillColor, style.borderColor, style.bottomRule, style.leftRule,
    ] {
      try checkColor(color, place)
    }
    // The library keeps a font's name in 128 bytes.
    guard (1...31).contains(style.fontName.utf8.count) else {
      throw refused(place, "a font named \(style.fontName)")
    }
    try checkText(style.numberFormat, atMost: 255, place, breaks: false)
  }

  private func checkColor(_ color: UInt32?, _ place: String) throws(SpreadsheetError) {
    guard (color ?? 0) <= 0xFFFFFF else { throw refused(place, "a colour beyond 0xFFFFFF") }
  }

  private func check(_ validation: ValidationDocument) throws(SpreadsheetError) {
    let place = validation.ranges.first?.description ?? "validation"
    guard !validation.ranges.isEmpty else { throw refused(place, "a validation of no cells") }
    for range in validation.ranges { try checkRange(range, range.description) }
    try checkText(validation.promptTitle, atMost: 32, place)
    try checkText(validation.errorTitle, atMost: 32, place)
    try checkText(validation.prompt, atMost: 255, place)
    try checkText(validation.error, atMost: 255, place)
    switch validation.rule {
    case .listRange(let formula), .custom(let formula):
      try checkFormula(formula, place)
      try checkText(formula, atMost: 255, place)
    case .list(let items):
      guard !items.isEmpty, !items.contains(where: { $0.contains(",") || $0.contains("\"") }),
        !items.contains(where: \.isEmpty)
      else { throw refused(place, "a list of no items, or an item with a comma or a quote") }
      try checkText(items.joined(separator: ","), atMost: 255, place, breaks: false)
    case .date(let first, let last):
      guard SerialDate.serial(of: first) != nil, first <= last else {
        throw refused(place, "dates from \(first) to \(last)")
      }
    case .wholeNumber(let first, let last):
      guard first <= last else { throw refused(place, "numbers from \(first) to \(last)") }
    case .textLength(let length):
      guard length >= 0 else { throw refused(place, "a length of \(length)") }
    case .any: break
    }
  }

  private func check(_ rule: ConditionalFormatDocument) throws(SpreadsheetError) {
    guard let first = rule.ranges.first else {
      throw refused("", "a conditional format of no cells")
    }
    for range in rule.ranges { try checkRange(range, range.description) }
    guard rule.joinedRanges.utf8.count <= Self.attributeLength else {
      throw refused(first.description, "too many ranges for one conditional format")
    }
    switch rule.rule {
    case .formula(let formula, let style):
      try checkFormula(formula, first.description)
      try check(style, first.description)
      // Programs differ in what a formula is relative to, unless both places are one.
      guard
        rule.ranges.allSatisfy({
          $0.first.row >= first.first.row && $0.first.column >= first.first.column
        })
      else {
        throw refused(first.description, "the first range is not the one at the top left")
      }
    case .dataBar(let color, let minimum, let maximum):
      try checkColor(color, first.description)
      guard minimum.isFinite, maximum.isFinite, minimum < maximum else {
        throw refused(first.description, "a data bar from \(minimum) to \(maximum)")
      }
    }
  }

  private func check(_ chart: ChartDocument) throws(SpreadsheetError) {
    let place = chart.place.description
    try checkCell(chart.place, "chart")
    guard !chart.series.isEmpty, (1...10_000).contains(chart.width),
      (1...10_000).contains(chart.height)
    else { throw refused(place, "a chart without series or without a size") }
    guard chart.alternativeText.utf8.count <= Self.attributeLength / 6 else {
      throw refused(place, "an alternative text over \(Self.attributeLength / 6) bytes")
    }
    try checkText(chart.alternativeText, atMost: Self.attributeLength, place)
    try checkText(chart.title, atMost: 255, place)
    for series in chart.series {
      try checkText(series.name, atMost: 255, place)
      try checkFormula(series.categories, place)
      try checkFormula(series.values, place)
      try checkColor(series.color, place)
      // A name that begins with an equals sign would be taken for a formula.
      guard !series.name.hasPrefix("=") else {
        throw refused(place, "a series named \(series.name)")
      }
    }
    let maximum = chart.maximum ?? 1
    guard maximum.isFinite, maximum > 0, !chart.title.hasPrefix("=") else {
      throw refused(place, "a chart's title or maximum")
    }
  }

  private func checkPrinting() throws(SpreadsheetError) {
    let print = sheet.print
    try checkText(print.header, atMost: 255, "header")
    try checkText(print.footer, atMost: 255, "footer")
    for pages in [print.fitsToWidth, print.fitsToHeight] {
      guard (1...32_767).contains(pages ?? 1) else { throw refused("", "\(pages ?? 0) pages") }
    }
    guard (10...400).contains(print.scale) else { throw refused("", "a scale of \(print.scale) %") }
    // Excel's limit of page breaks; a break before the first row or column would end the library's list.
    guard print.rowBreaks.count <= 1_023, print.columnBreaks.count <= 1_023,
      print.rowBreaks.allSatisfy({ (1..<CellReference.rowLimit).contains($0) }),
      print.columnBreaks.allSatisfy({ (1..<CellReference.columnLimit).contains($0) })
    else { throw refused("", "a page break outside the sheet, or too many") }
    if let rows = print.repeatedRows {
      try checkRange(CellRange(rows: rows, columns: 0...0), "repeated rows")
    }
    if let columns = print.repeatedColumns {
      try checkRange(CellRange(rows: 0...0, columns: columns), "repeated columns")
    }
    if let area = print.area { try checkRange(area, "print area") }
    // Repeated rows and columns become one name of both places, kept in 128 bytes.
    let name = placeFormula(sheet: sheet.name, range: CellRange(CellReference(row: 0, column: 0)))
    if print.repeatedRows != nil && print.repeatedColumns != nil {
      guard (name.utf8.count + 12) * 2 <= 126 else {
        throw refused("", "the sheet's name is too long for repeated rows and columns")
      }
    }
  }

  private func overlap(_ a: CellRange, _ b: CellRange) -> Bool {
    a.first.row <= b.last.row && b.first.row <= a.last.row && a.first.column <= b.last.column
      && b.first.column <= a.last.column
  }

  private func checkRange(_ range: CellRange, _ place: String) throws(SpreadsheetError) {
    try DocumentLimits.checkRange(range, sheet.name + "!" + place)
  }

  private func checkCell(_ cell: CellReference, _ place: String) throws(SpreadsheetError) {
    try DocumentLimits.checkCell(cell, sheet.name + "!" + place)
  }

  private func checkText(
    _ text: String?, atMost limit: Int, _ place: String, breaks: Bool = true
  ) throws(SpreadsheetError) {
    try DocumentLimits.checkText(text, atMost: limit, sheet.name + "!" + place, breaks: breaks)
  }

  private func refused(_ place: String, _ detail: String) -> SpreadsheetError {
    DocumentLimits.refused(place.isEmpty ? sheet.name : sheet.name + "!" + place, detail)
  }
}
