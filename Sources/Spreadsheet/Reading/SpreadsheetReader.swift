/// Reads spreadsheet files of every supported format into one model.
public enum SpreadsheetReader {
  /// Reads a whole file; the format is told by its content, never by its name.
  ///
  /// - Throws: `SpreadsheetError`, with a code of the public contract.
  public static func read(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits())
    throws(SpreadsheetError) -> Workbook
  {
    throw SpreadsheetError(.notSpreadsheet)
  }
}
