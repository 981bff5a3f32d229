import AssessmentFixtures
import Basics
import Checklists
import Testing

@testable import Assessments

/// What changed between two submissions, against tables worked out by hand from the definitions: the bakery's sound
/// submission has 35 answers.
@Suite struct DifferenceTests {
  @Test func aSubmissionDoesNotDifferFromItself() {
    let difference = compare()
    #expect(!difference.differs)
    #expect(difference.counts == [.unchanged: 35])
    #expect(difference.fields.isEmpty && difference.discrepancies.isEmpty)
    #expect(difference.caseStudies.map(\.change) == [.same, .same, .same, .same])
    #expect(difference.audit == nil && difference.objections.isEmpty)
  }

  /// Old and new answer to a control that everyone has to meet, and the class.
  @Test(
    arguments: [
      ("O", "O", .unchanged), ("O", "N", .regressed), ("O", "", .noLongerAnswered),
      ("O", "?", .noLongerAnswered), ("O", "missing", .noLongerAnswered),
      ("O", "duplicate", .noLongerAnswered), ("N", "O", .fixed), ("N", "N", .unchanged),
      ("N", "", .noLongerAnswered), ("N", "?", .noLongerAnswered), ("", "O", .newlyAnswered),
      ("", "N", .newlyAnswered), ("?", "O", .newlyAnswered), ("missing", "N", .newlyAnswered),
      ("duplicate", "O", .newlyAnswered), ("", "", .unchanged), ("", "?", .otherwiseChanged),
      ("?", "", .otherwiseChanged), ("?", "?", .unchanged), ("", "missing", .unchanged),
      // Not applicable counts as open where the control is not conditional.
      ("O", "S.O.", .noLongerAnswered),
    ] as [(String, String, AnswerChange)])
  func answersOfAControl(old: String, new: String, change: AnswerChange) {
    expect(change, "tech.1.1", old, new)
  }

  /// The same for a control that may not apply: S.O. with its reason satisfies, without it is open.
  @Test(
    arguments: [
      ("O", "S.O.", .otherwiseChanged), ("S.O.", "O", .otherwiseChanged),
      ("N", "S.O.", .fixed), ("S.O.", "N", .regressed), ("S.O.", "", .noLongerAnswered),
      ("S.O.", "S.O.", .unchanged), ("", "S.O.", .newlyAnswered),
      ("O", "S.O. bare", .noLongerAnswered), ("S.O. bare", "O", .newlyAnswered),
      ("S.O. bare", "S.O.", .newlyAnswered), ("S.O. bare", "S.O. bare", .unchanged),
      ("S.O. bare", "", .otherwiseChanged),
    ] as [(String, String, AnswerChange)])
  func answersOfAConditionalControl(old: String, new: String, change: AnswerChange) {
    expect(change, "tech.1.3", old, new)
  }

  /// A declaration has nothing to satisfy.
  @Test(
    arguments: [
      ("O", "N", .otherwiseChanged), ("N", "O", .otherwiseChanged), ("N", "N", .unchanged),
      ("O", "", .noLongerAnswered), ("", "N", .newlyAnswered),
    ] as [(String, String, AnswerChange)])
  func declarations(old: String, new: String, change: AnswerChange) {
    expect(change, "prereq.2.2", old, new)
  }

  private func expect(_ change: AnswerChange, _ control: String, _ old: String, _ new: String) {
    let number = control.hasPrefix("prereq") ? 0 : 1
    let difference = compare(
      old: { $0.write(old, to: control, case: number) },
      new: { $0.write(new, to: control, case: number) })
    var expected: [AnswerChange: Int] = [.unchanged: 34]
    expected[change, default: 0] += 1
    #expect(difference.counts == expected)
    if change != .unchanged {
      let changed = difference.answers.first { $0.change == change }
      #expect(changed?.key.control == control)
    }
  }

