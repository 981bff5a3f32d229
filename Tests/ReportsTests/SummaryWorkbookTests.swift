import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Reports
import Spreadsheet
import Testing

/// The workbook as a reader sees it; links, charts and looks are `Tests/Interop/summary.py`'s.
@Suite struct SummaryWorkbookTests {
  /// A workbook of the assessments, read back.
  func workbook(
    _ assessments: [Assessment], _ language: Language = .french, rowLimit: Int = 1_000
  ) throws -> Workbook {
    try SpreadsheetReader.read(bytes(assessments, language, rowLimit: rowLimit))
  }

  func bytes(
    _ assessments: [Assessment], _ language: Language = .french, rowLimit: Int = 1_000
  ) throws -> [UInt8] {
    let summary = try SummaryWorkbook(language: language, rowLimit: rowLimit)
    let template = Bakery.template()
    for assessment in assessments {
      try summary.add(
        assessment, template: assessment.verdict == .unreadable ? nil : template)
    }
    return try summary.finish().contents()
  }

  /// A row's values as text, up to its last cell; numbers as Swift prints them, blanks empty.
  func row(_ number: Int, of sheet: Sheet) -> [String] {
    var texts: [String] = []
    for cell in sheet.cells where cell.reference.row == number - 1 {
      while texts.count < cell.reference.column { texts.append("") }
      switch cell.value {
      case .string(let text): texts.append(text)
      case .number(let number): texts.append(cell.date?.description ?? "\(number)")
      default: texts.append("?")
      }
    }
    return texts
  }

  func sheet(_ name: String, _ assessments: [Assessment], _ language: Language = .french) throws
    -> Sheet
  {
    try #require(try workbook(assessments, language).sheets.first { $0.name == name })
  }

  /// Case study 3 has an N: three of four are retained.
  func notEligible(_ language: Language = .french) -> Assessment {
    assess(language: language, answers: { if $0.isTo("tech.1.1", case: 3) { $0.value = .no } })
  }

