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
        Le classeur est prêt à être envoyé\u{A0}: tout est rempli et les conditions sont réunies.
        Respecté\u{A0}: 100,0\u{A0}% – prérequis\u{A0}: 4/4 – études de cas retenues\u{A0}: 4/4, publiques\u{A0}: 2/2

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
        == "28 constats d’audit\u{A0}: accord sur 27 des 28 réponses comparées (96,4\u{A0}%)."
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

  /// 35 answers (H12 to H46) and 5 + 4 × 11 fields; the delivery model, C8, is there. What is missing in every case study
  /// is one line, with ranges to go to.
  @Test func anEmptyWorkbookIsAFewLines() {
    let text = text(emptyAssessment())
    #expect(
      text == """
        fournil.xlsx
        Le classeur n’est pas encore complet. À fournir ou à corriger\u{A0}: 35 réponses et 49 champs.
        Respecté\u{A0}: 0,0\u{A0}% – prérequis\u{A0}: 0/4 – études de cas retenues\u{A0}: 0/4, publiques\u{A0}: 0/2

        À corriger – 84 points
          Candidature
            ✗ C5:C7, C9:C10 – 5 champs obligatoires sont vides. Remplissez-les.
          Prérequis
            ✗ H12:H17 – 6 réponses manquent (1.1 à 4.1). Répondez O ou N.
          Études de cas
            ✗ C6:F16 – Études de cas 1 à 4\u{A0}: 44 champs obligatoires sont vides. Remplissez-les.
          Validation technique
            ✗ H18:H22 – Document «\u{A0}Plan du fournil\u{A0}», solution et études de cas 1 à 4, Four partagé\u{A0}: Pas de réponse.
            ✗ H23:H46 – Études de cas 1 à 4, Four partagé\u{A0}: 24 réponses manquent (document «\u{A0}Liste remplie\u{A0}», 1.1 à 1.3, 2.1 et 2.2). Répondez O ou N.

        Ce qui manque pour être éligible
          ✗ Aucune étude de cas n’est retenue\u{A0}; il en faut 4. Non retenues\u{A0}: études de cas 1, 2, 3 et 4 (champs à remplir ou à corriger\u{A0}: Nom du client, Site web du client, Catégorie et 8 autres\u{A0}; 7 réponses ouvertes). Complétez-les ou remplacez-les.
          ✗ Aucune étude de cas retenue n’est publique, avec un lien\u{A0}; il en faut 2. Publiez une étude de cas de plus et indiquez son lien.

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
    #expect(lines[1] == "Tout est rempli, mais toutes les conditions ne sont pas réunies.")
    let marks = lines.dropFirst(3).map { String($0.prefix(12)) }
    #expect(
      marks == [
        "Ce qui manqu", "  ✗ 3 études", "  ✗ 1 étude ", "À corriger –", "  Validation",
        "    ✗ H40 – ", "À vérifier –", "  Validation", "    ! B99 – ", "    ! B100 –",
        "Pour informa", "  Validation", "    · H28 – ",
      ])
    #expect(lines[6] == "À corriger – 1 point")
    #expect(lines[9] == "À vérifier – 2 points")
    #expect(
      lines[8].hasPrefix(
        "    ✗ H40 – Contrôle 2.1, étude de cas 2, Four partagé\u{A0}: la date indiquée"))
  }

  /// Nine of a kind are nine lines, or one that says nine, in a sentence of its own.
  @Test(arguments: DiscrepancyCode.allCases, Language.allCases)
  func manyOfAKind(_ code: DiscrepancyCode, _ language: Language) {
    var assessment = assess(language: language)
    assessment.discrepancies = (1...9).map {
      Discrepancy(
        code, control: "tech.1.1", scope: .caseStudy(1), deliveryModel: "oven", sheet: "S",
        cell: "K\($0)", message: "Note \($0).")
    }
    let text = text(assessment, language: language)
    let lines = text.split(separator: "\n").filter {
      $0.contains("✗ ") || $0.contains("! ") || $0.contains("· ")
    }
    #expect(lines.count == 9 || (lines.count == 1 && lines[0].contains(" 9 ")), "\(text)")
    #expect(!text.contains("la même remarque") && !text.contains("the same remark"))
    if language == .french {
      for wrong in [" :", " ;", "..", " »", "« "] { #expect(!text.contains(wrong), "\(text)") }
    } else {
      for wrong in [" :", " ;", "..", "\u{A0}"] { #expect(!text.contains(wrong), "\(text)") }
    }
  }

  /// What only follows from open answers is one line, whatever the case study.
  @Test func whatFollowsFromOpenAnswersIsOneLine() {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.1", case: 2) || $0.isTo("tech.1.1", case: 3) { $0.clear() }
    })
    let lines = text(assessment).split(separator: "\n")
    #expect(
      lines.filter { $0.contains("que tout est rempli") } == [
        "    ! H17 – Prérequis 4.1\u{A0}: la réponse O dit que tout est rempli, mais 2 réponses restent ouvertes. Complétez, ou répondez N en attendant.",
        "    ! H24:H25 – Document «\u{A0}Liste remplie\u{A0}», études de cas 2 et 3, Four partagé\u{A0}: la réponse O dit que tout est rempli, mais 1 réponse reste ouverte. Complétez, ou répondez N en attendant.",
      ])
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

  /// What was answered N has no finding of its own; the condition that it fails is said first, and once.
  @Test func notEligible() {
    let assessment = assess(
      fields: { $0.set(.inProduction, .yesNo(false), of: 1) },
      answers: { if $0.isTo("prereq.1.1") || $0.isTo("doc.diagram") { $0.value = .no } })
    #expect(
      text(assessment) == """
        fournil.xlsx – Fournil & Fils
        Tout est rempli, mais toutes les conditions ne sont pas réunies.
        Respecté\u{A0}: 93,9\u{A0}% – prérequis\u{A0}: 3/4 – études de cas retenues\u{A0}: 3/4, publiques\u{A0}: 1/2

        Ce qui manque pour être éligible
          ✗ Prérequis 1.1\u{A0}: la réponse est N\u{A0}; ce prérequis doit être respecté.
          ✗ Document «\u{A0}Plan du fournil\u{A0}»\u{A0}: la réponse est N\u{A0}; ce document doit être fourni.
          ✗ 3 études de cas sont retenues\u{A0}; il en faut 4. Non retenue\u{A0}: étude de cas 1 (pas en production). Complétez-la ou remplacez-la.
          ✗ 1 étude de cas retenue est publique, avec un lien\u{A0}; il en faut 2. Complétez ou corrigez l’étude de cas 1, publique mais non retenue, ou publiez-en une autre et indiquez son lien.

        À corriger – 1 point
          Études de cas
            ✗ C30 – Étude de cas 1, Est en production\u{A0}: le projet n’est pas en production\u{A0}; l’étude de cas n’est pas retenue. Présentez un projet en production.

        """)
  }

  @Test func whatOneCellSaysIsSaidOnce() {
    let assessment = assess(fields: { submission in
      submission.discrepancies = [
        DiscrepancyCode.answerNotApplicable, .applicabilityAltered, .cellUnexpected, .rowAdded,
      ].map {
        Discrepancy(
          $0, sheet: "Prérequis", cell: $0 == .cellUnexpected || $0 == .rowAdded ? "K9" : "K7",
          message: $0.rawValue)
      }
    })
    let text = text(assessment)
    #expect(text.contains("2 points sont à vérifier"))
    #expect(text.contains("answer.notApplicable") || text.contains("Answer.notApplicable"))
    #expect(text.contains("ell.unexpected"))
    #expect(!text.contains("pplicability.altered"))
    #expect(!text.contains("ow.added"))
  }

  /// Answers without a place are told by their controls, whatever the case study.
  @Test func answersWithoutACellAreOneLine() {
    var assessment = assess()
    assessment.discrepancies = (1...5).map {
      Discrepancy(
        .answerMissing, control: "tech.1.1", scope: .caseStudy($0), deliveryModel: "oven",
        message: "…")
    }
    #expect(
      text(assessment).contains(
        "  Le classeur\n    ✗ Contrôle 1.1, études de cas 1 à 5, Four partagé\u{A0}: …\n"))
  }

  @Test func aFileThatCannotBeRead() {
    #expect(
      text(unreadable()) == """
        vieux.xls
        Ce fichier n’a pas pu être lu.
        Enregistrez-le au format .xlsx. (file.legacy)

        """)
  }

  @Test func english() {
    let text = text(emptyAssessment(language: .english), language: .english)
    #expect(text.contains("To be supplied or corrected: 35 answers and 49 fields."))
    // The workbook is French and issues O and N.
    #expect(
      text.contains(
        "    ✗ H12:H17 – 6 answers are missing (1.1 to 4.1). Answer O or N."))
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
