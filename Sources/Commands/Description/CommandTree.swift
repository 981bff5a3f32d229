internal import Checklists

/// The commands by the words of their names: `template read` stands below `template`.
struct CommandTree: Sendable {
  /// What may stand in the place of one word.
  struct Word: Sendable {
    let word: String
    /// Nil for a group, whose commands have further words.
    let command: CommandDescription?
  }

  let commands: [CommandDescription]

  /// What a word stands for: a command's summary, or the commands of a group.
  func meaning(of word: Word, _ language: Language) -> String {
    word.command?.summary(language) ?? words(in: word.word).map(\.word).joined(separator: ", ")
  }

  /// First words that need a second one, in order.
  var groups: [String] {
    words(in: nil).filter { $0.command == nil }.map(\.word)
  }

  /// The first words (nil), or the second words of a group, each once and in order.
  func words(in group: String?) -> [Word] {
    let prefix = group.map { $0 + " " } ?? ""
    var words: [Word] = []
    for command in commands where command.name.hasPrefix(prefix) {
      let rest = command.name.dropFirst(prefix.count).split(separator: " ").map(String.init)
      guard let word = rest.first, !words.contains(where: { $0.word == word }) else { continue }
      words.append(Word(word: word, command: rest.count == 1 ? command : nil))
    }
    return words
  }
}
