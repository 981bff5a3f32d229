internal import Checklists

/// One subcommand: parsing, help and every other account of the command line come from its description.
protocol Command: SendableMetatype {
  static var description: CommandDescription { get }
  static func run(_ arguments: Arguments, _ session: Session) throws(Stop) -> ExitStatus
}

/// What a command is called, takes and does.
struct CommandDescription: Sendable {
  /// With the group that it belongs to: `template read`.
  let name: String
  let summary: Wording
  /// What a person has to know beyond the summary; empty where nothing.
  var discussion = Wording("")
  var operand: OperandDescription?
  var options: [OptionDescription] = []
  /// Options that several commands have.
  var groups: [OptionGroup] = []
  /// What exit status 1 means; nil where the command never ends with it.
  var blocking: Wording?
  /// Command lines without the program's name.
  var examples: [String] = []

  /// Every option that may follow the command, those of the program included.
  var allOptions: [OptionDescription] {
    options + groups.flatMap(\.options) + OptionGroup.common.options
  }
}

/// What stands on a command line without an option's name.
struct OperandDescription: Sendable {
  let value: ValueDescription
  let help: Wording
  /// Whether the command may do without.
  var isOptional = false
  /// Whether there may be several.
  var isRepeated = false
  /// How many there have to be, where it is a fixed number of several; the value names each.
  var number: Int?

  /// As usage shows it: `FILE…`.
  func usage(_ language: Language) -> String {
    let name = value(language) + (isRepeated ? "…" : "")
    return isOptional ? "[" + name + "]" : name
  }
}

/// One option, by every name that it has.
struct OptionDescription: Sendable {
  /// With its dashes; the long name.
  let name: String
  /// With its dash; nil for most.
  var short: String?
  /// What its value is called; nil for an option that is there or not.
  var value: ValueDescription?
  var isRepeated = false
  let help: Wording

  /// As a person may write it.
  var names: [String] { [short, name].compactMap { $0 } }

  /// As help lists it: `-o, --output FILE`.
  func usage(_ language: Language) -> String {
    names.joined(separator: ", ") + (value.map { " " + $0(language) } ?? "")
  }

  /// As a usage line shows it: `[-o FILE]`.
  func brief(_ language: Language) -> String {
    "[" + (short ?? name) + (value.map { " " + $0(language) } ?? "") + (isRepeated ? "]…" : "]")
  }
}

/// Options that belong together, under a heading.
struct OptionGroup: Sendable {
  let title: Wording
  let options: [OptionDescription]
}
