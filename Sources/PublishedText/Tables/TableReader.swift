internal import Basics
internal import Checklists

/// Reads the rows of one table into sections and controls, and joins what a page break cut in two.
struct TableReader {
  private let lines: Document
  private var draft: Draft
  private var table: Table
  /// The section that the next controls belong to, by its index in the draft.
  private var section: Int?
  /// The control that a cut row goes on with, by its index in the draft.
  private var control: Int?
  /// The cells of the header row that name the delivery models.
  private var labels: [String] = []

  private init(lines: Document, draft: consuming Draft) {
    self.lines = lines
    self.draft = draft
    self.table = Table(kind: .other, region: 0..<0, columns: 0, models: 0..<0)
  }

  /// Adds what the tables say to a draft.
  static func read(
    _ tables: [Table], of lines: Document, into draft: consuming Draft
  ) throws(PublishedText.Failure) -> Draft {
    var reader = TableReader(lines: lines, draft: draft)
    for table in tables {
      reader.table = table
      try reader.read()
    }
    return reader.draft
  }

  private var part: PartID { table.kind == .prerequisites ? .prereq : .tech }
  private var language: Language { draft.messages }

  private mutating func read() throws(PublishedText.Failure) {
    switch table.kind {
    case .other: skipTable()
    case .resources: ResourceTable(table: table, lines: lines).read(into: &draft)
    case .prerequisites, .technical: try readChecklist()
    }
  }

  private mutating func skipTable() {
    for index in table.region where lines.cells(index) != nil {
      draft.skip(
        index,
        language(
          fr: "tableau sans colonne de liste de contrôle",
          en: "a table without a checklist's column"))
      draft.suspect(
        index,
        language(
          fr: "ligne d'un tableau d'une autre sorte, non reprise",
          en: "row of a table of another kind, left out"))
    }
  }

  // MARK: - A checklist

  private mutating func readChecklist() throws(PublishedText.Failure) {
    // A table that goes on behind a page break keeps the section that was open.
    section = draft.sections.indices.last { draft.sections[$0].part == part }
    control = draft.controls.indices.last.flatMap { index in
      let last = draft.controls[index]
      return (last.part == .prereq) == (part == .prereq) && last.cells.count == table.models.count
        ? index : nil
    }
    labels = []
    if draft.parts.contains(where: { $0.id == part }) == false { openPart() }
    for index in table.region {
      if lines.isText(index) {
        try readText(index)
      } else if let cells = lines.cells(index) {
        try readRow(index, cells)
      }
    }
    for control in draft.controls where control.part != .prereq {
      for (column, cell) in zip(table.models, control.cells) where AppliesCell(cell).scopes == nil {
        throw PublishedText.Failure(
          line: control.line + 1,
          message: Message.applicability(String(cell.prefix(60)), name(ofColumn: column), language))
      }
    }
  }

  private func name(ofColumn column: Int) -> String {
    let index = column - table.models.lowerBound
    return index < draft.modelColumns.count ? draft.modelColumns[index] : String(column + 1)
  }

  /// The heading above a table and the paragraphs between.
  private mutating func openPart() {
    var part = Draft.PartDraft(id: part, kind: part.kind, line: table.region.lowerBound)
    var paragraphs: [Int] = []
    for index in stride(from: table.region.lowerBound - 1, through: 0, by: -1) {
      if lines.isBlank(index) { continue }
      guard lines.isText(index), paragraphs.count < 8 else { break }
      if lines.isHeading(index) {
        part.title = lines.passage(index).line
        part.line = index
        draft.use(index, "parts." + part.id.rawValue)
        break
      }
      paragraphs.append(index)
    }
    // Without a heading nothing says that the text above belongs to the table.
    if part.title != nil {
      for index in paragraphs.reversed() {
        part.intro.blocks += lines.passage(index).blocks
        draft.use(index, "parts." + part.id.rawValue)
      }
    }
    draft.parts.append(part)
  }

  /// A line without tabs between the rows: a section's heading or introduction, or a stray line.
  private mutating func readText(_ index: Int) throws(PublishedText.Failure) {
    let passage = lines.passage(index)
    if let reference = lines.sectionHeading(index) {
      try open(reference, at: index)
    } else if let section, isFresh(section) {
      draft.sections[section].intro.blocks += passage.blocks
      draft.use(index, key(of: section))
    } else if let control, passage.line.first?.isLowercase == true,
      !Sentence.isComplete(draft.controls[control].passage.line)
    {
      draft.controls[control].passage.resume(
        with: passage, opensParagraph: false)
      draft.use(index, draft.controls[control].id)
    } else {
      draft.skip(
        index,
        language(fr: "ligne isolée entre deux lignes de tableau", en: "stray line between two rows")
      )
      if passage.line.contains(where: \.isLetter) {
        draft.suspect(
          index,
          language(
            fr: "ligne isolée entre deux lignes de tableau, non reprise",
            en: "stray line between two rows, left out"))
      }
    }
  }

