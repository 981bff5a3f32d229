/// How much text a cell holds.
public enum CellTextLimit {
  /// In UTF-16 units.
  public static let units = 32_767

  /// Whether a text can be written into a cell: as stored, where an escape counts with its seven units.
  public static func fits(_ text: String) -> Bool {
    // No byte becomes more than an escape of seven units.
    text.utf8.count <= units / 7 || length(of: text) <= units
  }

  /// As much of a text as a cell holds; where something was left out it ends with `…`.
  public static func fitting(_ text: String) -> String {
    fits(text) ? text : String(start(of: text.unicodeScalars[...], before: "…")) + "…"
  }

  /// A text cut into as few pieces as cells hold it; one of an empty text.
  public static func pieces(of text: String) -> [String] {
    var pieces: [String] = []
    var rest = text.unicodeScalars[...]
    while !fits(String(rest)) {
      let piece = start(of: rest, before: "")
      pieces.append(String(piece))
      rest = rest[piece.endIndex...]
    }
    return pieces + [String(rest)]
  }

  /// As many scalars of a text that is too long as a cell holds before an ending.
  private static func start(of text: Substring.UnicodeScalarView, before ending: String)
    -> Substring.UnicodeScalarView
  {
    var start = text.prefix(units)
    while true {
      let excess = length(of: String(start) + ending) - units
      if excess <= 0 { return start }
      // Of one scalar come seven units at most.
      start = start.dropLast(max(1, excess / 7))
    }
  }

  /// The UTF-16 units of a text as it is stored.
  static func length(of text: String) -> Int {
    TextEscape.escape(text, controls: false).utf16.count
  }
}
