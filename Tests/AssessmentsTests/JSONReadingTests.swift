import Basics
import Testing

@Suite struct JSONReadingTests {
  @Test(arguments: [
    ("null", JSON.null), (" true ", .boolean(true)), ("-0.5e+1", .number(-5)), ("0", .number(0)),
    (#""a\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\""#, .string("aé😀/\u{8}\u{C}\n\r\t\"\\")),
    ("[]", .array([])), ("[1, [2]\n]", .array([.number(1), .array([.number(2)])])),
    (#"{"b":1,"a":{}}"#, .object([.init("b", .number(1)), .init("a", .object([]))])),
    ("\u{FEFF}1", .number(1)), ("\"\u{7F}👩‍🍳\"", .string("\u{7F}👩‍🍳")),
  ])
  func sound(text: String, value: JSON) throws {
    #expect(try JSON.read(Array(text.utf8)) == value)
    #expect(JSON.isDocument(Array(text.utf8)))
  }

  /// Text, problem, byte.
  @Test(arguments: [
    ("", JSONFault.Problem.unended, 0), ("  ", .unended, 2), ("nul", .unended, 3),
    ("nulL", .unexpected, 3), ("1 2", .unexpected, 2), ("01", .unexpected, 1),
    ("+1", .unexpected, 0),
    ("-", .unended, 1), ("-a", .number, 1), ("1.", .unended, 2), ("1.e3", .number, 2),
    ("1e999", .number, 0), ("NaN", .unexpected, 0), ("[1,]", .unexpected, 3), ("[1", .unended, 2),
    ("[1 2]", .unexpected, 3), ("{\"a\"}", .unexpected, 4), ("{a:1}", .unexpected, 1),
    ("{\"a\":1,}", .unexpected, 7), ("{\"a\":1,\"a\":2}", .repeatedName, 7), ("\"a", .unended, 2),
    ("\"a\nb\"", .string, 2), (#""\x""#, .string, 2), (#""\u12"#, .unended, 5),
    (#""\u12g4""#, .string, 5), (#""\ud800""#, .string, 3), (#""\udc00""#, .string, 3),
    (#""\ud800\u0041""#, .string, 3), ("'a'", .unexpected, 0), ("// a\n1", .unexpected, 0),
  ])
  func faulty(text: String, problem: JSONFault.Problem, offset: Int) {
    #expect(throws: JSONFault(problem, at: offset)) { try JSON.read(Array(text.utf8)) }
    #expect(JSON.isDocument(Array(text.utf8)) == (problem == .repeatedName))
  }

  @Test(arguments: [
    (#"{"a":1}"#, JSON.number(1)),
    (#"{ "b" : [{"a":2}, "\\"] , "a" : {"c":3} }"#, .object([.init("c", .number(3))])),
    (#"{"\u0061":null,"#, .null), (#"{"b":{"a":1}}"#, nil), ("{}", nil), ("[1]", nil),
    (#"{"b":1 "a":2}"#, nil), (#"{"b":"\x","a":2}"#, nil), ("", nil),
  ])
  func aMember(text: String, value: JSON?) {
    #expect(JSON.member("a", of: Array(text.utf8)) == value)
  }

  /// Large objects are looked through in another way than small ones.
  @Test(arguments: [2, 31, 32, 33, 200])
  func repeatedNames(_ count: Int) throws {
    let names = (0..<count).map { "\"n\($0)\":\($0)" }.joined(separator: ",")
    #expect(try JSON.read(Array("{\(names)}".utf8)).members?.count == count)
    for again in [0, count - 1] {
      let text = "{\(names),\"n\(again)\":0}"
      // The brace, the names and the comma stand before it.
      #expect(throws: JSONFault(.repeatedName, at: names.utf8.count + 2)) {
        try JSON.read(Array(text.utf8))
      }
    }
  }

  /// What a terminal might obey is escaped, also where it has two bytes; everything else stands as it is.
  @Test(arguments: [
    ("", ""), ("« été »", "« été »"), ("a\"b\\", #"a\"b\\"#), ("\n\r\t", #"\n\r\t"#),
    ("\0\u{1B}[\u{7F}", #"\u0000\u001b[\u007f"#),
    ("é\u{80}\u{9F}\u{A0}\u{9B}2J", "é" + #"\u0080\u009f"# + "\u{A0}" + #"\u009b2J"#),
  ])
  func written(text: String, expected: String) throws {
    #expect(JSON.string(text).compact == "\"" + expected + "\"")
    #expect(JSON.line { $0.add(text, text) } == Array("{\"\(expected)\":\"\(expected)\"}".utf8))
    #expect(try JSON.read(Array(JSON.string(text).compact.utf8)) == .string(text))
  }

  /// A line is written at once, a value is made first.
  @Test func aLineIsTheTextOfTheValue() {
    func add(_ object: inout some JSONObject) {
      object.add("none", [String]()) { $1.add("name", $0) }
      object.add("empty") { _ in }
      object.add("absent", nil as String?)
      object.add("list", ["a", "b"]) { name, inner in
        inner.add("name", name)
        inner.add("object") { $0.add("number", .number(1.5)) }
        inner.add("flag", .boolean(true))
      }
    }
    let text =
      #"{"none":[],"empty":{},"absent":null,"list":[{"name":"a","object":{"number":1.5},"flag":true},{"name":"b","object":{"number":1.5},"flag":true}]}"#
    #expect(JSON.object { add(&$0) }.compact == text)
    #expect(JSON.line { add(&$0) } == Array(text.utf8))
  }

  @Test func bytesThatAreNotUTF8() {
    let bytes: [UInt8] = [0x22, 0x61, 0xC3, 0x28, 0x22]
    #expect(throws: JSONFault(.encoding, at: 1)) { try JSON.read(bytes) }
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> [UInt8] {
      Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
    }
    _ = try JSON.read(nested(64))
    #expect(throws: JSONFault(.tooDeep, at: 64)) { try JSON.read(nested(65)) }
    #expect(JSON.isDocument(nested(64)) && !JSON.isDocument(nested(65)))
    #expect(throws: JSONFault(.tooDeep, at: 64)) {
      try JSON.read(Array(repeating: UInt8(ascii: "["), count: 1_000_000))
    }
  }

  @Test(arguments: [
    ("abc", "abc"), ("a\u{1B}[0m", "a␛[0m"), ("a\r\nb\nc\rd", "a⏎b⏎c⏎d"), ("\u{7F}\t", "␡␉"),
    ("\u{202E}x\u{85}", "‹U+202E›x‹U+0085›"), ("👩🏽‍🍳 é e\u{301}", "👩🏽‍🍳 é e\u{301}"),
    ("\u{FEFF}\u{2028}", "‹U+FEFF›‹U+2028›"),
  ])
  func visible(text: String, shown: String) {
    #expect(text.visible() == shown)
  }

  /// By Unicode's categories, whichever way they are looked up.
  @Test func hiddenScalarsAreThoseOfHiddenCategories() {
    for value in UInt32(0)..<0x3000 {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let isHidden =
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned: true
        case .format: value != 0x200C && value != 0x200D
        default: false
        }
      let text = "a" + String(scalar)
      #expect((text.visible() != text) == isHidden, "U+\(String(value, radix: 16))")
    }
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdefg", 6, "abcde…"), ("", 6, ""), ("👩🏽‍🍳👩🏽‍🍳👩🏽‍🍳", 3, "👩🏽‍🍳👩🏽‍🍳👩🏽‍🍳"),
    ("a" + String(repeating: "\u{301}", count: 1000), 6, "…"),
  ])
  func shortened(text: String, limit: Int, shown: String) {
    #expect(text.shortened(to: limit) == shown)
  }
}
