import Testing

@testable import Spreadsheet

@Suite("Escapes in texts")
struct EscapeTests {
  @Test(arguments: [
    ("_x000D_\n", "\r\n"), ("a_x0041_b", "aAb"), ("_x005F_x000D_", "_x000D_"),
    ("_xD83D__xDE00_", "😀"), ("_x00e9_", "é"), ("_x005f_", "_"), ("_x000D__x000A_", "\r\n"),
    ("__x0041_", "_A"), ("_x0041_x0042_", "Ax0042_"),
  ])
  func unescapes(_ stored: String, _ text: String) {
    #expect(TextEscape.unescape(stored) == text)
  }

  @Test(arguments: [
    "", "_", "_x", "_x000", "_x000D", "_X000D_", "_x00G0_", "x000D_", "_xD83D_", "_xDE00_",
    "_xD83D__x0041", "snake_x_case_y_",
  ])
  func leaves(_ stored: String) {
    #expect(TextEscape.unescape(stored) == stored)
  }

  @Test(arguments: [
    "", "a\r\nb", "_x000D_", "_x005F_x000D_", "\u{0}\u{1}\u{1F}", "\u{FFFE}\u{FFFF}", "__x0041__",
    "😀_x1F60_😀", "_x_x0041_",
  ])
  func comesBack(_ text: String) {
    let stored = TextEscape.escape(text, controls: true)
    #expect(TextEscape.unescape(stored).unicodeScalars.elementsEqual(text.unicodeScalars))
    #expect(
      stored.unicodeScalars.allSatisfy {
        ($0.value >= 0x20 || "\n\t".unicodeScalars.contains($0)) && $0.value & 0xFFFE != 0xFFFE
      })
  }

  @Test(
    "A text of any length is cut into pieces that cells hold, and nothing of it is lost",
    arguments: [
      "", "O", String(repeating: "a", count: 32_767), String(repeating: "a", count: 32_768),
      String(repeating: "😀", count: 16_384) + "z", String(repeating: "_x000D_", count: 6_000),
    ])
  func pieces(text: String) {
    let pieces = CellTextLimit.pieces(of: text)
    #expect(pieces.joined() == text)
    #expect(pieces.allSatisfy { CellTextLimit.fits($0) })
    #expect((pieces.count == 1) == CellTextLimit.fits(text))
  }
}
