#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Tells a file from every other, whatever it is called: its device and its number there (POSIX,
/// `sys/stat.h`).
package struct FileIdentity: Hashable, Sendable {
  private let device: UInt64
  private let node: UInt64

  package init(device: UInt64, node: UInt64) {
    self.device = device
    self.node = node
  }

  /// Of what stands at a path, links followed; nil where there is nothing. The file is not opened.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// Of an open file.
  package init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init(_ status: stat) {
    self.init(
      device: UInt64(truncatingIfNeeded: status.st_dev),
      node: UInt64(truncatingIfNeeded: status.st_ino))
  }
}
