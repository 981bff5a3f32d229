/// Why a text is no JSON document, and at which byte (from 0) that shows.
public struct JSONFault: Error, Sendable, Equatable {
  public enum Problem: String, Sendable {
    /// The text ends too early.
    case unended
    /// Something else stands where a value, a name or a sign is expected.
    case unexpected
    /// A string holds a control character, an unknown escape or half a surrogate pair.
    case string
    /// The bytes are not UTF-8.
    case encoding
    /// A number is not written as JSON writes one, or is too large.
    case number
    /// More values inside one another than allowed.
    case tooDeep
    /// An object has one name twice.
    case repeatedName
  }

  public var problem: Problem
  public var offset: Int

  public init(_ problem: Problem, at offset: Int) {
    self.problem = problem
    self.offset = offset
  }
}

extension JSON {
  /// How deep values may stand inside one another unless a caller says otherwise.
  public static let depthLimit = 64

  /// Reads one JSON document (RFC 8259), strictly: UTF-8, nothing after the value, no name twice in an object.
  /// A byte order mark at the start is passed over.
  public static func read(_ bytes: [UInt8], depthLimit: Int = JSON.depthLimit) throws(JSONFault)
    -> JSON
  {
    var reader = JSONReader(bytes: bytes, depthLimit: depthLimit)
    return try reader.document()
  }

  /// Whether a text, which is UTF-8, is one JSON document, names that stand twice in an object aside; no value of it is made.
  public static func isDocument(_ bytes: [UInt8]) -> Bool {
    var reader = JSONReader(bytes: bytes, depthLimit: depthLimit)
    return (try? reader.passDocument()) != nil
  }

  /// The first member with a name of the object that a text is, which is read no further; nil where there is none.
  public static func member(_ name: String, of bytes: [UInt8]) -> JSON? {
    var reader = JSONReader(bytes: bytes, depthLimit: depthLimit)
    return try? reader.member(name)
  }
}

/// A recursive descent over the bytes; the depth limit bounds the recursion.
private struct JSONReader {
  let bytes: [UInt8]
  let depthLimit: Int
  var index = 0

  init(bytes: [UInt8], depthLimit: Int) {
    self.bytes = bytes
    self.depthLimit = depthLimit
  }

  private var next: UInt8? { index < bytes.count ? bytes[index] : nil }

  private func fault(_ problem: JSONFault.Problem) -> JSONFault { JSONFault(problem, at: index) }
  private var surprise: JSONFault { fault(next == nil ? .unended : .unexpected) }

  mutating func document() throws(JSONFault) -> JSON {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    let value = try value(depth: 0)
    skipBlanks()
    guard next == nil else { throw fault(.unexpected) }
    return value
  }

