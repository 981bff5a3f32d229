/// Writes workbooks as XLSX.
public enum XLSXWriter {
  /// The bytes of a document; the same document always gives the same bytes.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the document breaks a limit of the
  ///   format (named in `detail`) or the system refuses temporary space.
  public static func write(_ document: WorkbookDocument) throws(SpreadsheetError) -> [UInt8] {
    throw SpreadsheetError(.notWritten)
  }
}
