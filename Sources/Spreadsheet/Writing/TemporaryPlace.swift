internal import Basics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Where libxlsxwriter writes: the workbook to a file without a name, so that nothing is left of it wherever the program
/// ends, or, where there are no such files, into a folder that is removed with what is in it. The library's own files are
/// unlinked as soon as they are open.
final class TemporaryPlace {
  /// The path that the library writes the workbook to.
  let workbook: String
  /// Where the library makes files of its own.
  let folder: String
  /// The file without a name.
  private let descriptor: Int32?
  /// The workbook and its folder, where they have names.
  private let leftovers: [Leftover]
  /// The library's own files for the moment in which they have a name, `tmp.` and ten signs.
  private let unnamed: Leftover

  /// Below `TMPDIR`.
  init() throws(SpreadsheetError) {
    var parent = "/tmp"
    if let variable = getenv("TMPDIR"), variable.pointee != 0 {
      parent = String(cString: variable)
    }
    if let descriptor = UnnamedFile.open(in: parent) {
      self.descriptor = descriptor
      workbook = UnnamedFile.path(of: descriptor)
      folder = parent
      leftovers = []
      unnamed = Leftover(openFilesIn: parent, beginningWith: "tmp.")
      return
    }
    let signals = SignalsHeld()
    defer { signals.release() }
    var template = (parent + "/respecte-XXXXXX").utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else {
      throw SpreadsheetError(.notWritten, place: parent, system: errno)
    }
    folder = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? parent
    }
    workbook = folder + "/workbook.xlsx"
    descriptor = nil
    unnamed = Leftover(openFilesIn: folder, beginningWith: "tmp.")
    leftovers = [Leftover(workbook), Leftover(folder)]
  }

  deinit {
    if let descriptor { close(descriptor) }
    unnamed.keep()
    for leftover in leftovers { leftover.remove() }
  }

  /// What the library wrote, in pieces of at most 256 KiB.
  func forEachPiece<Failure>(_ take: ([UInt8]) throws(Failure) -> Void) throws(Failure)
    -> SpreadsheetError?
  {
    let file = open(workbook, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return SpreadsheetError(.notWritten, place: folder, system: errno) }
    defer { close(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        return SpreadsheetError(.notWritten, place: folder, system: errno)
      }
      if count == 0 { return nil }
      try take(count == chunk.count ? chunk : Array(chunk[..<count]))
    }
  }

  /// What the library wrote, as a whole.
  func contents() throws(SpreadsheetError) -> [UInt8] {
    var bytes: [UInt8] = []
    let failure = forEachPiece { (piece) throws(Never) in bytes += piece }
    if let failure { throw failure }
    return bytes
  }

  /// Bytes that still fit onto the file system of the library's own files; nil where the system does not say.
  var freeSpace: Int? {
    var status = statvfs()
    guard statvfs(folder, &status) == 0 else { return nil }
    return Int(
      clamping: UInt64(status.f_bavail).multipliedReportingOverflow(by: UInt64(status.f_frsize))
        .partialValue)
  }
}
