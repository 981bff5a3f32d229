/// Reads a table as text (RFC 4180, with `;` and tabs beside commas) as a workbook of one sheet named `CSV`. Every field
/// stays the text it is.
struct DelimitedText {
  private let content: ArraySlice<UInt8>
  private let separator: UInt8
  private let limits: ReadingLimits

  /// Nil for a text that is no table.
  init?(_ bytes: [UInt8], limits: ReadingLimits) throws(SpreadsheetError) {
    guard bytes.count <= limits.inflatedTotal else {
      throw SpreadsheetError(.tooLarge, detail: "\(bytes.count) bytes")
    }
    guard let text = TextDecoding.decode(bytes) else { return nil }
    var content = Array(text.utf8)[...]
    let first = content.drop { $0 <= 0x20 }.first
    // Markup, JSON and PostScript have commas and lines too.
    if let first, "<{[%".utf8.contains(first) { return nil }
    if let stated = Self.statedSeparator(&content) {
      separator = stated
    } else if let found = Self.detectedSeparator(content) {
      separator = found
    } else {
      return nil
    }
    self.content = content
    self.limits = limits
  }

  func head() -> Workbook { Workbook(format: .csv, sheets: [Sheet(name: "CSV")]) }

  func read(into sink: some CellSink) throws(SpreadsheetError) -> Workbook {
    let workbook = head()
    try sink.start(workbook.sheets[0])
    var fields = DelimitedFields(content, separator: separator)
    while let field = fields.next() {
      guard !field.bytes.isEmpty else { continue }
      guard field.row < CellReference.rowLimit, field.column < CellReference.columnLimit else {
        throw SpreadsheetError(
          .tooLarge, detail: "row \(field.row + 1), column \(field.column + 1)")
      }
      let reference = CellReference(row: field.row, column: field.column)
      let value = String(decoding: field.bytes, as: UTF8.self)
      guard field.bytes.count <= limits.cellLength || value.utf16.count <= limits.cellLength else {
        throw SpreadsheetError(
          .tooLarge, place: "CSV!\(reference)",
          detail: "a text of over \(limits.cellLength) characters")
      }
      try sink.take(Cell(reference, .string(value)))
    }
    return workbook
  }

  /// The separator that a first line `sep=;` states, as Excel understands it; takes the line away.
  private static func statedSeparator(_ content: inout ArraySlice<UInt8>) -> UInt8? {
    guard content.starts(with: "sep=".utf8), let separator = content.dropFirst(4).first,
      separator >= 0x20 || separator == 9
    else { return nil }
    let rest = content.dropFirst(5)
    guard let end = rest.first, end == 10 || end == 13 else { return nil }
    content = rest.dropFirst(rest.starts(with: [13, 10]) ? 2 : 1)
    return separator
  }

  /// The separator that divides most rows into the same number of fields, at least two; nil where none divides half of
  /// the rows so. A single line is a table only with `;` or tabs, which prose does not have.
  private static func detectedSeparator(_ content: ArraySlice<UInt8>) -> UInt8? {
    var best: (separator: UInt8, rows: Int)?
    for separator in [UInt8(ascii: ";"), 9, UInt8(ascii: ",")] {
      var widths: [Int: Int] = [:]
      var rows = 0
      var width = 0
      var row = 0
      var isBlank = true
      var fields = DelimitedFields(content, separator: separator)
      func close() {
        if isBlank && width <= 1 { return }
        widths[width, default: 0] += 1
        rows += 1
      }
      while row < 10_000, let field = fields.next() {
        if field.row != row {
          close()
          isBlank = true
          row = field.row
        }
        width = field.column + 1
        if !field.bytes.isEmpty { isBlank = false }
      }
      close()
      guard let regular = widths.filter({ $0.key >= 2 }).map(\.value).max(),
        regular * 2 >= rows, rows > 1 || separator != UInt8(ascii: ",")
      else { continue }
      if regular > best?.rows ?? 0 { best = (separator, regular) }
    }
    return best?.separator
  }
}

/// The fields of a text, one after the other.
struct DelimitedFields {
  private let bytes: ArraySlice<UInt8>
  private let separator: UInt8
  private var position: Int
  private var row = 0
  private var column = 0
  private var isDone: Bool

  init(_ bytes: ArraySlice<UInt8>, separator: UInt8) {
    self.bytes = bytes
    self.separator = separator
    position = bytes.startIndex
    isDone = bytes.isEmpty
  }

  /// The next field; a quoted one may hold separators and line breaks, `""` in it is one quote.
  mutating func next() -> (row: Int, column: Int, bytes: [UInt8])? {
    guard !isDone else { return nil }
    let place = (row, column)
    var field: [UInt8] = []
    if position < bytes.endIndex, bytes[position] == UInt8(ascii: "\"") {
      position += 1
      while position < bytes.endIndex {
        let byte = bytes[position]
        position += 1
        if byte == UInt8(ascii: "\"") {
          guard position < bytes.endIndex, bytes[position] == byte else { break }
          position += 1
        }
        field.append(byte)
      }
    }
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      if byte == separator {
        column += 1
        return (place.0, place.1, field)
      }
      if byte == 10 || byte == 13 {
        if byte == 13, position < bytes.endIndex, bytes[position] == 10 { position += 1 }
        row += 1
        column = 0
        isDone = position == bytes.endIndex
        return (place.0, place.1, field)
      }
      field.append(byte)
    }
    isDone = true
    return (place.0, place.1, field)
  }
}
