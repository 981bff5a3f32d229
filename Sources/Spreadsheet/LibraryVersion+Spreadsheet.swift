public import Basics
internal import CExpat
internal import CXlsxWriter
internal import CZip

extension LibraryVersion {
  /// Those of this module.
  public static var ofSpreadsheet: [LibraryVersion] {
    // « expat_2.5.0 »
    let expat = String(cString: XML_ExpatVersion())
    return [
      LibraryVersion(name: "libxlsxwriter", version: String(cString: lxw_version())),
      LibraryVersion(name: "libzip", version: String(cString: zip_libzip_version())),
      LibraryVersion(name: "expat", version: String(expat.trimmingPrefix("expat_"))),
    ]
  }
}
