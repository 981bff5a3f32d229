import Basics
import Spreadsheet
import TestSupport
import Testing

/// What real files do, each in the smallest package that does it.
@Suite("Files as other programs write them")
struct WildFileTests {
  /// The cells as `A1=text`, `A1=1.0`, `A1=#N/A`, `A1=TRUE`.
  private func read(_ package: MiniPackage, _ limits: ReadingLimits = ReadingLimits()) throws
    -> [String]
  {
    try listed(SpreadsheetReader.read(package.zip.bytes(), limits: limits))
  }

  private func listed(_ workbook: Workbook) -> [String] {
    workbook.sheets.flatMap(\.cells).map { cell in
      let value =
        switch cell.value {
        case nil: "-"
        case .string(let text): text
        case .number(let number): "\(number)"
        case .boolean(let flag): flag ? "TRUE" : "FALSE"
        case .error(let text): text
        }
      return "\(cell.reference)=\(value)" + (cell.formula.map { "{\($0)}" } ?? "")
        + (cell.date.map { "[\($0)]" } ?? "")
    }
  }

  @Test(arguments: [
    ("<row r=\"2\"><c r=\"B2\"><v>1.5</v></c></row>", ["B2=1.5"]),
    // Without references.
    (
      "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      ["A1=1.0", "B1=2.0", "A2=3.0"]
    ),
    (
      "<row r=\"4\"><c r=\"C4\"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
      ["C4=1.0", "D4=2.0", "A5=3.0"]
    ),
    ("<row><c r=\"nonsense\"><v>1</v></c></row>", ["A1=1.0"]),
    // Out of order, and one place twice: the later counts.
    (
      "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>2</v></c></row><row r=\"1\"><c r=\"A1\"><v>3</v></c></row>",
      ["A1=3.0", "A2=2.0", "B2=1.0"]
    ),
    ("<row><c r=\"A1\"><v>1</v></c><c r=\"A1\"><v>2</v></c></row>", ["A1=2.0"]),
    // Nothing in a cell.
    (
      "<row><c r=\"A1\"/><c r=\"B1\" s=\"1\"/><c r=\"C1\"><v/></c><c r=\"D1\" t=\"s\"><v></v></c><c r=\"E1\" t=\"inlineStr\"><is><t/></is></c></row>",
      []
    ),
    // Types.
    (
      "<row><c t=\"b\"><v>1</v></c><c t=\"b\"><v>false</v></c><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><v>x</v></c><c t=\"n\"><v>1E3</v></c></row>",
      ["A1=TRUE", "B1=FALSE", "C1=#N/A", "D1=x", "E1=1000.0"]
    ),
    (
      "<row><c t=\"inlineStr\"><is><t>in</t></is></c><c t=\"inlineStr\"><is><r><rPr><b/></rPr><t>ri</t></r><r><t>ch</t></r><rPh sb=\"0\" eb=\"1\"><t>phon</t></rPh></is></c></row>",
      ["A1=in", "B1=rich"]
    ),
    (
      "<row><c t=\"inlineStr\"><v>value</v></c><c><is><t>untyped</t></is></c></row>",
      ["A1=value", "B1=untyped"]
    ),
    (
      "<row><c t=\"d\"><v>2019-12-10T12:00:00Z</v></c><c t=\"d\"><v>soon</v></c></row>",
      ["A1=43809.5[2019-12-10]", "B1=soon"]
    ),
    // What is not of its type stays as it stands.
    (
      "<row><c><v>1,5</v></c><c><v>nan</v></c><c><v>1e999</v></c><c><v>0x10</v></c><c t=\"b\"><v>oui</v></c><c t=\"s\"><v>-1</v></c><c t=\"zz\"><v>7</v></c></row>",
      ["A1=1,5", "B1=nan", "C1=1e999", "D1=0x10", "E1=oui", "F1=-1", "G1=7.0"]
    ),
    // Blanks are kept in texts and passed over around numbers.
    (
      "<row><c t=\"str\"><v xml:space=\"preserve\"> a </v></c><c><v> 1 </v></c><c t=\"inlineStr\"><is><t> b </t></is></c></row>",
      ["A1= a ", "B1=1.0", "C1= b "]
    ),
    (
      "<row><c t=\"str\"><v>a_x000D_\nb</v></c><c t=\"inlineStr\"><is><t><![CDATA[<&>]]>_x005F_x000D_</t></is></c></row>",
      ["A1=a\r\nb", "B1=<&>_x000D_"]
    ),
    // Formulas: plain, shared, array, without a value, with an empty text.
    (
      "<row><c><f>1+1</f><v>2</v></c><c><f t=\"shared\" ref=\"B1:B2\" si=\"0\">A1*2</f><v>4</v></c><c><f t=\"shared\" si=\"0\"/><v>8</v></c><c><f t=\"array\" ref=\"D1\">SUM(A1:B1)</f></c><c t=\"str\"><f>\"\"</f><v></v></c></row>",
      ["A1=2.0{1+1}", "B1=4.0{A1*2}", "C1=8.0{}", "D1=-{SUM(A1:B1)}", "E1={\"\"}"]
    ),
    // Other elements of a cell and a row.
    ("<row><c><v>1</v><extLst><ext><v>9</v></ext></extLst></c></row>", ["A1=1.0"]),
    // One branch of alternate content.
    (
      "<mc:AlternateContent xmlns:mc=\"m\"><mc:Choice Requires=\"x\"><row><c><v>1</v></c></row></mc:Choice><mc:Fallback><row><c><v>2</v></c></row></mc:Fallback></mc:AlternateContent>",
      ["A1=2.0"]
    ),
  ])
  func cells(_ cells: String, _ expected: [String]) throws {
    #expect(try read(MiniPackage(cells: cells)) == expected)
  }

