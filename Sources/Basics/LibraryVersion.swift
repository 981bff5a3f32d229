#if !canImport(CommonCrypto)
  internal import CCrypto
#endif

/// A C library as it runs, which need not be the one that was compiled with.
public struct LibraryVersion: Sendable {
  /// As its project calls it: `libzip`.
  public let name: String
  /// As the library itself says.
  public let version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }

  /// Those of this module.
  public static var ofBasics: [LibraryVersion] {
    #if canImport(CommonCrypto)
      []
    #else
      OpenSSL_version(OPENSSL_VERSION_STRING).map {
        [LibraryVersion(name: "libcrypto", version: String(cString: $0))]
      } ?? []
    #endif
  }
}
