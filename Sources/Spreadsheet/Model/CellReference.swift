/// The place of one cell on a sheet, counted from zero; printed as in `B7` (ECMA-376 part 1, § 18.18.7).
public struct CellReference: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The row, 0 for the one printed as 1.
  public var row: Int
  /// The column, 0 for the one printed as A.
  public var column: Int

  /// The number of rows of a sheet, and so the first row that does not exist.
  public static let rowLimit = 1_048_576
  /// The number of columns of a sheet, and so the first column that does not exist.
  public static let columnLimit = 16_384

  public init(row: Int, column: Int) {
    self.row = row
    self.column = column
  }

  /// Reads `B7` or `$B$7`; nil for anything else and for places outside a sheet.
  public init?(_ text: some StringProtocol) {
    var column = 0
    var row = 0
    var letters = 0
    var digits = 0
    var columnIsAbsolute = false
    var rowIsAbsolute = false
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "$") where letters == 0 && !columnIsAbsolute:
        columnIsAbsolute = true
      case UInt8(ascii: "$") where letters > 0 && digits == 0 && !rowIsAbsolute:
        rowIsAbsolute = true
      case UInt8(ascii: "A")...UInt8(ascii: "Z") where digits == 0 && letters < 3 && !rowIsAbsolute:
        column = column * 26 + Int(byte - UInt8(ascii: "A")) + 1
        letters += 1
      case UInt8(ascii: "a")...UInt8(ascii: "z") where digits == 0 && letters < 3 && !rowIsAbsolute:
        column = column * 26 + Int(byte - UInt8(ascii: "a")) + 1
        letters += 1
      case UInt8(ascii: "0")...UInt8(ascii: "9") where letters > 0 && digits < 7:
        row = row * 10 + Int(byte - UInt8(ascii: "0"))
        digits += 1
      default:
        return nil
      }
    }
    guard letters > 0, digits > 0, row >= 1, row <= Self.rowLimit, column <= Self.columnLimit else {
      return nil
    }
    self.init(row: row - 1, column: column - 1)
  }

  /// The letters of a column: `A` for 0, `XFD` for 16383.
  public static func letters(ofColumn column: Int) -> String {
    var bytes: [UInt8] = []
    appendLetters(ofColumn: column, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// As printed: `B7`.
  public var description: String { Self.letters(ofColumn: column) + String(row + 1) }

  /// With both signs of an absolute reference: `$B$7`.
  public var absolute: String { CellRange(self).absolute }

  fileprivate func appendAbsolute(to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "$"))
    Self.appendLetters(ofColumn: column, to: &bytes)
    bytes.append(UInt8(ascii: "$"))
    bytes.append(decimal: row + 1)
  }

  static func appendLetters(ofColumn column: Int, to bytes: inout [UInt8]) {
    guard column >= 0 else { return }
    if column >= 26 { appendLetters(ofColumn: column / 26 - 1, to: &bytes) }
    bytes.append(UInt8(ascii: "A") + UInt8(column % 26))
  }

  /// File order: by row, then by column.
  public static func < (a: CellReference, b: CellReference) -> Bool {
    (a.row, a.column) < (b.row, b.column)
  }
}

/// A rectangle of cells, both corners included; printed as in `B7:D9`, one cell as `B7`.
public struct CellRange: Hashable, Sendable, CustomStringConvertible {
  public var first: CellReference
  public var last: CellReference

  public init(_ first: CellReference, _ last: CellReference) {
    self.first = first
    self.last = last
  }

  /// The range that is one cell.
  public init(_ cell: CellReference) { self.init(cell, cell) }

  public init(rows: ClosedRange<Int>, columns: ClosedRange<Int>) {
    self.init(
      CellReference(row: rows.lowerBound, column: columns.lowerBound),
      CellReference(row: rows.upperBound, column: columns.upperBound))
  }

  public func contains(_ cell: CellReference) -> Bool {
    cell.row >= first.row && cell.row <= last.row && cell.column >= first.column
      && cell.column <= last.column
  }

  public var description: String {
    first == last ? first.description : first.description + ":" + last.description
  }

  /// With the signs of absolute references: `$B$7:$D$9`.
  public var absolute: String {
    var text = ""
    appendAbsolute(to: &text)
    return text
  }

  /// Adds the same to a text.
  package func appendAbsolute(to text: inout String) {
    var bytes: [UInt8] = []
    appendAbsolute(to: &bytes)
    text += String(decoding: bytes, as: UTF8.self)
  }

  /// Adds the same to a text in UTF-8.
  package func appendAbsolute(to bytes: inout [UInt8]) {
    first.appendAbsolute(to: &bytes)
    guard first != last else { return }
    bytes.append(UInt8(ascii: ":"))
    last.appendAbsolute(to: &bytes)
  }
}
