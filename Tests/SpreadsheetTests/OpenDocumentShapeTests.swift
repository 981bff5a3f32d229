import TestSupport
import Testing

@testable import Spreadsheet

/// Cells of OpenDocument that are read without a stop at each tag, against the same read event by event from expat.
@Suite struct OpenDocumentShapeTests {
  /// What a document says, or why it cannot be read.
  private func outcome(_ file: [UInt8], window: Int, whole: Int, inThreads: Bool = false) -> String
  {
    var limits = ReadingLimits()
    limits.window = window
    limits.wholePart = whole
    limits.usesThreads = inThreads
    limits.cellLength = 40
    limits.repeatedCells = 50
    do throws(SpreadsheetError) {
      return try SpreadsheetReader.read(file, limits: limits).sheets.map { "\($0)" }.joined()
    } catch {
      // A cell is one thing here, and several lines for expat.
      return "\(error.code) \(error.detail ?? "")"
    }
  }

  @discardableResult
  private func compare(_ file: [UInt8], _ what: String) -> String {
    let expected = outcome(file, window: 0, whole: 0)
    #expect(outcome(file, window: 1 << 20, whole: 1 << 20) == expected, "whole: \(what)")
    #expect(outcome(file, window: 1 << 20, whole: 0) == expected, "in one window: \(what)")
    #expect(outcome(file, window: 400, whole: 0) == expected, "in windows: \(what)")
    #expect(
      outcome(file, window: 1 << 20, whole: 0, inThreads: true) == expected, "in a thread: \(what)")
    return expected
  }

  private func file(_ cells: String, prefix: String = "office") -> [UInt8] {
    file(Array(cells.utf8), prefix: prefix)
  }

  private func file(_ cells: [UInt8], prefix: String = "office") -> [UInt8] {
    let last = "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"3\"/>"
    var zip = OpenDocumentTests.archive(
      body: "<table:table table:name=\"S\"><table:table-row>@</table:table-row>\(last)"
        + "</table:table-row></table:table>",
      prefix: prefix)
    let halves = zip.entries[1].data.split(separator: UInt8(ascii: "@"))
    zip.entries[1].data = Array(halves[0] + cells + halves[1])
    return zip.bytes()
  }

  private static let string = "office:value-type=\"string\""
  private static let float = "office:value-type=\"float\""

  /// Attributes of a cell.
  static let attributes: [String] = [
    "", " ", string, "  \(string)", "\(string) ", "\(string)\n", float,
    "\(string) calcext:value-type=\"string\"",
    "table:style-name=\"ce1\" \(string) calcext:value-type=\"string\"",
    "table:style-name=\"ce1\"\(string)", "table:style-name='ce1' \(string)",
    "table:style-name=\"<\" \(string)", "table:style-name=\"&lt;&x;\" \(string)",
    "table:style-name=\"é&#65;\" table:content-validation-name=\"v\" \(string)",
    "\(string) \(string)", "\(string) office:value-type=\"float\"",
    "calcext:value-type=\"error\" \(string)", "\(string) calcext:value-type=\"error\"",
    "\(string) office:string-value=\"stored &amp; &#10; so\"",
    "\(string) office:string-value=\"\"", "office:string-value=\"of no type\"",
    "office:string-value=\"\(String(repeating: "x", count: 50))\"",
    "\(float) office:string-value=\"not a number\"", "\(string) office:value=\"7\"",
    "\(float) office:value=\"7\"", "office:value=\"7.25\" \(float) calcext:value-type=\"float\"",
    "\(float) office:value=\"-1E-3\"", "\(float) office:value=\"7,5\"",
    "\(float) office:value=\"\"", "\(float) office:value=\"1e999\"",
    "\(float) office:value=\"12345678901234567890\"", "\(float) office:value=\"&#55;\"",
    "\(float) office:value=\"7\" office:value=\"8\"", "\(float) calcext:value=\"8\"",
    "calcext:value=\"8\" \(float) office:value=\"7\"",
    "office:value-type=\"percentage\" office:value=\"0.5\"",
    "office:value-type=\"currency\" office:currency=\"EUR\" office:value=\"0.5\"",
    "office:value-type=\"date\" office:date-value=\"2019-12-31\"",
    "office:value-type=\"boolean\" office:boolean-value=\"true\"",
    "office:value-type=\"void\" \(float)", "office:value-type=\"\"",
    "table:formula=\"of:=SUM([.A1];&quot;&lt;&quot;)\" \(float) office:value=\"7\"",
    "table:formula=\"of:=A1\"", "table:formula=\"\"", "table:formula=\"of:=A1\" \(string)",
    "table:formula=\"x y:=A1\"", "table:formula=\"A1\n+1\" \(string)",
    "table:number-columns-repeated=\"3\" \(string)",
    "\(string) table:number-columns-repeated=\"0\"",
    "table:number-columns-repeated=\"16383\"", "table:number-columns-repeated=\"16384\"",
    "table:number-columns-repeated=\"99999999999999999999\"",
    "table:number-columns-repeated=\"-1\" \(string)", "table:number-columns-repeated=\"x\"",
    "table:number-columns-repeated=\"51\" \(string)",
    "table:number-columns-repeated=\"52\" \(string)",
    "table:number-columns-repeated=\"2\" table:number-columns-repeated=\"2\"",
    "table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\" \(string)",
    "\(string) table:protected=\"true\"", "\(string) xmlns:table=\"other\"",
  ]

  /// What stands in a cell; nil for an empty tag.
  static let contents: [String?] = [
    nil, "", "<text:p>text</text:p>", "<text:p/>", "<text:p></text:p>", " <text:p>a</text:p>",
    "<text:p>a</text:p> ", "<text:p>a</text:p><text:p>b</text:p>", "<text:p >a</text:p>",
  ]

  @Test(arguments: attributes) func attributesOfACell(_ attributes: String) {
    for content in Self.contents {
      let end = content.map { ">\($0)</table:table-cell>" } ?? "/>"
      let cell = "<table:table-cell \(attributes)\(end)"
      compare(file(cell + "<table:table-cell \(Self.float) office:value=\"1\"/>"), cell)
    }
  }

  @Test(arguments: [
    "a &lt; b &amp;amp; &quot;", "&#65;", "&#9;a", "&x;", "a & b", " a ", "  a  b  ", "a\tb",
    "a\n  b", "\n", "a\r\nb", "a]]>b", "]] ]", "é😀", "\u{FFFE}", "\u{1}", "<text:s/>a",
    "a<text:s text:c=\"3\"/>b", "a<text:line-break/>b", "a<text:tab/>b", "a<!-- c -->b",
    "<text:span>a</text:span>", "a<office:annotation><text:p>n</text:p></office:annotation>b",
    "<![CDATA[<]]>", "</text:p><text:p>", "</text:h>", "x", String(repeating: "x", count: 40),
    String(repeating: "x", count: 41), String(repeating: "é", count: 40),
    String(repeating: "é", count: 41), String(repeating: "é", count: 200),
    String(repeating: "&lt;", count: 40), String(repeating: "&lt;", count: 41),
  ])
  func aParagraph(_ text: String) {
    for type in [Self.string, Self.float, "\(Self.float) office:value=\"7\""] {
      let cell = "<table:table-cell \(type)><text:p>\(text)</text:p></table:table-cell>"
      compare(file(cell + cell), cell)
    }
  }

  @Test func placesOfCells() {
    let cell = "<table:table-cell \(Self.float) office:value=\"7\"/>"
    let row = "<table:table-row>"
    let end = "</table:table-row>"
    for body in [
      cell, "<table:covered-table-cell/>" + cell, "<table:covered-table-cell>\(cell)</table:x>",
      end + cell + row, end + "<table:table-row table:number-rows-repeated=\"3\">" + cell,
      end + "<table:table-row table:number-rows-repeated=\"1048576\">" + cell,
      "<table:table-cell><table:table><table:table-row>\(cell)</table:table-row></table:table>"
        + "</table:table-cell>" + cell,
      end + "<table:shapes>" + cell + "</table:shapes>" + row + cell,
      "<Choice>\(cell)</Choice>" + cell, "<table:table-cellar/>" + cell, cell + "<table:table-cell",
      end + "</table:table>" + cell + "<table:table table:name=\"T\">" + row + cell,
      "<table:table-cell></table:table-cell ><table:table-cell>x</table:table-cell>" + cell,
    ] { compare(file(body), body) }
    #expect(!compare(file(cell, prefix: "o"), "another prefix").contains("7"))
    let other = cell.split(separator: "office:", omittingEmptySubsequences: false)
      .joined(separator: "o:")
    #expect(compare(file(other, prefix: "o"), "another prefix").contains("7"))
  }

  @Test func everyTruncationAndChangedByte() {
    let cell =
      "<table:table-cell table:formula=\"of:=é\" \(Self.float) office:value=\"7\"><text:p>7&lt;</text:p></table:table-cell>"
    let bytes = Array(cell.utf8)
    for place in bytes.indices {
      compare(file(Array(bytes[..<place])), "\(place) bytes")
      for byte in [0, 9, 0x20, 0x22, 0x26, 0x2F, 0x3A, 0x3C, 0x3E, 0x61, 0x80, 0xFF] as [UInt8] {
        var other = bytes
        other[place] = byte
        compare(file(other), "\(place) is \(byte)")
      }
    }
  }
}
