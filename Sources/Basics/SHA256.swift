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
    String(unsafeUninitializedCapacity: 2 * digest.count) { room in
      func digit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
      }
      for (index, byte) in digest.enumerated() {
        room[2 * index] = digit(byte >> 4)
        room[2 * index + 1] = digit(byte & 15)
      }
      return 2 * digest.count
    }
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
      var state = SHA256_CTX()
      SHA256_Init(&state)
      SHA256_Update(&state, bytes, bytes.count)
      SHA256_Final(&digest, &state)
    #endif
    return digest
  }
}

/// The SHA-256 digest of bytes that come piece by piece.
public struct SHA256Stream {
  #if canImport(CommonCrypto)
    private var state = CC_SHA256_CTX()
  #else
    private let state = DigestState()
  #endif

  public init() {
    #if canImport(CommonCrypto)
      CC_SHA256_Init(&state)
    #endif
  }

  public mutating func add(_ bytes: [UInt8]) {
    #if canImport(CommonCrypto)
      CC_SHA256_Update(&state, bytes, CC_LONG(bytes.count))
    #else
      EVP_DigestUpdate(state.context, bytes, bytes.count)
    #endif
  }

  /// The digest of everything that was added, 64 lower-case hexadecimal digits.
  public func hex() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    #if canImport(CommonCrypto)
      var ended = state
      CC_SHA256_Final(&digest, &ended)
    #else
      let ended = DigestState()
      EVP_MD_CTX_copy_ex(ended.context, state.context)
      EVP_DigestFinal_ex(ended.context, &digest, nil)
    #endif
    return SHA256.hex(digest)
  }
}

#if !canImport(CommonCrypto)
  /// The one owner of libcrypto's state of a digest.
  private final class DigestState {
    /// Nil where there is no memory, which ends a program in Swift at its next step.
    let context = EVP_MD_CTX_new()

    init() { EVP_DigestInit_ex(context, EVP_sha256(), nil) }
    deinit { EVP_MD_CTX_free(context) }
  }
#endif
