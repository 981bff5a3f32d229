import Basics
import Foundation
import TestSupport
import Testing

@testable import Commands

/// The register as the office uses it that works by e-mail.
@Suite struct RegisterCommandTests {
  /// The databases that a register may be in.
  enum Backend: String, CaseIterable { case sqlite, postgresql }

  private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../SampleData/returned").standardized

  /// A folder with a blank workbook, and a register of its own beside it or on a server.
  private struct Office {
    let folder: WorkFolder
    let register: String

    func run(_ words: String..., input: [UInt8] = []) throws -> RespecteProgram.Result {
      try RespecteProgram.run(
        words, in: folder, input: input,
        environment: ["RESPECTE_REGISTER": register, "LOGNAME": "bureau"])
    }

    /// Adds a file on a day that is given, so that the same is done whenever the tests run.
    func add(_ words: String...) throws -> RespecteProgram.Result {
      try RespecteProgram.run(
        ["register", "add", "--as-of", "2019-12-31"] + words, in: folder,
        environment: ["RESPECTE_REGISTER": register, "LOGNAME": "bureau"])
    }

    func list() throws -> JSON { try JSON.read(run("register", "list", "--json").outputBytes) }
  }

  private func office(_ backend: Backend) throws -> Office {
    let folder = try WorkFolder.withBlankWorkbook()
    switch backend {
    case .sqlite: return Office(folder: folder, register: "kept/register.sqlite")
    case .postgresql: return Office(folder: folder, register: try Self.database())
    }
  }

  /// A database of its own; a test is skipped, by name, where PostgreSQL is not installed.
  private static func database() throws -> String {
    switch PostgreSQLServer.started {
    case .success(let address):
      let name = "office" + UUID().uuidString.replacingOccurrences(of: "-", with: "").lowercased()
      let made = try RespecteProgram.shell(
        "psql '\(address)' -qc 'CREATE DATABASE \(name)'", in: WorkFolder())
      try #require(made.status == 0, "\(made.errors)")
      return PostgreSQLServer.address(address, database: name)
    case .failure(let missing):
      guard !missing.isInstalled else { throw missing }
      try Test.cancel("\(missing.reason)")
    }
  }

  @Test(
    "Workbooks are added once, listed, shown, exported and verified", arguments: Backend.allCases)
  func theWholeWay(backend: Backend) throws {
    let office = try office(backend)
    let bytes = try office.folder.read("blank.xlsx")
    let digest = SHA256.hex(of: bytes)
    #expect(try office.run("register", "list").status == 3)

    let added = try office.add("blank.xlsx")
    #expect(added.status == 0, "\(added.errors)")
    #expect(added.output == "1  reçue  \(digest)  Exemple SAS  blank.xlsx\n")
    // A name that is written otherwise could mean somebody else.
    for name in ["exemple sas", "EXÉMPLE  SAS"] {
      let refused = try office.add("blank.xlsx", "--partner", name)
      #expect(refused.status == 3)
      #expect(refused.output == "")
      #expect(refused.errors.contains("Exemple SAS"), "\(refused.errors)")
      #expect(refused.errors.contains("--partner"))
    }
    let again = try office.add("blank.xlsx", "--partner", " Exemple  SAS")
    #expect(again.output == "1  connue  \(digest)  Exemple SAS  blank.xlsx\n")
    let other = try office.add("blank.xlsx", "--partner", "Autre & fils")
    #expect(other.output == "2  reçue  \(digest)  Autre & fils  blank.xlsx\n")
    #expect(other.errors.contains("Exemple SAS"))

    let table = try office.run("register", "list")
    #expect(table.status == 0)
    #expect(table.output.contains("Exemple SAS"))
    #expect(table.output.hasSuffix("\n\n2 soumissions.\n"))

    let json = try office.list()
    let submissions = try #require(json["submissions"]?.array)
    #expect(submissions.map { $0["partner"]?.string } == ["Exemple SAS", "Autre & fils"])
    #expect(submissions.map { $0["sha256"]?.string } == [digest, digest])
    #expect(
      submissions.map { $0["received"]?.string }
        == Array(repeating: "2019-12-31T00:00:00Z", count: 2))
    #expect(submissions[0]["verdict"]?.string == "incomplete")
    let log = try #require(json["log"]?.array)
    #expect(log.map { $0["kind"]?.string } == ["created", "received", "repeated", "received"])
    #expect(log.map { $0["actor"]?.string } == Array(repeating: "bureau", count: 4))
    // The chain can be followed with what is printed, and nothing else.
    var previous = ""
    for event in log {
      let members: [JSON] = [
        "previous", "number", "time", "kind", "actor", "partner", "submission", "details",
      ].map { event[$0] ?? .null }
      #expect(event["previous"]?.string == previous)
      previous = SHA256.hex(of: Array(JSON.array(members).compact.utf8))
      #expect(event["digest"]?.string == previous)
    }

