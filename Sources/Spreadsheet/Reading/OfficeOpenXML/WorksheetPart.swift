internal import Basics

/// Reads one sheet (ECMA-376 part 1, § 18.3).
///
/// Rows and cells without a reference follow the one before. What the sheet declares as its dimension is not looked at.
final class WorksheetPart<Sink: CellSink>: XMLHandler {
  private enum Capture { case nothing, value, formula, text, page }

  private var sheet: Sheet
  let sink: Sink
  let limits: ReadingLimits
  private let strings: TextPool.Table
  private let formats: CellFormats
  private let from1904: Bool
  private var hiddenRows: [ClosedRange<Int>] = []

  private var row = -1
  private var column = -1
  /// How deep in a phonetic run, which is not part of the text.
  private var ignored = 0
  private var capture = Capture.nothing

  private var reference = CellReference(row: 0, column: 0)
  private var isInCell = false
  private var type = CellType.number
  private var isDate = false
  private var value: TextBuffer
  private var inline: TextBuffer
  private var formula: TextBuffer
  private var hasFormula = false
  private var hasInline = false
  private var style: Int?
  private var runs = StruckRuns()
  /// Whether a format or a shared text strikes something out.
  private let mayStrike: Bool
  private(set) var hyperlinks: [Hyperlink] = []
  private var page = NoteText()
  /// Where escapes of a value are undone.
  private var plain: TextBuffer

  /// The same sheet of an earlier workbook, which of its cells may come next, and how many came.
  private let earlier: EarlierSheet?
  private var next = 0
  private(set) var known = 0
  private var recorder: SheetRecorder?
  /// Whether there is no earlier workbook, and none to come.
  private let isAlone: Bool
  private let collector: CellCollector?
  private var isBehindRows = false

  init(
    _ sheet: Sheet, _ sink: Sink, shared: TextPool.Table, formats: CellFormats, from1904: Bool,
    limits: ReadingLimits, after earlier: EarlierSheet? = nil, _ recorder: SheetRecorder? = nil
  ) {
    self.sheet = sheet
    self.earlier = earlier
    self.recorder = recorder
    isAlone = earlier == nil && recorder == nil
    collector = sink as? CellCollector
    self.sink = sink
    self.limits = limits
    strings = shared
    self.formats = formats
    mayStrike = !formats.struck.isEmpty || !shared.struck.isEmpty
    self.from1904 = from1904
    value = TextBuffer(limit: limits.cellLength)
    inline = TextBuffer(limit: limits.cellLength)
    formula = TextBuffer(limit: limits.cellLength)
    plain = TextBuffer(limit: limits.cellLength)
  }

  /// The sheet without its cells.
  func finished() -> Sheet {
    sheet.hiddenRows = RowSet(hiddenRows)
    return sheet
  }

