import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

private let met = "rsp.tech.1.1.case1.hosted.met"
private let evidence = "rsp.tech.1.1.case1.evidence"
private let date = "rsp.tech.1.1.case1.date"
private let customers = "rsp.app.customers"
private let challenge = "rsp.case1.challenge"
private let study = "rsp.case1.publicUrl"
private let production = "rsp.case1.productionDate"

/// One kind of what people type or where they type it: how it comes into a workbook, and what is right then. Its mended twin is
/// the workbook without it.
struct TypedKind: Sendable, CustomTestStringConvertible {
  let name: String
  let code: DiscrepancyCode
  var severity: Severity?
  /// What the message says in either language, and what is kept.
  var says: [String] = []
  let damage: @Sendable (inout GardenFile) throws -> Void
  /// What is done to the package; nothing for what stands in cells.
  var package: (@Sendable (inout EditedPackage, GardenFile) throws -> Void)?
  /// The same in OpenDocument, where it is written in another way.
  var openDocument: (@Sendable (GardenFile) throws -> [UInt8])?
  let isRight: @Sendable (Submission) throws -> Bool

  var testDescription: String { name }
}

extension TypedKind {
  /// Something typed into a cell.
  static func typed(
    _ name: String, _ code: DiscrepancyCode, _ content: CellContent, into cell: String,
    says: [String] = [], severity: Severity? = nil,
    _ isRight: @escaping @Sendable (Submission) throws -> Bool
  ) -> TypedKind {
    TypedKind(
      name: name, code: code, severity: severity, says: says,
      damage: { try $0.type(content, into: cell) }, openDocument: { try $0.openDocument() },
      isRight: isRight)
  }

  private static func hosted(_ submission: Submission) throws -> Answer {
    try submission.answer("tech.1.1", .caseStudy(1), "hosted")
  }

  private static func isUnreadable(_ submission: Submission) throws -> Bool {
    try hosted(submission).status == .unreadable
  }

  static let answers: [TypedKind] =
    [
      ("the digit zero", CellContent.number(0)), ("zero as a text", .text("0")),
      ("the digit one", .number(1)), ("a wide zero", .text("０")), ("zero and a stop", .text("0.")),
    ].map { name, content in
      .typed(name, .answerUnreadable, content, into: met, says: ["O ?|letter O?"]) {
        try isUnreadable($0)
      }
    }
    + [
      "Oui.", "« O »", "“Y”", "✅", "Ｏ", "О", "\u{200E}O", "yes!", "Ο",
    ].map { text in
      .typed("\(text) for yes", .answerNormalised, .text(text), into: met) {
        try hosted($0).value == .yes
      }
    }
    + ["❌", "Non.", "Ｎ", "« N »"].map { text in
      .typed("\(text) for no", .answerNormalised, .text(text), into: met) {
        try hosted($0).value == .no
      }
    }
    + [
      .typed(
        "a word of two alphabets", .answerUnreadable, .text("оui"), into: met,
        says: ["alphabet"], isUnreadable),
      .typed(
        "a word of another alphabet", .answerUnreadable, .text("ΟΥΙ"), into: met,
        says: ["alphabet"], isUnreadable),
    ]

