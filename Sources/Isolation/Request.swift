internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// One request on its way to a child and back, in a thread of the owner's.
struct Request: ~Copyable {
  private let bytes: [UInt8]
  private var sent = 0
  private var answer: [UInt8] = []
  /// Whether the child's end of the channel is closed.
  private var isAnswerComplete = false
  /// Why the child was told to end.
  private var refusal: IsolationError?

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  consuming func answer(from server: ForkServer, limits: IsolatedWork.Limits)
    throws(IsolationError) -> [UInt8]
  {
    let channel = try Stream()
    let status = try Stream()
    let process = try server.begin(length: bytes.count, channel: channel.far, status: status.far)
    // What is closed there is seen as closed here only once nobody else has it.
    Self.close(channel.far)
    Self.close(status.far)
    guard let ending = try exchange(channel.near, status.near, limits) else {
      server.replace(process)
      throw .unavailable("the fork server does not answer; another takes its place")
    }
    if ending == .starved, refusal == .tooLong {
      throw .unavailable("a child was kept from working")
    }
    if let refusal { throw refusal }
    switch ending {
    case .answered: return answer
    case .outOfMemory: throw .tooMuchMemory
    case .signal(SIGXCPU): throw .tooLong
    case .signal(let signal): throw .died(signal: signal)
    case .notConfined: throw .unavailable("a child could not be confined")
    case .notForked: throw .unavailable("no child could be forked")
    case .starved: throw .unavailable("a child was ended")
    case .otherwise(let code): throw .unavailable("a child ended with status \(code)")
    }
  }

  private static func close(_ descriptor: consuming Descriptor) {}

  /// Sends and receives until the child has ended; nil where nobody says that it has.
  private mutating func exchange(
    _ channel: borrowing Descriptor, _ status: borrowing Descriptor, _ limits: IsolatedWork.Limits
  ) throws(IsolationError) -> ConfinedChild.Ending? {
    var deadline = Self.now + limits.seconds * 1000
    while true {
      let wanted = Int16(POLLIN) | (sent < bytes.count ? Int16(POLLOUT) : 0)
      var states = [
        pollfd(fd: status.number, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: isAnswerComplete || refusal != nil ? -1 : channel.number, events: wanted, revents: 0),
      ]
      let left = deadline - Self.now
      let count = poll(&states, nfds_t(states.count), Int32(clamping: max(0, left)))
      if count < 0 { continue }
      if count == 0 {
        // It is ended within a moment, unless the fork server is stopped or its machine is.
        guard refusal == nil else { return nil }
        refuse(.tooLong, status)
        deadline = Self.now + 5000
        continue
      }
      if states[1].revents & Int16(POLLIN | POLLHUP | POLLERR) != 0 {
        receive(from: channel, limit: limits.answer, status)
      }
      if states[1].revents & Int16(POLLOUT) != 0 { send(to: channel) }
      if states[0].revents != 0 {
        let ending = try Self.ending(status)
        // All that it wrote is there by now.
        while !isAnswerComplete, refusal == nil {
          receive(from: channel, limit: limits.answer, status, isLast: true)
        }
        return ending
      }
    }
  }

  private mutating func send(to channel: borrowing Descriptor) {
    let count = bytes.withUnsafeBytes {
      respecte_send(channel.number, $0.baseAddress.map { $0 + sent }, bytes.count - sent)
    }
    if count > 0 { sent += count }
  }

  private mutating func receive(
    from channel: borrowing Descriptor, limit: Int, _ status: borrowing Descriptor,
    isLast: Bool = false
  ) {
    let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 1 << 16) { piece in
      let count = respecte_receive(channel.number, piece.baseAddress, piece.count)
      if count > 0 { answer.append(contentsOf: UnsafeBufferPointer(rebasing: piece[..<count])) }
      return count
    }
    if count == 0 || (count < 0 && errno != EINTR && (isLast || errno != EAGAIN)) {
      isAnswerComplete = true
    }
    if answer.count > limit { refuse(.answerTooLarge, status) }
  }

  /// Has the child ended.
  private mutating func refuse(_ reason: IsolationError, _ status: borrowing Descriptor) {
    refusal = reason
    answer = []
    var word: UInt8 = 0
    _ = respecte_send(status.number, &word, 1)
  }

  private static func ending(_ status: borrowing Descriptor) throws(IsolationError)
    -> ConfinedChild.Ending
  {
    var code: Int32 = 0
    let count = withUnsafeMutableBytes(of: &code) {
      respecte_receive(status.number, $0.baseAddress, $0.count)
    }
    guard count == MemoryLayout<Int32>.size else {
      throw .unavailable("the fork server is gone")
    }
    return ConfinedChild.Ending(code: code)
  }

  /// Milliseconds of a clock that nobody sets.
  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1000 + Int(time.tv_nsec) / 1_000_000
  }
}
