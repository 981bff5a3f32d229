/// Identifiers made from names (RFC 9562, § 5.5: version 5), so that the same subject has the same one in every run.
///
/// OSCAL allows versions 4 and 5 alone. Version 5 is made with SHA-1, which names here, and protects
/// nothing; it is taken from a stream, for which libcrypto has no short way.
struct NameUUID {
  private let namespace: [UInt8]

  /// The identifiers of one namespace, which is itself the name of a URI.
  init(uri: String) {
    // The namespace of URIs that RFC 9562, § 6.6 gives.
    let uris: [UInt8] = [
      0x6B, 0xA7, 0xB8, 0x11, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30,
      0xC8,
    ]
    namespace = Self.bytes(namespace: uris, name: Array(uri.utf8))
  }

  /// The identifier of a name in several parts, in lower case.
  func callAsFunction(_ parts: String?...) -> String {
    // Each part with its length, so that no two lists of parts are one name.
    var name: [UInt8] = []
    for part in parts {
      name += (part.map { String($0.utf8.count) } ?? "-").utf8
      name += ":".utf8
      name += (part ?? "").utf8
    }
    let digits = Array("0123456789abcdef".utf8)
    var text: [UInt8] = []
    for (index, byte) in Self.bytes(namespace: namespace, name: name).enumerated() {
      if [4, 6, 8, 10].contains(index) { text.append(UInt8(ascii: "-")) }
      text += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return String(decoding: text, as: UTF8.self)
  }

  private static func bytes(namespace: [UInt8], name: [UInt8]) -> [UInt8] {
    var hash = SHA1()
    hash.update(namespace)
    hash.update(name)
    var bytes = Array(hash.digest().prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    return bytes
  }
}

/// SHA-1 (FIPS 180-4, § 6.1) of bytes that come in pieces.
struct SHA1 {
  private var state: [UInt32] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0]
  /// The words of a block: sixteen that are filled, and what is made of them.
  private var words = [UInt32](repeating: 0, count: 80)
  private var count: UInt64 = 0

  mutating func update(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      let place = Int(truncatingIfNeeded: count & 63)
      words[place >> 2] = words[place >> 2] << 8 | UInt32(byte)
      count &+= 1
      if place == 63 { take() }
    }
  }

  /// The twenty bytes of what came so far.
  func digest() -> [UInt8] {
    var copy = self
    let bits = count &* 8
    copy.update(CollectionOfOne(0x80))
    while copy.count & 63 != 56 { copy.update(CollectionOfOne(0)) }
    copy.update((0..<8).map { UInt8(truncatingIfNeeded: bits >> UInt64(56 - 8 * $0)) })
    return copy.state.flatMap { word in
      (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) }
    }
  }

  private mutating func take() {
    for index in 16..<80 {
      let word = words[index - 3] ^ words[index - 8] ^ words[index - 14] ^ words[index - 16]
      words[index] = Self.turned(word, 1)
    }
    var (a, b, c, d, e) = (state[0], state[1], state[2], state[3], state[4])
    for index in 0..<80 {
      let (mixed, constant): (UInt32, UInt32) =
        switch index {
        case ..<20: (b & c | ~b & d, 0x5A82_7999)
        case ..<40: (b ^ c ^ d, 0x6ED9_EBA1)
        case ..<60: (b & c | b & d | c & d, 0x8F1B_BCDC)
        default: (b ^ c ^ d, 0xCA62_C1D6)
        }
      (a, b, c, d, e) = (
        Self.turned(a, 5) &+ mixed &+ e &+ constant &+ words[index], a, Self.turned(b, 30), c, d
      )
    }
    state[0] &+= a
    state[1] &+= b
    state[2] &+= c
    state[3] &+= d
    state[4] &+= e
  }

  private static func turned(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word << bits | word >> (32 - bits)
  }
}
