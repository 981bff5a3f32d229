internal import Basics
internal import CIsolation

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Runs a program of poppler on the bytes of a PDF: it reads a file that has no name, knows nothing of the
/// environment, and is ended where it takes more than a page could need.
struct PDFProgram: ~Copyable {
  enum Failure: Error, Equatable {
    case notInstalled
    /// By its exit status, or -1 where a signal ended it.
    case status(Int32)
    /// More time, or more output, than is allowed.
    case tooMuch
    /// What the system does not do.
    case system(String)
  }

  static let seconds = 30
  static let memory: UInt64 = 1 << 30
  static let output = 48 << 20

  private let file: Int32

  init(_ bytes: [UInt8]) throws(Failure) {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var name = Array(((folder.isEmpty ? "/tmp" : folder) + "/respecte-XXXXXX").utf8CString)
    file = mkstemp(&name)
    guard file >= 0 else { throw .system(String(cString: strerror(errno))) }
    unlink(name)
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(file, $0.baseAddress.map { $0 + done }, bytes.count - done)
      }
      guard count > 0 || errno == EINTR else {
        throw .system(String(cString: strerror(errno)))
      }
      done += max(0, count)
    }
  }

  deinit { close(file) }

  /// What the program prints.
  ///
  /// - Parameters:
  ///   - program: found in `PATH`.
  ///   - options: ours alone; the file follows them as standard input.
  func run(_ program: String, _ options: [String]) throws(Failure) -> [UInt8] {
    lseek(file, 0, SEEK_SET)
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { throw .system(String(cString: strerror(errno))) }
    defer { close(ends[0]) }
    // Another child of this process must not keep the pipe open.
    for end in ends { respecte_close_on_exec(end) }
    let process = spawn(program, options, writingTo: ends[1])
    close(ends[1])
    guard let process else { throw .notInstalled }
    _ = respecte_limit_process(process, UInt32(Self.seconds), Self.memory)
    let output = Self.read(ends[0])
    if output == nil { kill(process, SIGKILL) }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    guard let output else { throw .tooMuch }
    guard status & 0x7F == 0 else { throw .status(-1) }
    guard status == 0 else { throw .status(status >> 8 & 0xFF) }
    return output
  }

  /// Nil where there is no such program.
  private func spawn(_ program: String, _ options: [String], writingTo pipe: Int32) -> pid_t? {
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, file, 0)
    posix_spawn_file_actions_adddup2(&actions, pipe, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = ([program] + options).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var environment: [UnsafeMutablePointer<CChar>?] = [strdup("LC_ALL=C.UTF-8"), nil]
    defer { for variable in environment { free(variable) } }
    var process: pid_t = 0
    return posix_spawnp(&process, program, &actions, nil, &arguments, &environment) == 0
      ? process : nil
  }

  /// Everything up to the end; nil where it is too much, or takes too long.
  private static func read(_ pipe: Int32) -> [UInt8]? {
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 1 << 16)
    let end = ContinuousClock.now + .seconds(seconds)
    while true {
      let left = ContinuousClock.now.duration(to: end).components.seconds
      var wanted = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let ready = poll(&wanted, 1, Int32(max(0, left) * 1000 + 500))
      if ready < 0, errno == EINTR { continue }
      guard ready > 0, ContinuousClock.now < end else { return nil }
      let count = piece.withUnsafeMutableBytes {
        #if canImport(Glibc)
          Glibc.read(pipe, $0.baseAddress, $0.count)
        #elseif canImport(Musl)
          Musl.read(pipe, $0.baseAddress, $0.count)
        #else
          Darwin.read(pipe, $0.baseAddress, $0.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0, bytes.count + count <= output else { return nil }
      if count == 0 { return bytes }
      bytes += piece[..<count]
    }
  }
}
