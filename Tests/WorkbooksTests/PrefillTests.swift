import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// What an earlier submission puts into a new workbook, and what is left over.
@Suite("Prefilled") struct PrefillTests {
  private func submission(_ answers: [Answer] = []) -> Submission {
    var submission = Submission(source: Source(file: "old.xlsx", sha256: "", bytes: 0))
    submission.caseStudies = [1, 2].map { CaseStudy(number: $0, used: true) }
    submission.answers = answers
    return submission
  }

  private func answer(
    _ control: String, _ scope: Scope, _ model: String?, _ value: AnswerValue? = .yes
  ) -> Answer {
    Answer(
      key: AnswerKey(control: control, scope: scope, deliveryModel: model),
      status: value == nil ? .unreadable : .answered, value: value)
  }

  private func prefill(_ submission: Submission, models: [String]? = nil, _ number: Int? = nil)
    -> Prefill
  {
    Prefill(
      submission, into: WorkbookLayout(template: garden, models: models, caseStudies: number))
  }

  /// What one answer leaves over, where it leaves anything.
  private func reasons(_ answer: Answer, models: [String]? = nil) -> [Prefill.Reason] {
    prefill(submission([answer]), models: models).leftovers.map(\.reason)
  }

  @Test func valuesAreWrittenAsTheWorkbookIssuesThem() throws {
    var earlier = submission([
      answer("prereq.1.1", .solution, nil), answer("tech.1.2", .caseStudy(2), "hosted", .no),
      answer("tech.1.1", .caseStudy(1), "mixed"),
    ])
    earlier.answers[0].raw = "oui"
    earlier.answers[0].evidence = "=1+1"
    earlier.answers[2].date = CalendarDate(iso: "2024-02-29")
    earlier.application.fields = [
      .customers: Field(raw: "1 200 clients", value: .number(1200)),
      .assessmentDate: Field(value: .date(try #require(CalendarDate(iso: "2024-05-06")))),
      .category: Field(raw: "herbes", value: .category("flowers")),
      .deliveryModel: Field(value: .deliveryModels(["hosted", "mixed"])),
    ]
    earlier.caseStudies[1].fields = [
      .isPublic: Field(raw: "vrai", value: .yesNo(true)),
      .deliveryModel: Field(value: .deliveryModels(["hosted", "onSite", "mixed"])),
      .website: Field(raw: "voir la pièce jointe"),
    ]
    let result = prefill(earlier)
    #expect(result.leftovers == [])
    func met(_ control: String, _ scope: Scope, _ model: String?) -> SlotRole {
      .met(AnswerKey(control: control, scope: scope, deliveryModel: model))
    }
    #expect(
      result.values == [
        met("prereq.1.1", .solution, nil): .text("Y"),
        .evidence(control: "prereq.1.1", scope: nil): .text("=1+1"),
        met("tech.1.2", .caseStudy(2), "hosted"): .text("N"),
        met("tech.1.1", .caseStudy(1), "mixed"): .text("Y"),
        .date(control: "tech.1.1", scope: .caseStudy(1)):
          .date(try #require(CalendarDate(iso: "2024-02-29"))),
        .application(.customers): .number(1200),
        .application(.assessmentDate): .date(try #require(CalendarDate(iso: "2024-05-06"))),
        .application(.category): .text("Flowers, herbs and grasses"),
        .application(.deliveryModel): .text("Hosted, Mixed"),
        .caseStudy(2, .isPublic): .text("Y"),
        .caseStudy(2, .deliveryModel): .text("All"),
        .caseStudy(2, .website): .text("voir la pièce jointe"),
      ])
  }

  @Test func whatIsNotAskedAnyMoreIsLeftOver() {
    #expect(reasons(answer("tech.9.9", .caseStudy(1), "hosted")) == [.controlRetired])
    #expect(reasons(answer("doc.plan", .solution, "mixed")) == [.notAsked])
    #expect(reasons(answer("prereq.1.1", .caseStudy(1), "hosted")) == [.notAsked])
    #expect(reasons(answer("tech.1.1", .caseStudy(1), "flying")) == [.nameUnknown])
    #expect(reasons(answer("tech.1.1", .caseStudy(3), "hosted")) == [.caseStudyNotIssued])
    #expect(
      reasons(answer("tech.1.1", .caseStudy(1), "onSite"), models: ["hosted"]) == [.modelNotIssued])
    #expect(
      reasons(answer("tech.1.1", .caseStudy(1), "hosted", .notApplicable)) == [.notConditional])
    #expect(reasons(answer("tech.1.2", .caseStudy(1), "hosted", .notApplicable)) == [])
  }

  @Test func evidenceWithoutACellIsLeftOverOnce() {
    var both = [
      answer("doc.plan", .caseStudy(1), "onSite"), answer("doc.plan", .caseStudy(1), "x"),
    ]
    for index in both.indices { both[index].evidence = "plan.pdf" }
    let result = prefill(submission(both), models: ["hosted"])
    #expect(result.values.isEmpty)
    #expect(result.leftovers.filter { $0.text == "plan.pdf" }.map(\.reason) == [.modelNotIssued])
    #expect(result.leftovers.count == 3)
  }

  @Test func whatWasNotUnderstoodStaysOutOfCheckedCells() {
    var typed = answer("tech.1.1", .caseStudy(1), "hosted", nil)
    typed.raw = "partiel"
    typed.dateRaw = "au printemps"
    #expect(reasons(typed) == [.notUnderstood, .notUnderstood])
    var earlier = submission()
    earlier.application.fields = [
      .customers: Field(raw: "beaucoup"), .category: Field(raw: "Flowers; Trees"),
      .assessmentDate: Field(value: CalendarDate(iso: "1899-12-30").map { .date($0) }),
      .deliveryModel: Field(value: .deliveryModels(["hosted", "flying"])),
    ]
    earlier.caseStudies[0].fields = [
      .inProduction: Field(raw: "presque"), .website: Field(raw: "a.example\nb.example"),
      .category: Field(value: .category("rocks")),
    ]
    let result = prefill(earlier)
    #expect(result.values.isEmpty)
    #expect(
      Set(result.leftovers.map(\.role)) == [
        .application(.customers), .application(.category), .application(.assessmentDate),
        .application(.deliveryModel), .caseStudy(1, .inProduction), .caseStudy(1, .website),
        .caseStudy(1, .category),
      ])
    #expect(result.leftovers.filter { $0.reason == .nameUnknown }.count == 2)
    // More than a cell of whole numbers takes.
    for number in [-1, 1_000_000_001, Int.max] {
      earlier.application.fields = [.customers: Field(value: .number(number))]
      #expect(prefill(earlier).leftovers.first?.text == String(number))
    }
  }

