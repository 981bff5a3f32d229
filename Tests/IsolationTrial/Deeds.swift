#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a child may be made to do.
enum Deed: String, CaseIterable {
  case echo
  /// Computes without end.
  case loop
  /// Sleeps: takes time, though no processor's.
  case sleep
  /// Asks for a little more memory without end.
  case allocate
  /// Asks for more than there may be at once.
  case allocateAtOnce = "allocate-at-once"
  case recurse
  /// Says which descriptors it can write to.
  case descriptors
  case open
  case create
  case connect
  case spawn
  case thread
  case kill
  /// Makes memory in which something can be executed.
  case execute
  case trap
  case stop = "abort"
  case nothing
  /// Answers without end.
  case large
  case leave

  /// What it answers where it was let.
  func done(with rest: [UInt8]) -> [UInt8] {
    switch self {
    case .echo: return rest.reversed()
    case .loop: while true { Self.sink &+= 1 }
    case .sleep: while true { usleep(100_000) }
    case .allocate:
      var kept: [[UInt8]] = []
      while true { kept.append([UInt8](repeating: 1, count: 1 << 20)) }
    case .allocateAtOnce: return [UInt8](repeating: 1, count: 1 << 40)
    case .recurse: return [UInt8(truncatingIfNeeded: Self.depth(1))]
    case .descriptors:
      let open = (Int32(0)..<1000).filter { write($0, "", 0) == 0 }
      return Array(open.map(String.init).joined(separator: " ").utf8)
    case .open: return Self.answer(Self.opened("/etc/passwd", O_RDONLY))
    case .create: return Self.answer(Self.opened("created", O_WRONLY | O_CREAT))
    case .connect: return Self.answer(Self.socket())
    case .spawn:
      var process = pid_t()
      return Self.answer(-posix_spawn(&process, "/bin/true", nil, nil, [nil], [nil]))
    case .thread:
      var thread = pthread_t()
      return Self.answer(-pthread_create(&thread, nil, { _ in nil }, nil))
    case .kill: return Self.answer(Self.signalled(getppid()))
    case .execute:
      let memory = mmap(
        nil, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
      return Self.answer(memory == MAP_FAILED ? -1 : 0)
    case .trap:
      let none: [Int] = []
      return [UInt8(none[rest.count])]
    case .stop: abort()
    case .nothing:
      UnsafeMutablePointer<UInt8>(bitPattern: 8 + rest.count)?.pointee = 1
      return []
    case .large: return [UInt8](repeating: 7, count: 32 << 20)
    case .leave: exit(0)
    }
  }

  nonisolated(unsafe) private static var sink = 0

  private static func answer(_ status: Int32) -> [UInt8] {
    Array((status < 0 ? "refused" : "done").utf8)
  }

  private static func opened(_ path: String, _ flags: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.open(path, flags, 0o600)
    #elseif canImport(Musl)
      Musl.open(path, flags, 0o600)
    #else
      Darwin.open(path, flags, 0o600)
    #endif
  }

  private static func socket() -> Int32 {
    #if canImport(Glibc)
      Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #elseif canImport(Musl)
      Musl.socket(AF_INET, Int32(SOCK_STREAM), 0)
    #else
      Darwin.socket(AF_INET, SOCK_STREAM, 0)
    #endif
  }

  private static func signalled(_ process: pid_t) -> Int32 {
    #if canImport(Glibc)
      Glibc.kill(process, SIGUSR1)
    #elseif canImport(Musl)
      Musl.kill(process, SIGUSR1)
    #else
      Darwin.kill(process, SIGUSR1)
    #endif
  }

  private static func depth(_ number: Int) -> Int {
    number < 0 ? 0 : depth(number + 1) &+ sink
  }
}
