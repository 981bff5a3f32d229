import Basics
import Checklists
import Foundation
import TestSupport
import Testing

@testable import Commands

/// What changed between two submissions, as the real program tells it of real files.
@Suite struct DiffCommandTests {
  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../SampleData").standardized

  private static let sample = samples.appendingPathComponent(
    "returned/Maison Lavande – auto-évaluation.xlsx"
  ).path

  /// A folder with an eligible submission, as JSON and as a workbook that is issued anew with it.
  private func folder() throws -> WorkFolder {
    let folder = try WorkFolder()
    try folder.write(
      RespecteProgram.run(["import", Self.sample], in: folder).outputBytes, to: "old.json")
    try issue("old.json", as: "old.xlsx", in: folder)
    return folder
  }

  private func issue(_ json: String, as name: String, _ more: [String] = [], in folder: WorkFolder)
    throws
  {
    let result = try RespecteProgram.run(
      ["export", "--prefill", json, "--quiet", "-o", name] + more, in: folder)
    #expect(result.status == 0, "\(result.errors)")
  }

  /// A workbook with the submission of `old.json` after a change.
  private func change(
    _ folder: WorkFolder, to name: String, _ more: [String] = [],
    _ change: (inout Submission) -> Void
  ) throws {
    var submission = try SubmissionJSON.read(folder.read("old.json"))
    change(&submission)
    try folder.write(SubmissionJSON.json(of: submission).compact, to: name + ".json")
    if name.hasSuffix(".xlsx") { try issue(name + ".json", as: name, more, in: folder) }
  }

  private func diff(_ words: String..., in folder: WorkFolder, input: [UInt8] = []) throws
    -> RespecteProgram.Result
  {
    try RespecteProgram.run(["diff"] + words, in: folder, input: input)
  }

  private func json(_ words: String..., in folder: WorkFolder) throws -> JSON {
    let result = try RespecteProgram.run(["diff", "--json"] + words, in: folder)
    let json = try JSON.read(result.outputBytes)
    #expect(json["schema"]?.string == "respecte.diff/1")
    #expect(result.status == (json["differs"]?.boolean == true ? 1 : 0))
    let account = try #require(json["accounting"])
    let classes = account.members?.filter { !["expected", "compared"].contains($0.name) } ?? []
    #expect(classes.count == 9)
    #expect(classes.compactMap(\.value.int).reduce(0, +) == account["compared"]?.int)
    let told = json["answers"]?.array?.count ?? -1
    #expect(told + (account["unchanged"]?.int ?? 0) == account["compared"]?.int)
    return json
  }

  private func count(_ json: JSON, _ name: String) -> Int? { json["accounting"]?[name]?.int }

  // MARK: Nothing differs

  @Test func oneSubmissionInFourGuises() throws {
    let folder = try folder()
    try folder.write(folder.read("old.xlsx"), to: "renommé.xlsx")
    try issue("old.json", as: "english.xlsx", ["--lang", "en"], in: folder)
    for name in ["old.xlsx", "renommé.xlsx", "old.json", "english.xlsx"] {
      for other in ["old.xlsx", "english.xlsx"] {
        let result = try diff(other, name, in: folder)
        #expect(result.status == 0, "\(other) \(name)\n\(result.output)")
        #expect(result.output.contains("Rien ne diffère : 207 réponses"))
        #expect(result.errors == "")
      }
    }
    let piped = try diff("-", "old.xlsx", in: folder, input: folder.read("old.json"))
    #expect(piped.status == 0)
    let other = try diff("old.json", "-", in: folder, input: folder.read("old.xlsx"))
    #expect(other.status == 0)
  }

  // MARK: What changed

