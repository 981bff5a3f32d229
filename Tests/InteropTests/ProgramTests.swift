import Testing

/// Workbooks filled, saved and computed by other programs; the scripts are in `Tests/Interop`.
@Suite(.enabled(if: Interop.python != nil, "\(Interop.advice)"))
struct ProgramTests {
  @Test("Everything typed in LibreOffice comes back")
  func libreOffice() throws { try everythingTypedComesBack(from: "LibreOffice") }

  @Test("Everything that Gnumeric saves comes back")
  func gnumeric() throws { try everythingTypedComesBack(from: "Gnumeric") }

  @Test("Everything filled in with openpyxl comes back")
  func openpyxl() throws { try everythingTypedComesBack(from: "openpyxl") }

  @Test("Everything filled in with excelize comes back")
  func excelize() throws { try everythingTypedComesBack(from: "excelize") }

  @Test("Other programs open blank workbooks and compute every formula alike")
  func everyFormulaIsComputedAlike() throws {
    try Interop.run("recalculate.py", "--fillings", "20")
  }

  @Test("No answer of a rearranged workbook is wrong or lost in silence")
  func rearrangedWorkbooks() throws { try Interop.run("damage.py", "--runs", "100") }

  private func everythingTypedComesBack(from program: String) throws {
    try Interop.run("compare.py", "--program", program, "--count", "20")
  }
}