  @Test(
    arguments: [
      ("a b", "a b", AnswerChange.unchanged), ("a b", " a\n\n b\u{A0}", .unchanged),
      ("a b", "ab", .evidenceChanged), ("a b", "A b", .evidenceChanged),
      ("a", nil, .evidenceChanged),
      (nil, "a", .evidenceChanged), (nil, "  ", .unchanged), ("\u{E9}", "e\u{301}", .unchanged),
    ] as [(String?, String?, AnswerChange)])
  func evidence(old: String?, new: String?, change: AnswerChange) {
    let difference = compare(
      old: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = old } },
      new: { if $0.isTo("tech.1.1", case: 2) { $0.evidence = new } })
    #expect(difference.count(change) == (change == .unchanged ? 35 : 1))
  }

  @Test func dates() {
    func changed(_ old: (inout Answer) -> Void, _ new: (inout Answer) -> Void) -> Int {
      compare(
        old: { if $0.isTo("tech.2.1", case: 1) { old(&$0) } },
        new: { if $0.isTo("tech.2.1", case: 1) { new(&$0) } }
      ).count(.evidenceChanged)
    }
    #expect(changed({ _ in }, { $0.date = Bakery.date("2019-09-02") }) == 1)
    #expect(changed({ _ in }, { $0.date = nil }) == 1)
    #expect(
      changed(
        { ($0.date, $0.dateRaw) = (nil, "hier") }, { ($0.date, $0.dateRaw) = (nil, "demain") }) == 1
    )
    #expect(
      changed(
        { ($0.date, $0.dateRaw) = (nil, "hier") }, { ($0.date, $0.dateRaw) = (nil, "hier ") }) == 0)
  }

  /// How an answer is written is no change.
  @Test func spelling() {
    #expect(!compare(new: { $0.raw = "oui " }).differs)
  }

  // MARK: Case studies

  @Test func swappedCaseStudiesAreComparedCustomerWithCustomer() {
    let difference = compare(
      oldAnswers: { if $0.isTo("tech.1.1", case: 2) { $0.write("N") } },
      newFields: {
        ($0.caseStudies[1].fields, $0.caseStudies[2].fields) =
          ($0.caseStudies[2].fields, $0.caseStudies[1].fields)
      },
      newAnswers: { answer in
        let swapped = [Scope.caseStudy(2): 3, .caseStudy(3): 2]
        if let number = swapped[answer.key.scope] {
          answer.evidence = "Dossier \(answer.key.control), case\(number)"
        }
      })
    #expect(difference.counts == [.unchanged: 34, .fixed: 1])
    #expect(difference.fields.isEmpty)
    #expect(
      difference.caseStudies.map { [$0.old?.number, $0.new?.number] } == [
        [1, 1], [3, 2], [2, 3], [4, 4],
      ])
    #expect(difference.caseStudies.map(\.change) == [.same, .renumbered, .renumbered, .same])
    let fixed = difference.answers.first { $0.change == .fixed }
    #expect(fixed?.old?.key.scope == .caseStudy(2))
    #expect(fixed?.key.scope == .caseStudy(3))
  }

  @Test func oneDroppedTheOthersMovedUp() {
    let names = ["Client 2", "client  3", "CLIENT 4", "Nouveau"]
    let difference = compare(
      newFields: { for number in 1...4 { $0.set(.customer, .text(names[number - 1]), of: number) } }
    )
    #expect(
      difference.caseStudies.map(\.change) == [
        .renumbered, .renumbered, .renumbered, .added, .dropped,
      ])
    #expect(
      difference.caseStudies.map { [$0.old?.number, $0.new?.number] } == [
        [2, 1], [3, 2], [4, 3], [nil, 4], [1, nil],
      ])
    // Six prerequisites and the diagram are asked once; three case studies moved with other evidence; seven answers each
    // belong to the one that was added and the one that was dropped.
    #expect(
      difference.counts == [
        .unchanged: 7, .evidenceChanged: 21, .newlyAnswered: 7, .noLongerAsked: 7,
      ])
    #expect(difference.answers.count == difference.new.expected + 7)
  }

  @Test func anotherCustomerUnderTheSameNumber() {
    let difference = compare(newFields: { $0.set(.customer, .text("Autre"), of: 3) })
    #expect(difference.caseStudies.map(\.change) == [.same, .same, .customerChanged, .same])
    #expect(difference.counts == [.unchanged: 35])
    #expect(difference.fields.map(\.field) == ["customer"])
  }

  /// A name that stands twice recognises nothing.
  @Test func oneCustomerTwice() {
    let difference = compare(newFields: { $0.set(.customer, .text("Client 1"), of: 2) })
    #expect(
      difference.caseStudies.map { [$0.old?.number, $0.new?.number] } == [
        [1, 1], [2, 2], [3, 3], [4, 4],
      ])
    #expect(difference.caseStudies.map(\.change) == [.same, .customerChanged, .same, .same])
  }

  @Test func aBlankOneHasNoCustomers() {
    let difference = compare(
      oldFields: { old in
        for number in 1...4 {
          for field in CaseStudyField.allCases { old.set(field, nil, of: number) }
        }
      },
      oldAnswers: {
        $0.clear()
        $0.raw = nil
        $0.evidence = nil
        $0.date = nil
      })
    #expect(difference.counts == [.newlyAnswered: 35])
    #expect(difference.caseStudies.map(\.change) == [.same, .same, .same, .same])
    // Eleven fields each, and the link of the two that are public.
    #expect(difference.fields.count == 46)
    #expect(Set(difference.fields.map(\.change)) == [.filled])
  }

  /// Under `onSite` a case study has 5 answers instead of 7, and the solution has a guide.
  @Test func anotherDeliveryModel() {
    let difference = compare(newFields: {
      $0.set(.deliveryModel, .deliveryModels(["onSite"]), of: 2)
    })
    #expect(difference.new.expected == 34)
    #expect(difference.counts == [.unchanged: 28, .newlyAnswered: 6, .noLongerAsked: 7])
    #expect(difference.caseStudies[1].oldModels == ["oven"])
    #expect(difference.caseStudies[1].newModels == ["onSite"])
    #expect(
      difference.old.deliveryModels == ["oven"]
        && difference.new.deliveryModels == ["oven", "onSite"])
  }

  // MARK: Fields

  @Test func fields() {
    let difference = compare(
      newFields: {
        $0.set(.customers, .number(121))
        $0.set(.solution, .text(" Levain\n"))
        $0.set(.contact, .text("Mie"))
        $0.set(.productionDate, nil, of: 3)
        $0.set(.isPublic, .yesNo(true), of: 4)
      })
    let told = difference.fields.map {
      "\($0.newScope?.description ?? "-") \($0.field) \($0.change)"
    }
    #expect(
      told == [
        "- contact filled", "- customers changed", "case3 productionDate emptied",
        "case4 public changed",
      ])
    #expect(difference.differs && difference.counts == [.unchanged: 35])
  }

  // MARK: Editions

  @Test func anOlderEditionIsComparedInTheNewerOne() throws {
    let old = Bakery.template()
    let new = Bakery.template { template in
      template.version = "2.0"
      template.predecessors = [old.edition]
      template.controls.removeAll { $0.id == "tech.1.2" }
      for index in template.controls.indices where template.controls[index].id == "tech.1.1" {
        template.controls[index].text = "Autrement."
      }
      var added = template.controls[template.controls.count - 1]
      (added.id, added.ref) = ("tech.2.9", "2.9")
      template.controls.append(added)
    }
    var library = TemplateLibrary()
    library.add(old)
    library.add(new)
    #expect(CommonTemplate.of(old, new, in: library)?.version == "2.0")
    #expect(CommonTemplate.of(new, old, in: library)?.version == "2.0")
    let before = Bakery.submission(of: old)
    let after = Bakery.submission(
      of: new, answers: { if $0.isTo("tech.2.9", case: 4) { $0.clear() } })
    let forward = difference(before, old, after, new, in: new)
    // Four answers were retired; of the four added ones three are answered.
    #expect(
      forward.counts == [.unchanged: 31, .newlyAnswered: 3, .newlyAsked: 1, .noLongerAsked: 4])
    #expect(forward.carryOver?.reworded == ["tech.1.1"])
    #expect(forward.carryOver?.added == ["tech.2.9"] && forward.carryOver?.retired == ["tech.1.2"])
    #expect(forward.carryOver?.homeless.count == 4)
    // The other way round, what was added is no longer asked.
    let backward = difference(after, new, before, old, in: new)
    #expect(backward.counts == [.unchanged: 31, .newlyAnswered: 4, .noLongerAsked: 4])
    #expect(backward.old.expected == 35 && backward.new.expected == 35)
  }

  @Test func editionsOfOneChecklist() {
    let first = Bakery.template()
    let second = Bakery.template { ($0.version, $0.predecessors) = ("2.0", [first.edition]) }
    let third = Bakery.template {
      ($0.id, $0.version, $0.predecessors) = ("bakery-next", "1.0", [second.edition])
    }
    let other = Bakery.template { $0.id = "butchers" }
    let english = Bakery.template { $0.language = .english }
    let later = Bakery.template { ($0.version, $0.published) = ("0.9", "2030-01") }
    var library = TemplateLibrary()
    for template in [first, second, third] { library.add(template) }
    #expect(CommonTemplate.of(third, first, in: library)?.id == "bakery-next")
    #expect(CommonTemplate.of(first, third, in: library)?.id == "bakery-next")
    #expect(CommonTemplate.of(first, other, in: library) == nil)
    #expect(CommonTemplate.of(first, english, in: library)?.language == .english)
    #expect(CommonTemplate.of(english, first, in: library)?.language == .french)
    // Nothing says that one replaces the other: the month of publication does.
    #expect(CommonTemplate.of(first, later, in: library)?.version == "0.9")
    #expect(CommonTemplate.of(later, first, in: library)?.version == "0.9")
    // Without the edition in between nothing is known of a connection.
    #expect(CommonTemplate.of(first, third, in: TemplateLibrary()) == nil)
  }

  @Test func twoLanguagesOfOneEdition() {
    let french = Bakery.template()
    let english = Bakery.template { template in
      template.language = .english
      for index in template.controls.indices { template.controls[index].title += " (en)" }
    }
    let result = difference(
      Bakery.submission(of: french), french, Bakery.submission(of: english), english, in: english)
    #expect(!result.differs)
    #expect(result.carryOver == nil)
  }

  // MARK: Discrepancies

  @Test func discrepancies() {
    func found(
      _ code: DiscrepancyCode, _ cell: String?, control: String? = nil, scope: Scope? = nil
    )
      -> Discrepancy
    {
      Discrepancy(
        code, control: control, scope: scope, sheet: "Feuille", cell: cell, message: code.rawValue)
    }
    let difference = compare(
      oldFields: {
        $0.discrepancies = [
          found(.rowAdded, "A4"), found(.rowAdded, "A9"), found(.sheetRenamed, nil),
          found(.cellUnexpected, "Q7"), found(.answerNormalised, "H3"),
        ]
      },
      newFields: {
        $0.discrepancies = [
          // One of two went, the other moved; one cell more.
          found(.rowAdded, "A10"), found(.cellUnexpected, "Q8"), found(.cellUnexpected, "Q7"),
          found(.textAltered, "B5", control: "tech.1.1"),
        ]
      })
    let told = difference.discrepancies.map {
      "\($0.change) \($0.discrepancy.code.rawValue) \($0.discrepancy.cell ?? "-")"
    }
    #expect(
      told == [
        "appeared text.altered B5", "appeared cell.unexpected Q8", "gone row.added A9",
        "gone sheet.renamed -",
      ])
  }

  /// The old number of a case study is not taken for another's.
  @Test func discrepanciesFollowTheirCaseStudy() {
    let names = ["Client 2", "Client 1", "Client 3", "Client 4"]
    let difference = compare(
      oldFields: { $0.set(.inProduction, .yesNo(false), of: 1) },
      newFields: {
        for number in 1...4 { $0.set(.customer, .text(names[number - 1]), of: number) }
        $0.set(.inProduction, .yesNo(false), of: 2)
        $0.set(.publicUrl, .text("https://client.example/pain"), of: 2)
      })
    #expect(!difference.discrepancies.contains { $0.discrepancy.code == .caseNotInProduction })
  }
}

