internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What goes on in the fork server's process. It ends when its owner does, and its children with it.
struct ForkServerProcess: ~Copyable {
  private struct Child {
    let process: pid_t
    /// Where its owner is told how it ended.
    let status: Int32
    var isKilled = false
  }

  /// Where its descriptors are: its owner's stream, and a pipe in which there is something when children ended.
  private static let stream: Int32 = 3
  private var ended: (read: Int32, write: Int32) = (-1, -1)
  private var limits: IsolatedWork.Limits
  private let filter: SystemCallFilter?
  private var children: [Child] = []
  /// What most children allocate; it is there for each of them.
  private static let room = 16 << 20

  /// What it says once it is ready.
  struct Ready {
    var process: pid_t = 0
    var confinement: UInt8 = 0
  }

  /// Keeps one running: forks another where it was killed, unless that had only just been begun.
  static func keep(
    for owner: pid_t, stream: Int32, limits: IsolatedWork.Limits, warmUp: [[UInt8]],
    work: ([UInt8]) -> [UInt8]
  ) -> Never {
    keepOnly(stream)
    guard respecte_end_with(owner) != 0 else { _exit(1) }
    let keeper = getpid()
    while true {
      let began = Request.now
      let process = respecte_fork()
      if process == 0 {
        guard respecte_end_with(keeper) != 0 else { _exit(1) }
        run(limits: limits, warmUp: warmUp, work: work)
      }
      var status: Int32 = 0
      while waitpid(process, &status, 0) < 0 {
        guard errno == EINTR else { _exit(1) }
      }
      guard case .signal = ConfinedChild.Ending(waitStatus: status), Request.now - began > 500
      else { _exit(0) }
    }
  }

  private static func run(
    limits: IsolatedWork.Limits, warmUp: [[UInt8]], work: ([UInt8]) -> [UInt8]
  ) -> Never {
    // Where nothing names the time zone, the C library looks at this file each time that it is asked (tzset(3)).
    setenv("TZ", ":/etc/localtime", 0)
    if let first = warmUp.first { _ = work(first) }
    var server = ForkServerProcess(limits: limits)
    guard server.noteEndedChildren() else { _exit(1) }
    respecte_hide()
    let confinement: IsolatedWork.Confinement = server.filter == nil ? .limits : .systemCalls
    let ready = Ready(process: getpid(), confinement: confinement.rawValue)
    let sent = withUnsafeBytes(of: ready) { respecte_send(Self.stream, $0.baseAddress, $0.count) }
    guard sent == MemoryLayout<Ready>.size else { _exit(1) }
    server.serve(warmUp.dropFirst(), work)
    server.endChildren()
    _exit(0)
  }

  private init(limits: IsolatedWork.Limits) {
    self.limits = limits
    filter = limits.isFiltered ? SystemCallFilter() : nil
  }

  /// Nothing of the owner's is kept open, and signals that are meant for the owner end nothing here: it decides how much
  /// is still finished.
  private static func keepOnly(_ stream: Int32) {
    for ignored in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGUSR1, SIGUSR2] {
      signal(ignored, SIG_IGN)
    }
    var none = sigset_t()
    sigemptyset(&none)
    sigprocmask(SIG_SETMASK, &none, nil)
    if stream != Self.stream { dup2(stream, Self.stream) }
    respecte_close_from(Self.stream + 1)
    let nothing = open("/dev/null", O_RDWR)
    for standard in Int32(0)...2 {
      if nothing < 0 { close(standard) } else { dup2(nothing, standard) }
    }
    if nothing > 2 { close(nothing) }
  }

  private mutating func noteEndedChildren() -> Bool {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return false }
    for end in ends { guard respecte_never_waits(end) != 0 else { return false } }
    ended = (ends[0], ends[1])
    respecte_note_ended_children(ended.write)
    return true
  }

  /// Until the owner's end of the stream is closed; samples are for when nobody asks for anything.
  private mutating func serve(_ samples: ArraySlice<[UInt8]>, _ work: ([UInt8]) -> [UInt8]) {
    var samples = samples
    if samples.isEmpty { readyHeap() }
    while true {
      var states = [
        pollfd(fd: Self.stream, events: Int16(POLLIN), revents: 0),
        pollfd(fd: ended.read, events: Int16(POLLIN), revents: 0),
      ]
      for child in children {
        states.append(
          pollfd(fd: child.isKilled ? -1 : child.status, events: Int16(POLLIN), revents: 0))
      }
      let count = poll(&states, nfds_t(states.count), samples.isEmpty ? -1 : 0)
      if count == 0, let sample = samples.popFirst() {
        _ = work(sample)
        if samples.isEmpty { readyHeap() }
      }
      guard count > 0 else { continue }
      for (place, state) in states.dropFirst(2).enumerated() where state.revents != 0 {
        kill(children[place].process, SIGKILL)
        children[place].isKilled = true
      }
      if states[1].revents != 0 { reap() }
      if states[0].revents != 0 {
        var length: UInt64 = 0
        var descriptors: [Int32] = [-1, -1]
        guard respecte_receive_descriptors(Self.stream, &length, &descriptors) == 1 else { return }
        begin(length: Int(length), channel: descriptors[0], status: descriptors[1], work)
      }
    }
  }

  /// Once everything that children share is in memory.
  private mutating func readyHeap() {
    guard limits.memory >= 4 * Self.room else { return }
    // It counts as theirs.
    limits.memory -= respecte_ready_heap(Self.room)
  }

  private mutating func begin(
    length: Int, channel: Int32, status: Int32, _ work: ([UInt8]) -> [UInt8]
  ) {
    let parent = getpid()
    let process = respecte_fork()
    if process == 0 {
      let child = ConfinedChild(parent: parent, limits: limits, filter: filter)
      child.run(length: length, channel: channel, work)
    }
    close(channel)
    if process > 0 {
      children.append(Child(process: process, status: status))
    } else {
      ConfinedChild.Ending.notForked.report(to: status)
      close(status)
    }
  }

  private mutating func reap() {
    var notes = [UInt8](repeating: 0, count: 64)
    while read(ended.read, &notes, notes.count) > 0 {}
    var (status, milliseconds) = (Int32(0), 0)
    while true {
      let process = respecte_reap(&status, &milliseconds)
      guard process > 0 else { return }
      guard let place = children.firstIndex(where: { $0.process == process }) else { continue }
      let child = children.remove(at: place)
      // It was stopped, or its machine was: that says nothing of the request.
      let isStarved = child.isKilled && milliseconds < limits.seconds * 50
      (isStarved ? .starved : ConfinedChild.Ending(waitStatus: status)).report(to: child.status)
      close(child.status)
    }
  }

  private func endChildren() {
    for child in children { kill(child.process, SIGKILL) }
    for child in children { while waitpid(child.process, nil, 0) < 0, errno == EINTR {} }
  }
}
