/// The `id` of an element: ASCII letters, digits, `.`, `-` and `_`, beginning with a letter, so that it is safe in every
/// attribute and after `#`.
public struct Anchor: Sendable, Hashable {
  /// As it stands in the document.
  public let name: String

  /// An id of our own.
  public init(_ name: StaticString) { self.init(cleaning: name.description) }

  /// An id made from any text: whatever may not stand in one becomes `_`, and 80 letters are enough.
  init(cleaning text: String) {
    var out = ""
    for scalar in text.unicodeScalars.prefix(80) {
      let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9") ~= scalar)
      out.unicodeScalars.append(isPlain || ".-_".unicodeScalars.contains(scalar) ? scalar : "_")
    }
    if out.unicodeScalars.first?.properties.isAlphabetic != true { out = "x" + out }
    name = out
  }
}

/// Ids that are given once each.
struct AnchorNames {
  private var given: [Anchor: Int] = [:]

  /// The id that a text asks for; with `_2`, `_3` … where it is taken.
  mutating func anchor(_ text: String) -> Anchor {
    let wanted = Anchor(cleaning: text)
    var anchor = wanted
    var number = given[wanted] ?? 0
    while given[anchor] != nil {
      number += 1
      anchor = Anchor(cleaning: wanted.name.prefix(70) + "_\(number)")
    }
    given[wanted] = max(1, number)
    if anchor != wanted { given[anchor] = 1 }
    return anchor
  }
}
