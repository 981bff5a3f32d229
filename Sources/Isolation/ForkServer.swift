internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The fork server as its owner sees it: a stream through which it is given requests. Its process is a child
/// of a keeper, a process that does nothing but fork another one where that is killed.
final class ForkServer: @unchecked Sendable {
  private let keeper: pid_t
  private let stream: Descriptor
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  // Read and written under the lock, which is also held while something is sent.
  private var isClosed = false
  /// The fork server's own; nil while a new one is not ready yet.
  private var process: pid_t?
  private var isKeeperGone = false

  init(
    limits: IsolatedWork.Limits, warmUp: [[UInt8]], work: ([UInt8]) -> [UInt8]
  ) throws(IsolationError) {
    let ends = try Stream()
    let owner = getpid()
    keeper = respecte_fork()
    if keeper == 0 {
      ForkServerProcess.keep(
        for: owner, stream: ends.far.number, limits: limits, warmUp: warmUp, work: work)
    }
    stream = ends.near
    pthread_mutex_init(lock, nil)
    guard keeper > 0 else { throw .unavailable(SystemFailure.words("fork")) }
  }

  deinit {
    close()
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Waits until it has done the work on its first sample.
  func awaitReady() throws(IsolationError) -> IsolatedWork.Confinement {
    var state = pollfd(fd: stream.number, events: Int16(POLLIN), revents: 0)
    while poll(&state, 1, -1) < 0, errno == EINTR {}
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard let ready = noteReady() else {
      throw .unavailable("the fork server ended while it was starting")
    }
    return ready
  }

  /// Takes what fork servers said when they were ready; under the lock.
  private func noteReady() -> IsolatedWork.Confinement? {
    var (last, ready): (IsolatedWork.Confinement?, ForkServerProcess.Ready) = (nil, .init())
    while withUnsafeMutableBytes(
      of: &ready,
      {
        respecte_receive(stream.number, $0.baseAddress, $0.count) == $0.count
      })
    {
      process = ready.process
      last = IsolatedWork.Confinement(rawValue: ready.confinement)
    }
    return last
  }

  /// Gives it a request.
  ///
  /// - Parameters:
  ///   - length: bytes of the request, which the child reads from the channel, where it writes its answer.
  ///   - status: where the fork server writes how the child ended, and where anything that is written ends the child.
  /// - Returns: the process that is given it, where it is known.
  func begin(length: Int, channel: borrowing Descriptor, status: borrowing Descriptor)
    throws(IsolationError) -> pid_t?
  {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !isClosed else { throw .unavailable("closed") }
    _ = noteReady()
    guard
      respecte_send_descriptors(stream.number, UInt64(length), channel.number, status.number) != 0
    else { throw .unavailable("the fork server is gone: " + SystemFailure.words("sendmsg")) }
    return process
  }

  /// Has another process take the place of one that does not answer.
  func replace(_ silent: pid_t?) {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    _ = noteReady()
    guard !isClosed, let silent, process == silent else { return }
    process = nil
    // Its keeper alone reaps it, so that its number is still its own.
    kill(silent, SIGKILL)
    kill(keeper, SIGCONT)
  }

  var isRunning: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return !isClosed && !hasKeeperEnded()
  }

  private func hasKeeperEnded() -> Bool {
    if !isKeeperGone, keeper > 0 { isKeeperGone = waitpid(keeper, nil, WNOHANG) != 0 }
    return isKeeperGone
  }

  /// Ends it and waits for its end, which it is not left to itself for long.
  func close() {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !isClosed else { return }
    isClosed = true
    shutdown(stream.number, Int32(SHUT_RDWR))
    guard keeper > 0 else { return }
    for _ in 0..<500 where !hasKeeperEnded() { usleep(10_000) }
    guard !isKeeperGone else { return }
    kill(keeper, SIGKILL)
    while waitpid(keeper, nil, 0) < 0, errno == EINTR {}
  }
}
