import Foundation
import TestSupport
import Testing

@testable import Spreadsheet

/// The scanner for plain XML against expat: the same events, the same errors.
@Suite struct XMLScannerTests {
  /// What a handler is told, texts joined as they may come in any pieces.
  private final class Record: XMLHandler {
    var events: [String] = []
    private var pending = ""

    func start(_ name: XMLName, _ attributes: XMLAttributes) {
      endText()
      let known: [StaticString] = ["a", "b", "r", "s", "t", "xml:space", "Target", "x:y"]
      let values = known.compactMap { key in attributes[key].map { "\(key)=\($0)" } }
      let local = attributes[local: "y"] ?? "-"
      let mine = attributes.bytes("x", "y")?.string ?? "-"
      events.append("<\(name.prefix):\(name.text) \(values) \(local) \(mine)")
    }

    func end(_ name: XMLName) {
      endText()
      events.append("/\(name.text)")
    }

    func text(_ bytes: XMLBytes) { pending += bytes.string }

    func endText() {
      if !pending.isEmpty { events.append("'" + pending) }
      pending = ""
    }
  }

  /// The events of a part, and how it ended.
  private func outcome(
    of xml: [UInt8], window: Int, isWhole: Bool = false, inThreads: Bool = false
  ) throws -> [String] {
    let record = Record()
    var limits = ReadingLimits()
    limits.window = window
    limits.usesThreads = inThreads
    if !isWhole { limits.wholePart = 0 }
    let bytes = MiniZIP(entries: [("part.xml", xml)]).bytes()
    var end = "whole"
    try bytes.span.withUnsafeBytes { raw in
      let archive = try ZIPArchive(raw, limits: limits)
      do throws(SpreadsheetError) {
        try XMLScanner.scan(archive.open("part.xml"), record, limits: limits)
      } catch {
        end = "\(error.code) \(error.place ?? "") \(error.detail ?? "")"
      }
    }
    // What a text breaks off with is not handed over by every scanner.
    if end == "whole" { record.endText() }
    return record.events + [end]
  }

