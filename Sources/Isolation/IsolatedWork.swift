internal import Basics
internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Work on bytes that nobody trusts: each request is done in a process of its own, which may compute and answer and
/// nothing else, so that whatever it is made to do, only its own answer is lost.
///
/// A process with one thread, the fork server, is forked when this is made. It does the work on samples, so that what is
/// then in memory is shared by all its children, and forks one child for each request. No thread of the owner ever forks.
public final class IsolatedWork: Sendable {
  /// What one request may take, and how many there may be.
  public struct Limits: Sendable {
    /// Bytes of memory that a child may take beyond what it shares with the others.
    public var memory: Int
    /// For one request, counted by the clock; processor time is limited to the same.
    public var seconds: Int
    /// Bytes of an answer.
    public var answer: Int
    /// How many children work at once.
    public var children: Int
    /// How many further requests wait for their turn, in the order in which they came.
    public var waiting: Int
    /// False to do without the filter of system calls, as where there is none.
    var isFiltered = true

    public init(
      memory: Int = 512 << 20, seconds: Int = 10, answer: Int = 64 << 20, children: Int = 2,
      waiting: Int = 64
    ) {
      self.memory = memory
      self.seconds = seconds
      self.answer = answer
      self.children = children
      self.waiting = waiting
    }
  }

  /// What keeps a child from doing anything else.
  public enum Confinement: UInt8, Sendable {
    /// Limits of what it uses, no descriptor but that of its request, and a filter of its system calls (seccomp).
    case systemCalls = 1
    /// The same without the filter, since the system or libseccomp is not there for it.
    case limits = 2
  }

  public let limits: Limits
  public let confinement: Confinement
  private let server: ForkServer
  private let turns: Turns

  /// Forks the fork server, waits until it is ready and has a child work on the first sample.
  ///
  /// To be called while the process has one thread, and before it has read anything secret: the fork server keeps a copy of its
  /// memory, though none of its descriptors.
  ///
  /// - Parameters:
  ///   - warmUp: requests of every kind that will come, the office's own. The fork server works on them unconfined, so that
  ///     what is read and prepared for the first of a kind is there for all: on the first at once, on the others when it
  ///     has nothing else to do.
  ///   - work: makes the answer, on one thread, of what it is given and has in memory: in a child it can open nothing.
  public init(
    limits: Limits = Limits(), warmUp: [[UInt8]] = [], work: ([UInt8]) -> [UInt8]
  ) throws(IsolationError) {
    let server = try ForkServer(limits: limits, warmUp: warmUp, work: work)
    self.limits = limits
    self.server = server
    turns = Turns(atOnce: limits.children, waiting: limits.waiting)
    do throws(IsolationError) {
      confinement = try server.awaitReady()
      if let first = warmUp.first {
        _ = try Request(first).answer(from: server, limits: limits)
      }
    } catch {
      server.close()
      if case .died(let signal) = error {
        throw .unavailable("a child died of signal \(signal) at a known request")
      }
      throw error
    }
  }

  deinit { close() }

  /// What a child answers; waits for its turn and for the answer. May be called in any thread.
  public func run(_ request: [UInt8]) throws(IsolationError) -> [UInt8] {
    switch turns.take() {
    case .taken: break
    case .refused: throw .busy
    case .over: throw .unavailable("closed")
    }
    defer { turns.giveBack() }
    return try Request(request).answer(from: server, limits: limits)
  }

  /// Whether there is a fork server. There is none after `close`, nor once somebody else ended it, which only a new start mends.
  public var isRunning: Bool { server.isRunning }

  /// Ends the fork server and every child. Requests that are under way or wait are answered with `.unavailable`.
  public func close() {
    turns.end()
    server.close()
  }
}
