import Basics
import Spreadsheet
import TestSupport
import Testing

/// What OpenDocument files say, each in the smallest one that says it.
@Suite("OpenDocument")
struct OpenDocumentTests {
  static func archive(
    body: String, styles: String = "", meta: String? = nil, manifest: String? = nil,
    mimetype: String = "application/vnd.oasis.opendocument.spreadsheet", prefix: String = "office"
  ) -> MiniZIP {
    let spaces = [prefix, "table", "text", "style", "calcext", "meta", "draw"].map {
      "xmlns:\($0)=\"urn:oasis:names:tc:opendocument:xmlns:\($0 == prefix ? "office" : $0):1.0\""
    }.joined(separator: " ")
    var parts = [
      ("mimetype", mimetype),
      (
        "content.xml",
        "<\(prefix):document-content \(spaces)><\(prefix):automatic-styles>\(styles)</\(prefix):automatic-styles><\(prefix):body><\(prefix):spreadsheet>\(body)</\(prefix):spreadsheet></\(prefix):body></\(prefix):document-content>"
      ),
    ]
    if let meta {
      parts.append(
        (
          "meta.xml",
          "<o:document-meta xmlns:o=\"o\" xmlns:meta=\"m\"><o:meta>\(meta)</o:meta></o:document-meta>"
        ))
    }
    if let manifest {
      parts.append(("META-INF/manifest.xml", "<m:manifest xmlns:m=\"m\">\(manifest)</m:manifest>"))
    }
    return MiniZIP(entries: parts.map { ($0.0, Array($0.1.utf8)) })
  }

  private static func table(_ rows: String, attributes: String = "table:name=\"S\"") -> String {
    "<table:table \(attributes)>\(rows)</table:table>"
  }

  private func cells(_ body: String, _ limits: ReadingLimits = ReadingLimits()) throws -> [String] {
    try SpreadsheetReader.read(Self.archive(body: body).bytes(), limits: limits).sheets
      .flatMap(\.cells).map { cell in
        let value =
          switch cell.value {
          case nil: "-"
          case .string(let text): text
          case .number(let number): "\(number)"
          case .boolean(let flag): flag ? "TRUE" : "FALSE"
          case .error(let text): "!" + text
          }
        return "\(cell.reference)=\(value)" + (cell.formula.map { "{\($0)}" } ?? "")
          + (cell.date.map { "[\($0)]" } ?? "")
      }
  }

  @Test(arguments: [
    ("office:value-type=\"float\" office:value=\"1.5\"", "1,50", "A1=1.5"),
    ("office:value-type=\"percentage\" office:value=\"0.5\"", "50 %", "A1=0.5"),
    ("office:value-type=\"currency\" office:value=\"3\"", "3 €", "A1=3.0"),
    ("office:value-type=\"boolean\" office:boolean-value=\"true\"", "VRAI", "A1=TRUE"),
    (
      "office:value-type=\"date\" office:date-value=\"2019-12-10\"", "10/12",
      "A1=43809.0[2019-12-10]"
    ),
    (
      "office:value-type=\"date\" office:date-value=\"2019-12-10T06:00:00.000000000\"", "x",
      "A1=43809.25[2019-12-10]"
    ),
    ("office:value-type=\"time\" office:time-value=\"PT30H00M00S\"", "30:00", "A1=1.25"),
    ("office:value-type=\"time\" office:time-value=\"soon\"", "soon", "A1=soon"),
    ("office:value-type=\"string\"", "text", "A1=text"),
    ("office:value-type=\"string\" office:string-value=\"a&#9;b\"", "a b", "A1=a\tb"),
    (
      "office:value-type=\"string\" calcext:value-type=\"error\" office:string-value=\"\" table:formula=\"of:=1/0\"",
      "#DIV/0!", "A1=!#DIV/0!{1/0}"
    ),
    (
      "office:value-type=\"float\" office:value=\"2\" calcext:value-type=\"float\" table:formula=\"of:=[.A2]+1\"",
      "2", "A1=2.0{[.A2]+1}"
    ),
    ("table:formula=\"oooc:=A1\"", "x", "A1=x{A1}"),
    ("office:value-type=\"float\" office:value=\"deux\"", "deux", "A1=deux"),
    ("", "untyped", "A1=untyped"),
  ])
  func values(_ attributes: String, _ text: String, _ expected: String) throws {
    let cell = "<table:table-cell \(attributes)><text:p>\(text)</text:p></table:table-cell>"
    #expect(try cells(Self.table("<table:table-row>\(cell)</table:table-row>")) == [expected])
  }

