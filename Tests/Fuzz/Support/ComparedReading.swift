public import Spreadsheet

/// What a file says, read in four ways: with expat alone, through a window that is too small for much and through a usual
/// one, and as users read it. Ends the program where they differ.
public func comparedReading(of bytes: [UInt8], _ limits: ReadingLimits) -> Workbook? {
  var outcomes: [String] = []
  var workbook: Workbook?
  for (window, whole) in [(0, 0), (97, 0), (limits.window, 0), (limits.window, limits.wholePart)] {
    var limits = limits
    limits.window = window
    limits.wholePart = whole
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