  @Test(arguments: [
    ("<si><t>a</t></si>", ["A1=a"]),
    ("<si><r><t>a </t></r><r><t xml:space=\"preserve\"> b</t></r></si>", ["A1=a  b"]),
    (
      "<si><t>東京</t><rPh sb=\"0\" eb=\"2\"><t>トウキョウ</t></rPh><phoneticPr fontId=\"1\"/></si>",
      ["A1=東京"]
    ),
    ("<si><t>_x0041_&amp;é&#10;</t></si>", ["A1=A&é\n"]),
    ("<si/>", []),
  ])
  func sharedStrings(_ shared: String, _ expected: [String]) throws {
    let cells = "<row><c t=\"s\"><v>0</v></c></row>"
    #expect(try read(MiniPackage(cells: cells, shared: shared)) == expected)
    var counted = MiniPackage(cells: cells, shared: shared)
    counted.replace(
      "<sst", by: "<sst count=\"7\" uniqueCount=\"4000000000\"", in: "xl/sharedStrings.xml")
    #expect(try read(counted) == expected)
  }

  @Test func sharedStringThatIsNotThere() {
    let package = MiniPackage(
      cells: "<row><c t=\"s\"><v>1</v></c></row>", shared: "<si><t>a</t></si>")
    #expect(throws: SpreadsheetError(.corrupt, place: "S!A1", detail: "no shared string 1")) {
      try read(package)
    }
  }

  @Test func datesByStyle() throws {
    let styles = """
      <numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="0.0"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs>
      <dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs>
      """
    let cells = (0...5).map { "<c s=\"\($0)\"><v>43809.25</v></c>" }.joined()
    let row = "<row>\(cells)<c s=\"1\" t=\"str\"><v>1</v></c><c s=\"1\"><v>1e9</v></c></row>"
    #expect(
      try read(MiniPackage(cells: row, styles: styles)) == [
        "A1=43809.25", "B1=43809.25[2019-12-10]", "C1=43809.25[2019-12-10]", "D1=43809.25",
        "E1=43809.25", "F1=43809.25", "G1=1", "H1=1000000000.0",
      ])
    let from1904 = MiniPackage(
      cells: "<row><c s=\"1\"><v>34519</v></c></row>", styles: styles,
      workbook:
        "<workbookPr date1904=\"true\"/><extLst><ext><workbookPr defaultImageDpi=\"3\"/></ext></extLst>"
    )
    #expect(try read(from1904) == ["A1=34519.0[1998-07-05]"])
  }

  static let cell = MiniPackage(
    cells: "<row><c t=\"s\"><v>0</v></c></row>", shared: "<si><t>é</t></si>")

  @Test(arguments: [
    "absolute", "dots", "case", "backslashes", "elsewhere", "prefixed", "strict", "mark", "utf16",
    "otherRelationshipPrefix", "declaration", "percent", "noContentTypes", "noPackageRelationships",
  ])
  func packages(_ kind: String) throws {
    var package = Self.cell
    let rels = "xl/_rels/workbook.xml.rels"
    let sheet = "xl/worksheets/sheet1.xml"
    switch kind {
    case "absolute":
      package.replace("Target=\"", by: "Target=\"/xl/", in: rels)
      package.replace("Target=\"", by: "Target=\"/", in: "_rels/.rels")
    case "dots":
      package.replace("Target=\"", by: "Target=\"../xl/./", in: rels)
    case "case":
      package.replace("Target=\"worksheets", by: "Target=\"Worksheets", in: rels)
      package.rename("xl/sharedStrings.xml", to: "xl/SharedStrings.xml")
    case "backslashes":
      for part in package.parts.map(\.name) {
        package.rename(part, to: part.split(separator: "/").joined(separator: "\\"))
      }
    case "elsewhere":
      package.replace("xl/workbook.xml", by: "book/main.xml", in: "_rels/.rels")
      package.replace("Target=\"", by: "Target=\"../xl/", in: rels)
      package.rename("xl/workbook.xml", to: "book/main.xml")
      package.rename(rels, to: "book/_rels/main.xml.rels")
    case "prefixed":
      for part in ["xl/workbook.xml", sheet, "xl/sharedStrings.xml"] {
        package.replace("</", by: "</x:", in: part)
        package.replace("<", by: "<x:", in: part)
        package.replace("<x:/x:", by: "</x:", in: part)
        package.replace("xmlns=", by: "xmlns:x=", in: part)
      }
    case "strict":
      for part in package.parts.map(\.name) {
        package.replace(
          "http://schemas.openxmlformats.org/officeDocument/2006",
          by: "http://purl.oclc.org/ooxml/officeDocument", in: part)
        package.replace(
          MiniPackage.main, by: "http://purl.oclc.org/ooxml/spreadsheetml/main", in: part)
      }
    case "mark":
      for part in package.parts.map(\.name) { package[part] = "\u{FEFF}" + package[part] }
    case "utf16":
      for part in [sheet, "xl/sharedStrings.xml"] {
        let text = "\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-16\"?>" + package[part]
        package.rawParts[part] = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      }
    case "otherRelationshipPrefix":
      package.replace("r:id", by: "ns2:id", in: "xl/workbook.xml")
      package.replace("xmlns:r=", by: "xmlns:ns2=", in: "xl/workbook.xml")
    case "declaration":
      package[sheet] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n" + package[sheet]
    case "percent":
      package.replace("sheet1", by: "sheet%201", in: rels)
      package.rename(sheet, to: "xl/worksheets/sheet 1.xml")
    case "noContentTypes":
      package.rename("[Content_Types].xml", to: "types.xml")
    case "noPackageRelationships":
      package.rename("_rels/.rels", to: "rels.xml")
    default: Issue.record("no such kind")
    }
    #expect(try read(package) == ["A1=é"])
  }

  @Test func dataDescriptors() throws {
    var zip = Self.cell.zip
    zip.usesDescriptors = true
    #expect(try listed(SpreadsheetReader.read(zip.bytes())) == ["A1=é"])
  }

  @Test func structure() throws {
    var package = MiniPackage(
      sheet: """
        <dimension ref="A1:XFD1048576"/><cols><col min="2" max="3" hidden="1"/><col min="5" max="5" width="9"/>\
        <col min="20" max="99999" hidden="true"/><col min="0" max="3" hidden="1"/></cols>\
        <sheetData><row r="3" hidden="1"/><row r="5"><c r="A5"><v>1</v></c></row></sheetData>\
        <mergeCells><mergeCell ref="A5:B6"/><mergeCell ref="D2:C1"/><mergeCell ref="rubbish"/></mergeCells>
        """,
      workbook: """
        <definedNames><definedName name="rsp.app.partner">'S'!$A$5</definedName>\
        <definedName name="local" localSheetId="0" hidden="1">#REF!</definedName></definedNames>
        """)
    package.replace(
      "<sheets>",
      by:
        "<sheets><sheet name=\"H\" state=\"veryHidden\" r:id=\"s2\"/><sheet name=\"C\" state=\"hidden\" r:id=\"s3\"/>",
      in: "xl/workbook.xml")
    package.replace(
      "</Relationships>",
      by: MiniPackage.relationship("s2", "worksheet", "worksheets/sheet2.xml")
        + MiniPackage.relationship("s3", "chartsheet", "chartsheets/sheet1.xml")
        + MiniPackage.relationship("v", "vbaProject", "vbaProject.bin") + "</Relationships>",
      in: "xl/_rels/workbook.xml.rels")
    package["xl/worksheets/sheet2.xml"] = "<worksheet/>"
    package["xl/chartsheets/sheet1.xml"] = "<chartsheet/>"
    package["xl/externalLinks/externalLink1.xml"] = "<externalLink/>"
    package["xl/embeddings/oleObject1.bin"] = "x"
    package.replace(
      "</Relationships>",
      by: MiniPackage.relationship("c", "custom-properties", "docProps/custom.xml")
        + MiniPackage.relationship("e", "extended-properties", "docProps/app.xml")
        + "</Relationships>", in: "_rels/.rels")
    package["docProps/custom.xml"] =
      "<Properties><property pid=\"2\" name=\"respecte.template\"><vt:lpwstr xmlns:vt=\"v\">id@1.0@fr</vt:lpwstr></property><property pid=\"3\" name=\"n\"><vt:i4 xmlns:vt=\"v\">4</vt:i4></property></Properties>"
    package["docProps/app.xml"] =
      "<Properties><Application>Microsoft Excel</Application><AppVersion>16.0300</AppVersion></Properties>"
    package.replace(
      "spreadsheetml.sheet.main", by: "ms-excel.sheet.macroEnabled.main", in: "[Content_Types].xml")

    let workbook = try SpreadsheetReader.read(package.zip.bytes())
    #expect(workbook.format == .xlsm && workbook.producer == "Microsoft Excel/16.0300")
    #expect(workbook.hasMacros && workbook.hasExternalLinks && workbook.hasEmbeddedObjects)
    #expect(workbook.sheets.map(\.name) == ["H", "C", "S"])
    #expect(workbook.sheets.map(\.visibility) == [.veryHidden, .hidden, .visible])
    #expect(
      workbook.definedNames == [
        DefinedName(name: "rsp.app.partner", refersTo: "'S'!$A$5"),
        DefinedName(name: "local", refersTo: "#REF!", localSheet: 0),
      ])
    #expect(workbook.customProperties == ["respecte.template": "id@1.0@fr", "n": "4"])
    let sheet = try #require(workbook.sheet(named: "s"))
    #expect(sheet.hiddenRows == [2])
    #expect(sheet.hiddenColumns == [1...2, 19...16_383])
    #expect(sheet.merged.map(\.description) == ["A5:B6", "C1:D2"])
  }

  @Test(arguments: [
    (
      "<Application>LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2</Application><AppVersion>15.0000</AppVersion>",
      "LibreOffice/7.4.7.2"
    ),
    ("<AppVersion>1.12</AppVersion><Application>gnumeric</Application>", "gnumeric/1.12"),
    (
      "<Application>Microsoft Excel Compatible / Openpyxl 3.1.5</Application><AppVersion>3.1</AppVersion>",
      "Microsoft Excel Compatible / Openpyxl 3.1.5"
    ),
    ("<Application>WPS</Application>", "WPS"),
    ("<TotalTime>0</TotalTime>", nil),
  ])
  func producers(_ properties: String, _ expected: String?) throws {
    var package = Self.cell
    package.replace(
      "</Relationships>",
      by: MiniPackage.relationship("e", "extended-properties", "docProps/app.xml")
        + "</Relationships>", in: "_rels/.rels")
    package["docProps/app.xml"] = "<Properties>\(properties)</Properties>"
    #expect(try SpreadsheetReader.read(package.zip.bytes()).producer == expected)
  }
}
