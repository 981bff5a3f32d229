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

  @Test("LibreOffice's keyboard: wrong answers are refused, right ones show at once")
  func keyboard() throws { try Interop.run("keyboard.py") }

  @Test("What LibreOffice and Gnumeric keep of a workbook that they save is right")
  func savedByOthers() throws { try Interop.run("saved.py") }

  private func everythingTypedComesBack(from program: String) throws {
    try Interop.run("compare.py", "--program", program, "--count", "20")
  }
}
