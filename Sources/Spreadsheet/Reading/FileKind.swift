/// What a file is by its first bytes.
enum FileKind {
  case archive
  case text
  case refused(SpreadsheetError.Code, String)

  init(_ bytes: [UInt8]) {
    if bytes.isEmpty {
      self = .refused(.notSpreadsheet, "an empty file")
    } else if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      self = .archive
    } else if bytes.starts(with: Self.compoundFile) {
      self = Self.compound(bytes)
    } else if bytes.count >= 4, bytes[0] == 9, [0, 2, 4, 8].contains(bytes[1]),
      [4, 6, 8, 16].contains(bytes[2]), bytes[3] == 0
    {
      // A BOF record of BIFF 2 to 5 without a compound file around it.
      self = .refused(.legacy, "a BIFF stream")
    } else {
      self = .text
    }
  }

  /// A compound file ([MS-CFB]) is told by the names in its directory: an encrypted package ([MS-OFFCRYPTO] § 2.3.4)
  /// or the stream of an .xls ([MS-XLS] § 2.1.2).
  private static func compound(_ bytes: [UInt8]) -> FileKind {
    var isLegacy = false
    for position in stride(from: 512, to: bytes.count - 127, by: 128) {
      if hasName("EncryptedPackage", at: position, bytes) {
        return .refused(.encrypted, "an encrypted package")
      }
      if hasName("Workbook", at: position, bytes) || hasName("Book", at: position, bytes) {
        isLegacy = true
      }
    }
    return isLegacy
      ? .refused(.legacy, "an .xls workbook") : .refused(.notSpreadsheet, "a compound file")
  }

  private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Whether a directory entry has a name: UTF-16, with its length at 64.
  private static func hasName(_ name: String, at position: Int, _ bytes: [UInt8]) -> Bool {
    let units: [UInt8] = name.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
    return bytes[position...].starts(with: units) && Int(bytes[position + 64]) == units.count
  }
}
