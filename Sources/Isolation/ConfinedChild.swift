internal import Basics
internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What goes on in a child: it gives up everything but one descriptor, reads its request, works, answers and ends.
struct ConfinedChild {
  /// How a child ended.
  enum Ending: Equatable {
    case answered
    case outOfMemory
    /// It could not be confined, and did not work.
    case notConfined
    /// There was no child.
    case notForked
    /// It was told to end, and had had next to nothing of its processor time.
    case starved
    case signal(Int32)
    /// Any other status: its owner no longer listened, or the work left by `exit`.
    case otherwise(Int32)

    /// Of the status that `waitpid` gave.
    init(waitStatus: Int32) {
      let signal = waitStatus & 0x7f
      self = signal == 0 ? Ending(code: waitStatus >> 8 & 0xff) : .signal(signal)
    }

    /// Of what was reported, or of an exit status.
    init(code: Int32) {
      switch code {
      case 0: self = .answered
      case Int32(respecte_out_of_memory): self = .outOfMemory
      case 4: self = .notConfined
      case 5: self = .notForked
      case 6: self = .starved
      case 0x100...: self = .signal(code >> 8)
      default: self = .otherwise(code)
      }
    }

    var code: Int32 {
      switch self {
      case .answered: 0
      case .outOfMemory: Int32(respecte_out_of_memory)
      case .notConfined: 4
      case .notForked: 5
      case .starved: 6
      case .signal(let signal): signal << 8
      case .otherwise(let code): code
      }
    }

    func report(to status: Int32) {
      withUnsafeBytes(of: code) { _ = respecte_send(status, $0.baseAddress, $0.count) }
    }
  }

  let parent: pid_t
  let limits: IsolatedWork.Limits
  let filter: SystemCallFilter?

  private static let channel: Int32 = 3

  func run(length: Int, channel: Int32, _ work: ([UInt8]) -> [UInt8]) -> Never {
    signal(SIGCHLD, SIG_DFL)
    dup2(channel, Self.channel)
    respecte_close_from(Self.channel + 1)
    respecte_note_lack_of_memory()
    SystemThread.forbid()
    Remembering.end()
    guard respecte_confine(parent, UInt64(limits.memory), UInt32(limits.seconds)) != 0,
      filter?.install() ?? true
    else { _exit(Ending.notConfined.code) }
    errno = 0
    guard let request = Self.request(length: length) else { _exit(1) }
    _exit(Self.answer(work(request)) ? Ending.answered.code : 1)
  }

  private static func request(length: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: length)
    var done = 0
    while done < length {
      let count = bytes.withUnsafeMutableBytes {
        read(channel, $0.baseAddress.map { $0 + done }, length - done)
      }
      guard count > 0 || (count < 0 && errno == EINTR) else { return nil }
      done += max(0, count)
    }
    return bytes
  }

  /// Whether all of it was taken.
  private static func answer(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(channel, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count > 0 || (count < 0 && errno == EINTR) else { return false }
      done += max(0, count)
    }
    return true
  }
}
