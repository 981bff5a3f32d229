/// A table of a page, told by the lines drawn around its cells.
struct PDFTable {
  let box: Box
  /// The edges of columns and rows, from left to right and from top to bottom.
  let columns: [Double]
  let rows: [Double]
  private let horizontals: [Box]
  private let verticals: [Box]

  /// Lines as near as this are one: each cell may have its own frame.
  static let near = 4.0

  /// The tables of a page, from top to bottom.
  static func all(on page: PDFPage) -> [PDFTable] {
    groups(page).compactMap { PDFTable($0.horizontals, $0.verticals) }
      .sorted { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
  }

  /// Lines that touch each other.
  private static func groups(_ page: PDFPage) -> [(horizontals: [Box], verticals: [Box])] {
    var parents = Array(0..<page.verticals.count + page.horizontals.count)
    func root(_ index: Int) -> Int {
      var index = index
      while parents[index] != index {
        parents[index] = parents[parents[index]]
        index = parents[index]
      }
      return index
    }
    for (vertical, down) in page.verticals.enumerated() {
      for (horizontal, along) in page.horizontals.enumerated()
      where along.left - near <= down.center && down.center <= along.right + near
        && down.top - near <= along.middle && along.middle <= down.bottom + near
      {
        parents[root(page.verticals.count + horizontal)] = root(vertical)
      }
    }
    var groups: [Int: (horizontals: [Box], verticals: [Box])] = [:]
    for index in parents.indices {
      if index < page.verticals.count {
        groups[root(index), default: ([], [])].verticals.append(page.verticals[index])
      } else {
        groups[root(index), default: ([], [])].horizontals.append(
          page.horizontals[index - page.verticals.count])
      }
    }
    return Array(groups.values)
  }

  /// Nil where the lines make no two cells.
  private init?(_ horizontals: [Box], _ verticals: [Box]) {
    self.horizontals = horizontals
    self.verticals = verticals
    let columns = Self.clusters(verticals.map(\.center))
    // A table that a page break cuts may be open above and below.
    let ends = verticals.flatMap { [$0.top, $0.bottom] }
    guard columns.count > 2, let left = columns.first, let right = columns.last,
      let top = ends.min(), let bottom = ends.max()
    else { return nil }
    var rows = Self.clusters(horizontals.map(\.middle) + [top, bottom])
    rows = rows.filter { row in
      row - top < Self.near || bottom - row < Self.near
        || zip(columns, columns.dropFirst()).contains {
          Self.covers(horizontals, at: row, from: $0, to: $1)
        }
    }
    guard rows.count > 1 else { return nil }
    self.columns = columns
    self.rows = rows
    box = Box(left: left, top: top, right: right, bottom: bottom)
  }

  private static func clusters(_ values: [Double]) -> [Double] {
    var groups: [[Double]] = []
    for value in values.sorted() {
      if let first = groups.last?.first, value - first < near {
        groups[groups.count - 1].append(value)
      } else {
        groups.append([value])
      }
    }
    return groups.map { $0.reduce(0, +) / Double($0.count) }
  }

  private static func covers(
    _ horizontals: [Box], at row: Double, from left: Double, to right: Double
  ) -> Bool {
    horizontals.contains {
      abs($0.middle - row) < near && $0.left <= left + 2.5 && $0.right >= right - 2.5
    }
  }

  /// Whether no line closes it above or below, as where a page break cuts a row.
  var isOpenAbove: Bool { isOpen(at: rows[0]) }
  var isOpenBelow: Bool { isOpen(at: rows[rows.count - 1]) }

  private func isOpen(at row: Double) -> Bool {
    !zip(columns, columns.dropFirst()).contains {
      Self.covers(horizontals, at: row, from: $0, to: $1)
    }
  }

  /// For each cell, by row and column, the cell that it is part of: itself, or one on its left or above.
  func owners() -> [[(row: Int, column: Int)]] {
    let width = columns.count - 1
    var owners: [[(row: Int, column: Int)]] = []
    for row in 0..<(rows.count - 1) {
      let middle = (rows[row] + rows[row + 1]) / 2
      var line: [(row: Int, column: Int)] = []
      for column in 0..<width {
        let isOpenLeft =
          column > 0
          && !verticals.contains {
            abs($0.center - columns[column]) < Self.near && $0.top <= middle && middle <= $0.bottom
          }
        let isOpenAbove =
          row > 0
          && !Self.covers(
            horizontals, at: rows[row], from: columns[column], to: columns[column + 1])
        if isOpenLeft {
          line.append(line[column - 1])
        } else if isOpenAbove {
          line.append(owners[row - 1][column])
        } else {
          line.append((row, column))
        }
      }
      owners.append(line)
    }
    return owners
  }

  /// The cell in which a place is; nil outside.
  func cell(at x: Double, _ y: Double) -> (row: Int, column: Int)? {
    guard box.contains(x, y) else { return nil }
    let column = columns.lastIndex { $0 <= x } ?? 0
    let row = rows.lastIndex { $0 <= y } ?? 0
    return (min(row, rows.count - 2), min(column, columns.count - 2))
  }
}
