#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Makes folders.
enum FolderMaker {
  /// Makes a folder and those that lead to it; one that is there already is left as it is.
  static func make(_ path: String) throws(SystemError) {
    var end = path.startIndex
    while end < path.endIndex {
      let next = path[end...].dropFirst().firstIndex(of: "/") ?? path.endIndex
      end = next
      let folder = String(path[..<end])
      if (try? FileStatus(path: folder))?.kind == .folder { continue }
      // Another program may have made it meanwhile; a file there is an error all the same.
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else { throw .last }
    }
    guard (try? FileStatus(path: path))?.kind == .folder else {
      throw SystemError(code: ENOTDIR)
    }
  }
}