  static let values: [TypedKind] = [
    .typed(
      "an error as evidence", .cellError,
      .formula("-see annex", cached: .error("#NAME?")), into: evidence,
      says: ["#NAME? (=-see annex)"]
    ) { try hosted($0).evidence == nil },
    .typed(
      "an error's text as evidence", .cellError, .text("#VALEUR!"), into: evidence,
      says: ["#VALEUR!"]
    ) { try hosted($0).evidence == nil },
    .typed(
      "another language's error as evidence", .cellError, .text("#BEZUG!"), into: evidence,
      says: ["#BEZUG!"]
    ) { try hosted($0).evidence == nil },
    .typed(
      "the signs of a narrow column", .cellError, .text("########"), into: evidence
    ) { try hosted($0).evidence == nil },
    TypedKind(
      name: "a formula without a result", code: .answerUnreadable, says: ["=K7"],
      damage: { try $0.type(.formula("K7", cached: .string("")), into: met) },
      isRight: { submission in
        try isUnreadable(submission)
          && !submission.discrepancies.contains { $0.code == .answerFormula }
      }),
    .typed("a file for an address", .fieldInvalid, .text("C:\\cas.pdf"), into: study) {
      $0.caseStudies[0][.publicUrl].value == nil
    },
    .typed("no address", .fieldInvalid, .text("n.c."), into: study) {
      $0.caseStudies[0][.publicUrl].value == nil
    },
    .typed(
      "WPS's picture as evidence", .cellError,
      .formula("_xlfn.DISPIMG(\"ID_1\",1)", cached: .string("=DISPIMG(\"ID_1\",1)")),
      into: evidence,
      says: ["DISPIMG"]
    ) { try hosted($0).evidence == nil },
    .typed(
      "an error in a text field", .cellError, .formula("-x", cached: .error("#NAME?")),
      into: challenge
    ) { $0.caseStudies[0][.challenge].value == nil },
    .typed(
      "a date of two readings", .fieldAmbiguous, .text("07/10/2023"), into: production,
      says: ["2023-07-10"]
    ) { $0.caseStudies[0][.productionDate].date?.description == "2023-10-07" },
    .typed(
      "an evidence's date of two readings", .fieldAmbiguous, .text("07/10/2023 14:30"), into: date,
      says: ["2023-07-10"]
    ) { try hosted($0).date?.description == "2023-10-07" },
    .typed("about so many", .fieldApproximate, .text("environ 120"), into: customers) {
      $0.application[.customers].value == .number(120)
    },
    .typed("so many and more", .fieldApproximate, .text("40+"), into: customers) {
      $0.application[.customers].value == .number(40)
    },
    TypedKind(
      name: "a date beside one that is month first", code: .fieldInvalid, says: ["12/25/2023"],
      damage: {
        try $0.type(.text("07/10/2023"), into: production)
        try $0.type(.text("12/25/2023"), into: "rsp.case2.productionDate")
      }, openDocument: { try $0.openDocument() },
      isRight: {
        $0.caseStudies[0][.productionDate].value == nil
          && $0.caseStudies[0][.productionDate].raw == "07/10/2023"
      }),
    .typed("a zero for yes or no", .fieldInvalid, .number(0), into: "rsp.case1.public") {
      $0.caseStudies[0][.isPublic].value == nil
    },
  ]
}

extension TypedKind {
  private static let spreadsheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

  private static func note(_ name: String, _ text: String, author: String = "Ines")
    -> @Sendable (inout EditedPackage, GardenFile) throws -> Void
  {
    { package, file in
      let place = try file.place(of: name)
      package.relate(
        place.sheet, "comments", "xl/comments9.xml",
        "<comments xmlns=\"\(spreadsheet)\"><authors><author>\(author)</author></authors><commentList><comment ref=\"\(place.cell)\" authorId=\"0\"><text><r><t>\(author):</t></r><r><t xml:space=\"preserve\">\n\(text)</t></r></text></comment></commentList></comments>"
      )
    }
  }

  private static func annotation(_ name: String, _ text: String)
    -> @Sendable (GardenFile) throws -> [UInt8]
  {
    {
      try $0.openDocument(inside: [
        name:
          "<office:annotation><dc:creator>Ines</dc:creator><dc:date>2019-12-02</dc:date><text:p>\(text)</text:p></office:annotation>"
      ])
    }
  }

  private static func drawing(_ name: String, _ shape: String, image: Bool = false)
    -> @Sendable (inout EditedPackage, GardenFile) throws -> Void
  {
    { package, file in
      let place = try file.place(of: name)
      package.relate(
        place.sheet, "drawing", "xl/drawings/drawing9.xml",
        "<xdr:wsDr xmlns:xdr=\"x\" xmlns:a=\"a\" xmlns:r=\"r\"><xdr:twoCellAnchor><xdr:from><xdr:col>\(place.cell.column)</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>\(place.cell.row)</xdr:row></xdr:from><xdr:to><xdr:col>\(place.cell.column)</xdr:col><xdr:row>\(place.cell.row + 1)</xdr:row></xdr:to>\(shape)</xdr:twoCellAnchor></xdr:wsDr>"
      )
      guard image else { return }
      package["xl/drawings/_rels/drawing9.xml.rels"] = MiniPackageText.image
      package["xl/media/image9.png"] = "png"
    }
  }

  private enum MiniPackageText {
    static let image =
      "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"i\" Type=\"http://x/image\" Target=\"../media/image9.png\"/></Relationships>"
  }

  private static func clear(_ name: String) -> @Sendable (inout GardenFile) throws -> Void {
    { try $0.type(.blank, into: name) }
  }

