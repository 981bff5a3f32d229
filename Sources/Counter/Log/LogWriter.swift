internal import Basics

/// Lines on their way to the log: who answers requests never waits for whoever reads it.
final class LogWriter: Sendable {
  private struct Queue {
    var lines: [String] = []
    /// UTF-8 units of the lines.
    var bytes = 0
    /// Lines that found the queue full since the last one that did not, and in all.
    var dropped = 0
    var allDropped = 0
    /// Whether lines were taken out that are not written yet.
    var isWriting = false
    var isOver = false
  }

  private let queue = Monitor(Queue())
  /// Bytes that wait at most.
  static let capacity = 256 << 10

  /// Nil for want of a thread.
  ///
  /// - Parameters:
  ///   - write: writes whole lines, and may take as long as it likes.
  ///   - sentence: says that so many lines were dropped, as a line.
  init?(
    write: @escaping @Sendable (String) -> Void, sentence: @escaping @Sendable (Int) -> String
  ) {
    let queue = queue
    let thread = SystemThread(stack: 256 << 10) {
      while true {
        queue.wait { $0.lines.isEmpty && !$0.isOver ? nil : () }
        var lines: [String] = []
        var dropped = 0
        queue.change { queue in
          swap(&lines, &queue.lines)
          swap(&dropped, &queue.dropped)
          queue.bytes = 0
          queue.isWriting = !lines.isEmpty
        }
        if lines.isEmpty { return }
        if dropped > 0 { lines.append(sentence(dropped)) }
        write(lines.joined())
        queue.change { $0.isWriting = false }
      }
    }
    if thread == nil { return nil }
  }

  /// Adds a line, with its end; drops it where too much is waiting.
  func add(_ line: String) {
    queue.change { queue in
      guard queue.bytes + line.utf8.count <= Self.capacity else {
        queue.dropped += 1
        queue.allDropped += 1
        return
      }
      queue.lines.append(line)
      queue.bytes += line.utf8.count
    }
  }

  /// How many lines were dropped.
  var dropped: Int { queue.wait { $0.allDropped } }

  /// Takes no more part in anything once what waits was written, or after so many seconds.
  func end(within seconds: Double) {
    queue.change { $0.isOver = true }
    let end = Clock.steady + seconds
    while queue.wait(for: { $0.isWriting || !$0.lines.isEmpty }), Clock.steady < end {
      Clock.pause(milliseconds: 5)
    }
  }
}
