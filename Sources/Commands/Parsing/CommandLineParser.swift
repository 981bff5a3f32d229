internal import Checklists

/// Reads command lines by the descriptions of the commands.
///
/// `--name value`, `--name=value`, `-o value`, `-ovalue`; `--` ends the options; `-` is an operand. Options of the
/// program may stand before the command, all others stand after it.
struct CommandLineParser {
  /// What a command line asks for.
  enum Request {
    case run(any Command.Type, Arguments)
    case help(any Command.Type)
    /// The help of the program (nil) or of a group of commands.
    case overview(group: String?)
    case version

    var command: (any Command.Type)? {
      if case .run(let command, _) = self { command } else { nil }
    }
  }

  let commands: [any Command.Type]
  let language: Language

  private var descriptions: [CommandDescription] { commands.map { $0.description } }

  func parse(_ line: [String]) throws(Failure) -> Request {
    var rest = line[...]
    var words: [String] = []
    var command: (any Command.Type)?
    var arguments = Arguments(language: language)
    var takesOptions = true
    do throws(Stop) {
      while let argument = rest.popFirst() {
        if takesOptions, argument == "--" {
          takesOptions = false
        } else if takesOptions, argument.hasPrefix("-"), argument != "-" {
          let known = command?.description.allOptions ?? OptionGroup.common.options
          let (option, value) = try read(argument, &rest, among: known)
          switch option.name {
          case OptionDescription.help.name:
            return command.map { .help($0) } ?? .overview(group: words.first)
          case OptionDescription.version.name: return .version
          default:
            try arguments.add(option, value: value)
          }
        } else if command != nil {
          arguments.add(operand: argument)
        } else {
          words.append(argument)
          command = try self.command(words)
        }
      }
      guard let command else { throw .usage(missingCommand(words), hint: nil) }
      _ = try arguments.language(.language)
      try check(arguments.operands, command.description)
      return .run(command, arguments)
    } catch {
      throw Failure(stop: error, command: command?.description.name ?? words.first.flatMap(group))
    }
  }

  /// A wrong command line, and the command whose help may be of use.
  struct Failure: Error {
    let stop: Stop
    let command: String?
  }

  /// The command with a name; nil where the words begin one.
  private func command(_ words: [String]) throws(Stop) -> (any Command.Type)? {
    let name = words.joined(separator: " ")
    if let command = commands.first(where: { $0.description.name == name }) { return command }
    if group(name) != nil { return nil }
    let parents = words.dropLast()
    let candidates = Set(
      descriptions.map { $0.name.split(separator: " ").map(String.init) }
        .filter { $0.starts(with: parents) && $0.count > parents.count }
        .map { $0[parents.count] })
    let hint = Suggestion.nearest(to: words[parents.count], among: candidates.sorted())
    throw .usage(
      language(fr: "la commande « \(name) » n’existe pas", en: "there is no command “\(name)”"),
      hint: hint.map { (parents + [$0]).joined(separator: " ") })
  }

  /// The name itself where commands begin with it.
  private func group(_ name: String) -> String? {
    descriptions.contains { $0.name.hasPrefix(name + " ") } ? name : nil
  }

  private func missingCommand(_ words: [String]) -> String {
    words.isEmpty
      ? language(fr: "il manque une commande", en: "a command is missing")
      : language(
        fr: "il manque une commande après « \(words.joined(separator: " ")) »",
        en: "a command is missing after “\(words.joined(separator: " "))”")
  }

  /// The option that an argument names, with its value; empty for an option without one.
  private func read(
    _ argument: String, _ rest: inout ArraySlice<String>, among known: [OptionDescription]
  ) throws(Stop) -> (OptionDescription, String) {
    let name: String
    var attached: String?
    if argument.hasPrefix("--") {
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      name = String(parts[0])
      attached = parts.count > 1 ? String(parts[1]) : nil
    } else {
      name = String(argument.prefix(2))
      attached = argument.count > 2 ? String(argument.dropFirst(2)) : nil
    }
    guard let option = known.first(where: { $0.names.contains(name) }) else {
      throw .usage(
        language(fr: "l’option \(name) n’existe pas ici", en: "there is no option \(name) here"),
        hint: Suggestion.nearest(to: name, among: known.flatMap(\.names)))
    }
    guard let value = option.value?(language) else {
      if attached == nil { return (option, "") }
      throw .usage(
        language(fr: "\(name) ne prend pas de valeur", en: "\(name) takes no value"))
    }
    if let attached { return (option, attached) }
    // A known option in the place of a value: the value was forgotten.
    guard let next = rest.first, !known.contains(where: { $0.names.contains(next) }) else {
      throw .usage(
        language(fr: "il manque \(value) après \(name)", en: "\(value) is missing after \(name)"))
    }
    rest.removeFirst()
    return (option, next)
  }

  private func check(_ operands: [String], _ command: CommandDescription) throws(Stop) {
    guard let operand = command.operand else {
      if let first = operands.first { throw superfluous(first) }
      return
    }
    if operands.isEmpty, !operand.isOptional {
      let value = operand.value(language)
      throw .usage(
        language(fr: "il manque un argument : \(value)", en: "an argument is missing: \(value)"))
    }
    if let number = operand.number {
      if operands.count > number { throw superfluous(operands[number]) }
      if operands.count < number {
        let value = operand.value(language)
        throw .usage(
          language(
            fr: "il faut \(number) arguments : \(value)",
            en: "\(number) arguments are needed: \(value)"))
      }
    } else if operands.count > 1, !operand.isRepeated {
      throw superfluous(operands[1])
    }
    if operands.contains("") {
      throw .usage(
        language(fr: "un argument est vide", en: "an argument is empty"))
    }
  }

  private func superfluous(_ operand: String) -> Stop {
    .usage(
      language(fr: "« \(operand) » est de trop", en: "“\(operand)” is one too many"))
  }
}
