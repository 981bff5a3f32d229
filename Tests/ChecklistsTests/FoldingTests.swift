import Basics
import Testing

/// Comparison of what people type.
@Suite struct FoldingTests {
  @Test(arguments: [
    ("", ""), ("  Oui\u{A0} ", "oui"), ("ÉTUDE  de\n\tCas", "etude de cas"),
    ("E\u{301}tude", "etude"), ("Œuvre", "oeuvre"),
    ("L’été – «\u{A0}ici\u{A0}»", "l'ete - \" ici \""),
    ("S\u{200B}.O\u{AD}.", "s.o."), ("Straße", "strasse"), ("\u{3000}Ωμέγα\u{2028}", "ωμέγα"),
    ("☑\u{FE0F}", "☑"), ("Ø", "ø"), ("İ", "i"), ("𝒳 👩‍💻", "𝒳 👩💻"),
    ("\u{85}a\u{1680}\u{2003}b\u{202F}", "a b"), ("\u{FEFF}\u{2060}", ""), ("ǅ ŉ", "ǆ n"),
  ])
  func foldsByHand(text: String, expected: String) {
    #expect(text.folded() == expected)
    #expect(Array(text.folded().utf8) == Array(expected.utf8))
    #expect(("x" + text + "y").dropFirst().dropLast().folded() == expected)
  }

  /// A mark on a blank makes no letter of it.
  @Test(arguments: [
    ("", true), (" \t\r\n", true), ("\u{A0}\u{2028}", true), (" \u{301}", true), ("a", false),
    (" a ", false), ("\u{301}", false), ("é", false), ("\u{200B}", false), ("\u{1F}", false),
  ])
  func blanks(text: String, isBlank: Bool) {
    #expect(text.isBlank == isBlank)
    #expect(text[...].isBlank == isBlank)
  }

  @Test(arguments: [
    ("", ""), (" ", ""), ("a", "a"), (" a b ", "a b"), ("\u{A0}é\u{202F}", "é"), ("a\r\n", "a"),
    ("\u{2028}a\u{3000}", "a"), ("é!", "é!"), ("~ ", "~"), ("a\u{301} ", "a\u{301}"),
  ])
  func blanksAtTheEndsAreTrimmed(text: String, expected: String) {
    #expect(text.trimmed() == expected)
    #expect(("x" + text + "y").dropFirst().dropLast().trimmed() == expected)
  }

  /// What has neither marks nor case nor blanks stays as it is; everything else becomes what Unicode says of it.
  @Test func everyScalarIsFoldedAsUnicodeSaysOrNamedAbove() {
    let named = Set("’‘ʼ′`´‐‑‒–—−“”«»„".unicodeScalars)
    for value in UInt32(0)...0x1FFFF {
      guard let scalar = Unicode.Scalar(value), !named.contains(scalar) else { continue }
      let folded = String(Character(scalar)).folded()
      if scalar.properties.isWhitespace || (0x300...0x36F).contains(value)
        || [0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xFE0F].contains(value)
      {
        #expect(folded.isEmpty, "U+\(String(value, radix: 16))")
        continue
      }
      let lower = scalar.properties.lowercaseMapping
      if value < 0x80 || value >= 0x250 {
        let expected = lower.unicodeScalars.filter { !(0x300...0x36F).contains($0.value) }
        // Å and K as signs of units become letters with and without a mark.
        let isSign = value == 0x212B || value == 0x2018 || (0x1E00...0x1EFF).contains(value)
        if !isSign {
          #expect(
            Array(folded.unicodeScalars) == Array(expected), "U+\(String(value, radix: 16))")
        }
      } else {
        #expect(!folded.isEmpty)
      }
    }
  }
}
