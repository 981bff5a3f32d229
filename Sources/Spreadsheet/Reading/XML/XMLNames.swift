/// Bytes that live as long as the event that speaks of them.
typealias XMLBytes = UnsafeBufferPointer<UInt8>

extension XMLBytes {
  /// What a program's own text says, byte by byte.
  init(_ text: StaticString) { self.init(start: text.utf8Start, count: text.utf8CodeUnitCount) }

  /// What ends with a zero byte.
  init(terminated text: UnsafePointer<CChar>) {
    var count = 0
    while text[count] != 0 { count += 1 }
    self = UnsafeRawBufferPointer(start: text, count: count).assumingMemoryBound(to: UInt8.self)
  }

  @inline(__always)
  static func == (a: XMLBytes, b: XMLBytes) -> Bool {
    guard a.count == b.count else { return false }
    for index in 0..<a.count where a[index] != b[index] { return false }
    return true
  }

  @inline(__always)
  static func == (bytes: XMLBytes, text: StaticString) -> Bool { bytes == XMLBytes(text) }

  @inline(__always)
  func starts(_ text: StaticString) -> Bool { has(text, at: 0) }

  /// Whether a text stands at a place; several bytes are compared at once.
  @inline(__always)
  func has(_ text: StaticString, at place: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard place + count <= self.count, let baseAddress else { return false }
    let here = UnsafeRawPointer(baseAddress + place)
    let text = UnsafeRawPointer(text.utf8Start)
    var start = 0
    @inline(__always) func isSame<Word: FixedWidthInteger & BitwiseCopyable>(_ word: Word.Type)
      -> Bool
    {
      let found = here.loadUnaligned(fromByteOffset: start, as: word)
      defer { start += MemoryLayout<Word>.size }
      return found == text.loadUnaligned(fromByteOffset: start, as: word)
    }
    while start + 8 <= count { if !isSame(UInt64.self) { return false } }
    if start + 4 <= count, !isSame(UInt32.self) { return false }
    if start + 2 <= count, !isSame(UInt16.self) { return false }
    return start == count || isSame(UInt8.self)
  }

  /// Where the first colon stands; nil where there is none.
  fileprivate var colon: Int? { firstIndex(of: UInt8(ascii: ":")) }

  fileprivate subscript(bytes range: Range<Int>) -> XMLBytes { XMLBytes(rebasing: self[range]) }

  var string: String { String(decoding: self, as: UTF8.self) }
}

/// The name of an element while its event lasts: compared by its local part, whatever prefix a program gave it.
struct XMLName {
  private let whole: XMLBytes
  private let local: XMLBytes

  init(_ name: XMLBytes) {
    whole = name
    local = XMLName.local(name)
  }

  /// - Parameter colon: where the name has one; -1 for nowhere.
  @inline(__always)
  init(_ name: XMLBytes, colon: Int) {
    whole = name
    local = colon < 0 ? name : XMLBytes(rebasing: name[(colon + 1)...])
  }

  /// The prefix; empty for none.
  var prefix: String { whole[bytes: 0..<max(0, whole.count - local.count - 1)].string }

  /// The local part as a string.
  var text: String { local.string }

  @inline(__always)
  static func == (name: XMLName, text: StaticString) -> Bool { name.local == text }

  @inline(__always)
  static func ~= (text: StaticString, name: XMLName) -> Bool { name.local == text }

  /// What follows the colon.
  fileprivate static func local(_ name: XMLBytes) -> XMLBytes {
    name.colon.map { name[bytes: ($0 + 1)..<name.count] } ?? name
  }
}

/// One attribute while its element's event lasts.
struct XMLAttribute {
  let name: XMLBytes
  let value: XMLBytes
}

/// The attributes of an element while its event lasts.
struct XMLAttributes {
  private let all: UnsafeBufferPointer<XMLAttribute>

  init(_ all: UnsafeBufferPointer<XMLAttribute>) { self.all = all }

  /// The value of the attribute without a prefix, as it is in memory.
  @inline(__always)
  func bytes(_ name: StaticString) -> XMLBytes? {
    for attribute in all where attribute.name == name { return attribute.value }
    return nil
  }

  /// The value of the attribute without a prefix.
  subscript(name: StaticString) -> String? { bytes(name)?.string }

  /// The value of an attribute by its local name, under whatever prefix, as it is in memory.
  func bytes(local name: StaticString) -> XMLBytes? {
    for attribute in all where attribute.name.count >= name.utf8CodeUnitCount {
      let name = XMLBytes(name)
      let end = XMLBytes(rebasing: attribute.name.suffix(name.count))
      guard end == name, XMLName.local(attribute.name).count == name.count else { continue }
      let isNamespace =
        attribute.name.count == name.count + 6 && attribute.name.starts(with: "xmlns:".utf8)
      if !isNamespace { return attribute.value }
    }
    return nil
  }

  /// The value of an attribute by its local name, under whatever prefix.
  subscript(local name: StaticString) -> String? { bytes(local: name)?.string }

  /// The value of an attribute under a certain prefix, as it is in memory.
  func bytes(_ prefix: String, _ name: StaticString) -> XMLBytes? {
    let count = prefix.utf8.count + (prefix.isEmpty ? 0 : 1) + name.utf8CodeUnitCount
    return all.first {
      $0.name.count == count && XMLName.local($0.name) == name
        && $0.name.starts(with: prefix.utf8)
    }?.value
  }

  /// A whole number; nil where there is none.
  func number(_ name: StaticString) -> Int? { bytes(name).flatMap(XMLAttributes.number) }

  /// `1`, `true` and `on` (ECMA-376 part 1, § 22.9.2.7).
  func flag(_ name: StaticString) -> Bool {
    guard let text = bytes(name) else { return false }
    return text == "1" || text == "true" || text == "on"
  }

  /// A whole number of at most 18 digits and nothing else.
  static func number(_ text: XMLBytes) -> Int? {
    guard !text.isEmpty, text.count <= 18 else { return nil }
    var number = 0
    for byte in text {
      guard (0x30...0x39).contains(byte) else { return nil }
      number = number * 10 + Int(byte - 0x30)
    }
    return number
  }
}
