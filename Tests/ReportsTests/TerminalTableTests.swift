import AssessmentFixtures
import Assessments
import Checklists
import Reports
import Testing

@Suite struct TerminalTableTests {
  func table(_ language: Language = .french) -> TerminalTable {
    var table = TerminalTable(language: language)
    table.add(assess(language: language))
    table.add(
      assess(
        language: language, fields: { $0.set(.partner, .text("日本パン")) },
        answers: {
          if $0.isTo("tech.1.1", case: 2) { $0.value = .no }
          if $0.isTo("prereq.1.1") { $0.value = .no }
        }))
    table.add(emptyAssessment(language: language))
    table.add(unreadable(language: language))
    return table
  }

  /// 31 of 33 are 93.93… %.
  @Test func french() {
    #expect(
      table().text()
        == """
        Partenaire      Verdict             %  Prérequis  Études de cas (publiques)  Err.  Avert.
        Fournil & Fils  éligible      100,0\u{A0}%        4/4                    4/4 (2)     0       0
        日本パン        non éligible   93,9\u{A0}%        3/4                    3/4 (1)     2       0
        fournil.xlsx    incomplet       0,0\u{A0}%        0/4                    0/4 (0)    86       0
        vieux.xls       illisible           –          –                          –     1       0

        4 classeurs\u{A0}: 1 éligible, 1 non éligible, 1 incomplet, 1 illisible.

        日本パン\u{A0}: prérequis 1.1\u{A0}: N\u{A0}; 3 études de cas retenues sur 4\u{A0}; 1 étude de cas publique sur 2
        fournil.xlsx\u{A0}: Partenaire\u{A0}: vide\u{A0}; Solution\u{A0}: vide\u{A0}; Catégorie de la solution\u{A0}: vide … et 81 autres
        vieux.xls\u{A0}: Enregistrez-le au format .xlsx. (file.legacy)

        """)
  }

  @Test func english() {
    let lines = table(.english).text().split(separator: "\n")
    #expect(lines[1].contains("eligible      100.0%"))
    #expect(lines[5] == "4 workbooks: 1 eligible, 1 not eligible, 1 incomplete, 1 unreadable.")
    #expect(lines[7].hasSuffix("… and 81 more"))
  }

  @Test func namesAreShortenedToTheTerminal() {
    var table = TerminalTable(language: .french)
    table.add(
      assess(fields: { $0.set(.partner, .text("Boulangerie des Quatre Chemins réunis")) }))
    // The other columns take 8 + 7 + 9 + 25 + 4 + 6, and 6 × 2 between: 71; 12 columns remain for the name at 80.
    let lines = table.text(width: 80).split(separator: "\n")
    #expect(lines[1].hasPrefix("Boulangerie…  éligible"))
    #expect(table.text().contains("Boulangerie des Quatre Chemins réunis  éligible"))
  }

  @Test func coloursOnlyWhereTheyAreAskedFor() {
    #expect(!table().text().contains("\u{1B}"))
    #expect(table().text(colored: true).contains("\u{1B}[32méligible    \u{1B}[0m"))
  }

  @Test func hostileNames() {
    var table = TerminalTable(language: .french)
    table.add(assess(fields: { $0.set(.partner, .text("\u{1B}]0;x\u{7}\u{202E}")) }))
    #expect(table.text().contains("␛]0;x␇‹U+202E›"))
  }

  @Test func noWorkbookAtAll() {
    #expect(TerminalTable(language: .french).text().contains("\n0 classeur.\n"))
  }
}
