/// Reads which cell formats show dates (ECMA-376 part 1, § 18.8.10 and 18.8.31).
final class StylesPart: XMLHandler {
  /// By cell format: whether a number is shown as a day.
  private(set) var dates: [Bool] = []
  private var custom: [Int: Bool] = [:]
  private var isInCellFormats = false

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt" where !isInCellFormats:
      guard let id = attributes.number("numFmtId"), let code = attributes["formatCode"] else {
        return
      }
      // Differential formats, further down, have number formats of their own under the same ids.
      if custom[id] == nil { custom[id] = NumberFormat.showsDate(code) }
    case "cellXfs":
      isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes.number("numFmtId") ?? 0
      dates.append(custom[id] ?? NumberFormat.showsDate(builtIn: id))
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
  }

  func text(_ bytes: XMLBytes) {}
}
