internal import Basics
internal import Checklists

/// Makes blocks of pages: headings, paragraphs, items and rows, in printed order.
struct PDFAssembly {
  private var pages: [PDFPage]
  private var tables: [[PDFTable]]
  private var blocks: [Document.Block] = []
  /// Lines and rows of all pages, in printed order.
  private var pieces: [Piece] = []

  private enum Piece {
    case line(PDFLine)
    case aside(PDFLine)
    case row(PDFRows.Row)
  }

  init(_ pages: [PDFPage]) {
    self.pages = pages
    for index in self.pages.indices { self.pages[index].placeMarks() }
    tables = self.pages.map { PDFTable.all(on: $0) }
  }

  consuming func document() -> Document {
    let repeated = PageFrame(pages, tables).lines
    var rows = PDFRows()
    for index in pages.indices {
      var lines: [PDFLine] = []
      var cells = tables[index].map { _ in [PDFRows.Placed]() }
      var asides: Set<Int> = []
      for run in Self.runs(of: pages[index]) {
        var free: [PDFPage.Word] = []
        for word in run {
          if let table = tables[index].firstIndex(where: {
            $0.box.contains(word.box.center, word.box.middle)
          }), let cell = tables[index][table].cell(at: word.box.center, word.box.middle) {
            cells[table].append(PDFRows.Placed(word: word, row: cell.row, column: cell.column))
          } else {
            free.append(word)
          }
        }
        guard let first = free.first else { continue }
        lines.append(PDFLine(free, page: index + 1))
        if repeated[index].contains(first.line) { asides.insert(lines.count - 1) }
      }
      var waiting = tables[index].indices.filter { !cells[$0].isEmpty }
      for (place, line) in lines.enumerated() {
        while let next = waiting.first, tables[index][next].box.middle < line.box.middle {
          add(rows.rows(of: tables[index][next], cells[next], page: index + 1))
          waiting.removeFirst()
        }
        pieces.append(asides.contains(place) ? .aside(line) : .line(line))
      }
      for next in waiting {
        add(rows.rows(of: tables[index][next], cells[next], page: index + 1))
      }
    }
    write()
    return Document(blocks)
  }

  /// Adds rows of one table; the rest of a row goes to what stands of it at the end of the page before.
  private mutating func add(_ rows: [PDFRows.Row]) {
    for row in rows {
      let last = pieces.lastIndex {
        switch $0 {
        case .aside: false
        case .row(let row): !row.isRepeated
        case .line: true
        }
      }
      if row.isRest, let last, case .row(var before) = pieces[last] {
        before.resume(with: row)
        pieces[last] = .row(before)
      } else {
        pieces.append(.row(row))
      }
    }
  }

  /// The words of poppler's lines, with those joined that stand side by side.
  private static func runs(of page: PDFPage) -> [[PDFPage.Word]] {
    var runs: [[PDFPage.Word]] = []
    for word in page.words {
      if let last = runs.last?.last {
        let gap = word.box.left - last.box.right
        if word.run == last.run
          || word.line == last.line && gap > -1 && gap < last.box.height * 2.5
        {
          runs[runs.count - 1].append(word)
          continue
        }
      }
      runs.append([word])
    }
    return runs
  }

  // MARK: - Blocks

  private mutating func write() {
    let lines = pieces.compactMap { if case .line(let line) = $0 { line } else { nil } }
    let measure = PDFParagraphs(measuring: lines)
    var parts: [[PDFParagraph]] = []
    var text: [PDFLine] = []
    for piece in pieces {
      switch piece {
      case .line(let line): text.append(line)
      // A footer does not end the paragraph above it.
      case .aside: break
      case .row:
        if !text.isEmpty { parts.append(measure.paragraphs(of: text)) }
        text = []
      }
    }
    if !text.isEmpty { parts.append(measure.paragraphs(of: text)) }
    let fonts = PDFHeadings(lines)
    let levels = fonts.levels(of: parts.flatMap { $0 })
    let hyphens = Hyphens(pages)
    // Each paragraph where its first line stands.
    var paragraphs = parts.flatMap { $0 }[...]
    for piece in pieces {
      switch piece {
      case .line(let line):
        guard let next = paragraphs.first, next.first.page == line.page,
          next.first.words.first?.run == line.words.first?.run
        else { continue }
        paragraphs.removeFirst()
        add(next, level: fonts.level(of: next, levels), hyphens, isShapeless: levels.isEmpty)
      case .aside(let line):
        let text = line.words.map(\.text).joined(separator: " ")
        blocks.append(
          Document.Block(
            .aside(.pageHeader), Markup.plain(text, line: blocks.count),
            at: SourcePlace(page: line.page, line: line.number)))
      case .row(let row): add(row, hyphens)
      }
    }
  }

