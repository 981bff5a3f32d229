import Spreadsheet
import TestSupport
import Testing

/// No damage makes the reader crash or hang; whatever it says is a value or a typed error.
@Suite("Damaged files", .timeLimit(.minutes(10)))
struct RobustnessTests {
  private static let small = MiniPackage(
    sheet:
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43809</v></c><c r=\"C1\"><f>A1</f><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>",
    shared: "<si><t>é</t></si>", styles: "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>")

  /// What was read, or the code: both count, a trap does not.
  private func outcome(_ bytes: [UInt8]) -> SpreadsheetError.Code? {
    do throws(SpreadsheetError) {
      _ = try SpreadsheetReader.read(bytes)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func truncatedAnywhere() {
    let bytes = Self.small.zip.bytes()
    #expect(outcome(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(outcome(Array(bytes[..<length])) != nil, "the first \(length) bytes")
    }
  }

  @Test(arguments: [0x00, 0xFF, 0x80, 0x01] as [UInt8])
  func everyByteChanged(_ mask: UInt8) {
    let bytes = Self.small.zip.bytes()
    var outcomes: [SpreadsheetError.Code?: Int] = [:]
    for index in bytes.indices {
      var damaged = bytes
      damaged[index] = mask == 0 ? 0 : bytes[index] ^ mask
      outcomes[outcome(damaged), default: 0] += 1
    }
    // Most bytes are under a checksum; some (dates, attributes of entries) mean nothing to a reader.
    #expect(outcomes[.corrupt, default: 0] > bytes.count / 2)
    #expect(outcomes[nil, default: 0] < bytes.count / 4)
  }

  /// Within the parts, where no checksum helps: the checksum is made anew.
  @Test func everyByteOfAPartChanged() {
    for part in Self.small.parts.map(\.name) {
      let text = Array(Self.small[part].utf8)
      for index in text.indices {
        var package = Self.small
        var damaged = text
        damaged[index] = damaged[index] ^ 0x15
        package.rawParts[part] = damaged
        _ = outcome(package.zip.bytes())
      }
    }
    #expect(outcome(Self.small.zip.bytes()) == nil)
  }
}
