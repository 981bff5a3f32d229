/// The rows of a sheet, compressed into a temporary file as they come.
final class StreamedRows {
  /// What was not compressed yet.
  var text = RowText()
  let spool: TemporarySpool
  private let deflater: Deflater
  private static let together = 1 << 16

  /// - Parameter folder: where the file is.
  init(in folder: String) throws(SpreadsheetError) {
    spool = try TemporarySpool(in: folder)
    deflater = try Deflater()
  }

  /// What the rows sum up to, as they are before they are compressed.
  var sum: DeflatedSum { deflater.sum }
  var count: Int { sum.size }

  /// Compresses rows once there are enough of them.
  func flush() throws(SpreadsheetError) {
    if text.bytes.count >= Self.together { try add(.open) }
  }

  /// No row comes any more.
  func finish() throws(SpreadsheetError) { try add(.aligned) }

  private func add(_ ending: Deflater.Ending) throws(SpreadsheetError) {
    try deflater.add(text.bytes[...], ending) { bytes throws(SpreadsheetError) in
      try spool.write(bytes)
    }
    text.clear()
  }
}
