public import Basics
internal import CSQLite

extension LibraryVersion {
  /// Those of this module; PostgreSQL's library is not asked, since it would have to be loaded.
  public static var ofRegister: [LibraryVersion] {
    [LibraryVersion(name: "SQLite", version: String(cString: sqlite3_libversion()))]
  }
}
