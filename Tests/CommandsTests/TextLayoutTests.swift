import Testing

@testable import Commands

/// Text in lines and columns.
@Suite struct TextLayoutTests {
  @Test func fillsLinesAndKeepsNoBreakSpaces() {
    #expect(
      TextLayout.paragraph("aaa bbb\u{A0}: ccc", width: 8) == "aaa\nbbb\u{A0}:\nccc")
    #expect(TextLayout.paragraph("aaa bbb", width: 6, indent: 2) == "  aaa\n  bbb")
    #expect(TextLayout.paragraph("endless-word x", width: 4) == "endless-word\nx")
  }

  @Test func setsTermsBesideTheirMeanings() {
    let rows = [(term: "-a", meaning: "one two"), (term: "--very-long-option VALUE", meaning: "x")]
    #expect(
      TextLayout.definitions(rows, width: 12)
        == "  -a  one\n      two\n  --very-long-option VALUE\n      x")
  }

  @Test(
    arguments: [
      ("exprot", "export"), ("Export", "export"), ("inspec", "inspect"), ("ex", nil), ("qqqq", nil),
      ("scroe", "score"), ("", nil),
    ] as [(String, String?)])
  func suggestsWhatWasMeant(word: String, meant: String?) {
    let commands = ["export", "import", "inspect", "score"]
    #expect(Suggestion.nearest(to: word, among: commands) == meant)
  }
}