  @Test func answersAreNamedWithTheirPlaces() throws {
    let folder = try folder()
    try change(folder, to: "new.xlsx") { submission in
      submission.edit("tech.1.12", 3) {
        $0.value = .no
        $0.raw = "N"
      }
      submission.edit("tech.1.13", 1) { $0.clear() }
      submission.edit("tech.1.14", 2) { $0.evidence = "Un autre dossier" }
      submission.edit("tech.1.15", 4) {
        $0.evidence = ($0.evidence ?? "").replacing(" ", with: "\n")
      }
    }
    let text = try diff("old.xlsx", "new.xlsx", in: folder)
    #expect(text.status == 1)
    #expect(
      text.output.contains(
        "207 réponses comparées : 1 régression, 1 sans réponse désormais, 1 avec preuve ou date modifiée, 204 inchangées."
      ), "\(text.output)")
    let read = try json("old.xlsx", "new.xlsx", in: folder)
    let answers = try #require(read["answers"]?.array)
    #expect(
      answers.map { [$0["change"]?.string, $0["control"]?.string, $0["scope"]?.string] } == [
        ["regressed", "tech.1.12", "case3"], ["noLongerAnswered", "tech.1.13", "case1"],
        ["evidenceChanged", "tech.1.14", "case2"],
      ])
    let cell = try #require(answers[0]["new"]?["cell"]?.string)
    #expect(text.lines.contains { $0.contains("Validation technique, \(cell)") })
    #expect(
      text.lines.contains {
        $0.contains("Contrôle 1.12 – ")
          && $0.contains("(étude de cas\u{A0}3, SaaS) : O\u{A0}→\u{A0}N")
      })
    // The other way round, what regressed is fixed.
    let back = try json("new.xlsx", "old.xlsx", in: folder)
    #expect(
      ["fixed", "newlyAnswered", "evidenceChanged", "unchanged"].map { count(back, $0) } == [
        1, 1, 1, 204,
      ])
    #expect(read["old"]?["verdict"]?.string == "eligible")
    #expect(read["new"]?["verdict"]?.string == "incomplete")
  }

  @Test func aBlankOneIsTheBeginning() throws {
    let folder = try folder()
    _ = try RespecteProgram.run(["export", "--delivery", "saas", "-o", "blank.xlsx"], in: folder)
    // What was issued without a model has no cell for it: here all models are in force until the partner says which.
    let read = try json("blank.xlsx", "old.xlsx", in: folder)
    #expect(count(read, "newlyAnswered") == 207)
    #expect(count(read, "unchanged") == 0)
    #expect(read["new"]?["verdict"]?.string == "eligible")
    let text = try diff("blank.xlsx", "old.xlsx", "--lang", "en", in: folder)
    #expect(text.output.contains("207 newly answered"))
  }

  @Test func swappedCaseStudies() throws {
    let folder = try folder()
    try change(folder, to: "new.xlsx") { submission in
      let swapped = [Scope.caseStudy(2): Scope.caseStudy(3), .caseStudy(3): .caseStudy(2)]
      (submission.caseStudies[1].fields, submission.caseStudies[2].fields) =
        (submission.caseStudies[2].fields, submission.caseStudies[1].fields)
      for index in submission.answers.indices {
        if let scope = swapped[submission.answers[index].key.scope] {
          submission.answers[index].key.scope = scope
        }
      }
      submission.edit("tech.2.1", 3) {
        $0.value = .no
        $0.raw = "N"
      }
    }
    let read = try json("old.xlsx", "new.xlsx", in: folder)
    #expect(count(read, "regressed") == 1 && count(read, "unchanged") == 206)
    let answer = try #require(read["answers"]?.array?.first)
    #expect(answer["scope"]?.string == "case3" && answer["oldScope"]?.string == "case2")
    #expect(
      read["caseStudies"]?.array?.map { $0["change"]?.string } == [
        "same", "renumbered", "renumbered", "same",
      ])
    #expect(
      try diff("old.xlsx", "new.xlsx", in: folder).output.contains(
        "(étude de cas\u{A0}3 (auparavant 2), SaaS)"))
  }

  @Test func fieldsAndThePartner() throws {
    let folder = try folder()
    try change(folder, to: "new.json") { submission in
      submission.application.fields[.partner] = Field(raw: "Autre", value: .text("Autre"))
      submission.application.fields[.customers] = Field()
    }
    let text = try diff("old.json", "new.json.json", in: folder)
    #expect(text.status == 1)
    #expect(
      text.output.contains("Attention : les deux soumissions ne nomment pas le même partenaire"))
    #expect(text.output.contains("Nombre total de clients : vidé, auparavant « 120 »"))
  }

  @Test func anOlderEditionAgainstANewerOne() throws {
    let folder = try WorkFolder()
    let file = Self.samples.appendingPathComponent(
      "second-checklist/harbour-logistics-services-2021-03.en.yaml")
    let old = try #require(
      TemplateFile.read(Array(try Data(contentsOf: file)), messagesIn: .english).template)
    var new = old
    new.version = "9.0"
    new.predecessors = [old.edition]
    new.controls[try #require(new.controls.firstIndex { $0.part == "tech" })].text = "Otherwise."
    let gone = new.controls.removeLast()
    try folder.write(TemplateFile.text(of: old), to: "old.yaml")
    try folder.write(TemplateFile.text(of: new), to: "new.yaml")
    let knowing = ["--template", "old.yaml", "--template", "new.yaml"]
    for name in ["old", "new"] {
      let result = try RespecteProgram.run(
        ["export", "--template", name + ".yaml", "-o", name + ".xlsx"], in: folder)
      #expect(result.status == 0)
    }
    let result = try RespecteProgram.run(
      ["diff", "old.xlsx", "new.xlsx", "--json"] + knowing, in: folder)
    #expect(result.status == 1)
    let read = try JSON.read(result.outputBytes)
    let changed = read["answers"]?.array ?? []
    #expect(!changed.isEmpty && changed.allSatisfy { $0["control"]?.string == gone.id })
    #expect(Set(changed.map { $0["change"]?.string }) == ["noLongerAsked"])
    #expect(read["template"]?["version"]?.string == "9.0")
    #expect(read["template"]?["retired"]?.array?.map(\.string) == [gone.id])
    #expect(read["template"]?["reworded"]?.array?.count == 1)
    // The older one as the new submission is compared in the newer edition, too.
    let back = try RespecteProgram.run(
      ["diff", "new.xlsx", "old.xlsx", "--json"] + knowing, in: folder)
    #expect(try JSON.read(back.outputBytes)["template"]?["version"]?.string == "9.0")
    let text = try RespecteProgram.run(
      ["diff", "old.xlsx", "new.xlsx", "--lang", "en"] + knowing, in: folder)
    #expect(
      text.output.contains("Version of the checklist: \(old.version)\u{A0}→\u{A0}9.0"),
      "\(text.output)")
    #expect(text.output.contains("Worded anew, to be read again: 1 control"))
  }

  // MARK: Objections

  @Test func threeFiles() throws {
    let folder = try folder()
    try change(folder, to: "audit.json") { submission in
      submission.edit("tech.1.12", 2) {
        $0.finding = .no
        $0.reason = "Région oubliée"
      }
      submission.edit("tech.1.13", 1) {
        $0.finding = .no
        $0.action = "Datez le rapport"
      }
      submission.edit("tech.1.14", 1) {
        $0.action = "Précisez la page"
        $0.reply = "Page 12"
      }
    }
    try change(folder, to: "new.xlsx") { submission in
      submission.edit("tech.1.13", 1) { $0.evidence = "Rapport daté du 3 mars 2019" }
    }
    _ = try RespecteProgram.run(["export", "-o", "blank.xlsx"], in: folder)
    for old in ["audit.json.json", "blank.xlsx"] {
      let read = try json(old, "new.xlsx", "--audit", "audit.json.json", in: folder)
      let items = try #require(read["objections"]?["items"]?.array)
      #expect(
        items.map { [$0["control"]?.string, $0["state"]?.string] } == [
          ["tech.1.12", "untouched"], ["tech.1.13", "settled"], ["tech.1.14", "answered"],
        ])
      #expect(read["objections"]?["counts"]?["settled"]?.int == 1)
    }
    let text = try diff("audit.json.json", "new.xlsx", in: folder)
    #expect(text.output.contains("1 sans suite, 1 avec une suite, non réglée, 1 réglée."))
    for words in [
      "Objections sans suite (1)", "motif : « Région oubliée »",
      "réponse du partenaire : « Page 12 »",
    ] {
      #expect(text.output.contains(words), "\(text.output)")
    }
  }

  /// The auditor's own workbook, filled in by another program, as the old submission and as a third file; then the one
  /// that goes back to the partner, with a reply.
  @Test(.enabled(if: Peers.python != nil, "\(Peers.advice)"))
  func theAuditorsWorkbook() throws {
    let folder = try folder()
    try change(folder, to: "new.xlsx") { submission in
      submission.edit("tech.1.13", 1) { $0.evidence = "Rapport daté du 3 mars 2019" }
    }
    func fill(_ source: String, _ target: String, _ cells: [String: String]) throws {
      let lines = cells.sorted { $0.key < $1.key }.map { "put(\"rsp.\($0.key)\", \"\($0.value)\")" }
      let script = """
        import openpyxl
        workbook = openpyxl.load_workbook("\(source)")
        def put(name, value):
            (sheet, cell), = workbook.defined_names[name].destinations
            workbook[sheet][cell.replace("$", "")] = value
        \(lines.joined(separator: "\n"))
        workbook.save("\(target)")
        """
      try folder.write(script, to: "fill.py")
      let result = try RespecteProgram.shell(
        "\"$PYTHON\" -W ignore fill.py", in: folder,
        environment: ["PYTHON": Peers.python ?? ""])
      #expect(result.status == 0, "\(result.errors)")
    }
    for words in [
      ["old.xlsx", "-o", "audit.xlsx"], ["audited.xlsx", "--to-partner", "-o", "back.xlsx"],
    ] {
      let result = try RespecteProgram.run(["audit", "--quiet"] + words, in: folder)
      #expect(result.status == 0, "\(result.errors)")
      if words[0] == "old.xlsx" {
        try fill(
          "audit.xlsx", "audited.xlsx",
          [
            "tech.1.12.case2.saas.finding": "N", "tech.1.12.case2.saas.action": "Corrigez",
            "tech.1.13.case1.saas.finding": "N", "tech.1.14.case1.saas.finding": "O",
          ])
      }
    }
    try fill("back.xlsx", "replied.xlsx", ["tech.1.12.case2.saas.reply": "Corrigé en mars"])
    func states(_ words: String...) throws -> [[String?]] {
      let result = try RespecteProgram.run(["diff", "--json"] + words, in: folder)
      let items = try JSON.read(result.outputBytes)["objections"]?["items"]?.array ?? []
      return items.map { [$0["control"]?.string, $0["state"]?.string] }
    }
    let settled: [[String?]] = [["tech.1.12", "untouched"], ["tech.1.13", "settled"]]
    #expect(try states("audited.xlsx", "new.xlsx") == settled)
    #expect(try states("old.xlsx", "new.xlsx", "--audit", "audited.xlsx") == settled)
    let answered: [[String?]] = [["tech.1.12", "answered"], ["tech.1.13", "untouched"]]
    #expect(try states("audited.xlsx", "replied.xlsx") == answered)
    #expect(
      try states("old.xlsx", "audited.xlsx") == [
        ["tech.1.12", "raised"], ["tech.1.13", "raised"],
      ])
    #expect(try diff("old.xlsx", "audit.xlsx", in: folder).status == 0)
    #expect(try diff("audited.xlsx", "audited.xlsx", in: folder).status == 0)
  }

  // MARK: Hostile texts

  @Test func nothingTypedIsObeyed() throws {
    let folder = try folder()
    let hostile = "</small><script>alert(1)</script>\u{1B}[2J\u{202E}&amp;\"'=cmd|' /C calc'!A1"
    try change(folder, to: "new.json") { submission in
      submission.application.fields[.partner] = Field(raw: hostile, value: .text(hostile))
      submission.caseStudies[0].fields[.customer] = Field(
        raw: hostile, value: .text(hostile), sheet: hostile, cell: hostile)
      submission.edit("tech.1.12", 1) {
        ($0.status, $0.value, $0.raw) = (.unreadable, nil, hostile)
        ($0.sheet, $0.cell, $0.evidence) = (hostile, hostile, hostile)
        ($0.finding, $0.reason, $0.action, $0.reply) = (.no, hostile, hostile, hostile)
      }
      submission.discrepancies.append(
        Discrepancy(.cellUnexpected, sheet: hostile, cell: hostile, message: hostile))
      submission.source.file = hostile
    }
    let text = try diff("old.json", "new.json.json", in: folder)
    #expect(text.status == 1)
    #expect(!text.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    let page = try diff("old.json", "new.json.json", "--html", "-", in: folder)
    #expect(page.status == 1)
    #expect(!page.output.contains("<script") && page.output.contains("&lt;script&gt;"))
    #expect(!page.output.unicodeScalars.contains { $0.value == 0x1B || $0.value == 0x202E })
    let read = try json("old.json", "new.json.json", in: folder)
    #expect(read["new"]?["partner"]?.string == hostile)
  }

  // MARK: Outputs and errors

  @Test func whereItGoes() throws {
    let folder = try folder()
    try change(folder, to: "new.json") { $0.edit("tech.1.12", 1) { $0.clear() } }
    let page = try diff("old.json", "new.json.json", "--html", "page.html", in: folder)
    #expect(page.status == 1 && page.output == "")
    let both = try diff(
      "old.json", "new.json.json", "--html", "again.html", "--json", "-o", "diff.json", in: folder)
    #expect(both.status == 1 && both.output == "")
    #expect(try folder.read("page.html") == folder.read("again.html"))
    #expect(try JSON.read(folder.read("diff.json"))["differs"]?.boolean == true)
    let shown = try diff("old.json", "new.json.json", in: folder)
    _ = try diff("old.json", "new.json.json", "-o", "diff.txt", in: folder)
    #expect(try folder.read("diff.txt") == shown.outputBytes)
  }

  /// A document in RTF begins with a brace as JSON does, and is read as the document that it is.
  @Test func whatBeginsAsJSON() throws {
    let folder = try folder()
    try folder.write("{\\rtf1\\ansi Maison Lavande}", to: "letter.rtf")
    let document = try diff("letter.rtf", "old.json", in: folder)
    #expect(document.status == 3)
    #expect(!document.errors.contains("JSON"), "\(document.errors)")
    // Behind a byte order mark and over many lines it is JSON to every command.
    let json = try folder.read("old.json")
    #expect(json.starts(with: "{\n".utf8))
    for beginning in ["\u{FEFF}", "\u{FEFF}\n ", "\t"] {
      try folder.write(Array(beginning.utf8) + json, to: "marked.json")
      let same = try diff("old.json", "marked.json", in: folder)
      #expect(same.status == 0, "\(same.errors)")
      let scored = try RespecteProgram.run(["score", "marked.json", "--quiet"], in: folder)
      #expect(scored.status == 0, "\(scored.output)\(scored.errors)")
    }
  }

  @Test(arguments: [
    ("{\"a\":1}", true), ("{ \r\n\t\"a\":1}", true), ("\u{FEFF} \n{}", true), ("{", false),
    ("{\\rtf1}", false), ("[{\"a\":1}]", false), ("", false), ("\u{FEFF}", false), ("{a", false),
  ])
  func objectsAreToldByTheirBeginning(text: String, opens: Bool) {
    #expect(JSONBeginning.opensObject(Array(text.utf8)) == opens)
  }

  private static let refusals: [(line: String, status: Int32)] = [
    ("old.json", 2), ("old.json old.json old.json", 2), ("- -", 2), ("old.json - --audit -", 2),
    ("old.json old.xlsx -o old.xlsx", 2), ("old.json old.xlsx --html - --json", 2),
    ("old.json old.xlsx --as-of demain", 2), ("harbour.xlsx old.json", 2),
    ("old.json nowhere.xlsx", 3), ("nowhere.xlsx old.json", 3), ("old.json .", 3),
    ("empty old.json", 3), ("list.ndjson old.json", 3), ("foreign.json old.json", 3),
    ("failed.json old.json", 3), ("unknown.json old.json", 3),
    ("old.json old.json --audit nowhere", 3), ("old.json old.json -o nowhere/diff.txt", 4),
  ]

  @Test(arguments: refusals)
  func whatCannotBeCompared(line: String, status: Int32) throws {
    let folder = try folder()
    try folder.write("", to: "empty")
    try folder.write("{\"schema\":\"respecte.template/1\"}", to: "foreign.json")
    let whole = try JSON.read(folder.read("old.json")).compact + "\n"
    try folder.write(whole + whole, to: "list.ndjson")
    try change(folder, to: "failed.json") {
      $0.failure = Failure(code: "file.corrupt", message: "Abîmé.")
    }
    try change(folder, to: "unknown.json") { $0.template?.version = "7.7" }
    for name in ["failed", "unknown"] {
      try folder.write(folder.read(name + ".json.json"), to: name + ".json")
    }
    let harbour = Self.samples.appendingPathComponent(
      "second-checklist/harbour-logistics-services-2021-03.en.yaml"
    ).path
    _ = try RespecteProgram.run(
      ["export", "--template", harbour, "-o", "harbour.xlsx"], in: folder)
    let result = try RespecteProgram.run(
      ["diff"] + line.split(separator: " ").map(String.init) + ["--template", harbour], in: folder)
    #expect(result.status == status, "\(result.output)\(result.errors)")
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("respecte : "))
  }
}

extension Submission {
  /// Changes the answer to a control in a case study.
  fileprivate mutating func edit(_ control: String, _ number: Int, _ change: (inout Answer) -> Void)
  {
    for index in answers.indices
    where answers[index].key.control == control && answers[index].key.scope == .caseStudy(number) {
      change(&answers[index])
    }
  }
}

extension Answer {
  fileprivate mutating func clear() { (status, value, raw) = (.blank, nil, nil) }
}
