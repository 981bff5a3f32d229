/// What cell formats say of the cells that have them, by their index.
struct CellFormats: Sendable, Equatable {
  /// Whether a number is shown as a day.
  var dates: [Bool] = []
  /// Whether the text is struck out; empty where none is.
  var struck: [Bool] = []

  func isStruck(_ style: Int?) -> Bool {
    let style = style ?? 0
    return style < struck.count && struck[style]
  }
}

/// Reads which cell formats show dates or strike their text out (ECMA-376 part 1, § 18.8.10, 18.8.22 and
/// 18.8.31).
final class StylesPart: XMLHandler {
  private var dates: [Bool] = []
  private var struck: [Bool] = []
  private var custom: [Int: Bool] = [:]
  private var isInCellFormats = false
  private var isInFonts = false
  /// By font: whether it strikes out.
  private var fonts: [Bool] = []

  var formats: CellFormats {
    CellFormats(dates: dates, struck: struck.contains(true) ? struck : [])
  }

  func start(_ name: XMLName, _ attributes: XMLAttributes) {
    switch name {
    case "numFmt" where !isInCellFormats:
      guard let id = attributes.number("numFmtId"), let code = attributes["formatCode"] else {
        return
      }
      // Differential formats, further down, have number formats of their own under the same ids.
      if custom[id] == nil { custom[id] = NumberFormat.showsDate(code) }
    case "fonts": isInFonts = true
    case "font" where isInFonts: fonts.append(false)
    case "strike" where isInFonts && !fonts.isEmpty:
      fonts[fonts.count - 1] = attributes.isOn
    case "cellXfs":
      isInCellFormats = true
    case "xf" where isInCellFormats:
      let id = attributes.number("numFmtId") ?? 0
      dates.append(custom[id] ?? NumberFormat.showsDate(builtIn: id))
      let font = attributes.number("fontId") ?? 0
      struck.append(font < fonts.count && fonts[font])
    default: break
    }
  }

  func end(_ name: XMLName) {
    if name == "cellXfs" { isInCellFormats = false }
    if name == "fonts" { isInFonts = false }
  }

  func text(_ bytes: XMLBytes) {}
}

extension XMLAttributes {
  /// The attribute `val` of a property that is on where nothing else is said (ECMA-376 part 1, § 18.8.2).
  var isOn: Bool { bytes("val") == nil || flag("val") }
}
