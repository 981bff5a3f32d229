internal import Basics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files that are being written beside their target: `.respecte-….tmp`, each locked by its writer.
///
/// The lock ends with the process, however it ends. What is not locked was abandoned, and the next output into the
/// folder removes it.
struct Beginnings {
  private static let start = ".respecte-"
  private static let end = ".tmp"

  private let folder: String

  init(in folder: String) { self.folder = folder }

  /// A new file, locked; without a name where the file system has such files.
  func create() throws(SystemError) -> (descriptor: Int32, name: Leftover?) {
    if let descriptor = UnnamedFile.open(in: folder) {
      flock(descriptor, LOCK_EX)
      return (descriptor, nil)
    }
    while true {
      let name = freshName()
      let signals = SignalsHeld()
      defer { signals.release() }
      let descriptor = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor < 0 {
        if errno != EEXIST { throw .last }
        continue
      }
      flock(descriptor, LOCK_EX)
      // Another program may have taken it for abandoned before it was locked.
      if access(name, F_OK) == 0 { return (descriptor, Leftover(name)) }
      close(descriptor)
    }
  }

  /// Names a file that has no name yet.
  func name(_ descriptor: Int32) throws(SystemError) -> String {
    while true {
      let name = freshName()
      if UnnamedFile.link(descriptor, as: name) { return name }
      if errno != EEXIST { throw .last }
    }
  }

  /// Removes what programs left that were ended while they wrote.
  func removeAbandoned() {
    for name in (try? FolderWalk.unsortedNames(in: folder)) ?? []
    where name.hasPrefix(Self.start) && name.hasSuffix(Self.end) {
      let path = Path.join(folder, name)
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  private func freshName() -> String {
    let middle = String(UInt64.random(in: .min ... .max), radix: 36)
    return Path.join(folder, Self.start + middle + Self.end)
  }
}
