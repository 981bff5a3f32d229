/// A JSON value (RFC 8259) that keeps the order of its members, so that documents read in the order that they are
/// described in and the same value always gives the same bytes.
public enum JSON: Sendable, Equatable {
  case null
  case boolean(Bool)
  case number(Double)
  case string(String)
  case array([JSON])
  case object([Member])

  /// One name and its value.
  public struct Member: Sendable, Equatable {
    public var name: String
    public var value: JSON

    public init(_ name: String, _ value: JSON) {
      self.name = name
      self.value = value
    }
  }

  /// A string, or null.
  public init(_ string: String?) { self = string.map(JSON.string) ?? .null }
  /// A number, or null.
  public init(_ number: Int?) { self = number.map { .number(Double($0)) } ?? .null }
  /// A number, or null; null also for what is not finite.
  public init(_ number: Double?) {
    self = number.flatMap { $0.isFinite ? .number($0) : nil } ?? .null
  }
  /// An array of strings.
  public init(_ strings: [String]) { self = .array(strings.map(JSON.string)) }

  /// The value of a member; nil for other kinds and where there is no such member.
  public subscript(_ name: String) -> JSON? {
    if case .object(let members) = self { members.first { $0.name == name }?.value } else { nil }
  }

  public var string: String? { if case .string(let string) = self { string } else { nil } }
  public var boolean: Bool? { if case .boolean(let flag) = self { flag } else { nil } }
  public var number: Double? { if case .number(let number) = self { number } else { nil } }
  /// The number, where it is whole.
  public var int: Int? { number.flatMap { Int(exactly: $0) } }
  public var array: [JSON]? { if case .array(let items) = self { items } else { nil } }
  public var members: [Member]? { if case .object(let members) = self { members } else { nil } }

  /// The text on one line, without blanks.
  public var compact: String { text(indent: nil) }
  /// The text over several lines, two blanks a level, without a final line break.
  public var pretty: String { text(indent: 2) }

  /// Adds the text on one line to what was written before.
  public func append(to bytes: inout [UInt8]) { write(to: &bytes, indent: nil, depth: 0) }

  private func text(indent: Int?) -> String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: indent, depth: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], indent: Int?, depth: Int) {
    switch self {
    case .null: bytes += "null".utf8
    case .boolean(let flag): bytes += (flag ? "true" : "false").utf8
    case .number(let number):
      if let whole = Int(exactly: number), abs(number) < 1e15 {
        bytes += String(whole).utf8
      } else {
        bytes += String(number).utf8
      }
    case .string(let string): Self.write(string, to: &bytes)
    case .array(let items):
      Self.write(items, between: "[", "]", to: &bytes, indent: indent, depth: depth) {
        $0.write(to: &$1, indent: indent, depth: depth + 1)
      }
    case .object(let members):
      Self.write(members, between: "{", "}", to: &bytes, indent: indent, depth: depth) {
        Self.write($0.name, to: &$1)
        $1.append(UInt8(ascii: ":"))
        if indent != nil { $1.append(UInt8(ascii: " ")) }
        $0.value.write(to: &$1, indent: indent, depth: depth + 1)
      }
    }
  }

  private static func write<Item>(
    _ items: [Item], between open: Unicode.Scalar, _ close: Unicode.Scalar,
    to bytes: inout [UInt8], indent: Int?, depth: Int, item: (Item, inout [UInt8]) -> Void
  ) {
    bytes.append(UInt8(ascii: open))
    func newLine(_ depth: Int) {
      guard let indent, !items.isEmpty else { return }
      bytes.append(UInt8(ascii: "\n"))
      bytes += repeatElement(UInt8(ascii: " "), count: indent * depth)
    }
    for (index, each) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      newLine(depth + 1)
      item(each, &bytes)
    }
    newLine(depth)
    bytes.append(UInt8(ascii: close))
  }

  static func write(_ string: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    let isWritten: Void? = string.utf8.withContiguousStorageIfAvailable { write($0, to: &bytes) }
    if isWritten == nil { write(Array(string.utf8), to: &bytes) }
    bytes.append(UInt8(ascii: "\""))
  }

  /// What stands between the quotation marks.
  private static func write(_ text: some RandomAccessCollection<UInt8>, to bytes: inout [UInt8]) {
    guard needsEscapes(text) else {
      bytes += text
      return
    }
    var last: UInt8 = 0
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): bytes += #"\""#.utf8
      case UInt8(ascii: "\\"): bytes += #"\\"#.utf8
      case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
      case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
      case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
      case _ where isControl(byte, after: last):
        if last == 0xC2 { bytes.removeLast() }
        escape(byte, to: &bytes)
      default: bytes.append(byte)
      }
      last = byte
    }
  }

  /// Whether a byte, or with the one before it two, are a control character. Those of two bytes, U+0080 to U+009F, a
  /// terminal might obey as well.
  private static func isControl(_ byte: UInt8, after last: UInt8) -> Bool {
    byte < 0x20 || byte == 0x7F || (last == 0xC2 && byte < 0xA0)
  }

  private static func needsEscapes(_ text: some RandomAccessCollection<UInt8>) -> Bool {
    var found = false
    var last: UInt8 = 0
    for byte in text {
      // No way out of the loop: so it takes many bytes at a time.
      found =
        found || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
        || isControl(byte, after: last)
      last = byte
    }
    return found
  }

  private static func escape(_ value: UInt8, to bytes: inout [UInt8]) {
    let digits = Array("0123456789abcdef".utf8)
    bytes += #"\u00"#.utf8
    bytes.append(digits[Int(value >> 4)])
    bytes.append(digits[Int(value & 15)])
  }
}

extension JSON: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSON)...) {
    self = .object(elements.map { Member($0.0, $0.1) })
  }
}
extension JSON: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: JSON...) { self = .array(elements) }
}
extension JSON: ExpressibleByStringLiteral {
  public init(stringLiteral value: String) { self = .string(value) }
}
extension JSON: ExpressibleByBooleanLiteral {
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
}
