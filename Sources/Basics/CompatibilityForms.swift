extension String {
  /// Wide, circled, squared, raised, lowered and mathematical letters and digits as plain ones, and without
  /// invisible signs. Meant for comparison, not for display.
  public func compatibilityFolded() -> String {
    guard utf8.contains(where: { $0 >= 0x80 }) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars where !scalar.isInvisible {
      scalars.append(contentsOf: scalar.compatible)
    }
    return String(scalars)
  }
}

extension Unicode.Scalar {
  /// Zero-width signs, direction marks, variation selectors and tags.
  public var isInvisible: Bool {
    switch value {
    case 0xAD, 0x61C, 0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F,
      0xFEFF, 0xE0000...0xE01EF:
      true
    default: false
    }
  }

  /// What a scalar is in its compatibility form (Unicode Standard Annex 15, NFKC), as far as answers can be
  /// written in it: wide, circled, squared, raised, lowered and mathematical letters and digits. The standard
  /// library does not offer it.
  fileprivate var compatible: String.UnicodeScalarView {
    func letter(_ first: Unicode.Scalar, _ offset: UInt32) -> String.UnicodeScalarView {
      var view = String.UnicodeScalarView()
      if let plain = Unicode.Scalar(first.value + offset) { view.append(plain) }
      return view
    }
    switch value {
    case 0..<0x80: return letter("\0", value)
    case 0x3000: return letter(" ", 0)
    case 0xFF01...0xFF5E: return letter("!", value - 0xFF01)
    case 0x24B6...0x24CF: return letter("A", value - 0x24B6)
    case 0x24D0...0x24E9: return letter("a", value - 0x24D0)
    case 0x1F130...0x1F149: return letter("A", value - 0x1F130)
    case 0x1D400...0x1D6A3:
      return letter((value - 0x1D400) % 52 < 26 ? "A" : "a", (value - 0x1D400) % 26)
    case 0x1D7CE...0x1D7FF: return letter("0", (value - 0x1D7CE) % 10)
    case 0x2080...0x2089: return letter("0", value - 0x2080)
    default:
      guard let plain = Self.others[self] else {
        var view = String.UnicodeScalarView()
        view.append(self)
        return view
      }
      return plain.unicodeScalars
    }
  }

  private static let others: [Unicode.Scalar: String] = [
    "º": "o", "ª": "a", "⁰": "0", "¹": "1", "①": "1", "⓪": "0", "ⁿ": "n", "ᵒ": "o", "ʸ": "y",
    "ᴼ": "O", "ᴺ": "N", "ₒ": "o", "ₙ": "n", "ℕ": "N", "ℴ": "o", "\u{2024}": ".", "⒪": "(o)",
    "⒩": "(n)",
    "⒴": "(y)",
  ]
}