/// What became of an auditor's objections.
@Suite struct ObjectionTests {
  /// What the auditor wrote beside the partner's O (or N), what the new submission says, and the state.
  struct Case: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var audited: @Sendable (inout Answer) -> Void
    var now: @Sendable (inout Answer) -> Void
    var state: Objection.State
  }

  static let cases: [Case] = [
    Case(
      testDescription: "nothing done", audited: { $0.finding = .no }, now: { _ in },
      state: .untouched),
    Case(
      testDescription: "other evidence for the same O", audited: { $0.finding = .no },
      now: { $0.evidence = "Autre dossier" }, state: .settled),
    Case(
      testDescription: "blanks in the evidence are no change", audited: { $0.finding = .no },
      now: { $0.evidence?.append("  ") }, state: .untouched),
    Case(
      testDescription: "evidence taken away", audited: { $0.finding = .no },
      now: { $0.evidence = nil }, state: .answered),
    Case(
      testDescription: "N became O with evidence",
      audited: {
        $0.finding = .no
        $0.write("N")
      },
      now: { $0.evidence = "Autre dossier" }, state: .settled),
    Case(
      testDescription: "N became O, the evidence is the old one",
      audited: {
        $0.finding = .no
        $0.write("N")
      }, now: { _ in }, state: .answered),
    Case(
      testDescription: "still N, with other evidence",
      audited: {
        $0.finding = .no
        $0.write("N")
      },
      now: {
        $0.write("N")
        $0.evidence = "Autre dossier"
      }, state: .answered),
    Case(
      testDescription: "a reply alone", audited: { $0.action = "Datez-le." },
      now: { $0.reply = "Bientôt." }, state: .answered),
    Case(
      testDescription: "a reply in the audit workbook",
      audited: {
        $0.finding = .no
        $0.reply = "Voir annexe."
      }, now: { _ in }, state: .answered),
    Case(
      testDescription: "a blank reply", audited: { $0.action = "Datez-le." },
      now: { $0.reply = "  " }, state: .untouched),
    Case(
      testDescription: "an action for an O that was found met, done",
      audited: {
        $0.finding = .yes
        $0.action = "Ajoutez la page."
      },
      now: { $0.evidence = "Dossier, page 4" }, state: .settled),
    Case(
      testDescription: "the auditor objects again", audited: { $0.finding = .no },
      now: {
        $0.evidence = "Autre dossier"
        $0.finding = .no
      }, state: .answered),
    Case(
      testDescription: "the auditor now agrees, nothing was changed", audited: { $0.finding = .no },
      now: { $0.finding = .yes }, state: .withdrawn),
    Case(
      testDescription: "the auditor now agrees, after a change",
      audited: {
        $0.finding = .no
        $0.write("N")
      }, now: { $0.finding = .yes }, state: .settled),
  ]

  @Test(arguments: cases) func state(_ item: Case) {
    let difference = compare(
      old: { if $0.isTo("tech.1.1", case: 3) { item.audited(&$0) } },
      new: { if $0.isTo("tech.1.1", case: 3) { item.now(&$0) } })
    #expect(difference.objections.map(\.state) == [item.state])
    #expect(difference.objections.first?.key.control == "tech.1.1")
    #expect(difference.audit != nil)
  }

  @Test func whatIsNoObjection() {
    let difference = compare(
      old: {
        if $0.isTo("tech.1.1", case: 1) { $0.finding = .yes }
        if $0.isTo("tech.1.3", case: 1) { $0.finding = .notApplicable }
        if $0.isTo("tech.2.1", case: 1) {
          $0.reason = "Vu."
          $0.action = " "
        }
      })
    #expect(difference.objections.isEmpty)
    #expect(!difference.differs)
  }

  @Test func objectionsOfAThirdFile() {
    let template = Bakery.template()
    let side = { ComparedSubmission($0, template: template) }
    let audit = Bakery.submission(
      answers: {
        if $0.isTo("tech.2.2", case: 2) {
          $0.finding = .no
          $0.reason = "Non daté."
        }
      })
    let new = Bakery.submission(
      answers: { if $0.isTo("tech.2.2", case: 2) { $0.evidence = "Four daté" } })
    let difference = Difference(
      from: side(
        Bakery.submission(answers: {
          $0.clear()
          $0.raw = nil
        })), to: side(new), in: template,
      audit: side(audit), asOf: nil, language: .french)
    #expect(difference.counts == [.newlyAnswered: 35])
    #expect(difference.objections.map(\.state) == [.settled])
    #expect(difference.objections.first?.audited.reason == "Non daté.")
  }

  @Test func aDroppedCaseStudyTakesItsObjectionsAlong() {
    let names = ["Client 2", "Client 3", "Client 4", "Nouveau"]
    let difference = compare(
      oldAnswers: {
        if $0.isTo("tech.1.1", case: 1) || $0.isTo("tech.1.1", case: 2) { $0.finding = .no }
      },
      newFields: {
        for number in 1...4 { $0.set(.customer, .text(names[number - 1]), of: number) }
      },
      newAnswers: { $0.evidence = "Autre dossier \($0.key.control) \($0.key.scope)" })
    #expect(difference.objections.map(\.state) == [.noLongerAsked, .settled])
    #expect(difference.objections.last?.key.scope == .caseStudy(1))
  }

  @Test func aNewRoundRaisesNewOnes() {
    let difference = compare(
      old: { if $0.isTo("tech.1.1", case: 1) { $0.finding = .no } },
      new: {
        if $0.isTo("tech.1.1", case: 1) { $0.finding = .no }
        if $0.isTo("tech.1.2", case: 1) { $0.finding = .no }
      })
    #expect(difference.objections.map(\.state) == [.untouched, .raised])
    #expect(difference.auditedDifferently == 1)
    #expect(difference.differs && difference.counts == [.unchanged: 35])
  }
}

