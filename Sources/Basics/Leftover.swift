#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file or an empty folder with a name that nobody should ever see: a signal that ends the program takes it away first.
///
/// Only where signals would end the program anyway: one that is ignored or handled stays so. Leftovers are made and given
/// up in one thread; others keep these signals blocked, see `SignalsHeld`.
public final class Leftover {
  public let path: String
  private let place: Int?

  /// Takes note of a name; where there are too many, only `remove` takes it away.
  public convenience init(_ path: String) { self.init(path, isBeginning: false) }

  /// Takes note of files that a library opens and unlinks at once: those that this process has open, with a name that
  /// begins so.
  public convenience init(openFilesIn folder: String, beginningWith start: String) {
    let real = realpath(folder, nil)
    defer { free(real) }
    self.init((real.map { String(cString: $0) } ?? folder) + "/" + start, isBeginning: true)
  }

  private init(_ path: String, isBeginning: Bool) {
    self.path = path
    let signals = SignalsHeld()
    defer { signals.release() }
    place = (0..<names.count).first { names[$0].path == nil }
    if let place {
      if names.allSatisfy({ $0.path == nil }) { handleSignals() }
      names[place] = Name(path: strdup(path), isBeginning: isBeginning)
    }
  }

  /// The name stays: it is no leftover any more.
  public func keep() {
    let signals = SignalsHeld()
    defer { signals.release() }
    guard let place, let name = names[place].path else { return }
    names[place].path = nil
    free(name)
    if names.allSatisfy({ $0.path == nil }) { leaveSignals() }
  }

  /// Takes it away.
  public func remove() {
    takeAway(path)
    keep()
  }
}

/// Keeps the signals that end a program waiting in this thread.
public struct SignalsHeld {
  /// Interrupted, asked to end, left alone, and quit by a key.
  static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private var before = sigset_t()

  public init() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in Self.signals { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  /// Lets them come, those that have waited first.
  public func release() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}

/// Read by the signal handler, which may neither allocate nor lock; written only while signals are held.
nonisolated(unsafe) private let names: UnsafeMutableBufferPointer<Name> = {
  let names = UnsafeMutableBufferPointer<Name>.allocate(capacity: 16)
  names.initialize(repeating: Name(path: nil, isBeginning: false))
  return names
}()

private struct Name {
  var path: UnsafeMutablePointer<CChar>?
  let isBeginning: Bool
}

/// The signals that are handled here; not looked at by the handler.
nonisolated(unsafe) private var handled: [Int32] = []

/// Where the handler reads names into.
nonisolated(unsafe) private let room = UnsafeMutableBufferPointer<CChar>.allocate(
  capacity: Int(PATH_MAX) + 1)

// What the handler calls may all be called there (POSIX.1-2017, 2.4.3).

private func takeAwayAll() {
  guard let first = names.baseAddress else { return }
  var name = first
  while name < first + 16 {
    if let path = name.pointee.path {
      if name.pointee.isBeginning { takeAwayOpen(path) } else { takeAway(path) }
    }
    name += 1
  }
}

private func takeAway(_ path: UnsafePointer<CChar>) {
  if unlink(path) != 0 { rmdir(path) }
}

/// Unlinks what this process has open by a name that begins so.
private func takeAwayOpen(_ beginning: UnsafePointer<CChar>, upTo last: Int32 = 1023) {
  guard let name = room.baseAddress else { return }
  var descriptor: Int32 = 0
  while descriptor <= last {
    #if os(Linux)
      let count = readLink(of: descriptor, into: name)
    #else
      let count = fcntl(descriptor, F_GETPATH, name) == 0 ? strlen(name) : 0
    #endif
    descriptor += 1
    guard count > 0 else { continue }
    name[count] = 0
    // One that is unlinked already has another name by now, ` (deleted)` behind it.
    if strncmp(name, beginning, strlen(beginning)) == 0 { unlink(name) }
  }
}

#if os(Linux)
  /// `readlink` of `/proc/self/fd/N`, put together without allocating.
  private func readLink(of descriptor: Int32, into name: UnsafeMutablePointer<CChar>) -> Int {
    guard let start = link.baseAddress else { return 0 }
    var end = start + strlen(start)
    let whole = end
    var scale: Int32 = 1000
    while scale > 0 {
      if scale == 1 || descriptor >= scale {
        // 48 is the digit zero.
        end.pointee = CChar(truncatingIfNeeded: 48 + descriptor / scale % 10)
        end += 1
      }
      scale /= 10
    }
    end.pointee = 0
    let count = readlink(start, name, Int(PATH_MAX))
    whole.pointee = 0
    return count
  }

  /// Room for such a path, its beginning in it.
  nonisolated(unsafe) private let link: UnsafeMutableBufferPointer<CChar> = {
    let room = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 32)
    if let start = room.baseAddress { strcpy(start, "/proc/self/fd/") }
    return room
  }()
#endif

private func handleSignals() {
  // What Swift makes when it is first used, which takes memory, is made now and not in the handler.
  takeAwayAll()
  takeAwayOpen("no path begins so", upTo: 0)
  for number in SignalsHeld.signals {
    let before = signal(number) { number in
      takeAwayAll()
      // Ends the program as the signal would have, once this returns.
      signal(number, SIG_DFL)
      raise(number)
    }
    if let before {
      // Nobody wants to be ended by it, or somebody sees to it.
      signal(number, before)
    } else {
      handled.append(number)
    }
  }
}

private func leaveSignals() {
  for number in handled { signal(number, SIG_DFL) }
  handled = []
}
