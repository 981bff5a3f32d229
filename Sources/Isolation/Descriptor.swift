internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The one owner of a file descriptor.
struct Descriptor: ~Copyable {
  let number: Int32

  init(_ number: Int32) { self.number = number }
  deinit { _ = close(number) }
}

/// Two connected ends of a stream.
struct Stream: ~Copyable {
  let near: Descriptor
  let far: Descriptor

  init() throws(IsolationError) {
    var ends: (Int32, Int32) = (-1, -1)
    let status = withUnsafeMutableBytes(of: &ends) {
      respecte_stream($0.baseAddress?.assumingMemoryBound(to: Int32.self))
    }
    guard status == 0 else { throw .unavailable(SystemFailure.words("socketpair")) }
    near = Descriptor(ends.0)
    far = Descriptor(ends.1)
  }
}

enum SystemFailure {
  /// What the last call of the system said.
  static func words(_ call: String) -> String { call + ": " + String(cString: strerror(errno)) }
}
