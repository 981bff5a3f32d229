internal import Checklists
internal import Spreadsheet

extension OutputFile {
  /// Writes a workbook as XLSX.
  func write(_ document: WorkbookDocument, _ session: Session) throws(Stop) {
    let bytes: [UInt8]
    do {
      bytes = try XLSXWriter.write(document)
    } catch {
      let details = [error.place, error.detail].compactMap { $0 }.joined(separator: ", ")
      throw .output(
        session.language(
          fr: "le classeur n’a pas pu être écrit (\(details))",
          en: "the workbook could not be written (\(details))"))
    }
    try write(bytes)
  }
}
