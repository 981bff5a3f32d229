extension PublishedText {
  /// An account of every line of the source.
  public struct Report: Sendable {
    /// What became of a line.
    public enum Use: Sendable, Equatable {
      /// What the line became: ids of controls, sections, or a template key.
      case used([String])
      /// Why the line was not needed.
      case skipped(String)
    }

    /// By line, the first is line 1.
    public var lines: [Use] = []
    /// What single sentences state: line, template key and value.
    public var stated: [(line: Int, what: String)] = []
    /// What the text does not say in so many words: line, what was inferred, by which rule.
    public var inferred: [(line: Int, what: String)] = []
    /// What looks wrong in the source and was kept as printed.
    public var suspicious: [(line: Int, what: String)] = []
    /// What was not found and may be given as an option.
    public var notFound: [String] = []

    /// The report for a person: every line of the source (equal neighbours in one range), then what was read
    /// from sentences, inferred, doubtful and not found.
    public func text(messagesIn language: Language) -> String {
      var out = ""
      func heading(_ title: String, _ count: Int) {
        out += (out.isEmpty ? "" : "\n") + title + " (" + String(count) + ")\n"
      }
      heading(language(fr: "Lignes de la source", en: "Lines of the source"), lines.count)
      var start = 0
      while start < lines.count {
        var end = start + 1
        while end < lines.count, lines[end] == lines[start] { end += 1 }
        let range = String(start + 1) + (end > start + 1 ? "-" + String(end) : "")
        let padding = String(repeating: " ", count: max(1, 10 - range.count))
        out += "  " + range + padding + Self.text(of: lines[start], language) + "\n"
        start = end
      }
      let lists: [(String, [(line: Int, what: String)])] = [
        (language(fr: "Lu dans des phrases", en: "Read from sentences"), stated),
        (language(fr: "Inféré", en: "Inferred"), inferred),
        (language(fr: "Douteux, gardé tel quel", en: "Doubtful, kept as printed"), suspicious),
      ]
      for (title, entries) in lists {
        heading(title, entries.count)
        for entry in entries {
          let line = entry.line > 0 ? language(fr: "ligne ", en: "line ") + String(entry.line) : "-"
          out += "  " + line + ": " + entry.what + "\n"
        }
      }
      heading(language(fr: "Non trouvé", en: "Not found"), notFound.count)
      for what in notFound { out += "  " + what + "\n" }
      return out
    }

    private static func text(of use: Use, _ language: Language) -> String {
      switch use {
      case .used(let keys): language(fr: "utilisée : ", en: "used: ") + keys.joined(separator: ", ")
      case .skipped(let why): language(fr: "sautée : ", en: "skipped: ") + why
      }
    }
  }
}
