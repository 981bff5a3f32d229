internal import Spreadsheet

/// What a formula does, whatever cells it looks at and whichever program wrote it: references become `#`, names of
/// sheets, blanks and brackets go, and separators are commas.
///
/// Inserted rows and renamed sheets change the references of a formula that was issued, never its shape; OpenDocument
/// writes `of:=IF([.$A$1]="";0;1)` where Office Open XML has `IF($A$1="",0,1)`.
enum FormulaShape {
  static func shape(of formula: some StringProtocol) -> String {
    var shape = ""
    var token = ""
    var rest = Substring(formula)
    for prefix in ["of:", "msoxl:"] where rest.hasPrefix(prefix) {
      rest = rest.dropFirst(prefix.count)
    }
    if rest.hasPrefix("=") { rest = rest.dropFirst() }
    func flush() {
      shape += word(token)
      token = ""
    }
    var index = rest.startIndex
    while index < rest.endIndex {
      let character = rest[index]
      index = rest.index(after: index)
      switch character {
      case "\"", "'":
        let end = rest[index...].firstIndex(of: character) ?? rest.endIndex
        if character == "\"" {
          flush()
          shape += "\"" + rest[index..<end] + "\""
        }
        index = end == rest.endIndex ? end : rest.index(after: end)
      case "!": token = ""
      case "[", "]", " ", "\u{A0}", "\n", "\r", "\t": flush()
      case ";":
        flush()
        shape += ","
      case "$", "_", ".": token.append(character)
      default:
        if character.isLetter || character.isNumber {
          token.append(character)
        } else {
          flush()
          shape.append(character)
        }
      }
    }
    flush()
    return shape
  }

  /// `#` for a reference, perhaps behind the name of a sheet and a dot; else the word itself.
  private static func word(_ token: String) -> String {
    guard !token.isEmpty else { return "" }
    if let last = token.split(separator: ".").last, CellReference(last) != nil { return "#" }
    return token.uppercased()
  }
}
