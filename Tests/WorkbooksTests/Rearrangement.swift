import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// What a person does to a workbook, on the cells as a reader gives them.
struct Rearrangement {
  var workbook: Workbook

  init(workbook: Workbook) { self.workbook = workbook }

  /// A workbook after somebody worked on it, as a file says it.
  init(_ template: Template, _ work: (inout WorkbookDocument) throws -> Void) throws {
    var document = WorkbookExport.document(of: template)
    try work(&document)
    workbook = try SpreadsheetReader.read(XLSXWriter.write(document))
  }

  /// What is read of it.
  func submission(_ library: TemplateLibrary) -> Submission {
    let source = Source(file: "a.xlsx", sha256: "", bytes: 0)
    func read(searches: Bool) -> Submission {
      WorkbookImport.submission(
        of: workbook, source: source, library: library, messagesIn: .english, searches: searches)
    }
    let submission = read(searches: false)
    #expect(submission == read(searches: true), "what stands in its place is found elsewhere")
    return submission
  }

  func index(_ name: String) throws -> Int {
    try #require(workbook.sheets.firstIndex { $0.name == name })
  }

  /// Puts every cell of a sheet elsewhere, or leaves it out; the names follow, as in a spreadsheet program, or stay.
  mutating func move(
    _ sheet: String, namesFollow: Bool = true, _ place: (CellReference) -> CellReference?
  ) throws {
    let index = try index(sheet)
    workbook.sheets[index].cellList = workbook.sheets[index].cellList.compactMap { cell in
      var cell = cell
      guard let to = place(cell.reference) else { return nil }
      cell.reference = to
      return cell
    }.sorted { $0.reference < $1.reference }
    workbook.sheets[index].merged = []
    guard namesFollow else { return }
    workbook.definedNames = workbook.definedNames.map { name in
      guard let target = name.target, target.sheet == sheet else { return name }
      var name = name
      name.refersTo = place(target.cell).map { "'\(sheet)'!\($0.absolute)" } ?? "#REF!"
      return name
    }
  }

  mutating func put(_ text: String?, _ sheet: String, _ row: Int, _ column: Int) throws {
    let index = try index(sheet)
    let place = CellReference(row: row, column: column)
    workbook.sheets[index].cellList.removeAll { $0.reference == place }
    if let text { workbook.sheets[index].cellList.append(Cell(place, .string(text))) }
    workbook.sheets[index].cellList.sort { $0.reference < $1.reference }
  }

  /// Values only, as pasted into a new workbook: no names, keys, property or hidden sheet, no formulas.
  mutating func keepPrintOnly() {
    workbook.definedNames = []
    workbook.customProperties = [:]
    workbook.sheets.removeAll { $0.visibility != .visible }
    for index in workbook.sheets.indices {
      workbook.sheets[index].merged = []
      let hidden = workbook.sheets[index].hiddenRows
      let columns = workbook.sheets[index].hiddenColumns
      workbook.sheets[index].cellList = workbook.sheets[index].cellList.compactMap { cell in
        var cell = cell
        cell.formula = nil
        let place = cell.reference
        return hidden.contains(place.row) || columns.contains { $0.contains(place.column) }
          ? nil : cell
      }
      workbook.sheets[index].hiddenRows = []
      workbook.sheets[index].hiddenColumns = []
    }
  }
}

extension Sheet {
  /// The cells as a list that a test may change.
  var cellList: [Cell] {
    get { Array(cells) }
    set { cells = CellTable(newValue) }
  }
}