  @Test func sheets() throws {
    #expect(
      try workbook([]).sheets.map(\.name) == [
        "Vue d’ensemble", "Études de cas", "Par pilier", "Contrôles", "Écarts", "Sources",
      ])
    #expect(
      try workbook([assess()], .english).sheets.map(\.name) == [
        "Overview", "Case studies", "By pillar", "Controls", "Discrepancies", "Sources",
      ])
  }

  @Test func overview() throws {
    let sheet = try sheet("Vue d’ensemble", [notEligible(), unreadable(), assess()])
    #expect(
      row(2, of: sheet) == [
        "3 classeurs\u{A0}: 1 éligible, 1 non éligible, 1 illisible."
      ])
    #expect(row(3, of: sheet).suffix(4) == ["éligible", "non éligible", "incomplet", "illisible"])
    #expect(row(4, of: sheet).suffix(4) == ["1.0", "1.0", "0.0", "1.0"])
    // 32 of 33 are 96.96… %; four prerequisites of four, three case studies of four, two public ones of two.
    #expect(
      row(7, of: sheet) == [
        "1.0", "Fournil & Fils", "non éligible", "96.9", "4.0", "3.0", "2.0", "1.0", "0.0",
        "0.0", "→ 1 écart", "3 études de cas retenues sur 4\nétude de cas 3\u{A0}: 1.1 N", "Levain",
        "32.0", "1.0", "0.0", "0.0",
        "2019-12-10", "fournil.xlsx",
      ])
    // What was not read is blank, not nought.
    #expect(
      row(8, of: sheet).prefix(12) == [
        "2.0", "vieux.xls", "illisible", "", "", "", "", "1.0", "0.0", "0.0", "→ 1 écart",
        "Enregistrez-le au format .xlsx. (file.legacy)",
      ])
    #expect(row(9, of: sheet)[10] == "0 écart")
    #expect(row(10, of: sheet).isEmpty)
  }

  /// Where many reasons are alike, they are one line that names their places.
  @Test func reasons() throws {
    let empty = row(7, of: try sheet("Vue d’ensemble", [emptyAssessment()]))[11]
    #expect(
      empty.split(separator: "\n").map(String.init) == [
        "Champ vide (49)\u{A0}: Partenaire, Solution, Catégorie de la solution et 2 autres\u{A0}; étude de cas 1 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 2 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 3 (Catégorie, Nom du client, Site web du client et 8 autres)\u{A0}; étude de cas 4 (Catégorie, Nom du client, Site web du client et 8 autres)",
        "Sans réponse (35)\u{A0}: prérequis 1.1–4.1, «\u{A0}Plan du fournil\u{A0}»\u{A0}; étude de cas 1 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 2 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 3 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)\u{A0}; étude de cas 4 («\u{A0}Plan du fournil\u{A0}», «\u{A0}Liste remplie\u{A0}», 1.1–2.2)",
      ])
    let few = assess(answers: {
      if $0.key.control.hasPrefix("prereq.1") { $0.clear() }
    })
    #expect(
      row(7, of: try sheet("Vue d’ensemble", [few]))[11]
        == "Sans réponse (2)\u{A0}: prérequis 1.1, 1.2")
  }

  @Test func caseStudies() throws {
    let sheet = try sheet("Études de cas", [unreadable(), notEligible()])
    #expect(
      row(6, of: sheet) == [
        "2.0", "Fournil & Fils", "3.0", "Client 3", "Four partagé", "2019-03-01", "non", "non",
        "non respecté\u{A0}: 1.1", "85.7", "6.0", "1.0", "0.0", "0.0",
      ])
    #expect(row(7, of: sheet)[8].isEmpty)
    #expect(row(8, of: sheet).isEmpty)
  }

  @Test func sections() throws {
    let sheet = try sheet("Par pilier", [notEligible(), unreadable()])
    #expect(
      row(5, of: sheet) == [
        "N°", "Partenaire", "Verdict", "Ensemble", "Prérequis", "Documents", "1.0 Farine",
        "2.0 Cuisson",
      ])
    // Four case studies: eleven of twelve answers about flour are 91.66… %.
    #expect(
      row(6, of: sheet) == [
        "1.0", "Fournil & Fils", "non éligible", "96.9", "100.0", "100.0", "91.6", "100.0",
      ])
    #expect(row(7, of: sheet).dropFirst(3) == ["–", "–", "–", "–", "–"])
  }

  @Test func controls() throws {
    let open = assess(answers: {
      if $0.isTo("tech.2.1", case: 1) || $0.isTo("tech.2.1", case: 2) { $0.clear() }
    })
    let sheet = try sheet("Contrôles", [notEligible(), open, notEligible(), unreadable()])
    // Three workbooks with four case studies each; two N to 1.1 and two open answers to 2.1: an N weighs more.
    #expect(
      row(4, of: sheet) == [
        "Contrôle 1.1", "Contrôle 1.1", "1.0 Farine", "2.0", "2.0", "0.0", "10.0", "0.0", "16.6",
        "2.0",
      ])
    #expect(
      row(5, of: sheet) == [
        "Contrôle 2.1", "Contrôle 2.1", "2.0 Cuisson", "2.0", "0.0", "2.0", "10.0", "0.0", "16.6",
        "1.0",
      ])
    // Then in printed order: the declarations are in no score, and the guide is for the other delivery model.
    #expect(
      (6...15).map { row($0, of: sheet)[0] } == [
        "Prérequis 1.1", "Prérequis 1.2", "Prérequis 3.1", "Prérequis 4.1",
        "Document «\u{A0}Plan du fournil\u{A0}»", "Document «\u{A0}Guide de cuisson\u{A0}»",
        "Document «\u{A0}Liste remplie\u{A0}»", "Contrôle 1.2", "Contrôle 1.3", "Contrôle 2.2",
      ])
    #expect(row(11, of: sheet).dropFirst(3) == ["0.0", "0.0", "0.0", "0.0", "0.0", "–", "0.0"])
    #expect(row(16, of: sheet).isEmpty)
  }

  @Test func discrepancies() throws {
    let assessment = assess(answers: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil } })
    let sheet = try sheet("Écarts", [assess(), assessment])
    let row = row(4, of: sheet)
    #expect(
      row.prefix(7) == [
        "2.0", "Fournil & Fils", "information", "Validation technique", "H28", "1.0",
        "contrôle 1.1",
      ])
    #expect(row[7] == assessment.discrepancies[0].message)
    #expect(
      row.dropFirst(8) == ["Contrôle 1.1", "étude de cas 2", "Four partagé", "evidence.absent"])
  }

  /// What is one thing is one row, with all of its cells and how many there are.
  @Test func repeatedDiscrepancies() throws {
    let assessment = assess(answers: {
      if $0.key.control == "tech.1.1" || $0.key.control == "tech.1.2" { $0.evidence = nil }
    })
    let sheet = try sheet("Écarts", [assessment])
    let first = row(4, of: sheet)
    #expect(first[4] == "H27:H34")
    #expect(first[5] == "8.0")
    #expect(first[6] == "contrôles 1.1 et 1.2")
    #expect(first.dropFirst(8) == ["", "études de cas 1 à 4", "Four partagé", "evidence.absent"])
    #expect(row(5, of: sheet).isEmpty)
  }

  /// Open answers of a form that was only begun say nothing about what partners lack.
  @Test func almostEmptySubmissionsAreNotWhatFailsMost() throws {
    let sheet = try sheet("Contrôles", [notEligible(), emptyAssessment()])
    #expect(row(4, of: sheet)[3] == "1.0")
    #expect(row(5, of: sheet)[3] == "0.0")
    #expect(
      row(2, of: sheet)[0].hasSuffix(
        "Sans 1 classeur presque vide (moins de 10\u{A0}% de réponses utilisables)."))
  }

  @Test func sources() throws {
    let sheet = try sheet("Sources", [assess(), unreadable()])
    #expect(
      row(4, of: sheet) == [
        "1.0", "Fournil & Fils", "fournil.xlsx", "xlsx", "4096.0", "", "2019-12-10",
        "bakery-2020-01@1.0@fr", "ab12",
      ])
    #expect(row(5, of: sheet) == ["2.0", "vieux.xls", "vieux.xls", "", "7.0", "", "", "", "00"])
  }

  /// Past the last row the table goes on on a further sheet, behind the one before.
  @Test func furtherSheets() throws {
    // 3 rows above and 13 × 4 case studies: 17 rows a sheet.
    let book = try workbook(Array(repeating: notEligible(), count: 13), rowLimit: 20)
    let names = book.sheets.map(\.name)
    #expect(names.prefix(2) == ["Vue d’ensemble", "Études de cas"])
    #expect(
      Set(names).isSuperset(of: ["Études de cas (2)", "Études de cas (3)", "Études de cas (4)"]))
    #expect(!names.contains("Études de cas (5)") && !names.contains("Écarts (2)"))
    let parts = ["", " (2)", " (3)", " (4)"].compactMap { suffix in
      book.sheets.first { $0.name == "Études de cas" + suffix }
    }
    // Every part has the header, and the rows run on.
    let header = row(3, of: parts[0])
    #expect(parts.allSatisfy { row(3, of: $0) == header })
    let rows = parts.flatMap { part in (4...20).map { row($0, of: part) } }.filter { !$0.isEmpty }
    #expect(rows.count == 52)
    #expect(rows.map { $0[0] + " " + $0[2] }.first == "1.0 1.0")
    #expect(rows.map { $0[0] + " " + $0[2] }.last == "13.0 4.0")
    #expect(Set(rows.map { $0[0] + " " + $0[2] }).count == 52)
  }

  /// Whatever a partner types, no cell becomes a formula, none is more than a cell can hold, and what is shown is what
  /// was typed with everything invisible made visible.
  @Test(arguments: [
    "=HYPERLINK(\"http://x\")", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "12", "TRUE", "2019-01-01",
    "mailto:a@example.org", "=cmd|'/C calc'!A0", "<script>alert(1)</script>", "_x000D_",
    "\u{1B}[31m\u{0}", "\u{202E}gnp.exe\u{202C}", "\\\\server\\share\\x.xlsx",
    "../../etc/passwd", String(repeating: "é🍞", count: 40_000),
  ])
  func hostileTextIsText(_ typed: String) throws {
    let assessment = assess(fields: {
      $0.source.file = typed
      $0.source.producer = typed
      $0.set(.partner, .text(typed))
      $0.set(.solution, .text(typed))
      for number in 1...2 { $0.set(.customer, .text(typed), of: number) }
      $0.discrepancies = [
        Discrepancy(
          .cellUnexpected, control: typed, deliveryModel: typed, field: typed, sheet: typed,
          cell: typed, message: typed)
      ]
    })
    let bytes = try bytes([assessment])
    #expect(bytes == (try self.bytes([assessment])))
    let book = try SpreadsheetReader.read(bytes)
    for sheet in book.sheets {
      for cell in sheet.cells {
        #expect(cell.formula == nil)
        if case .string(let text) = cell.value { #expect(text.utf16.count <= 32_767) }
      }
    }
    guard typed.count < 100 else { return }
    let shown = typed.trimmed().visible()
    #expect(row(7, of: book.sheets[0])[1] == shown)
    for name in ["Études de cas", "Par pilier", "Écarts", "Sources"] {
      let sheet = try #require(book.sheets.first { $0.name == name })
      #expect(sheet.cells.contains { $0.value == .string(row(7, of: book.sheets[0])[1]) })
    }
  }
}
