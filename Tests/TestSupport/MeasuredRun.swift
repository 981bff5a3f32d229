#if canImport(Glibc)
  internal import Foundation
  internal import Glibc

  extension RespecteProgram {
    /// What a run gave and what it took.
    public struct Measured: Sendable {
      public let result: Result
      /// The largest resident memory, in bytes.
      public let peakMemory: Int
    }

    /// Runs the program in a folder and measures it; what does not end is ended.
    ///
    /// - Parameter secondsAtMost: of the processor.
    public static func measure(
      _ arguments: [String], in folder: WorkFolder, secondsAtMost limit: Int = 60
    ) throws -> Measured {
      let exchange = try WorkFolder()
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      for (descriptor, name) in [(Int32(1), "out"), (2, "err")] {
        posix_spawn_file_actions_addopen(
          &actions, descriptor, exchange.path(of: name), O_WRONLY | O_CREAT, 0o600)
      }
      let line = "cd \"$1\"; shift; ulimit -t \(limit); exec \"$@\" < /dev/null"
      let words = ["sh", "-c", line, "sh", folder.url.path, path] + arguments
      let variables = ["LC_ALL=fr_FR.UTF-8", "PATH=/usr/bin:/bin"]
      var process = pid_t()
      let status = withStrings(words) { words in
        withStrings(variables) { posix_spawn(&process, "/bin/sh", &actions, nil, words, $0) }
      }
      guard status == 0 else { throw POSIXFailure(code: status) }
      var ending: Int32 = 0
      var usage = rusage()
      while wait4(process, &ending, 0, &usage) < 0 {
        if errno != EINTR { throw POSIXFailure(code: errno) }
      }
      let exitStatus = ending & 0x7F == 0 ? (ending >> 8) & 0xFF : -1
      return Measured(
        result: Result(
          status: exitStatus, outputBytes: try exchange.read("out"),
          errors: String(decoding: try exchange.read("err"), as: UTF8.self)),
        peakMemory: usage.ru_maxrss * 1024)
    }

    private struct POSIXFailure: Error { let code: Int32 }

    /// Null-terminated C strings while a closure runs.
    private static func withStrings<Value>(
      _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
      let pointers = strings.map { strdup($0) }
      defer { for pointer in pointers { free(pointer) } }
      return body(pointers + [nil])
    }
  }
#endif
