/// Reads the formula of a defined name as the place of one cell.
enum DefinedNameTarget {
  static func parse(_ formula: String) -> (sheet: String, cell: CellReference)? {
    var text = Substring(formula)
    if text.hasPrefix("=") { text = text.dropFirst() }
    if text.hasPrefix("$") { text = text.dropFirst() }
    var sheet = ""
    if text.first == "'" {
      text = text.dropFirst()
      while true {
        guard let quote = text.firstIndex(of: "'") else { return nil }
        sheet += text[..<quote]
        text = text[text.index(after: quote)...]
        guard text.first == "'" else { break }
        sheet += "'"
        text = text.dropFirst()
      }
    } else {
      guard let end = text.firstIndex(where: { $0 == "!" || $0 == "." }) else { return nil }
      sheet = String(text[..<end])
      text = text[end...]
    }
    // `#REF!$A$1` has lost its sheet, `[1]Sheet!A1` is in another file.
    guard !sheet.isEmpty, !sheet.hasPrefix("#"), !sheet.contains("["),
      text.first == "!" || text.first == "."
    else { return nil }
    text = text.dropFirst()
    let ends = text.split(separator: ":", omittingEmptySubsequences: false)
    guard let first = ends.first, let cell = CellReference(first) else { return nil }
    if ends.count == 2 {
      // ODF repeats the sheet in a range's second half: `.$A$1`.
      let second = ends[1].hasPrefix(".") ? ends[1].dropFirst() : ends[1]
      guard CellReference(second) == cell else { return nil }
    } else if ends.count != 1 {
      return nil
    }
    return (sheet, cell)
  }
}
