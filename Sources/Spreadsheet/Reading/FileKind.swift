/// What a file is by its content.
enum FileKind {
  case archive
  case text
  case refused(SpreadsheetError)

  init(_ bytes: [UInt8]) {
    if bytes.starts(with: [0x50, 0x4B, 3, 4]) || bytes.starts(with: [0x50, 0x4B, 5, 6]) {
      self = .archive
    } else if bytes.starts(with: Self.compoundFile) {
      self = .refused(Self.compound(bytes))
    } else if bytes.count >= 4, bytes[0] == 9, [0, 2, 4, 8].contains(bytes[1]),
      [4, 6, 8, 16].contains(bytes[2]), bytes[3] == 0
    {
      // A BOF record of BIFF 2 to 5 without a compound file around it.
      self = .refused(SpreadsheetError(.legacy, detail: "a BIFF stream"))
    } else if let foreign = Self.foreign(bytes) {
      self = .refused(SpreadsheetError(.notSpreadsheet, foreign: foreign))
    } else {
      self = .text
    }
  }

  /// A compound file ([MS-CFB]) is told by the names in its directory: an encrypted package ([MS-OFFCRYPTO] § 2.3.4),
  /// the stream of an .xls ([MS-XLS] § 2.1.2), of a message ([MS-OXMSG] § 2.2.3), or of a document.
  private static func compound(_ bytes: [UInt8]) -> SpreadsheetError {
    var found = SpreadsheetError(.notSpreadsheet, detail: "a compound file")
    for position in stride(from: 512, to: bytes.count - 127, by: 128) {
      if hasName("DRMEncryptedTransform", at: position, bytes)
        || hasName("DRMEncryptedDataSpace", at: position, bytes)
      {
        // [MS-OFFCRYPTO] § 2.2: the package is encrypted for persons, not with a password.
        return SpreadsheetError(
          .encrypted, detail: "an encrypted package", foreign: .rightsManaged)
      }
      if hasName("EncryptedPackage", at: position, bytes) {
        found = SpreadsheetError(.encrypted, detail: "an encrypted package")
        continue
      }
      if found.code == .encrypted { continue }
      if hasName("Workbook", at: position, bytes) || hasName("Book", at: position, bytes) {
        found = SpreadsheetError(.legacy, detail: "an .xls workbook")
      } else if found.code == .notSpreadsheet {
        if hasName("__properties_version1.0", at: position, bytes) { found.foreign = .email }
        if hasName("WordDocument", at: position, bytes)
          || hasName("PowerPoint Document", at: position, bytes)
        {
          found.foreign = .document
        }
      }
    }
    return found
  }

