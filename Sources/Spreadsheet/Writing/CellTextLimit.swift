/// How much text a cell holds.
public enum CellTextLimit {
  /// In UTF-16 units.
  public static let units = 32_767

  /// Whether a text can be written into a cell: as stored, where an escape counts with its seven units.
  public static func fits(_ text: String) -> Bool { length(of: text) <= units }

  /// The UTF-16 units of a text as it is stored.
  static func length(of text: String) -> Int {
    TextEscape.escape(text, controls: false).utf16.count
  }
}
