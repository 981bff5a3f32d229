/// The submissions of a stream: one a line, or, as `import` prints a single one, one object over many lines.
final class NDJSONLines {
  /// Where a line stands in a file that can be read again.
  struct Place: Equatable {
    let path: String
    let offset: Int
    let count: Int
  }

  let stream: InputStream
  private let name: String
  private let limit: Int
  private var number = 0
  private var isOver = false
  /// Whether the file can be read again by its name.
  private let isFile: Bool
  /// Of the line that came last.
  private(set) var place: Place?

  /// - Parameter limit: the largest number of bytes of a line.
  init(_ stream: InputStream, name: String, limit: Int) {
    self.stream = stream
    self.name = name
    self.limit = limit
    isFile = name != "-" && (try? FileStatus(descriptor: stream.descriptor))?.kind == .file
  }

  /// The next line that is not blank, or why there is none; nil at the end.
  func next() -> ReturnedItem? {
    place = nil
    if isOver { return nil }
    do throws(InputFile.Problem) {
      while true {
        let offset = stream.offset
        guard var line = try stream.line(limit: limit) else { return nil }
        number += 1
        if JSONBeginning.isBlank(line) { continue }
        if JSONBeginning.opensObjectOfManyLines(line) {
          line = try line + [0x0A] + stream.rest(limit: limit)
          isOver = true
        }
        if isFile { place = Place(path: name, offset: offset, count: line.count) }
        return .line(line, at: name + ":" + String(number))
      }
    } catch {
      isOver = true
      return .unreadable(name, error)
    }
  }
}
