public import Spreadsheet

/// What a file says, read in five ways: with expat alone, through windows that are too small for much or for long texts, as
/// large parts are read, and as others are. Ends the program where they differ.
public func comparedReading(of bytes: [UInt8], _ limits: ReadingLimits) -> Workbook? {
  var outcomes: [String] = []
  var workbook: Workbook?
  for (window, whole) in [
    (0, 0), (97, 0), (300, 0), (limits.window, 0), (limits.window, limits.wholePart),
  ] {
    var limits = limits
    limits.window = window
    limits.wholePart = whole
    limits.usesThreads = window == ReadingLimits().window
    do {
      workbook = try SpreadsheetReader.read(bytes, limits: limits)
      outcomes.append(workbook.map { "\($0)" } ?? "")
    } catch {
      workbook = nil
      // Of a text that is too long, expat sees the line of a piece.
      outcomes.append("\(error.code)")
    }
  }
  precondition(outcomes.allSatisfy { $0 == outcomes[0] })
  return workbook
}
