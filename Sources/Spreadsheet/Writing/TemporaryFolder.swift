#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A folder of one's own below `TMPDIR`, removed with what is in it.
final class TemporaryFolder {
  let path: String

  init() throws(SpreadsheetError) {
    var parent = "/tmp"
    if let variable = getenv("TMPDIR"), variable.pointee != 0 {
      parent = String(cString: variable)
    }
    var template = (parent + "/respecte-XXXXXX").utf8CString.map { $0 }
    guard mkdtemp(&template) != nil else {
      throw SpreadsheetError(.notWritten, place: parent, detail: Self.systemMessage())
    }
    path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? parent
    }
  }

  deinit {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
          pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != "." && name != ".." { unlink(path + "/" + name) }
      }
      closedir(folder)
    }
    rmdir(path)
  }

  /// The whole contents of one file.
  func contents(of file: String) throws(SpreadsheetError) -> [UInt8] {
    let descriptor = open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw SpreadsheetError(.notWritten, place: file, detail: Self.systemMessage())
    }
    defer { close(descriptor) }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else {
        throw SpreadsheetError(.notWritten, place: file, detail: Self.systemMessage())
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  private static func systemMessage() -> String {
    strerror(errno).map { String(cString: $0) } ?? "error \(errno)"
  }
}