    let shown = try JSON.read(office.run("register", "show", "1", "--json").outputBytes)
    let imported = try JSON.read(office.run("import", "blank.xlsx").outputBytes)
    #expect(shown["submission"] == imported)
    #expect(shown["log"]?.array?.count == 2)
    #expect(try office.run("register", "show", "1").output.contains(digest))
    #expect(try office.run("register", "show", "3").status == 3)
    #expect(try office.run("register", "show", "one").status == 2)

    #expect(try office.run("register", "export", "-o", "out").status == 0)
    let out = try FileManager.default.contentsOfDirectory(atPath: office.folder.path(of: "out"))
    #expect(
      Set(out) == [
        "0001-exemple-sas.xlsx", "0001-exemple-sas.submission.json",
        "0001-exemple-sas.assessment.json", "0002-autre-fils.xlsx",
        "0002-autre-fils.submission.json", "0002-autre-fils.assessment.json", "register.json",
      ])
    #expect(try office.folder.read("out/0002-autre-fils.xlsx") == bytes)
    #expect(try JSON.read(office.folder.read("out/register.json")) == json)
    #expect(try JSON.read(office.folder.read("out/0001-exemple-sas.submission.json")) == imported)

    let verified = try office.run("register", "verify")
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(verified.errors == "")
    #expect(verified.output.hasSuffix("\n" + previous + "\n"))
    #expect(try office.run("register", "verify", previous).status == 0)
    let unknown = try office.run("register", "verify", digest)
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains(digest))

    let forgotten = try office.run(
      "register", "forget", "--yes", "EXEMPLE sas", "--as-of", "2020-01-01")
    #expect(forgotten.output == "1  supprimée  \(digest)  Exemple SAS  blank.xlsx\n")
    #expect(try office.run("register", "verify").status == 0)
    #expect(try office.run("check", "register:1").status == 3)
    #expect(try office.run("register", "export", "1", "-o", "out").status == 3)
    let left = try JSON.read(office.run("register", "show", "1", "--json").outputBytes)
    #expect(left["summary"]?["forgotten"]?.boolean == true)
    #expect(left["submission"] == .null)
    #expect(left["summary"]?["file"] == .null)
    #expect(left["log"]?.array?.last?["time"]?.string == "2020-01-01T00:00:00Z")
    #expect(try office.run("check", "register:2").status == 1)
  }

  @Test("The same additions give the same log and the same files, in every database")
  func theSameEverywhere() throws {
    var exports: [[String: [UInt8]]] = []
    for backend in Backend.allCases {
      let office = try office(backend)
      _ = try office.add("blank.xlsx", Self.samples.path, "--jobs", "2")
      #expect(try office.run("register", "export", "-o", "out").status == 0)
      let names = try FileManager.default.contentsOfDirectory(atPath: office.folder.path(of: "out"))
      var files: [String: [UInt8]] = [:]
      for name in names { files[name] = try office.folder.read("out/" + name) }
      #expect(files.count == 25)
      exports.append(files)
    }
    #expect(exports[0] == exports[1])
  }

  @Test("What reads a workbook reads one of the register, with the same result")
  func whereAWorkbookIsRead() throws {
    let office = try office(.sqlite)
    let sample = Self.samples.appendingPathComponent("tessera-2019-11.xlsx").path
    let added = try office.add(sample, "blank.xlsx")
    #expect(added.status == 0)
    for (words, path) in [
      (["score"], sample), (["score", "--ndjson"], sample), (["check"], sample),
      (["check"], "blank.xlsx"), (["audit", "-o", "audit.xlsx"], sample),
    ] {
      let names =
        path == sample ? ["register:1", "register:TESSERA software s.r.l."] : ["register:2"]
      func result(_ operand: String) throws -> (RespecteProgram.Result, [JSON.Member]) {
        let result = try RespecteProgram.run(
          words + [operand], in: office.folder,
          environment: ["RESPECTE_REGISTER": office.register])
        guard words[0] == "audit" else { return (result, []) }
        // The one of the register says which submission it is of, and is the same otherwise.
        let audit = try JSON.read(office.run("import", "audit.xlsx").outputBytes)
        #expect(audit["audit"]?["number"]?.int == (operand == sample ? nil : 1))
        return (result, audit.members?.filter { !["audit", "source"].contains($0.name) } ?? [])
      }
      let (direct, file) = try result(path)
      for name in names {
        let (kept, keptFile) = try result(name)
        #expect(kept.status == direct.status, "\(kept.errors)")
        #expect(kept.output == direct.output)
        #expect(keptFile == file)
      }
    }
    let all = try office.run("score", "register:", "--ndjson")
    #expect(all.lines.count == 2)
    let diff = try office.run("diff", "--json", "register:exemple sas", "register:1")
    #expect(diff.output == (try office.run("diff", "--json", "blank.xlsx", sample)).output)

    let mistyped = try office.run("score", "register:Exempel SAS")
    #expect(mistyped.status == 3)
    #expect(mistyped.errors.contains("Exemple SAS"))
    // A file that is called so is named with its folder.
    try office.folder.write(office.folder.read("blank.xlsx"), to: "register:9")
    #expect(try office.run("check", "register:9").status == 3)
    #expect(try office.run("check", "./register:9").status == 1)
    // Nothing is written over the register.
    let kept = try office.folder.read(office.register)
    let over = try office.run("score", "register:1", "-o", office.register)
    #expect(over.status == 2)
    #expect(try office.folder.read(office.register) == kept)
  }

  @Test("One bad file never stops the others")
  func badFiles() throws {
    let office = try office(.sqlite)
    try office.folder.write("%PDF-1.4 no workbook", to: "in/a.xlsx")
    try office.folder.write(office.folder.read("blank.xlsx"), to: "in/b.xlsx")
    try office.folder.write("a,b\n1,2\n", to: "in/c.csv")
    try office.folder.write("x", to: "in/notes.txt")
    let added = try office.add("in", "missing.xlsx")
    #expect(added.status == 1)
    #expect(added.lines.count == 1)
    for name in ["in/a.xlsx", "in/c.csv", "missing.xlsx"] {
      #expect(added.errors.contains(name), "\(name)")
    }
    #expect(try office.add("in/a.xlsx").status == 3)
    #expect(try office.list()["submissions"]?.array?.count == 1)

    let noName = try office.run("export", "-o", "noname.xlsx")
    #expect(noName.status == 0)
    let refused = try office.add("noname.xlsx")
    #expect(refused.status == 3)
    #expect(refused.errors.contains("--partner"))
    #expect(try office.add("noname.xlsx", "--partner", " ").status == 2)
    #expect(try office.add("noname.xlsx", "--partner", "Kestrel").status == 0)
    let piped = try office.run(
      "register", "add", "-", "--partner", "Pipe",
      input: office.folder.read("blank.xlsx"))
    #expect(piped.output.hasSuffix("  Pipe  -\n"))
  }

  /// Names come from partners; none of them leads out of the folder, to another file, or moves a terminal's cursor.
  @Test func hostileNames() throws {
    let office = try office(.sqlite)
    let names = [
      "../../escaped", "/etc/passwd", "..", "\u{1B}[2Jred\u{202E}slx.",
      String(repeating: "long ", count: 80),
    ]
    for (index, name) in names.enumerated() {
      let file = "\u{1B}[31m\(index).xlsx"
      try office.folder.write(
        office.folder.read("blank.xlsx"), to: file)
      let added = try office.add("--partner=" + name, file)
      #expect(added.status == 0, "\(added.errors)")
      #expect(!added.output.contains("\u{1B}"))
    }
    let before = try office.folder.names()
    #expect(try office.run("register", "export", "-o", "out").status == 0)
    #expect(try office.folder.names() == (before + ["out"]).sorted())
    let made = try FileManager.default.contentsOfDirectory(atPath: office.folder.path(of: "out"))
    #expect(made.count == 3 * names.count + 1)
    for name in made {
      #expect(name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-.".contains($0)) })
      #expect(name == "register.json" || name.first?.isNumber == true)
      #expect(name.utf8.count <= 80)
    }
    for command in [["list"], ["show", "4"]] {
      let shown = try RespecteProgram.run(
        ["register"] + command, in: office.folder,
        environment: ["RESPECTE_REGISTER": office.register])
      #expect(shown.status == 0)
      #expect(!shown.output.contains("\u{1B}"))
      #expect(!shown.output.contains("\u{202E}"))
    }
  }

  @Test("What was changed in the register's file is told, with status 1")
  func tampering() throws {
    let office = try office(.sqlite)
    _ = try office.add("blank.xlsx")
    var bytes = try office.folder.read(office.register)
    let found = try #require(bytes.firstRange(of: Array(#""status":"blank""#.utf8)))
    bytes.replaceSubrange(found, with: Array(#""status":"blink""#.utf8))
    try office.folder.write(bytes, to: office.register)
    let verified = try office.run("register", "verify")
    #expect(verified.status == 1)
    #expect(verified.errors.contains("soumission 1"))
    // What another program read, this one does not call a fault.
    let other = try self.office(.sqlite)
    _ = try other.add("blank.xlsx")
    let elsewhere = try RespecteProgram.run(
      ["register", "verify"], in: other.folder,
      environment: [
        "RESPECTE_REGISTER": other.register,
        "RESPECTE_TEMPLATES": Self.samples.deletingLastPathComponent().appendingPathComponent(
          "second-checklist"
        ).path,
      ])
    #expect(elsewhere.status == 0)
  }

  @Test("A register that is none, or cannot be made, is said; an address without its password")
  func noRegister() throws {
    let office = try office(.sqlite)
    try office.folder.write("text", to: "text")
    for (register, statuses) in [
      ("text", (3, 3)), ("missing/register.sqlite", (3, 0)), ("blank.xlsx/register.sqlite", (3, 4)),
      ("/proc/respecte/register.sqlite", (3, 4)),
      ("postgres://bureau:hunter2@127.0.0.1:1/db", (3, 4)),
      ("postgres://bureau:hunt@er2@127.0.0.1/db", (2, 2)),
    ] as [(String, (Int32, Int32))] {
      let list = try office.run("register", "list", "--register", register)
      let add = try office.run("register", "add", "blank.xlsx", "--register", register)
      #expect(list.status == statuses.0, "\(register): \(list.errors)")
      #expect(add.status == statuses.1, "\(register): \(add.errors)")
      for result in [list, add] {
        #expect(!(result.output + result.errors).contains("hunt"))
        #expect(!(result.output + result.errors).contains("er2"))
      }
    }
  }
}
