internal import Basics
internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that is written whole or not at all: beside its target, flushed, then renamed. `-` is standard output.
///
/// Until it is whole it has no name, where the system allows that, so that whatever ends the program leaves nothing
/// behind. Elsewhere, and for the moment in which it takes an old file's place, its name is one of `Beginnings`, which an
/// interruption takes away.
struct OutputFile {
  /// As given.
  let path: String
  /// The path with its links followed, so that a link stays a link.
  private let target: String
  /// What stands there already.
  private let existing: FileStatus?
  private let session: Session

  /// Sees, before any work is done, whether the file can be written.
  ///
  /// - Parameter inputs: paths that are read; none of them is overwritten.
  init(_ path: String, inputs: [String], session: Session) throws(Stop) {
    self.path = path
    self.session = session
    guard path != "-" else {
      target = path
      existing = nil
      return
    }
    let language = session.language
    target = Self.resolved(path)
    existing = try? FileStatus(path: target)
    if let existing {
      if inputs.contains(where: { (try? FileStatus(path: $0))?.identity == existing.identity }) {
        throw .usage(
          language(
            fr:
              "la sortie \(language.quotedWhole(path)) est aussi une entrée ; choisissez un autre nom",
            en: "the output \(language.quotedWhole(path)) is an input too; choose another name"))
      }
      if existing.kind == .folder {
        throw .output(
          language(
            fr: "\(language.quotedWhole(path)) est un dossier ; donnez le nom d’un fichier",
            en: "\(language.quotedWhole(path)) is a folder; give the name of a file"))
      }
      guard access(target, W_OK) == 0 else { throw failure(.last) }
    } else {
      let folder = Path.folder(target)
      guard (try? FileStatus(path: folder))?.kind == .folder, !path.hasSuffix("/") else {
        throw .output(
          language(
            fr: "le dossier \(language.quotedWhole(folder)) n’existe pas ; créez-le d’abord",
            en: "the folder \(language.quotedWhole(folder)) does not exist; create it first"))
      }
      guard access(folder, W_OK) == 0 else { throw failure(.last) }
    }
  }

  /// Whether a file stands there already.
  var isFile: Bool { existing?.kind == .file }

  /// Whether two outputs are one and the same.
  func isSame(as other: OutputFile) -> Bool {
    target == other.target
      || (existing != nil && existing?.identity == other.existing?.identity)
  }

  /// Writes the whole file.
  func write(_ bytes: [UInt8]) throws(Stop) {
    if path == "-" { return try session.write(bytes) }
    do {
      // A device or a pipe is no file that could be replaced.
      if existing?.kind == .other {
        try writeInPlace(bytes)
      } else {
        try replace(with: bytes)
      }
    } catch { throw stop(error) }
  }

  private func writeInPlace(_ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try bytes.write(to: descriptor)
  }

  private func replace(with bytes: [UInt8]) throws(SystemError) {
    let beginnings = Beginnings(in: Path.folder(target))
    beginnings.removeAbandoned()
    let (descriptor, name) = try beginnings.create()
    defer { close(descriptor) }
    try place(descriptor, named: name, beginnings) { () throws(SystemError) in
      try bytes.write(to: descriptor)
    }
  }

