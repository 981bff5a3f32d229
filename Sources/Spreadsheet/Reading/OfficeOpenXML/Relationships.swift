/// One relationship of a part (ECMA-376 part 2, § 6.5).
struct Relationship: Sendable {
  var id: String
  /// The last step of the type's address, which transitional and strict files share: `worksheet`.
  var kind: String
  /// The part's name; an address where it is external.
  var target: String
  var isExternal: Bool
}

/// Reads the relationships of one part.
final class RelationshipsPart: XMLHandler {
  private(set) var relationships: [Relationship] = []
  private let source: String

  private init(source: String) { self.source = source }

  /// The relationships of a part, of the package for the empty name; none where nothing is stored.
  static func read(of source: String, in archive: ZIPArchive) throws(SpreadsheetError)
    -> [Relationship]
  {
    let part = PartName.relationships(of: source)
    guard archive.contains(part) else { return [] }
    return try cache.value(of: part, in: archive) { () throws(SpreadsheetError) in
      let handler = RelationshipsPart(source: source)
      try XMLScanner.scan(archive.open(part), handler, limits: archive.limits)
      return handler.relationships
    }
  }

  private static let cache = PartCache<[Relationship]>()

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let type = attributes["Type"], let target = attributes["Target"]
    else { return }
    let isExternal = attributes["TargetMode"] == "External"
    relationships.append(
      Relationship(
        id: attributes["Id"] ?? "",
        kind: type.split(separator: "/").last.map(String.init) ?? "",
        target: isExternal ? target : PartName.resolve(target, from: source),
        isExternal: isExternal))
  }

  func end(_ name: XMLName) {}
  func text(_ bytes: XMLBytes) {}
}
