#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Files that have no name yet, so that nothing is left of them wherever a program ends. Only Linux has them, and not on
/// every file system.
public enum UnnamedFile {
  /// Opens one for reading and writing on the file system of a folder; nil where there is no such thing.
  ///
  /// - Returns: a descriptor, which the caller closes.
  public static func open(in folder: String) -> Int32? {
    #if os(Linux)
      // O_TMPFILE (open(2)), which is a composed macro and does not import.
      let flag = 0o20000000 | O_DIRECTORY
      #if canImport(Glibc)
        let descriptor = Glibc.open(folder, O_RDWR | O_CLOEXEC | flag, 0o666)
      #else
        let descriptor = Musl.open(folder, O_RDWR | O_CLOEXEC | flag, 0o666)
      #endif
      guard descriptor >= 0 else { return nil }
      // Without /proc it could neither be named nor opened again.
      guard access(path(of: descriptor), F_OK) == 0 else {
        close(descriptor)
        return nil
      }
      return descriptor
    #else
      return nil
    #endif
  }

  /// A path by which this process reaches the file.
  public static func path(of descriptor: Int32) -> String { "/proc/self/fd/" + String(descriptor) }

  /// Gives the file a name that nothing has yet; what `errno` says where that fails.
  public static func link(_ descriptor: Int32, as name: String) -> Bool {
    linkat(AT_FDCWD, path(of: descriptor), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
  }
}
