/// Comparison of what people type: case, accents, typographic variants and blanks do not count.
extension StringProtocol {
  /// Lower case without accents; every run of blanks is one space, none at the ends; typographic apostrophes and
  /// dashes are plain ones; `œ` is `oe`. Meant for comparison, not for display.
  public func folded() -> String {
    var out = String.UnicodeScalarView()
    var pendingBlank = false
    for scalar in unicodeScalars {
      if scalar.properties.isWhitespace || Folding.invisible.contains(scalar.value) {
        pendingBlank = pendingBlank || (scalar.properties.isWhitespace && !out.isEmpty)
        continue
      }
      if (0x300...0x36F).contains(scalar.value) || scalar.value == 0xFE0F { continue }
      if pendingBlank {
        out.append(" ")
        pendingBlank = false
      }
      if scalar.isASCII {
        let isCapital = (0x41...0x5A).contains(scalar.value)
        out.append(isCapital ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar)
        continue
      }
      for lower in scalar.properties.lowercaseMapping.unicodeScalars {
        if let plain = Folding.plain[lower] {
          for letter in plain.unicodeScalars { out.append(letter) }
        } else if !(0x300...0x36F).contains(lower.value) {
          out.append(lower)
        }
      }
    }
    return String(out)
  }

  /// Without blanks at both ends, every kind of blank included.
  public func trimmed() -> String {
    var rest = self[...]
    while let first = rest.first, first.isWhitespace { rest = rest.dropFirst() }
    while let last = rest.last, last.isWhitespace { rest = rest.dropLast() }
    return String(rest)
  }

  /// Whether nothing but blanks stands here.
  public var isBlank: Bool { allSatisfy(\.isWhitespace) }
}

private enum Folding {
  /// Zero-width characters and the soft hyphen.
  static let invisible: Set<UInt32> = [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF]

  /// Lower-case Latin letters with marks and typographic signs, by their plain form. A stroke through a letter is no
  /// mark: `Ø` is not an `o`, and some write it for none.
  static let plain: [Unicode.Scalar: String] = {
    let groups: [(String, String)] = [
      ("a", "àáâãäåāăą"), ("c", "çćĉċč"), ("d", "ď"), ("e", "èéêëēĕėęě"), ("g", "ĝğġģ"),
      ("h", "ĥ"), ("i", "ìíîïĩīĭį"), ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀ"), ("n", "ñńņňŉ"),
      ("o", "òóôõöōŏő"), ("r", "ŕŗř"), ("s", "śŝşšș"), ("t", "ţťț"), ("u", "ùúûüũūŭůűų"),
      ("w", "ŵ"), ("y", "ýÿŷ"), ("z", "źżž"), ("oe", "œ"), ("ae", "æ"), ("ss", "ß"),
      ("'", "’‘ʼ′`´"), ("-", "‐‑‒–—−"), ("\"", "“”«»„"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (plain, letters) in groups {
      for letter in letters.unicodeScalars { table[letter] = plain }
    }
    return table
  }()
}
