internal import Basics

/// Reads what `pdftotext -bbox-layout` prints, and adds the fonts that `pdftohtml -xml` prints.
enum PDFWords {
  /// - Parameter pages: how many are read at most; nil is returned where there are more.
  static func pages(_ bytes: [UInt8], atMost limit: Int) -> [PDFPage]? {
    var scanner = TagScanner(bytes)
    var pages: [PDFPage] = []
    var run = 0
    var box: Box?
    var text = ""
    while let token = scanner.next() {
      switch token {
      case .start("page"):
        guard pages.count < limit else { return nil }
        pages.append(
          PDFPage(width: scanner.number("width") ?? 0, height: scanner.number("height") ?? 0))
      case .start("line"): run += 1
      case .start("word"):
        text = ""
        box = nil
        if let left = scanner.number("xMin"), let top = scanner.number("yMin"),
          let right = scanner.number("xMax"), let bottom = scanner.number("yMax"), right >= left,
          bottom > top
        {
          box = Box(left: left, top: top, right: right, bottom: bottom)
        }
      case .text(let part): if box != nil { text += part }
      case .end("word"):
        if let box, !pages.isEmpty {
          let word = readable(text)
          if !word.isEmpty {
            pages[pages.count - 1].words.append(
              PDFPage.Word(box: box, text: word, run: run, size: box.height))
          }
        }
        box = nil
      default: break
      }
    }
    for index in pages.indices { number(&pages[index]) }
    return pages
  }

  /// Ligatures as letters, bullets of symbol fonts as a bullet, without what does not print.
  private static func readable(_ text: String) -> String {
    if text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) { return text }
    var out = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0xFB00...0xFB06:
        let letters = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"][Int(scalar.value - 0xFB00)]
        out.append(contentsOf: letters.unicodeScalars)
      case 0xE000...0xF8FF: out.append("•")
      case 0xFEFF, 0x200B, 0x202A...0x202E, 0x2066...0x2069, 0xFFFD: break
      default:
        let category = scalar.properties.generalCategory
        if category != .control, category != .unassigned { out.append(scalar) }
      }
    }
    return String(out)
  }

  /// Counts the printed lines of a page from its top.
  private static func number(_ page: inout PDFPage) {
    let order = page.words.indices.sorted {
      (page.words[$0].box.middle, $0) < (page.words[$1].box.middle, $1)
    }
    var line = 0
    var bottom = -Double.infinity
    for index in order {
      let box = page.words[index].box
      if box.middle > bottom {
        line += 1
        bottom = box.bottom
      }
      page.words[index].line = line
    }
  }

  // MARK: - Fonts

  private struct Run {
    var box: Box
    var size: Double
    /// Its words, with their weight.
    var words: [(text: Substring, isBold: Bool)]
  }

  /// Gives each word the size and weight of the run of text in which it stands.
  static func addFonts(_ bytes: [UInt8], to pages: inout [PDFPage]) {
    var scanner = TagScanner(bytes)
    var page = -1
    var scale = 1.0
    var fonts: [String: (size: Double, isBold: Bool)] = [:]
    var runs: [Run] = []
    var open: Run?
    var isBold = false
    var bold = 0
    while let token = scanner.next() {
      switch token {
      case .start("page"):
        page += 1
        guard page < pages.count else { return }
        runs = []
        scale = scanner.number("width").map { $0 > 0 ? pages[page].width / $0 : 1 } ?? 1
      case .start("fontspec"):
        if let id = scanner.attribute("id"), let size = scanner.number("size") {
          let family = scanner.attribute("family")?.lowercased() ?? ""
          let names = ["bold", "black", "heavy", "semibold", "demi"]
          fonts[id] = (size * scale, names.contains(where: family.contains))
        }
      case .start("text"):
        guard let left = scanner.number("left"), let top = scanner.number("top"),
          let width = scanner.number("width"), let height = scanner.number("height")
        else { break }
        let font = scanner.attribute("font").flatMap { fonts[$0] }
        isBold = font?.isBold ?? false
        let box = Box(
          left: left * scale, top: top * scale, right: (left + width) * scale,
          bottom: (top + height) * scale)
        open = Run(box: box, size: font?.size ?? box.height, words: [])
      case .start("b"): bold += 1
      case .end("b"): bold = max(0, bold - 1)
      case .text(let text):
        let words = text.split(whereSeparator: \.isWhitespace)
        open?.words += words.map { ($0, isBold || bold > 0) }
      case .end("text"):
        if let open { runs.append(open) }
        open = nil
        bold = 0
      case .end("page"): if pages.indices.contains(page) { apply(runs, to: &pages[page]) }
      default: break
      }
    }
  }

  private static func apply(_ runs: [Run], to page: inout PDFPage) {
    // By the fiftieth of the page in which they stand, so that no word is held against all of them.
    let step = max(1, page.height / 50)
    var bands: [Int: [Int]] = [:]
    for (index, run) in runs.enumerated() {
      let first = Int((max(0, run.box.top) / step).rounded(.down))
      let last = Int((min(page.height, run.box.bottom) / step).rounded(.down))
      for band in first...max(first, min(last, first + 3)) {
        bands[band, default: []].append(index)
      }
    }
    for index in page.words.indices {
      let box = page.words[index].box
      let near = bands[Int((max(0, box.middle) / step).rounded(.down))] ?? []
      guard
        let run = near.prefix(2000).first(where: {
          runs[$0].box.left - 2 <= box.center && box.center <= runs[$0].box.right + 2
            && runs[$0].box.top <= box.middle && box.middle <= runs[$0].box.bottom
        })
      else { continue }
      let words = runs[run].words
      page.words[index].size = runs[run].size
      let same = words.prefix(200).first { $0.text == page.words[index].text }
      page.words[index].isBold = same?.isBold ?? words.allSatisfy(\.isBold)
    }
  }
}
