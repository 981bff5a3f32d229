internal import Basics
public import Checklists

extension PublishedText {
  /// An account of every block of the source: a line of a text, a heading, a paragraph, a list item, a row of
  /// a table.
  public struct Report: Sendable {
    /// What became of a block.
    public enum Use: Sendable, Equatable {
      /// What it became: ids of controls, sections, or a template key.
      case used([String])
      /// Why it was not needed.
      case skipped(String)
    }

    /// Something to be said of a place; nil where it is about the whole source.
    public struct Entry: Sendable {
      public var place: SourcePlace?
      public var what: String

      /// The line, 0 where there is none.
      public var line: Int { place?.line ?? 0 }
    }

    /// By block, in printed order.
    public var lines: [(place: SourcePlace, use: Use)] = []
    /// What single sentences state: template key and value.
    public var stated: [Entry] = []
    /// What the text does not say in so many words: what was inferred, by which rule.
    public var inferred: [Entry] = []
    /// What looks wrong in the source and was kept as printed.
    public var suspicious: [Entry] = []
    /// What was not found and may be given as an option.
    public var notFound: [String] = []

    /// The report for a person: every block of the source, then what was read from sentences, inferred,
    /// doubtful and not found, and a sum.
    public func text(messagesIn language: Language) -> String {
      var out: [String] = []
      for (place, use) in lines {
        let number = (place.page.map { String($0) + ":" } ?? "") + String(place.line)
        let padding = String(repeating: " ", count: max(0, 5 - number.count))
        out.append(padding + number + "  " + Message.use(use, language))
      }
      for (title, entries) in Message.lists(self, language) where !entries.isEmpty {
        out += ["", title] + entries.map { "  " + Self.line($0, language) }
      }
      let used = lines.count { if case .used = $0.use { true } else { false } }
      out += ["", Message.sum(of: lines.count, used: used, inferred: inferred.count, language)]
      return out.joined(separator: "\n") + "\n"
    }

    /// What a person should look at even without the whole account.
    public func notes(messagesIn language: Language) -> [String] {
      suspicious.map { Message.toBeChecked(Self.line($0, language), language) }
        + notFound.map { Message.notFound($0, language) }
    }

    private static func line(_ entry: Entry, _ language: Language) -> String {
      entry.place.map { Message.place($0, language) + language.colon + entry.what } ?? entry.what
    }
  }
}