  /// The sheet for workbooks to come, where it was recorded to its end.
  var recorded: EarlierSheet? { recorder?.finished }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
    if ignored > 0 || name == "rPh" {
      ignored += 1
      return
    }
    switch name {
    case "c": try startCell(attributes)
    case "v" where isInCell: capture = .value
    case "f" where isInCell:
      capture = .formula
      hasFormula = true
    case "is" where isInCell: hasInline = true
    case "t" where hasInline:
      capture = .text
      runs.startText(at: inline.bytes.count)
    case "r" where hasInline: runs.isStruck = false
    case "strike" where hasInline: runs.isStruck = attributes.isOn
    case "row": try startRow(attributes)
    case "mergeCell": readMerge(attributes)
    case "col": readColumns(attributes)
    case "hyperlink": readLink(attributes)
    case "oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter":
      capture = .page
      page.clear()
    default: break
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    if ignored > 0 {
      ignored -= 1
      return
    }
    if capture == .text { runs.endText(at: inline.bytes.count) }
    if capture == .page, sheet.annotations.pageTexts.count < 6 {
      sheet.annotations.pageTexts.append(page.text)
    }
    capture = .nothing
    if name == "c" {
      if isInCell { try endCell() }
    } else if name == "sheetData" {
      isBehindRows = true
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    guard ignored == 0 else { return }
    switch capture {
    case .nothing: break
    case .value: try value.append(bytes)
    case .formula: try formula.append(bytes)
    case .text: try inline.append(bytes)
    case .page: page.append(bytes)
    }
  }

  /// Reads whole cells of the shapes that programs write, those of an earlier workbook without a look into them, and what
  /// stands behind the rows where it is known.
  func read(_ bytes: XMLBytes, _ references: inout XMLReferences, after count: Int)
    throws(SpreadsheetError) -> (bytes: Int, events: Int)
  {
    guard !isInCell, ignored == 0 else { return (0, 0) }
    if isBehindRows { return readEnding(bytes, after: count) }
    var position = 0
    var events = 0
    if isAlone {
      while var shape = CellShape(bytes, position), shape.read(bytes, &references) {
        try take(shape)
        position = shape.end
        events += shape.events
      }
      return (position, events)
    }
    recorder?.addRow(bytes, row)
    while true {
      if let earlier, earlier.hasCell(next, bytes, at: position) {
        events += try takeKnown(bytes, &position, earlier)
        continue
      }
      guard var shape = CellShape(bytes, position), shape.read(bytes, &references) else { break }
      if recorder == nil { try take(shape) } else { try record(shape, bytes, position) }
      position = shape.end
      events += shape.events
      passKnown(reference)
    }
    if position > 0 { recorder?.addRow(XMLBytes(rebasing: bytes[position...]), row) }
    return (position, events)
  }

  // MARK: What an earlier workbook had

  /// Takes the cells that come next in the earlier workbook, as far as they stand here, and returns how many starts and ends
  /// of elements are in them.
  private func takeKnown(_ bytes: XMLBytes, _ position: inout Int, _ earlier: EarlierSheet)
    throws(SpreadsheetError) -> Int
  {
    let run = earlier.run(from: next, bytes, at: position)
    try collector?.take(earlier.cells, run.records)
    reference = earlier.extents[run.end - 1].reference
    row = reference.row
    column = reference.column
    position += run.bytes
    known += run.end - next
    next = run.end
    return run.events
  }

  /// Passes over the cells of the earlier workbook up to a place.
  @inline(__always)
  private func passKnown(_ reference: CellReference) {
    guard let earlier else { return }
    while next < earlier.extents.count, earlier.extents[next].reference <= reference { next += 1 }
  }

  private func record(_ shape: CellShape, _ bytes: XMLBytes, _ position: Int)
    throws(SpreadsheetError)
  {
    let before = collector?.held.count ?? 0
    try take(shape)
    guard let collector, shape.type != .shared else { return }
    let isHeld = collector.held.count > before
    if isHeld && !collector.held.standsAlone(before) { return }
    recorder?.add(shape, bytes, from: position, record: isHeld ? before : nil)
  }

  private func readEnding(_ bytes: XMLBytes, after count: Int) -> (bytes: Int, events: Int) {
    if let earlier, let ending = earlier.ending, earlier.hasEnding(ending, bytes) {
      sheet.merged += ending.merged
      sheet.hiddenColumns += ending.hiddenColumns
      sheet.annotations.pageTexts += ending.pageTexts
      hyperlinks += ending.hyperlinks
      return (ending.count, ending.events)
    }
    guard recorder != nil, let collector else { return (0, 0) }
    recorder?.startEnding(bytes, events: count, sheet, hiddenRows, cells: collector.held.count)
    if bytes.starts("</worksheet>"), collector.isSorted {
      recorder?.finish(bytes, events: count, sheet, hiddenRows, hyperlinks, collector.held)
    }
    return (0, 0)
  }

  private func startRow(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    row = attributes.number("r").flatMap { $0 > 0 ? $0 - 1 : nil } ?? row + 1
    column = -1
    guard row < CellReference.rowLimit else {
      throw SpreadsheetError(.tooLarge, detail: "the row \(row)")
    }
    if attributes.flag("hidden") { hiddenRows.join(row...row) }
  }

  private func startCell(_ attributes: XMLAttributes) throws(SpreadsheetError) {
    isInCell = true
    hasFormula = false
    hasInline = false
    value.clear()
    inline.clear()
    formula.clear()
    type = attributes.bytes("t").flatMap(CellType.init) ?? .number
    style = attributes.number("s")
    isDate = isDate(style: style)
    runs.clear()
    reference = CellReference(row: max(0, row), column: column + 1)
    if let text = attributes["r"] {
      if let given = CellReference(text) {
        reference = given
      } else if CellReference.isBeyondSheet(text) {
        throw SpreadsheetError(.tooLarge, detail: "the cell \(text)")
      }
    }
    guard reference.column < CellReference.columnLimit else {
      throw SpreadsheetError(.tooLarge, detail: "the column \(reference.column + 1)")
    }
    row = reference.row
    column = reference.column
  }

  private func endCell() throws(SpreadsheetError) {
    isInCell = false
    var cell = RawCell(reference: reference, content: .nothing)
    if hasFormula {
      cell.formula = try CellText.unescaped(formula.bytes, &formula, limits.cellLength)
    }
    try take(&cell, inline: hasInline ? inline.bytes : nil, value: value.bytes)
  }

  @inline(__always)
  private func take(_ shape: CellShape) throws(SpreadsheetError) {
    reference = shape.reference
    row = reference.row
    column = reference.column
    type = shape.type
    style = shape.style
    isDate = isDate(style: style)
    runs.clear()
    var cell = RawCell(reference: reference, content: .nothing)
    if let stored = shape.formula {
      cell.formula = stored
      cell.isFormulaStored = shape.isFormulaStored
      // A longer one may be too long once it is no XML any more.
      if !shape.isFormulaStored || stored.count > limits.cellLength {
        let text = shape.isFormulaStored ? try CellText.withoutReferences(stored, &inline) : stored
        cell.formula = try CellText.unescaped(text, &formula, limits.cellLength)
        cell.isFormulaStored = false
      }
    }
    if let number = shape.number {
      switch type {
      case .shared:
        if let stored = number.index {
          let index = try shared(stored)
          if cell.formula == nil, strings.isEmpty(index) { return }
          cell.content = .shared(index)
          noteStruck(cell)
          return try sink.take(cell)
        }
      case .number:
        cell.content = .number(number.value, date: day(of: number.value))
        noteStruck(cell)
        return try sink.take(cell)
      default: break
      }
    }
    try take(&cell, inline: shape.inline, value: shape.value)
  }

  /// Hands the current cell over, if there is anything in it.
  private func take(_ cell: inout RawCell, inline: XMLBytes?, value: XMLBytes)
    throws(SpreadsheetError)
  {
    if let inline, !inline.isEmpty {
      cell.content = .text(try unescaped(inline))
    } else if value.isEmpty {
      if cell.formula != nil, type == .string { cell.content = .text(value) }
    } else {
      cell.content = try content(of: value, as: type)
    }
    if cell.formula == nil {
      switch cell.content {
      case .nothing: return
      case .text(let bytes) where bytes.isEmpty: return
      case .shared(let index) where strings.isEmpty(index): return
      default: break
      }
    }
    noteStruck(cell)
    try sink.take(cell)
  }

  /// Remembers a cell whose text is struck out, by its format or in some of its runs.
  private func noteStruck(_ cell: RawCell) {
    guard mayStrike || !runs.isEmpty else { return }
    if case .shared(let index) = cell.content, let marked = strings.struck[index] {
      sheet.annotations.struck[reference] = marked
    } else if !runs.isEmpty {
      sheet.annotations.struck[reference] = runs.marked(inline.bytes)
    }
    guard formats.isStruck(style) else { return }
    // What the whole of it says is told by who reads the cell.
    sheet.annotations.struck[reference] = ""
  }

  /// A value with its `_xHHHH_` escapes undone.
  func unescaped(_ stored: XMLBytes) throws(SpreadsheetError) -> XMLBytes {
    try CellText.unescaped(stored, &plain, limits.cellLength)
  }

  /// The index of a shared string that is there.
  func shared(_ index: Int) throws(SpreadsheetError) -> Int {
    guard strings.places.indices.contains(index) else {
      throw SpreadsheetError(
        .corrupt, place: sheet.name + "!" + reference.description,
        detail: "no shared string \(index)")
    }
    return index
  }

  private func isDate(style: Int?) -> Bool {
    guard let style else { return formats.dates.first ?? false }
    return style < formats.dates.count && formats.dates[style]
  }

  /// The day that a number of this cell shows.
  func day(of number: Double) -> CalendarDate? {
    isDate ? SerialDate.date(of: number, from1904: from1904) : nil
  }

  /// The number that stands for a day of this workbook.
  func serial(of date: CalendarDate) -> Int? {
    from1904 ? date.daysSince1970 + 24_107 : SerialDate.serial(of: date)
  }

  private func readMerge(_ attributes: XMLAttributes) {
    guard let text = attributes["ref"] else { return }
    if let range = CellRange(text) { sheet.merged.append(range) }
  }

  private func readLink(_ attributes: XMLAttributes) {
    guard let text = attributes["ref"], let id = attributes[local: "id"],
      hyperlinks.count <= SheetAnnotations.limit, let range = CellRange(text)
    else { return }
    hyperlinks.append(Hyperlink(range: range, relationship: id))
  }

  private func readColumns(_ attributes: XMLAttributes) {
    guard attributes.flag("hidden"), let first = attributes.number("min"), first > 0,
      first <= CellReference.columnLimit, let last = attributes.number("max"), last >= first
    else { return }
    sheet.hiddenColumns.append(first - 1...min(last, CellReference.columnLimit) - 1)
  }
}
