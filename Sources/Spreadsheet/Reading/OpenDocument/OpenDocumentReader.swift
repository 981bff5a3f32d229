internal import Basics

/// Reads an OpenDocument spreadsheet (ODF 1.3 part 2: packages; part 3: the documents in them).
struct OpenDocumentReader {
  private let archive: ZIPArchive
  private let manifest: ManifestPart

  /// Nil for an archive that is no OpenDocument package.
  ///
  /// - Throws: `encrypted` where a part has a password, `notSpreadsheet` for other kinds of document.
  init?(_ archive: ZIPArchive) throws(SpreadsheetError) {
    self.archive = archive
    manifest = ManifestPart()
    let part = "META-INF/manifest.xml"
    guard archive.contains("mimetype") || archive.contains(part) else { return nil }
    if archive.contains(part) {
      try XMLScanner.scan(archive.open(part), manifest, limits: archive.limits)
    }
    var type = manifest.types[""] ?? ""
    if archive.contains("mimetype") {
      let bytes = try archive.contents(of: "mimetype", atMost: 4096)
      type = String(decoding: bytes, as: UTF8.self)
    }
    // Packages of other kinds may have a manifest or a type, too.
    guard type.contains("opendocument") else { return nil }
    if let part = manifest.encryptedPart { throw SpreadsheetError(.encrypted, place: part) }
    guard type.contains("opendocument.spreadsheet") else {
      throw SpreadsheetError(
        .notSpreadsheet, place: "mimetype", detail: type, foreign: .document)
    }
  }

  func head() throws(SpreadsheetError) -> Workbook { try read(CellCollector?.none) }

  func read(into sink: some CellSink) throws(SpreadsheetError) -> Workbook { try read(sink) }

  private func read(_ sink: (some CellSink)?) throws(SpreadsheetError) -> Workbook {
    var workbook = Workbook(format: .ods)
    let content = ContentPart(sink, try styles(), limits: archive.limits)
    try XMLScanner.scan(archive.open("content.xml"), content, limits: archive.limits)
    workbook.sheets = content.sheets
    for index in workbook.sheets.indices { try measurePictures(of: &workbook.sheets[index]) }
    workbook.definedNames = content.definedNames
    workbook.hasExternalLinks = content.hasExternalLinks
    if archive.contains("meta.xml") {
      let meta = MetaPart(limits: archive.limits)
      try XMLScanner.scan(archive.open("meta.xml"), meta, limits: archive.limits)
      workbook.producer = meta.producer
      workbook.customProperties = meta.values
    }
    // A chart is an object of its own too, but nothing strange to a spreadsheet.
    workbook.hasEmbeddedObjects = manifest.types.contains { name, type in
      name.hasPrefix("Object ") && !name.contains("/") && !type.contains("opendocument.chart")
    }
    workbook.hasMacros = archive.names.contains {
      $0.hasPrefix("Basic/") || $0.hasPrefix("Scripts/")
    }
    return workbook
  }

  private static let styles = PartCache<DocumentStylesPart.Content>()

  /// What the styles say; nothing where they are damaged, since cells say what they are without them.
  private func styles() throws(SpreadsheetError) -> DocumentStylesPart.Content {
    let part = "styles.xml"
    guard archive.contains(part) else { return DocumentStylesPart.Content() }
    do throws(SpreadsheetError) {
      return try Self.styles.value(of: part, in: archive) { () throws(SpreadsheetError) in
        let styles = DocumentStylesPart()
        try XMLScanner.scan(archive.open(part), styles, limits: archive.limits)
        return styles.content
      }
    } catch {
      if error.code.isLocal { return DocumentStylesPart.Content() }
      throw error
    }
  }

  /// Sizes and digests of the pictures that are in the file.
  private func measurePictures(of sheet: inout Sheet) throws(SpreadsheetError) {
    for index in sheet.annotations.pictures.indices {
      let part = sheet.annotations.pictures[index].part
      guard archive.contains(part) else { continue }
      do throws(SpreadsheetError) {
        let bytes = try archive.contents(of: part, atMost: archive.limits.inflatedPart)
        sheet.annotations.pictures[index].bytes = bytes.count
        sheet.annotations.pictures[index].sha256 = SHA256.hex(of: bytes)
      } catch {
        guard error.code.isLocal else { throw error }
      }
    }
  }
}

/// Reads a package's manifest (ODF 1.3 part 2, § 4).
final class ManifestPart: XMLHandler {
  /// The media types of the entries, that of the whole document under the empty name.
  private(set) var types: [String: String] = [:]
  private(set) var encryptedPart: String?
  private var entry = ""

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "file-entry":
      entry = PartName.normalised(attributes[local: "full-path"] ?? "")
      types[entry] = attributes[local: "media-type"]
    case "encryption-data":
      encryptedPart = encryptedPart ?? entry
    default: break
    }
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: XMLBytes) {}
}

/// Reads the program that saved a document and the properties that its users defined (ODF 1.3 part 3, § 4.3).
final class MetaPart: XMLHandler {
  /// As the program names itself, without system and build: `LibreOffice/7.4.7.2`.
  private(set) var producer: String?
  private(set) var values: [String: String] = [:]
  private var name: String?
  private var buffer: TextBuffer

  init(limits: ReadingLimits) { buffer = TextBuffer(limit: limits.cellLength) }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    buffer.clear()
    if name == "user-defined" { self.name = attributes[local: "name"] }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "generator":
      let text = try buffer.plain()
      producer = text.isEmpty ? nil : String(text.prefix { $0 != "$" })
    case "user-defined":
      if let key = self.name { values[key] = try buffer.plain() }
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    try buffer.append(bytes)
  }
}
