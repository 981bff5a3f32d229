internal import Basics

/// Numbers and moments as files store them, whatever the language of the system.
enum StoredNumber {
  /// A finite decimal number (XML Schema part 2, § 3.2.5).
  static func number(_ bytes: XMLBytes) -> Double? {
    if let number = short(bytes) { return number }
    guard bytes.count <= 400,
      bytes.allSatisfy({ (0x30...0x39).contains($0) || "+-.eE".utf8.contains($0) }),
      let number = Double(bytes.string), number.isFinite
    else { return nil }
    return number
  }

  private static func number(_ text: some StringProtocol) -> Double? {
    var text = String(text)
    return text.withUTF8(number)
  }

  /// Digits, perhaps with a point between them, that are exact as a number and divided by a power of ten: such a quotient
  /// is the nearest number there is (IEEE 754, § 5.4.1).
  private static func short(_ bytes: XMLBytes) -> Double? {
    guard bytes.count <= 16 else { return nil }
    let isNegative = bytes.first == UInt8(ascii: "-")
    var position = isNegative ? 1 : 0
    var digits = 0
    var number = 0
    var behindPoint = -1
    while position < bytes.count {
      let byte = bytes[position]
      if byte >= 0x30, byte <= 0x39 {
        number = number * 10 + Int(byte - 0x30)
        digits += 1
        if behindPoint >= 0 { behindPoint += 1 }
      } else if byte == UInt8(ascii: "."), behindPoint < 0, digits > 0 {
        behindPoint = 0
      } else {
        return nil
      }
      position += 1
    }
    guard digits > 0, digits <= 15, behindPoint != 0 else { return nil }
    var result = Double(number)
    if behindPoint > 0 {
      var power = 1
      for _ in 0..<behindPoint { power *= 10 }
      result /= Double(power)
    }
    return isNegative ? -result : result
  }

  /// A whole number of digits only.
  static func index(_ bytes: XMLBytes) -> Int? { XMLAttributes.number(bytes) }

  /// A day and a fraction of it: `2019-12-10`, `2019-12-10T13:45:00.5`, with or without `Z`
  /// (ECMA-376 part 1, § 18.17.4.2; ODF 1.3 part 3, § 19.371).
  static func moment(_ bytes: XMLBytes) -> (date: CalendarDate, fraction: Double)? {
    let text = bytes.string
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    guard let first = halves.first, let date = CalendarDate(iso: first) else { return nil }
    guard halves.count == 2 else { return (date, 0) }
    return clock(halves[1]).map { (date, $0) }
  }

  /// A time alone as a fraction of a day: `10:10:10`, also with `T` or `Z` around it.
  static func time(_ bytes: XMLBytes) -> Double? {
    let text = bytes.string
    return clock(text.hasPrefix("T") ? text.dropFirst() : text[...])
  }

  private static func clock(_ text: Substring) -> Double? {
    let clock = text.hasSuffix("Z") ? text.dropLast() : text
    let fields = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(fields.count) else { return nil }
    var seconds = 0.0
    for (field, unit) in zip(fields, [3600.0, 60, 1]) {
      guard let value = number(field), value >= 0, value <= 60 else { return nil }
      seconds += value * unit
    }
    return seconds < 86_400 ? seconds / 86_400 : nil
  }

  /// Days in the units before and behind the `T` of a duration.
  private static let durationUnits: [[Character: Double]] = [
    ["D": 1], ["H": 1 / 24, "M": 1 / 1_440, "S": 1 / 86_400],
  ]

  /// A duration such as `PT13H45M00.5S`, in days (XML Schema part 2, § 3.2.6, without years and months).
  static func days(ofDuration bytes: XMLBytes) -> Double? {
    var text = bytes.string
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
          guard let value = number(digits) else { return nil }
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
