/// The name of an element while its event lasts: compared by its local part, whatever prefix a program gave it.
struct XMLName {
  private let whole: UnsafePointer<CChar>
  private let local: UnsafePointer<CChar>

  init(_ name: UnsafePointer<CChar>) {
    whole = name
    local = XMLName.local(name)
  }

  /// The prefix; empty for none.
  var prefix: String {
    guard local > whole else { return "" }
    let bytes = UnsafeRawBufferPointer(start: whole, count: local - whole - 1)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The local part as a string.
  var text: String { String(cString: local) }

  static func == (name: XMLName, text: StaticString) -> Bool { XMLName.equal(name.local, text) }

  static func ~= (text: StaticString, name: XMLName) -> Bool { XMLName.equal(name.local, text) }

  /// What follows the colon.
  fileprivate static func local(_ name: UnsafePointer<CChar>) -> UnsafePointer<CChar> {
    var position = name
    while position.pointee != 0 {
      if position.pointee == CChar(UInt8(ascii: ":")) { return position + 1 }
      position += 1
    }
    return name
  }

  fileprivate static func equal(_ name: UnsafePointer<CChar>, _ text: StaticString) -> Bool {
    let count = text.utf8CodeUnitCount
    let start = text.utf8Start
    for index in 0..<count where UInt8(truncatingIfNeeded: name[index]) != start[index] {
      return false
    }
    return name[count] == 0
  }
}

/// The attributes of an element while its event lasts.
struct XMLAttributes {
  private let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  init(_ pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>?) { self.pairs = pairs }

  /// The value of the attribute without a prefix, as it is in memory.
  func bytes(_ name: StaticString) -> UnsafePointer<CChar>? {
    first { XMLName.equal($0, name) }
  }

  /// The value of the attribute without a prefix.
  subscript(name: StaticString) -> String? { bytes(name).map { String(cString: $0) } }

  /// The value of an attribute by its local name, under whatever prefix.
  subscript(local name: StaticString) -> String? {
    first { XMLName.equal(XMLName.local($0), name) && !Self.isDeclaration($0) }
      .map { String(cString: $0) }
  }

  /// The value of an attribute under a certain prefix.
  subscript(prefix: String, name: StaticString) -> String? {
    first { XMLName.equal(XMLName.local($0), name) && XMLName($0).prefix == prefix }
      .map { String(cString: $0) }
  }

  /// A whole number; nil where there is none.
  func number(_ name: StaticString) -> Int? { bytes(name).flatMap(XMLAttributes.number) }

  /// `1`, `true` and `on` (ECMA-376 part 1, § 22.9.2.7).
  func flag(_ name: StaticString) -> Bool {
    guard let text = self[name] else { return false }
    return text == "1" || text == "true" || text == "on"
  }

  /// A whole number of at most 18 digits and nothing else.
  static func number(_ text: UnsafePointer<CChar>) -> Int? {
    var position = text
    var number = 0
    var digits = 0
    while position.pointee != 0 {
      let byte = UInt8(truncatingIfNeeded: position.pointee)
      guard (0x30...0x39).contains(byte), digits < 18 else { return nil }
      number = number * 10 + Int(byte - 0x30)
      digits += 1
      position += 1
    }
    return digits > 0 ? number : nil
  }

  private func first(where matches: (UnsafePointer<CChar>) -> Bool) -> UnsafePointer<CChar>? {
    guard let pairs else { return nil }
    var index = 0
    while let name = pairs[index] {
      if matches(name) { return pairs[index + 1] }
      index += 2
    }
    return nil
  }

  private static func isDeclaration(_ name: UnsafePointer<CChar>) -> Bool {
    XMLName(name).prefix == "xmlns"
  }
}