  /// Fills a beginning and gives it the target's name; on failure nothing of it is left.
  private func place(
    _ descriptor: Int32, named name: Leftover?, _ beginnings: Beginnings,
    filling fill: () throws(SystemError) -> Void
  ) throws(SystemError) {
    var name = name
    do throws(SystemError) {
      try fill()
      if let existing { _ = fchmod(descriptor, existing.permissions) }
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last }
      // What has no name yet takes a free one in one step; only what replaces a file needs another name first.
      if name == nil, existing == nil, UnnamedFile.link(descriptor, as: target) {
        return flush(Path.folder(target))
      }
      // An interruption waits for this moment.
      let signals = SignalsHeld()
      defer { signals.release() }
      let given = if let name { name } else { Leftover(try beginnings.name(descriptor)) }
      name = given
      guard rename(given.path, target) == 0 else { throw .last }
      given.keep()
    } catch {
      name?.remove()
      throw error
    }
    flush(Path.folder(target))
  }

  /// Makes a new name last; a file system that cannot do that keeps it as well as it can.
  private func flush(_ folder: String) {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }

  /// Begins the file without knowing yet how it ends; it is there only once it is finished.
  func stream() throws(Stop) -> OutputStream {
    if path == "-" { return OutputStream(self, .standardOutput) }
    if existing?.kind == .other {
      let descriptor = open(target, O_WRONLY | O_CLOEXEC)
      guard descriptor >= 0 else { throw failure(.last) }
      return OutputStream(self, .inPlace(descriptor))
    }
    let folder = Path.folder(target)
    Beginnings(in: folder).removeAbandoned()
    let spool = try writing { () throws(SystemError) in try Spool(in: folder) }
    return OutputStream(self, .spool(spool))
  }

  /// Room for a part of the file that is known before what stands in front of it.
  func aside() throws(Stop) -> Aside {
    var folder = Path.folder(target)
    if path == "-" || existing?.kind == .other {
      folder = Spool.temporaryFolder
    }
    let spool = try writing { () throws(SystemError) in try Spool(in: folder) }
    return Aside(self, spool)
  }

  /// Where a stream's bytes wait until it is finished.
  fileprivate enum Destination {
    case standardOutput
    /// A device or a pipe, by its descriptor.
    case inPlace(Int32)
    case spool(Spool)
  }

  fileprivate func append(_ bytes: [UInt8], to destination: Destination) throws(Stop) {
    switch destination {
    case .standardOutput: try session.write(bytes)
    case .inPlace(let descriptor):
      try writing { () throws(SystemError) in try bytes.write(to: descriptor) }
    case .spool(let spool): try writing { () throws(SystemError) in try spool.append(bytes) }
    }
  }

  fileprivate func finish(_ spool: Spool) throws(Stop) {
    try writing { () throws(SystemError) in
      try spool.flush()
      let beginnings = Beginnings(in: Path.folder(target))
      if spool.canBeNamed {
        return try place(spool.descriptor, named: nil, beginnings) {}
      }
      let (descriptor, name) = try beginnings.create()
      defer { close(descriptor) }
      try place(descriptor, named: name, beginnings) { () throws(SystemError) in
        try spool.forEachPiece { (piece) throws(SystemError) in try piece.write(to: descriptor) }
      }
    }
  }

  fileprivate func writing<Result>(_ body: () throws(SystemError) -> Result) throws(Stop) -> Result
  {
    do { return try body() } catch { throw stop(error) }
  }

  private func stop(_ error: SystemError) -> Stop {
    error.code == EPIPE ? .closedPipe : failure(error)
  }

  private func failure(_ error: SystemError) -> Stop {
    let language = session.language
    return .output(
      language(
        fr: "\(language.quotedWhole(path)) n’a pas pu être écrit : ",
        en: "\(language.quotedWhole(path)) could not be written: ")
        + error.reason(language))
  }

  /// Follows links; the path itself where nothing stands there yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

/// An output that grows piece by piece. Until it is finished nothing of it is to be seen, but on standard output, a
/// device or a pipe.
final class OutputStream {
  private let file: OutputFile
  private let destination: OutputFile.Destination

  fileprivate init(_ file: OutputFile, _ destination: OutputFile.Destination) {
    self.file = file
    self.destination = destination
  }

  deinit { if case .inPlace(let descriptor) = destination { close(descriptor) } }

  /// Adds to the end.
  func append(_ bytes: [UInt8]) throws(Stop) { try file.append(bytes, to: destination) }

  /// Adds to the end.
  func append(_ text: String) throws(Stop) { try append(Array(text.utf8)) }

  /// Gives the file its name.
  func finish() throws(Stop) { if case .spool(let spool) = destination { try file.finish(spool) } }
}

/// A part of a file that waits for what stands in front of it; nothing is left of it wherever the program ends.
final class Aside {
  private let file: OutputFile
  private let spool: Spool

  fileprivate init(_ file: OutputFile, _ spool: Spool) {
    self.file = file
    self.spool = spool
  }

  /// Adds to the end.
  func append(_ bytes: [UInt8]) throws(Stop) {
    try file.writing { () throws(SystemError) in try spool.append(bytes) }
  }

  /// Adds everything to the end of a stream.
  func move(to stream: OutputStream) throws(Stop) {
    try file.writing { () throws(SystemError) in try spool.rewind() }
    while let piece = try file.writing({ () throws(SystemError) in try spool.next() }) {
      try stream.append(piece)
    }
  }
}
