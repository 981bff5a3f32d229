import Basics
import Checklists
import Spreadsheet
import Testing

@testable import Workbooks

/// The audit workbook of a garden's submission after somebody worked on it, as a document.
func audit(
  _ submission: Submission, for recipient: AuditWorkbook.Recipient = .auditor,
  _ work: (inout WorkbookDocument) throws -> Void = { _ in }
) throws -> WorkbookDocument {
  var document = AuditWorkbook.document(
    of: submission, template: garden, discrepancies: submission.discrepancies, for: recipient)
  try work(&document)
  return document
}

/// The same as a submission.
func audited(
  _ submission: Submission, file: String = "audit.xlsx",
  for recipient: AuditWorkbook.Recipient = .auditor,
  _ work: (inout WorkbookDocument) throws -> Void = { _ in }
) throws -> Submission {
  let bytes = try XLSXWriter.write(audit(submission, for: recipient, work))
  return WorkbookImport.submission(
    from: bytes, file: file, library: gardens, messagesIn: .english)
}

extension Submission {
  /// What the partner said, without where it was found.
  var withoutPlaces: Submission {
    var copy = self
    copy.source = Source(file: "", sha256: "", bytes: 0)
    copy.audit = nil
    copy.template?.recognisedBy = .property
    for field in copy.application.fields.keys {
      copy.application.fields[field]?.sheet = nil
      copy.application.fields[field]?.cell = nil
    }
    for index in copy.caseStudies.indices {
      for field in copy.caseStudies[index].fields.keys {
        copy.caseStudies[index].fields[field]?.sheet = nil
        copy.caseStudies[index].fields[field]?.cell = nil
      }
    }
    for index in copy.answers.indices {
      copy.answers[index].sheet = nil
      copy.answers[index].cell = nil
      copy.answers[index].foundBy = nil
    }
    copy.discrepancies = []
    copy.unexpected = 0
    return copy
  }

  /// The codes found, with what they are about.
  var found: [String] {
    discrepancies.map { discrepancy in
      [
        discrepancy.code.rawValue, discrepancy.control, discrepancy.scope?.description,
        discrepancy.deliveryModel, discrepancy.field,
      ].compactMap(\.self).joined(separator: " ")
    }.sorted()
  }
}

