internal import Basics
internal import Checklists

/// Reads a web page: headings, paragraphs, list items and rows of tables, without scripts, navigation and
/// banners.
struct HTMLReader {
  private var blocks: [Document.Block] = []
  private var builder = PassageBuilder(line: 0)
  private var line = 1
  private var heading: Int?
  /// How the bold text that opens the block ends: its length, while no plain text has come.
  private var lead: String?
  private var isLeadOpen = true
  private var isBold = false
  /// The list that is open, innermost last: the number of the next item, nil for bullets.
  private var lists: [Int?] = []
  private var number: Int?
  private var table: TableRows?
  private var skipped: Document.Aside?
  private var open: [(name: String, depth: Int)] = []

  static func document(_ bytes: [UInt8], messagesIn language: Language)
    throws(PublishedText.Failure) -> Document
  {
    guard bytes.count <= TextReader.largest else {
      throw PublishedText.Failure(
        line: nil, message: Message.tooLarge(TextReader.largest, language))
    }
    guard let library = HTMLLibrary.loaded else {
      throw PublishedText.Failure(
        line: nil, message: Message.missing("libxml2", package: "libxml2", language))
    }
    guard let page = HTMLPage(bytes, encoding: encoding(of: bytes), library) else {
      throw PublishedText.Failure(line: nil, message: Message.noPage(language))
    }
    let roles = PageRoles(page)
    var reader = HTMLReader()
    var element = 0
    page.visit { visit in
      reader.close(to: visit.depth)
      switch visit.node {
      case .element(let name):
        reader.enter(name, visit, roles.role(of: element))
        element += 1
      case .text(let text): reader.add(text, visit.line)
      }
    }
    reader.close(to: 0)
    reader.flush()
    return Document(reader.blocks)
  }

  /// UTF-8 where the bytes are that, whatever the page says; else what it says.
  private static func encoding(of bytes: [UInt8]) -> String? {
    if String(validating: bytes, as: UTF8.self) != nil { return "UTF-8" }
    let head = String(decoding: bytes.prefix(4096), as: UTF8.self).lowercased()
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return isUTF16 || head.contains("charset") ? nil : "windows-1252"
  }

  // MARK: - Elements

  private static let breaking: Set<String> = [
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "header", "hr", "html", "legend", "main",
    "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "ul", "caption", "option", "label",
  ]

  private mutating func enter(_ name: String, _ visit: HTMLPage.Visit, _ role: PageRoles.Role) {
    open.append((name, visit.depth))
    if skipped != nil { return }
    if case .aside(let aside) = role {
      flush()
      skipped = aside
      open[open.count - 1].name = "skipped"
      line = visit.line
      return
    }
    if table != nil {
      enterTablePart(name, visit)
      return
    }
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      heading = Int(name.dropFirst())
      line = visit.line
    case "ul", "menu":
      flush()
      lists.append(nil)
    case "ol":
      flush()
      lists.append(visit.attribute("start").flatMap { Int($0) } ?? 1)
    case "li":
      flush()
      line = visit.line
      number = visit.attribute("value").flatMap { Int($0) } ?? lists.last.flatMap { $0 }
      if let next = number, !lists.isEmpty { lists[lists.count - 1] = next + 1 }
      builder.open(.item)
    case "table" where role == .dataTable:
      flush()
      table = TableRows()
    case "input":
      if ["checkbox", "radio"].contains(visit.attribute("type")?.lowercased()) {
        builder.open(.box)
      }
    case "br": breakLine(visit.line)
    case "b", "strong": isBold = true
    case _ where Self.breaking.contains(name):
      // The first paragraph of an item is the item.
      if !(builder.kind != .paragraph && builder.isBlank) { flush() }
      line = visit.line
    default: break
    }
  }

  private mutating func enterTablePart(_ name: String, _ visit: HTMLPage.Visit) {
    switch name {
    case "tr": table?.openRow(visit.line)
    case "td", "th":
      func span(_ name: String) -> Int { visit.attribute(name).flatMap { Int($0) } ?? 1 }
      table?.openCell(columns: span("colspan"), rows: span("rowspan"))
    case "li": table?.cell?.open(.item)
    case "input":
      if ["checkbox", "radio"].contains(visit.attribute("type")?.lowercased()) {
        table?.cell?.open(.box)
      }
    case "br": table?.cell?.breakLine()
    case _ where Self.breaking.contains(name) || name.isHeadingName:
      if table?.cell.map({ $0.kind != .paragraph && $0.isBlank }) == false {
        table?.cell?.close(isOpening: true)
      }
    default: break
    }
  }

  /// Leaves every element that is as deep as a node that comes, or deeper.
  private mutating func close(to depth: Int) {
    while let last = open.last, last.depth >= depth {
      open.removeLast()
      leave(last.name)
    }
  }

  private mutating func leave(_ name: String) {
    if name == "skipped" {
      skipped = nil
      return
    }
    guard skipped == nil else { return }
    if table != nil {
      switch name {
      case "td", "th": table?.closeCell()
      case "tr": table?.closeRow()
      case "table": endTable()
      case "li": table?.cell?.close()
      case _ where Self.breaking.contains(name): table?.cell?.close()
      default: break
      }
      return
    }
    switch name {
    case "h1", "h2", "h3", "h4", "h5", "h6":
      flush()
      heading = nil
    case "ul", "ol", "menu":
      flush()
      if !lists.isEmpty { lists.removeLast() }
    case "li":
      flush()
      number = nil
    case "b", "strong": isBold = false
    case _ where Self.breaking.contains(name): flush()
    default: break
    }
  }

  // MARK: - Text

  private mutating func add(_ text: String, _ line: Int) {
    if let skipped {
      guard !text.isBlank else { return }
      let passage = Markup.plain(text, line: blocks.count)
      blocks.append(Document.Block(.aside(skipped), passage, at: SourcePlace(line: line)))
      return
    }
    guard table == nil else {
      table?.add(text)
      return
    }
    for scalar in text.unicodeScalars {
      if let bullet = PassageBuilder.bullets[scalar], heading == nil, builder.isBlank {
        builder.open(bullet)
        continue
      }
      if isLeadOpen, !scalar.properties.isWhitespace {
        if builder.isBlank, self.line < line { self.line = line }
        if isBold { lead = (lead ?? "") + String(Character(scalar)) } else { isLeadOpen = false }
      } else if isLeadOpen, lead != nil {
        lead?.unicodeScalars.append(" ")
      }
      builder.append(scalar)
    }
  }

  private mutating func breakLine(_ line: Int) {
    guard heading == nil, builder.kind == .paragraph else { return builder.append(" ") }
    flush()
    self.line = line
  }

  /// Ends the open block.
  private mutating func flush() {
    let kind = builder.kind
    let passage = builder.finish()
    builder = PassageBuilder(line: blocks.count + 1)
    let bold = lead
    lead = nil
    isLeadOpen = true
    guard !passage.isEmpty else {
      builder = PassageBuilder(line: blocks.count)
      return
    }
    var printed = passage.line
    if let bold, !isBold || bold.trimmed().count < printed.count {
      let label = bold.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      if printed.hasPrefix(label), label.count < printed.count {
        printed = "**" + label + "**" + printed.dropFirst(label.count)
      }
    }
    if kind != .paragraph { printed = (number.map { String($0) + ". " } ?? "- ") + printed }
    blocks.append(
      Document.Block(
        heading.map { .heading(level: $0) } ?? .text, passage.numbered(blocks.count),
        printed: printed,
        at: SourcePlace(line: line)))
  }

  private mutating func endTable() {
    guard var table else { return }
    table.closeRow()
    for row in table.rows {
      blocks.append(
        Document.Block(
          .row(row.cells.map { $0.numbered(blocks.count) }), Passage(),
          at: SourcePlace(line: row.line)))
    }
    self.table = nil
  }
}

