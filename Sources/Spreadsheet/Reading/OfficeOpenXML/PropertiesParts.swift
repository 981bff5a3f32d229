/// Reads the custom properties of a document (ECMA-376 part 1, § 22.3), each value as its text.
final class CustomPropertiesPart: XMLHandler {
  private(set) var values: [String: String] = [:]
  private var name: String?
  private var buffer: TextBuffer

  init(limits: ReadingLimits) { buffer = TextBuffer(limit: limits.cellLength) }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "property" else { return }
    self.name = attributes["name"]
    buffer.clear()
  }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    guard name == "property", let key = self.name else { return }
    values[key] = try buffer.plain()
    self.name = nil
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    if name != nil { try buffer.append(bytes) }
  }
}

/// Reads the program that saved a document (ECMA-376 part 1, § 22.2).
final class ApplicationPart: XMLHandler {
  private var application = ""
  private var version = ""
  private var buffer: TextBuffer

  init(limits: ReadingLimits) { buffer = TextBuffer(limit: limits.cellLength) }

  /// `Microsoft Excel/16.0300`. LibreOffice puts its version behind its name, with the system and the build, and claims
  /// Excel's version beside it: `LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2`.
  var producer: String? {
    if application.contains("/") { return String(application.prefix { $0 != "$" }) }
    if application.isEmpty { return nil }
    return version.isEmpty ? application : application + "/" + version
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) { buffer.clear() }

  func end(_ name: XMLName) throws(SpreadsheetError) {
    switch name {
    case "Application": application = try buffer.plain()
    case "AppVersion": version = try buffer.plain()
    default: break
    }
  }

  func text(_ bytes: XMLBytes) throws(SpreadsheetError) {
    try buffer.append(bytes)
  }
}
