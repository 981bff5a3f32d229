import AssessmentFixtures
import Basics
import Checklists
import Testing

@testable import Reports

@Suite("Markup") struct HTMLTests {
  @Test(
    "A text never becomes markup, and nothing invisible stays invisible",
    arguments: [
      ("Fournil & Fils", "Fournil &amp; Fils"),
      ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
      ("\"><img src=x onerror=a>", "&quot;&gt;&lt;img src=x onerror=a&gt;"),
      ("' onclick='a", "&#39; onclick=&#39;a"),
      ("</style><!--", "&lt;/style&gt;&lt;!--"),
      ("&#x3c;b&#x3e;", "&amp;#x3c;b&amp;#x3e;"),
      ("\u{202E}fdp.exe", "‹U+202E›fdp.exe"),
      ("a\u{0}b\u{1B}[31m", "a␀b␛[31m"),
      ("une\nligne\r\nde plus", "une⏎ligne⏎de plus"),
      ("\u{FFFE}\u{E000}\u{2028}", "‹U+FFFE›‹U+E000›‹U+2028›"),
      ("e\u{301}<", "e\u{301}&lt;"),
      ("<\u{338}b>", "&lt;\u{338}b&gt;"),
      (String(decoding: [0x61, 0xED, 0xA0, 0x80, 0x62] as [UInt8], as: UTF8.self), "a���b"),
    ])
  func texts(typed: String, expected: String) {
    #expect(HTML(typed).text == expected)
    #expect(
      ("<p title=\"\(typed)\">\(typed)</p>" as HTML).text
        == "<p title=\"\(expected)\">\(expected)</p>")
    #expect(HTML(typed: typed).text == "<bdi>\(expected)</bdi>")
  }

  @Test("Markup within markup stays, text within it is escaped once")
  func nesting() {
    let inner: HTML = "<b>\("<&")</b>"
    let optional: HTML? = nil
    #expect(("\(inner)\(optional)\(7)" as HTML).text == "<b>&lt;&amp;</b>7")
    #expect([inner, inner].joined(separator: ", ").text == "<b>&lt;&amp;</b>, <b>&lt;&amp;</b>")
  }

  @Test("A long word is cut, lines stay lines")
  func longTexts() {
    let typed = HTML(typed: String(repeating: "a", count: 32_767), atMost: 10)
    #expect(typed.text == "<bdi>aaaaaaaaa…</bdi>")
    #expect(HTML(lines: "a\n<b>\r\u{7}").text == "a\n&lt;b&gt;⏎␇")
  }

  @Test(
    "An id is safe wherever it stands",
    arguments: [
      ("tech.1.12-case3", "tech.1.12-case3"), ("9f3a", "x9f3a"), ("", "x"),
      ("a b\"><script>", "a_b___script_"), ("é\u{202E}", "x__"), ("#x", "x_x"),
    ])
  func anchors(text: String, expected: String) {
    #expect(Anchor(cleaning: text).name == expected)
  }

  @Test("Each id is given once, whatever is asked for")
  func anchorsAreUnique() {
    var names = AnchorNames()
    let asked = ["a", "a", "a_2", "a", "a_2", "a_3", String(repeating: "b", count: 200)]
    let long = (0..<3).map { _ in String(repeating: "b", count: 90) }
    let given = (asked + long).map { names.anchor($0).name }
    #expect(Set(given).count == given.count)
    #expect(given.prefix(2) == ["a", "a_2"])
    #expect(given.allSatisfy { $0.utf8.count <= 80 })
  }

  @Test("A page names its language, its policy and its style")
  func page() {
    let page = HTMLPage(title: "A < B", language: .english).document("<p>x</p>").text
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
    #expect(page.contains("<title>A &lt; B</title>"))
    #expect(page.contains("<h1><bdi>A &lt; B</bdi></h1>"))
    #expect(page.hasSuffix("</html>\n"))
    #expect(page.contains("default-src &#39;none&#39;"))
    #expect(!HTMLStyle.sheet.text.contains("</"))
  }

  /// The digest of “abc” from FIPS 180-4, as base64 by `openssl dgst -binary | base64`.
  @Test func digest() {
    #expect(SHA256.base64(of: Array("abc".utf8)) == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
  }
}

@Suite("Colours of pages") struct HTMLContrastTests {
  /// The custom properties of the style sheet: the light ones, and those with the dark ones in their places.
  static let schemes: [[String: String]] = {
    let blocks = HTMLStyle.sheet.text.split(separator: ":root {").dropFirst().map { block in
      Dictionary(
        block.prefix { $0 != "}" }.split(separator: ";").compactMap { line in
          let parts = line.split(separator: ":").map { $0.trimmed() }
          return parts.count == 2 && parts[0].hasPrefix("--")
            ? (String(parts[0].dropFirst(2)), parts[1]) : nil
        }, uniquingKeysWith: { $1 })
    }
    return blocks
  }()

  /// The relative luminance of `#rrggbb` (WCAG 2.2).
  func luminance(_ color: String) -> Double {
    let number = Int(color.dropFirst(), radix: 16) ?? 0
    let channels = [16, 8, 0].map { shift -> Double in
      let value = Double(number >> shift & 255) / 255
      return value <= 0.04045 ? value / 12.92 : power((value + 0.055) / 1.055)
    }
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
  }

  /// x to the power of 2.4: x² · x^(2/5), the root by Newton's steps.
  func power(_ x: Double) -> Double {
    var root = 1.0
    for _ in 0..<60 {
      root -= (root * root * root * root * root - x * x) / (5 * root * root * root * root)
    }
    return x * x * root
  }

  func contrast(_ a: String, _ b: String) -> Double {
    let (light, dark) = (max(luminance(a), luminance(b)), min(luminance(a), luminance(b)))
    return (light + 0.05) / (dark + 0.05)
  }

  @Test func blackOnWhite() {
    #expect(abs(contrast("#000000", "#ffffff") - 21) < 0.001)
    // WebAIM's checker: 4.48.
    #expect(abs(contrast("#777777", "#ffffff") - 4.48) < 0.01)
  }

  @Test("Every text stands out 4.5 : 1 from its ground, every shape 3 : 1", arguments: [0, 1])
  func everyPair(scheme: Int) throws {
    try #require(Self.schemes.count == 2)
    let colors = Self.schemes[scheme]
    #expect(Set(colors.keys) == Set(Self.schemes[0].keys))
    for pair in HTMLStyle.pairs {
      let ground = try #require(colors[pair.ground])
      for ink in pair.inks {
        let ratio = contrast(ground, try #require(colors[ink]))
        #expect(ratio >= 4.5, "\(ink) on \(pair.ground): \(ratio)")
      }
    }
    for shape in HTMLStyle.shapes {
      for (ground, least) in [("ground", 4.5), ("surface", 3)] {
        let ratio = contrast(try #require(colors[shape]), try #require(colors[ground]))
        #expect(ratio >= least, "\(shape) on \(ground): \(ratio)")
      }
    }
  }
}
