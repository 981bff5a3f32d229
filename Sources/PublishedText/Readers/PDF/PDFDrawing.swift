/// Reads the lines and small shapes of the pages that `pdftocairo -svg` draws: what parts the cells of a
/// table, bullets, boxes to tick.
struct PDFDrawing {
  private static let thinnest = 3.0
  private static let shortest = 6.0
  private static let mark = 2.0...17.0
  /// Beyond this many, the lines of a page draw something else than tables.
  private static let most = 1000

  /// Adds what is drawn to pages that have their words.
  static func add(_ bytes: [UInt8], to pages: inout [PDFPage]) {
    var scanner = TagScanner(bytes)
    var page = -1
    /// Elements in which nothing is drawn where it stands.
    var hidden = 0
    let definitions: Set<String> = ["defs", "symbol", "clipPath", "mask", "pattern"]
    while let token = scanner.next() {
      switch token {
      // A file of one page has no element for it.
      case .start("svg"): page = 0
      case .start("pageSet"): page = -1
      case .start("page"): page += 1
      case .start(let name) where definitions.contains(name): hidden += 1
      case .end(let name) where definitions.contains(name): hidden = max(0, hidden - 1)
      case .start("path") where hidden == 0 && pages.indices.contains(page):
        guard let path = scanner.attribute("d"), path.utf8.count < 4000 else { break }
        let style = scanner.attribute("style") ?? ""
        draw(
          path, isStroked: !style.contains("stroke:none"),
          Transform(scanner.attribute("transform")), on: &pages[page])
      default: break
      }
    }
    for index in pages.indices
    where pages[index].horizontals.count + pages[index].verticals.count > most {
      pages[index].horizontals = []
      pages[index].verticals = []
    }
  }

  private struct Transform {
    var values = [1.0, 0, 0, 1, 0, 0]

    /// `matrix(a,b,c,d,e,f)`; otherwise the identity.
    init(_ text: String?) {
      guard let text, text.hasPrefix("matrix(") else { return }
      let numbers = text.dropFirst(7).split { $0 == "," || $0 == " " || $0 == ")" }
        .compactMap { Double($0) }
      if numbers.count == 6 { values = numbers }
    }

    func apply(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
      (
        values[0] * x + values[2] * y + values[4],
        values[1] * x + values[3] * y + values[5]
      )
    }
  }

  private static func draw(
    _ path: String, isStroked: Bool, _ transform: Transform, on page: inout PDFPage
  ) {
    var numbers: [Double] = []
    var current: [(x: Double, y: Double)] = []
    func end() {
      defer { current = [] }
      guard let first = current.first else { return }
      var box = Box(left: first.x, top: first.y, right: first.x, bottom: first.y)
      for point in current.dropFirst() {
        box.include(Box(left: point.x, top: point.y, right: point.x, bottom: point.y))
      }
      guard box.left.isFinite, box.right.isFinite, box.top.isFinite, box.bottom.isFinite else {
        return
      }
      if box.height <= thinnest, box.width >= shortest {
        page.horizontals.append(box)
      } else if box.width <= thinnest, box.height >= shortest {
        page.verticals.append(box)
      } else if mark.contains(box.width), mark.contains(box.height),
        abs(box.width - box.height) < 2
      {
        page.marks.append(box)
      } else if isStroked {
        for (from, to) in zip(current, current.dropFirst()) { line(from, to) }
      }
    }
    func line(_ from: (x: Double, y: Double), _ to: (x: Double, y: Double)) {
      let box = Box(
        left: min(from.x, to.x), top: min(from.y, to.y), right: max(from.x, to.x),
        bottom: max(from.y, to.y))
      if box.height <= 1, box.width >= shortest { page.horizontals.append(box) }
      if box.width <= 1, box.height >= shortest { page.verticals.append(box) }
    }
    for part in path.split(separator: " ") {
      if let number = Double(part) {
        numbers.append(number)
        if numbers.count == 2 {
          current.append(transform.apply(numbers[0], numbers[1]))
          numbers = []
        }
        continue
      }
      numbers = []
      if part == "M" { end() }
      if part == "Z", let first = current.first { current.append(first) }
    }
    end()
  }
}
