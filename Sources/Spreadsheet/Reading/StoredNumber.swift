internal import Basics

/// Numbers and moments as files store them, whatever the language of the system.
enum StoredNumber {
  /// A finite decimal number (XML Schema part 2, § 3.2.5).
  static func number(_ bytes: XMLBytes) -> Double? {
    var end = 0
    if let number = ShortNumber(bytes, &end), end == bytes.count { return number.value }
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

/// A number of at most fifteen digits, perhaps with a point between them: exact as a whole number that is divided by a power
/// of ten, and such a quotient is the nearest number there is (IEEE 754, § 5.4.1).
struct ShortNumber {
  let value: Double
  /// The same, where there is nothing but digits.
  let index: Int?

  /// Reads one and goes behind it; nil where none stands.
  @inline(__always)
  init?(_ bytes: XMLBytes, _ position: inout Int) {
    var place = position
    let isNegative = place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if isNegative { place += 1 }
    let start = place
    var whole = 0
    Self.readDigits(bytes, &place, &whole)
    var digits = place - start
    var divisor = 1
    if place < bytes.count, bytes[place] == UInt8(ascii: ".") {
      let point = place
      place += 1
      Self.readDigits(bytes, &place, &whole)
      guard digits > 0, place > point + 1, digits + place - point <= 16 else { return nil }
      digits += place - point - 1
      for _ in point + 1..<place { divisor *= 10 }
    }
    guard 1...15 ~= digits else { return nil }
    let number = Double(whole) / Double(divisor)
    value = isNegative ? -number : number
    index = isNegative || divisor > 1 ? nil : whole
    position = place
  }

  @inline(__always)
  private static func readDigits(_ bytes: XMLBytes, _ place: inout Int, _ number: inout Int) {
    let last = min(bytes.count, place + 16)
    while place < last, bytes[place] >= 0x30, bytes[place] <= 0x39 {
      number = number &* 10 &+ Int(bytes[place] - 0x30)
      place += 1
    }
  }
}