extension String {
  fileprivate var isHeadingName: Bool { count == 2 && first == "h" && last?.isNumber == true }
}

extension Passage {
  /// The same passage as a block of the document.
  func numbered(_ block: Int) -> Passage {
    var copy = self
    for index in copy.blocks.indices { copy.blocks[index].line = block }
    return copy
  }
}

/// The rows of a table with their spans laid out: what spans rows stands in each of them, what spans columns
/// once, before empty cells.
struct TableRows {
  private(set) var rows: [(line: Int, cells: [Passage])] = []
  var cell: PassageBuilder?
  private var current: [Passage]?
  private var currentLine = 0
  private var span = (columns: 1, rows: 1)
  /// For each column what reaches down from above, and for how many rows still.
  private var hanging: [Int: (cell: Passage, rows: Int)] = [:]
  private static let widest = 200
  private static let tallest = 1000

  mutating func openRow(_ line: Int) {
    closeRow()
    current = []
    currentLine = line
  }

  mutating func openCell(columns: Int, rows: Int) {
    closeCell()
    if current == nil { current = [] }
    fillHanging()
    span = (min(max(1, columns), Self.widest), min(max(1, rows), Self.tallest))
    cell = PassageBuilder(line: 0)
  }

  mutating func add(_ text: String) {
    for scalar in text.unicodeScalars {
      if let bullet = PassageBuilder.bullets[scalar], cell?.isBlank == true {
        cell?.open(bullet)
      } else {
        cell?.append(scalar)
      }
    }
  }

  mutating func closeCell() {
    guard var builder = cell, var row = current else { return }
    cell = nil
    let passage = builder.finish()
    for column in 0..<span.columns where row.count < Self.widest {
      if span.rows > 1 {
        hanging[row.count] = (column == 0 ? passage : Passage(), span.rows - 1)
      }
      row.append(column == 0 ? passage : Passage())
    }
    current = row
  }

  mutating func closeRow() {
    closeCell()
    fillHanging()
    if let current, current.contains(where: { !$0.isEmpty }) { rows.append((currentLine, current)) }
    current = nil
  }

  private mutating func fillHanging() {
    guard let count = current?.count else { return }
    var column = count
    while let above = hanging[column] {
      current?.append(above.cell)
      hanging[column] = above.rows > 1 ? (above.cell, above.rows - 1) : nil
      column += 1
    }
  }
}
