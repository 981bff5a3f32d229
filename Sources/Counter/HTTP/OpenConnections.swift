internal import Basics
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A connection from its acceptance to its end, and the moment at which it is cut.
final class OpenConnection: Sendable {
  /// The client's address.
  let address: String
  /// Whose connections are counted together.
  let owner: String
  fileprivate let socket: Int32
  /// Milliseconds of a clock that only goes on.
  private let deadline = Atomic(Int.max)

  /// Seconds within which the head of a request has to be there.
  static let headSeconds = 10.0
  /// Seconds that a body or an answer may take beside those that its length allows.
  static let graceSeconds = 30.0
  /// Bytes a second below which neither a body nor an answer may fall, on average.
  static let slowestRate = 8192.0

  /// - Parameter socket: of which it is not the owner.
  init(address: String, socket: Int32, at time: Double) {
    self.address = address
    owner = SocketAddress.owner(of: address)
    self.socket = socket
    awaitHead(at: time)
  }

  /// From now on a request's head is awaited.
  ///
  /// - Parameter idle: seconds for which nothing at all need come.
  func awaitHead(at time: Double, idle: Double = 0) { cut(at: time + idle + Self.headSeconds) }

  /// A body or an answer is under way since `start`, so many bytes of it so far or in all.
  func transfer(_ bytes: Int, since start: Double) {
    cut(at: start + Self.graceSeconds + Double(bytes) / Self.slowestRate)
  }

  /// The server itself is at work.
  func work() { deadline.store(.max, ordering: .relaxed) }

  private func cut(at time: Double) { deadline.store(Int(time * 1000), ordering: .relaxed) }

  fileprivate func isOverdue(at time: Double) -> Bool {
    deadline.load(ordering: .relaxed) < Int(time * 1000)
  }
}

/// All open connections. Nobody may have so many that there is none left for others, nor keep one by being
/// slow.
final class OpenConnections: Sendable {
  private struct State {
    var open: [ObjectIdentifier: OpenConnection] = [:]
    var counts: [String: Int] = [:]
    var isOver = false
  }

  /// Of all addresses together.
  let limit: Int
  /// Whether one address may be a proxy, behind which there are many visitors.
  private let isBehindProxy: Bool
  private let state = Mutex(State())

  init(limit: Int, isBehindProxy: Bool) {
    self.limit = limit
    self.isBehindProxy = isBehindProxy
  }

  /// Whether one more is accepted of an address: a quarter of all at most, and never more than are left free,
  /// so that whoever has none yet gets one.
  func admits(_ address: String) -> Bool {
    isBehindProxy
      || state.withLock { state in
        let free = limit - state.open.count
        return state.counts[SocketAddress.owner(of: address), default: 0]
          < max(4, min(limit / 4, free))
      }
  }

  func add(_ connection: OpenConnection) {
    state.withLock { state in
      state.open[ObjectIdentifier(connection)] = connection
      state.counts[connection.owner, default: 0] += 1
    }
  }

  /// To be called before its socket is closed.
  func remove(_ connection: OpenConnection) {
    state.withLock { state in
      guard state.open.removeValue(forKey: ObjectIdentifier(connection)) != nil,
        let count = state.counts[connection.owner]
      else { return }
      state.counts[connection.owner] = count > 1 ? count - 1 : nil
    }
  }

  /// Cuts those whose time is over; their threads see the end of the stream.
  func cutOverdue(at time: Double) {
    state.withLock { state in
      for connection in state.open.values where connection.isOverdue(at: time) {
        shutdown(connection.socket, Int32(SHUT_RDWR))
      }
    }
  }

  /// Cuts overdue connections from now on, until `end`; false for want of a thread.
  func watch() -> Bool {
    SystemThread(stack: 256 << 10) { [self] in
      while !state.withLock({ $0.isOver }) {
        cutOverdue(at: Clock.steady)
        Clock.pause(milliseconds: 500)
      }
    } != nil
  }

  func end() { state.withLock { $0.isOver = true } }
}