  /// Text of a cell in which one run is struck out.
  private static func runs(_ name: String, _ struck: String, _ standing: String)
    -> @Sendable (inout EditedPackage, GardenFile) throws -> Void
  {
    { package, file in
      let place = try file.place(of: name)
      let part = "xl/worksheets/sheet\(place.sheet).xml"
      let content = package[part]
      let start = try #require(content.firstRange(of: "<c r=\"\(place.cell)\""))
      let end = try #require(content[start.upperBound...].firstRange(of: "</c>"))
      package[part] =
        content[..<start.lowerBound]
        + "<c r=\"\(place.cell)\" t=\"inlineStr\"><is><r><rPr><strike/></rPr><t>\(struck)</t></r><r><rPr><b/></rPr><t>\(standing)</t></r></is></c>"
        + content[end.upperBound...]
    }
  }

  static let places: [TypedKind] = [
    TypedKind(
      name: "an answer in a note", code: .contentNote, says: ["Ines", "see annex 3"],
      damage: clear(met),
      package: note(met, "see annex 3"), openDocument: annotation(met, "see annex 3"),
      isRight: {
        let answer = try hosted($0)
        let blank = $0.discrepancies.first { $0.code == .answerBlank && $0.cell == answer.cell }
        return answer.status == .blank && answer.annotations.notes.map(\.text) == ["see annex 3"]
          && answer.annotations.notes.first?.author == "Ines"
          && blank?.message.contains("see annex 3") ?? false
      }),
    TypedKind(
      name: "evidence in a note", code: .contentNote, says: ["page 7"], damage: clear(evidence),
      package: note(evidence, "page 7"), openDocument: annotation(evidence, "page 7"),
      isRight: {
        try hosted($0).annotations.notes.map(\.text) == ["page 7"] && !hosted($0).hasEvidence
      }),
    TypedKind(
      name: "a note on a field", code: .contentNote, says: ["in June"], damage: { _ in },
      package: note(production, "in June"), openDocument: annotation(production, "in June"),
      isRight: {
        $0.caseStudies[0][.productionDate].annotations.notes.map(\.text) == ["in June"]
      }),
    TypedKind(
      name: "a comment thread", code: .contentNote, says: ["Ines", "yes, annex"],
      damage: clear(met),
      package: { package, file in
        let place = try file.place(of: met)
        package.relate(
          place.sheet, "threadedComment", "xl/threadedComments/t9.xml",
          "<ThreadedComments xmlns=\"t\"><threadedComment ref=\"\(place.cell)\" personId=\"{P}\" id=\"{E}\"><text>yes, annex</text></threadedComment><threadedComment ref=\"\(place.cell)\" personId=\"{Q}\" id=\"{F}\" parentId=\"{E}\"><text>which?</text></threadedComment></ThreadedComments>"
        )
        package["xl/persons/p9.xml"] =
          "<personList xmlns=\"t\"><person displayName=\"Ines\" id=\"{P}\"/></personList>"
        try package.replace(
          "</Relationships>",
          by:
            "<Relationship Id=\"p9\" Type=\"http://x/person\" Target=\"persons/p9.xml\"/></Relationships>",
          in: "xl/_rels/workbook.xml.rels")
        // What older programs are told of the thread.
        try note(met, "[Threaded comment] Comment: yes, annex", author: "tc={E}")(&package, file)
      },
      isRight: {
        let notes = try hosted($0).annotations.notes
        return notes.map(\.text) == ["yes, annex", "which?"]
          && notes.map(\.kind) == [.thread, .thread]
          && notes.map(\.author) == ["Ines", nil]
      }),
    TypedKind(
      name: "a text box", code: .contentTextBox, says: ["policy, page 4"], damage: clear(met),
      package: drawing(
        met,
        "<xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"2\" name=\"TextBox\"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>policy, </a:t></a:r><a:r><a:t>page 4</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
      ),
      openDocument: {
        try $0.openDocument(inside: [
          met:
            "<draw:frame draw:name=\"T\"><draw:text-box><text:p>policy, page 4</text:p></draw:text-box></draw:frame>"
        ])
      },
      isRight: {
        try hosted($0).annotations.notes.map(\.text) == ["policy, page 4"]
          && hosted($0).status == .blank
      }),
    TypedKind(
      name: "a text box in a newer branch", code: .contentTextBox, says: ["x², page 4"],
      damage: clear(met),
      package: drawing(
        met,
        "<mc:AlternateContent xmlns:mc=\"m\"><mc:Choice Requires=\"a14\"><xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"2\" name=\"TextBox\"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>x², page 4</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:sp><xdr:nvSpPr><xdr:cNvPr id=\"3\" name=\"Check Box 1\" hidden=\"1\"/></xdr:nvSpPr><xdr:txBody><a:p><a:r><a:t>Check Box 1</a:t></a:r></a:p></xdr:txBody></xdr:sp></mc:Choice><mc:Fallback/></mc:AlternateContent>"
      ),
      isRight: { try hosted($0).annotations.notes.map(\.text) == ["x², page 4"] }),
    TypedKind(
      name: "a label of a form", code: .contentTextBox, says: ["yes, since May"],
      damage: clear(met),
      package: { package, file in
        let cell = try file.place(of: met).cell
        package.relate(
          try file.place(of: met).sheet, "vmlDrawing", "xl/drawings/vml9.vml",
          "<xml xmlns:v=\"v\" xmlns:x=\"x\"><v:shape><v:textbox><div>yes, since May</div></v:textbox><x:ClientData ObjectType=\"Label\"><x:Anchor>\(cell.column), 0, \(cell.row), 0, \(cell.column), 9, \(cell.row), 9</x:Anchor></x:ClientData></v:shape></xml>"
        )
      },
      isRight: { try hosted($0).annotations.notes.map(\.text) == ["yes, since May"] }),
    TypedKind(
      name: "an older text box and a ticked box", code: .contentTextBox, says: ["☑ done"],
      damage: clear(met),
      package: { package, file in
        let place = try file.place(of: met)
        let (column, row) = (place.cell.column, place.cell.row)
        let anchor = "\(column), 0, \(row), 0, \(column + 1), 0, \(row + 1), 0"
        package.relate(
          place.sheet, "vmlDrawing", "xl/drawings/vml9.vml",
          "<xml xmlns:v=\"v\" xmlns:x=\"x\"><v:shape><v:textbox><div>done</div></v:textbox><x:ClientData ObjectType=\"Checkbox\"><x:Anchor>\(anchor)</x:Anchor><x:Checked>1</x:Checked></x:ClientData></v:shape><v:shape><v:textbox><div></div></v:textbox><x:ClientData ObjectType=\"Note\"><x:Anchor>\(anchor)</x:Anchor></x:ClientData></v:shape></xml>"
        )
      },
      isRight: { try hosted($0).annotations.notes.map(\.text) == ["☑ done"] }),
    TypedKind(
      name: "a picture over an evidence cell", code: .contentPicture, says: ["Screen"],
      damage: clear(evidence),
      package: drawing(
        evidence,
        "<xdr:pic><xdr:nvPicPr><xdr:cNvPr id=\"3\" name=\"Screen\"/></xdr:nvPicPr><xdr:blipFill><a:blip r:embed=\"i\"/></xdr:blipFill></xdr:pic>",
        image: true),
      openDocument: {
        try $0.openDocument(inside: [
          evidence:
            "<draw:frame draw:name=\"Screen\"><draw:image xlink:href=\"Pictures/1.png\"/></draw:frame>"
        ])
      },
      isRight: {
        let answer = try hosted($0)
        return answer.annotations.attachments.map(\.bytes) == [3] && answer.hasEvidence
      }),
    TypedKind(
      name: "a footer that answers", code: .contentNote, says: ["every study: yes"],
      damage: { _ in },
      package: { package, _ in
        let part = "xl/worksheets/sheet5.xml"
        try package.replace(
          "</oddFooter>",
          by: "</oddFooter><evenFooter>&amp;L1.1 &amp;10 every study: yes</evenFooter>", in: part)
      },
      isRight: { $0.annotations.notes.map(\.kind) == [.pageText] }),
    TypedKind(
      name: "an answer beside the issued footer", code: .contentNote, says: ["every study: yes"],
      damage: { _ in },
      package: { package, _ in
        try package.replace(
          "&amp;R", by: "&amp;C&amp;9 every study: yes&amp;R", in: "xl/worksheets/sheet5.xml")
      },
      isRight: { $0.annotations.notes.map(\.kind) == [.pageText] }),
    TypedKind(
      name: "an answer behind the issued footer", code: .contentNote, says: ["every study: yes"],
      damage: { _ in },
      package: { package, _ in
        try package.replace(
          "&amp;R", by: " every study: yes&amp;R", in: "xl/worksheets/sheet5.xml")
      },
      isRight: { $0.annotations.notes.map(\.kind) == [.pageText] }),
    TypedKind(
      name: "a struck letter before another", code: .answerStruck, severity: .error,
      says: ["“N”|« N »", "O"],
      damage: { _ in }, package: runs(met, "N", "O"),
      openDocument: {
        try $0.openDocument(texts: [met: "<text:span text:style-name=\"struck\">N</text:span>O"])
      },
      isRight: { try isUnreadable($0) && hosted($0).raw == "~~N~~O" }),
    TypedKind(
      name: "a wholly struck answer", code: .answerStruck, severity: .error, damage: { _ in },
      package: runs(met, "O", ""), openDocument: { try $0.openDocument(styled: [met]) },
      isRight: isUnreadable),
    TypedKind(
      name: "struck evidence", code: .answerStruck, severity: .warning, says: ["page 4"],
      damage: { _ in }, package: runs(evidence, "page 4", " page 5"),
      openDocument: {
        try $0.openDocument(texts: [
          evidence: "<text:span text:style-name=\"struck\">page 4</text:span> page 5"
        ])
      },
      isRight: { try hosted($0).evidence == "~~page 4~~ page 5" && hosted($0).hasEvidence }),
    TypedKind(
      name: "wholly struck evidence", code: .answerStruck, severity: .warning, damage: { _ in },
      package: runs(evidence, "page 4", " "),
      openDocument: { try $0.openDocument(styled: [evidence]) },
      isRight: { try hosted($0).evidence != nil && !hosted($0).hasEvidence }),
    TypedKind(
      name: "cells that were merged", code: .textAltered, damage: { _ in },
      package: { package, file in
        let place = try file.place(of: evidence)
        let below = CellReference(row: place.cell.row + 1, column: place.cell.column)
        try package.replace(
          "</sheetData>",
          by: "</sheetData><mergeCells><mergeCell ref=\"\(place.cell):\(below)\"/></mergeCells>",
          in: "xl/worksheets/sheet\(place.sheet).xml")
      },
      isRight: { $0.discrepancies.contains { $0.code == .textAltered && $0.message.contains(":") } }
    ),
  ]
}

