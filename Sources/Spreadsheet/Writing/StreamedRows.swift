/// The rows of a sheet, compressed into a temporary file as they come, or kept until the workbook is complete.
final class StreamedRows {
  /// What was not compressed yet.
  var text: RowText
  /// Where the others are; nil where all are kept.
  let spool: TemporarySpool?
  private let deflater: Deflater?
  private static let together = 1 << 16

  /// - Parameter folder: where the file is.
  init(in folder: String, sharing strings: SharedStrings) throws(SpreadsheetError) {
    text = RowText(sharing: strings)
    spool = try TemporarySpool(in: folder)
    deflater = try Deflater()
  }

  /// Rows that are kept.
  init(sharing strings: SharedStrings) {
    text = RowText(sharing: strings)
    spool = nil
    deflater = nil
  }

  /// What the rows in the file sum up to, as they are before they are compressed.
  var sum: DeflatedSum { deflater?.sum ?? DeflatedSum() }
  var isEmpty: Bool { sum.size == 0 && text.bytes.isEmpty }

  /// Compresses rows once there are enough of them.
  func flush() throws(SpreadsheetError) {
    if text.bytes.count >= Self.together { try add(.open) }
  }

  /// No row comes any more.
  func finish() throws(SpreadsheetError) { try add(.aligned) }

  private func add(_ ending: Deflater.Ending) throws(SpreadsheetError) {
    guard let deflater, let spool else { return }
    try deflater.add(text.bytes[...], ending) { bytes throws(SpreadsheetError) in
      try spool.write(bytes)
    }
    text.clear()
  }
}