  private func isFresh(_ section: Int) -> Bool {
    draft.sections[section].part == part && draft.sections[section].isFresh
  }

  private func key(of section: Int) -> String {
    "sections." + draft.sections[section].part.rawValue + "." + draft.sections[section].ref
  }

  /// All cells of a row as passages, empty ones for those that are missing at its end.
  private func padded(_ index: Int) -> [Passage] {
    let cells = lines.cells(index) ?? []
    return cells + Array(repeating: Passage(), count: max(0, table.columns - cells.count))
  }

  private mutating func readRow(_ index: Int, _ cells: [Passage]) throws(PublishedText.Failure) {
    let passages = padded(index)
    if cells.count < table.columns {
      draft.suspect(index, Message.columns(cells.count, of: table.columns, language))
    }
    let title = passages[0].line
    let values = table.models.map { passages[$0].line }
    let hasRest = passages.dropFirst().contains { !$0.isEmpty }
    if let reference = Reference(title) {
      let isOpen = !passages.dropFirst().contains {
        !$0.isEmpty && !TableFinder.isAnswerHead($0.line)
      }
      if TableFinder.isHeader(cells) || (reference.opensSection && isOpen) {
        try open(reference, at: index)
      } else {
        try readControl(reference, passages[1], values, at: index)
      }
    } else if isHeader(cells, title, passages[1], values) {
      readHeader(title, values, isTitled: passages[1].isEmpty, at: index)
    } else if !hasRest, let section, isFresh(section) {
      if draft.sections[section].intro.isEmpty, title.first?.isLowercase == true {
        draft.sections[section].title += " " + title
      } else {
        draft.sections[section].intro.resume(with: passages[0], opensParagraph: true)
      }
      draft.use(index, key(of: section))
    } else if !title.isEmpty, values.contains(where: { !$0.isEmpty }), !awaitsValues {
      readDocument(title, passages[1], values, at: index)
    } else {
      readRest(title, passages[1], values, at: index)
    }
    if passages.last.map({ !$0.isEmpty && !TableFinder.isAnswerHead($0.line) }) == true,
      table.models.upperBound < table.columns
    {
      draft.suspect(
        index,
        language(
          fr: "colonne de réponse remplie dans la source, non reprise",
          en: "the answer column is filled in the source, left out"))
    }
  }

  /// Whether the control above came without its applicability.
  private var awaitsValues: Bool {
    control.map {
      draft.controls[$0].part == .tech && draft.controls[$0].cells.allSatisfy(\.isEmpty)
    } ?? false
  }

  // MARK: - Headers

  private func isHeader(_ cells: [Passage], _ title: String, _ text: Passage, _ values: [String])
    -> Bool
  {
    if TableFinder.isHeader(cells) { return true }
    let filled = values.filter { !$0.isEmpty }
    if !labels.isEmpty, values == labels { return true }
    return text.isEmpty && !filled.isEmpty && filled.allSatisfy { AppliesCell($0).scopes == nil }
  }

  private mutating func readHeader(
    _ title: String, _ values: [String], isTitled: Bool, at index: Int
  ) {
    let partKey = "parts." + part.rawValue
    draft.use(index, part == .tech ? "deliveryModels" : partKey)
    let named = values.filter {
      !$0.isEmpty && !TableFinder.isAppliesHead($0) && !TableFinder.isAnswerHead($0)
    }
    if !title.isEmpty, isTitled, let last = draft.parts.indices.last, draft.parts[last].id == part {
      if part == .tech {
        // The table's own title names the documents, which stand in no section.
        if !draft.parts.contains(where: { $0.id == .doc }) {
          draft.parts.insert(
            Draft.PartDraft(id: .doc, kind: .document, title: title, line: index), at: last)
        }
      } else if draft.parts[last].title == nil {
        draft.parts[last].title = title
      }
    }
    guard named.count == values.count, !named.isEmpty else { return }
    guard draft.modelColumns.isEmpty else {
      if values != draft.modelColumns {
        draft.suspect(
          index,
          language(
            fr: "autres modèles qu'au premier tableau", en: "other models than in the first table"))
      }
      return
    }
    labels = values
    draft.modelColumns = values
    draft.modelLine = index
  }

  // MARK: - Rows

