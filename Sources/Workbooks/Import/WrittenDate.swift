internal import Basics

/// A date as people write it.
struct WrittenDate: Equatable {
  let date: CalendarDate
  /// Whether day and month may be meant in the other order: both are at most 12 and differ.
  var isAmbiguous = false
  /// Whether its numbers can only be a month and then a day.
  var isMonthFirst = false

  /// `2019-12-31`, `31/12/2019`, `31 décembre 2019`, `December 31, 2019`, each also with a weekday before it
  /// or a time behind it; `12/31/2019` because it cannot be day first. Nil for everything else, and for years
  /// that no checklist has.
  init?(_ typed: String) {
    // No date is that long.
    guard typed.utf8.count <= 100 else { return nil }
    let text = typed.compatibilityFolded().folded()
    guard let found = Self.read(Self.withoutWeekday(Self.withoutTime(text))),
      (CalendarDate.firstAccepted...CalendarDate.lastAccepted).contains(found.date)
    else { return nil }
    self = found
  }

  init(_ date: CalendarDate, isAmbiguous: Bool = false, isMonthFirst: Bool = false) {
    self.date = date
    self.isAmbiguous = isAmbiguous
    self.isMonthFirst = isMonthFirst
  }

  private static let months: [String: Int] = {
    let names = [
      ["janvier", "janv", "january", "jan"], ["fevrier", "fevr", "fev", "february", "feb"],
      ["mars", "march", "mar"], ["avril", "avr", "april", "apr"], ["mai", "may"],
      ["juin", "june", "jun"], ["juillet", "juil", "july", "jul"], ["aout", "august", "aug"],
      ["septembre", "sept", "september", "sep"], ["octobre", "oct", "october"],
      ["novembre", "nov", "november"], ["decembre", "dec", "december"],
    ]
    return Dictionary(
      names.enumerated().flatMap { index, names in names.map { ($0, index + 1) } },
      uniquingKeysWith: { first, _ in first })
  }()

  private static let weekdays: Set<String> = [
    "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mar", "mer",
    "jeu", "ven", "sam", "dim", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday",
    "sunday", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "le", "the", "on",
  ]

  /// A folded text without the words before a date.
  private static func withoutWeekday(_ text: String) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: true)[...]
    while words.count > 1, let first = words.first,
      weekdays.contains(String(first.filter { $0 != "," && $0 != "." }))
    {
      words.removeFirst()
    }
    return words.joined(separator: " ")
  }

  /// A folded text without a time of day at its end: `14:30`, `14:30:00.5`, `14h30`, `9 h`, `2:30 pm`, with
  /// what leads it.
  private static func withoutTime(_ text: String) -> String {
    if let iso = CalendarDate(iso: text.prefix(10)) {
      let time = text.dropFirst(10)
      let isTime =
        (time.hasPrefix("t") || time.hasPrefix(" "))
        && time.dropFirst().allSatisfy { $0.isNumber || ":.z+-".contains($0) }
      if isTime { return iso.description }
    }
    var words = text.split(separator: " ").map(String.init)
    if let last = words.last, ["am", "pm", "a.m.", "p.m."].contains(last) { words.removeLast() }
    guard let last = words.last, words.count > 1 else { return text }
    if isClock(last) {
      words.removeLast()
    } else if words.count > 2, ["h", "heures"].contains(last), isHour(words[words.count - 2]) {
      words.removeLast(2)
    } else if words.count > 3, words[words.count - 2] == "h", isHour(words[words.count - 3]),
      last.count == 2, last.allSatisfy(\.isNumber)
    {
      words.removeLast(3)
    } else {
      return text
    }
    if let lead = words.last, ["a", "at", "-"].contains(lead), words.count > 1 {
      words.removeLast()
    }
    let rest = words.joined(separator: " ")
    return rest.hasSuffix(",") ? String(rest.dropLast()) : rest
  }

  /// `14:30`, `14:30:00`, `2:30pm`, `14h`, `14h30`, `14h30min`.
  private static func isClock(_ word: String) -> Bool {
    var word = word[...]
    for ending in ["am", "pm", "min", "z"] where word.hasSuffix(ending) {
      word = word.dropLast(ending.count)
      break
    }
    let parts = word.split(omittingEmptySubsequences: false) { $0 == ":" || $0 == "h" }
    guard (2...3).contains(parts.count), isHour(String(parts[0])) else { return false }
    return parts.dropFirst().allSatisfy { part in
      part.isEmpty && word.hasSuffix("h")
        || !part.isEmpty && part.allSatisfy { $0.isNumber || $0 == "." || $0 == "," }
    }
  }

  private static func isHour(_ text: String) -> Bool {
    text.count <= 2 && Int(text).map { (0...24).contains($0) } ?? false
  }

  private static func read(_ text: String) -> WrittenDate? {
    if text.count == 10, let iso = CalendarDate(iso: text[...]) { return WrittenDate(iso) }
    let words = text.split { " /.,-".contains($0) }.map(String.init)
    guard words.count == 3 else { return nil }
    if let month = months[words[1]] {
      return date(day: ordinal(words[0]), month, year: words[2]).map { WrittenDate($0) }
    }
    if let month = months[words[0]] {
      return date(day: ordinal(words[1]), month, year: words[2]).map { WrittenDate($0) }
    }
    guard text.allSatisfy({ $0.isNumber || "/.-".contains($0) }) else { return nil }
    guard let first = Int(words[0]), let second = Int(words[1]) else { return nil }
    if words[0].count == 4 {
      return date(day: words[2], second, year: words[0]).map { WrittenDate($0) }
    }
    if second <= 12 {
      return date(day: words[0], second, year: words[2]).map {
        WrittenDate($0, isAmbiguous: first <= 12 && first != second)
      }
    }
    return date(day: words[1], first, year: words[2]).map { WrittenDate($0, isMonthFirst: true) }
  }

  /// `1er`, `1st`, `2nd`, `3rd`, `31st` without their endings.
  private static func ordinal(_ word: String) -> String {
    let digits = word.prefix(while: \.isNumber)
    return ["", "er", "st", "nd", "rd", "th"].contains(word.dropFirst(digits.count))
      ? String(digits) : word
  }

  private static func date(day: String, _ month: Int, year: String) -> CalendarDate? {
    guard year.count == 4, day.count <= 2, let year = Int(year), let day = Int(day) else {
      return nil
    }
    return CalendarDate(year: year, month: month, day: day)
  }
}
