internal import Checklists

/// Completions for fish, with what each word means in the language of the environment.
struct FishCompletions {
  let tree: CommandTree

  var text: String {
    """
    # fish completions for respecte, made by: respecte completions fish

    # Prints the words of the line that are neither options nor the values of those that may stand anywhere.
    function __respecte_words
        set -l skip
        set -l line (commandline -opc)
        for word in $line[2..]
            if test -n "$skip"
                set skip
            else if contains -- $word \(valuedCommonNames)
                set skip 1
            else if not string match -q -- '-*' $word
                echo $word
            end
        end
    end

    # Whether the line begins with these words.
    function __respecte_at
        set -l words (__respecte_words)
        set -l number (count $argv)
        set -l first $words[1..$number]
        test "$first" = "$argv"
    end

    # Whether the line has these words and nothing more.
    function __respecte_only
        set -l words (__respecte_words)
        test "$words" = "$argv"
    end

    # The words that are there already, separated by commas, with one more.
    function __respecte_list
        set -l typed (commandline -ct)
        set -l head (string match -r '^.*,' -- $typed)
        for word in $argv
            string match -q -- "*,$word,*" ",$typed"; or echo "$head$word"
        end
    end

    # Folders, and the files with one of the endings; every file where no file has one.
    function __respecte_files
        set -l files (__fish_complete_path (commandline -ct) | string replace -r '\\t.*' '')
        set -l wanted (string match -r -i '.*\\.(?:'(string join '|' $argv)')$' -- $files)
        test -n "$wanted"; and set files (string match -- '*/' $files) $wanted
        test -n "$files"; and printf '%s\\n' $files
    end

    # What may follow the last word in the name of a command.
    function __respecte_command
        set -l line (commandline -opc)
        switch $line[-1]
    \(groupCases)
            case '*'
                printf '%s\\n' \(commandWords(nil))
        end
    end

    complete -c respecte -f

    set -l locale
    for name in LC_ALL LC_MESSAGES LANG
        test -z "$locale"; and set locale (string lower -- $$name)
    end
    switch "$locale"
    \(languageCases)
    end

    """
  }

  private var groupCases: String {
    tree.groups.map {
      "        case \($0)\n            printf '%s\\n' " + commandWords($0)
    }.joined(separator: "\n")
  }

  private func commandWords(_ group: String?) -> String {
    tree.words(in: group).map(\.word).joined(separator: " ")
  }

  private var valuedCommonNames: String {
    OptionGroup.common.options.filter { $0.value != nil }.flatMap(\.names).joined(separator: " ")
  }

  private var languageCases: String {
    let others = Language.allCases.filter { $0 != .french }.map { language in
      "    case '\(language.rawValue)*'\n" + lines(language)
    }
    return (others + ["    case '*'\n" + lines(.french)]).joined(separator: "\n")
  }

  private func lines(_ language: Language) -> String {
    var lines: [String] = []
    for option in OptionGroup.common.options {
      lines.append(line(nil, option: option, language))
    }
    for group in [nil] + tree.groups.map({ $0 }) {
      let before = [group].compactMap { $0 }
      for word in tree.words(in: group) {
        let meaning = tree.meaning(of: word, language)
        lines.append(
          line(
            condition: ["__respecte_only"] + before, ["-a", word.word, "-d", quoted(meaning)]))
      }
    }
    for command in tree.commands {
      for option in command.options + command.groups.flatMap(\.options) {
        lines.append(line(command, option: option, language))
      }
      if let operand = command.operand {
        lines.append(
          line(condition: ["__respecte_at", command.name], [arguments(operand.value)]))
      }
    }
    return lines.map { "        " + $0 }.joined(separator: "\n")
  }

  private func line(
    _ command: CommandDescription?, option: OptionDescription, _ language: Language
  ) -> String {
    let short = option.short.map { "-s " + $0.dropFirst() } ?? ""
    var parts = [short, "-l " + option.name.dropFirst(2)]
    if let value = option.value { parts += ["-x", arguments(value)] }
    parts += ["-d", quoted(option.help(language))]
    return line(condition: command.map { ["__respecte_at", $0.name] } ?? [], parts)
  }

  private func line(condition: [String], _ parts: [String]) -> String {
    let when = condition.isEmpty ? "" : "-n " + quoted(condition.joined(separator: " "))
    return (["complete -c respecte", when] + parts).filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What is offered; nothing for what is typed out.
  private func arguments(_ value: ValueDescription) -> String {
    switch value.kind {
    case .text: ""
    case .command: "-a '(__respecte_command)'"
    case .words, .code:
      "-a " + quoted((value.kind.knownWords ?? []).joined(separator: " "))
    case .deliveryModels:
      "-a "
        + quoted("(__respecte_list " + (value.kind.knownWords ?? []).joined(separator: " ") + ")")
    case .files(let endings) where endings.isEmpty: "-a '(__fish_complete_path)'"
    case .files(let endings): "-a " + quoted(files(endings))
    case .template:
      "-a "
        + quoted("(respecte template list --quiet) " + files(value.kind.endings ?? []))
    case .folder: "-a '(__fish_complete_directories)'"
    }
  }

  private func files(_ endings: [String]) -> String {
    "(__respecte_files " + endings.joined(separator: " ") + ")"
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