  private mutating func open(_ reference: Reference, at index: Int) throws(PublishedText.Failure) {
    let id = "sections." + part.rawValue + "." + reference.printed
    draft.use(index, id)
    if let known = draft.sections.firstIndex(where: {
      $0.part == part && $0.ref == reference.printed
    }) {
      let words = Sentence(reference.title, line: index).words.map(\.folded)
      let title = Sentence(draft.sections[known].title, line: index).words.map(\.folded)
      guard words.starts(with: title),
        words.dropFirst(title.count).allSatisfy(Lexicon.continued.contains)
      else {
        throw PublishedText.Failure(
          line: index + 1,
          message: Message.duplicate(reference.printed, draft.sections[known].line + 1, language))
      }
      section = known
      return
    }
    draft.sections.append(
      Draft.SectionDraft(part: part, ref: reference.printed, title: reference.title, line: index))
    section = draft.sections.count - 1
    control = nil
  }

  private mutating func readControl(
    _ reference: Reference, _ text: Passage, _ values: [String], at index: Int
  ) throws(PublishedText.Failure) {
    let id = part.rawValue + "." + reference.printed
    if let first = draft.lineOfID[id] {
      // A page break may repeat the title above the second half.
      guard let control, draft.controls[control].id == id,
        Sentence(draft.controls[control].title, line: index).key
          == Sentence(reference.title, line: index).key,
        values.allSatisfy(\.isEmpty)
      else {
        throw PublishedText.Failure(
          line: index + 1, message: Message.duplicate(id, first + 1, language))
      }
      readRest("", text, values, at: index)
      return
    }
    draft.lineOfID[id] = index
    if let section { draft.sections[section].isFresh = false }
    let home = section.flatMap { draft.sections[$0].part == part ? draft.sections[$0].ref : nil }
    draft.controls.append(
      Draft.ControlDraft(
        part: part, section: home, reference: reference, ref: reference.printed,
        title: reference.title, passage: text,
        cells: values,
        id: id, line: index))
    control = draft.controls.count - 1
    draft.use(index, id)
  }

  /// An unnumbered row with applicability of its own.
  private mutating func readDocument(
    _ title: String, _ text: Passage, _ values: [String], at index: Int
  ) {
    let words = Sentence(title, line: index)
    let known = Lexicon.documents.first { entry in entry.stems.allSatisfy { words.has(stem: $0) } }
    let name = known?.id ?? Identifier.camelCase(title)
    draft.documentNames[name, default: 0] += 1
    let count = draft.documentNames[name, default: 1]
    let id = "doc." + name + (count > 1 ? "-" + String(count) : "")
    draft.controls.append(
      Draft.ControlDraft(
        part: .doc, section: nil, reference: nil, ref: nil, title: title, passage: text,
        cells: values,
        id: id, line: index))
    control = draft.controls.count - 1
    draft.use(index, id)
    draft.infer(
      index,
      id + language(fr: " : ", en: ": ")
        + language(
          fr: "document sans numéro, nommé d'après "
            + (known == nil ? "son titre" : "le vocabulaire"),
          en: "an unnumbered document, named by " + (known == nil ? "its title" : "the vocabulary"))
    )
  }

  /// The second half of a row that a page break cut.
  private mutating func readRest(
    _ title: String, _ text: Passage, _ values: [String], at index: Int
  ) {
    guard let control else {
      readOrphan(title, text, at: index)
      return
    }
    let isDoubtful =
      !title.isEmpty && title.first?.isUppercase == true
      && Sentence.isComplete(draft.controls[control].passage.line)
    if isDoubtful {
      draft.suspect(
        index,
        draft.controls[control].id + language(fr: " : ", en: ": ")
          + language(
            fr: "prend une ligne sans numéro qui semble complète",
            en: "takes an unnumbered row that looks complete"))
    }
    if !title.isEmpty { draft.controls[control].title += " " + title }
    draft.controls[control].passage.resume(with: text, opensParagraph: title.isEmpty)
    for (column, value) in values.enumerated() where !value.isEmpty {
      if draft.controls[control].cells[column].isEmpty {
        draft.controls[control].cells[column] = value
      } else if draft.controls[control].cells[column] != value {
        draft.controls[control].cells[column] += " " + value
      }
    }
    draft.use(index, draft.controls[control].id)
  }

  /// An unnumbered row that follows no control: the introduction of its section or part, or an unnumbered requirement.
  private mutating func readOrphan(_ title: String, _ text: Passage, at index: Int) {
    var passage = Passage()
    if !title.isEmpty { passage.blocks.append(.init(kind: .paragraph, text: title, line: index)) }
    passage.blocks += text.blocks
    if let section, draft.sections[section].part == part {
      draft.sections[section].intro.resume(with: passage, opensParagraph: true)
      draft.use(index, key(of: section))
    } else if let own = draft.parts.firstIndex(where: { $0.id == part }) {
      draft.parts[own].intro.resume(with: passage, opensParagraph: true)
      draft.use(index, "parts." + part.rawValue)
    }
    if !title.isEmpty, !text.isEmpty {
      draft.suspect(
        index,
        language(
          fr: "ligne sans numéro avant toute exigence, prise pour une introduction",
          en: "an unnumbered row before any requirement, taken for an introduction"))
    }
  }
}
