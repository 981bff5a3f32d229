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

  @Test("Every workbook that can be issued is a well-made form")
  func everyIssuedWorkbookIsWellMade() throws { try Interop.run("issued.py") }

  @Test("Every kind of workbook that is written keeps to the schemas of Office Open XML")
  func schemasOfWorkbooks() throws { try Interop.run("schema_check.py") }

  @Test("French and English workbooks say the same, and so do those that are prefilled from them")
  func languagesAndPrefilledWorkbooks() throws {
    try Interop.run("languages.py", "--fillings", "4")
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

  /// `interrupt.py --count 200 --seconds 1` by hand for more, with the release build and nothing else running.
  @Test("An interruption at any moment ends the program soon, and leaves nothing behind")
  func interrupted() throws {
    try Interop.run("interrupt.py", "--count", "21", "--workbooks", "2", "--seconds", "10")
  }

  /// `counter_walk.py` by hand for all four walks, `--pictures FOLDER` to look at every page.
  @Test("A partner and an auditor walk through the counter in a browser, with script and without")
  func walkThroughTheCounter() throws { try Interop.run("counter_walk.py", "--quick") }

  @Test("A portal whose register is taken away stops; backups are private, and reopen no link")
  func registerOfTheCounter() throws { try Interop.run("counter_register.py") }

  /// `make test-long` tries a thousand.
  @Test(
    "Whatever programs meet at one register, everything confirmed is there",
    arguments: [["10"], ["3", "--postgresql"]])
  func interleavings(options: [String]) throws {
    try Interop.run("interleavings.py", ["--seeds"] + options)
  }

  @Test("A forgotten partner is gone from the counter")
  func forgottenAtTheCounter() throws { try Interop.run("counter_forget.py") }

  @Test(
    "Whatever is not one's own shows nothing in the counter, and is logged",
    arguments: [[], ["--postgresql"]])
  func triesAtTheCounter(options: [String]) throws { try Interop.run("counter_tries.py", options) }

  @Test(
    "Audits go to their own submission, versions count in turn, names are asked about",
    arguments: [[], ["--postgresql"]])
  func officeAtTheCounter(options: [String]) throws {
    try Interop.run("counter_office.py", options)
  }

  /// `register_kill.py` by hand for a hundred rounds, `--postgresql` on a server.
  @Test(
    "What the register confirmed outlives a kill at any moment", arguments: [[], ["--postgresql"]])
  func registerKilled(more: [String]) throws {
    try Interop.run("register_kill.py", ["--count", "10", "--writers", "3", "--files", "4"] + more)
  }

  @Test("Every file of the corpus gets its page from the counter, and leaves nothing behind")
  func attackedCounter() throws { try Interop.run("counter_attack.py", "--rounds", "2") }

  @Test("Whatever one visitor takes of the counter, the others are served")
  func oneVisitorBesideOthers() throws { try Interop.run("counter_limits.py") }

  /// `make counter` kills it a hundred times, on a server as well.
  @Test("What the counter confirmed outlives a kill at any moment, and no process does")
  func counterKilled() throws { try Interop.run("counter_kill.py", "--count", "3") }

  @Test("The summary workbook says what the JSON says, and every program sees it alike")
  func summaryWorkbook() throws { try Interop.run("summary.py") }

  /// `differences.py --count 200` by hand for more.
  @Test("What changed between two filled workbooks, worked out a second time")
  func differences() throws { try Interop.run("differences.py", "--count", "8") }

  @Test("Findings and replies come back from other programs; only what may be typed is unlocked")
  func auditWorkbooks() throws { try Interop.run("audit.py") }

  @Test("No answer of a rearranged workbook is wrong or lost in silence")
  func rearrangedWorkbooks() throws { try Interop.run("damage.py", "--runs", "60") }

  @Test("Every JSON document is what its schema says, and the schemas forget nothing")
  func schemas() throws { try Interop.run("schemas.py") }

  @Test("The CSV tables hold what the JSON documents do, and no formula begins in them")
  func tables() throws { try Interop.run("tables.py") }

  @Test("compliance-trestle and NIST's metaschema accept the OSCAL documents")
  func oscalDocuments() throws { try Interop.run("oscal_documents.py") }

  @Test("Every discrepancy code is raised by a returned workbook, and not by the same one mended")
  func everyCode() throws { try Interop.run("codes.py") }

  /// `make agree COUNT=500` for more.
  @Test("A scorer written from the contract alone agrees on verdicts, reasons and counts")
  func independentScorer() throws { try Interop.run("agree.py", "--count", "40") }

  /// `make agree` takes every row in both languages.
  @Test("Every report, the portal and the live summary sheet say the same of what blocks")
  func verdictsOfEveryReport() throws { try Interop.run("verdicts.py", "--quick") }

  @Test("The HTML report is safe, right and for everyone, whatever partners typed")
  func htmlReport() throws { try Interop.run("html_report.py") }

  @Test("The reports on 43 partners print on tens of pages, and nothing is lost in groups")
  func printedReports() throws { try Interop.run("printed.py") }

  @Test("bash, zsh and fish offer what --help lists, each at its place")
  func completions() throws { try Interop.run("completions.py") }

  private func everythingTypedComesBack(from program: String) throws {
    try Interop.run("compare.py", "--program", program, "--count", "20")
  }
}
