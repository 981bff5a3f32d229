internal import CXlsxWriter

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Bytes that are written to a temporary file without a name, and read back.
final class TemporarySpool {
  private let file: UnsafeMutablePointer<FILE>
  private let folder: String
  private(set) var count = 0

  /// Below a folder, in the way of the library's own temporary files.
  init(in folder: String) throws(SpreadsheetError) {
    var path = Array(folder.utf8CString)
    errno = 0
    guard let file = lxw_tmpfile(&path) else {
      throw SpreadsheetError(.notWritten, place: folder, system: errno == 0 ? ENOSPC : errno)
    }
    self.file = file
    self.folder = folder
  }

  deinit { fclose(file) }

  func write(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetError) {
    errno = 0
    guard fwrite(bytes.baseAddress, 1, bytes.count, file) == bytes.count else { throw failure }
    count += bytes.count
  }

  /// Begins to be read.
  func rewind() throws(SpreadsheetError) {
    errno = 0
    guard fflush(file) == 0, fseek(file, 0, SEEK_SET) == 0 else { throw failure }
  }

  /// The next bytes, at most so many; none at the end.
  func read(_ limit: Int) throws(SpreadsheetError) -> [UInt8] {
    errno = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
      count = fread(buffer.baseAddress, 1, limit, file)
    }
    if bytes.count < limit, ferror(file) != 0 { throw failure }
    return bytes
  }

  private var failure: SpreadsheetError {
    SpreadsheetError(.notWritten, place: folder, system: errno == 0 ? ENOSPC : errno)
  }
}
