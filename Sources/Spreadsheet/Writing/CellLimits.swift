internal import Basics

/// The limits of a cell's content and look, whichever way the cell is written.
struct CellLimits {
  /// The name of the sheet, for what is said where a limit is broken.
  let sheet: String

  /// How many links a sheet holds in Excel.
  static let links = 65_530
  /// The longest attribute the library writes whole, in bytes (LXW_MAX_ATTRIBUTE_LENGTH).
  static let attributeLength = 2_079
  /// A row's greatest height, in points.
  static let rowHeight = 409.0

  func check(_ content: CellContent, _ place: @autoclosure () -> String) throws(SpreadsheetError) {
    switch content {
    case .blank, .boolean: break
    case .text(let text): try checkContent(text, place())
    case .number(let number): try checkNumber(number, place())
    case .date(let date):
      guard SerialDate.serial(of: date) != nil else { throw refused(place(), "a date before 1900") }
    case .formula(let formula, let cached):
      try checkFormula(formula, place())
      switch cached {
      case .number(let number): try checkNumber(number, place())
      case .string(let text), .error(let text): try checkContent(text, place())
      case .boolean: break
      }
    case .link(let address, let text, let tip):
      try checkLink(address, text, tip, place())
    }
  }

  private func checkLink(
    _ address: String, _ text: String, _ tip: String?, _ place: @autoclosure () -> String
  ) throws(SpreadsheetError) {
    let known = ["internal:", "external:", "https://", "http://", "ftp://", "mailto:"]
    guard known.contains(where: { address.utf8.starts(with: $0.utf8) }) else {
      throw refused(place(), "a link of an unknown kind")
    }
    // The library writes an address with each reserved character as three.
    guard address.utf8.count * 3 <= Self.attributeLength else {
      throw refused(place(), "an address over \(Self.attributeLength / 3) bytes")
    }
    try checkText(address, atMost: Self.attributeLength, place(), breaks: false)
    let length = TextEscape.escape(text, controls: true).utf8.count
    guard (1...Self.attributeLength).contains(length) else {
      throw refused(
        place(), "a link's text of \(length) bytes where 1 to \(Self.attributeLength) are allowed")
    }
    try checkText(tip, atMost: 255, place())
  }

  /// Excel's largest number; NaN is not in the range.
  private func checkNumber(_ number: Double, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    guard (0...9.99999999999999e307).contains(number.magnitude) else {
      throw refused(place(), "the number \(number)")
    }
  }

  /// 32,767 UTF-16 units, as stored: an escape counts with its seven.
  private func checkContent(_ text: String, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    guard CellTextLimit.fits(text) else {
      throw refused(
        place(),
        "a text of \(CellTextLimit.length(of: text)) characters where 32767 are allowed")
    }
  }

  func checkFormula(_ formula: String, _ place: @autoclosure () -> String)
    throws(SpreadsheetError)
  {
    guard let first = formula.utf8.first, first != UInt8(ascii: "=") else {
      throw refused(place(), "a formula is given without its =")
    }
    try checkText(formula, atMost: 8_192, place())
  }

  func check(_ style: CellStyle, _ place: @autoclosure () -> String) throws(SpreadsheetError) {
    guard (1...409).contains(style.fontSize), (0...15).contains(style.indent) else {
      throw refused(place(), "a font of \(style.fontSize) points, an indent of \(style.indent)")
    }
    try checkColor(style.fontColor, place())
    try checkColor(style.fillColor, place())
    try checkColor(style.borderColor, place())
    try checkColor(style.bottomRule, place())
    try checkColor(style.leftRule, place())
    // The library keeps a font's name in 128 bytes.
    guard (1...31).contains(style.fontName.utf8.count) else {
      throw refused(place(), "a font named \(style.fontName)")
    }
    try checkText(style.numberFormat, atMost: 255, place(), breaks: false)
  }

  func checkColor(_ color: UInt32?, _ place: @autoclosure () -> String) throws(SpreadsheetError) {
    guard (color ?? 0) <= 0xFFFFFF else { throw refused(place(), "a colour beyond 0xFFFFFF") }
  }

  func checkHeight(_ height: Double?, row: Int) throws(SpreadsheetError) {
    guard (0...Self.rowHeight).contains(height ?? 0) else {
      throw refused(String(row + 1), "a height over 409 points")
    }
  }

  private func checkText(
    _ text: String?, atMost limit: Int, _ place: @autoclosure () -> String, breaks: Bool = true
  ) throws(SpreadsheetError) {
    try DocumentLimits.checkText(text, atMost: limit, sheet + "!" + place(), breaks: breaks)
  }

  private func refused(_ place: String, _ detail: String) -> SpreadsheetError {
    DocumentLimits.refused(place.isEmpty ? sheet : sheet + "!" + place, detail)
  }
}
