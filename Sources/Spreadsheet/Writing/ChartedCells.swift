/// The cells that the charts of a workbook show, whose values the library looks up in its own sheets.
struct ChartedCells {
  private let formulas: [String]

  init(_ document: WorkbookDocument) {
    formulas = document.sheets.flatMap(\.charts).flatMap(\.series).flatMap {
      [$0.categories, $0.values]
    }
  }

  /// Those of a sheet.
  func ranges(on sheet: String) -> [CellRange] {
    formulas.compactMap { formula in
      guard let mark = formula.lastIndex(of: "!"),
        formula[..<mark] == quoted(sheet: sheet) || formula[..<mark] == sheet
      else { return nil }
      let ends = formula[formula.index(after: mark)...].split(separator: ":").map {
        CellReference($0)
      }
      guard let first = ends.first ?? nil, let last = ends.last ?? nil else { return nil }
      return CellRange(first, last)
    }
  }
}
