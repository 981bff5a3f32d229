internal import Basics
public import Checklists

/// Markup (WHATWG HTML, § 13). Text enters it only escaped: what stands between quotation marks in the source is markup,
/// what is interpolated is text, and a text that the program computed or read can never be taken for markup.
///
///     let cell: HTML = "<td title=\"\(partner)\">\(partner)</td>"
///
/// An interpolated text has its invisible signs made visible, is safe in content and in quoted attributes, and nowhere
/// else: not in a script, a style, an address or an attribute's name. Addresses are `Anchor`s, which are checked.
public struct HTML: Sendable, Equatable, ExpressibleByStringInterpolation {
  /// The markup itself.
  public private(set) var text: String

  /// Markup as it stands in the source. `StaticString`, so that no computed text fits.
  public init(stringLiteral markup: StaticString) { text = markup.description }

  /// What the pieces of a literal came to.
  public init(stringInterpolation pieces: Pieces) { text = pieces.text }

  /// Nothing.
  public init() { text = "" }

  /// A text in one line: escaped, a line break shown as `⏎`.
  public init(_ text: String) {
    self.text = ""
    Self.escape(text.visible(), to: &self.text)
  }

  public init(_ number: Int) { text = String(number) }

  /// A text of several lines, escaped; they are shown as lines where the style keeps white space.
  public init(lines text: String) {
    self.text = ""
    Self.escape(text.visibleLines(), to: &self.text)
  }

  /// A text that somebody typed: its direction of writing does not reach what stands around it. Cut after so many
  /// characters.
  public init(typed text: String, atMost limit: Int = 200) {
    self = "<bdi>\(text.visible().shortened(to: limit))</bdi>"
  }

  /// Whether there is nothing.
  public var isEmpty: Bool { text.isEmpty }

  /// The bytes of a file.
  public var bytes: [UInt8] { Array(text.utf8) }

  public static func + (a: HTML, b: HTML) -> HTML {
    var both = a
    both += b
    return both
  }

  public static func += (a: inout HTML, b: HTML) { a.text += b.text }

  /// Text with the five signs that mean something in content or in a quoted attribute written as references.
  private static func escape(_ text: String, to out: inout String) {
    guard text.utf8.contains(where: isEscaped) else {
      out += text
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      case "\"": out += "&quot;"
      case "'": out += "&#39;"
      default: out.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isEscaped(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      true
    default: false
    }
  }

  /// What a literal is made of.
  public struct Pieces: StringInterpolationProtocol {
    fileprivate var text: String

    public init(literalCapacity: Int, interpolationCount: Int) {
      text = ""
      text.reserveCapacity(literalCapacity + 16 * interpolationCount)
    }

    /// Markup, as it stands in the source.
    public mutating func appendLiteral(_ markup: StaticString) { text += markup.description }

    /// Text, which is escaped.
    public mutating func appendInterpolation(_ text: some StringProtocol) {
      HTML.escape(text.visible(), to: &self.text)
    }

    /// Text, which is escaped.
    public mutating func appendInterpolation(_ text: String) {
      HTML.escape(text.visible(), to: &self.text)
    }

    /// Markup that was made elsewhere.
    public mutating func appendInterpolation(_ markup: HTML) { text += markup.text }

    /// Markup that there may be none of.
    public mutating func appendInterpolation(_ markup: HTML?) { text += markup?.text ?? "" }

    public mutating func appendInterpolation(_ number: Int) { text += String(number) }

    /// An `id`, or what follows `#` in an address.
    public mutating func appendInterpolation(_ anchor: Anchor) { text += anchor.name }

    /// A tag of a language, for `lang`.
    public mutating func appendInterpolation(_ language: Language) { text += language.rawValue }
  }
}

extension Sequence<HTML> {
  /// One after the other, with something in between.
  public func joined(separator: HTML = "") -> HTML {
    var out = HTML()
    for (index, piece) in enumerated() {
      if index > 0 { out += separator }
      out += piece
    }
    return out
  }
}
