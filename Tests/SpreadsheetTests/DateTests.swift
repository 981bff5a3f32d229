import Basics
import Testing

@testable import Spreadsheet

@Suite("Dates as numbers")
struct DateTests {
  /// Values that Excel shows, and Microsoft documents for 2008-01-01 (39448) and 1998-07-05 (35981, and 34519 from 1904).
  @Test(arguments: [
    (1, "1900-01-01"), (59, "1900-02-28"), (61, "1900-03-01"), (25_569, "1970-01-01"),
    (35_981, "1998-07-05"), (39_448, "2008-01-01"), (43_890, "2020-02-29"),
    (2_958_465, "9999-12-31"),
  ])
  func from1900(_ serial: Int, _ iso: String) throws {
    let date = try #require(CalendarDate(iso: iso))
    #expect(SerialDate.serial(of: date) == serial)
    #expect(SerialDate.date(of: Double(serial), from1904: false) == date)
    #expect(SerialDate.date(of: Double(serial) + 0.99999, from1904: false) == date)
  }

  @Test(arguments: [(0, "1904-01-01"), (34_519, "1998-07-05"), (2_957_003, "9999-12-31")])
  func from1904(_ serial: Int, _ iso: String) {
    #expect(SerialDate.date(of: Double(serial), from1904: true) == CalendarDate(iso: iso))
  }

  @Test(arguments: [
    0, 0.5, 60, 60.9, -1, 2_958_466, 1e300, .infinity, -.infinity, .nan,
  ])
  func noDay(_ serial: Double) {
    #expect(SerialDate.date(of: serial, from1904: false) == nil)
  }

  @Test func noSerialBefore1900() {
    #expect(SerialDate.serial(of: CalendarDate(iso: "1899-12-31")!) == nil)
  }

  @Test(arguments: [
    "dd/mm/yyyy", "m/d/yy", "yyyy-mm-dd;@", "[$-40C]d mmmm yyyy", "[$-F800]dddd\\,\\ mmmm\\ dd",
    "[Red]dd/mm", "mmm", "mmm-yy", "d", "dd/mm/yyyy hh:mm", "[<1]0;dd/mm/yyyy", "YYYY",
    "h:mm AM/PM d", "ggge\"年\"m\"月\"d\"日\"", "mm/yyyy h:mm",
  ])
  func showsDay(_ code: String) {
    #expect(NumberFormat.showsDate(code))
  }

  @Test(arguments: [
    "General", "GENERAL", "0.00", "@", "#,##0 \"days\"", "0\\d", "h:mm", "hh:mm:ss", "mm:ss",
    "[h]:mm:ss", "[mm]:ss", "[Red]0", "[Blue]#,##0.00_);[Red]\\(#,##0.00\\)", "0.00E+00",
    "h:mm AM/PM",
    "mm:ss.0", "_-* #,##0.00\\ [$€-40C]_-", "0_d", "0*y", "\"dd/mm/yyyy\"", "General\\ \"m\"", "",
    "\"unclosed dd", "[unclosed dd", "0 \\", "h:m A/P",
  ])
  func showsNoDay(_ code: String) {
    #expect(!NumberFormat.showsDate(code))
  }

  @Test func builtInFormats() {
    let days = (0...60).filter(NumberFormat.showsDate(builtIn:))
    #expect(days.contains(14) && days.contains(17) && days.contains(22) && days.contains(30))
    for id in [0, 1, 9, 13, 18, 21, 37, 45, 46, 47, 49, 59] { #expect(!days.contains(id)) }
  }
}
