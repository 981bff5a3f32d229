import Spreadsheet
import TestSupport
import Testing

/// No damage makes the reader crash or hang; whatever it says is what stood there, or a typed error.
@Suite("Damaged files", .timeLimit(.minutes(10)))
struct RobustnessTests {
  private static let small = MiniPackage(
    sheet:
      "<sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" s=\"1\"><v>43809</v></c><c r=\"C1\"><f>A1</f><v>1</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>",
    shared: "<si><t>é</t></si>", styles: "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>")

  /// As small as a workbook can be: four parts with short names.
  private static let smallest: [UInt8] = MiniZIP(
    entries: [
      ("_rels/.rels", "<R><Relationship Id='a' Type='/officeDocument' Target='w'/></R>"),
      ("w", "<w><sheet name='S' id='s'/></w>"),
      ("_rels/w.rels", "<R><Relationship Id='s' Type='/worksheet' Target='x'/></R>"),
      ("x", "<x><row><c><v>7</v></c></row></x>"),
    ].map { ($0.0, Array($0.1.utf8)) }
  ).bytes()

  private static let smallestDocument: [UInt8] = MiniZIP(
    entries: [
      ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      (
        "content.xml",
        "<o:document-content xmlns:o='o'><t:table xmlns:t='t' t:name='S'><t:table-row><t:table-cell o:value-type='float' o:value='7'/></t:table-row></t:table></o:document-content>"
      ),
    ].map { ($0.0, Array($0.1.utf8)) }
  ).bytes()

  private static let smallFiles = [smallest, smallestDocument]

  /// What was read, nil for an error: both count, a trap does not.
  private func cells(_ bytes: [UInt8]) -> [[Cell]]? {
    (try? SpreadsheetReader.read(bytes))?.sheets.map { Array($0.cells) }
  }

  private func outcome(_ bytes: [UInt8]) -> SpreadsheetError.Code? {
    do throws(SpreadsheetError) {
      _ = try SpreadsheetReader.read(bytes)
      return nil
    } catch {
      return error.code
    }
  }

  @Test(arguments: smallFiles + [small.zip.bytes()]) func truncatedAnywhere(_ bytes: [UInt8]) {
    #expect(outcome(bytes) == nil)
    for length in 0..<bytes.count {
      #expect(outcome(Array(bytes[..<length])) != nil, "the first \(length) bytes")
    }
  }

  /// Every byte in turn becomes every other byte: the file reads as before, or not at all.
  @Test(arguments: [0, 1], [0, 1, 2, 3]) func everyByteChangedToEveryOther(_ file: Int, _ part: Int)
  {
    let bytes = Self.smallFiles[file]
    let whole = cells(bytes)
    #expect(whole?.first?.map(\.value) == [.number(7)])
    for index in bytes.indices where index % 4 == part {
      var damaged = bytes
      for value in UInt8.min...UInt8.max where value != bytes[index] {
        damaged[index] = value
        if let read = cells(damaged), read != whole {
          Issue.record("byte \(index) as \(value) is read otherwise: \(read)")
        }
      }
    }
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
