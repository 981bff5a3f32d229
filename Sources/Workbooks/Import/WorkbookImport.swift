internal import Basics
public import Checklists
public import Spreadsheet

/// Reads returned workbooks.
public enum WorkbookImport {
  /// Everything that a file says. A file that cannot be read gives a submission with `failure`; nothing is thrown.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - file: its name as the caller gave it, for `source`.
  ///   - library: the templates that are known.
  ///   - limits: how much the file may ask for.
  ///   - language: the language of messages.
  public static func submission(
    from bytes: [UInt8], file: String, library: TemplateLibrary,
    limits: ReadingLimits = ReadingLimits(), messagesIn language: Language
  ) -> Submission {
    var source = Source(file: file, sha256: SHA256.hex(of: bytes), bytes: bytes.count)
    let workbook: Workbook
    do throws(SpreadsheetError) {
      workbook = try SpreadsheetReader.read(bytes, limits: limits)
    } catch {
      var submission = Submission(source: source)
      submission.failure = Failure(
        code: error.code.rawValue, message: error.sentence(language))
      return submission
    }
    source.format = workbook.format.rawValue
    source.producer = workbook.producer
    return submission(of: workbook, source: source, library: library, messagesIn: language)
  }

  /// Everything that a workbook says.
  ///
  /// - Parameter searches: whether every cell is searched for, even where all that was issued stands in its place.
  static func submission(
    of workbook: Workbook, source: Source, library: TemplateLibrary, messagesIn language: Language,
    searches: Bool = false
  ) -> Submission {
    if !searches, let (match, issued) = KnownImages.match(workbook, library) {
      return SubmissionReader(workbook, issued, match, source: source, messagesIn: language).read()
    }
    do throws(IssuedWorkbook.Unknown) {
      let issued = try IssuedWorkbook(workbook, library: library)
      let match = searches ? nil : KnownImages.match(workbook, issued, library)
      return SubmissionReader(workbook, issued, match, source: source, messagesIn: language).read()
    } catch {
      return unknown(workbook, error, source: source, language)
    }
  }

  /// What can be said of a workbook whose template is not known: where it claims to come from, its sheets, how many of
  /// its answer cells are named, and the partner's name.
  private static func unknown(
    _ workbook: Workbook, _ unknown: IssuedWorkbook.Unknown, source: Source, _ language: Language
  ) -> Submission {
    var submission = Submission(source: source)
    let names = workbook.definedNames.filter { $0.name.lowercased().hasPrefix("rsp.") }
    let partner = SlotRole.application(.partner).name
    if let target = names.first(where: { $0.name.lowercased() == partner })?.target,
      let sheet = workbook.sheet(named: target.sheet), let typed = TypedCell(sheet[target.cell])
    {
      submission.application.fields[.partner] = Field(
        raw: typed.text, value: .text(typed.text), sheet: sheet.name,
        cell: target.cell.description)
    }
    let said = FileMessages.whatIsThere(
      sheets: workbook.sheets.map(\.name), names: names.count, language)
    submission.discrepancies = [
      Discrepancy(
        .templateUnknown, message: FileMessages.unknownTemplate(unknown, said, language))
    ]
    return submission
  }
}
