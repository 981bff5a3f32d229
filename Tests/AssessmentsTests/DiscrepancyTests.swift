import AssessmentFixtures
import Assessments
import Basics
import Checklists
import Testing

/// Every code that the assessment raises: a case that raises it, and the same case mended.
///
/// Cells: the answers stand below one another from H12 on, in the template's order; with four case studies under the oven
/// H12–H17 prerequisites, H18–H22 diagram, H23–H26 checklist, H27–H30 tech.1.1, H31–H34 1.2, H35–H38 1.3, H39–H42 2.1.
@Suite struct DiscrepancyTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// Codes with severity and place, in order; what only follows from them (too few case studies) left out.
    var found: [String]
    var fields: @Sendable (inout Submission) -> Void = { _ in }
    var answers: @Sendable (inout Answer) -> Void = { _ in }
  }

  static let answers: [Case] = [
    Case(testDescription: "sound", found: []),
    Case(
      testDescription: "O without evidence",
      found: ["info evidence.absent tech.1.1 case2 oven H28"],
      answers: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil } }),
    Case(
      testDescription: "O without demanded evidence",
      found: ["error evidence.absent prereq.1.2 solution H13"],
      answers: { if $0.isTo("prereq.1.2") { $0.evidence = "" } }),
    Case(
      testDescription: "N without evidence", found: [],
      answers: {
        if $0.isTo("tech.1.1", case: 2) {
          $0.value = .no
          $0.evidence = nil
        }
      }),
    Case(
      // Six prerequisites, 6 diagrams, the guide, 5 checklists before it: H12 + 18.
      testDescription: "one evidence cell under two models",
      found: ["info evidence.absent tech.1.1 case1 oven H30"],
      fields: { $0.set(.deliveryModel, .deliveryModels(["oven", "onSite"]), of: 1) },
      answers: { if $0.isTo("tech.1.1", case: 1) { $0.evidence = nil } }),
    Case(
      testDescription: "the same text under three controls",
      found: ["info evidence.repeated tech.1.1 case1 oven H27"],
      answers: {
        if ["tech.1.1", "tech.1.2", "tech.2.2"].contains($0.key.control),
          $0.key.scope == .caseStudy(1)
        {
          $0.evidence = " Voir le  WIKI interne"
        }
      }),
    Case(
      testDescription: "the same text under two controls in every case study", found: [],
      answers: {
        if ["tech.1.1", "tech.1.2"].contains($0.key.control) {
          $0.evidence = "Voir le wiki interne"
        }
      }),
    Case(
      testDescription: "a short text, too",
      found: ["info evidence.repeated prereq.1.1 solution H12"],
      answers: { $0.evidence = "p. 3" }),
    Case(
      testDescription: "a filler as evidence",
      found: [
        "info evidence.absent tech.1.1 case2 oven H28",
        "warning evidence.filler tech.1.1 case2 oven H28",
      ],
      answers: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = "« Voir plus haut. »" } }),
    Case(
      testDescription: "a filler where evidence is demanded",
      found: [
        "error evidence.absent prereq.1.2 solution H13",
        "warning evidence.filler prereq.1.2 solution H13",
      ],
      answers: { if $0.isTo("prereq.1.2") { $0.evidence = " OK !" } }),
    Case(
      testDescription: "a text that says something, however short", found: [],
      answers: { if $0.isTo("prereq.1.2") { $0.evidence = "OK, p. 3" } }),
    Case(
      testDescription: "one link for two public case studies, however it is written",
      found: ["warning case.duplicate case2 publicUrl C30"],
      fields: { $0.set(.publicUrl, .text("http://www.CLIENT1.example/pain/"), of: 2) }),
    Case(
      testDescription: "a public case study without its link",
      found: ["error field.absent case2 publicUrl C30"],
      fields: { $0.set(.publicUrl, nil as FieldValue?, of: 2) }),
    Case(
      testDescription: "O without a date",
      found: ["warning evidence.undated prereq.3.1 solution H16"],
      answers: { if $0.isTo("prereq.3.1") { $0.date = nil } }),
    Case(
      testDescription: "N needs no date", found: [],
      answers: {
        if $0.isTo("tech.2.1", case: 1) {
          $0.date = nil
          $0.value = .no
        }
      }),
    Case(
      testDescription: "what is no date is the reader's to report", found: [],
      answers: {
        if $0.isTo("prereq.3.1") {
          $0.date = nil
          $0.dateRaw = "l’été dernier"
        }
      }),
    Case(
      // 2019-12-10 minus 12 months is 2018-12-10.
      testDescription: "exactly twelve months ago", found: [],
      answers: { if $0.isTo("prereq.3.1") { $0.date = Bakery.date("2018-12-10") } }),
    Case(
      testDescription: "twelve months and a day ago",
      found: ["error evidence.tooOld prereq.3.1 solution H16"],
      answers: { if $0.isTo("prereq.3.1") { $0.date = Bakery.date("2018-12-09") } }),
    Case(
      testDescription: "shared infrastructure, two answers",
      found: ["warning answer.inconsistent tech.1.2 case3 oven H33"],
      answers: { if $0.isTo("tech.1.2", case: 3) { $0.value = .no } }),
    Case(
      testDescription: "shared infrastructure, N everywhere", found: [],
      answers: { if $0.key.control == "tech.1.2" { $0.value = .no } }),
    Case(
      testDescription: "an open answer contradicts nothing",
      found: ["warning answer.premature doc.checklist case3 oven H25"]
        + ["warning answer.premature prereq.4.1 solution H17"],
      answers: { if $0.isTo("tech.1.2", case: 3) { $0.clear() } }),
    Case(
      testDescription: "infrastructure of their own", found: [],
      answers: { if $0.isTo("tech.1.1", case: 3) { $0.value = .no } }),
    Case(
      testDescription: "complete, says the solution, and a case study is open",
      found: ["warning answer.premature prereq.4.1 solution H17"],
      answers: {
        if $0.isTo("tech.1.1", case: 3) { $0.clear() }
        if $0.isTo("doc.checklist", case: 3) { $0.value = .no }
      }),
    Case(
      testDescription: "nothing is said to be complete", found: [],
      answers: {
        if $0.isTo("tech.1.1", case: 3) { $0.clear() }
        if $0.key.control == "doc.checklist" || $0.isTo("prereq.4.1") { $0.value = .no }
      }),
    Case(
      testDescription: "the declaration of completeness itself is open", found: [],
      answers: { if $0.isTo("prereq.4.1") { $0.clear() } }),
    Case(
      testDescription: "a finding contradicts",
      found: ["error finding.contradicts tech.1.1 case1 oven H27"],
      answers: { if $0.isTo("tech.1.1", case: 1) { $0.finding = .no } }),
    Case(
      testDescription: "a finding agrees", found: [],
      answers: { $0.finding = $0.value }),
    Case(
      testDescription: "a finding on what was not understood", found: [],
      answers: {
        if $0.isTo("tech.1.1", case: 1) {
          $0.clear(.unreadable)
          $0.finding = .yes
        }
      }),
    Case(
      testDescription: "a finding on an S.O. that is open", found: [],
      answers: {
        if $0.isTo("tech.1.3", case: 1) {
          $0.value = .notApplicable
          $0.evidence = nil
          $0.finding = .no
        }
      }),
  ]

  static let fields: [Case] = [
    Case(
      testDescription: "a required field is empty", found: ["error field.absent partner C20"],
      fields: { $0.set(.partner, nil as FieldValue?) }),
    Case(
      testDescription: "a required field is invalid, which the reader has said", found: [],
      fields: { $0.application.fields[.customers] = Field(raw: "beaucoup") }),
    Case(
      testDescription: "an optional field is empty", found: [],
      fields: { $0.set(.contact, nil as FieldValue?) }),
    Case(
      testDescription: "too old", found: ["error case.tooOld case2 productionDate C30"],
      fields: { $0.set(.productionDate, .date(Bakery.date("2015-01-01")), of: 2) }),
    Case(
      testDescription: "in the future", found: ["error case.future case2 productionDate C30"],
      fields: { $0.set(.productionDate, .date(Bakery.date("2020-01-01")), of: 2) }),
    Case(
      testDescription: "not in production",
      found: ["error case.notInProduction case2 inProduction C30"],
      fields: { $0.set(.inProduction, .yesNo(false), of: 2) }),
    Case(
      testDescription: "a customer twice", found: ["warning case.duplicate case4 customer C30"],
      fields: {
        $0.set(.customer, .text("Crêperie L’Étoile, S.A."), of: 1)
        $0.set(.customer, .text(" CREPERIE l'etoile SA"), of: 4)
        $0.set(.customer, .text("creperie letoile"), of: 3)
      }),
  ]

  @Test(arguments: answers + fields)
  func found(_ example: Case) {
    let assessment = assess(fields: example.fields, answers: example.answers)
    let found = assessment.discrepancies
      .filter { $0.code != .caseTooFew && $0.code != .caseTooFewPublic }
      .map(Self.described)
    #expect(Set(found) == Set(example.found))
    #expect(found.count == example.found.count)
  }

  static func described(_ discrepancy: Discrepancy) -> String {
    [
      discrepancy.severity.rawValue, discrepancy.code.rawValue, discrepancy.control,
      discrepancy.scope?.description, discrepancy.deliveryModel, discrepancy.field,
      discrepancy.cell,
    ].compactMap(\.self).joined(separator: " ")
  }

  @Test func readingOrder() {
    let assessment = assess(
      fields: {
        $0.set(.partner, nil as FieldValue?)
        $0.set(.inProduction, .yesNo(false), of: 2)
        $0.set(.productionDate, .date(Bakery.date("2015-01-01")), of: 2)
        $0.discrepancies = [
          Discrepancy(.cellUnexpected, sheet: "Prérequis", cell: "Z9", message: "…"),
          Discrepancy(.contentMacros, message: "…"),
          Discrepancy(
            .answerNormalised, control: "tech.1.1", scope: .caseStudy(1), deliveryModel: "oven",
            message: "…"),
        ]
      },
      answers: {
        if $0.isTo("tech.1.1", case: 1) || $0.isTo("prereq.1.1") { $0.evidence = nil }
      })
    #expect(
      assessment.codes == [
        .contentMacros, .fieldAbsent, .evidenceAbsent, .caseTooOld, .caseNotInProduction,
        .caseTooFew, .caseTooFewPublic, .answerNormalised, .evidenceAbsent, .cellUnexpected,
      ])
  }

  @Test func messagesNameThePlaceWhatWasFoundAndWhatToDo() throws {
    let assessment = assess(answers: {
      if $0.isTo("tech.1.1", case: 2) { $0.evidence = nil }
      if $0.isTo("doc.diagram") { $0.finding = .no }
    })
    #expect(
      assessment.discrepancies.map(\.message) == [
        "Validation technique, H18 (document «\u{A0}Plan du fournil\u{A0}», Four partagé)\u{A0}: constat N, réponse O. Le constat compte\u{A0}; lisez la raison et l’action demandée, puis répondez.",
        "Validation technique, H28 (contrôle 1.1, étude de cas 2, Four partagé)\u{A0}: la réponse est O, sans preuve. Indiquez à côté où la preuve se trouve\u{A0}: document et page, ou lien.",
      ])
    let english = assess(
      language: .english, fields: { $0.set(.customers, nil as FieldValue?) })
    #expect(
      english.discrepancies.map(\.message) == [
        "Candidature, C20 (Total number of customers): this field is required and empty. Fill it in."
      ])
  }

  @Test func typedTextIsShortenedAndMadeVisible() throws {
    let name = "\u{1B}[31m" + String(repeating: "é", count: 100)
    let assessment = assess(fields: {
      $0.set(.customer, .text(name), of: 1)
      $0.set(.customer, .text(name), of: 2)
    })
    let message = try #require(assessment.discrepancies.first?.message)
    // ␛[31m are 5 of the 60 characters, … is the last.
    #expect(message.contains("«\u{A0}␛[31m" + String(repeating: "é", count: 54) + "…\u{A0}»"))
  }

  /// A plain blank before a high sign would break the line there.
  @Test(arguments: answers + fields + ReuseTests.cases.map(\.example))
  func frenchTypography(_ example: Case) {
    let assessment = assess(fields: example.fields, answers: example.answers)
    for text in assessment.discrepancies.map(\.message) + assessment.reasons.map(\.text)
      + assessment.caseStudies.flatMap(\.obstacles)
    {
      #expect(!Typography.isFaulty(text), "\(text)")
    }
  }

  @Test(arguments: DiscrepancyCode.allCases)
  func everyCodeIsExplained(_ code: DiscrepancyCode) {
    for language in Language.allCases {
      for text in [code.meaning(in: language), code.remedy(in: language)] {
        #expect(text.hasSuffix(".") || text.hasSuffix("…"))
        #expect(text.first?.isUppercase == true)
        if language == .french { #expect(!Typography.isFaulty(text), "\(text)") }
      }
    }
    #expect(code.meaning(in: .french) != code.meaning(in: .english))
  }
}

/// What French typography does not allow in our own words; what a person typed stands between quotation marks.
enum Typography {
  static func isFaulty(_ text: String) -> Bool {
    let own = text.replacing(/«\u{A0}.*?\u{A0}»/, with: "«»")
    return [" :", " ;", " !", " ?", "« ", " »", "'", "  ", "\u{A0}\u{A0}"].contains {
      own.contains($0)
    }
  }
}
