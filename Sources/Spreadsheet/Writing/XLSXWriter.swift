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
    try DocumentLimits.check(document)
    let place = try TemporaryPlace()
    let strings = CStrings()
    let handle = try WorkbookHandle(
      path: place.workbook, temporaryFolder: place.folder, strings: strings)
    try handle.setProperties(of: document)
    var formats = FormatTable(handle: handle)
    let first = document.sheets.firstIndex { !$0.isHidden }
    // All sheets come before their contents: a defined name or a chart may look at a later one.
    var sheets: [UnsafeMutablePointer<lxw_worksheet>] = []
    for sheet in document.sheets { sheets.append(try handle.addSheet(sheet.name)) }
    for (index, sheet) in document.sheets.enumerated() {
      let writer = SheetWriter(sheet, sheets[index], handle)
      try writer.write(isActive: index == first, formats: &formats)
    }
    let places = Dictionary(
      document.sheets.map { ($0.name, "=" + quoted(sheet: $0.name) + "!") },
      uniquingKeysWith: { first, _ in first })
    // The library looks for each one's place in the alphabet from the first one on: so it is always there.
    let names = document.names.map { (key: $0.name.lowercased(), name: $0) }.sorted {
      $0.key > $1.key
    }
    for (_, name) in names {
      var formula = places[name.sheet] ?? ""
      name.range.appendAbsolute(to: &formula)
      try check(workbook_define_name(handle.workbook, name.name, formula), name.name)
    }
    try handle.close(in: place.folder)
    return try place.contents()
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
