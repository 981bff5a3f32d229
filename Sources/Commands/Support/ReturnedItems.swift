/// The workbooks behind paths, one after the other, and those within files that hold several: the lines of NDJSON, the
/// entries of a tar archive. No more is held than the line or the entry that is read.
struct ReturnedItems {
  /// What a file may be beside a workbook.
  enum Container { case lines, archive }

  private var paths: ArraySlice<String>
  private var list: PathList?
  private let container: Container
  private let limit: Int
  private let standardInput: Int32
  private let registered: RegisteredFiles?
  private var lines: NDJSONLines?
  private var archive: (tar: TarArchive, name: String)?
  private var skipped: SkippedFiles?
  /// Whether several submissions may come from what is one file.
  private(set) var holdsSeveral = false

  /// - Parameters:
  ///   - paths: `-` is standard input.
  ///   - list: names further ones.
  ///   - limit: the largest number of bytes of a workbook or a line.
  ///   - registered: what `register:…` reads; nil where that is the name of a file.
  ///   - skipped: is told what is left out of an archive.
  init(
    _ paths: [String], from list: PathList? = nil, reading container: Container, limit: Int,
    standardInput: Int32, registered: RegisteredFiles? = nil, skipped: SkippedFiles? = nil
  ) {
    self.paths = paths[...]
    self.list = list
    self.container = container
    self.limit = limit
    self.standardInput = standardInput
    self.registered = registered
    self.skipped = skipped
  }

  /// How many items there are; nil where only reading them tells.
  var count: Int? {
    list == nil && paths.allSatisfy(Self.isWorkbook) ? paths.count : nil
  }

  /// Whether the next one comes without waiting for whoever writes what is read.
  var isReady: Bool {
    if let stream = archive?.tar.stream ?? lines?.stream { return stream.isReady }
    return !paths.isEmpty || list?.stream.isReady != false
  }

  /// Where the line stands that came last, if it can be read there again.
  var linePlace: NDJSONLines.Place? { lines?.place }

  private static func isWorkbook(_ path: String) -> Bool {
    let ending = Path.ending(path)
    return ending != "ndjson" && FolderWalk.endings.contains(ending)
  }

  /// The next one; nil at the end.
  mutating func next() -> ReturnedItem? {
    while true {
      if let item = lines?.next() ?? nextEntry() { return item }
      lines = nil
      archive = nil
      var name = list?.name ?? ""
      do throws(InputFile.Problem) {
        guard let path = try nextPath() else {
          skipped?.finish()
          skipped = nil
          return nil
        }
        name = path
        if let item = try open(path) { return item }
      } catch {
        // A list that cannot be read any further would say so for ever.
        if name == list?.name { list = nil }
        return .unreadable(name, error)
      }
    }
  }

  private mutating func nextPath() throws(InputFile.Problem) -> String? {
    if let path = paths.popFirst() { return path }
    return try list?.next()
  }

  /// A workbook; nil for what holds several, which is at hand then.
  private mutating func open(_ path: String) throws(InputFile.Problem) -> ReturnedItem? {
    if let registered, RegisteredFiles.isMeant(path) { return try registered.item(path) }
    if path != "-", Self.isWorkbook(path) { return .file(path) }
    let stream = path == "-" ? InputStream(standardInput) : try InputStream(path)
    do throws(SystemError) {
      switch container {
      case .lines:
        let beginning = try stream.peek(64)
        if Path.ending(path) == "ndjson" || JSONBeginning.opensObject(beginning) {
          lines = NDJSONLines(stream, name: path, limit: limit)
          holdsSeveral = true
          return nil
        }
      case .archive:
        if try TarArchive.begins(stream) {
          archive = (TarArchive(stream, limit: limit), path)
          holdsSeveral = true
          return nil
        }
      }
    } catch { throw .system(error) }
    // A file is read where the work is done; a pipe is read once.
    let kind = (try? FileStatus(descriptor: stream.descriptor))?.kind
    return path != "-" && kind == .file
      ? .file(path) : .workbook(try stream.rest(limit: limit), named: path)
  }

  /// The next workbook of an archive; what a folder's walk leaves out is left out here, too.
  private mutating func nextEntry() -> ReturnedItem? {
    guard let (tar, name) = archive else { return nil }
    do throws(TarArchive.Fault) {
      while let entry = try tar.next() {
        let path: String
        switch entry {
        case .file(let file, _), .tooLarge(let file): path = file
        case .other(let file, let kind):
          skipped?.add(file, .entry(kind))
          continue
        }
        if let why = FolderWalk.reasonToSkip(entry: path) {
          skipped?.add(path, why)
        } else if case .file(_, let bytes) = entry {
          return .workbook(bytes, named: path)
        } else {
          return .unreadable(path, .tooLarge(limit))
        }
      }
      return nil
    } catch {
      return .unreadable(error.path ?? name, .archive(error))
    }
  }
}

/// A list of paths, each read when it is asked for: one a line, or each with a zero byte behind it, as `find -print0`
/// writes them.
final class PathList {
  /// Longer than any path of any system.
  private static let limit = 1 << 16

  let name: String
  let stream: InputStream
  /// Nil until the first bytes are there.
  private var ends: [UInt8]?

  /// - Parameter name: the list's own path, `-` for standard input.
  init(_ name: String, standardInput: Int32) throws(InputFile.Problem) {
    self.name = name
    stream = name == "-" ? InputStream(standardInput) : try InputStream(name)
  }

  /// The next path; nil at the end.
  func next() throws(InputFile.Problem) -> String? {
    while let line = try stream.line(endedBy: try separators(), limit: Self.limit) {
      let path = line.last == UInt8(ascii: "\r") && ends != [0] ? line.dropLast() : line[...]
      if !path.isEmpty { return String(decoding: path, as: UTF8.self) }
    }
    return nil
  }

  /// A name may hold line breaks where zero bytes end names.
  private func separators() throws(InputFile.Problem) -> [UInt8] {
    if let ends { return ends }
    do throws(SystemError) {
      _ = try stream.peek(1)
      let ends: [UInt8] = try stream.peek(stream.pending).contains(0) ? [0] : [0x0A, 0]
      self.ends = ends
      return ends
    } catch { throw .system(error) }
  }
}

extension Session {
  /// One workbook that was named on the command line; `-` is read at once.
  ///
  /// - Parameter registered: what `register:…` reads; nil where that is the name of a file.
  func item(_ path: String, _ registered: RegisteredFiles? = nil) -> ReturnedItem {
    do {
      if let registered, RegisteredFiles.isMeant(path) { return try registered.item(path) }
      guard path == "-" else { return .file(path) }
      return .workbook(try InputFile.read(path, console: console), named: path)
    } catch {
      return .unreadable(path, error)
    }
  }
}
