internal import Spreadsheet

/// Cuts a sheet into A4 landscape pages so that no column stands alone and no heading is parted from what it heads.
///
/// All breaks are ours: programs measure rows and columns a little differently, and break as they like where a page is
/// almost full.
struct PagePlan {
  /// How much of a page is planned with: programs make columns up to 7 % wider than Excel, and rows a little higher.
  private static let slack = (width: 0.92, height: 0.97)
  /// Groups share a page down to this scale.
  private static let smallest = 0.68
  /// No sheet is printed larger than this, so that its pages hold more than a row or two.
  private static let largest = 0.74

  let sheet: SheetDocument

  /// The sheet's print settings with scale and breaks.
  ///
  /// - Parameters:
  ///   - first: the columns that open the first page; `repeated`, its beginning, stands on every further one.
  ///   - groups: the columns that follow, each kept whole.
  ///   - header: rows that stand on every page.
  ///   - rows: the rows below, in order; `keepsNext` where a row is a heading.
  func settings(
    first: ClosedRange<Int>, repeated: ClosedRange<Int>, groups: [ClosedRange<Int>],
    header: ClosedRange<Int>, rows: ClosedRange<Int>, keepsNext: Set<Int>
  ) -> PrintSettings {
    var print = sheet.print
    print.fitsToWidth = nil
    print.repeatedRows = header
    print.repeatedColumns = repeated
    let limit = PrintSettings.pageWidth * Self.slack.width / Self.smallest
    var widest = width(first)
    var used = widest
    for group in groups {
      let more = width(group)
      if used + more > limit, used > width(repeated) {
        print.columnBreaks.append(group.lowerBound)
        used = width(repeated)
      }
      used += more
      widest = max(widest, used)
    }
    let scale = min(Self.largest, PrintSettings.pageWidth * Self.slack.width / widest)
    print.scale = max(10, Int(scale * 100))
    let room =
      PrintSettings.pageHeight * Self.slack.height / (Double(print.scale) / 100)
      - height(Range(header))
    print.rowBreaks = breaks(rows, room: room, above: height(0..<header.lowerBound), keepsNext)
    return print
  }

  private func breaks(
    _ rows: ClosedRange<Int>, room: Double, above: Double, _ keepsNext: Set<Int>
  ) -> [Int] {
    var breaks: [Int] = []
    var used = above
    for row in rows {
      // A heading needs room for itself and what follows it.
      var needed = height(row..<(row + 1))
      var next = row
      while keepsNext.contains(next), next < rows.upperBound {
        next += 1
        needed += height(next..<(next + 1))
      }
      if used + needed > room, used > 0, row > rows.lowerBound, !keepsNext.contains(row - 1) {
        breaks.append(row)
        used = 0
      }
      used += height(row..<(row + 1))
    }
    return breaks
  }

  /// In points; a column of n characters is 7n + 5 pixels of 0.75 points.
  private func width(_ columns: ClosedRange<Int>) -> Double {
    columns.reduce(0) { total, column in
      guard let setting = sheet.columns.last(where: { $0.columns.contains(column) }) else {
        return total + 48
      }
      return total + (setting.isHidden ? 0 : (setting.width * 7 + 5) * 0.75)
    }
  }

  private func height(_ rows: Range<Int>) -> Double {
    rows.reduce(0) { total, row in
      let setting = sheet.rows[row]
      return total + (setting?.isHidden ?? false ? 0 : setting?.height ?? 15)
    }
  }
}
