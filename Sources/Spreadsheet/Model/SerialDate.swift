internal import Basics

/// Days as spreadsheet serial numbers (ECMA-376 part 1, § 18.17.4.1).
enum SerialDate {
  /// The number of a day in the 1900 date system, whose year 1900 has a 29 February; nil before 1900.
  static func serial(of date: CalendarDate) -> Int? {
    // 1970-01-01 is 25569; days before March 1900 are one less than a plain count.
    let days = date.daysSince1970 + 25_569
    if days >= 61 { return days }
    return days >= 2 ? days - 1 : nil
  }

  /// The day that a serial number shows; nil for numbers outside the calendar, for less than a whole day in
  /// the 1900 date system, and for its 29 February 1900.
  static func date(of serial: Double, from1904: Bool) -> CalendarDate? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    let days = Int(serial.rounded(.down))
    let since1970: Int
    if from1904 {
      since1970 = days - 24_107
    } else if days >= 61 {
      since1970 = days - 25_569
    } else if (1...59).contains(days) {
      since1970 = days - 25_568
    } else {
      return nil
    }
    return CalendarDate(daysSince1970: since1970)
  }
}
