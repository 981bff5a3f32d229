/// Reads the workbook part: its sheets, defined names and date system (ECMA-376 part 1, § 18.2).
final class WorkbookPart: XMLHandler {
  struct Content: Sendable {
    var sheets: [Entry] = []
    var definedNames: [DefinedName] = []
    /// Whether dates count from 1904.
    var from1904 = false
  }

  struct Entry: Sendable {
    var name: String
    var visibility: SheetVisibility
    var relationship: String
  }

  private(set) var content = Content()
  private var name: DefinedName?
  private var buffer = TextBuffer(limit: ReadingLimits().cellLength)

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "workbookPr":
      content.from1904 = attributes.flag("date1904")
    case "sheet":
      content.sheets.append(
        Entry(
          name: TextEscape.unescape(attributes["name"] ?? ""),
          visibility: attributes["state"].flatMap(SheetVisibility.init) ?? .visible,
          relationship: attributes[local: "id"] ?? ""))
    case "definedName":
      self.name = DefinedName(
        name: TextEscape.unescape(attributes["name"] ?? ""), refersTo: "",
        localSheet: attributes.number("localSheetId"))
      buffer.clear()
    default: break
    }
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    guard name == "definedName", var found = self.name else { return }
    found.refersTo = try buffer.plain()
    content.definedNames.append(found)
    self.name = nil
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if name != nil { try buffer.append(bytes) }
  }
}
