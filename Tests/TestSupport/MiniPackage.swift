/// A small workbook package, part by part as text.
public struct MiniPackage: Sendable {
  public static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  public static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  public static let package = "http://schemas.openxmlformats.org/package/2006"

  public var parts: [(name: String, text: String)]
  public var rawParts: [String: [UInt8]] = [:]

  /// One sheet `S` with what stands inside `worksheet`.
  public init(sheet: String, shared: String? = nil, styles: String? = nil, workbook: String = "") {
    var relationships = Self.relationship("s1", "worksheet", "worksheets/sheet1.xml")
    if shared != nil {
      relationships += Self.relationship("st", "sharedStrings", "sharedStrings.xml")
    }
    if styles != nil { relationships += Self.relationship("sy", "styles", "styles.xml") }
    parts = [
      (
        "[Content_Types].xml",
        "<Types xmlns=\"\(Self.package)/content-types\"><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"
      ),
      (
        "_rels/.rels",
        Self.relationships(Self.relationship("r", "officeDocument", "xl/workbook.xml"))
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(Self.office)\">\(workbook)<sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"s1\"/></sheets></workbook>"
      ),
      ("xl/_rels/workbook.xml.rels", Self.relationships(relationships)),
      ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"\(Self.main)\">\(sheet)</worksheet>"),
    ]
    if let shared {
      parts.append(("xl/sharedStrings.xml", "<sst xmlns=\"\(Self.main)\">\(shared)</sst>"))
    }
    if let styles {
      parts.append(("xl/styles.xml", "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>"))
    }
  }

  /// Rows and cells only.
  public init(cells: String, shared: String? = nil, styles: String? = nil, workbook: String = "") {
    self.init(
      sheet: "<sheetData>\(cells)</sheetData>", shared: shared, styles: styles, workbook: workbook)
  }

  public static func relationships(_ list: String) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">\(list)</Relationships>"
  }

  public static func relationship(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// The text of a part, to be replaced or added.
  public subscript(name: String) -> String {
    get { parts.first { $0.name == name }?.text ?? "" }
    set {
      if let index = parts.firstIndex(where: { $0.name == name }) {
        parts[index].text = newValue
      } else {
        parts.append((name, newValue))
      }
    }
  }

  public mutating func replace(_ text: String, by other: String, in part: String) {
    self[part] = self[part].split(separator: text, omittingEmptySubsequences: false)
      .joined(separator: other)
  }

  public mutating func rename(_ part: String, to name: String) {
    if let index = parts.firstIndex(where: { $0.name == part }) { parts[index].name = name }
  }

  /// Parts whose raw bytes are a deflate stream, with the size of what it inflates to.
  public var deflated: [String: Int] = [:]

  /// Makes a part of a pattern that is repeated, in a stream that is much shorter.
  public mutating func inflate(_ part: String, to size: Int, of pattern: String) {
    let (stream, size) = Deflated.repeating(pattern, times: size / 258)
    if !parts.contains(where: { $0.name == part }) { parts.append((part, "")) }
    rawParts[part] = stream
    deflated[part] = size
  }

  public var zip: MiniZIP {
    var zip = MiniZIP(entries: parts.map { ($0.name, rawParts[$0.name] ?? Array($0.text.utf8)) })
    zip.deflated = deflated
    return zip
  }
}
