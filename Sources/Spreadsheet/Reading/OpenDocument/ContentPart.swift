/// Reads `content.xml`: sheets, cells and named ranges (ODF 1.3 part 3, § 9).
final class ContentPart<Sink: CellSink>: XMLHandler {
  private(set) var sheets: [Sheet] = []
  private(set) var definedNames: [DefinedName] = []
  private(set) var hasExternalLinks = false

  /// Nil where only the sheets' names are asked for.
  private let sink: Sink?
  /// How many cells may yet come from repeating others.
  @exclusivity(unchecked) private var budget: Int
  private let limit: Int
  private var office = "office"
  /// The style being read and those that hide a sheet.
  private var style = ""
  private var hiddenStyles = Set<String>()
  @exclusivity(unchecked) private var table: TableRows?
  private var isExternal = false
  private var isStarted = false
  @exclusivity(unchecked) private var cell = OpenDocumentCell()
  private var isInCell = false
  @exclusivity(unchecked) private var text: ParagraphText
  private var isInParagraph = false
  /// How deep in something that is no cell's text: notes, drawings, tracked changes, ruby texts.
  private var ignored = 0
  /// The note or shape that is being read.
  private var shape: OpenDocumentShape?
  private var isInShapes = false
  private var styles: DocumentStylesPart.Content
  /// The pages that tables are printed on, by their styles.
  private var pages: [String: String] = [:]
  private var runs = StruckRuns()
  private var isStruck = false

