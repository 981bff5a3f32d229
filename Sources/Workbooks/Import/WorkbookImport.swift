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
    do throws(IssuedWorkbook.Unknown) {
      let issued = try IssuedWorkbook(workbook, library: library)
      return SubmissionReader(workbook, issued, source: source, messagesIn: language).read()
    } catch {
      var submission = Submission(source: source)
      submission.discrepancies = [
        Discrepancy(
          .templateUnknown, message: FileMessages.unknownTemplate(error.stamp, language))
      ]
      return submission
    }
  }
}
