/// Text of a manual page in the macros of man(7), as groff and mandoc read them.
enum Roff {
  /// A text as words of the page: nothing in it is a request, and each hyphen can be copied as it was typed.
  static func text(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "^": result += "\\(ha"
      case "~": result += "\\(ti"
      case "\"": result += "\\(dq"
      case "\u{A0}": result += "\\~"
      default: result.append(character)
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }

  static func bold(_ text: String) -> String { "\\fB" + Roff.text(text) + "\\fR" }
  static func italic(_ text: String) -> String { "\\fI" + Roff.text(text) + "\\fR" }

  /// A paragraph in short lines. A full stop at the end of one makes no wider blank, which French does not have.
  ///
  /// - Parameter start: what stands in front of the text, set already.
  static func paragraph(_ text: String, start: String = "") -> String {
    var lines = [start]
    var width = start.count
    for word in text.split(separator: " ").map({ Roff.text(String($0)) }) {
      // mandoc counts a letter beyond ASCII as the eight of its escape.
      let length = word.reduce(0) { $0 + ($1.isASCII ? 1 : 8) }
      if width > 0, width + 1 + length > 76 {
        lines.append("")
        width = 0
      }
      lines[lines.count - 1] += (width > 0 ? " " : "") + word
      width += length + 1
    }
    return lines.map { ".!?".contains($0.last ?? " ") ? $0 + "\\&" : $0 }
      .joined(separator: "\n")
  }

  static func section(_ title: String, _ blocks: [String]) -> String {
    ([".SH " + title] + blocks).joined(separator: "\n")
  }

  static func subsection(_ title: String, _ blocks: [String]) -> String {
    ([".SS " + quoted(title)] + blocks).joined(separator: "\n")
  }

  /// A term, set already, and what it means.
  static func definition(_ term: String, _ meaning: String) -> String {
    ".TP\n" + term + "\n" + paragraph(meaning)
  }

  /// Lines as they are typed, indented.
  static func example(_ lines: [String]) -> String {
    ([".RS 4", ".EX"] + lines.map(text) + [".EE", ".RE"]).joined(separator: "\n")
  }

  /// An argument of a macro.
  static func quoted(_ text: String) -> String { "\"" + Roff.text(text) + "\"" }
}
