internal import Basics

/// Numbers and moments as files store them, whatever the language of the system.
enum StoredNumber {
  /// A finite decimal number (XML Schema part 2, § 3.2.5).
  static func number(_ bytes: ArraySlice<UInt8>) -> Double? {
    if bytes.count <= 15, let whole = index(bytes) { return Double(whole) }
    guard bytes.count <= 400,
      bytes.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(String(decoding: bytes, as: UTF8.self)), number.isFinite
    else { return nil }
    return number
  }

  /// A whole number of digits only.
  static func index(_ bytes: ArraySlice<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 18 else { return nil }
    var number = 0
    for byte in bytes {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }

  /// A day and a fraction of it: `2019-12-10`, `2019-12-10T13:45:00.5`, with or without `Z`
  /// (ECMA-376 part 1, § 18.17.4.2; ODF 1.3 part 3, § 19.371).
  static func moment(_ bytes: ArraySlice<UInt8>) -> (date: CalendarDate, fraction: Double)? {
    let text = String(decoding: bytes, as: UTF8.self)
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let date = CalendarDate(iso: first) else { return nil }
    guard halves.count == 2 else { return (date, 0) }
    return clock(halves[1]).map { (date, $0) }
  }

  /// A time alone as a fraction of a day: `10:10:10`, also with `T` or `Z` around it.
  static func time(_ bytes: ArraySlice<UInt8>) -> Double? {
    let text = String(decoding: bytes, as: UTF8.self)
    return clock(text.hasPrefix("T") ? text.dropFirst() : text[...])
  }

  private static func clock(_ text: Substring) -> Double? {
    let clock = text.hasSuffix("Z") ? text.dropLast() : text
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count) else { return nil }
    var seconds = 0.0
    for (field, unit) in zip(fields, [3600.0, 60, 1]) {
      guard let value = number(ArraySlice(field.utf8)), value >= 0, value <= 60 else { return nil }
      seconds += value * unit
    }
    return seconds < 86_400 ? seconds / 86_400 : nil
  }

  /// Days in the units before and behind the `T` of a duration.
  private static let durationUnits: [[Character: Double]] = [
    ["D": 1], ["H": 1 / 24, "M": 1 / 1_440, "S": 1 / 86_400],
  ]

  /// A duration such as `PT13H45M00.5S`, in days (XML Schema part 2, § 3.2.6, without years and months).
  static func days(ofDuration bytes: ArraySlice<UInt8>) -> Double? {
    var text = String(decoding: bytes, as: UTF8.self)
    let isNegative = text.hasPrefix("-")
    if isNegative { text.removeFirst() }
    guard text.hasPrefix("P") else { return nil }
    let halves = text.dropFirst().split(
      separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    var days = 0.0
    var fields = 0
    for (half, units) in zip(halves, durationUnits) {
      var digits = ""
      for character in half {
        if let unit = units[character] {
          guard let value = number(ArraySlice(digits.utf8)) else { return nil }
          days += value * unit
          fields += 1
          digits = ""
        } else {
          digits.append(character)
        }
      }
      guard digits.isEmpty else { return nil }
    }
    guard fields > 0, days.isFinite else { return nil }
    return isNegative ? -days : days
  }
}
