internal import Basics
internal import Checklists

/// What was found on a command line, by the descriptions of the options.
struct Arguments: Equatable {
  fileprivate(set) var operands: [String] = []
  private var values: [String: [String]] = [:]
  let language: Language

  init(language: Language) { self.language = language }

  /// Whether an option was given.
  func has(_ option: OptionDescription) -> Bool { values[option.name] != nil }

  /// The value of an option; nil where it was not given.
  subscript(_ option: OptionDescription) -> String? { values[option.name]?.last }

  /// Every value of an option, in order.
  func all(_ option: OptionDescription) -> [String] { values[option.name] ?? [] }

  mutating func add(operand: String) { operands.append(operand) }

  mutating func add(_ option: OptionDescription, value: String) throws(Stop) {
    if has(option), option.value != nil, !option.isRepeated {
      throw .usage(
        language(fr: "\(option.name) est donnée deux fois", en: "\(option.name) is given twice"))
    }
    values[option.name, default: []].append(value)
  }
}

/// Values of a kind.
extension Arguments {
  /// A whole number.
  func number(_ option: OptionDescription, in range: ClosedRange<Int>) throws(Stop) -> Int? {
    try value(
      of: option,
      expected: range.upperBound == .max
        ? language(
          fr: "un nombre entier à partir de \(range.lowerBound)",
          en: "a whole number from \(range.lowerBound) on")
        : language(
          fr: "un nombre entier de \(range.lowerBound) à \(range.upperBound)",
          en: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    ) { text in Int(text).flatMap { range.contains($0) ? $0 : nil } }
  }

  /// A number of bytes.
  func size(_ option: OptionDescription) throws(Stop) -> Int? {
    try value(
      of: option,
      expected: language(
        fr: "une taille comme 512M, 1G ou 65536", en: "a size such as 512M, 1G or 65536"),
      ByteSize.parse)
  }

  /// A day.
  func date(_ option: OptionDescription) throws(Stop) -> CalendarDate? {
    try value(
      of: option,
      expected: language(
        fr: "une date comme 2019-12-31", en: "a date such as 2019-12-31")
    ) { CalendarDate(iso: $0) }
  }

  /// A language of templates and messages.
  func language(_ option: OptionDescription) throws(Stop) -> Language? {
    try value(of: option, expected: language(fr: "fr ou en", en: "fr or en")) {
      Language(rawValue: $0)
    }
  }

  /// A value that is understood; anything else is wrong usage.
  func value<Value>(
    of option: OptionDescription, expected: @autoclosure () -> String, _ read: (String) -> Value?
  ) throws(Stop) -> Value? {
    guard let text = self[option] else { return nil }
    if let value = read(text) { return value }
    let expected = expected()
    throw .usage(
      language(
        fr: "\(option.name) attend \(expected), pas « \(text) »",
        en: "\(option.name) expects \(expected), not “\(text)”"))
  }
}
