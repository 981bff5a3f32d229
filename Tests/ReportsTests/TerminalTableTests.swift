import AssessmentFixtures
import Assessments
import Checklists
import Reports
import Testing

@Suite struct TerminalTableTests {
  func table(_ language: Language = .french) -> TerminalTable {
    var table = TerminalTable(language: language)
    table.add(assess(language: language), Bakery.template())
    table.add(
      assess(
        language: language, fields: { $0.set(.partner, .text("日本パン")) },
        answers: {
          if $0.isTo("tech.1.1", case: 2) { $0.value = .no }
          if $0.isTo("prereq.1.1") { $0.value = .no }
        }), Bakery.template())
    table.add(emptyAssessment(language: language), Bakery.template())
    table.add(unreadable(language: language), nil)
    return table
  }

  /// 31 of 33 are 93.93… %.
  @Test func french() {
    #expect(
      table().text(width: 1_000)
        == """
        Partenaire      Fichier       Verdict            % Prér.     Cas Err. Av. S. pr.
        Fournil & Fils  fournil.xlsx  éligible     100,0\u{A0}%   4/4 4/4 (2)    0   0      0
        日本パン        fournil.xlsx  non éligible  93,9\u{A0}%   3/4 3/4 (1)    2   0      0
        –               fournil.xlsx  incomplet      0,0\u{A0}%   0/4 0/4 (0)   86   0      0
        –               vieux.xls     illisible          –     –       –    1   0      0

        Prér.\u{A0}: prérequis respectés. Cas\u{A0}: études de cas retenues (dont publiques). S.\u{A0}pr.\u{A0}: O sans preuve.
        4 classeurs\u{A0}: 1 éligible, 1 non éligible, 1 incomplet, 1 illisible.

        日本パン
          prérequis 1.1\u{A0}: N
          3 études de cas retenues sur 4
          1 étude de cas publique sur 2
          étude de cas 2\u{A0}: 1.1 N
          étude de cas 3\u{A0}: pas publique, ou sans lien
          étude de cas 4\u{A0}: pas publique, ou sans lien
        fournil.xlsx
          Champ vide (49)\u{A0}: Partenaire, Solution, Catégorie de la solution et 2 autres\u{A0}; étude de cas 1 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 2 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 3 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 4 (Catégorie, Nom du client, Site web du client et 8 autres)
          Sans réponse (35)\u{A0}: prérequis 1.1–4.1, «\u{A0}Plan du fournil\u{A0}»\u{A0}; étude de cas 1 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 2 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 3 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 4 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)
        vieux.xls
          Enregistrez-le au format .xlsx. (file.legacy)

        """)
  }

  @Test func english() {
    let lines = table(.english).text().split(separator: "\n")
    #expect(lines[1].contains("eligible     100.0%"))
    #expect(lines[7] == "4 workbooks: 1 eligible, 1 not eligible, 1 incomplete, 1 unreadable.")
    #expect(lines[9] == "  prerequisite 1.1: N")
  }

  /// What is no terminal gets 80 columns; a wider terminal is used, down to a table that can still be read.
  @Test(arguments: Language.allCases, [80, 90, 100, 120, 200])
  func noLineIsWiderThanTheTerminal(_ language: Language, _ width: Int) {
    var table = table(language)
    for number in 1...2 {
      table.add(
        assess(
          language: language,
          fields: {
            $0.set(.partner, .text("Boulangerie des Quatre Chemins réunis de Saint-Germain"))
            $0.source.file = "retours/2020-09-0\(number) Boulangerie des Quatre Chemins.xlsx"
          }, answers: { if $0.isTo("prereq.1.1") { $0.value = .no } }), Bakery.template())
    }
    let text = width == 80 ? table.text() : table.text(width: width)
    let lines = text.split(separator: "\n")
    #expect(lines.allSatisfy { DisplayWidth.of($0) <= width }, "\(text)")
    let isWhole = text.contains("Boulangerie des Quatre Chemins réunis de Saint-Germain  ")
    #expect(isWhole == (width == 200))
    #expect(lines[1].contains("rnil.xlsx"))
    // Two workbooks of one partner are told apart where their reasons are given.
    #expect(text.contains("(2020-09-01") && text.contains("(2020-09-02"))
  }

  @Test func coloursOnlyWhereTheyAreAskedFor() {
    #expect(!table().text().contains("\u{1B}"))
    #expect(table().text(colored: true).contains("\u{1B}[32méligible    \u{1B}[0m"))
  }

  @Test func hostileNames() {
    var table = TerminalTable(language: .french)
    table.add(
      assess(fields: { $0.set(.partner, .text("\u{1B}]0;x\u{7}\u{202E}")) }),
      Bakery.template())
    #expect(table.text().contains("␛]0;x␇‹U+202E›"))
  }

  @Test func noWorkbookAtAll() {
    #expect(TerminalTable(language: .french).text().contains("\n0 classeur.\n"))
  }
}
