internal import Basics
internal import Register

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The times that the counter goes by.
enum Clock {
  /// This second of universal time. A clock beyond all calendars stands at its beginning.
  static var now: Timestamp { after(seconds: 0) }

  static func after(seconds: Int) -> Timestamp {
    Timestamp(secondsSince1970: time(nil) + seconds) ?? Timestamp(startOf: .epoch)
  }

  static func after(days: Int) -> Timestamp { after(seconds: days * 86_400) }

  /// Seconds of a clock that only goes on.
  static var steady: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

extension Clock {
  static func pause(milliseconds: Int) { usleep(UInt32(milliseconds) * 1000) }
}

extension Timestamp {
  /// How many seconds this is after another; 0 where it is not.
  func seconds(after other: Timestamp) -> Int { max(0, seconds - other.seconds) }

  fileprivate var seconds: Int {
    let days = CalendarDate(iso: day)?.daysSince1970 ?? 0
    let parts = description.dropFirst(11).dropLast().split(separator: ":").map { Int($0) ?? 0 }
    return days * 86_400 + parts.reduce(0) { $0 * 60 + $1 }
  }
}

/// A second as clocks in the office show it: in the time zone of this process (TZ), by the C library's rules.
struct LocalTime {
  /// `2019-12-10`
  let day: String
  /// `15:03`
  let clock: String
  /// `CET`; `UTC+03` where the zone has no letters.
  let zone: String

  init(_ time: Timestamp) {
    var seconds = time_t(time.seconds)
    var local = tm()
    guard localtime_r(&seconds, &local) != nil, let name = local.tm_zone else {
      day = time.day
      clock = String(time.description.dropFirst(11).prefix(5))
      zone = "UTC"
      return
    }
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    let year = String(Int(local.tm_year) + 1900)
    day =
      String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + "-"
      + two(local.tm_mon + 1) + "-" + two(local.tm_mday)
    clock = two(local.tm_hour) + ":" + two(local.tm_min)
    let text = String(cString: name)
    zone = text.first.map { "+-".contains($0) } == true ? "UTC" + text : text
  }
}
