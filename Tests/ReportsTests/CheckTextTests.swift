import AssessmentFixtures
import Assessments
import Checklists
import Reports
import Testing

@Suite struct CheckTextTests {
  func text(_ assessment: Assessment, language: Language = .french, width: Int? = nil) -> String {
    CheckText.text(
      of: assessment, template: Bakery.template(), language: language, width: width)
  }

  @Test func ready() {
    #expect(
      text(assess()) == """
        fournil.xlsx – Fournil & Fils
        Le classeur est prêt\u{A0}: tout est rempli et toutes les conditions sont réunies.
        100,0\u{A0}% – prérequis\u{A0}: 4/4 – études de cas retenues\u{A0}: 4/4, publiques\u{A0}: 2/2

        """)
  }

  /// 35 answers are O; 28 of them have a finding, one of these N: kappa is 0, since the partner says O throughout.
  @Test func findingsAndHowFarTheyAgree() {
    let audited = assess(answers: {
      guard $0.key.scope != .solution else { return }
      $0.finding = $0.isTo("tech.1.1", case: 1) ? .no : .yes
    })
    #expect(
      text(audited).split(separator: "\n")[3]
        == "28 constats d’audit\u{A0}: accord sur 27 des 28 réponses comparées (96,4\u{A0}%), kappa de Cohen 0,00."
    )
    let filled = assess(
      language: .english,
      answers: {
        guard $0.isTo("tech.1.1", case: 1) else { return }
        $0.clear()
        $0.finding = .yes
      })
    #expect(
      text(filled, language: .english).split(separator: "\n")[3]
        == "1 finding, with no usable answer to compare.")
  }

  /// 35 answers (H12 to H46) and 5 + 4 × 11 fields; one sentence for the prerequisites, the case studies' answers and
  /// fields each, and single ones below four of a kind.
  @Test func anEmptyWorkbookIsAReadablePage() {
    let text = text(emptyAssessment())
    #expect(
      text == """
        fournil.xlsx
        Le classeur n’est pas encore complet. À fournir ou à corriger\u{A0}: 35 réponses et 49 champs.
        0,0\u{A0}% – prérequis\u{A0}: 0/4 – études de cas retenues\u{A0}: 0/4, publiques\u{A0}: 0/2

        Dans l’ensemble
          ✗ Aucune étude de cas n’est retenue\u{A0}; il en faut 4. Non retenues\u{A0}: études de cas 1, 2, 3 et 4 (champs à remplir ou à corriger\u{A0}: Nom du client, Site web du client, Catégorie et 8 autres\u{A0}; 7 réponses ouvertes). Complétez-les ou remplacez-les.
          ✗ Aucune étude de cas retenue n’est publique, avec un lien\u{A0}; il en faut 2. Publiez une étude de cas de plus et indiquez son lien.

        Candidature
          ✗ C5 à C10\u{A0}: 5 champs obligatoires sont vides. Remplissez-les.

        Prérequis
          ✗ H12 à H17\u{A0}: 6 réponses manquent. Inscrivez O ou N.

        Études de cas
          ✗ C6 à C16 – étude de cas 1\u{A0}: 11 champs obligatoires sont vides. Remplissez-les.
          ✗ D6 à D16 – étude de cas 2\u{A0}: 11 champs obligatoires sont vides. Remplissez-les.
          ✗ E6 à E16 – étude de cas 3\u{A0}: 11 champs obligatoires sont vides. Remplissez-les.
          ✗ F6 à F16 – étude de cas 4\u{A0}: 11 champs obligatoires sont vides. Remplissez-les.

        Validation technique
          ✗ H18 – Pas de réponse.
          ✗ H19 à H43 – étude de cas 1, Four partagé\u{A0}: 7 réponses manquent. Inscrivez O ou N.
          ✗ H20 à H44 – étude de cas 2, Four partagé\u{A0}: 7 réponses manquent. Inscrivez O ou N.
          ✗ H21 à H45 – étude de cas 3, Four partagé\u{A0}: 7 réponses manquent. Inscrivez O ou N.
          ✗ H22 à H46 – étude de cas 4, Four partagé\u{A0}: 7 réponses manquent. Inscrivez O ou N.

        86 erreurs.

        """)
  }

  @Test func whatBlocksComesFirstThenCellsInOrder() {
    let assessment = assess(
      fields: {
        $0.discrepancies = [
          Discrepancy(
            .cellUnexpected, sheet: "Validation technique", cell: "B100", message: "Note 100"),
          Discrepancy(
            .cellUnexpected, sheet: "Validation technique", cell: "B99", message: "Note 99"),
        ]
      },
      answers: {
        if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil }
        if $0.isTo("tech.2.1", case: 2) { $0.date = Bakery.date("2000-01-01") }
      })
    let lines = text(assessment).split(separator: "\n").map(String.init)
    #expect(
      lines[1]
        == "Tout est rempli et le résultat est éligible\u{A0}; corrigez encore 1 erreur avant l’envoi."
    )
    let marks = lines.dropFirst(4).map { String($0.prefix(10)) }
    #expect(marks == ["  ✗ H40 – ", "  ! H28 – ", "  ! B99 – ", "  ! B100 –", "1 erreur, "])
    #expect(
      lines[4].hasPrefix(
        "  ✗ H40 – Contrôle 2.1, étude de cas 2, Four partagé\u{A0}: la date indiquée"))
  }

  @Test func whatAPersonTypedIsNeverFolded() {
    let assessment = assess(fields: { submission in
      submission.discrepancies = (1...9).map {
        Discrepancy(.cellUnexpected, sheet: "Prérequis", cell: "Z\($0)", message: "« n° \($0) »")
      }
    })
    let text = text(assessment)
    for number in 1...9 { #expect(text.contains("« n° \(number) »")) }
  }

  @Test func notEligible() {
    let lines = text(
      assess(answers: { if $0.isTo("prereq.1.1") { $0.value = .no } })
    ).split(separator: "\n")
    #expect(
      lines[1]
        == "Tout est rempli, mais les conditions ne sont pas toutes réunies\u{A0}: prérequis 1.1\u{A0}: N."
    )
  }

  @Test func aFileThatCannotBeRead() {
    #expect(
      text(unreadable()) == """
        vieux.xls
        Ce fichier n’a pas pu être lu.

        Dans l’ensemble
          ✗ Enregistrez-le au format .xlsx. (file.legacy)

        1 erreur.

        """)
  }

  @Test func english() {
    let text = text(emptyAssessment(language: .english), language: .english)
    #expect(text.contains("To be supplied or corrected: 35 answers and 49 fields."))
    // The workbook is French and issues O and N.
    #expect(text.contains("  ✗ H12 to H17: 6 answers are missing. Enter O or N."))
    #expect(!text.contains("\u{A0}"))
  }

  @Test(arguments: [40, 60, 100])
  func linesAreWrapped(_ width: Int) {
    for line in text(emptyAssessment(), width: width).split(separator: "\n") {
      #expect(line.count <= width)
    }
  }

  @Test func nothingMovesTheCursor() {
    let assessment = assess(fields: {
      $0.set(.partner, .text("Évil\u{1B}[2J\u{202E}\n"))
      $0.source.file = "a\u{7}b.xlsx"
      $0.discrepancies = [
        Discrepancy(.cellUnexpected, sheet: "S\u{1B}", cell: "A\u{8}1", message: "\u{9B}31m")
      ]
    })
    let text = text(assessment)
    #expect(text.hasPrefix("a␇b.xlsx – Évil␛[2J‹U+202E›\n"))
    #expect(
      !text.unicodeScalars.contains {
        $0 != "\n" && ($0.properties.generalCategory == .control || $0 == "\u{202E}")
      })
  }
}
