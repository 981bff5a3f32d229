/// A small workbook package, part by part as text.
struct MiniPackage {
  static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  static let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  static let package = "http://schemas.openxmlformats.org/package/2006"

  var parts: [(name: String, text: String)]
  var rawParts: [String: [UInt8]] = [:]

  /// One sheet `S` with what stands inside `worksheet`.
  init(sheet: String, shared: String? = nil, styles: String? = nil, workbook: String = "") {
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
  init(cells: String, shared: String? = nil, styles: String? = nil, workbook: String = "") {
    self.init(
      sheet: "<sheetData>\(cells)</sheetData>", shared: shared, styles: styles, workbook: workbook)
  }

  static func relationships(_ list: String) -> String {
    "<Relationships xmlns=\"\(package)/relationships\">\(list)</Relationships>"
  }

  static func relationship(_ id: String, _ kind: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(office)/\(kind)\" Target=\"\(target)\"/>"
  }

  /// The text of a part, to be replaced or added.
  subscript(name: String) -> String {
    get { parts.first { $0.name == name }?.text ?? "" }
    set {
      if let index = parts.firstIndex(where: { $0.name == name }) {
        parts[index].text = newValue
      } else {
        parts.append((name, newValue))
      }
    }
  }

  mutating func replace(_ text: String, by other: String, in part: String) {
    self[part] = self[part].split(separator: text, omittingEmptySubsequences: false)
      .joined(separator: other)
  }

  mutating func rename(_ part: String, to name: String) {
    if let index = parts.firstIndex(where: { $0.name == part }) { parts[index].name = name }
  }

  var zip: MiniZIP {
    MiniZIP(entries: parts.map { ($0.name, rawParts[$0.name] ?? Array($0.text.utf8)) })
  }
}
