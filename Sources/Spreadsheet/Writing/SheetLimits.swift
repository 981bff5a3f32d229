internal import Basics

/// The limits of one sheet to be written.
struct SheetLimits {
  let sheet: SheetDocument

  private var cells: CellLimits { CellLimits(sheet: sheet.name) }

  func check() throws(SpreadsheetError) {
    guard (10...400).contains(sheet.zoom) else { throw refused("", "zoom of \(sheet.zoom) %") }
    try cells.checkColor(sheet.tabColor, "tab")
    for setting in sheet.columns {
      let place = CellReference.letters(ofColumn: max(0, setting.columns.lowerBound))
      try checkRange(CellRange(rows: 0...0, columns: setting.columns), place)
      guard (0...255).contains(setting.width) else {
        throw refused(place, "a width of \(setting.width)")
      }
      if let style = setting.style { try cells.check(style, place) }
    }
    for (row, setting) in sheet.rows {
      try checkCell(CellReference(row: row, column: 0), "row \(row)")
      try cells.checkHeight(setting.height, row: row)
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
    // By index, which copies no cell.
    let rows = sheet.cells.rows
    for row in rows.indices {
      for index in rows[row].cells.indices {
        let reference = CellReference(row: rows[row].number, column: rows[row].cells[index].column)
        try checkCell(reference, "row \(reference.row), column \(reference.column)")
        try cells.check(rows[row].cells[index].cell.content, reference.description)
        if index == 0 || rows[row].cells[index].cell.style != rows[row].cells[index - 1].cell.style
        {
          try cells.check(rows[row].cells[index].cell.style, reference.description)
        }
        if case .link = rows[row].cells[index].cell.content { links += 1 }
      }
    }
    guard links <= CellLimits.links else { throw refused("", "over \(CellLimits.links) links") }
    let merged = sheet.merged.map(\.range)
    for (index, merge) in sheet.merged.enumerated() {
      let place = merge.range.description
      try checkRange(merge.range, place)
      guard merge.range.first != merge.range.last else { throw refused(place, "one cell, merged") }
      try cells.check(merge.content, place)
      try cells.check(merge.style, place)
      for other in merged[..<index] where overlap(merge.range, other) {
        throw refused(place, "overlaps the merged cells \(other)")
      }
    }
    guard !merged.isEmpty else { return }
    for row in sheet.cells.rows {
      let crossing = merged.filter { ($0.first.row...$0.last.row).contains(row.number) }
      for place in row.cells {
        let reference = CellReference(row: row.number, column: place.column)
        guard crossing.contains(where: { $0.contains(reference) }) else { continue }
        throw refused(reference.description, "a cell among merged cells")
      }
    }
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
      try cells.checkFormula(formula, place)
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
    guard rule.joinedRanges.utf8.count <= CellLimits.attributeLength else {
      throw refused(first.description, "too many ranges for one conditional format")
    }
    switch rule.rule {
    case .formula(let formula, let style):
      try cells.checkFormula(formula, first.description)
      try cells.check(style, first.description)
      // Programs differ in what a formula is relative to, unless both places are one.
      guard
        rule.ranges.allSatisfy({
          $0.first.row >= first.first.row && $0.first.column >= first.first.column
        })
      else {
        throw refused(first.description, "the first range is not the one at the top left")
      }
    case .dataBar(let color, let minimum, let maximum):
      try cells.checkColor(color, first.description)
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
    guard chart.alternativeText.utf8.count <= CellLimits.attributeLength / 6 else {
      throw refused(place, "an alternative text over \(CellLimits.attributeLength / 6) bytes")
    }
    try checkText(chart.alternativeText, atMost: CellLimits.attributeLength, place)
    try checkText(chart.title, atMost: 255, place)
    for series in chart.series {
      try checkText(series.name, atMost: 255, place)
      try cells.checkFormula(series.categories, place)
      try cells.checkFormula(series.values, place)
      for color in [series.color] + series.pointColors { try cells.checkColor(color, place) }
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

  private func checkRange(_ range: CellRange, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    try DocumentLimits.checkRange(range, sheet.name + "!" + place())
  }

  private func checkCell(_ cell: CellReference, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    try DocumentLimits.checkCell(cell, sheet.name + "!" + place())
  }

  private func checkText(
    _ text: String?, atMost limit: Int, _ place: @autoclosure () -> String, breaks: Bool = true
  ) throws(SpreadsheetError) {
    try DocumentLimits.checkText(text, atMost: limit, sheet.name + "!" + place(), breaks: breaks)
  }

  private func refused(_ place: String, _ detail: String) -> SpreadsheetError {
    DocumentLimits.refused(place.isEmpty ? sheet.name : sheet.name + "!" + place, detail)
  }
}
