import Basics
import Checklists
import Foundation
import TestSupport
import Testing

/// `export --all`: a folder that is ready to be published.
@Suite struct ExportAllTests {
  private static let id = "aws-retail-technology-2019-12"
  private static let workbooks = ["en", "fr"].flatMap { language in
    ["both", "customer", "saas"].map { "\(id).\(language).\($0).xlsx" }
  }
  private static let all = ["SHA256SUMS"] + workbooks + ["index.html"]

  private func publish(_ words: String, in folder: WorkFolder) throws -> RespecteProgram.Result {
    try RespecteProgram.run(
      ["export", "--all"] + words.split(separator: " ").map(String.init), in: folder)
  }

  private func names(in folder: WorkFolder, _ name: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path(of: name)).sorted()
  }

  @Test func theFolderHoldsEveryWorkbookAnIndexAndSums() throws {
    let folder = try WorkFolder()
    let result = try publish("-o new/deeper/site", in: folder)
    #expect(result.status == 0 && result.output == "")
    #expect(try names(in: folder, "new/deeper/site") == Self.all)
    // Another program agrees with the sums.
    let check = try RespecteProgram.shell(
      "cd new/deeper/site && { sha256sum --strict -c SHA256SUMS || shasum -a 256 -c SHA256SUMS; }",
      in: folder)
    #expect(check.status == 0, "\(check.errors)")
    #expect(check.lines.sorted() == Self.workbooks.map { $0 + ": OK" })
  }

  @Test func eachWorkbookIsWhatItsNameSays() throws {
    let folder = try WorkFolder()
    _ = try publish("-o site", in: folder)
    for language in Language.allCases {
      for delivery in ["saas", "customer", "both"] {
        let single = try RespecteProgram.run(
          ["export", "--lang", language.rawValue, "--delivery", delivery], in: folder)
        let name = "site/\(Self.id).\(language.rawValue).\(delivery).xlsx"
        #expect(try folder.read(name) == single.outputBytes, "\(name)")
      }
    }
  }

  @Test func twiceTheSameBytesAndNothingElseIsTouched() throws {
    let folder = try WorkFolder()
    try folder.write("mine", to: "site/notes.txt")
    try folder.write("old", to: "site/index.html")
    #expect(try publish("-o site", in: folder).status == 0)
    #expect(try publish("-o again/ --lang en", in: folder).status == 0)
    #expect(try folder.read("site/notes.txt") == Array("mine".utf8))
    #expect(try names(in: folder, "site") == (Self.all + ["notes.txt"]).sorted())
    for name in Self.all {
      #expect(try folder.read("site/" + name) == folder.read("again/" + name), "\(name)")
    }
  }

  /// The page as its reader needs it: well formed, in both languages, with a link to every workbook, and nothing that
  /// is fetched from elsewhere.
  @Test func theIndexIsSelfContainedAndLeadsToEveryWorkbook() throws {
    let folder = try WorkFolder()
    _ = try publish("-o site", in: folder)
    let html = try #require(String(bytes: folder.read("site/index.html"), encoding: .utf8))
    #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"fr\">"))
    for name in Self.workbooks {
      #expect(html.contains("<a href=\"\(name)\" download>"))
      let sum = SHA256.hex(of: try folder.read("site/" + name))
      #expect(html.contains("<code>\(sum)</code>"))
    }
    for language in ["fr", "en"] {
      #expect(html.contains("<section id=\"\(language)\" lang=\"\(language)\">"))
      #expect(html.contains("<a href=\"#\(language)\" hreflang=\"\(language)\""))
    }
    for word in ["<script", "<img", "<link", "http", "@import", "url("] {
      #expect(!html.contains(word), "\(word)")
    }
    // Every element that is opened is closed, in order.
    var open: [String] = []
    for piece in html.split(separator: "<").dropFirst() {
      let name = piece.prefix { $0.isLetter || $0.isNumber || $0 == "/" }
      if ["meta", "br"].contains(name) || piece.hasPrefix("!") { continue }
      if name.hasPrefix("/") {
        #expect(open.popLast() == String(name.dropFirst()))
      } else {
        open.append(String(name))
      }
    }
    #expect(open == [])
    // Each language's part in its typography.
    let parts = html.components(separatedBy: "<section ")
    #expect(parts.count == 3)
    #expect(parts[1].contains("«\u{A0}vente au détail\u{A0}»\u{A0}:"))
    #expect(!parts[2].contains("\u{A0}:") && !parts[2].contains("«"))
  }

  /// Every text on every ground that it stands on, by light and by dark (WCAG 2.1, 1.4.3).
  @Test func everyTextOfTheIndexCanBeRead() throws {
    let folder = try WorkFolder()
    _ = try publish("-o site", in: folder)
    let html = try #require(String(bytes: folder.read("site/index.html"), encoding: .utf8))
    let palettes = html.components(separatedBy: "--ink: ").dropFirst().map { "--ink: " + $0 }
    #expect(palettes.count == 2)
    for palette in palettes {
      func luminance(_ name: String) throws -> Double {
        let rest = try #require(palette.components(separatedBy: "--\(name): #").dropFirst().first)
        let color = try #require(Int(rest.prefix(6), radix: 16))
        let parts = [color >> 16, color >> 8 & 255, color & 255].map { part in
          let value = Double(part) / 255
          return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]
      }
      for (text, ground) in [
        ("ink", "ground"), ("quiet", "ground"), ("link", "ground"), ("ink", "band"),
      ] {
        let pair = [try luminance(text), try luminance(ground)].sorted()
        #expect((pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, "\(text) on \(ground)")
      }
    }
  }

  @Test(arguments: [
    "", "-o -", "-o site --template \(id)", "-o site --partner x", "-o site --delivery saas",
    "-o site --case-studies 4", "-o site --prefill x.json",
  ])
  func contradictoryOptionsAreWrongUsage(words: String) throws {
    let folder = try WorkFolder()
    let result = try publish(words, in: folder)
    #expect(result.status == 2)
    let meant = words.split(separator: " ").last { $0.hasPrefix("--") } ?? "-o"
    #expect(result.errors.contains(meant), "\(result.errors)")
    #expect(try folder.names() == [])
  }

  @Test func aFileInThePlaceOfTheFolderIsAnError() throws {
    let folder = try WorkFolder()
    try folder.write("mine", to: "site")
    for place in ["site", "site/deeper"] {
      let result = try publish("-o \(place)", in: folder)
      #expect(result.status == 4)
      #expect(result.errors.contains("dossier") && result.errors.contains(place))
    }
    #expect(try folder.read("site") == Array("mine".utf8))
  }

  @Test func aFolderInThePlaceOfAFileStopsBeforeAnythingIsWritten() throws {
    let folder = try WorkFolder()
    try folder.write("mine", to: "site/index.html/notes.txt")
    #expect(try publish("-o site", in: folder).status == 4)
    #expect(try names(in: folder, "site") == ["index.html"])
  }

  /// Less than any workbook: 16 blocks of 512 bytes.
  @Test func aFullDiskLeavesNothing() throws {
    let folder = try WorkFolder()
    let result = try RespecteProgram.shell(
      "ulimit -f 16; $RESPECTE export --all -o site", in: folder)
    #expect(result.status == 4)
    #expect(try folder.names() == [])
  }
}
