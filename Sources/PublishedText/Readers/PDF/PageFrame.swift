internal import Basics

/// The lines at the top and the bottom of pages that most pages repeat, but for numbers.
struct PageFrame {
  /// By page, the printed lines of its header and footer.
  private(set) var lines: [Set<Int>]

  init(_ pages: [PDFPage], _ tables: [[PDFTable]]) {
    lines = Array(repeating: [], count: pages.count)
    guard pages.count > 1 else { return }
    let outlines = zip(pages, tables).map { Self.outline(of: $0, $1) }
    var counts: [String: Int] = [:]
    for outline in outlines {
      for key in Set((outline.head + outline.foot).map(\.key)) { counts[key, default: 0] += 1 }
    }
    func isRepeated(_ key: String) -> Bool {
      counts[key, default: 0] >= max(2, (pages.count + 1) / 2)
    }
    for (index, outline) in outlines.enumerated() {
      for edge in [outline.head, outline.foot] {
        for line in edge.prefix(while: { isRepeated($0.key) }) { lines[index].insert(line.number) }
      }
    }
  }

  private typealias Line = (number: Int, key: String)

  /// From the edges inwards.
  private static func outline(of page: PDFPage, _ tables: [PDFTable]) -> (
    head: [Line], foot: [Line]
  ) {
    var texts: [Int: (top: Double, bottom: Double, text: String)] = [:]
    for word in page.words {
      if tables.contains(where: { $0.box.contains(word.box.center, word.box.middle) }) { continue }
      var line = texts[word.line] ?? (word.box.top, word.box.bottom, "")
      line.text += " " + word.text
      texts[word.line] = line
    }
    func key(_ line: (top: Double, bottom: Double, text: String)) -> String {
      let words = String(line.text.map { $0.isNumber ? "#" : $0 }).replacing(/#+/, with: "#")
      return String(Int(line.top / 4)) + words
    }
    let head = texts.filter { $0.value.bottom < page.height * 0.13 }.sorted { $0.key < $1.key }
    let foot = texts.filter { $0.value.top > page.height * 0.87 }.sorted { $0.key > $1.key }
    return (
      head.prefix(4).map { ($0.key, key($0.value)) }, foot.prefix(4).map { ($0.key, key($0.value)) }
    )
  }
}
