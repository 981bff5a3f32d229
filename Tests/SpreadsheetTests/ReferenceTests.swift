import Spreadsheet
import Testing

@Suite("Places of cells")
struct ReferenceTests {
  @Test(arguments: [
    ("A1", 0, 0), ("$B$7", 6, 1), ("z10", 9, 25), ("AA1", 0, 26), ("AZ$1", 0, 51),
    ("XFD1048576", 1_048_575, 16_383),
  ])
  func reads(_ text: String, _ row: Int, _ column: Int) {
    #expect(CellReference(text) == CellReference(row: row, column: column))
  }

  @Test(arguments: [
    "", "A", "1", "A0", "1A", "A1B", "XFE1", "A1048577", "AAAA1", "A12345678", "$$A1", "A$$1",
    "A1$", "A$A1",
    "É1", "A-1", "R1C1",
  ])
  func refuses(_ text: String) {
    #expect(CellReference(text) == nil)
  }

  @Test(arguments: [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")])
  func letters(_ column: Int, _ letters: String) {
    #expect(CellReference.letters(ofColumn: column) == letters)
  }

  @Test func printsAndReadsEveryColumn() {
    for column in 0..<CellReference.columnLimit {
      let cell = CellReference(row: column, column: column)
      #expect(CellReference(cell.description) == cell && CellReference(cell.absolute) == cell)
    }
  }

  @Test func ranges() {
    let range = CellRange(rows: 6...8, columns: 1...3)
    #expect(range.description == "B7:D9" && range.absolute == "$B$7:$D$9")
    #expect(CellRange(CellReference(row: 6, column: 1)).description == "B7")
    #expect(range.contains(CellReference(row: 8, column: 3)))
    #expect(!range.contains(CellReference(row: 9, column: 3)))
    #expect(!range.contains(CellReference(row: 8, column: 0)))
  }

  @Test(arguments: [
    ("'Études de cas'!$B$7", "Études de cas", "B7"),
    ("Sheet1!A1", "Sheet1", "A1"),
    ("=Sheet1!$A$1", "Sheet1", "A1"),
    ("'l''été'!$C$3", "l'été", "C3"),
    ("$Sheet1.$A$1", "Sheet1", "A1"),
    ("$'Mode d''emploi'.$A$1", "Mode d'emploi", "A1"),
    ("'a.b!c'!$A$2", "a.b!c", "A2"),
    ("S!$A$1:$A$1", "S", "A1"),
    ("$S.$A$1:.$A$1", "S", "A1"),
  ])
  func targets(_ formula: String, _ sheet: String, _ cell: String) throws {
    let target = try #require(DefinedName(name: "n", refersTo: formula).target)
    #expect(target.sheet == sheet && target.cell.description == cell)
  }

  @Test(arguments: [
    "#REF!", "Sheet1!#REF!", "#REF!$A$1", "Sheet1!$A$1:$B$2", "A1", "", "''!A1", "'S!A1", "S!",
    "SUM(S!A1)", "S!A1,S!B1", "S!A1:A1:A1", "[1]S!A1", "'[b.xlsx]S'!A1", "!A1",
  ])
  func noTargets(_ formula: String) {
    #expect(DefinedName(name: "n", refersTo: formula).target == nil)
  }
}
