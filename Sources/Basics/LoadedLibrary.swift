#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A C library that is loaded where it is asked for, so that no other start of the program pays for it, and nobody has to have it
/// who does without.
public struct LoadedLibrary: @unchecked Sendable {
  private let handle: UnsafeMutableRawPointer

  /// Nil where it is not installed.
  ///
  /// - Parameters:
  ///   - linux: its name there, `libpq.so.5`.
  ///   - homebrew: its path below Homebrew's folder, `opt/libpq/lib/libpq.5.dylib`.
  public init?(linux: String, homebrew: String) {
    #if canImport(Darwin)
      let names = ["/opt/homebrew/", "/usr/local/"].map { $0 + homebrew }
    #else
      let names = [linux]
    #endif
    for name in names {
      if let handle = dlopen(name, RTLD_NOW | RTLD_LOCAL) {
        self.handle = handle
        return
      }
    }
    return nil
  }

  /// A function's address; nil where the library has none of that name.
  public func address(_ name: String) -> UnsafeMutableRawPointer? { dlsym(handle, name) }

  /// A function, whose type has to be a `@convention(c)` one and is taken on trust.
  public func function<Function>(_ name: String) -> Function? {
    address(name).map { unsafeBitCast($0, to: Function.self) }
  }
}