@Suite("Kinds of what people type") struct TypedKindTests {
  @Test(
    "raised, and not by the mended twin",
    arguments: TypedKind.answers + TypedKind.values + TypedKind.places, Language.allCases)
  func kind(_ kind: TypedKind, _ language: Language) throws {
    var file = try GardenFile(language)
    let mended = try file.read()
    #expect(!mended.discrepancies.contains { $0.code == kind.code }, "the mended twin")
    try kind.damage(&file)
    try check(kind, try file.read { try kind.package?(&$0, file) }, "XLSX")
    guard let openDocument = kind.openDocument else { return }
    try check(kind, try file.read(openDocument(file)), "ODS")
  }

  private func check(_ kind: TypedKind, _ submission: Submission, _ format: String) throws {
    let found = submission.discrepancies.filter { $0.code == kind.code }
    let first = try #require(found.first, "\(format): \(submission.discrepancies.map(\.message))")
    if let severity = kind.severity { #expect(first.severity == severity) }
    for said in kind.says {
      let forms = said.split(separator: "|")
      #expect(
        found.contains { one in
          forms.contains { one.message.replacing("\u{A0}", with: " ").contains($0) }
        },
        "\(format): \(found.map(\.message)) says nothing of \(said)")
    }
    #expect(try kind.isRight(submission), "\(format)")
    #expect(
      submission.answers.count
        == AnswerStatus.allCases.reduce(0) { $0 + submission.count($1) }, "the five add up")
  }

  @Test func booleansStayWhatTheyAre() throws {
    var file = try GardenFile(.french)
    try file.type(.boolean(true), into: met)
    try file.type(.boolean(false), into: "rsp.tech.1.1.case1.onSite.met")
    let submission = try file.read()
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").value == .yes)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "onSite").value == .no)
  }

  @Test func addressesBehindTextsAreKept() throws {
    var file = try GardenFile(.english)
    try file.type(.text("our page"), into: evidence)
    try file.type(.text("the study"), into: "rsp.case1.publicUrl")
    let place = try file.place(of: evidence)
    let study = try file.place(of: "rsp.case1.publicUrl")
    let submission = try file.read { package in
      for (place, address) in [(place, "https://a.example/x"), (study, "https://b.example")] {
        package.relate(
          place.sheet,
          "<Relationship Id=\"h\" Type=\"http://x/hyperlink\" Target=\"\(address)\" TargetMode=\"External\"/>"
        )
        let part = "xl/worksheets/sheet\(place.sheet).xml"
        let link =
          "<hyperlink xmlns:q=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" ref=\"\(place.cell)\" q:id=\"h\"/>"
        let content = package[part]
        package[part] =
          content.contains("</hyperlinks>")
          ? content.replacing("</hyperlinks>", with: link + "</hyperlinks>")
          : content.replacing("<pageMargins", with: "<hyperlinks>\(link)</hyperlinks><pageMargins")
      }
    }
    let answer = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(answer.annotations.links.map(\.address) == ["https://a.example/x"])
    #expect(submission.caseStudies[0][.publicUrl].value == .text("https://b.example"))
    #expect(submission.annotations.isEmpty)
    let bytes = try file.openDocument(texts: [
      evidence: "<text:a xlink:href=\"https://a.example/x\">our page</text:a>"
    ])
    let same = try file.read(bytes).answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(same.evidence == "our page")
    #expect(same.annotations.links.map(\.address) == ["https://a.example/x"])
  }

  @Test func aFilledCopyIsReadBesideABlankOriginal() throws {
    var file = try GardenFile(.english)
    let name = "Technical validation"
    let filled = try #require(file.document.sheets.first { $0.name == name })
    for defined in file.document.names where defined.sheet == name {
      try file.type(.blank, into: defined.name)
    }
    var document = file.document
    var copy = filled
    copy.name = name + " (2)"
    document.sheets.append(copy)
    let submission = try file.read(XLSXWriter.write(document))
    let answer = try submission.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(answer.value == .yes)
    #expect(answer.sheet == name + " (2)")
    #expect(submission.count(.duplicate) == 0)
    #expect(submission.discrepancies.contains { $0.message.contains("filled copy") })
  }

  /// Damaged in one place, readable in the rest.
  @Test(arguments: ["no relationship", "no part", "a wrong path", "broken XML", "a wrong checksum"])
  func oneDamagedSheet(_ damage: String) throws {
    let file = try GardenFile(.english)
    let index = try file.place(of: met).sheet
    let part = "xl/worksheets/sheet\(index).xml"
    let submission = try file.read { package in
      switch damage {
      case "no relationship":
        try package.replace(
          "worksheets/sheet\(index).xml", by: "", in: "xl/_rels/workbook.xml.rels")
      case "no part": package.remove(part)
      case "a wrong path":
        try package.replace(
          "worksheets/sheet\(index).xml", by: "worksheets/other.xml",
          in: "xl/_rels/workbook.xml.rels")
      case "broken XML": try package.replace("</sheetData>", by: "</sheetDatum>", in: part)
      default: package[part] = String(package[part].prefix(2_000))
      }
    }
    #expect(submission.failure == nil)
    let prerequisite = try submission.answer("prereq.1.1", .solution)
    #expect(prerequisite.value == .yes)
    #expect(try submission.answer("tech.1.1", .caseStudy(1), "hosted").status == .missing)
    let told = submission.discrepancies.filter { $0.code == .sheetRemoved }
    #expect(told.map(\.sheet) == ["Technical validation"])
    #expect(told.first?.message.contains("the others were read") ?? false)
  }

  @Test func longTextsAreWholeInTheirFindings() throws {
    let long = String(repeating: "long ", count: 100)
    var file = try GardenFile(.english)
    var cells: [CellReference] = []
    for row in 0..<250 { cells.append(CellReference(row: 400 + row, column: 30)) }
    var document = file.document
    let sheet = try #require(document.sheets.firstIndex { $0.name == "Prerequisites" })
    for cell in cells {
      document.sheets[sheet].cells[cell] = CellDocument(
        content: .text(long + cell.description), style: CellStyle())
    }
    let submission = try file.read(XLSXWriter.write(document))
    let texts = submission.discrepancies.filter { $0.code == .cellUnexpected }.flatMap(\.texts)
    #expect(texts.count == 250)
    #expect(Set(texts.map(\.text)) == Set(cells.map { long + $0.description }))
    try file.type(.text(long), into: met)
    let answer = try file.read().answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(answer.raw == long)
  }
}