@Suite struct AuditTests {
  /// A workbook with everything that a cell alone does not say: two answers that contradict each other, a field twice, an
  /// answer that is gone, and a third case study that is used by a cell that does not count.
  static func partners() throws -> Submission {
    var work = try Rearrangement(garden) { document in
      try document.type(.text("Hanging & Gardens"), into: "rsp.app.partner")
      try document.type(.text("=HYPERLINK(\"x\")"), into: "rsp.app.solution")
      try document.type(.number(120.5), into: "rsp.app.customers")
      try document.type(.date(CalendarDate(iso: "2024-06-01")!), into: "rsp.app.assessmentDate")
      try document.type(.text("Hosted"), into: "rsp.app.deliveryModel")
      try document.type(.text("1.234 clients"), into: "rsp.case1.customer")
      try document.type(.text("12/31/2023"), into: "rsp.case1.productionDate")
      try document.type(.text("On site, Mixed"), into: "rsp.case2.deliveryModel")
      try document.type(.text("yes"), into: "rsp.case2.public")
      try document.type(.text(" oui "), into: "rsp.prereq.1.1.met")
      try document.type(.text("+49 30 1"), into: "rsp.prereq.1.1.evidence")
      try document.type(.text("last spring"), into: "rsp.prereq.1.1.date")
      try document.type(.text("Y"), into: "rsp.tech.1.1.case1.hosted.met")
      try document.type(.text("line one\nline two"), into: "rsp.tech.1.1.case1.evidence")
      try document.type(.text("maybe"), into: "rsp.tech.1.1.case2.onSite.met")
      try document.type(.text("N/A"), into: "rsp.tech.1.2.case1.hosted.met")
      try document.type(.text("no pond"), into: "rsp.tech.1.2.case1.evidence")
      try document.type(.boolean(true), into: "rsp.doc.plan.case2.onSite.met")
    }
    // A copy of the technical sheet contradicts one answer, and one row is gone from both.
    let technical = try work.index("Technical validation")
    var copy = work.workbook.sheets[technical]
    copy.name = "Technical (2)"
    work.workbook.sheets.append(copy)
    let target = try #require(
      work.workbook.definedNames.first { $0.name == "rsp.tech.1.1.case1.hosted.met" }?.target)
    try work.put("N", "Technical (2)", target.cell.row, target.cell.column)
    return work.submission(gardens)
  }

  @Test func whatThePartnerSaidIsReadAsFromTheOriginal() throws {
    let original = try Self.partners()
    #expect(Set(original.answers.map(\.status)) == [.answered, .blank, .unreadable, .duplicate])
    #expect(original.application[.customers].raw == "120.5")
    let copy = try audited(original)
    #expect(copy.withoutPlaces == original.withoutPlaces)
    #expect(copy.audit == AuditOrigin(file: "a.xlsx", sha256: "", isForPartner: false))
    // What was found about the original goes along, each once.
    #expect(copy.found == original.found)
    // In the next round, too.
    let again = try audited(copy)
    #expect(again.withoutPlaces == original.withoutPlaces)
    #expect(again.found == original.found)
    #expect(again.audit == copy.audit)
  }

  static let digest = String(repeating: "4d", count: 32)

  /// What an audit workbook says of its submission, after what programs do to it.
  @Test(
    "The number and the digest of the submission stand twice, and two that differ are none",
    arguments: [
      ("kept", false, false, nil, 12 as Int?), ("no properties", true, false, nil, 12),
      ("no hidden sheet", false, true, nil, 12), ("neither", true, true, nil, nil),
      ("another number typed over", false, false, "13", nil),
    ] as [(String, Bool, Bool, String?, Int?)])
  func theNumberOfTheSubmission(
    _ what: String, losesProperties: Bool, losesSheet: Bool, typed: String?, number: Int?
  ) throws {
    var original = try Self.partners()
    original.audit = AuditOrigin(
      file: "retour.xlsx", sha256: Self.digest, number: 12, isForPartner: false)
    let read = try audited(original) { document in
      if losesProperties { document.customProperties = [] }
      if losesSheet { document.sheets.removeAll { $0.isHidden } }
      guard let typed, let sheet = document.sheets.firstIndex(where: \.isHidden) else { return }
      for (place, cell) in document.sheets[sheet].cells
      where cell.content == .text("audit.submission") {
        document.sheets[sheet].put(.text(typed), at: place.row, place.column + 1)
      }
    }
    #expect(read.audit?.number == number)
    #expect(read.audit?.sha256 == (losesProperties && losesSheet ? nil : Self.digest))
    #expect(read.audit?.isForPartner == (losesProperties && losesSheet ? nil : false))
  }

  @Test("Audit workbooks of two submissions with the same answers are not merged")
  func auditsOfTwoSubmissionsAreNotMerged() throws {
    func audit(_ number: Int?) throws -> Submission {
      var original = try Self.partners()
      original.audit = AuditOrigin(
        file: "retour.xlsx", sha256: Self.digest, number: number, isForPartner: false)
      return try audited(original)
    }
    let (first, same, other, none) = (
      try audit(12), try audit(12), try audit(13), try audit(nil)
    )
    #expect(AuditMerge.isSameSubmission(first, same))
    #expect(!AuditMerge.isSameSubmission(first, other))
    #expect(AuditMerge.isSameSubmission(first, none))
    #expect(AuditMerge.merge([none, first]).audit?.number == 12)
  }

  @Test func whatHadNoCellStaysMissing() throws {
    var options = ExportOptions()
    options.deliveryModels = ["hosted"]
    options.caseStudies = 3
    let original = try returned(options: options) { document in
      try document.type(.text("Hosted"), into: "rsp.app.deliveryModel")
      try document.type(.text("On site"), into: "rsp.case1.deliveryModel")
      try document.type(.text("A customer"), into: "rsp.case3.customer")
    }
    #expect(original.count(.missing) == 3)
    #expect(original.caseStudies.map(\.used) == [true, true, true])
    let copy = try audited(original)
    #expect(copy.withoutPlaces == original.withoutPlaces)
    #expect(copy.found == original.found)
  }

  @Test func findingsAreReadBesideTheirAnswers() throws {
    let copy = try audited(try Self.partners()) { document in
      try document.type(.text("N"), into: "rsp.prereq.1.1.finding")
      try document.type(.text("=1+1"), into: "rsp.prereq.1.1.reason")
      try document.type(.text("Send the plan."), into: "rsp.prereq.1.1.action")
      try document.type(.text("oui"), into: "rsp.tech.1.1.case2.onSite.finding")
      try document.type(.text("N/A"), into: "rsp.tech.1.2.case1.hosted.finding")
      // Not conditional, and no word that is understood.
      try document.type(.text("N/A"), into: "rsp.doc.plan.case2.onSite.finding")
      try document.type(.text("partly"), into: "rsp.tech.1.1.case1.hosted.finding")
      try document.type(
        .text("A reply that nobody asked for"), into: "rsp.doc.plan.solution.hosted.reply")
    }
    let prereq = try copy.answer("prereq.1.1", .solution)
    #expect(prereq.value == .yes)
    #expect(prereq.finding == .no)
    #expect(prereq.reason == "=1+1")
    #expect(prereq.action == "Send the plan.")
    #expect(prereq.auditSheet == "Audit")
    #expect(Set(prereq.auditCells.keys) == [.finding, .reason, .action])
    let opened = try copy.answer("tech.1.1", .caseStudy(2), "onSite")
    #expect(opened.status == .unreadable)
    #expect(opened.raw == "maybe")
    #expect(opened.finding == .yes)
    #expect(try copy.answer("tech.1.2", .caseStudy(1), "hosted").finding == .notApplicable)
    #expect(
      try copy.answer("doc.plan", .solution, "hosted").reply == "A reply that nobody asked for")
    for (control, scope, model, raw) in [
      ("doc.plan", Scope.caseStudy(2), "onSite", "N/A"),
      ("tech.1.1", .caseStudy(1), "hosted", "partly"),
    ] {
      let answer = try copy.answer(control, scope, model)
      #expect(answer.finding == nil)
      #expect(answer.findingRaw == raw)
    }
    let original = try Self.partners()
    let added = copy.discrepancies.filter { $0.field == "finding" }
    #expect(
      added.map { "\($0.severity) \($0.code.rawValue) \($0.control ?? "")" }.sorted() == [
        "error field.invalid doc.plan", "error field.invalid tech.1.1",
        "info answer.normalised tech.1.1",
      ])
    #expect(added.allSatisfy { $0.sheet == "Audit" && $0.cell != nil })
    #expect(copy.discrepancies.count == original.discrepancies.count + added.count)

    // What was not understood stays as it was typed in the next round.
    let again = try audited(copy)
    #expect(again.answers.map(\.findingRaw) == copy.answers.map(\.findingRaw))
    #expect(again.answers.map(\.finding) == copy.answers.map(\.finding))
    #expect(again.answers.map(\.reply) == copy.answers.map(\.reply))
    #expect(
      again.found == copy.found.filter { $0 != "answer.normalised tech.1.1 case2 onSite finding" })
  }

  @Test(
    "Names, keys and print are three ways to a finding",
    arguments: ["names", "keys", "print", "names without keys"])
  func waysHome(_ way: String) throws {
    var work = Rearrangement(
      workbook: try SpreadsheetReader.read(
        XLSXWriter.write(
          audit(try Self.partners()) { document in
            for (index, control) in ["prereq.1.1", "tech.1.2.case1.hosted"].enumerated() {
              try document.type(.text("N"), into: "rsp.\(control).finding")
              try document.type(.text("reason \(index)"), into: "rsp.\(control).reason")
            }
          })))
    switch way {
    case "keys": work.workbook.definedNames = []
    case "print": work.keepPrintOnly()
    case "names without keys":
      let list = try work.index("Audit")
      for place in work.workbook.sheets[list].cells.map(\.reference)
      where place.row == WorkbookLayout.keyRow || place.column == WorkbookLayout.keyColumn {
        try work.put(nil, "Audit", place.row, place.column)
      }
    default: break
    }
    // The list is sorted the other way round, one row is put between.
    let rows = WorkbookLayout.AuditRow.first
    try work.move("Audit") { place in
      place.row < rows
        ? place : CellReference(row: rows + 200 - place.row, column: place.column + 1)
    }
    try work.move("Audit") { place in
      CellReference(row: place.row, column: place.column - (place.row < rows ? 0 : 1))
    }
    let read = work.submission(gardens)
    for (index, key) in [
      ("prereq.1.1", Scope.solution, nil), ("tech.1.2", .caseStudy(1), "hosted"),
    ]
    .enumerated() {
      let answer = try read.answer(key.0, key.1, key.2)
      #expect(answer.finding == .no)
      #expect(answer.reason == "reason \(index)")
    }
    #expect(read.answers.count { $0.finding != nil } == 2)
  }

  @Test func nothingOfThePartnersIsUnlocked() throws {
    let original = try Self.partners()
    let open = try audit(original)
    #expect(
      open.sheets.map(\.name) == [
        "Audit", "Application", "Prerequisites", "Case studies", "Technical validation",
        "_respecte",
      ])
    #expect(open.sheets.allSatisfy { $0.protection != nil })
    func unlocked(_ document: WorkbookDocument) -> Set<String> {
      var names: Set<String> = []
      for name in document.names {
        let sheet = document.sheets.first { $0.name == name.sheet }
        if sheet?.cells[name.range.first]?.style.isLocked == false { names.insert(name.name) }
      }
      let all = document.sheets.flatMap(\.cells.values).count { !$0.style.isLocked }
      #expect(all == names.count)
      return names
    }
    let stems = original.answers.map { "rsp." + $0.key.stem + "." }
    #expect(
      unlocked(open)
        == Set(stems.flatMap { stem in ["finding", "reason", "action"].map { stem + $0 } }))

    let found = try audited(original) { document in
      try document.type(.text("Send the plan."), into: "rsp.prereq.1.1.action")
      try document.type(.text("N"), into: "rsp.tech.1.1.case2.mixed.finding")
    }
    #expect(unlocked(try audit(found, for: .partner)) == ["rsp.prereq.1.1.reply"])
  }

  @Test func openPointsComeFirst() throws {
    let original = try Self.partners()
    let list = AuditList(original, garden, original.discrepancies, [], .auditor)
    let groups = list.lines.map(\.group)
    #expect(groups == groups.sorted { $0.rawValue < $1.rawValue })
    let answers = list.lines.compactMap(\.answer)
    #expect(Set(answers.map(\.key)) == Set(original.answers.map(\.key)))
    #expect(answers.count == original.answers.count)
    let open = list.lines.filter { $0.group == .open }.compactMap(\.answer)
    #expect(open.contains { $0.status == .duplicate })
    #expect(original.answers.filter { $0.status != .answered }.allSatisfy(open.contains))
    // Both readings of what was answered twice stand beside it.
    let twice = try #require(list.lines.first { $0.answer?.status == .duplicate })
    #expect(twice.found.contains("“Y”"))
    #expect(twice.found.contains("“N”"))
  }

  @Test func alteredAnswersAndFindingsAreReported() throws {
    let original = try Self.partners()
    func altered(_ submission: Submission) -> Int {
      submission.discrepancies.count { $0.code == .textAltered && $0.field == "audit" }
    }
    let changed = try audited(original) { document in
      try document.type(.text("N"), into: "rsp.prereq.1.1.met")
    }
    #expect(altered(changed) == 1)
    let sent = try audited(original) { document in
      try document.type(.text("N"), into: "rsp.prereq.1.1.finding")
      try document.type(.text("Send it."), into: "rsp.prereq.1.1.action")
    }
    #expect(altered(sent) == 0)
    let replied = try audited(sent, for: .partner) { document in
      try document.type(.text("Sent."), into: "rsp.prereq.1.1.reply")
    }
    #expect(altered(replied) == 0)
    #expect(replied.audit?.isForPartner == true)
    #expect(try replied.answer("prereq.1.1", .solution).reply == "Sent.")
    let forged = try audited(sent, for: .partner) { document in
      try document.type(.text("Y"), into: "rsp.prereq.1.1.finding")
    }
    #expect(altered(forged) == 1)
    // It is said of this file alone, and not carried on.
    #expect(altered(try audited(forged)) == 0)
    // The partner's reply stands on top of the auditor's next list.
    let next = AuditList(replied, garden, replied.discrepancies, [], .auditor)
    let first = try #require(next.lines.first { $0.answer != nil })
    #expect(first.group == .replies)
    #expect(first.answer?.reply == "Sent.")
  }

  @Test func aPartnersOwnColumnsMakeNoAudit() throws {
    let submission = try returned { document in
      try document.type(
        .text("Finding"), at: CellReference(row: 5, column: 30), of: "Technical validation")
      try document.type(
        .text("Reason"), at: CellReference(row: 5, column: 31), of: "Technical validation")
      try document.type(
        .text("reply"), at: CellReference(row: 5, column: 32), of: "Technical validation")
      try document.type(.text("Y"), into: "rsp.prereq.1.1.met")
    }
    #expect(submission.audit == nil)
    #expect(try submission.answer("prereq.1.1", .solution).value == .yes)
    #expect(submission.unexpected == 3)
  }

  @Test func theRecordCanOnlyOpenAnswers() throws {
    let original = try Self.partners()
    let opened = try audited(original) { document in
      let sheet = try #require(document.sheets.firstIndex { $0.name == "_respecte" })
      let rows = document.sheets[sheet].cells.filter {
        $0.value.content == .text(AuditRecord.Entry.used.rawValue)
      }
      let row = try #require(rows.first?.key.row)
      document.sheets[sheet].put(.text("1"), at: row, 1)
    }
    #expect(opened.answers.count == original.answers.count)
    // Without the hidden sheet two answers in one cell are not understood, and none is taken.
    let bare = try audited(original) { document in
      document.sheets.removeAll { $0.name == "_respecte" }
    }
    let twice = try bare.answer("tech.1.1", .caseStudy(1), "hosted")
    #expect(twice.status == .unreadable)
    #expect(bare.audit == nil)
  }
}
