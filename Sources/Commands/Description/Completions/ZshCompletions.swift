internal import Checklists

/// Completions for zsh, with what each word means in the language of the environment.
struct ZshCompletions {
  let tree: CommandTree

  var text: String {
    """
    #compdef respecte
    # zsh completions for respecte, made by: respecte completions zsh

    _respecte_template() {
      local -a known
      local ret=1
      known=(${(f)"$(_call_program templates respecte template list --quiet)"})
      compadd -a known && ret=0
      _files -g "\(pattern(ValueDescription.Kind.template.endings ?? []))" && ret=0
      return ret
    }

    _respecte_command() {
      case $words[CURRENT-1] in
    \(groupCases)
      *) compadd \(commandWords(nil)) ;;
      esac
    }

    \(Language.allCases.map(functions).joined(separator: "\n\n"))

    _respecte() {
      local locale=${(L)LC_ALL:-${LC_MESSAGES:-$LANG}}
      case $locale in
    \(languageCases)
      esac
    }

    if [[ $zsh_eval_context[-1] == loadautofunc ]]; then
      _respecte "$@"
    else
      compdef _respecte respecte
    fi

    """
  }

  private var groupCases: String {
    tree.groups.map { "  \($0)) compadd " + commandWords($0) + " ;;" }.joined(separator: "\n")
  }

  private func commandWords(_ group: String?) -> String {
    tree.words(in: group).map(\.word).joined(separator: " ")
  }

  private var languageCases: String {
    let others = Language.allCases.filter { $0 != .french }.map { language in
      "  \(language.rawValue)*) _respecte_\(language.rawValue) \"$@\" ;;"
    }
    return (others + ["  *) _respecte_fr \"$@\" ;;"]).joined(separator: "\n")
  }

  /// The functions of one language: for the program, then for each group.
  private func functions(_ language: Language) -> String {
    let groups = tree.groups.map { $0 }
    return (groups.map { function(of: $0, language) } + [function(of: nil, language)])
      .joined(separator: "\n\n")
  }

  private func name(of group: String?, _ language: Language) -> String {
    (["_respecte", language.rawValue] + [group].compactMap { $0 }).joined(separator: "_")
  }

  /// Completes the next word of a command's name, or what follows it.
  private func function(of group: String?, _ language: Language) -> String {
    let words = tree.words(in: group)
    let described = words.map { word in
      "      " + (word.word + ":" + tree.meaning(of: word, language)).shellQuoted
    }
    let branches = words.map { word in
      guard let command = word.command else {
        return "      \(word.word)) \(name(of: word.word, language)) && ret=0 ;;"
      }
      let specs = arguments(of: command, language).map { "          " + $0 }
      return
        ([
          "      \(word.word))", "        _arguments -s -S \\",
          specs.joined(separator: " \\\n") + " && ret=0", "        ;;",
        ]).joined(separator: "\n")
    }
    let common = OptionGroup.common.options.flatMap { specs(of: $0, language) }
    let title = language(fr: "commande", en: "command")
    return """
      \(name(of: group, language))() {
        local curcontext=$curcontext context state state_descr line ret=1
        local -a commands
        typeset -A opt_args
        _arguments -C -S \\
      \((common + ["'1:\(title):->command'", "'*::\(title):->argument'"]).map { "    " + $0 }.joined(separator: " \\\n")) && ret=0
        case $state in
        command)
          commands=(
      \(described.joined(separator: "\n"))
          )
          _describe -t commands \(title) commands && ret=0
          ;;
        argument)
          case $words[1] in
      \(branches.joined(separator: "\n"))
          esac
          ;;
        esac
        return ret
      }
      """
  }

  private func arguments(of command: CommandDescription, _ language: Language) -> [String] {
    var specs = command.allOptions.flatMap { self.specs(of: $0, language) }
    if let operand = command.operand {
      let shape = operand.value(language).escaped(":") + ":" + action(operand.value, language)
      if let most = command.mostOperands {
        let mark = operand.isOptional ? "::" : ":"
        specs += (1...most).map { (String($0) + mark + shape).shellQuoted }
      } else {
        specs.append(("*:" + shape).shellQuoted)
      }
    }
    return specs
  }

  /// An option by each of its names; once, unless it may be repeated.
  private func specs(of option: OptionDescription, _ language: Language) -> [String] {
    let exclusion =
      option.isRepeated ? "*" : "(" + option.names.joined(separator: " ") + ")"
    return option.names.map { name in
      var spec = exclusion + name
      if option.value != nil { spec += name.hasPrefix("--") ? "=" : "+" }
      spec += "[" + option.help(language).escaped("[]:") + "]"
      if let value = option.value {
        spec += ":" + value(language).escaped(":") + ":" + action(value, language)
      }
      return spec.shellQuoted
    }
  }

  private func action(_ value: ValueDescription, _ language: Language) -> String {
    switch value.kind {
    case .text: " "
    case .command: "_respecte_command"
    case .words, .code: "(" + (value.kind.knownWords ?? []).joined(separator: " ") + ")"
    case .deliveryModels:
      "_sequence compadd - " + (value.kind.knownWords ?? []).joined(separator: " ")
    case .files(let endings) where endings.isEmpty: "_files"
    case .files(let endings): "_files -g \"" + pattern(endings) + "\""
    case .template: "_respecte_template"
    case .folder: "_files -/"
    }
  }

  private func pattern(_ endings: [String]) -> String {
    "*.(#i)(" + endings.joined(separator: "|") + ")(-.)"
  }
}

extension String {
  /// With a backslash before each of some signs, and before those that stand there already.
  fileprivate func escaped(_ signs: String) -> String {
    String(flatMap { signs.contains($0) || $0 == "\\" ? ["\\", $0] : [$0] })
  }
}
