/// Goes through the markup that poppler's programs print: start tags with their attributes, end tags, text.
///
/// It checks nothing: a tag ends at the next `>`, and what is not closed ends with the bytes.
struct TagScanner {
  enum Token: Equatable {
    case start(name: String)
    case end(name: String)
    /// Character references are resolved.
    case text(String)
  }

  private let bytes: [UInt8]
  private var position = 0
  /// What stands behind the name of the last start tag.
  private var attributes = 0..<0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The next token; nil at the end.
  mutating func next() -> Token? {
    guard position < bytes.count else { return nil }
    let start = position
    guard bytes[start] == UInt8(ascii: "<") else {
      while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
      return .text(Self.resolved(bytes[start..<position]))
    }
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
    let body = bytes[(start + 1)..<position]
    position = min(position + 1, bytes.count)
    let isEnd = body.first == UInt8(ascii: "/")
    let name = (isEnd ? body.dropFirst() : body).prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
    let text = String(decoding: name.prefix(40), as: UTF8.self)
    if isEnd { return .end(name: text) }
    attributes = name.endIndex..<body.endIndex
    return .start(name: text)
  }

  /// An attribute of the start tag that came last.
  func attribute(_ name: StaticString) -> String? {
    var rest = bytes[attributes]
    while let equals = rest.firstIndex(of: UInt8(ascii: "=")) {
      let key = rest[..<equals].drop { $0 <= 0x20 }
      guard equals + 1 < rest.endIndex, bytes[equals + 1] == UInt8(ascii: "\"") else { return nil }
      let end = rest[(equals + 2)...].firstIndex(of: UInt8(ascii: "\"")) ?? rest.endIndex
      let isWanted = name.withUTF8Buffer { key.elementsEqual($0) }
      if isWanted { return Self.resolved(bytes[(equals + 2)..<end]) }
      rest = rest[min(end + 1, rest.endIndex)...]
    }
    return nil
  }

  /// A number that is finite.
  func number(_ name: StaticString) -> Double? {
    attribute(name).flatMap { Double($0) }.flatMap { $0.isFinite && abs($0) < 1e7 ? $0 : nil }
  }

  private static let names: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  private static func resolved(_ bytes: ArraySlice<UInt8>) -> String {
    guard bytes.contains(UInt8(ascii: "&")) else { return String(decoding: bytes, as: UTF8.self) }
    var out = ""
    var rest = bytes
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      out += String(decoding: rest[..<mark], as: UTF8.self)
      let name = rest[(mark + 1)...].prefix(10).prefix { $0 != UInt8(ascii: ";") }
      let text = String(decoding: name, as: UTF8.self)
      var scalar = names[text]
      if text.hasPrefix("#x") {
        scalar = UInt32(text.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
      } else if text.hasPrefix("#") {
        scalar = UInt32(text.dropFirst()).flatMap { Unicode.Scalar($0) }
      }
      if let scalar, name.endIndex < rest.endIndex {
        out.unicodeScalars.append(scalar)
        rest = rest[(name.endIndex + 1)...]
      } else {
        out += "&"
        rest = rest[(mark + 1)...]
      }
    }
    return out + String(decoding: rest, as: UTF8.self)
  }
}
