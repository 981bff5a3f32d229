#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The workbooks and the lines of `.ndjson` files behind paths, one after the other; of such a file no more is held
/// than the line that is read.
struct ReturnedItems {
  private var paths: ArraySlice<String>
  private let limit: Int
  private let standardInput: Int32
  private var lines: Lines?

  /// - Parameters:
  ///   - limit: the largest number of bytes of a workbook or a line.
  ///   - standardInput: what `-` reads: a workbook, or lines where it begins with `{`.
  init(_ paths: [String], limit: Int, standardInput: Int32) {
    self.paths = paths[...]
    self.limit = limit
    self.standardInput = standardInput
  }

  /// How many items there are; nil where only reading them tells.
  static func count(_ paths: [String]) -> Int? {
    paths.contains { $0 == "-" || isList($0) } ? nil : paths.count
  }

  private static func isList(_ path: String) -> Bool { Path.ending(path) == "ndjson" }

  /// The next one; nil at the end.
  mutating func next() -> ReturnedItem? {
    while true {
      if let item = lines?.next(limit: limit) { return item }
      lines = nil
      guard let path = paths.popFirst() else { return nil }
      do throws(InputFile.Problem) {
        if path == "-" {
          let lines = Lines(standardInput, name: path, isOwned: false)
          if try lines.beginsWithBrace() {
            self.lines = lines
          } else {
            return .workbook(
              try InputFile.read(standardInput, after: lines.pending, limit: limit))
          }
        } else if Self.isList(path) {
          lines = try Lines(path)
        } else {
          return .file(path)
        }
      } catch {
        return .unreadable(path, error)
      }
    }
  }

  /// The lines of a file.
  private final class Lines {
    private let descriptor: Int32
    private let name: String
    private let isOwned: Bool
    private(set) var pending: [UInt8] = []
    /// Where in `pending` the next line begins.
    private var start = 0
    private var number = 0
    private var isAtEnd = false

    init(_ descriptor: Int32, name: String, isOwned: Bool) {
      self.descriptor = descriptor
      self.name = name
      self.isOwned = isOwned
    }

    convenience init(_ path: String) throws(InputFile.Problem) {
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw .system(.last) }
      self.init(descriptor, name: path, isOwned: true)
      let kind = (try? FileStatus(descriptor: descriptor))?.kind
      if kind == .folder { throw .isFolder }
    }

    deinit { if isOwned { close(descriptor) } }

    func beginsWithBrace() throws(InputFile.Problem) -> Bool {
      try more()
      return pending.first == UInt8(ascii: "{")
    }

    /// The next line that is not blank, or why there is none; nil at the end.
    func next(limit: Int) -> ReturnedItem? {
      while true {
        if let end = pending[start...].firstIndex(of: UInt8(ascii: "\n")) ?? lastEnd {
          let line = pending[start..<end]
          start = min(end + 1, pending.count)
          number += 1
          if line.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }) { continue }
          return .line(Array(line), at: name + ":" + String(number))
        }
        if isAtEnd { return nil }
        do throws(InputFile.Problem) {
          if pending.count - start > limit { throw .tooLarge(limit) }
          try more()
        } catch {
          isAtEnd = true
          pending = []
          start = 0
          return .unreadable(name, error)
        }
      }
    }

    /// Where the last line ends that no line break ends.
    private var lastEnd: Int? { isAtEnd && start < pending.count ? pending.count : nil }

    private func more() throws(InputFile.Problem) {
      pending.removeFirst(start)
      start = 0
      do {
        // As much again as is there: a long line is looked through a few times, not thousands of times.
        let piece = try InputFile.piece(of: descriptor, atMost: max(1 << 18, pending.count))
        isAtEnd = piece.isEmpty
        pending += piece
      } catch { throw .system(error) }
    }
  }
}

extension Session {
  /// One workbook that was named on the command line; `-` is read at once.
  func item(_ path: String) -> ReturnedItem {
    guard path == "-" else { return .file(path) }
    do { return .workbook(try InputFile.read(path, console: console)) } catch {
      return .unreadable(path, error)
    }
  }
}