  @Test(arguments: [
    ("<text:p>a</text:p><text:p>b</text:p>", "a\nb"), ("<text:p/><text:p>b</text:p>", "\nb"),
    ("<text:p>a<text:line-break/>b<text:tab/>c<text:s text:c=\"3\"/>d</text:p>", "a\nb\tc   d"),
    ("<text:p><text:s/>a  \n b </text:p>", " a b "), ("<text:p>  a</text:p>", "  a"),
    ("<text:p>\n  a\n</text:p>", "a "), ("<text:p> a  b  </text:p>", " a  b  "),
    ("<text:p><text:span>a</text:span><text:span> b</text:span></text:p>", "a b"),
    ("<text:p>a <text:span> b</text:span></text:p>", "a  b"),
    ("<text:p><text:a>go</text:a></text:p>", "go"),
    ("<office:annotation><text:p>note</text:p></office:annotation><text:p>a</text:p>", "a"),
    (
      "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame><text:p>a</text:p>",
      "a"
    ),
    (
      "<text:p><text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>とう</text:ruby-text></text:ruby></text:p>",
      "東"
    ),
    ("<text:list><text:list-item><text:p>a</text:p></text:list-item></text:list>", "a"),
    ("<text:p>_x0041_</text:p>", "_x0041_"),
  ])
  func texts(_ content: String, _ expected: String) throws {
    let row =
      "<table:table-row><table:table-cell office:value-type=\"string\">\(content)</table:table-cell></table:table-row>"
    #expect(try cells(Self.table(row)) == ["A1=" + expected])
  }

  private static let one = "<table:table-cell office:value-type=\"float\" office:value=\"1\"/>"

