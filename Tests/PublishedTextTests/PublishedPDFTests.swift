import Checklists
import Foundation
import PublishedText
import TestSupport
import Testing

/// Published pages and texts that other programs print as PDF: the same templates come out of them.
@Suite(
  "A printed checklist", .enabled(if: Printing.isPossible, "\(Printing.advice)"), .serialized)
struct PublishedPDFTests {
  private func reading(_ bytes: [UInt8]) throws -> PublishedText.Reading {
    try PublishedText.read(bytes, options: .init(), messagesIn: .english)
  }

  @Test("Chromium prints a page of headings", .needsPublishedPage)
  func pageOfHeadings() throws {
    let html = try #require(Sources.page)
    let page = try reading(html).template
    let printed = try reading(try Printing.chromium(html))
    #expect(differences(printed.template, page) == [])
    #expect(printed.template.controls.count == 19)
    // Every line is accounted for, with its page.
    let lines = printed.report.lines
    #expect(lines.allSatisfy { $0.place.page != nil })
    #expect(Set(lines.compactMap(\.place.page)).count == lines.last?.place.page)
    let aside = printed.report.lines.count { $0.use == .skipped("header or footer of a page") }
    #expect(aside >= 4 * (lines.last?.place.page ?? 0))
  }

  /// The lines of two templates' files that differ.
  private func differences(_ a: Template, _ b: Template) -> [String] {
    let files = [a, b].map { TemplateFile.text(of: $0).split(separator: "\n") }
    return files[0].difference(from: files[1]).map { change in
      switch change {
      case .insert(_, let line, _): "+ " + line
      case .remove(_, let line, _): "- " + line
      }
    }
  }

  /// What stands in the page between the heading of a control and the next heading.
  @Test("Each word of each control comes once", .needsPublishedPage)
  func everyWordOnce() throws {
    let html = String(decoding: try #require(Sources.page), as: UTF8.self)
    let template = try reading(try Printing.chromium(Array(html.utf8))).template
    let parts = html.matches(
      of: /<h4[^>]*>(.*?)<\/h4>(.*?)(?=<h[1-6]|<\/main|<footer|<script)/.dotMatchesNewlines())
    #expect(parts.count == template.controls.count)
    for (part, control) in zip(parts, template.controls) {
      #expect(words(control.text) == words(plain(String(part.2))), "\(control.id)")
    }
  }

  private func plain(_ html: String) -> String {
    var text = html.replacing(/<\/?(em|strong|a|span|sup|b|i)( [^>]*)?>/, with: "")
      .replacing(/<[^>]*>/, with: " ")
    for (name, character) in ["&amp;": "&", "&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&#39;": "'"] {
      text = text.replacingOccurrences(of: name, with: character)
    }
    return text
  }

  private func words(_ text: String) -> [String: Int] {
    var counts: [String: Int] = [:]
    for word in text.split(whereSeparator: { $0.isWhitespace }) where word != "-" {
      counts[String(word), default: 0] += 1
    }
    return counts
  }

  // MARK: - Tables

  enum Look: String, CaseIterable {
    case framedCells, thinLines
  }

  @Test("Chromium prints tables", .needsPublishedText, arguments: Look.allCases)
  func tablesOfChromium(_ look: Look) throws {
    try expectRetail(try Printing.chromium(try page(look)))
  }

  @Test("Writer prints tables", .needsPublishedText)
  func tablesOfWriter() throws { try expectRetail(try Printing.writer(try page(.framedCells))) }

  private func expectRetail(_ pdf: [UInt8]) throws {
    let text = try reading(try #require(Sources.retail))
    let printed = try reading(pdf)
    #expect(differences(printed.template, text.template) == [])
    #expect(printed.template.controls.count == 63)
    #expect(printed.report.lines.allSatisfy { $0.place.page != nil })
    #expect((printed.report.lines.last?.place.page ?? 0) > 9)
  }

  /// The published text as a page: rows as tables, everything else as paragraphs.
  private func page(_ look: Look) throws -> [UInt8] {
    let text = String(decoding: try #require(Sources.retail), as: UTF8.self)
    var body = ""
    var columns = 0
    for line in text.split(separator: "\n") where !line.allSatisfy({ "-\t ".contains($0) }) {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(inline)
      if columns > 0, cells.count != columns { body += "</table>\n" }
      if cells.count > 1, cells.count != columns {
        body += look == .framedCells ? "<table border=1 cellspacing=0>\n" : "<table>\n"
      }
      columns = cells.count > 1 ? cells.count : 0
      body +=
        columns == 0
        ? "<p>" + cells.joined() + "</p>\n"
        : "<tr>" + cells.map { "<td>" + $0 + "</td>" }.joined() + "</tr>\n"
    }
    let style = """
      <style>body { font: 11pt serif } table { border-collapse: collapse; width: 100% }
      td { border: 1px solid #888; padding: 4px; vertical-align: top }</style>
      """
    return Array(
      ("<!doctype html><meta charset=utf-8>" + (look == .thinLines ? style : "") + body).utf8)
  }

  private func inline(_ cell: Substring) -> String {
    // Writer does not print the boxes of forms.
    String(cell).replacing(/<input[^>]*>/, with: "☐").replacing(/\*\*(.*?)\*\*/) {
      "<b>" + $0.1 + "</b>"
    }
    .replacing(/<(https?:[^>]*)>/) { "&lt;" + $0.1 + "&gt;" }
  }
}
