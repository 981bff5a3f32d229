/// Rows of comma-separated values (RFC 4180) that no spreadsheet program takes for formulas.
///
/// A cell that begins with `=`, `+`, `-` or `@`, in its full-width form as well, gets an apostrophe in front. So does a
/// cell that begins with them after blanks, quotation marks or apostrophes, and what stands in a text after a line
/// break, a semicolon or a tab: a program that splits the file there, as Excel does with semicolons on a French
/// computer, would begin a cell with it. Taking one apostrophe away in those places gives the text as it was.
public enum CSVText {
  /// One field of a row.
  public enum Field: Sendable, Equatable {
    case text(String)
    /// A number, which stays one.
    case number(Double)
    case empty

    public init(_ text: String?) { self = text.map(Field.text) ?? .empty }
    public init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .empty }
    public init(_ number: Double?) { self = number.map(Field.number) ?? .empty }
  }

  /// What a file begins with, so that Excel takes it for UTF-8: the byte order mark.
  public static let opening: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Adds a row with its line end.
  public static func append(_ fields: [Field], to bytes: inout [UInt8]) {
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      switch field {
      case .text(let text): append(neutralised(text), to: &bytes)
      case .number(let number):
        if let whole = Int(exactly: number) {
          bytes += String(whole).utf8
        } else {
          bytes += String(number).utf8
        }
      case .empty: break
      }
    }
    bytes += [0x0D, 0x0A]
  }

  private static func append(_ text: String, to bytes: inout [UInt8]) {
    let quote = UInt8(ascii: "\"")
    guard text.utf8.contains(where: isQuoted) else {
      bytes += text.utf8
      return
    }
    bytes.append(quote)
    for byte in text.utf8 {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  /// What a field is quoted for: beside what the standard names, the semicolon and the tab that separate for some programs.
  private static func isQuoted(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, 0x0A, 0x0D: true
    default: false
    }
  }

  /// The text with an apostrophe wherever a formula could begin.
  public static func neutralised(_ text: String) -> String {
    guard mayBeginFormula(text) else { return text }
    var out = String.UnicodeScalarView()
    // What may stand before a sign, since the place where a cell could begin; nil after anything else.
    var held: [Unicode.Scalar]? = []
    for scalar in text.unicodeScalars {
      if let blanks = held, isSign(scalar) {
        out.append("'")
        out.append(contentsOf: blanks)
        out.append(scalar)
        held = nil
      } else if isSeparator(scalar) {
        out.append(contentsOf: held ?? [])
        out.append(scalar)
        held = []
      } else if held != nil, isSkipped(scalar) {
        held?.append(scalar)
      } else {
        out.append(contentsOf: held ?? [])
        out.append(scalar)
        held = nil
      }
    }
    out.append(contentsOf: held ?? [])
    return String(out)
  }

  /// False for most texts: no sign stands where a cell could begin. A quick look at the bytes, which takes whatever it
  /// does not know for a sign.
  private static func mayBeginFormula(_ text: String) -> Bool {
    var isAtStart = true
    // Behind 0xC2 and 0xE2, which begin separators, among others.
    var before: (UInt8, UInt8) = (0, 0)
    for byte in text.utf8 {
      defer { before = (before.1, byte) }
      switch byte {
      case UInt8(ascii: ";"), 0x09...0x0D: isAtStart = true
      case 0x85 where before.1 == 0xC2, 0xA8...0xA9 where before == (0xE2, 0x80): isAtStart = true
      case 0x00...0x20, 0x7F, UInt8(ascii: "'"), UInt8(ascii: "\""): break
      case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
        if isAtStart { return true }
      case 0x80...0xBF where before.1 >= 0x80 || !isAtStart: break
      // Letters, U+00C0 to U+02FF.
      case 0xC3...0xCB: isAtStart = false
      case 0x80...: if isAtStart { return true }
      default: isAtStart = false
      }
    }
    return false
  }

  /// What begins a formula: the four signs of every program, with their full-width and small forms.
  private static func isSign(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "=", "+", "-", "@", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}", "\u{FE66}", "\u{FE62}",
      "\u{FE63}", "\u{FE6B}", "\u{2212}":
      true
    default: false
    }
  }

  private static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case ";", "\t", "\n", "\r", "\u{0B}", "\u{0C}", "\u{85}", "\u{2028}", "\u{2029}": true
    default: false
    }
  }

  /// Blanks and what is not seen, which programs leave out, and the signs that quote.
  private static func isSkipped(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "'" || scalar == "\"" { return true }
    if scalar.properties.isWhitespace { return true }
    switch scalar.properties.generalCategory {
    case .control, .format: return true
    default: return false
    }
  }
}