  @Test func repetition() throws {
    let rows = """
      <table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>\
      <table:table-row table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="3"/>\
      <table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="1"/></table:table-row>\
      <table:table-header-rows><table:table-row-group><table:table-row>\(one)</table:table-row></table:table-row-group></table:table-header-rows>\
      <table:table-row table:number-rows-repeated="1048571"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      """
    #expect(
      try cells(Self.table(rows)) == [
        "D3=1.0", "E3=1.0", "D4=1.0", "E4=1.0", "A5=1.0",
      ])
  }

  private var one: String { Self.one }

  @Test(arguments: [
    (
      "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"4\"/></table:table-row>",
      11
    ),
    (
      "<table:table-row><table:table-cell office:value-type=\"float\" office:value=\"1\" table:number-columns-repeated=\"9\"/></table:table-row>",
      8
    ),
  ])
  func repetitionIsBounded(_ rows: String, _ added: Int) throws {
    var limits = ReadingLimits()
    limits.repeatedCells = added
    #expect(try cells(Self.table(rows), limits).count == added + 1)
    limits.repeatedCells -= 1
    let error = #expect(throws: SpreadsheetError.self) { try cells(Self.table(rows), limits) }
    #expect(error?.code == .bomb)
  }

  @Test(arguments: [
    "<table:table-row table:number-rows-repeated=\"1048576\"/><table:table-row>\(one)</table:table-row>",
    "<table:table-row table:number-rows-repeated=\"999999999999999999999\"/><table:table-row table:number-rows-repeated=\"99999999999999999\"/><table:table-row table:number-rows-repeated=\"99999999999999999\"/><table:table-row>\(one)</table:table-row>",
    "<table:table-row><table:table-cell table:number-columns-repeated=\"16384\"/>\(one)</table:table-row>",
  ])
  func beyondTheSheet(_ rows: String) {
    let error = #expect(throws: SpreadsheetError.self) { try cells(Self.table(rows)) }
    #expect(error?.code == .tooLarge)
  }

  @Test func structure() throws {
    let body = """
      <table:tracked-changes><table:cell-content-change><table:table-cell><text:p>old</text:p></table:table-cell></table:cell-content-change></table:tracked-changes>\
      <table:table table:name="_respecte" table:style-name="ta2"><office:forms/><table:table-column table:number-columns-repeated="2"/>\
      <table:table-column table:visibility="collapse" table:number-columns-repeated="16382"/>\
      <table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell/></table:table-row>\
      <table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>a</text:p></table:table-cell>\
      <table:covered-table-cell><text:p>covered</text:p></table:covered-table-cell></table:table-row>\
      <table:named-expressions><table:named-range table:name="local" table:cell-range-address="$_respecte.$A$1"/></table:named-expressions></table:table>\
      <table:table table:name="'file:///tmp/a.ods'#$S" table:style-name="ta1"><table:table-source table:mode="copy-results-only"/><table:table-row>\(one)</table:table-row></table:table>\
      <table:table table:name="Études" table:style-name="ta1"/>\
      <table:named-expressions><table:named-range table:name="rsp.app.partner" table:base-cell-address="$Études.$A$1" table:cell-range-address="$'l''été'.$B$7"/>\
      <table:named-expression table:name="e" table:expression="of:=1"/></table:named-expressions>
      """
    let styles = """
      <style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style>\
      <style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>
      """
    let meta = """
      <meta:generator>LibreOffice/7.4.7.2$Linux_X86_64 LibreOffice_project/40$Build-2</meta:generator>\
      <meta:user-defined meta:name="respecte.template">id@1.0@fr</meta:user-defined>
      """
    let manifest = """
      <m:file-entry m:full-path="/" m:media-type="application/vnd.oasis.opendocument.spreadsheet"/>\
      <m:file-entry m:full-path="Object 1/" m:media-type="application/vnd.oasis.opendocument.chart"/>
      """
    let archive = Self.archive(body: body, styles: styles, meta: meta, manifest: manifest)
    let workbook = try SpreadsheetReader.read(archive.bytes())
    #expect(workbook.format == .ods && workbook.producer == "LibreOffice/7.4.7.2")
    #expect(workbook.customProperties == ["respecte.template": "id@1.0@fr"])
    #expect(workbook.sheets.map(\.name) == ["_respecte", "Études"])
    #expect(workbook.sheets.map(\.visibility) == [.hidden, .visible])
    let sheet = workbook.sheets[0]
    #expect(sheet.cells.map(\.value) == [.string("a"), .string("covered")])
    #expect(sheet.cells.map(\.reference.description) == ["A3", "B3"])
    #expect(sheet.merged.map(\.description) == ["A3:B5"])
    #expect(sheet.hiddenRows == [0, 1] && sheet.hiddenColumns == [2...16_383])
    #expect(
      workbook.definedNames == [
        DefinedName(name: "local", refersTo: "$_respecte.$A$1", localSheet: 0),
        DefinedName(name: "rsp.app.partner", refersTo: "$'l''été'.$B$7"),
        DefinedName(name: "e", refersTo: "of:=1"),
      ])
    #expect(workbook.definedNames[1].target?.cell.description == "B7")
    #expect(workbook.hasExternalLinks && !workbook.hasMacros && !workbook.hasEmbeddedObjects)
  }

  @Test func flags() throws {
    let manifest =
      "<m:file-entry m:full-path=\"Object 1\" m:media-type=\"application/vnd.sun.star.oleobject\"/>"
    var archive = Self.archive(body: Self.table(""), manifest: manifest)
    archive.entries.append(("Basic/Standard/Module1.xml", []))
    let workbook = try SpreadsheetReader.read(archive.bytes())
    #expect(workbook.hasMacros && workbook.hasEmbeddedObjects && !workbook.hasExternalLinks)
  }

  @Test func anotherPrefix() throws {
    let cell = "<table:table-cell o:value-type=\"float\" o:value=\"2\"/>"
    let body = Self.table("<table:table-row>\(cell)</table:table-row>")
    let sheet = try SpreadsheetReader.read(Self.archive(body: body, prefix: "o").bytes()).sheets[0]
    #expect(sheet.cells.map(\.value) == [.number(2)])
  }

  @Test func refusals() {
    let encrypted =
      "<m:file-entry m:full-path=\"content.xml\"><m:encryption-data/></m:file-entry>"
    for (archive, code) in [
      (Self.archive(body: "", manifest: encrypted), SpreadsheetError.Code.encrypted),
      (
        Self.archive(body: "", mimetype: "application/vnd.oasis.opendocument.text"), .notSpreadsheet
      ),
      (Self.archive(body: "<table:table>"), .corrupt),
    ] {
      let error = #expect(throws: SpreadsheetError.self) {
        try SpreadsheetReader.read(archive.bytes())
      }
      #expect(error?.code == code)
    }
  }
}
