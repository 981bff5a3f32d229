internal import Basics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file without a name that grows piece by piece, so that nothing is left of it wherever the program ends.
final class Spool {
  let descriptor: Int32
  /// Whether the system can give the file a name after all.
  let canBeNamed: Bool
  private var pending: [UInt8] = []

  /// A new one on the file system of a folder.
  init(in folder: String) throws(SystemError) {
    let (descriptor, name) = try Beginnings(in: folder).create()
    name?.remove()
    self.descriptor = descriptor
    canBeNamed = name == nil
  }

  deinit { close(descriptor) }

  /// Where files wait that belong nowhere else.
  static var temporaryFolder: String {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    return folder.isEmpty ? "/tmp" : folder
  }

  /// Adds bytes to the end.
  func append(_ bytes: some Sequence<UInt8>) throws(SystemError) {
    pending += bytes
    if pending.count > 1 << 16 { try flush() }
  }

  /// Writes what was gathered.
  func flush() throws(SystemError) {
    let bytes = pending
    pending.removeAll(keepingCapacity: true)
    try bytes.write(to: descriptor)
  }

  /// Hands over everything that was added, in pieces.
  func forEachPiece(_ take: ([UInt8]) throws(SystemError) -> Void) throws(SystemError) {
    try rewind()
    while let piece = try next() { try take(piece) }
  }

  /// Writes what was gathered, and goes back to the beginning.
  func rewind() throws(SystemError) {
    try flush()
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .last }
  }

  /// The next piece; nil at the end.
  func next() throws(SystemError) -> [UInt8]? {
    let piece = try InputFile.piece(of: descriptor, atMost: 1 << 18)
    return piece.isEmpty ? nil : piece
  }
}
