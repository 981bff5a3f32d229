import Spreadsheet
import Testing

@Suite("Tables as text")
struct DelimitedTextTests {
  private func cells(_ bytes: [UInt8]) throws -> [String] {
    let workbook = try SpreadsheetReader.read(bytes)
    #expect(workbook.format == .csv && workbook.sheets.map(\.name) == ["CSV"])
    return workbook.sheets[0].cells.map { cell in
      guard case .string(let text)? = cell.value else { return "\(cell.reference)?" }
      return "\(cell.reference)=\(text)"
    }
  }

  @Test(arguments: [
    ("a;b\n1;2\n", ["A1=a", "B1=b", "A2=1", "B2=2"]),
    ("a,b\r\n1,2", ["A1=a", "B1=b", "A2=1", "B2=2"]),
    ("a\tb\r1\t2\r", ["A1=a", "B1=b", "A2=1", "B2=2"]),
    ("a;b", ["A1=a", "B1=b"]),
    // Commas inside numbers and texts do not decide.
    ("n;v\nx, y;1,5\nz, t;2,5\n", ["A1=n", "B1=v", "A2=x, y", "B2=1,5", "A3=z, t", "B3=2,5"]),
    ("\"a;b\";\"c\"\"d\"\n\"e\nf\";g\n", ["A1=a;b", "B1=c\"d", "A2=e\nf", "B2=g"]),
    (";;x\n\n;y;\n", ["C1=x", "B3=y"]),
    (" a ;b\n\"\";c\n", ["A1= a ", "B1=b", "B2=c"]),
    ("sep=|\na|b,c\nd|e\n", ["A1=a", "B1=b,c", "A2=d", "B2=e"]),
    ("a;\"b\"c\nd;\"open", ["A1=a", "B1=bc", "A2=d", "B2=open"]),
    (
      "title;;\n;;\nref;answer;evidence\n1.1;O;x\n",
      ["A1=title", "A3=ref", "B3=answer", "C3=evidence", "A4=1.1", "B4=O", "C4=x"]
    ),
  ])
  func tables(_ text: String, _ expected: [String]) throws {
    #expect(try cells(Array(text.utf8)) == expected)
  }

  @Test func encodings() throws {
    let text = "é;€\n😀;ù\n"
    let expected = ["A1=é", "B1=€", "A2=😀", "B2=ù"]
    #expect(try cells(Array(text.utf8)) == expected)
    #expect(try cells([0xEF, 0xBB, 0xBF] + Array(text.utf8)) == expected)
    let units = Array(("\u{FEFF}" + text).utf16)
    #expect(try cells(units.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }) == expected)
    #expect(try cells(units.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }) == expected)
    #expect(
      try cells([0xE9, 0x3B, 0x80, 10, 0x9C, 0x3B, 0xF9]) == ["A1=é", "B1=€", "A2=œ", "B2=ù"])
  }

  @Test(arguments: [
    "one line, with a comma", "a\nb\nc\n", "Bonjour,\nvoici la candidature.\nCordialement\n",
    "\n\n",
    "<html><a>;</a>\n;</html>", "{\"a\": 1,\n\"b\": 2,\n}", "%!PS;\n;", "a;b\u{0}\nc;d",
    "a;b\u{1B}\nc;d",
  ])
  func noTables(_ text: String) {
    let error = #expect(throws: SpreadsheetError.self) {
      try SpreadsheetReader.read(Array(text.utf8))
    }
    #expect(error?.code == .notSpreadsheet)
  }

  @Test func limits() {
    let long = "a;" + String(repeating: "é", count: 32_767) + "\nb;c\n"
    #expect(throws: Never.self) { try SpreadsheetReader.read(Array(long.utf8)) }
    let longer = "a;" + String(repeating: "é", count: 32_768) + "\nb;c\n"
    let wide = String(repeating: ";", count: 16_384) + "x\n"
    for text in [longer, wide] {
      let error = #expect(throws: SpreadsheetError.self) {
        try SpreadsheetReader.read(Array(text.utf8))
      }
      #expect(error?.code == .tooLarge)
    }
  }
}
