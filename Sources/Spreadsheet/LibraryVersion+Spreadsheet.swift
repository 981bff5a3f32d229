public import Basics
internal import CExpat
internal import CXlsxWriter
internal import CZip

extension LibraryVersion {
  /// Those of this module.
  public static var ofSpreadsheet: [LibraryVersion] {
    let expat = XML_ExpatVersionInfo()
    return [
      LibraryVersion(name: "libxlsxwriter", version: String(cString: lxw_version())),
      LibraryVersion(name: "libzip", version: String(cString: zip_libzip_version())),
      LibraryVersion(
        name: "expat", version: "\(expat.major).\(expat.minor).\(expat.micro)"),
    ]
  }
}
