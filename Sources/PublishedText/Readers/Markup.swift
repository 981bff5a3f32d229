internal import Basics
internal import Checklists

/// Turns inline HTML and bullet characters of a text into paragraphs and list items.
struct Markup {
  private var builder: PassageBuilder

  /// Reads a cell or a line of running text.
  static func passage(_ text: some StringProtocol, line: Int) -> Passage {
    var markup = Markup(builder: PassageBuilder(line: line))
    markup.scan(Array(text.unicodeScalars))
    return markup.builder.finish()
  }

  /// Text that has no markup: its words on one line.
  static func plain(_ text: some StringProtocol, line: Int) -> Passage {
    var builder = PassageBuilder(line: line)
    builder.append(text)
    return builder.finish()
  }

  private mutating func scan(_ scalars: [Unicode.Scalar]) {
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      if scalar == "<", let (end, inner) = Self.angles(scalars, from: index) {
        if let tag = Tag(inner) {
          apply(tag)
          index = end
          continue
        }
        if Self.isAddress(inner) {
          for scalar in inner { builder.append(scalar) }
          index = end
          continue
        }
      }
      if scalar == "&", let (end, decoded) = Entity.decode(scalars, from: index) {
        builder.append(decoded)
        index = end
        continue
      }
      if let mark = PassageBuilder.bullets[scalar], Self.isAlone(index, in: scalars) {
        builder.open(mark)
      } else {
        builder.append(scalar)
      }
      index += 1
    }
  }

  /// A bullet stands between blanks, tags or ends.
  private static func isAlone(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    let before = index == 0 ? " " : scalars[index - 1]
    let after = index + 1 == scalars.count ? " " : scalars[index + 1]
    return (before.properties.isWhitespace || before == ">")
      && (after.properties.isWhitespace || after == "<")
  }

  /// What stands between `<` and the next `>`, and the index behind it; nil where another `<` or the end comes first.
  private static func angles(_ scalars: [Unicode.Scalar], from start: Int) -> (
    Int, ArraySlice<Unicode.Scalar>
  )? {
    var end = start + 1
    while end < scalars.count, scalars[end] != "<" {
      if scalars[end] == ">" { return (end + 1, scalars[(start + 1)..<end]) }
      end += 1
    }
    return nil
  }

  /// An internet or mail address in angle brackets.
  private static func isAddress(_ inner: ArraySlice<Unicode.Scalar>) -> Bool {
    !inner.contains(where: \.properties.isWhitespace)
      && (inner.contains("@") || inner.dropFirst(2).contains(":") && inner.contains("/"))
  }

  private mutating func apply(_ tag: Tag) {
    switch tag.name {
    case "p", "div", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6":
      builder.close(isOpening: !tag.isEnd)
    case "li" where tag.isEnd: builder.close()
    case "li": builder.open(.item)
    case "input": builder.open(.box)
    case "br": builder.breakLine()
    default: break
    }
  }
}

/// An HTML tag, by its name.
private struct Tag {
  var name: String
  var isEnd: Bool

  private static let known: Set<String> = [
    "a", "abbr", "b", "br", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "i", "img",
    "input", "li", "ol",
    "p", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u",
    "ul",
  ]

  /// Nil for what is no tag: `a < b`, an address.
  init?(_ inner: ArraySlice<Unicode.Scalar>) {
    var rest = inner
    isEnd = rest.first == "/"
    if isEnd { rest = rest.dropFirst() }
    let letters = rest.prefix {
      $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
    }
    let after = rest.dropFirst(letters.count).first ?? " "
    guard letters.count <= 8, after.properties.isWhitespace || after == "/" else { return nil }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: letters)
    name = String(view).lowercased()
    guard Self.known.contains(name) else { return nil }
  }
}

/// Character references of HTML.
private enum Entity {
  private static let named: [String: String] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "nbsp": "\u{A0}", "laquo": "«",
    "raquo": "»",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "ndash": "–", "mdash": "—",
    "hellip": "…", "bull": "•",
    "eacute": "é", "egrave": "è", "ecirc": "ê", "euml": "ë", "agrave": "à", "acirc": "â",
    "ccedil": "ç", "ocirc": "ô",
    "ucirc": "û", "ugrave": "ù", "icirc": "î", "iuml": "ï", "oelig": "œ", "Eacute": "É",
    "Egrave": "È", "Agrave": "À",
    "Ccedil": "Ç", "copy": "©", "reg": "®", "trade": "™", "euro": "€",
  ]

  /// The text of the reference at an index, and the index behind it; nil for a bare ampersand.
  static func decode(_ scalars: [Unicode.Scalar], from start: Int) -> (Int, String)? {
    var name = String.UnicodeScalarView()
    var index = start + 1
    while index < scalars.count, index - start <= 9, scalars[index] != ";" {
      name.append(scalars[index])
      index += 1
    }
    guard index < scalars.count, scalars[index] == ";" else { return nil }
    let text = String(name)
    if let known = named[text] { return (index + 1, known) }
    guard text.hasPrefix("#") else { return nil }
    let digits = text.dropFirst()
    let isHex = digits.hasPrefix("x") || digits.hasPrefix("X")
    guard let value = isHex ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits),
      value >= 0x20, let scalar = Unicode.Scalar(value)
    else { return nil }
    return (index + 1, String(Character(scalar)))
  }
}
