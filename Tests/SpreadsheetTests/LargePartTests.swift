import TestSupport
import Testing

@testable import Spreadsheet

/// Parts that are inflated in a thread of their own, and measured while they are read.
@Suite(.timeLimit(.minutes(2))) struct LargePartTests {
  private static let sheet = "xl/worksheets/sheet1.xml"

  private func outcome(_ bytes: [UInt8], _ limits: ReadingLimits) -> String {
    do throws(SpreadsheetError) {
      return try SpreadsheetReader.read(bytes, limits: limits)
        .sheets.map { "\($0)" }.joined()
    } catch {
      return "\(error.code) \(error.place ?? "") \(error.detail ?? "")"
    }
  }

  /// Every part is large here.
  private func limits(inThreads: Bool = true) -> ReadingLimits {
    var limits = ReadingLimits()
    limits.wholePart = 0
    limits.usesThreads = inThreads
    return limits
  }

  /// Several times what is inflated ahead.
  private var rows: String {
    (1...20_000).map { row in
      "<row r=\"\(row)\"><c r=\"A\(row)\" t=\"str\"><v>a text of row \(row) that takes its room</v></c>"
        + "<c r=\"B\(row)\"><v>\(row).5</v></c></row>\n"
    }.joined()
  }

  @Test func aLongPart() {
    let bytes = MiniPackage(cells: rows).zip.bytes()
    let expected = outcome(bytes, limits(inThreads: false))
    #expect(expected.contains("a text of row 20000 "))
    #expect(outcome(bytes, limits()) == expected)
    var small = limits()
    small.window = 300
    #expect(outcome(bytes, small) == expected)
    small.window = 0
    #expect(outcome(bytes, small) == expected)
  }

  @Test func damage() throws {
    let bytes = MiniPackage(cells: rows).zip.bytes()
    for quarter in 1...3 {
      var other = bytes
      // A letter of a text: only the checksum tells.
      let start = bytes.count * quarter / 4
      other[try #require(bytes[start...].firstIndex(of: UInt8(ascii: "k")))] ^= 1
      let expected = outcome(other, limits(inThreads: false))
      #expect(expected.hasPrefix("corrupt"))
      #expect(outcome(other, limits()) == expected)
    }
    let cut = MiniPackage(sheet: "<sheetData>" + rows).zip.bytes()
    #expect(outcome(cut, limits()) == outcome(cut, limits(inThreads: false)))
    #expect(outcome(cut, limits()).contains("sheet1.xml:20001"))
  }

  private func deflated(rows: Int) throws -> [UInt8] {
    var sheet = SheetDocument(name: "S")
    for row in 0..<rows {
      sheet.put(.text("row \(row) & é"), at: row, 0)
      sheet.put(.number(Double(row) / 4), at: row, 1)
    }
    var document = WorkbookDocument(title: "T", created: RoundTripTests.day)
    document.sheets = [sheet]
    return try XLSXWriter.write(document)
  }

  @Test func aDeflatedPart() throws {
    let bytes = try deflated(rows: 20_000)
    let expected = outcome(bytes, limits(inThreads: false))
    #expect(expected.contains("row 19999 & é"))
    #expect(outcome(bytes, limits()) == expected)
  }

  /// Whatever is wrong with a stream, the same is said of it.
  @Test func damageOfADeflatedPart() throws {
    let bytes = try deflated(rows: 2_000)
    var random = SeededGenerator(seed: 7)
    var damaged = 0
    for _ in 0..<40 {
      var other = bytes
      let bit = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
      other[Int.random(in: bytes.indices, using: &random)] ^= bit
      let expected = outcome(other, limits(inThreads: false))
      if expected.hasPrefix("corrupt") { damaged += 1 }
      #expect(outcome(other, limits()) == expected)
    }
    #expect(damaged > 20)
  }

  /// A part whose reader has enough of it, and one that nobody reads.
  @Test func whatIsNotReadToItsEnd() {
    final class Impatient: CellReceiver {
      var wantsHead: Bool { false }
      func start(_ workbook: Workbook) {}
      func start(_ sheet: Sheet) {}
      func take(_ cell: Cell) throws(SpreadsheetError) {
        throw SpreadsheetError(.corrupt, detail: "enough")
      }
    }
    let bytes = MiniPackage(cells: rows).zip.bytes()
    let error = #expect(throws: SpreadsheetError.self) {
      try SpreadsheetReader.read(bytes, limits: limits(), into: Impatient())
    }
    #expect(error?.detail == "enough")
    #expect(outcome(bytes, limits()).contains("a text of row 20000 "))
  }

  /// A bomb is one, whatever it declares, whoever reads it, and whatever else is wrong with it.
  @Test(arguments: [sheet, "xl/media/image1.xml"], ["a", "<c/>"])
  func whatDeclaresTooLittle(_ part: String, _ pattern: String) {
    for inThreads in [true, false] { declareTooLittle(part, pattern, limits(inThreads: inThreads)) }
  }

  private func declareTooLittle(_ part: String, _ pattern: String, _ limits: ReadingLimits) {
    var limits = limits
    limits.inflatedPart = 1 << 20
    var package = MiniPackage(cells: "<row><c><v>1</v></c></row>")
    package.inflate(part, to: 2 << 20, of: pattern)
    for declared in [1, 1 << 19, 1 << 20] {
      package.deflated[part] = declared
      #expect(outcome(package.zip.bytes(), limits).hasPrefix("bomb \(part)"))
    }
    limits.inflatedPart = 4 << 20
    limits.inflatedTotal = 2 << 20
    #expect(outcome(package.zip.bytes(), limits).hasPrefix("bomb"))
    // Within the limits it is only damaged, which shows where it is read.
    limits.inflatedTotal = 4 << 20
    let damaged = outcome(package.zip.bytes(), limits)
    #expect(damaged.hasPrefix(part == Self.sheet ? "corrupt \(part)" : "Sheet"))
  }

  /// Nothing is handed over of what follows the declared size.
  @Test func noMoreThanDeclared() {
    final class Counter: CellReceiver {
      var count = 0
      var wantsHead: Bool { false }
      func start(_ workbook: Workbook) {}
      func start(_ sheet: Sheet) {}
      func take(_ cell: Cell) { count += 1 }
    }
    var package = MiniPackage(cells: rows)
    let text = Array(package[Self.sheet].utf8)
    let count = rows.utf8.count / 2
    package.rawParts[Self.sheet] = Deflated.stored(text)
    package.deflated[Self.sheet] = count
    var limits = limits()
    limits.inflatedPart = text.count
    let counter = Counter()
    let error = #expect(throws: SpreadsheetError.self) {
      try SpreadsheetReader.read(package.zip.bytes(), limits: limits, into: counter)
    }
    #expect(error?.code == .corrupt)
    #expect(counter.count > 0 && counter.count <= 20_001)
  }
}
