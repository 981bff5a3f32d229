internal import Checklists

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that is written whole or not at all: beside its target, flushed, then renamed. `-` is standard output.
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
    } catch {
      if error.code == EPIPE { throw .closedPipe }
      throw failure(error)
    }
  }

  private func writeInPlace(_ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(target, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .last }
    defer { close(descriptor) }
    try bytes.write(to: descriptor)
  }

  private func replace(with bytes: [UInt8]) throws(SystemError) {
    // An interruption waits until the file is there or its beginnings are removed.
    let signals = SignalsHeld()
    defer { signals.release() }
    let (descriptor, temporary) = try create()
    var isOpen = true
    do throws(SystemError) {
      try bytes.write(to: descriptor)
      if let existing { _ = fchmod(descriptor, existing.permissions) }
      guard fsync(descriptor) == 0 || errno == EINVAL else { throw .last }
      isOpen = false
      guard close(descriptor) == 0 else { throw .last }
      guard rename(temporary, target) == 0 else { throw .last }
    } catch {
      if isOpen { close(descriptor) }
      unlink(temporary)
      throw error
    }
  }

  /// A new file beside the target.
  private func create() throws(SystemError) -> (descriptor: Int32, path: String) {
    while true {
      let suffix = String(UInt32.random(in: .min ... .max), radix: 36)
      let path = Path.join(Path.folder(target), ".respecte-" + suffix + ".tmp")
      let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if descriptor >= 0 { return (descriptor, path) }
      if errno != EEXIST { throw .last }
    }
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

/// Keeps the signals that end a program waiting.
private struct SignalsHeld {
  private var before = sigset_t()

  init() {
    var held = sigset_t()
    sigemptyset(&held)
    for signal in [SIGINT, SIGTERM, SIGHUP, SIGQUIT] { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
  }

  func release() {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
}
