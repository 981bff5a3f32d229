/// Reads spreadsheet files of every supported format into one model; the format is told by a file's content, never by
/// its name.
public enum SpreadsheetReader {
  /// Reads a whole file.
  ///
  /// Of two cells at one place the later counts. Cells without a value and without a formula are not there.
  ///
  /// - Throws: `SpreadsheetError`, with a code of the public contract.
  public static func read(_ bytes: [UInt8], limits: ReadingLimits = ReadingLimits())
    throws(SpreadsheetError) -> Workbook
  {
    let collector = CellCollector(limit: limits.heldCells)
    var workbook = try read(bytes, limits: limits, into: collector)
    collector.fill(&workbook)
    return workbook
  }

  /// Reads a whole file and hands its cells over one by one; memory follows the file's texts, not its rows.
  ///
  /// - Returns: everything but the cells.
  /// - Throws: `SpreadsheetError`, with a code of the public contract, or what the receiver throws.
  public static func read(
    _ bytes: [UInt8], limits: ReadingLimits = ReadingLimits(), into receiver: any CellReceiver
  ) throws(SpreadsheetError) -> Workbook {
    let workbook = try open(bytes, limits) { (contents) throws(SpreadsheetError) in
      if receiver.wantsHead { try receiver.start(contents.head()) }
      return try contents.read(into: receiver)
    }
    // Every format demands one (ECMA-376 part 1, § 18.2.20; ODF 1.3 part 3, § 3.7).
    guard !workbook.sheets.isEmpty else {
      throw SpreadsheetError(.corrupt, detail: "a workbook without sheets")
    }
    return workbook
  }

  private static func open(
    _ bytes: [UInt8], _ limits: ReadingLimits,
    _ body: (any SpreadsheetContents) throws(SpreadsheetError) -> Workbook
  ) throws(SpreadsheetError) -> Workbook {
    switch FileKind(bytes) {
    case .refused(let error): throw error
    case .archive:
      return try bytes.span.withUnsafeBytes { raw throws(SpreadsheetError) in
        try body(contents(of: ZIPArchive(raw, limits: limits)))
      }
    case .text:
      guard let text = try DelimitedText(bytes, limits: limits) else {
        throw SpreadsheetError(.notSpreadsheet, detail: "neither a package nor a table of texts")
      }
      return try body(text)
    }
  }

  private static func contents(of archive: ZIPArchive) throws(SpreadsheetError)
    -> any SpreadsheetContents
  {
    if let document = try OpenDocumentReader(archive) { return document }
    if let package = try OfficePackage(archive) { return WorkbookReader(package) }
    // Index.zip and index.apxl are of older versions.
    let isNumbers = archive.names.contains {
      $0.hasSuffix(".iwa") || $0.hasSuffix("Index.zip") || $0 == "index.apxl"
    }
    throw SpreadsheetError(.notSpreadsheet, foreign: isNumbers ? .numbers : .archive)
  }
}

/// A file whose format is known.
protocol SpreadsheetContents {
  /// What it says before its cells.
  func head() throws(SpreadsheetError) -> Workbook
  /// Everything but the cells, which the receiver gets.
  func read(into receiver: any CellReceiver) throws(SpreadsheetError) -> Workbook
}