  init(_ sink: Sink?, _ styles: DocumentStylesPart.Content, limits: ReadingLimits) {
    self.sink = sink
    self.styles = styles
    budget = limits.repeatedCells
    limit = limits.cellLength
    text = ParagraphText(limit: limits.cellLength)
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) throws(SpreadsheetError) {
    if shape != nil {
      shape?.start(name, attributes)
    } else if ignored > 0 {
      ignored += 1
    } else if isInParagraph {
      try startInParagraph(name, attributes)
    } else if isInCell {
      try startInCell(name, attributes)
    } else if table != nil {
      try startInTable(name, attributes)
    } else {
      startOutside(name, attributes)
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    if shape != nil {
      if shape?.end(name) ?? false { endShape() }
      return
    }
    if ignored > 0 {
      ignored -= 1
      return
    }
    switch name {
    case "p", "h":
      text.endParagraph()
      isInParagraph = false
    case "span":
      if isInParagraph { runs.endText(at: text.count) }
      runs.isStruck = false
    case "shapes": isInShapes = false
    case "table-cell", "covered-table-cell":
      guard isInCell else { return }
      isInCell = false
      try endCell()
    case "table-row":
      try startSheet()
      try table?.endRow(budget: &budget, isExternal ? nil : sink)
    case "table":
      try startSheet()
      if let table, !isExternal { sheets.append(table.finished()) }
      table = nil
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if shape != nil {
      shape?.text(bytes)
    } else if isInParagraph && ignored == 0 {
      try text.append(bytes)
    }
  }

  /// Reads whole cells of the shapes that programs write.
  func read(_ bytes: XMLBytes, _ references: inout XMLReferences, after _: Int)
    throws(SpreadsheetError) -> (bytes: Int, events: Int)
  {
    guard table != nil, !isInCell, ignored == 0, shape == nil, office == "office",
      styles.struck.isEmpty
    else { return (0, 0) }
    var position = 0
    var events = 0
    while var shape = OpenDocumentCellShape(bytes, position) {
      guard shape.read(bytes, &references, limit: limit) else { break }
      let cell = shape.cell
      if cell != nil { try startSheet() }
      try table?.add(
        cell, repeated: shape.repeated, spanning: (1, 1), budget: &budget, isExternal ? nil : sink)
      position = shape.end
      events += shape.events
    }
    return (position, events)
  }

  /// Tells the sink about the current sheet, once it is clear that it is one.
  private func startSheet() throws(SpreadsheetError) {
    guard let table, !isExternal, !isStarted else { return }
    isStarted = true
    try sink?.start(table.sheet)
  }

  private func endCell() throws(SpreadsheetError) {
    let content = try cell.cell(text: text)
    let (repeated, span) = (cell.repeated, cell.span)
    if content != nil, isStruck || !runs.isEmpty, let place = table?.place {
      // What the whole of a cell says is told by who reads it.
      table?.sheet.annotations.struck[place] = isStruck ? "" : runs.marked(try text.text())
    }
    if content != nil { try startSheet() }
    try table?.add(
      content, repeated: repeated, spanning: span, budget: &budget, isExternal ? nil : sink)
  }

  private func startOutside(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "document-content": office = name.prefix
    case "style":
      style = attributes[local: "name"] ?? ""
      styles.struck.start(attributes)
      pages[style] = attributes[local: "master-page-name"]
    case "text-properties": styles.struck.set(attributes)
    case "table-properties":
      if attributes[local: "display"] == "false" { hiddenStyles.insert(style) }
    case "table":
      let isHidden = attributes[local: "style-name"].map(hiddenStyles.contains) ?? false
      table = TableRows(
        Sheet(name: attributes[local: "name"] ?? "", visibility: isHidden ? .hidden : .visible))
      let page = attributes[local: "style-name"].flatMap { pages[$0] } ?? "Default"
      table?.sheet.annotations.pageTexts = styles.pageTexts[page] ?? []
      isExternal = false
      isStarted = false
    case "named-range", "named-expression": readName(attributes, localSheet: nil)
    // Tables of tracked changes and of links to other programs are no sheets.
    case "tracked-changes", "dde-links": ignored = 1
    default: break
    }
  }

  private func startInTable(_ name: XMLName, _ attributes: XMLAttributes)
    throws(SpreadsheetError)
  {
    switch name {
    case "table-row":
      table?.startRow(
        repeated: attributes.repetition("number-rows-repeated"), isHidden: isHidden(attributes))
    case "table-cell", "covered-table-cell":
      try cell.start(attributes, office: office)
      isInCell = true
      isStruck = styles.struck.contains(attributes)
      runs.clear()
      text.clear()
    case "table-column":
      table?.addColumns(
        repeated: attributes.repetition("number-columns-repeated"), isHidden: isHidden(attributes))
    case "table-source":
      // The kept copy of another file's sheet.
      hasExternalLinks = true
      // It stands before the rows (§ 9.3.1).
      if !isStarted { isExternal = attributes[local: "mode"] == "copy-results-only" }
    case "named-range", "named-expression": readName(attributes, localSheet: sheets.count)
    case "table-rows", "table-header-rows", "table-row-group", "table-columns",
      "table-header-columns", "table-column-group", "named-expressions":
      break
    case "shapes": isInShapes = true
    default: ignore(isInShapes ? OpenDocumentShape(name, attributes, at: nil) : nil)
    }
  }

  /// Passes an element over, but for what it says as a note or shape.
  private func ignore(_ shape: OpenDocumentShape?) {
    self.shape = shape
    if shape == nil { ignored = 1 }
  }

  private func endShape() {
    if let note = shape?.note { table?.sheet.annotations.add(note) }
    for picture in shape?.pictures ?? [] { table?.sheet.annotations.add(picture) }
    shape = nil
  }

  private func startInCell(_ name: XMLName, _ attributes: XMLAttributes)
    throws(SpreadsheetError)
  {
    switch name {
    case "p", "h":
      isInParagraph = true
      try text.startParagraph()
    case "list", "list-item", "list-header": break
    default: ignore(OpenDocumentShape(name, attributes, at: table?.place))
    }
  }

  private func startInParagraph(_ name: XMLName, _ attributes: XMLAttributes)
    throws(SpreadsheetError)
  {
    switch name {
    case "s": try text.append(0x20, times: attributes.repetition("c"))
    case "tab": try text.append(UInt8(ascii: "\t"))
    case "line-break": try text.append(UInt8(ascii: "\n"))
    case "annotation", "frame": ignore(OpenDocumentShape(name, attributes, at: table?.place))
    case "note", "ruby-text", "p", "h": ignored = 1
    case "span":
      runs.isStruck = styles.struck.contains(attributes)
      runs.startText(at: text.count)
    case "a":
      if let address = attributes[local: "href"], !address.hasPrefix("#"), let place = table?.place
      {
        table?.sheet.annotations.add(CellLink(range: CellRange(place), address: address))
      }
    default: break
    }
  }

  /// A name for a range or a formula (§ 9.4.12 and 9.4.13).
  private func readName(_ attributes: XMLAttributes, localSheet: Int?) {
    guard let name = attributes[local: "name"] else { return }
    let formula = attributes[local: "cell-range-address"] ?? attributes[local: "expression"] ?? ""
    definedNames.append(DefinedName(name: name, refersTo: formula, localSheet: localSheet))
  }

  private func isHidden(_ attributes: XMLAttributes) -> Bool {
    let visibility = attributes[local: "visibility"]
    return visibility == "collapse" || visibility == "filter"
  }
}
