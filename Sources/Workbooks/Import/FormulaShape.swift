internal import Basics

/// What remains of a formula when its references are left out, so that an issued one is known again wherever rows and
/// columns were inserted, and as OpenDocument writes it.
enum FormulaShape {
  /// `COUNTIF(#,"o")` of `COUNTIF($F$7:$F$60,"O")` and of `of:=COUNTIF([.F7:.F60];"O")`.
  static func of(_ formula: String) -> String {
    var shape = ""
    var rest = Substring(formula)
    for start in ["of:", "oooc:", "msoxl:"] where rest.hasPrefix(start) {
      rest = rest.dropFirst(start.count)
    }
    var word = ""
    func endWord() {
      guard !word.isEmpty else { return }
      // A function's name stays, so does a number; what is left is part of a reference.
      if rest.first == "(" || word.allSatisfy({ $0.isNumber || $0 == "." }) {
        shape += word.lowercased()
      } else if shape.last != "#" {
        shape += "#"
      }
      word = ""
    }
    while let sign = rest.first {
      switch sign {
      case "\"":
        endWord()
        let text = quoted(&rest, by: "\"")
        shape += "\"" + text.folded() + "\""
        continue
      case "'":
        _ = quoted(&rest, by: "'")
        word += "x"
        continue
      case "[":
        endWord()
        if shape.last != "#" { shape += "#" }
        while let next = rest.first {
          if next == "'" {
            _ = quoted(&rest, by: "'")
            continue
          }
          rest = rest.dropFirst()
          if next == "]" { break }
        }
        continue
      case _ where sign.isLetter || sign.isNumber || "$_.!:".contains(sign):
        word.append(sign)
      case _ where sign.isWhitespace: endWord()
      case "=" where shape.isEmpty && word.isEmpty: break
      default:
        endWord()
        shape.append(sign == ";" ? "," : sign)
      }
      rest = rest.dropFirst()
    }
    endWord()
    return shape
  }

  /// The texts that a formula may give, whole or as a part.
  static func texts(of formula: String) -> [String] {
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