  /// An id that the new version does not have any more, under a name that it still has.
  @Test func namesAreRecognisedWhereIdsChanged() {
    var earlier = submission()
    earlier.application.fields = [
      .category: Field(raw: "shrubs and TREES", value: .category("bushes")),
      .deliveryModel: Field(raw: "On the premises", value: .deliveryModels(["premises"])),
    ]
    #expect(
      prefill(earlier).values == [
        .application(.category): .text("Trees"), .application(.deliveryModel): .text("On site"),
      ])
  }

  @Test func competenciesAreNamedInTheNewLanguage() throws {
    let french = retail
    let english = try #require(
      TemplateLibrary.builtIn().template(named: french.id, language: .english))
    var earlier = submission()
    func carried(_ text: String) -> [CellContent] {
      earlier.application.fields = [.heldCompetencies: Field(value: .text(text))]
      earlier.caseStudies[0].fields = [.reusedFrom: Field(value: .text(text))]
      let layout = WorkbookLayout(template: english)
      let result = Prefill(earlier, into: layout, origin: french)
      return [.application(.heldCompetencies), .caseStudy(1, .reusedFrom)].compactMap {
        result.values[$0]
      }
    }
    for (typed, expected) in [
      ("Données et analyse", "Data and Analytics"),
      (
        "donnees ET analyse ;  IoT,expérience client numérique (DCX)\nMigration ",
        "Data and Analytics ;  IoT,Digital Customer Experience (DCX)\nMigration "
      ),
      ("aucune", "aucune"), (" ; , ", " ; , "), ("machine learning", "Machine Learning"),
      ("nos données et analyse", "nos données et analyse"),
    ] {
      #expect(carried(typed) == [.text(expected), .text(expected)])
    }
    // Elsewhere the same words are a text like any other.
    earlier.application.fields = [.solution: Field(value: .text("Données et analyse"))]
    let result = Prefill(earlier, into: WorkbookLayout(template: english), origin: french)
    #expect(result.values[.application(.solution)] == .text("Données et analyse"))
  }

  @Test func contradictionsAuditsAndStraysAreListed() {
    var first = answer("doc.plan", .solution, "hosted")
    var second = answer("doc.plan", .solution, "onSite")
    first.evidence = "plan.pdf"
    second.evidence = "other.pdf"
    second.finding = .no
    second.reason = "out of date"
    var twice = answer("tech.1.1", .caseStudy(1), "hosted", nil)
    twice.status = .duplicate
    twice.raw = "O"
    var earlier = submission([first, second, twice])
    #expect(
      prefill(earlier).leftovers.map(\.reason) == [
        .contradicted, .auditor, .auditor, .contradicted,
      ])
    // With its finding, which names both texts, the duplicate is told once.
    earlier.discrepancies = [
      Discrepancy(
        .answerDuplicate, control: "tech.1.1", scope: .caseStudy(1), deliveryModel: "hosted",
        message: "two cells"),
      Discrepancy(.cellUnexpected, message: "a note\u{1B}[2J beside the form"),
      Discrepancy(.answerBlank, message: "nothing"),
    ]
    let result = prefill(earlier)
    #expect(result.leftovers.count == 3 && result.strays.count == 2)
    let messages = result.messages(in: .english, garden, earlier: nil)
    #expect(messages.count == 5)
    #expect(messages.contains { $0.contains("other.pdf") && $0.contains("contradicted") })
    #expect(messages.contains("a note␛[2J beside the form"))
  }

  /// Names of what is gone are typed text as well; nothing in a message may move a cursor.
  @Test(arguments: Language.allCases) func messagesAreFitForATerminal(language: Language) {
    var answers = [
      answer("tech.1.1\u{1B}]0;x\u{7}", .caseStudy(900), "a\nb"),
      answer("tech.\u{202E}9", .caseStudy(1), "a\u{1B}b"),
    ]
    answers[1].evidence = String(repeating: "é\u{0}", count: 9_000)
    let messages = prefill(submission(answers)).messages(in: language, garden, earlier: nil)
    #expect(messages.count == 3)
    for message in messages {
      #expect(message.visible() == message)
      #expect(message.count < 400)
      #expect(!message.contains(language == .french ? "“" : "«"))
    }
  }

  @Test func anEarlierTemplateTellsWhatWasReworded() throws {
    var before = garden
    before.version = "1.0"
    before.controls[2].text = "It was tested."
    before.controls[3].title = "Lakes"
    before.controls.append(
      Control(
        id: "tech.9.9", part: "tech", kind: .control, section: "1.0", ref: "9.9", title: "Bees",
        text: "They hum.",
        applicability: .byModel(["hosted": [.caseStudy]])))
    let earlier = submission([
      answer("prereq.1.1", .solution, nil), answer("tech.1.1", .caseStudy(1), "hosted"),
      answer("tech.9.9", .caseStudy(2), "hosted"),
    ])
    let layout = WorkbookLayout(template: garden)
    let result = Prefill(earlier, into: layout, earlier: before)
    #expect(result.reworded == ["tech.1.1"])
    #expect(
      result.messages(in: .english, garden, earlier: before) == [
        "Control 9.9, case study 2, Hosted: “Y” – this checklist no longer has that control."
      ])
    before.language = .french
    #expect(Prefill(earlier, into: layout, earlier: before).reworded == [])
  }

  @Test func caseStudiesHoldWhatTheSubmissionUses() {
    var earlier = submission()
    #expect(Prefill.caseStudies(for: earlier, of: garden) == 2)
    earlier.caseStudies.append(CaseStudy(number: 9, used: false))
    #expect(Prefill.caseStudies(for: earlier, of: garden) == 2)
    earlier.caseStudies.append(CaseStudy(number: 7, used: true))
    #expect(Prefill.caseStudies(for: earlier, of: garden) == 7)
    earlier.caseStudies.append(CaseStudy(number: 40, used: true))
    #expect(Prefill.caseStudies(for: earlier, of: garden) == 12)
  }

  /// A submission that says something in every cell of a layout.
  private func full(_ layout: WorkbookLayout) throws -> Submission {
    var earlier = submission()
    earlier.caseStudies = layout.caseNumbers.map { CaseStudy(number: $0, used: true) }
    let template = layout.template
    let day = try #require(CalendarDate(iso: "2019-11-30"))
    func value(_ kind: FieldKind) -> FieldValue {
      switch kind {
      case .text, .link: .text("https://example.com/x")
      case .wholeNumber: .number(Prefill.largestNumber)
      case .date: .date(day)
      case .yesNo: .yesNo(true)
      case .category: .category(template.categories[0].id)
      case .deliveryModels: .deliveryModels(template.deliveryModels.map(\.id))
      }
    }
    for name in ApplicationField.allCases {
      earlier.application.fields[name] = Field(value: value(name.kind))
    }
    for name in CaseStudyField.allCases {
      for index in earlier.caseStudies.indices {
        let competency = template.caseStudies.reuseCompetencies.first.map { FieldValue.text($0) }
        earlier.caseStudies[index].fields[name] = Field(
          value: (name == .reusedFrom ? competency : nil) ?? value(name.kind))
      }
    }
    for slot in layout.slots {
      guard case .met(let key) = slot.role, let control = template.control(key.control) else {
        continue
      }
      var answer = answer(
        key.control, key.scope, key.deliveryModel, control.isConditional ? .notApplicable : .no)
      answer.evidence = "journal.pdf"
      if control.recencyMonths != nil { answer.date = day }
      earlier.answers.append(answer)
    }
    return earlier
  }

  /// Every cell is filled, keeps its look, and would have let the same be typed.
  @Test(arguments: TemplateLibrary.builtIn().templates + [garden])
  func everyCellTakesWhatItsOwnRuleAllows(template: Template) throws {
    let layout = WorkbookLayout(template: template, caseStudies: 5)
    let result = Prefill(try full(layout), into: layout)
    #expect(result.leftovers == [])
    #expect(Set(result.values.keys) == Set(layout.slots.map(\.role)))
    let blank = WorkbookExport.document(of: layout)
    let filled = WorkbookExport.document(of: layout, filledWith: result.values)
    let hidden = try #require(filled.sheets.first { $0.name == layout.name(of: .hidden) })
    var checked = 0
    for slot in layout.slots {
      let name = layout.name(of: slot.sheet)
      let sheet = try #require(filled.sheets.first { $0.name == name })
      let cell = try #require(sheet.cells[slot.cell])
      #expect(cell.style == blank.sheets.first { $0.name == name }?.cells[slot.cell]?.style)
      #expect(cell.content == result.values[slot.role])
      for validation in sheet.validations
      where validation.severity == .stop
        && validation.ranges.contains(where: { $0.contains(slot.cell) })
      {
        switch (validation.rule, cell.content) {
        case (.list(let items), .text(let text)): #expect(items.contains(text), "\(slot.name)")
        case (.listRange(let range), .text(let text)):
          let places = hidden.cells.filter { $0.value.content == .text(text) }.map(\.key)
          let column = range.split(separator: "$").dropFirst().first.map(String.init)
          #expect(
            places.contains { CellReference.letters(ofColumn: $0.column) == column },
            "\(slot.name)")
        case (.date(let first, let last), .date(let date)):
          #expect(first <= date && date <= last && first == .firstAccepted, "\(slot.name)")
        case (.wholeNumber(let first, let last), .number(let number)):
          #expect(Double(first) <= number && number == Double(last), "\(slot.name)")
        default: continue
        }
        checked += 1
      }
    }
    // Most cells have a rule: all answers and dates, and the fields that are chosen.
    #expect(checked > layout.slots.count / 3)
  }

  /// Whatever JSON can hold is written and comes back, or is left over as too long.
  @Test(arguments: [
    "\u{0}\u{1}\u{8}\u{B}\u{1F}", "a\r\nb\rc\u{85}\u{2028}", "_x000D_ _x005F_", "\u{FFFE}\u{FFFF}",
    "=HYPERLINK(\"x\")", "'", "<a>&#10;]]>", "👩🏽‍💻\u{10FFFF}\u{E000}", "\u{202E}x",
    String(repeating: "é", count: 32_767), String(repeating: "\u{1}", count: 32_767),
    String(repeating: "\u{0}", count: 4_681),
  ])
  func hostileTextsComeBack(text: String) throws {
    var earlier = submission([answer("prereq.1.1", .solution, nil)])
    earlier.answers[0].evidence = text
    earlier.application.fields = [.partner: Field(value: .text(text))]
    let layout = WorkbookLayout(template: garden)
    let result = prefill(earlier)
    #expect(result.leftovers == [])
    let bytes = try XLSXWriter.write(
      WorkbookExport.document(of: layout, filledWith: result.values))
    let read = WorkbookImport.submission(
      from: bytes, file: "new.xlsx", library: gardens, messagesIn: .english)
    #expect(read.failure == nil)
    #expect(try read.answer("prereq.1.1", .solution).evidence == text)
    #expect(read.application.partner == text)
    #expect(read.unexpected == 0)
  }

  @Test(arguments: [
    String(repeating: "a", count: 32_768), String(repeating: "😀", count: 16_384),
    String(repeating: "\u{0}", count: 4_682),
  ])
  func textsBeyondACellAreLeftOver(text: String) {
    var earlier = submission([answer("prereq.1.1", .solution, nil)])
    earlier.answers[0].evidence = text
    let result = prefill(earlier)
    #expect(result.leftovers.map(\.reason) == [.tooLong])
    #expect(result.count == 1)
  }
}
