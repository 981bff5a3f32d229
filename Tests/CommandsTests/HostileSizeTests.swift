import TestSupport
import Testing

/// Hostile files that would be too large to keep, through the real program: an answer in bounded memory.
@Suite("Hostile sizes") struct HostileSizeTests {
  private static let sheet = "xl/worksheets/sheet1.xml"

  private func inspect(_ package: MiniPackage, _ command: String = "inspect") throws
    -> RespecteProgram.Result
  {
    let folder = try WorkFolder()
    try folder.write(package.zip.bytes(), to: "hostile.xlsx")
    let options = command == "inspect" ? ["--ndjson"] : []
    return try bounded([command, "hostile.xlsx"] + options, in: folder)
  }

  @Test(arguments: [" ", "<c/>", "a"]) func oneHugePart(_ pattern: String) throws {
    var package = MiniPackage(cells: "")
    package.inflate(Self.sheet, to: 300 << 20, of: pattern)
    let result = try inspect(package)
    #expect(result.status == 3)
    #expect(result.errors.contains("au-delà de toute mesure"))
    #expect(result.errors.contains(Self.sheet))
    #expect(result.outputBytes.isEmpty)
  }

  @Test func manyLargeParts() throws {
    var package = MiniPackage(cells: "")
    for number in 0..<6 { package.inflate("xl/media/\(number).xml", to: 100 << 20, of: "0") }
    let result = try inspect(package)
    #expect(result.status == 3)
    #expect(result.errors.contains("au-delà de toute mesure"))
  }

  @Test func manyParts() throws {
    var package = MiniPackage(cells: "")
    for number in 0...10_000 { package["xl/media/\(number)"] = "x" }
    let result = try inspect(package)
    #expect(result.status == 3)
    #expect(result.errors.contains("plus grand que ce qui est accepté"))
  }

  @Test func aMillionAttributes() throws {
    var attributes = ""
    for number in 0..<1_000_000 { attributes += " a\(number)=\"\"" }
    let result = try inspect(
      MiniPackage(cells: "<row\(attributes)><c r=\"A1\"\(attributes)><v>1</v></c></row>"))
    #expect(result.status == 0)
    #expect(result.lines.last == #"{"sheet":"S","ref":"A1","type":"number","value":1}"#)
  }

  /// Read whole, since an import holds every cell; 12,000 copies would be 393 MB.
  @Test func manyCellsSharingOneString() throws {
    let text = String(repeating: "a", count: 32_767)
    var rows = ""
    for row in 1...12_000 { rows += "<row r=\"\(row)\"><c t=\"s\"><v>0</v></c></row>" }
    let result = try inspect(
      MiniPackage(cells: rows, shared: "<si><t>\(text)</t></si>"), "import")
    #expect(result.output.contains("template.unknown"))
  }

  /// 450,000 cells that would need more than the memory that is allowed, beside a file of 30 MB.
  @Test func manyRowsAreNotHeld() throws {
    let folder = try WorkFolder()
    let text = "<c t=\"inlineStr\"><is><t>a text that needs memory of its own</t></is></c>"
    var rows = ""
    for _ in 0..<150_000 { rows += "<row>\(text)\(text)\(text)</row>" }
    try folder.write(MiniPackage(cells: rows).zip.bytes(), to: "rows.xlsx")
    let streamed = try bounded(["inspect", "rows.xlsx"], in: folder, mebibytes: 60)
    #expect(streamed.lines.last == "  450000 cellules")
  }
}
