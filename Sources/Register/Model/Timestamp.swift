public import Basics

/// A second of universal time.
public struct Timestamp: Sendable, Equatable, CustomStringConvertible {
  /// ISO 8601, `2019-12-10T14:03:22Z`; texts of this form sort as the seconds do.
  public let description: String

  /// The beginning of a day.
  public init(startOf day: CalendarDate) { description = day.description + "T00:00:00Z" }

  /// Nil outside the years 1 to 9999.
  public init?(secondsSince1970 seconds: Int) {
    let days = Int((Double(seconds) / 86_400).rounded(.down))
    guard let day = CalendarDate(daysSince1970: days) else { return nil }
    let rest = seconds - days * 86_400
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    description =
      day.description + "T" + two(rest / 3600) + ":" + two(rest / 60 % 60) + ":" + two(rest % 60)
      + "Z"
  }

  /// As the register holds it.
  package init(stored text: String) { description = text }

  /// The day, `2019-12-10`.
  public var day: String { String(description.prefix(10)) }
}
