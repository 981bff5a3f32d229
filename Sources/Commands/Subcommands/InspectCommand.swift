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
      value: ValueName.file,
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
    let workbook: Workbook
    do {
      workbook = try SpreadsheetReader.read(bytes, limits: limits)
    } catch {
      throw .noInput(session.named(path, why(error, bytes, limits, language)))
    }
    if arguments.has(.ndjson) {
      try session.write(head(of: workbook).compact + "\n")
      for sheet in workbook.sheets {
        for cell in sheet.cells {
          try session.write(json(of: cell, on: sheet).compact + "\n")
        }
      }
    } else {
      try session.write(WorkbookText.head(of: workbook, language))
      for sheet in workbook.sheets {
        try session.write(WorkbookText.title(of: sheet, language))
        for cell in sheet.cells { try session.write(WorkbookText.line(of: cell, language)) }
      }
    }
    return .done
  }

  /// In the words that the importer has for it.
  private static func why(
    _ error: SpreadsheetError, _ bytes: [UInt8], _ limits: ReadingLimits, _ language: Language
  ) -> String {
    WorkbookImport.submission(
      from: bytes, file: "", library: TemplateLibrary(), limits: limits, messagesIn: language
    ).failure?.message ?? error.code.rawValue
  }

  private static func head(of workbook: Workbook) -> JSON {
    [
      "format": .string(workbook.format.rawValue),
      "producer": JSON(workbook.producer),
      "sheets": .array(
        workbook.sheets.map {
          ["name": .string($0.name), "state": .string($0.visibility.rawValue)]
        }),
    ]
  }

  private static func json(of cell: Cell, on sheet: Sheet) -> JSON {
    let (type, value): (JSON, JSON) =
      switch cell.value {
      case .string(let text): ("string", .string(text))
      case .number(let number): ("number", JSON(number))
      case .boolean(let flag): ("boolean", .boolean(flag))
      case .error(let text): ("error", .string(text))
      case nil: (.null, .null)
      }
    var members = [
      JSON.Member("sheet", .string(sheet.name)),
      JSON.Member("ref", .string(cell.reference.description)),
      JSON.Member("type", type), JSON.Member("value", value),
    ]
    if let formula = cell.formula { members.append(JSON.Member("formula", .string(formula))) }
    if let date = cell.date { members.append(JSON.Member("date", .string(date.description))) }
    return .object(members)
  }
}

/// A workbook as a person reads it on a terminal.
private enum WorkbookText {
  static func head(of workbook: Workbook, _ language: Language) -> String {
    let facts =
      [
        workbook.format.rawValue, workbook.producer,
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
      case .hidden: language(fr: ", masquée", en: ", hidden")
      case .veryHidden: language(fr: ", très masquée", en: ", very hidden")
      }
    let count = sheet.cells.count
    let cells =
      count == 1
      ? language(fr: "1 cellule", en: "1 cell")
      : language(fr: "\(count) cellules", en: "\(count) cells")
    return "\n" + sheet.name.visible() + " (" + cells + state + ")\n"
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
