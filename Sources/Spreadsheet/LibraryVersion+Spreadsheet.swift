public import Basics
internal import CDeflate
internal import CExpat
internal import CXlsxWriter
internal import CZip
internal import CZlib

extension LibraryVersion {
  /// Those of this module.
  public static var ofSpreadsheet: [LibraryVersion] {
    let expat = XML_ExpatVersionInfo()
    return [
      LibraryVersion(name: "libxlsxwriter", version: String(cString: lxw_version())),
      LibraryVersion(name: "libzip", version: String(cString: zip_libzip_version())),
      // It has no function that tells.
      LibraryVersion(name: "libdeflate", version: LIBDEFLATE_VERSION_STRING),
      LibraryVersion(name: "zlib", version: zlibVersion().map { String(cString: $0) } ?? ""),
      LibraryVersion(
        name: "expat", version: "\(expat.major).\(expat.minor).\(expat.micro)"),
    ]
  }
}
