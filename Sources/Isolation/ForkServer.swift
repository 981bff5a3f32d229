internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The fork server as its owner sees it: a process, and a stream through which it is given requests.
final class ForkServer: @unchecked Sendable {
  private let process: pid_t
  private let stream: Descriptor
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  // Read and written under the lock, which is also held while something is sent.
  private var isClosed = false

  init(
    limits: IsolatedWork.Limits, warmUp: [[UInt8]], work: ([UInt8]) -> [UInt8]
  ) throws(IsolationError) {
    let ends = try Stream()
    process = respecte_fork()
    if process == 0 {
      ForkServerProcess.run(stream: ends.far.number, limits: limits, warmUp: warmUp, work: work)
    }
    stream = ends.near
    pthread_mutex_init(lock, nil)
    guard process > 0 else { throw .unavailable(SystemFailure.words("fork")) }
  }

  deinit {
    close()
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Waits until it has done the work on its first sample.
  func awaitReady() throws(IsolationError) -> IsolatedWork.Confinement {
    var ready: UInt8 = 0
    var count: Int
    repeat { count = read(stream.number, &ready, 1) } while count < 0 && errno == EINTR
    guard count == 1, let confinement = IsolatedWork.Confinement(rawValue: ready) else {
      throw .unavailable("the fork server ended while it was starting")
    }
    return confinement
  }

  /// Gives it a request.
  ///
  /// - Parameters:
  ///   - length: bytes of the request, which the child reads from the channel, where it writes its answer.
  ///   - status: where the fork server writes how the child ended, and where anything that is written ends the child.
  func begin(length: Int, channel: borrowing Descriptor, status: borrowing Descriptor)
    throws(IsolationError)
  {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !isClosed else { throw .unavailable("closed") }
    guard
      respecte_send_descriptors(stream.number, UInt64(length), channel.number, status.number) != 0
    else { throw .unavailable("the fork server is gone: " + SystemFailure.words("sendmsg")) }
  }

  var isRunning: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if isClosed { return false }
    // After its first byte it sends nothing: what there is to be read is the end.
    var state = pollfd(fd: stream.number, events: Int16(POLLIN), revents: 0)
    return poll(&state, 1, 0) == 0
  }

  /// Ends it and waits for its end.
  func close() {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    guard !isClosed else { return }
    isClosed = true
    shutdown(stream.number, Int32(SHUT_RDWR))
    if process > 0 { while waitpid(process, nil, 0) < 0, errno == EINTR {} }
  }
}