  /// Compares every window with expat.
  private func compare(_ xml: [UInt8], windows: [Int] = [1 << 20, 64, 24], _ what: String) throws {
    let expected = try outcome(of: xml, window: 0)
    for window in windows {
      let found = try outcome(of: xml, window: window)
      #expect(found == expected, "window \(window): \(what)")
    }
    #expect(try outcome(of: xml, window: 1, isWhole: true) == expected, "whole: \(what)")
    #expect(
      try outcome(of: xml, window: 1 << 20, inThreads: true) == expected, "in a thread: \(what)")
  }

  static let pieces: [String] = [
    "<r/>", "<r></r>", "<r a='1' b=\"2\"  \n/>", "<x:r xmlns:x='u' x:y='1' y='2'/>",
    "<r>text &lt;&amp;&gt;&quot;&apos; &#233;&#xE9;&#x1F600; é 😀</r>",
    "<r a='&lt;&#10;\t\r\n \n'/>",
    "<r>a\r\nb\rc\n</r>", "<r>]] ]> ]]&gt;</r>", "<r>a]]>b</r>", "<r>&unknown;</r>", "<r>&</r>",
    "<r>&#0;</r>", "<r>&#xD800;</r>", "<r>&#xFFFE;</r>", "<r>&#+65;</r>", "<r>&#65</r>",
    "<r a='1' a='2'/>", "<r a=1/>", "<r a='<'/>", "<r a='1'b='2'/>", "<r a/>", "<r><s></r></s>",
    "&#10;<r/>", "<r/>&#32;", "<?xml version='1.0'?>&#10;\n<r/>", "\r\n<r/>\r\n",
    "<?xml version='1.0'?>\r\n<r/>\r\n", "<r>", "<r", "", " ", "<", "</r>", "<r/><s/>", "<r/> \n ",
    "<r/> x", "x<r/>", "<r/><!-- c -->",
    "<!-- c --><r/>", "<?xml version=\"1.0\"?><r/>", "<?xml version='1.0' encoding='UTF-8'?>\n<r/>",
    "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"yes\"?><r/>", "\u{FEFF}<r/>",
    "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><r>x</r>", "<?xml version='1.1'?><r/>",
    "<?xml version=\"1.0\" encoding=\"UTF-8' ?><r/>", "<?xml encoding='UTF-8'?><r/>",
    " <?xml version=\"1.0\"?><r/>", "<!DOCTYPE r><r/>", "<!DOCTYPE r [<!ENTITY e 'x'>]><r>&e;</r>",
    "<r><![CDATA[ <x> ]]></r>", "<r>a<!-- c -->b</r>", "<r>a<?p i?>b</r>", "<r>\u{1}</r>",
    "<r a='\u{1F}'/>", "<é/>", "<r é='1'/>", "<1/>", "<-r/>", "<r.-1/>", "<_r/>", "<:r/>",
    "<a><b><c>1</c><c/></b>  <b>2</b></a>", "<r>\u{FFFE}</r>", "<r>\u{FFFD}\u{85}\u{2028}</r>",
    "< r/>",
    "<r ></r >", "</r", "<r/", "<r / >",
    "<r><Choice><x>no</x></Choice><Fallback>yes</Fallback></r>",
    "<r><extLst><t>no</t></extLst><t>yes</t></r>",
    "<r a='" + String(repeating: "x", count: 100) + "'/>",
    "<r>" + String(repeating: "y]\n", count: 50) + "</r>",
    "<r>" + String(repeating: "<s>", count: 63) + String(repeating: "</s>", count: 63) + "</r>",
    "<r>" + String(repeating: "<s>\n", count: 64),
    "<r " + (0..<70).map { "a\($0)='\($0)' " }.joined() + "/>",
  ]

  @Test(arguments: pieces)
  func tellsWhatExpatTells(xml: String) throws {
    try compare(Array(xml.utf8), windows: [1 << 20, 200, 64, 24, 9, 3], xml)
  }

  @Test func everyTruncation() throws {
    for xml in Self.pieces where xml.utf8.count < 80 {
      let bytes = Array(xml.utf8)
      for count in 0..<bytes.count {
        try compare(Array(bytes[..<count]), windows: [1 << 20, 16], "\(count) of \(xml)")
      }
    }
  }

  @Test func everyByteChangedToEveryOther() throws {
    let xml = Array("<?xml version=\"1.0\"?>\n<a r='é'><b t=\"&lt;\">x&#65;]\n</b ></a>".utf8)
    for place in xml.indices {
      for byte in UInt8.min...UInt8.max {
        var other = xml
        other[place] = byte
        try compare(other, windows: [32], "\(place) is \(byte)")
      }
    }
  }

  @Test(arguments: [
    [0xC0, 0x80], [0xC1, 0xBF], [0xC2], [0xC2, 0x20], [0xE0, 0x9F, 0xBF], [0xE0, 0xA0, 0x80],
    [0xED, 0xA0, 0x80], [0xED, 0x9F, 0xBF], [0xEF, 0xBF, 0xBE], [0xEF, 0xBF, 0xBF],
    [0xEF, 0xBF, 0xBD],
    [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x90, 0x80, 0x80], [0xF4, 0x8F, 0xBF, 0xBF],
    [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80], [0xFF],
  ])
  func bytesThatMayBeNoCharacters(bytes: [UInt8]) throws {
    try compare(Array("<r>".utf8) + bytes + Array("</r>".utf8), "\(bytes) in a text")
    try compare(Array("<r a='".utf8) + bytes + Array("'/>".utf8), "\(bytes) in a value")
  }

  /// Every part of every file, here and beside the package.
  @Test func everyPartOfTheCorpus() throws {
    let here = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Corpus")
    var files = try FileManager.default.contentsOfDirectory(atPath: here.path)
      .map { here.appendingPathComponent($0) }
    if let folder = CorpusTests.folder {
      files += CorpusTests.files.map { folder.appendingPathComponent($0) }
    }
    var parts = 0
    for file in files.sorted(by: { $0.path < $1.path }) {
      let bytes = [UInt8](try Data(contentsOf: file))
      guard bytes.starts(with: [0x50, 0x4B]) else { continue }
      for part in (try? Self.parts(of: bytes)) ?? [] {
        parts += 1
        try compare(
          part.bytes, windows: [1 << 20, 4_096], file.lastPathComponent + " " + part.name)
      }
    }
    #expect(parts > 300)
  }

  private static func parts(of bytes: [UInt8]) throws -> [(name: String, bytes: [UInt8])] {
    try bytes.span.withUnsafeBytes { raw in
      let archive = try ZIPArchive(raw, limits: ReadingLimits())
      return archive.names.filter { $0.hasSuffix(".xml") || $0.hasSuffix(".rels") }.compactMap {
        name in
        (try? archive.contents(of: name, atMost: 1 << 20)).map { (name, $0) }
      }
    }
  }
}
