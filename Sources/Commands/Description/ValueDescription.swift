internal import Checklists

/// What an option's value or an operand is called in usage, and what may stand there.
struct ValueDescription: Sendable {
  /// What a shell can offer to complete.
  enum Kind: Sendable, Equatable {
    /// Typed out: a name, a number, a date.
    case text
    /// One of a few words.
    case words([String])
    /// A file whose name has one of these endings; any file where there are none.
    case files([String])
    case folder
    /// The id of a known template, or a YAML file.
    case template
    /// Delivery models of a template, with commas between.
    case deliveryModels
    /// What `explain` explains.
    case code
    /// Words of a command's name.
    case command
  }

  let name: Wording
  var kind = Kind.text

  func callAsFunction(_ language: Language) -> String { name(language) }
}

/// Values that many options take.
extension ValueDescription {
  static let file = files([])
  static let workbookEndings = ["xlsx", "xlsm", "ods", "csv"]
  static let workbook = files(workbookEndings)
  static let yaml = files(["yaml", "yml"])
  static let folder = ValueDescription(name: Wording(fr: "DOSSIER", en: "DIR"), kind: .folder)
  static let template = ValueDescription(
    name: Wording(fr: "ID|FICHIER", en: "ID|FILE"), kind: .template)
  static let language = words(Language.allCases.map(\.rawValue))
  static let number = text(Wording("N"))
  static let size = text(Wording(fr: "TAILLE", en: "SIZE"))
  static let date = text(Wording("DATE"))

  static func files(_ endings: [String]) -> ValueDescription {
    ValueDescription(name: Wording(fr: "FICHIER", en: "FILE"), kind: .files(endings))
  }

  static func text(_ name: Wording) -> ValueDescription { ValueDescription(name: name) }

  /// Called by its words: `fr|en`.
  static func words(_ words: [String]) -> ValueDescription {
    ValueDescription(name: Wording(words.joined(separator: "|")), kind: .words(words))
  }
}
