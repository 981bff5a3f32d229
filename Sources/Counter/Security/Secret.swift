internal import Basics

/// 32 random bytes that let somebody in, as 43 letters of base64url (RFC 4648, § 5). Only its digest is stored.
struct Secret: Sendable {
  let text: String

  /// A new one, from the system's source for secrets.
  init() {
    var source = SystemRandomNumberGenerator()
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)
    // 43 letters of 6 bits each hold 258.
    text = String(decoding: (0..<43).map { _ in letters[Int(source.next() & 63)] }, as: UTF8.self)
  }

  /// One that somebody presents; nil where it cannot be one.
  init?(presented text: String) {
    guard text.utf8.count == 43, text.utf8.allSatisfy(Self.isLetter) else { return nil }
    self.text = text
  }

  /// What is stored and looked up, so that neither a copy of the register nor the time of a comparison tells the secret.
  var digest: String { SHA256.hex(of: Array(text.utf8)) }

  /// What a form of the same visitor holds (OWASP, Cross-Site Request Forgery Prevention): another site can send the cookie,
  /// and can neither read it nor make this of it.
  var formToken: String { SHA256.hex(of: Array(("respecte form " + text).utf8)) }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
      true
    default: false
    }
  }
}

extension String {
  /// Whether two texts are the same, in a time that does not say where they differ.
  func isSameInConstantTime(as other: String) -> Bool {
    let (a, b) = (Array(utf8), Array(other.utf8))
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for index in a.indices { difference |= a[index] ^ b[index] }
    return difference == 0
  }
}
