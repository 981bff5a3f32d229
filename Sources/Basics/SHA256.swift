#if canImport(CommonCrypto)
  internal import CommonCrypto
#else
  internal import CCrypto
#endif

/// The SHA-256 digest of bytes (FIPS 180-4).
public enum SHA256 {
  /// 64 lower-case hexadecimal digits.
  public static func hex(of bytes: [UInt8]) -> String {
    hex(digest(of: bytes))
  }

  fileprivate static func hex(_ digest: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: digest.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// 44 letters of base64 (RFC 4648, § 4), as content security policies write it.
  public static func base64(of bytes: [UInt8]) -> String {
    let digest = digest(of: bytes)
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var out: [UInt8] = []
    for start in stride(from: 0, to: digest.count, by: 3) {
      let group = digest[start..<min(start + 3, digest.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for place in 0...3 {
        out.append(place > group.count ? UInt8(ascii: "=") : letters[bits >> (18 - 6 * place) & 63])
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  private static func digest(of bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    #if canImport(CommonCrypto)
      _ = CC_SHA256(bytes, CC_LONG(bytes.count), &digest)
    #else
      _ = CCrypto.SHA256(bytes, bytes.count, &digest)
    #endif
    return digest
  }
}

/// The SHA-256 digest of bytes that come piece by piece.
public struct SHA256Stream {
  private var state = crypto_hash_sha256_state()

  public init() { crypto_hash_sha256_init(&state) }

  public mutating func add(_ bytes: [UInt8]) {
    _ = crypto_hash_sha256_update(&state, bytes, UInt64(bytes.count))
  }

  /// The digest of everything that was added, 64 lower-case hexadecimal digits.
  public func hex() -> String {
    var ended = state
    var digest = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256_final(&ended, &digest)
    return SHA256.hex(digest)
  }
}
