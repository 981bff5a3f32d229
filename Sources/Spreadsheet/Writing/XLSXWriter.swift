internal import CXlsxWriter

/// Writes workbooks as XLSX.
public enum XLSXWriter {
  /// The bytes of a document; the same document always gives the same bytes.
  ///
  /// Every text comes back exactly as given, a number with 16 significant digits. A date without a number format is shown as `yyyy-mm-dd`. A
  /// formula's Boolean value is stored as 1 or 0, which the library's version can, until a program computes it.
  ///
  /// - Throws: `SpreadsheetError` with code `file.notWritten` where the document breaks a limit of the
  ///   format (named in `detail`) or the system refuses temporary space.
  public static func write(_ document: WorkbookDocument) throws(SpreadsheetError) -> [UInt8] {
    try write(document, holdingParts: true)
  }

  /// - Parameter holdingParts: whether the library's parts are held in memory, where the system can; the bytes are the same.
  static func write(_ document: WorkbookDocument, holdingParts: Bool) throws(SpreadsheetError)
    -> [UInt8]
  {
    try DocumentLimits.check(document)
    let book = try WorkbookStream(keepingRows: true)
    let charted = ChartedCells(document)
    // All sheets come before their contents: a chart may look at a later one.
    let sheets = try document.sheets.map { sheet throws(SpreadsheetError) in
      try book.add(sheet.name)
    }
    for (sheet, contents) in zip(sheets, document.sheets) {
      try sheet.lay(contents, charted: charted.ranges(on: contents.name))
    }
    try book.define(document.names)
    let written = try book.complete(
      document, active: document.sheets.firstIndex { !$0.isHidden } ?? 0,
      holdingParts: holdingParts)
    return try written.contents()
  }

  /// Turns a code of the library into an error that says where.
  static func check(_ status: lxw_error, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    guard status != LXW_NO_ERROR else { return }
    let message = lxw_strerror(status).map { String(cString: $0) }
    throw SpreadsheetError(.notWritten, place: place(), detail: message)
  }
}

/// The formula of a place: `'Sheet'!$A$1`, the apostrophes of the sheet's name doubled.
package func placeFormula(sheet: String, range: CellRange) -> String {
  quoted(sheet: sheet) + "!" + range.absolute
}

/// The same of one cell, without the signs of an absolute reference, as links have it.
func placeFormula(sheet: String, cell: CellReference) -> String {
  quoted(sheet: sheet) + "!" + cell.description
}

/// A sheet's name as it stands in a formula: `'Sheet'`, its apostrophes doubled.
package func quoted(sheet: String) -> String {
  guard sheet.utf8.contains(UInt8(ascii: "'")) else { return "'" + sheet + "'" }
  return "'"
    + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
}
