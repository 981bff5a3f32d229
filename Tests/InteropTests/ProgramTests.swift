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

  @Test(
    "Every cell of the workbooks from elsewhere is what openpyxl and python-calamine see",
    .enabled(
      if: Interop.corpus != nil,
      "skipped: no folder shared/corpus beside the package, and no RESPECTE_SHARED"))
  func workbooksFromElsewhere() throws {
    try Interop.run("corpus.py", try #require(Interop.corpus))
  }

  /// `kill.py --count 200` by hand for more.
  @Test("A kill at any moment leaves the old file or the new one, and nothing else")
  func killedWhileWriting() throws {
    try Interop.run("kill.py", "--count", "12", "--copies", "2")
  }

  private func everythingTypedComesBack(from program: String) throws {
    try Interop.run("compare.py", "--program", program, "--count", "20")
  }
}
