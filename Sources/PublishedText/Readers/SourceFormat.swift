internal import Basics
internal import Checklists

/// The format of a source, told by its content.
enum SourceFormat: Equatable {
  case text, html, markdown, pdf
  /// A ZIP archive: a workbook, a document of a word processor.
  case archive

  init(_ bytes: [UInt8]) {
    let head = bytes.prefix(1024)
    if head.firstRange(of: Array("%PDF-".utf8)) != nil {
      self = .pdf
    } else if head.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
      self = .archive
    } else if Self.isHTML(head) {
      self = .html
    } else {
      self = Self.isMarkdown(bytes) ? .markdown : .text
    }
  }

  /// A page begins with a declaration, a comment or an element, behind blanks and a byte order mark; also in
  /// UTF-16.
  private static func isHTML(_ head: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: head.filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).trimmed()
      .lowercased()
    if text.hasPrefix("<?xml") { return text.contains("<html") }
    return [
      "<!doctype html", "<html", "<head", "<body", "<!--", "<main", "<article", "<section", "<div",
      "<h1",
    ].contains(where: text.hasPrefix)
  }

  /// A text is Markdown where it has a heading of it, or a table's line of dashes, and no tab-separated row.
  private static func isMarkdown(_ bytes: [UInt8]) -> Bool {
    var headings = 0
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }).prefix(20_000) {
      let body = line.drop { $0 == 0x20 }
      let marks = body.prefix { $0 == UInt8(ascii: "#") }.count
      if (1...6).contains(marks), body.dropFirst(marks).first == 0x20 { headings += 1 }
      let isRule = body.first == UInt8(ascii: "|") && body.allSatisfy { "|-: \t".utf8.contains($0) }
      if isRule, body.contains(UInt8(ascii: "-")) { headings += 1 }
      if line.split(separator: 0x09).count > 2 { return false }
    }
    return headings > 0
  }
}
