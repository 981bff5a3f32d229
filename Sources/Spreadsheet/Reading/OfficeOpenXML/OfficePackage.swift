/// A package that holds a workbook: where its main part is and of which kind.
struct OfficePackage {
  let archive: ZIPArchive
  let format: SpreadsheetFormat
  /// The name of the workbook's part.
  let workbook: String
  /// The relationships of the package.
  let relationships: [Relationship]

  /// Nil for an archive that is no Office Open XML package.
  ///
  /// - Throws: `binary` for .xlsb, `notSpreadsheet` for a document or a presentation.
  init?(_ archive: ZIPArchive) throws(SpreadsheetError) {
    self.archive = archive
    relationships = try RelationshipsPart.read(of: "", in: archive)
    let main = relationships.first { $0.kind == "officeDocument" && !$0.isExternal }?.target
    guard
      let workbook = main ?? ["xl/workbook.xml", "xl/workbook.bin"].first(where: archive.contains)
    else { return nil }
    self.workbook = workbook
    let types = try ContentTypesPart.read(archive)
    let type = types.type(of: workbook)?.lowercased() ?? ""
    if type.hasBytes("sheet.binary") || workbook.lowercased().hasSuffix(".bin") {
      throw SpreadsheetError(.binary, place: workbook)
    }
    if type.hasBytes("wordprocessingml") || type.hasBytes("presentationml")
      || type.hasBytes("ms-word") || type.hasBytes("ms-powerpoint") || type.hasBytes("visio")
    {
      throw SpreadsheetError(.notSpreadsheet, place: workbook, foreign: .document)
    }
    format = type.hasBytes("macroenabled") ? .xlsm : .xlsx
  }

  /// The part of a kind that the package names; nil where it names none or a part that is not there.
  func part(_ kind: String) -> String? {
    relationships.first { $0.kind == kind && !$0.isExternal && archive.contains($0.target) }?.target
  }

}

/// The media types of a package's parts (ECMA-376 part 2, § 6.2.3).
struct ContentTypes: Sendable {
  fileprivate(set) var overrides: [String: String] = [:]
  fileprivate(set) var defaults: [String: String] = [:]

  func type(of part: String) -> String? {
    let name = part.lowercased()
    return overrides[name] ?? name.split(separator: ".").last.flatMap { defaults[String($0)] }
  }
}

/// Reads the media types.
final class ContentTypesPart: XMLHandler {
  private var types = ContentTypes()

  static func read(_ archive: ZIPArchive) throws(SpreadsheetError) -> ContentTypes {
    let part = "[Content_Types].xml"
    guard archive.contains(part) else { return ContentTypes() }
    return try cache.value(of: part, in: archive) { () throws(SpreadsheetError) in
      let handler = ContentTypesPart()
      try XMLScanner.scan(archive.open(part), handler, limits: archive.limits)
      return handler.types
    }
  }

  private static let cache = PartCache<ContentTypes>()

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard let type = attributes["ContentType"] else { return }
    if let part = attributes["PartName"] {
      types.overrides[PartName.normalised(part).lowercased()] = type
    } else if let suffix = attributes["Extension"] {
      types.defaults[suffix.lowercased()] = type
    }
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: XMLBytes) {}
}
