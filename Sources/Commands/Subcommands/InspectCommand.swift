internal import Basics
internal import Checklists
internal import Spreadsheet
internal import Workbooks

/// `inspect`: what the reader sees in any spreadsheet.
enum InspectCommand: Command {
  static let description = CommandDescription(
    name: "inspect",
    summary: Wording(
      fr: "Montre ce qui est lu dans un classeur : format, feuilles, cellules",
      en: "Shows what is read in a spreadsheet: format, sheets, cells"),
    operand: OperandDescription(
      value: .workbook,
      help: Wording(
        fr: "XLSX, XLSM, ODS ou CSV, ou - pour l’entrée standard",
        en: "XLSX, XLSM, ODS or CSV, or - for standard input")),
    options: [.ndjson],
    groups: [ReadingOptions.limits],
    examples: ["inspect retour.xlsx", "inspect retour.ods --ndjson"])

  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus {
    let path = arguments.operands[0]
    let language = session.language
    let limits = try arguments.readingLimits()
    let bytes: [UInt8]
    do {
      bytes = try InputFile.read(path, limit: limits.inflatedTotal, console: session.console)
    } catch {
      throw .noInput(session.named(path, error.sentence(language)))
    }
    let output = InspectOutput(path, session, isJSON: arguments.has(.ndjson))
    do {
      let workbook = try SpreadsheetReader.read(bytes, limits: limits, into: output)
      try output.endSheet()
      for sheet in workbook.sheets { try output.tellFault(of: sheet) }
    } catch {
      if let stop = output.stop { throw stop }
      throw .noInput(session.named(path, error.sentence(language)))
    }
    return .done
  }
}

/// Prints a workbook while it is read, holding one row.
private final class InspectOutput: CellReceiver {
  /// Why nothing more could be printed.
  private(set) var stop: Stop?

  private let path: String
  private let session: Session
  private let isJSON: Bool
  private var isInSheet = false
  /// How each line of the sheet begins, in JSON.
  private var start: [UInt8] = []
  private var line: [UInt8] = []
  private var count = 0
  /// The row that is read, since a program may write its cells out of order, or one of them twice.
  private var row: [Cell] = []

  init(_ path: String, _ session: Session, isJSON: Bool) {
    self.path = path
    self.session = session
    self.isJSON = isJSON
  }

  var wantsHead: Bool { true }

  func start(_ workbook: Workbook) throws(SpreadsheetError) {
    session.noteContent(workbook.format.rawValue, of: path)
    let head =
      isJSON
      ? CellJSON.head(of: workbook).compact + "\n"
      : WorkbookText.head(of: workbook, session.language)
    try write(Array(head.utf8))
  }

  func start(_ sheet: Sheet) throws(SpreadsheetError) {
    try endSheet()
    isInSheet = true
    if isJSON {
      start = CellJSON.start(of: sheet)
    } else {
      try write(Array(WorkbookText.title(of: sheet, session.language).utf8))
    }
  }

  func take(_ cell: Cell) throws(SpreadsheetError) {
    if let last = row.last, last.reference.row != cell.reference.row { try endRow() }
    row.append(cell)
  }

  func endSheet() throws(SpreadsheetError) {
    try endRow()
    if isInSheet, !isJSON { try write(Array(WorkbookText.count(count, session.language).utf8)) }
    isInSheet = false
    count = 0
  }

  /// Tells of a sheet that could not be read although others could.
  func tellFault(of sheet: Sheet) throws(SpreadsheetError) {
    guard let fault = sheet.fault else { return }
    let sentence = fault.sentence(session.language)
    session.note(session.named(path, sheet.name.visible() + session.language.colon + sentence))
    guard isJSON else { return }
    let line: JSON = [
      "sheet": .string(sheet.name),
      "error": ["code": .string(fault.code.rawValue), "message": .string(sentence)],
    ]
    try write(Array((line.compact + "\n").utf8))
  }

  private func endRow() throws(SpreadsheetError) {
    guard !row.isEmpty else { return }
    let isSorted = zip(row, row.dropFirst()).allSatisfy { $0.reference < $1.reference }
    for cell in isSorted ? row : CellOrder.sorted(row) {
      count += 1
      line.removeAll(keepingCapacity: true)
      if isJSON {
        CellJSON.append(cell, start, to: &line)
      } else {
        line += WorkbookText.line(of: cell, session.language).utf8
      }
      try write(line)
    }
    row.removeAll(keepingCapacity: true)
  }