  private mutating func skipBlanks() {
    while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      index += 1
    }
  }

  /// Passes over a sign that has to come next, blanks before it included.
  private mutating func expect(_ sign: Unicode.Scalar) throws(JSONFault) {
    guard accept(sign) else { throw surprise }
  }

  private mutating func accept(_ sign: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard next == UInt8(ascii: sign) else { return false }
    index += 1
    return true
  }

  private mutating func value(depth: Int) throws(JSONFault) -> JSON {
    skipBlanks()
    guard depth < depthLimit else { throw fault(.tooDeep) }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    case UInt8(ascii: "-"), .some(UInt8(ascii: "0")...UInt8(ascii: "9")): return try number()
    default: throw surprise
    }
  }

  private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
    for byte in word.description.utf8 {
      guard next == byte else { throw surprise }
      index += 1
    }
    return value
  }

  private mutating func array(depth: Int) throws(JSONFault) -> JSON {
    index += 1
    var items: [JSON] = []
    if accept("]") { return .array(items) }
    repeat { items.append(try value(depth: depth + 1)) } while accept(",")
    try expect("]")
    return .array(items)
  }

  private mutating func object(depth: Int) throws(JSONFault) -> JSON {
    index += 1
    var members: [JSON.Member] = []
    if accept("}") { return .object(members) }
    // Few names are compared faster than hashed.
    var names: Set<String> = []
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw surprise }
      let start = index
      let name = try string()
      if members.count == 32 { names = Set(members.map(\.name)) }
      guard
        members.count < 32
          ? !members.contains(where: { $0.name == name }) : names.insert(name).inserted
      else { throw JSONFault(.repeatedName, at: start) }
      try expect(":")
      members.append(JSON.Member(name, try value(depth: depth + 1)))
    } while accept(",")
    try expect("}")
    return .object(members)
  }

  private mutating func number() throws(JSONFault) -> JSON {
    let start = index
    if next == UInt8(ascii: "-") { index += 1 }
    if next == UInt8(ascii: "0") { index += 1 } else { try digits() }
    if next == UInt8(ascii: ".") {
      index += 1
      try digits()
    }
    if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
      index += 1
      if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { index += 1 }
      try digits()
    }
    guard let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)),
      number.isFinite
    else { throw JSONFault(.number, at: start) }
    return .number(number)
  }

  /// One digit or more.
  private mutating func digits() throws(JSONFault) {
    let start = index
    while let byte = next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) { index += 1 }
    guard index > start else { throw fault(next == nil ? .unended : .number) }
  }

  private mutating func string() throws(JSONFault) -> String {
    index += 1
    let start = index
    var text: [UInt8] = []
    // What was read and not yet copied begins here.
    var plain = index
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        if plain > start { text += bytes[plain..<index] }
        let string = Self.string(plain > start ? text[...] : bytes[start..<index])
        guard let string else { throw JSONFault(.encoding, at: start) }
        index += 1
        return string
      case UInt8(ascii: "\\"):
        text += bytes[plain..<index]
        index += 1
        try escape(into: &text)
        plain = index
      case 0..<0x20:
        throw fault(.string)
      default:
        index += 1
      }
    }
    throw fault(.unended)
  }

  /// Nil for what is no UTF-8, which decoding would mend.
  private static func string(_ text: ArraySlice<UInt8>) -> String? {
    let string = String(decoding: text, as: UTF8.self)
    return string.utf8.elementsEqual(text) ? string : nil
  }

  // MARK: Passing over

  mutating func passDocument() throws(JSONFault) {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { index = 3 }
    try pass(depth: 0)
    skipBlanks()
    guard next == nil else { throw fault(.unexpected) }
  }

  mutating func member(_ name: String) throws(JSONFault) -> JSON? {
    try expect("{")
    if accept("}") { return nil }
    repeat {
      skipBlanks()
      guard next == UInt8(ascii: "\"") else { throw surprise }
      let found = try string()
      try expect(":")
      if found == name { return try value(depth: 1) }
      try pass(depth: 1)
    } while accept(",")
    return nil
  }

  private mutating func pass(depth: Int) throws(JSONFault) {
    skipBlanks()
    guard depth < depthLimit else { throw fault(.tooDeep) }
    switch next {
    case UInt8(ascii: "{"):
      index += 1
      if accept("}") { return }
      repeat {
        skipBlanks()
        try passString()
        try expect(":")
        try pass(depth: depth + 1)
      } while accept(",")
      try expect("}")
    case UInt8(ascii: "["):
      index += 1
      if accept("]") { return }
      repeat { try pass(depth: depth + 1) } while accept(",")
      try expect("]")
    case UInt8(ascii: "\""): try passString()
    default: _ = try value(depth: depth)
    }
  }

  private mutating func passString() throws(JSONFault) {
    guard next == UInt8(ascii: "\"") else { throw surprise }
    index += 1
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"):
        index += 1
        var text: [UInt8] = []
        try escape(into: &text)
      case 0..<0x20: throw fault(.string)
      default: index += 1
      }
    }
    throw fault(.unended)
  }

  /// What stands after a backslash.
  private mutating func escape(into text: inout [UInt8]) throws(JSONFault) {
    guard let byte = next else { throw fault(.unended) }
    let plain: UInt8
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): plain = byte
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "u"):
      index += 1
      text += String(Character(try escapedScalar())).utf8
      return
    default: throw fault(.string)
    }
    text.append(plain)
    index += 1
  }

  /// Four hexadecimal digits, or twice four where the first are the high half of a surrogate pair.
  private mutating func escapedScalar() throws(JSONFault) -> Unicode.Scalar {
    let start = index
    let unit = try hexadecimal()
    if let scalar = Unicode.Scalar(unit) { return scalar }
    guard (0xD800..<0xDC00).contains(unit), next == UInt8(ascii: "\\") else {
      throw JSONFault(.string, at: start)
    }
    index += 1
    guard next == UInt8(ascii: "u") else { throw JSONFault(.string, at: start) }
    index += 1
    let low = try hexadecimal()
    guard (0xDC00..<0xE000).contains(low),
      let scalar = Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00))
    else { throw JSONFault(.string, at: start) }
    return scalar
  }

  private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = next else { throw fault(.unended) }
      guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue, byte < 0x80 else {
        throw fault(.string)
      }
      number = number << 4 | UInt32(digit)
      index += 1
    }
    return number
  }
}
