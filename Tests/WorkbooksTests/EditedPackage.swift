import Basics
import Checklists
import TestSupport
import Testing

@testable import Spreadsheet
@testable import Workbooks

/// A workbook's package whose parts a test changes as programs do that write more than cells.
struct EditedPackage {
  var parts: [(name: String, bytes: [UInt8])] = []

  init(_ bytes: [UInt8]) throws {
    parts = try bytes.withUnsafeBytes { raw in
      let archive = try ZIPArchive(raw, limits: ReadingLimits())
      return try archive.names.map { ($0, try archive.contents(of: $0, atMost: 1 << 24)) }
    }
  }

  var bytes: [UInt8] { MiniZIP(entries: parts.map { ($0.name, $0.bytes) }).bytes() }

  subscript(name: String) -> String {
    get {
      parts.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    set {
      if let index = parts.firstIndex(where: { $0.name == name }) {
        parts[index].bytes = Array(newValue.utf8)
      } else {
        parts.append((name, Array(newValue.utf8)))
      }
    }
  }

  mutating func remove(_ name: String) { parts.removeAll { $0.name == name } }

  /// Replaces a text of a part, which has to be there.
  mutating func replace(_ text: String, by other: String, in part: String) throws {
    let content = self[part]
    try #require(content.contains(text), "\(part) has no \(text)")
    self[part] = content.replacing(text, with: other, maxReplacements: 1)
  }

  /// Relates a sheet to a part of a kind, which is added.
  mutating func relate(_ sheet: Int, _ kind: String, _ part: String, _ content: String) {
    relate(
      sheet, "<Relationship Id=\"x\(parts.count)\" Type=\"http://x/\(kind)\" Target=\"/\(part)\"/>")
    self[part] = content
  }

  mutating func relate(_ sheet: Int, _ relationship: String) {
    let name = "xl/worksheets/_rels/sheet\(sheet).xml.rels"
    let known = self[name]
    self[name] =
      known.isEmpty
      ? MiniPackage.relationships(relationship)
      : known.replacing("</Relationships>", with: relationship + "</Relationships>")
  }
}

/// One garden workbook with everything answered, in one of the languages, as files of the formats.
struct GardenFile {
  let language: Language
  let template: Template
  private let library: TemplateLibrary
  private(set) var document: WorkbookDocument

  init(_ language: Language) throws {
    self.language = language
    var template = garden
    template.language = language
    self.template = template
    var library = TemplateLibrary()
    library.add(template)
    self.library = library
    document = WorkbookExport.document(of: template)
    for name in document.names.map(\.name) {
      if name.hasSuffix(".met") { try document.type(.text(yes), into: name) }
      if name.hasSuffix(".evidence") { try document.type(.text("handbook, page 4"), into: name) }
    }
    try document.type(.text("Rose & Thorn"), into: "rsp.app.partner")
  }

  var yes: String { AnswerValue.yes.issued(in: language) }

  mutating func type(_ content: CellContent, into name: String) throws {
    try document.type(content, into: name)
  }

  /// The sheet, numbered from 1, and the cell of a name.
  func place(of name: String) throws -> (sheet: Int, cell: CellReference) {
    let target = try #require(document.names.first { $0.name == name })
    let sheet = try #require(document.sheets.firstIndex { $0.name == target.sheet })
    return (sheet + 1, target.range.first)
  }

  /// What is read from the workbook after its package was changed, the same where nothing may be known from its place.
  func read(_ change: (inout EditedPackage) throws -> Void = { _ in }) throws -> Submission {
    var package = try EditedPackage(XLSXWriter.write(document))
    try change(&package)
    return try read(package.bytes)
  }

  func read(_ bytes: [UInt8]) throws -> Submission {
    let submission = WorkbookImport.submission(
      from: bytes, file: "garden", library: library, messagesIn: language)
    if submission.failure == nil {
      try #expect(
        submission
          == WorkbookImport.submission(
            of: SpreadsheetReader.read(bytes), source: submission.source, library: library,
            messagesIn: language, searches: true), "found in its place, and found by a search")
    }
    let again = try SubmissionJSON.submission(from: SubmissionJSON.json(of: submission))
    #expect(again == submission, "JSON and back")
    return submission
  }