  private mutating func add(
    _ paragraph: PDFParagraph, level: Int?, _ hyphens: Hyphens, isShapeless: Bool
  ) {
    let place = SourcePlace(page: paragraph.first.page, line: paragraph.first.number)
    // Where no font tells headings, the room above a line does.
    if isShapeless, paragraph.isParted, !blocks.isEmpty {
      blocks.append(Document.Block(.blank, Passage(), at: place))
    }
    var builder = PassageBuilder(line: blocks.count)
    var printed = ""
    if let mark = paragraph.mark, level == nil {
      builder.open(mark == .box ? .box : .item)
      printed = "- "
      if case .number(let number) = mark { printed = String(number) + ". " }
    }
    hyphens.append(paragraph.lines, skippingFirst: paragraph.mark != nil, to: &builder)
    let passage = builder.finish()
    guard !passage.isEmpty else { return }
    let line = passage.line
    let bold = paragraph.words.prefix(while: \.isBold).map(\.text).joined(separator: " ")
    if !bold.isEmpty, bold.count < line.count, line.hasPrefix(bold) {
      printed += "**" + bold + "**" + line.dropFirst(bold.count)
    } else {
      printed += line
    }
    blocks.append(
      Document.Block(
        level.map { .heading(level: $0) } ?? .text, passage, printed: printed, at: place))
  }

  private mutating func add(_ row: PDFRows.Row, _ hyphens: Hyphens) {
    let place = SourcePlace(page: row.page, line: row.line)
    let cells = row.cells.map { cell -> Passage in
      var passage = Passage()
      for part in cell.parts {
        var builder = PassageBuilder(line: blocks.count)
        for paragraph in part.paragraphs {
          if let mark = paragraph.mark {
            builder.open(mark == .box ? .box : .item)
          } else {
            builder.close(isOpening: true)
          }
          hyphens.append(paragraph.lines, skippingFirst: paragraph.mark != nil, to: &builder)
        }
        passage.resume(with: builder.finish(), opensParagraph: !part.goesOn)
      }
      // The boxes may stand on both sides of a page break.
      if cell.parts.count > 1 { passage.closeAnswerBoxes() }
      return passage
    }
    blocks.append(
      row.isRepeated
        ? Document.Block(
          .aside(.repeatedRow),
          Markup.plain(cells.map(\.line).joined(separator: " "), line: blocks.count), at: place)
        : Document.Block(.row(cells), Passage(), at: place))
  }
}

extension PDFPage {
  /// Puts drawn bullets and boxes as words before what stands behind them.
  mutating func placeMarks() {
    guard marks.count <= 2000 else { return }
    var placed: [Box] = []
    for mark in marks
    where placed.suffix(50).allSatisfy({
      abs($0.left - mark.left) > 4 || abs($0.top - mark.top) > 4
    }) {
      placed.append(mark)
      let isBox = mark.width > 6.5
      let beside = words.indices.filter {
        abs(words[$0].box.middle - mark.middle) < words[$0].box.height * 0.7
      }
      let next = beside.filter {
        words[$0].box.left >= mark.right - 1 && words[$0].box.left - mark.right < 30
      }.min { words[$0].box.left < words[$1].box.left }
      // A box may stand at the end of a line, before the next.
      let last = beside.filter {
        isBox && words[$0].box.right <= mark.left + 1 && mark.left - words[$0].box.right < 30
      }.max { words[$0].box.right < words[$1].box.right }
      guard let neighbour = next ?? last else { continue }
      var word = words[neighbour]
      word.text = isBox ? "☐" : "•"
      word.box.left = mark.left
      word.box.right = mark.right
      words.insert(word, at: next ?? neighbour + 1)
    }
  }
}