// MARK: Support

private func compare(
  oldFields: (inout Submission) -> Void = { _ in }, oldAnswers: (inout Answer) -> Void = { _ in },
  newFields: (inout Submission) -> Void = { _ in }, newAnswers: (inout Answer) -> Void = { _ in }
) -> Difference {
  let template = Bakery.template()
  return difference(
    Bakery.submission(of: template, fields: oldFields, answers: oldAnswers), template,
    Bakery.submission(of: template, fields: newFields, answers: newAnswers), template, in: template)
}

private func compare(
  old: (inout Answer) -> Void = { _ in }, new: (inout Answer) -> Void = { _ in }
) -> Difference {
  compare(oldFields: { _ in }, oldAnswers: old, newAnswers: new)
}

private func difference(
  _ old: Submission, _ oldTemplate: Template, _ new: Submission, _ newTemplate: Template,
  in target: Template
) -> Difference {
  func side(_ submission: Submission, _ template: Template) -> ComparedSubmission {
    ComparedSubmission(
      submission, template: template,
      counterpart: template.language == target.language ? template : nil)
  }
  let result = Difference(
    from: side(old, oldTemplate), to: side(new, newTemplate), in: target, asOf: nil,
    language: .french)
  // Whatever is compared, the account closes.
  #expect(result.counts.values.reduce(0, +) == result.answers.count)
  #expect(result.answers.count { $0.old != nil } == result.old.expected)
  #expect(result.answers.count { $0.new != nil } == result.new.expected)
  #expect(Set(result.answers.compactMap { $0.old?.key }).count == result.old.expected)
  #expect(Set(result.answers.compactMap { $0.new?.key }).count == result.new.expected)
  return result
}

extension Difference {
  /// How many answers became what, classes without any left out.
  fileprivate var counts: [AnswerChange: Int] {
    Dictionary(answers.map { ($0.change, 1) }, uniquingKeysWith: +)
  }
}

extension Answer {
  fileprivate mutating func write(_ text: String, to control: String, case number: Int) {
    if isTo(control, case: number) { write(text) }
  }

  /// As it stands in the tables above.
  fileprivate mutating func write(_ text: String) {
    switch text {
    case "O": (status, value, raw) = (.answered, .yes, "O")
    case "N": (status, value, raw) = (.answered, .no, "N")
    case "S.O.": (status, value, raw) = (.answered, .notApplicable, "S.O.")
    case "S.O. bare": (status, value, raw, evidence) = (.answered, .notApplicable, "S.O.", nil)
    case "": (status, value, raw) = (.blank, nil, nil)
    case "missing": (status, value, raw) = (.missing, nil, nil)
    case "duplicate": (status, value, raw) = (.duplicate, nil, "O\nN")
    default: (status, value, raw) = (.unreadable, nil, text)
    }
  }
}