  /// The same workbook in OpenDocument.
  ///
  /// - Parameters:
  ///   - inside: what stands inside the cells of names, beside their text.
  ///   - styled: cells in the style `struck`.
  ///   - texts: cells whose paragraph is XML.
  func openDocument(
    inside: [String: String] = [:], styled: Set<String> = [], texts: [String: String] = [:]
  ) throws -> [UInt8] {
    func plain(_ text: String) -> String {
      text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(
        "\"", with: "&quot;")
    }
    let names = Dictionary(
      document.names.map { ($0.sheet + "!" + $0.range.first.description, $0.name) },
      uniquingKeysWith: { first, _ in first })
    var tables = ""
    for sheet in document.sheets {
      var cells: [CellReference: CellContent] = [:]
      for cell in sheet.cells { cells[cell.key] = cell.value.content }
      for merge in sheet.merged { cells[merge.range.first] = merge.content }
      var rows: [Int: [(CellReference, CellContent)]] = [:]
      for (cell, content) in cells { rows[cell.row, default: []].append((cell, content)) }
      tables += "<table:table table:name=\"\(plain(sheet.name))\" table:style-name=\"ta\">"
      for row in 0...(rows.keys.max() ?? 0) {
        tables += "<table:table-row>"
        var column = 0
        for (cell, content) in (rows[row] ?? []).sorted(by: { $0.0 < $1.0 }) {
          if cell.column > column {
            tables +=
              "<table:table-cell table:number-columns-repeated=\"\(cell.column - column)\"/>"
          }
          column = cell.column + 1
          let name = names[sheet.name + "!" + cell.description] ?? ""
          let style = styled.contains(name) ? " table:style-name=\"struck\"" : ""
          var paragraph = texts[name]
          var type = " office:value-type=\"string\""
          switch content {
          case .formula(let formula, cached: .error(let text)):
            paragraph = text
            type += " calcext:value-type=\"error\" table:formula=\"of:=\(plain(formula))\""
          case .text(let text), .link(_, let text, _): paragraph = paragraph ?? plain(text)
          case .formula(_, cached: .string(let text)): paragraph = plain(text)
          case .number(let number):
            tables +=
              "<table:table-cell office:value-type=\"float\" office:value=\"\(number)\"\(style)/>"
            continue
          default: break
          }
          tables +=
            "<table:table-cell\(paragraph == nil ? "" : type)\(style)>"
          tables += inside[name] ?? ""
          tables += paragraph.map { "<text:p>\($0)</text:p>" } ?? ""
          tables += "</table:table-cell>"
        }
        tables += "</table:table-row>"
      }
      tables += "</table:table>"
    }
    let ranges = document.names.map { name in
      "<table:named-range table:name=\"\(name.name)\" table:cell-range-address=\"$'\(plain(name.sheet))'.\(name.range.first.absolute)\"/>"
    }.joined()
    let spaces =
      "xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:draw=\"d\" xmlns:xlink=\"l\" xmlns:style=\"s\" xmlns:dc=\"c\" xmlns:calcext=\"e\""
    let content =
      "<office:document-content \(spaces)><office:automatic-styles><style:style style:name=\"ta\" style:family=\"table\" style:master-page-name=\"Sheet\"/><style:style style:name=\"struck\"><style:text-properties style:text-line-through-style=\"solid\"/></style:style></office:automatic-styles><office:body><office:spreadsheet>\(tables)<table:named-expressions>\(ranges)</table:named-expressions></office:spreadsheet></office:body></office:document-content>"
    return MiniZIP(entries: [
      ("mimetype", Array("application/vnd.oasis.opendocument.spreadsheet".utf8)),
      ("content.xml", Array(content.utf8)),
      ("Pictures/1.png", [1, 2, 3]),
    ]).bytes()
  }
}
