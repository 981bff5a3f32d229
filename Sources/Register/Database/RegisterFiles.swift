internal import Basics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The files of a register that this process has open through SQLite.
///
/// Nothing but SQLite may open and close them: POSIX drops all locks that a process holds on a file as soon
/// as the process closes any descriptor of it (SQLite, “How To Corrupt An SQLite Database File”, § 2.2). The
/// next program then believes to be the last one and deletes the write-ahead log, into which this process
/// goes on writing.
package final class RegisterFiles: Sendable {
  /// As it was given.
  private let path: String
  /// With links resolved, as SQLite names the log.
  private let resolved: String

  private static let opened = OpenFiles()

  /// To be made before SQLite opens the file, and kept until SQLite has closed it.
  ///
  /// - Parameter isCreated: whether a file that is not there is made, for its owner alone.
  init(path: String, isCreated: Bool) {
    self.path = path
    // Under the lock, so that no other thread has a new file open in SQLite while its first descriptor is
    // closed.
    resolved = Self.opened.withLock { opened in
      if isCreated {
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        if descriptor >= 0 { closeDescriptor(descriptor) }
      }
      let resolved = Self.resolved(path)
      opened[resolved, default: 0] += 1
      return resolved
    }
  }

  deinit {
    Self.opened.withLock { opened in
      let count = opened[resolved, default: 0] - 1
      opened[resolved] = count > 0 ? count : nil
    }
  }

  private static func resolved(_ path: String) -> String {
    guard let name = realpath(path, nil) else { return path }
    defer { free(name) }
    return String(cString: name)
  }

  /// Which files stand at the path of the register and beside it as its write-ahead log; nil where there is
  /// none.
  var identities: (register: FileIdentity?, log: FileIdentity?) {
    (FileIdentity(path: path), FileIdentity(path: resolved + "-wal"))
  }

  /// Whether a path leads to a file that belongs to a register which this process has open.
  package static func contain(path: String) -> Bool {
    guard let identity = FileIdentity(path: path) else { return false }
    return opened.withLock { contain(identity, $0) }
  }

  /// Closes a descriptor, unless SQLite has opened the same file meanwhile: then it stays open until the
  /// process ends.
  package static func close(_ descriptor: Int32) {
    opened.withLock { opened in
      if !opened.isEmpty, let identity = FileIdentity(descriptor: descriptor),
        contain(identity, opened)
      {
        return
      }
      closeDescriptor(descriptor)
    }
  }

  private static func contain(_ identity: FileIdentity, _ opened: [String: Int]) -> Bool {
    opened.keys.contains { path in
      ["", "-wal", "-shm"].contains { FileIdentity(path: path + $0) == identity }
    }
  }
}

/// How many connections hold each resolved path; unchecked, because everything happens in turn.
///
/// A command asks before it forks the worker processes. `Mutex` keeps the thread's number in a copy for each
/// object file, and a forked process that has only some of them cannot unlock what it has locked; `Turns`
/// knows no threads.
private final class OpenFiles: @unchecked Sendable {
  private let turns = Turns(atOnce: 1)
  private var counts: [String: Int] = [:]

  func withLock<Result>(_ body: (inout [String: Int]) -> Result) -> Result {
    _ = turns.take()
    defer { turns.giveBack() }
    return body(&counts)
  }
}

/// Outside of the class, whose own `close` hides the system's.
private func closeDescriptor(_ descriptor: Int32) { _ = close(descriptor) }
