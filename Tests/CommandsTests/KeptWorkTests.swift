import Basics
import Checklists
import Foundation
import TestSupport
import Testing

/// What people typed is not written over unless they say so.
@Suite struct KeptWorkTests {
  private static let returned = AuditedSample.path("Maison Lavande – auto-évaluation.xlsx")

  /// Something that stands where a workbook is to be written.
  struct Standing: Sendable, CustomTestStringConvertible {
    var testDescription: String
    /// The command that is to write over it, without `-o`.
    var command: [String] = ["export"]
    var status: Int32 = 4
    /// What the message says that it holds.
    var said: [String] = []
    var language = Language.french
    var make: @Sendable (WorkFolder) throws -> Void
  }

  private static func copy(_ path: String, _ folder: WorkFolder) throws {
    try folder.write(Array(try Data(contentsOf: URL(fileURLWithPath: path))), to: "there.xlsx")
  }

  static let cases = [
    Standing(
      testDescription: "a returned workbook", said: ["207 réponses", "champs remplis"],
      make: { try copy(returned, $0) }),
    Standing(
      testDescription: "a returned workbook, in English", said: ["207 answers", "53 fields"],
      language: .english, make: { try copy(returned, $0) }),
    Standing(
      testDescription: "a returned workbook, under an audit",
      command: ["audit", AuditedSample.path("tessera-2019-11.xlsx")], said: ["207 réponses"],
      make: { try copy(returned, $0) }),
    Standing(
      testDescription: "an auditor's findings", command: ["audit", returned],
      said: ["2 constats"],
      make: {
        try AuditedSample.write(
          ["prereq.1.1.finding": "N", "prereq.1.2.reason": "Vu."], of: returned,
          to: "there.xlsx", in: $0)
      }),
    Standing(
      testDescription: "an auditor's findings, in English", command: ["audit", returned],
      said: ["2 findings"], language: .english,
      make: {
        try AuditedSample.write(
          ["prereq.1.1.finding": "N", "prereq.1.2.reason": "Vu."], of: returned,
          to: "there.xlsx", in: $0)
      }),
    Standing(
      testDescription: "an audit workbook without findings", command: ["audit", returned],
      status: 0, make: { try AuditedSample.write([:], of: returned, to: "there.xlsx", in: $0) }),
    Standing(
      testDescription: "a blank workbook of another kind", status: 0,
      make: {
        _ = try RespecteProgram.run(
          ["export", "--delivery", "saas", "--partner", "X", "-o", "there.xlsx"], in: $0)
      }),
    Standing(
      testDescription: "the very same file", command: ["audit", returned], status: 0,
      make: { _ = try RespecteProgram.run(["audit", returned, "-o", "there.xlsx"], in: $0) }),
    Standing(
      testDescription: "a workbook with a password", said: ["ce qui serait perdu"],
      make: { try copy(AuditedSample.path("Halle Digitale (protégé).ods"), $0) }),
    Standing(
      testDescription: "nothing but a text", status: 0,
      make: { try $0.write("old", to: "there.xlsx") }
    ),
    Standing(
      testDescription: "an empty file", status: 0, make: { try $0.write("", to: "there.xlsx") }),
  ]

  @Test(arguments: cases)
  func workIsKept(standing: Standing) throws {
    let folder = try WorkFolder()
    try standing.make(folder)
    let before = try folder.read("there.xlsx")
    let result = try RespecteProgram.run(
      standing.command + ["-o", "there.xlsx", "--lang", standing.language.rawValue], in: folder)
    #expect(result.status == standing.status, "\(result.errors)")
    if standing.status == 4 {
      #expect(try folder.read("there.xlsx") == before)
      for words in standing.said + ["--force"] {
        #expect(result.errors.contains(words), "\(result.errors)")
      }
    }
    let forced = try RespecteProgram.run(
      standing.command + ["-o", "there.xlsx", "--force"], in: folder)
    #expect(forced.status == 0, "\(forced.errors)")
    #expect(try folder.read("there.xlsx") != before || standing.status == 0)
  }

  @Test func aMergeKeepsFindings() throws {
    let folder = try WorkFolder()
    for (name, finding) in [("a.xlsx", "N"), ("b.xlsx", ""), ("there.xlsx", "O")] {
      try AuditedSample.write(
        ["prereq.1.1.finding": finding], of: Self.returned, to: name, in: folder)
    }
    let line = ["audit", "--merge", "a.xlsx", "b.xlsx", "-o", "there.xlsx"]
    let result = try RespecteProgram.run(line, in: folder)
    #expect(result.status == 4)
    #expect(result.errors.contains("1 constat"))
    #expect(try RespecteProgram.run(line + ["--force"], in: folder).status == 0)
  }

  @Test func allBlankWorkbooksKeepAFilledOne() throws {
    let folder = try WorkFolder()
    #expect(try RespecteProgram.run(["export", "--all", "-o", "all"], in: folder).status == 0)
    #expect(try RespecteProgram.run(["export", "--all", "-o", "all"], in: folder).status == 0)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(of: "all"))
    let name = try #require(files.first { $0.hasSuffix(".xlsx") })
    try folder.write(
      Array(try Data(contentsOf: URL(fileURLWithPath: Self.returned))), to: "all/" + name)
    #expect(try RespecteProgram.run(["export", "--all", "-o", "all"], in: folder).status == 4)
  }

  /// Without a terminal nobody can be asked.
  @Test func forgettingIsAsked() throws {
    let folder = try WorkFolder()
    func run(_ words: String...) throws -> RespecteProgram.Result {
      try RespecteProgram.run(
        words + ["--register", "office.sqlite", "--as-of", "2020-01-01"], in: folder,
        environment: ["LOGNAME": "bureau"])
    }
    #expect(try run("register", "add", Self.returned).status == 0)
    let refused = try run("register", "forget", "Maison Lavande")
    #expect(refused.status == 2)
    #expect(refused.errors.contains("--yes"))
    #expect(try run("register", "forget", "Maison Lavande", "--yes").output.contains("supprimée"))
  }

  /// On a terminal the answer decides.
  @Test(arguments: [("oui", true), ("non", false), ("", false)])
  func aTerminalIsAsked(answer: String, isRemoved: Bool) throws {
    guard FileManager.default.isExecutableFile(atPath: "/usr/bin/script") else {
      try Test.cancel("There is no script(1), which makes a terminal.")
    }
    let folder = try WorkFolder()
    let register = ["RESPECTE_REGISTER": "office.sqlite", "LOGNAME": "bureau"]
    _ = try RespecteProgram.run(
      ["register", "add", Self.returned], in: folder, environment: register)
    let result = try RespecteProgram.shell(
      "(sleep 1; echo '\(answer)'; sleep 1) | script -qec \"$RESPECTE register forget 'Maison Lavande'\" /dev/null",
      in: folder, environment: register)
    #expect(result.output.contains("Maison Lavande"), "\(result.output)")
    #expect(result.output.contains("supprimée") == isRemoved, "\(result.output)")
    #expect(result.output.contains("Rien n’a été supprimé") != isRemoved)
  }
}
