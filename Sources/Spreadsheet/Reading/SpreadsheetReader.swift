/// Reads spreadsheet files of every supported format into one model.
public enum SpreadsheetReader {
  /// Reads a whole file; the format is told by its content, never by its name.
  ///
  /// Of two cells at one place the later counts. Cells without a value and without a formula are not there.
  ///
  /// - Throws: `SpreadsheetError`, with a code of the public contract.
  public static func read(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits())
    throws(SpreadsheetError) -> Workbook
  {
    switch FileKind(bytes) {
    case .refused(let code, let detail):
      throw SpreadsheetError(code, detail: detail)
    case .archive:
      return try bytes.span.withUnsafeBytes { raw throws(SpreadsheetError) in
        try read(ZIPArchive(raw, limits: limits))
      }
    case .text:
      guard let workbook = try DelimitedText.read(bytes, limits: limits) else {
        throw SpreadsheetError(.notSpreadsheet, detail: "neither a package nor a table of texts")
      }
      return workbook
    }
  }

  private static func read(_ archive: ZIPArchive) throws(SpreadsheetError) -> Workbook {
    if let document = try OpenDocumentReader(archive) { return try document.read() }
    if let package = try OfficePackage(archive) { return try WorkbookReader(package).read() }
    throw SpreadsheetError(.notSpreadsheet, detail: "an archive without a workbook")
  }
}
