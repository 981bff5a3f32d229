/// What stands between quotation marks in a formula.
enum FormulaTexts {
  /// The texts that a formula may give, whole or as a part.
  static func of(_ formula: String) -> [String] {
    var texts: [String] = []
    var rest = formula.utf8[...]
    while let mark = rest.popFirst() {
      guard mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else { continue }
      let text = quoted(&rest, by: mark)
      if mark == UInt8(ascii: "\"") { texts.append(text) }
    }
    return texts
  }

  /// What stands before the next mark, doubled ones being one sign of it; the text goes on behind the mark.
  private static func quoted(_ rest: inout Substring.UTF8View, by mark: UInt8) -> String {
    var text = ""
    while let end = rest.firstIndex(of: mark) {
      text += String(Substring(rest[..<end]))
      rest = rest[rest.index(after: end)...]
      guard rest.first == mark else { return text }
      text.unicodeScalars.append(Unicode.Scalar(mark))
      rest.removeFirst()
    }
    text += String(Substring(rest))
    rest = rest[rest.endIndex...]
    return text
  }
}
