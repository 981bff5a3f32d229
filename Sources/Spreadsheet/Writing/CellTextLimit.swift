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
    if fits(text) { return text }
    var scalars = text.unicodeScalars.prefix(units)
    while true {
      let excess = length(of: String(scalars) + "…") - units
      if excess <= 0 { return String(scalars) + "…" }
      // Of one scalar come seven units at most.
      scalars = scalars.dropLast(max(1, excess / 7))
    }
  }

  /// The UTF-16 units of a text as it is stored.
  static func length(of text: String) -> Int {
    TextEscape.escape(text, controls: false).utf16.count
  }
}
