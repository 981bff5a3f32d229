/// Completions for bash, 3.2 or later, without the package bash-completion.
struct BashCompletions {
  let tree: CommandTree

  var text: String {
    """
    # bash completions for respecte, made by: respecte completions bash

    # Sets "words" to what may follow a command, or the beginning of one.
    _respecte_words() {
      case "$1" in
    \(wordCases)
      esac
    }

    # Sets "options" to the options of a command.
    _respecte_options() {
      case "$1" in
    \(optionCases)
      esac
    }

    # Sets "kind" to what the value of a command's option is; empty where it has none.
    _respecte_value() {
      case "$1 $2" in
    \(valueCases)
      *) kind='' ;;
      esac
    }

    # Sets "kind" to what the operands of a command are, and "most" to how many there may be.
    _respecte_operand() {
      kind='' most=0
      case "$1" in
    \(operandCases)
      esac
    }

    # Offers folders, and the files with one of the endings; every file where no file has one.
    _respecte_files() {
      local file endings=" $* " any=''
      compopt -o filenames 2>/dev/null
      while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -d -- "$cur")
      while IFS= read -r file; do
        [[ $endings == *" ${file##*.} "* ]] && COMPREPLY+=("$file") && any=1
      done < <(compgen -f -- "$cur")
      [[ $any ]] && return
      COMPREPLY=()
      while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$cur")
    }

    _respecte() {
      local cur=${COMP_WORDS[COMP_CWORD]} word i command='' waiting='' ended='' operands=()
      local words='' options='' kind='' most=0 program=${COMP_WORDS[0]}
      COMPREPLY=()
      for ((i = 1; i < COMP_CWORD; i++)); do
        word=${COMP_WORDS[i]}
        if [[ $waiting ]]; then
          # "--name=value" is three words here.
          [[ $word == '=' ]] || waiting=''
        elif [[ $word == -- && ! $ended ]]; then
          ended=1
        elif [[ $word == -?* && ! $ended ]]; then
          _respecte_value "$command" "$word"
          [[ $kind ]] && waiting=$word
        else
          words=''
          _respecte_words "$command"
          if [[ $words ]]; then command=${command:+$command }$word; else operands+=("$word"); fi
        fi
      done
      [[ $waiting && $cur == '=' ]] && cur=''
      if [[ $waiting ]]; then
        _respecte_value "$command" "$waiting"
      elif [[ $cur == -* && ! $ended ]]; then
        _respecte_options "$command"
        kind="words $options"
      else
        words=''
        _respecte_words "$command"
        if [[ $words ]]; then
          kind="words $words"
        else
          _respecte_operand "$command"
          [[ $most == many || ${#operands[@]} -lt $most ]] || return 0
        fi
      fi
      case $kind in
      words*) COMPREPLY=($(compgen -W "${kind#words}" -- "$cur")) ;;
      list*)
        for word in ${kind#list}; do
          [[ ,$cur == *,$word,* ]] && continue
          [[ $word == "${cur##*,}"* ]] && COMPREPLY+=("${cur%"${cur##*,}"}$word")
        done
        ;;
      command)
        words=''
        _respecte_words "${operands[*]}"
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
        ;;
      templates*)
        _respecte_files ${kind#templates}
        while IFS= read -r word; do
          [[ $word == "$cur"* ]] && COMPREPLY+=("$word")
        done < <("$program" template list --quiet 2>/dev/null)
        ;;
      files*) _respecte_files ${kind#files} ;;
      folders)
        compopt -o filenames 2>/dev/null
        while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -d -- "$cur")
        ;;
      esac
    }

    complete -F _respecte respecte

    """
  }

  private var wordCases: String {
    cases(
      ([nil] + tree.groups.map { $0 }).map { group in
        ([group ?? ""], set("words", tree.words(in: group).map(\.word)))
      })
  }

  private var optionCases: String {
    let common = OptionGroup.common.options
    let ofNone = (
      [""] + tree.groups, set("options", common.flatMap(\.names))
    )
    return cases(
      [ofNone] + tree.commands.map { ([$0.name], set("options", $0.allOptions.flatMap(\.names))) })
  }

  private var valueCases: String {
    let common = OptionGroup.common.options.filter { $0.value != nil }
    let everywhere = common.map { option in
      "  " + option.names.map { "*\" \($0)\"" }.joined(separator: " | ") + ") "
        + set("kind", kind(of: option.value)) + " ;;"
    }
    let rows = tree.commands.flatMap { command in
      (command.options + command.groups.flatMap(\.options)).filter { $0.value != nil }.map {
        option in
        (option.names.map { command.name + " " + $0 }, set("kind", kind(of: option.value)))
      }
    }
    return (everywhere + [cases(rows)]).joined(separator: "\n")
  }

  private var operandCases: String {
    cases(
      tree.commands.compactMap { command in
        command.operand.map { operand in
          let most = command.mostOperands.map(String.init) ?? "many"
          return ([command.name], set("kind", kind(of: operand.value)) + " most=" + most)
        }
      })
  }

  /// As the script tells kinds apart; text is nothing that could be completed, but a value all the same.
  private func kind(of value: ValueDescription?) -> [String] {
    guard let kind = value?.kind else { return [] }
    let endings = (kind.endings ?? []).flatMap { [$0, $0.uppercased()] }
    return switch kind {
    case .text: ["text"]
    case .words, .code: ["words"] + (kind.knownWords ?? [])
    case .command: ["command"]
    case .deliveryModels: ["list"] + (kind.knownWords ?? [])
    case .files: ["files"] + endings
    case .template: ["templates"] + endings
    case .folder: ["folders"]
    }
  }

  private func set(_ variable: String, _ words: [String]) -> String {
    variable + "=" + words.joined(separator: " ").shellQuoted
  }

  /// The branches of a `case`, those that do the same together.
  private func cases(_ rows: [(patterns: [String], action: String)]) -> String {
    var merged: [(patterns: [String], action: String)] = []
    for row in rows {
      if let index = merged.firstIndex(where: { $0.action == row.action }) {
        merged[index].patterns += row.patterns
      } else {
        merged.append(row)
      }
    }
    return merged.map { row in
      "  " + row.patterns.map(\.shellQuoted).joined(separator: " | ") + ") " + row.action + " ;;"
    }.joined(separator: "\n")
  }
}
