/// The `id` of an element: ASCII letters, digits, `.`, `-` and `_`, beginning with a letter, so that it is safe in every
/// attribute and after `#`.
public struct Anchor: Sendable, Hashable {
  /// As it stands in the document.
  public let name: String

  /// An id of our own.
  public init(_ name: StaticString) { self.init(cleaning: name.description) }

  /// An id made from any text: whatever may not stand in one becomes `_`, and 80 letters are enough.
  package init(cleaning text: String) {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars.prefix(80) {
      let byte = UInt8(truncatingIfNeeded: scalar.value)
      bytes.append(scalar.isASCII && Self.mayStand(byte) ? byte : UInt8(ascii: "_"))
    }
    let out = String(decoding: bytes, as: UTF8.self)
    name = bytes.first.map(Self.isLetter) == true ? out : "x" + out
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func mayStand(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"),
      UInt8(ascii: "_"):
      true
    default: isLetter(byte)
    }
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
