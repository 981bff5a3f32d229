internal import Basics
internal import CXlsxWriter

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// The one owner of libxlsxwriter's workbook: closed once, or freed without a file where writing failed.
final class WorkbookHandle {
  let workbook: UnsafeMutablePointer<lxw_workbook>
  let strings: CStrings
  private var isOpen = true

  /// - Parameter streams: whether only the row at work is held in memory, the library's constant-memory mode; rows are
  ///   then written from the top down.
  init(path: String, temporaryFolder: String, strings: CStrings, streams: Bool = false)
    throws(SpreadsheetError)
  {
    var options = lxw_workbook_options()
    options.constant_memory = streams ? 1 : 0
    options.tmpdir = strings.copy(temporaryFolder)
    guard let workbook = workbook_new_opt(path, &options) else {
      throw SpreadsheetError(.notWritten, detail: "not enough memory for a workbook")
    }
    self.workbook = workbook
    self.strings = strings
  }

  deinit {
    if isOpen { lxw_workbook_free(workbook) }
  }

  func addSheet(_ name: String) throws(SpreadsheetError) -> UnsafeMutablePointer<lxw_worksheet> {
    guard let sheet = workbook_add_worksheet(workbook, name) else {
      throw SpreadsheetError(.notWritten, place: name, detail: "the sheet's name was refused")
    }
    return sheet
  }

  /// Core properties (ECMA-376 part 2, § 11) and custom ones (part 1, § 22.3).
  func setProperties(of document: WorkbookDocument) throws(SpreadsheetError) {
    var properties = lxw_doc_properties()
    properties.title = strings.copy(document.title)
    properties.subject = strings.copy(document.subject)
    properties.author = strings.copy(document.author)
    properties.comments = strings.copy(document.comments)
    properties.created = time_t(document.created.daysSince1970) * 86_400
    // Zero would be replaced by the current moment.
    if properties.created == 0 { properties.created = 1 }
    try XLSXWriter.check(workbook_set_properties(workbook, &properties), "docProps/core.xml")
    for property in document.customProperties {
      try XLSXWriter.check(
        workbook_set_custom_property_string(workbook, property.name, property.value),
        property.name)
    }
  }

  /// Writes the file; the library frees the workbook whether that succeeds or not.
  ///
  /// - Parameters:
  ///   - folder: where it writes.
  ///   - holdingParts: whether the parts are held in memory, where the system can.
  /// - Returns: the parts that are not in the file.
  func close(in folder: String, holdingParts: Bool) throws(SpreadsheetError) -> HeldParts {
    let parts = HeldParts()
    guard isOpen else { return parts }
    isOpen = false
    func close() throws(SpreadsheetError) {
      errno = 0
      let status = workbook_close(workbook)
      if status != LXW_NO_ERROR, errno != 0 {
        throw SpreadsheetError(.notWritten, place: folder, system: errno)
      }
      try XLSXWriter.check(status, "workbook")
    }
    if holdingParts { try parts.hold(while: close) } else { try close() }
    return parts
  }

  /// Lets the library know that there are shared strings, so that the package has a part for them.
  func announceSharedStrings() { workbook.pointee.sst.pointee.string_count = 1 }
}

/// C strings that live as long as this owner.
final class CStrings {
  private var pointers: [UnsafeMutablePointer<CChar>] = []

  /// A copy of a text; the null pointer for none.
  func copy(_ text: String?) -> UnsafeMutablePointer<CChar>? {
    guard let bytes = text?.utf8CString else { return nil }
    let pointer = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { (pointer + index).initialize(to: byte) }
    pointers.append(pointer)
    return pointer
  }

  deinit {
    for pointer in pointers { pointer.deallocate() }
  }
}
