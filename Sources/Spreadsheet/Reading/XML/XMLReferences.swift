/// Texts whose references are replaced (XML 1.0, § 4.4 and 4.6), and whose line ends are as XML wants them (§ 2.11, 3.3.3); each
/// lives until the next round.
struct XMLReferences: ~Copyable {
  private var memory: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private var count = 0
  /// What became too small while texts in it were in use.
  private var outgrown: [UnsafeMutablePointer<UInt8>] = []

  init() {
    capacity = 4_096
    memory = .allocate(capacity: capacity)
  }

  deinit {
    memory.deallocate()
    for memory in outgrown { memory.deallocate() }
  }

  /// Forgets the texts.
  mutating func clear() {
    count = 0
    if !outgrown.isEmpty {
      for memory in outgrown { memory.deallocate() }
      outgrown.removeAll()
    }
  }

  /// A text with its references replaced; nil where one is odd.
  ///
  /// - Parameter isValue: whether it is the value of an attribute.
  mutating func replaced(_ text: XMLBytes, isValue: Bool) -> XMLBytes? {
    // It only becomes shorter.
    if capacity - count < text.count { grow(text.count) }
    let start = memory + count
    var to = start
    var position = 0
    while true {
      let run = XMLText.plainRun(text, position, quote: nil)
      if run > 0, let base = text.baseAddress {
        to.update(from: base + position, count: run)
        to += run
        position += run
      }
      guard position < text.count else { break }
      let byte = text[position]
      position += 1
      switch byte {
      case UInt8(ascii: "&"):
        if let (byte, length) = Self.entity(text, position) {
          position += length
          to.initialize(to: byte)
          to += 1
          continue
        }
        guard let (scalar, length) = Self.scalar(text, position) else { return nil }
        position += length
        for byte in UTF8.encode(scalar) ?? .init() {
          to.initialize(to: byte)
          to += 1
        }
      case 0x0D:
        if position < text.count, text[position] == 0x0A { position += 1 }
        to.initialize(to: isValue ? 0x20 : 0x0A)
        to += 1
      default:
        to.initialize(to: isValue && (byte == 0x09 || byte == 0x0A) ? 0x20 : byte)
        to += 1
      }
    }
    count += to - start
    return XMLBytes(start: start, count: to - start)
  }

  /// One of the five entities, from behind its `&` on, and how long it is.
  @inline(__always)
  static func entity(_ text: XMLBytes, _ start: Int) -> (UInt8, length: Int)? {
    let rest = XMLBytes(rebasing: text[start...])
    if rest.count >= 3, rest[1] == UInt8(ascii: "t"), rest[2] == UInt8(ascii: ";") {
      if rest[0] == UInt8(ascii: "l") { return (UInt8(ascii: "<"), 3) }
      if rest[0] == UInt8(ascii: "g") { return (UInt8(ascii: ">"), 3) }
    }
    if rest.starts("quot;") { return (UInt8(ascii: "\""), 5) }
    if rest.starts("amp;") { return (UInt8(ascii: "&"), 4) }
    if rest.starts("apos;") { return (UInt8(ascii: "'"), 5) }
    return nil
  }

  private mutating func grow(_ more: Int) {
    outgrown.append(memory)
    capacity = max(2 * capacity, more)
    memory = .allocate(capacity: capacity)
    count = 0
  }

  /// What a reference by number stands for, from behind its `&` on, and how long it is.
  private static func scalar(_ text: XMLBytes, _ start: Int) -> (Unicode.Scalar, length: Int)? {
    // Those of programs are short.
    var end = start
    let last = min(start + 12, text.count)
    while end < last, text[end] != UInt8(ascii: ";") { end += 1 }
    guard end < last else { return nil }
    let length = end - start + 1
    let name = XMLBytes(rebasing: text[start..<end])
    guard name.count >= 2, name[0] == UInt8(ascii: "#") else { return nil }
    let isHexadecimal = name[1] == UInt8(ascii: "x")
    let digits = name[(isHexadecimal ? 2 : 1)...]
    guard let first = digits.first, first != UInt8(ascii: "+"), first != UInt8(ascii: "-"),
      let value = UInt32(String(decoding: digits, as: UTF8.self), radix: isHexadecimal ? 16 : 10),
      value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D,
      value != 0xFFFE, value != 0xFFFF, let scalar = Unicode.Scalar(value)
    else { return nil }
    return (scalar, length)
  }
}
