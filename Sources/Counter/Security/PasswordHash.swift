internal import Basics
internal import Synchronization

/// Argon2id by libsodium (RFC 9106), loaded only where something is served.
struct PasswordHash: @unchecked Sendable {
  private typealias Make =
    @convention(c) (
      UnsafeMutablePointer<CChar>, UnsafePointer<CChar>, UInt64, UInt64, Int
    ) -> CInt
  private typealias Verify =
    @convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>, UInt64) -> CInt

  private let make: Make
  private let verify: Verify
  /// What a name without an account is compared with, so that it takes as long.
  private let decoy: String

  /// Nil where the library, or one of these functions, is not there.
  static let loaded: PasswordHash? =
    LoadedLibrary(linux: "libsodium.so.23", homebrew: "lib/libsodium.23.dylib")
    .flatMap { PasswordHash($0) }

  private init?(_ library: LoadedLibrary) {
    guard let initialise: @convention(c) () -> CInt = library.function("sodium_init"),
      let make: Make = library.function("crypto_pwhash_str"),
      let verify: Verify = library.function("crypto_pwhash_str_verify")
    else { return nil }
    guard initialise() >= 0 else { return nil }
    self.make = make
    self.verify = verify
    guard let decoy = Self.hash(Secret().text, self.make) else { return nil }
    self.decoy = decoy
  }

  /// Each takes 64 MiB, so one after the other.
  private static let turn = Mutex(())
  /// Where browsers that nobody knows wait for it, so that at most one of them is ahead of one that is known.
  private static let strangers = Mutex(())

  /// The text to be stored; nil for want of memory.
  func hash(_ password: String) -> String? { Self.hash(password.canonical, make) }

  private static func hash(_ password: String, _ make: Make) -> String? {
    // crypto_pwhash_STRBYTES, and the “interactive” limits: 2 passes over 64 MiB.
    var out = [CChar](repeating: 0, count: 128)
    let status = turn.withLock { _ in
      make(&out, password, UInt64(password.utf8.count), 2, 64 << 20)
    }
    guard status == 0 else { return nil }
    return String(decoding: out.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Whether a password is the one of a stored text; without one, never, after as long a time.
  ///
  /// - Parameter isKnown: whether the browser is.
  func isRight(_ password: String, for stored: String?, isKnown: Bool = true) -> Bool {
    guard isKnown else { return Self.strangers.withLock { _ in isRight(password, for: stored) } }
    let canonical = password.canonical
    // Texts that were stored before passwords were normalised are of the password as it came.
    return matches(canonical, stored)
      || (!canonical.utf8.elementsEqual(password.utf8) && matches(password, stored))
  }

  private func matches(_ password: String, _ stored: String?) -> Bool {
    let status = Self.turn.withLock { _ in
      verify(stored ?? decoy, password, UInt64(password.utf8.count))
    }
    return status == 0 && stored != nil
  }
}
