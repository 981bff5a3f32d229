import Checklists
import Testing

@testable import PublishedText

/// Every word of every table row stands in the template exactly once, by a count that shares no code with the reader.
@Suite struct PublishedTextWordsTests {
  @Test(.needsPublishedText) func everyWordOfTheRetailTablesIsKeptOnce() throws {
    try check(try #require(Sources.retail))
  }

  @Test func everyWordOfTheSecondTablesIsKeptOnce() throws {
    try check(try Sources.second("published.txt"))
  }

  private func check(_ bytes: [UInt8]) throws {
    let source = String(decoding: bytes, as: UTF8.self)
    let reading = try PublishedText.read(bytes, options: .init(), messagesIn: .english)
    let template = reading.template
    var printed: [String: Int] = [:]
    for line in source.split(separator: "\n") {
      for word in words(ofRow: String(line)) { printed[word, default: 0] += 1 }
    }
    var kept: [String: Int] = [:]
    let sections = template.sections.map { $0.ref + " " + $0.title + " " + ($0.intro ?? "") }
    let controls = template.controls.map {
      ($0.ref.map { $0 + " " } ?? "") + $0.title + " " + $0.text
    }
    let resources = template.resources.map { $0.title + " " + $0.description }
    for text in sections + controls + resources {
      for word in words(of: text) { kept[word, default: 0] += 1 }
    }
    // Sections and introductions that stand on lines of their own are words of no row.
    for line in source.split(separator: "\n") where !line.contains("\t") {
      let isOfSection = template.sections.contains { section in
        section.part == "tech"
          && (line == section.ref + " " + section.title || String(line) == section.intro)
      }
      if isOfSection { for word in words(of: String(line)) { kept[word, default: 0] -= 1 } }
    }
    let all = Set(printed.keys).union(kept.keys)
    for word in all.sorted() where printed[word, default: 0] != kept[word, default: 0] {
      Issue.record(
        "“\(word)”: printed \(printed[word, default: 0]) times, kept \(kept[word, default: 0]) times"
      )
    }
    #expect(printed.values.reduce(0, +) > 500)
  }

  /// The words of the first two cells of a row that is no header, no dashes and no table of contents.
  private func words(ofRow line: String) -> [String] {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    guard cells.count > 1, !cells.allSatisfy({ $0 == "--" }) else { return [] }
    if cells.count == 2, Int(cells[1]) != nil { return [] }
    if ["Titre", "Title"].contains(cells[0]) { return [] }
    let isHeader = cells.count > 3 && cells[1].isEmpty && cells[2...].contains { !$0.isEmpty }
    return isHeader ? [] : words(of: cells[0] + " " + cells[1])
  }

  /// What stands between blanks, without tags, and without the marks of list items.
  private func words(of text: String) -> [String] {
    var plain = ""
    var isTag = false
    for character in text {
      if character == "<" { isTag = true }
      plain.append(isTag ? " " : character)
      if character == ">" { isTag = false }
    }
    return plain.split { $0 == " " || $0 == "\n" }.map(String.init).filter {
      $0 != "▪" && $0 != "-"
    }
  }
}
