import Basics
import Checklists
import Foundation
import Spreadsheet
import TestSupport
import Testing
import Workbooks

/// Audit workbooks as the real program makes, reads, scores and unites them.
@Suite struct AuditCommandTests {
  private static let sample = AuditedSample.path("tessera-2019-11.xlsx")

  /// Writes the sample's audit workbook, filled in by an auditor.
  private func write(_ remarks: [String: String], to name: String, in folder: WorkFolder) throws {
    try AuditedSample.write(remarks, of: Self.sample, to: name, in: folder)
  }

  private func json(_ arguments: [String], in folder: WorkFolder) throws -> JSON {
    let result = try RespecteProgram.run(arguments, in: folder)
    return try JSON.read(result.outputBytes)
  }

  private func answer(_ name: String, _ json: JSON) throws -> JSON {
    try #require(
      json["answers"]?.array?.first { answer in
        [
          answer["control"]?.string,
          answer["deliveryModel"] == .null
            ? nil : answer["scope"]?.string, answer["deliveryModel"]?.string,
        ].compactMap(\.self).joined(separator: ".") == name
      }, "\(name)")
  }

  @Test func thereAndBackAgain() throws {
    let folder = try WorkFolder()
    #expect(
      try RespecteProgram.run(["audit", Self.sample, "-o", "audit.xlsx"], in: folder).status == 0)
    // The same input and options, the same bytes.
    #expect(
      try RespecteProgram.run(["audit", Self.sample], in: folder).outputBytes
        == folder.read("audit.xlsx"))
    let original = try json(["import", Self.sample], in: folder)
    let copy = try json(["import", "audit.xlsx"], in: folder)
    #expect(copy["accounting"] == original["accounting"])
    #expect(copy["application"] == original["application"])
    #expect(copy["caseStudies"] == original["caseStudies"])
    #expect(copy["audit"]?["sha256"] == original["source"]?["sha256"])
    #expect(copy["audit"]?["forPartner"] == .boolean(false))

    try write(
      [
        "prereq.1.1.finding": "N", "prereq.1.1.reason": "=cmd|' /C calc'!A0",
        "prereq.1.1.action": "Signez les règles.", "prereq.1.2.finding": "O",
      ], to: "found.xlsx", in: folder)
    let found = try json(["import", "found.xlsx"], in: folder)
    #expect(try answer("prereq.1.1", found)["finding"]?.string == "no")
    #expect(try answer("prereq.1.1", found)["reason"]?.string == "=cmd|' /C calc'!A0")

    #expect(
      try RespecteProgram.run(
        ["audit", "found.xlsx", "--to-partner", "-o", "partner.xlsx"], in: folder
      ).status == 0)
    let sent = try json(["import", "partner.xlsx"], in: folder)
    #expect(sent["audit"]?["forPartner"] == .boolean(true))
    #expect(try answer("prereq.1.1", sent)["action"]?.string == "Signez les règles.")
    #expect(sent["discrepancies"]?.array?.count == found["discrepancies"]?.array?.count)
  }

  @Test func findingsAreScored() throws {
    let folder = try WorkFolder()
    try write(
      ["prereq.1.1.finding": "N", "prereq.1.2.finding": "O"], to: "found.xlsx", in: folder)
    let before = try json(["score", "--ndjson", Self.sample], in: folder)
    let after = try json(["score", "--ndjson", "found.xlsx"], in: folder)
    #expect(before["agreement"] == .null)
    #expect(
      after["agreement"]?.compact
        == #"{"findings":2,"compared":2,"agreed":1,"rate":0.5,"kappa":0}"#)
    #expect(
      try #require(after["prerequisites"]?["met"]?.int)
        == #require(before["prerequisites"]?["met"]?.int) - 1)
    let contradictions = after["discrepancies"]?.array?.filter {
      $0["code"]?.string == "finding.contradicts"
    }
    #expect(contradictions?.count == 1)
    #expect(contradictions?.first?["sheet"]?.string == "Audit")
    #expect(contradictions?.first?["severity"]?.string == "error")
    let text = try RespecteProgram.run(["check", "found.xlsx"], in: folder).output
    #expect(text.contains("2 constats d’audit\u{A0}: accord sur 1 des 2 réponses comparées"))
    // As lines of JSON, too.
    let lines = try RespecteProgram.run(["import", "--ndjson", "found.xlsx"], in: folder)
    try folder.write(lines.outputBytes, to: "found.ndjson")
    let again = try json(["score", "--ndjson", "found.ndjson"], in: folder)
    #expect(again["agreement"] == after["agreement"])
    #expect(again["score"] == after["score"])
  }

  @Test func twoAuditorsAreUnitedAndNothingIsChosen() throws {
    let folder = try WorkFolder()
    try write(
      [
        "prereq.1.1.finding": "N", "prereq.1.1.reason": "Rien n’est signé.",
        "prereq.1.2.finding": "O", "prereq.1.3.finding": "O",
        "prereq.1.4.action": "Envoyer le plan.",
      ], to: "a.xlsx", in: folder)
    try write(
      [
        "prereq.1.1.finding": "O", "prereq.1.1.reason": "  rien n'est   signé. ",
        "prereq.1.2.finding": "oui", "prereq.1.4.action": "Envoyer le contrat.",
        "prereq.2.1.reason": "Vu le 3 mars.",
      ], to: "b.xlsx", in: folder)
    let result = try RespecteProgram.run(
      ["audit", "--merge", "a.xlsx", "b.xlsx", "-o", "ab.xlsx"], in: folder)
    #expect(result.status == 1)
    let lines = result.errors.split(separator: "\n").map(String.init)
    #expect(lines.count == 3)
    for words in [
      [
        "Prérequis 1.1", "constat", "«\u{A0}N\u{A0}» (a.xlsx, Audit, L",
        "«\u{A0}O\u{A0}» (b.xlsx, Audit, L",
      ],
      ["Prérequis 1.4", "action demandée", "Envoyer le plan.", "Envoyer le contrat."],
    ] {
      #expect(lines.contains { line in words.allSatisfy(line.contains) }, "\(lines)")
    }
    #expect(lines.last?.contains("2 cases sont remplies différemment") == true)

    let united = try json(["import", "ab.xlsx"], in: folder)
    #expect(try answer("prereq.1.1", united)["finding"] == .null)
    #expect(try answer("prereq.1.1", united)["reason"]?.string == "Rien n’est signé.")
    #expect(try answer("prereq.1.2", united)["finding"]?.string == "yes")
    #expect(try answer("prereq.1.3", united)["finding"]?.string == "yes")
    #expect(try answer("prereq.1.4", united)["action"] == .null)
    #expect(try answer("prereq.2.1", united)["reason"]?.string == "Vu le 3 mars.")
    // Nothing of the sheet of conflicts is taken for something that a person entered.
    let alone = try json(["import", "a.xlsx"], in: folder)
    #expect(united["accounting"] == alone["accounting"])
    let others = united["discrepancies"]?.array?.filter {
      $0["code"]?.string != "finding.conflict"
    }
    #expect(others == alone["discrepancies"]?.array)

    let workbook = try SpreadsheetReader.read(try folder.read("ab.xlsx"))
    let conflicts = try #require(workbook.sheet(named: "Conflits"))
    let texts = conflicts.cells.compactMap { cell -> String? in
      if case .string(let text)? = cell.value { text } else { nil }
    }
    for text in ["a.xlsx", "b.xlsx", "N", "O", "Envoyer le plan.", "Envoyer le contrat."] {
      #expect(texts.contains(text))
    }
    // Both values stand in the row, too.
    let list = try #require(workbook.sheet(named: "Audit"))
    #expect(
      list.cells.contains { cell in
        if case .string(let text)? = cell.value {
          text.contains("Envoyer le plan.") && text.contains("Envoyer le contrat.")
        } else {
          false
        }
      })
    // Without a conflict there is no such sheet, and status 0.
    let quiet = try RespecteProgram.run(
      ["audit", "--merge", "a.xlsx", "a.xlsx", "-o", "aa.xlsx"], in: folder)
    #expect(quiet.status == 0)
    #expect(try SpreadsheetReader.read(try folder.read("aa.xlsx")).sheet(named: "Conflits") == nil)
  }

  @Test func whatDoesNotBelongTogetherIsRefused() throws {
    let folder = try WorkFolder()
    try write(["prereq.1.1.finding": "N"], to: "a.xlsx", in: folder)
    try write(["prereq.1.1.met": "N"], to: "altered.xlsx", in: folder)
    let other = URL(fileURLWithPath: Self.sample).deletingLastPathComponent()
      .appendingPathComponent("Numa à compléter.xlsx").path
    #expect(
      try RespecteProgram.run(["audit", other, "-o", "other.xlsx"], in: folder).status == 0)
    for (arguments, status, said) in [
      (["a.xlsx", "b.xlsx"], 2, "--merge"), (["--merge", "a.xlsx"], 2, "au moins deux"),
      (["--merge", "a.xlsx", "other.xlsx"], 2, "ne sont pas de la même soumission"),
      (["--merge", "a.xlsx", "altered.xlsx"], 2, "viennent du même fichier"),
      (["--merge", "a.xlsx", Self.sample], 2, "n’est pas un classeur d’audit"),
      (["absent.xlsx"], 3, "n’existe pas"),
      (["--merge", "a.xlsx", "absent.xlsx"], 3, "n’existe pas"),
      (["a.xlsx", "-o", "a.xlsx"], 2, "aussi une entrée"),
    ] as [([String], Int32, String)] {
      let output = arguments.contains("-o") ? [] : ["-o", "out.xlsx"]
      let result = try RespecteProgram.run(["audit"] + arguments + output, in: folder)
      #expect(result.status == status, "\(arguments)")
      #expect(result.errors.contains(said), "\(arguments): \(result.errors)")
    }
    #expect(try !folder.names().contains("out.xlsx"))
  }
}
