internal import Checklists

/// A text in every language of the program.
struct Wording: Sendable, Equatable {
  let fr: String
  let en: String

  init(fr: String, en: String) {
    self.fr = fr
    self.en = en
  }

  /// The same in every language.
  init(_ text: String) { self.init(fr: text, en: text) }

  func callAsFunction(_ language: Language) -> String { language(fr: fr, en: en) }
}

extension Language {
  /// The language of messages: what `--lang` says, else the environment's, else French.
  ///
  /// Of `LC_ALL`, `LC_MESSAGES` and `LANG` the first that is set decides, as everywhere. An unknown value of
  /// `--lang` is left to the parser.
  static func ofMessages(arguments: [String], environment: [String: String]) -> Language {
    requested(in: arguments) ?? ofEnvironment(environment) ?? .french
  }

  private static func requested(in arguments: [String]) -> Language? {
    let options = arguments.prefix { $0 != "--" }
    for (index, argument) in options.enumerated() {
      if argument == "--lang", index + 1 < options.count {
        return Language(rawValue: options[index + 1])
      }
      if argument.hasPrefix("--lang=") { return Language(rawValue: String(argument.dropFirst(7))) }
    }
    return nil
  }

  private static func ofEnvironment(_ environment: [String: String]) -> Language? {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    guard let locale = names.lazy.compactMap({ environment[$0] }).first(where: { !$0.isEmpty })
    else { return nil }
    return Language.allCases.first { locale.lowercased().hasPrefix($0.rawValue) }
  }
}