  private static let compoundFile: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]

  /// Whether a directory entry has a name: UTF-16, with its length at 64.
  private static func hasName(_ name: String, at position: Int, _ bytes: [UInt8]) -> Bool {
    let units: [UInt8] = name.utf8.flatMap { [$0, 0] as [UInt8] } + [0, 0]
    return bytes[position...].starts(with: units) && Int(bytes[position + 64]) == units.count
  }

  /// Files that have nothing to do with tables, by their first bytes.
  private static func foreign(_ bytes: [UInt8]) -> ForeignFile? {
    func starts(_ signature: String, at position: Int = 0) -> Bool {
      bytes.dropFirst(position).starts(with: signature.utf8)
    }
    if bytes.isEmpty { return .empty }
    if bytes.prefix(4096).allSatisfy({ $0 == 0 }) { return .cloudPlaceholder }
    // A shell link ([MS-SHLLINK] § 2.1).
    if bytes.starts(with: [0x4C, 0, 0, 0, 1, 0x14, 2, 0]) { return .shortcut }
    if starts(".pfile") { return .rightsManaged }
    // Outlook's own wrapping of attachments ([MS-OXTNEF] § 2.1.3.1), `winmail.dat`.
    if bytes.starts(with: [0x78, 0x9F, 0x3E, 0x22]) { return .email }
    if bytes.starts(with: [0, 5, 0x16, 7]) { return .appleDouble }
    // Excel's owner file: a name behind its length, filled up with blanks, then the same as UTF-16.
    if bytes.count == 165, Int(bytes[0]) < 55, bytes[55] == bytes[0], bytes[56] == 0 {
      return .lockFile
    }
    if starts("bplist00") {
      let names = bytes.prefix(8192).filter { $0 > 0 }
      return String(decoding: names, as: UTF8.self).contains("NSURL")
        ? .cloudPlaceholder : .shortcut
    }
    if starts("%PDF-") { return .pdf }
    let pictures: [[UInt8]] = [
      [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], [0xFF, 0xD8, 0xFF],
      Array("GIF8".utf8), [0x49, 0x49, 0x2A, 0], [0x4D, 0x4D, 0, 0x2A],
    ]
    if pictures.contains(where: { bytes.starts(with: $0) }) { return .picture }
    if starts("RIFF") && starts("WEBP", at: 8) { return .picture }
    if ["ftyphei", "ftypmif1", "ftypavif"].contains(where: { starts($0, at: 4) }) {
      return .picture
    }
    let archives: [[UInt8]] = [
      [0x1F, 0x8B, 8], [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], Array("Rar!".utf8),
    ]
    if archives.contains(where: { bytes.starts(with: $0) }) || starts("ustar", at: 257) {
      return .archive
    }
    if starts("{\\rtf") { return .document }
    return ForeignText(bytes).kind
  }
}

/// A text that is no table: a message, or markup.
private struct ForeignText {
  /// The beginning, in ASCII and small letters.
  private let start: String

  init(_ bytes: [UInt8]) {
    // What matters is ASCII, so that UTF-16 only needs its zeros taken out.
    let ascii = bytes.prefix(8192).filter { $0 > 0 && $0 < 0x80 }
    start = String(decoding: ascii, as: UTF8.self).lowercased()
  }

  var kind: ForeignFile? {
    let text = start.drop { $0.isWhitespace }
    if text.first == "<" {
      if text.contains("urn:schemas-microsoft-com:office:spreadsheet")
        || text.contains("opendocument.spreadsheet")
      {
        return .flatXML
      }
      if text.contains("<plist"), text.contains("<key>url</key>") { return .shortcut }
      if text.contains("<plist"), text.contains("nsurl") { return .cloudPlaceholder }
      let isPage = ["<html", "<!doctype html", "<table"].contains { text.contains($0) }
      return isPage ? .webPage : nil
    }
    if text.first == "{",
      ["\"doc_id\"", "\"url\"", "\"resource_key\""].contains(where: text.contains),
      text.contains("docs.google.com") || text.contains("\"doc_id\"")
    {
      return .cloudDocument
    }
    if text.hasPrefix("[internetshortcut]") || text.hasPrefix("[desktop entry]")
      || text.hasPrefix("[{000214a0-")
    {
      return .shortcut
    }
    // `,person,computer,day time,file:///…;`
    if text.hasPrefix(","), text.contains(",file:///"), text.hasSuffix(";") { return .lockFile }
    return isMessage ? .email : nil
  }

  /// Whether a block of fields begins the text as it does a message (RFC 5322, § 2.2), two of them well known.
  private var isMessage: Bool {
    let known: Set = [
      "from", "to", "subject", "date", "received", "message-id", "mime-version", "return-path",
      "delivered-to", "content-type",
    ]
    var found = 0
    for line in start.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .prefix(200)
    {
      if line.hasPrefix("from ") || line.hasPrefix(" ") || line.hasPrefix("\t") { continue }
      guard let colon = line.firstIndex(of: ":") else { break }
      let name = line[..<colon]
      guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else { break }
      if known.contains(String(name)) { found += 1 }
    }
    return found >= 2
  }
}
