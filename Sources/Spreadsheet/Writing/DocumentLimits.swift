internal import Basics

/// What the format or the library does not allow, found before anything is written: the library writes some of
/// it without complaint, and some of it past its own buffers.
enum DocumentLimits {
  static func check(_ document: WorkbookDocument) throws(SpreadsheetError) {
    try checkSheetNames(document)
    try checkProperties(document)
    try checkNames(document)
    for sheet in document.sheets { try SheetLimits(sheet: sheet).check() }
  }

  /// What the file says of itself.
  static func checkProperties(_ document: WorkbookDocument) throws(SpreadsheetError) {
    for (place, text) in [
      ("title", document.title), ("subject", document.subject), ("author", document.author),
      ("comments", document.comments),
    ] {
      try checkText(text, atMost: 255, place)
    }
    var properties = Set<String>()
    for property in document.customProperties {
      try checkText(property.name, atMost: 255, property.name)
      try checkText(property.value, atMost: 255, property.name)
      guard !property.name.isEmpty, properties.insert(property.name.lowercased()).inserted else {
        throw refused(property.name, "an empty or repeated property name")
      }
    }
  }

  /// ECMA-376 part 1, § 18.2.19, and what Excel accepts.
  private static func checkSheetNames(_ document: WorkbookDocument) throws(SpreadsheetError) {
    guard document.sheets.contains(where: { !$0.isHidden }) else {
      throw refused(nil, "a workbook needs a visible sheet")
    }
    var names = Set<String>()
    for sheet in document.sheets { try checkSheetName(sheet.name, &names) }
  }

  /// Whether one more sheet may have a name, beside those in lower case that are taken.
  static func checkSheetName(_ name: String, _ names: inout Set<String>) throws(SpreadsheetError) {
    guard !name.isEmpty, name.utf16.count <= 31 else {
      throw refused(name, "a sheet's name has 1 to 31 characters")
    }
    guard !name.contains(where: { "[]:*?/\\".contains($0) }), !name.hasPrefix("'"),
      !name.hasSuffix("'")
    else {
      throw refused(name, "a sheet's name has no []:*?/\\ and no apostrophe at its ends")
    }
    try checkText(name, atMost: 31, name, breaks: false)
    guard names.insert(name.lowercased()).inserted else {
      throw refused(name, "two sheets of the same name")
    }
  }

  /// ECMA-376 part 1, § 18.2.5; the library keeps names and places in 128 bytes each.
  private static func checkNames(_ document: WorkbookDocument) throws(SpreadsheetError) {
    let sheets = document.sheets.map {
      (name: $0.name, length: quoted(sheet: $0.name).utf8.count)
    }
    var names = Set<String>()
    for name in document.names {
      guard isName(name.name) else { throw refused(name.name, "not a defined name") }
      guard name.name.utf8.count <= 126 else { throw refused(name.name, "over 126 bytes") }
      guard names.insert(name.name.lowercased()).inserted else {
        throw refused(name.name, "a defined name given twice")
      }
      guard let sheet = sheets.first(where: { $0.name.isSameName(as: name.sheet) }) else {
        throw refused(name.name, "no sheet named \(name.sheet)")
      }
      try checkRange(name.range, name.name)
      guard
        sheet.length + 1 + longestRange <= 126
          || sheet.length + 1 + name.range.absolute.utf8.count <= 126
      else {
        throw refused(name.name, "the place is over 126 bytes")
      }
    }
  }

  /// The bytes of `$XFD$1048576:$XFD$1048576`.
  private static let longestRange = 25

  /// Letters, digits, `_`, `.` and `\`, not beginning with a digit or a dot, not like a cell's reference.
  static func isName(_ name: String) -> Bool {
    if name.allBytes(isPlainNameByte) {
      guard let first = name.utf8.first, !(0x30...0x39).contains(first), first != 0x2E else {
        return false
      }
    } else {
      guard let first = name.first, first.isLetter || first == "_" || first == "\\",
        name.allSatisfy({ $0.isLetter || $0.isNumber || "_.\\".contains($0) })
      else { return false }
    }
    return CellReference(name) == nil && !isNumberedReference(name)
  }

  /// Whether a name is a reference of the other style: `R`, `C`, `R1C1`, with or without numbers.
  private static func isNumberedReference(_ name: String) -> Bool {
    var rest = name.utf8[...]
    func take(_ letter: UInt8) -> Bool {
      guard let first = rest.first, first | 0x20 == letter else { return false }
      rest = rest.dropFirst()
      return true
    }
    func skipDigits() {
      rest = rest.drop { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }
    guard take(UInt8(ascii: "r")) else { return take(UInt8(ascii: "c")) && rest.isEmpty }
    if rest.isEmpty { return true }
    skipDigits()
    guard take(UInt8(ascii: "c")) else { return false }
    skipDigits()
    return rest.isEmpty
  }

  /// What most names are made of.
  private static func isPlainNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "\\"):
      true
    default: false
    }
  }

  static func checkRange(_ range: CellRange, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    try checkCell(range.first, place())
    try checkCell(range.last, place())
    guard range.first.row <= range.last.row, range.first.column <= range.last.column else {
      throw refused(place(), "a range from its end to its beginning")
    }
  }

  static func checkCell(_ cell: CellReference, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    guard (0..<CellReference.rowLimit).contains(cell.row),
      (0..<CellReference.columnLimit).contains(cell.column)
    else { throw refused(place(), "outside a sheet") }
  }

  /// A text that is written as it is: XML 1.0 has no place for control characters, U+FFFE and U+FFFF.
  static func checkText(
    _ text: String?, atMost limit: Int, _ place: @autoclosure () -> String, breaks: Bool = true
  ) throws(SpreadsheetError) {
    guard let text else { return }
    // Most texts are short and have nothing of the kind; U+FFFE and U+FFFF begin with 0xEF.
    if text.utf8.count <= limit, text.allBytes({ $0 >= 0x20 && $0 != 0xEF }) { return }
    guard text.utf16.count <= limit else {
      throw refused(place(), "\(text.utf16.count) characters where \(limit) are allowed")
    }
    for scalar in text.unicodeScalars {
      let isBreak = scalar == "\n" || scalar == "\t"
      guard scalar.value >= 0x20 || (breaks && isBreak), scalar.value & 0xFFFE != 0xFFFE else {
        throw refused(place(), "the character U+\(String(scalar.value, radix: 16))")
      }
    }
  }

  static func refused(_ place: String?, _ detail: String) -> SpreadsheetError {
    SpreadsheetError(.notWritten, place: place, detail: detail)
  }
}