  private func write(_ bytes: [UInt8]) throws(SpreadsheetError) {
    do {
      try session.write(bytes)
    } catch {
      stop = error
      throw SpreadsheetError(.notWritten)
    }
  }
}

/// A workbook as JSON (contract § 5).
private enum CellJSON {
  static func head(of workbook: Workbook) -> JSON {
    [
      "format": .string(workbook.format.rawValue),
      "producer": JSON(workbook.producer),
      "sheets": .array(
        workbook.sheets.map {
          ["name": .string($0.name), "state": .string($0.visibility.rawValue)]
        }),
    ]
  }

  /// `{"sheet":"…","ref":"`, which all cells of a sheet share.
  static func start(of sheet: Sheet) -> [UInt8] {
    var bytes = Array(#"{"sheet":"#.utf8)
    JSON.string(sheet.name).append(to: &bytes)
    bytes += #","ref":""#.utf8
    return bytes
  }

  /// Adds the line of a cell.
  static func append(_ cell: Cell, _ start: [UInt8], to line: inout [UInt8]) {
    let (type, value): (String, JSON) =
      switch cell.value {
      case .string(let text): (#""string""#, .string(text))
      case .number(let number): (#""number""#, JSON(number))
      case .boolean(let flag): (#""boolean""#, .boolean(flag))
      case .error(let text): (#""error""#, .string(text))
      case nil: ("null", .null)
      }
    line += start
    line += cell.reference.description.utf8
    line += #"","type":"#.utf8
    line += type.utf8
    line += #","value":"#.utf8
    value.append(to: &line)
    if let formula = cell.formula {
      line += #","formula":"#.utf8
      JSON.string(formula).append(to: &line)
    }
    if let date = cell.date {
      line += #","date":""#.utf8
      line += date.description.utf8
      line.append(UInt8(ascii: "\""))
    }
    line += "}\n".utf8
  }
}

/// A workbook as a person reads it on a terminal.
private enum WorkbookText {
  static func head(of workbook: Workbook, _ language: Language) -> String {
    let facts =
      [
        workbook.format.rawValue, workbook.producer?.visible(),
        workbook.hasMacros ? language(fr: "macros", en: "macros") : nil,
        workbook.hasExternalLinks ? language(fr: "liens externes", en: "external links") : nil,
        workbook.hasEmbeddedObjects
          ? language(fr: "objets incorporés", en: "embedded objects") : nil,
      ] as [String?]
    return facts.compactMap { $0 }.joined(separator: " · ") + "\n"
  }

  static func title(of sheet: Sheet, _ language: Language) -> String {
    let state =
      switch sheet.visibility {
      case .visible: ""
      case .hidden: language(fr: " (masquée)", en: " (hidden)")
      case .veryHidden: language(fr: " (très masquée)", en: " (very hidden)")
      }
    return "\n" + sheet.name.visible() + state + "\n"
  }

  /// Behind a sheet's cells.
  static func count(_ count: Int, _ language: Language) -> String {
    switch count {
    case 0: language(fr: "  aucune cellule", en: "  no cells") + "\n"
    case 1: language(fr: "  1 cellule", en: "  1 cell") + "\n"
    default: language(fr: "  \(count) cellules", en: "  \(count) cells") + "\n"
    }
  }

  static func line(of cell: Cell, _ language: Language) -> String {
    let value =
      switch cell.value {
      case .string(let text): text.visible()
      case .number(let number): cell.date?.description ?? JSON(number).compact
      case .boolean(let flag):
        flag ? language(fr: "VRAI", en: "TRUE") : language(fr: "FAUX", en: "FALSE")
      case .error(let text): text.visible()
      case nil: ""
      }
    let reference = cell.reference.description
    let formula = cell.formula.map { "  =" + $0.visible() } ?? ""
    return "  " + reference + String(repeating: " ", count: max(1, 8 - reference.count)) + value
      + formula + "\n"
  }
}
