import Testing

/// Workbooks filled, saved and computed by other programs; the scripts are in `Tests/Interop`.
@Suite(.enabled(if: Interop.python != nil, "\(Interop.advice)"))
struct ProgramTests {
  @Test(
    "Everything typed in another program comes back",
    arguments: ["LibreOffice", "Gnumeric", "openpyxl", "excelize"])
  func everythingTypedComesBack(_ program: String) throws {
    try Interop.run("compare.py", "--program", program, "--count", "20")
  }

  @Test("Other programs open blank workbooks and compute every formula alike")
  func everyFormulaIsComputedAlike() throws {
    try Interop.run("recalculate.py", "--fillings", "20")
  }
}
