public import Spreadsheet

/// What a file says, read in three ways: with expat alone, with a window that is too small for much, and as users read
/// it. Ends the program where they differ.
public func comparedReading(of bytes: [UInt8], _ limits: ReadingLimits) -> Workbook? {
  var outcomes: [String] = []
  var workbook: Workbook?
  for window in [0, 97, limits.window] {
    var limits = limits
    limits.window = window
    do {
      workbook = try SpreadsheetReader.read(bytes, limits: limits)
      outcomes.append(workbook.map { "\($0)" } ?? "")
    } catch {
      workbook = nil
      // Of a text that is too long, expat sees the line of a piece.
      outcomes.append("\(error.code)")
    }
  }
  precondition(outcomes[0] == outcomes[1] && outcomes[0] == outcomes[2])
  return workbook
}
