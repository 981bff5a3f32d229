/// What stands between quotation marks in a formula.
enum FormulaTexts {
  /// The texts that a formula may give, whole or as a part.
  static func of(_ formula: String) -> [String] {
    var texts: [String] = []
    var rest = Substring(formula)
    while let sign = rest.first {
      if sign == "\"" {
        texts.append(quoted(&rest, by: "\""))
      } else if sign == "'" {
        _ = quoted(&rest, by: "'")
      } else {
        rest = rest.dropFirst()
      }
    }
    return texts
  }

  /// What stands between two marks, doubled ones inside being one; the text goes on behind them.
  private static func quoted(_ rest: inout Substring, by mark: Character) -> String {
    var text = ""
    rest = rest.dropFirst()
    while let sign = rest.first {
      rest = rest.dropFirst()
      if sign != mark {
        text.append(sign)
      } else if rest.first == mark {
        text.append(mark)
        rest = rest.dropFirst()
      } else {
        break
      }
    }
    return text
  }
}
