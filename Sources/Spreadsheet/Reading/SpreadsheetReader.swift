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
    var workbook = try read(bytes, limits, collector)
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
    try read(bytes, limits, CellForwarder(receiver))
  }

  private static func read(_ bytes: [UInt8], _ limits: ReadingLimits, _ sink: some CellSink)
    throws(SpreadsheetError) -> Workbook
  {
    let workbook: Workbook
    switch FileKind(bytes) {
    case .refused(let error): throw error
    case .archive:
      workbook = try bytes.span.withUnsafeBytes { raw throws(SpreadsheetError) in
        let archive = try ZIPArchive(raw, limits: limits)
        let outcome = Result { () throws(SpreadsheetError) in try read(archive, sink) }
        try archive.measureRest()
        return try outcome.get()
      }
    case .text:
      guard let text = try DelimitedText(bytes, limits: limits) else {
        throw SpreadsheetError(.notSpreadsheet, detail: "neither a package nor a table of texts")
      }
      if sink.wantsHead { try sink.start(text.head()) }
      workbook = try text.read(into: sink)
    }
    // Every format demands one (ECMA-376 part 1, § 18.2.20; ODF 1.3 part 3, § 3.7).
    guard !workbook.sheets.isEmpty else {
      throw SpreadsheetError(.corrupt, detail: "a workbook without sheets")
    }
    return workbook
  }

  private static func read(_ archive: ZIPArchive, _ sink: some CellSink) throws(SpreadsheetError)
    -> Workbook
  {
    if let document = try OpenDocumentReader(archive) {
      if sink.wantsHead { try sink.start(document.head()) }
      return try document.read(into: sink)
    }
    if let package = try OfficePackage(archive) {
      let reader = WorkbookReader(package)
      if sink.wantsHead { try sink.start(reader.head()) }
      return try reader.read(into: sink)
    }
    // Index.zip and index.apxl are of older versions.
    let isNumbers = archive.names.contains {
      $0.hasSuffix(".iwa") || $0.hasSuffix("Index.zip") || $0 == "index.apxl"
    }
    throw SpreadsheetError(.notSpreadsheet, foreign: isNumbers ? .numbers : .archive)
  }
}
